"""Numbers in words and back."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.facts.numerals import parse, read, step, to_words

CASES = json.loads((Path(__file__).parent / "cases" / "numerals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["exact"], ids=lambda c: c["text"])
def test_parse(case):
    assert parse(case["text"]) == Fraction(case["value"])


@pytest.mark.parametrize("text", CASES["none"])
def test_what_is_no_number_raises(text):
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize("case", CASES["vague"], ids=lambda c: c["text"])
def test_read_keeps_the_vagueness(case):
    amount = read(case["text"])
    assert (amount.low, amount.high) == (Fraction(case["low"]), Fraction(case["high"]))


@pytest.mark.parametrize("case", CASES["steps"], ids=lambda c: c["text"])
def test_step_is_one_unit_of_the_last_significant_digit(case):
    assert step(case["text"], parse(case["text"])) == Fraction(case["step"])


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_whole_numbers_survive_the_way_into_words_and_back(number):
    assert parse(to_words(number)) == number


@given(st.decimals(min_value=0, max_value=10**8, places=4, allow_nan=False, allow_infinity=False))
def test_decimals_survive_the_way_into_words_and_back(number):
    exact = Fraction(number)
    assert parse(to_words(exact)) == exact


@given(st.integers(min_value=0, max_value=10**12))
def test_arabic_and_worded_numbers_agree(number):
    assert parse(str(number)) == parse(f"{number:,}") == parse(to_words(number))


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["万", "亿"]))
def test_a_multiplier_is_folded_in(number, word):
    assert parse(f"{number}{word}") == number * {"万": 10**4, "亿": 10**8}[word] == parse(to_words(number) + word)


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿廿卅半几数多余来点0123456789.,", max_size=12))
def test_any_run_is_read_or_refused(text):
    if text:
        amount = read(text)
        assert amount is None or amount.low <= amount.high


def test_an_endless_fraction_has_no_words():
    with pytest.raises(ValueError):
        to_words(Fraction(1, 3))
