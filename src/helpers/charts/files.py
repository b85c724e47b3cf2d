"""A chart as files: picture, drawing, data and caption under one stem, byte for byte the same each time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from helpers.charts import font, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


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
    fig.savefig(folder / f"{stem}.png", dpi=300, metadata={"Software": None})
    fig.savefig(folder / f"{stem}.svg", metadata={"Date": None, "Creator": None})
    if isinstance(fig, style.Picture):
        fig.saved = (folder / f"{stem}.png").absolute()
    for_csv(table).to_csv(folder / f"{stem}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
    text = caption or getattr(fig, "caption", "")
    (folder / f"{stem}.txt").write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")
    return fig
