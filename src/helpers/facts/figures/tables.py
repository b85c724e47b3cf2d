"""Tables that a page prints as lines: a row of column heads, or a title alone, and rows of a label and numbers without units.

The unit stands in the column's head (净利润（万元）), in the title or beside it (单位：元/500克), or the head itself says it
(积分, 金牌). A number whose unit nothing tells is no figure. What is counted is the row's label with the column's head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from helpers.facts.model import Figure
from helpers.facts.numerals import parse
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import any_of, group, rows

_any_of = partial(any_of, "figure_words")
_group = partial(group, "figure_words")
_CELL = re.compile(r"[^\s|｜│┃]+")
_NUMBER = re.compile(r"(?P<number>[-+－]?(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?)(?P<percent>%)?")
#: 净利润（万元）; in the title also （单位：%）, 单位：元/500克.
_HEAD_UNIT = re.compile(r"(?P<base>[^（）]*)（(?:单位[:：])?(?P<unit>[^（）]{1,10})）")
_TITLE_UNIT = re.compile(r"单位[:：]\s?(?P<unit>[^（）\s，。；]{1,10})|（(?!单位)(?P<bare>[^（）\s]{1,8})）$")
_UNIT = re.compile(r"(?P<times>[十百千万亿]{1,2})?(?P<unit>.+)")
#: Heads of columns that tell how the number beside them has changed.
_RELATIVE = re.compile(f"{_any_of('table_change')}")
_INTEREST = re.compile("利率|息")
#: What cannot stand in a head; 2014年 can.
_NO_HEAD = re.compile(r"[，。；！？“”]|\d{2}(?!\d{0,2}年)")
#: The last row, whose cells stand below the last heads.
_SUMS = frozenset(_group("table_sum"))
#: By so much a sum may differ from its rounded parts.
_ROUNDED = 0.011
_MOST_LINE, _MOST_HEAD, _FEWEST_CELLS, _FEWEST_ROWS, _TITLE_LINES = 160, 14, 3, 2, 3


class Cell(NamedTuple):
    """One cell of a line: its text and its offsets."""

    text: str
    start: int
    end: int


class _Column(NamedTuple):
    """What a column's head says: its name, the unit of its numbers ("" for a share), by how much they are to be
    multiplied (None: nothing tells their unit), whether they are changes, and the figures' kind."""

    name: str
    unit: str
    factor: float | None
    relative: bool
    kind: str


Span = tuple[int, int]


def tables(text: str) -> tuple[list[Figure], list[Span], list[Span]]:
    """The figures of the tables in ``text``, the spans of their heads and units (半年, 三年 above numbers are no figures) and
    those of the whole tables that have heads."""
    lines = _lines(text)
    figures: list[Figure] = []
    heads: list[Span] = []
    spans: list[Span] = []
    k = 0
    while k < len(lines):
        table = _rows_below(lines, k)
        if len(table) >= _FEWEST_ROWS:
            head = lines[k]
            first = _lines_above(text, head[0].start)
            columns = _columns(head, text[first : head[0].start])
            heads += [m.span() for m in _TITLE_UNIT.finditer(text, first, head[0].start)]
            heads.append((head[0].start, head[-1].end))
            spans.append((head[0].start, table[-1][-1].end))
            for row in table:
                whole = len(row) == len(head)
                figures += _figures(row, columns) if whole else _sums(row, columns, table)
        k += len(table) + 1 if len(table) >= _FEWEST_ROWS else 1
    for figure, title in _titled_rows(text):
        if not any(start <= figure.start < end for start, end in spans):
            figures.append(figure)
            heads.append(title)
    return figures, heads, spans


def _lines_above(text: str, at: int) -> int:
    """Where the lines begin in which a table's title can stand."""
    for _ in range(_TITLE_LINES + 1):
        at = max(0, text.rfind("\n", 0, max(0, at - 1)) + 1)
    return at


def _lines(text: str) -> list[list[Cell]]:
    """The cells of each line; a line that can belong to no table has none."""
    found: list[list[Cell]] = []
    start = 0
    for line in text.split("\n"):
        cells = []
        if len(line) <= _MOST_LINE and "。" not in line:
            cells = [Cell(m.group(), start + m.start(), start + m.end()) for m in _CELL.finditer(line)]
        summed = len(cells) > 1 and cells[0].text in _SUMS
        found.append(cells if len(cells) >= _FEWEST_CELLS or summed else [])
        start += len(line) + 1
    return found


def _rows_below(lines: Sequence[Sequence[Cell]], k: int) -> list[Sequence[Cell]]:
    """The rows below a row of heads at ``k``; none where it is no row of heads."""
    head = lines[k]
    if not head or any(len(c.text) > _MOST_HEAD or _NO_HEAD.search(_bare(c.text)) or _number(c) for c in head):
        return []
    table: list[Sequence[Cell]] = []
    for row in lines[k + 1 :]:
        summed = 1 < len(row) < len(head) and row[0].text in _SUMS
        if not summed and (len(row) != len(head) or _label_at(row) is None) or not any(_number(c) for c in row[1:]):
            break
        table.append(row)
    return table


def _bare(head: str) -> str:
    return _HEAD_UNIT.sub(lambda m: m["base"], head)


def _number(cell: Cell) -> re.Match[str] | None:
    return _NUMBER.fullmatch(cell.text)


def _label_at(row: Sequence[Cell]) -> int | None:
    """Which cell names the row: the first, behind a rank the second; None where neither does."""
    return next((i for i in (0, 1) if not _number(row[i])), None)


@lru_cache(maxsize=1)
def _spoken() -> dict[str, str]:
    """Head of a column → the unit that it says by itself."""
    return {row[0]: row[1] for row in rows("figure_columns")}


def _columns(head: Sequence[Cell], above: str) -> list[_Column]:
    titled = [m["unit"] or m["bare"] for line in above.split("\n") for m in _TITLE_UNIT.finditer(line)]
    title_unit = next((unit for unit in reversed(titled) if _read_unit(unit)), "")
    interest = bool(_INTEREST.search(above))
    columns: list[_Column] = []
    measure = ""
    for cell in head:
        own = _HEAD_UNIT.fullmatch(cell.text)
        name = own["base"] if own else cell.text
        relative = bool(_RELATIVE.search(name))
        printed = own["unit"] if own else _spoken().get(name, "") or ("" if relative else title_unit)
        unit, factor = _read_unit(printed) or _times_only(name, printed) or ("", None)
        if relative:
            kind = "change"
        else:
            kind = _kind(name, unit, printed, interest or bool(_INTEREST.search(name)))
        columns.append(_Column(measure + name if relative and measure else name, unit, factor, relative, kind))
        measure = name if own and not relative else measure
    return columns


_SUM = re.compile(any_of("figure_kinds", "sum"))
#: How a column says that its numbers are in thousands: 接待人次（万）
_TIMES = {"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}


def _times_only(name: str, printed: str) -> tuple[str, float] | None:
    """The unit that the column's own name ends with (接待人次), none where it has none, where only a multiplier is set
    beside it."""
    if printed not in _TIMES:
        return None
    ends = (name[k:] for k in range(max(1, len(name) - 3), len(name)))
    return next((end for end in ends if unit_at(end, 0) == end and kind_of(end) == "count"), ""), _TIMES[printed]


def _kind(name: str, unit: str, printed: str, interest: bool) -> str:
    if printed in ("%", "‰"):
        return "rate" if interest else "share"
    if "/" in unit or name.startswith("每"):
        return "rate"
    if not unit:
        return "money" if _SUM.search(name) else "count"
    return "score" if unit == "分" else kind_of(unit)


def _read_unit(printed: str) -> tuple[str, float] | None:
    """The unit and by how much its numbers are to be multiplied: 万元 → 元, 10000; None for what is no unit."""
    if printed in ("%", "‰"):
        return "", 0.01 if printed == "%" else 0.001
    found = _UNIT.fullmatch(printed)
    if not found:
        return None
    known = kind_of(printed) not in ("", "special") or (unit_at(printed, 0) and "/" in printed)
    if known:
        return printed, 1.0
    unit = found["unit"]
    if not found["times"] or kind_of(unit) in ("", "special"):
        return (printed, 1.0) if printed == "分" else None
    return unit, float(parse(found["times"]))


def _sums(row: Sequence[Cell], columns: Sequence[_Column], table: Sequence[Sequence[Cell]]) -> Iterator[Figure]:
    """The figures of a last row that leaves cells empty: each belongs to the next column whose numbers it adds up; a
    number that is the sum of none is left out, since nothing tells where it stands."""
    parts = [other for other in table if len(other) == len(columns)]
    k = 0
    for cell in row[1:]:
        for j in range(k + 1, len(columns)):
            numbers = [_value(other[j]) for other in parts]
            total = _value(cell)
            if total is None or None in numbers or abs(sum(n for n in numbers if n is not None) - total) > _ROUNDED:
                continue
            yield from _figures([row[0], cell], [columns[0], columns[j]])
            k = j
            break


def _value(cell: Cell) -> float | None:
    found = _number(cell)
    return float(found["number"].replace(",", "").replace("－", "-")) if found else None


def _figures(row: Sequence[Cell], columns: Sequence[_Column]) -> Iterator[Figure]:
    at = _label_at(row)
    assert at is not None
    label = row[at].text
    for cell, column in zip(row[at + 1 :], columns[at + 1 :]):
        found = _number(cell)
        if not found:
            continue
        factor, unit = (0.01, "") if found["percent"] else (column.factor, column.unit)
        if factor is None:
            continue
        number = _value(cell)
        assert number is not None
        value = float(Decimal(str(number)) * Decimal(str(factor)))
        kind = column.kind
        if found["percent"] and kind not in ("change", "rate"):
            kind = "share"
        yield Figure(
            cell.start, cell.end, cell.text, kind, value, value, value, unit, subject=label + column.name, rule="table"
        )


_PLAIN_ROW = re.compile(r"(?m)^[ \t]*([\u4e00-\u9fff]{1,10})((?:[ \t]+\d{1,9}(?:\.\d{1,6})?){1,8})[ \t]*$")
#: Several goods with their prices in one line: 标一粳米 2.80 标一面粉 2.24; the spaces between may be gone.
_LABEL = r"[\u4e00-\u9fff]{1,10}(?:（[^（）\n]{1,8}）)?"
_PRICE = r"\d{1,9}\.\d{1,2}"
_PAIRS = re.compile(rf"(?m)^[ \t]*(?:{_LABEL}[ \t]*{_PRICE}[ \t]*){{3,}}$")
_PAIR = re.compile(rf"({_LABEL})[ \t]*({_PRICE})")
_PLAIN_CELL = re.compile(r"\d+(?:\.\d+)?")
#: How far above a row its title is looked for (characters).
_REACH = 400
_TITLED = re.compile(r"（(?:单位：)?([\u4e00-\u9fff/\d]{1,10})）|单位：([\u4e00-\u9fff/\d]{1,10})")


def _titled_rows(text: str) -> Iterator[tuple[Figure, Span]]:
    """Rows of a table without heads, whose unit stands in its title (常见菜价一览（元/500克）…青菜 3.5 2.8), each figure with
    the place of that unit."""
    printed = list(_PLAIN_ROW.finditer(text))
    for k, row in enumerate(printed):
        neighbours = printed[max(0, k - 1) : k] + printed[k + 1 : k + 2]
        if not any(len(n.group(2).split()) == len(row.group(2).split()) for n in neighbours):
            continue
        unit, where = _title_unit(text, row.start())
        if not unit:
            continue
        for cell in _PLAIN_CELL.finditer(text, *row.span(2)):
            yield _priced(cell, 0, unit, row.group(1)), where
    for line in _PAIRS.finditer(text):
        unit, where = _title_unit(text, line.start())
        if unit:
            for pair in _PAIR.finditer(text, *line.span()):
                yield _priced(pair, 2, unit, pair.group(1)), where


def _priced(found: re.Match[str], number_group: int, unit: str, subject: str) -> Figure:
    number = float(found.group(number_group))
    kind = "rate" if "/" in unit else kind_of(unit)
    at, end = found.span(number_group)
    return Figure(at, end, found.group(number_group), kind, number, number, number, unit, subject=subject, rule="table")


def _title_unit(text: str, at: int) -> tuple[str, Span]:
    """The unit that the nearest title before a row at ``at`` gives, '' if it is none that we know, and where it stands."""
    titles = list(_TITLED.finditer(text, max(0, at - _REACH), at))
    if not titles:
        return "", (at, at)
    unit = titles[-1].group(1) or titles[-1].group(2)
    known = unit_at(unit, 0) and kind_of(unit_at(unit, 0)) != "special"
    return (unit if known else ""), titles[-1].span()
