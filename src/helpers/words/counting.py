"""Counting: every word with its kind, its source, and how it is spread."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers import lexicon
from helpers.words.dictionaries import PAGE, Dictionary
from helpers.words.documents import Document, documents, settled
from helpers.words.frames import frame
from helpers.words.stock import flag, known, stock

if TYPE_CHECKING:
    import pandas as pd

#: The columns of ``counts``, the contract's first.
COLUMNS = (
    "edition", "word", "flag", "count", "articles", "share", "tfidf", "source", "per_mille", "dispersion", "kind",
)  # fmt: skip


#: A numeral in words, a fraction, or either with one measure word behind it (三分之二, 两个, 八成).
_NUMBER = re.compile("(?:[第每]?[零〇一二三四五六七八九十百千万亿两几数半]+(?:分之)?)+[多余来]?(.?)\\Z")


class Token(NamedTuple):
    """One word where it stands. ``start`` and ``end`` are local to the document's text."""

    document: int
    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Cut:
    """Documents cut into words: the ground of every count."""

    documents: tuple[Document, ...]
    words: tuple[tuple[str, ...], ...]
    dictionary: Dictionary

    def tokens(self) -> Iterator[Token]:
        """All words with their places, marks and spaces among them."""
        for index, words in enumerate(self.words):
            at = 0
            for word in words:
                yield Token(index, at, at + len(word), word)
                at += len(word)


def prepare(source: Any, dictionary: Dictionary | None = None, page: bool = True) -> Cut:
    """Cut a source once, for several counts.

    ``dictionary``: default the project's own (``Dictionary.project``); ``page``: with the words found in the page.
    Set phrases (``data/lexicons/word_phrase.txt``) always come out whole.
    """
    if isinstance(source, Cut):
        return source
    source = settled(source)
    docs = tuple(documents(source))
    own = Dictionary.project(_stem(docs)) if dictionary is None else dictionary
    if page:
        from helpers.words.found import page_dictionary

        own = own | page_dictionary(source, own=own)
    return cut_with(docs, own | _phrases(), page)


def cut_with(docs: Sequence[Document], own: Dictionary, page: bool) -> Cut:
    """The documents cut with a dictionary; ``page``: with guessed words that hold grammar taken apart."""
    once: dict[str, str] = {}  # a corpus holds few different words: each is kept in memory once
    cuts = []
    for doc in docs:
        merged = own.merge(doc.text, stock(doc.text), is_plain=True)
        if page:
            from helpers.words.found import regrouped

            merged = regrouped(merged, own)
        cuts.append(tuple([once.setdefault(word, word) for word in merged]))
    return Cut(tuple(docs), tuple(cuts), own)


def _stem(docs: Sequence[Document]) -> str:
    """The edition that all documents are of, empty if they are of several."""
    stems = {doc.edition for doc in docs}
    return stems.pop() if len(stems) == 1 else ""


@lru_cache(maxsize=1)
def _phrases() -> Dictionary:
    return Dictionary.of(sorted(lexicon.words("word_phrase")), "l")


def origin(word: str, dictionary: Dictionary) -> str:
    """Where a word comes from: user dictionary, page, default dictionary, or hmm (in none of them: the
    model's guess, or a run of Latin letters or digits)."""
    entry = dictionary.entries.get(word)
    if entry is not None and not (entry.origin == PAGE and known(word)):
        return entry.origin
    return "default dictionary" if known(word) else "hmm"


def kind(word: str, stops: frozenset[str]) -> str:
    """content, stop (on the list of stop words), phrase (on the list of set phrases), number (597, 三分之二, 两个),
    single (one character, mostly torn from a longer expression) or mark."""
    return "stop" if word in stops else _kind(word)


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("word_split") if row[1] == "unit")


@lru_cache(maxsize=100_000)
def _kind(word: str) -> str:
    if not any(c.isalnum() for c in word):
        return "mark"
    if word in _phrases():
        return "phrase"
    if word[0].isdigit() and word.isascii() and not any(c.isalpha() for c in word):
        return "number"
    numeral = _NUMBER.match(word)
    if numeral and (not numeral[1] or numeral[1] in _measures()):
        return "number"
    return "single" if len(word) == 1 else "content"


def stop_words() -> frozenset[str]:
    """The stop words of ``data/lexicons/word_stop.txt`` (edit that file)."""
    return lexicon.words("word_stop")


def columns(made: Cut, edition: str = "", stops: frozenset[str] | None = None) -> dict[str, list[Any]]:
    """The words table column by column, most frequent first: see ``counts``."""
    stops = stop_words() if stops is None else stops
    places, sizes = _places(made)
    total = {word: sum([n for _, n in where]) for word, where in places.items()}
    words = sorted(places, key=lambda word: (-total[word], -len(places[word]), word))
    whole = sum(sizes)
    shares = [total[word] / whole for word in words]
    idf = [_idf(len(sizes), n) for n in range(len(sizes) + 1)]
    flags, spread = made.dictionary.flags, Spread(sizes)
    stem = edition or _stem(made.documents)
    return {
        "edition": [stem] * len(words),
        "word": words,
        "flag": [flags.get(word) or flag(word) for word in words],
        "count": [total[word] for word in words],
        "articles": [len(places[word]) for word in words],
        "share": shares,
        "tfidf": [share * idf[len(places[word])] for word, share in zip(words, shares, strict=True)],
        "source": [origin(word, made.dictionary) for word in words],
        "per_mille": [1000 * share for share in shares],
        "dispersion": [spread.deviation(places[word]) for word in words],
        "kind": [kind(word, stops) for word in words],
    }


def _places(made: Cut) -> tuple[dict[str, list[tuple[int, int]]], list[int]]:
    """Each word's ``(document index, count)``, marks left out, and the number of words of each document."""
    places: dict[str, list[tuple[int, int]]] = {}
    sizes = []
    for index, words in enumerate(made.words):
        size = 0
        for word, n in Counter(words).items():
            if _kind(word) != "mark":
                size += n
                places.setdefault(word, []).append((index, n))
        sizes.append(size)
    return places, sizes


def _idf(documents: int, having: int) -> float:
    """Smoothed inverse document frequency, ln((1 + N) / (1 + n)) + 1, as scikit-learn defines it."""
    return math.log((1 + documents) / (1 + having)) + 1


class Spread:
    """How evenly a word is spread over articles of unequal length."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """``sizes``: the words of each article."""
        total = sum(sizes)
        self._expected = [size / total for size in sizes] if total else []
        self._room = 1 - min((e for e in self._expected if e), default=1.0)

    def deviation(self, where: Sequence[tuple[int, int]]) -> float:
        """Gries's deviation of proportions (Gries 2008), normed to 0–1 (Lijffijt & Gries 2012).

        0: spread as the articles' lengths would have it; 1: all in the shortest article. ``where`` holds
        ``(article index, count)``. With one article only there is nothing to be spread over: 0.
        """
        if self._room <= 0:
            return 0.0
        expected = self._expected
        if len(where) == 1:
            return (1 - expected[where[0][0]]) / self._room
        count = sum([n for _, n in where])
        away = 1 + sum([abs(n / count - expected[i]) - expected[i] for i, n in where])
        return away / 2 / self._room


def counts(
    source: Any,
    dictionary: Dictionary | None = None,
    page: bool = True,
    content: bool = False,
    by_edition: bool = False,
) -> pd.DataFrame:
    """How often every word occurs in the articles, headlines and bodies: one row a word, most frequent first.

    Columns: ``edition`` (empty for a corpus); ``word``; ``flag`` part of speech; ``count``; ``articles`` how many hold
    it; ``share`` of all words (marks are no words, stop words and numbers are); ``tfidf`` share ×
    (ln((1 + N) / (1 + articles)) + 1); ``source`` default dictionary, user dictionary, page or hmm;
    ``per_mille`` = 1000 × share; ``dispersion`` 0 (evenly spread) to 1 (in one article only), Gries's DP;
    ``kind`` content, phrase, stop, number or single (one character).

    ``content=True`` leaves out all but content words; shares stay shares of all words. ``by_edition=True``: for a
    corpus, the rows of each edition by itself, all cut with the words found in the corpus.
    """
    made = prepare(source, dictionary, page)
    table = frame(columns(made), COLUMNS)
    if by_edition:
        import pandas as pd

        parts = [frame(columns(part), COLUMNS) for part in _by_edition(made)]
        table = pd.concat(parts, ignore_index=True) if parts else table
    return table[table["kind"] == "content"].reset_index(drop=True) if content else table


def _by_edition(made: Cut) -> Iterator[Cut]:
    for stem in dict.fromkeys(doc.edition for doc in made.documents):
        chosen = [i for i, doc in enumerate(made.documents) if doc.edition == stem]
        yield Cut(tuple(made.documents[i] for i in chosen), tuple(made.words[i] for i in chosen), made.dictionary)
