"""Whole editions against what a careful reader found on them.

``tests/gold/`` holds the readers' lists; the editions are the sample in ``data/editions/`` and
those written for the tests in ``tests/editions/``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scoring import score

import helpers

HERE = Path(__file__).parent
SAMPLE = "2022-03-25_jiaxing-daily-pinghu"
#: The least each measure may reach: on the sample page, and on pages that no rule was written for.
FLOORS = {
    "sample": dict.fromkeys(
        ("articles", "headline", "kicker", "kind", "body", "reporters", "correspondents", "photographers", "zones",
         "resumption", "traps"), 1.0,
    ) | {"facts": 0.95, "dates": 0.95, "people": 0.95, "organisations": 0.9, "places": 0.9, "quotes": 0.9},
}  # fmt: skip


def found(edition: str):
    folder = HERE.parent / "data" / "editions" if edition == SAMPLE else HERE / "editions"
    gold = json.loads((HERE / "gold" / f"{edition}.json").read_text(encoding="utf-8"))
    return score(gold, helpers.read_edition(folder / f"{edition}.txt").tables())


@pytest.fixture(scope="module")
def sample():
    return found(SAMPLE)


@pytest.mark.parametrize("measure", FLOORS["sample"])
def test_the_sample_page(sample, measure):
    tally = sample[measure]
    assert tally.f1 >= FLOORS["sample"][measure], f"missed {tally.missed}\nextra {tally.extra}"
