"""Pages laid out in modules are read back: whose head reaches how far, and what stands beside what."""

from __future__ import annotations

import pytest
import typeset_modules as modules
from typeset_otherwise import BOATS, LAMPS, page
from typeset_text import squeeze

from helpers.page.articles import Pages
from helpers.page.pdf import read_pdf
from helpers.page.pdf.heads import labels, stacked
from helpers.page.pdf.lines import Line
from helpers.page.pdf.marks import Box
from helpers.page.pdf.upright import with_upright

LONG = "".join(f"第{i}段：{BOATS[14:]}" for i in range(3))


def read(folder, draw) -> Pages:
    path = folder / "2021-07-09_qingshi.pdf"
    path.write_bytes(page(draw))
    return read_pdf(path)


def body(text: str) -> str:
    text = squeeze(text)
    return text.split("）", 1)[1] if text.startswith("本报讯") else text


@pytest.mark.parametrize(
    ("draw", "want"),
    [
        (modules.under_masthead, dict(zip(modules.TITLES, modules.TEXTS, strict=True))),
        (modules.beside, {"老街换新灯": LAMPS, "渡口添早班": BOATS, "十二口老井清出淤泥": modules.WELLS}),
        (modules.rule_ends, {"老井清淤": modules.WELLS + LAMPS[14:], "渡口添早班": LONG, "老街换新灯": LAMPS}),
        (modules.section, {"老井清淤水更旺": modules.WELLS + BOATS[14:] + LAMPS[14:]}),
        (modules.two_heads, {"老街换新灯": LAMPS, "渡口添早班": BOATS}),
        (modules.over_white, {"老井出水": modules.WELLS, "渡口添早班": BOATS}),
        (modules.bent_head, {"老井清淤水更旺": modules.WELLS + LAMPS[14:], "渡口添早班": BOATS}),
    ],
)
def test_articles_come_back_whole(tmp_path, draw, want):
    pages = read(tmp_path, draw)
    have = {squeeze(a.headline.text): squeeze(a.body) for a in pages.articles}
    assert have == {k: body(v) for k, v in want.items()}


SHORT = "".join(modules.rows(BOATS)[:9]), "".join(modules.rows(LAMPS[14:])[:8])


@pytest.mark.parametrize("draw", [modules.row_below, modules.row_below_a_rule])
def test_a_row_with_its_head_beside_the_text_is_cut_from_those_above(tmp_path, draw):
    pages = read(tmp_path, draw)
    have = {squeeze(a.headline.text): squeeze(a.body) for a in pages.articles}
    want = {"渡口添早班": SHORT[0], "灯下夜市": SHORT[1], "老井出水": modules.WELLS, "老街换新灯": LAMPS + BOATS[14:]}
    assert have == {k: body(v) for k, v in want.items()}


def test_both_lines_of_an_advertisement_s_head_are_its_headline(tmp_path):
    pages = read(tmp_path, modules.advertisement)
    assert "青石家电商场周年庆特惠" in [squeeze(a.headline.text) for a in pages.articles]


def test_a_mark_narrower_than_a_character_does_not_break_an_upright_line():
    title = [Line(c, 100, 107 if c in "“”" else 122, 100 + 23 * i, 22) for i, c in enumerate("老井“出水”了")]
    assert [x.text for x in with_upright(title, 10)] == ["老井“出水”了"]


def test_a_credit_above_a_head_is_no_label_of_it():
    title = Line("老井清出水", 100, 220, 160, 24)
    boxes = {id(title): Box(100, 139, 420, 163)}
    credit, label = Line("■摄影　方野", 100, 160, 130, 10), Line("■城事一线", 100, 150, 130, 10)
    assert not labels(boxes, [title, credit], [], 10) and labels(boxes, [title, label], [], 10)


def test_a_rule_between_two_lines_parts_their_heads():
    name, title = Line("青石晚报", 200, 416, 100, 54), Line("老街换新灯", 220, 320, 145, 20)
    boxes = [(name, Box(40, 50, 575, 106)), (title, Box(215, 127, 375, 147))]
    assert stacked(boxes)[id(title)].x1 == 575
    assert stacked(boxes, [Box(40, 112, 575, 113)])[id(title)].x1 == 375
    assert stacked(boxes, [Box(400, 112, 575, 113)])[id(title)].x1 == 575
