"""Words: what is counted as a word and why, how often, where, and beside what.

Every function takes an edition (or several, or articles, or plain texts) and plain arguments, and returns a
DataFrame whose columns stand in its docstring; where occurrences are listed, each row has its span.

    from helpers import words
    words.counts(edition, content=True).head(20)
"""

from helpers.words.account import effect, explain, table
from helpers.words.comparing import keyness, select
from helpers.words.context import (
    aligned,
    article_bounds,
    collocations,
    concordance,
    dispersion,
    network,
    ngrams,
    occurrences,
)
from helpers.words.counting import counts, prepare, stop_words
from helpers.words.cutting import cut, tag
from helpers.words.dictionaries import Dictionary
from helpers.words.documents import documents
from helpers.words.found import page_dictionary, page_terms
from helpers.words.grouping import (
    before_after,
    categories,
    concept_table,
    concepts,
    glossed,
    glosses,
    label,
    phrase_share,
    phrases,
    unglossed,
)

__all__ = [
    "Dictionary",
    "aligned",
    "article_bounds",
    "before_after",
    "categories",
    "collocations",
    "concept_table",
    "concepts",
    "concordance",
    "counts",
    "cut",
    "dispersion",
    "documents",
    "effect",
    "explain",
    "glossed",
    "glosses",
    "keyness",
    "label",
    "network",
    "ngrams",
    "occurrences",
    "page_dictionary",
    "page_terms",
    "phrase_share",
    "phrases",
    "prepare",
    "select",
    "stop_words",
    "table",
    "tag",
    "unglossed",
]
