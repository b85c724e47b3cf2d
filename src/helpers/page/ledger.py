"""The ledger: every character of the source belongs to exactly one part of the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from helpers.page.articles import LedgerRow
from helpers.page.blocks import BLANKS
from helpers.page.text import Reading

_SPACE = BLANKS + "\n"


@dataclass(frozen=True)
class _Claim:
    start: int
    end: int
    article: int
    part: str
    reason: str
    confidence: float


class Ledger:
    """Collects what each stretch of source was taken for. Articles may be numbered after the claims."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._claims: list[_Claim] = []

    def claim(self, reading: Reading, part: str, article: int, reason: str = "", confidence: float = 1.0) -> None:
        """Book the characters of a reading as one part of one article (0: of the page)."""
        offsets = reading.offsets
        if not offsets:
            return
        start = 0
        for k, (a, b) in enumerate(pairwise(offsets), 1):
            if b != a and b != a + 1:
                self._book(offsets[start], offsets[k - 1] + 1, part, article, reason, confidence)
                start = k
        self._book(offsets[start], offsets[-1] + 1, part, article, reason, confidence)

    def _book(self, start: int, end: int, part: str, article: int, reason: str, confidence: float) -> None:
        self._claims.append(_Claim(start, end, article, part, reason, round(float(confidence), 2)))

    def rows(self) -> list[LedgerRow]:
        """The claims in order, the gaps between them filled: white space as ``space``, anything else as ``other``."""
        out: list[LedgerRow] = []
        at, last = 0, 0
        for c in sorted(self._claims, key=lambda c: (c.start, c.end)):
            start = max(c.start, at)
            if c.end <= start:
                continue
            out += self._gap(at, start, c.article if c.article == last else 0)
            out.append(LedgerRow(start, c.end, c.article, c.part, c.reason, c.confidence))
            at, last = c.end, c.article
        return out + self._gap(at, len(self.source), 0)

    def _gap(self, start: int, end: int, article: int) -> list[LedgerRow]:
        if start >= end:
            return []
        text = self.source[start:end]
        if not text.strip(_SPACE):
            return [LedgerRow(start, end, article, "space", "white space")]
        left = start + len(text) - len(text.lstrip(_SPACE))
        right = end - (len(text) - len(text.rstrip(_SPACE)))
        rows = [LedgerRow(left, right, article, "other", "marks between two parts")]
        if left > start:
            rows.insert(0, LedgerRow(start, left, article, "space", "white space"))
        if right < end:
            rows.append(LedgerRow(right, end, article, "space", "white space"))
        return rows
