"""Every time expression of an article, resolved against the edition's date and what was said before."""

from __future__ import annotations

from helpers.facts.context import Context
from helpers.facts.dates.grammar import phrases
from helpers.facts.dates.groups import groups
from helpers.facts.dates.spelling import closed_up, masked, placed, simplified
from helpers.facts.dates.teller import Teller
from helpers.facts.model import TimeExpression
from helpers.page.text import plain


def find_dates(text: str, context: Context) -> list[TimeExpression]:
    """The time expressions of one article, in reading order; spans are offsets into ``text``.

    ``kind``: date (a day), time (a clock time or a part of a day), period (all longer ones and those
    open on a side), deadline (截至), recurring (每日). ``begins`` and ``ends`` follow the contract
    (tables.md); both are empty where the words cannot be resolved. ``rule`` names the finest atom that
    decided, with ``-range`` or ``-list`` for several taken together and the suffix (起, 前) if any.
    """
    read, places = closed_up(simplified(plain(text)))
    blanked = masked(read, context.signed, context.home)
    teller = Teller(read, context.date)
    found = [e for group in groups(blanked, phrases(blanked)) for e in teller.tell(group)]
    return [placed(e, text, places) for e in found]
