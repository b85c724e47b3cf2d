"""Saved pages of a digital newspaper (数字报) → articles, ledger and edition facts.

A folder of page files with their article files is one edition, one page a page file; a page file alone
brings the article files it names, or that were saved from the addresses it names; an article file alone is an
edition of one article, also on a page of no family known. The source that all
spans count in is built from the files: page label, then for each article kicker, headline, subtitle,
author, captions and body, each line of a head on a line of its own, a blank line between paragraphs, and a
form feed between pages. Scripts are never run and no address is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.errors import BanmianError
from helpers.page.articles import EditionFacts, Pages
from helpers.page.blocks import BLANKS, Block
from helpers.page.build import build
from helpers.page.bylines import People, whole_line
from helpers.page.cut import follow, read_pages
from helpers.page.epaper_files import ArticleFile, Link, PageFile, load, text_of
from helpers.page.epaper_lines import is_no_text
from helpers.page.epaper_saved import is_copy, is_part, is_saved_page
from helpers.page.ledger import Ledger
from helpers.page.marks import is_editors
from helpers.page.masthead import read_facts
from helpers.page.text import Reading, plain
from helpers.page.units import Unit, look_inside

#: A folder of more files is an archive of many editions.
MOST_FILES = 3000
#: Less text than this is no page.
LEAST_TEXT = 60
#: So many files beside a page are looked through for articles that were saved under their titles.
MOST_BESIDE = 400
#: So many things of one sort are named singly.
NAMED = 3


@dataclass
class _Sheet:
    """One page and its articles."""

    label: str = ""
    number: str = ""
    articles: list[ArticleFile] = field(default_factory=list)


def read_html(
    path: str | Path, stem: str = "", date: str | None = None, metadata: Mapping[str, object] | None = None
) -> Pages:
    """The articles of a saved digital paper: a folder, a page file, or an article file.

    ``stem``, ``date`` and ``metadata`` are as for ``read_pages``. Articles that a page lists but whose files
    are missing are named in ``facts.warnings``. Raises BanmianError where there is nothing of a paper to read.
    """
    path = Path(path)
    if not path.exists():
        raise BanmianError(f"There is no file {path}: check the name, or put the edition into data/editions/.")
    if path.is_file() and load(path) is None:
        return _as_text(path, stem, date, metadata)
    sheets, files, warnings = _sheets_of(path)
    if not any(sheet.articles for sheet in sheets):
        raise BanmianError(_nothing(path, files))
    _one_issue(path, files)
    source, units = _write(sheets)
    ledger = Ledger(source)
    articles = build(follow(units, ledger), ledger)
    facts = _facts(units, source, sheets, files, stem or path.stem, date, metadata, warnings)
    return Pages(source, tuple(articles), tuple(ledger.rows()), facts)


def _as_text(path: Path, stem: str, date: str | None, metadata: Mapping[str, object] | None) -> Pages:
    """A file of no family known here: its text is cut as any text."""
    if not is_saved_page(path):
        raise BanmianError(f"{path} is no HTML file by its name: save the page as .html and try again.")
    text = text_of(path)
    if len(text) < LEAST_TEXT or "。" not in text:
        raise BanmianError(f"{path} holds no page or article of a digital paper: save the page with its article files.")
    pages = read_pages(text, stem or path.stem, date, metadata)
    facts = replace(pages.facts, warnings=(*pages.facts.warnings, f"{path.name} is of no family known: read as text"))
    return replace(pages, facts=facts)


def _nothing(path: Path, files: Sequence[PageFile | ArticleFile]) -> str:
    """Why there is nothing to read."""
    listed = [link for file in files if isinstance(file, PageFile) for link in file.links]
    if not listed:
        return f"{path} holds no page or article of a digital paper: save the page with its article files."
    names = _some([link.title or link.name for link in listed])
    return (
        f"{path} lists {len(listed)} articles ({names}), but none of their files is there: save each article beside it."
    )


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _one_issue(path: Path, files: Sequence[PageFile | ArticleFile]) -> None:
    """Stops where the folders that the files come from are those of several issues: each date would be read as
    that of the first."""
    days: dict[str, int] = {}
    for file in files:
        who, day = file.days[0] if file.days else ("", "")
        if who in ("its address", "its folder"):
            days[day] = days.get(day, 0) + 1
    if len(days) > 1:
        counted = ", ".join(f"{n} of {day}" for day, n in sorted(days.items()))
        raise BanmianError(f"{path} holds files of {len(days)} issues ({counted}): give the folder of one issue.")


def _sheets_of(path: Path) -> tuple[list[_Sheet], list[PageFile | ArticleFile], list[str]]:
    """The pages in order, the files they come from, and what is missing."""
    if path.is_dir():
        paths = sorted(p for p in path.rglob("*") if is_saved_page(p) and p.is_file() and not is_part(p))
        if len(paths) > MOST_FILES:
            raise BanmianError(f"{path} holds {len(paths):,} pages: give the folder of one edition.")
        read = [(p, load(p)) for p in paths]
        files = [f for _, f in read if f is not None]
        pages = sorted((f for f in files if isinstance(f, PageFile)), key=lambda f: (_rank(f.number), str(f.path)))
        sheets, used, warnings = _gather(pages, [f for f in files if isinstance(f, ArticleFile)])
        other = [p.name for p, f in read if f is None]
        if other:
            warnings.append(f"left out, for no article or page of a paper was found in them: {_some(other)}")
        return sheets, used, warnings
    one = load(path)
    if isinstance(one, ArticleFile):
        return _gather([], [one])
    assert one is not None
    named = [f for f in map(load, _near(path, (*one.links, *one.beside))) if isinstance(f, ArticleFile)]
    places = _Places(named)
    if any(places.of(link, one) is None for link in one.links):
        named += _saved_beside(one, {f.path for f in named})
    return _gather([one], named, alone=True)


def _near(path: Path, links: Iterable[Link]) -> list[Path]:
    """The article files a page names: beside it, or where its relative links lead (never further than the disk)."""
    found: dict[str, Path] = {}
    for link in links:
        beside = path.parent / link.name
        there = path.parent / link.href.split("?")[0].split("#")[0] if "://" not in link.href else beside
        for candidate in (beside, there):
            if link.name not in found and _is_file(candidate):
                found[link.name] = candidate
    return list(found.values())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for any disk
        return False


def _saved_beside(page: PageFile, known: set[Path]) -> list[ArticleFile]:
    """The files beside a page that a browser has saved under their titles: articles whose address or headline it lists."""
    around = sorted(p for p in page.path.parent.iterdir() if is_saved_page(p) and p.is_file())
    found: list[ArticleFile] = []
    for path in around[:MOST_BESIDE]:
        if path in known or path == page.path:
            continue
        try:
            file = load(path)
        except BanmianError:  # some other file
            continue
        if isinstance(file, ArticleFile) and any(
            _Places([file]).of(link, page) for link in (*page.links, *page.beside)
        ):
            found.append(file)
    return found


def _rank(number: str) -> tuple[str, int]:
    found = re.match(r"([A-Z]*)(\d+)", number)
    return (found[1], int(found[2])) if found else ("~", 0)


class _Places:
    """Finds the file that a page's link means: by the address it was saved from, by its name, else by its headline."""

    def __init__(self, articles: Sequence[ArticleFile]) -> None:
        self.articles = articles
        self.by_name: dict[str, list[ArticleFile]] = {}
        self.by_title: dict[str, list[ArticleFile]] = {}
        for one in articles:
            for name in dict.fromkeys((one.path.name.lower(), one.name.lower())):
                self.by_name.setdefault(name, []).append(one)
            self.by_title.setdefault(_bare("".join(one.headline)), []).append(one)

    def of(self, link: Link, page: PageFile) -> ArticleFile | None:
        """The article file of a link, or None where it is not there."""
        there = link.leads_from(page.address)
        same = [one for one in self.by_name.get(link.name.lower(), []) if _may_be(one, there)]
        if same:
            return min(same, key=lambda one: (one.path.name != link.name, is_copy(one.path), str(one.path)))
        titled = self.by_title.get(_bare(link.title), []) if len(_bare(link.title)) >= 4 else []
        fits = [one for one in titled if not one.address and not _known_by_name(one)]
        return fits[0] if len(fits) == 1 else None


def _may_be(article: ArticleFile, there: str) -> bool:
    """Whether a file may be what stands at an address: nothing of it says another issue's. The same paper may be read
    at several hosts."""
    own = _issue_path(article.address)
    return not own or not there or own == _issue_path(there)


def _issue_path(address: str) -> list[str]:
    """The end of an address: the folders of its issue, and the file."""
    return address.split("#")[0].split("?")[0].split("://")[-1].split("/")[1:][-3:]


def _known_by_name(article: ArticleFile) -> bool:
    """Whether a file has kept the name its site gave it: then another name is another article."""
    return bool(re.match(r"(?:content|nw\.|con_|c_)", article.path.name, re.I))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", plain(text))


def _gather(
    pages: Sequence[PageFile], articles: Sequence[ArticleFile], alone: bool = False
) -> tuple[list[_Sheet], list[PageFile | ArticleFile], list[str]]:
    """Each page with its articles in print order; articles that no page lists go by their page's number.

    What a page's list names besides its map is of the page if it says so itself. ``alone``: the page was given without
    its folder, so that other articles are none of its own.
    """
    places = _Places(articles)
    used: dict[Path, ArticleFile] = {}
    sheets: list[_Sheet] = []
    warnings: list[str] = []
    pages = _each_once(pages, warnings)
    for page in pages:
        sheet = _Sheet(page.label, page.number)
        for link in page.links:
            one = places.of(link, page)
            if one is None:
                warnings.append(
                    f"{page.path.name} lists {link.title or link.name}, but its file {link.name} is not there"
                )
            elif one.path not in used and not _of_another_page(one, page):
                used[one.path] = _titled(one, link, warnings)
                sheet.articles.append(used[one.path])
        besides = [(link, places.of(link, page)) for link in page.beside]
        for link, one in besides:
            if one is not None and one.number and one.path not in used and not _of_another_page(one, page):
                used[one.path] = _titled(one, link, warnings)
                sheet.articles.append(used[one.path])
        missing = [link.title or link.name for link, one in besides if one is None]
        if missing:
            warnings.append(
                f"{page.path.name} names articles that are not on its map and whose files are not there: {_some(missing)}"
            )
        sheets.append(sheet)
    rest = [a for a in articles if a.path not in used] if not alone else []
    kept = list(used.values())
    for one in sorted(rest, key=lambda a: (is_copy(a.path), _rank(a.number), len(a.path.name), a.path.name)):
        twin = next((k for k in kept if k.text == one.text and _rank(k.number) == _rank(one.number)), None)
        if twin is not None:
            warnings.append(f"{one.path.name} says the same as {twin.path.name}: read once")
            continue
        kept.append(one)
        home = next((s for s in sheets if one.number and _rank(s.number) == _rank(one.number)), None)
        if home is None:
            home = next((s for s in sheets if not one.number and (len(pages) == 1 or not (s.number or pages))), None)
        if home is None:
            home = _Sheet("", one.number)
            sheets.append(home)
        if pages:
            warnings.append(
                f"{one.path.name} is on no page's list: put at the end of page {one.number or home.number or '?'}"
            )
        elif is_copy(one.path) and any(k.headline == one.headline for k in kept[:-1]):
            warnings.append(f"{one.path.name} has the headline of another file, but another text: both are read")
        home.articles.append(one)
    for one in kept:
        if not one.headline:
            warnings.append(f"{one.path.name} has no headline of its own")
    files: list[PageFile | ArticleFile] = [*pages, *kept]
    notes = [note for file in files for note in file.notes]
    return [s for s in sheets if s.articles or s.label], files, [*warnings, *notes]


def _each_once(pages: Sequence[PageFile], warnings: list[str]) -> list[PageFile]:
    """The pages without second copies: the same number, the same articles."""
    kept: list[PageFile] = []
    for page in sorted(pages, key=lambda p: is_copy(p.path)):
        names = {link.name for link in page.links}
        twin = next((k for k in kept if k.number == page.number and {link.name for link in k.links} == names), None)
        if twin is None:
            kept.append(page)
        else:
            warnings.append(f"{page.path.name} is the same page as {twin.path.name}: read once")
    return [page for page in pages if page in kept]


def _of_another_page(one: ArticleFile, page: PageFile) -> bool:
    return bool(one.number and page.number and _rank(one.number) != _rank(page.number))


def _titled(one: ArticleFile, link: Link, warnings: list[str]) -> ArticleFile:
    """The article; one without a headline of its own has the one by which its page lists it."""
    if one.headline or not link.title:
        return one
    warnings.append(f"{one.path.name} has no headline of its own: taken from its page's list ({link.title})")
    return replace(one, headline=(link.title,))


class _Writer:
    """Builds the source and the units that say what each line is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.page = 0
        self.units: list[Unit] = []

    def raw(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def block(self, text: str, blank: bool) -> Block | None:
        """Write one line, a blank line before it where asked, and give its block."""
        bare = text.strip(BLANKS)
        if not bare:
            return None
        indent = len(text) - len(text.lstrip("\u3000"))
        self.raw(("\n" if blank else "") + "\u3000" * indent)
        start = self.length
        self.raw(bare + "\n")
        span = (start, start + len(bare))
        return Block(
            Reading(bare, tuple(range(*span))), (span,), int(blank), 2 * indent, False, self.page, False, plain(bare)
        )

    def unit(self, text: str, role: str, blank: bool = False, **more: object) -> None:
        block = self.block(text, blank)
        if block is not None:
            self.units.append(Unit(block, role, **more))  # type: ignore[arg-type]


def _write(sheets: Sequence[_Sheet]) -> tuple[str, list[Unit]]:
    writer = _Writer()
    for number, sheet in enumerate(sheets, 1):
        writer.page = number
        if number > 1:
            writer.raw("\f\n")
        writer.unit(sheet.label, "page_label", reason="the page's name", target=str(len(sheet.label.strip(BLANKS))))
        for article in sheet.articles:
            _write_article(writer, article)
    return "".join(writer.parts), writer.units


def _write_article(writer: _Writer, article: ArticleFile) -> None:
    first = len(writer.units)
    writer.raw("\n")
    for part in ("kicker", "headline", "subtitle"):
        for line in getattr(article, part):
            writer.unit(line, "head", part=part, reason="a field of its own")
    for line in article.author:
        block = writer.block(line, False)
        if block is not None:
            writer.units.append(_signed(block))
    for line in article.captions:
        writer.unit(line, "caption", reason="beside a picture", blank=True)
    before: Unit | None = None
    for line in article.body:
        if is_no_text(line):
            writer.unit(line, "furniture", blank=True, reason="button of a site")
            continue
        if is_editors(plain(line)):
            writer.unit(line, "editors", blank=True, reason="who made the page")
            continue
        block = writer.block(line, True)
        if block is not None:
            small = not before and article.headline and len(block.plain) <= 2
            before = look_inside(block, before)
            if small and before.role == "head":  # the first of a group's names (晒 … 学 … 行) stands above the text
                before.part = "subtitle"
            writer.units.append(before)
    for unit in writer.units[first:]:
        if unit.role not in ("furniture", "editors"):
            unit.opens = True
            break


def _signed(block: Block) -> Unit:
    """The author's field: it may hold 上接 as well, or the author of a picture."""
    jump = look_inside(block, None)
    if jump.role.startswith("jump"):
        return jump
    return Unit(block, "byline", whole_line(block.plain) or People(), "a field of its own")


def _facts(
    units: Sequence[Unit], source: str, sheets: Sequence[_Sheet], files: Sequence[PageFile | ArticleFile],
    stem: str, date: str | None, metadata: Mapping[str, object] | None, warnings: Sequence[str],
) -> EditionFacts:  # fmt: skip
    """The facts of the edition: as for text, and what the files' own fields say."""
    days = [(f"{f.path.name}, {who}", day) for f in files for who, day in f.days]
    said = [(f"the files ({days[0][0]})", days[0][1])] if days else []
    other = [f"{name}, says {day}, but {days[0][0]}, says {days[0][1]}" for name, day in days if day != days[0][1]]
    papers = list(dict.fromkeys(f.paper for f in files if f.paper))
    if len(papers) > 1:
        other.append(f"the files name several papers: {_some(papers)}")
    told = dict(metadata or {})
    paper = papers[0] if papers else ""
    if paper and not told.get("paper"):
        told["paper"] = paper
    labels = [u.block.text for u in units if u.role == "page_label"]
    facts = read_facts(labels, source, len(sheets), stem, date, told, said)
    return EditionFacts(
        facts.paper,
        facts.local_edition,
        facts.date,
        facts.pages,
        facts.evidence,
        (*facts.warnings, *_few(other), *warnings),
    )


def _few(warnings: Sequence[str]) -> list[str]:
    """The first few of many alike, and how many more there are."""
    more = len(warnings) - NAMED
    return [*warnings[:NAMED], *([f"{more} more files say another day"] if more > 0 else [])]
