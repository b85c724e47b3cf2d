"""Rows to DataFrames whose columns have their types even where there are no rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_WHOLE = frozenset(
    [
        "article",
        "articles",
        "start",
        "end",
        "count",
        "count_a",
        "count_b",
        "count_node",
        "count_collocate",
        "before",
        "after",
        "n",
        "chars",
        "phrase_chars",
        "phrases",
        "rank",
        "count_before",
        "count_after",
        "line",
        "found",
        "stands",
        "without",
        "with",
        "change",
    ]
)
_REAL = frozenset(
    [
        "share",
        "tfidf",
        "per_mille",
        "per_mille_a",
        "per_mille_b",
        "dispersion",
        "cohesion",
        "left_entropy",
        "right_entropy",
        "share_left",
        "share_right",
        "log_likelihood",
        "log_ratio",
        "p_value",
        "log_dice",
        "pmi",
        "position",
        "begins",
        "ends",
    ]
)
_TRUTH = frozenset({"accepted"})


def frame(rows: Iterable[Any] | Mapping[str, Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A DataFrame of rows (mappings or tuples), or of columns given as a mapping of lists."""
    import pandas as pd

    table = pd.DataFrame(rows if isinstance(rows, Mapping) else list(rows), columns=list(columns))
    return table if len(table) else table.astype({column: _type(column) for column in columns})


def _type(column: str) -> str:
    if column in _WHOLE:
        return "int64"
    if column in _REAL:
        return "float64"
    return "bool" if column in _TRUTH else "str"
