"""Words: ranked bars and the cloud."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from helpers.charts import font, style
from helpers.charts.language import gloss, label, named
from helpers.charts.style import About, Picture

if TYPE_CHECKING:
    import pandas as pd

_WHOLE = ("page", "user dictionary")
_CLOUD_DPI = 100  # pixels an inch of the cloud's layout


def word_bars(words: pd.DataFrame, language: str = "en", about: About | None = None, top: int = 30) -> Picture:
    """The ``top`` most frequent words of a words table as ranked bars with count and number of articles.

    Give it content words only (``words.counts(edition, content=True)``): the chart counts what it is given.
    """
    source = style.source_line(about, words, language, None)
    if words.empty:
        return style.empty(label("no_words_title", language), label("no_words", language), language, source)
    shown = words.sort_values("count", ascending=False, kind="stable").head(top)
    texts = [named(word, language) for word in shown["word"]]
    left = style.room(texts, 3.6)
    first = shown.iloc[0]
    title = label(
        "words_title", language, word=named(first["word"], language), n=int(first["count"]), m=f"{len(words):,}"
    )
    fig, axes = style.canvas(title, 0.245 * len(shown), note=label("words_note", language, n=len(shown)), source=source,
                             left=left, right=1.5)  # fmt: skip
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, int(first["count"]))
    for y, row in enumerate(shown.itertuples()):
        axes.barh(y, row.count, height=0.7, color=style.BLUE if row.source in _WHOLE else style.SKY)
        text = label("in_articles", language, n=int(row.count), m=int(row.articles))
        style.write(axes, int(row.count), y, text, size=style.SMALL, color=style.QUIET, offset=(6, 0))
    return fig


def word_cloud(words: pd.DataFrame, language: str = "en", about: About | None = None, top: int = 120) -> Picture:
    """The most frequent words as a cloud, laid out the same way every time.

    In English a word with a gloss is drawn as its gloss; where two share one, the Chinese stands with it.
    """
    source = style.source_line(about, words, language, None)
    if words.empty:
        return style.empty(label("no_words_title", language), label("no_words", language), language, source)
    shown = words.sort_values("count", ascending=False, kind="stable").head(top)
    sizes = dict(zip(_cloud_labels(list(shown["word"]), language), map(int, shown["count"]), strict=True))
    cloud = _cloud(sizes)
    note = label("cloud_note", language, n=len(cloud.layout_))
    fig, axes = style.canvas(label("cloud_title", language), cloud.height / _CLOUD_DPI, note=note, source=source)
    axes.set(xlim=(0, cloud.width), ylim=(cloud.height, 0))
    for (word, _), size, (down, across), _, colour in cloud.layout_:
        # The layout knows the upper left corner of a word's ink, in pixels; matplotlib writes from pen and baseline.
        left, top_, *_ = _face(size).getbbox(word, anchor="ls")
        points = size * 72 / _CLOUD_DPI
        axes.text(across - left, down - top_, word, fontsize=points, color=colour, va="baseline")
    return fig


@lru_cache(maxsize=128)
def _face(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(font.path()), size)


def _cloud_labels(words: list[str], language: str) -> list[str]:
    if language == "zh":
        return [font.printable(word) for word in words]
    meanings = [gloss(word) for word in words]
    shared = Counter(meanings)
    return [
        font.printable(m if m and shared[m] == 1 else f"{w} {m}".strip()) for w, m in zip(words, meanings, strict=True)
    ]


def _cloud(sizes: dict[str, int]) -> Any:
    """The cloud, laid out; a word that finds no room is left out."""
    from wordcloud import WordCloud

    colours = (style.BLUE, "#00507d", style.VERMILION, "#00694d", style.QUIET)

    def colour(word: str, **_) -> str:
        return colours[sum(map(ord, word)) % len(colours)]

    cloud = WordCloud(
        font_path=str(font.path()), width=840, height=460, background_color="white", prefer_horizontal=1.0,
        random_state=7, color_func=colour, max_font_size=95, min_font_size=11, margin=4, relative_scaling=0.55,
    )  # fmt: skip
    return cloud.generate_from_frequencies(sizes)
