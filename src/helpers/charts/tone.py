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
    every = sorted(set(scored["article"]))
    numbers = every[: style.MOST]
    headlines = articles.set_index("article")["headline"]
    texts = [f"{n}  {headlines.get(n, '')}" for n in numbers]
    left = style.room(texts, 3.0)
    fig, axes = style.canvas(_title(scored, scorers, language), 0.52 * len(numbers), note=style.note("scores_note", language, len(numbers), len(every)),
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
    summary: pd.DataFrame, language: str = "en", about: About | None = None, split: str = "test"
) -> Picture:
    """How often each scorer is right on labelled sentences, no verdict counting as wrong.

    ``summary`` is that of ``tone.measure()``: scorer, split, n, accuracy_all and baseline (always giving the
    commonest label, drawn as a line). The thin line is the 95 % interval after Wilson (1927).
    """
    source = style.source_line(about, None, language, None)
    if summary.empty or not (summary["split"] == split).any():
        return style.empty(label("no_quality_title", language), label("no_quality", language), language, source)
    shown = summary[summary["split"] == split].sort_values("accuracy_all", ascending=False, kind="stable")
    texts = [known(f"scorer_{s}", language, s) for s in shown["scorer"]]
    left = style.room(texts, 2.6)
    title = label(
        "quality_title", language, best=texts[0], value=percent(round(float(shown["accuracy_all"].iloc[0]), 3))
    )
    n = int(shown["n"].max())
    fig, axes = style.canvas(title, 0.5 * len(shown), note=label("quality_note", language, n=n),
                             source=label("quality_source", language), left=left, right=0.8, above=0.3)  # fmt: skip
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, 1)
    for y, row in enumerate(shown.itertuples()):
        low, high = wilson(row.accuracy_all, row.n)
        axes.barh(y, row.accuracy_all, height=0.55, color=style.SKY)
        axes.plot([low, high], [y, y], color=style.INK, lw=1.4)
        style.write(axes, high, y, percent(round(row.accuracy_all, 3)), offset=(6, 0))
    _baseline(axes, float(shown["baseline"].iloc[0]), language)
    return fig


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share seen in ``n`` cases (Wilson 1927)."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return middle - half, middle + half


def _baseline(axes: Axes, at: float, language: str) -> None:
    axes.axvline(at, color=style.VERMILION, lw=1.3)
    text = f"{label('scorer_majority', language)} {percent(round(at, 3))}"
    axes.annotate(text, (at, 1), color=style.VERMILION, xycoords=("data", "axes fraction"), xytext=(0, 6),
                  textcoords="offset points", size=style.SMALL, ha="left" if at < 0.5 else "right",
                  annotation_clip=False)  # fmt: skip


def scorer_confusion(
    confusion: pd.DataFrame, language: str = "en", about: About | None = None, split: str = "test",
    scorers: tuple[str, str] = ("snownlp", "default"),
) -> Picture:  # fmt: skip
    """What each scorer makes of sentences labelled negative, neutral or positive, in percent of each row.

    ``confusion`` is that of ``tone.measure()``: scorer, split, truth, label, n.
    """
    source = label("quality_source", language)
    shown = confusion[confusion["split"].eq(split) & confusion["scorer"].isin(scorers)] if len(confusion) else confusion
    if shown.empty:
        return style.empty(label("no_quality_title", language), label("no_quality", language), language, source)
    truths = _LABELS[:3]
    texts = [label(f"truth_{t}", language) for t in truths]
    left = style.room(texts, 2.2)
    fig, axes = style.canvas(label("confusion_title", language), 1.5, note=label("confusion_note", language),
                             source=source, left=left, above=0.6)  # fmt: skip
    style.rows(axes, 3)
    style.row_labels(axes, texts, left)
    axes.set_xlim(-0.5, 8.5)
    for k, scorer in enumerate(scorers):
        _matrix(axes, 4.6 * k, shown[shown["scorer"] == scorer], known(f"scorer_{scorer}", language), language)
    return fig


def _matrix(axes: Axes, x0: float, shown: pd.DataFrame, name: str, language: str) -> None:
    """One scorer's matrix: truth in rows, verdict in columns; the diagonal is right."""
    from matplotlib.patches import Rectangle

    style.write(axes, x0 - 0.45, -0.5, name, offset=(0, 26))
    for x, verdict in enumerate(_LABELS):
        style.write(axes, x0 + x, -0.5, label(f"label_{verdict}", language), size=style.SMALL, color=style.QUIET, ha="center",
                    offset=(0, 9))  # fmt: skip
        for y, truth in enumerate(_LABELS[:3]):
            row = shown[shown["truth"] == truth]
            share = float(row.loc[row["label"] == verdict, "n"].sum()) / max(1, float(row["n"].sum()))
            colour = style.BLUE if verdict == truth else style.GREY if verdict == "none" else style.VERMILION
            axes.add_patch(
                Rectangle((x0 + x - 0.47, y - 0.46), 0.94, 0.92, color=colour, alpha=0.12 + 0.78 * share, lw=0)
            )
            axes.text(x0 + x, y, f"{share:.0%}", ha="center", va="center", color="white" if share > 0.55 else style.INK)


def scorer_calibration(
    calibration: pd.DataFrame, language: str = "en", about: About | None = None, split: str = "test",
    scorers: tuple[str, str] = ("snownlp", "default"),
) -> Picture:  # fmt: skip
    """The calibration curve of each scorer: the mean score of sentences against how often they were good news.

    ``calibration`` is that of ``tone.measure()``: scorer, split, low, high, n, score, observed.
    """
    source = label("quality_source", language)
    wanted = calibration["split"].eq(split) & calibration["scorer"].isin(scorers)
    if not wanted.any():
        return style.empty(label("no_quality_title", language), label("no_quality", language), language, source)
    shown = calibration[wanted]
    fig, axes = style.canvas(label("calibration_title", language), 2.6, note=label("calibration_note", language),
                             source=source, left=0.6, above=0.3, below=0.5)  # fmt: skip
    axes.set_xlim(-0.05, 2.35)
    axes.set_ylim(-0.04, 1.04)
    for at in (0, 0.5, 1):
        style.write(axes, -0.05, at, f"{at:.0%}", size=style.SMALL, color=style.QUIET, ha="right", offset=(-6, 0))
    for k, scorer in enumerate(scorers):
        name = known(f"scorer_{scorer}", language)
        _curve(axes, 1.25 * k, shown[shown["scorer"] == scorer].sort_values("low"), name)
    return fig


def _curve(axes: Axes, x0: float, shown: pd.DataFrame, name: str) -> None:
    """One scorer's curve beside the diagonal on which a score is a chance; below, the range and its sentences."""
    axes.fill_between([x0, x0 + 1], 0, 1, color=style.PALE, lw=0, zorder=0)
    axes.plot([x0, x0 + 1], [0, 1], "--", color=style.GREY, lw=1, zorder=1)
    axes.plot(x0 + shown["score"], shown["observed"], "o-", color=style.BLUE, ms=6, lw=1.5, zorder=2)
    style.write(axes, x0, 1, name, offset=(0, 14))
    for row in shown.itertuples():
        for text, drop in ((f"{row.low:.1f}–{row.high:.1f}", -14), (f"n={row.n}", -27)):
            style.write(axes, x0 + (row.low + row.high) / 2, 0, text, size=style.SMALL, color=style.QUIET, ha="center",
                        offset=(0, drop))  # fmt: skip


def speakers_tone(
    scored: pd.DataFrame, language: str = "en", about: About | None = None, articles: pd.DataFrame | None = None
) -> Picture:
    """Who is quoted how often, each quotation coloured by the scorer's verdict on it.

    ``scored`` is the table of ``tone.read_with.scored_quotes(quotes)``: quotes with ``label`` and ``voice``.
    """
    source = style.source_line(about, scored, language, articles)
    if scored.empty:
        return style.empty(label("no_speakers_title", language), label("no_speakers", language), language, source)
    table = scored.assign(who=scored["speaker"].where(scored["speaker"] != "", label("speaker_unnamed", language)))
    order = table.groupby("who", sort=False).size().sort_values(ascending=False, kind="stable").index[:25]
    texts = [_speaker(table[table["who"] == who].iloc[0], who, language) for who in order]
    left = style.room(texts, 3.6)
    title = label(
        "speakers_title", language, n=int(scored.loc[scored["speaker"] != "", "speaker"].nunique()), q=len(scored)
    )
    fig, axes = style.canvas(title, 0.36 * len(order), note=style.note("speakers_note", language, len(order), table["who"].nunique()), source=source, left=left,
                             above=0.3)  # fmt: skip
    style.rows(axes, len(order))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, max(12, int(table.groupby("who").size().max())))
    for y, who in enumerate(order):
        for x, verdict in enumerate(table.loc[table["who"] == who, "label"]):
            axes.barh(y, 0.86, left=x + 0.07, height=0.66, color=_COLOUR[verdict])
            axes.text(x + 0.5, y, label(f"mark_{verdict}", language), ha="center", va="center", size=style.SMALL,
                      color=style.INK if verdict == "none" else "white")  # fmt: skip
    _key(axes, language)
    return fig


def _speaker(row: Any, who: str, language: str) -> str:
    """Name, role and whose voice it is."""
    role = f" {row['role']}" if row["speaker"] and row["role"] else ""
    voice = known(f"voice_{row['voice']}", language, str(row["voice"]))
    return (
        f"{who}{role}" if row["voice"] == "unknown" else label("side_voice", language, who=f"{who}{role}", voice=voice)
    )


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
