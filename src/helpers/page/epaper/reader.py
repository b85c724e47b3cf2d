"""Saved pages of a digital newspaper (数字报) → articles, ledger and edition facts.

A folder of page files with their article files is one edition, one page a page file; a page file alone
brings the article files it names, or that were saved from the addresses it names; an article file alone is an
edition of one article, also on a page of no family known. The source that all
spans count in is built from the files: page label, then for each article kicker, headline, subtitle,
author, captions and body, each line of a head on a line of its own, a blank line between paragraphs, and a
form feed between pages. Scripts are never run and no address is ever fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from helpers.errors import BanmianError
from helpers.page.articles import EditionFacts, Pages
from helpers.page.blocks import BLANKS, Block
from helpers.page.build import build
from helpers.page.bylines import People, whole_line
from helpers.page.cut import follow, read_pages
from helpers.page.epaper.files import ArticleFile, Day, PageFile, load, text_of
from helpers.page.epaper.lines import is_no_text
from helpers.page.epaper.saved import is_saved_page
from helpers.page.epaper.sheets import NAMED, Sheet, nothing, one_issue, sheets_of, some
from helpers.page.ledger import Ledger
from helpers.page.marks import is_editors
from helpers.page.masthead import read_facts
from helpers.page.text import Reading, plain
from helpers.page.units import Unit, look_inside

#: Less text than this is no page.
LEAST_TEXT = 60


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
    sheets, files, warnings = sheets_of(path)
    if not any(sheet.articles for sheet in sheets):
        raise BanmianError(nothing(path, files))
    one_issue(path, files, bool(date))
    source, units = _write(sheets)
    ledger = Ledger(source)
    articles = build(follow(units, ledger), ledger)
    facts = _facts(units, source, sheets, files, stem or path.stem, date, metadata, warnings)
    return Pages(source, tuple(articles), tuple(ledger.rows()), facts)


def _as_text(path: Path, stem: str, date: str | None, metadata: Mapping[str, object] | None) -> Pages:
    """A file of no family known here: its text is cut as any text."""
    if not is_saved_page(path):
        raise BanmianError(f"{path} is no HTML file by its name: save the page as .html and try again.")
    text, days, notes = text_of(path)
    if len(text) < LEAST_TEXT:
        raise BanmianError(f"{path} holds no page or article of a digital paper: save the page with its article files.")
    if "。" not in text:
        raise BanmianError(f"{path} holds no article that can be told from its page: copy its text into a .txt file.")
    pages = read_pages(text, stem or path.stem, date, metadata)
    found = _dated_by(pages.facts, days, path.name)
    warnings = (*found.warnings, f"{path.name} is of no family known: read as text", *notes)
    return replace(pages, facts=replace(found, warnings=warnings))


def _dated_by(facts: EditionFacts, days: Sequence[Day], name: str) -> EditionFacts:
    """The facts, with the day that a file's address and metadata tell where nothing else does; a contradiction is shown."""
    who, day = days[0] if days else ("", "")
    if not day or day == facts.date:
        return facts
    if facts.date:
        return replace(
            facts, warnings=(*facts.warnings, f"{name}, {who}, says {day}, but the edition is of {facts.date}")
        )
    warnings = tuple(w for w in facts.warnings if not w.startswith("no date is known"))
    return replace(facts, date=day, evidence=(*facts.evidence, f"date {day} from {name}, {who}"), warnings=warnings)


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


def _write(sheets: Sequence[Sheet]) -> tuple[str, list[Unit]]:
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
    units: Sequence[Unit], source: str, sheets: Sequence[Sheet], files: Sequence[PageFile | ArticleFile],
    stem: str, date: str | None, metadata: Mapping[str, object] | None, warnings: Sequence[str],
) -> EditionFacts:  # fmt: skip
    """The facts of the edition: as for text, and what the files' own fields say."""
    days = [(f"{f.path.name}, {who}", day) for f in files for who, day in f.days]
    said = [(f"the files ({days[0][0]})", days[0][1])] if days else []
    other = [f"{name}, says {day}, but {days[0][0]}, says {days[0][1]}" for name, day in days if day != days[0][1]]
    papers = list(dict.fromkeys(f.paper for f in files if f.paper))
    if len(papers) > 1:
        other.append(f"the files name several papers: {some(papers)}")
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
