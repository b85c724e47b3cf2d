"""The scorers behind one interface: each turns a text into a score, a label and its evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.errors import BanmianError
from helpers.page.text import plain, sentences
from helpers.tone import lexicon, rules, tokens

LABELS = ("negative", "neutral", "positive")
#: Columns of what ``score`` gives back.
COLUMNS = ("score", "label", "scorer", "evidence")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
#: Scores this far from 0.5 carry a label of their own; between them lies neutral.
_LEXICON_CUTS = (0.36, 0.64)
_STOCK_CUTS = (0.4, 0.6)
#: SnowNLP cuts words in quadratic time; longer texts are scored sentence by sentence up to this length.
_STOCK_LIMIT = 2_000
_NOTHING = "[]"


class Verdict(NamedTuple):
    """What a scorer says of one text. ``evidence``: (start, end, weight), offsets into the text."""

    score: float
    label: str
    evidence: tuple[tuple[int, int, float], ...] = ()


NONE = Verdict(float("nan"), "none")


def score(texts: Iterable[str], scorer: str = "default") -> pd.DataFrame:
    """Tone of each text, one row a text in the given order.

    Columns: ``score`` 0 (bad) to 1 (good), missing where the text holds no Chinese; ``label`` positive,
    neutral, negative or none (the scorer abstains: nothing to read, or evidence thin or split);
    ``scorer``; ``evidence``, a JSON list of ``{"text", "start", "end", "weight"}`` with half-open offsets
    into the text. Raises BanmianError for an unknown scorer or if a text is not a str.
    """
    if isinstance(texts, str):
        texts = [texts]
    rows = [_row(text, verdict, scorer) for text, verdict in verdicts(texts, scorer)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": "float64"})


def verdicts(texts: Iterable[str], scorer: str = "default") -> list[tuple[str, Verdict]]:
    """Each text with what the scorer says of it."""
    if scorer not in SCORERS:
        raise BanmianError(f"There is no scorer “{scorer}”: choose one of {', '.join(SCORERS)}.")
    read = SCORERS[scorer]
    return [(text, read(text) if _HAN.search(_checked(text, k)) else NONE) for k, text in enumerate(texts)]


def _checked(text: str, at: int) -> str:
    if not isinstance(text, str):
        raise BanmianError(f"Text {at + 1} is {type(text).__name__}, not text: give strings (an empty one for a gap).")
    return text


def _row(text: str, verdict: Verdict, scorer: str) -> tuple[float, str, str, str]:
    return verdict.score, verdict.label, scorer, evidence_json(text, verdict.evidence)


def evidence_json(text: str, evidence: Iterable[tuple[int, int, float]], shift: Callable | None = None) -> str:
    """Evidence as the JSON of one table cell; ``shift`` turns local offsets into those of the source."""
    items = []
    for start, end, weight in evidence:
        left, right = shift(start, end) if shift else (start, end)
        items.append(
            {
                "text": text[start:end],
                "start": left,
                "end": right,
                "weight": round(weight, 2),
            }
        )
    return json.dumps(items, ensure_ascii=False) if items else _NOTHING


def by_lexicon(text: str) -> Verdict:
    """The news lexicon alone. It never abstains from Chinese text: no evidence is neutral."""
    hits = rules.weigh(plain(text), tokens.edges(tokens.cut(plain(text))), lexicon.default())
    value = rules.balance(hits)
    return Verdict(value, _banded(value, _LEXICON_CUTS), tuple(hit for hit in hits if hit.weight))


def _banded(value: float, cuts: tuple[float, float]) -> str:
    return "negative" if value < cuts[0] else "positive" if value > cuts[1] else "neutral"


@lru_cache(maxsize=1)
def _stock() -> Callable[[str], float]:
    """SnowNLP's sentiment function; the import takes seconds, so it waits until somebody asks."""
    from snownlp import SnowNLP

    return lambda text: float(SnowNLP(text).sentiments)


def by_snownlp(text: str) -> Verdict:
    """SnowNLP as shipped. A long text is scored sentence by sentence (its first 2,000 characters) and
    averaged by length: as a whole it would saturate, and its word cutting would take minutes."""
    if len(text) <= 200:
        return _stock_verdict([text])
    head = text[:_STOCK_LIMIT]
    return _stock_verdict(
        [head[start:end][k : k + 200] for start, end in sentences(head) for k in range(0, end - start, 200)]
    )


def _stock_verdict(parts: list[str]) -> Verdict:
    measure = _stock()
    pairs = []
    for part in parts:
        if _HAN.search(part):
            try:
                pairs.append((measure(part), len(part)))
            except ZeroDivisionError:  # all of its words were stop words
                continue
    if not pairs:
        return NONE
    value = sum(v * n for v, n in pairs) / sum(n for _, n in pairs)
    return Verdict(value, _banded(value, _STOCK_CUTS))


SCORERS: dict[str, Callable[[str], Verdict]] = {
    "snownlp": by_snownlp,
    "lexicon": by_lexicon,
}
