"""The trained model: what it holds, how it is read, what it says of a text."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.tone.bayes import Bayes, softmax
from helpers.tone.features import DENSE, Look

VERSION = 1
#: Share of the regression (the lexicon's voice) in the default scorer: where the lexicon has strong evidence (a hit of
#: weight 2), and where not. On left-out topics the result is flat between 0.5 and 0.7.
SHARE_STRONG, SHARE_WEAK, STRONG = 0.75, 0.55, 2.0
Triple = tuple[float, float, float]
_NOTHING: Triple = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Model:
    """A multinomial logistic regression over ``dense`` (lexicon evidence) and ``words``, and a naive Bayes.

    Weights are triples (negative, neutral, positive). The two opinions are mixed (``mix``), and
    the mixture cooled by ``mixed``. ``abstain``: below this probability of its best class no label is given.
    """

    dense: tuple[Triple, ...]
    words: dict[str, Triple]
    bias: Triple
    temperature: float
    mixed: float
    abstain: float
    bayes: Bayes

    def probabilities(self, look: Look) -> list[float]:
        """Probability of negative, neutral, positive, from both classifiers."""
        found = words_of(look)
        rules, words = self.logits(look, found), self.bayes.logits(found)
        cooled = [a / self.temperature for a in rules], [b / self.bayes.temperature for b in words]
        return softmax([value / self.mixed for value in mix(*cooled, look)])

    def logits(self, look: Look, found: set[str] | None = None) -> list[float]:
        """What the logistic regression says, before cooling. ``found``: the look's words, if they are at hand."""
        bad, neutral, good = self.bias
        for value, (a, b, c) in zip(look.dense, self.dense, strict=True):
            bad, neutral, good = bad + value * a, neutral + value * b, good + value * c
        known = self.words
        for word in sorted(
            word for word in (words_of(look) if found is None else found) if word in known
        ):  # one order: the same last digit in every run
            a, b, c = known[word]
            bad, neutral, good = bad + a, neutral + b, good + c
        return [bad, neutral, good]

    @cached_property
    def leanings(self) -> dict[str, float]:
        """How much each known word pulls towards good (above 0) or bad (below 0), in both classifiers."""
        ours, theirs = self.words, self.bayes.words
        pairs = ((word, ours.get(word, _NOTHING), theirs.get(word, _NOTHING)) for word in ours.keys() | theirs.keys())
        return {word: (rules[2] - rules[0] + words[2] - words[0]) / 2 for word, rules, words in pairs}


def mix(rules: list[float], words: list[float], look: Look) -> list[float]:
    """The logits of the two classifiers as one."""
    share = SHARE_STRONG if any(abs(hit.weight) >= STRONG for hit in look.hits) else SHARE_WEAK
    return [share * a + (1 - share) * b for a, b in zip(rules, words, strict=True)]


def words_of(look: Look) -> set[str]:
    """The word features of a text, each once."""
    return {word for word, _, _ in look.words}


@cache
def path() -> Path:
    """Where the model is kept."""
    return DATA / "sentiment" / "model.json"


def load(where: Path | None = None) -> Model:
    """The model in a file; read again whenever the file has changed. Raises BanmianError if it does not fit."""
    where = where or path()
    try:
        return _load(where, os.stat(where).st_mtime_ns)
    except FileNotFoundError:
        raise BanmianError(f"{where} is missing: run `python -m helpers.tone train`.") from None


@lru_cache(maxsize=2)
def _load(where: Path, changed: int) -> Model:
    raw = json.loads(where.read_text(encoding="utf-8"))
    if raw.get("version") != VERSION or tuple(raw["dense"]) != DENSE:
        raise BanmianError(f"{where} was made by another version: run `python -m helpers.tone train`.")
    bayes = Bayes(_unpacked(raw["bayes"]), _triple(raw["bayes_prior"]), raw["bayes_temperature"])
    dense = tuple(_triple(weights) for weights in raw["dense"].values())
    temperatures = raw["temperature"], raw["mixed"], raw["abstain"]
    return Model(dense, _unpacked(raw["words"]), _triple(raw["bias"]), *temperatures, bayes)


def _triple(weights: list[float]) -> Triple:
    a, b, c = weights
    return a, b, c


def save(model: Model, where: Path) -> None:
    """Write the model as JSON, sorted and rounded, so that two trainings can be compared.

    Word weights add up to 0 over the classes: those of negative and positive are kept, in thousandths.
    """
    raw = {
        "version": VERSION,
        "labels": ["negative", "neutral", "positive"],
        "temperature": round(model.temperature, 3),
        "mixed": round(model.mixed, 3),
        "abstain": model.abstain,
        "bias": _short(model.bias),
        "dense": {name: _short(weights) for name, weights in zip(DENSE, model.dense, strict=True)},
        "words": _packed(model.words),
        "bayes_temperature": round(model.bayes.temperature, 3),
        "bayes_prior": _short(model.bayes.prior),
        "bayes": _packed(model.bayes.words),
    }
    lines = [f'"{key}": {json.dumps(value, ensure_ascii=False, indent=0)}' for key, value in raw.items()]
    where.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _short(weights: Triple) -> list[float]:
    return [round(weight, 3) for weight in weights]


def _packed(words: dict[str, Triple]) -> dict[str, list[str]]:
    """Words and their weights as rows of 50: a file of few long values is read several times faster."""
    names = sorted(word for word in words if " " not in word)
    rows = [names[k : k + 50] for k in range(0, len(names), 50)]
    return {
        "words": [" ".join(row) for row in rows],
        "negative": [" ".join(str(round(1000 * words[word][0])) for word in row) for row in rows],
        "positive": [" ".join(str(round(1000 * words[word][2])) for word in row) for row in rows],
    }


def _unpacked(raw: dict[str, list[str]]) -> dict[str, Triple]:
    names = " ".join(raw["words"]).split(" ")
    bad, good = ([int(n) / 1000 for n in " ".join(raw[key]).split()] for key in ("negative", "positive"))
    return {word: (a, -a - b, b) for word, a, b in zip(names, bad, good, strict=True)} if raw["words"] else {}
