"""Pages of stories → the files a digital paper of each family would save (markup of our own, after the families' habits)."""

from __future__ import annotations

import html
from pathlib import Path

from typeset_text import Sheet, Story

FAMILIES = ("founder", "people", "layout", "zhe")


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def render(sheets: list[Sheet], family: str, folder: Path, day: str, paper: str, encoding: str = "utf-8") -> Path:
    """Write an edition's files below ``folder``; returns the first page's file."""
    writer = {"founder": _founder, "people": _people, "layout": _layout, "zhe": _zhe}[family]
    first = None
    serial = 4000
    other = [(f"content_{9000 + i}.htm", f"别的版上的标题之{i}") for i in range(3)]
    for sheet in sheets:
        names = []
        for _ in sheet.stories:
            serial += 1
            names.append(serial)
        for path, text in writer(sheet, names, day, paper, other):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode(encoding))
            first = first or target
    assert first is not None
    return first


def body(story: Story) -> str:
    return "\n".join(f"<P>　　{esc(p)}</P>" for p in (*story.bylines, *story.paragraphs))


def picture(story: Story) -> bool:
    return story.kind == "photo"


def _founder(sheet: Sheet, names: list[int], day: str, paper: str, other: list[tuple[str, str]]):
    """Classic: a map over the page picture, unquoted attributes, two bodies, a comment behind the end."""
    label = f"A{sheet.number:02d}"
    areas = "".join(
        f'<Area coords="{20 + 300 * (i % 2)},{100 + 200 * (i // 2)},{300 + 300 * (i % 2)},{100 + 200 * (i // 2)},'
        f'{300 + 300 * (i % 2)},{280 + 200 * (i // 2)}" shape="polygon" href="content_{n}.htm">'
        for i, n in enumerate(names)
    )
    items = "".join(
        f'<tr><td class=default><a href=content_{n}.htm><div style="display:inline" id=mp{n}>{esc(" ".join(s.headline))}</div></a></td></tr>'
        for n, s in reversed(list(zip(names, sheet.stories, strict=True)))  # the list's order is not the page's
    )
    side = "".join(f"<a href={name}>{esc(title)}</a>" for name, title in other)
    yield (
        f"html/{day[:7]}/{day[8:]}/node_{sheet.number + 1}.htm",
        f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{paper}</title>
<script>document.write('<p>从脚本里来的字</p>')</script></head><body><BODY topMargin=0>
<MAP NAME="pagepicmap">{areas}</MAP><img src=../../../res/x.jpg USEMAP=#PagePicMap>
<table><tr><td class="px12">第{label}版：<STRONG>要闻</STRONG></td><td><font face=webdings>3</font> 上一版 下一版 <font face=webdings>4</font></td></tr>
<tr><td>今日关注 {side}</td></tr>{items}</table></body></html>
<!--enpproperty <founder-date>{day} 01:02:03</founder-date><founder-pagenum>{label}</founder-pagenum><founder-papername>{paper}</founder-papername><founder-type>2</founder-type>/enpproperty-->""",
    )
    for n, story in zip(names, sheet.stories, strict=True):
        pictures = (
            "".join(f"<TR><TD align=center>{esc(p)}</TD></TR>" for p in story.paragraphs) if picture(story) else ""
        )
        content = "" if picture(story) else "\n".join(f"<P>　　{esc(p)}</P>" for p in story.paragraphs)
        yield (
            f"html/{day[:7]}/{day[8:]}/content_{n}.htm",
            f"""<html><head><title>{esc(" ".join(story.headline))}</title></head><body><BODY>
<a href=node_2.htm>第{label}版：要闻</a> 放大 缩小 默认
<table><TR><TD class=font02 align=middle>{esc(story.column or story.kicker)}</TD></TR>
<TR><TD class=font01 align=middle><founder-title>{"<BR/>".join(map(esc, story.headline))}</founder-title></TD></TR>
<TR><TD class=font02>{esc(story.subtitle)}</TD></TR>
<TR><TD class=font02><founder-author>{"<BR/>".join(map(esc, story.bylines))}</founder-author></TD></TR></table>
<table id=newspic>{pictures}</table>
<div id=ozoom class=content><founder-content><!--enpcontent-->{content}<!--/enpcontent--></founder-content></div>
<table><tr><td>上一篇 下一篇</td></tr></table></body></html>
<!--enpproperty <founder-date>{day} 01:02:03</founder-date><founder-pagenum>{label}</founder-pagenum><founder-papername>{paper}</founder-papername><founder-title>{esc("".join(story.headline))}</founder-title><founder-type>1</founder-type>/enpproperty-->""",
        )


def _people(sheet: Sheet, names: list[int], day: str, paper: str, other: list[tuple[str, str]]):
    compact = day.replace("-", "")
    file = [f"nw.D110000x_{compact}_{i}-{sheet.number:02d}.htm" for i in range(1, len(names) + 1)]
    items = "".join(
        f'<li><a href="{f}">{esc(" ".join(s.headline))}</a></li>' for f, s in zip(file, sheet.stories, strict=True)
    )
    yield (
        f"html/{day[:7]}/{day[8:]}/nbs.D110000x_{sheet.number:02d}.htm",
        f"""<html><body><div class="swiper-slide"><a id="pageLink" href="nbs.D110000x_01.htm">01版：要闻</a></div>
<div class="paper-bot"><p class="left">第{sheet.number:02d}版：要闻</p><a href="x.pdf">PDF下载</a></div>
<div class="news"><ul class="news-list">{items}</ul></div></body></html>""",
    )
    for f, story in zip(file, sheet.stories, strict=True):
        yield (
            f"html/{day[:7]}/{day[8:]}/{f}",
            f"""<html><body><div class="main w1000"><div class="right-main"><div class="article-box"><div class="article">
<h3>{esc(story.column or story.kicker)}</h3><h1>{"<br>".join(map(esc, story.headline))}</h1><h2>{esc(story.subtitle)}</h2>
<p class="sec">{"<br>".join(map(esc, story.bylines))} <span class="date">《{paper}》（<span class="newstime">{day[:4]}年{day[5:7]}月{day[8:]}日 第 {sheet.number:02d} 版</span>）</span></p>
<div id="ozoom">{"".join(f"<p>　　{esc(p)}</p>" for p in story.paragraphs)}</div></div></div></div></div></body></html>
<!--enpproperty <articleid>1</articleid><date>{day} 10:30:45:0</date><author></author><title>{esc(" ".join(story.headline))}</title>/enpproperty-->""",
        )


def _layout(sheet: Sheet, names: list[int], day: str, paper: str, other: list[tuple[str, str]]):
    month = f"{day[:4]}{day[5:7]}/{day[8:]}"
    items = "".join(
        f'<div class="clearfix"><a href="../../../content/{month}/content_{n}.html">{esc(" ".join(s.headline))}</a></div>'
        for n, s in zip(names, sheet.stories, strict=True)
    )
    yield (
        f"paper/pc/layout/{month}/node_{sheet.number:02d}.html",
        f"""<html><body><div id="layout">第{sheet.number:02d}版：要闻</div><ul id="list"><li><a href="node_01.html">第01版</a></li></ul>
<div id="articlelist">{items}</div><div class="hot"><a href="content_9000.html">别的版上的标题</a></div></body></html>""",
    )
    for n, story in zip(names, sheet.stories, strict=True):
        yield (
            f"paper/pc/content/{month}/content_{n}.html",
            f"""<html><body><div class="detail-art"><p id="PreTitle">{esc(story.column or story.kicker)}</p><h2 id="Title">{"<br>".join(map(esc, story.headline))}</h2>
<p id="SubTitle">{esc(story.subtitle)}</p><date>{day}</date><div class="content"><founder-content>{body(story)}</founder-content></div></div></body></html>""",
        )


def _zhe(sheet: Sheet, names: list[int], day: str, paper: str, other: list[tuple[str, str]]):
    items = "".join(
        f'<li><a href="content_{n}.htm?div=-1">{esc(" ".join(s.headline))}</a></li>'
        for n, s in zip(names, sheet.stories, strict=True)
    )
    yield (
        f"html/{day[:7]}/{day[8:]}/node_{sheet.number}.htm",
        f"""<html><body><div class="main-ed-title">第{sheet.number:05d}版：要闻</div><ul class="main-ed-articlenav-list">{items}</ul></body></html>""".replace(
            f"{sheet.number:05d}", f"{sheet.number:02d}"
        ),
    )
    for n, story in zip(names, sheet.stories, strict=True):
        yield (
            f"html/{day[:7]}/{day[8:]}/content_{n}.htm",
            f"""<html><body><div class="main-article-alltitle"><p>{esc(story.column or story.kicker)}</p><div class="main-article-title">{"<br>".join(map(esc, story.headline))}</div><p>{esc(story.subtitle)}</p></div>
<div class="main-article-content">{body(story)}</div></body></html>""",
        )
