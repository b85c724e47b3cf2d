"""Who and where: people, organisations and places by mention."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.charts import style
from helpers.charts.language import label, named
from helpers.charts.style import About, Picture

if TYPE_CHECKING:
    import pandas as pd

_KINDS = (("person", style.BLUE, 14), ("organisation", style.VERMILION, 10), ("place", style.GREEN, 10))


def people_and_organisations(
    names: pd.DataFrame, articles: pd.DataFrame, language: str = "en", about: About | None = None
) -> Picture:
    """The people, organisations and places named most, with role and articles; bars are mentions."""
    source = style.source_line(about, names, language, articles)
    groups = [(kind, colour, _counted(names, kind).head(most)) for kind, colour, most in _KINDS]
    groups = [group for group in groups if len(group[2])]
    if not groups:
        return style.empty(label("no_names_title", language), label("no_names", language), language, source)
    totals = {kind: int(names.loc[names["kind"] == kind, "name"].nunique()) for kind, _, _ in _KINDS}
    lines = sum(len(table) + 1.2 for _, _, table in groups)
    title = label("names_title", language, **{f"n_{kind}": n for kind, n in totals.items()})
    fig, axes = style.canvas(title, 0.27 * lines, note=label("names_note", language), source=source, left=4.1,
                             right=1.5)  # fmt: skip
    axes.set_ylim(lines - 0.5, -0.7)
    axes.set_xlim(0, max(int(table["mentions"].max()) for _, _, table in groups))
    y = 0.0
    for kind, colour, table in groups:
        heading = label(f"names_{kind}", language, shown=len(table), of=totals[kind])
        style.write(axes, 0, y, heading, color=colour, xycoords=("axes fraction", "data"), ha="right", offset=(-7, 0))
        for row in table.itertuples():
            y += 1
            _bar(axes, y, row, colour, language)
        y += 1.2
    return fig


def _counted(names: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One row a name: mentions, articles, and the office most often given."""
    some = names[names["kind"] == kind]
    if some.empty:
        return some.assign(mentions=0)
    table = some.assign(office=list(zip(some["organisation"], some["role"], strict=True)))
    table = table.groupby("name", sort=False).agg(
        mentions=("name", "size"), articles=("article", lambda a: sorted(set(a))), office=("office", _usual)
    )
    return table.reset_index().sort_values("mentions", ascending=False, kind="stable")


def _usual(offices: pd.Series) -> tuple[str, str]:
    """The (organisation, role) given most often, the fuller of two that are given as often."""
    given = Counter(office for office in offices if any(office))
    return max(given, key=lambda o: (given[o], all(o), len("".join(o)))) if given else ("", "")


def _bar(axes, y: float, row, colour: str, language: str) -> None:
    organisation, role = row.office
    office = f"{organisation}{named(role, language) if role else ''}"
    text = f"{row.name}  {office}" if office else named(row.name, language) if language == "en" else row.name
    axes.barh(y, row.mentions, height=0.66, color=colour, alpha=0.85)
    axes.annotate(style.font.shorten(text, 3.95, style.TEXT), (0, y), xytext=(-7, 0), textcoords="offset points",
                  ha="right", va="center", size=style.TEXT)  # fmt: skip
    articles = label("article_n" if len(row.articles) == 1 else "article_some", language,
                     n=", ".join(map(str, row.articles)))  # fmt: skip
    where = label("mentions_in", language, n=row.mentions, where=articles)
    style.write(axes, row.mentions, y, style.font.shorten(where, 1.7, style.SMALL), offset=(6, 0), size=style.SMALL,
                color=style.QUIET)  # fmt: skip
