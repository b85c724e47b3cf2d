"""Counting: every word with its kind, its source, and how it is spread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers import lexicon
from helpers.words.cutting import cut, flag, known
from helpers.words.dictionaries import PAGE, Dictionary
from helpers.words.documents import Document, documents

if TYPE_CHECKING:
    import pandas as pd

#: The columns of ``counts``, the contract's first.
COLUMNS = (
    "edition", "word", "flag", "count", "articles", "share", "tfidf", "source", "per_mille", "dispersion", "kind",
)  # fmt: skip


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
    docs = tuple(documents(source))
    own = Dictionary.project(docs[0].edition if docs else "") if dictionary is None else dictionary
    if page:
        from helpers.words.found import page_dictionary

        own = own | page_dictionary(source)
    own = own | _phrases()
    return Cut(docs, tuple(tuple(cut(doc.text, own)) for doc in docs), own)


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


def kind(word: str, stop_words: frozenset[str]) -> str:
    """content, stop (on the list of stop words), phrase (on the list of set phrases), number, letter (a single
    Latin letter) or mark."""
    if not any(c.isalnum() for c in word):
        return "mark"
    if word in stop_words:
        return "stop"
    if word in _phrases():
        return "phrase"
    if word[0].isdigit() and word.isascii() and not any(c.isalpha() for c in word):
        return "number"
    if word.isascii() and len(word) == 1:
        return "letter"
    return "content"


def stop_words() -> frozenset[str]:
    """The stop words of ``data/lexicons/word_stop.txt`` (edit that file)."""
    return lexicon.words("word_stop")


def rows(made: Cut, edition: str = "", stops: frozenset[str] | None = None) -> list[dict[str, Any]]:
    """The words table as rows, most frequent first: see ``counts``."""
    stops = stop_words() if stops is None else stops
    by_document = [Counter(words) for words in made.words]
    kinds: dict[str, str] = {word: kind(word, stops) for counted in by_document for word in counted}
    sizes = [sum(n for word, n in counted.items() if kinds[word] != "mark") for counted in by_document]
    total = sum(sizes)
    places: dict[str, list[tuple[int, int]]] = {}
    for index, counted in enumerate(by_document):
        for word, n in counted.items():
            if kinds[word] != "mark":
                places.setdefault(word, []).append((index, n))
    stem = edition or (made.documents[0].edition if made.documents else "")
    flags = made.dictionary.flags
    table = []
    for word, where in places.items():
        count = sum(n for _, n in where)
        share = count / total
        table.append({
            "edition": stem, "word": word, "flag": flags.get(word) or flag(word), "count": count, "articles": len(where),
            "share": share, "tfidf": share * _idf(len(sizes), len(where)), "source": origin(word, made.dictionary),
            "per_mille": 1000 * share, "dispersion": deviation(where, sizes), "kind": kinds[word],
        })  # fmt: skip
    return sorted(table, key=lambda row: (-row["count"], -row["articles"], row["word"]))


def _idf(documents: int, having: int) -> float:
    """Smoothed inverse document frequency, ln((1 + N) / (1 + n)) + 1, as scikit-learn defines it."""
    return math.log((1 + documents) / (1 + having)) + 1


def deviation(where: list[tuple[int, int]], sizes: list[int]) -> float:
    """Gries's deviation of proportions (DP, Gries 2008, with the norming of Lijffijt & Gries 2012).

    0: spread as the articles' lengths would have it; 1: all in the shortest article. ``where`` holds
    ``(article index, count)``, ``sizes`` the words of each article.
    """
    total, count = sum(sizes), sum(n for _, n in where)
    expected = [size / total for size in sizes]
    away = sum(abs(n / count - expected[i]) - expected[i] for i, n in where) + 1
    smallest = min((e for e in expected if e), default=1.0)
    return 0.0 if smallest >= 1 else away / 2 / (1 - smallest)


def counts(
    source: Any,
    dictionary: Dictionary | None = None,
    page: bool = True,
    content: bool = False,
) -> pd.DataFrame:
    """How often every word occurs: one row a word, most frequent first.

    Columns: ``edition``; ``word``; ``flag`` part of speech; ``count``; ``articles`` how many hold it;
    ``share`` of all words (marks are no words, stop words and numbers are); ``tfidf`` share ×
    (ln((1 + N) / (1 + articles)) + 1); ``source`` default dictionary, user dictionary, page or hmm;
    ``per_mille`` = 1000 × share; ``dispersion`` 0 (evenly spread) to 1 (in one article only), Gries's DP;
    ``kind`` content, phrase, stop, number or letter.

    ``content=True`` leaves out all but content words; shares stay shares of all words.
    """
    import pandas as pd

    table = pd.DataFrame(rows(prepare(source, dictionary, page)), columns=list(COLUMNS))
    return table[table["kind"] == "content"].reset_index(drop=True) if content else table
