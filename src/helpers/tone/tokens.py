"""The one seam to word cutting: which tokens the scorers see."""

from __future__ import annotations

import logging
from functools import lru_cache

_RUN = 200  # jieba is quadratic in a run without punctuation


@lru_cache(maxsize=1)
def _cutter():
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


def cut(text: str) -> list[str]:
    """``text`` as tokens; joined they give ``text`` back."""
    cutter = _cutter()
    tokens: list[str] = []
    for start in range(0, len(text), _RUN):
        tokens.extend(cutter.cut(text[start : start + _RUN], HMM=False))
    return tokens


def edges(tokens: list[str]) -> bytearray:
    """For each position of the text (and its end) 1 where a token begins or ends, else 0."""
    marks = bytearray(sum(map(len, tokens)) + 1)
    marks[0] = 1
    at = 0
    for token in tokens:
        at += len(token)
        marks[at] = 1
    return marks
