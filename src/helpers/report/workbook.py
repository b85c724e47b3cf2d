"""All tables as one Excel workbook: a sheet a table, and nothing in it that Excel would run."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: What a cell of Excel can hold; more is cut, with … as the last character.
MOST = 32_767
_WIDEST, _NARROWEST = 60, 6


def write_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write ``path`` (.xlsx): frozen header, filters, readable widths, text as text (``=1+1`` is no formula)."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1), "title": "Banmian"})  # same input, same bytes
        head = book.add_format({"bold": True, "bg_color": "#e8eef4", "bottom": 1})
        for name, table in tables.items():
            _sheet(book.add_worksheet(name[:31]), table, head)


def _sheet(sheet: Any, table: pd.DataFrame, head: Any) -> None:
    from helpers.tables import for_csv

    flat = for_csv(table)
    for x, column in enumerate(flat.columns):
        values = [_cell(value) for value in flat[column]]
        sheet.write_string(0, x, column, head)
        for y, value in enumerate(values, 1):
            if isinstance(value, str):
                sheet.write_string(y, x, value)
            elif value is not None:
                sheet.write_number(y, x, value)
        sheet.set_column(x, x, _width([column, *values]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(flat)), max(0, flat.shape[1] - 1))


def _cell(value: Any) -> str | float | None:
    """A cell as Excel takes it: number, text (cut to what a cell holds), or None for a gap."""
    if isinstance(value, str):
        return (value if len(value) <= MOST else value[: MOST - 1] + "…") or None
    if value is None or str(value) in ("nan", "<NA>"):
        return None
    number = float(value)
    return number if abs(number) < 1e300 else str(value)


def _width(values: list[Any]) -> float:
    """Characters wide enough for nine of ten cells; a Chinese character counts two."""
    sizes = sorted(_columns(str(value)) for value in values if value is not None)
    usual = sizes[min(len(sizes) - 1, int(0.9 * len(sizes)))]
    return max(_NARROWEST, min(_WIDEST, max(usual, _columns(str(values[0])) + 3) + 1))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text[:200])
