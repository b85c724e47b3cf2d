"""What a name is worth by itself: its surname, the characters of its given name, and what else it may be."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.lexicon import Lexicon
from helpers.lexicon import letters, words

_letters = partial(letters, "person_words")
_SURNAME = {"common": 1.0, "compound": 1.5, "rare": 0.6, "word": 0.3, "two words": 0.3, "odd": 0.0}
#: Given names of the countryside and of old plays: 罗八斤, 姚二嫂, 杨六郎, 彭老幺.
FAMILIAR = re.compile(f"[{_letters('familiar')}][{_letters('familiar_end')}]|阿[二三四五六七八九大毛狗福宝根土水木]")
_PLACE_ENDINGS = _letters("place_ends")
PLACE_ENDINGS_TOO = _PLACE_ENDINGS + _letters("place_ends_too")
FUNCTION = _letters("function")
_FUNCTION_MORE = _letters("function_more")
_FUNCTION_PAIR = _letters("function_pair")


def characters(given: str, lex: Lexicon) -> float:
    if FAMILIAR.fullmatch(given):
        return 1.2
    worth = 0.0
    for c in given:
        if c in lex.given:
            worth += 0.0 if c in lex.never else 0.5
        else:
            worth -= 1.6 if c in lex.never else 0.5
    return worth


def worth(name: str, lex: Lexicon) -> float:
    """What speaks for a name by itself: its surname and the characters of its given name."""
    head = 2 if name[:2] in lex.compounds and len(name) > 2 else 1
    kind = lex.surnames.get(name[:head], "odd")
    strong = sum(c in lex.strong for c in name[head:]) if kind in ("common", "compound") else 0
    return _SURNAME[kind] + characters(name[head:], lex) + 0.4 * strong


def is_usual(given: str, lex: Lexicon) -> bool:
    """Whether a given name of two characters is nothing else: only such a one follows a surname that is a function word (和丽芳)."""
    known = (lex.verbs, lex.common, lex.titles, lex.starts, lex.generic)
    return len(given) == 2 and set(given) <= lex.given - lex.never and not any(given in group for group in known)


def is_odd_name(name: str, left: float, lex: Lexicon) -> bool:
    """Whether a name may begin with a surname that is a function word or verb: 和丽芳, behind an office also 折虹."""
    alone = len(name) == 2 and name[1] in lex.given - lex.never and name[0] not in FUNCTION and left >= 3.4
    return is_usual(name[1:], lex) or (alone and name not in lex.verbs and name not in lex.common)


def speaks_against(name: str, head: int, left: float, spoken_of: bool, lex: Lexicon) -> float:
    """What speaks against a name by itself: a verb or title as given name, the end of a place, a known place, unless an
    office stands before it and speech behind (科长巫山青答复)."""
    given, worth = name[head:], 0.0
    if len(given) == 2 and (given in lex.verbs or given in lex.titles) and not FAMILIAR.fullmatch(given):
        worth += 1.0 if left >= 2.5 else 2.5
    if len(given) == 2 and left < 3.0 and given in words("name_boundaries"):
        worth += 1.5
    if name[0] in _FUNCTION_MORE:
        worth += 1.5
    if name[-1] in PLACE_ENDINGS_TOO:
        worth += 1.5 if left >= 2.5 else 2.5
    if len(name) == 2 and (name[0] in _FUNCTION_PAIR or name[0] == "向" and left >= 2.5):
        worth += 2.0
    places = (name, name[:3]) if head == 2 else (name, name[:2], name[:3])  # 濮阳|英
    if any(lex.gazetteer.get(one, "weak") != "weak" for one in places):
        worth += 0.5 if spoken_of and len(name) > 2 and name not in lex.gazetteer else 3.0
    return worth
