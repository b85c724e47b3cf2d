"""Corrections: put right once, traced to the page, and stopped where they no longer fit."""

from __future__ import annotations

from pathlib import Path

import pytest

import helpers
from helpers.corrections import fix_pages, load
from helpers.read import from_text
from helpers.review import add, around, doubtful, kept

PAGE = """平湖版

镇上开了新图书馆

■记者 王小明

本报讯 昨天,新港镇图书馆开馆,藏书3万册,首日接待读者412人次。

春季招聘会周六举行

■记者 李大同

本报讯 本周六,县人社局举办招聘会,60家企业提供1200个岗位。
"""
WHO = "why: seen on the page\n  who: 校对\n"


def corrected(tmp_path: Path, *entries: str, page: str = PAGE):
    path = tmp_path / "page.yml"
    path.write_text("".join(f"- {entry}\n  {WHO}" for entry in entries), encoding="utf-8")
    return from_text(page, date="2022-03-25", stem="page", corrections=load(path))


def facts(edition):
    return edition.tables()["facts"].set_index("text")


def test_the_page_without_corrections():
    articles = from_text(PAGE, date="2022-03-25").tables()["articles"]
    assert list(articles["headline"]) == ["镇上开了新图书馆", "春季招聘会周六举行"]
    assert list(articles["corrected"]) == ["", ""]


def test_retype(tmp_path):
    edition = corrected(tmp_path, "do: retype\n  article: 2\n  expect: {kind: news}\n  to: {kind: notice}")
    assert list(edition.tables()["articles"]["kind"]) == ["news", "notice"]
    assert list(edition.tables()["articles"]["corrected"]) == ["", "kind"]


def test_retitle_takes_its_words_from_the_page(tmp_path):
    edition = corrected(
        tmp_path, "do: retitle\n  article: 2\n  expect: {headline: 春季招聘会周六举行}\n  to: {headline: 周六举行}"
    )
    row = edition.tables()["articles"].iloc[1]
    assert row["headline"] == "周六举行"
    assert edition.source[row["start"] : row["end"]].count("周六举行") == 1


def test_join_makes_one_article(tmp_path):
    edition = corrected(tmp_path, "do: join\n  article: 1\n  with: 2\n  expect: {headline: 镇上开了新图书馆}")
    tables = edition.tables()
    assert len(tables["articles"]) == 1
    assert "春季招聘会周六举行" in tables["articles"]["body"][0]
    assert set(tables["ledger"]["article"]) == {0, 1}
    assert set(tables["facts"]["article"]) == {1}


def test_split_makes_two(tmp_path):
    page = PAGE.replace("首日接待读者412人次。", "首日接待读者412人次。\n\n县城3路公交今起改道，经停12站。")
    edition = corrected(
        tmp_path, "do: split\n  article: 1\n  expect: {headline: 镇上开了新图书馆}\n  at: 县城3路公交", page=page
    )
    tables = edition.tables()
    assert len(tables["articles"]) == 3
    assert tables["articles"]["body"][1].startswith("县城3路公交")
    assert facts(edition).loc["12站", "article"] == 2


def test_fix_a_misread_character(tmp_path):
    edition = corrected(tmp_path, "do: fix\n  expect: {text: 藏书3万册}\n  to: 藏书8万册", page=PAGE)
    assert facts(edition).loc["8万册", "value"] == 80000
    assert len(edition.source) == len(PAGE)


def test_set_drop_and_add_rows(tmp_path):
    edition = corrected(
        tmp_path,
        "do: set\n  table: facts\n  article: 2\n  expect: {text: 60家}\n  to: {low: 60, high: 70, qualifier: 余}",
        "do: drop\n  table: facts\n  article: 1\n  expect: {text: 412人次}",
        "do: add\n  table: names\n  article: 2\n  to: {text: 县人社局, name: 县人社局, kind: organisation, role: 主办}",
    )
    tables = edition.tables()
    row = facts(edition).loc["60家"]
    assert (row["low"], row["high"], row["corrected"]) == (60, 70, "low、high、qualifier")
    assert "412人次" not in set(tables["facts"]["text"])
    added = tables["names"][tables["names"]["rule"] == "added by hand"]
    assert list(added["text"]) == ["县人社局"] and list(added["corrected"]) == ["all"]


def test_a_row_is_told_by_its_start_as_the_tables_count(tmp_path):
    before = facts(from_text(PAGE, date="2022-03-25", stem="page")).loc["60家"]
    entry = f"do: drop\n  table: facts\n  article: 2\n  expect: {{text: 60家, start: {before['start']}}}"
    assert "60家" not in set(corrected(tmp_path, entry).tables()["facts"]["text"])


def test_what_is_not_corrected_is_not_touched(tmp_path):
    before = from_text(PAGE, date="2022-03-25", stem="page").tables()
    after = corrected(tmp_path, "do: retype\n  article: 2\n  expect: {kind: news}\n  to: {kind: notice}").tables()
    for name in ("facts", "dates", "names", "ledger", "quotes", "words"):
        assert before[name].equals(after[name]), name


STOPS = {
    "retype, no longer so": ("do: retype\n  article: 2\n  expect: {kind: photo}\n  to: {kind: notice}", "photo"),
    "no such article": ("do: retype\n  article: 9\n  expect: {kind: news}\n  to: {kind: notice}", "no article 9"),
    "no such kind": ("do: retype\n  article: 2\n  expect: {kind: news}\n  to: {kind: novel}", "novel"),
    "words not on the page": ("do: retitle\n  article: 1\n  expect: {kind: news}\n  to: {headline: 火星}", "火星"),
    "a figure that is gone": ("do: drop\n  table: facts\n  article: 1\n  expect: {text: 99人}", "0 rows"),
    "a row of no article": ("do: drop\n  table: facts\n  article: 7\n  expect: {text: 99人}", "no article 7"),
    "a fix that moves spans": ("do: fix\n  expect: {text: 3万册}\n  to: 38万册", "length"),
    "a fix that fits nowhere": ("do: fix\n  expect: {text: 5万册}\n  to: 8万册", "0 times"),
    "a cell that cannot be set": (
        "do: set\n  table: facts\n  article: 2\n  expect: {text: 60家}\n  to: {start: 3}", "start"),
    "a value that is no number": (
        "do: set\n  table: facts\n  article: 2\n  expect: {text: 60家}\n  to: {value: lots}", "number"),
    "an interval upside down": (
        "do: set\n  table: facts\n  article: 2\n  expect: {text: 60家}\n  to: {low: 90, high: 70}", "outside|interval"),
    "a day that is none": (
        "do: set\n  table: dates\n  article: 2\n  expect: {text: 本周六}\n  to: {begins: \"2022-13-40\"}", "2022-13-40"),
    "a kind that is none": (
        "do: set\n  table: facts\n  article: 2\n  expect: {text: 60家}\n  to: {kind: number}", "number"),
    "words without a name": ("do: retype\n  article: 2\n  expect: news\n  to: {kind: notice}", "expect"),
    "an unknown action": ("do: erase\n  expect: {text: 60家}", "erase"),
    "an unknown name": ("do: drop\n  tabel: facts\n  expect: {text: 60家}", "tabel"),
    "a cell that tells no row": (
        "do: drop\n  table: facts\n  article: 2\n  expect: {text: 60家, fact: 3}", "'fact' tells no row of facts"),
    "no table": ("do: drop\n  article: 1\n  expect: {text: 60家}", "table"),
}  # fmt: skip


@pytest.mark.parametrize("name", STOPS)
def test_a_correction_that_does_not_fit_stops_the_run(tmp_path, name):
    entry, word = STOPS[name]
    with pytest.raises(helpers.BanmianError, match=word) as stopped:
        corrected(tmp_path, entry).tables()
    assert "\n" not in str(stopped.value)


def test_an_entry_without_a_reason_is_refused(tmp_path):
    path = tmp_path / "page.yml"
    path.write_text("- do: retype\n  article: 1\n  expect: {kind: news}\n  to: {kind: notice}\n", encoding="utf-8")
    with pytest.raises(helpers.BanmianError, match="why"):
        load(path)


@pytest.mark.parametrize("text", ["- [", "a: b", "- just words\n"])
def test_a_file_that_is_no_list_of_entries(tmp_path, text):
    path = tmp_path / "page.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(helpers.BanmianError):
        load(path)


def test_the_doubtful_places_are_listed_least_sure_first():
    page = PAGE + "\n全区1296户企业中有177户复工，复工率75.26%。\n"
    found = doubtful(from_text(page, date="2022-03-25"))
    assert found["what"][0] == "check share" and found["confidence"].is_monotonic_increasing
    assert "13.66%" in found["why"][0]


def test_a_correction_is_tried_before_it_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.review.DATA", tmp_path)
    monkeypatch.setattr("helpers.read.DATA", tmp_path)
    page = tmp_path / "2022-03-25_page.txt"
    page.write_text(PAGE, encoding="utf-8")
    entry = {"do": "retype", "article": 2, "why": "a notice", "who": "校对", "to": {"kind": "notice"}}
    with pytest.raises(helpers.BanmianError):
        add(page, expect={"kind": "photo"}, **entry)
    assert not (tmp_path / "corrections" / "2022-03-25_page.yml").exists()
    kept = add(page, expect={"kind": "news"}, **entry)
    assert kept.exists() and list(helpers.read_edition(page).tables()["articles"]["kind"]) == ["news", "notice"]
    with pytest.raises(helpers.BanmianError):
        add(page, expect={"kind": "photo"}, **entry)
    assert len(load(kept)) == 1


def test_what_stands_around_a_place_and_what_was_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.review.DATA", tmp_path)
    edition = from_text(PAGE, date="2022-03-25")
    at = edition.source.index("412人次")
    assert "首日接待读者【412人次】。" in around(edition, at, at + 5)
    assert kept("page").empty
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "page.yml").write_text(
        "- {do: drop, table: facts, article: 1, expect: {text: 412人次}, why: a misprint, who: 校对}\n",
        encoding="utf-8",
    )
    assert list(kept("page")["why"]) == ["a misprint"]


def test_a_misread_character_of_a_saved_page(tmp_path):
    page = tmp_path / "content_1.htm"
    page.write_text(
        "<html><body><founder-title>镇图书馆开馆</founder-title><div id='ozoom'><founder-content><!--enpcontent-->"
        "<P>　　本报讯 昨天，镇图书馆开馆，藏书3万册。</P><!--/enpcontent--></founder-content></div></body></html>"
        "<!--enpproperty <founder-date>2022-03-25 10:00:00</founder-date><founder-papername>新港日报</founder-papername>"
        "<founder-pagenum>01</founder-pagenum><founder-type>1</founder-type> /enpproperty-->",
        encoding="utf-8",
    )
    read = helpers.read_edition(page, date="2022-03-25")
    assert facts(read).loc["3万册", "value"] == 30000
    fixes = tmp_path / "fix.yml"
    fixes.write_text(f"- do: fix\n  expect: {{text: 藏书3万册}}\n  to: 藏书8万册\n  {WHO}", encoding="utf-8")
    right = fix_pages(read.pages, load(fixes))
    assert "藏书8万册" in right.articles[0].body and len(right.source) == len(read.source)
