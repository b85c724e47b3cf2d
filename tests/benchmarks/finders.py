"""How long each finder takes on a page, and how the time grows with the text.

Run with ``make bench``, or by itself: ``python tests/benchmarks/finders.py``. Timed warm, in this process, beside one pass of
stock ``jieba.cut`` over the same text; quote the ratio (machines differ, the ratio less so). A linear finder takes
10 and 100 times as long on 10 and 100 times the text. Then texts of one repeated piece and without punctuation, on which
careless patterns run away. Nothing is asserted here.
"""

from __future__ import annotations

import datetime as dt
import logging
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import helpers
from helpers.facts.context import Context
from helpers.facts.dates import find_dates
from helpers.facts.figures import find_figures
from helpers.facts.names import find_names
from helpers.facts.quotes import find_quotes
from helpers.facts.terms import find_terms

SAMPLE = Path(__file__).parents[2] / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"
CONTEXT = Context(dt.date(2022, 3, 25), home="平湖")
FINDERS: dict[str, Callable[[str], object]] = {
    "dates": lambda text: find_dates(text, CONTEXT),
    "figures": lambda text: find_figures(text, CONTEXT, (), ()),
    "names": lambda text: find_names([text], CONTEXT),
    "quotes": lambda text: find_quotes(text, CONTEXT),
    "terms": find_terms,
}
#: Pieces that, repeated, once were slow or may become so.
PIECES = (
    "昨天上午9时，3月5日至8日", "一二三四五六七八九十", "2022", "每", "上上", "3、", "24:19、", "—", "去年同期",
    "企业复工", "的", "比去年", "由从", "8胜3负", "九", "“", "约占", "AED86",
)  # fmt: skip


def clocked(function: Callable[[str], object], text: str, rounds: int) -> float:
    """Seconds of one call, the median of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function(text)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def on_the_page(text: str) -> None:
    print(f"{len(text):,} characters, and 10 and 100 times as many")
    base = clocked(lambda t: list(jieba.cut(t)), text, 7)
    print(f"{'jieba.cut':10} {1000 * base:9.2f} ms")
    for name, finder in FINDERS.items():
        once, ten, hundred = (clocked(finder, text * n, r) for n, r in ((1, 9), (10, 3), (100, 1)))
        print(
            f"{name:10} {1000 * once:9.2f} ms {once / base:6.2f} × jieba   ×{ten / once:6.1f}   ×{hundred / once:6.1f}"
        )


def on_odd_texts(size: int = 5_000) -> None:
    print(f"odd texts: {size:,} characters, and 10 times as many (the worst five of a finder)")
    for name in ("dates", "figures"):
        grown = []
        for piece in PIECES:
            short, long = ((piece * (n // len(piece) + 1))[:n] for n in (size, 10 * size))
            before, after = clocked(FINDERS[name], short, 3), clocked(FINDERS[name], long, 1)
            grown.append((after / before, after, piece))
        for ratio, after, piece in sorted(grown, reverse=True)[:5]:
            print(f"{name:10} {1000 * after:9.1f} ms   ×{ratio:5.1f}   {piece}")


def main(page: str = str(SAMPLE)) -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    edition = helpers.read_edition(page)
    text = "\n".join(read.reading.plain for read in edition.read)
    for finder in FINDERS.values():
        finder(text)
    on_the_page(text)
    on_odd_texts()


if __name__ == "__main__":
    main(*sys.argv[1:2])
