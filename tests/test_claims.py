"""Zones, resumption, containment and checks: cases in ``tests/cases``, read from whole sentences."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

import helpers

CASES = Path(__file__).parent / "cases"


def cases(name: str):
    """The cases of a file, each with a readable id. A known failure must fail, so that an improvement is noticed."""
    every = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    fails = pytest.mark.xfail(reason="known failure", strict=True)
    return [
        pytest.param(case, id=f"{i}-{case['text'][:18]}", marks=fails if case["kind"] == "known-failure" else ())
        for i, case in enumerate(every)
    ]


def edition(case: dict):
    return helpers.read_text(case["text"], date=case["date"])


def close(have, want) -> bool:
    if isinstance(want, float | int) and have is not None:
        return math.isclose(have, want, rel_tol=1e-9)
    return have == want


@pytest.mark.parametrize("case", cases("zones"))
def test_zones(case):
    found = [claim for _, claim in edition(case).zones]
    assert [{key: getattr(zone, key) for key in ("place", "from_zone", "to_zone", "as_of")} for zone in found] == case[
        "expect"
    ]


@pytest.mark.parametrize("case", cases("resumption"))
def test_resumption(case):
    found = [claim for _, claim in edition(case).resumption]
    assert len(found) == len(case["expect"]), found
    for claim, want in zip(found, case["expect"]):
        for key, value in want.items():
            assert close(getattr(claim, key), value), (key, claim)


@pytest.mark.parametrize("case", cases("checks"))
def test_checks(case):
    found = [(check.check, check.status) for check in edition(case).checks]
    assert found == [(want["check"], want["status"]) for want in case["expect"]], edition(case).checks
    for check, want in zip(edition(case).checks, case["expect"]):
        assert want.get("message", check.message) == check.message


@pytest.mark.parametrize("case", cases("containment"))
def test_containment(case):
    rows = edition(case).tables(check=False)["containment"]
    found = [dict(zip(("measure", "text"), pair)) for pair in zip(rows["measure"], rows["text"])]
    assert found == case["expect"]
