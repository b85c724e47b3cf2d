"""Pages of many typographies, cut into articles; the cases are data in ``cases/page.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.page.cut import read_pages
from helpers.page.text import decode

HERE = Path(__file__).parent
EVERY = json.loads((HERE / "cases" / "page.json").read_text(encoding="utf-8"))
CASES = [c for c in EVERY if c["kind"] != "known-failure"]
FAILURES = [c for c in EVERY if c["kind"] == "known-failure"]
SAMPLE = HERE.parent / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"
TEXTS = ("headline", "kicker", "subtitle")
PEOPLE = ("reporters", "correspondents", "photographers")


def ids(case: dict) -> str:
    return case["name"]


def facets(article) -> dict:
    """What a case may ask of an article."""
    return {k: getattr(article, k).text for k in TEXTS} | {k: list(getattr(article, k)) for k in PEOPLE}


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_articles_of_a_page(case):
    pages = read_pages(case["text"])
    assert [a.headline.text for a in pages.articles] == [e["headline"] for e in case["expect"]]
    for article, want in zip(pages.articles, case["expect"], strict=True):
        blank = dict.fromkeys(TEXTS, "") | {k: [] for k in PEOPLE}
        assert facets(article) == blank | {k: v for k, v in want.items() if k in blank}
        assert article.continued_on == want.get("continued_on")


@pytest.mark.parametrize("case", FAILURES, ids=ids)
def test_known_failures_still_fail(case):
    """Where this fails the cutter has become better: make the case a good one."""
    articles = read_pages(case["text"]).articles
    assert [a.headline.text for a in articles] != [e["headline"] for e in case["expect"]]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_bodies_begin_and_end_where_they_should(case):
    for article, want in zip(read_pages(case["text"]).articles, case["expect"], strict=True):
        body = article.body.replace("\n", "")
        assert body.startswith(want["body_start"])
        assert body.endswith(want["body_end"])
        assert all(words in article.body for words in want.get("whole", ())), article.body


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_kinds(case):
    for article, want in zip(read_pages(case["text"]).articles, case["expect"], strict=True):
        kinds = want["kind"] if isinstance(want["kind"], list) else [want["kind"]]
        assert article.kind in kinds, article.reason


@pytest.mark.parametrize("case", [c for c in CASES if c.get("date")], ids=ids)
def test_dates_of_the_page(case):
    assert read_pages(case["text"]).facts.date == case["date"]


@pytest.fixture(scope="module")
def sample():
    return read_pages(decode(SAMPLE.read_bytes())[0], SAMPLE.stem)


def test_sample_headlines(sample):
    assert [a.headline.text for a in sample.articles] == [
        "压实责任 严防死守 坚决筑牢“外防输入”铜墙铁壁",
        "坚决守好“外防输入”防线 全力打赢疫情防控持久战",
        "我市八成规上企业复工复产",
        "我市进一步调整“三区”范围",
        "嘉兴市交通学校",
        "友情提醒:关注天气,注意交通安全",
        "守好入平大门",
        "闭环管理催生的硬策略",
        "14个“临时党支部”的温暖故事",
    ]


def test_sample_kinds_and_pages(sample):
    assert [a.kind for a in sample.articles] == ["news"] * 4 + ["advertisement", "weather", "photo", "news", "news"]
    assert [a.page for a in sample.articles] == [1] * 7 + [2, 3]


def test_sample_kickers_column_and_banner(sample):
    assert [a.kicker.text for a in sample.articles[:3]] == [
        "张兵赴我市检查指导疫情防控工作",
        "仲旭东在全市“外防输入”工作部署会上强调",
        "",
    ]
    assert sample.articles[7].column.text == "【第2计】闭环管理"
    assert [sample.text((r.start, r.end)) for r in sample.ledger if r.part == "banner"] == [
        "坚持两手抓 做到两手硬 全力夺取疫情防控和经济发展双重胜利"
    ]


def test_sample_paragraphs_broken_by_columns_are_whole_again(sample):
    assert "要统筹抓好疫情防控和经济社会发展" in sample.articles[0].body
    assert "把疫情耽搁的时间抢回来" in sample.articles[7].body
    assert len(sample.articles[0].paragraphs) == 3


def test_sample_facts(sample):
    assert (sample.facts.date, sample.facts.local_edition, sample.facts.pages) == ("2022-03-25", "平湖版", 3)


def test_a_given_date_overrules_and_the_contradiction_is_told():
    facts = read_pages("某城日报\n\n2022年4月18日　星期一\n\n01版\n\n正文。", "2022-04-18_x", date="2022-04-19").facts
    assert facts.date == "2022-04-19"
    assert len(facts.warnings) == 2


def test_a_weekday_that_does_not_fit_is_told():
    facts = read_pages("某城日报\n\n2022年4月18日　星期二\n\n正文。").facts
    assert facts.date == "2022-04-18"
    assert "星期一" in facts.warnings[0]


def test_a_date_without_a_year_stays_open():
    facts = read_pages("本报讯 昨天，记者获悉，截至3月24日中午11时，我市已有三百家企业复工。").facts
    assert facts.date == ""
    assert any("3-24" in e for e in facts.evidence)


def test_a_full_date_nearby_settles_the_year():
    text = "本报讯 昨天，记者获悉，截至3月24日24时，我市已有三百家企业复工。\n\n市政府\n\n2021年3月20日"
    assert read_pages(text).facts.date == "2021-03-25"


@pytest.mark.parametrize(
    "text", ["公司2019年成立。截至3月24日已有三百人，昨天又来一人。", "报名截止9月14日17时。昨天，2022年9月1日发布。"]
)
def test_a_year_or_a_deadline_elsewhere_does_not(text):
    assert read_pages(text).facts.date == ""


@pytest.mark.parametrize("text", ["", "\n\n", "　\f\n", "\ufeff"])
def test_nothing_gives_no_article(text):
    pages = read_pages(text)
    assert pages.articles == ()
    assert sum(r.end - r.start for r in pages.ledger) == len(text)


def test_every_decision_has_a_reason(sample):
    assert all(r.reason for r in sample.ledger)
    assert all(0 <= r.confidence <= 1 for r in sample.ledger)
    assert all(a.reason for a in sample.articles)
