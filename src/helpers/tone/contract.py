"""The contract table: one row per sentence of an article's body and scorer."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.page.articles import Article
from helpers.page.text import Reading
from helpers.tone import scorers as judges

#: Columns of the contract table, in order.
COLUMNS = (
    "edition", "article", "sentence_no", "sentence", "score", "label", "scorer", "evidence", "start", "end",
)  # fmt: skip


def table(
    stem: str,
    articles: Iterable[Article],
    scorers: Iterable[str] = ("snownlp", "default"),
    masked: Iterable[tuple[int, int]] = (),
) -> pd.DataFrame:
    """Tone of every sentence in the bodies of the articles, by scorer.

    Columns ``edition, article, sentence_no, sentence, score, label, scorer, evidence, start, end``:
    ``sentence_no`` is 1-based within the article; ``start`` and ``end`` are offsets into the source, and so
    are those inside ``evidence`` (JSON). A sentence without Chinese has no score and the label none.
    ``masked``: source spans of names, hidden from our scorers (牛市街 is a street, no boom); snownlp, as
    shipped, reads them. The default scorer takes milliseconds an edition; snownlp seconds.
    """
    found = [
        (article.number, k, *sentence) for article in articles for k, sentence in enumerate(_sentences(article), 1)
    ]
    hidden = {offset for start, end in masked for offset in range(start, end)}
    rows = [row for scorer in scorers for row in _rows(stem, found, scorer, hidden if scorer != "snownlp" else set())]
    rows.sort(key=lambda row: (row[1], row[2]))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": "float64"})


def _sentences(article: Article) -> list[tuple[Reading, str]]:
    """The sentences of the body, each as a reading of its own."""
    parts = [paragraph.part(*span) for paragraph in article.paragraphs for span in paragraph.sentences()]
    return [(part, part.text) for part in parts]


def _masked(part: Reading, hidden: set[int]) -> str:
    """The text with each hidden character as 某: same length, no tone."""
    return "".join("某" if at in hidden else c for c, at in zip(part.text, part.offsets, strict=True))


def _rows(stem: str, found: list[tuple[int, int, Reading, str]], scorer: str, hidden: set[int]) -> list[tuple]:
    judged = judges.verdicts([_masked(part, hidden) if hidden else text for _, _, part, text in found], scorer)
    rows = []
    for (article, number, part, text), (_, verdict) in zip(found, judged, strict=True):
        evidence = judges.evidence_json(text, verdict.evidence, part.span)
        span = part.span(0, len(text))
        rows.append((stem, article, number, text, verdict.score, verdict.label, scorer, evidence, span.start, span.end))
    return rows
