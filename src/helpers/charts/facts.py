"""Figures, cross-checks and dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.charts import style
from helpers.charts.font import shorten
from helpers.charts.language import interval, known, label, percent, period, when
from helpers.charts.style import About, Picture
from helpers.facts.intervals import implied_total

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.34
MOST = 40  # rows: more, and the labels no longer read


def figures_by_kind(
    facts: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """How many figures of which kind each article holds, as a table of counts (darker = more)."""
    source = style.source_line(about, facts, language, articles)
    if facts.empty:
        return style.empty(label("no_figures_title", language), label("no_figures", language), language, source)
    counts = facts.groupby(["article", "kind"]).size().unstack(fill_value=0)
    counts = counts[counts.sum().sort_values(ascending=False, kind="stable").index]
    shown = counts.head(style.MOST)
    headlines = articles.set_index("article")["headline"]
    texts = [f"{a}  {headlines.get(a, '')}" if a else label("outside", language) for a in shown.index]
    left = style.room(texts, 3.9)
    heads = [f"{known(f'fact_{kind}', language)} {int(counts[kind].sum())}" for kind in counts.columns]
    title = label("figures_title", language, n=len(facts), articles=len(counts), kinds=counts.shape[1],
                  top=known(f"fact_{counts.columns[0]}", language), m=int(counts.iloc[:, 0].sum()))  # fmt: skip
    fig, axes = style.canvas(title, ROW * len(shown), note=style.note("figures_note", language, len(shown), len(counts)), source=source, left=left,
                             above=0.2 + 0.66 * style.room(heads, 2, style.SMALL), right=0.45, below=0.05)  # fmt: skip
    _cells(axes, shown, heads)
    style.row_labels(axes, texts, left)
    return fig


def _cells(axes: Axes, counts: pd.DataFrame, heads: list[str]) -> None:
    import matplotlib as mpl

    most = int(counts.to_numpy().max())
    shades = mpl.colors.LinearSegmentedColormap.from_list("counts", ["#e3eef6", style.BLUE])
    style.rows(axes, len(counts))
    axes.set_xlim(-0.5, max(counts.shape[1], 5) - 0.5)
    for y, (_, line) in enumerate(counts.iterrows()):
        for x, n in enumerate(line):
            if n:
                axes.add_patch(
                    mpl.patches.Rectangle((x - 0.47, y - 0.46), 0.94, 0.92, color=shades((n - 1) / max(1, most - 1)))
                )
                axes.text(
                    x, y, str(n), ha="center", va="center", color="white" if n - 1 > 0.55 * (most - 1) else style.INK
                )
            else:
                axes.text(x, y, "·", ha="center", va="center", color=style.HAIR)
        style.write(axes, max(counts.shape[1], 5) - 0.5, y, str(int(line.sum())), color=style.QUIET, offset=(10, 0))
    for x, text in enumerate(heads):
        axes.text(x - 0.12, -0.62, text, rotation=40, ha="left", va="bottom", size=style.SMALL, rotation_mode="anchor")


def approximate_figures(
    facts: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """Every figure that is not exact, as the interval its words allow, in percent of the number printed.

    An open side is an arrow. Figures without a middle to measure from (0, or no number at all) are left out.
    """
    rough = facts[(facts["low"] != facts["high"]) & (facts["low"].notna() | facts["high"].notna())]
    source = style.source_line(about, rough, language, articles)
    rough = rough.assign(base=_base(rough))
    rough = rough[rough["base"].notna() & (rough["base"] != 0)]
    if rough.empty:
        return style.empty(label("no_rough_title", language), label("no_rough", language, n=len(facts)), language,
                           source)  # fmt: skip
    shown = rough.head(MOST)
    texts = [_with_subject(r.text, r.subject) for r in shown.itertuples()]
    left = style.room(texts, 3.4)
    title = label("rough_title", language, n=len(rough), of=len(facts))
    fig, axes = style.canvas(title, ROW * len(shown), note=style.note("rough_note", language, len(shown), len(rough)), source=source, left=left,
                             right=2.0, above=0.1)  # fmt: skip
    style.rows(axes, len(shown))
    _relative(axes, shown)
    style.row_labels(axes, texts, left)
    for y, row in enumerate(shown.itertuples()):
        text = interval(row.low, row.high, _is_share(row.kind, row.unit))
        style.write(axes, 1, y, f"{text} {row.unit}", xycoords=("axes fraction", "data"), offset=(10, 0))
    return fig


def _base(facts: pd.DataFrame) -> pd.Series:
    """What an interval is measured from: the number printed, or the middle of a range, or its one closed side."""
    middle = (facts["low"] + facts["high"]) / 2
    return facts["value"].fillna(middle).fillna(facts["low"]).fillna(facts["high"])


def _relative(axes: Axes, rough: pd.DataFrame) -> None:
    spread = [(r.low / r.base - 1, r.high / r.base - 1) for r in rough.itertuples()]
    ends = [abs(e) for pair in spread for e in pair if e == e]
    reach = min(1.0, max([0.06, *ends]))
    axes.set_xlim(-1.3 * reach, 1.3 * reach)  # room for the percentages
    axes.axvline(0, color=style.HAIR, lw=1, zorder=0)
    for y, (low, high) in enumerate(spread):
        if low > high:  # a negative number printed: its interval turns round
            low, high = high, low
        bar(axes, max(low, -reach) if low == low else -reach, min(high, reach) if high == high else reach, y, style.BLUE,
            open_low=low != low, open_high=high != high)  # fmt: skip
        for end in (low, high):
            if end == end and abs(end) > 1e-9:
                style.write(axes, max(-reach, min(reach, end)), y, f"{'+' if end > 0 else ''}{percent(round(end, 2))}",
                            size=style.SMALL, color=style.QUIET, ha="left" if end > 0 else "right",
                            offset=(7 if end > 0 else -7, 0))  # fmt: skip


def bar(
    axes: Axes, low: float, high: float, y: float, colour: str, *, open_low: bool = False, open_high: bool = False,
    thick: float = 7.0,
) -> None:  # fmt: skip
    """An interval: a band with closed ends, an arrow head where it is open; a dot where it is one value."""
    if low == high and not (open_low or open_high):
        axes.plot([low], [y], "o", color=colour, ms=thick, zorder=3)
        return
    axes.plot([low, high], [y, y], color=colour, lw=thick, alpha=0.35, solid_capstyle="butt", zorder=2)
    for end, is_open, head in ((low, open_low, "<"), (high, open_high, ">")):
        axes.plot([end], [y], head if is_open else "|", color=colour, ms=thick + 1, mew=1.6, zorder=3, clip_on=False)


@dataclass(frozen=True)
class _Side:
    """One side of a check: what is printed, where, and the interval it stands for (None = open)."""

    text: str
    article: int
    low: float | None
    high: float | None
    share: bool


@dataclass(frozen=True)
class _Row:
    """A check as it is drawn: its two sides, and the total that they imply where that is the check."""

    status: str
    name: str
    sides: tuple[_Side, ...]
    message: str
    implied: tuple[float, float] | None = None


_STATUS = {"ok": ("✓", style.GREEN), "look": ("▲", style.AMBER), "conflict": ("×", style.VERMILION)}
_ORDER = {"conflict": 0, "look": 1, "ok": 2}
_PAIR = (style.BLUE, style.VERMILION)
_BOARD = 24  # rows


def cross_check_board(
    checks: pd.DataFrame, facts: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """Figures held against each other, a row a check, worst first: what is printed, and the intervals on one scale.

    Where a count and a share are given, the total that the two imply is computed and drawn.
    """
    source = style.source_line(about, facts, language, None)
    if checks.empty:
        return style.empty(label("no_checks_title", language), label("no_checks", language), language, source)
    found = sorted((_check(row, facts, language) for row in checks.itertuples()), key=_rank)[:_BOARD]
    tally = {status: int((checks["status"] == status).sum()) for status in _ORDER}
    note = style.note("checks_note", language, len(found), len(checks))
    fig, axes = style.canvas(
        label("checks_title", language, n=len(checks), **tally), 0.62 * len(found), note=note, source=source
    )
    axes.set_xlim(0, style.WIDTH - 2 * style.MARGIN)
    style.rows(axes, len(found))
    for y, row in enumerate(found):
        _board_row(axes, y, row, language)
    return fig


def _rank(row: _Row) -> tuple[int, bool]:
    return _ORDER[row.status], row.implied is None


def _check(row: Any, facts: pd.DataFrame, language: str) -> _Row:
    spans = [(row.left_start, row.left_end)]
    if str(row.right_start) not in ("<NA>", "nan"):
        spans.append((int(row.right_start), int(row.right_end)))
    implied = row.check == "implied_total"
    sides = _claimed(facts, row.left_start, row.left_end) if implied else [_side(facts, *span) for span in spans]
    name = known(f"check_{row.check}", language, row.check.replace("_", " "))
    found = tuple(side for side in sides if side)
    message = row.message if language == "en" else row.message_zh
    return _Row(row.status, name, found, message, _implied(found) if implied else None)


def _claimed(facts: pd.DataFrame, start: int, end: int) -> list[_Side | None]:
    """The first count and the first share inside the span of a claim."""
    inside = facts[(facts["start"] >= start) & (facts["end"] <= end)].sort_values("start")
    firsts = [inside[inside["kind"] == kind].head(1) for kind in ("count", "share")]
    return [_side(facts, int(one["start"].iloc[0]), int(one["end"].iloc[0])) for one in firsts if len(one)]


def _side(facts: pd.DataFrame, start: int, end: int) -> _Side | None:
    """The figure at a span of a check: the one that is inside it or holds it."""
    hit = facts[(facts["start"] < end) & (facts["end"] > start)]
    if hit.empty:
        return None
    row = hit.iloc[0]
    share = _is_share(row["kind"], row["unit"])
    return _Side(
        _with_subject(row["text"], row["subject"]), int(row["article"]), _none(row["low"]), _none(row["high"]), share
    )


def _is_share(kind: str, unit: str) -> bool:
    """Whether a figure is a part of one and printed in percent."""
    return kind in ("share", "change") and not unit


def _with_subject(text: str, subject: str) -> str:
    return text if not subject or subject in text else f"{text} {subject}"


def _none(value: float) -> float | None:
    return None if value != value else float(value)


def _implied(sides: tuple[_Side, ...]) -> tuple[float, float] | None:
    """The whole, in whole numbers, if so many (low–high) are such a share (low–high) of it."""
    counts = [s for s in sides if not s.share and s.low is not None and s.high is not None]
    shares = [s for s in sides if s.share and s.low and s.high]
    if not counts or not shares:
        return None
    count, share = counts[0], shares[0]
    low, high = implied_total((count.low, count.high), (share.low, share.high), share.text)
    return None if low is None or high is None else (float(low), float(high))


def _board_row(axes: Axes, y: int, row: _Row, language: str) -> None:
    sign, colour = _STATUS[row.status]
    axes.plot([0, style.WIDTH - 2 * style.MARGIN], [y - 0.5] * 2, color=style.HAIR, lw=0.6, clip_on=False)
    style.write(axes, 0.02, y, sign, color=colour, size=14)
    style.write(axes, 0.3, y - 0.17, shorten(row.name, 2.1, style.TEXT))
    style.write(axes, 0.3, y + 0.18, label(f"status_{row.status}", language), size=style.SMALL, color=colour)
    for k, side in enumerate(row.sides[:2]):
        text = label("side", language, text=side.text, n=side.article)
        style.write(axes, 2.4, _level(y, k, row), shorten(text, 3.35, style.TEXT - 0.5), size=style.TEXT - 0.5,
                    color=_PAIR[k])  # fmt: skip
    if len(row.sides) == 1 and not row.implied and row.message:
        style.write(axes, 2.4, y + 0.25, shorten(row.message, 4.6, style.SMALL), size=style.SMALL, color=style.QUIET)
    if not row.sides:
        style.write(axes, 2.4, y, shorten(row.message, 5.9, style.SMALL), size=style.SMALL, color=style.QUIET)
    elif row.implied:
        _draw_implied(axes, y, row.implied, language)
    else:
        _draw_sides(axes, y, row)


def _level(y: int, k: int, row: _Row) -> float:
    return y if len(row.sides) == 1 else y - 0.19 + 0.38 * k


def _draw_implied(axes: Axes, y: int, implied: tuple[float, float], language: str) -> None:
    low, high = implied
    bar(axes, 5.95, 7.1 if high > low else 5.95, y, style.INK)
    style.write(axes, 7.3, y - 0.17, interval(low, high))
    style.write(axes, 7.3, y + 0.18, label("in_all", language), size=style.SMALL, color=style.QUIET)


def _draw_sides(axes: Axes, y: int, row: _Row) -> None:
    """The intervals of the sides, on one scale for the row; only written out where they measure different things."""
    sides = row.sides[:2]
    ends = [e for s in sides for e in (s.low, s.high) if e is not None]
    alike = len({s.share for s in sides}) == 1
    least, most = min(ends, default=0.0), max(ends, default=0.0)

    def place(value: float) -> float:
        return 6.5 if most == least else 5.95 + 1.15 * (value - least) / (most - least)

    for k, side in enumerate(sides):
        at = _level(y, k, row)
        if alike and not (side.low is None and side.high is None):
            low = 5.8 if side.low is None else place(side.low)
            high = 7.2 if side.high is None else place(side.high)
            bar(axes, low, high, at, _PAIR[k], open_low=side.low is None, open_high=side.high is None)
        text = interval(_nan(side.low), _nan(side.high), side.share)
        style.write(axes, 7.3, at, shorten(text, 1.1, style.TEXT), color=_PAIR[k])


def _nan(value: float | None) -> float:
    return float("nan") if value is None else value


def dates_timeline(
    dates: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """Every time expression as the period it was resolved to, against the edition's date.

    What lies outside the weeks around the edition is an arrow at the edge, with its dates written out.
    """
    source = style.source_line(about, dates, language, articles)
    spans = resolved(dates)
    if spans.empty:
        return style.empty(label("no_dates_title", language), label("no_dates", language), language, source)
    known_dates = len(spans)
    spans = spans.drop_duplicates(["article", "text", "begins", "ends"])
    shown = _nearest(spans, about)
    texts = [f"{r.text}  ({r.article})" for r in shown.itertuples()]
    left = style.room(texts, 2.4)
    title = label("dates_title", language, n=len(dates), m=known_dates)
    fig, axes = style.canvas(title, 0.29 * len(shown), note=style.note("dates_note", language, len(shown), len(spans)), source=source, left=left, right=2.75,
                             below=0.35, above=0.3)  # fmt: skip
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    first, last = window(shown, about)
    time_axis(axes, first, last, language)
    _edition_day(axes, about, first, last, language)
    for y, row in enumerate(shown.itertuples()):
        _period(axes, y, row, first, last)
        style.write(axes, 1, y, period(row.begins, row.ends, language), xycoords=("axes fraction", "data"), offset=(14, 0),
                    size=style.SMALL)  # fmt: skip
    return fig


def _nearest(spans: pd.DataFrame, about: About | None) -> pd.DataFrame:
    """As many rows as can be read, those nearest to the edition's day, in their order."""
    day = days(about.date) if about is not None else float("nan")
    if len(spans) <= MOST or day != day:
        return spans.head(MOST)
    away = (spans["first"].fillna(spans["last"]) - day).abs()
    return spans[away.rank(method="first") <= MOST]


def resolved(dates: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a date, with ``first`` and ``last`` as days in floating point; the earliest first.

    An ending day counts to its end; an open side is NaN.
    """
    known_rows = dates[(dates["begins"] != "") | (dates["ends"] != "")]
    first = [days(value) for value in known_rows["begins"]]
    last = [days(value, end=True) for value in known_rows["ends"]]
    table = known_rows.assign(first=first, last=last)
    table = table[table["first"].notna() | table["last"].notna()]
    key = table["first"].fillna(table["last"])
    return table.assign(key=key).sort_values(["key", "start"], kind="stable").drop(columns="key")


def days(iso: str, end: bool = False) -> float:
    """An ISO date or time as days since 1970 (a date's end is the next midnight); NaN if it is none."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return float("nan")
    value = (moment - dt.datetime(1970, 1, 1)).total_seconds() / 86400
    return value + 1 if end and "T" not in iso else value


def window(spans: pd.DataFrame, about: About | None) -> tuple[float, float]:
    """The days drawn: those within three weeks of the edition, or of the middle date where that is unknown."""
    ends = [v for v in [*spans["first"], *spans["last"]] if v == v]
    centre = days(about.date) if about is not None and about.date else sorted(ends)[len(ends) // 2]
    near = [v for v in ends if abs(v - centre) <= 21] or [centre]
    return min([centre, *near]) - 0.5, max([centre + 1, *near]) + 0.5


def time_axis(axes: Axes, first: float, last: float, language: str) -> None:
    """Days along the bottom, as many as can be read."""
    axes.set_xlim(first, last)
    inches = axes.get_window_extent().width / 100
    step = next((s for s in (1, 2, 3, 5, 7, 14) if (last - first) / s <= inches / 0.62), 28)
    day = int(first) + 1
    while day <= last:
        date = (dt.date(1970, 1, 1) + dt.timedelta(days=day)).isoformat()
        axes.axvline(day, color=style.HAIR, lw=0.6, zorder=0)
        text = when(date, language, year=False)
        if language == "en":
            text = " ".join([text.split()[0], text.split()[1][:3]])
        axes.annotate(text, (day + 0.5 if step == 1 else day, 0), xycoords=("data", "axes fraction"), xytext=(0, -6),
                      textcoords="offset points", ha="center" if step == 1 else "left", va="top", size=style.SMALL,
                      color=style.QUIET, annotation_clip=False)  # fmt: skip
        day += step


def _edition_day(axes: Axes, about: About | None, first: float, last: float, language: str) -> None:
    """The day the edition came out, as a pale band with its name above."""
    day = days(about.date) if about is not None and about.date else float("nan")
    if not first <= day <= last:
        return
    axes.axvspan(day, day + 1, color=style.AMBER, alpha=0.18, lw=0, zorder=0)
    right = day - first > (last - first) / 2
    axes.annotate(label("edition_day", language), (day + (1 if right else 0), 1), xycoords=("data", "axes fraction"),
                  xytext=(0, 5), textcoords="offset points", size=style.SMALL, color="#8a5a00",
                  ha="right" if right else "left", annotation_clip=False)  # fmt: skip


_KIND = {"deadline": style.VERMILION, "time": style.GREEN, "recurring": style.PINK, "period": style.SKY}


def _period(axes: Axes, y: int, row: Any, first: float, last: float) -> None:
    """One expression as a bar; an arrow where its side is open or lies outside the picture."""
    colour = _KIND.get(row.kind, style.BLUE)
    open_low, open_high = not row.first >= first, not row.last <= last
    low = first if open_low else row.first
    high = last if open_high else row.last
    if row.last < first or row.first > last:
        edge, head = (first, "<") if row.last < first else (last, ">")
        axes.plot([edge], [y], head, color=colour, ms=8, clip_on=False, zorder=3)
        return
    bar(axes, low, high, y, colour, open_low=open_low, open_high=open_high)
