"""The trained model: what it holds, how it is read, what it says of a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.tone.bayes import Bayes, softmax
from helpers.tone.features import DENSE, Look

VERSION = 1
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Model:
    """A multinomial logistic regression over ``dense`` (lexicon evidence) and ``words``, and a naive Bayes.

    Weights are triples (negative, neutral, positive). ``abstain``: below this probability of its best
    class the default scorer gives no label.
    """

    dense: tuple[Triple, ...]
    words: dict[str, Triple]
    bias: Triple
    temperature: float
    abstain: float
    bayes: Bayes

    def probabilities(self, look: Look) -> list[float]:
        """Probability of negative, neutral, positive."""
        total = list(self.bias)
        for value, weights in zip(look.dense, self.dense, strict=True):
            for k in range(3):
                total[k] += value * weights[k]
        for word in {word for word, _, _ in look.words}:
            for k, weight in enumerate(self.words.get(word, ())):
                total[k] += weight
        return softmax([value / self.temperature for value in total])

    def leaning(self, word: str) -> float:
        """How much a word pulls towards good (above 0) or bad (below 0)."""
        weights = self.words.get(word)
        return weights[2] - weights[0] if weights else 0.0


def path() -> Path:
    """Where the model is kept."""
    return DATA / "sentiment" / "model.json"


def load(where: Path | None = None) -> Model:
    """The model in a file; read again whenever the file has changed. Raises BanmianError if it does not fit."""
    where = where or path()
    try:
        return _load(where, where.stat().st_mtime_ns)
    except FileNotFoundError:
        raise BanmianError(f"{where} is missing: run `python -m helpers.tone train`.") from None


@lru_cache(maxsize=2)
def _load(where: Path, changed: int) -> Model:
    raw = json.loads(where.read_text(encoding="utf-8"))
    if raw.get("version") != VERSION or tuple(raw["dense"]) != DENSE:
        raise BanmianError(f"{where} was made by another version: run `python -m helpers.tone train`.")
    bayes = Bayes(
        {w: _triple(t) for w, t in raw["bayes"].items()}, _triple(raw["bayes_prior"]), raw["bayes_temperature"]
    )
    words = {word: _triple(weights) for word, weights in raw["words"].items()}
    dense = tuple(_triple(weights) for weights in raw["dense"].values())
    return Model(dense, words, _triple(raw["bias"]), raw["temperature"], raw["abstain"], bayes)


def _triple(weights: list[float]) -> Triple:
    a, b, c = weights
    return a, b, c


def save(model: Model, where: Path) -> None:
    """Write the model as JSON: one line a word, three decimals, sorted, so that two trainings can be compared."""
    raw = {
        "version": VERSION,
        "labels": ["negative", "neutral", "positive"],
        "temperature": round(model.temperature, 3),
        "abstain": model.abstain,
        "bias": _short(model.bias),
        "dense": {name: _short(weights) for name, weights in zip(DENSE, model.dense, strict=True)},
        "words": {word: _short(model.words[word]) for word in sorted(model.words)},
        "bayes_temperature": round(model.bayes.temperature, 3),
        "bayes_prior": _short(model.bayes.prior),
        "bayes": {word: _short(model.bayes.words[word]) for word in sorted(model.bayes.words)},
    }
    lines = [f'"{key}": {_block(value)}' for key, value in raw.items()]
    where.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _short(weights: Triple) -> list[float]:
    return [round(weight, 3) for weight in weights]


def _block(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    rows = (f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row)}" for key, row in value.items())
    return "{\n" + ",\n".join(rows) + "\n}"
