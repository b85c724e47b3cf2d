"""Giving account: why a word was counted as a word, and what a dictionary changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.errors import BanmianError
from helpers.words.context import holders
from helpers.words.counting import COLUMNS, Cut, columns, origin, prepare
from helpers.words.cutting import cut
from helpers.words.dictionaries import PAGE, USER, Dictionary, spelled
from helpers.words.documents import settled
from helpers.words.found import candidates, rows_of
from helpers.words.frames import frame
from helpers.words.stock import flag

if TYPE_CHECKING:
    import pandas as pd

EXPLANATION = ("question", "answer")
EFFECT = ("word", "without", "with", "change")


def table(
    edition: str,
    source: Any,
    dictionary: Dictionary | None = None,
    names: Iterable[Any] = (),
    terms: Iterable[Any] = (),
) -> pd.DataFrame:
    """The contract's words table of one edition; see ``counts`` for the columns.

    ``edition`` its stem; ``source`` its articles; ``names`` and ``terms`` the rows of those tables, whose words come out
    whole. ``dictionary``: default the project's and the edition's own (``Dictionary.project``).
    """
    own = Dictionary.project(edition) if dictionary is None else dictionary
    made = prepare(_Named(source, names, terms), own)
    return frame(columns(made, edition), COLUMNS)


@dataclass(frozen=True)
class _Named:
    """Articles with the rows of their names and terms, as an edition has them."""

    articles: Any
    names: Iterable[Any]
    terms: Iterable[Any]


def effect(source: Any, dictionary: Dictionary | None = None, page: bool = True) -> pd.DataFrame:
    """What the dictionary and the page's own words change in the counts, largest change first.

    Columns: ``word``, ``without`` them, ``with`` them, ``change``. Words with no change are left out.
    """
    made = prepare(source, dictionary, page)
    before = Counter(w for doc in made.documents for w in cut(doc.text))
    after = Counter(w for words in made.words for w in words)
    changed = [(w, before[w], after[w], after[w] - before[w]) for w in before.keys() | after.keys()]
    kept = [row for row in changed if row[3] and any(c.isalnum() for c in row[0])]
    return frame(sorted(kept, key=lambda r: (-abs(r[3]), r[0])), EFFECT)


def explain(word: str, source: Any = None, dictionary: Dictionary | None = None) -> pd.DataFrame:
    """Why a word is, or is not, counted as a word: questions and answers in plain words.

    Without a source: where the word comes from and what the stock cut makes of it alone. With one also: how often the
    characters stand in the text, how often as this word, inside which other words the rest went, which evidence the
    page gives, and what became of the pieces. Columns: ``question``, ``answer``.
    Raises BanmianError for an empty word.
    """
    word, source = spelled(word).strip(), settled(source)
    if not word:
        raise BanmianError("There is nothing to explain, for no word is given: name one, such as 外防输入.")
    made = prepare([] if source is None else source, dictionary, page=source is not None)
    answers = [
        ("Where does it come from?", _source(word, made)),
        ("What part of speech is it?", made.dictionary.flags.get(word) or flag(word)),
        ("What would the stock dictionary make of it?", "|".join(cut(word))),
    ]
    if source is not None:
        answers += _in_text(word, source, made)
    return frame(answers, EXPLANATION)


def _source(word: str, made: Cut) -> str:
    where = origin(word, made.dictionary)
    if where == "hmm" and cut(word) != [word]:
        return "nowhere: no list holds it, and it is not counted as a word"
    entry = made.dictionary.entries.get(word)
    return {
        USER: f"user dictionary, line {entry.line}" if entry and entry.line else "user dictionary",
        PAGE: "page: it was found in the text itself",
        "default dictionary": "default dictionary: jieba's word list holds it",
        "hmm": "hmm: no list holds it; if it was counted, the model guessed it from its characters",
    }[where]


def _in_text(word: str, source: Any, made: Cut) -> list[tuple[str, str]]:
    held = Counter(words for index in range(len(made.documents)) for words in holders(made, index, word))
    as_word = held.pop(word, 0)
    inside = {words: n for words, n in held.items() if "|" not in words}
    across = {words: n for words, n in held.items() if "|" in words}
    answers = [
        ("How often do its characters stand in the text?", str(as_word + sum(held.values()))),
        ("How often was it counted as a word?", str(as_word)),
        ("Inside which other words does it stand?", _listed(inside)),
        ("Where was it cut apart, or does it lie across words?", _listed(across)),
    ]
    return answers + _evidence(word, source, made) + _pieces(word, made)


def _listed(counted: dict[str, int]) -> str:
    most = Counter(counted).most_common(12)
    rest = len(counted) - len(most)
    return "、".join(f"{words} {n}" for words, n in most) + (f" and {rest} others" if rest else "") or "nowhere"


def _evidence(word: str, source: Any, made: Cut) -> list[tuple[str, str]]:
    for one in candidates(list(made.documents), *rows_of(source, (), ()), made.dictionary):
        if one.term == word:
            return [
                (
                    "Which evidence does the page give?",
                    one.evidence + (f", refused: {one.reason}" if one.reason else ""),
                )
            ]
    return []


def _pieces(word: str, made: Cut) -> list[tuple[str, str]]:
    """Counts of the pieces without and with the dictionaries."""
    pieces = dict.fromkeys(cut(word))
    if list(pieces) == [word]:
        return []
    before = Counter(w for doc in made.documents for w in cut(doc.text))
    after = Counter(w for words in made.words for w in words)
    changes = "、".join(f"{p} {before[p]} → {after[p]}" for p in pieces)
    return [("What did that change in the counts of its pieces?", changes)]
