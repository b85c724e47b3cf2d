"""Quotes: cases as data, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.facts.context import Context
from helpers.facts.names import find_names
from helpers.facts.quotes import find_quotes, quotations

CASES = json.loads((Path(__file__).parent / "cases" / "quotes.json").read_text(encoding="utf-8"))
CONTEXT = Context(dt.date(2021, 5, 1))


def found(text: str) -> list[dict[str, str]]:
    return [{"speaker": q.speaker, "quote": q.quote} for q in find_quotes(text, CONTEXT)]


def label(case: dict) -> str:
    return case["text"][:24]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] != "known-failure"], ids=label)
def test_case(case: dict) -> None:
    assert found(case["text"]) == case["expect"]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "known-failure"], ids=label)
def test_known_failure_still_fails(case: dict) -> None:
    assert found(case["text"]) != case["expect"], "it works now: move it to the other cases"


def test_names_given_or_found_inside_make_no_difference() -> None:
    text = "市统计局总统计师裴景行分析说：“结构在变。”他也提醒，成本还高。"
    assert find_quotes(text, CONTEXT) == find_quotes(text, CONTEXT, find_names([text], CONTEXT)[0])


def test_span_holds_the_marks_and_role_and_verb_come_along() -> None:
    text = "镇卫生院护士长宣小雨说：“里三层外三层。”"
    (quote,) = find_quotes(text, CONTEXT)
    assert text[quote.start : quote.end] == "“里三层外三层。”"
    assert (quote.speaker, quote.role, quote.verb) == ("宣小雨", "护士长", "说")


def test_an_opening_mark_without_partner_is_passed_over() -> None:
    text = "他说：“先这样。\n第二天，老李说：“走吧。”\n第三天。"
    assert [text[p.start : p.end] for p in quotations(text)] == ["“走吧。”"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('王小明他她说道“”‘’「」"：，。！\n的 a老人'), max_size=150))
def test_spans_are_true_and_apart_for_any_text(text: str) -> None:
    end = 0
    for quote in find_quotes(text, CONTEXT):
        assert end <= quote.start < quote.end <= len(text)
        assert len(quote.quote) == quote.end - quote.start - (2 if text[quote.end - 1] in '”」』"' else 1)
        end = quote.end


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "”",
        "“好。”",
        "“好。”他说",
        "王小明说：“",
        '"',
        "他说，“我们，走了”。",
        "护士王小明说好。所长说：“好的呀。”",
    ],
)
def test_long_text_without_end_is_read_with_true_spans(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for quote in find_quotes(text, CONTEXT):
        assert text[quote.start + 1 : quote.end - 1] == quote.quote
