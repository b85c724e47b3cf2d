"""How long an edition takes to cut into articles, and how the time grows, beside one pass of stock ``jieba.cut``.

Run with ``make bench``. The sample edition ten and a hundred times over, then texts of one repeated piece on which
careless walks run away: twice the text should take about twice the time.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path

import jieba

from helpers.page.cut import read_pages

SAMPLE = Path(__file__).parents[2] / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"
PIECES = ("字", "字\n", "（", "记者 ", "标题在这里写\n\n", "一二 3\n", "（上接第1版）\n标题\n", "王小明、", "第")


def clocked(function, text: str) -> float:
    """Seconds of one call, the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(text)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    page = SAMPLE.read_text(encoding="utf-8")
    print(f"{'text':28} {'cut, ms':>10} {'jieba, ms':>10} {'ratio':>7}")
    for times in (1, 10, 100):
        text = "\n\n\n".join([page] * times)
        ours, peer = clocked(read_pages, text), clocked(lambda t: list(jieba.cut(t)), text)
        print(f"{f'sample page × {times}':28} {1000 * ours:10.1f} {1000 * peer:10.1f} {ours / peer:7.2f}")
    for piece in PIECES:
        text = piece * (40_000 // len(piece))
        half, whole = clocked(read_pages, text[: len(text) // 2]), clocked(read_pages, text)
        print(f"{repr(piece)[:26]:28} {1000 * whole:10.1f}   twice the text: {whole / max(half, 1e-9):.1f} × the time")


if __name__ == "__main__":
    main()
