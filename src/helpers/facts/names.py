"""Names: people with role and organisation, organisations, places; one row a mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from helpers.facts.context import Context
from helpers.facts.model import Name
from helpers.facts.name_lexicon import lexicon
from helpers.facts.person_names import find_people
from helpers.page.text import plain


def find_names(texts: Sequence[str], context: Context) -> list[list[Name]]:
    """The names of an edition: for each text a list of mentions in order.

    All texts are read together, because a name that is certain in one place is a name everywhere
    on the page. Spans count within their own text.
    """
    lex = lexicon()
    pieces = [plain(text) for text in texts]
    whole = "\n".join(pieces)
    starts = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    out: list[list[Name]] = [[] for _ in pieces]
    for person in find_people(whole, lex, context.signed):
        k = bisect_right(starts, person.start) - 1
        at = person.start - starts[k]
        end = person.end - starts[k]
        out[k].append(Name(at, end, texts[k][at:end], "person", person.name, "", "", person.rule))
    return out
