"""How fast words are cut, beside stock ``jieba.cut`` over the same text in the same run.

Run with ``make bench``, or by itself: ``python tests/benchmarks/words.py [editions]``. Both are timed warm, in
blocks that take turns, and the ratio of the medians is what to quote (machines differ, the ratio less so). Then: whether the
tokens are the same, the long run without punctuation, and how time and memory grow with the number of editions.
"""

from __future__ import annotations

import logging
import random
import statistics
import sys
import time
import tracemalloc
from pathlib import Path

import jieba

import helpers
from helpers import words

SAMPLE = Path(__file__).parents[2] / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"


def clocked(function, *arguments) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def clocked_block(function, text: str, calls: int) -> float:
    """Seconds of one call, the middle one of a block: the first still finds the caches full of the other's words."""
    return statistics.median(clocked(function, text) for _ in range(calls))


def against_jieba(text: str, rounds: int = 7) -> None:
    stock = jieba.Tokenizer()
    same = words.cut(text) == stock.lcut(text)
    times = [(clocked_block(stock.lcut, text, 5), clocked_block(words.cut, text, 15)) for _ in range(rounds)]
    slow, fast = (statistics.median(side) for side in zip(*times, strict=True))
    print(f"{len(text):,} characters, median of {rounds} blocks")
    print(f"jieba.cut {1000 * slow:8.2f} ms   words.cut {1000 * fast:6.2f} ms   {slow / fast:5.1f} times faster")
    print(f"tokens the same: {'yes' if same else 'NO'}")


def table(rounds: int = 21) -> None:
    edition = helpers.read_edition(SAMPLE)
    names = [name for read in edition.read for name in read.names]
    terms = [term for read in edition.read for term in read.terms]
    times = [
        clocked(lambda: words.table(edition.stem, edition.articles, names=names, terms=terms)) for _ in range(rounds)
    ]
    print(f"words table of the sample edition {1000 * statistics.median(times):.1f} ms")


def long_run(size: int = 100_000) -> None:
    letters = [chr(code) for code in range(0x4E00, 0x9FD6)]
    run = "".join(random.Random(1).choices(letters, k=size))
    print(f"{size:,} characters without punctuation {clocked(words.cut, run):.3f} s")


def growth(editions: int) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for number in (editions // 4, editions // 2, editions):
        corpus = [(i, f"{i}。{text}") for i in range(number)]
        seconds = clocked(words.counts, corpus)
        tracemalloc.start()
        words.counts(corpus)
        memory = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{number:6} editions {seconds:7.2f} s {memory:8.1f} MB   an edition {1000 * seconds / number:6.2f} ms")


def main(editions: str = "100") -> None:
    jieba.setLogLevel(logging.WARNING)
    against_jieba(SAMPLE.read_text(encoding="utf-8"))
    table()
    long_run()
    growth(int(editions))


if __name__ == "__main__":
    main(*sys.argv[1:2])
