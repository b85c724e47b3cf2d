"""How long a typeset page takes to read, beside pypdfium2's own plain text of the same file.

Run with ``make bench``. The peer only gives characters, in the order of the file; ours gives articles.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))
SAMPLE = "2022-03-25_jiaxing-daily-pinghu"


def clocked(function, *arguments) -> float:
    """Seconds of one call, the best of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        function(*arguments)
        times.append(time.perf_counter() - start)
    return min(times)


def plain_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def main() -> None:
    from typesetter import typeset

    from helpers.page.pdf import read_pdf

    source = (TESTS.parent / "data" / "editions" / f"{SAMPLE}.txt").read_text(encoding="utf-8")
    gold = json.loads((TESTS / "gold" / f"{SAMPLE}.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{SAMPLE}.pdf"
        path.write_bytes(typeset(source, gold, "towers"))
        ours, peer = clocked(read_pdf, path), clocked(plain_text, path)
        pages = read_pdf(path).facts.pages
    print(
        f"{pages} pages: articles {ours / pages:.3f} s a page, plain text {peer / pages:.3f} s, ratio {ours / peer:.1f}"
    )


if __name__ == "__main__":
    main()
