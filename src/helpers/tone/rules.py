"""From lexicon matches to weighed evidence: negation, degree, contrast, gauges, remedies, set phrases.

The method is the classic one of lexicon scorers with valence shifters (Polanyi and Zaenen 2006;
Taboada et al. 2011, SO-CAL), written anew for the Chinese of news: what matters there is less 不 than
未造成, 扑灭, 降到最低 and 失业率下降.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from helpers.tone.lexicon import Lexicon, Match

#: How far (in characters, within a clause) a shifter reaches: 不; a direction to its gauge behind it; 未造成.
BESIDE, NEAR, FAR = 2, 4, 14
#: How much of a word's weight remains (and which sign) once it is shifted.
NEGATED_GOOD, NEGATED_BAD, ABSENT_BAD, PREVENTED, REMEDIED, LESSENED, SUPPOSED = -0.9, -0.5, -0.6, 0.1, -0.3, -0.4, 0.4
#: Weight of a gauge that moves, of a remedy and of a rescue.
MOVED, REMEDY, RESCUE = 2.0, 1.0, 1.5
#: Clauses before and after a contrast, clauses that concede, bad news before a rescue.
BEFORE_BUT, AFTER_BUT, CONCEDED, BEFORE_RESCUE = 0.5, 1.3, 0.25, 0.2
#: A set phrase of this weight is a rescue as well (5名工人获救).
RESCUE_PHRASE = 2.5
#: What keeps one weak word weak in ``balance``.
WEAK = 1.5

_CLAUSE = re.compile(r"[^，。；！？：…,;!?\s]+")


class Hit(NamedTuple):
    """Evidence: ``text[start:end]`` speaks for good (``weight`` > 0) or bad (< 0)."""

    start: int
    end: int
    weight: float


def weigh(text: str, edges, lexicon: Lexicon) -> tuple[list[Hit], list[Match]]:
    """All evidence in ``text`` (plain spelling) in reading order, and the lexicon words it was drawn from."""
    hits = [Hit(*phrase) for phrase in lexicon.set_phrases(text)]
    taken = bytearray(len(text) + 1)
    for hit in hits:
        taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    matches = [m for m in lexicon.find(text, edges) if not (taken[m.start] or taken[m.end - 1])]
    clauses = [(found.start(), found.end()) for found in _CLAUSE.finditer(text)]
    for within in _by_clause(matches, clauses):
        hits.extend(_clause(within))
    return _rescued(sorted(_contrasted(hits, matches, clauses)), matches), matches


def _by_clause(matches: list[Match], clauses: list[tuple[int, int]]) -> Iterator[list[Match]]:
    at = 0
    for _, end in clauses:
        first = at
        while at < len(matches) and matches[at].start < end:
            at += 1
        if at > first:
            yield matches[first:at]


def _clause(matches: list[Match]) -> Iterator[Hit]:
    moved = list(_moved(matches))
    used = {m.start for pair in moved for m in pair[:2]}
    for gauge, direction, weight in moved:
        first, last = sorted((gauge, direction), key=lambda m: m.start)
        used.update(m.start for m in matches if m.end == first.start and m.entry.polarity < 0)
        sign = -1.0 if _negations(matches, direction, used) % 2 else 1.0
        yield Hit(first.start, last.end, weight * sign * _supposition(matches, first))
    for match in matches:
        weight = 0.0 if match.start in used else _weight(match, matches, used)
        if weight:
            yield Hit(match.start, match.end, weight)


def _weight(match: Match, matches: list[Match], used: set[int]) -> float:
    """What a word that is part of no moving gauge weighs where it stands."""
    if match.entry.polarity:
        return _shifted(match, matches, used)
    own = RESCUE if "rescue" in match.entry.acts else REMEDY if "remedy" in match.entry.acts else 0.0
    sign = -1.0 if own and _negations(matches, match, used) % 2 else 1.0
    return own * sign * _supposition(matches, match) if own else 0.0


def _moved(matches: list[Match]) -> Iterator[tuple[Match, Match, float]]:
    """Gauges with the direction they move in: 失业率…下降 before the direction, 降低成本 behind it."""
    free = {m.start for m in matches if "gauge+" in m.entry.acts or "gauge-" in m.entry.acts}
    for match in matches:
        acts = match.entry.acts
        if not ("up" in acts or "down" in acts):
            continue
        gauge = _gauge(match, matches, free)
        if gauge is None:
            continue
        free.discard(gauge.start)
        sign = (1 if "gauge+" in gauge.entry.acts else -1) * (1 if "up" in acts else -1)
        yield gauge, match, MOVED * sign


def _gauge(direction: Match, matches: list[Match], free: set[int]) -> Match | None:
    before = [m for m in matches if m.start in free and 0 <= direction.start - m.end <= FAR]
    if before:
        return before[-1]
    after = [m for m in matches if m.start in free and 0 <= m.start - direction.end <= NEAR]
    return after[0] if after else None


def _shifted(match: Match, matches: list[Match], used: set[int]) -> float:
    """The weight of a polar word after what stands around it."""
    weight = match.entry.polarity * _degree(matches, match)
    bad = weight < 0
    if match.entry.kind == "emoji":
        return weight
    if bad and _acted(matches, match, "prevent", FAR, 0) or bad and _acted(matches, match, "about", 0, NEAR):
        return weight * PREVENTED
    if bad and _acted(matches, match, "remedy", FAR, FAR):
        return weight * REMEDIED
    if _acted(matches, match, "down", BESIDE, BESIDE, used):
        return weight * LESSENED
    if bad and _acted(matches, match, "absence", FAR, 0):
        return weight * ABSENT_BAD * _supposition(matches, match)
    if _negations(matches, match, used) % 2:
        weight *= NEGATED_BAD if bad else NEGATED_GOOD
    return weight * _supposition(matches, match)


def _acted(
    matches: list[Match], on: Match, act: str, before: int, behind: int, used: frozenset | set = frozenset()
) -> bool:
    """Whether a word of kind ``act`` stands at most ``before`` characters before ``on`` or ``behind`` behind it."""
    for m in matches:
        if act in m.entry.acts and m is not on and m.start not in used:
            ahead, after = on.start - m.end, m.start - on.end
            if (before and 0 <= ahead <= before) or (behind and 0 <= after <= behind):
                return True
    return False


def _negations(matches: list[Match], match: Match, used: set[int]) -> int:
    """How many negations bear on ``match``: beside it, no other feeling between."""
    count = 0
    for m in matches:
        reach = BESIDE if "negation" in m.entry.acts else NEAR if "absence" in m.entry.acts else -1
        if 0 <= match.start - m.end <= reach and m.start not in used:
            between = any(m.end <= o.start and o.end <= match.start and o.entry.polarity for o in matches)
            count += not between
    return count


def _degree(matches: list[Match], match: Match) -> float:
    for m in matches:
        if "degree" in m.entry.acts and 0 <= match.start - m.end <= 1:
            return m.entry.acts["degree"]
    return 1.0


def _supposition(matches: list[Match], match: Match) -> float:
    return SUPPOSED if any("hypothetical" in m.entry.acts and m.start < match.start for m in matches) else 1.0


def _contrasted(hits: list[Hit], matches: list[Match], clauses: list[tuple[int, int]]) -> list[Hit]:
    """但 makes what follows it weigh more than what stands before it; 虽然 makes its clause weigh less."""
    begins = {start + k for start, _ in clauses for k in range(3)}
    turns = [m.start for m in matches if "contrast" in m.entry.acts and m.start in begins]
    if turns:
        return [h._replace(weight=h.weight * (AFTER_BUT if h.start >= turns[-1] else BEFORE_BUT)) for h in hits]
    conceding = [m.start for m in matches if "concession" in m.entry.acts]
    spans = [(s, e) for s, e in clauses if any(s <= at <= s + 4 for at in conceding)] if conceding else []
    return [h._replace(weight=h.weight * CONCEDED) if any(s <= h.start < e for s, e in spans) else h for h in hits]


def _rescued(hits: list[Hit], matches: list[Match]) -> list[Hit]:
    """A rescue ends the story: the bad news that led to it weighs less."""
    rescues = {m.start for m in matches if "rescue" in m.entry.acts}
    saving = (h.start for h in hits if h.weight >= RESCUE_PHRASE or (h.weight > 0 and h.start in rescues))
    last = max(saving, default=-1)
    return [h._replace(weight=h.weight * BEFORE_RESCUE) if h.weight < 0 and h.start < last else h for h in hits]


def balance(hits: Iterable[Hit]) -> float:
    """Evidence for good against bad as one number in 0–1; 0.5 where there is none.

    ``WEAK`` in the denominator keeps one weak word weak, and no length of text drives the score to 0 or 1."""
    weights = [hit.weight for hit in hits]
    good = sum(weight for weight in weights if weight > 0)
    bad = -sum(weight for weight in weights if weight < 0)
    return 0.5 + 0.5 * (good - bad) / (good + bad + WEAK)
