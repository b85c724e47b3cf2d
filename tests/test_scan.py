"""Pictures of pages: what is no page is refused at once; with the scan extra installed, a page is read back."""

from __future__ import annotations

import importlib.util
import struct
import zlib
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import typeset_faults as faults
from PIL import Image
from typeset_edition import edition
from typeset_text import squeeze
from typesetter import LAYOUTS, Typesetter

from helpers.errors import BanmianError
from helpers.page.scan import read_scan

HAS_READER = importlib.util.find_spec("rapidocr") is not None
needs_reader = pytest.mark.skipif(not HAS_READER, reason="rapidocr is not installed: pip install .[scan]")


def saved(folder: Path, image: Image.Image, name: str = "page.png") -> Path:
    path = folder / name
    image.save(path)
    return path


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says it is of 3.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )


REFUSED = {
    "1 pixel": (lambda: Image.new("L", (1, 1)), "too small"),
    "a thin strip": (lambda: Image.new("L", (20_000, 10)), "too small"),
    "20,000 pixels": (lambda: Image.new("1", (20_000, 20_000)), "too large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_sizes_that_are_no_page_are_refused(tmp_path, name):
    make, word = REFUSED[name]
    with pytest.raises(BanmianError, match=word) as caught:
        read_scan(saved(tmp_path, make()))
    assert "page.png" in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (bomb(), "too large"),
        (b"", "no picture"),
        (faults.zipped(), "no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "picture|damaged"),
    ],
)
def test_bombs_and_broken_files_are_refused_before_a_pixel_is_read(tmp_path, data, word):
    path = tmp_path / "page.png"
    path.write_bytes(data)
    with pytest.raises(BanmianError, match=word):
        read_scan(path)


def test_no_file(tmp_path):
    with pytest.raises(BanmianError, match="no file"):
        read_scan(tmp_path / "none.png")


@pytest.mark.skipif(HAS_READER, reason="rapidocr is installed")
def test_without_the_reader_the_message_says_how_to_get_it(tmp_path):
    with pytest.raises(BanmianError, match=r"pip install .\.\[scan\]"):
        read_scan(saved(tmp_path, Image.new("L", (800, 1000), 255)))


@needs_reader
def test_a_blank_page_says_so(tmp_path):
    with pytest.raises(BanmianError, match="No text"):
        read_scan(saved(tmp_path, Image.new("L", (800, 1000), 255)))


def page_image(layout: str, page: int, dpi: int = 200) -> Image.Image:
    document = pdfium.PdfDocument(Typesetter(LAYOUTS[layout]).pdf(edition()))
    return document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


@needs_reader
def test_a_scanned_page_comes_back(tmp_path):
    told: list[str] = []
    path = saved(tmp_path, page_image("narrow", 0), "2021-07-09_qingshi.png")
    pages = read_scan(path, progress=told.append)
    heads = [squeeze(a.headline.text) for a in pages.articles]
    assert {"市图书馆夜灯亮到十点", "青石河新桥合龙"} <= set(heads)
    body = squeeze("".join(a.body for a in pages.articles))
    assert "城南片区每小时可多排水3600立方米" in body and "189" not in body
    assert len(told) == 1 and "page 1" in told[0]
    assert [r.start for r in pages.ledger[1:]] == [r.end for r in pages.ledger[:-1]]
    assert any("read with doubt" in w for w in pages.facts.warnings)


@needs_reader
def test_doubtful_lines_are_marked_in_the_ledger(tmp_path):
    """A page under heavy noise: what is read from it with doubt is marked, with the confidence as its reason."""
    image = np.array(page_image("narrow", 0, 110)).astype(float)
    noisy = np.clip(image + np.random.default_rng(7).normal(0, 70, image.shape), 0, 255).astype(np.uint8)
    pages = read_scan(saved(tmp_path, Image.fromarray(noisy)))
    doubtful = [r for r in pages.ledger if "confidence" in r.reason]
    assert doubtful and all(r.confidence < 0.9 for r in doubtful)
    assert sum(r.end - r.start for r in pages.ledger) == len(pages.source)
