"""The places that a change of zone speaks of: lists cut into items, items freed of what is no part of them.

A *frame* says how far an item is trusted: ``certain`` (将A、B划定为…: only places can stand there), ``listed``
(新增封控区2个：A；B: what is no clause is a place) or ``open`` (the clause before a change: an item must be known
as a place or end like one). The words are in ``data/lexicons/claim_zones.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from helpers.facts.model import Name, TimeExpression
from helpers.lexicon import letters, rows

#: What the three zones of the contract begin with.
ZONES = ("封控", "管控", "防范")
_BRACKET = re.compile(r"（[^）]*）$")
#: No item of a list is longer, its bracket with the boundary included; it keeps odd texts from taking for ever.
_LONGEST = 200
_NUMBER = r"[一二两三四五六七八九十百几\d]+"


class Place(NamedTuple):
    """One place; ``until`` is where its item ends (a date in between is the place's own), ``from_zone`` the zone
    printed before it (原封控区A)."""

    start: int
    end: int
    until: int
    from_zone: str = ""


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """Every kind of word of the zones' list as one regular expression."""
    kinds: dict[str, list[str]] = {}
    for word, kind, *_ in rows("claim_zones"):
        kinds.setdefault(kind, []).append(word)
    return {kind: f"(?:{'|'.join(entries)})" for kind, entries in kinds.items()}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    w = words()
    district = rf"(?<![{letters('claim_words', 'no_district')}])区"
    found = {
        "place": rf"{w['place']}$",
        "place_item": rf"{w['place']}(?:（[^）]*）)?$",
        "part": rf"第?{_NUMBER}(?:[-—~至到、和]第?{_NUMBER})*{w['part']}{{1,3}}(?:[-—~至到]第?{_NUMBER}{w['part']}+)*",
        "whole": w["whole"],
        "closed": rf"{w['closed']}.*",
        "inside": w["inside"],
        "told": w["told"],
        "vague": rf"(?:{w['vague']}|(?:第?{_NUMBER}批)?{_NUMBER}余?多?[个处](?:{w['counted']}|{w['zone']}))",
        "after": rf"(.{{2,16}}?)(?:{w['after']})",
        "zone_before": rf"原?(?:的)?{w['zone']}(?=.{{2}})",
        "lead": rf"(?: |—+|{_NUMBER}[.．、]|（{_NUMBER}）|[①-⑳“‘]|{w['lead']}(?![村镇区])|[\u4e00-\u9fff]{{2,8}}{w['district_head']}：(?!{w['all_of']}))",
        "tail": rf"(?: |[”’。；]|：{w['all_of']}|{w['tail']}|等?{_NUMBER}余?多?[个处]{w['counted']}|（[^）]*(?:[东南西北]至|[日时]起)[^）]*）)$",
        "large": rf"(?:{w['large']}|{district})$",
        "no_home": f"(?:{w['large']}|{w['lane']}|{district})$",
        "little": rf"{w['little']}|[\d月日起时]",
        "rest": rf"{w['rest']}$",
        "address": r"[\u4e00-\u9fff]{2,8}(?:街道|[镇乡])[\u4e00-\u9fff\w—-]{2,14}",
        "no_address": w["no_address"],
        "counted": rf"的?{_NUMBER}余?多?[个处]{w['counted']}",
        "side": r"以[东南西北]$",
        "except": r"除(?!外)[^外，。；]*$",
        "excepted": r"除[^，。；]*外的?",
        "describes": w["describes"],
        "but": r"除.*外",
        "own_rest": rf"[\u4e00-\u9fff]{{2,}}(?:[镇乡村组里]|街道|社区|小区)的?{w['rest']}$",
    }
    return {name: re.compile(pattern) for name, pattern in found.items()}


def zone_of(printed: str) -> str:
    """The zone as the contract writes it: 封控区域 → 封控区; what is no zone any more → 解除; nothing stays nothing."""
    for name in ZONES:
        if name in printed:
            return name + "区"
    return "解除" if printed else ""


def clause_start(text: str, at: int) -> int:
    """Where the clause that ends at ``at`` begins (at most ``_LONGEST`` characters before it)."""
    first = max(0, at - _LONGEST)
    return max(first, *(text.rfind(mark, first, at) + 1 for mark in "，。；！？\n： "))


#: The sides of a place in brackets: （东至站前大道，西至学府路）
_SIDES = re.compile("（[^（）\n]*[东南西北][至到起][^（）\n]*）")


def closed_brackets(text: str) -> str:
    """The text, of the same length, with the bounds of a place in one piece, which its commas would part."""
    return _SIDES.sub(lambda sides: re.sub("[，、；。]", "〇", sides.group()), text)


def items(
    text: str, start: int, end: int, dates: Sequence[TimeExpression], names: Sequence[Name], frame: str
) -> list[Place]:
    """The places of the list that stands in ``start``–``end``."""
    found: list[Place] = []
    before = ""  # 原封控区A、B: both were
    for first, last, until in _parts(text, start, end, dates):
        zone = _patterns()["zone_before"].match(text[first:last])
        label = zone.group() if zone else ""
        first += len(label)
        before = zone_of(label) or before
        found += [
            place._replace(until=max(until, place.end), from_zone=before)
            for place in _places(text, first, last, names, frame, bool(found))
        ]
    return found


def _parts(text: str, start: int, end: int, dates: Sequence[TimeExpression]) -> Iterator[tuple[int, int, int]]:
    """The trimmed items of a list that say anything, each with the end of the untrimmed item."""
    p = _patterns()
    for first, until in _split(text, start, end):
        first, last = _trim(text, first, until, dates)
        named = last - first >= 2 and not p["vague"].fullmatch(text, first, last)
        if named and not p["but"].fullmatch(text, first, last) and not _some_of(text, first, last, until):
            yield first, last, until


def bare_parts(text: str, start: int, end: int, dates: Sequence[TimeExpression]) -> list[Place]:
    """The items of a clause where all of them are parts of an estate named before (2栋、3栋); none where any is not."""
    parts = list(_parts(text, start, end, dates))
    whole = _patterns()["part"]
    return [Place(*part) for part in parts] if all(whole.fullmatch(text, a, b) for a, b, _ in parts) else []


def _some_of(text: str, first: int, last: int, until: int) -> bool:
    """东山区两个小区: some places of a district, none of them named."""
    p = _patterns()
    return bool(p["counted"].match(text, last, until) and p["large"].search(text[first:last]))


def _places(text: str, first: int, last: int, names: Sequence[Name], frame: str, listed: bool) -> Iterator[Place]:
    """The place, or places, of one trimmed item; ``listed``: places of the same list stand before it."""
    p = _patterns()
    item = text[first:last]
    at = _behind_description(text, first, last, names)
    trusted = frame == "certain" or (frame == "listed" and not p["told"].search(p["excepted"].sub("", item)))
    part = listed and p["part"].fullmatch(_BRACKET.sub("", item))
    if at is not None:
        yield Place(at, last, last)
    elif trusted or part or _is_place(text, first, last, names):
        closed = p["closed"].search(item) if trusted else None  # 对A实施封闭管理，划为封控区
        last = first + closed.start() if closed and closed.start() > 1 else last
        yield Place(first, last, last)
    else:
        head = p["after"].match(item)
        whole = first + len(head.group(1)) if head else first
        joined = listed and 2 <= whole - first <= 8 and text[first - 1] in "、和及与"
        if head and not p["vague"].fullmatch(head.group(1)) and (joined or _is_place(text, first, whole, names)):
            yield Place(first, whole, whole)
        else:
            yield from _chains(text, first, last, names)


def _behind_description(text: str, first: int, last: int, names: Sequence[Name]) -> int | None:
    """Where the place begins behind what describes it (一墙之隔的A, 位于解放路东侧的B); the item's own begin where
    both sides are places (C村的养老院); None where no description ends in a place."""
    p = _patterns()
    for mark in re.finditer("的", text[first:last] if last - first <= _LONGEST else ""):
        at = first + mark.end()
        if last - at < 2 or p["vague"].fullmatch(text, at, last) or p["rest"].search(text[at:last]):
            continue
        if _is_place(text, at, last, names):
            of_a_place = _is_place(text, first, at - 1, names) and not p["describes"].search(text[first:at])
            return first if of_a_place else at
    return None


def _is_place(text: str, start: int, end: int, names: Sequence[Name]) -> bool:
    p = _patterns()
    core = p["excepted"].sub("", _BRACKET.sub("", text[start:end]))
    if p["told"].search(core):
        return False
    if any(name.start < end and start < name.end and name.end >= start + len(core) - 1 for name in names):
        return True
    if p["address"].fullmatch(core) and not p["no_address"].search(core):
        return True
    return len(core) >= 3 and bool(p["place"].search(core))


def _chains(text: str, start: int, end: int, names: Sequence[Name]) -> Iterator[Place]:
    """Places known by name inside a clause that says more (丹桂园、铁路新村和滨江壹号同时撤下围挡): names
    that touch are one place."""
    chains: list[Place] = []
    inside = (n for n in names if n.kind == "place" and start <= n.start and n.end <= end)
    for name in sorted(inside, key=lambda n: n.start):
        if chains and name.start <= chains[-1].end:
            joined = max(chains[-1].end, name.end)
            chains[-1] = Place(chains[-1].start, joined, joined)
        else:
            chains.append(Place(name.start, name.end, name.end))
    small = [c for c in chains if not _patterns()["no_home"].search(text[c.start : c.end])]
    return (c for c in small if c.start == start or text[c.start - 1] in "、，和及与")


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Items between 、，；以及 and line breaks outside brackets; at 和/及/与 only between two places."""
    p = _patterns()
    depth, first = 0, start
    for i in range(start, end):
        c = text[i]
        depth += (c in "（(") - (c in "）)")
        if depth > 0:
            continue
        joined = (
            c in "和及与" and p["place_item"].search(text[first:i]) and i + 2 < end and not p["inside"].match(text, i)
        )
        whole = c == "、" and _goes_on(text, first, i, end)
        if (c in "、，；\n" and not whole) or joined:
            yield first, i
            first = i + 1
    yield first, end


#: The next of the four sides that bound a place.
_FAR_SIDE = re.compile("[东南西北](?:至|起|到|临|靠)")


def _goes_on(text: str, first: int, at: int, end: int) -> bool:
    """Whether the mark at ``at`` stands inside one item: 铁路以南、河以北; 除封控区、管控区以外; 7、8、9号楼."""
    p, before = _patterns(), text[first:at]
    if before[-1:].isdigit() and text[at + 1 : at + 2].isdigit():
        return True
    if p["except"].search(before):
        return "外" in text[at : min(at + 40, end)]
    if _FAR_SIDE.match(text, at + 1):
        return True  # 东至长安路、西至建国路
    return bool(p["side"].search(before)) and "以" in text[at : min(at + 12, end)]


def _trim(text: str, start: int, end: int, dates: Sequence[TimeExpression]) -> tuple[int, int]:
    """Take off what is no part of the place: numbering, dates, adverbs before; 等小区, 均 after; long
    descriptions of the boundary in brackets."""
    lead, tail, whole = (_patterns()[name] for name in ("lead", "tail", "whole"))
    near = [date for date in dates if start - 40 <= date.start and date.start < end]
    moving = True
    while moving and start < end:
        moving = False
        for date in near:
            if date.start <= start < date.end:
                start, moving = date.end, True
        if whole.fullmatch(text, start, end):
            return start, end
        match = lead.match(text, start, end)
        if match:
            start, moving = match.end(), True
    while start < end:
        match = tail.search(text, max(start, end - _LONGEST), end)
        dated = next((date.start for date in near if start < date.start < end <= date.end), end)
        cut = match.start() if match else dated
        if cut == end or (text[cut:end] == "都" and not _patterns()["place_item"].search(text[start:cut])):
            break
        end = cut
    return start, max(start, end)


def places_before(
    text: str, start: int, end: int, dates: Sequence[TimeExpression], names: Sequence[Name]
) -> list[Place]:
    """The places in the clause that ends at ``end``; where it has none, in the clause before it. Clauses before those
    belong to the same list where they hold nothing but places (A、B，C由管控区…)."""
    found: list[Place] = []
    while end > start:
        first = max(start, clause_start(text, end))
        here = items(text, first, end, dates, names, "open")
        if found and not _only_places(text, first, end, dates, here):
            return found
        if not here and (re.search(r"(?:小区|社区|村)", text[first:end]) or says_more(text[first:end])):
            return []
        found = here + found
        if found and (text[first - 1] != "，" or not _only_places(text, first, end, dates, here)):
            return found
        end = first - 1
    return found


def _only_places(text: str, start: int, end: int, dates: Sequence[TimeExpression], found: Sequence[Place]) -> bool:
    parts = [(first, last) for first, last, _ in _parts(text, start, end, dates)]
    return bool(parts) and parts == [(place.start, place.end) for place in found]


def says_more(clause: str) -> bool:
    """A clause with words of its own is no mere 均、昨天又: the places are not to be sought before it."""
    return len(_patterns()["little"].sub("", clause)) > 6


def named_vaguely(clause: str) -> bool:
    """下列区域, 部分小区: places, but not the ones of the sentence before."""
    return bool(
        re.search(words()["named_vaguely"], clause) or re.search(rf"{_NUMBER}[个处]{words()['counted']}", clause)
    )


def rest_only(words_before: str) -> bool:
    """小区其他楼栋, 其余区域: the rest of what was named before, and no name of its own."""
    rest = _patterns()["rest"].search(words_before)
    return bool(rest and re.fullmatch(f"{words()['rest_in']}?的?", words_before[: rest.start()]))


def rest_of(text: str, clause: str, before: Sequence[tuple[int, int]]) -> list[Place] | None:
    """其余楼栋: the rest of the estate whose house was named last (锦绣城小区3号楼 → 锦绣城小区); none where the text does
    not name the estate; None where the clause speaks of no rest."""
    if not before or not _patterns()["rest"].search(clause):
        return None
    if _patterns()["own_rest"].search(clause):
        return None  # 白马镇茶园村其他区域: the clause names the place itself
    for start, end in reversed(before):
        number = re.search(rf"第?{_NUMBER}(?:[-—~至到、和]第?{_NUMBER})*{words()['part']}", text[start:end])
        if number is None:
            return []  # the place is told whole: what else there is has no name
        if number.start() >= 2:
            return [Place(start, start + number.start(), start + number.start())]
    return []  # 3号楼、5号楼, whose estate is not told


def meant(text: str, at: int, names: Sequence[Name]) -> list[Place]:
    """The residential place named last before ``at``: the one that 这个小区, or no word at all, refers to."""
    small = [n for n in names if n.end <= at and n.kind == "place" and not _patterns()["large"].search(n.text)]
    return [Place(small[-1].start, small[-1].end, small[-1].end)] if small else []
