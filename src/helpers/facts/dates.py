"""Every time expression of an article, resolved against the edition's date and what was said before."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.facts.context import Context
from helpers.facts.date_grammar import Phrase, phrases
from helpers.facts.date_meaning import Scene, meaning, part_words, phrase_part
from helpers.facts.date_stretch import Moment, Stretch, iso
from helpers.facts.model import TimeExpression
from helpers.lexicon import rows
from helpers.page.text import plain


def find_dates(text: str, context: Context) -> list[TimeExpression]:
    """The time expressions of one article, in reading order; spans are offsets into ``text``.

    ``kind``: date (a day), time (a clock time or a part of a day), period (all longer ones and those
    open on a side), deadline (截至), recurring (每日). ``begins`` and ``ends`` follow the contract
    (tables.md); both are empty where the words cannot be resolved. ``rule`` names the finest atom
    that decided, with ``-range``, ``-list``, ``-since``, ``-until`` or ``-by`` for what was built on it.
    """
    read = plain(text)
    masked = _masked(read, context.signed)
    teller = _Teller(read, context.date)
    found = [teller.tell(group) for group in _groups(masked, phrases(masked))]
    return [replace(e, text=text[e.start : e.end]) for e in found if e is not None]


# --- look-alikes -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _masks() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    by_char: dict[str, list[str]] = {}
    for (pattern,) in rows("date_masks"):
        chars = pattern[1 : pattern.index("]")] if pattern[0] == "[" else pattern[0]
        for char in chars:
            by_char.setdefault(char, []).append(pattern)
    compiled = {char: re.compile("|".join(patterns)) for char, patterns in by_char.items()}
    return re.compile("[" + "".join(by_char) + "]"), compiled


def _masked(text: str, signed: frozenset[str]) -> str:
    """The text with idioms and signed names blanked out, character for character."""
    trigger, by_char = _masks()
    out: list[str] = []
    end = 0
    for hit in trigger.finditer(text):
        start = hit.start()
        found = by_char[hit.group()].match(text, start) if start >= end else None
        if found:
            out += (text[end:start], "□" * len(found.group()))
            end = found.end()
    masked = "".join(out) + text[end:]
    for name in signed:
        masked = masked.replace(name, "□" * len(name)) if name else masked
    return masked


# --- phrases that belong together ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """One expression: a phrase, a range (left and right), or a list of days; with what stands before and after it."""

    phrases: tuple[Phrase, ...]
    joint: str
    before: str
    suffix: str

    @property
    def start(self) -> int:
        return self.phrases[0].start

    @property
    def end(self) -> int:
        return self.phrases[-1].end + len(self.suffix)


_RANGE = re.compile(r"(?:起)?(?:至|到|—{1,2}|–|-{1,2}|~|直至|持续到|延续到) ?$")
_LIST = re.compile(r"[、和及与]$")
_BEFORE = re.compile(r"(?:截至|截止到?|截止至|每逢|每|逢)(?:北京时间|当地时间)?$")
_SUFFIX = re.compile(
    r"起(?!草|点|源|飞|步|诉|义|伏|来|码|重|床|火)|以来|之来|至今|迄今|之前|以前|前夕|前(?![往列来面身景途提方进程沿端台锋后期述年天日])"
    r"|之后|以后|过后|后(?![勤天备续面方台者人期来卫世年])|止|为止|以内|内(?![容部需外蒙在心])|期间|"
    r"当天|当日"
)


def _groups(text: str, found: list[Phrase]) -> Iterator[_Group]:
    i = 0
    while i < len(found):
        run = [found[i]]
        joint = ""
        while i + len(run) < len(found):
            gap = text[run[-1].end : found[i + len(run)].start]
            kind = _joint(gap, run[-1], found[i + len(run)])
            if not kind or joint and kind != joint or joint == "range":
                break
            joint = kind
            run.append(found[i + len(run)])
        yield _grouped(text, run, joint)
        i += len(run)


def _joint(gap: str, left: Phrase, right: Phrase) -> str:
    if len(gap) > 4 or right.atoms[0].kind in ("vague", "every", "routine") or left.atoms[0].kind == "vague":
        return ""
    if _RANGE.match(gap):
        return "range"
    days = ("day", "relative", "weekday")
    if _LIST.match(gap) and len(right.atoms) == 1 and right.finest.kind == "day" and left.finest.kind in days:
        return "list"
    return ""


def _grouped(text: str, run: list[Phrase], joint: str) -> _Group:
    start, end = run[0].start, run[-1].end
    before = _BEFORE.search(text, max(0, start - 8), start)
    suffix = _SUFFIX.match(text, end)
    return _Group(tuple(run), joint, before.group() if before else "", suffix.group() if suffix else "")


# --- from groups to expressions --------------------------------------------------------------------------------------

_AHEAD = re.compile(
    r"将(?!士|军|近)|拟|计划|预计|力争|确保|有望|即将|定于|争取|准备|届时|明确|预期|要在|可望|推迟到|延至|前$"
)
_BACK = re.compile(r"了(?!解)|已(?!婚)|曾|以来|截至|获悉|报道|电（|电 |讯|完成|去年|累计|当时|发布|召开了")
_STOP = re.compile(r"[。！？!?；;\n]")
_CLAUSE = re.compile(r"[，。！？!?；;\n]")


class _Teller:
    """Tells expressions in reading order, each in the light of those before it."""

    def __init__(self, text: str, edition: dt.date) -> None:
        self.text = text
        self.stops = [m.start() for m in _STOP.finditer(text)]
        self.scene = Scene(edition)

    def tell(self, group: _Group) -> TimeExpression | None:
        self.scene.sentence = bisect_right(self.stops, group.start)
        self.scene.way = self._way(group)
        if not _is_time(group, self.text):
            return None
        if group.before.startswith(("每", "逢")) or group.phrases[0].atoms[0].kind in ("every", "routine"):
            return self._expression(group, None, "recurring")
        stretch = self._stretch(group)
        stretch = _suffixed(stretch, group)
        if stretch is not None:
            self.scene.said.append((self.scene.sentence, stretch))
        return self._expression(group, stretch, _kind(group, stretch))

    def _way(self, group: _Group) -> int:
        """Whether the clause looks ahead, back, or does not say."""
        start, end = group.start, group.end
        sentence = self.stops[self.scene.sentence - 1] + 1 if self.scene.sentence else 0
        after = _CLAUSE.search(self.text, end + 1)
        clause = self.text[max(sentence, start - 12) : min(after.start() if after else len(self.text), end + 20)]
        if _AHEAD.search(clause):
            return 1
        return -1 if _BACK.search(clause) else 0

    def _stretch(self, group: _Group) -> Stretch | None:
        scene = self.scene
        scene.left, scene.left_part = None, ""
        first = meaning(group.phrases[0], scene)
        if len(group.phrases) == 1 or first is None:
            return first
        last: Stretch | None = first
        for phrase in group.phrases[1:]:
            scene.left, scene.left_part = last, phrase_part(group.phrases[0])
            last = meaning(phrase, scene)
            if last is None:
                return None
        scene.left = None
        return _from_to(first, last)

    def _expression(self, group: _Group, stretch: Stretch | None, kind: str) -> TimeExpression:
        begins, ends = (iso(stretch.begins), iso(stretch.ends)) if stretch else ("", "")
        rule = group.phrases[-1].finest.kind + (f"-{group.joint}" if group.joint else "")
        return TimeExpression(group.start, group.end, self.text[group.start : group.end], kind, begins, ends, rule)


def _from_to(first: Stretch, last: Stretch) -> Stretch | None:
    begins, ends = first.begins, last.ends
    if begins is None or ends is None or _key(ends) < _key(begins):
        return None
    return Stretch(
        begins,
        ends,
        "time" if first.grain == last.grain == "time" else "months" if last.grain in ("month", "months") else "days",
    )


def _key(value: Moment) -> dt.datetime:
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)


def _suffixed(stretch: Stretch | None, group: _Group) -> Stretch | None:
    if stretch is None or not group.suffix:
        return stretch
    suffix = group.suffix
    if suffix in ("起", "以来", "之来", "至今", "迄今", "之后", "以后", "过后", "后"):
        return Stretch(stretch.begins, None, stretch.grain)
    if suffix in ("之前", "以前", "前", "前夕"):
        ends = stretch.ends
        if group.phrases[-1].finest.kind in ("feast", "lunar") and ends is not None:
            ends = ends - dt.timedelta(days=1)
        return Stretch(None, ends, stretch.grain)
    return stretch


def _kind(group: _Group, stretch: Stretch | None) -> str:
    if group.before.startswith("截") or group.suffix in ("止", "为止"):
        return "deadline"
    finest = group.phrases[-1].finest.kind
    if group.joint or stretch is not None and (stretch.begins is None or stretch.ends is None):
        return "period"
    if finest in ("clock", "part"):
        return "time"
    if stretch is not None:
        return "date" if stretch.begins == stretch.ends else "period"
    return "date" if finest in ("day", "feast", "lunar", "weekday", "iso") else "period"


def _is_time(group: _Group, text: str) -> bool:
    """Whether what looks like a time is one where it stands."""
    first = group.phrases[0].atoms[0]
    if first.kind == "part" and len(group.phrases[0].atoms) == 1:
        return part_words()[first.text][3] == "anchor"
    return True
