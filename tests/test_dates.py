"""Time expressions: cases as data, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.facts.context import Context
from helpers.facts.dates import find_dates
from helpers.facts.dates.feasts import feast, lunar_day
from helpers.facts.dates.solar import TERMS, solar_term
from helpers.lexicon import rows

CASES = json.loads((Path(__file__).parent / "cases" / "dates.json").read_text(encoding="utf-8"))
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))


def found(text: str, date: str, signed: tuple[str, ...] = ()) -> list[dict[str, str]]:
    context = Context(dt.date.fromisoformat(date), signed=frozenset(signed))
    return [{"text": e.text, "kind": e.kind, "begins": e.begins, "ends": e.ends} for e in find_dates(text, context)]


def name(case: dict) -> str:
    return f"{case['date']} {case['text'][:24]}"


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] != "known-failure"], ids=name)
def test_case(case: dict) -> None:
    assert found(case["text"], case["date"], tuple(case.get("signed", ()))) == case["expect"]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "known-failure"], ids=name)
def test_known_failure_still_fails(case: dict) -> None:
    assert found(case["text"], case["date"]) != case["expect"], "it works now: move it to the other cases"


def test_enough_cases_of_every_kind() -> None:
    kinds = [case["kind"] for case in CASES]
    assert len(kinds) >= 200
    assert {"in-the-wild", "synthetic", "negative", "known-failure"} <= set(kinds)


# --- calendar --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2020, "2020-01-25"), ("春节", 2023, "2023-01-22"), ("除夕", 2022, "2022-01-31"),
        ("元宵节", 2020, "2020-02-08"), ("端午", 2022, "2022-06-03"), ("中秋", 2023, "2023-09-29"),
        ("中秋", 2020, "2020-10-01"), ("重阳节", 2021, "2021-10-14"), ("腊八节", 2022, "2022-01-10"),
        ("清明", 2020, "2020-04-04"), ("清明", 2022, "2022-04-05"), ("冬至", 2022, "2022-12-22"),
        ("冬至", 2020, "2020-12-21"), ("惊蛰", 2020, "2020-03-05"), ("秋分", 2023, "2023-09-23"),
        ("立春", 2021, "2021-02-03"), ("立春", 2025, "2025-02-03"), ("母亲节", 2022, "2022-05-08"),
        ("父亲节", 2023, "2023-06-18"), ("国庆", 2023, "2023-10-01"),
    ],
)  # fmt: skip
def test_feast(name: str, year: int, day: str) -> None:
    assert feast(name, year) == dt.date.fromisoformat(day)


def test_terms_follow_each_other_through_the_year() -> None:
    for year in (1950, 2000, 2024, 2099):
        days = sorted(solar_term(name, year) for name in TERMS)
        gaps = {(b - a).days for a, b in zip(days, days[1:], strict=False)}
        assert len(set(days)) == 24 and gaps <= {14, 15, 16}
        assert all(day.year == year for day in days)


def test_every_listed_holiday_holds_a_feast_and_lies_behind_the_one_before() -> None:
    days = [tuple(map(dt.date.fromisoformat, row)) for row in rows("date_holidays")]
    names = ("元旦节", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
    feasts = {feast(name, year) for name in names for year in range(2008, 2028)}
    assert all(any(first <= day <= last for day in feasts if day) for first, last in days)
    assert all(first <= last and (last - first).days < 9 for first, last in days)
    assert all(before[1] < after[0] for before, after in zip(days, days[1:], strict=False))


def test_a_leap_month_exists_only_in_its_year() -> None:
    assert lunar_day(2023, 2, 10, leap=True) == dt.date(2023, 3, 31)
    assert lunar_day(2022, 2, 10, leap=True) is None


# --- for any text ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "昨天",
        "今年",
        "去年",
        "上周五",
        "下周",
        "本月底",
        "3月",
        "5日",
        "12月31日",
        "2月29日",
        "2022年",
        "9时",
        "24时",
        "上午",
        "晚上",
        "至",
        "到",
        "—",
        "、",
        "和",
        "起",
        "前",
        "以来",
        "截至",
        "春节",
        "正月初三",
        "每天",
        "第二天",
        "当晚",
        "同期",
        "中旬",
        "一季度",
        "1—8月",
        "三天前",
        "，",
        "。",
        "将",
        "了",
        "(",
        "）",
        "\n",
        "１２",
        "五",
        "十",
        "廿",
        "点",
        "半",
        "周一",
        "除夕",
        "本世纪",
        "90年代",
        "A",
        "😀",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)), DATES)
@settings(max_examples=120, deadline=None)
def test_spans_are_true_and_ordered(text: str, date: dt.date) -> None:
    last = 0
    for e in find_dates(text, Context(date)):
        assert e.text == text[e.start : e.end] != ""
        assert e.start >= last
        last = e.end


@given(st.lists(PIECES, max_size=14).map("".join), DATES)
@settings(max_examples=120, deadline=None)
def test_begins_is_not_after_ends(text: str, date: dt.date) -> None:
    for e in find_dates(text, Context(date)):
        if e.begins and e.ends:
            assert e.begins[:10] <= e.ends[:10]
            assert "T" not in e.begins or "T" not in e.ends or e.begins <= e.ends


RELATIVE = [
    "昨天",
    "前天",
    "明天",
    "后天",
    "上周",
    "本周",
    "下周",
    "上周五",
    "下周三",
    "本周日",
    "上月",
    "本月底",
    "下月中旬",
    "去年",
    "明年",
    "前年7月",
    "去年四季度",
    "明年6月底",
    "三天前",
    "两个月前",
    "五年前",
    "未来三天",
    "过去五年",
    "上半年",
]


@given(st.sampled_from(RELATIVE), DATES, st.integers(0, 800))
@settings(max_examples=120, deadline=None)
def test_a_later_edition_never_means_an_earlier_day(words: str, date: dt.date, days: int) -> None:
    (first,) = find_dates(words, Context(date))
    (later,) = find_dates(words, Context(date + dt.timedelta(days=days)))
    assert first.begins and first.ends
    assert first.begins <= later.begins and first.ends <= later.ends


def test_a_signed_name_is_no_time() -> None:
    context = Context(dt.date(2022, 3, 25), signed=frozenset({"周五", "春分"}))
    assert find_dates("周五说，春分写了稿。", context) == []
    assert len(find_dates("周五说，春分写了稿。", Context(dt.date(2022, 3, 25)))) >= 1


@pytest.mark.parametrize(
    "piece",
    ["昨天上午9时，3月5日至8日", "一二三四五六七八九十", "2022", "每", "上上", "3、", "24:19、", "—", "去年同期"],
)
def test_long_repetitions_are_accepted(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(e.text == text[e.start : e.end] for e in find_dates(text, Context(dt.date(2022, 3, 25))))


@pytest.mark.parametrize("text", ["", "\n", "plain Latin text, 12:61", "😀" * 50, "10000年99月99日99时", "\x00三月"])
def test_any_text_is_accepted(text: str) -> None:
    assert isinstance(find_dates(text, Context(dt.date(2022, 3, 25))), list)
