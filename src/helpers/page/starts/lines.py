"""What a line is by itself, whatever stands around it: a field of a notice, a row, a credit, the end of a notice."""

from __future__ import annotations

import re

from helpers.lexicon import any_of
from helpers.page.marks import (
    CONTACT,
    GIVEN_ROW,
    HAN,
    HOURS_ROW,
    PHONE,
    RESULT_ROW,
    TABLE_HEAD,
    TABLE_ROW,
    ending,
    signs_with_date,
)
from helpers.page.units import Unit
from helpers.page.weighing import names_only

#: A field of an advertisement or notice: 售楼处：滨江大道66号
FIELD = re.compile(rf"{HAN}{{2,6}}[：:]\S")
#: An item of a box of figures: 98.7%：室温合格率
FIGURE_FIRST = re.compile(rf"\d[\d.,]*[%‰]?{HAN}{{0,5}}：")
SUPPLIED = re.compile(rf"{any_of('page_byline_words', 'supplied_line')}$")
#: How the title of a list ends: 捐赠名单, 营业时间一览
LIST_TITLE = re.compile(rf"{any_of('page_kind_words', 'list_title')}(?:（[^（）]*）)?$")


def is_row(unit: Unit) -> bool:
    """Whether a line is a row of a table, of results or of opening hours, or the head of several cells above such rows."""
    rows = (TABLE_ROW, HOURS_ROW, GIVEN_ROW)
    return (
        any(row.match(unit.plain) for row in rows)
        or is_result(unit.plain)
        or (bool(TABLE_HEAD.match(unit.plain)) and len(unit.plain.split()) >= 3)
    )


def is_result(text: str) -> bool:
    """Whether a line is a result between two sides; 点球大战4比3笑到最后 says what came of one, as headlines do."""
    if not RESULT_ROW.match(text):
        return False
    told = re.split(r"\d比\d{1,3}", text) if " " not in text else []
    return len(told) != 2 or names_only(told[1])


def ends_notice(text: str) -> bool:
    """Whether a line can stand at the end of a notice: a telephone number, how to get in touch, a date, an office."""
    return bool(PHONE.search(text) or CONTACT.match(text) or signs_with_date(text) or ending("page_units").search(text))
