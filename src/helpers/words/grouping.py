"""Words in groups: an analyst's categories, set phrases and slogans, stop words, English glosses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import lexicon
from helpers.errors import BanmianError
from helpers.words.context import _place
from helpers.words.counting import kind, prepare, stop_words
from helpers.words.cutting import cut
from helpers.words.dictionaries import Dictionary, read_lines, spelled
from helpers.words.documents import documents, settled
from helpers.words.found import _field, rows_of
from helpers.words.frames import frame

if TYPE_CHECKING:
    import pandas as pd

CONCEPTS = ("category", "word", "edition", "article", "part", "text", "sentence", "start", "end")
PHRASES = ("phrase", "kind", "edition", "article", "part", "text", "sentence", "start", "end")
PHRASE_SHARE = ("edition", "article", "chars", "phrase_chars", "phrases", "share")
BEFORE_AFTER = ("rank", "word_before", "count_before", "word_after", "count_after")

_QUOTED_PHRASE = re.compile("(?<=[“‘])[\u4e00-\u9fff]{4,12}(?:[、，；\\s][\u4e00-\u9fff]{4,12})*(?=[”’])")


# --- concepts


def categories(path: str | Path = "") -> dict[str, list[str]]:
    """The categories of a concept file: category → its words, in file order.

    One word a line, ``category<tab>word``, ``#`` begins a comment. No path: ``data/lexicons/word_concepts.txt``.
    Raises BanmianError if the file is missing or a line has no word; the message names the line.
    """
    if not path:
        path = lexicon.DATA / "lexicons" / "word_concepts.txt"
    found: dict[str, list[str]] = {}
    for number, line in enumerate(read_lines(path, "The concept file"), 1):
        cells = [cell.strip() for cell in line.split("#", 1)[0].split("\t") if cell.strip()]
        if not cells:
            continue
        if len(cells) != 2:
            raise BanmianError(
                f"Line {number} of {path} is not 'category<tab>word' but {line.strip()!r}: mend the line."
            )
        words = found.setdefault(cells[0], [])
        if (word := spelled(cells[1])) not in words:
            words.append(word)
    return found


def concepts(source: Any, groups: Mapping[str, Iterable[str]] | str | Path = "") -> pd.DataFrame:
    """Every hit of an analyst's categories: one row an occurrence, to be opened as its sentence.

    ``groups``: category → words, or the path of a concept file; default: the file of ``categories``. Of words of one
    category that overlap (防控 in 疫情防控) the longer counts; a place may count in two categories.
    Columns: ``category``, ``word``, ``edition``, ``article``, ``part``, ``text``, ``sentence``, ``start``, ``end``.
    """
    mapping = groups if isinstance(groups, Mapping) else categories(groups)
    patterns = {name: re.compile(lexicon.alternatives(map(spelled, words))) for name, words in mapping.items() if words}
    rows = [
        {"category": name, "word": match.group(), **_place(doc, match.start(), match.end())}
        for doc in documents(source)
        for name, pattern in patterns.items()
        for match in pattern.finditer(doc.text)
        if match.group()
    ]
    return frame(rows, CONCEPTS)


def concept_table(
    source: Any, groups: Mapping[str, Iterable[str]] | str | Path = "", per_mille: bool = False
) -> pd.DataFrame:
    """Articles × categories: how often each category is met in each article (zeros kept), for the heat map.

    Rows are indexed by ``edition`` and ``article``. ``per_mille``: hits on a thousand characters of the article.
    """
    import pandas as pd

    mapping = groups if isinstance(groups, Mapping) else categories(groups)
    docs = documents(source)
    index = pd.MultiIndex.from_tuples([(d.edition, d.article) for d in docs], names=["edition", "article"])
    hits = concepts(docs, mapping).groupby(["edition", "article", "category"]).size().unstack(fill_value=0)
    table = hits.reindex(index=index, columns=list(mapping), fill_value=0)
    if per_mille:
        sizes = pd.Series([max(len(d.text), 1) for d in docs], index=index)
        return table.mul(1000).div(sizes, axis=0)
    return table.astype("int64")


# --- set phrases and slogans


def phrases(source: Any, terms: Iterable[Any] = ()) -> pd.DataFrame:
    """Every set phrase and slogan of the source, one row an occurrence.

    ``kind``: "set phrase" (in ``data/lexicons/word_phrase.txt``), "slogan" (of kind slogan in the terms table) or "quoted"
    (four characters and more that the page puts in quotation marks and that are no word). Overlaps: longer wins.
    Columns: ``phrase``, ``kind``, ``edition``, ``article``, ``part``, ``text``, ``sentence``, ``start``, ``end``.
    """
    kinds = {spelled(row[0]): "set phrase" for row in lexicon.rows("word_phrase")}
    for row in rows_of(source, terms, ())[0]:
        if _field(row, "kind") == "slogan" and (slogan := spelled(_field(row, "term"))):
            kinds.setdefault(slogan, "slogan")
    docs = documents(source)
    for doc in docs:
        for quoted in _QUOTED_PHRASE.findall(doc.text):
            if len(cut(quoted)) > 2:
                kinds.setdefault(quoted, "quoted")
    pattern = re.compile(lexicon.alternatives(kinds))
    rows = [
        {"phrase": m.group(), "kind": kinds[m.group()], **_place(doc, m.start(), m.end())}
        for doc in docs
        for m in pattern.finditer(doc.text)
        if m.group()
    ]
    return frame(rows, PHRASES)


def phrase_share(source: Any, terms: Iterable[Any] = ()) -> pd.DataFrame:
    """How much of each article is set phrases and slogans.

    One row an article: ``edition``, ``article``, ``chars`` (letters, digits and Han characters), ``phrase_chars`` of them
    in phrases, ``phrases`` how many, ``share``.
    """
    source = settled(source)
    docs = documents(source)
    taken: Counter[tuple[str, int]] = Counter()
    number: Counter[tuple[str, int]] = Counter()
    for row in phrases(source, terms).itertuples(index=False, name="Row"):
        taken[row.edition, row.article] += _letters(row.phrase)
        number[row.edition, row.article] += 1
    rows = []
    for doc in docs:
        key, chars = (doc.edition, doc.article), _letters(doc.text)
        rows.append((*key, chars, taken[key], number[key], taken[key] / chars if chars else 0.0))
    return frame(rows, PHRASE_SHARE)


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


# --- stop words and glosses


def before_after(
    source: Any,
    top: int = 20,
    stops: Iterable[str] | None = None,
    dictionary: Dictionary | None = None,
    page: bool = True,
) -> pd.DataFrame:
    """The most frequent words before and after the stop words are taken out, rank by rank.

    ``stops``: another list than ``data/lexicons/word_stop.txt``.
    Columns: ``rank``, ``word_before``, ``count_before``, ``word_after``, ``count_after``.
    """
    made = prepare(source, dictionary, page)
    listed = stop_words() if stops is None else frozenset(stops)
    counted = Counter(w for words in made.words for w in words if any(c.isalnum() for c in w))
    before = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    after = [item for item in before if kind(item[0], listed) == "content"]
    rows = [(i, *b, *a) for i, (b, a) in enumerate(zip(before[:top], after[:top], strict=False), 1)]
    return frame(rows, BEFORE_AFTER)


def glosses() -> dict[str, str]:
    """Word → English, from ``data/lexicons/word_gloss.txt`` (edit that file)."""
    return {row[0]: row[1] for row in lexicon.rows("word_gloss") if len(row) > 1}


def glossed(table: pd.DataFrame, column: str = "word") -> pd.DataFrame:
    """The table with a last column ``english``: the gloss of the word, empty where the file has none."""
    known = glosses()
    return table.assign(english=[known.get(word, "") for word in table[column]])


def unglossed(table: pd.DataFrame, top: int = 50) -> list[str]:
    """The words among the first ``top`` of a table that have no gloss yet, ready to be added to the file."""
    known = glosses()
    return [word for word in table["word"].head(top) if word not in known]


def label(word: str) -> str:
    """``word`` with its English gloss behind it, for an English chart: 疫情防控 (epidemic control)."""
    english = glosses().get(word, "")
    return f"{word} ({english})" if english else word
