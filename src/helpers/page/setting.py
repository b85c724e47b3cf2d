"""How a block is set on its page, where the page tells: type size, weight, frame, what opens there.

Text alone has no setting (``None``), and nothing here then speaks for or against anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: From this size on (times the running text) a line is a line of a head.
HEAD_SIZE = 1.16
#: From this size on a head opens an article; smaller ones may be crossheads.
HEADLINE_SIZE = 1.32


@dataclass(frozen=True)
class Setting:
    """``size`` in times the running text; ``opens`` the size of the head that opens something new here (0: nothing
    does); ``frame`` a number for each frame of the edition (0: none); ``caption``: stands under a picture."""

    size: float = 1.0
    bold: bool = False
    opens: float = 0.0
    frame: int = 0
    caption: bool = False


def head_weight(setting: Setting | None) -> float:
    """What the type speaks for a block being a line of a head."""
    if setting is None:
        return 0.0
    if setting.size >= HEAD_SIZE:
        return 8.0
    return 1.0 if setting.bold else 0.0


def start_features(
    setting: Setting | None, before: Setting | None, below: Sequence[Setting | None] = ()
) -> list[tuple[str, float]]:
    """What the page speaks for and against an article beginning with a block; ``before``: the block above it,
    ``below``: the further lines of its run."""
    if setting is None:
        return []
    if before is not None and setting.frame != before.frame and setting.opens:
        return [("a frame begins or ends", 8.0 if setting.opens >= HEADLINE_SIZE else 4.0)]
    if setting.opens >= HEADLINE_SIZE:
        return [("large type after text", 5.0)]
    if setting.opens:
        return [("larger type after text", 1.0)]
    if any(s is not None and s.opens for s in below):  # a byline or dateline that follows belongs to that
        return [("something else opens below it", -9.0)]
    if setting.size >= HEAD_SIZE:
        return [("a line of the head above", -5.0)]
    return [("set as running text", -1.0 if setting.bold else -3.0)]


def differ(a: Setting | None, b: Setting | None) -> bool:
    """Whether the page sets two blocks in type of different size, so that neither is a line of the other."""
    return a is not None and b is not None and min(a.size, b.size) < 0.9 * max(a.size, b.size)


def set_on(settings: Sequence[Setting | None], gaps: Sequence[int]) -> int:
    """How many lines from the first on are one head by their type: as large as it and close under each other."""
    first = settings[0]
    if first is None or first.size < HEAD_SIZE:
        return 1
    n = 1
    while n < len(settings) and gaps[n] == 0 and _as_large(settings[n], first):
        n += 1
    return n


def _as_large(setting: Setting | None, first: Setting) -> bool:
    return setting is not None and abs(setting.size - first.size) < 0.03 * first.size


def largest(settings: Sequence[Setting | None]) -> tuple[int, int] | None:
    """The range of lines set largest, where type size tells a headline from the lines around it."""
    sizes = [s.size for s in settings if s is not None]
    if len(sizes) < len(settings) or len(sizes) < 2:
        return None
    top = max(sizes)
    if top < HEAD_SIZE or min(sizes) > 0.93 * top:
        return None
    first = next(i for i, s in enumerate(sizes) if s > 0.93 * top)
    last = first
    while last < len(sizes) and sizes[last] > 0.93 * top:
        last += 1
    return first, last
