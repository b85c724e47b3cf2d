"""What a finder must know besides the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """The edition's date, against which 昨天 counts, and the place that 我市 means.

    ``home`` is the city or county without its suffix (平湖), empty where unknown. ``signed`` are
    the people who sign the page's articles: their names are no figures and no dates (陆一鸣).
    """

    date: dt.date
    home: str = ""
    signed: frozenset[str] = frozenset()
