"""Words in comparison: keyness, dispersion, company, concepts and set phrases.

The tables are those of ``helpers.words`` (keyness, dispersion, article_bounds, collocations,
concept_table, phrase_share, phrases).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.charts import font, style
from helpers.charts.font import shorten
from helpers.charts.language import label, meaning, named, percent
from helpers.charts.style import About, Picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Log-likelihood of the 5 % level at one degree of freedom.
SIGNIFICANT = 3.84


def keyness_bars(
    keyness: pd.DataFrame,
    left: str,
    right: str,
    language: str = "en",
    about: About | None = None,
    top: int = 12,
) -> Picture:
    """What sets side ``b`` (``right``) apart from side ``a`` (``left``): log ratios as bars to either side.

    ``keyness`` is the table of ``words.keyness(a, b)``; words below the 5 % level are left out.
    """
    source = style.source_line(about, None, language, None)
    sure = keyness[keyness["log_likelihood"] >= SIGNIFICANT]
    sides = [sure[sure["over"] == side].head(top) for side in "ab"]
    if not sum(map(len, sides)):
        return style.empty(label("no_keyness_title", language), label("no_keyness", language), language, source)
    lines = max(map(len, sides))
    title = label("keyness_title", language, left=left, right=right)
    fig, axes = style.canvas(title, 0.42 * lines, note=label("keyness_note", language), source=source, above=0.35)
    reach = 2.1 * float(sure["log_ratio"].abs().max())
    axes.set_xlim(-reach, reach)
    style.rows(axes, lines)
    axes.axvline(0, color=style.HAIR, lw=1)
    for table, name, colour, sign in zip(sides, (left, right), (style.BLUE, style.VERMILION), (-1, 1), strict=True):
        axes.annotate(shorten(name, 3.9, style.TEXT), (0, 1), xycoords=("data", "axes fraction"), xytext=(9 * sign, 8),
                      textcoords="offset points", ha="left" if sign > 0 else "right", color=colour)  # fmt: skip
        for y, row in enumerate(table.itertuples()):
            _side(axes, y, row, colour, sign, language)
    return fig


def _side(axes: Axes, y: int, row: Any, colour: str, sign: int, language: str) -> None:
    value = abs(row.log_ratio)
    axes.barh(y, sign * value, height=0.56, color=colour, alpha=0.85)
    counts = f"{int(row.count_a)} : {int(row.count_b)}"
    side = "left" if sign > 0 else "right"
    style.write(
        axes, sign * value, y, shorten(named(row.word, language), 2.0, style.TEXT), offset=(7 * sign, 0), ha=side
    )
    style.write(axes, 0, y, counts, offset=(6 * sign, 0), ha=side, size=style.SMALL, color="white")


def dispersion_strips(
    dispersion: pd.DataFrame, bounds: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """Where each word stands from the first to the last character of the edition, a strip a word.

    ``dispersion`` and ``bounds`` are the tables of ``words.dispersion`` and ``words.article_bounds``.
    """
    source = style.source_line(about, dispersion, language, None)
    if dispersion.empty:
        return style.empty(label("no_dispersion_title", language), label("no_dispersion", language), language, source)
    words = list(dict.fromkeys(dispersion["word"]))
    order = words[:30]
    texts = [named(word, language) for word in order]
    left = style.room(texts, 3.2)
    title = label("dispersion_title", language, n=len(order))
    fig, axes = style.canvas(title, 0.33 * len(order), note=style.note("dispersion_note", language, len(order), len(words)), source=source, left=left,
                             right=0.5, below=0.25)  # fmt: skip
    axes.set_xlim(0, 1)
    style.rows(axes, len(order))
    style.row_labels(axes, texts, left)
    _articles(axes, bounds)
    for y, word in enumerate(order):
        places = dispersion.loc[dispersion["word"] == word, "position"]
        axes.hlines(y, 0, 1, color=style.PALE, lw=9, zorder=0)
        axes.vlines(places, y - 0.36, y + 0.36, color=style.BLUE, lw=1.3, zorder=2)
        style.write(axes, 1, y, str(len(places)), offset=(8, 0), color=style.QUIET)
    return fig


def _articles(axes: Axes, bounds: pd.DataFrame) -> None:
    """A line where an article begins; its number below where there is room."""
    free = -1.0
    for row in bounds.itertuples():
        axes.axvline(row.begins, color=style.GREY, lw=0.6, zorder=1)
        middle = (row.begins + row.ends) / 2
        if middle - free > 0.03:
            axes.annotate(str(row.article), (middle, 0), xycoords=("data", "axes fraction"), xytext=(0, -6), ha="center",
                          textcoords="offset points", va="top", size=style.SMALL, color=style.QUIET)  # fmt: skip
            free = middle


def collocation_network(
    pairs: pd.DataFrame, language: str = "en", about: About | None = None, top: int = 40
) -> Picture:
    """Which words keep company: the ``top`` pairs of ``words.collocations(edition)``, seen together most often.

    The layout is the same every time; it has no meaning beyond near and far.
    """
    source = style.source_line(about, None, language, None)
    if pairs.empty:
        return style.empty(label("no_network_title", language), label("no_network", language), language, source)
    shown = pairs.sort_values(["count", "log_dice"], ascending=False, kind="stable").head(top)
    title = label("network_title", language, n=len(shown))
    fig, axes = style.canvas(
        title, 6.4, note=style.note("network_note", language, len(shown), len(pairs)), source=source
    )
    places = _layout(shown)
    axes.set_xlim(-1.12, 1.12)
    axes.set_ylim(-1.08, 1.08)
    most = float(shown["count"].max())
    for row in shown.itertuples():
        (x0, y0), (x1, y1) = places[row.node], places[row.collocate]
        axes.plot([x0, x1], [y0, y1], color=style.SKY, lw=0.8 + 4 * row.count / most, alpha=0.7, zorder=1)
    widths = {w: font.width(font.printable(meaning(w, language)), style.TEXT) * 2.24 / 8.4 for w in places}
    for word, (x, y) in _apart(places, widths).items():
        axes.plot(*places[word], "o", ms=4, color=style.BLUE, zorder=2)
        axes.annotate(font.printable(meaning(word, language)), places[word], xytext=(x, y), textcoords="data", ha="center",
                      va="center", size=style.TEXT, zorder=4,
                      bbox={"boxstyle": "round,pad=0.12", "fc": "white", "ec": "none", "alpha": 0.85})  # fmt: skip
    return fig


def _layout(pairs: pd.DataFrame) -> dict[str, tuple[float, float]]:
    import networkx as nx

    graph = nx.Graph()
    for row in pairs.itertuples():
        graph.add_edge(row.node, row.collocate, weight=float(row.count))
    groups = sorted(nx.connected_components(graph), key=lambda g: (-len(g), min(g)))
    places: dict[str, tuple[float, float]] = {}
    for box, group in zip(_boxes([len(g) for g in groups]), groups, strict=True):
        places |= _in_box(nx.kamada_kawai_layout(_sorted(graph, group), weight=None), box)
    return places


def _sorted(graph: Any, group: set[str]) -> Any:
    """The part of the graph with these words, nodes and edges in one order, so that its layout is always the same."""
    import networkx as nx

    part = nx.Graph()
    part.add_nodes_from(sorted(group))
    part.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(group).edges))
    return part


def _boxes(sizes: list[int]) -> list[tuple[float, float, float, float]]:
    """A place for every group of connected words: (left, bottom, width, height) in −1…1, rows of like area."""
    total, boxes, top = float(sum(sizes)), [], 1.0
    rows: list[list[int]] = []
    for size in sizes:
        if rows and sum(rows[-1]) + size <= max(total / 4, 4) + 1:
            rows[-1].append(size)
        else:
            rows.append([size])
    for row in rows:
        height = 2 * sum(row) / total
        left = -1.0
        for size in row:
            width = 2 * size / sum(row)
            boxes.append((left, top - height, width, height))
            left += width
        top -= height
    return boxes


def _in_box(layout: dict[str, Any], box: tuple[float, float, float, float]) -> dict[str, tuple[float, float]]:
    left, bottom, width, height = box
    width = min(width, 0.1 + 0.25 * len(layout))  # two words need no line across the whole picture
    xs, ys = [p[0] for p in layout.values()], [p[1] for p in layout.values()]

    def scaled(value: float, values: list[float], start: float, size: float) -> float:
        span = max(values) - min(values)
        share = (value - min(values)) / span if span > 1e-9 else 0.5
        return start + size * (0.12 + 0.76 * share)

    return {w: (scaled(p[0], xs, left, width), scaled(p[1], ys, bottom, height)) for w, p in layout.items()}


def _apart(places: dict[str, tuple[float, float]], widths: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Where the labels go: above their points, pushed apart where they would lie on each other."""
    at = {word: [x, y + 0.035] for word, (x, y) in places.items()}
    names = sorted(at)
    for _ in range(80):
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                _push(at[a], at[b], (widths[a] + widths[b]) / 2 + 0.02)
    return {word: (max(widths[word] / 2 - 1.12, min(1.12 - widths[word] / 2, x)), y) for word, (x, y) in at.items()}


def _push(a: list[float], b: list[float], apart: float) -> None:
    if abs(a[0] - b[0]) < apart and abs(a[1] - b[1]) < 0.068:
        step = 0.006 if a[1] >= b[1] else -0.006
        a[1] += step
        b[1] -= step


def concept_heatmap(
    concepts: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """How often each article speaks of each category: the table of ``words.concept_table(…, per_mille=True)``."""
    import matplotlib as mpl

    source = style.source_line(about, None, language, None)
    table = concepts.loc[:, concepts.sum() > 0].head(style.MOST)
    if table.empty or not table.to_numpy().sum():
        return style.empty(label("no_concept_title", language), label("no_concept", language), language, source)
    headlines = articles.set_index("article")["headline"]
    numbers = [key[-1] if isinstance(key, tuple) else key for key in table.index]
    texts = [f"{n}  {headlines.get(n, '')}" for n in numbers]
    left = style.room(texts, 3.6)
    heads = [named(str(c), language) for c in table.columns]
    title = label("concept_title", language, top=named(str(table.sum().idxmax()), language))
    fig, axes = style.canvas(title, 0.36 * len(table), note=style.note("concept_note", language, len(table), len(concepts)), source=source, left=left,
                             above=0.2 + 0.66 * style.room(heads, 2.4, style.SMALL), right=0.35, below=0.05)  # fmt: skip
    style.rows(axes, len(table))
    style.row_labels(axes, texts, left)
    axes.set_xlim(-0.5, max(6, table.shape[1]) - 0.5)
    shades = mpl.colors.LinearSegmentedColormap.from_list("concepts", ["#eef4f9", style.BLUE])
    most = float(table.to_numpy().max())
    for y, values in enumerate(table.to_numpy()):
        for x, value in enumerate(values):
            axes.add_patch(mpl.patches.Rectangle((x - 0.47, y - 0.46), 0.94, 0.92, color=shades(value / most)))
            if value:
                axes.text(x, y, f"{value:.1f}", ha="center", va="center", size=style.SMALL,
                          color="white" if value > 0.5 * most else style.INK)  # fmt: skip
    for x, text in enumerate(heads):
        axes.text(x - 0.12, -0.62, shorten(text, 2.3, style.SMALL), rotation=40, ha="left", va="bottom", size=style.SMALL,
                  rotation_mode="anchor")  # fmt: skip
    return fig


def phrase_shares(
    shares: pd.DataFrame,
    phrases: pd.DataFrame,
    articles: pd.DataFrame,
    language: str = "en",
    about: About | None = None,
) -> Picture:
    """How much of each article is set phrases and slogans, with the phrase it uses most.

    The tables are those of ``words.phrase_share`` and ``words.phrases``.
    """
    source = style.source_line(about, shares, language, articles)
    if shares.empty or not shares["phrase_chars"].sum():
        return style.empty(label("no_phrases_title", language), label("no_phrases", language), language, source)
    shown = shares.head(style.MOST)
    headlines = articles.set_index("article")["headline"]
    texts = [f"{n}  {headlines.get(n, '')}" for n in shown["article"]]
    left = style.room(texts, 3.6)
    whole = float(shares["phrase_chars"].sum() / shares["chars"].sum())
    title = label("phrases_title", language, share=percent(round(whole, 3)))
    fig, axes = style.canvas(title, 0.36 * len(shown), note=style.note("phrases_note", language, len(shown), len(shares)), source=source, left=left,
                             right=2.1)  # fmt: skip
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, float(shares["share"].max()))
    for y, row in enumerate(shown.itertuples()):
        axes.barh(y, row.share, height=0.66, color=style.AMBER)
        own = phrases.loc[phrases["article"] == row.article, "phrase"].value_counts(sort=True)
        often = f"  {own.index[0]} ×{own.iloc[0]}" if len(own) else ""
        style.write(axes, row.share, y, shorten(f"{percent(round(row.share, 3))}{often}", 2.0, style.SMALL),
                    offset=(6, 0), size=style.SMALL)  # fmt: skip
    return fig
