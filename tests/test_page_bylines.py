"""Bylines and datelines in every dress; the cases are data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.page.bylines import whole_line
from helpers.page.datelines import dateline
from helpers.page.signed import closing, credit, signature
from helpers.page.text import plain

CASES = Path(__file__).parent / "cases"
LINES = json.loads((CASES / "page_bylines.json").read_text(encoding="utf-8"))
LEADS = json.loads((CASES / "page_datelines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LINES, ids=lambda c: c["text"])
def test_whole_line(case):
    people = whole_line(plain(case["text"]))
    if case["kind"] == "negative":
        assert people is None
        return
    assert (list(people.reporters), list(people.correspondents), list(people.photographers)) == (
        case["reporters"],
        case["correspondents"],
        case["photographers"],
    )


@pytest.mark.parametrize("case", [c for c in LEADS if c["kind"] == "known-failure"], ids=lambda c: c["text"])
def test_datelines_that_are_not_told(case):
    """Where this fails the datelines have become better: make the case a good one."""
    found = dateline(plain(case["text"]))
    assert (found[0] if found else None) != case["dateline"]


@pytest.mark.parametrize("case", [c for c in LEADS if c["kind"] != "known-failure"], ids=lambda c: c["text"])
def test_dateline(case):
    found = dateline(plain(case["text"]))
    if case["kind"] == "negative":
        assert found is None
        return
    name, start, people, at = found
    assert (name.translate(str.maketrans("报讯记员", "報訊記員")) if "報" in case["text"] else name) == case["dateline"]
    assert plain(case["text"])[at:].startswith(plain(case["rest"]))
    assert (list(people.reporters), list(people.correspondents)) == (case["reporters"], case["correspondents"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("真的撑不住了”。（何书成　魏小芸）", ("何书成", "魏小芸")),
        ("她笑道。（卓然 文）", ("卓然",)),
        ("好。（记者王小明）", ("王小明",)),
        ("失眠和焦虑。（市文明办供稿）", ()),
        ("好。（据新华社）", ()),
        ("修好了。（记者 王小明 线索提供 周先生 奖30元）", ("王小明",)),
        ("修好了。（记者 王小明线索提供 周先生）", ("王小明",)),
    ],
)
def test_closing_bracket(text, names):
    start, people = closing(plain(text))
    assert people.reporters == names
    assert text[start] == "（"


@pytest.mark.parametrize(
    "text",
    [
        "付款（含税）。",
        "捐款6.38万元。（线索提供 焦女士 奖100元）",
        "好（全部出院）",
        "面积约9平方米（见图）",
        "",
        "（）",
    ],
)
def test_brackets_that_name_nobody(text):
    assert closing(plain(text)) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("图为工人施工。 王小明 摄", ("王小明",)),
        ("守好大门。记者 王小明 摄", ("王小明",)),
        ("图为现场。（新华社记者 王小明摄）", ("王小明",)),
        ("图为现场。王强 张三/摄", ("王强", "张三")),
    ],
)
def test_credit_at_the_end_of_a_caption(text, names):
    start, people = credit(plain(text))
    assert people.photographers == names
    assert text[:start].rstrip().endswith("。")


@pytest.mark.parametrize("text", ["昨天他忙着拍摄", "画一张图", "他喜欢摄影", ""])
def test_no_credit(text):
    assert credit(plain(text)) is None


def test_signature_of_a_letter():
    assert signature(plain("读者　阮青禾")).reporters == ("阮青禾",)
    assert signature(plain("读者朋友们")) is None
