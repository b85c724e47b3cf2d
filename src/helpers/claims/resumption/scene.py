"""What the roles of figures in a claim about resuming are read from: the words around a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from helpers.claims.resumption.words import clause_end, clause_start, pattern
from helpers.facts.model import Figure, Name


class Role(NamedTuple):
    """``name``: resumed, total, share, part (a share that needs a count before it), people; "" = the figure is none.
    ``topic``: firm, people or revival (power, capacity, freight); "" = that of the claim before. ``own``: the figure
    speaks of something of its own and begins a claim."""

    name: str = ""
    topic: str = ""
    own: bool = False


NONE = Role()


class Sentence(NamedTuple):
    """A sentence as the roles are read from it: ``text`` is the article's, with the words of resuming that assert
    nothing masked."""

    text: str
    start: int
    end: int
    names: Sequence[Name]


class Around(NamedTuple):
    """The words around a figure: of its clause before it (``before``) and behind it, up to the next figure (``after``)
    or to the clause's end (``rest``), and of the whole sentence before it (``so_far``)."""

    before: str
    after: str
    so_far: str
    rest: str


def around(sentence: Sentence, figure: Figure, following: Figure | None) -> Around:
    """The words around ``figure``."""
    text, start, end, _ = sentence
    first, stop = clause_start(text, figure.start, start), clause_end(text, figure.end, end)
    last = min(stop, following.start) if following and following.start >= figure.end else stop
    after = text[figure.end : last]
    if following and last == following.start:
        # A verb right before the next figure is that figure's own: 436家企业已复工402家.
        after = pattern("(?:<resume>|<post>)(?:了|达|达到)?$").sub("", after)
    return Around(text[first : figure.start], after, text[start : figure.start], text[figure.end : stop])


def unreal(figure: Figure, near: Around) -> bool:
    """Whether the clause says what is planned or wished, or an earlier one of the sentence does (会议要求，…)."""
    if pattern("<unreal>").search(near.before + figure.text + near.rest):
        return True
    governing = list(pattern("<governing>").finditer(near.so_far))
    return bool(governing) and not pattern("<realis>").search(near.so_far, governing[-1].end())
