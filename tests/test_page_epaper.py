"""Saved digital papers: the sample edition in each family reads as its text does, and traps beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from epaper_render import FAMILIES, render
from typeset_text import Sheet, Story, sheets_of

from helpers.errors import BanmianError
from helpers.page.cut import read_pages
from helpers.page.epaper import read_html
from helpers.page.epaper.dom import lines_of, parse
from helpers.page.text import decode

HERE = Path(__file__).parent
SAMPLE = "2022-03-25_jiaxing-daily-pinghu"
SOURCE = decode((HERE.parent / "data" / "editions" / f"{SAMPLE}.txt").read_bytes())[0]
GOLD = json.loads((HERE / "gold" / f"{SAMPLE}.json").read_text(encoding="utf-8"))
NEWS = Story(
    "news",
    1,
    "",
    "引题在上",
    ("张珺镕同志", "看望社区工作者"),
    "副题在下",
    ("本报记者 王一",),
    ("昨天，社区来了客人。", "大家谈得很高兴。"),
)
PHOTO = Story("photo", 1, "", "", ("晨练",), "", (), ("昨天，市民在公园晨练。 王二 摄",))


@pytest.fixture(scope="module", params=FAMILIES)
def family(request):
    return request.param


@pytest.fixture(scope="module")
def sample(family, tmp_path_factory):
    folder = tmp_path_factory.mktemp(family)
    encoding = "gb18030" if family == "founder" else "utf-8"
    render(sheets_of(SOURCE, GOLD), family, folder, "2022-03-25", "嘉兴日报", encoding)
    return read_html(folder, SAMPLE)


def facts_of(article):
    people = (article.reporters, article.correspondents, article.photographers)
    return (
        article.headline.text,
        article.kicker.text,
        article.subtitle.text,
        article.dateline.text,
        article.page,
        people,
    )


def test_articles_read_as_from_text(sample):
    text = read_pages(SOURCE, SAMPLE)
    assert [facts_of(a) for a in sample.articles] == [facts_of(a) for a in text.articles]
    assert [a.body for a in sample.articles] == [a.body for a in text.articles]


def test_kinds_read_as_from_text(sample):
    assert [a.kind for a in sample.articles] == [a.kind for a in read_pages(SOURCE, SAMPLE).articles]


def test_every_span_points_into_the_source(sample):
    for article in sample.articles:
        for reading in (article.headline, *article.paragraphs):
            assert all(sample.source[o] == c or c == " " for o, c in zip(reading.offsets, reading.text, strict=True))
    at = 0
    for row in sample.ledger:
        assert row.start == at
        at = row.end
    assert at == len(sample.source)


def test_date_and_pages(sample):
    assert (sample.facts.date, sample.facts.pages) == ("2022-03-25", 3)
    assert not sample.facts.warnings


def test_lists_of_other_pages_scripts_and_buttons_are_not_read(sample):
    for foreign in ("别的版上的标题", "从脚本里来的字", "上一版", "今日关注"):
        assert foreign not in sample.source


def made(tmp_path: Path, family: str, *stories: Story) -> Path:
    return render([Sheet(1, stories=list(stories))], family, tmp_path, "2020-05-06", "某城日报")


def test_a_page_file_brings_its_articles(family, tmp_path):
    pages = read_html(made(tmp_path, family, NEWS, PHOTO))
    assert [a.headline.text for a in pages.articles] == ["张珺镕同志 看望社区工作者", "晨练"]
    assert pages.articles[0].reporters == ("王一",)
    assert (pages.articles[0].kicker.text, pages.articles[0].subtitle.text) == ("引题在上", "副题在下")
    assert (pages.articles[1].kind, pages.articles[1].photographers) == ("photo", ("王二",))


def test_an_article_file_alone(family, tmp_path):
    page = made(tmp_path, family, NEWS)
    one = next(
        p for p in sorted(tmp_path.rglob("*.htm*")) if p != page and "4001" in p.name or p.name.startswith("nw.")
    )
    pages = read_html(one)
    assert [a.body for a in pages.articles] == ["昨天，社区来了客人。\n大家谈得很高兴。"]


def test_gb2312_declared_and_gb18030_inside(tmp_path):
    page = render([Sheet(1, stories=[NEWS])], "founder", tmp_path, "2020-05-06", "某城日报", "gb18030")
    assert b"charset=gb2312" in page.read_bytes()
    assert "张珺镕同志" in read_html(page).articles[0].headline.text


def test_the_map_gives_the_print_order_not_the_list(tmp_path):
    stories = [Story("news", 1, "", "", (f"第{n}篇的标题",), "", (), (f"这是第{n}篇的正文。",)) for n in "一二三四"]
    pages = read_html(made(tmp_path, "founder", *stories))
    assert [a.headline.text for a in pages.articles] == [s.headline[0] for s in stories]


def test_an_article_of_another_page_is_left_to_its_page(tmp_path):
    page = made(tmp_path, "founder", NEWS)
    other = page.parent / "content_4001.htm"
    other.write_text(other.read_text().replace("<founder-pagenum>A01", "<founder-pagenum>A05"))
    pages = read_html(tmp_path)
    assert len(pages.articles) == 1
    assert pages.articles[0].page == 2


def test_missing_article_files_are_named(family, tmp_path):
    page = made(tmp_path, family, NEWS, PHOTO)
    missing = next(p for p in tmp_path.rglob("*.htm*") if "4002" in p.name or "_2-01" in p.name)
    missing.unlink()
    pages = read_html(page)
    assert len(pages.articles) == 1
    assert any(missing.name in w and "晨练" in w for w in pages.facts.warnings)


def test_captions_beside_a_text_are_captions(tmp_path):
    page = made(tmp_path, "founder", NEWS)
    file = page.parent / "content_4001.htm"
    file.write_text(
        file.read_text().replace(
            "<table id=newspic>", "<table id=newspic><tr><td>图为座谈现场，共有32人参加。王二 摄</td></tr>"
        )
    )
    article = read_html(page).articles[0]
    assert article.body == "昨天，社区来了客人。\n大家谈得很高兴。"
    assert [c.text for c in article.captions] == ["图为座谈现场，共有32人参加。"]
    assert article.photographers == ("王二",)
    assert "共有32人" in article.reading.text


def test_jumps_join_across_pages(tmp_path):
    first = Story(
        "news",
        1,
        "",
        "",
        ("路修到家门口",),
        "",
        (),
        ("昨天，最后一段村道通车，全镇四十六个村庄从此都通了水泥路，村民们放起鞭", "（下转第2版）"),
    )
    second = Story("news", 2, "", "", ("路修到家门口",), "", (), ("（上接第1版）炮庆祝。", "通车后，进城只要半小时。"))
    render([Sheet(1, stories=[first]), Sheet(2, stories=[second, NEWS])], "layout", tmp_path, "2020-05-06", "某城日报")
    pages = read_html(tmp_path)
    assert len(pages.articles) == 2
    assert "村民们放起鞭炮庆祝。" in pages.articles[0].body
    assert pages.articles[0].continued_on == 2


def test_a_file_of_no_family_is_read_as_text(tmp_path):
    file = tmp_path / "x.html"
    text = "".join(f"<p>{line}</p>" for line in SOURCE.split("\n") if line.strip())
    file.write_text(f"<html><body>{text}</body></html>")
    pages = read_html(file, SAMPLE)
    assert len(pages.articles) == 9
    assert any("read as text" in w for w in pages.facts.warnings)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.html", b"<html></html>", "no page or article"),
        ("a.html", b"PK\x03\x04\x00\x00", "binary"),
        ("a.zip", b"x", "no HTML file"),
    ],
)
def test_bad_files(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BanmianError, match=words):
        read_html(tmp_path / name)


def test_a_folder_without_a_paper(tmp_path):
    with pytest.raises(BanmianError, match="no page or article"):
        read_html(tmp_path)
    with pytest.raises(BanmianError, match="no file"):
        read_html(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "深" + "</div>" * 100_000,
        "<b><p>" * 50_000 + "深",
        "<!--" * 50_000,
        "<a " * 100_000,
        "<table>" * 100_000,
    ],
)
def test_no_nesting_is_too_deep(markup):
    lines = lines_of(parse(markup).root)
    assert lines in ([], ["深"])


def test_lines_keep_rows_together_and_leave_scripts_out():
    markup = (
        "<p>　　一<b>二</b>&nbsp;三<br>四<script>五</script></p><table><tr><td>云台区</td><td>21例</td></tr></table>"
    )
    assert lines_of(parse(markup).root) == ["　　一二 三", "四", "云台区　21例"]
