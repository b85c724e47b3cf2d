"""What a text looks like to the trained scorers: its words, and what the lexicon says of it."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import NamedTuple

from helpers.lexicon import any_of
from helpers.page.text import plain
from helpers.tone import lexicon, rules, tokens

_CLAUSE_END = re.compile(r"[，。；！？：…,;!?\s]+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MARKS = frozenset("，。；：！？、（）《》〈〉【】「」『』")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几")
#: Han letters in a row, numerals left out.
_HAN_RUN = re.compile(f"(?:(?![{''.join(sorted(_NUMERALS))}])[㐀-䶿一-鿿豈-﫿])+")
#: What ought to be done has not been done: 要强化管控, 各单位须报送材料.
_DIRECTIVE = re.compile(rf"(?:^|[，。；：！“]){any_of('tone_words', 'ordered')}|{any_of('tone_words', 'obliged')}")
_PERSON = re.compile(any_of("tone_words", "person"))
#: Names of the dense features, in order. Length is left out on purpose: it would tell topics apart, not tone.
DENSE = (
    "balance", "good", "bad", "strongest", "ending", "split", "nothing", "numbers", "question", "exclamation",
    "person", "guarded", "directive", "emoji", "good letters", "bad letters",
)  # fmt: skip


class Look(NamedTuple):
    """A text as the scorers see it. ``words``: (feature, start, end) for tokens and letter pairs."""

    hits: tuple[rules.Hit, ...]
    dense: tuple[float, ...]
    words: tuple[tuple[str, int, int], ...]


def look(text: str) -> Look:
    """Lexicon evidence, dense features and word features of a text."""
    flat = plain(text)
    cut = tokens.cut(flat)
    book = lexicon.default()
    hits, matches = rules.weigh(flat, tokens.edges(cut), book)
    return Look(tuple(hits), _dense(flat, hits, matches, book), tuple(_words(flat, cut)))


def _words(text: str, cut: list[str]):
    """Tokens that hold a letter of any script or are a picture, and pairs of neighbouring Han letters.

    Numbers in Chinese letters are left out: 十年 tells nothing of tone, and training would find that it does."""
    at = 0
    for token in cut:
        end = at + len(token)
        letter = token[0].isalpha() or (token[0] > "\u2600" and not token[0].isspace() and token[0] not in _MARKS)
        if letter and _NUMERALS.isdisjoint(token):
            yield token, at, end
        at = end
    for run in _HAN_RUN.finditer(text):
        letters = run.group()
        for k, (left, right) in enumerate(pairwise(letters), run.start()):
            yield f"~{left}{right}", k, k + 2


def _dense(text: str, hits: list[rules.Hit], matches: list[lexicon.Match], book: lexicon.Lexicon) -> tuple[float, ...]:
    good = sum(h.weight for h in hits if h.weight > 0)
    bad = -sum(h.weight for h in hits if h.weight < 0)
    strongest = max(hits, key=lambda h: abs(h.weight)).weight if hits else 0.0
    last = max((e.end() for e in _CLAUSE_END.finditer(text) if e.end() < len(text)), default=0)
    ending = sum(h.weight for h in hits if h.start >= last)
    guarded = sum(1 for m in matches if m.entry.acts.keys() & {"prevent", "about", "topic", "hypothetical"})
    free = _uncovered(text, hits, matches, book)
    return (
        2 * rules.balance(hits) - 1,
        math.log1p(good),
        math.log1p(bad),
        strongest / 3,
        max(-1.0, min(1.0, ending / 3)),
        2 * min(good, bad) / (good + bad + 1),
        float(not hits),
        0.0 if hits else math.log1p(len(_DIGITS.findall(text))),
        float("？" in text),
        float("！" in text),
        float(bool(_PERSON.search(text))),
        math.log1p(guarded),
        float(bool(_DIRECTIVE.search(text))),
        float(any(ord(c) > 0x1F000 for c in text) or "[" in text),
        math.log1p(sum(p - 0.4 for p in free if p > 0.4)),
        math.log1p(-sum(p + 0.4 for p in free if p < -0.4)),
    )


def _uncovered(text: str, hits: list[rules.Hit], matches: list[lexicon.Match], book: lexicon.Lexicon) -> list[float]:
    """Mean polarity of the letters that stand in no lexicon word and no set phrase."""
    covered = bytearray(len(text))
    for start, end in [(h.start, h.end) for h in hits] + [(m.start, m.end) for m in matches]:
        covered[start:end] = b"\x01" * (end - start)
    return [book.letters.get(c, 0.0) for c, known in zip(text, covered, strict=True) if not known]
