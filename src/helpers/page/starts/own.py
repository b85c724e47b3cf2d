"""The line's own words: what only the title of an article says, and what its length and form speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.lexicon import any_of, group, words
from helpers.page.columns import is_column
from helpers.page.kinds import (
    is_ad_line,
    is_ad_title,
    is_briefs_title,
    is_correction_title,
    is_forecast_title,
    is_listing_title,
    is_notice_title,
    is_service_list,
)
from helpers.page.marks import AFTER, ASIDE, CONTACT, MARK, PHONE, PRICE, closed_up, column_kind
from helpers.page.starts.around import Around, follows_lines, heads_forecast, is_parted
from helpers.page.starts.lines import FIELD
from helpers.page.starts.notices import ad_below
from helpers.page.units import Unit

_SHOP = re.compile(rf"{any_of('page_kind_words', 'shop')}$")
#: The number of a draw: 大乐透第15127期
_DRAW = re.compile(r"第\s?\d{4,7}\s?期")


def own_words(at: Around, k: int) -> list[tuple[str, float]]:
    """What the line names that it heads: a notice, a listing, a forecast, a column, an advertisement."""
    cur, text = at.cur, at.run[k].plain
    ahead = [u.plain for u in at.ahead(k, 5)]
    found = []
    if _titles_notice(at, k):
        found.append(("title of a notice", 3.0))
    if is_correction_title(text):
        found.append(("title of a correction", 4.0))
    if is_listing_title(text) or is_briefs_title(text) or is_service_list(text):
        found.append(("title of a listing", 4.0))
    shop = cur and cur.is_ad and len(text) <= 14 and _SHOP.search(text)
    if shop and ahead and is_ad_line("\n".join(ahead[:3])):
        found.append(("name of a shop", 2.0))
    if ahead and _DRAW.search(ahead[0]) and not _DRAW.search(text) and len(text) <= 12 and not re.search(r"\d", text):
        found.append(("title of the numbers drawn", 4.0))
    if heads_forecast(at, k):
        found.append(("title of a forecast", 4.0))
    marked = text[:1] in MARK and k + 1 == len(at.run) and column_kind(text) == "-"  # ■ alone marks crossheads too
    if is_column(text) and not marked:
        found.append(("name of a column", 4.0 if k + 1 < len(at.run) and column_kind(text) != "-" else 2.0))
    if is_ad_title(text) and not _within_ad(at):
        whole = closed_up(text) in group("page_kind_words", "ad_title")
        found.append(("title of an advertisement", 4.0 if whole else 2.5))
    if _opens_ad(at, k):
        found.append(("an advertisement follows", 3.0))
    return found


def own_form(at: Around, k: int) -> list[tuple[str, float]]:
    """What the line's length and marks speak, whatever it says."""
    text = at.run[k].plain
    found = [
        ("nothing but a telephone number", -9.0 if len(text) >= 7 and PHONE.fullmatch(text) else 0.0),
        ("length", 1.0 if len(text) >= 12 else 0.5 if len(text) >= 9 else -1.0 if len(text) <= 5 else 0.0),
    ]
    first = at.after[0] if at.after and len(at.run) - k - 1 < 2 else None
    signed = first is not None and (first.role == "byline" or first.leads)
    if len(text) <= 2 and not signed and not is_notice_title(text) and not is_forecast_title(text):
        found.append(("one or two characters", -1.5 if len(text) == 1 else -0.5))
    if k and (AFTER.match(text) or ASIDE.match(text)):
        found.append(("below a headline", -4.0))
    return found


def _titles_notice(at: Around, k: int) -> bool:
    """Whether the line is the title of a notice, and not a further line of the title of the one above."""
    cur, text = at.cur, at.run[k].plain
    if not is_notice_title(text) or (len(text) < 4 and closed_up(text) not in words("page_notices")):
        return False
    titled = cur is not None and cur.has_notice_title and not cur.has_text and cur.rows < 2
    return not titled or follows_lines(at, k)


def _within_ad(at: Around) -> bool:
    """Whether the advertisement above still lacks its text and its telephone number."""
    cur = at.cur
    if cur is None or not cur.is_ad or cur.has_text:
        return False
    last = cur.units[-1].plain
    return not CONTACT.search(last) and not PHONE.search(last)


def _opens_ad(at: Around, k: int) -> bool:
    """Whether an advertisement's lines follow, and the line is the first of them: no contact or price among others."""
    cur, text = at.cur, at.run[k].plain
    served = cur is not None and is_service_list(cur.units[0].plain) and at.run[k].block.gap == 0
    before = [u.plain for u in (*(cur.units[-4:] if cur else ()), *at.run[max(0, k - 4) : k])][-4:]
    sold = cur is not None and (cur.is_ad or bool(PRICE.search(text)) or any(map(is_ad_line, before)))
    first = (not (is_ad_line(text) and sold) and not served) or (k == 0 and is_parted(at))
    if _heads_table(at.ahead(k, 2)):
        return False
    return first and not PHONE.search(text) and not FIELD.match(text) and ad_below(text, at.ahead(k, 7))


def _heads_table(below: Sequence[Unit]) -> bool:
    """Whether the next two lines are a table's head, several cells without a figure, and its first row: prices in a
    table are no offer."""
    cells = [unit.plain.split() for unit in below]
    return len(cells) == 2 and len(cells[0]) == len(cells[1]) >= 3 and not re.search(r"\d", below[0].plain)
