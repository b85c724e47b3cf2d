"""Resumption and containment: what the edition claims, with the interval of every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.charts import style
from helpers.charts.facts import ROW, days, time_axis
from helpers.charts.font import shorten, wrap
from helpers.charts.language import interval, label, listed, meaning, named, number, period, when
from helpers.charts.style import About, Picture
from helpers.claims.resumption.words import pattern
from helpers.tables import ZONES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def resumption_interval(
    resumption: pd.DataFrame, language: str = "en", about: About | None = None, articles: pd.DataFrame | None = None
) -> Picture:
    """Each claim that work has resumed: those resumed, out of a total that is stated or implied (an interval).

    A claim that gives only a share is drawn as the share's interval.
    """
    claims = resumption[resumption[["resumed", "total", "share", "share_low", "share_high"]].notna().any(axis=1)]
    source = style.source_line(about, claims, language, articles)
    if claims.empty:
        return style.empty(label("no_resumption_title", language), label("no_resumption", language), language, source)
    shown = claims.head(12)
    fig, axes = style.canvas(
        _resumption_title(claims, language), 1.0 * len(shown), note=style.note("resumption_note", language, len(shown), len(claims)), source=source,
        right=0.4,
    )  # fmt: skip
    axes.set_xlim(0, 1)
    style.rows(axes, len(shown))
    for y, row in enumerate(shown.itertuples()):
        _claim(axes, y, row, language)
    return fig


def _resumption_title(claims: pd.DataFrame, language: str) -> str:
    full = claims[claims["resumed"].notna() & claims["implied_total_low"].notna() & claims["total"].isna()]
    if len(full):
        row = full.iloc[0]
        return label("resumption_title", language, n=number(row["resumed"]), share=interval(row["share_low"], row["share_high"], True),
                     total=interval(row["implied_total_low"], row["implied_total_high"]),
                     subject=meaning(row["subject"], language))  # fmt: skip
    return label("resumption_title_plain", language, n=len(claims))


def _claim(axes: Axes, y: int, row: Any, language: str) -> None:
    """The claim on a line of its own from nothing to everything: resumed (solid), all (outline with its interval)."""
    subject = named(row.subject, language) if row.subject else label("work", language)
    scope = " ".join(part for part in (named(row.scope, language), subject) if part)
    day = when(row.as_of, language) if row.as_of else ""
    head = label("claim_head", language, scope=scope, day=day, n=row.article) if day else label(
        "claim_head_undated", language, scope=scope, n=row.article)  # fmt: skip
    style.write(axes, 0, y - 0.3, shorten(head, 7.9, style.TEXT))
    low, high = _share(row)
    axes.barh(y + 0.04, 1, height=0.3, color=style.PALE)
    if low == low or high == high:
        solid = low if low == low else 0.0
        axes.barh(y + 0.04, solid, height=0.3, color=style.BLUE)
        end = high if high == high else 1.0
        if end > solid:
            axes.barh(y + 0.04, end - solid, left=solid, height=0.3, color=style.SKY, hatch="////", edgecolor="white",
                      lw=0)  # fmt: skip
        inside = solid > 0.2
        style.write(axes, solid if inside else end, y + 0.04, interval(round(low, 4), round(high, 4), share=True),
                    offset=(-6 if inside else 6, 0), ha="right" if inside else "left",
                    color="white" if inside else style.INK)  # fmt: skip
        style.write(axes, 1, y + 0.04, "100%", size=style.SMALL, color=style.QUIET, offset=(5, 0))
    style.write(axes, 0, y + 0.33, shorten(_in_words(row, low, high, language), 7.9, style.SMALL), size=style.SMALL,
                color=style.QUIET)  # fmt: skip


def _share(row: Any) -> tuple[float, float]:
    """The share's interval: as stated, else resumed out of a stated total."""
    if row.share_low == row.share_low or row.share_high == row.share_high:
        return row.share_low, row.share_high
    if row.share == row.share:
        return row.share, row.share
    if row.resumed == row.resumed and row.total == row.total and row.total:
        low = row.resumed_low if row.resumed_low == row.resumed_low else row.resumed
        high = row.resumed_high if row.resumed_high == row.resumed_high else row.resumed
        return min(1.0, low / row.total), min(1.0, high / row.total)
    return float("nan"), float("nan")


def _is_level(row: Any) -> bool:
    """Whether a share tells how far output or traffic is back at an earlier level (用电量恢复到去年同期的86%): it is then no
    share of a whole."""
    counted = row.resumed == row.resumed or row.total == row.total
    return (
        not counted and bool(pattern("<revival>|<level>").search(row.text)) and not pattern("<rate>").search(row.text)
    )


def _in_words(row: Any, low: float, high: float, language: str) -> str:
    parts = []
    if row.resumed == row.resumed:
        exact = row.resumed_low == row.resumed_high or row.resumed_low != row.resumed_low
        n = number(row.resumed) if exact else interval(row.resumed_low, row.resumed_high)
        parts.append(label("resumed_n", language, n=n))
    share = interval(round(low, 4), round(high, 4), share=True)
    if share:
        parts.append(label("level_is" if _is_level(row) else "share_is", language, share=share))
    if row.total == row.total:
        parts.append(label("total_stated", language, n=number(row.total)))
    elif row.implied_total_low == row.implied_total_low or row.implied_total_high == row.implied_total_high:
        parts.append(label("total_implied", language, total=interval(row.implied_total_low, row.implied_total_high)))
    return listed(parts, language, ";")


def staff_on_post(
    resumption: pd.DataFrame,
    containment: pd.DataFrame,
    language: str = "en",
    about: About | None = None,
    articles: pd.DataFrame | None = None,
) -> Picture:
    """People at work or on duty, as the text counts them, on one scale; different people are never added up.

    From ``resumption`` the rows with ``people_on_post``, from ``containment`` those that measure staff.
    """
    staff = staff_counts(resumption, containment)
    source = style.source_line(about, staff, language, articles)
    if staff.empty:
        return style.empty(label("no_staff_title", language), label("no_staff", language), language, source)
    shown = staff.head(20)
    texts = [label("side", language, text=named(r.who, language), n=r.article) for r in shown.itertuples()]
    left = style.room(texts, 4.2)
    title = label("staff_title", language, n=number(staff["high"].fillna(staff["low"]).max()), claims=len(staff))
    fig, axes = style.canvas(title, 0.42 * len(shown), note=style.note("staff_note", language, len(shown), len(staff)), source=source, left=left,
                             right=2.0)  # fmt: skip
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    axes.set_xlim(0, float(shown[["low", "high"]].max().max()))
    for y, row in enumerate(shown.itertuples()):
        _staff_bar(axes, y, row, language)
    return fig


def staff_counts(resumption: pd.DataFrame, containment: pd.DataFrame) -> pd.DataFrame:
    """What :func:`staff_on_post` draws: who, how many (low–high), where and when; largest first, each figure of an
    article once. Columns ``edition, article, who, low, high, as_of``."""
    import pandas as pd

    on_post = resumption[resumption["people_on_post"].notna()]
    counted = containment[containment["measure"] == "staff"]
    first = on_post.assign(who=on_post["scope"].where(on_post["scope"] != "", on_post["subject"]),
                           low=on_post["people_low"].fillna(on_post["people_on_post"]),
                           high=on_post["people_high"].fillna(on_post["people_on_post"]))  # fmt: skip
    second = counted.assign(who=counted["place"] + counted["subject"].where(counted["subject"] != "", counted["text"]))
    keep = ["edition", "article", "who", "low", "high", "as_of"]
    both = pd.concat([first[keep], second[keep]], ignore_index=True).drop_duplicates(["article", "low", "high"])
    return both.sort_values(["low", "high"], ascending=False, kind="stable", ignore_index=True)


def _staff_bar(axes: Axes, y: int, row: Any, language: str) -> None:
    solid = row.low if row.low == row.low else 0.0
    end = row.high if row.high == row.high else solid
    axes.barh(y, solid, height=0.56, color=style.BLUE)
    if end > solid:
        axes.barh(y, end - solid, left=solid, height=0.56, color=style.SKY, hatch="////", edgecolor="white", lw=0)
    text = interval(row.low, row.high)
    if row.as_of:
        text = label("as_of_short", language, n=text, day=when(row.as_of[:10], language, year=False))
    style.write(axes, end, y, text, offset=(6, 0))


def zone_flow(
    zones: pd.DataFrame, language: str = "en", about: About | None = None, articles: pd.DataFrame | None = None
) -> Picture:
    """Each place's change of zone as an arrow from the zone it was in to the one it is in now.

    Columns run from the strictest to free. An arrow without a tail: the text does not say where from.
    """
    source = style.source_line(about, zones, language, articles)
    if zones.empty:
        return style.empty(label("no_zones_title", language), label("no_zones", language), language, source)
    shown = zones.head(40)
    note = style.note("zones_note", language, len(shown), len(zones))
    if zones["printed"].any():
        note += (" " if language == "en" else "") + label("zones_risk", language)
    texts = [label("side", language, text=r.place, n=r.article) for r in shown.itertuples()]
    left = style.room(texts, 3.2)
    fig, axes = style.canvas(
        _zones_title(zones, language), 0.42 * len(shown), note=note, source=source, left=left,
        right=1.5, above=0.55,
    )  # fmt: skip
    axes.set_xlim(-0.5, 3.5)
    style.rows(axes, len(shown))
    style.row_labels(axes, texts, left)
    for x, zone in enumerate(ZONES):
        axes.axvspan(x - 0.46, x + 0.46, color=style.PALE, lw=0, zorder=0)
        axes.annotate(_two_lines(zone, language), (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 6),
                      textcoords="offset points", ha="center", va="bottom", size=style.SMALL)  # fmt: skip
    for y, row in enumerate(shown.itertuples()):
        _arrow(axes, y, row)
        if row.as_of:
            style.write(axes, 3.5, y, when(row.as_of, language), offset=(8, 0), size=style.SMALL, color=style.QUIET)
    return fig


def _two_lines(zone: str, language: str) -> str:
    return zone if language == "zh" else f"{zone}\n{label(f'zone_{ZONES.index(zone)}', language)}"


def _zones_title(zones: pd.DataFrame, language: str) -> str:
    moves = zones.groupby(["from_zone", "to_zone"]).size().sort_values(ascending=False, kind="stable")
    (before, after), n = moves.index[0], int(moves.iloc[0])
    places = int(zones["place"].nunique())
    if before and after:
        return label(
            "zones_title", language, places=places, n=n, before=_zone(before, language), after=_zone(after, language)
        )
    return label("zones_title_open", language, places=places, n=n, zone=_zone(after or before, language))


def _zone(zone: str, language: str) -> str:
    return zone if language == "zh" else label(f"zone_{ZONES.index(zone)}", language)


def _arrow(axes: Axes, y: int, row: Any) -> None:
    before = ZONES.index(row.from_zone) if row.from_zone in ZONES else None
    after = ZONES.index(row.to_zone) if row.to_zone in ZONES else None
    if before is not None:
        axes.plot([before], [y], "o", ms=9, mfc="white", mec=style.VERMILION, mew=1.8, zorder=3)
    if after is not None:
        axes.plot([after], [y], "o", ms=9, color=style.BLUE, zorder=3)
    if before is not None and after is not None and before != after:
        axes.annotate("", (after, y), (before, y), arrowprops={"arrowstyle": "-|>", "color": style.INK, "lw": 1.3,
                      "shrinkA": 8, "shrinkB": 8, "mutation_scale": 13})  # fmt: skip


def containment_measures(
    containment: pd.DataFrame, language: str = "en", about: About | None = None, articles: pd.DataFrame | None = None
) -> Picture:
    """The figures that bear on containment, grouped by measure; places, beds, people and hours stay apart."""
    source = style.source_line(about, containment, language, articles)
    if containment.empty:
        return style.empty(label("no_measures_title", language), label("no_measures", language), language, source)
    shown = containment.head(45)
    groups = [(m, t) for m, t in shown.groupby("measure", sort=False)]
    lines = sum(len(t) + 0.35 for _, t in groups)
    title = label("measures_title", language, n=len(containment), m=containment["measure"].nunique())
    fig, axes = style.canvas(
        title, ROW * lines, note=style.note("measures_note", language, len(shown), len(containment)), source=source
    )
    axes.set_xlim(0, style.WIDTH - 2 * style.MARGIN)
    axes.set_ylim(lines - 0.5, -0.6)
    y = 0.0
    for measure, table in groups:
        axes.plot([0, style.WIDTH - 2 * style.MARGIN], [y - 0.6] * 2, color=style.HAIR, lw=0.6, clip_on=False)
        style.write(axes, 0, y, shorten(label(f"measure_{measure}", language), 1.75, style.TEXT), color=style.BLUE)
        for row in table.itertuples():
            _measure(axes, y, row, language)
            y += 1
        y += 0.35
    return fig


def _measure(axes: Axes, y: float, row: Any, language: str) -> None:
    value = interval(row.low, row.high) or number(row.value)
    style.write(axes, 3.05, y, f"{value}{row.unit}", ha="right", size=style.TEXT + 1.5)
    what = "".join(dict.fromkeys((row.place, row.subject)))
    text = shorten(named(what, language) if what else row.text, 3.0, style.TEXT)
    style.write(axes, 3.25, y, text)
    printed = label("side", language, text=label("printed", language, text=row.text), n=row.article)
    style.write(axes, 8.4, y, shorten(printed, 2.0, style.SMALL), ha="right", size=style.SMALL, color=style.QUIET)


def claims_timeline(
    dates: pd.DataFrame,
    resumption: pd.DataFrame,
    zones: pd.DataFrame,
    containment: pd.DataFrame,
    language: str = "en",
    about: About | None = None,
) -> Picture:
    """Every claim at the time it holds for, above a strip of all the dates that the edition names."""
    import pandas as pd

    claims = _claims(resumption, zones, containment, language)
    source = style.source_line(about, pd.concat([resumption, zones, containment]), language, None)
    if not claims:
        return style.empty(label("no_claims_title", language), label("no_claims", language), language, source)
    total = len(claims)
    claims = sorted(claims, key=lambda c: c[0])[-30:]  # the latest
    first, last = _claims_window(claims, about)
    title = label("claims_title", language, n=total, when=period(claims[0][1][:10], claims[-1][1][:10], language))  # fmt: skip
    fig, axes = style.canvas(title, 0.42 * (len(claims) + 1), note=style.note("claims_note", language, len(claims), total), source=source,
                             below=0.35, above=0.1)  # fmt: skip
    style.rows(axes, len(claims) + 1)
    time_axis(axes, first, last, language)
    _date_strip(axes, dates, len(claims), first, last, language)
    for y, (at, _, text, colour) in enumerate(claims):
        _flag(axes, y, at, text, colour, first, last, len(claims))
    return fig


def claims_table(
    resumption: pd.DataFrame, zones: pd.DataFrame, containment: pd.DataFrame, language: str = "en"
) -> pd.DataFrame:
    """What :func:`claims_timeline` draws above its strip of dates: ``as_of, claim``, in order of time."""
    import pandas as pd

    claims = sorted(_claims(resumption, zones, containment, language), key=lambda c: c[0])
    return pd.DataFrame([(iso, text) for _, iso, text, _ in claims], columns=["as_of", "claim"])


def _claims(resumption: pd.DataFrame, zones: pd.DataFrame, containment: pd.DataFrame, language: str) -> list[tuple]:
    """(day, ISO, text, colour) of each dated claim; undated ones are in the tables only."""
    found = []
    for row in resumption.itertuples():
        low, high = _share(row)
        text = _in_words(row, low, high, language)
        if row.people_on_post == row.people_on_post:
            text = label("on_post", language, n=number(row.people_on_post))
        subject = row.scope if row.people_on_post == row.people_on_post else row.subject or row.scope
        found.append((row.as_of, label("claim_text", language, what=meaning(subject, language), text=text), style.BLUE))
    for row in zones.itertuples():
        arrow = " → ".join(_zone(z, language) for z in (row.from_zone, row.to_zone) if z)
        found.append((row.as_of, label("claim_text", language, what=row.place, text=arrow), style.VERMILION))
    for row in containment.itertuples():
        value = interval(row.low, row.high) or number(row.value)
        what = label(f"measure_{row.measure}", language)
        found.append(
            (row.as_of, label("claim_text", language, what=what, text=f"{value}{row.unit} {row.subject}"), style.GREEN)
        )
    return [(days(iso), iso, text, colour) for iso, text, colour in found if days(iso) == days(iso)]


def _claims_window(claims: list[tuple], about: About | None) -> tuple[float, float]:
    places = [c[0] for c in claims]
    if about is not None and days(about.date) == days(about.date):
        places.append(days(about.date))
    least, most = min(places), max(places)
    least = max(least, most - 60)
    return int(least) - 0.5, int(most) + 1.5


def _date_strip(axes: Axes, dates: pd.DataFrame, y: int, first: float, last: float, language: str) -> None:
    from helpers.charts.facts import resolved

    for row in resolved(dates).itertuples():
        low = row.first if row.first == row.first else row.last
        if first <= low <= last:
            axes.plot([low], [y], "|", color=style.QUIET, ms=11, mew=1.1)
    style.write(
        axes,
        first,
        y,
        label("all_dates", language),
        size=style.SMALL,
        color=style.QUIET,
        offset=(2, 11),
        ha="left",
        zorder=5,
        bbox={"boxstyle": "square,pad=0.15", "fc": "white", "ec": "none"},
    )


def _flag(axes: Axes, y: int, at: float, text: str, colour: str, first: float, last: float, n: int) -> None:
    """A dot at the claim's time with its text on the side where there is room."""
    at = max(first, at)
    inner = style.WIDTH - 2 * style.MARGIN
    share = (at - first) / (last - first)
    axes.plot([at, at], [y, n], color=colour, lw=0.7, alpha=0.45, zorder=1)
    axes.plot([at], [y], "o", color=colour, ms=7, zorder=3)
    to_right = share < 0.5
    space = inner * (1 - share if to_right else share) - 0.2
    lines = wrap(text, space, style.TEXT)
    lines = lines if len(lines) <= 2 else [lines[0], shorten("".join(lines[1:]), space, style.TEXT)]
    axes.annotate("\n".join(lines), (at, y), xytext=(9 if to_right else -9, 0), va="center",
                  textcoords="offset points", ha="left" if to_right else "right", size=style.TEXT, zorder=4,
                  bbox={"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none"})  # fmt: skip
