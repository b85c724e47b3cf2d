"""The one seam to word cutting: which tokens the scorers see."""

from __future__ import annotations


def cut(text: str) -> list[str]:
    """``text`` as tokens of ``helpers.words`` (stock dictionary); joined they give ``text`` back."""
    from helpers.words.cutting import cut as words

    tokens = words(text)
    return tokens if sum(map(len, tokens)) == len(text) else list(text)


def edges(tokens: list[str]) -> bytearray:
    """For each position of the text (and its end) 1 where a token begins or ends, else 0."""
    marks = bytearray(sum(map(len, tokens)) + 1)
    marks[0] = 1
    at = 0
    for token in tokens:
        at += len(token)
        marks[at] = 1
    return marks
