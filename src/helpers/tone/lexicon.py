"""The news lexicon: what each word does to the tone of a sentence.

``data/sentiment/lexicon.tsv`` has one row a word and kind. Most kinds are a field of life (casualty,
finance, feeling …) and carry a polarity from -3 to 3; a few say what a word does to the words around
it. A word may have a row of both sorts: 失业 is bad, and good when it falls.

===============  ==============================================================================
kind             what the word does
===============  ==============================================================================
negation         turns the word right behind it (不满意)
absence          says that what follows is not there (未造成伤亡): reaches to the end of the clause
degree           multiplies (非常, 略微)
prevent          speaks of bad things that have not happened (防止, 谨防, 如何): reaches forward
about            makes the bad word before it a topic (诈骗话术, 火灾保险)
remedy           takes a bad thing away (破获, 扑灭): itself good
rescue           ends well what began badly (获救, 找回): the sentence before it weighs less
up, down         directions; what they mean depends on the gauge (失业率下降, 降低成本)
gauge+, gauge-   good, or bad, when high
contrast         what follows weighs more (但)
concession       its clause weighs less (虽然)
hypothetical     what follows has not happened (如有, 一旦)
topic            what the text is about, no feeling (隔离, 疫情, 死角): shields its letters
===============  ==============================================================================
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.tone.phrases import Phrases

#: Kinds that act on other words; every other kind is a field of life with a polarity of its own.
ACTING = frozenset(
    {
        "negation", "absence", "degree", "prevent", "about", "remedy", "rescue", "up", "down", "gauge+", "gauge-",
        "contrast", "concession", "hypothetical", "topic",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One word: its own polarity (0 if none) and kind, and by kind what it does to its neighbours."""

    word: str
    polarity: float = 0.0
    acts: dict[str, float] = field(default_factory=dict)
    kind: str = ""


@dataclass(frozen=True)
class Match:
    """An entry at ``text[start:end]``."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Lexicon:
    """Entries by word, the word lengths to try by the first two letters (or the one letter of a word), the set
    phrases, and the mean polarity of each Chinese letter over the words that hold it (骗, 毒 and 亡 are bad in
    words that no lexicon lists)."""

    entries: dict[str, Entry]
    lengths: dict[str, tuple[int, ...]]
    phrases: Phrases
    letters: dict[str, float] = field(default_factory=dict)

    def find(self, text: str, edges: Sequence[int]) -> list[Match]:
        """Entries in ``text``, longest first from left to right. ``edges[i]`` is 1 where a token begins (or ends)
        before ``text[i]``; a short entry that fits the tokens nowhere is no word there (中国美好 holds no 国美)."""
        return list(self._find(text, edges))

    def _find(self, text: str, edges: Sequence[int]) -> Iterator[Match]:
        at, n = 0, len(text)
        lengths, entries = self.lengths, self.entries
        while at < n:
            begun = lengths.get(text[at : at + 2]) or lengths.get(text[at], ())
            for length in begun:
                entry = entries.get(text[at : at + length])
                if entry and at + length <= n and _fits(entry, at, at + length, edges):
                    yield Match(at, at + length, entry)
                    at += length
                    break
            else:
                at += 1

    def set_phrases(self, text: str) -> Iterator[tuple[int, int, float]]:
        """``(start, end, weight)`` of the set phrases in ``text``."""
        return self.phrases.find(text)


def _fits(entry: Entry, start: int, end: int, edges: Sequence[int]) -> bool:
    left, right = edges[start], edges[end]
    if end - start >= 3:
        return True
    whole = 1 not in edges[start + 1 : end]
    if end - start == 1:
        return bool(left and right) or bool(left and entry.word == "不")
    return bool(left and right) or bool(whole and (left or right))


def _table(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BanmianError(f"{path} is missing: restore it from the project.") from None
    except UnicodeDecodeError as error:
        raise BanmianError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from None
    return [row for row in csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE) if any(row)][1:]


def _number(text: str, path: Path, line: int) -> float:
    try:
        return float(text)
    except ValueError:
        raise BanmianError(
            f"{path}, line {line}: the polarity “{text}” is no number: write one from -3 to 3."
        ) from None


def load(folder: Path) -> Lexicon:
    """The lexicon in ``folder`` (lexicon.tsv, phrases.tsv). Raises BanmianError for a missing file or a bad row."""
    polarity: dict[str, tuple[float, str]] = {}
    acts: dict[str, dict[str, float]] = {}
    path = folder / "lexicon.tsv"
    for line, row in enumerate(_table(path), start=2):
        if len(row) < 3:
            raise BanmianError(f"{path}, line {line}: needs word, polarity and kind, separated by tabs.")
        word, value, kind = row[0], _number(row[1], path, line), row[2]
        acts.setdefault(word, {})
        if kind in ACTING:
            acts[word][kind] = value
        else:
            polarity[word] = value, kind
    entries = {w: Entry(w, polarity.get(w, (0.0, ""))[0], a, polarity.get(w, (0.0, ""))[1]) for w, a in acts.items()}
    lengths: dict[str, set[int]] = {}
    for word in entries:
        lengths.setdefault(word[:2], set()).add(len(word))
    for start in lengths:  # what begins with two letters may also be the one-letter word
        if start[0] in entries:
            lengths[start].add(1)
    phrases = _table(folder / "phrases.tsv")
    weights = tuple(_number(row[1], folder / "phrases.tsv", k) for k, row in enumerate(phrases, start=2))
    known = Phrases([(row[0], weight) for row, weight in zip(phrases, weights, strict=True)])
    sizes = {c: tuple(sorted(s, reverse=True)) for c, s in lengths.items()}
    return Lexicon(entries, sizes, known, _letters(entries.values()))


def _letters(entries: Iterable[Entry]) -> dict[str, float]:
    """Mean polarity of each letter over the words that hold it, drawn to 0 where they are few."""
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}
    for entry in entries:
        if (entry.polarity or entry.acts.keys() == {"topic"}) and entry.kind != "emoji":
            for c in set(entry.word):
                sums[c] = sums.get(c, 0.0) + entry.polarity
                counts[c] = counts.get(c, 0) + 1
    return {c: total / (counts[c] + 4) for c, total in sums.items()}


@lru_cache(maxsize=1)
def default() -> Lexicon:
    """The project's lexicon, loaded once."""
    return load(DATA / "sentiment")
