"""The two kinds of files a digital paper saves: the page with its list, and the article.

Fields are found by the selectors of ``data/lexicons/page_epaper.txt`` (Founder's classic pages, People's
Daily and its like, the pc/layout sites, the Zhejiang group), then by what stands around the headline, then
by the comment the publishing system leaves behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename
from typing import Any
from urllib.parse import unquote, urlsplit

from helpers.lexicon import rows
from helpers.page.bylines import whole_line
from helpers.page.epaper_dom import comment_fields, lines_of, order, parse, read_markup
from helpers.page.text import plain

SUFFIXES = (".htm", ".html", ".shtml", ".xhtml")
_ARTICLE_NAME = re.compile(r"(?:content|nw\.|con_|art|c_)", re.I)
_PAGE_NAME = re.compile(r"(?:node|nbs\.|layout|col|page|index)", re.I)
_DAY = re.compile(r"(20\d{2}|19\d{2})[-/年.]?(0?[1-9]|1[0-2])[-/月.]?(0?[1-9]|[12]\d|3[01])(?!\d)")
_DATE_TEXT = re.compile(r"(?:20|19)\d{2}\s?[年-]\s?\d{1,2}\s?[月-]\s?\d{1,2}")
_PAGE_TEXT = re.compile(r"第?\s*(?P<n>[A-Z]?\d{1,3})\s*版(?:[\s\u3000:：]*(?P<name>[\u4e00-\u9fff·]{1,10}))?")


@dataclass(frozen=True)
class Link:
    """An article as a page lists it: its file, its title, and where it stands on the page (left, top) if mapped."""

    href: str
    title: str = ""
    place: tuple[float, float] | None = None

    @property
    def name(self) -> str:
        """The file's name without query and folders, as it is looked for on disk."""
        return basename(unquote(urlsplit(self.href).path))


@dataclass(frozen=True)
class PageFile:
    """A page of the paper: its label, its articles in print order."""

    path: Path
    label: str = ""
    number: str = ""
    links: tuple[Link, ...] = ()
    paper: str = ""
    day: str = ""


@dataclass(frozen=True)
class ArticleFile:
    """One article with its fields, each a list of lines as set."""

    path: Path
    kicker: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    number: str = ""  # of the page it stands on
    paper: str = ""
    day: str = ""


def read_file(path: Path) -> PageFile | ArticleFile | None:
    """What a saved file holds: an article, a page, or None for neither."""
    markup = read_markup(path)
    document, fields = parse(markup), comment_fields(markup)
    body = first(document, "body")
    titled = first(document, "headline") is not None or "title" in fields
    of_page = fields.get("type") == "2" or (fields.get("type") != "1" and _is_page(path, document))
    if titled and not of_page and (body is not None or every(document, "caption") or fields.get("type") == "1"):
        return _article(path, document, fields, body)
    page = _page(path, document, fields)
    return page if page.links else None


def _is_page(path: Path, document: Any) -> bool:
    """Whether a file that holds a text is a page all the same: it has a map or a list, and a page's name."""
    if _ARTICLE_NAME.match(path.name):
        return False
    return bool(_PAGE_NAME.match(path.name)) and document.css_first("area[href]") is not None


def first(document: Any, field: str) -> Any:
    """The first node that holds text, by the field's selectors in their order."""
    for name, selector, *_ in rows("page_epaper"):
        if name == field:
            for node in document.css(selector):
                if lines_of(node):
                    return node
    return None


def every(document: Any, field: str) -> list[Any]:
    """All nodes of the first selector of a field that finds any with text."""
    for name, selector, *_ in rows("page_epaper"):
        if name == field:
            nodes = [node for node in document.css(selector) if lines_of(node)]
            if nodes:
                return nodes
    return []


def _article(path: Path, document: Any, fields: dict[str, str], body: Any) -> ArticleFile:
    headline = first(document, "headline")
    captions = every(document, "caption")
    apart = frozenset(
        n.mem_id for field in ("headline", "kicker", "subtitle", "author") for n in every(document, field)
    )
    within = frozenset(n.mem_id for n in captions)
    texts = lines_of(body, within | (apart - {body.mem_id})) if body is not None else []
    head = _head(document, headline)
    author = [*head["author"]] or _author(document) or _split(fields.get("author", ""))
    return ArticleFile(
        path,
        tuple(head["kicker"] or _split(fields.get("pretitle", "") or fields.get("introtitle", ""))),
        tuple(_clean(lines_of(headline)) if headline is not None else _split(fields.get("title", ""))),
        tuple(head["subtitle"] or _split(fields.get("subtitle", ""))),
        tuple(author),
        tuple(dict.fromkeys(line for n in captions for line in _clean(lines_of(n)))),
        tuple(texts),
        fields.get("pagenum", "") or _number(document),
        fields.get("papername", ""),
        day_of(fields.get("date", "")) or day_of(str(path.parent) + "/") or _printed_day(document),
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"<br\s*/?>|\n", text) if part.strip()]


def _clean(lines: list[str]) -> list[str]:
    return [line.strip(" \u3000") for line in lines]


def _author(document: Any) -> list[str]:
    """The author's line, without the paper's name, date and page that stand beside it."""
    node = first(document, "author")
    if node is None:
        return []
    beside = frozenset(n.mem_id for n in node.css("span.date, span.newstime, date"))
    lines = [re.sub(r"^(?:作者|来源)[:：]\s*", "", x) for x in _clean(lines_of(node, beside))]
    return [x for x in lines if x and not _DATE_TEXT.search(x) and not re.fullmatch(r"《[^》]*》|\W+", x)]


def _head(document: Any, headline: Any) -> dict[str, list[str]]:
    """Kicker, subtitle and author: fields of their own, else the lines around the headline."""
    out: dict[str, list[str]] = {"kicker": [], "subtitle": [], "author": []}
    for field in ("kicker", "subtitle"):
        node = first(document, field)
        if node is not None:
            out[field] = _clean(lines_of(node))
    if headline is None or out["kicker"] or out["subtitle"]:
        return out
    for above, line in _around(document, headline):
        people = whole_line(plain(line))
        field = "author" if people and not above else "kicker" if above else "subtitle"
        out[field].append(line)
    return out


def _around(document: Any, headline: Any) -> list[tuple[bool, str]]:
    """``(above, line)`` for the lines beside the headline in its own frame: Founder's td.font02, Zhejiang's alltitle."""
    place = order(document)
    at = place.get(headline.mem_id, 0)
    nodes = [
        n for n in document.css("td.font02") if not n.css("founder-title, founder-content, p") and n.mem_id in place
    ]
    if nodes:
        return [(place[n.mem_id] < at, line) for n in nodes for line in _clean(lines_of(n))]
    frame = document.css_first(".main-article-alltitle")
    if frame is None:
        return []
    own = _clean(lines_of(headline))
    lines = _clean(lines_of(frame))
    if not own or own[0] not in lines:
        return []
    start = lines.index(own[0])
    return [(i < start, line) for i, line in enumerate(lines) if not start <= i < start + len(own)]


def _page(path: Path, document: Any, fields: dict[str, str]) -> PageFile:
    label, number = _label(document)
    number = fields.get("pagenum", "") or number
    return PageFile(
        path,
        label,
        number,
        tuple(_links(document)),
        fields.get("papername", ""),
        day_of(fields.get("date", "")) or day_of(str(path.parent) + "/") or _printed_day(document),
    )


def _label(document: Any) -> tuple[str, str]:
    """The page's name as printed (第A01版：头版) and its number."""
    for name, selector, *_ in rows("page_epaper"):
        if name != "label":
            continue
        for node in document.css(selector):
            for line in lines_of(node):
                found = _PAGE_TEXT.search(plain(line))
                if found and len(line) < 60:
                    return found.group().strip(), found["n"]
    return "", _number(document)


def _number(document: Any) -> str:
    node = document.css_first("span.newstime, span.date")
    found = _PAGE_TEXT.search(plain(node.text(deep=True))) if node is not None else None
    return found["n"] if found else ""


def _links(document: Any) -> list[Link]:
    """The page's articles. The map of the page picture decides where there is one: side lists hold other pages' too."""
    titles: dict[str, str] = {}
    for node in document.css("a[href]"):
        link = Link(node.attributes.get("href") or "")
        text = " ".join(_clean(lines_of(node)))
        if _is_article(link.name) and text and link.name not in titles:
            titles[link.name] = text
    mapped = _mapped(document, titles)
    if mapped:
        return mapped
    for container in every(document, "list"):
        found = _unique(container.css("a[href]"), titles)
        if found:
            return found
    return _unique(document.css("a[href]"), titles)


def _mapped(document: Any, titles: dict[str, str]) -> list[Link]:
    """The links of the page picture's map, in print order: from the top, and from the left."""
    places: dict[str, list[tuple[float, float]]] = {}
    hrefs: dict[str, str] = {}
    for area in document.css("area[href]"):
        link = Link(area.attributes.get("href") or "")
        if not _is_article(link.name):
            continue
        hrefs.setdefault(link.name, link.href)
        points = _points(area.attributes.get("coords") or area.attributes.get("xy") or "")
        places.setdefault(link.name, []).extend(points)
    links = []
    for name, href in hrefs.items():
        corner = (min(x for x, _ in places[name]), min(y for _, y in places[name])) if places[name] else None
        links.append(Link(href, titles.get(name, ""), corner))
    if all(link.place for link in links):
        links.sort(key=lambda link: (round((link.place or (0, 0))[1] / 12), (link.place or (0, 0))[0]))
    return links


def _points(coords: str) -> list[tuple[float, float]]:
    numbers = [float(n) for n in re.findall(r"-?\d{1,6}(?:\.\d{1,6})?", coords[:20_000])]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _unique(nodes: list[Any], titles: dict[str, str]) -> list[Link]:
    """The articles that links lead to, each once, in the order of the links."""
    links: dict[str, Link] = {}
    for node in nodes:
        link = Link(node.attributes.get("href") or "")
        if _is_article(link.name):
            links.setdefault(link.name, Link(link.href, titles.get(link.name, "")))
    return list(links.values())


def _is_article(name: str) -> bool:
    return bool(_ARTICLE_NAME.match(name)) and name.lower().endswith((".htm", ".html", ".shtml"))


def day_of(text: str) -> str:
    """An ISO 8601 day from a path or a field (…/2022-03/25/…, 202203/25, 2017-10-09 23:59:57), or ``""``."""
    found = None
    for found in _DAY.finditer(text):  # noqa: B007 - the last one is the innermost folder
        pass
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""


def _printed_day(document: Any) -> str:
    for node in document.css("span.newstime, span.date, date, td.px12, .date-box, .date"):
        found = _DATE_TEXT.search(plain(node.text(deep=True) or ""))
        if found:
            return day_of(re.sub(r"\s", "", found.group()).replace("年", "-").replace("月", "-"))
    return ""


def text_of(path: Path) -> str:
    """All a file says, one paragraph a line and a blank line between: for pages of no family known here."""
    return "\n\n".join(lines_of(parse(read_markup(path)).root))


def load(path: Path) -> PageFile | ArticleFile | None:
    """``read_file`` for a path that may be no file of a paper at all."""
    return read_file(path) if path.suffix.lower() in SUFFIXES else None
