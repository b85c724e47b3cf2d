"""Banmian 版面: from a page of a Chinese newspaper to tables that can be traced to its characters.

>>> import helpers
>>> edition = helpers.read_edition("data/editions/2022-03-25_jiaxing-daily-pinghu.txt")
>>> edition.tables()["facts"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.errors import BanmianError

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.edition import Edition

__all__ = ["BanmianError", "read_edition", "read_text"]


def read_text(text: str, date: str | None = None, stem: str = "text") -> Edition:
    """An edition from a string. ``date`` (ISO 8601) is the day it was printed.

    Without ``date`` the page must say it itself. Raises BanmianError for a blank text, a date that
    is not one, or a date that nothing settles.
    """
    from helpers.read import from_text

    return from_text(text, date=date, stem=stem)


def read_edition(path: str | Path, date: str | None = None) -> Edition:
    """An edition from a file. The date is, in this order, ``date``, the line for the file in
    ``editions.csv`` beside it, the file's name (``2022-03-25_….txt``), or what the page says.

    Raises BanmianError, one clear sentence, for what cannot be read.
    """
    from helpers.read import from_file

    return from_file(path, date=date)
