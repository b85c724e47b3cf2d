"""What is on the page: every character in its place, coloured by what part of the page it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.charts import style
from helpers.charts.font import shorten, width
from helpers.charts.language import known, label, percent
from helpers.charts.style import About, Picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Parts that a reader takes in as one, and their colour.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "heads": (style.BLUE, ("kicker", "headline", "subtitle", "crosshead", "column")),
    "signed": (style.VERMILION, ("byline", "dateline", "credit", "editors")),
    "body": ("#b9d3e6", ("body",)),
    "caption": (style.GREEN, ("caption",)),
    "furniture": (style.AMBER, ("masthead", "page_label", "banner", "jump")),
    "other": (style.GREY, ("other",)),
}
_COLOUR = {part: colour for colour, parts in GROUPS.values() for part in parts}
_ROWS = 105  # more lines than this and the picture no longer fits a page
_LINE = 0.078  # inches


@dataclass
class _Block:
    """A stretch of the page that is one article (0 = outside any)."""

    article: int
    runs: list[tuple[int, str]]

    @property
    def chars(self) -> int:
        return sum(n for n, _ in self.runs)


def page_anatomy(
    ledger: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """The page as a picture: one small square a character, in the order of the source, a block an article.

    ``ledger`` and ``articles`` as the contract has them. White space is left out.
    """
    source = style.source_line(about, ledger, language, articles)
    blocks = _blocks(ledger)
    if not blocks:
        return style.empty(label("anatomy_empty_title", language), label("anatomy_empty", language), language, source)
    across = max(64, -(-sum(b.chars for b in blocks) // _ROWS))
    tops, lines = _tops(blocks, across)
    fig, axes = style.canvas(
        _title(ledger, articles, language), lines * min(_LINE, 200 / lines), note=label("anatomy_note", language), source=source,
        right=3.5, left=0.45, above=0.3,
    )  # fmt: skip
    axes.set_xlim(0, across)
    axes.set_ylim(lines, 0)
    _squares(axes, blocks, tops, across)
    _names(axes, blocks, tops, across, articles, language)
    _key(axes, blocks, language)
    return fig


def _blocks(ledger: pd.DataFrame) -> list[_Block]:
    blocks: list[_Block] = []
    for row in ledger.sort_values("start")[["start", "end", "article", "part"]].itertuples(index=False):
        if row.part == "space":
            continue
        if not blocks or blocks[-1].article != row.article:
            blocks.append(_Block(row.article, []))
        blocks[-1].runs.append((row.end - row.start, row.part))
    return blocks


def _tops(blocks: list[_Block], across: int) -> tuple[list[int], int]:
    """The line each block begins on, and how many lines there are. A block has room for its label."""
    tops, at = [], 0
    for block in blocks:
        tops.append(at)
        least = 4 if block.article else 2
        at += max(least, -(-block.chars // across)) + 1
    return tops, at


def _squares(axes: Axes, blocks: list[_Block], tops: list[int], across: int) -> None:
    """Runs of characters as bars, wrapped at the width of the picture."""
    from matplotlib.collections import PolyCollection

    shapes, colours = [], []
    for block, top in zip(blocks, tops, strict=True):
        at = 0
        for length, part in block.runs:
            while length:
                line, x = divmod(at, across)
                n = min(length, across - x)
                y = top + line
                shapes.append([(x, y + 0.08), (x + n, y + 0.08), (x + n, y + 0.92), (x, y + 0.92)])
                colours.append(_COLOUR.get(part, style.GREY))
                at, length = at + n, length - n
    axes.add_collection(PolyCollection(shapes, facecolors=colours, edgecolors="none"))


def _names(
    axes: Axes, blocks: list[_Block], tops: list[int], across: int, articles: pd.DataFrame, language: str
) -> None:
    """Number, headline, kind and length beside each block; the page's number where a page begins."""
    known_articles = articles.set_index("article")
    seen: set[int] = set()
    page = 0
    for block, top in zip(blocks, tops, strict=True):
        if block.article not in known_articles.index:
            style.write(axes, across, top + 1, label("outside", language), size=style.SMALL, color=style.QUIET,
                        offset=(8, 0))  # fmt: skip
            continue
        row = known_articles.loc[block.article]
        again = block.article in seen
        seen.add(block.article)
        headline = row["headline"] or label("no_headline", language)
        first = f"{block.article}  {headline}" + (f" {label('continued', language)}" if again else "")
        second = label("kind_chars", language, kind=known(f"kind_{row['kind']}", language), n=f"{block.chars:,}")
        style.write(axes, across, top + 1, shorten(first, 3.3, style.TEXT), offset=(8, 0))
        style.write(axes, across, top + 3, second, size=style.SMALL, color=style.QUIET, offset=(8, 0))
        if int(row["page"]) > page:
            page = int(row["page"])
            style.write(axes, 0, top + 1, label("page_n", language, n=page), size=style.SMALL, color=style.QUIET,
                        ha="right", offset=(-6, 0))  # fmt: skip


def _key(axes: Axes, blocks: list[_Block], language: str) -> None:
    """The colours and their names in one line above the picture."""
    present = {part for block in blocks for _, part in block.runs}
    box = axes.get_window_extent().width / 100
    x = 0.0
    for name, (colour, parts) in GROUPS.items():
        if not present & set(parts):
            continue
        text = label(f"group_{name}", language)
        axes.annotate("■", (x / box, 1), xytext=(0, 8), xycoords="axes fraction", textcoords="offset points",
                      color=colour, size=style.TEXT, annotation_clip=False)  # fmt: skip
        axes.annotate(text, (x / box, 1), xytext=(12, 8), xycoords="axes fraction", textcoords="offset points",
                      size=style.SMALL, color=style.INK, annotation_clip=False)  # fmt: skip
        x += width(text, style.SMALL) + 0.38


def _title(ledger: pd.DataFrame, articles: pd.DataFrame, language: str) -> str:
    size = (ledger["end"] - ledger["start"]).where(ledger["part"] != "space", 0)
    inside = size[ledger["article"] > 0].sum() / max(1, size.sum())
    return label("anatomy_title", language, n=len(articles), share=percent(round(float(inside), 3)),
                 chars=f"{int(size.sum()):,}")  # fmt: skip
