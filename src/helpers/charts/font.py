"""The one font of the charts, and what it can draw: :func:`missing` and :func:`printable` know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from helpers.typeface import path

#: The printers' mark for a character that the case does not hold.
GETA = "〓"


class MissingGlyph(ValueError):
    """A chart holds a character that the font cannot draw: it would be printed as an empty box."""


@lru_cache(maxsize=1)
def family() -> str:
    """The font's name for matplotlib, after making it known there."""
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(path()))
    return font_manager.FontProperties(fname=str(path())).get_name()


@lru_cache(maxsize=1)
def _face():
    from matplotlib.font_manager import get_font

    return get_font(str(path()))


@lru_cache(maxsize=1)
def _drawn() -> frozenset[str]:
    return frozenset(map(chr, _face().get_charmap()))


def missing(texts: Iterable[str]) -> list[str]:
    """The characters of the texts that the font cannot draw, each once, sorted."""
    return sorted(set("".join(texts)) - _drawn() - {"\n"})


def printable(text: str) -> str:
    """The text as it can be drawn: white space as one blank, every character without a glyph as 〓."""
    drawn = _drawn()
    return "".join(c if c in drawn else GETA for c in " ".join(str(text).split()))


@lru_cache(maxsize=20_000)
def _advance(character: str) -> float:
    """How far a character takes the pen, as a share of the type size."""
    from matplotlib.ft2font import LoadFlags

    face = _face()
    return float(face.load_char(ord(character), flags=LoadFlags.NO_SCALE).horiAdvance) / face.units_per_EM


def width(text: str, points: float) -> float:
    """How wide the text is, in inches, at a size in points. Kerning is left out: it is under a hundredth."""
    return sum(map(_advance, text)) * points / 72


def shorten(text: str, inches: float, points: float) -> str:
    """The text cut to fit, with … where something was cut."""
    text = printable(text)
    if width(text, points) <= inches:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle] + "…", points) <= inches:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


#: Marks that do not begin a line.
_NOT_FIRST = set("，。、；：！？）》”’」』…—%,.;:!?)")


def _pieces(text: str) -> Iterable[str]:
    """What a line may be broken between: Latin words with the blank behind them, single Chinese characters."""
    piece = ""
    for c in text:
        if ord(c) < 0x2E80 and c not in "“”‘’…—":
            piece += c
            if c == " ":
                yield piece
                piece = ""
            continue
        if piece:
            yield piece
            piece = ""
        yield c
    if piece:
        yield piece


def wrap(text: str, inches: float, points: float) -> list[str]:
    """The text in lines that fit, broken at blanks or between Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(printable(text)):
        if line.strip() and piece[0] not in _NOT_FIRST and width((line + piece).rstrip(), points) > inches:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
