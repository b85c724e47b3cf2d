"""Set phrases: patterns with a weight, looked for only where one of them can begin.

Trying some eighty patterns at every character of a page was the dearest step of all tables. Which
characters a pattern can begin with is read off its parsed form; at each such character only the patterns
that can begin with it are tried. What is found is what one alternation of all patterns would find.
"""

from __future__ import annotations

import re
import re._constants as sre  # the parsed form of a pattern is private to re: what is not known of it is tried everywhere
import re._parser as parser
from collections.abc import Iterator, Sequence
from typing import Any

#: More characters than this in a range are not spelled out.
_WIDE = 64


class Phrases:
    """Patterns in order of precedence, each with its weight."""

    def __init__(self, phrases: Sequence[tuple[str, float]]) -> None:
        self._phrases = tuple(phrases)
        self._firsts = [first_characters(pattern) for pattern, _ in phrases]
        self._at: dict[str, tuple[re.Pattern[str], list[float]] | None] = {}

    def _of(self, character: str) -> tuple[re.Pattern[str], list[float]] | None:
        """The phrases that can begin with a character, compiled when it is first met."""
        able = [
            phrase
            for phrase, firsts in zip(self._phrases, self._firsts, strict=True)
            if firsts is None or character in firsts
        ]
        if not able:
            return None
        return re.compile("|".join(f"({pattern})" for pattern, _ in able)), [weight for _, weight in able]

    def find(self, text: str) -> Iterator[tuple[int, int, float]]:
        """``(start, end, weight)`` of the phrases in ``text``, from left to right, none over another."""
        end, known = 0, self._at
        for at, character in enumerate(text):
            if character not in known:
                known[character] = self._of(character)
            able = known[character]
            if able is None or at < end:
                continue
            found = able[0].match(text, at)
            if found and found.end() > at:
                end = found.end()
                yield at, end, able[1][(found.lastindex or 1) - 1]


def first_characters(pattern: str) -> frozenset[str] | None:
    """The characters that a match of ``pattern`` can begin with; None where that cannot be told (any, nothing).

    ``\\d`` counts as 0–9: the texts are in plain spelling."""
    firsts, empty = _firsts(parser.parse(pattern))
    return None if empty or firsts is None else frozenset(firsts)


def _firsts(items: Any) -> tuple[set[str] | None, bool]:
    """The characters that a sequence can begin with (None: any), and whether it can match nothing."""
    found: set[str] = set()
    for kind, value in items:
        firsts, empty = _first(kind, value)
        if firsts is None:
            return None, False
        found |= firsts
        if not empty:
            return found, False
    return found, True


def _first(kind: Any, value: Any) -> tuple[set[str] | None, bool]:
    if kind is sre.LITERAL:
        return {chr(value)}, False
    if kind is sre.IN:
        return _members(value), False
    if kind is sre.SUBPATTERN:
        return _firsts(value[-1])
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        firsts, empty = _firsts(value[2])
        return firsts, empty or value[0] == 0
    if kind is sre.BRANCH:
        parts = [_firsts(part) for part in value[1]]
        able = [firsts for firsts, _ in parts if firsts is not None]
        return (set().union(*able) if len(able) == len(parts) else None), any(empty for _, empty in parts)
    if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return set(), True
    return None, False


def _members(items: Any) -> set[str] | None:
    found: set[str] = set()
    for kind, value in items:
        if kind is sre.LITERAL:
            found.add(chr(value))
        elif kind is sre.RANGE and value[1] - value[0] < _WIDE:
            found |= {chr(c) for c in range(value[0], value[1] + 1)}
        elif kind is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            found |= set("0123456789")
        else:
            return None
    return found
