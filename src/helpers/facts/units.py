"""Units and classifiers: what stands behind a number, and what kind of figure it makes."""

from __future__ import annotations

from functools import lru_cache

from helpers.lexicon import rows

#: Latin unit signs may not run on into a word or a number (5G网络 is no five grams).
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


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


def unit_at(text: str, at: int) -> str:
    """The longest unit that stands at ``at``, or ''."""
    for size in _lengths().get(text[at : at + 1], ()):
        unit = text[at : at + size]
        if unit in kinds() and not (
            unit[-1] in _LATIN and text[at + size : at + size + 1] in _LATIN and at + size < len(text)
        ):
            return unit
    return ""


def kind_of(unit: str) -> str:
    """The kind of figure that ``unit`` makes by itself; '' for none."""
    return kinds().get(unit, "")
