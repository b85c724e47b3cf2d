"""Pages set as other typesetters set them are read back: initials, upright heads, labels, letterspaced heads."""

from __future__ import annotations

from dataclasses import replace

import pytest
import typeset_otherwise as otherwise
from typeset_text import squeeze

from helpers.page.articles import Pages
from helpers.page.pdf import read_pdf
from helpers.page.pdf.initials import with_initials
from helpers.page.pdf.lines import Line, read_lines
from helpers.page.pdf.marks import Char
from helpers.page.pdf.upright import with_upright


def read(folder, draw) -> Pages:
    path = folder / "2021-07-09_qingshi.pdf"
    path.write_bytes(otherwise.page(draw))
    return read_pdf(path)


def body(text: str) -> str:
    return squeeze(text).split("）", 1)[1]


@pytest.mark.parametrize(
    ("draw", "headlines", "bodies"),
    [
        (otherwise.initial, ["老街新灯亮起来"], [otherwise.LAMPS]),
        (otherwise.upright_head, ["渡口添早班", "老街新灯亮起来了"], [otherwise.BOATS, otherwise.LAMPS]),
        (otherwise.label, ["老街新灯亮起来", "渡口添早班"], [otherwise.LAMPS, otherwise.BOATS]),
        (otherwise.hanging, ["老街新灯亮起来", "渡口添早班"], [otherwise.LAMPS, otherwise.BOATS]),
        (otherwise.bent, ["老街换灯", "渡口早班"], [otherwise.LAMPS, otherwise.BOATS]),
        (otherwise.spaced_head, ["老街换灯夜路不黑"], [otherwise.LAMPS]),
    ],
)
def test_articles_come_back_whole(tmp_path, draw, headlines, bodies):
    pages = read(tmp_path, draw)
    assert [squeeze(a.headline.text) for a in pages.articles] == headlines
    assert [squeeze(a.body) for a in pages.articles] == [body(b) for b in bodies]


def test_no_line_runs_through_the_sides_of_frames(tmp_path):
    pages = read(tmp_path, otherwise.walled)
    assert [squeeze(a.headline.text) for a in pages.articles] == ["寻人启事", "停水通知"]
    assert pages.articles[0].body.endswith("八六五二一。") and pages.articles[1].body.endswith("谅解。")


def test_a_character_is_the_same_only_in_the_same_size():
    small, large = Char("十", 345.7, 355.3, 235, 9.6, False, 1), Char("十", 648.3, 666.3, 439.8, 18, False, 2)
    assert [x.text for x in read_lines([small, large])] == ["十", "十"]
    shadow = Char("十", 648.9, 666.9, 440.2, 18, False, 3)
    assert [x.text for x in read_lines([large, shadow])] == ["十"]


def test_two_large_characters_under_each_other_with_white_around_are_a_headline():
    title = [Line("讣", 446, 470, 259, 24), Line("告", 446, 470, 313, 24)]
    text = [Line("中国共产党党员石某同志因病逝世", 40, 190, 245 + 14 * i, 9.6) for i in range(6)]
    assert "讣告" in [x.text for x in with_upright([*title, *text], 9.6)]
    close = [replace(x, x0=480, x1=630) for x in text]  # initials of two articles have their text beside them
    assert "讣告" not in [x.text for x in with_upright([*title, *close], 9.6)]


def test_a_label_belongs_to_the_head_below_it(tmp_path):
    boats = read(tmp_path, otherwise.label).articles[1]
    assert "城事一线" in boats.column.text + boats.kicker.text


def test_a_large_character_without_text_beside_it_is_no_initial():
    lines = [
        Line("福", 50, 76, 100, 26),
        Line("昨天市区放晴，", 120, 190, 92, 10),
        Line("气温回升。", 120, 170, 107, 10),
    ]
    assert with_initials(lines, 10) == lines


def test_short_rows_of_a_headline_are_not_read_from_top_to_bottom():
    words = ("老街", "新灯", "亮了", "起来")
    lines = [Line(word, 50, 98, 100 + 30 * i, 24) for i, word in enumerate(words)]
    assert with_upright(lines, 10) == lines


def test_no_character_is_lost_where_upright_lines_have_unequal_lengths():
    rows = ["新老", "灯街", "亮路", "了口", "今"]
    lines = [Line(r, 50, 50 + 30 * len(r) - 6, 100 + 26 * i, 24) for i, r in enumerate(rows)]
    assert sorted("".join(x.text for x in with_upright(lines, 10))) == sorted("".join(rows))
