"""What holds for any string: nothing fails, nothing is lost, every span is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.page.cut import read_pages

CASES = json.loads((Path(__file__).parent / "cases" / "page.json").read_text(encoding="utf-8"))
WORDS = [
    "本报讯", "（记者 王小明）", "昨天上午，我市召开会议。", "□本报记者 李四 摄", "\n", "\n\n", "\n\n\n\n", "\f", "　　", "第2版 要闻",
    "（下转第2版）", "（上接第1版）", "春耕正忙", "——来自一线的报道", "今天多云，最高气温20℃。", "电话：13800000000", "3月5日", "更正",
    "【链接】", "编辑同志：", "天气", "公告", "a", "🙂", "\u200b", "①", "一、", "读者　许可", "云台区 21例",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


def check(text: str) -> None:
    pages = read_pages(text)
    at = 0
    for row in pages.ledger:
        assert row.start == at < row.end
        at = row.end
    assert at == len(text)
    parts = {row.article for row in pages.ledger} - {0}
    assert parts <= {a.number for a in pages.articles}
    for article in pages.articles:
        head = (article.column, article.kicker, article.headline, article.subtitle, article.dateline)
        for reading in (*head, *article.paragraphs, *article.captions):
            assert len(reading.text) == len(reading.offsets)
            for c, o in zip(reading.text, reading.offsets, strict=True):
                assert text[o] == c or c in " \n"
    outside = [r for r in pages.ledger if r.article == 0 and r.part == "body"]
    assert not outside


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text(text):
    check(text)


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_any_page_of_newspaper_pieces(text):
    check(text)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_no_character_is_lost(case):
    """What is neither space nor mark of the page stands in a field of an article, or in a ledger row that says what it is."""
    check(case["text"])
    pages = read_pages(case["text"])
    kept = {o for a in pages.articles for p in (*a.paragraphs, *a.captions) for o in p.offsets}
    for row in pages.ledger:
        if row.part in ("body", "crosshead", "caption"):
            assert set(range(row.start, row.end)) <= kept


@pytest.mark.parametrize(
    "text",
    ["字" * 200_000, "字\n" * 20_000, "（" * 50_000, "记者 " * 30_000, "标题在这里写\n\n" * 6_000, "一二 3\n" * 10_000,
     "（上接第1版）\n标题\n" * 1_000, "正文没有句号就这样一直写下去直到这一行的末尾才停下来吧\n\n" * 4_000, "第" * 50_000, "王小明、" * 30_000],
    ids=range(10),
)  # fmt: skip
def test_endless_repetition_is_read_to_its_end(text):
    """How the time grows is measured by tests/benchmarks/pages.py; here it has to end, with nothing lost."""
    assert read_pages(text).ledger[-1].end == len(text)
