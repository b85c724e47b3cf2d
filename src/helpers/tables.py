"""The contract: the columns of every table, their types and what they may hold, in one place.

``COLUMNS`` is the whole of it; the pandera schemas, the empty tables and the codebook's test are
made from it. A table is built with :func:`frame`, which checks it; :func:`check_edition` holds the
tables of one edition against its source text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.errors import BanmianError
from helpers.page.articles import KINDS, PARTS

if TYPE_CHECKING:
    import pandas as pd

#: Types a column can have: str (never null, "" where empty), int, int? (may be empty), float
#: (empty = NaN), list (a list of str; joined by 、 in CSV).
STR, INT, INT_OR_EMPTY, FLOAT, LIST = "str", "int", "int?", "float", "list"

ZONES = ("封控区", "管控区", "防范区", "解除")
FACT_KINDS = (
    "count", "share", "change", "money", "measure", "duration", "temperature", "wind", "age", "level",
    "ordinal", "score", "rate", "phone", "address",
)  # fmt: skip
DATE_KINDS = ("date", "time", "period", "deadline", "recurring")
NAME_KINDS = ("person", "organisation", "place")
MEASURES = (
    "response_level",
    "zone",
    "isolation_site",
    "checkpoint",
    "test_validity",
    "staff",
    "supply",
    "case",
)
STATUSES = ("ok", "look", "conflict")
SOURCES = ("default dictionary", "user dictionary", "page", "hmm")
LABELS = ("positive", "neutral", "negative", "none")


def _table(text: str, **kinds: str) -> dict[str, str]:
    """``"a, b"`` → {"a": "str", "b": "str"}, with the types of ``kinds`` in place of str."""
    return {name: kinds.get(name, STR) for name in (part.strip() for part in text.split(","))}


_SPAN = {"start": INT, "end": INT}
_AT = _SPAN | {"article": INT}
_NUMBERS = dict.fromkeys(("value", "low", "high"), FLOAT)

COLUMNS: dict[str, dict[str, str]] = {
    "articles": _table(
        "edition, article, page, kind, column, kicker, headline, subtitle, dateline, reporters, correspondents, "
        "photographers, body, paragraphs, chars, start, end, continued_on, confidence, reason, corrected",
        **_AT, page=INT, reporters=LIST, correspondents=LIST, photographers=LIST, paragraphs=INT, chars=INT,
        continued_on=INT_OR_EMPTY, confidence=FLOAT,
    ),
    "ledger": _table("edition, start, end, article, part, text, reason, confidence", **_AT, confidence=FLOAT),
    "facts": _table(
        "edition, article, fact, kind, text, value, low, high, unit, subject, action, place, as_of, qualifier, "
        "sentence, start, end, rule, corrected",
        **_AT, **_NUMBERS, fact=INT,
    ),
    "dates": _table("edition, article, text, kind, begins, ends, rule, sentence, start, end, corrected", **_AT),
    "names": _table(
        "edition, article, kind, name, role, organisation, text, start, end, rule, sentence, corrected", **_AT
    ),
    "zones": _table("edition, article, place, from_zone, to_zone, as_of, text, sentence, start, end, corrected, printed", **_AT),
    "resumption": _table(
        "edition, article, as_of, scope, subject, resumed, total, share, share_low, share_high, "
        "implied_total_low, implied_total_high, people_on_post, text, sentence, start, end, "
        "resumed_low, resumed_high, people_low, people_high",
        **_AT,
        **dict.fromkeys(
            ("resumed", "total", "share", "share_low", "share_high", "implied_total_low", "implied_total_high",
             "people_on_post", "resumed_low", "resumed_high", "people_low", "people_high"),
            FLOAT,
        ),
    ),
    "containment": _table(
        "edition, article, as_of, measure, subject, value, low, high, unit, place, text, sentence, start, end",
        **_AT, **_NUMBERS,
    ),
    "quotes": _table("edition, article, speaker, role, verb, quote, start, end, sentence", **_AT),
    "terms": _table("edition, article, term, kind, count, start, end, sentence", **_AT, count=INT),
    "checks": _table(
        "edition, check, status, message, left_start, left_end, right_start, right_end, left_sentence, right_sentence, "
        "message_zh",
        left_start=INT, left_end=INT, right_start=INT_OR_EMPTY, right_end=INT_OR_EMPTY,
    ),
    "words": _table(
        "edition, word, flag, count, articles, share, tfidf, source, per_mille, dispersion, kind",
        count=INT, articles=INT, **dict.fromkeys(("share", "tfidf", "per_mille", "dispersion"), FLOAT),
    ),
    "sentiment": _table(
        "edition, article, sentence_no, sentence, score, label, scorer, evidence, start, end",
        **_AT, sentence_no=INT, score=FLOAT,
    ),
}  # fmt: skip

#: Columns that hold one of a few values.
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("articles", "kind"): KINDS,
    ("ledger", "part"): PARTS,
    ("facts", "kind"): FACT_KINDS,
    ("dates", "kind"): DATE_KINDS,
    ("names", "kind"): NAME_KINDS,
    ("zones", "from_zone"): ("", *ZONES),
    ("zones", "to_zone"): ("", *ZONES),
    ("containment", "measure"): MEASURES,
    ("checks", "status"): STATUSES,
    ("words", "source"): SOURCES,
    ("sentiment", "label"): LABELS,
}

_DTYPES = {
    STR: "str",
    INT: "int64",
    INT_OR_EMPTY: "Int64",
    FLOAT: "float64",
    LIST: "object",
}


def frame(name: str, rows: Iterable[Mapping[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """A table of the contract from its rows (mappings that hold every column), or from a DataFrame
    that holds every column. Types are the contract's; values are held against it in one light pass
    (:func:`validate` is the thorough one, run before anything is written).

    Raises KeyError for a missing column and ValueError where a value is not what the contract
    allows: both are faults of this project, never of an edition.
    """
    import pandas as pd

    kinds = COLUMNS[name]
    given: dict[str, Any]
    if isinstance(rows, pd.DataFrame):
        given = {column: rows[column] for column in kinds}
    else:
        rows = list(rows)
        given = {column: [row[column] for row in rows] for column in kinds}
    _hold(name, given)
    return pd.DataFrame({column: _array(values, kinds[column]) for column, values in given.items()}, copy=False)


def _array(values: Any, kind: str) -> Any:
    """The values as a column of the contract's type. A page has some two hundred columns of few rows, so each is
    made the direct way: ``pd.array`` takes longer to find the type than to fill it."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    if isinstance(values, pd.Series):
        if values.dtype == _dtype(kind):
            return values.array
        values = values.tolist()
    if kind == STR:
        return pd.arrays.ArrowStringArray(pa.chunked_array([pa.array(values, pa.large_string())]), dtype=_dtype(STR))
    if kind in (INT, FLOAT):
        return np.array(values, dtype=_DTYPES[kind])
    return pd.array(values, dtype=_dtype(kind))


@cache
def _dtype(kind: str) -> Any:
    import pandas as pd

    return pd.api.types.pandas_dtype(_DTYPES[kind])


def _hold(name: str, given: Mapping[str, Any]) -> None:
    """The contract's values, spans and intervals, checked on plain lists (a table of a page is small)."""
    for column, values in given.items():
        allowed = VALUES.get((name, column))
        if allowed and not set(values) <= set(allowed):
            raise ValueError(f"{name}.{column} may not be {sorted(set(values) - set(allowed))[0]!r}")
    if "start" in given and any(a > b or a < 0 for a, b in zip(given["start"], given["end"])):
        raise ValueError(f"{name}: a span begins after its end")
    if "low" in given:
        for value, low, high in zip(given["value"], given["low"], given["high"]):
            if not inside(value, low, high):
                raise ValueError(f"{name}: {value} lies outside {low}–{high}")


def inside(value: float | None, low: float | None, high: float | None) -> bool:
    """Whether the value lies in its interval and the interval is not upside down (None = open)."""
    value, low, high = (None if x is None or x != x else x for x in (value, low, high))
    slack = 1e-9 * abs(value or low or high or 0) + 1e-12
    below = low is not None and value is not None and value < low - slack
    above = high is not None and value is not None and value > high + slack
    return not (below or above or (low is not None and high is not None and low > high + slack))


def validate(tables: Mapping[str, pd.DataFrame]) -> None:
    """Every table against its pandera schema. Raises pandera.errors.SchemaErrors with all faults at once."""
    for name, table in tables.items():
        schema(name).validate(table, lazy=True)


@cache
def schema(name: str):
    """The pandera schema of a table."""
    import pandera.pandas as pa

    def column(key: str, kind: str) -> pa.Column:
        checks = [pa.Check.isin(VALUES[name, key])] if (name, key) in VALUES else []
        if kind == INT:
            checks.append(pa.Check.ge(0))
        if key in ("share", "confidence") and name in ("words", "ledger", "articles"):
            checks.append(pa.Check.between(0, 1))
        return pa.Column(_DTYPES[kind], checks=checks, nullable=kind in (INT_OR_EMPTY, FLOAT))

    checks = []
    if "start" in COLUMNS[name]:
        checks.append(pa.Check(lambda df: df["start"] <= df["end"], error="a span begins after its end"))
    if "low" in COLUMNS[name]:
        checks.append(pa.Check(_all_inside, error="a value outside its interval"))
    columns = {key: column(key, kind) for key, kind in COLUMNS[name].items()}
    return pa.DataFrameSchema(columns, checks=checks, strict=True, ordered=True)


def _all_inside(df: pd.DataFrame) -> pd.Series:
    import pandas as pd

    held = [inside(*row) for row in df[["value", "low", "high"]].itertuples(index=False)]
    return pd.Series(held, index=df.index, dtype=bool)


def check_edition(tables: Mapping[str, pd.DataFrame], source: str) -> None:
    """Hold the tables of one edition against its source: no silent drop, no span astray.

    Raises BanmianError naming the table and row where the ledger does not cover the source exactly
    once, a row points to an article that is not there, or a span does not hold the row's text.
    """
    ledger = tables["ledger"]
    edges = [0, *ledger["end"]]
    if list(ledger["start"]) != edges[:-1] or edges[-1] != len(source):
        raise BanmianError("The ledger does not cover the page exactly once: please report this page as a fault.")
    known = {0, *tables["articles"]["article"]}
    for name, table in tables.items():
        if "article" in table and not set(table["article"]) <= known:
            raise BanmianError(f"Table {name} names an article that is not there: please report this page as a fault.")
        if "text" in table and "start" in table:
            for row in table[["text", "start", "end"]].itertuples(index=False):
                if source[row.start : row.end].replace("\n", "") != row.text:
                    raise BanmianError(
                        f"Table {name}: the span {row.start}–{row.end} does not hold {row.text!r}: "
                        "please report this page as a fault."
                    )


def for_csv(table: pd.DataFrame) -> pd.DataFrame:
    """The table as CSV and Excel show it: lists joined by 、, nothing else changed."""
    lists = [c for c in table if table[c].dtype == object]
    return table.assign(**{c: table[c].map("、".join).astype("str") for c in lists})
