"""PDF pages with text as pages of articles: characters → lines → layout → source text (see ``reader``)."""

from helpers.page.pdf.reader import NoTextError, read_pdf

__all__ = ["NoTextError", "read_pdf"]
