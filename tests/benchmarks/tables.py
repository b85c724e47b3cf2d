"""How long all tables of a page take, beside one pass of stock ``jieba.cut`` over the same text.

Run with ``make bench``. Both are timed warm, in this process, turn about; the ratio of the medians
is what to quote (machines differ, the ratio less so).
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from pathlib import Path

import jieba

import helpers

SAMPLE = Path(__file__).parents[2] / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"


def clocked(function, *arguments) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def main(page: str = str(SAMPLE), rounds: int = 15) -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    text = helpers.read_edition(page).source
    steps = {
        "jieba.cut, one pass": lambda: list(jieba.cut(text)),
        "read articles": lambda: helpers.read_edition(page),
        "read and find all": lambda: helpers.read_edition(page).checks,
        "all tables": lambda: helpers.read_edition(page).tables(),
    }
    for step in steps.values():
        step()
    times = {name: [clocked(step) for _ in range(rounds)] for name, step in steps.items()}
    base = statistics.median(times["jieba.cut, one pass"])
    print(f"{len(text):,} characters, median of {rounds}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:22} {1000 * median:8.1f} ms   {median / base:6.2f} × jieba.cut")


if __name__ == "__main__":
    main(*sys.argv[1:2])
