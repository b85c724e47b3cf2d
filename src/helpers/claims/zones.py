"""Containment zones set, changed and lifted: one row a place and change.

A sentence that only mentions or explains a zone gives no row. The words of change are in
``data/lexicons/claim_zones.txt``; the frames they stand in are the rules below:

========  =====================================================
from-to   A、B由管控区调整为防范区
set       将A、B划定为封控区; A被列为管控区
listed    新增封控区1个：A。 / 封控区：A；B (in a notice)
lifted    解除A、B的防范区管理; A解除封控
========  =====================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from helpers.claims.model import ZoneChange
from helpers.claims.timing import as_of
from helpers.facts.context import Context
from helpers.facts.model import Name, TimeExpression
from helpers.lexicon import rows
from helpers.page.text import plain

#: What the three zones of the contract begin with.
_ZONES = ("封控", "管控", "防范")


class _Change(NamedTuple):
    """A change found in the text: where the words stand, where its places may stand, and the zones."""

    start: int
    end: int
    first: int
    last: int
    from_zone: str
    to_zone: str
    rule: str


class _Place(NamedTuple):
    start: int
    end: int


def find_zones(
    text: str,
    context: Context,
    dates: Sequence[TimeExpression] = (),
    names: Sequence[Name] = (),
) -> list[ZoneChange]:
    """Every change of containment zone in an article's text, one row a place, in reading order.

    ``as_of`` is the moment that governs the sentence; spans run from the place to the change.
    """
    text = plain(text)
    places = [name for name in names if name.kind != "person"]
    found: list[ZoneChange] = []
    done = 0
    for change in _changes(text):
        start, done = max(done, _sentence_start(text, change.start)), change.end
        if re.search(_lexicon()["unreal"], text[_clause_start(text, change.start) : change.end]):
            continue
        moment = as_of(text, change.end, dates)
        for place in _places_of(text, change, start, dates, places, found):
            found.append(
                ZoneChange(
                    min(place.start, change.start),
                    max(place.end, change.end),
                    text[place.start : place.end],
                    change.from_zone,
                    change.to_zone,
                    moment,
                    change.rule,
                )  # fmt: skip
            )
    return _once(found)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, str]:
    """Every kind of word as one regular expression."""
    kinds: dict[str, list[str]] = {}
    for row in rows("claim_zones"):
        kinds.setdefault(row[1], []).append(row[0])
    return {kind: "(?:" + "|".join(words) + ")" for kind, words in kinds.items()}


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    w = _lexicon()
    zone, short = w["zone"], f"(?:{'|'.join(_ZONES)})"
    end = rf"(?:{zone}|{w['lifted']})"
    verb = rf"{w['change']}{w['into']}"
    patterns = {
        "from-to": rf"(?:由|从)?(?P<from>{zone})[^，。；\n]{{0,6}}?{verb}[“‘]?(?P<to>{end})"
        rf"|(?:由|从)(?P<from2>{short}){verb}[“‘]?(?P<to2>{end}|{short})",
        "lifted": rf"(?P<lift>(?:宣布)?{w['lift']}|(?<=管理)[、，和及])(?P<inside>[^，。；\n]{{2,60}}?)的(?P<from>{zone}|{short})"
        rf"|(?:全域|全部|正式)?{w['lift']}(?P<from2>{zone}|封控)(?:管理|措施|管控)?|解除(?P<any>管控|防范)"
        r"|(?P<free>[“‘]?解封)",
        "set": rf"(?P<set>{w['set_list']})(?P<inside>[^，。；\n：]{{2,60}}?)为[“‘]?(?P<to>{zone})"
        rf"|(?<=控区|范区)[，；、](?P<inside2>[^，。；\n：被将把对列划设]{{2,60}}?)为[“‘]?(?P<to4>{zone})"
        rf"|(?:被|由[^，。；\n]{{2,12}})?{w['set']}(?:为|成|入)?[“‘]?(?P<to2>{zone})(?!范围)"
        r"|(?:实施|实行|采取)(?P<to3>封控)(?:管理|措施)",
        "listed": rf"{w['listed']}?[“‘]?(?P<to>{zone})[”’]?(?:范围)?"
        r"(?:共?[\d一二两三四五六七八九十]+[个处])?(?:（[^）\n]{0,20}）)?(?:：|为：|包括：?|如下：)",
    }
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


def _changes(text: str) -> list[_Change]:
    """All changes in the text; where two rules meet, the one that says more wins."""
    if not any(word in text for word in (*_ZONES, "解封")):
        return []
    found: list[_Change] = []
    for name, pattern in _rules():
        for match in pattern.finditer(text):
            change = _change(text, name, match)
            if change and not any(c.start < change.end and change.start < c.end for c in found):
                found.append(change)
    return sorted(found)


def _change(text: str, rule: str, match: re.Match[str]) -> _Change | None:
    groups = match.groupdict()
    before = groups.get("from") or groups.get("from2") or ""
    after = groups.get("to") or groups.get("to2") or groups.get("to3") or groups.get("to4") or ""
    if rule == "lifted":
        after = "解除"
    first, last = match.start(), match.start()
    inside = "inside" if groups.get("inside") else "inside2"
    if groups.get(inside):
        if re.fullmatch(_lexicon()["vague"], groups[inside]):
            return None
        first, last = match.span(inside)
    elif rule == "from-to" and text.startswith("：", match.end()):
        first, last = match.end() + 1, _list_end(text, match.end() + 1)
    elif rule == "listed":
        if not re.search(
            _lexicon()["ordered"],
            text[max(0, match.start() - 400) : match.end()],
        ):
            return None
        first, last = match.end(), _list_end(text, match.end())
    return _Change(match.start(), match.end(), first, last, _zone(before), _zone(after), rule)


def _zone(words: str) -> str:
    """The zone as the contract writes it: 封控区域 → 封控区; what is no zone any more → 解除."""
    for name in _ZONES:
        if words.startswith(name):
            return name + "区"
    return "解除" if words else ""


def _list_end(text: str, start: int) -> int:
    """Where the list after a colon ends: at the sentence's end, or after the numbered lines below it."""
    if not text[start:].startswith("\n"):
        stop = re.compile(r"[。\n]").search(text, start)
        return stop.start() if stop else len(text)
    lines = re.compile(r"(?:\n *(?:\d{1,2}[.．、]|（[\d一二三四五六七八九十]+）|[①-⑳])[^\n]*)+").match(text, start)
    return lines.end() if lines else start


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，。；！？\n： ") + 1


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。；！？\n") + 1


def _places_of(
    text: str,
    change: _Change,
    start: int,
    dates: Sequence[TimeExpression],
    names: Sequence[Name],
    before: Sequence[ZoneChange],
) -> list[_Place]:
    if change.first < change.last:
        return _items(text, change.first, change.last, dates, names, sure=change.rule != "listed")
    framed = re.search(r"(?:将|把|对)(?!.*(?:将|把|对))", text[start : change.start])
    if framed:
        return _items(text, start + framed.end(), change.start, dates, names, sure=True)
    found = _items_before(text, start, change.start, dates, names)
    clause = text[max(start, _clause_start(text, change.start)) : change.start]
    if found or change.rule != "from-to" or _named_vaguely(clause):
        return found
    return _meant(text, change.start, names, before)


def _items_before(
    text: str,
    start: int,
    end: int,
    dates: Sequence[TimeExpression],
    names: Sequence[Name],
) -> list[_Place]:
    """The places in the clause that ends at ``end``; where it has none, in the clause before it."""
    while end > start:
        first = max(start, _clause_start(text, end))
        items = _items(text, first, end, dates, names, sure=False)
        if items or re.search(r"(?:小区|社区|村)", text[first:end]) or _says_more(text[first:end]):
            return items
        end = first - 1
    return []


def _says_more(clause: str) -> bool:
    """A clause with words of its own is no mere 均、昨天又: the places are not to be sought before it."""
    return (
        len(
            re.sub(
                _lexicon()["little"] + r"|[\d月日起时]",
                "",
                clause,
            )
        )
        > 6
    )


def _named_vaguely(clause: str) -> bool:
    """下列区域, 部分小区: places, but not the ones of the sentence before."""
    return bool(re.search(_lexicon()["named_vaguely"], clause))


def _meant(text: str, at: int, names: Sequence[Name], before: Sequence[ZoneChange]) -> list[_Place]:
    """The place that 这个小区, or no word at all, refers to: that of the change before in the same
    sentence, else the residential place named last in the article."""
    start = _sentence_start(text, at)
    same = [zone for zone in before if zone.start >= start]
    if same:
        last = same[-1]
        at_place = text.find(last.place, last.start, last.end)
        return [_Place(at_place, at_place + len(last.place))] if at_place >= 0 else []
    small = [n for n in names if n.end <= at and n.kind == "place" and not re.search(_lexicon()["large"] + "$", n.text)]
    return [_Place(small[-1].start, small[-1].end)] if small else []


def _items(
    text: str,
    start: int,
    end: int,
    dates: Sequence[TimeExpression],
    names: Sequence[Name],
    sure: bool,
) -> list[_Place]:
    """The places of a list; ``sure`` where the frame says that only places can stand in it."""
    found = []
    for first, last in _split(text, start, end):
        first, last = _trim(text, first, last, dates)
        item = text[first:last]
        if len(item) < 2 or re.fullmatch(_lexicon()["vague"], item):
            continue
        if sure or _is_place(item, first, last, names):
            found.append(_Place(first, last))
            continue
        head = re.match(rf"(.{{2,16}}?)(?:{_lexicon()['after']})", item)
        whole = first + len(head.group(1)) if head else first
        listed = found and 2 <= whole - first <= 8 and text[first - 1] in "、和及与"
        if (
            head
            and not re.fullmatch(_lexicon()["vague"], head.group(1))
            and (listed or _is_place(head.group(1), first, whole, names))
        ):
            found.append(_Place(first, whole))
        else:
            found += _chains(text, first, last, names)
    return found


def _chains(text: str, start: int, end: int, names: Sequence[Name]) -> list[_Place]:
    """Places known by name inside a clause that says more (丹桂园、铁路新村和滨江壹号同时撤下围挡): names
    that touch are one place."""
    chains: list[_Place] = []
    for name in sorted(
        (n for n in names if n.kind == "place" and start <= n.start and n.end <= end), key=lambda n: n.start
    ):
        if chains and name.start <= chains[-1].end:
            chains[-1] = _Place(chains[-1].start, max(chains[-1].end, name.end))
        else:
            chains.append(_Place(name.start, name.end))
    larger = f"(?:{_lexicon()['large']}|{_lexicon()['lane']})$"
    small = [c for c in chains if not re.search(larger, text[c.start : c.end])]
    return [c for c in small if c.start == start or text[c.start - 1] in "、，和及与"]


def _is_place(item: str, start: int, end: int, names: Sequence[Name]) -> bool:
    core = re.sub(r"（[^）]*）$", "", item)
    if any(name.start < end and start < name.end and name.end >= start + len(core) - 1 for name in names):
        return True
    return (
        bool(re.search(_lexicon()["place"] + "$", core)) and len(core) >= 3 and not re.search(_lexicon()["told"], core)
    )


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items between 、，；以及 and line breaks outside brackets; at 和/及/与 only between two places."""
    depth, first = 0, start
    ending = re.compile(_lexicon()["place"] + r"(?:（[^）]*）)?$")
    inside = re.compile(_lexicon()["inside"])
    for i in range(start, end):
        c = text[i]
        depth += (c in "（(") - (c in "）)")
        if depth > 0:
            continue
        joined = c in "和及与" and ending.search(text[first:i]) and i + 2 < end and not inside.match(text, i)
        if c in "、，；\n" or joined:
            yield first, i
            first = i + 1
    yield first, end


def _trim(text: str, start: int, end: int, dates: Sequence[TimeExpression]) -> tuple[int, int]:
    """Take off what is no part of the place: numbering, dates, adverbs before; 等小区, 均 after; long
    descriptions of the boundary in brackets."""
    lead = re.compile(
        r"(?: |\d{1,2}[.．、]|（[\d一二三四五六七八九十]+）|[①-⑳“‘]|" + _lexicon()["lead"] + r"(?![村镇区]))"
    )
    moving = True
    while moving and start < end:
        moving = False
        for date in dates:
            if date.start <= start < date.end:
                start, moving = date.end, True
        match = lead.match(text, start, end)
        if match:
            start, moving = match.end(), True
    tail = re.compile(r"(?: |[”’。；]|" + _lexicon()["tail"] + r"|（[^）]*(?:[东南西北]至|以[东南西北])[^）]*）)$")
    while start < end:
        match = tail.search(text[start:end])
        dated = next((date.start for date in dates if start < date.start < end <= date.end), end)
        cut = start + match.start() if match else dated
        if cut == end:
            break
        end = cut
    return start, max(start, end)


def _once(found: list[ZoneChange]) -> list[ZoneChange]:
    """A change told twice (headline and body) is one row: the one that says more."""
    kept: list[ZoneChange] = []
    for zone in found:
        at = next((i for i, old in enumerate(kept) if _same(old, zone)), None)
        if at is None:
            kept.append(zone)
        elif _said(zone) > _said(kept[at]):
            kept[at] = zone
    return kept


def _same(a: ZoneChange, b: ZoneChange) -> bool:
    zones = a.to_zone == b.to_zone and (a.from_zone == b.from_zone or "" in (a.from_zone, b.from_zone))
    dates = not a.as_of or not b.as_of or a.as_of[:10] == b.as_of[:10] or a.from_zone == b.from_zone
    return zones and dates and (a.place in b.place or b.place in a.place)


def _said(zone: ZoneChange) -> tuple[int, int, bool]:
    """How much a row says: the zones it names, then the place's length, then whether it is dated."""
    return bool(zone.from_zone) + bool(zone.to_zone), len(zone.place), bool(zone.as_of)
