"""Terms: cases as data, and the border to speech."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from helpers.facts.context import Context
from helpers.facts.quotes import find_quotes
from helpers.facts.terms import find_terms

CASES = json.loads((Path(__file__).parent / "cases" / "terms.json").read_text(encoding="utf-8"))


def found(case: dict) -> list[dict[str, str]]:
    quotes = find_quotes(case["text"], Context(dt.date(2021, 5, 1)))
    keys = case["expect"][0].keys() if case["expect"] else ()
    return [{k: getattr(t, k) for k in keys} for t in find_terms(case["text"], quotes)]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] != "known-failure"], ids=lambda c: c["text"][:24])
def test_case(case: dict) -> None:
    assert found(case) == case["expect"]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "known-failure"], ids=lambda c: c["text"][:24])
def test_known_failure_still_fails(case: dict) -> None:
    assert found(case) != case["expect"], "it works now: move it to the other cases"


def test_speech_is_no_term_but_its_inner_quotation_is() -> None:
    text = "冯老师说：“你放心，‘停课不停学’不是空话。”"
    terms = find_terms(text, find_quotes(text, Context(dt.date(2021, 5, 1))))
    assert [t.term for t in terms] == ["停课不停学"]


def test_span_holds_the_marks() -> None:
    text = "学习《九章算术》。"
    (term,) = find_terms(text)
    assert text[term.start : term.end] == "《九章算术》"
    assert term.kind == "title"


def test_text_without_marks_has_no_terms() -> None:
    assert find_terms("今天晴。") == find_terms("") == []
