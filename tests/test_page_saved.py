"""Pages as analysts save them: whole pages under their titles, archives, second copies, half a folder, other sites."""

from __future__ import annotations

import base64
import html
import json
import quopri
import re
from dataclasses import replace
from pathlib import Path

import pytest
from epaper_render import FAMILIES, render
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typeset_text import Sheet, Story, sheets_of

import helpers
from helpers.errors import BanmianError
from helpers.page.epaper import read_html
from helpers.page.epaper.dom import lines_of, parse
from helpers.page.epaper.lines import info, is_no_text
from helpers.page.epaper.metadata import day_of, issue_day
from helpers.page.epaper.saved import Saved, is_part
from helpers.page.text import decode

HERE = Path(__file__).parent
SAMPLE = "2022-03-25_jiaxing-daily-pinghu"
SOURCE = decode((HERE.parent / "data" / "editions" / f"{SAMPLE}.txt").read_bytes())[0]
GOLD = json.loads((HERE / "gold" / f"{SAMPLE}.json").read_text(encoding="utf-8"))
SITE = "http://epaper.linjiang.example/"
DAY = "2020-05-06"
TEXT = ("昨天，临江开发区又有12家企业开工。", "园区里每天检测3200人。")
NEWS = Story("news", 1, "", "引题在上", ("临江开发区有序复工",), "副题在下", ("本报记者 王一",), TEXT)
OTHER = Story("news", 1, "", "", ("社区办起食堂",), "", ("本报记者 李二",), ("前天，食堂来了45位老人。",))
ADDRESS = "<!-- saved from url=(0058){} -->\n"


@pytest.fixture(params=FAMILIES)
def site(request, tmp_path) -> Path:
    """The folder of a page with two articles, as its server has it."""
    render([Sheet(1, stories=[NEWS, OTHER])], request.param, tmp_path / "site", DAY, "临江日报")
    return tmp_path / "site"


def files_of(site: Path) -> list[tuple[str, str, bool]]:
    """Each file's address, its markup with absolute links, and whether it is the page."""
    out = []
    for path in sorted(site.rglob("*.htm*")):
        address = SITE + path.relative_to(site).as_posix()
        base = SITE + path.parent.relative_to(site).as_posix() + "/"
        out.append((address, absolute(path.read_text(encoding="utf-8"), base), is_page(path)))
    return out


def is_page(path: Path) -> bool:
    return path.name.startswith(("node", "nbs"))


def absolute(markup: str, base: str) -> str:
    def whole(match: re.Match[str]) -> str:
        href = match[2].strip('"')
        folder = base.rstrip("/").split("/")
        while href.startswith("../"):
            href, folder = href[3:], folder[:-1]
        return f'{match[1]}"{"/".join(folder)}/{href}"'

    return re.sub(r"(?i)(href=)(\"[^\"]*\"|[^\s>]+)", whole, markup)


def title_of(markup: str, page: bool) -> str:
    return "临江日报 [数字报]" if page else "临江开发区有序复工 (一)" if "引题在上" in markup else "社区办起食堂"


def archive(address: str, markup: str, encoding: str = "quoted-printable", charset: str = "") -> bytes:
    """A page as browsers archive it."""
    data = markup.encode(charset or "utf-8")
    body = quopri.encodestring(data) if encoding == "quoted-printable" else base64.encodebytes(data)
    kind = f'text/html; charset="{charset}"' if charset else "text/html"
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n----B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {address}\r\n\r\n'
    picture = "\r\n----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    return f"Snapshot-Content-Location: {address}\r\n{head}".encode() + body + picture.encode() + b"----B--\r\n"


def read_as_usual(pages) -> None:
    assert [a.headline.text for a in pages.articles] == ["临江开发区有序复工", "社区办起食堂"]
    assert [a.body for a in pages.articles] == ["\n".join(TEXT), "前天，食堂来了45位老人。"]
    assert pages.articles[0].reporters == ("王一",)
    assert (pages.facts.date, pages.facts.pages) == (DAY, 1)
    assert not pages.facts.warnings


@pytest.mark.parametrize("alone", [True, False], ids=["the page", "the folder"])
@pytest.mark.parametrize("how", ["comment", "no address", "mhtml", "mht", "single file"])
def test_pages_saved_under_their_titles(site, tmp_path, how, alone):
    folder = tmp_path / "saved"
    folder.mkdir()
    whole = None
    for address, markup, page in files_of(site):
        ending = {"mhtml": ".mhtml", "mht": ".mht"}.get(how, ".html")
        target = folder / (title_of(markup, page) + ending)
        if how == "mhtml":
            target.write_bytes(archive(address, markup))
        elif how == "mht":
            target.write_bytes(archive(address, markup, "base64", "gb18030"))
        elif how == "single file":
            comment = f"<!--\n Page saved with SingleFile \n url: {address} \n saved date: Mon May 11 2020 -->"
            picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 60_000}">'
            target.write_text(
                markup.replace("<head>", "<head>" + comment).replace("<body>", comment + "<body>" + picture)
            )
        else:
            target.write_text(ADDRESS.format(address) * (how == "comment") + markup, encoding="utf-8")
            parts = folder / f"{target.stem}_files"
            parts.mkdir()
            (parts / "ad.html").write_text(f"<html><body>{markup}</body></html>", encoding="utf-8")
        whole = target if page else whole
    pages = read_html(whole if alone else folder, date=DAY if how == "no address" else None)
    read_as_usual(pages)


def test_the_address_gives_the_day_where_nothing_else_does(tmp_path):
    file = tmp_path / "某文.html"
    page = (
        '<div class="detail-art"><h2 id="Title">社区办起食堂</h2><div class="content"><p>昨天来了45人。</p></div></div>'
    )
    address = SITE + "paper/pc/content/202203/25/content_1.html"
    file.write_text(f"{ADDRESS.format(address)}<html><body>{page}</body></html>", encoding="utf-8")
    assert read_html(file).facts.date == "2022-03-25"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        (SITE + "html/2022-03/25/content_1.htm", "2022-03-25"),
        (SITE + "pc/content/202203/25/content_1.html", "2022-03-25"),
        (SITE + "2022/03/25/a.html", "2022-03-25"),
        (SITE + "x/nw.D110000x_20220325_1-01.htm", "2022-03-25"),
        (SITE + "202203/t20220325_123.html", "2022-03-25"),
        (SITE + "html/2022-02/31/a.htm", ""),
        (SITE + "a/123420220325/a.htm", ""),
    ],
)
def test_the_day_of_an_address(address, day):
    assert issue_day(address) == day


def test_folders_that_anybody_makes_are_no_issue():
    assert issue_day("/home/x/2024/05/06/content_1.htm", disk=True) == ""
    assert issue_day("/home/x/html/2024-05/06/content_1.htm", disk=True) == "2024-05-06"
    assert day_of("2022-02-31") == ""


def founder(folder: Path, *stories: Story) -> Path:
    return render([Sheet(1, stories=list(stories))], "founder", folder, DAY, "临江日报")


def test_contradictions_of_days_and_papers_are_shown(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    first, second = (page.with_name(f"content_{n}.htm") for n in (4001, 4002))
    first.write_text(first.read_text().replace(f"<founder-date>{DAY}", "<founder-date>2020-05-05"))
    second.write_text(second.read_text().replace("临江日报", "临江晚报"))
    facts = read_html(page).facts
    told = " ".join(facts.warnings)
    assert facts.date == DAY  # the folder of the issue is surer than the hour in which it was written
    assert "2020-05-05" in told and "content_4001.htm" in told and "临江日报, 临江晚报" in told


def test_a_folder_of_two_issues_is_refused(tmp_path):
    founder(tmp_path, NEWS)
    render([Sheet(1, stories=[OTHER])], "founder", tmp_path, "2020-05-07", "临江日报")
    with pytest.raises(BanmianError, match="2 issues .*2020-05-06.*2020-05-07"):
        read_html(tmp_path)


def test_files_of_several_days_need_the_day(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    folder = tmp_path / "all"
    folder.mkdir()
    for number, day in ((4001, DAY), (4002, "2020-05-09")):
        text = page.with_name(f"content_{number}.htm").read_text().replace(f"date>{DAY}", f"date>{day}")
        (folder / f"content_{number}.htm").write_text(text)
    with pytest.raises(BanmianError, match="2 days .*2020-05-06.*2020-05-09"):
        read_html(folder)
    facts = read_html(folder, date=DAY).facts
    assert facts.date == DAY and any("2020-05-09" in w for w in facts.warnings)


def test_a_page_without_its_articles_names_them(site, tmp_path):
    page = next(p for p in site.rglob("*.htm*") if is_page(p))
    for path in site.rglob("*.htm*"):
        if path != page:
            path.unlink()
    for path in (page, site):
        with pytest.raises(BanmianError, match=r"lists 2 articles \(.*社区办起食堂.*none of their files"):
            read_html(path)


def test_what_a_list_names_besides_the_map_is_not_dropped(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    page.write_text(re.sub(r'(?i)(<area[^>]*href=")content_4002.htm', r"\1javascript:void(0)", page.read_text()))
    assert len(read_html(page).articles) == len(read_html(tmp_path).articles) == 2
    (page.with_name("content_4002.htm")).unlink()
    assert any("社区办起食堂" in w for w in read_html(page).facts.warnings)


def test_an_article_that_says_it_is_of_another_page_is_told(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    other = page.with_name("content_4002.htm")
    other.write_text(other.read_text().replace("<founder-pagenum>A01", "<founder-pagenum>A05"))
    pages = read_html(page)
    assert len(pages.articles) == 1
    assert any("content_4002.htm" in w and "A05" in w for w in pages.facts.warnings)


@pytest.mark.parametrize("name", ["content_4001 (1).htm", "content_4001（1）.htm", "content_4001 - 副本.htm"])
@pytest.mark.parametrize("with_page", [True, False])
def test_second_copies_are_read_once(tmp_path, name, with_page):
    page = founder(tmp_path, NEWS, OTHER)
    first = page.with_name("content_4001.htm")
    first.with_name(name).write_bytes(first.read_bytes())
    if with_page:
        page.with_name("node_2 (1).htm").write_bytes(page.read_bytes())
    else:
        page.unlink()
    pages = read_html(tmp_path)
    assert len(pages.articles) == 2 and pages.facts.pages == 1
    assert any(name in w and "read once" in w for w in pages.facts.warnings)


def test_a_second_copy_with_another_text_is_told(tmp_path):
    page = founder(tmp_path, NEWS)
    first = page.with_name("content_4001.htm")
    first.with_name("content_4001 (1).htm").write_text(first.read_text().replace("12家", "13家"))
    page.unlink()
    pages = read_html(tmp_path)
    assert len(pages.articles) == 2
    assert any("another text" in w for w in pages.facts.warnings)


def test_files_named_by_a_crawler(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    page.with_name("content_4001.htm").rename(page.with_name("content_4001.htm?div=-1.html"))
    page.with_name("content_4002.htm").rename(page.with_name("CONTENT_4002.HTM"))
    assert len(read_html(tmp_path).articles) == 2
    assert Saved(Path("content_1.htm?div=-1.html"), "").name == "content_1.htm"


def test_an_article_without_a_headline(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    file = page.with_name("content_4001.htm")
    file.write_text(re.sub(r"(<founder-title>).*?(</founder-title>)", r"\1\2", file.read_text()))
    pages = read_html(page)
    assert pages.articles[0].headline.text == "临江开发区有序复工"
    assert any("taken from its page's list" in w for w in pages.facts.warnings)
    alone = read_html(file)
    assert alone.articles[0].body == "\n".join(TEXT)
    assert any("no headline" in w for w in alone.facts.warnings)


def test_an_article_without_a_text_is_told(tmp_path):
    page = founder(tmp_path, NEWS, OTHER)
    file = page.with_name("content_4001.htm")
    file.write_text(re.sub(r"<!--enpcontent-->.*<!--/enpcontent-->", "<img src=a.jpg>", file.read_text(), flags=re.S))
    pages = read_html(page)
    assert [a.headline.text for a in pages.articles] == ["临江开发区有序复工", "社区办起食堂"]
    assert any("content_4001.htm holds no text" in w for w in pages.facts.warnings)


def test_a_folder_says_which_files_it_leaves_out(tmp_path):
    founder(tmp_path, NEWS)
    (tmp_path / "about.html").write_text("<html><body>关于我们</body></html>")
    assert any("about.html" in w for w in read_html(tmp_path).facts.warnings)


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "utf-8"), ("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "big5")]
)
def test_encodings(tmp_path, declared, encoding):
    file = tmp_path / "html/2020-05/06/content_1.htm"
    file.parent.mkdir(parents=True)
    head = f'<?xml version="1.0" encoding="{declared}"?><html><head><meta charset="{declared}"></head>'
    text = "<body><founder-title>復工有序</founder-title><founder-content>昨天，有597家企業復工。</founder-content></body></html>"
    file.write_bytes((head + text).encode(encoding))
    assert read_html(file).articles[0].body == "昨天，有597家企業復工。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_character_does_not_change_the_encoding(tmp_path, encoding):
    page = founder(tmp_path, NEWS)
    file = page.with_name("content_4001.htm")
    data = file.read_text(encoding="utf-8").replace("<head>", f'<head><meta charset="{encoding}">').encode(encoding)
    file.write_bytes(data.replace("默认".encode(encoding), "默认".encode(encoding)[:-1]))
    pages = read_html(file)
    assert pages.articles[0].body == "\n".join(TEXT)
    assert any("lost" in w for w in pages.facts.warnings)


def test_what_breaks_off_is_told(tmp_path):
    page = founder(tmp_path, NEWS)
    markup = page.with_name("content_4001.htm").read_text()
    half = markup[: markup.index("园区里")]
    cut, whole = tmp_path / "半.html", archive(SITE + f"html/{DAY[:7]}/06/content_4001.htm", markup)
    cut.write_text(half)
    (tmp_path / "半.mht").write_bytes(whole[: whole.index(b"image/png")])
    for file in (cut, tmp_path / "半.mht"):
        assert any("breaks off" in w for w in read_html(file, date=DAY).facts.warnings)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "archive without a page"),
        ("a.mhtml", b"\x00\x01" * 50, "archive without a page"),
        (
            "a.html",
            ("<html><body>" + "<a href=x>只有标题的链接</a><br>" * 30 + "</body></html>").encode(),
            "no article that",
        ),
    ],
)
def test_what_is_no_page(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BanmianError, match=words):
        helpers.read_edition(tmp_path / name, date=DAY)


def test_parts_of_a_page_are_told_by_the_page_beside_them(tmp_path):
    (tmp_path / "某报_files").mkdir()
    part = tmp_path / "某报_files" / "a.html"
    part.write_text("x")
    assert not is_part(part)
    (tmp_path / "某报.html").write_text("x")
    assert is_part(part)


SEEN = {
    "hidden": "<p>有12家。</p><p hidden>13家</p><div style='DISPLAY: none'>14家</div><p style='visibility:hidden'>15家</p>",
    "tags": "<p>有12家。</p><noscript>13家</noscript><video>14家</video><template>15家</template><textarea>16家</textarea>",
    "ruby": "<p>有<ruby>12<rp>(</rp><rt>13</rt><rp>)</rp></ruby>家。</p>",
}


@pytest.mark.parametrize("name", SEEN)
def test_only_what_is_shown_is_read(name):
    assert lines_of(parse(SEEN[name]).body) == ["有12家。"]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("1200m<sup>2</sup>", "1200m²"),
        ("3.5×10<sup>4</sup>m<sup>3</sup>", "3.5×10⁴m³"),
        ("10<sup>－3</sup>", "10⁻³"),
        ("排放CO<sub>2</sub>12吨", "排放CO₂12吨"),
        ("PM<sub>2.5</sub>35微克", "PM2.5 35微克"),
        ("见注<sup>[1]</sup>，共30家<sup>②</sup>", "见注[1]，共30家②"),
        ("气温12<sup>o</sup>C", "气温12°C"),
        ("<span style='float:left'>21</span><span style='float:right'>35</span>", "21 35"),
        ("&nbsp;&nbsp;一&emsp;二&#12288;三", "\u3000\u3000一\u2003二\u3000三"),
        ("&emsp;一", "\u3000\u3000一"),
        ("&nbsp;一", "一"),
    ],
)
def test_raised_lowered_and_set_apart(markup, line):
    assert lines_of(parse(f"<p>{markup}</p>").body) == [line]


TABLES = {
    "paragraphs in cells": (
        "<tr><td><p>区</p></td><td><p>企业</p><p>（家）</p></td></tr><tr><td><p>甲区</p></td><td><p>21</p></td></tr>",
        ["区　企业（家）", "甲区　21"],
    ),
    "an empty cell keeps its column": (
        "<tr><td>区</td><td>规上</td><td>规下</td></tr><tr><td>甲区</td><td>&nbsp;</td><td>35</td></tr>",
        ["区　规上　规下", "甲区　—　35"],
    ),
    "cells over rows and columns": (
        "<tr><td rowspan=2>区</td><td colspan=2>复工</td></tr><tr><td>规上</td><td>规下</td></tr><tr><td>甲区</td><td>3</td><td>4</td></tr>",
        ["区　复工　复工", "区　规上　规下", "甲区　3　4"],
    ),
    "a number over two rows is told once": (
        "<tr><td>甲区</td><td rowspan=2>21</td></tr><tr><td>乙区</td></tr>",
        ["甲区　21", "乙区　—"],
    ),
    "a name over two rows": (
        "<tr><td rowspan=2>甲区</td><td>21</td></tr><tr><td>22</td></tr>",
        ["甲区　21", "甲区　22"],
    ),
    "two numbers in a cell are two": ("<tr><td>甲区</td><td>21<br>22</td></tr>", ["甲区　21 22"]),
    "a row that lays out the page": (
        "<tr><td><p>一段。</p><p>二段。</p></td><td><p>三段很长。</p></td></tr>",
        ["一段。", "二段。", "三段很长。"],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_cell_by_cell(name):
    markup, lines = TABLES[name]
    assert lines_of(parse(f"<table>{markup}</table>").body) == lines


def test_figures_of_a_table_have_the_unit_of_their_column(tmp_path):
    page = founder(tmp_path, NEWS)
    file = page.with_name("content_4001.htm")
    rows = [
        ("县区", "复工企业（家）", "在岗（人）"),
        ("云台区", "21", "350"),
        ("临江区", "", "640"),
        ("东城区", "7", "64"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    file.write_text(file.read_text().replace("<!--/enpcontent-->", f"<table>{cells}</table><!--/enpcontent-->"))
    facts = helpers.read_edition(file).table("facts")
    found = set(zip(facts["value"], facts["unit"], strict=True))
    assert found >= {(21, "家"), (7, "家"), (350, "人"), (640, "人"), (64, "人")}
    assert (640, "家") not in found


NO_TEXT = [
    "上一篇：别的题 8人", "下一篇", "上一篇 下一篇", "分享到：", "分享到 微信 微博", "发表评论 已有25条评论", "已有25人参与评论",
    "Copyright © 2022 临江日报社 版权所有", "主办：临江日报社 浙ICP备05012345号", "[打印] [关闭] 浏览次数：345次", "阅读：345",
    "扫一扫 关注公众号", "大 中 小", "您的位置：首页 > 要闻", "首页 > 要闻",
    "版权所有 某某新闻网 未经授权，不得转载。",
]  # fmt: skip
A_TEXT = [
    "上一篇报道说，今年有8家。", "分享到村里的收入有12万元，村民都高兴", "已有25家企业复工", "版权所有者起诉了3家公司。",
    "PM2.5>75微克", "未经批准，3家企业不得开工，12家企业已经开工。", "扫码进门后，市民可领3份", "全市点击量达300万次", "网友评论认为，今年3月会好", "大",
]  # fmt: skip


@pytest.mark.parametrize(("line", "none"), [*((x, True) for x in NO_TEXT), *((x, False) for x in A_TEXT)])
def test_lines_that_are_no_text(line, none):
    assert is_no_text(line) is none


def test_buttons_rights_and_comments_stand_in_no_article_but_in_the_ledger(tmp_path):
    page = founder(tmp_path, NEWS)
    file = page.with_name("content_4001.htm")
    extra = "".join(f"<p>{line}</p>" for line in NO_TEXT) + "<form>已有33家评论</form><div class=share>44家</div>"
    file.write_text(file.read_text().replace("<!--/enpcontent-->", f"{extra}<p>责任编辑：张三</p><!--/enpcontent-->"))
    pages = read_html(file)
    assert pages.articles[0].body == "\n".join(TEXT)
    rows = {pages.text((row.start, row.end)): (row.article, row.part) for row in pages.ledger}
    assert all(rows[line] == (0, "other") for line in NO_TEXT)
    assert rows["责任编辑：张三"] == (0, "editors")
    assert "33家" not in pages.source and "44家" not in pages.source


@pytest.mark.parametrize(
    ("line", "items"),
    [
        (
            "2022-03-25 08:12:33　来源：临江日报　作者：王一",
            {"day": "2022-03-25", "source": "临江日报", "author": "王一"},
        ),
        ("发布时间：2022年3月25日 来源：新华社 浏览次数：345", {"day": "2022年3月25", "source": "新华社"}),
        ("作者：王一来源：临江日报", {"author": "王一", "source": "临江日报"}),
        ("字号：大 中 小", {}),
        ("编辑：", None),
        ("2022年，全市复工企业有12家", None),
        ("来源：临江日报的记者说，全市有12家。", None),
    ],
)
def test_the_line_below_a_headline(line, items):
    assert info(line) == items


BODY = "<p>　　本报讯（记者 王一）昨天，临江开发区又有12家企业开工。</p><p>　　园区里每天检测3200人。</p>"
HEAD = "<title>临江开发区有序复工_临江新闻网</title>"
LINE = "<div class=info>2020-05-06 08:12　来源：临江日报　作者：王一</div>"
SIDE = "<div class=side><h2>热点</h2><ul><li><a href=x>别的题有99家</a></li></ul></div><div>上一篇：甲 下一篇：乙</div><div>浙ICP备05012345号</div>"
SITES = {
    "h1 and a box": f"<h1>临江开发区有序复工</h1>{LINE}<div class=article>{BODY}</div>{SIDE}",
    "named boxes": f"<div class=article-title>临江开发区有序复工</div>{LINE}<div class=newsContent>{BODY}</div>{SIDE}",
    "no names at all": f"<div><a href=x>临江开发区有序复工</a></div><div><b>临江开发区有序复工</b></div>{LINE}<div>{BODY}</div>{SIDE}",
    "a box a paragraph": f"<h3>临江开发区有序复工</h3>{LINE}<div>{BODY.replace('<p>', '<div class=v>').replace('</p>', '</div>')}</div>{SIDE}",
    "head in the box": f"<div class=art><h2>临江开发区有序复工</h2>{LINE}{BODY}</div>{SIDE}",
    "a form around it": f"<form><h1>临江开发区有序复工</h1>{LINE}<div>{BODY}</div></form>{SIDE}",
    "buttons between": f"<h1>临江开发区有序复工</h1>{LINE}<div>小 中 大</div><ul><li>微信好友分享按钮</li></ul><div>语音播报</div><div>{BODY}</div>{SIDE}",
    "readers' comments": f"<h1>临江开发区有序复工</h1>{LINE}<div class=content>{BODY}</div>"
    + "".join(f"<div class=c><p>读者{i}：这里开了{i}9家，大家都高兴。</p></div>" for i in range(9)),
}


@pytest.mark.parametrize("name", SITES)
def test_an_article_of_any_site_is_read_as_one(tmp_path, name):
    file = tmp_path / "page.html"
    file.write_text(f"<html><head>{HEAD}</head><body><div>首页 &gt; 要闻</div>{SITES[name]}</body></html>")
    pages = read_html(file)
    (article,) = pages.articles
    assert article.headline.text == "临江开发区有序复工"
    assert article.body == "昨天，临江开发区又有12家企业开工。\n园区里每天检测3200人。"
    assert (pages.facts.date, pages.facts.paper, article.reporters) == (DAY, "临江日报", ("王一",))
    assert not article.subtitle.text and not article.kicker.text
    assert any("read as one article" in w for w in pages.facts.warnings)


def dressed(story: Story, dress: str) -> str:
    """An article in the dress of a news site, with what stands around it."""
    title = " ".join(story.headline)
    paragraphs = [html.escape(p) for p in story.paragraphs]
    if dress == "h1":
        head = f"<title>{title}_某某新闻网</title>"
        page = (
            f"<h1>{'<br>'.join(story.headline)}</h1>{LINE}<div>{''.join(f'<p>　　{p}</p>' for p in paragraphs)}</div>"
        )
    elif dress == "boxes":
        head = f'<meta property=og:title content="{html.escape(title)}"><title>数字报</title>'
        text = "".join(f"<div style='text-indent:2em'>{p}</div>" for p in paragraphs)
        page = f"<div><div><span>{title}</span></div>{LINE}<div class=newsContent>{text}</div></div>"
    else:
        head = f"<title>{title} - 某某网</title>"
        text = "<br><br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{p}" for p in paragraphs)
        page = f"<table><tr><td>{SIDE}</td><td><b>{title}</b>{LINE}<div>{text}</div></td></tr></table>"
    return f"<html><head>{head}</head><body>{page}{SIDE}</body></html>"


@pytest.mark.parametrize("dress", ["h1", "boxes", "table"])
def test_the_articles_of_the_sample_read_as_in_the_paper(tmp_path, dress):
    stories = [s for sheet in sheets_of(SOURCE, GOLD) for s in sheet.stories if s.kind == "news"]
    assert len(stories) >= 6
    for number, story in enumerate(stories):
        story = replace(story, kicker="", subtitle="", column="", bylines=())
        page = founder(tmp_path / str(number), story)
        paper = read_html(page.with_name("content_4001.htm"))
        file = tmp_path / f"{number}.html"
        file.write_text(dressed(story, dress), encoding="utf-8")
        (article,) = read_html(file).articles
        assert (article.headline.text, article.body) == (paper.articles[0].headline.text, paper.articles[0].body)


WITNESSES = {
    "CMS": '<meta name="ArticleTitle" content="临江开发区有序复工"><meta name="PubDate" content="2020-05-06 08:12"><meta name="ContentSource" content="临江日报">',
    "open graph": '<meta property="og:title" content="临江开发区有序复工"><meta property="article:published_time" content="2020-05-06T08:12:00+08:00"><meta property="og:site_name" content="临江日报">',
    "JSON-LD": '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "临江开发区有序复工", "datePublished": "2020-05-06T08:12:00+08:00", "publisher": {"name": "临江日报"}}]}</script>',
}


@pytest.mark.parametrize("name", WITNESSES)
def test_metadata_are_a_witness(tmp_path, name):
    file = tmp_path / "page.html"
    page = f"<div>临江开发区<br>有序复工</div><div>{BODY}</div>{SIDE}"
    file.write_text(f"<html><head>{WITNESSES[name]}<title>手机版</title></head><body>{page}</body></html>")
    pages = read_html(file)
    assert [a.headline.text for a in pages.articles] == ["临江开发区 有序复工"]
    assert (pages.facts.date, pages.facts.paper) == (DAY, "临江日报")


@pytest.mark.parametrize(
    ("published", "day"),
    [("2020-05-05T23:30:00Z", DAY), ("2020-05-05T23:30:00.000+00:00", DAY), ("2020-05-06T23:30:00+0800", DAY)],
)
def test_a_day_of_metadata_is_counted_as_in_china(tmp_path, published, day):
    file = tmp_path / "page.html"
    head = f'{HEAD}<meta property="article:published_time" content="{published}">'
    file.write_text(f"<html><head>{head}</head><body><h1>临江开发区有序复工</h1><div>{BODY}</div></body></html>")
    assert read_html(file).facts.date == day


def test_an_author_that_is_nobody_signs_nothing(tmp_path):
    file = tmp_path / "page.html"
    for author in ("admin", "临江新闻网"):
        head = f'{HEAD}<meta name=author content="{author}">'
        text = BODY.replace("本报讯（记者 王一）", "")
        file.write_text(f"<html><head>{head}</head><body><h1>临江开发区有序复工</h1><div>{text}</div></body></html>")
        assert read_html(file, date=DAY).articles[0].reporters == ()


def test_a_text_in_several_boxes_of_one_name(tmp_path):
    page = founder(tmp_path, NEWS)
    file = page.with_name("content_4001.htm")
    more = "</founder-content><founder-content><p>另有33家。</p></founder-content><founder-content style='display:none'>旧文44家。"
    file.write_text(file.read_text().replace("<!--/enpcontent-->", more))
    assert read_html(file).articles[0].body == "\n".join([*TEXT, "另有33家。"])


def test_an_empty_element_of_xhtml_takes_nothing_up(tmp_path):
    file = tmp_path / "nw.D110000x_20200506_1-01.htm"
    line = '<p class="sec">本报记者 王一 <span class="date">《临江日报》（2020年05月06日 第 01 版）</span></p>'
    page = f'<div class="article"><h3/><h1>社区办起食堂</h1><h2 class="x"/>{line}<div id="ozoom"><p>来了45人。</p><br/></div></div>'
    for head in ('<?xml version="1.0" encoding="utf-8"?>\n', ""):
        file.write_text(f"{head}<html><body>{page}</body></html>", encoding="utf-8")
        pages = read_html(file)
        (article,) = pages.articles
        assert (article.body, article.kicker.text, article.subtitle.text) == ("来了45人。", "", "")
        assert (pages.facts.date, pages.facts.paper) == (DAY, "临江日报")


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<pre>　　一段。\n　　二段。</pre>", ["　　一段。", "　　二段。"]),
        ("<p>一\n二</p>", ["一 二"]),
        ("<p style='text-indent: 2em'>一</p><div style='TEXT-INDENT:32px'><p>　　二</p></div>", ["　　一", "　　二"]),
        ("<p>12&zwnj;3家，4&shy;5人，6&#8203;7个</p>", ["123家，45人，67个"]),
        ("<p>1&thinsp;035亿元</p>", ["1 035亿元"]),
    ],
)
def test_line_ends_and_characters_without_width(markup, lines):
    assert lines_of(parse(markup).body) == lines


def test_a_link_to_more_of_the_text_is_told(tmp_path):
    page = founder(tmp_path, NEWS)
    file = page.with_name("content_4001.htm")
    file.write_text(file.read_text().replace("上一篇 下一篇", "<a href=content_4001_2.htm>下一页</a>"))
    assert any("next page" in w for w in read_html(file).facts.warnings)


def test_a_page_saved_with_the_ending_of_an_archive(tmp_path):
    page = founder(tmp_path, NEWS)
    assert read_html(page.with_name("content_4001.htm").rename(tmp_path / "a.mht")).articles[0].body == "\n".join(TEXT)


def test_a_rendered_page_without_metadata(tmp_path):
    file = tmp_path / "page.html"
    head = "<div>临江日报</div><div>2020年05月06日 星期三</div><ul><li>第01版：要闻</li><li>第02版：民生</li></ul>"
    art = f"<div><h4>引题在上</h4><h3 class=art-title>临江开发区有序复工</h3><h4>副题在下</h4><div><span>作者：王一</span><span>来源：临江日报</span></div><div class=art-content>{BODY}</div></div>"
    file.write_text(f"<html><head><title>数字报</title></head><body><div id=app>{head}{art}</div></body></html>")
    pages = read_html(file)
    (article,) = pages.articles
    assert (article.kicker.text, article.subtitle.text) == ("引题在上", "副题在下")
    assert article.headline.text == "临江开发区有序复工"
    assert pages.facts.date == DAY
    assert any("check it" in w for w in pages.facts.warnings)  # some sites show today there


def test_several_articles_on_a_page_of_no_family_are_not_read_as_one(tmp_path):
    file = tmp_path / "page.html"
    arts = "".join(
        f"<div><h3 class=article-title>{n}镇企业有序复工</h3><div class=article-content><p>　　本报讯（记者 王一）昨天，{n}镇又有1{i}家企业开工。</p><p>　　镇上每天检测1{i}00人。</p></div></div>"
        for i, n in enumerate("甲乙丙")
    )
    file.write_text(f"<html><head><title>临江日报数字报</title></head><body>{arts}</body></html>")
    pages = read_html(file, date=DAY)
    assert len(pages.articles) == 3
    assert any("read as text" in w for w in pages.facts.warnings)


def test_a_text_without_sentences_is_no_subtitle(tmp_path):
    file = tmp_path / "page.html"
    rows = "".join(f"<p>{n}区　{i}1　{i}2　{i}3</p>" for i, n in enumerate("甲乙丙丁戊己庚辛"))
    page = f"<h1>临江开发区有序复工</h1><div>{rows}</div><div><p>本网声明：读者来信，择优刊登，欢迎来稿。</p></div>"
    file.write_text(f"<html><head>{HEAD}</head><body>{page}</body></html>")
    assert any("read as text" in w for w in read_html(file, date=DAY).facts.warnings)


def test_a_text_that_stands_partly_outside_the_box_is_not_cut(tmp_path):
    file = tmp_path / "page.html"
    page = f"<h1>临江开发区有序复工</h1><div>{BODY}</div><div class=content>{BODY.replace('12家', '77家') * 4}</div>"
    file.write_text(f"<html><head>{HEAD}</head><body>{page}</body></html>")
    assert "12家" in read_html(file, date=DAY).source


def test_a_lead_outside_the_box_is_read(tmp_path):
    file = tmp_path / "page.html"
    lead = "<div>核心提示：昨天有99家企业开工，大家都高兴。</div>"
    page = f"<h1>临江开发区有序复工</h1>{lead}<div class=content>{BODY}</div>"
    file.write_text(f"<html><head>{HEAD}</head><body>{page}</body></html>")
    (article,) = read_html(file, date=DAY).articles
    assert "99家" in article.body and "12家" in article.body


def test_a_page_read_as_text_has_the_day_of_its_metadata(tmp_path):
    file = tmp_path / "page.html"
    head = f"<title>要闻汇总</title><meta name=PubDate content={DAY}>"
    file.write_text(f"<html><head>{head}</head><body>{''.join(f'<div>{BODY}</div>' for _ in range(3))}</body></html>")
    pages = read_html(file)
    assert pages.facts.date == DAY
    assert any("read as text" in w for w in pages.facts.warnings)
    assert any(DAY in w for w in read_html(file, date="2020-06-01").facts.warnings)


def test_what_is_left_out_beside_the_box_is_quoted(tmp_path):
    file = tmp_path / "page.html"
    page = f"<h1>临江开发区有序复工</h1><div>{BODY}</div><div><p>另有99家企业开工。</p></div>"
    file.write_text(f"<html><head>{HEAD}</head><body>{page}</body></html>")
    assert any("另有99家" in w for w in read_html(file, date=DAY).facts.warnings)


#: Scraps of markup, so that random files run into every part of the readers.
SCRAPS = [
    "<html>", "<head>", "<title>有序复工_某网</title>", "<body>", "<h1>有序复工</h1>", "<h2>", "<div class=content>", "<div>", "</div>", "<p>",
    "昨天，有12家企业开工。", "有序复工", "</p>", "<table>", "<tr>", "<td rowspan=3>", "<td colspan=9>", "<td>", "21", "<sup>", "<sub>2", "</sup>",
    "<span style='display:none'>", "<span style='float:left'>", "<form>", "<a href=content_1.htm>甲</a>", "<area href=content_2.htm coords='1,2'>",
    "<founder-title>题</founder-title>", "<founder-content>", "<!--enpproperty <date>2022-13-45</date><type>1</type>-->", "<!--", "-->",
    '<meta name=PubDate content="2022-02-31">', '<script type="application/ld+json">{"headline": [1, {"name": {}}]}</script>',
    '<script type="application/ld+json">[[[', "</script>", "<!-- saved from url=(0001)http://[x/2022-03/25/content_1.htm -->", "上一篇：", "\x00", "\ufffd",
    "</body>", "</html>", "来源：某日报", "2022年3月25日", "<td hidden>", "<ruby>平<rt>", "<map>", "<select>",
]  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=40).map("".join))
def test_any_markup_is_read_or_refused(tmp_path, markup):
    for name in ("content_1.htm", "node_1.html", "x.mht"):
        file = tmp_path / name
        file.write_text(markup, encoding="utf-8")
        try:
            pages = read_html(file, date=DAY)
        except BanmianError:
            continue
        assert sum(row.end - row.start for row in pages.ledger) == len(pages.source)
