"""The words of time: from plain text to phrases, each a run of atoms from coarse to fine.

An *atom* is the smallest piece that names a time (今年, 3月, 中旬, 5日, 周三, 上午, 9时). Atoms that stand
next to each other and grow finer (去年 + 3月 + 5日 + 下午 + 3点) make one *phrase*. What a phrase means
is not decided here but in ``dates.meaning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.facts.dates.atoms import DIGITS, FIRST, HAN, NUMERALS, patterns
from helpers.lexicon import group, letters, rows


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of time. ``rank`` orders atoms from coarse (1, a year) to fine (7, a clock time)."""

    kind: str
    rank: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Atoms read together, with the span they cover (brackets around a weekday included)."""

    start: int
    end: int
    atoms: tuple[Atom, ...]

    @property
    def finest(self) -> Atom:
        return self.atoms[-1]


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]], dict[str, int]]:
    """Where an atom may begin; for each first character the atoms it may begin; the rank of each kind."""
    by_char: dict[str, list[str]] = {}
    kinds = patterns()
    for number, (kind, _, chars, pattern) in enumerate(kinds):
        for char in set(chars):
            by_char.setdefault(char, []).append(f"(?P<{kind}_{number}>{pattern})")
    numerals = "".join(c for c in by_char if c in NUMERALS + "〇零两半")
    others = "".join(c for c in by_char if c not in numerals)
    # Most numerals of a page count things: look for a unit of time close behind before trying the patterns.
    near = rf"(?=[{DIGITS}{HAN}〇零两十百廿卅半个]{{0,4}}[{letters('date_words', 'time_sign')}:—–\-~、/.])"
    return (
        re.compile(rf"[{others}]|[{numerals}]{near}|(?<=\d月)\d"),
        {char: re.compile("|".join(group)) for char, group in by_char.items()},
        {kind: rank for kind, rank, _, _ in kinds},
    )


@lru_cache(maxsize=1)
def _unit_rank() -> dict[str, int]:
    ranks = {"year": 1, "half": 2, "quarter": 2, "month": 2, "week": 3, "day": 4}
    return {row[0]: ranks[row[1]] for row in rows("date_relative")}


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of a plain text, left to right, none overlapping another."""
    trigger, by_char, ranks = _tables()
    units, end = _unit_rank(), 0
    for hit in trigger.finditer(text):
        start = hit.start()
        if start < end:
            continue
        found = by_char[text[start]].match(text, start)
        if found is None or found.end() == start:
            continue
        kind = str(found.lastgroup).rsplit("_", 1)[0]
        end = found.end()
        word = found.group()
        yield Atom(kind, units[word] if kind == "relative" else ranks[kind], start, end, word)
        edge = _EDGE.match(text, end) if kind in _EDGED or kind == "relative" and units[word] < 3 else None
        if edge:
            yield Atom("edge", 3, end, edge.end(), edge.group())
            end = edge.end()


_EDGED = {"year", "shortyear", "month", "half", "plan"}
#: 底, 初, 末 right after a year or a month (2020年底, 6月初).
_EDGE = re.compile(rf"(?:年|月)?(?:{FIRST}|底(?![层部线气])|末期?(?![端尾]))|的?(?:最后一天|第一天|首日)")


def phrases(text: str) -> list[Phrase]:
    """Atoms that stand together and grow finer, as phrases."""
    found: list[Phrase] = []
    run: list[Atom] = []
    end = 0
    for atom in atoms(text):
        if run and _joins(text, run, atom, end) and not _timetable(text, found, run, atom, end):
            run.append(atom)
            end = _closed(text, end, atom)
        else:
            if run:
                found.append(Phrase(run[0].start, end, tuple(run)))
            run, end = [atom], atom.end
    if run:
        found.append(Phrase(run[0].start, end, tuple(run)))
    return found


#: Before 凌晨 (昨晚凌晨1点), and behind a day (17日当天).
_EVENINGS, _THAT_DAY = group("date_words", "evening"), group("date_words", "that_day")


def _joins(text: str, run: list[Atom], atom: Atom, end: int) -> bool:
    """Whether the atom goes on with the phrase that ends at ``end``."""
    gap, last = text[end : atom.start], run[-1]
    if _bracketed(text, end, atom):
        return last.rank == 4
    if atom.kind == "weekday" and last.kind in ("day", "iso") and not gap.strip(" \u3000") and len(gap) <= 3:
        return True
    if atom.kind == "part" and last.rank == 1:
        return False  # 比去年早了一周, 今年早茶减产
    if last.kind in ("every", "routine"):
        return gap in ("", "的", " ")
    if last.kind == "ago" and gap == "的" and "年" in last.text and atom.kind in ("feast", "lunar", "month", "season"):
        return True  # 五年后的清明
    if last.kind == "ago" and gap == "的" and atom.text in ("今天", "今日"):
        return True
    if atom.text == "凌晨" and last.kind == "part" and not gap and last.text in _EVENINGS:
        return True
    if atom.kind == "relative" and atom.text in _THAT_DAY and last.kind in ("day", "iso") and not gap:
        return True
    if atom.rank <= last.rank or last.kind == "vague" or atom.kind in ("vague", "every"):
        return False
    if gap == "的":
        return last.rank < 4 or last.rank == 4 and atom.kind == "part" and len(atom.text) > 1
    return gap in ("", " ")


def _timetable(text: str, found: list[Phrase], run: list[Atom], atom: Atom, end: int) -> bool:
    """Opening hours behind several days are no part of the last one.

    Printed behind a space (9月28日至10月3日 9:00—17:00), or right behind a list of days (9月28日、29日9:00—17:00).
    """
    before = text[run[0].start - 1 : run[0].start]
    if atom.rank < 6 or not found or found[-1].end != run[0].start - 1 or found[-1].finest.rank > 5:
        return False
    if before == "、":
        return run[-1].kind == "day" and atom.kind == "clock"
    return text[end : atom.start] == " " and before in ("至", "到", "—", "-", "~")


def _bracketed(text: str, end: int, atom: Atom) -> bool:
    """A weekday or lunar day in brackets right behind its date: 3月25日（星期五）."""
    return (
        atom.kind in ("weekday", "lunar") and text[end : atom.start] == "（" and text[atom.end : atom.end + 1] == "）"
    )


def _closed(text: str, end: int, atom: Atom) -> int:
    return atom.end + 1 if _bracketed(text, end, atom) else atom.end
