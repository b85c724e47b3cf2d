"""Places up to what can only stand before a name: in such a frame words and function words are one (忠诚镇, 前进村)."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.endings import Ending, Named, is_generic
from helpers.facts.names.lexicon import Lexicon, is_han
from helpers.facts.names.places.words import AT_LAND, COUNTED, DWELLERS_TOO, SO_MANY, UNITS, saves
from helpers.lexicon import any_of, group, letters, words

_any_of = partial(any_of, "place_words")
_letters = partial(letters, "place_words")
_group = partial(group, "place_words")
_LOCATIVE = re.compile(f"(?:{_any_of('locative')})$")
_LOCATIVES = frozenset(_group("locative"))
_WORD_ENDS = _group("word_ends")
_NAMEABLE = frozenset(_letters("nameable"))
_PREPOSITIONS = frozenset(_letters("prepositions"))
_COUNTIES = _letters("counties")
_TOWN_BEHIND = re.compile(f"[^{_letters('running')}，。、；：的\\n]{{2,4}}(?:{_any_of('town_ends')}|村)")
_TOWN_ENDS = frozenset(_group("town_ends"))
#: Characters of running text that not even a framed name holds.
_NEVER_IN = frozenset(_letters("running")) - _NAMEABLE
_LONGEST_FRAMED = {"area": 4, "estate": 4, "road": 4, "hill": 3, "site": 5}


def framed_whole(text: str, ending: Ending, last: Named, read: Named | None, lex: Lexicon) -> Named | None:
    """The place up to what can only stand before a name: a word for where (在|里耶镇), the area that it lies in
    (河东区|江沿街道), a mark. In such a frame words and function words are a name (忠诚镇, 前进村, 对青山镇)."""
    if ending.kind not in _LONGEST_FRAMED or (read and len(read.name) - (ending.end - ending.start) > 2):
        return None
    first = max(last.end, ending.start - 1 - _LONGEST_FRAMED[ending.kind], 0)
    for start in range(ending.start - 1, first - 1, -1):
        frame = _frame(text, start, last)
        if frame == "mark" and text[start] in _PREPOSITIONS and ending.start - start > 2:
            start, frame = start + 1, "sure"
        if frame:
            fits = _fits_frame(text, start, ending, frame, read, lex)
            return Named(start, ending.end, text[start : ending.end], ending.kind, "framed") if fits else None
    return None


def _frame(text: str, start: int, last: Named) -> str:
    """What stands before ``start``: "sure" for a word for where or another area, "mark", or nothing that frames a name."""
    if start == last.end and last.kind in ("area", "water", "known"):
        return "sure"
    before = text[start - 1 : start]
    if before and before in "和与及" and start == last.end + 1:
        return "sure"  # 白马河和|前进村
    if not is_han(before) and not before.isalnum():
        return "mark"
    if before == "的":
        return "of"
    return "sure" if _LOCATIVE.search(text, max(0, start - 4), start) else ""


def _leads_on(text: str, ending: Ending) -> bool:
    """Whether a county or district is followed by a town in it (桦原县|三棵树乡)."""
    return text[ending.end - 1] in _COUNTIES and _TOWN_BEHIND.match(text, ending.end) is not None


#: Districts that are called as any outskirts are (东郊区): in a frame only.
_SUBURB = re.compile("[东南西北]郊区")


def _fits_frame(text: str, start: int, ending: Ending, frame: str, read: Named | None, lex: Lexicon) -> bool:
    name, stem, size = text[start : ending.end], text[start : ending.start], ending.end - ending.start
    stops = words("name_place_stops")
    least = 1 if name[-1] in _SHORT_TOWNS else 2
    known = (lex.verbs, lex.titles, words("name_boundaries"))
    towns = text[ending.start : ending.end] in _TOWN_ENDS
    word = len(stem) > 1 and (stem in DWELLERS_TOO or any(stem in group for group in known))
    if len(stem) < least or not all(map(is_han, stem)) or stem in _NO_STEM or name in stops:
        return False
    if saves(text, name, lex) or (len(stem) > 2 and stem[-1] in "和与及"):
        return False  # 县政府和|市…
    if _SUBURB.fullmatch(name):
        return frame == "sure"
    if (
        is_generic(stem)
        and not (towns and AT_LAND.search(stem))
        and stem not in DWELLERS_TOO
        and (frame != "sure" or any(c not in _NAMEABLE for c in stem[:1]))
    ):
        return False
    landed = towns and AT_LAND.search(stem) is not None
    if not word and (name[-size - 1 :] in stops or is_generic(stem[-2:]) and len(stem) > 2 and not landed):
        return False
    if (size < 3 and name[-3:] in stops) or any(c in _NEVER_IN for c in stem):
        return False
    if COUNTED.search(stem) or SO_MANY.fullmatch(stem) or any(c in UNITS for c in stem[1:]):
        return False
    if read:
        alone = len(read.name) - size == 1
        return start < read.start and alone and (frame == "sure" or stem[0] in _FIRST_NAMEABLE)
    word = word or stem[0] in _NAMEABLE
    if frame != "sure":
        told = text.count(name) > 1 or (towns and frame == "mark") or _leads_on(text, ending)
        return ending.kind == "area" and len(stem) == 2 and told
    if word:
        return len(stem) > 1 and (towns or name.endswith(_WORD_ENDS)) and stem not in _LOCATIVES
    pairs = [stem[k : k + 2] for k in range(len(stem) - 1)]
    pairs = [pair for pair in pairs if not (towns and AT_LAND.fullmatch(pair))]
    return not any(pair in group for pair in pairs for group in known)


_NO_STEM, _SHORT_TOWNS, _FIRST_NAMEABLE = _group("no_stem"), _letters("short_towns"), _letters("first_nameable")
