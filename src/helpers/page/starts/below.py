"""What stands below a line: the text that follows its run, and the further lines of a head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.lexicon import any_of, group
from helpers.page.likeness import overlap
from helpers.page.marks import AFTER, ASIDE, CROSSHEAD_MARK, HAN, LEAD_TIME, LETTER_OPEN, MARK
from helpers.page.starts.around import HEAD_LINES, Around
from helpers.page.starts.lines import LIST_TITLE, is_row
from helpers.page.units import Unit

_ALL_PICTURES = re.compile(any_of("page_byline_words", "all_pictures"))
#: A day near the edition's, which a report names and a part of a report seldom: 昨日, 日前, 3月7日, 9月起
_DAY = re.compile(rf"{any_of('page_line_words', 'lead_day')}|(?<![年\d])\d{{1,2}}月(?:\d{{1,2}}日|起)")
#: An office or place of the paper's own region at the beginning: 市图书馆, 我县, 某某县
_LOCAL = re.compile(rf"[我全]?[省市州县区镇乡](?!面|场|长)|{HAN}{{2,3}}[市州县区镇乡](?!面|场|长)")


def text_follows(at: Around, k: int) -> list[tuple[str, float]]:
    """What stands after the run: a byline, a dateline, a letter's opening, a caption with its credit."""
    rest = len(at.run) - k - 1
    if rest >= HEAD_LINES or not at.after:
        return []
    first = at.after[0]
    found = []
    if first.role == "byline":
        found.append(("a byline follows", 4.0))
    if first.leads:
        found.append(("a dateline follows", 4.5))
    if LETTER_OPEN.match(first.plain):
        found.append(("a letter opens", 4.0))
    if first.role == "para":
        caption = first.people.photographers or _credit_below(at.after)
        group = any(u.role == "credit" and _ALL_PICTURES.search(u.plain[:12]) for u in at.after[:4])
        found.append(("a caption follows", 4.0 if caption and not group else 0.0))
        found.append(("a list of items follows", 3.0 if _opens_list(at) else 0.0))
        asked = first.plain.startswith(_ask()) and not any(u.plain.startswith(_ask()) for u in _paragraphs(at))
        found.append(("questions and answers follow", 2.0 if asked else 0.0))
        lead = LEAD_TIME.search(first.plain[:16]) or _DAY.search(_lead(first))
        found.append(("a lead follows", 1.0 if lead else 0.0))
        office = _LOCAL.match(first.plain) and _DAY.search(first.plain[:24]) and rest == 0
        found.append(("the lead names an office and a day", 1.0 if office else 0.0))
        found += _told_again(at, rest, first)
    return found


def head_follows(at: Around, k: int) -> list[tuple[str, float]]:
    """Further lines of a head below the line, as a crosshead has none."""
    rest = len(at.run) - k - 1
    if not 1 <= rest <= 3 or is_row(at.run[k]):
        return []
    below = at.run[k + 1].plain
    return [
        ("lines of a head follow", 1.5 if at.after and at.after[0].role in ("para", "byline") else 1.0),
        ("a subtitle follows", 1.5 if AFTER.match(below) or ASIDE.match(below) else 0.0),
    ]


def _ask() -> tuple[str, ...]:
    return tuple(group("page_line_words", "ask"))


def _paragraphs(at: Around) -> Sequence[Unit]:
    """The last paragraphs of the article above."""
    return [u for u in at.cur.units[-8:] if u.role == "para"] if at.cur else []


def _lead(unit: Unit) -> str:
    """The first sentence of a text, as far as a lead tells when."""
    return unit.plain[:60].split("。")[0]


def _told_again(at: Around, rest: int, first: Unit) -> list[tuple[str, float]]:
    """Whether the text below a line takes up its words, as a short report without dateline does with its headline."""
    line = at.run[len(at.run) - rest - 1].plain
    if rest == 0 and LIST_TITLE.search(line) and 4 <= len(line) < 7 and line in first.plain[:80]:
        return [("the text announces the list", 3.0)]
    if rest > 1 or len(line) < 7 or CROSSHEAD_MARK.match(line):
        return []
    taken = overlap(line, first.plain[:80])
    return [
        ("the text takes up the line", 1.5 if taken >= 0.6 else 1.0 if taken >= 0.4 else 0.0),
        ("the line names an office or place", 0.75 if _LOCAL.match(line) and len(line) >= 8 else 0.0),
    ]


def _opens_list(at: Around) -> bool:
    """Whether a list of marked items follows (▲…, ◎…) where the text above has none."""
    above = at.cur.units[-1].plain if at.cur and at.cur.units else ""
    return at.after[0].plain[:1] in MARK and above[:1] not in MARK


def _credit_below(after: Sequence[Unit]) -> bool:
    """Whether captions follow, up to three short ones, and then a photographer."""
    for i, unit in enumerate(after[:4]):
        if unit.role == "credit" or (i and unit.role == "byline" and unit.people.photographers):
            return True
        if unit.role != "para" or len(unit.plain) > 220:
            return False
    return False
