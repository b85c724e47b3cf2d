"""What a page is made of, once it has been read: articles, and the ledger of every character."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from helpers.page.text import Reading, Span

#: Kinds of article, as the contract names them.
KINDS = ("news", "photo", "editorial", "letter", "weather", "advertisement", "notice", "correction", "literature")
#: Parts of a page: what a character of the source can be.
PARTS = (
    "masthead", "page_label", "banner", "kicker", "headline", "subtitle", "crosshead", "column", "byline",
    "dateline", "body", "caption", "credit", "editors", "jump", "space", "other",
)  # fmt: skip

_NONE = Reading("", ())


@dataclass(frozen=True)
class LedgerRow:
    """One stretch of source that is one part of one article (0 = the page itself).

    ``reason`` names the evidence the cut rests on; ``confidence`` is 0–1.
    """

    start: int
    end: int
    article: int
    part: str
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Article:
    """One article, its fields as readings that know their way back to the source."""

    number: int
    page: int
    kind: str
    start: int
    end: int
    paragraphs: tuple[Reading, ...] = ()
    column: Reading = _NONE
    kicker: Reading = _NONE
    headline: Reading = _NONE
    subtitle: Reading = _NONE
    dateline: Reading = _NONE
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    continued_on: int | None = None
    confidence: float = 1.0
    reason: str = ""
    captions: tuple[Reading, ...] = ()
    corrected: tuple[str, ...] = ()  # the fields that a correction has set

    @cached_property
    def body(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)

    @cached_property
    def reading(self) -> Reading:
        """All that a finder reads of the article, in reading order, one part a line: column, kicker,
        headline, subtitle, dateline, then the paragraphs and the captions of the article's pictures.
        Bylines are left out: their names are in the articles table."""
        head = (self.column, self.kicker, self.headline, self.subtitle, self.dateline)
        parts = (*head, *self.paragraphs, *self.captions)
        return Reading.join(parts)

    @property
    def byline(self) -> tuple[str, ...]:
        """Everyone who signs the article."""
        return (*self.reporters, *self.correspondents, *self.photographers)


@dataclass(frozen=True)
class EditionFacts:
    """What is known of the edition itself, and how."""

    paper: str = ""
    local_edition: str = ""
    date: str = ""  # ISO 8601
    pages: int = 0
    evidence: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The paper and its local edition, "" where neither is known."""
        return f"{self.paper} {self.local_edition}".strip()


@dataclass(frozen=True)
class Pages:
    """The result that every reader and cutter ends in."""

    source: str
    articles: tuple[Article, ...]
    ledger: tuple[LedgerRow, ...]
    facts: EditionFacts = field(default_factory=EditionFacts)

    def text(self, span: Span | tuple[int, int]) -> str:
        """As printed: the source between the offsets, without the page's line breaks."""
        return self.source[span[0] : span[1]].replace("\n", "")
