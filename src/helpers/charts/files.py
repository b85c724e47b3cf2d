"""A chart as files: picture, drawing, data and caption under one stem, byte for byte the same each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.charts import font, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure
    from PIL.Image import Image

#: Dots an inch of a saved picture, and how hard it is packed: 3 takes half the time of 6 for a tenth more bytes.
_DPI, _PACKING = 300, 3


def check_glyphs(fig: Figure) -> None:
    """Raise MissingGlyph if the figure holds a character that would be drawn as an empty box."""
    from matplotlib.text import Text

    lacking = font.missing(text.get_text() for text in fig.findobj(Text) if text.get_visible())
    if lacking:
        named = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in lacking)
        raise font.MissingGlyph(f"The font of the charts cannot draw {named}: pass labels through font.printable.")


def save(fig: Figure, stem: str, table: pd.DataFrame, caption: str = "", folder: str | Path = ".") -> Figure:
    """Write ``<stem>.png`` (300 dpi), ``.svg``, ``.csv`` (UTF-8 with BOM) and ``.txt`` (the caption) into a folder.

    The caption is the figure's own (title, note, source) where none is given. The same figure
    gives the same bytes. Returns the figure, so that a notebook shows it.
    Raises MissingGlyph before anything is written.
    """
    from helpers.tables import for_csv

    style.apply()
    check_glyphs(fig)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    picture = _drawn(fig)
    picture.save(folder / f"{stem}.png", dpi=(_DPI, _DPI), compress_level=_PACKING)
    fig.savefig(folder / f"{stem}.svg", metadata={"Date": None, "Creator": None})
    if isinstance(fig, style.Picture):
        fig.shown = _packed(picture.reduce(2))
    for_csv(table).to_csv(folder / f"{stem}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
    text = caption or getattr(fig, "caption", "")
    (folder / f"{stem}.txt").write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")
    return fig


def _drawn(fig: Figure) -> Image:
    """The figure as pixels: drawn once for the file and for the notebook."""
    from PIL import Image

    out = BytesIO()
    fig.savefig(out, format="rgba", dpi=_DPI)
    width, height = (int(side) for side in fig.get_size_inches() * _DPI + 1e-6)
    return Image.frombytes("RGBA", (width, height), out.getvalue()).convert("RGB")


def _packed(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, format="png", compress_level=_PACKING)
    return out.getvalue()
