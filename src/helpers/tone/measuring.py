"""How right each scorer is, on sentences that no training has seen, and what else its scores follow.

``train`` measures every scorer once and writes ``data/sentiment/measures.json``; ``measure`` reads that
file, or measures again. The file holds a digest of what it was measured with, so that figures of
another model are never shown under a chart.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.tone import labelled, model, scorers
from helpers.tone.labelled import LABELS, Sentence

#: Splits that are never trained on.
SPLITS = ("test", "fresh")
#: Upper edges of the calibration bins, and of the lengths (in characters) compared.
_BINS, _LENGTHS = (0.2, 0.4, 0.6, 0.8, 1.0), ((0, 15), (16, 25), (26, 1000))
_INPUTS = ("lexicon.tsv", "phrases.tsv", "sentences.tsv")


def measure(recompute: bool = False, which: Iterable[str] = tuple(scorers.SCORERS)) -> dict[str, pd.DataFrame]:
    """The measured quality of the scorers, as tables.

    ``summary``: scorer, split, n, abstained (share), accuracy and macro_f1 (of the labelled; of 3 classes),
    accuracy_all and macro_f1_all (no label counts as wrong), auc (good against bad), baseline (accuracy of
    always giving the commonest label). ``confusion``: scorer, split, truth, label, n. ``calibration``: scorer,
    split, low, high (of the score), n, score (mean), observed (share positive + half the share neutral).
    ``confounders``: scorer, split, by (length or topic), group, n, accuracy_all, truth and score (means, 0–1),
    bias (their difference). ``agreement``: n, agreement, kappa of the two labellings.
    Only the scorers in ``which``. With ``recompute`` everything is measured again (SnowNLP takes seconds).
    Raises BanmianError where the stored figures are missing or belong to another model, lexicon or SnowNLP.
    """
    which = tuple(which)
    raw = compute(which) if recompute else _stored()
    return {
        name: pd.DataFrame([row for row in rows if row.get("scorer", which[0]) in which])
        for name, rows in raw.items()
        if name != "digest"
    }


def note(scorer: str = "default", split: str = "test", language: str = "en") -> str:
    """One sentence to print under a sentiment chart: how often the scorer is right, and on how many sentences."""
    table = measure()["summary"]
    row = table[(table["scorer"] == scorer) & (table["split"] == split)].iloc[0]
    if language == "zh":
        return (
            f"评分器“{scorer}”：在{row['n']}句留作检验的句子上，{row['abstained']:.0%}不作判断；其余{row['accuracy']:.0%}判断正确"
            f"（宏平均F1 {row['macro_f1']:.2f}；一律判为同一类时为{row['baseline']:.0%}）；一好一坏两句，"
            f"{row['auc']:.0%}的情形下把好的排在前面。"
        )
    return (
        f"Scorer “{scorer}”: on {row['n']} held-out sentences it gives no label to {row['abstained']:.0%}; of the rest "
        f"{row['accuracy']:.0%} are right (macro-F1 {row['macro_f1']:.2f}; always saying one label: "
        f"{row['baseline']:.0%}); it ranks a good sentence above a bad one in {row['auc']:.0%} of pairs."
    )


def path() -> Path:
    """Where the figures are kept."""
    return DATA / "sentiment" / "measures.json"


def digest() -> str:
    """A digest of model, lexicon, phrases, sentences and SnowNLP's version: what the figures hold for."""
    found = hashlib.sha256(version("snownlp").encode())
    for file in [model.path(), *(DATA / "sentiment" / name for name in _INPUTS)]:
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _stored() -> dict[str, list[dict]]:
    try:
        raw = json.loads(path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BanmianError(f"{path()} is missing: run `python -m helpers.tone train`.") from None
    if raw["digest"] != digest():
        raise BanmianError(
            f"{path()} was measured with another model, lexicon or SnowNLP: run `python -m helpers.tone train`, or ask for "
            "measure(recompute=True)."
        )
    return raw


def write(where: Path | None = None) -> Path:
    """Measure all scorers and write the figures."""
    where = where or path()
    raw = {"digest": digest()} | compute(scorers.SCORERS)
    lines = [f'"{key}": {_lines(value)}' for key, value in raw.items()]
    where.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return where


def _lines(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "\n]"


def compute(which: Iterable[str]) -> dict[str, list[dict]]:
    """All figures for the scorers in ``which``, measured now."""
    out: dict[str, list[dict]] = {"summary": [], "confusion": [], "calibration": [], "confounders": [], "agreement": []}
    for split in SPLITS:
        rows = labelled.sentences(split)
        for scorer in which if rows else ():
            found = [verdict for _, verdict in scorers.verdicts([row.text for row in rows], scorer)]
            keys = {"scorer": scorer, "split": split}
            out["summary"].append(keys | quality([r.label for r in rows], found))
            out["confusion"] += [keys | row for row in _confusion(rows, found)]
            out["calibration"] += [keys | row for row in _calibration(rows, found)]
            out["confounders"] += [keys | row for row in _confounders(rows, found)]
    everything = labelled.sentences()
    same, kappa = labelled.agreement(everything)
    out["agreement"] = [{"n": len(everything), "agreement": round(same, 4), "kappa": round(kappa, 4)}]
    return out


def quality(truth: Sequence[str], found: Sequence[scorers.Verdict]) -> dict[str, float | int]:
    """The figures of one scorer on one set of sentences."""
    labels = [verdict.label for verdict in found]
    given = [(t, label) for t, label in zip(truth, labels, strict=True) if label != "none"]
    right = sum(t == label for t, label in given)
    return {
        "n": len(truth),
        "abstained": round(1 - len(given) / len(truth), 4),
        "accuracy": round(right / max(1, len(given)), 4),
        "macro_f1": round(macro_f1([t for t, _ in given], [label for _, label in given]), 4),
        "accuracy_all": round(right / len(truth), 4),
        "macro_f1_all": round(macro_f1(truth, labels), 4),
        "auc": round(auc([(t, v.score) for t, v in zip(truth, found, strict=True)]), 4),
        "baseline": round(max(Counter(truth).values()) / len(truth), 4),
    }


def macro_f1(truth: Sequence[str], labels: Sequence[str]) -> float:
    """Mean over the three classes of F1 = 2·hits / (given + true); a class that nobody names counts 0."""
    given, true = Counter(labels), Counter(truth)
    hits = Counter(t for t, label in zip(truth, labels, strict=True) if t == label)
    return sum(2 * hits[c] / max(1, given[c] + true[c]) for c in LABELS) / len(LABELS)


def auc(scored: Iterable[tuple[str, float]]) -> float:
    """Share of (positive, negative) pairs in which the positive has the higher score; a tie counts half."""
    good: list[float] = []
    bad: list[float] = []
    for label, score in scored:
        if label != "neutral" and not math.isnan(score):
            (good if label == "positive" else bad).append(score)
    if not good or not bad:
        return float("nan")
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


def _confusion(rows: Sequence[Sentence], found: Sequence[scorers.Verdict]) -> list[dict]:
    counts = Counter((row.label, verdict.label) for row, verdict in zip(rows, found, strict=True))
    return [{"truth": t, "label": c, "n": counts[t, c]} for t in LABELS for c in (*LABELS, "none")]


def _worth(label: str) -> float:
    return LABELS.index(label) / 2


def _calibration(rows: Sequence[Sentence], found: Sequence[scorers.Verdict]) -> list[dict]:
    out, low = [], 0.0
    for high in _BINS:
        inside = [(v.score, _worth(r.label)) for r, v in zip(rows, found, strict=True) if _inside(v.score, low, high)]
        if inside:
            mean, seen = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            out.append(
                {"low": low, "high": high, "n": len(inside), "score": round(mean, 4), "observed": round(seen, 4)}
            )
        low = high
    return out


def _inside(score: float, low: float, high: float) -> bool:
    return low <= score < high or score == high == 1.0


def _confounders(rows: Sequence[Sentence], found: Sequence[scorers.Verdict]) -> list[dict]:
    groups: dict[tuple[str, str], list[tuple[Sentence, scorers.Verdict]]] = {}
    for row, verdict in zip(rows, found, strict=True):
        length = next(f"{a}–{b}" if b < 1000 else f"{a} and more" for a, b in _LENGTHS if len(row.text) <= b)
        for key in (("length", length), ("topic", row.topic)):
            groups.setdefault(key, []).append((row, verdict))
    return [{"by": by, "group": group} | _bias(pairs) for (by, group), pairs in sorted(groups.items())]


def _bias(pairs: list[tuple[Sentence, scorers.Verdict]]) -> dict[str, float | int]:
    scored = [(row, verdict) for row, verdict in pairs if not math.isnan(verdict.score)]
    truth = sum(_worth(row.label) for row, _ in scored) / max(1, len(scored))
    score = sum(verdict.score for _, verdict in scored) / max(1, len(scored))
    right = sum(row.label == verdict.label for row, verdict in pairs) / len(pairs)
    return {
        "n": len(pairs),
        "accuracy_all": round(right, 4),
        "truth": round(truth, 4),
        "score": round(score, 4),
        "bias": round(score - truth, 4),
    }
