"""Tables against gold: what a careful reader found on a page, and how much of it we find.

A gold file (``tests/gold/<edition>.json``) lists articles, figures, dates, people, organisations,
places, zones, quotes and resumption claims. Entries with ``required`` false may be found or not.
``score(gold, tables)`` returns, for every measure, ``Tally(right, extra, missed)``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Time words a careful reader need not list: finding them is neither rewarded nor punished.
_VAGUE = re.compile(r"目前|近日|近期|日前|连日来?|这几?两?天|当天|半夜|傍晚|如今|眼下|此前|随后|每|后$|内$")


@dataclass
class Tally:
    """How many gold entries were found (right), not found (missed), and what else was found (extra)."""

    right: int = 0
    missed: list[Any] = field(default_factory=list)
    extra: list[Any] = field(default_factory=list)

    @property
    def f1(self) -> float:
        whole = 2 * self.right + len(self.missed) + len(self.extra)
        return 2 * self.right / whole if whole else 1.0

    @property
    def recall(self) -> float:
        whole = self.right + len(self.missed)
        return self.right / whole if whole else 1.0


def squeezed(value: Any) -> str:
    return re.sub(r"\s+", "", "" if value is None or value != value else str(value))


def score(gold: Mapping[str, Any], tables: Mapping[str, Any]) -> dict[str, Tally]:
    """Every measure of one edition. ``tables`` are the DataFrames of ``Edition.tables()``."""
    rows = {name: table.to_dict("records") for name, table in tables.items()}
    place = _articles(gold["articles"], rows["articles"])
    at = lambda entry: place.get(entry["article"])  # noqa: E731 - read as "the article it stands at"
    out = {"articles": _pairs(gold["articles"], rows["articles"], lambda g, p: at(g) == p["article"])}
    for key in ("headline", "kicker", "kind"):
        out[key] = _pairs(
            gold["articles"], rows["articles"], lambda g, p, k=key: at(g) == p["article"] and _same(g, p, k)
        )
    for key in ("reporters", "correspondents", "photographers"):
        out[key] = _sets(
            {(at(a), n) for a in gold["articles"] for n in a.get(key, [])},
            {(a["article"], n) for a in rows["articles"] for n in a[key]},
        )
    out["body"] = _pairs(gold["articles"], rows["articles"], lambda g, p: at(g) == p["article"] and _whole(g, p))
    out["facts"] = _pairs(gold["facts"], rows["facts"], lambda g, p: at(g) == p["article"] and _figure(g, p))
    out["dates"] = _pairs(
        gold["dates"],
        [r for r in rows["dates"] if r["kind"] != "recurring" and not _VAGUE.search(squeezed(r["text"]))],
        lambda g, p: at(g) == p["article"] and _touch(g, p) and _moment(g["start"]) == _moment(p["begins"])
        and _moment(g["end"]) == _moment(p["ends"]),
    )  # fmt: skip
    signed = {
        (at(a), n)
        for a in gold["articles"]
        for k in ("reporters", "correspondents", "photographers")
        for n in a.get(k, [])
    }
    people = {(r["article"], squeezed(r["name"])) for r in rows["names"] if r["kind"] == "person"}
    out["people"] = _sets({(at(g), squeezed(g["name"])) for g in gold["people"]}, people - signed)
    for key, kind in (("organisations", "organisation"), ("places", "place")):
        found = {squeezed(r["name"]) for r in rows["names"] if r["kind"] == kind}
        named = {squeezed(g["name"]) for g in gold[key]}
        hit = {n for n in named if any(n in f or (len(f) >= 4 and f in n) for f in found)}
        out[key] = Tally(len(hit), sorted(named - hit))
    out["zones"] = _pairs(gold["zones"], rows["zones"], _zone)
    out["quotes"] = _pairs(gold["quotes"], rows["quotes"], _quote)
    out["resumption"] = _pairs(gold["resumption"], rows["resumption"], _resumed)
    out["traps"] = _traps(gold.get("traps", []), rows["facts"], at)
    return out


def _articles(gold: Iterable[Mapping], rows: Iterable[Mapping]) -> dict[int, int]:
    """Gold article → found article: by where its body begins, else by its headline."""
    place: dict[int, int] = {}
    for g in gold:
        start = squeezed(g["body_start"])
        fits = [
            r["article"] for r in rows if squeezed(r["body"]).startswith(start) and r["article"] not in place.values()
        ]
        fits = fits or [r["article"] for r in rows if squeezed(g["headline"]) and _same(g, r, "headline")]
        if fits:
            place[g["article"]] = fits[0]
    return place


def _pairs(gold: Iterable[Mapping], rows: Iterable[Mapping], same: Callable[[Mapping, Mapping], bool]) -> Tally:
    """Each gold entry takes one row that is the same; required entries choose first."""
    left, tally = list(rows), Tally()
    for required in (True, False):
        for g in gold:
            if g.get("required", True) != required:
                continue
            hit = next((row for row in left if same(g, row)), None)
            if hit is not None:
                left.remove(hit)
            if required:
                tally.right += hit is not None
                tally.missed += [] if hit is not None else [g]
    tally.extra = left
    return tally


def _sets(want: set, have: set) -> Tally:
    return Tally(len(want & have), sorted(want - have, key=str), sorted(have - want, key=str))


def _same(g: Mapping, p: Mapping, key: str) -> bool:
    if squeezed(g.get(key)) == squeezed(p[key]):
        return True
    both = squeezed(g.get(key)) + squeezed(g.get("subtitle")), squeezed(p[key]) + squeezed(p["subtitle"])
    return key == "headline" and both[0] == both[1]


def _whole(g: Mapping, p: Mapping) -> bool:
    body = squeezed(p["body"])
    return body.startswith(squeezed(g["body_start"])) and body.endswith(squeezed(g["body_end"]))


def _touch(g: Mapping, p: Mapping) -> bool:
    a, b = squeezed(g["text"]), squeezed(p["text"])
    return a in b or b in a


def _near(a: float | None, b: float | None) -> bool:
    a, b = (None if x is None or x != x else x for x in (a, b))
    if a is None or b is None:
        return a is b
    return math.isclose(abs(a), abs(b), rel_tol=1e-6, abs_tol=1e-9)


def _upright(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """An interval below zero (下降3.2%) without its sign."""
    low, high = (None if x is None or x != x else x for x in (low, high))
    if (low is not None and low < 0) or (low is None and high is not None and high < 0):
        return (None if high is None else -high), (None if low is None else -low)
    return low, high


def _figure(g: Mapping, p: Mapping) -> bool:
    want, have = _upright(g["low"], g["high"]), _upright(p["low"], p["high"])
    return _touch(g, p) and _near(want[0], have[0]) and _near(want[1], have[1])


def _moment(value: str | None) -> str:
    """A moment in one spelling: midnight of a day is the day."""
    value = (value or "").replace(" ", "T")
    return value[:10] if re.fullmatch(r"\d{4}-\d\d-\d\dT00:00", value) else value


def _zone(g: Mapping, p: Mapping) -> bool:
    a, b = squeezed(g["place"]), squeezed(p["place"])
    ends = lambda z: "" if squeezed(z) in ("解除", "解封") else squeezed(z)  # noqa: E731
    sides = ends(g["from_zone"]) == ends(p["from_zone"]) and ends(g["to_zone"]) == ends(p["to_zone"])
    return bool(b) and (a in b or b in a) and sides


def _quote(g: Mapping, p: Mapping) -> bool:
    return squeezed(p["quote"])[:4] == squeezed(g["starts_with"])[:4] and squeezed(g["speaker"]) == squeezed(
        p["speaker"]
    )


def _resumed(g: Mapping, p: Mapping) -> bool:
    if g.get("resumed") is not None:
        return _near(g["resumed"], p["resumed"])
    return _near(g.get("share_low"), p["share_low"]) and _near(g.get("share_high"), p["share_high"])


def _traps(traps: Iterable[Mapping], facts: Iterable[Mapping], at: Callable) -> Tally:
    """A trap is fallen into where a figure lies inside its words."""
    tally = Tally()
    for trap in traps:
        fell = [f for f in facts if f["article"] == at(trap) and squeezed(f["text"]) in squeezed(trap["text"])]
        tally.right += not fell
        tally.missed += [trap] if fell else []
    return tally
