"""Word lists: plain files in ``data/lexicons/``, one entry a line.

Text after ``#`` is a comment. A line may hold several columns, separated by tabs; what the
columns mean stands in the comment at the top of each file.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from helpers.errors import BanmianError

#: The project's ``data/`` folder. ``BANMIAN_DATA`` names another one.
DATA = Path(os.environ.get("BANMIAN_DATA") or Path(__file__).resolve().parents[2] / "data")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``data/lexicons/<name>.txt`` as tuples of columns, in file order.

    Raises BanmianError if the file is missing or is not UTF-8.
    """
    path = DATA / "lexicons" / f"{name}.txt"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BanmianError(f"The word list {path} is missing: restore it from the project.") from None
    except UnicodeDecodeError as error:
        raise BanmianError(f"The word list {path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from None
    lines = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines if line.strip())


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a word list, as a set."""
    return frozenset(row[0] for row in rows(name))


def alternatives(entries) -> str:
    """The entries as one regular-expression alternation, longest first (so that 平方米 wins over 平方)."""
    import re

    return "|".join(re.escape(entry) for entry in sorted(set(entries), key=lambda e: (-len(e), e)))


@cache
def _groups(name: str) -> dict[str, tuple[str, ...]]:
    """Group → its entries, in file order: read once, a pattern asks for several."""
    found: dict[str, list[str]] = {}
    for row in rows(name):
        for key in row[1].split() if len(row) > 1 else ():
            found.setdefault(key, []).append(row[0])
    return {key: tuple(entries) for key, entries in found.items()}


def group(name: str, key: str) -> tuple[str, ...]:
    """The entries of a word list whose second column names the group ``key``, in file order.

    An entry of several groups names them with blanks between. Raises KeyError where no entry is of that
    group: a misspelt key would otherwise match nothing, in silence.
    """
    try:
        return _groups(name)[key]
    except KeyError:
        raise KeyError(f"no entry of {name}.txt is of the group {key!r}") from None


def any_of(name: str, *keys: str) -> str:
    """The entries of some groups of a word list as one bracketed regular-expression alternation, longest first."""
    return f"(?:{alternatives(entry for key in keys for entry in group(name, key))})"


def letters(name: str, key: str) -> str:
    """A group of single characters as the inside of a regular-expression set: ``[{letters(...)}]``."""
    return "".join(group(name, key))
