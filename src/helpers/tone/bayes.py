"""SnowNLP's classifier, mended: naive Bayes over words.

SnowNLP gives a word that it does not know the same small probability in each class, divided by that
class's own total: every unknown word then moves the score by the same step, always the same way, and
long texts end at 0 or 1. Here a word that training did not see says nothing; probabilities share one
vocabulary (Laplace's rule); and the sum is cooled by a temperature that was fitted on sentences left
out of the training, so that 0.8 means right in about four of five.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.tone.labelled import LABELS


@dataclass(frozen=True)
class Bayes:
    """``words``: how much each word speaks for each class (log-probabilities, mean 0 over the classes);
    ``prior``: the same for no words at all; ``temperature`` divides both."""

    words: dict[str, tuple[float, float, float]]
    prior: tuple[float, float, float]
    temperature: float = 1.0

    def logits(self, words: Iterable[str]) -> list[float]:
        """Evidence for each class, before cooling; unknown words count for nothing."""
        bad, neutral, good = self.prior
        known = self.words
        for word in sorted(word for word in words if word in known):  # one order: the same last digit in every run
            a, b, c = known[word]
            bad, neutral, good = bad + a, neutral + b, good + c
        return [bad, neutral, good]

    def probabilities(self, words: Iterable[str]) -> list[float]:
        """Probability of negative, neutral, positive."""
        return softmax([value / self.temperature for value in self.logits(words)])


def fit(documents: Sequence[tuple[Iterable[str], str, float]], temperature: float = 1.0) -> Bayes:
    """Train on (words, label, weight)."""
    counts: dict[str, defaultdict[str, float]] = {label: defaultdict(float) for label in LABELS}
    sizes: defaultdict[str, float] = defaultdict(float)
    for words, label, weight in documents:
        sizes[label] += weight if weight == 1 else 0
        for word in sorted(words):  # one order, so that the last digit is the same in every run
            counts[label][word] += weight
    vocabulary = sorted(set().union(*counts.values()))
    totals = [sum(counts[label].values()) + len(vocabulary) for label in LABELS]
    table = {}
    for word in vocabulary:
        logs = [
            math.log((counts[label].get(word, 0.0) + 1) / total) for label, total in zip(LABELS, totals, strict=True)
        ]
        table[word] = _centred(logs)
    prior = _centred([math.log((sizes[label] + 1) / (sum(sizes.values()) + 3)) for label in LABELS])
    return Bayes(table, prior, temperature)


def _centred(values: list[float]) -> tuple[float, float, float]:
    mean = sum(values) / len(values)
    a, b, c = (value - mean for value in values)
    return a, b, c


def softmax(values: Sequence[float]) -> list[float]:
    """Exponentials that sum to 1."""
    top = max(values)
    raised = [math.exp(value - top) for value in values]
    total = sum(raised)
    return [value / total for value in raised]
