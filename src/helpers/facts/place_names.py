"""Places: regions, towns, villages, estates, roads, waters, hills and sites, and well-known names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from helpers.facts.name_endings import Boundaries, Endings, is_generic
from helpers.facts.name_lexicon import HAN, Lexicon, is_han
from helpers.lexicon import alternatives, words

_REACH = {"area": 5, "estate": 8, "road": 6, "water": 4, "hill": 4, "site": 12}
_STAGE = re.compile("[一二三四五六七八九0-9]+期|[东西南北]区")
_ROAD_CODE = re.compile(
    "(?:国道|省道|县道|乡道)[A-Z]?[0-9]+(?:国道|省道|县道|线)?|[GSXY][0-9]{1,4}[^0-9，。、；]{0,3}(?:高速|国道|省道|线)|[0-9]{3}(?:国道|省道)"
)
_UNSUFFIXED = re.compile(
    f"[{HAN}]{{3,5}}(?=[，、。；）和与由及]|的?(?:防范区|管控区|封控区)|[0-9一二三四五六七八九]+(?:期|幢|号楼|栋))"
)


@dataclass(frozen=True)
class Place:
    """One mention of a place; ``kind`` is the class of its ending."""

    start: int
    end: int
    name: str
    kind: str
    rule: str


@lru_cache(maxsize=1)
def _endings() -> Endings:
    return Endings("name_places")


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    from helpers.lexicon import rows

    groups: dict[str, list[str]] = {}
    for row in rows("name_gazetteer"):
        groups.setdefault(row[0][0], []).append(row[0][1:])
    branches = (f"{head}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for head, rest in groups.items())
    return re.compile("|".join(branches))


def find_places(text: str, lex: Lexicon, bounds: Boundaries) -> list[Place]:
    """All mentions in the joined text of an edition, in order, without overlaps."""
    found: list[Place] = []
    last = 0
    for ending in _endings().find(text):
        start = max(
            bounds.before(ending.start, _REACH[ending.kind]), last if ending.start - last <= _REACH[ending.kind] else -1
        )
        if start < 0 or start >= ending.start:
            continue
        name = text[start : ending.end]
        if not _is_name(text, start, ending, lex):
            continue
        stage = _STAGE.match(text, ending.end)
        end = stage.end() if stage and ending.kind in ("estate", "water") else ending.end
        found.append(Place(start, end, text[start:end], ending.kind, ending.kind))
        last = end
    found += _known_names(text)
    found += [Place(m.start(), m.end(), m.group(), "road", "road code") for m in _ROAD_CODE.finditer(text)]
    found = _disjoint(found)
    found = _disjoint(found + _after_areas(text, found, lex))
    return _disjoint(found + _everywhere(text, found))


def _is_name(text: str, start: int, ending, lex: Lexicon) -> bool:
    name, stem = text[start : ending.end], text[start : ending.start]
    if name in words("name_place_stops") or is_generic(stem) or name in lex.stops:
        return False
    if any(
        name.endswith(stop) and is_generic(name[: -len(stop)])
        for stop in (name[-2:], name[-3:])
        if stop in words("name_place_stops")
    ):
        return False
    if len(stem) == 1 and ending.end - ending.start == 1:
        return False
    return len(stem) > 1 or stem in "市县区省镇" or ending.end - ending.start > 1


def _known_names(text: str) -> list[Place]:
    return [Place(m.start(), m.end(), m.group(), "known", "gazetteer") for m in _known().finditer(text)]


def _after_areas(text: str, found: list[Place], lex: Lexicon) -> list[Place]:
    """What follows a town or street office in a list without an ending of its own: 城东街道桂花坪."""
    taken = {p.start for p in found}
    extra = []
    for place in found:
        if place.kind != "area" or place.end in taken or not is_han(text[place.end : place.end + 1]):
            continue
        match = _UNSUFFIXED.match(text, place.end)
        if match and not _is_common(match.group(), lex):
            extra.append(Place(match.start(), match.end(), match.group(), "estate", "after area"))
    return extra


def _is_common(piece: str, lex: Lexicon) -> bool:
    return (
        any(
            piece[k : k + 2] in lex.verbs
            or piece[k : k + 2] in lex.titles
            or piece[k : k + 2] in words("name_boundaries")
            for k in (0, 1, 2)
        )
        or piece[0] in lex.never
    )


def _everywhere(text: str, found: list[Place]) -> list[Place]:
    extra = []
    for name in {p.name for p in found if len(p.name) > 2 and p.rule != "gazetteer"}:
        at = text.find(name)
        while at >= 0:
            extra.append(Place(at, at + len(name), name, "page", "page"))
            at = text.find(name, at + len(name))
    return extra


def _disjoint(found: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept
