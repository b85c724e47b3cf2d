"""What a phrase of time means: each atom narrows the stretch of calendar that the atoms before it named."""

from __future__ import annotations

from helpers.facts import date_days, date_distance, date_hours, date_months, date_years
from helpers.facts.date_grammar import Phrase
from helpers.facts.date_scene import Narrower, Scene
from helpers.facts.date_stretch import Stretch

_NARROWERS: dict[str, Narrower] = (
    date_years.NARROWERS | date_distance.NARROWERS | date_months.NARROWERS | date_days.NARROWERS | date_hours.NARROWERS
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
