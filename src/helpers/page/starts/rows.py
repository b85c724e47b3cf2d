"""Tables, lists and rolls: whether a line is one of their rows, heads one, or stands below one."""

from __future__ import annotations

import re

from helpers.lexicon import any_of
from helpers.page.datelines import dateline
from helpers.page.kinds import is_forecast_title, names_itself, weather_score
from helpers.page.likeness import overlap
from helpers.page.marks import ASIDE, CALLED_ROW, HAN, NAMES_ROW, PRICE, PRIZE, ROLL_HEAD, ROLL_LINE, WORK_ROW
from helpers.page.starts.around import Around, apart_from_lines, in_forecast, is_parted
from helpers.page.starts.lines import FIELD, FIGURE_FIRST, LIST_TITLE, is_row

_TABLE_NOTE = re.compile(rf"[（(]?{any_of('page_kind_words', 'table_note')}[：:]")
#: A cell that names somebody or something: 海鹰队, 恒福珠宝
_CELL_NAME = re.compile(rf"{HAN}{{3,8}}")
#: What stands in lines below a forecast: 石浦县 25～34℃, 昨天空气质量：良
_FORECAST_ROW = re.compile(r"\d ?(?:℃|°C)|AQI|空气质量(?:指数)?[：:]")


def among_rows(at: Around, k: int) -> list[tuple[str, float]]:
    """What speaks for and against a line belonging to a table, list or roll of the article above."""
    cur, unit, text = at.cur, at.run[k], at.run[k].plain
    assert cur is not None
    ahead = at.run[k + 1] if k + 1 < len(at.run) else None
    last = at.run[k - 1] if k else cur.units[-1]
    found = []
    row = in_forecast(at, k) and weather_score(text) >= 1 and not is_forecast_title(text)
    row = row or (cur.is_weather and bool(_FORECAST_ROW.search(text)))
    found.append(("a row of the forecast", -12.0 if row else 0.0))
    beside = is_row(last) or (ahead is not None and is_row(ahead))
    found.append(("row of a table", (-7.0 if beside else -2.0) if is_row(unit) and re.search(r"\d", text) else 0.0))
    found.append(("in the list announced above", -8.0 if _announced(at, k) else 0.0))
    wordy = len(text.split()) >= 4 or not re.search(r"\d", text)  # 3　大王庄村　管控区　防范区　4月20日零时
    found.append(("line of a table", -6.0 if wordy and _in_table(at, k) else 0.0))
    found.append(("head of a table", _as_table_head(at, k)))
    found.append(("a table before the signature", -8.0 if _before_signature(at, k) else 0.0))
    found.append(("close to the rows above, without text", -5.0 if _close_and_textless(at, k) else 0.0))
    found.append(("a table in the report, which goes on below", -10.0 if _table_inside(at, k) else 0.0))
    noted = _TABLE_NOTE.match(text) or (ASIDE.match(text) and cur.rows >= 2 and unit.block.gap == 0)
    found.append(("note of a table", -8.0 if noted else 0.0))
    found.append(("a roll of names", -8.0 if in_roll(at, k) else 0.0))
    roll = cur.has_text and ahead is not None and ROLL_LINE.match(ahead.plain) and LIST_TITLE.search(text)
    found.append(("a roll of those named above", -6.0 if roll and len(text) <= 6 and unit.block.gap == 0 else 0.0))
    found.append(("a figure and what it is", -7.0 if FIGURE_FIRST.match(text) else 0.0))
    if is_row(last) and not is_row(unit) and at.after and at.after[0].role == "para":
        found.append(("below a table", 1.5))
    return found


def _as_table_head(at: Around, k: int) -> float:
    """What speaks for (or, where the article above may well have a table, against) a line above rows with figures."""
    cur, unit, text = at.cur, at.run[k], at.run[k].plain
    assert cur is not None
    rows = [u for u in at.run[k + 1 : k + 3] if is_row(u)]
    table = bool(rows) and is_row(at.run[k + 1]) and any(re.search(r"\d", u.plain) for u in rows)
    priced = (
        k == 0 and cur.has_text and bool(PRICE.search(text)) and is_parted(at)
    )  # 种植牙2980元起 heads an advertisement
    if not table or FIELD.match(text) or priced:
        return 0.0
    if cur.has_text and names_itself(cur.units[0].plain):  # a correction or forecast has no table
        return 3.0
    told = "".join(u.plain for u in cur.units)[:2000] if LIST_TITLE.search(text) else ""
    strange = bool(told) and overlap(text, told) < 0.15 and not _rows_told(at, k, told)
    if cur.has_text and (unit.block.gap > 0 or cur.closed) and strange:
        return 3.0
    if cur.rows >= 2 and not cur.has_text and len(text.split()) == 1 and apart_from_lines(at, k):
        return 3.0
    return 0.0 if at.parting == 1 and unit.block.gap >= 1 and cur.has_text else -5.0


def _rows_told(at: Around, k: int, told: str) -> bool:
    """Whether the text above speaks of what the rows below a title are about: two of the names in their cells, or one
    in three (a league's table below the report on a match)."""
    rows = [at.run[j].plain.split() for j in range(k + 2, min(len(at.run), k + 12)) if is_row(at.run[j])]
    names = {cell for row in rows for cell in row if _CELL_NAME.fullmatch(cell)}
    found = sum(name in told for name in names)
    return found >= 2 or found * 3 >= len(names) > 0


def _before_signature(at: Around, k: int) -> bool:
    """Whether nothing but a table stands between the unsigned text above and the names in brackets that sign it."""
    cur, rows = at.cur, at.run[k + 1 :]
    if cur is None or not cur.has_text or len(rows) < 2 or not at.after or at.after[0].role != "byline":
        return False
    leads = (dateline(u.plain) for u in cur.units if u.leads)
    if any(u.people for u in cur.units) or any(lead is not None and lead[2] for lead in leads):
        return False
    return at.after[0].plain[0] in "（(" and all(len(u.plain.split()) >= 2 or is_row(u) for u in rows)


def in_roll(at: Around, k: int) -> bool:
    """Whether a line names who won, one of two and more such lines or below the title of a list (获奖名单)."""
    text = _closed_spaces(at.run[k].plain)
    below = at.run[k + 1 : k + 2] or at.after[:1]
    if WORK_ROW.match(text) or PRIZE.match(text):
        return bool(WORK_ROW.match(text)) or (bool(below) and _in_prizes(_closed_spaces(below[0].plain)))
    if ROLL_HEAD.match(text):
        names = _closed_spaces(below[0].plain) if below else ""
        return bool(NAMES_ROW.match(names) or CALLED_ROW.match(names))
    if CALLED_ROW.match(text) and at.cur and CALLED_ROW.match(_closed_spaces(at.cur.units[-1].plain)):
        return True
    if not ROLL_LINE.match(text):
        return False
    near = [
        u.plain for u in (*(at.cur.units[-1:] if at.cur else ()), *at.run[max(0, k - 1) : k], *at.run[k + 1 : k + 2])
    ]
    return any(ROLL_LINE.match(text) or LIST_TITLE.search(text) for text in near)


def _in_prizes(text: str) -> bool:
    """Whether a line can stand below the name of a prize: a work and who made it, names."""
    return bool(WORK_ROW.match(text) or NAMES_ROW.match(text) or ROLL_LINE.match(text))


def _closed_spaces(text: str) -> str:
    """The text with runs of spaces as one."""
    return re.sub(r"[ \u3000]+", " ", text.strip())


def _announced(at: Around, k: int) -> bool:
    """Whether a line stands in the list that the paragraph above announces (部分点位如下：), close to it and made of
    cells, figures or a name, as are the lines before it."""
    cur = at.cur
    assert cur is not None
    last = cur.units[-1] if cur.units else None
    if last is None or last.role != "para" or not last.plain.endswith(("：", ":")) or len(last.plain) < 12:
        return False
    lines = (at.run[j] for j in range(k, max(-1, k - 24), -1))
    return all(u.block.gap == 0 and (len(u.plain.split()) >= 2 or re.search(r"\d", u.plain)) for u in lines)


def _in_table(at: Around, k: int) -> bool:
    """Whether a line is one of a table without figures: four lines and more set close, each of as many cells."""
    cells = len(at.run[k].plain.split())
    if cells < 2:
        return False
    before = [*(at.cur.units[-4:] if at.cur else ()), *(at.run[j] for j in range(max(0, k - 4), k))]
    above = 0
    for upper, line in zip(before[::-1], [at.run[k], *before[::-1]], strict=False):
        close = line.block.gap == 0 or (cells >= 3 and line.block.gap == upper.block.gap)
        if not close or len(upper.plain.split()) != cells:
            break
        above += 1
    below = 0
    while below < 4 and k + below + 1 < len(at.run) and len(at.run[k + below + 1].plain.split()) == cells:
        below += 1
    return above + below + 1 >= (4 if cells == 2 else 3) and (above > 0 or at.run[k].block.gap == 0)


def _close_and_textless(at: Around, k: int) -> bool:
    """Whether the lines from here to the next blank one stand close to the rows above and have no text below them, on a
    page that sets its heads apart (挂号费30元　预约电话：… below a timetable)."""
    cur = at.cur
    assert cur is not None
    last = at.run[k - 1] if k else cur.units[-1] if cur.units else None
    if not at.apart or at.run[k].block.gap or last is None or last.role != "head":
        return False
    end = next((j for j in range(k + 1, len(at.run)) if at.run[j].block.gap), len(at.run))
    return end < len(at.run) or not at.after or at.after[0].block.gap > 0


def _table_inside(at: Around, k: int) -> bool:
    """Whether a line heads a table with nothing but its rows below it, and then the report goes on."""
    cur = at.cur
    assert cur is not None
    rows = [len(u.plain.split()) for u in at.run[k + 1 :]]
    table = len(rows) >= 3 and min(rows) >= 3 and len(set(rows)) == 1 and len(at.run[k].plain.split()) == 1
    goes_on = bool(at.after) and at.after[0].role == "para" and not at.after[0].leads
    if at.parting == 1 and at.run[k].block.gap and not cur.is_open:
        told = "".join(u.plain for u in cur.units)[:2000]
        goes_on = goes_on and overlap(at.run[k].plain, told) >= 0.1  # else a table of its own stands below the report
    return table and goes_on and cur.signed and cur.has_text and not cur.closed and not at.signed_below
