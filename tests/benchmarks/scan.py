"""How well a scan of the sample edition is read back, in every layout of the test typesetter, and how long it takes.

    python tests/benchmarks/scan.py [EDITION.txt GOLD.json]

Each layout is drawn at 200 dots an inch, once clean and once as a poor scan (grey paper in a shadow, blurred, turned
by one degree, JPEG of quality 70). Needs the scan extra.
"""

from __future__ import annotations

import difflib
import io
import json
import sys
import tempfile
import time
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))
SAMPLE = "2022-03-25_jiaxing-daily-pinghu"


def plain(text: str) -> str:
    """Without spaces, marks and digits in one width: a scan does not tell widths apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def drawn(data: bytes, dpi: int = 200) -> list[Image.Image]:
    from helpers.page.pdfium import load_pdfium

    document = load_pdfium().PdfDocument(data)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def worn(image: Image.Image) -> Image.Image:
    """The same as a poor scan."""
    ink = 1 - np.asarray(image).astype(float) / 255
    paper = np.linspace(210, 185, ink.shape[1])
    gray = paper * (1 - 0.8 * ink) + np.random.default_rng(5).normal(0, 5, ink.shape)
    page = Image.fromarray(np.clip(gray, 0, 255).astype(np.uint8))
    page = page.rotate(1.0, Image.Resampling.BICUBIC, expand=True, fillcolor=200).filter(ImageFilter.GaussianBlur(0.8))
    page.save(out := io.BytesIO(), "JPEG", quality=70)
    return Image.open(out)


def alike(want: str, have: str) -> int:
    """How many characters of a paragraph stand, in order, where most of it is found."""
    tries = [have.find(want[i : i + 4]) - i for i in range(0, max(1, len(want) - 3), 2)]
    at = max(0, max(tries, key=tries.count))
    near = have[max(0, at - 20) : at + len(want) + 40]
    return sum(b.size for b in difflib.SequenceMatcher(None, want, near, autojunk=False).get_matching_blocks())


def measure(gold: dict, sheets: list, images: list[Image.Image], stem: str) -> str:
    """Article F1, headline F1, character accuracy, share of doubtful text, seconds a page."""
    from scoring import score

    import helpers

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}.tif"
        images[0].save(path, save_all=True, append_images=images[1:])
        start = time.perf_counter()
        edition = helpers.read_edition(path)
        seconds = time.perf_counter() - start
    tally = score(gold, edition.tables())
    have = plain(edition.source)
    texts = [plain(t) for sheet in sheets for s in sheet.stories for t in (*s.headline, *s.paragraphs) if len(t) > 5]
    right = sum(alike(t, have) for t in texts) / sum(map(len, texts))
    doubt = next(w for w in edition.facts.warnings if "picture" in w).split(":")[-1].split(" of")[0]
    return (
        f"articles {tally['articles'].f1:.2f}  headlines {tally['headline'].f1:.2f}  characters {right:.4f}  "
        f"doubtful {doubt.strip()}  {seconds / len(images):.1f} s a page"
    )


def main() -> None:
    from typeset_text import sheets_of
    from typesetter import LAYOUTS, Typesetter

    if find_spec("rapidocr") is None:
        print("left out: the scan extra is not installed (.venv/bin/python -m pip install '.[scan]')")
        return
    given = [Path(a) for a in sys.argv[1:3]]
    text, facts = given or (
        TESTS.parent / "data" / "editions" / f"{SAMPLE}.txt",
        TESTS / "gold" / f"{SAMPLE}.json",
    )
    source = text.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    gold = json.loads(facts.read_text(encoding="utf-8"))
    sheets = sheets_of(source, gold)
    for layout in LAYOUTS:
        images = drawn(Typesetter(LAYOUTS[layout]).pdf(sheets))
        print(f"{layout:8} clean  {measure(gold, sheets, images, text.stem)}", flush=True)
        print(f"{layout:8} worn   {measure(gold, sheets, list(map(worn, images)), text.stem)}", flush=True)


if __name__ == "__main__":
    main()
