"""What a phrase of time means: each atom narrows the stretch of calendar that the atoms before it named."""

from __future__ import annotations

from helpers.facts.dates import days, distance, hours, months, years
from helpers.facts.dates.grammar import Phrase
from helpers.facts.dates.scene import Narrower, Scene
from helpers.facts.dates.stretch import Stretch

_NARROWERS: dict[str, Narrower] = (
    years.NARROWERS | distance.NARROWERS | months.NARROWERS | days.NARROWERS | hours.NARROWERS
)


def meaning(phrase: Phrase, scene: Scene) -> Stretch | None:
    """The stretch that a phrase names, or None where the words leave it open."""
    current: Stretch | None = None
    for atom in phrase.atoms:
        narrower = _NARROWERS.get(atom.kind)
        if narrower is None:
            return None
        try:
            current = narrower(atom, current, scene, phrase)
        except (ValueError, OverflowError):
            return None
        if current is None:
            return None
    return current
