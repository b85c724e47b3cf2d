"""Places without an ending of their own, known by what frames them: a building, a house number, a list, a town before."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.endings import Boundaries, Named, is_generic
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.facts.names.places.words import AT_LAND
from helpers.lexicon import any_of, letters, words

_any_of = partial(any_of, "place_words")
_letters = partial(letters, "place_words")
_UNSUFFIXED = re.compile(
    f"(?:(?!的)[{HAN}]){{2,4}}?[{_letters('land')}{_letters('at_land')}{_letters('unsuffixed')}](?=[，。；])|(?:(?!的)[{HAN}]){{3,5}}?(?=[、）（和与由及]|的?{_any_of('zones')}|[0-9一二三四五六七八九]+{_any_of('numbered_after')})"
)


def after_areas(text: str, found: list[Named], lex: Lexicon) -> list[Named]:
    """What follows a town or street office in a list without an ending of its own: 城东街道桂花坪."""
    taken = {p.start for p in found}
    extra = []
    for place in found:
        if place.kind != "area" or place.end in taken or not is_han(text[place.end : place.end + 1]):
            continue
        match = _UNSUFFIXED.match(text, place.end)
        if match and not _is_common(match.group(), lex):
            extra.append(Named(match.start(), match.end(), match.group(), "estate", "after area"))
    return extra


#: Frames that only a place stands in: a building (桂花岗8栋), a house number behind a town (东岩区五里店22号), a stretch
#: of road (清流至沱阳段), the last of a list (光明里、纺织新村等6个小区), a housing estate called 里 (凤凰里三号院).
_BUILDING = re.compile(
    f"(?<=[{HAN}])[0-9一二三四五六七八九十]{{1,4}}(?:[至到、—~-][0-9一二三四五六七八九十]{{1,4}})?{_any_of('buildings')}"
)
_HOUSE = re.compile(f"(?<=[\u4e00-\u9fff])[0-9]{{1,5}}号(?![{_letters('no_house')}])")
_STRETCH = re.compile(f"至([{HAN}]{{2,4}}?)段")
_WAY = re.compile(f"(?:[A-Z0-9]*[高快]速|{_any_of('ways')})+")
_SOME = re.compile(f"[0-9一二三四五六七八九十两]{{1,4}}[个处座](?:封闭式?)?(?:{_any_of('some')}|村(?!民))")
#: A part of a village that is called after where it lies: 最远的|樟树下|小组, 井头村|樟树下|村民小组.
_PART_OF_VILLAGE = re.compile(
    f"(?<=[的村在到、])((?:(?![{_letters('running')}])[{HAN}]){{1,2}}[{_letters('land')}{_letters('at_land')}])(?:村民)?小组"
)
_LI = re.compile(f"里(?={_any_of('li_ends')}|[一二三四五六七八九十0-9]{{1,4}}{_any_of('li_numbers')}|[东南西北]门)")
_NO_HEAD, _NO_END = _letters("no_head"), _letters("no_end")


def framed_names(text: str, found: list[Named], lex: Lexicon, bounds: Boundaries) -> list[Named]:
    """Places without an ending of their own, known by what frames them."""
    ends = {p.end for p in found}
    frames = [(m.start(), 6) for m in _BUILDING.finditer(text)] + [(m.end(), 3) for m in _LI.finditer(text)]
    extra = [_ending_at(text, at, reach, lex, bounds, ends) for at, reach in frames]
    for match in _HOUSE.finditer(text):
        start = max((k for k in range(match.start() - 5, match.start() - 1) if k in ends), default=-1)
        extra.append(_unless_common(text, start, match.start(), lex))
    for match in _STRETCH.finditer(text):
        end = match.start()
        first = max(bounds.before(end, 5), end - 5)
        way = _WAY.match(text, first, end)
        extra += [_unless_common(text, way.end() if way else first, end, lex)]
        extra += [_unless_common(text, *match.span(1), lex)]
    for match in _PART_OF_VILLAGE.finditer(text):
        extra += [_unless_common(text, *match.span(1), lex)]
    for match in _SOME.finditer(text):
        end = match.start() - (text[match.start() - 1 : match.start()] in ("等", "这"))
        extra += _listed(text, end, lex, bounds, ends)
    return [place for place in extra if place]


def _ending_at(text: str, at: int, reach: int, lex: Lexicon, bounds: Boundaries, ends: set[int]) -> Named | None:
    start = next((k for k in range(at - 2, at - reach - 1, -1) if k in ends), -1)
    start = max(start, bounds.before(at - 2, reach - 2))
    if start < 0 and reach == 3:
        start = at - 3  # 翠屏里: a name of three characters wherever it begins
    return _unless_common(text, start, at, lex)


def _unless_common(text: str, start: int, end: int, lex: Lexicon) -> Named | None:
    name = text[start:end]
    if start < 0 or not 2 <= len(name) <= 6 or not all(map(is_han, name)):
        return None
    if (
        _is_common(name, lex, framed=True)
        or (is_generic(name) and not AT_LAND.search(name))
        or name in lex.common
        or name in words("name_place_stops")
    ):
        return None
    return Named(start, end, name, "estate", "framed")


def _listed(text: str, end: int, lex: Lexicon, bounds: Boundaries, ends: set[int]) -> list[Named]:
    """The members of a list of estates or villages that ends at ``end``: 东风里和工人村|两个小区."""
    found: list[Named] = []
    members = 0
    for _ in range(12):
        cut = max(text.rfind(c, max(0, end - 9), end) for c in "、和与") + 1
        start = max((k for k in range(max(cut, end - 8), end - 1) if k in ends), default=-1)
        start = max(start, cut if cut else -1, bounds.before(end - 2, 6))
        place = _unless_common(text, start, end, lex)
        members += 1 if place or end in ends else 0
        found += [place] if place else []
        if not cut:
            break
        end = cut - 1
    return found if members > 1 else []


def _is_common(piece: str, lex: Lexicon, framed: bool = False) -> bool:
    """Whether a piece holds a verb, an office or a function word, and so names nothing."""
    known = (lex.verbs, lex.titles, words("name_boundaries"))
    pairs = [piece[k : k + 2] for k in range(len(piece) - 1)]
    pairs = [pair for pair in pairs if not AT_LAND.fullmatch(pair)]
    return (
        any(piece[-n:] in lex.titles for n in (3, 4) if len(piece) >= n)
        or piece[0] in lex.never
        or piece[0] in _NO_HEAD
        or piece[-3:] in words("name_place_stops")
        or (not framed and piece[0] in "一二三四五六七八九十两几东西南北")
        or piece[-1] in _NO_END
        or any(pair in lex.common for pair in pairs)
        or any(pair in group for pair in pairs for group in known)
    )
