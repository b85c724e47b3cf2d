"""Initials: the large first character of an article, two or three lines deep, goes back into its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.page.pdf.lines import Line


def with_initials(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines of a page, each initial set before the first of the lines that run round it.

    Those lines then begin where the initial does: they are not indented. ``body`` is the size of running text.
    """
    out = list(lines)
    for initial in [x for x in lines if _may_be(x, body)]:
        beside = _beside(initial, out)
        if not beside:
            continue
        out.remove(initial)
        for i, line in enumerate(beside):
            text = initial.text + line.text if i == 0 else line.text
            out[out.index(line)] = replace(line, text=text, x0=initial.x0)
    return out


def _may_be(line: Line, body: float) -> bool:
    """Whether a line is one large character (with an opening mark before it)."""
    letters = line.text.lstrip("“‘《（")
    return len(letters) == 1 and letters.isalnum() and not line.upright and 1.6 * body <= line.size <= 6 * body


def _beside(initial: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines of running text that run round an initial, at least two, the last on its baseline or near it."""
    near = [
        x
        for x in lines
        if x.size <= 0.65 * initial.size
        and not x.upright
        and -0.4 * x.size < x.x0 - initial.x1 < 2 * x.size
        and initial.top - 0.6 * x.size < x.top
        and x.base < initial.base + 0.6 * x.size
    ]
    near.sort(key=lambda x: x.base)
    if len(near) < 2 or initial.base - near[-1].base > 0.9 * near[-1].size:
        return []
    even = all(abs(x.size - near[0].size) < 0.05 * x.size and abs(x.x0 - near[0].x0) < x.size for x in near)
    return near if even and near[0].top - initial.top < 1.2 * near[0].size else []
