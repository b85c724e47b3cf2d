"""All places of a text: what each rule finds, put together."""

from __future__ import annotations

import re

from helpers.facts.names.endings import Boundaries, Named, is_counted, works_before
from helpers.facts.names.lexicon import Lexicon
from helpers.facts.names.places.by_ending import by_endings
from helpers.facts.names.places.known import home_town, known_names, on_road
from helpers.facts.names.places.told import ROAD_CODE, abroad, births, of_peoples
from helpers.facts.names.places.unsuffixed import after_areas, framed_names

#: The number of a building in an estate (锦绣天城小区|3栋，).
_A_BUILDING = re.compile("[0-9]{1,3}[栋幢](?=[，。、；])")


def find_places(text: str, lex: Lexicon, bounds: Boundaries, home: str = "") -> list[Named]:
    """All mentions in the joined text of an edition, in order, without overlaps. ``home`` is the paper's own town."""
    known = known_names(text)
    shut = {p.end for p in known}
    known = [p for p in known if p.name[0] != "镇" or p.start in shut or bounds.before(p.start, 0) >= 0]
    known = [on_road(text, p) for p in known]
    bounds.add(p.end for p in known)
    peoples = of_peoples(text, bounds)
    bounds.add(p.end for p in peoples)
    # 老旧小区216个 is a kind; 河口镇96家 tells how many there are of something else in a town.
    named = [p for p in by_endings(text, lex, bounds, known) if p.kind == "area" or not _is_kind(text, p)]
    found = named + known + peoples
    found += [Named(m.start(), m.end(), m.group(), "road", "code") for m in ROAD_CODE.finditer(text)]
    found += [*births(text, lex), *abroad(text, lex), *home_town(text, home)]
    found = _disjoint(found)
    found = _disjoint(found + after_areas(text, found, lex))
    found = _disjoint(found + framed_names(text, found, lex, bounds))
    return _disjoint(found + _everywhere(text, found))


def _is_kind(text: str, place: Named) -> bool:
    """Whether how many there are is told behind (老旧小区216个), and not which building of an estate (锦绣天城小区3栋)."""
    one = place.kind == "estate" and _A_BUILDING.match(text, place.end) and not works_before(place.name)
    return is_counted(text, place.end) and not one


def _everywhere(text: str, found: list[Named]) -> list[Named]:
    extra = []
    for name in {p.name for p in found if len(p.name) > 2 and p.rule != "gazetteer"}:
        at = text.find(name)
        while at >= 0:
            extra.append(Named(at, at + len(name), name, "page", "page"))
            at = text.find(name, at + len(name))
    return extra


def _disjoint(found: list[Named]) -> list[Named]:
    kept: list[Named] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept
