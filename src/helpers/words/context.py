"""Words where they stand: concordance, collocations, network, dispersion, n-grams.

Every function that lists occurrences gives the shared columns of the tables: ``edition``, ``article``,
``text`` as printed, ``sentence``, ``start`` and ``end`` in the source.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from helpers.errors import BanmianError
from helpers.words.counting import Cut, Token, kind, prepare, stop_words
from helpers.words.dictionaries import Dictionary, spelled
from helpers.words.documents import Document, documents, settled
from helpers.words.frames import frame
from helpers.words.stock import flag

if TYPE_CHECKING:
    import networkx
    import pandas as pd

CONCORDANCE = ("edition", "article", "part", "left", "text", "right", "word", "sentence", "start", "end")
COLLOCATIONS = (
    "node", "collocate", "flag", "count", "count_node", "count_collocate", "log_dice", "pmi", "before", "after",
)  # fmt: skip
DISPERSION = ("word", "edition", "article", "part", "position", "text", "sentence", "start", "end")
NGRAMS = ("ngram", "pieces", "n", "count", "articles", "per_mille")


# --- concordance


def concordance(
    source: Any,
    term: str,
    width: int = 20,
    sort: str = "place",
    whole: bool = False,
    parts: Iterable[str] = (),
    dictionary: Dictionary | None = None,
) -> pd.DataFrame:
    """Every place where a term stands, with what stands around it (keyword in context).

    Columns: ``edition``, ``article``, ``part`` (headline, body …); ``left``, ``text``, ``right`` with ``width``
    characters on either side, never past the paragraph; ``word`` the word or words it was counted in;
    ``sentence``; ``start``, ``end``. The rows of one article are as many as ``str.count`` finds in its text; those
    with part "body" as many as in its rejoined body.

    ``sort``: "place" (as printed), "left" (by the characters before, nearest first) or "right".
    ``whole``: only where it was counted as a word of its own: as many rows as ``counts`` says.
    ``parts``: only those parts. Raises BanmianError for an empty term or an unknown ``sort``.
    """
    wanted = spelled(term)
    if not wanted.strip():
        raise BanmianError("A concordance needs a term, and none is given: name a word, such as 外防输入.")
    if sort not in ("place", "left", "right"):
        raise BanmianError(f"A concordance cannot be sorted by {sort!r}: choose place, left or right.")
    made = prepare(source, dictionary)
    rows = [row for index in range(len(made.documents)) for row in _hits(made, index, wanted, width)]
    chosen = set(parts)
    rows = [r for r in rows if (not whole or r["word"] == wanted) and (not chosen or r["part"] in chosen)]
    if sort != "place":
        rows.sort(key=lambda r: r["right"] if sort == "right" else r["left"][::-1])
    return frame(rows, CONCORDANCE)


def _hits(made: Cut, index: int, term: str, width: int) -> Iterator[dict[str, Any]]:
    doc = made.documents[index]
    for at, words in zip(_places(doc.text, term), holders(made, index, term), strict=True):
        end = at + len(term)
        edge_left = max(doc.text.rfind("\n", 0, at) + 1, at - width)
        edge_right = min(_line_end(doc.text, end), end + width)
        yield {
            **_place(doc, at, end), "left": doc.text[edge_left:at], "right": doc.text[end:edge_right], "word": words,
        }  # fmt: skip


def _places(text: str, term: str) -> Iterator[int]:
    """Where a term stands, as ``str.count`` counts."""
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))


def holders(made: Cut, index: int, term: str) -> Iterator[str]:
    """For each place of a term in a document the word, or the words joined by |, that it was counted in."""
    words = made.words[index]
    starts: list[int] = []
    for at in _places(made.documents[index].text, term):
        starts = starts or _starts(words)
        first, last = bisect_right(starts, at) - 1, bisect_right(starts, at + len(term) - 1)
        yield "|".join(words[first:last])


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _starts(words: Iterable[str]) -> list[int]:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word)
    return starts


def _place(doc: Document, start: int, end: int) -> dict[str, Any]:
    """The shared columns of one occurrence."""
    span = doc.reading.span(start, end)
    return {
        "edition": doc.edition, "article": doc.article, "part": doc.part(start), "text": doc.reading.text[start:end],
        "sentence": doc.sentence(start), "start": span.start, "end": span.end,
    }  # fmt: skip


def aligned(table: pd.DataFrame) -> str:
    """A concordance as lines whose terms stand below each other in a Chinese font.

    A Han character is as wide as two Latin ones; the left side is filled with ideographic spaces.
    """
    lefts = [_columns(left) for left in table["left"]]
    widest = max(lefts, default=0)
    lines = []
    for (_, row), taken in zip(table.iterrows(), lefts, strict=True):
        gap = widest - taken
        lines.append("\u3000" * (gap // 2) + " " * (gap % 2) + f"{row['left']}【{row['text']}】{row['right']}")
    return "\n".join(lines)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


# --- collocations


def collocations(
    source: Any,
    word: str = "",
    window: int = 5,
    minimum: int = 3,
    dictionary: Dictionary | None = None,
    page: bool = True,
) -> pd.DataFrame:
    """Content words that stand near each other: near ``word``, or all pairs where none is given.

    Near means in the same sentence with fewer than ``window`` words between (window 1: next to each other).
    Columns: ``node``, ``collocate``, ``flag`` of the collocate; ``count`` how many occurrences of the one have the
    other near them (of the two directions the smaller number, so that it is never above either frequency);
    ``count_node``, ``count_collocate`` the frequencies; ``log_dice`` 14 + log2(2 count / (count_node +
    count_collocate)) (Rychlý 2008; 14 = always together, each point less half as strong, independent of the
    corpus size); ``pmi`` log2(count · N / (count_node · count_collocate · 2 · window)), bits against chance in
    windows of that width (Church & Hanks 1990, with the window of Evert 2008), N all words; ``before``, ``after`` how
    often the collocate stands on that side of the node. Strongest ``log_dice`` first; ``minimum`` is the floor
    for ``count``: below it PMI flatters the rare.
    Raises BanmianError if the word is not in the text.
    """
    made = prepare(source, dictionary, page)
    frequency, near = _near(made, window, word)
    if word and not frequency[word]:
        raise BanmianError(f"{word} is not a word of this text: see words.explain({word!r}, …) for what became of it.")
    total = sum(frequency.values())
    rows = [
        row for pair, seen in near.items() if (row := _pair(pair, seen, frequency, total, window))["count"] >= minimum
    ]
    flags = made.dictionary.flags
    for row in rows:
        row["flag"] = flags.get(row["collocate"]) or flag(row["collocate"])
    table = frame(rows, COLLOCATIONS)
    return table.sort_values(
        ["log_dice", "count", "node", "collocate"], ascending=[False, False, True, True], ignore_index=True
    )


def _sentences(made: Cut) -> Iterator[list[str]]:
    """The words of each sentence, marks left out."""
    for words in made.words:
        sentence: list[str] = []
        for word in words:
            if word in "。！？…!?\n":
                yield sentence
                sentence = []
            elif any(c.isalnum() for c in word):
                sentence.append(word)
        yield sentence


def _near(made: Cut, window: int, node: str) -> tuple[Counter[str], dict[tuple[str, str], list[tuple[int, int]]]]:
    """Frequencies, and for each pair of content words the places ``(of the first, of the second)``."""
    stops = stop_words()
    frequency: Counter[str] = Counter()
    near: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    base = 0
    for sentence in _sentences(made):
        frequency.update(sentence)
        content = [i for i, word in enumerate(sentence) if kind(word, stops) == "content"]
        for k, i in enumerate(content):
            for j in content[k + 1 :]:
                if j - i > window:
                    break
                a, b = sentence[i], sentence[j]
                if a == b or (node and node not in (a, b)):
                    continue
                first = a == node if node else a < b
                near[(a, b) if first else (b, a)].append((base + i, base + j) if first else (base + j, base + i))
        base += len(sentence)
    return frequency, near


def _pair(
    pair: tuple[str, str], seen: list[tuple[int, int]], frequency: Counter[str], total: int, window: int
) -> dict[str, Any]:
    node, collocate = pair
    count = min(len({a for a, _ in seen}), len({b for _, b in seen}))
    x, y = frequency[node], frequency[collocate]
    return {
        "node": node, "collocate": collocate, "count": count, "count_node": x,
        "count_collocate": y, "log_dice": log_dice(count, x, y), "pmi": pmi(count, x, y, total, window),
        "before": sum(b < a for a, b in seen), "after": sum(b > a for a, b in seen),
    }  # fmt: skip


def log_dice(together: int, x: int, y: int) -> float:
    """14 + log2(2 · together / (x + y)) (Rychlý 2008)."""
    return 14 + math.log2(2 * together / (x + y))


def pmi(together: int, x: int, y: int, total: int, window: int) -> float:
    """log2(observed / expected), expected = x · y · 2 · window / total."""
    return math.log2(together * total / (x * y * 2 * window))


def network(
    source: Any, top: int = 40, window: int = 5, minimum: int = 3, dictionary: Dictionary | None = None
) -> networkx.Graph:
    """The co-occurrence network of the ``top`` most frequent content words.

    Nodes carry ``count`` and ``flag``, edges ``count``, ``log_dice`` and ``pmi`` as ``collocations`` defines them.
    Words with no edge are left out. ``networkx.to_pandas_edgelist`` gives the edges as a table.
    """
    import networkx as nx

    from helpers.words.counting import counts

    source = settled(source)
    frequent = counts(source, dictionary, content=True).head(top)
    nodes = {row.word: {"count": row.count, "flag": row.flag} for row in frequent.itertuples(index=False, name="Row")}
    graph = nx.Graph()
    for row in collocations(source, window=window, minimum=minimum, dictionary=dictionary).to_dict("records"):
        if row["node"] in nodes and row["collocate"] in nodes:
            graph.add_edge(row["node"], row["collocate"], count=row["count"], log_dice=row["log_dice"], pmi=row["pmi"])
    for word in graph:
        graph.nodes[word].update(nodes[word])
    return graph


# --- dispersion and n-grams


def occurrences(source: Any, words: str | Iterable[str], dictionary: Dictionary | None = None) -> pd.DataFrame:
    """Where words were counted, one row an occurrence: the count opened as the list of its sentences.

    Columns: ``word``, ``edition``, ``article``, ``part``, ``position`` (0 first, 1 last character of the whole
    source, articles end to end), ``text``, ``sentence``, ``start``, ``end``.
    """
    made = prepare(source, dictionary)
    wanted = {spelled(w) for w in ([words] if isinstance(words, str) else words)}
    before, total = _lengths(made.documents)
    rows = [
        {"word": t.word, "position": (before[t.document] + t.start) / total, **_token_place(made, t)}
        for t in made.tokens()
        if t.word in wanted
    ]
    return frame(rows, DISPERSION)


def _token_place(made: Cut, token: Token) -> dict[str, Any]:
    return _place(made.documents[token.document], token.start, token.end)


def _lengths(docs: tuple[Document, ...]) -> tuple[list[int], int]:
    before, at = [], 0
    for doc in docs:
        before.append(at)
        at += len(doc.text)
    return before, max(at, 1)


def dispersion(source: Any, words: Iterable[str], dictionary: Dictionary | None = None) -> pd.DataFrame:
    """Where on the page each word stands, for dispersion strips: the rows of ``occurrences``, word by word in
    the order given. ``article_bounds`` gives the lines between the articles."""
    order = {spelled(w): i for i, w in enumerate(words)}
    table = occurrences(source, order, dictionary)
    return table.sort_values(
        ["word", "position"], key=lambda c: c.map(order) if c.name == "word" else c, ignore_index=True
    )


def article_bounds(source: Any) -> pd.DataFrame:
    """Where each article begins and ends on the 0–1 axis of ``dispersion``: edition, article, begins, ends."""
    docs = tuple(documents(source))
    before, total = _lengths(docs)
    rows = [
        (doc.edition, doc.article, at / total, (at + len(doc.text)) / total)
        for doc, at in zip(docs, before, strict=True)
    ]
    return frame(rows, ["edition", "article", "begins", "ends"])


def ngrams(
    source: Any, n: int = 2, minimum: int = 2, dictionary: Dictionary | None = None, page: bool = True
) -> pd.DataFrame:
    """Sequences of ``n`` words with no mark between them, most frequent first.

    Columns: ``ngram``, ``pieces`` (复工|复产), ``n``, ``count``, ``articles``, ``per_mille`` of all sequences of that
    length. Sequences that begin or end in a stop word are counted in per_mille and not listed.
    Raises BanmianError if ``n`` is below 1.
    """
    if n < 1:
        raise BanmianError(f"An n-gram has at least one word, not {n}: give n=2 for pairs.")
    made = prepare(source, dictionary, page)
    counted: Counter[tuple[str, ...]] = Counter()
    articles: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, words in enumerate(made.words):
        for gram in _grams(words, n):
            counted[gram] += 1
            articles[gram].add(index)
    total, stops = sum(counted.values()), stop_words()
    rows = [
        ("".join(g), "|".join(g), n, c, len(articles[g]), 1000 * c / total)
        for g, c in counted.items()
        if c >= minimum and g[0] not in stops and g[-1] not in stops
    ]
    table = frame(rows, NGRAMS)
    return table.sort_values(["count", "ngram"], ascending=[False, True], ignore_index=True)


def _grams(words: Iterable[str], n: int) -> Iterator[tuple[str, ...]]:
    run: list[str] = []
    for word in words:
        if any(c.isalnum() for c in word):
            run.append(word)
            if len(run) >= n:
                yield tuple(run[-n:])
        else:
            run = []
