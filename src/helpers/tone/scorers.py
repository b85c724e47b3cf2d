"""The scorers behind one interface: each turns a text into a score, a label and its evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.page.text import plain, sentences
from helpers.tone import features, model, rules
from helpers.tone.labelled import LABELS

_ENCODER = json.JSONEncoder(ensure_ascii=False)
#: Columns of what ``score`` gives back.
COLUMNS = ("score", "label", "scorer", "evidence")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
#: Scores outside these carry a label of their own; between them lies neutral.
_LEXICON_CUTS, _STOCK_CUTS = (0.36, 0.64), (0.4, 0.6)
#: A longer text is scored sentence by sentence and averaged, so that length alone never makes it extreme.
LONG = 300
#: SnowNLP's own cutting is quadratic: no piece longer than the first, no more of a text than the second.
_STOCK_PIECE, _STOCK_LIMIT = 200, 2_000
#: Evidence is split, and no label given, where good and bad are both at least this likely.
_SPLIT = 0.3
#: Evidence is thin, and no label given, where the lexicon found nothing and words alone make good or bad less likely
#: than this: half of such labels were wrong.
_THIN = 0.7
#: A word must pull this much to be shown as evidence, and at most so many are.
_PULL, _SHOWN = 0.6, 3


class Verdict(NamedTuple):
    """What a scorer says of one text. ``evidence``: (start, end, weight), offsets into the text."""

    score: float
    label: str
    evidence: tuple[tuple[int, int, float], ...] = ()


NONE = Verdict(float("nan"), "none")


def score(texts: Iterable[str], scorer: str = "default") -> pd.DataFrame:
    """Tone of each text, one row a text in the given order.

    Columns: ``score`` 0 (bad) to 1 (good), missing where the text holds no Chinese (or is in traditional
    script, which lexicon and model do not know); ``label`` positive, neutral, negative or none (the scorer
    abstains: nothing to read, or evidence thin or split);
    ``scorer``; ``evidence``, a JSON list of ``{"text", "start", "end", "weight"}`` with half-open offsets
    into the text (empty for snownlp, which gives no reasons).

    Scorers: ``default`` (lexicon evidence and trained words together), ``lexicon`` (rules alone), ``bayes``
    (SnowNLP's classifier, retrained and mended), ``snownlp`` (as shipped, for comparison; slow).
    Raises BanmianError for an unknown scorer or if a text is not a str.
    """
    rows = [
        (verdict.score, verdict.label, scorer, evidence_json(text, verdict.evidence))
        for text, verdict in verdicts(texts, scorer)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": "float64"})


def verdicts(texts: Iterable[str], scorer: str = "default") -> list[tuple[str, Verdict]]:
    """Each text with what the scorer says of it."""
    if scorer not in SCORERS:
        raise BanmianError(f"There is no scorer “{scorer}”: choose one of {', '.join(SCORERS)}.")
    read = SCORERS[scorer]
    wanted = [texts] if isinstance(texts, str) else texts
    return [(text, read(text) if _readable(_checked(text, k), scorer) else NONE) for k, text in enumerate(wanted)]


def _readable(text: str, scorer: str) -> bool:
    """Whether a text holds Chinese, and (for our scorers) in simplified script."""
    if not _HAN.search(text):
        return False
    return scorer == "snownlp" or len(set(text) & _traditional()) < 2


@lru_cache(maxsize=1)
def _traditional() -> frozenset[str]:
    lines = (DATA / "sentiment" / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def _checked(text: str, at: int) -> str:
    if not isinstance(text, str):
        raise BanmianError(f"Text {at + 1} is {type(text).__name__}, not text: give strings (an empty one for a gap).")
    return text


def evidence_json(text: str, evidence: Iterable[tuple[int, int, float]], shift: Callable | None = None) -> str:
    """Evidence as the JSON of one table cell; ``shift`` turns local offsets into those of the source."""
    items = []
    for start, end, weight in evidence:
        left, right = shift(start, end) if shift else (start, end)
        items.append({"text": text[start:end], "start": left, "end": right, "weight": round(weight, 2)})
    return _ENCODER.encode(items)


def _pieces(text: str) -> list[tuple[int, int]]:
    """A short text whole; a long one by its sentences, none of them longer than ``LONG``."""
    if len(text) <= LONG:
        return [(0, len(text))]
    found = sentences(plain(text))
    return [(k, min(k + LONG, end)) for start, end in found for k in range(start, end, LONG)]


def _moved(items: Iterable[tuple[int, int, float]], by: int) -> tuple[tuple[int, int, float], ...]:
    return tuple((start + by, end + by, weight) for start, end, weight in items)


def _averaged(text: str, read: Callable[[str], Verdict], label: Callable[[float], str]) -> Verdict:
    """The mean score of the pieces, weighed by length, with all their evidence."""
    found = [(start, end, read(text[start:end])) for start, end in _pieces(text) if _HAN.search(text[start:end])]
    size = sum(end - start for start, end, _ in found)
    value = sum(verdict.score * (end - start) for start, end, verdict in found) / size
    return Verdict(value, label(value), tuple(e for start, _, v in found for e in _moved(v.evidence, start)))


def _banded(value: float, cuts: tuple[float, float]) -> str:
    return "negative" if value < cuts[0] else "positive" if value > cuts[1] else "neutral"


def by_lexicon(text: str) -> Verdict:
    """The news lexicon alone. It never abstains from Chinese text: no evidence is neutral."""
    return _averaged(text, _lexicon_piece, lambda value: _banded(value, _LEXICON_CUTS))


def _lexicon_piece(text: str) -> Verdict:
    hits = features.look(text).hits
    return Verdict(rules.balance(hits), "", tuple(hit for hit in hits if hit.weight))


def by_bayes(text: str) -> Verdict:
    """SnowNLP's classifier, retrained on news, unknown words mended, calibrated."""
    return _classified(text, _bayes_piece)


def by_default(text: str) -> Verdict:
    """Lexicon evidence and trained words in one logistic regression; abstains when no class is likely enough."""
    return _classified(text, _default_piece)


#: Probabilities, evidence, and whether the lexicon found any.
Judged = tuple[Sequence[float], tuple[tuple[int, int, float], ...], bool]


def _classified(text: str, read: Callable[[str], Judged]) -> Verdict:
    """Mean probabilities over the pieces of a text; the label is the likeliest class, or none."""
    total, size, found = [0.0, 0.0, 0.0], 0, False
    evidence: list[tuple[int, int, float]] = []
    for start, end in _pieces(text):
        if _HAN.search(text[start:end]):
            probabilities, shown, solid = read(text[start:end])
            found = found or solid
            total = [t + p * (end - start) for t, p in zip(total, probabilities, strict=True)]
            size += end - start
            evidence += _moved(shown, start)
    chances = [t / size for t in total]
    return Verdict(chances[2] + chances[1] / 2, _label(chances, found), tuple(evidence))


def _label(chances: Sequence[float], found: bool) -> str:
    """The likeliest class, or none where the evidence is thin or split."""
    best = max(range(3), key=chances.__getitem__)
    split = min(chances[0], chances[2]) >= _SPLIT
    thin = not found and LABELS[best] != "neutral" and chances[best] < _THIN
    return "none" if split or thin or chances[best] < model.load().abstain else LABELS[best]


def _default_piece(text: str) -> Judged:
    trained, look = model.load(), features.look(text)
    hits = [hit for hit in look.hits if hit.weight]
    lean = trained.leanings.get
    pulls = [(start, end, lean(word, 0.0)) for word, start, end in look.words if end - start > 1]
    strong = [pull for pull in pulls if abs(pull[2]) >= _PULL]
    free = [p for p in strong if not any(p[0] < hit.end and hit.start < p[1] for hit in hits)]
    return trained.probabilities(look), tuple(sorted(hits + _strongest(free))), bool(hits)


def _bayes_piece(text: str) -> Judged:
    words = model.load().bayes
    look = features.look(text)
    known = [(start, end, words.words.get(word)) for word, start, end in look.words if end - start > 1]
    pulls = [(start, end, weights[2] - weights[0]) for start, end, weights in known if weights]
    return words.probabilities(model.words_of(look)), tuple(sorted(_strongest(pulls))), True


def _strongest(pulls: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The few words that pull most, none over another."""
    chosen: list[tuple[int, int, float]] = []
    for start, end, weight in sorted(pulls, key=lambda p: -abs(p[2])):
        if abs(weight) < _PULL or len(chosen) == _SHOWN:
            break
        if not any(start < e and s < end for s, e, _ in chosen):
            chosen.append((start, end, weight))
    return chosen


@lru_cache(maxsize=1)
def _stock() -> Callable[[str], float]:
    """SnowNLP's sentiment function; the import takes seconds, so it waits until somebody asks."""
    from snownlp import SnowNLP

    return lambda text: float(SnowNLP(text).sentiments)


def by_snownlp(text: str) -> Verdict:
    """SnowNLP as shipped. A text over 200 characters is scored sentence by sentence (its first 2,000
    characters) and averaged by length: whole, it would saturate, and its word cutting would take minutes."""
    if len(text) <= _STOCK_PIECE:
        return _stock_verdict([text])
    head = text[:_STOCK_LIMIT]
    spans = [(k, min(k + _STOCK_PIECE, end)) for start, end in sentences(head) for k in range(start, end, _STOCK_PIECE)]
    return _stock_verdict([head[start:end] for start, end in spans])


def _stock_verdict(parts: list[str]) -> Verdict:
    measure = _stock()
    pairs = []
    for part in parts:
        if _HAN.search(part):
            try:
                pairs.append((measure(part), len(part)))
            except ZeroDivisionError:  # SnowNLP found no words at all
                continue
    if not pairs:
        return NONE
    value = sum(v * n for v, n in pairs) / sum(n for _, n in pairs)
    return Verdict(value, _banded(value, _STOCK_CUTS))


SCORERS: dict[str, Callable[[str], Verdict]] = {
    "default": by_default,
    "lexicon": by_lexicon,
    "bayes": by_bayes,
    "snownlp": by_snownlp,
}
