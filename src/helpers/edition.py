"""An edition: from a page of text to all the tables of the contract.

The text flows one way: source → articles → dates, names, figures, quotes, terms → claims and
checks → tables. Each step is computed when it is first asked for, and once.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from helpers.claims.checks import run_checks
from helpers.claims.containment import find_measures
from helpers.claims.model import Check, Measure, Resumption, ZoneChange
from helpers.claims.resumption import find_resumption
from helpers.claims.zones import find_zones
from helpers.corrections import Correction, correct_finds, correct_pages
from helpers.errors import BanmianError
from helpers.facts.context import Context
from helpers.facts.dates import find_dates
from helpers.facts.figures import find_figures
from helpers.facts.model import Figure, Name, Quote, Term, TimeExpression
from helpers.facts.names import find_names
from helpers.facts.quotes import find_quotes
from helpers.facts.terms import find_terms
from helpers.lexicon import any_of
from helpers.page.articles import Article, EditionFacts, Pages
from helpers.page.text import Reading, Span, plain

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Read:
    """One article with what was found in it; every find's span is local to ``article.reading``."""

    article: Article
    dates: Sequence[TimeExpression]
    names: Sequence[Name]
    figures: Sequence[Figure]
    quotes: Sequence[Quote]
    terms: Sequence[Term]

    @property
    def reading(self) -> Reading:
        return self.article.reading

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return self.reading.sentences()

    def sentence(self, start: int) -> str:
        """The rejoined sentence, as printed, that the local offset lies in."""
        at = bisect.bisect_right(self._sentences, (start, 1 << 60)) - 1
        if at < 0:
            return ""
        first, last = self._sentences[at]
        return self.reading.text[first:last]

    @cached_property
    def first_body(self) -> int:
        """Local offset at which the body begins: before it stand headline and dateline."""
        heads = (self.article.column, self.article.kicker, self.article.headline, self.article.subtitle)
        return sum(len(part.text) + 1 for part in (*heads, self.article.dateline) if part.text)


@dataclass(frozen=True)
class Edition:
    """One edition of a paper. ``stem`` is the name that its rows carry."""

    stem: str
    pages: Pages
    context: Context
    corrections: tuple[Correction, ...] = ()

    @property
    def source(self) -> str:
        """The decoded text that every span counts in."""
        return self.pages.source

    @property
    def facts(self) -> EditionFacts:
        """Paper, local edition, date, number of pages, and the evidence for them."""
        return self.pages.facts

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in reading order."""
        return self.pages.articles

    @cached_property
    def read(self) -> tuple[Read, ...]:
        """Every article with its dates, names, figures, quotes and terms."""
        texts = [article.reading.plain for article in self.articles]
        names = find_names(texts, self.context)
        self._check_corrections()
        return tuple(map(self._read, self.articles, texts, names))

    def _check_corrections(self) -> None:
        """A correction of a row in an article that is not there would otherwise be passed over."""
        for one in self.corrections:
            if one.table and not 1 <= one.article <= len(self.articles):
                raise one.stop(f"there is no article {one.article}")

    def _read(self, article: Article, text: str, found: Sequence[Name]) -> Read:
        def right(finds: Sequence[Any], table: str) -> list[Any]:
            return correct_finds(finds, table, article.number, article.reading, self.corrections)

        dates = right(find_dates(text, self.context), "dates")
        names = right(found, "names")
        quotes = find_quotes(text, self.context, names)
        figures = right(find_figures(text, self.context, dates, names), "facts")
        return Read(article, dates, names, figures, quotes, find_terms(text, quotes))

    @cached_property
    def zones(self) -> tuple[tuple[Read, ZoneChange], ...]:
        """Every change of containment zone, with the article it stands in."""

        def find(r: Read) -> list[ZoneChange]:
            zones = find_zones(r.reading.text, self.context, r.dates, r.names)
            return correct_finds(zones, "zones", r.article.number, r.reading, self.corrections)

        return self._claims(find)

    @cached_property
    def resumption(self) -> tuple[tuple[Read, Resumption], ...]:
        """Every claim about work resuming, with the article it stands in."""
        return self._claims(
            lambda r: find_resumption(
                r.reading.plain,
                self.context,
                r.figures,
                r.dates,
                r.names,
                body=r.first_body,
            )
        )

    @cached_property
    def containment(self) -> tuple[tuple[Read, Measure], ...]:
        """Every figure that bears on containment, with the article it stands in."""
        return self._claims(lambda r: find_measures(r.reading.plain, r.figures))

    def _claims(self, find: Callable[[Read], Iterable[Any]]) -> tuple[tuple[Read, Any], ...]:
        return tuple((read, claim) for read in self.read for claim in find(read))

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The cross-checks: figures held against each other and against the edition's date."""
        return run_checks(self.read, self.resumption, self.context)

    def tables(self, check: bool = True) -> dict[str, pd.DataFrame]:
        """All tables of the contract by name, checked against their schemas and the source.

        ``check=False`` leaves out the comparison with the source (the schemas are always held).
        """
        from helpers import tables as contract

        found = {name: self.table(name) for name in self._rows()}
        if check:
            contract.check_edition(found, self.source)
        return found

    def table(self, name: str) -> pd.DataFrame:
        """One table of the contract, made when it is asked for (the tone of every sentence takes seconds).

        Raises BanmianError for a name that is none.
        """
        from helpers import tables as contract

        rows = self._rows()
        if name not in rows:
            raise BanmianError(f"There is no table {name!r}: the tables are {', '.join(rows)}.")
        return contract.frame(name, rows[name]())

    def _rows(self) -> dict[str, Callable[[], Iterable[dict[str, Any]]]]:
        """What each table is made of, to be called when it is needed."""
        from helpers import tone, words

        return {
            "articles": lambda: map(self._article_row, self.articles),
            "ledger": lambda: map(self._ledger_row, self.pages.ledger),
            "facts": self._fact_rows,
            "dates": lambda: self._finds("dates", "text kind begins ends rule corrected"),
            "names": lambda: self._finds("names", "kind name role organisation text rule corrected"),
            "zones": lambda: [
                self._row(r, c, "place from_zone to_zone as_of corrected printed") for r, c in self.zones
            ],
            "resumption": lambda: [
                self._row(
                    r,
                    _on_one_page(r, c),
                    "as_of scope subject resumed total share share_low share_high "
                    "implied_total_low implied_total_high people_on_post resumed_low resumed_high people_low people_high",
                )  # fmt: skip
                for r, c in self.resumption
            ],
            "containment": lambda: [
                self._row(r, c, "as_of measure subject value low high unit place") for r, c in self.containment
            ],
            "quotes": lambda: [_printed(row, "quote") for row in self._finds("quotes", "speaker role verb quote")],
            "terms": self._term_rows,
            "checks": lambda: map(self._check_row, self.checks),
            "words": lambda: words.table(
                self.stem,
                self.articles,
                names=self._known_names(),
                terms=self._known_terms(),
            ),
            "sentiment": lambda: tone.table(self.stem, self.articles, scorers=("default",), masked=self.masked),
        }

    def _article_row(self, article: Article) -> dict[str, Any]:
        plain = {key: getattr(article, key) for key in ("page", "kind", "start", "end", "confidence", "reason")}
        texts = {key: getattr(article, key).text for key in ("column", "kicker", "headline", "subtitle", "dateline")}
        people = {key: list(getattr(article, key)) for key in ("reporters", "correspondents", "photographers")}
        return (
            plain
            | texts
            | people
            | {
                "edition": self.stem,
                "article": article.number,
                "body": article.body,
                "paragraphs": len(article.paragraphs),
                "chars": sum(len(p.text) for p in article.paragraphs),
                "continued_on": article.continued_on,
                "corrected": "、".join(article.corrected),
            }
        )

    def _ledger_row(self, row) -> dict[str, Any]:
        fields = {key: getattr(row, key) for key in ("start", "end", "article", "part", "reason", "confidence")}
        return fields | {
            "edition": self.stem,
            "text": self.pages.text((row.start, row.end)),
        }

    def _row(self, read: Read, find: Any, fields: str) -> dict[str, Any]:
        """A row with the fields named, the source span, the printed text and the sentence."""
        start, end = read.reading.span(find.start, find.end)
        row = {key: getattr(find, key) for key in fields.split()}
        return row | {
            "edition": self.stem,
            "article": read.article.number,
            "text": self.pages.text(Span(start, end)),
            "sentence": read.sentence(find.start),
            "start": start,
            "end": end,
        }

    def _finds(self, what: str, fields: str) -> list[dict[str, Any]]:
        return [self._row(read, find, fields) for read in self.read for find in getattr(read, what)]

    def _fact_rows(self) -> list[dict[str, Any]]:
        fields = "kind value low high unit subject action place as_of qualifier rule corrected"
        rows = self._finds("figures", fields)
        return [row | {"fact": number} for number, row in enumerate(rows, 1)]

    def _term_rows(self) -> list[dict[str, Any]]:
        """One row a mention; ``count`` is how often the term stands in the edition's articles."""
        whole = "\n".join(read.reading.plain for read in self.read)
        rows = self._finds("terms", "term kind")
        return [_printed(row | {"count": whole.count(row["term"])}, "term") for row in rows]

    def _check_row(self, check: Check) -> dict[str, Any]:
        right = check.right or (None, None)
        return {
            "edition": self.stem,
            "check": check.check,
            "status": check.status,
            "message": check.message,
            "message_zh": check.message_zh,
            "left_start": check.left[0],
            "left_end": check.left[1],
            "right_start": right[0],
            "right_end": right[1],
            "left_sentence": self._sentence_at(check.left[0]),
            "right_sentence": self._sentence_at(right[0]) if right[0] is not None else "",
        }

    def _sentence_at(self, offset: int) -> str:
        """The sentence around an offset of the source."""
        for read in self.read:
            if read.article.start <= offset < read.article.end and offset in read.reading.offsets:
                return read.sentence(read.reading.offsets.index(offset))
        return ""

    def _known_names(self) -> list[Name]:
        return [name for read in self.read for name in read.names]

    @cached_property
    def dictionary(self) -> Any:
        """The words that this page keeps whole (words.Dictionary): the project's, the edition's own, its names and
        terms. What is cut with it agrees with the words table."""
        from helpers import words

        return words.Dictionary.project(self.stem) | words.page_dictionary(
            self.articles, self._known_terms(), self._known_names()
        )

    @property
    def masked(self) -> list[Span]:
        """The source spans of all names: a street called 牛市街 is no bull market."""
        return [read.reading.span(name.start, name.end) for read in self.read for name in read.names]

    def _known_terms(self) -> list[Term]:
        return [term for read in self.read for term in read.terms]


#: So many characters of other articles between two of its own: an article goes on elsewhere (下转第2版).
_ELSEWHERE = 40


def _on_one_page(read: Read, claim: Resumption) -> Resumption:
    """The claim, its span cut where the article breaks off and goes on elsewhere: only the part with its last figure."""
    offsets = read.reading.offsets
    breaks = [k for k in range(claim.start + 1, claim.end) if offsets[k] - offsets[k - 1] > _ELSEWHERE]
    return replace(claim, start=breaks[-1]) if breaks else claim


def _printed(row: dict[str, Any], key: str) -> dict[str, Any]:
    """The row with a cell in the page's own spelling instead of the plain one the finders read."""
    at = plain(row["text"]).find(row[key])
    return row | {key: row["text"][at : at + len(row[key])]} if at >= 0 else row


def edition_of(pages: Pages, stem: str, corrections: Sequence[Correction] = ()) -> Edition:
    """The edition that a reader's pages make, corrected. ``pages.facts.date`` must be set."""
    pages = correct_pages(pages, corrections)
    signed = frozenset(name for article in pages.articles for name in article.byline)
    date = dt.date.fromisoformat(pages.facts.date)
    context = Context(date, home=home_of(pages.facts), signed=signed)
    return Edition(stem, pages, context, tuple(corrections))


def home_of(facts: EditionFacts) -> str:
    """The city or county a local paper means by 我市, without its suffix; "" where the names do not tell.

    The local edition says it best (平湖版 → 平湖); else the paper's name without what all
    papers are called (嘉兴日报 → 嘉兴).
    """
    if facts.local_edition:
        return re.sub(rf"{any_of('page_imprint', 'home_local')}?版$", "", facts.local_edition)
    return re.sub(rf"{any_of('page_imprint', 'home_paper')}$", "", facts.paper)
