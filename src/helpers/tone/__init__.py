"""Tone: sentiment that knows its limits.

    from helpers import tone
    tone.score(["火灾无人员伤亡。"])           # one row a text, with the words that carried it
    tone.table(stem, articles)                # the contract table, sentence by sentence
    tone.measure()["summary"]                 # how right each scorer is, and on how many sentences
    tone.note()                               # the same in a sentence, to print under a chart

Scores and labels are those of a trained model on short news text; what that is worth stands in
``data/sentiment/README.md`` and in ``measure``.
"""

from pathlib import Path

from helpers.tone import read_with
from helpers.tone.contract import table
from helpers.tone.measuring import measure, note
from helpers.tone.scorers import SCORERS, score

__all__ = ["SCORERS", "measure", "note", "read_with", "score", "table", "train"]


def train(extra: str | Path | None = None) -> tuple[Path, Path]:
    """Train on the project's sentences (and the file ``extra``), then measure; gives the paths written."""
    from helpers.tone import measuring, training

    return training.train(extra), measuring.write()
