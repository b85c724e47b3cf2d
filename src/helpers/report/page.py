"""report.html: one file that opens without a network, and runs nothing that stands on the page."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import typeface
from helpers.charts.language import interval, known, label, listed, when
from helpers.report.notebook import plain_cell

if TYPE_CHECKING:
    import pandas as pd

    from helpers.edition import Edition

_TEMPLATE = "report.html.j2"
#: Where the template leaves room for the font.
_FONT_PLACE = "/*font*/"
_ROWS = 300  # of a table in the page; the files have all
#: Offsets and rules help to trace a row; in the page they only crowd it out.
_LEFT_OUT = {
    "edition",
    "evidence",
    "reason",
    "rule",
    "left_start",
    "left_end",
    "right_start",
    "right_end",
    "fact",
    "body",
}
#: Kinds whose digits name something: no thousands to part.
_NAMED = {"phone", "address", "ordinal", "level", "age"}


@dataclass(frozen=True)
class Chart:
    """A chart as the page shows it."""

    stem: str
    image: str
    title: str
    notes: list[str]


def write(
    folder: Path,
    edition: Edition,
    tables: Mapping[str, pd.DataFrame],
    titles: Mapping[str, str],
    warnings: list[str],
    language: str,
) -> None:
    """Write ``report.html`` into a folder that holds ``charts/`` and ``tables/`` already.

    ``titles``: notebook file name → the question it answers.
    """
    import jinja2

    from helpers import tone
    from helpers.review import doubtful

    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    text = environment.get_template(_TEMPLATE).render(
        language=language,
        say=lambda key, **values: label(key, language, **values),
        name=_name(edition, language),
        facts=edition.facts,
        warnings=warnings,
        counts={name: len(table) for name, table in tables.items()},
        sections=list(_sections(folder / "charts", titles, language)),
        error=tone.note(language=language),
        doubts=doubtful(edition).to_dict("records"),
        articles=_articles(tables, language),
        tables=[_table(name, table) for name, table in tables.items() if name not in ("ledger", "facts")],
    )
    (folder / "report.html").write_text(text.replace(_FONT_PLACE, _font_face(text), 1), encoding="utf-8", newline="\n")


def _font_face(text: str) -> str:
    """The font for what no Latin font has, cut down to the characters of the page: a machine without a Chinese font shows
    them all the same."""
    wanted = {c for c in text if c > "\u2000"}
    data = base64.b64encode(typeface.cut_down(wanted)).decode("ascii")
    return f'@font-face {{ font-family: "Banmian"; src: url(data:font/woff;base64,{data}) format("woff"); }}'


def _name(edition: Edition, language: str) -> str:
    facts = edition.facts
    paper = f"{facts.paper} {facts.local_edition}".strip() or edition.stem
    return listed([paper, when(facts.date, language)], language)


def _sections(charts: Path, titles: Mapping[str, str], language: str) -> Iterator[dict[str, Any]]:
    """The charts by notebook: they share the first two characters of their names."""
    for notebook, question in sorted(titles.items()):
        mine = [_chart(path) for path in sorted(charts.glob(f"{notebook[:2]}*.png"))]
        heading = question if language == "en" else known(f"notebook_{notebook[:2]}", language, question)
        yield {"id": notebook[:2], "heading": heading, "notebook": notebook, "charts": mine}


def _chart(picture: Path) -> Chart:
    """The drawing (sharp at any size) where it is small, else the picture."""
    drawing = picture.with_suffix(".svg")
    chosen, kind = (drawing, "svg+xml") if drawing.stat().st_size < 700_000 else (picture, "png")
    data = base64.b64encode(chosen.read_bytes()).decode("ascii")
    title, *notes = picture.with_suffix(".txt").read_text(encoding="utf-8").splitlines() or [picture.stem]
    return Chart(picture.stem, f"data:image/{kind};base64,{data}", title, notes)


def _articles(tables: Mapping[str, pd.DataFrame], language: str) -> list[dict[str, Any]]:
    """Each article with its figures, each figure with the sentence it stands in."""
    facts = tables["facts"].sort_values("start", kind="stable")
    found = []
    for row in tables["articles"].itertuples():
        own = facts[facts["article"] == row.article]
        people = [*row.reporters, *row.correspondents, *row.photographers]
        found.append({
            "number": row.article, "page": row.page, "kind": known(f"kind_{row.kind}", language),
            "kicker": row.kicker, "headline": row.headline or label("no_headline", language), "subtitle": row.subtitle,
            "people": listed(people, "zh") if language == "zh" else ", ".join(people),
            "figures": [_figure(figure, before, language) for figure, before in _numbered(own)],
        })  # fmt: skip
    return found


def _numbered(facts: pd.DataFrame) -> Iterator[tuple[Any, int]]:
    """Each figure with how many of the same text stand before it in its sentence."""
    seen: Counter[tuple[str, str]] = Counter()
    for row in facts.itertuples():
        yield row, seen[row.sentence, row.text]
        seen[row.sentence, row.text] += 1


def _figure(row: Any, before: int, language: str) -> dict[str, Any]:
    share = row.kind in ("share", "change") and not row.unit
    value = interval(row.low, row.high, share) or interval(row.value, row.value, share)
    if row.kind in _NAMED:
        value = value.replace(",", "")
    return {
        "text": row.text, "kind": known(f"fact_{row.kind}", language), "value": value, "unit": row.unit,
        "subject": row.subject, "as_of": when(row.as_of, language), "sentence": _marked(row.sentence, row.text, before),
        "span": f"{row.start}–{row.end}", "corrected": row.corrected,
    }  # fmt: skip


def _marked(sentence: str, text: str, before: int) -> tuple[str, str, str]:
    """The sentence parted at the figure: what stands before, the figure, what stands after."""
    at = -1
    for _ in range(before + 1):
        at = sentence.find(text, at + 1)
    at = sentence.find(text) if at < 0 else at
    return (sentence[:at], text, sentence[at + len(text) :]) if at >= 0 else (sentence, "", "")


def _table(name: str, table: pd.DataFrame) -> dict[str, Any]:
    shown = table[[c for c in table.columns if c not in _LEFT_OUT]]
    rows = [[_text(value) for value in row] for row in shown.head(_ROWS).itertuples(index=False)]
    return {
        "name": name,
        "columns": list(shown.columns),
        "rows": rows,
        "more": max(0, len(table) - _ROWS),
        "n": len(table),
    }


def _text(value: Any) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else plain_cell(value)
    return text if len(text) <= 400 else text[:399] + "…"
