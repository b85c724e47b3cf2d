"""What the word functions take: an edition, several, articles, or plain text, made into one small form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from helpers.errors import BanmianError
from helpers.page.text import Reading

#: Characters shown on either side where a sentence is longer than any sentence is.
_AROUND = 400
_PARTS = ("column", "kicker", "headline", "subtitle", "dateline")


@dataclass(frozen=True)
class Document:
    """One article as the word functions see it.

    ``parts`` names the stretches of the reading: ``(part, start, end)``, local offsets; what lies in
    none of them is ``body``.
    """

    edition: str
    article: int
    reading: Reading
    parts: tuple[tuple[str, int, int], ...] = ()

    @property
    def text(self) -> str:
        return self.reading.plain

    def sentence(self, at: int) -> str:
        """The sentence the local offset lies in, as printed; of a text that never ends one (a list without
        full stops), the characters around the offset."""
        starts, sentences = self._sentences
        index = bisect_right(starts, at) - 1
        if index < 0 or at >= starts[index] + len(sentences[index]):
            return ""
        whole, local = sentences[index], at - starts[index]
        return whole if len(whole) <= 2 * _AROUND else whole[max(0, local - _AROUND) : local + _AROUND]

    @cached_property
    def _sentences(self) -> tuple[list[int], list[str]]:
        """Where each sentence starts, and each sentence once: its many rows share it."""
        bounds = self.reading.sentences()
        return [start for start, _ in bounds], [self.reading.text[start:end] for start, end in bounds]

    def part(self, at: int) -> str:
        """Which part of the article the local offset lies in: headline, kicker, …, body."""
        return next((name for name, start, end in self.parts if start <= at < end), "body")


def documents(source: Any) -> list[Document]:
    """The documents of any input the word functions take.

    ``source`` is an edition (anything with ``articles``), a list of editions (a corpus), a list of
    articles, a list of ``(number, text or Reading)``, a list of texts, or one text.
    Raises BanmianError for anything else.
    """
    return list(_documents(source, ""))


def settled(source: Any) -> Any:
    """A source that can be read more than once."""
    return list(source) if isinstance(source, Iterator) else source


def _documents(source: Any, edition: str) -> Iterator[Document]:
    if isinstance(source, Document):
        yield source
    elif isinstance(source, str | Reading):
        yield Document(edition, 1, _reading(source))
    elif hasattr(source, "documents"):
        yield from source.documents
    elif hasattr(source, "articles"):
        yield from _documents(source.articles, getattr(source, "stem", "") or edition)
    elif hasattr(source, "reading"):
        yield from _article(source, edition)
    elif isinstance(source, Iterable) and not isinstance(source, bytes | Mapping) and not hasattr(source, "columns"):
        for number, item in enumerate(source, 1):
            yield from _item(item, number, edition)
    else:
        raise BanmianError(
            f"Words cannot be read from {type(source).__name__}: give an edition, its articles, or a list of texts "
            "(not a table: its words would not lead back to the page)."
        )


def _item(item: Any, number: int, edition: str) -> Iterator[Document]:
    if isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], int):
        yield Document(edition, item[0], _reading(item[1]))
    elif isinstance(item, str | Reading):
        yield Document(edition, number, _reading(item))
    else:
        yield from _documents(item, edition)


def _reading(text: Any) -> Reading:
    if isinstance(text, Reading):
        return text
    if isinstance(text, str):
        # a range reads as the tuple it stands for, and a corpus of plain texts needs no list of its offsets
        return Reading(text, cast("tuple[int, ...]", range(len(text))))
    raise BanmianError(f"Words cannot be read from {type(text).__name__}: give a text or a Reading.")


def _article(article: Any, edition: str) -> Iterator[Document]:
    parts, at = [], 0
    for name in _PARTS:
        length = len(getattr(article, name).text)
        if length:
            parts.append((name, at, at + length))
            at += length + 1
    yield Document(edition, article.number, article.reading, tuple(parts))
