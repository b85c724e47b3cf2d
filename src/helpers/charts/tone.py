"""Tone: each scorer by sentence, how often it is right, and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.charts import style
from helpers.charts.language import known, label, percent
from helpers.charts.style import About, Picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_LABELS = ("negative", "neutral", "positive", "none")
_COLOUR = {"negative": style.VERMILION, "neutral": style.GREY, "positive": style.BLUE, "none": "#c9ccd1"}


def sentence_scores(
    sentiment: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None,
    scorers: tuple[str, str] = ("snownlp", "default"),
) -> Picture:  # fmt: skip
    """Every sentence as a dot between bad and good, a row an article, a column a scorer."""
    source = style.source_line(about, sentiment, language, articles)
    scored = sentiment[sentiment["scorer"].isin(scorers)]
    if scored.empty:
        return style.empty(label("no_scores_title", language), label("no_scores", language), language, source)
    numbers = sorted(set(scored["article"]))
    headlines = articles.set_index("article")["headline"]
    texts = [f"{n}  {headlines.get(n, '')}" for n in numbers]
    left = style.room(texts, 3.0)
    fig, axes = style.canvas(_title(scored, scorers, language), 0.52 * len(numbers), note=label("scores_note", language),
                             source=source, left=left, above=0.3, below=0.25)  # fmt: skip
    style.rows(axes, len(numbers))
    style.row_labels(axes, texts, left)
    axes.set_xlim(-0.05, 2.3)
    for y in range(1, len(numbers)):
        axes.axhline(y - 0.5, color="white", lw=1.2, zorder=1)
    for k, scorer in enumerate(scorers):
        _column(
            axes, 1.2 * k, scored[scored["scorer"] == scorer], numbers, known(f"scorer_{scorer}", language), language
        )
    return fig


def _title(scored: pd.DataFrame, scorers: tuple[str, str], language: str) -> str:
    def count(scorer: str, verdict: str) -> int:
        return int(((scored["scorer"] == scorer) & (scored["label"] == verdict)).sum())

    n = int((scored["scorer"] == scorers[0]).sum())
    return label("scores_title", language, n=n, stock=count(scorers[0], "positive"), ours=count(scorers[1], "positive"),
                 none=count(scorers[1], "none"))  # fmt: skip


def _column(axes: Axes, x: float, scored: pd.DataFrame, numbers: list[int], name: str, language: str) -> None:
    """One scorer's column, from 0 to 1. A sentence without a score stands on the middle line, hollow."""
    axes.axvspan(x, x + 1, color=style.PALE, lw=0, zorder=0)
    axes.axvline(x + 0.5, color=style.HAIR, lw=0.8, zorder=0)
    axes.annotate(name, (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 6), textcoords="offset points",
                  annotation_clip=False)  # fmt: skip
    for at, side, key in ((x, "left", "negative"), (x + 1, "right", "positive")):
        axes.annotate(label(f"label_{key}", language), (at, 0), xycoords=("data", "axes fraction"), xytext=(0, -6),
                      textcoords="offset points", ha=side, va="top", size=style.SMALL, color=style.QUIET,
                      annotation_clip=False)  # fmt: skip
    for y, number in enumerate(numbers):
        rows = scored[scored["article"] == number].sort_values("sentence_no")
        for k, row in enumerate(rows.itertuples()):
            lift = y - 0.3 + 0.6 * ((k * 5) % 9) / 8  # spread, the same each time, so that dots do not hide each other
            scored_at = x + (row.score if row.score == row.score else 0.5)
            hollow = row.label == "none"
            axes.plot([scored_at], [lift], "o", ms=5.5, color=_COLOUR[row.label], alpha=0.8, mew=1,
                      mfc="none" if hollow else _COLOUR[row.label])  # fmt: skip


def scorer_quality(
    measured: pd.DataFrame, language: str = "en", about: About | None = None, measure: str = "accuracy"
) -> Picture:
    """How often each scorer is right on labelled sentences.

    ``measured`` has one row a scorer: ``scorer``, the measure's column (0–1), ``n``, and ``low`` and ``high``
    where an interval is known. The row ``majority`` (always the commonest label) is drawn as a line.
    """
    source = style.source_line(about, None, language, None)
    if measured.empty:
        return style.empty(label("no_quality_title", language), label("no_quality", language), language, source)
    base = measured[measured["scorer"] == "majority"]
    shown = measured[measured["scorer"] != "majority"].sort_values(measure, ascending=False, kind="stable")
    texts = [known(f"scorer_{s}", language, s) for s in shown["scorer"]]
    left = style.room(texts, 2.6)
    title = label("quality_title", language, best=texts[0], value=percent(round(float(shown[measure].iloc[0]), 3)))
    note = label("quality_note", language, n=int(measured["n"].max()))
    fig, axes = style.canvas(title, 0.5 * len(shown), note=note, source=source, left=left, right=0.8, above=0.3)
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, 1)
    for y, row in enumerate(shown.itertuples()):
        _quality_bar(axes, y, row, float(getattr(row, measure)))
    if len(base):
        at = float(base[measure].iloc[0])
        axes.axvline(at, color=style.VERMILION, lw=1.3)
        axes.annotate(f"{label('scorer_majority', language)} {percent(round(at, 3))}", (at, 1), color=style.VERMILION,
                      xycoords=("data", "axes fraction"), xytext=(0, 6), textcoords="offset points", size=style.SMALL,
                      ha="left" if at < 0.5 else "right", annotation_clip=False)  # fmt: skip
    return fig


def _quality_bar(axes: Axes, y: int, row: Any, value: float) -> None:
    axes.barh(y, value, height=0.55, color=style.SKY)
    low, high = getattr(row, "low", value), getattr(row, "high", value)
    if low == low and high > low:
        axes.plot([low, high], [y, y], color=style.INK, lw=1.4)
    style.write(axes, max(value, high if high == high else value), y, percent(round(value, 3)), offset=(6, 0))


def speakers_tone(
    quotes: pd.DataFrame, sentiment: pd.DataFrame, language: str = "en", about: About | None = None,
    articles: pd.DataFrame | None = None, scorer: str = "default",
) -> Picture:  # fmt: skip
    """Who is quoted how often, each quotation coloured by the verdict on the sentence it stands in."""
    source = style.source_line(about, quotes, language, articles)
    if quotes.empty:
        return style.empty(label("no_speakers_title", language), label("no_speakers", language), language, source)
    verdicts = [_verdict(q, sentiment[sentiment["scorer"] == scorer]) for q in quotes.itertuples()]
    table = quotes.assign(
        verdict=verdicts, who=quotes["speaker"].where(quotes["speaker"] != "", label("speaker_unnamed", language))
    )
    order = table.groupby("who", sort=False).size().sort_values(ascending=False, kind="stable").index[:25]
    texts = [_speaker(table[table["who"] == who].iloc[0], who) for who in order]
    left = style.room(texts, 3.4)
    title = label(
        "speakers_title", language, n=int(quotes.loc[quotes["speaker"] != "", "speaker"].nunique()), q=len(quotes)
    )
    note = label("speakers_note", language, scorer=known(f"scorer_{scorer}", language, scorer))
    fig, axes = style.canvas(title, 0.36 * len(order), note=note, source=source, left=left, above=0.3)
    style.rows(axes, len(order))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, max(12, int(table.groupby("who").size().max())))
    for y, who in enumerate(order):
        for x, verdict in enumerate(table.loc[table["who"] == who, "verdict"]):
            axes.barh(y, 0.86, left=x + 0.07, height=0.66, color=_COLOUR[verdict])
            axes.text(x + 0.5, y, label(f"mark_{verdict}", language), ha="center", va="center", size=style.SMALL,
                      color=style.INK if verdict == "none" else "white")  # fmt: skip
    _key(axes, language)
    return fig


def _speaker(row: Any, who: str) -> str:
    return f"{who}  {row['role']}" if row["speaker"] and row["role"] else who


def _verdict(quote: Any, sentiment: pd.DataFrame) -> str:
    """The label of the sentence that holds the quotation's first character; none where there is none."""
    hit = sentiment[(sentiment["start"] <= quote.start) & (sentiment["end"] > quote.start)]
    if hit.empty:  # the sentence may begin inside the marks
        hit = sentiment[(sentiment["start"] < quote.end) & (sentiment["end"] > quote.start)]
    return str(hit["label"].iloc[0]) if len(hit) else "none"


def _key(axes: Axes, language: str) -> None:
    inches = axes.get_window_extent().width / 100
    x = 0.0
    for verdict in _LABELS:
        text = f"{label(f'mark_{verdict}', language)} {label(f'label_{verdict}', language)}"
        axes.annotate("■", (x / inches, 1), xycoords="axes fraction", xytext=(0, 7), textcoords="offset points",
                      color=_COLOUR[verdict], annotation_clip=False)  # fmt: skip
        axes.annotate(text, (x / inches, 1), xycoords="axes fraction", xytext=(13, 7), textcoords="offset points",
                      size=style.SMALL, annotation_clip=False)  # fmt: skip
        x += style.font.width(text, style.SMALL) + 0.42
