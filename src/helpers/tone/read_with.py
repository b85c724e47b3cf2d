"""Read with: the sentence scores beside what else is known of the page. Each function gives a table for a chart.

All work on the contract tables (``sentiment``, ``articles``, ``quotes``) and keep the scorers apart. They give
distributions, not one number: every row holds how many sentences it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import pandas as pd

from helpers.lexicon import DATA, alternatives
from helpers.tone.scorers import score

LABELS = ("negative", "neutral", "positive", "none")
#: What one edition cannot show.
CAUTION = "One edition is one day: it shows how this page speaks, not a trend."


def by_article(sentiment: pd.DataFrame) -> pd.DataFrame:
    """Distribution of the sentence scores of each article.

    Columns: edition, article, scorer, n, negative, neutral, positive, none (counts), mean, q25, median, q75
    (of the score, missing where nothing was scored).
    """
    return _spread(sentiment, ["edition", "article", "scorer"])


def by_kind(sentiment: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The same by kind of article (news, editorial, weather …): columns kind, scorer, n, …"""
    kinds = articles[["edition", "article", "kind"]]
    return _spread(sentiment.merge(kinds, on=["edition", "article"], validate="many_to_one"), ["kind", "scorer"])


def by_topic(sentiment: pd.DataFrame, topics: Mapping[int, str]) -> pd.DataFrame:
    """The same by the topic that the reader gives each article (article number → topic); others are “other”."""
    named = sentiment.assign(topic=sentiment["article"].map(lambda number: topics.get(number, "other")))
    return _spread(named, ["topic", "scorer"])


def by_edition(sentiment: pd.DataFrame) -> pd.DataFrame:
    """The same by edition, with ``caution`` saying what few editions cannot show."""
    found = _spread(sentiment, ["edition", "scorer"])
    few = found["edition"].nunique() < 2
    return found.assign(caution=CAUTION if few else "")


def by_speaker(quotes: pd.DataFrame, scorer: str = "default") -> pd.DataFrame:
    """Tone of what each speaker is quoted with: columns speaker, role, voice, scorer, n, negative, …

    A quote whose speaker the text does not name counts under the empty speaker.
    """
    return _spread(scored_quotes(quotes, scorer), ["speaker", "role", "voice", "scorer"])


def by_voice(quotes: pd.DataFrame, scorer: str = "default") -> pd.DataFrame:
    """Official voice against residents' voice (and business, expert, unknown): columns voice, scorer, n, …"""
    return _spread(scored_quotes(quotes, scorer), ["voice", "scorer"])


def by_form(sentiment: pd.DataFrame) -> pd.DataFrame:
    """Formulaic speech apart from the rest: columns form (slogan, plain), scorer, n, …

    Slogans are positive by form; counted among the others they would make a page look content.
    """
    marked = sentiment.assign(form=["slogan" if formulaic(text) else "plain" for text in sentiment["sentence"]])
    return _spread(marked, ["form", "scorer"])


def formulaic(sentence: str) -> bool:
    """Whether a sentence is built of the formulas of official speech: two of them, or one in 20 characters."""
    found = _formulas().findall(sentence)
    return len(found) >= 2 or bool(found) and len(sentence) <= 20


def scored_quotes(quotes: pd.DataFrame, scorer: str = "default") -> pd.DataFrame:
    """The quotes with the columns voice, score, label, scorer and evidence added."""
    filled = quotes.assign(speaker=quotes["speaker"].fillna(""), role=quotes["role"].fillna("")).reset_index(drop=True)
    judged = score(filled["quote"].fillna("").tolist(), scorer)
    voices = [voice(speaker, role) for speaker, role in zip(filled["speaker"], filled["role"], strict=True)]
    return pd.concat([filled.assign(voice=voices), judged], axis=1)


def voice(speaker: str, role: str = "") -> str:
    """Whose voice a speaker's is, by role or name: official, resident, business, expert or unknown.

    The longest word of ``data/sentiment/voices.tsv`` that the role ends with decides, then one that the speaker
    ends with or that stands before the name (居民李某).
    """
    ends, starts, table = _voices()
    for text in (role, speaker):
        found = ends.search(text) or starts.match(text)
        if found:
            return table[found.group()]
    return "unknown"


@lru_cache(maxsize=1)
def _voices() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    lines = (DATA / "sentiment" / "voices.tsv").read_text(encoding="utf-8").splitlines()[1:]
    table = dict(line.split("\t") for line in lines if line)
    words = alternatives(table)
    return re.compile(f"(?:{words})$"), re.compile(words), table


@lru_cache(maxsize=1)
def _formulas() -> re.Pattern[str]:
    lines = (DATA / "sentiment" / "formulas.txt").read_text(encoding="utf-8").splitlines()
    return re.compile(alternatives(line for line in lines if line and not line.startswith("#")))


def _spread(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Counts of labels and quartiles of scores, one row a group, in the order of first appearance."""
    columns: dict[str, Callable] = {
        "mean": lambda s: s.mean(),
        "q25": lambda s: s.quantile(0.25),
        "median": lambda s: s.median(),
        "q75": lambda s: s.quantile(0.75),
    }
    rows = []
    for key, group in frame.groupby(keys, sort=False, dropna=False):
        counts = group["label"].value_counts()
        row = dict(zip(keys, key, strict=True)) | {"n": len(group)}
        row |= {label: int(counts.get(label, 0)) for label in LABELS}
        row |= {name: float(take(group["score"])) for name, take in columns.items()}
        rows.append(row)
    return pd.DataFrame(rows, columns=[*keys, "n", *LABELS, *columns])
