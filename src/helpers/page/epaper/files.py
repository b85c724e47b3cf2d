"""The two kinds of files a digital paper saves: the page with its list, and the article.

Fields are found by the selectors of ``data/lexicons/page_epaper.txt`` (Founder's classic pages, People's
Daily and its like, the pc/layout sites, the Zhejiang group), then by what stands around the headline, then
by the comment the publishing system leaves behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from helpers.lexicon import group, rows
from helpers.page.bylines import whole_line
from helpers.page.epaper.dom import hides_within, lines_of, order, parse
from helpers.page.epaper.lines import is_no_text
from helpers.page.epaper.metadata import Told, comment_fields, day_of, issue_day, told_by
from helpers.page.epaper.saved import ARCHIVES, Saved, is_saved_page, name_of, read_saved
from helpers.page.epaper.single import Signs, Single, find_single
from helpers.page.marks import ending
from helpers.page.text import plain
from helpers.page.tidy import tidied

_ARTICLE_NAME = re.compile(r"(?:content|nw\.|con[_-]|art|c_)", re.I)
_PAGE_NAME = re.compile(r"(?:node|nbs\.|layout|col|page|index)", re.I)
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
        return name_of(self.href)

    def leads_from(self, address: str) -> str:
        """The whole address it leads to from the page at ``address``; ``""`` where that is not known."""
        try:
            there = urljoin(address, self.href)
        except ValueError:
            return ""
        return there.split("#")[0].split("?")[0] if there.startswith(("http:", "https:")) else ""


#: So many articles may be linked from another one.
MANY = 2
#: No disk holds longer names.
_LONGEST_NAME = 80
#: A day, and what of a file says so.
Day = tuple[str, str]


@dataclass(frozen=True)
class PageFile:
    """A page of the paper: its label, its articles in print order."""

    path: Path
    label: str = ""
    number: str = ""
    links: tuple[Link, ...] = ()
    beside: tuple[Link, ...] = ()  # named in its list, but not on the map of its picture: maybe of other pages
    paper: str = ""
    days: tuple[Day, ...] = ()  # the surest first
    address: str = ""
    notes: tuple[str, ...] = ()


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
    days: tuple[Day, ...] = ()  # the surest first
    address: str = ""
    name: str = ""  # by which its site knows it
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> tuple[tuple[str, ...], ...]:
        """All that it says."""
        return (self.kicker, self.headline, self.subtitle, self.author, self.captions, self.body)


def read_file(path: Path) -> PageFile | ArticleFile | None:
    """What a saved file holds: an article, a page, or None for neither."""
    saved = read_saved(path)
    file = _File(saved, parse(saved.markup), comment_fields(saved.markup))
    document, fields = file.document, file.fields
    of_page = fields.get("type") == "2" or (fields.get("type") != "1" and _is_page(saved.name, document))
    if not of_page:
        if _of_family(file):
            return _article(file)
        links = _links(file)[0]
        single = None if len(links) > MANY and _PAGE_NAME.match(saved.name) else _single(file)
        if single is not None:
            return single
        if _ARTICLE_NAME.match(saved.name) and first(document, "headline") is not None and known_box(document):
            return _article(file)
    page = _page(file)
    return page if page.links else None


@dataclass(frozen=True)
class _File:
    """A saved file, parsed, with the fields of the comment behind its end."""

    saved: Saved
    document: Any
    fields: dict[str, str]


def _of_family(file: _File) -> bool:
    """Whether a file is an article of one of the families: its headline or its text stands in a field of theirs."""
    document, fields = file.document, file.fields
    article = fields.get("type") == "1" or bool(_ARTICLE_NAME.match(file.saved.name))
    headline, text = first(document, "headline"), first(document, "body")
    titled = headline is not None or "title" in fields
    if headline is not None and not known(document, "headline"):
        titled = text is not None and known(document, "body")
    has_text = text is not None and (known(document, "body") or known(document, "headline"))
    if article and has_text and known(document, "body"):
        return True  # an article without a headline
    return titled and (has_text or bool(every(document, "caption")) or fields.get("type") == "1")


def _is_page(name: str, document: Any) -> bool:
    """Whether a file that holds a text is a page all the same: it has a map or a list, and a page's name."""
    if _ARTICLE_NAME.match(name):
        return False
    return bool(_PAGE_NAME.match(name)) and document.css_first("area[href]") is not None


def first(document: Any, field: str, families: bool = False) -> Any:
    """The first node that holds text, by the field's selectors in their order; one that is shown before one that is
    not. ``families``: by the selectors of the families alone."""
    unseen = None
    for name, selector, family, *_ in rows("page_epaper"):
        if name == field and not (families and family == _ANY):
            for node in document.css(selector):
                if lines_of(node):
                    if not hides_within(node):
                        return node
                    unseen = unseen if unseen is not None else node
    return unseen


#: Selectors that many sites share, as they are written in the list.
_ANY = "any"


def known(document: Any, field: str) -> bool:
    """Whether a field of one of the families holds text."""
    return first(document, field, families=True) is not None


def known_box(document: Any) -> bool:
    """Whether a text stands in a box of a name that many sites give it."""
    return first(document, "body") is not None


def every(document: Any, field: str) -> list[Any]:
    """All nodes of the first selector of a field that finds any with text."""
    for name, selector, *_ in rows("page_epaper"):
        if name == field:
            nodes = [node for node in document.css(selector) if lines_of(node)]
            if nodes:
                return nodes
    return []


def _aside(document: Any) -> frozenset[int]:
    """The memory ids of what stands in a body but is no part of it: forms, buttons, comments, other articles. A form
    around most of the page is the page's own."""
    selectors = [selector for name, selector, *_ in rows("page_epaper") if name == "aside"]
    whole = len(document.body.text(deep=True)) if document.body is not None else 0
    nodes = [n for selector in selectors for n in document.css(selector)]
    return frozenset(n.mem_id for n in nodes if n.tag != "form" or 2 * len(n.text(deep=True)) < whole)


def _article(file: _File) -> ArticleFile:
    saved, document, fields = file.saved, file.document, file.fields
    body = first(document, "body")
    headline = first(document, "headline", families=True) or _other_headline(file)
    captions = every(document, "caption")
    apart = frozenset(
        n.mem_id for field in ("headline", "kicker", "subtitle", "author") for n in every(document, field)
    )
    within = frozenset(n.mem_id for n in captions) | _aside(document)
    texts: list[str] = []
    for node in _bodies(document, body):
        lines = lines_of(node, within | (apart - {node.mem_id}))
        texts += lines if lines != texts else []  # a site says it twice, for two widths
    texts = tidied("\n".join(texts)).text.split("\n") if texts else []
    head = _head(document, headline, body)
    told = told_by(document)
    author = [*head["author"]] or _author(document) or _split(fields.get("author", ""))
    days = _days(file, told)
    return ArticleFile(
        saved.path,
        tuple(head["kicker"] or _split(fields.get("pretitle", "") or fields.get("introtitle", ""))),
        tuple(_clean(lines_of(headline)) if headline is not None else _split(fields.get("title", ""))),
        tuple(head["subtitle"] or _split(fields.get("subtitle", ""))),
        tuple(author),
        tuple(dict.fromkeys(line for n in captions for line in _clean(lines_of(n)))),
        tuple(texts),
        fields.get("pagenum", "") or _number(document),
        fields.get("papername", "") or _paper_in(told.source) or _printed_paper(document),
        days,
        saved.address,
        saved.name,
        _broken(saved, document),
    )


def _bodies(document: Any, body: Any) -> list[Any]:
    """The nodes that hold the text: some pages have it in several boxes of one name."""
    if body is None:
        return []
    for name, selector, family, *_ in rows("page_epaper"):
        if name == "body" and family != _ANY:
            nodes = document.css(selector)
            if any(n.mem_id == body.mem_id for n in nodes):
                kept: list[Any] = []
                within: set[int] = set()
                for node in nodes:
                    if node.mem_id not in within and (node.mem_id == body.mem_id or not hides_within(node)):
                        kept.append(node)
                        within |= {n.mem_id for n in node.traverse()}
                return kept
    return [body]


def _printed_paper(document: Any) -> str:
    """The paper named beside the day: 《某日报》（2022年3月25日 第1版）"""
    for node in document.css("span.date, span.newstime, .date"):
        for name in re.findall(r"《([^《》]{3,12})》", node.text(deep=True) or ""):
            if _paper_in(name):
                return _paper_in(name)
    return ""


def _other_headline(file: _File) -> Any:
    """The headline outside the families' fields: a heading that is not the paper's own name."""
    node = first(file.document, "headline")
    return node if node is not None and not _paper_in("".join(_clean(lines_of(node)))) else None


def _heads(document: Any) -> list[Any]:
    """What may be the headline by the names that many sites give its box: the nodes of the first that shows any."""
    for name, selector, family, *_ in rows("page_epaper"):
        if name == "headline" and family == _ANY:
            nodes = [n for n in document.css(selector) if lines_of(n) and not hides_within(n)]
            nodes = [n for n in nodes if not _paper_in("".join(_clean(lines_of(n))))]
            if nodes:
                return nodes
    return []


def _single(file: _File) -> ArticleFile | None:
    """An article on a page of no family, found by what the page's metadata name as its title."""
    saved, document = file.saved, file.document
    told = told_by(document)
    box = first(document, "body")
    signs = Signs(told.titles, told.window, box, tuple(_heads(document)), _aside(document))
    found = find_single(document, signs) or (
        find_single(document, replace(signs, box=None)) if box is not None else None
    )
    if found is None:
        return None
    day = day_of(found.info.get("day", ""))
    days = tuple(dict.fromkeys([*_days(file, told), *([("the line below its headline", day)] if day else [])]))
    top = [line for line in _clean(lines_of(document.body)) if line not in found.body and len(line) < 40]
    others = len(_links(file)[0])
    notes = [f"{saved.path.name} is of no family known: {_how(found)}"]
    if others > MANY:
        notes.append(f"{saved.path.name} leads to {others} more articles, which are not read")
    if not days:
        days = tuple(("the top of its page", day) for day in map(_day_alone, top) if day)[:1]
        notes += [
            f"{saved.path.name} has {day} at the top alone, where some sites show today: check it" for _, day in days
        ]
    source = found.info.get("source", "") or told.source
    label = _PAGE_TEXT.search(plain(found.label))
    captions = [n for n in document.css("figcaption") if lines_of(n) and not hides_within(n)]
    said = tuple(dict.fromkeys(line for n in captions for line in _clean(lines_of(n))))
    return ArticleFile(
        saved.path,
        tuple(found.kicker),
        tuple(found.headline),
        tuple(found.subtitle),
        tuple(filter(None, [_signs(found.info.get("author", "") or told.author)])),
        said,
        tuple(line for line in tidied("\n".join(found.body)).text.split("\n") if line.strip(" \u3000") not in said),
        label["n"] if label else "",
        _paper_in(source) or next(filter(None, map(_paper_in, top)), ""),
        days,
        saved.address,
        saved.name,
        (*notes, *_broken(saved, document)),
    )


def _day_alone(line: str) -> str:
    """The day of a line that holds nothing else but its weekday."""
    bare = re.sub(r"\s", "", plain(line))
    found = re.fullmatch(r"((?:20|19)\d{2}[年-]\d{1,2}[月-]\d{1,2})日?(?:[，（]?星期[一二三四五六日天]）?)?", bare)
    return day_of(found[1]) if found else ""


def _how(found: Single) -> str:
    rest = f" (the rest begins “{found.rest}”)" if found.rest else ""
    return f"read as one article, by {found.witness} and the box that holds {found.share:.0%} of its sentences{rest}"


def _signs(author: str) -> str:
    """An author of metadata as a byline says it; ``""`` for what names nobody (a site, admin)."""
    return next((said for said in (author, f"记者 {author}") if author and whole_line(plain(said))), "")


def _paper_in(name: str) -> str:
    """The name of a paper, or ``""`` where a name is none (a site, an agency)."""
    bare = re.sub(r"\s", "", plain(name))
    return bare if 3 <= len(bare) <= 12 and ending("page_mastheads").search(bare) else ""


def _broken(saved: Saved, document: Any) -> tuple[str, ...]:
    """Warnings of what was lost before the file was saved, or while it was, and of what stands elsewhere."""
    lost = saved.markup.count("\ufffd") + saved.markup.count("&#65533;")
    name, found = saved.path.name, []
    if lost:
        found.append(f"{name} has lost characters (�, {lost} of them): its encoding is broken")
    if any(
        re.sub(r"[\W\d]", "", node.text(deep=True) or "") in group("page_epaper_lines", "more")
        for node in document.css("a")
    ):
        found.append(f"{name} has a link to more of its text or a next page: what stands there is not read")
    if saved.breaks_off:
        found.append(f"{name} breaks off before the end of its page: text may be missing, save it again")
    return tuple(found)


def _days(file: _File, told: Told) -> tuple[Day, ...]:
    """The days that a file is said to be of, the surest first: the folders of its issue, then what was written of it."""
    saved = file.saved
    folder = saved.path.parent.absolute().as_posix() + "/"
    found = [
        ("its address", issue_day(saved.address)),
        ("its folder", issue_day(folder + saved.path.name, disk=True)),
        ("the comment behind its end", day_of(file.fields.get("date", ""))),
        ("its page", _printed_day(file.document)),
        ("its metadata", told.day),
        ("its folder", day_of(folder)),
    ]
    return tuple(dict.fromkeys((who, day) for who, day in found if day))


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


def _head(document: Any, headline: Any, body: Any) -> dict[str, list[str]]:
    """Kicker, subtitle and author: fields of their own, else the lines around the headline. What holds the text as well
    is none of them."""
    out: dict[str, list[str]] = {"kicker": [], "subtitle": [], "author": []}
    for field in ("kicker", "subtitle"):
        node = first(document, field)
        holds = node is not None and body is not None and any(n.mem_id == body.mem_id for n in node.traverse())
        if node is not None and not holds:
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


def _page(file: _File) -> PageFile:
    label, number = _label(file.document)
    links, beside = _links(file)
    told = told_by(file.document)
    return PageFile(
        file.saved.path,
        label,
        file.fields.get("pagenum", "") or number,
        tuple(links),
        tuple(beside),
        file.fields.get("papername", "") or _paper_in(told.source),
        _days(file, told),
        file.saved.address,
        _broken(file.saved, file.document),
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


def _links(file: _File) -> tuple[list[Link], list[Link]]:
    """The page's articles, and those that its list names besides. The map of the page picture decides where there is
    one: side lists hold other pages' too."""
    document, near = file.document, file.saved.path
    titles: dict[str, str] = {}
    for node in document.css("a[href]"):
        link = Link(node.attributes.get("href") or "")
        text = " ".join(_clean(lines_of(node)))
        if _is_article(link, near) and text and link.name not in titles:
            titles[link.name] = text
    listed: list[Link] = []
    for container in every(document, "list"):
        listed += _unique(container.css("a[href]"), titles, near)
    listed = list({link.name: link for link in reversed(listed)}.values())[::-1]
    mapped = _mapped(document, titles, near)
    if mapped:
        names = {link.name for link in mapped}
        return mapped, [link for link in listed if link.name not in names]
    return listed or _unique(document.css("a[href]"), titles, near), []


def _mapped(document: Any, titles: dict[str, str], near: Path) -> list[Link]:
    """The links of the page picture's map, in print order: from the top, and from the left."""
    places: dict[str, list[tuple[float, float]]] = {}
    hrefs: dict[str, str] = {}
    for area in document.css("area[href]"):
        link = Link(area.attributes.get("href") or "")
        if not _is_article(link, near):
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


def _unique(nodes: list[Any], titles: dict[str, str], near: Path) -> list[Link]:
    """The articles that links lead to, each once, in the order of the links."""
    links: dict[str, Link] = {}
    for node in nodes:
        link = Link(node.attributes.get("href") or "")
        if _is_article(link, near):
            links.setdefault(link.name, Link(link.href, titles.get(link.name, "")))
    return list(links.values())


def _is_article(link: Link, near: Path) -> bool:
    """Whether a link leads to an article: by its name, or to a file saved beside the page that has no page's name."""
    name = link.name
    if not name.lower().endswith((".htm", ".html", ".shtml", *ARCHIVES)):
        return False
    if _ARTICLE_NAME.match(name):
        return True
    saved = "://" not in link.href and name != near.name and not _PAGE_NAME.match(name)
    return saved and len(name) <= _LONGEST_NAME and near.with_name(name).is_file()


def _printed_day(document: Any) -> str:
    for node in document.css("span.newstime, span.date, date, td.px12, .date-box, .date"):
        found = _DATE_TEXT.search(plain(node.text(deep=True) or ""))
        if found:
            return day_of(re.sub(r"\s", "", found.group()).replace("年", "-").replace("月", "-"))
    return ""


def text_of(path: Path) -> tuple[str, tuple[Day, ...], tuple[str, ...]]:
    """All a file says, one paragraph a line and a blank line between, the days it is said to be of, and warnings: for
    pages of no family known here."""
    saved = read_saved(path)
    file = _File(saved, parse(saved.markup), comment_fields(saved.markup))
    text = "\n\n".join(line for line in lines_of(file.document.root) if not is_no_text(line))
    return text, _days(file, told_by(file.document)), _broken(saved, file.document)


def load(path: Path) -> PageFile | ArticleFile | None:
    """``read_file`` for a path that may be no file of a paper at all."""
    return read_file(path) if is_saved_page(path) else None
