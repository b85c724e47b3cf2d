"""A text cut into words, with an analyst's own words kept whole."""

from __future__ import annotations

from helpers.words.dictionaries import Dictionary
from helpers.words.stock import flag, stock_cut


def cut(text: str, dictionary: Dictionary | None = None) -> list[str]:
    """The words of a text; joined, they are the text again.

    Without a dictionary: exactly ``jieba.lcut(text)``. With one: its entries come out whole
    wherever they stand between word boundaries (see ``Dictionary``), the rest as before.
    """
    tokens = stock_cut(text)
    return tokens if dictionary is None else dictionary.merge(text, tokens)


def tag(text: str, dictionary: Dictionary | None = None) -> list[tuple[str, str]]:
    """The words of ``cut`` with their parts of speech, ``[(word, flag), …]``, one flag for one word.

    The words are the same as those of ``cut`` (jieba.posseg cuts differently from jieba.cut). Flags
    are jieba's; a dictionary entry has its own flag, or ``nz`` where its line names none.
    """
    own = dictionary.flags if dictionary is not None else {}
    return [(word, own.get(word) or flag(word)) for word in cut(text, dictionary)]
