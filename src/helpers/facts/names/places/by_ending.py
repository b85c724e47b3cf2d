"""Places known by their endings, and where each of them begins."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.endings import Boundaries, Ending, Endings, Named, is_generic, works_before
from helpers.facts.names.lexicon import Lexicon, is_han
from helpers.facts.names.places.in_frame import framed_whole
from helpers.facts.names.places.stem import is_name
from helpers.facts.names.places.words import BEHIND_WORDS, COUNTED, DWELLERS, DWELLING, REACH, UNITS, USUAL
from helpers.lexicon import group, letters, words

_letters = partial(letters, "place_words")
_group = partial(group, "place_words")
_STAGE = re.compile("[一二三四五六七八九0-9]+期|[东西南北]区")
#: What a name may begin with although names begin behind it, within a town (白草镇|后峪村, 二道沟镇|三家子村).
_PART_OF = re.compile(
    f"[{_letters('part_first')}][{_letters('part_second')}]?|[一二三四五六七八九][{_letters('part_numbered')}]|[{_letters('part_ground')}]里?"
)


@lru_cache(maxsize=1)
def _endings() -> Endings:
    return Endings("name_places")


def by_endings(text: str, lex: Lexicon, bounds: Boundaries, known: list[Named]) -> list[Named]:
    """The places known by their endings, beside the well-known ones in ``known``."""
    starts = {p.end: p.start for p in known}
    inside = {at for p in known for at in range(p.start + 1, p.end)}
    found: list[Named] = []
    for ending in _endings().find(text):
        last = found[-1] if found else Named(-1, -1, "", "", "")
        if last.kind == "road" and last.end == ending.start and text[ending.end - 1 : ending.end + 1] == "路口":
            continue
        if _continues(text, last, ending) or _town_on(text, last, ending) or _site_of(text, last, ending, bounds):
            found[-1] = _grown(text, last, ending.end, ending.kind)
        elif ending.end not in inside:
            place = _numbered_road(text, ending, starts) or _read(text, ending, last, starts, lex, bounds)
            place = framed_whole(text, ending, last, place, lex) or place
            found += [place] if place else []
    return found


_TOWN_JOINS = _letters("town_joins")


def _site_of(text: str, last: Named, ending: Ending, bounds: Boundaries) -> bool:
    """Whether a site with a general word before it belongs to the water or hill just read (东湖|生态|公园)."""
    if ending.kind != "site" or last.kind not in ("water", "hill") or not 0 <= last.end < ending.start:
        return False
    near = ending.start - last.end <= REACH["site"] and is_generic(text[last.end : ending.start])
    return near and bounds.before(ending.start, REACH["site"], firm=True) <= last.end


def _numbered_road(text: str, ending: Ending, starts: dict[int, int]) -> Named | None:
    """象山一路: a well-known name, a number or side, and the ending."""
    at = ending.start - 1
    if ending.kind != "road" or at not in starts or text[at] not in "一二三四五六七八九十东西南北中":
        return None
    return Named(starts[at], ending.end, text[starts[at] : ending.end], "road", "road")


def _read(
    text: str, ending: Ending, last: Named, starts: dict[int, int], lex: Lexicon, bounds: Boundaries
) -> Named | None:
    """The place that ends with ``ending``; None if what stands before it makes no name."""
    start = bounds.before(ending.start, REACH[ending.kind], firm=True)
    if 0 <= ending.start - last.end <= REACH[ending.kind]:
        start = max(start, last.end)
    if start == ending.start or ending.kind == "site":
        start = starts.get(start, start)
    if start == ending.start and ending.kind in ("area", "estate"):
        start = _named_after(text, ending, bounds)
    if text[ending.start : ending.end] in BEHIND_WORDS and text[ending.start - 2 : ending.start] in USUAL["road"]:
        stem = text[start : ending.start]
        start = ending.start - 2 if not stem or stem[-3:-2] in UNITS else start  # 工业园区|创业大道
    start = _without_head(text, start, ending)
    if last.kind == "area" and 0 < start - last.end <= 2 and _PART_OF.fullmatch(text, last.end, start):
        start = last.end
    while start >= 0 and text[start : start + 1].isdigit():
        start += 1
    if start < 0 or COUNTED.search(text, max(0, start - 6), start):
        return None
    if text[start - 1 : start] in tuple("该本我") and text[start] in UNITS:
        start += 1
    if text[start : start + 1] == "住" and text[start + 1 : ending.start] in USUAL["road"]:
        start += 1
    works = works_before(text[start : ending.start])
    if works and (works + 1 == ending.start - start or is_generic(text[start + works : ending.start])):
        return None
    start += works
    if not is_name(text, start, ending, lex):
        return None
    return _grown(text, Named(start, ending.end, "", ending.kind, ending.kind), ending.end, ending.kind)


def _without_head(text: str, start: int, ending: Ending) -> int:
    """The beginning without the end of a name that was cut (河沿|区|胜利早市, 小路口|镇|双莲村)."""
    if 0 < start < ending.start - 2 and text[start] in _UNITS_INNER and text[start - 1] in _STEM_END:
        start += 1
    if 0 < start < ending.start - 1 and text[start] in "镇乡" and is_han(text[start - 1]):
        start += text[start : start + 2] not in _TOWN_HEADS
    if 0 <= start < ending.start - 1 and text[start] == "系" and text[start : start + 2] not in words("name_stops"):
        start += 1  # （温晓岚系|春河市…）
    return start


#: Places that begin with what ends others.
_TOWN_HEADS = _group("town_heads")
#: What an area called 某州 goes on with (云州区, 通州乡).
_STATE_ENDS = frozenset(_group("state_ends"))
#: One character that is a boundary elsewhere and ends the stem of an area's name here (河沿|区).
_STEM_END = _letters("stem_ends")
_UNITS_INNER = _letters("units_inner")


def _named_after(text: str, ending: Ending, bounds: Boundaries) -> int:
    """Where a name begins whose stem is a boundary word elsewhere: 工人村, 河沿区 (which the page must repeat)."""
    at = ending.start
    if text[at - 2 : at] in DWELLERS and text[at : ending.end] in DWELLING:
        return at - 2
    if at < 2 or text[at - 1] not in _STEM_END:
        return at
    start = bounds.before(at - 1, 2)
    return start if 0 <= start < at - 1 and text.count(text[start : ending.end]) > 2 else at


def _continues(text: str, last: Named, ending: Ending) -> bool:
    """Whether the ending goes on with the place just read: 独山港|镇, 翠堤湾|小区."""
    if last.end == ending.start:
        if ending.kind == "area":
            if len(last.name) == 2 and last.name[-1] == "州" and last.kind == "area":
                return text[ending.start : ending.end] in _STATE_ENDS  # 云州|区
            return last.kind not in ("area", "known") or last.name[-1] in "屯寨庄"
        if ending.kind == "site" and len(last.name) == 2 and last.name[-1] == "州":
            return True  # 淳州|东站
        if ending.kind == "estate":
            return last.kind in ("water", "hill", "estate", "site")
        if ending.kind == "water":
            return last.kind in ("water", "hill") and ending.end - ending.start > 1
        return ending.kind in ("site", "road") and last.kind in ("water", "hill", "road", "estate", "site")
    return last.start < ending.start < last.end < ending.end


def _town_on(text: str, last: Named, ending: Ending) -> bool:
    """Whether a town or village is called after the water or hill just read, with one character more: 柳河|甸|镇."""
    near = last.kind in ("water", "hill") and ending.start == last.end + 1
    return near and ending.kind == "area" and text[last.end] in _TOWN_JOINS


def _grown(text: str, place: Named, end: int, kind: str) -> Named:
    """The place up to ``end``, with a building stage behind it (望江苑一期)."""
    stage = _STAGE.match(text, end) if kind in ("estate", "water") else None
    end = stage.end() if stage else end + (kind == "road" and text[end - 1 : end + 1] in ("路口", "街口"))
    return Named(place.start, end, text[place.start : end], kind, place.rule)
