"""Keyness: the words that one text uses more than another, as corpus linguists report them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.errors import BanmianError
from helpers.words.counting import Cut, cut_with, kind, prepare, stop_words
from helpers.words.dictionaries import Dictionary
from helpers.words.documents import Document, documents, settled
from helpers.words.found import rows_of
from helpers.words.frames import frame
from helpers.words.stock import flag

if TYPE_CHECKING:
    import pandas as pd

#: Columns of ``keyness``.
COLUMNS = (
    "word", "flag", "over", "count_a", "count_b", "per_mille_a", "per_mille_b", "log_likelihood", "log_ratio", "p_value",
)  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Some articles of a source, with the names and terms of all of it, so that they are cut the same."""

    articles: tuple[Document, ...]
    names: tuple[Any, ...] = ()
    terms: tuple[Any, ...] = ()

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.articles)


def select(source: Any, articles: Iterable[int] = (), without: Iterable[int] = ()) -> Selection:
    """Some articles of a source, by number: those named, or all but those left out.

    ``keyness(select(edition, [3]), select(edition, without=[3]))`` holds one article against the rest.
    Raises BanmianError if an article is not there.
    """
    source = settled(source)
    docs, wanted, unwanted = documents(source), set(articles), set(without)
    missing = (wanted | unwanted) - {doc.article for doc in docs}
    if missing:
        raise BanmianError(f"There is no article {min(missing)}: the articles are {_numbers(docs)}.")
    kept = [doc for doc in docs if (not wanted or doc.article in wanted) and doc.article not in unwanted]
    terms, names = rows_of(source, (), ())
    return Selection(tuple(kept), tuple(names), tuple(terms))


def _numbers(docs: list[Document]) -> str:
    return ", ".join(map(str, sorted({doc.article for doc in docs}))) or "none"


def keyness(
    a: Any, b: Any, minimum: int = 3, dictionary: Dictionary | None = None, page: bool = True, content: bool = True
) -> pd.DataFrame:
    """The words that set ``a`` apart from ``b``: strongest first, those of ``a`` and of ``b`` in one table.

    Columns: ``word``; ``flag``; ``over`` "a" or "b", the side that uses it more; ``count_a``, ``count_b``;
    ``per_mille_a``, ``per_mille_b`` of all words of that side; ``log_likelihood`` G² = 2 Σ O ln(O/E)
    (Dunning 1993, with the two cells of Rayson & Garside 2000); ``log_ratio`` the binary logarithm of the ratio
    of relative frequencies, 0.5 put for a count of zero (Hardie 2014): +1 is twice as often in a;
    ``p_value`` of G² at one degree of freedom.

    ``minimum``: words met less often in both together are left out. Both sides are cut with the words found
    in either, so that a word is one word on both. Raises BanmianError if a side has no words.
    """
    sides = _sides(a, b, dictionary, page)
    counted = _words(sides[0]), _words(sides[1])
    totals = [sum(side.values()) for side in counted]
    for total, name in zip(totals, "ab", strict=True):
        if not total:
            raise BanmianError(f"Keyness needs words on both sides, and side {name} has none: give it an article.")
    stops = stop_words()
    words = [w for w in counted[0].keys() | counted[1].keys() if counted[0][w] + counted[1][w] >= minimum]
    flags = sides[0].dictionary.flags | sides[1].dictionary.flags
    rows = [
        {"word": w, "flag": flags.get(w) or flag(w), **_row(counted[0][w], counted[1][w], totals)}
        for w in words
        if not content or kind(w, stops) == "content"
    ]
    table = frame(rows, COLUMNS)
    return table.sort_values(["log_likelihood", "word"], ascending=[False, True], ignore_index=True)


def _sides(a: Any, b: Any, dictionary: Dictionary | None, page: bool) -> tuple[Cut, Cut]:
    """Both sides, cut with the words found in either."""
    first, second = prepare(a, dictionary, page), prepare(b, dictionary, page)
    if not page:
        return first, second
    both = first.dictionary | second.dictionary
    return cut_with(first.documents, both, page), cut_with(second.documents, both, page)


def _words(made: Cut) -> Counter[str]:
    return Counter(word for words in made.words for word in words if any(c.isalnum() for c in word))


def _row(a: int, b: int, totals: list[int]) -> dict[str, Any]:
    likelihood, ratio = log_likelihood(a, b, *totals), log_ratio(a, b, *totals)
    return {
        "over": "a" if a * totals[1] >= b * totals[0] else "b", "count_a": a, "count_b": b,
        "per_mille_a": 1000 * a / totals[0], "per_mille_b": 1000 * b / totals[1],
        "log_likelihood": likelihood, "log_ratio": ratio, "p_value": math.erfc(math.sqrt(likelihood / 2)),
    }  # fmt: skip


def log_likelihood(a: int, b: int, total_a: int, total_b: int) -> float:
    """G² of one word: ``a`` of ``total_a`` words against ``b`` of ``total_b`` (Rayson & Garside 2000)."""
    expected_a = total_a * (a + b) / (total_a + total_b)
    expected_b = total_b * (a + b) / (total_a + total_b)
    cells = ((a, expected_a), (b, expected_b))
    return max(0.0, 2 * sum(n * math.log(n / e) for n, e in cells if n))


def log_ratio(a: int, b: int, total_a: int, total_b: int) -> float:
    """Binary logarithm of the ratio of relative frequencies, 0.5 standing for a count of zero (Hardie 2014)."""
    return math.log2(((a or 0.5) / total_a) / ((b or 0.5) / total_b))
