"""The containment ledger: the figures that bear on containment, each with its measure, so that
counts of places, beds, people and firms never mix.

Which words make which measure stands in ``data/lexicons/claim_containment.txt``. Only articles
that speak of an epidemic are read: a road accident's dead are no cases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from helpers.claims.model import Measure
from helpers.facts.model import Figure
from helpers.lexicon import any_of, rows
from helpers.page.text import plain

_EPIDEMIC = re.compile(any_of("claim_words", "epidemic"))


class _Rule(NamedTuple):
    measure: str
    kind: str
    near: re.Pattern[str]
    never: re.Pattern[str] | None
    units: frozenset[str]
    not_units: frozenset[str]

    def counts_in(self, unit: str) -> bool:
        """Whether the measure is counted in this unit: 12轮核酸 are no supply, 43户 in a zone no zones."""
        return (not self.units or unit in self.units) and unit not in self.not_units


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    near: dict[str, list[str]] = {}
    never: dict[str, list[str]] = {}
    for word, rule, *ruled_out in rows("claim_containment"):
        near.setdefault(rule, []).append(word)
        never.setdefault(rule, []).extend(ruled_out)
    kinds = [rule for rule in near if not rule.endswith("units")]
    return tuple(_rule(rule, near, "|".join(never[rule])) for rule in kinds)


def _rule(name: str, near: dict[str, list[str]], never: str) -> _Rule:
    measure, _, kind = name.partition(":")
    in_units = kind == "count"
    return _Rule(
        measure,
        kind,
        re.compile("|".join(near[name])),
        re.compile(never) if never else None,
        frozenset(near.get(f"{measure}:units", ())) if in_units else frozenset(),
        frozenset(near.get(f"{measure}:not_units", ())) if in_units else frozenset(),
    )


def find_measures(text: str, figures: Sequence[Figure]) -> list[Measure]:
    """The figures of an article's text that bear on containment, in reading order.

    ``figures`` are what was found in the same text. An article without at least two words of an
    epidemic gives none.
    """
    text = plain(text)
    if len(_EPIDEMIC.findall(text)) < 2:
        return []
    found = ((figure, _measure(text, figure)) for figure in figures)
    return [_row(figure, rule) for figure, rule in found if rule]


def _measure(text: str, figure: Figure) -> _Rule | None:
    """The first rule that fits what the figure counts; else the first that fits the words around it."""
    near = _near(text, figure)
    for words in (figure.subject, near):
        for rule in _rules():
            if rule.kind != figure.kind or not rule.counts_in(figure.unit):
                continue
            if rule.near.search(words) and not (rule.never and rule.never.search(near)):
                return rule
    return None


def _near(text: str, figure: Figure) -> str:
    """The words of the figure's own clause, from the figure before it to the next mark."""
    start = max(text.rfind(mark, 0, figure.start) for mark in "，。；：！？\n（(") + 1
    numbers = list(re.finditer(r"\d", text[start : figure.start]))
    start += numbers[-1].end() if numbers else 0
    stop = re.compile(r"[，。；：！？\n、]|\d").search(text, figure.end)
    return f"{text[start : figure.start]}|{text[figure.end : stop.start() if stop else len(text)]}"


def _row(figure: Figure, rule: _Rule) -> Measure:
    return Measure(
        figure.start, figure.end, figure.as_of, rule.measure, figure.subject, figure.value, figure.low, figure.high,
        figure.unit, figure.place, rule.near.pattern.split("|")[0],
    )  # fmt: skip
