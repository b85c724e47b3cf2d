"""The claims an edition makes: ledgers built from facts, dates and names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ZoneChange:
    """One place, one change of containment zone. Either side is "" where the text does not say. ``printed``: the risk areas
    (高风险区→低风险区) that the text speaks of instead of zones, else ""."""

    start: int
    end: int
    place: str
    from_zone: str
    to_zone: str
    as_of: str
    rule: str
    corrected: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Resumption:
    """One claim about work resuming. None = not stated; the implied total is computed."""

    start: int
    end: int
    as_of: str
    scope: str
    subject: str
    resumed: float | None
    total: float | None
    share: float | None
    share_low: float | None
    share_high: float | None
    implied_total_low: float | None
    implied_total_high: float | None
    people_on_post: float | None
    rule: str
    resumed_low: float | None = None
    resumed_high: float | None = None
    people_low: float | None = None
    people_high: float | None = None


@dataclass(frozen=True)
class Measure:
    """One figure that bears on containment, by the kind of measure it belongs to."""

    start: int
    end: int
    as_of: str
    measure: str
    subject: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    place: str
    rule: str


@dataclass(frozen=True)
class Check:
    """Two figures (or a figure and a date) held against each other. Spans are of the source."""

    check: str
    status: str
    said: tuple[str, str]  # in English and in Chinese
    left: tuple[int, int]
    right: tuple[int, int] | None

    @property
    def message(self) -> str:
        """The comparison in English."""
        return self.said[0]

    @property
    def message_zh(self) -> str:
        """The same in Chinese."""
        return self.said[1]
