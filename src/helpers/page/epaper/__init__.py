"""Saved pages of a digital newspaper (数字报), and articles of any site, as pages of articles.

``saved`` says what a file or folder of saved pages holds, ``files`` reads one file, ``dom`` its boxes, ``lines`` which of its
lines are no text, ``metadata`` what a page says of itself; ``single`` finds the article of a page of no known family,
``sheets`` puts files together to pages, ``reader`` makes the edition.
"""

from helpers.page.epaper.reader import read_html

__all__ = ["read_html"]
