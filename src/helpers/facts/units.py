"""Units and classifiers: what stands behind a number, and what kind of figure it makes."""

from __future__ import annotations

from functools import lru_cache

from helpers.facts.numerals import HAN
from helpers.lexicon import letters, rows, words

#: 一年期LPR, 3年期国债: a class by its term, no time that is counted.
TERM_CLASS = rf"(?:\d{{1,3}}|[{HAN}]{{1,3}})(?:年|天|个?月)期(?![{letters('figure_masks', 'maturity_not')}])"

#: Latin unit signs may not run on into a word or a number (5G网络 is no five grams).
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_LATIN_NEXT = frozenset(_LATIN)


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """Unit as printed → kind (``special`` = only its surroundings can tell)."""
    return {row[0]: row[1] for row in rows("figure_units")}


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """First character of a unit → the lengths of the units that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for unit in kinds():
        found.setdefault(unit[0], set()).add(len(unit))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@lru_cache(maxsize=1)
def _others() -> dict[str, tuple[int, ...]]:
    """First character → the lengths of the words that begin like a unit and are none (村民, 国债)."""
    found: dict[str, set[int]] = {}
    for word in words("figure_not_units"):
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def unit_at(text: str, at: int) -> str:
    """The longest unit that stands at ``at``, or ''."""
    first = text[at : at + 1]
    for size in _lengths().get(first, ()):
        unit = text[at : at + size]
        if unit in kinds() and not (unit[-1] in _LATIN and text[at + size : at + size + 1] in _LATIN_NEXT):
            return "" if size == 1 and _other_word(text, at, first) else unit
    return ""


def _other_word(text: str, at: int, first: str) -> bool:
    """Whether a longer word begins here. Not where the next two characters are a word of their own, for which the first
    is the unit (43人工资, 19年货车)."""
    found = any(text[at : at + size] in words("figure_not_units") for size in _others().get(first, ()))
    return found and text[at + 1 : at + 3] not in words("figure_after_units")


def kind_of(unit: str) -> str:
    """The kind of figure that ``unit`` makes by itself; '' for none."""
    return kinds().get(unit, "")
