"""Text that sets a space between Chinese characters and digits (约 1200 万元): closed up for reading, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from helpers.facts.model import Figure, Name, TimeExpression

_SPACED = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\d+-])|(?<=[\d%]) (?=[\u4e00-\u9fff])")
_CLOSE = re.compile(r"[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]")
Placed = TypeVar("Placed", TimeExpression, Name, Figure)


class Spacing:
    """The spaces of one text that separate its digits from its characters, if it is printed that way throughout;
    in other texts a space parts headlines and table cells, and stays."""

    def __init__(self, text: str, tables: Sequence[tuple[int, int]] = ()):
        """``tables``: stretches whose spaces part cells."""
        spaces = [m.start() for m in _SPACED.finditer(text)]
        spaces = [at for at in spaces if not any(start <= at < end for start, end in tables)]
        habit = len(spaces) > 2 * sum(1 for _ in _CLOSE.finditer(text))
        self._source = text
        self._spaces = spaces if habit else []
        gaps = frozenset(self._spaces)
        self._at = [i for i in range(len(text)) if i not in gaps] if habit else []

    @property
    def text(self) -> str:
        """The text closed up."""
        return "".join(self._source[i] for i in self._at) if self._spaces else self._source

    def at(self, offset: int) -> int:
        """Where an offset of the source text lies in the closed-up one."""
        return offset - bisect_left(self._spaces, offset)

    def inward(self, placed: Sequence[Placed]) -> list[Placed]:
        """Finds in the source text, with the offsets that they have in the closed-up one."""
        if not self._spaces:
            return list(placed)
        shift = [(self.at(p.start), self.at(p.end)) for p in placed]
        return [replace(p, start=s, end=e) for p, (s, e) in zip(placed, shift, strict=True)]

    def outward(self, figures: Sequence[Figure]) -> list[Figure]:
        """Figures of the closed-up text as they stand in the source text."""
        if not self._spaces:
            return list(figures)
        out = []
        for figure in figures:
            start, end = self._at[figure.start], self._at[figure.end - 1] + 1
            out.append(replace(figure, start=start, end=end, text=self._source[start:end]))
        return out
