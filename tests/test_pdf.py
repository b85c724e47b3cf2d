"""A page set by the test typesetter is read back: articles, order, spans; and files that are no edition are refused."""

from __future__ import annotations

import difflib
import json
from functools import cache
from pathlib import Path

import pytest
import typeset_faults as faults
from typeset_edition import edition
from typeset_text import Story, squeeze
from typesetter import LAYOUTS, Typesetter, typeset

from helpers.errors import BanmianError
from helpers.page.articles import Article, Pages
from helpers.page.pdf import read_pdf

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "2022-03-25_jiaxing-daily-pinghu"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pdf")


def read(folder: Path, data: bytes, stem: str = "2021-07-09_qingshi") -> Pages:
    path = folder / f"{stem}.pdf"
    path.write_bytes(data)
    return read_pdf(path)


@cache
def sample() -> tuple[str, dict]:
    text = (ROOT / "data" / "editions" / f"{SAMPLE}.txt").read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    return text, json.loads((ROOT / "tests" / "gold" / f"{SAMPLE}.json").read_text(encoding="utf-8"))


def body_of(source: str, article: dict) -> str:
    flat, end = squeeze(source), squeeze(article["body_end"])
    begin = flat.index(squeeze(article["body_start"]))
    return flat[begin : flat.index(end, begin) + len(end)]


def by_headline(pages: Pages, headline: str) -> Article:
    found = [a for a in pages.articles if squeeze(a.headline.text) == squeeze(headline)]
    assert len(found) == 1, [a.headline.text for a in pages.articles]
    return found[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_edition_comes_back_whole(folder, layout):
    source, gold = sample()
    pages = read(folder, typeset(source, gold, layout), SAMPLE)
    assert len(pages.articles) == len(gold["articles"])
    same = total = 0
    for want in gold["articles"]:
        have = by_headline(pages, want["headline"])
        assert squeeze(have.kicker.text) == squeeze(want["kicker"])
        assert (have.page, have.kind) == (want["page"], want["kind"])
        assert (set(have.reporters), set(have.photographers)) == (set(want["reporters"]), set(want["photographers"]))
        a, b = body_of(source, want), squeeze(have.body)
        total += len(a)
        same += sum(m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    assert same / total > 0.995


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_character_of_the_source_is_booked_once_and_spans_are_true(folder, layout):
    pages = read(folder, Typesetter(LAYOUTS[layout]).pdf(edition()))
    at = 0
    for row in pages.ledger:
        assert row.start == at
        at = row.end
    assert at == len(pages.source)
    for article in pages.articles:
        for part in (article.headline, *article.paragraphs):
            assert all(pages.source[i] == c for c, i in zip(part.text, part.offsets, strict=True) if not c.isspace())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_small_edition_of_two_pages(folder, layout):
    pages = read(folder, Typesetter(LAYOUTS[layout]).pdf(edition()))
    stories = {s.article: s for sheet in edition() for s in sheet.stories if s.article}
    assert pages.source.count("\f") == 1
    assert pages.facts.paper == "青石日报" and pages.facts.date == "2021-07-09" and not pages.facts.warnings
    assert len(pages.articles) == len(stories)
    for story in stories.values():
        _same_article(by_headline(pages, "".join(story.headline)), story)
    bridge = by_headline(pages, "青石河新桥合龙")
    assert bridge.continued_on == 2 and bridge.body.endswith("第一个走过去。") and "断航" in bridge.body
    assert not any("为民办事" in squeeze(a.headline.text + a.kicker.text + a.body) for a in pages.articles)


def _same_article(have: Article, story: Story) -> None:
    assert have.kind == story.kind and have.page == story.page
    assert squeeze(have.kicker.text) == squeeze(story.kicker)
    assert squeeze(have.subtitle.text) == squeeze(story.subtitle)
    last = squeeze(story.paragraphs[-1]).replace("（下转第2版）", "").removeprefix("本报讯")
    assert last in squeeze(have.body)


@pytest.mark.parametrize("layout", ["bands", "towers"])
def test_a_caption_does_not_part_the_text_around_its_picture(folder, layout):
    pages = read(folder, Typesetter(LAYOUTS[layout]).pdf(edition()))
    pump = by_headline(pages, "青石桥泵站新机组昨日投用")
    assert squeeze(pump.body) == "".join(squeeze(p) for p in edition()[0].stories[0].paragraphs).replace(
        "本报讯（记者岑溪通讯员陶然）", ""
    )
    assert any("检修水泵" in c.text for c in pump.captions)


def test_words_and_hyphens_of_latin_text(folder):
    pages = read(folder, faults.english(), "2021-07-09_english")
    text = " ".join(a.body for a in pages.articles)
    assert "a very long conversation." in text and "to discuss the new water main" in text


def test_a_table_is_read_row_by_row(folder):
    pages = read(folder, faults.table(), "2021-07-09_table")
    assert "第3行0吨　第3行7吨　第3行14吨" in pages.source


REFUSED = {
    "locked": (faults.locked, "password"),
    "zipped": (faults.zipped, "no PDF"),
    "no pages": (faults.no_pages, "no page"),
    "5,000 pages": (faults.many_pages, "5,000 pages"),
    "scan": (faults.scan, "scan"),
    "empty": (bytes, "no PDF"),
    "half a file": (lambda: faults.drawn(faults.column)[:900], "damaged"),
    "only a head": (lambda: b"%PDF-1.7\n", "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_edition_is_refused_in_one_sentence(folder, name):
    make, word = REFUSED[name]
    with pytest.raises(BanmianError, match=word) as caught:
        read(folder, make(), "bad")
    message = str(caught.value)
    assert "bad.pdf" in message and "\n" not in message and message.endswith(".")


def test_a_page_without_text_among_others_is_said(folder):
    def draw(canvas):
        faults.column(canvas)
        canvas.showPage()
        canvas.drawImage(faults._grey(), 0, 0, 600, 800)
        canvas.showPage()
        faults.column(canvas)

    pages = read(folder, faults.drawn(draw))
    assert any("page 2" in w and "scan" in w for w in pages.facts.warnings)
    assert pages.source.count("\f") == 2 and pages.facts.pages == 3


def test_a_page_laid_on_its_side_is_read_upright(folder):
    def draw(canvas):
        canvas.setPageRotation(90)
        canvas.translate(600, 0)
        canvas.rotate(90)
        faults.column(canvas, rows=30)

    pages = read(folder, faults.drawn(draw, side=True))
    assert squeeze(pages.source).startswith(faults.LINE * 3)


def test_a_headline_set_from_top_to_bottom_is_one_line(folder):
    def draw(canvas):
        for i, char in enumerate("老街新灯亮起来"):
            canvas.setFont(faults.SONG, 24)
            canvas.drawString(50, 740 - 28 * i, char)
        faults.column(canvas, x=100, rows=20)

    pages = read(folder, faults.drawn(draw))
    assert by_headline(pages, "老街新灯亮起来")


def test_a_page_drawn_row_by_row_across_its_columns(folder):
    def draw(canvas):
        canvas.setFont(faults.SONG, 10)
        for i in range(30):
            for j in range(3):
                canvas.drawString(30 + 190 * j, 740 - 15 * i, f"第{j}栏第{i:02d}行城南片区的管网检修")

    pages = read(folder, faults.drawn(draw))
    assert pages.source.index("第0栏第29行") < pages.source.index("第1栏第00行")


def test_no_file(tmp_path):
    with pytest.raises(BanmianError, match="no file"):
        read_pdf(tmp_path / "none.pdf")


@pytest.mark.parametrize("make", [faults.owned, faults.heads_only, faults.drawing])
def test_odd_pages_are_read_to_their_end(folder, make):
    data = make()
    pages = read(folder, data, "2021-07-09_odd")
    assert pages.source and sum(r.end - r.start for r in pages.ledger) == len(pages.source)
