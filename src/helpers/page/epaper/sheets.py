"""Which files of a digital paper are pages, which articles stand on them, and what is missing.

A page's link finds its article by the address it was saved from, by its name, else by its headline: browsers save a page
under its title, beside others of the same name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.errors import BanmianError
from helpers.page.epaper.files import ArticleFile, Link, PageFile, load
from helpers.page.epaper.saved import is_copy, is_part, is_saved_page
from helpers.page.text import plain

#: A folder of more files is an archive of many editions.
MOST_FILES = 3000
#: So many files beside a page are looked through for articles that were saved under their titles.
MOST_BESIDE = 400
#: So many things of one sort are named singly.
NAMED = 3

#: What a reading of files gives: the pages in order, the files they come from, and what is missing or doubtful.
Sheets = tuple[list["Sheet"], list[PageFile | ArticleFile], list[str]]


@dataclass
class Sheet:
    """One page and its articles."""

    label: str = ""
    number: str = ""
    articles: list[ArticleFile] = field(default_factory=list)


def nothing(path: Path, files: Sequence[PageFile | ArticleFile]) -> str:
    """Why there is nothing to read."""
    listed = [link for file in files if isinstance(file, PageFile) for link in file.links]
    if not listed:
        return f"{path} holds no page or article of a digital paper: save the page with its article files."
    names = some([link.title or link.name for link in listed])
    return (
        f"{path} lists {len(listed)} articles ({names}), but none of their files is there: save each article beside it."
    )


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def one_issue(path: Path, files: Sequence[PageFile | ArticleFile], dated: bool) -> None:
    """Stops where the files are of several issues, for each date would be read as that of one: by the folders that they
    come from, or by more than the night between writing and printing, unless the day is given (``dated``)."""
    sure: dict[str, int] = {}
    days: dict[str, int] = {}
    for file in files:
        for who, day in file.days[:1]:
            days[day] = days.get(day, 0) + 1
            if who in ("its address", "its folder"):
                sure[day] = sure.get(day, 0) + 1
    if len(sure) > 1:
        raise BanmianError(
            f"{path} holds files of {len(sure)} issues ({_counted(sure)}): give the folder of one issue."
        )
    ordered = sorted(map(dt.date.fromisoformat, days))
    if ordered and (ordered[-1] - ordered[0]).days > 1 and not dated:
        raise BanmianError(
            f"{path} holds files of {len(days)} days ({_counted(days)}): give those of one issue, or its day (--date)."
        )


def _counted(days: Mapping[str, int]) -> str:
    return some([f"{n} of {day}" for day, n in sorted(days.items())])


def sheets_of(path: Path) -> Sheets:
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
            warnings.append(f"left out, for no article or page of a paper was found in them: {some(other)}")
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


def _gather(pages: Sequence[PageFile], articles: Sequence[ArticleFile], alone: bool = False) -> Sheets:
    """Each page with its articles in print order; articles that no page lists go by their page's number. ``alone``: the
    page was given without its folder, so that other articles are none of its own."""
    warnings: list[str] = []
    pages = _each_once(pages, warnings)
    used: dict[Path, ArticleFile] = {}
    places = _Places(articles)
    sheets = [_listed(page, places, used, warnings, alone) for page in pages]
    kept = list(used.values())
    if not alone:
        kept += _unlisted([a for a in articles if a.path not in used], kept, sheets, bool(pages), warnings)
    warnings += [f"{one.path.name} has no headline of its own" for one in kept if not one.headline]
    bare = [one.path.name for one in kept if not (one.body or one.captions)]
    warnings += [f"{name} holds no text: a picture alone, or its text was not saved with it" for name in bare]
    files: list[PageFile | ArticleFile] = [*pages, *kept]
    notes = [note for file in files for note in file.notes]
    return [s for s in sheets if s.articles or s.label], files, [*warnings, *notes]


def _listed(page: PageFile, places: _Places, used: dict[Path, ArticleFile], warnings: list[str], alone: bool) -> Sheet:
    """A page with the articles it lists. What its list names besides its map is of the page if it says so itself."""
    sheet = Sheet(page.label, page.number)
    missing = []
    for link in (*page.links, *page.beside):
        one, besides = places.of(link, page), link in page.beside
        if one is None and besides:
            missing.append(link.title or link.name)
        elif one is None:
            warnings.append(f"{page.path.name} lists {link.title or link.name}, but its file {link.name} is not there")
        elif one.path in used or (besides and not one.number):
            continue
        elif not _of_another_page(one, page):
            used[one.path] = _titled(one, link, warnings)
            sheet.articles.append(used[one.path])
        elif alone and not besides:
            warnings.append(
                f"{one.path.name} is listed on page {page.number}, but says it is of {one.number}: left out"
            )
    if missing:
        names = some(missing)
        warnings.append(f"{page.path.name} names articles that are not on its map, whose files are not there: {names}")
    return sheet


def _unlisted(
    rest: Sequence[ArticleFile], listed: Sequence[ArticleFile], sheets: list[Sheet], paged: bool, warnings: list[str]
) -> list[ArticleFile]:
    """The articles that no page lists, each once, put on the page whose number they have (``sheets`` grows)."""
    single = sheets[0] if len(sheets) == 1 and paged else None
    kept: list[ArticleFile] = []
    for one in sorted(rest, key=lambda a: (is_copy(a.path), _rank(a.number), len(a.path.name), a.path.name)):
        before = [*listed, *kept]
        twin = next((k for k in before if k.text == one.text and _rank(k.number) == _rank(one.number)), None)
        if twin is not None:
            warnings.append(f"{one.path.name} says the same as {twin.path.name}: read once")
            continue
        home = next((s for s in sheets if one.number and _rank(s.number) == _rank(one.number)), None)
        if home is None and not one.number:
            home = single or next((s for s in sheets if not (s.number or paged)), None)
        if home is None:
            home = Sheet("", one.number)
            sheets.append(home)
        home.articles.append(one)
        kept.append(one)
        if paged:
            where = home.number or "?"
            warnings.append(f"{one.path.name} is on no page's list: put at the end of page {where}")
        elif is_copy(one.path) and any(k.headline == one.headline for k in before):
            warnings.append(f"{one.path.name} has the headline of another file, but another text: both are read")
    return kept


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
