"""Labelled sentences: the project's own, and an analyst's."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from helpers.errors import BanmianError
from helpers.lexicon import DATA

LABELS = ("negative", "neutral", "positive")


class Sentence(NamedTuple):
    """One labelled sentence. ``label`` is the settled one; ``first`` and ``second`` are the two passes."""

    topic: str
    text: str
    label: str
    first: str
    second: str
    split: str


def sentences(split: str | None = None, path: Path | None = None) -> list[Sentence]:
    """The project's labelled sentences, of one split (train, test, fresh) or all."""
    path = path or DATA / "sentiment" / "sentences.tsv"
    rows = [
        Sentence(r["topic"], r["sentence"], r["label"], r["first"], r["second"], r["split"]) for r in _rows(path, "\t")
    ]
    return [row for row in rows if split in (None, row.split)]


def extra(path: str | Path) -> list[Sentence]:
    """An analyst's own file: a table (TSV or CSV) with the columns ``sentence`` and ``label``.

    ``label`` is positive, neutral or negative (正面, 中性, 负面 are understood); ``topic`` may be given.
    Raises BanmianError naming the line that does not fit.
    """
    path = Path(path)
    known = {"正面": "positive", "中性": "neutral", "负面": "negative"} | {label: label for label in LABELS}
    found = []
    for line, row in enumerate(_rows(path, "\t" if path.suffix != ".csv" else ","), start=2):
        text, label = (row.get("sentence") or "").strip(), known.get((row.get("label") or "").strip().lower())
        if not text or label is None:
            raise BanmianError(
                f"{path}, line {line}: needs a sentence and a label (positive, neutral or negative) under the headings "
                "“sentence” and “label”."
            )
        found.append(Sentence(row.get("topic") or path.stem, text, label, label, label, "train"))
    return found


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BanmianError(f"{path} does not exist: name a file with labelled sentences.") from None
    except UnicodeDecodeError as error:
        raise BanmianError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from None
    if delimiter == "\t":  # a quotation mark in a TSV is a character of the sentence
        return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return list(csv.DictReader(text.splitlines()))


def agreement(rows: list[Sentence]) -> tuple[float, float]:
    """Share of sentences on which the two labellings agree, and Cohen's kappa."""
    n = len(rows)
    same = sum(row.first == row.second for row in rows) / n
    firsts, seconds = [row.first for row in rows], [row.second for row in rows]
    chance = sum(firsts.count(label) * seconds.count(label) for label in LABELS) / n**2
    return same, (same - chance) / (1 - chance)
