"""Training: from labelled sentences to the model file. Deterministic; about half a minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.tone import bayes, features, labelled, lexicon, model, tokens
from helpers.tone.labelled import LABELS, Sentence

if TYPE_CHECKING:
    import numpy as np

#: Strength of the pull towards 0: on word weights, on the weights of lexicon evidence.
WORD_PENALTY, DENSE_PENALTY = 8.0, 0.5
#: A word must stand in this many sentences; smaller weights (of either classifier) are not kept.
SEEN, KEPT, TELLING = 2, 0.03, 0.15
#: Below this probability of the best class no label is given: fewer than half of such labels were right.
ABSTAIN = 0.5
#: A lexicon word counts in naive Bayes like this part of a sentence.
LEXICON_WEIGHT = 0.5
FOLDS = 5

Document = tuple[Iterable[str], str, float]


def train(extra: str | Path | None = None, out: Path | None = None) -> Path:
    """Train on the training sentences (and an analyst's own file) and write the model; gives its path.

    The temperatures are fitted on whole topics left out of the fit. The test sentences are never touched.
    """
    rows = labelled.sentences("train") + (labelled.extra(extra) if extra else [])
    looks = [features.look(row.text) for row in rows]
    held = _left_out(rows, looks)
    truth = [LABELS.index(row.label) for row in rows]
    first = _temperature([logits for logits, _ in held], truth)
    second = _temperature([logits for _, logits in held], truth)
    cooled = [([x / first for x in a], [y / second for y in b]) for a, b in held]
    both = [model.mix(a, b, look) for (a, b), look in zip(cooled, looks, strict=True)]
    fitted = _fit(rows, looks)
    found = replace(
        fitted,
        temperature=first,
        mixed=_temperature(both, truth),
        bayes=bayes.Bayes(_telling(fitted.bayes.words), fitted.bayes.prior, second),
    )
    where = out or model.path()
    model.save(found, where)
    return where


def _left_out(rows: Sequence[Sentence], looks: Sequence[features.Look]) -> list[tuple[list[float], list[float]]]:
    """Logits of both classifiers for each sentence, from fits that did not see its topic."""
    topics = sorted({row.topic for row in rows})
    fold = {topic: k % FOLDS for k, topic in enumerate(topics)}
    held: list[tuple[list[float], list[float]]] = [([], [])] * len(rows)
    for k in range(FOLDS):
        seen = [i for i, row in enumerate(rows) if fold[row.topic] != k]
        fitted = _fit([rows[i] for i in seen], [looks[i] for i in seen])
        for i, row in enumerate(rows):
            if fold[row.topic] == k:
                held[i] = (fitted.logits(looks[i]), fitted.bayes.logits(model.words_of(looks[i])))
    return held


def _telling(words: dict[str, model.Triple]) -> dict[str, model.Triple]:
    """The words that say something; the others only make the file large."""
    return {word: triple for word, triple in words.items() if max(map(abs, triple)) >= TELLING}


def _fit(rows: Sequence[Sentence], looks: Sequence[features.Look]) -> model.Model:
    documents: list[Document] = [(model.words_of(look), row.label, 1.0) for row, look in zip(rows, looks, strict=True)]
    words = bayes.fit(documents + _lexicon_documents())
    vocabulary = _vocabulary(looks)
    weights = _regress(_matrix(looks, vocabulary), [LABELS.index(row.label) for row in rows])
    n = len(features.DENSE)
    triples = [(float(a), float(b), float(c)) for a, b, c in weights]
    kept = {w: t for w, t in zip(vocabulary, triples[n:-1], strict=True) if max(map(abs, t)) >= KEPT}
    return model.Model(tuple(triples[:n]), kept, triples[-1], 1.0, 1.0, ABSTAIN, words)


def _lexicon_documents() -> list[Document]:
    book = lexicon.default()
    polar = sorted((entry for entry in book.entries.values() if abs(entry.polarity) >= 1), key=lambda e: e.word)
    return [(_parts(e.word), "positive" if e.polarity > 0 else "negative", LEXICON_WEIGHT) for e in polar]


def _parts(word: str) -> list[str]:
    return tokens.cut(word) + ["~" + word[k : k + 2] for k in range(len(word) - 1)]


def _vocabulary(looks: Sequence[features.Look]) -> list[str]:
    counts = Counter(word for look in looks for word in {word for word, _, _ in look.words})
    return sorted(word for word, n in counts.items() if n >= SEEN)


def _matrix(looks: Sequence[features.Look], vocabulary: list[str]):
    """Sparse matrix: a row a text, the dense features first, then a column a word."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack

    column = {word: k for k, word in enumerate(vocabulary)}
    indices: list[int] = []
    pointers = [0]
    for look in looks:
        indices += sorted({column[word] for word, _, _ in look.words if word in column})
        pointers.append(len(indices))
    words = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(looks), len(vocabulary)))
    return hstack([csr_matrix(np.array([look.dense for look in looks])), words]).tocsr()


def _regress(matrix, truth: list[int]) -> np.ndarray:
    """Weights (features and, last, the bias; by class) of a multinomial logistic regression with ridge penalty."""
    import numpy as np
    from scipy.optimize import minimize

    n, width = matrix.shape
    wanted = np.eye(3)[truth]
    penalty = np.full((width, 1), WORD_PENALTY)
    penalty[: len(features.DENSE)] = DENSE_PENALTY

    def loss(flat):
        weights = flat.reshape(width + 1, 3)
        scores = matrix @ weights[:-1] + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(axis=1, keepdims=True)
        value = -(wanted * (scores - np.log(total))).sum() + 0.5 * (penalty * weights[:-1] ** 2).sum()
        gap = raised / total - wanted
        slope = np.vstack([matrix.T @ gap + penalty * weights[:-1], gap.sum(axis=0)])
        return value, slope.ravel()

    found = minimize(loss, np.zeros((width + 1) * 3), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return found.x.reshape(width + 1, 3)


def _temperature(logits: list[list[float]], truth: list[int]) -> float:
    """What to divide the logits by, so that the left-out sentences are least surprising (Guo et al. 2017)."""
    import numpy as np
    from scipy.optimize import minimize_scalar

    values, rows = np.array(logits), np.arange(len(truth))

    def surprise(log_temperature: float) -> float:
        scaled = values / np.exp(log_temperature)
        scaled -= scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[rows, truth]).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-1.5, 3.0), method="bounded").x))
