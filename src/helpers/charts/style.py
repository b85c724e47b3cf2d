"""The house style: one canvas, one palette, one place for title, note and source.

Colours are those of Okabe and Ito (2008), which readers with any of the common kinds of colour
blindness can tell apart; nothing is told by colour alone. Sizes are inches and points.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

from matplotlib.figure import Figure

from helpers.charts import font
from helpers.charts.language import checked, label, listed, when

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

INK, QUIET, HAIR, PALE = "#1a1a1a", "#5f6368", "#d5d8dc", "#f1f3f4"
BLUE, VERMILION, GREEN, SKY, AMBER, PINK, GREY = (
    "#0072b2", "#d55e00", "#009e73", "#56b4e9", "#e69f00", "#cc79a7", "#8a8d91",
)  # fmt: skip
PALETTE = (BLUE, AMBER, GREEN, VERMILION, SKY, PINK, GREY)
TITLE, TEXT, SMALL = 14.0, 9.5, 8.0
WIDTH = 9.0
MOST = 100  # articles in a chart that has a row for each
MARGIN = 0.3


class About(Protocol):
    """What the source line needs to know of the edition (``edition.facts`` is one)."""

    @property
    def paper(self) -> str: ...
    @property
    def local_edition(self) -> str: ...
    @property
    def date(self) -> str: ...


class Picture(Figure):
    """A matplotlib Figure that shows itself in a notebook and carries the caption it is saved with.

    It shows as PNG: JupyterLab draws no SVG in a notebook that somebody else has run.
    """

    caption: str = ""
    shown: bytes | None = None  # as PNG of half the size of the saved one, once it has been saved

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, bytes], dict[str, Any]]:
        picture = self.shown
        if picture is None:
            out = BytesIO()
            self.savefig(out, format="png", dpi=150)
            picture = out.getvalue()
        return {"image/png": picture}, {"image/png": {"width": round(100 * self.get_figwidth())}}


def apply() -> None:
    """Set matplotlib to the house style. ``$…$`` is text here: a headline is no formula."""
    import matplotlib as mpl

    mpl.rcParams.update(
        {
            "font.family": font.family(), "font.size": TEXT, "text.parse_math": False, "text.color": INK,
            "axes.unicode_minus": False, "axes.edgecolor": HAIR, "axes.labelcolor": QUIET,
            "xtick.color": QUIET, "ytick.color": INK, "svg.hashsalt": "banmian", "svg.fonttype": "path",
            "hatch.linewidth": 0.6, "savefig.facecolor": "white", "figure.facecolor": "white",
        }
    )  # fmt: skip


def source_line(about: About | None, table: pd.DataFrame | None, language: str, articles: pd.DataFrame | None) -> str:
    """Paper, date and article: where a reader looks the chart up. Without ``about``, the edition's stem."""
    words = []
    if about is not None and about.paper:
        words += [f"{about.paper} {about.local_edition}".strip()]
    if about is not None and about.date:
        words += [when(about.date, language)]
    if not words and table is not None and len(table) and "edition" in table:
        words = [str(table["edition"].iloc[0])]
    words += _articles(table, language, articles)
    return label("source", language, where=listed(words, language) or label("unknown", language))


def _articles(table: pd.DataFrame | None, language: str, articles: pd.DataFrame | None) -> list[str]:
    if table is None or not len(table) or "article" not in table:
        return []
    numbers = sorted({int(n) for n in table["article"] if n})
    if not numbers:
        return []
    if len(numbers) == 1 and articles is not None:
        named = articles.loc[articles["article"] == numbers[0], "headline"]
        if len(named) and named.iloc[0]:
            return [label("article_named", language, n=numbers[0], headline=named.iloc[0])]
    return [label("article_some" if len(numbers) > 1 else "article_n", language, n=_ranges(numbers))]


def _ranges(numbers: list[int]) -> str:
    """[1, 2, 3, 5] → "1–3, 5"."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def canvas(
    title: str,
    height: float,
    *,
    note: str = "",
    source: str = "",
    left: float = 0.0,
    right: float = 0.0,
    below: float = 0.0,
    above: float = 0.0,
) -> tuple[Picture, Axes]:
    """A picture with its title, note and source in place, and the axes to draw in.

    ``height`` is the drawing's, in inches; ``left``, ``right``, ``below`` and ``above`` is room
    beside it for labels. The picture grows by what the lines of title, note and source need.
    """
    apply()
    title = title[:1].upper() + title[1:]
    inner = WIDTH - 2 * MARGIN
    heads = font.wrap(title, inner, TITLE)
    notes = font.wrap(note, inner, TEXT) if note else []
    feet = font.wrap(source, inner, SMALL) if source else []
    top = 0.25 + 0.27 * len(heads) + 0.19 * len(notes) + 0.15
    bottom = 0.22 + 0.16 * len(feet) + 0.1
    total = top + above + height + below + bottom
    fig = Picture(figsize=(WIDTH, total), dpi=100)
    axes = fig.add_axes(
        (
            (MARGIN + left) / WIDTH,
            (bottom + below) / total,
            (inner - left - right) / WIDTH,
            height / total,
        )
    )
    _lines(fig, heads, 0.25, 0.27, total, TITLE, INK)
    _lines(fig, notes, 0.25 + 0.27 * len(heads) + 0.02, 0.19, total, TEXT, QUIET)
    _lines(fig, feet, total - bottom + 0.1, 0.16, total, SMALL, QUIET)
    fig.caption = "\n".join(part for part in (title, note, source) if part)
    bare(axes)
    return fig, axes


def _lines(fig: Figure, lines: list[str], top: float, step: float, total: float, size: float, colour: str) -> None:
    for k, line in enumerate(lines):
        fig.text(MARGIN / WIDTH, 1 - (top + step * k) / total, line, size=size, color=colour, va="top")


def note(key: str, language: str, shown: int, of: int) -> str:
    """A chart's note; where not all of its rows are drawn, it says so."""
    text = label(key, language)
    if shown >= of:
        return text
    between = " " if language == "en" else ""
    return f"{text}{between}{label('some_of', language, n=shown, of=of)}"


def bare(axes: Axes) -> None:
    """No frame, no ticks: labels stand at what they name."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])


def rows(axes: Axes, n: int) -> None:
    """Row ``k`` of ``n`` stands at ``y = k``, the first on top."""
    axes.set_ylim(n - 0.5, -0.5)


def write(axes: Axes, x: float, y: float, text: str, **how: Any) -> None:
    """Text at a place in data coordinates, drawn as far as the font can (see font.printable)."""
    offset = how.pop("offset", (0, 0))
    how.setdefault("va", "center")
    how.setdefault("size", TEXT)
    axes.annotate(font.printable(text), (x, y), xytext=offset, textcoords="offset points", annotation_clip=False, **how)


def row_labels(axes: Axes, texts: list[str], inches: float, size: float = TEXT, colour: str = INK) -> None:
    """A label left of every row, cut to the room there is."""
    for y, text in enumerate(texts):
        axes.annotate(
            font.shorten(text, inches - 0.12, size), (0, y), xycoords=("axes fraction", "data"), xytext=(-7, 0),
            textcoords="offset points", ha="right", va="center", size=size, color=colour, annotation_clip=False,
        )  # fmt: skip


def room(texts: list[str], most: float, size: float = TEXT, least: float = 0.5) -> float:
    """The inches that labels need, at most ``most``."""
    return min(most, max([least, *(font.width(font.printable(t), size) + 0.16 for t in texts)]))


def empty(title: str, why: str, language: str, source: str = "") -> Picture:
    """A chart that says in words that there is nothing to draw, and why."""
    checked(language)
    fig, axes = canvas(title, 1.1, source=source)
    lines = font.wrap(why, WIDTH - 1.6, TEXT + 1.5)
    axes.set_facecolor(PALE)
    axes.patch.set_visible(True)
    axes.text(0.5, 0.5, "\n".join(lines), ha="center", va="center", size=TEXT + 1.5, color=QUIET, linespacing=1.5)
    fig.caption = "\n".join(part for part in (title, why, source) if part)
    return fig
