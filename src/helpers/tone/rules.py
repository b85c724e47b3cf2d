"""From lexicon matches to weighed evidence: negation, degree, contrast, gauges, remedies, set phrases.

The method is the classic one of lexicon scorers with valence shifters (Polanyi and Zaenen 2006;
Taboada et al. 2011, SO-CAL), written anew for the Chinese of news: what matters there is less 不 than
未造成, 扑灭, 降到最低 and 失业率下降.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.tone.lexicon import Lexicon, Match

#: How far (in characters) a shifter reaches within its clause.
NEAR, FAR = 4, 14
#: How much of a word's weight remains (and which sign) once it is shifted.
NEGATED_GOOD, NEGATED_BAD, ABSENT_BAD, PREVENTED, REMEDIED, SUPPOSED = (
    -0.9,
    -0.5,
    -0.6,
    0.1,
    -0.3,
    0.4,
)
#: Weight of a gauge that moves, and of a remedy itself.
MOVED, REMEDY = 1.5, 1.0
#: Clauses before and after a contrast, and clauses that concede.
BEFORE_BUT, AFTER_BUT, CONCEDED = 0.5, 1.3, 0.5

_CLAUSE = re.compile(r"[^，。；！？：…,;!?\s]+")


class Hit(NamedTuple):
    """Evidence: ``text[start:end]`` speaks for good (``weight`` > 0) or bad (< 0)."""

    start: int
    end: int
    weight: float


def weigh(text: str, edges, lexicon: Lexicon) -> list[Hit]:
    """All evidence in ``text`` (plain spelling), in reading order."""
    hits = [Hit(*phrase) for phrase in lexicon.set_phrases(text)]
    taken = bytearray(len(text) + 1)
    for hit in hits:
        taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    matches = [
        m for m in lexicon.find(text, edges) if not (taken[m.start] or taken[m.end - 1])
    ]
    clauses = [(found.start(), found.end()) for found in _CLAUSE.finditer(text)]
    for start, end in clauses:
        hits.extend(_clause([m for m in matches if start <= m.start < end]))
    return sorted(_contrasted(hits, matches, clauses))


def _clause(matches: list[Match]) -> Iterator[Hit]:
    moved = list(_moved(matches))
    used = {m.start for pair in moved for m in pair[:2]}
    for gauge, direction, weight in moved:
        first, last = sorted((gauge, direction), key=lambda m: m.start)
        factor = _supposition(matches, first) * (
            -1.0 if _negations(matches, direction, used) % 2 else 1.0
        )
        yield Hit(first.start, last.end, weight * factor)
    for match in matches:
        if match.start in used:
            continue
        if match.entry.polarity:
            weight = _shifted(match, matches, used)
            yield Hit(match.start, match.end, weight)
        elif "remedy" in match.entry.acts:
            yield Hit(
                match.start,
                match.end,
                REMEDY
                * _supposition(matches, match)
                * (-1 if _negations(matches, match, used) % 2 else 1),
            )


def _moved(matches: list[Match]) -> Iterator[tuple[Match, Match, float]]:
    """Gauges with the direction they move in: 失业率…下降 before the direction, 降低成本 behind it."""
    free = {
        m.start for m in matches if "gauge+" in m.entry.acts or "gauge-" in m.entry.acts
    }
    for match in matches:
        acts = match.entry.acts
        if (
            not ("up" in acts or "down" in acts)
            or match.start not in free
            and not acts.keys() & {"up", "down"}
        ):
            continue
        gauge = _gauge(match, matches, free)
        if gauge is None:
            continue
        free.discard(gauge.start)
        sign = (1 if "gauge+" in gauge.entry.acts else -1) * (1 if "up" in acts else -1)
        yield gauge, match, MOVED * sign


def _gauge(direction: Match, matches: list[Match], free: set[int]) -> Match | None:
    before = [
        m for m in matches if m.start in free and 0 <= direction.start - m.end <= FAR
    ]
    if before:
        return before[-1]
    after = [
        m for m in matches if m.start in free and 0 <= m.start - direction.end <= NEAR
    ]
    return after[0] if after else None


def _shifted(match: Match, matches: list[Match], used: set[int]) -> float:
    """The weight of a polar word after what stands around it."""
    weight = match.entry.polarity * _degree(matches, match)
    bad = weight < 0
    if bad and _remedied(matches, match):
        return weight * REMEDIED
    if bad and _prevented(matches, match):
        return weight * PREVENTED
    absent = bad and any(
        "absence" in m.entry.acts and 0 <= match.start - m.end <= FAR for m in matches
    )
    if absent:
        return weight * ABSENT_BAD * _supposition(matches, match)
    if _negations(matches, match, used) % 2:
        weight *= NEGATED_BAD if bad else NEGATED_GOOD
    return weight * _supposition(matches, match)


def _negations(matches: list[Match], match: Match, used: set[int]) -> int:
    return sum(
        1
        for m in matches
        if m.start not in used
        and m.entry.acts.keys() & {"negation", "absence"}
        and 0 <= match.start - m.end <= NEAR
        and not any(
            m.end <= o.start and o.end <= match.start and o.entry.polarity
            for o in matches
        )
    )


def _degree(matches: list[Match], match: Match) -> float:
    for m in matches:
        if "degree" in m.entry.acts and 0 <= match.start - m.end <= 1:
            return m.entry.acts["degree"]
    return 1.0


def _remedied(matches: list[Match], match: Match) -> bool:
    return any(
        "remedy" in m.entry.acts
        and m is not match
        and (0 <= match.start - m.end <= FAR or 0 <= m.start - match.end <= FAR)
        for m in matches
    )


def _prevented(matches: list[Match], match: Match) -> bool:
    return any(
        "prevent" in m.entry.acts
        and (0 <= match.start - m.end <= FAR or 0 <= m.start - match.end <= NEAR)
        for m in matches
    )


def _supposition(matches: list[Match], match: Match) -> float:
    return (
        SUPPOSED
        if any(
            "hypothetical" in m.entry.acts and m.start < match.start for m in matches
        )
        else 1.0
    )


def _contrasted(
    hits: list[Hit], matches: list[Match], clauses: list[tuple[int, int]]
) -> list[Hit]:
    turns = [
        m.start
        for m in matches
        if "contrast" in m.entry.acts and any(0 <= m.start - s <= 2 for s, _ in clauses)
    ]
    conceded = [
        (s, e)
        for s, e in clauses
        if any(
            "concession" in m.entry.acts and 0 <= m.start - s <= 4
            for m in matches
            if s <= m.start < e
        )
    ]
    if not turns and not conceded:
        return hits
    return [
        hit._replace(weight=hit.weight * _clause_factor(hit, turns, conceded))
        for hit in hits
    ]


def _clause_factor(
    hit: Hit, turns: list[int], conceded: list[tuple[int, int]]
) -> float:
    factor = 1.0
    if turns:
        factor *= AFTER_BUT if hit.start >= turns[-1] else BEFORE_BUT
    elif any(s <= hit.start < e for s, e in conceded):
        factor *= CONCEDED
    return factor


def balance(hits: list[Hit]) -> float:
    """Evidence for good against bad as one number in 0–1; 0.5 where there is none. The 1.5 in the
    denominator keeps one weak word weak, and no length of text drives the score to 0 or 1."""
    good = sum(hit.weight for hit in hits if hit.weight > 0)
    bad = -sum(hit.weight for hit in hits if hit.weight < 0)
    return 0.5 + 0.5 * (good - bad) / (good + bad + 1.5)
