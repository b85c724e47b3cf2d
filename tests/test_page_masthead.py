"""The edition's day: as mastheads print it, and as the text gives it away."""

from __future__ import annotations

import pytest

import helpers
from helpers.page.cut import read_pages
from helpers.page.masthead import infer_date, page_date
from helpers.page.text import plain


@pytest.mark.parametrize(
    ("lines", "day", "weekday"),
    [
        (["2016年8月12日　星期五　农历丙申年七月初十"], "2016-08-12", "五"),
        (["二〇〇八年五月六日 星期二"], "2008-05-06", "二"),
        (["二○一九年十二月三十一日"], "2019-12-31", ""),
        (["1999年元月8日"], "1999-01-08", ""),
        (["2021·6·30 星期三"], "2021-06-30", "三"),
        (["2021/6/30"], "2021-06-30", ""),
        (["２０２１．６．３０"], "2021-06-30", ""),
        (["江城晚报", "2021年", "6月30日 星期三"], "2021-06-30", "三"),
        (["2021年6月31日"], "", ""),
        (["江城晚报", "今日12版"], "", ""),
    ],
)
def test_the_day_as_mastheads_print_it(lines: list[str], day: str, weekday: str) -> None:
    found, _, have = page_date(lines)
    assert (found, have) == (day, weekday)


def test_january_comes_after_december_at_the_turn_of_the_year() -> None:
    text = "新华社北京12月31日电 会议召开。\n新华社广州1月1日电 列车开行。\n2021年12月30日"
    assert infer_date(plain(text))[0] == "2022-01-02"


def test_a_full_date_of_the_old_year_settles_the_new_one() -> None:
    text = "昨天，全市无新增。截至1月2日，已有三百人报名。\n某某市政府\n2020年12月28日"
    assert infer_date(plain(text))[0] == "2021-01-03"


@pytest.mark.parametrize(
    "line", ["江城日报", "2021年6月30日 星期三", "星期三", "他在2016年11月7日回来", "江城日报 2021年6月30日"]
)
def test_a_line_alone_is_text_and_no_masthead(line: str) -> None:
    """A sentence given by itself has no page around it: what it tells must not be lost as a masthead's date."""
    pages = read_pages(line)
    assert [row.part for row in pages.ledger] == ["body"]
    below = read_pages(f"{line}\n新桥通车\n本报讯 昨天，城东新桥通车，市民出行又多了一条路。")
    assert below.articles[0].headline.text.endswith("新桥通车")


@pytest.mark.parametrize(
    ("first", "paper"),
    [("今日岚川", "今日岚川"), ("澜安融媒", "澜安融媒"), ("沙 泉 报", "沙泉报"), ("今日看点", ""), ("今日天气", "")],
)
def test_papers_of_counties_name_themselves_on_the_first_line(first: str, paper: str) -> None:
    imprint = "中共某县委主管　某县融媒体中心主办\n2024年5月7日　星期二　总第1846期　本期4版\n"
    story = "茶园里采茶忙\n本报讯（记者 王强）昨天，茶农采下鲜叶300斤，比去年多了两成。\n"
    assert helpers.read_text(f"{first}\n{imprint}{story}", date="2024-05-07").facts.paper == paper
