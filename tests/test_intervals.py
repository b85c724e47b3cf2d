"""Arithmetic that keeps the intervals of words."""

from __future__ import annotations

import pytest

from helpers.facts.intervals import half_digit, implied_total


@pytest.mark.parametrize(
    ("printed", "half"),
    [("94.1%", 0.0005), ("89%", 0.005), ("９４．１％", 0.0005), ("八成", 0.05), ("七成五", 0.005), ("三分之二", 0.005)],
)
def test_half_a_digit(printed, half):
    assert half_digit(printed) == pytest.approx(half)


@pytest.mark.parametrize(
    ("count", "share", "printed", "total"),
    [
        ((597, 597), (0.75, 0.85), "八成左右", (703, 796)),
        ((712, 712), (0.89, 0.89), "89%", (796, 804)),
        ((1050, 1150), (0.8, 0.8), "80%", (1305, 1446)),
        ((2150, 2150), (0.6, None), "六成以上", (None, 3583)),
        ((117, 117), (None, 0.4), "不到四成", (293, None)),
        ((132, 132), (0.912, 0.912), "91.2%", (145, 145)),  # no whole number lies between the bounds
    ],
)
def test_the_implied_total(count, share, printed, total):
    assert implied_total(count, share, printed) == total
