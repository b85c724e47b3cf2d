"""What the finders find. Every find holds its span in the text it was found in, and its rule.

``start`` and ``end`` are half-open offsets into the text that was given to the finder; whoever
holds the text's Reading turns them into offsets of the source. ``text`` is what stands there. ``corrected`` names the cells that a correction has
set (see helpers.corrections), "" where none.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TimeExpression:
    """A date or time, resolved. ``kind``: date, time, period, deadline or recurring.

    ``begins`` and ``ends`` are ISO 8601 strings as the contract writes them (``2022-03-24`` or
    ``2022-03-24T11:00``), empty on an open side, both empty where nothing can be resolved.
    """

    start: int
    end: int
    text: str
    kind: str
    begins: str
    ends: str
    rule: str
    corrected: str = ""

    @property
    def moment(self) -> str:
        """The one moment that stands for it: the clock time, else the day (the last one of a period); a part of
        a day (昨天晚上) gives its day. ISO 8601, "" where nothing is resolved."""
        if "T" in self.begins and self.ends in ("", self.begins):
            return self.begins
        if self.kind == "deadline" or not self.begins:
            return self.ends or self.begins
        if self.ends and "T" not in self.ends:
            return self.ends
        return self.begins[:10]

    def goes_on(self, day: str) -> bool:
        """Whether it is a period that has begun by ``day`` and not ended (今年, 2018年以来): no moment of its own."""
        if self.begins and not self.ends and self.text.endswith(("以来", "至今")):
            return self.begins[:10] <= day
        return bool(self.begins and self.ends) and self.begins[:10] <= day < self.ends[:10]


@dataclass(frozen=True)
class Name:
    """One mention of a person, organisation or place. ``kind``: person, organisation, place.

    ``name`` is the full form; ``text`` is what stands there (卫星能源).
    """

    start: int
    end: int
    text: str
    kind: str
    name: str
    role: str
    organisation: str
    rule: str
    corrected: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure with the interval its words allow. None in ``value`` = a range; None in ``low``
    or ``high`` = open on that side. Kinds: count, share, change, money, measure, duration,
    temperature, wind, age, level, ordinal, score, rate, phone, address."""

    start: int
    end: int
    text: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    subject: str = ""
    action: str = ""
    place: str = ""
    as_of: str = ""
    qualifier: str = ""
    rule: str = ""
    corrected: str = ""

    @property
    def number(self) -> float:
        """The value to compute with: NaN where the figure is a range."""
        return float("nan") if self.value is None else self.value


@dataclass(frozen=True)
class Quote:
    """Speech in quotation marks. The span holds the marks; ``quote`` is what stands between them."""

    start: int
    end: int
    quote: str
    speaker: str
    role: str
    verb: str
    rule: str


@dataclass(frozen=True)
class Term:
    """A named measure, slogan, code or document in “…” or 《…》 that is not speech.

    ``kind``: slogan, measure, code, document, title, word. The span holds the marks; ``term`` is
    what stands between them."""

    start: int
    end: int
    term: str
    kind: str
    rule: str
