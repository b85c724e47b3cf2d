"""An article in the making: the units gathered so far, and what they make of it (a letter, a notice, an advertisement, verse)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.page.kinds import (
    REPORTING,
    ad_score,
    is_column_of_briefs,
    is_notice_title,
    is_service_title,
    weather_score,
)
from helpers.page.marks import (
    CONTACT,
    HOURS_ROW,
    LETTER_OPEN,
    LETTER_RUN_IN,
    PHONE,
    ROLL_LINE,
    TABLE_ROW,
    column_kind,
    ending,
    is_open,
    signs_with_date,
)
from helpers.page.signed import signs_letter
from helpers.page.units import HOUSE, Unit


@dataclass
class Draft:
    """An article in the making: its units, and what is known of it so far."""

    page: int
    units: list[Unit] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    score: float = 0.0
    jump_to: str = ""
    continued_on: int | None = None
    item: bool = False  # it stands in a column of short reports (简讯, 速览), each with a head of its own
    closed: bool = False  # a closing byline, a credit, a signature with its date
    crossheads: list[int] = field(default_factory=list)

    paragraphs: int = 0
    lines: int = 0
    chars: int = 0
    contacts: int = 0
    rows: int = 0  # lines below the first that hold several figures: a list of results, a table
    signed: bool = False  # a byline or a dateline was seen
    dispatch: bool = False  # it opens with a dateline
    verse_lines: int = 0  # short lines after a byline
    _sells: tuple[int, bool] = (-1, False)  # whether it sells, and of how many units that was asked

    def add(self, unit: Unit) -> None:
        """Take a unit in; what is asked of a draft at every line is counted here, not looked up again."""
        self.units.append(unit)
        self.chars += len(unit.plain)
        self.paragraphs += unit.role == "para"
        self.lines += unit.role == "head"
        self.contacts += bool(PHONE.search(unit.plain) or (len(self.units) > 2 and CONTACT.match(unit.plain)))
        self.rows += (
            unit.role == "head"
            and len(self.units) > 1
            and (_lists(unit) or _same_cells(*self.units[-2:]) or ROLL_LINE.match(unit.plain) is not None)
        )
        byline = any(u.role == "byline" for u in self.units[-2:]) or self.verse_lines > 0
        self.verse_lines += unit.role == "head" and byline and len(unit.plain) <= 20
        self.signed = self.signed or unit.role == "byline" or unit.leads
        self.dispatch = self.dispatch or unit.leads

    @property
    def has_text(self) -> bool:
        return self.paragraphs > 0

    @property
    def is_open(self) -> bool:
        """Whether its last paragraph breaks off in mid-sentence."""
        last = next((u for u in reversed(self.units[-6:]) if u.role in ("para", "head")), None)
        if last is None or last.role != "para" or last.people.photographers or self.is_ad:
            return False
        return len(last.plain) > 30 and is_open(last.plain) and bool(re.search("[，。；：、？！]", last.plain))

    @property
    def is_letter(self) -> bool:
        return any(LETTER_OPEN.match(u.plain) or LETTER_RUN_IN.match(u.plain) for u in self.units[:6])

    @property
    def verse(self) -> bool:
        """Lines after a byline, and no running text: a poem."""
        return self.verse_lines >= 2 and not self.has_text

    @property
    def is_ad(self) -> bool:
        """Whether it sells something: contacts and prices, and no reporter in its text."""
        if self.signed or self.chars >= 500 or is_service_title(self.units[0].plain):
            return False
        if self.paragraphs > 1 and self.is_briefs:
            return False
        if answers(self.units) or any(_to_editors(u.plain) for u in self.units[:4]):
            return False
        if self._sells[0] != len(self.units):
            reported = any(u.role == "para" and REPORTING.search(u.plain) for u in self.units)
            small = self.contacts >= 2 and column_kind(self.units[0].plain) == "advertisement"  # 分类信息
            sells = small or ad_score([u.plain for u in self.units]) >= 2.5
            self._sells = len(self.units), not reported and sells
        return self._sells[1]

    @property
    def has_notice_title(self) -> bool:
        """Whether it is headed as a notice is; what opens with a dateline is a report, even on a 通报."""
        return not self.dispatch and any(is_notice_title(u.plain) for u in self.units[:3])

    @property
    def is_weather(self) -> bool:
        reported = self.dispatch and self.paragraphs > 1  # a report on the snow goes on
        return self.chars < 500 and not reported and weather_score("".join(u.plain for u in self.units)) >= 3

    @property
    def is_briefs(self) -> bool:
        """Whether it is a column of short items, each with the same mark before it (■献血　…, ■寻人　…)."""
        return is_column_of_briefs(self.units[0].plain, [u.plain for u in self.units if u.role == "para"])


def signs_comment(cur: Draft, unit: Unit) -> bool:
    """Whether the paper or its commentator signs the comment above, which has no author yet (短评 … 本报评论员)."""
    comment = cur.has_text and not cur.signed and any(column_kind(u.plain) == "editorial" for u in cur.units[:2])
    return comment and len(cur.units) > 2 and bool(HOUSE.match(unit.plain))


def ends_served(cur: Draft, text: str) -> bool:
    """Whether a line ends the notice or letter above it, whatever follows: an office, a date, who writes."""
    if not cur.has_text or not (cur.has_notice_title or cur.is_letter):
        return False
    office = cur.has_notice_title and ending("page_units").search(text) and not re.search(r"[，：\d]", text)
    return bool(office or signs_with_date(text) or (cur.is_letter and signs_letter(text)))


def answers(units: Sequence[Unit]) -> bool:
    """Whether questions are answered: with an office's telephone below, they sell nothing."""
    return sum(u.role == "para" and u.plain.startswith(("问：", "答：")) for u in units) > 1


def _to_editors(text: str) -> bool:
    """Whether a line addresses the paper: 编辑同志："""
    return bool(LETTER_OPEN.match(text)) and ("编辑" in text or "记者" in text)


def _lists(unit: Unit) -> bool:
    """Whether a line is one of a list of values: several figures, or a figure among several cells."""
    figures = len(re.findall(r"\d+", unit.plain))
    return figures >= 3 or (figures >= 1 and len(unit.plain.split()) >= 4)


def _same_cells(above: Unit, unit: Unit) -> bool:
    """Whether two lines set close are rows of one table: as many cells, three and more, or two of which one has a figure."""
    cells = len(unit.plain.split())
    close = unit.block.gap == 0 or (cells >= 3 and unit.block.gap == above.block.gap)
    close = close and above.role == "head" and len(above.plain.split()) == cells
    return close and (cells >= 3 or (cells == 2 and bool(TABLE_ROW.match(unit.plain) or HOURS_ROW.match(unit.plain))))
