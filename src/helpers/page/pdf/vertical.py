"""Running text set from top to bottom: characters drawn one below the other become upright lines."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Char
from helpers.page.pdf.upright import spaced

#: So many characters below each other show a line of such a text; its last lines may be shorter.
_LEAST = 6


def upright_lines(chars: Sequence[Char], most: float) -> tuple[list[Line], list[Char]]:
    """The lines of running text (type smaller than ``most`` points) set from top to bottom, and all other characters.

    ``chars`` stand in the order of drawing. Figures may be set two in a square, or on their side.
    """
    chains = _chains(chars)
    whole = [chain[0].size < most and _is_line(chain) for chain in chains]
    for order in (range(len(chains)), reversed(range(len(chains)))):  # what is read may go from left to right
        last: list[Char] = []
        for k in order:
            whole[k] = whole[k] or _goes_on(last, chains[k])
            if not all(c.text.isspace() for c in chains[k]):
                last = chains[k] if whole[k] else []
    lines = [_line(chain) for chain, is_line in zip(chains, whole, strict=True) if is_line]
    return spaced(lines), [c for chain, is_line in zip(chains, whole, strict=True) if not is_line for c in chain]


def _chains(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters in stretches of those that are drawn below each other."""
    out: list[list[Char]] = []
    for c in chars:
        if out and _follows(out[-1], c):
            out[-1].append(c)
        else:
            out.append([c])
    return out


def _follows(chain: Sequence[Char], c: Char) -> bool:
    last, size = chain[-1], chain[0].size
    if abs(c.size - size) > 0.15 * size:
        return False
    narrow = c.text.isascii() and last.text.isascii()
    if narrow and abs(c.base - last.base) < 0.1 * size and len(chain) > 1:  # two figures in one square
        return 0 <= c.x0 - last.x0 < 0.7 * size and abs(last.x0 - chain[-2].x0) < 0.3 * size
    square = [x for x in chain[-2:] if abs(x.base - last.base) < 0.1 * size]
    middle = (square[0].x0 + square[-1].x1) / 2
    step = c.base - last.base
    return (0.3 if narrow and c.turned else 0.7) * size < step < 1.4 * size and abs(
        (c.x0 + c.x1) / 2 - middle
    ) < 0.35 * size


def _is_line(chain: Sequence[Char]) -> bool:
    upright = [c for c in chain if not c.turned and not c.text.isascii()]
    return len(chain) >= _LEAST and len(upright) >= max(3, 0.4 * len(chain))


def _goes_on(above: Sequence[Char], chain: Sequence[Char]) -> bool:
    """Whether a shorter line stands left of a line of such a text, where the next one would."""
    blank = all(c.text.isspace() for c in chain)
    if not above or blank or abs(above[0].size - chain[0].size) > 0.1 * chain[0].size:
        return False
    size = chain[0].size
    return 0.9 * size < above[0].x0 - chain[0].x0 < 3 * size and abs(above[0].base - chain[0].base) < 4.5 * size


def _line(chain: Sequence[Char]) -> Line:
    inked = [k for k, c in enumerate(chain) if not c.text.isspace()]
    chain = chain[inked[0] : inked[-1] + 1] if inked else chain  # an indent is where a line begins
    first, last = chain[0], chain[-1]
    bottom = last.base + 0.12 * last.size
    text = "".join(c.text for c in chain)
    bold = sum(c.bold for c in chain) > len(chain) / 2
    x0, x1 = min(c.x0 for c in chain), max(c.x1 for c in chain)
    return Line(text, x0, x1, bottom, first.size, bold, True, bottom - first.base + 0.88 * first.size)
