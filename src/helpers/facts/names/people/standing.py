"""Where a name stands in a text, and whether it can be one there: alone, headed by a surname, behind a trade."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import Candidate, after, before
from helpers.facts.names.lexicon import Lexicon
from helpers.lexicon import letters

_letters = partial(letters, "person_words")
_TRADED = frozenset(("office", "trade"))


def behind_title(text: str, at: int, lex: Lexicon) -> bool:
    at -= text[at - 1 : at] == "”"
    return any(lex.titles.get(text[at - k : at]) in _TRADED for k in (2, 3, 4) if at >= k)


def finds(text: str, name: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(name), text)]


#: Surnames that are function words everywhere else (免去|是建国|的…职务).
_ONLY_APPOINTED = frozenset(_letters("only_appointed"))


def is_headed(name: str, lex: Lexicon) -> bool:
    return name[0] in lex.surnames or name[:2] in lex.compounds or name[0] in _ONLY_APPOINTED


def stands_alone(text: str, at: int, seed: Candidate, lex: Lexicon) -> bool:
    """Whether a name of two characters is itself and no part of a longer word (连城 in 大连城区)."""
    left = before(text, at, lex)[0]
    right = after(text, at + len(seed.text), lex)[0]
    usual = lex.surnames.get(seed.text[0]) == "common"
    return left + right >= (0.0 if usual else 1.2)


#: How far on the text still speaks of somebody by less than the name.
REACH = 3000
