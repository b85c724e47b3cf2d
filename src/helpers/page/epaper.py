"""Saved pages of a digital newspaper (数字报) → articles, ledger and edition facts.

A folder of page files with their article files is one edition, one page a page file; a page file alone
brings the article files it names; an article file alone is an edition of one article. The source that all
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
from helpers.page.epaper_files import SUFFIXES, ArticleFile, Link, PageFile, load, text_of
from helpers.page.ledger import Ledger
from helpers.page.masthead import read_facts
from helpers.page.text import Reading, plain
from helpers.page.units import Unit, look_inside

#: A folder of more files is an archive of many editions.
MOST_FILES = 3000
#: Less text than this is no page.
LEAST_TEXT = 60


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
        raise BanmianError(f"{path} holds no page or article of a digital paper: save the page with its article files.")
    source, units = _write(sheets)
    ledger = Ledger(source)
    articles = build(follow(units, ledger), ledger)
    facts = _facts(units, source, sheets, files, stem or path.stem, date, metadata, warnings)
    return Pages(source, tuple(articles), tuple(ledger.rows()), facts)


def _as_text(path: Path, stem: str, date: str | None, metadata: Mapping[str, object] | None) -> Pages:
    """A file of no family known here: its text is cut as any text."""
    if path.suffix.lower() not in SUFFIXES:
        raise BanmianError(f"{path} is no HTML file by its name: save the page as .html and try again.")
    text = text_of(path)
    if len(text) < LEAST_TEXT:
        raise BanmianError(f"{path} holds no page or article of a digital paper: save the page with its article files.")
    pages = read_pages(text, stem or path.stem, date, metadata)
    facts = replace(pages.facts, warnings=(*pages.facts.warnings, f"{path.name} is of no family known: read as text"))
    return replace(pages, facts=facts)


def _sheets_of(path: Path) -> tuple[list[_Sheet], list[PageFile | ArticleFile], list[str]]:
    """The pages in order, the files they come from, and what is missing."""
    if path.is_dir():
        paths = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
        if len(paths) > MOST_FILES:
            raise BanmianError(f"{path} holds {len(paths):,} pages: give the folder of one edition.")
        files = [f for f in map(load, paths) if f is not None]
        pages = sorted((f for f in files if isinstance(f, PageFile)), key=lambda f: (_rank(f.number), str(f.path)))
        return _gather(pages, [f for f in files if isinstance(f, ArticleFile)])
    one = load(path)
    if isinstance(one, ArticleFile):
        return [_Sheet("", one.number, [one])], [one], []
    assert one is not None
    wanted = {link.name for link in one.links}
    around = [p for p in _near(path, one.links) if p.name in wanted]
    return _gather([one], [f for f in map(load, around) if isinstance(f, ArticleFile)])


def _near(path: Path, links: Iterable[Link]) -> list[Path]:
    """The article files a page names: beside it, or where its relative links lead (never further than the disk)."""
    found: dict[str, Path] = {}
    for link in links:
        beside = path.parent / link.name
        there = path.parent / link.href.split("?")[0].split("#")[0] if "://" not in link.href else beside
        for candidate in (beside, there):
            if link.name not in found and candidate.is_file():
                found[link.name] = candidate
    return list(found.values())


def _rank(number: str) -> tuple[str, int]:
    found = re.match(r"([A-Z]*)(\d+)", number)
    return (found[1], int(found[2])) if found else ("~", 0)


def _gather(
    pages: Sequence[PageFile], articles: Sequence[ArticleFile]
) -> tuple[list[_Sheet], list[PageFile | ArticleFile], list[str]]:
    """Each page with its articles in print order; articles that no page lists go by their page's number."""
    by_name: dict[str, ArticleFile] = {}
    for article in articles:
        by_name.setdefault(article.path.name, article)
    used: set[str] = set()
    sheets: list[_Sheet] = []
    warnings: list[str] = []
    for page in pages:
        sheet = _Sheet(page.label, page.number)
        for link in page.links:
            one = by_name.get(link.name)
            if one is None:
                warnings.append(
                    f"{page.path.name} lists {link.title or link.name}, but its file {link.name} is not there"
                )
            elif link.name not in used and not (one.number and page.number and _rank(one.number) != _rank(page.number)):
                used.add(link.name)
                sheet.articles.append(one)
        sheets.append(sheet)
    rest = [a for name, a in by_name.items() if name not in used]
    for one in sorted(rest, key=lambda a: (_rank(a.number), len(a.path.name), a.path.name)):
        home = next((s for s in sheets if one.number and _rank(s.number) == _rank(one.number)), None)
        if home is None:
            home = _Sheet("", one.number)
            sheets.append(home)
        if pages:
            warnings.append(f"{one.path.name} is on no page's list: put at the end of page {one.number or '?'}")
        home.articles.append(one)
    return [s for s in sheets if s.articles or s.label], [*pages, *articles], warnings


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
        block = writer.block(line, True)
        if block is not None:
            small = not before and article.headline and len(block.plain) <= 2
            before = look_inside(block, before)
            if small and before.role == "head":  # the first of a group's names (晒 … 学 … 行) stands above the text
                before.part = "subtitle"
            writer.units.append(before)
    if len(writer.units) > first:
        writer.units[first].opens = True


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
    days = [(f.path.name, f.day) for f in files if f.day]
    said = [(f"the files ({days[0][0]} …)", days[0][1])] if days else []
    other = [f"{name} says {day}, but {days[0][0]} says {days[0][1]}" for name, day in days if day != days[0][1]]
    told = dict(metadata or {})
    paper = next((f.paper for f in files if f.paper), "")
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
        (*facts.warnings, *other[:3], *warnings),
    )
