"""The figures of single sentences: cases as data, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.facts.context import Context
from helpers.facts.figures import find_figures
from helpers.facts.model import Name, TimeExpression
from helpers.lexicon import rows
from helpers.page.text import plain

CASES = json.loads((Path(__file__).parent / "cases" / "figures.json").read_text(encoding="utf-8"))
TODAY = Context(dt.date(2023, 5, 4))


def found(text: str, date: str = "2023-05-04") -> list[dict]:
    figures = find_figures(text, Context(dt.date.fromisoformat(date)))
    keys = ("text", "kind", "value", "low", "high", "unit", "subject", "as_of")
    return [{key: getattr(figure, key) for key in keys} for figure in figures]


def same(have: dict, want: dict) -> bool:
    """Numbers within a millionth, the subject contained either way, everything else equal."""
    for key, value in want.items():
        if key == "subject":
            if not have[key] or not (value in have[key] or have[key] in value):
                return False
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if have[key] is None or abs(have[key] - value) > 1e-6 * max(1, abs(value)):
                return False
        elif have[key] != value:
            return False
    return True


def agrees(case: dict) -> bool:
    have = found(case["text"], case["date"])
    return len(have) == len(case["expect"]) and all(map(same, have, case["expect"]))


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] != "known-failure"], ids=lambda c: c["text"][:24])
def test_case(case):
    have = found(case["text"], case["date"])
    assert [h["text"] for h in have] == [w["text"] for w in case["expect"]]
    for mine, want in zip(have, case["expect"], strict=True):
        assert same(mine, want), (mine, want)


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "known-failure"], ids=lambda c: c["text"][:24])
def test_known_failure_still_fails(case):
    assert not agrees(case), "this works now: move the case to another kind"


def test_there_are_cases_of_every_kind():
    kinds = {case["kind"] for case in CASES}
    assert kinds == {"in-the-wild", "synthetic", "negative", "known-failure"}
    assert len(CASES) >= 250
    assert all(not case["expect"] for case in CASES if case["kind"] == "negative")


WORDS = """
近 约 超 不足 以上 左右 多 余 几 数 半 零下 第 每 分别 其中 增长 下降 至 到 — ～ 、 ， 。 万 亿 千 百 十 个 家 人 名 元 % 个百分点 成 倍 折
级 ℃ 岁 年 天 小时 分钟 米 公里 亩 吨 企业 复工率 3 12 597 1.26 86.7 两 三 十五 二〇二二 一 : 比 / （ ） “ ” 3月5日 昨天 昨晚8时
"""
FRAGMENTS = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=25).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_are_true_and_apart(text):
    end = 0
    for figure in find_figures(text, TODAY, names=()):
        assert plain(text)[figure.start : figure.end] == figure.text
        assert figure.start >= end
        assert figure.end > figure.start
        end = figure.end


NUMBERS = """
0 1 2 3 5 12 48 1.5 3.25 1,200 20000 1.2万 3亿 2023 一 二 两 三 五 十 十五 二十 百 千 万 亿 四五 三五 十几 几 数百 半 三千八 一万二 〇 廿三 壹佰 贰万叁仟 伍 三又二分之一
百分之五 百分之负三 分之 四五分之三 零分之三 1/0 3/4 180/120 -5 负三 零下五 零上 ￥3 US$5 RMB300 3∶2 7.2∶3.1∶9 17胜5平3负 第 第三 Ⅱ级 AAA级 999999999999999
"""
UNITS = sorted({row[0] for name in ("figure_units", "figure_sizes") for row in rows(name)})
LINKS = """
近 约 超 不足 以上 左右 多 余 来 半 每 分别 增长 下降 至 到 — 、 ， 。 和 成 折 倍 番 个 个亿 起 内 后 不到 （ ） 比 / % ‰ 个百分点 点 整 零 又 的 为 从 月薪 拘留 年近 出头
"""


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*NUMBERS.split(), *UNITS, *LINKS.split()]), max_size=12).map("".join))
def test_no_sequence_of_numbers_and_units_is_too_odd(text):
    """2周3天, 3斤到5米, 四五分之三 once ended the run."""
    for figure in find_figures(text, TODAY, (), ()):
        ends = [n for n in (figure.low, figure.value, figure.high) if n is not None]
        assert ends == sorted(ends)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_value_lies_in_its_interval(text):
    for figure in find_figures(text, TODAY, names=()):
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        if figure.value is not None:
            assert figure.low is None or figure.low <= figure.value
            assert figure.high is None or figure.value <= figure.high


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_plain_text_gives_the_same(text):
    assert find_figures(plain(text), TODAY, (), ()) == find_figures(text, TODAY, (), ())


KINDS = {
    "count", "share", "change", "money", "measure", "duration", "temperature", "wind", "age", "level", "ordinal", "score",
    "rate", "phone", "address",
}  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_kinds_are_those_of_the_contract(text):
    assert {figure.kind for figure in find_figures(text, TODAY, (), ())} <= KINDS


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "九",
        "一",
        "近约超",
        "分别为3、",
        "每人每天",
        "增长1%、",
        "（（",
        "a1",
        "-1",
        "12:",
        "3、",
        "比去年",
        "由从",
    ],
)
def test_long_repetitions_are_accepted(unit):
    text = unit * (20_000 // len(unit))
    assert all(f.text == text[f.start : f.end] for f in find_figures(text, TODAY, (), ()))


def test_a_huge_run_of_digits_is_no_number():
    for run in ("9" * 10_000, "九" * 10_000, "1,234" * 2_000, "9" * 5_000 + "元", "第" + "1" * 5_000 + "名"):
        assert all(f.high is None or f.high < 1e30 for f in find_figures(run, TODAY, (), ()))


def test_a_date_is_no_figure():
    text = "五月二十这一天来了597家"
    date = TimeExpression(0, 4, "五月二十", "date", "2023-05-20", "2023-05-20", "given")
    assert [f.text for f in find_figures(text, TODAY, dates=[date], names=())] == ["597家"]


def test_the_numeral_of_a_name_is_no_figure():
    text = "谭九章岁数大，他画了三张图"
    person = Name(0, 3, "谭九章", "person", "谭九章", "", "", "given")
    assert [f.text for f in find_figures(text, TODAY, (), names=[person])] == ["三张"]
    signed = Context(dt.date(2023, 5, 4), signed=frozenset({"江一天"}))
    assert find_figures("江一天不到场", signed, (), ()) == []


def test_the_moment_and_the_place_come_from_the_sentence():
    text = "截至5月3日24时，东湖区复工597家。西湖区复工89家。"
    deadline = TimeExpression(2, 8, "5月3日24时", "deadline", "2023-05-04T00:00", "2023-05-04T00:00", "given")
    places = [Name(k, k + 3, text[k : k + 3], "place", text[k : k + 3], "", "", "given") for k in (10, 20)]
    first, second = find_figures(text, TODAY, [deadline], places)
    assert (first.as_of, first.place) == ("2023-05-04T00:00", "东湖区")
    assert (second.as_of, second.place) == ("", "西湖区")


def test_an_age_belongs_to_the_person_named():
    text = "25岁的程序员向北拎着电脑包。"
    person = Name(7, 9, "向北", "person", "向北", "程序员", "", "given")
    assert find_figures(text, TODAY, (), [person])[0].subject == "程序员向北"


WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789%."}
NARROW = {ord(wide): narrow for wide, narrow in zip("，：；？！（）", ",:;?!()", strict=True)}
PLAIN_CASES = [c["text"] for c in CASES if c["kind"] in ("synthetic", "in-the-wild")][::6]


def readings(text: str) -> list[tuple]:
    return [(f.kind, f.value, f.low, f.high, f.unit) for f in find_figures(text, TODAY, (), ())]


@pytest.mark.parametrize("table", [WIDE, NARROW], ids=["full-width digits", "half-width marks"])
def test_width_does_not_matter(table):
    for text in PLAIN_CASES:
        assert readings(text.translate(table)) == readings(text)


def test_spaces_around_digits_do_not_matter():
    spaced = "截至昨日，已有 1200 余家企业复工，约占 86.7 %，其中约 8 成为中小企业，新增 3 个采样点。"
    figures = find_figures(spaced, TODAY, (), ())
    assert [f.text for f in figures] == ["1200 余家", "86.7 %", "约 8 成", "3 个"]
    assert [(f.low, f.high) for f in figures] == [(1200, 1300), (0.8665, 0.8675), (0.75, 0.85), (3, 3)]


def test_a_price_table_takes_its_unit_from_the_title():
    table = "常见菜价一览（元/500克）\n菜名 2月28日 3月5日\n青菜 3.5 2.8\n土豆 2.2 2.0"
    rows = [f for f in find_figures(table, TODAY, (), ()) if f.rule == "table"]
    assert [(f.subject, f.value, f.unit, f.kind) for f in rows] == [
        ("青菜", 3.5, "元/500克", "rate"), ("青菜", 2.8, "元/500克", "rate"),
        ("土豆", 2.2, "元/500克", "rate"), ("土豆", 2.0, "元/500克", "rate"),
    ]  # fmt: skip
