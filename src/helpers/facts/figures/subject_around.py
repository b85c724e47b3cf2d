"""A subject for a clause that names none: the figure before, the verb, the clause before, the sentence's topic."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_context import empty, sentence_before, topic
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BLANK, QUOTES, actions, noun_before, predicate
from helpers.lexicon import any_of, group

_any_of = partial(any_of, "figure_subject")
_group = partial(group, "figure_subject")
_SPENT = frozenset(_group("spent"))


def from_around(text: str, q: Quantity, kind: str, left: str, right: str, verb: str, heirs: Heirs) -> str:
    """A subject for a clause that names none: the figure before, the verb, the clause before, the sentence's topic."""
    if kind == "temperature":
        return heirs.last(q.start, "temperature") or "气温"
    if kind == "duration" and (right.startswith(("后", "之后", "以后")) or text[q.start] == BLANK):
        return "后"  # 20分钟后: a time expression, and so blanked
    if verb in _SPENT:
        return _nearest(text, q, left) + verb
    found = heirs.last(q.start) if kind != "age" else heirs.at(q.start, kind)
    if found or kind == "age":
        return found
    if kind == "change" and (earlier := heirs.of_paragraph(q.start)):
        return earlier  # 其中，5月份同比增长9.8%
    only_links = actions()[0].get(verb, False)
    if verb and not empty(verb) and not only_links:
        return verb
    if (awaited := _AWAITED.search(left)) and (told := noun_before(awaited.group(1))[0]):
        return told + awaited.group(2)  # 今年汛期降雨预计偏多一到两成
    nearest = _nearest(text, q, left) or topic(text, q.start) or predicate(right)
    return nearest if not empty(nearest) else "" if empty(verb) else verb


_AWAITED = re.compile("^([\u4e00-\u9fff\x00]{2,16}?)(?:预计|有望|预期|可能)([\u4e00-\u9fff]{1,4})$")
#: A clause that only says how something became known names nothing that is counted: 记者了解到，…
_REPORTED = re.compile(f"{_any_of('reported')}$")


def _nearest(text: str, q: Quantity, left: str) -> str:
    """The noun that the clause before in the sentence ends with."""
    before = sentence_before(text, q.start)[: -len(left) or None]
    clauses = (p for p in re.split(r"[，；：]", before.translate(QUOTES)) if p.strip(BLANK + " "))
    pieces = [p for p in clauses if not _REPORTED.search(p)]
    return noun_before(pieces[-1])[0] if pieces else ""
