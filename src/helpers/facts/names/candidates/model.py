"""What a candidate and a mention of a person are, and how much evidence makes a name; characters that all rules ask for."""

from __future__ import annotations

from typing import NamedTuple

#: A candidate with at least this much evidence is a name.
THRESHOLD = 4.2
NUMERALS = frozenset("一二三四五六七八九十")
ASPECT = "了着过"
ASPECT_SET = frozenset(ASPECT)


class Candidate(NamedTuple):
    """A stretch of text that may be a person's name, with its evidence."""

    start: int
    end: int
    text: str
    score: float
    rule: str


class Mention(NamedTuple):
    """One mention of a person. ``name`` is what the page calls the person in full."""

    start: int
    end: int
    name: str
    rule: str
