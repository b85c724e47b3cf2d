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


#: An article that goes on on the second page, with another between its halves.
JUMPED = """澄江日报
2020年3月5日 星期四
第01版：要闻

规上工业企业复工率超八成
　　本报讯（记者 郑一鸣）截至3月3日，全市386家规模以上工业企业已复工318家，复工率82.4%。在江北区的天澜乳业有限公司，全厂640名职工除21名滞留外地的（下转第02版）

赶制口罩保供应
　　本报讯（记者 何青）3月3日，康盾卫生用品厂的女工正在赶制医用口罩，日产口罩6万只，其中八成供应一线医护人员，其余投放市内药店。

第02版：综合

规上工业企业复工率超八成
（上接第01版）以外，其余619人全部到岗，产能恢复九成以上。
"""


def test_a_claim_over_two_pages_shows_no_other_article():
    rows = helpers.read_text(JUMPED, date="2020-03-05").tables()["resumption"]
    people = rows[rows["people_on_post"] == 619].iloc[0]
    assert people["total"] == 640
    assert people["scope"] == "天澜乳业有限公司"
    assert "619人" in people["text"]
    assert "口罩" not in people["text"]
