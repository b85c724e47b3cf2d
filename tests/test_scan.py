"""Pictures of pages: what is no page is refused at once; with the scan extra installed, a page is read back."""

from __future__ import annotations

import difflib
import importlib.util
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import typeset_faults as faults
from PIL import Image, ImageFilter
from typeset_edition import edition
from typeset_text import squeeze
from typesetter import LAYOUTS, Typesetter

from helpers.errors import BanmianError
from helpers.page.pdfium import load_pdfium
from helpers.page.scan import read_scan

HAS_READER = importlib.util.find_spec("rapidocr") is not None
needs_reader = pytest.mark.skipif(not HAS_READER, reason="rapidocr is not installed: pip install -e .[scan]")


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
    with pytest.raises(BanmianError, match=r"pip install -e .\.\[scan\]"):
        read_scan(saved(tmp_path, Image.new("L", (800, 1000), 255)))


@needs_reader
def test_a_blank_page_says_so(tmp_path):
    with pytest.raises(BanmianError, match="No text"):
        read_scan(saved(tmp_path, Image.new("L", (800, 1000), 255)))


def page_image(layout: str, page: int, dpi: int = 200) -> Image.Image:
    document = load_pdfium().PdfDocument(Typesetter(LAYOUTS[layout]).pdf(edition()))
    return document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


@needs_reader
def test_a_scanned_page_comes_back(tmp_path):
    told: list[str] = []
    path = saved(tmp_path, page_image("narrow", 0), "2021-07-09_qingshi.png")
    pages = read_scan(path, progress=told.append)
    stories = [s for s in edition()[0].stories if s.article]
    assert {squeeze("".join(s.headline)) for s in stories} == {squeeze(a.headline.text) for a in pages.articles}
    for story in stories:
        assert alike(squeeze("".join(story.paragraphs)), squeeze(pages.source)) > 0.985
    assert {"岑溪"} <= {name for a in pages.articles for name in a.reporters}
    assert len(told) == 1 and "page 1" in told[0]
    assert [r.start for r in pages.ledger[1:]] == [r.end for r in pages.ledger[:-1]]
    assert any("doubtful" in w for w in pages.facts.warnings)


@needs_reader
def test_a_poor_scan_is_read_as_well(tmp_path):
    """Grey paper in a shadow, blurred, turned by a degree, saved as JPEG of quality 70."""
    ink = 1 - np.asarray(page_image("narrow", 1)).astype(float) / 255
    paper = np.linspace(210, 185, ink.shape[1])
    noise = np.random.default_rng(5).normal(0, 5, ink.shape)
    image = Image.fromarray(np.clip(paper * (1 - 0.8 * ink) + noise, 0, 255).astype(np.uint8))
    image = image.rotate(1.0, Image.Resampling.BICUBIC, expand=True, fillcolor=200).filter(
        ImageFilter.GaussianBlur(0.8)
    )
    path = tmp_path / "page.jpg"
    image.save(path, quality=70)
    pages = read_scan(path, "2021-07-09_qingshi")
    assert {"今日天气", "停水通告", "百名少年比拼算盘"} <= {squeeze(a.headline.text) for a in pages.articles}
    want = squeeze("".join(edition()[1].stories[-1].paragraphs)).removeprefix("本报讯")
    assert alike(want, squeeze(pages.source)) > 0.98


def alike(want: str, have: str) -> float:
    """The share of the characters of ``want`` that ``have`` gives in their order."""
    blocks = difflib.SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks) / len(want)


@needs_reader
def test_doubtful_characters_are_marked_singly_in_the_ledger(tmp_path):
    """A page under heavy noise: each character read with doubt is a row of its own, with its confidence."""
    image = np.array(page_image("narrow", 0, 110)).astype(float)[:600]
    noisy = np.clip(image + np.random.default_rng(7).normal(0, 70, image.shape), 0, 255).astype(np.uint8)
    pages = read_scan(saved(tmp_path, Image.fromarray(noisy)))
    doubtful = [r for r in pages.ledger if r.reason.startswith("doubtful character")]
    assert doubtful and all(r.end - r.start == 1 and r.confidence < 0.9 for r in doubtful)
    assert any(f"{len(doubtful) / len(squeeze(pages.source)):.1%}" in w for w in pages.facts.warnings)
    assert sum(r.end - r.start for r in pages.ledger) == len(pages.source)


# -- where a page is cut: drawn with bars for lines, so that no character has to be read


def drawn(*boxes: tuple[int, int, int, int], width: int = 1400, height: int = 1000) -> np.ndarray:
    page = np.full((height, width), 255, np.uint8)
    for x0, y0, x1, y1 in boxes:
        page[y0:y1, x0:x1] = 0
    return page


def column(x: int, y: int, rows: int, width: int = 400) -> list[tuple[int, int, int, int]]:
    """Lines of bars as wide and high as characters of 28 pixels."""
    return [
        (at, y + 42 * row, at + 22, y + 42 * row + 26) for row in range(rows) for at in range(x, x + width - 20, 28)
    ]


def crops_of(page: np.ndarray) -> list[tuple[int, int, int, int]]:
    from helpers.page.scan.cut import read_crops, read_ink

    return list(read_crops(read_ink(page)))


@needs_reader
@pytest.mark.parametrize("rows", [2, 3, 12])
def test_columns_are_parted_under_a_head_across_them(rows):
    head = [(at, 60, at + 50, 116) for at in range(100, 700, 64)]
    crops = crops_of(drawn(*head, *column(100, 150, rows), *column(540, 150, rows)))
    assert len([c for c in crops if c[1] > 140]) == 2


@needs_reader
def test_articles_whose_lines_are_not_level_are_parted():
    crops = crops_of(drawn(*column(100, 100, 12), *column(540, 121, 12)))
    assert sorted(c[0] for c in crops) == [100, 540]


@needs_reader
def test_a_rule_parts_what_stands_closer_than_a_gutter():
    near = [*column(100, 100, 12), *column(504, 100, 12)]
    assert len(crops_of(drawn(*near))) == 1
    assert len(crops_of(drawn(*near, (493, 100, 496, 590)))) == 2


@needs_reader
def test_rules_frames_and_pictures_are_no_text():
    from helpers.page.scan.cut import read_ink

    frame = [(90, 500, 700, 503), (90, 700, 700, 703), (90, 500, 93, 703), (697, 500, 700, 703)]
    ink = read_ink(drawn(*column(100, 100, 6), *frame, *column(120, 540, 3), (800, 100, 1200, 400), (90, 60, 1300, 63)))
    assert len(ink.frames) == 1 and len(ink.pictures) == 1
    assert any(r[2] - r[0] > 1000 for r in ink.rules)
    assert not ink.mask[55:70].any() and not ink.mask[110:390, 810:1190].any()


@needs_reader
def test_a_rule_beside_text_and_what_is_left_of_one_are_no_lines():
    from helpers.page.scan.cut import read_crops, read_ink
    from helpers.page.scan.lines import strips

    page = drawn(*column(100, 100, 6), (560, 200, 1300, 203), (100, 400, 260, 402), *column(100, 440, 6))
    ink = read_ink(page)
    assert len([s for crop in read_crops(ink) for s in strips(ink, crop)]) == 12


@needs_reader
@pytest.mark.parametrize("turn", [-1.5, 0.0, 0.8])
def test_a_turned_page_is_set_upright(turn):
    page = Image.fromarray(drawn(*column(300, 200, 12, 700)))
    from helpers.page.scan.cut import read_ink

    mask = read_ink(np.array(page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255))).mask
    assert (np.diff(np.concatenate([[0], mask.any(axis=1)]).astype(int)) == 1).sum() == 12


CASES = [
    ("他说：“好(2022)。", "他说：“好（2022）。"),
    ("共3,600元,比去年多", "共3,600元，比去年多"),
    ("‘停课不停学，，这句话", "‘停课不停学’，这句话"),
    ("最高气温9C,最低3C。", "最高气温9℃，最低3℃。"),
    ("通过3C认证", "通过3C认证"),
]


@pytest.mark.parametrize(("read", "meant"), CASES)
def test_marks_that_recognisers_confuse(read, meant):
    from helpers.page.scan.lines import _punctuated

    assert "".join(_punctuated(read)) == meant


@needs_reader
def test_a_short_rule_between_columns_of_two_lines_is_no_stroke_of_type():
    from helpers.page.scan.cut import _hairlines

    page = drawn(*column(100, 100, 2), *column(504, 100, 2), (494, 96, 497, 180), (700, 300, 708, 380))
    found = _hairlines((page == 0).astype(np.uint8), 28.0)
    assert found[96:180, 494:497].all() and found.sum() == 84 * 3


@needs_reader
def test_a_head_set_from_top_to_bottom_is_cut_from_the_text_right_beside_it():
    head = [(100, 100 + 60 * k, 150, 150 + 60 * k) for k in range(7)]
    page = drawn(*head, *column(168, 100, 12))
    assert sorted(c[0] for c in crops_of(page)) == [100, 168]


@needs_reader
def test_heads_of_two_articles_on_one_height_are_two_lines():
    from helpers.page.scan.cut import read_crops, read_ink
    from helpers.page.scan.lines import strips

    heads = [(x, 60, x + 56, 120) for start in (100, 512) for x in range(start, start + 330, 64)]
    ink = read_ink(drawn(*heads, *column(100, 160, 8, 800)))
    tall = [place for crop in read_crops(ink) for place, _ in strips(ink, crop) if place[3] - place[1] > 40]
    assert [place[0] for place in sorted(tall)] == [100, 512]


def read_as(text: str, row: int, darkness: float, x0: float = 0.0, em: float = 28.0):
    from helpers.page.scan.lines import Read

    return Read(text, (1.0,) * len(text), x0, x0 + em * len(text), 40.0 * row, em, darkness, len(text))


@needs_reader
def test_a_line_is_not_bold_that_goes_on_with_a_plain_one():
    from helpers.page.scan.lines import set_lines

    plain = [read_as("市供水公司昨日对城南片区的管", k, 1.0) for k in range(8)]
    dark = read_as("网进行了检修，施工队夜里进场", 8, 1.4)
    crosshead = read_as("多年老问题", 10, 1.7, 56.0)
    lines = {x.text: x.bold for x in set_lines([*plain, dark, crosshead])[1]}
    assert not lines[dark.text] and lines[crosshead.text]


@needs_reader
def test_a_caption_in_darker_type_is_of_one_weight():
    from helpers.page.scan.lines import set_lines

    text = [read_as("市供水公司昨日对城南片区的管", k, 1.0) for k in range(12)]
    shades = (1.32, 1.18, 1.35, 1.15, 1.2)
    caption = [read_as("昨日清晨，环卫工人在桥头清雪", 20 + k, d, 600.0) for k, d in enumerate(shades)]
    assert not any(x.bold for x in set_lines([*text, *caption])[1])
