"""How fast the scorers are: ``python tests/benchmarks/tone.py``. Prints seconds; asserts nothing."""

from __future__ import annotations

import time

from helpers.tone import labelled, lexicon, model, scorers


def timed(what: str, work) -> None:
    began = time.perf_counter()
    work()
    print(f"{what:45s} {time.perf_counter() - began:8.3f} s")


def main() -> None:
    texts = [row.text for row in labelled.sentences()][:1000]
    timed("load the model", model.load)
    timed("load the lexicon", lexicon.default)
    for scorer in ("lexicon", "bayes", "default"):
        scorers.score(texts[:1], scorer)
        timed(f"{scorer}: {len(texts)} sentences", lambda scorer=scorer: scorers.score(texts, scorer))
    timed("default: one text of 100,000 characters", lambda: scorers.score(["，".join(texts * 5)[:100_000]]))
    timed("snownlp: its import and one sentence", lambda: scorers.score(texts[:1], "snownlp"))
    timed("snownlp: 100 sentences", lambda: scorers.score(texts[:100], "snownlp"))


if __name__ == "__main__":
    main()
