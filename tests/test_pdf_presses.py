"""Pages as real presses make them: what is not seen on paper is no text, and no character is doubled, lost or guessed."""

from __future__ import annotations

import pytest
import typeset_presses as presses
import typeset_ruled as ruled
import typeset_shapes as shapes
from typeset_faults import drawn
from typeset_otherwise import BOATS, LAMPS
from typeset_text import squeeze

import helpers
from helpers.page.articles import Pages
from helpers.page.pdf import NoTextError, read_pdf


def read(folder, data: bytes) -> Pages:
    path = folder / "2021-07-09_qingshi.pdf"
    path.write_bytes(data)
    return read_pdf(path)


def body(text: str) -> str:
    return squeeze(text).split("）", 1)[1]


TWO = {"老街新灯亮起来": body(LAMPS), "渡口添早班": body(BOATS)}


def told(pages: Pages) -> dict[str, str]:
    return {squeeze(a.headline.text): squeeze(a.body) for a in pages.articles}


# -- what is not on paper


def test_slug_lines_are_no_part_of_an_article_and_tell_no_date(tmp_path):
    pages = read(tmp_path, drawn(presses.with_slugs))
    assert told(pages) == TWO and not pages.facts.warnings
    assert {r.part for r in pages.ledger if "A01" in pages.source[r.start : r.end]} == {"other"}


@pytest.mark.parametrize("name", ["CropBox", "TrimBox"])
def test_what_stands_outside_the_cut_page_is_not_read(tmp_path, name):
    pages = read(tmp_path, presses.with_box(drawn(presses.with_slugs), name, "20 25 580 770"))
    assert told(pages) == TWO and "A01" not in pages.source


def test_a_trim_box_that_would_cut_the_text_is_none(tmp_path):
    pages = read(tmp_path, presses.with_box(drawn(presses.two_articles), "TrimBox", "20 25 200 770"))
    assert told(pages) == TWO


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_with_a_crop_box(tmp_path, degrees):
    pages = read(tmp_path, presses.turned(degrees))
    assert told(pages) == TWO and "A01" not in pages.source
    assert [len(a.paragraphs) for a in pages.articles] == [1, 1]


def test_a_page_on_its_side_of_which_the_file_says_nothing(tmp_path):
    assert told(read(tmp_path, drawn(presses.laid))) == {"老街新灯亮起来": body(LAMPS)}


@pytest.mark.parametrize("draw", [presses.in_form, presses.in_clip])
def test_what_a_placed_advertisement_does_not_show_is_not_read(tmp_path, draw):
    pages = read(tmp_path, drawn(draw))
    assert "1999元" in pages.source and "客户" not in pages.source


# -- a scan with a text layer


@pytest.mark.parametrize(("mode", "below"), [(3, False), (3, True), (0, True)])
def test_a_text_layer_below_or_over_a_scan_is_said(tmp_path, mode, below):
    pages = read(tmp_path, drawn(presses.scan(mode, below)))
    assert any("character recognition" in w for w in pages.facts.warnings)
    assert "1260家" in pages.source


def test_text_printed_on_a_picture_is_no_text_layer(tmp_path):
    assert not read(tmp_path, drawn(presses.scan(0, False))).facts.warnings


# -- characters


def test_narrow_letters_are_neither_doubled_nor_lost(tmp_path):
    pages = read(tmp_path, drawn(presses.shadowed))
    assert squeeze(pages.source) == "Allhillswillfill,stillwallpaper" * 30


def test_small_figures_set_high_and_low_stay_where_they_stand(tmp_path):
    pages = read(tmp_path, drawn(presses.scripts))
    assert [x for x in presses.SCRIPTS if x not in pages.source] == []


def test_no_figure_takes_in_the_mark_of_a_note(tmp_path):
    read(tmp_path, drawn(presses.scripts))
    facts = helpers.read_edition(tmp_path / "2021-07-09_qingshi.pdf").tables()["facts"]
    assert {"3600m²", "1260亿元", "12°C"} <= set(facts["text"])
    assert not {42101, 36002, 21260, 31, 2, 1} & set(facts["value"])


@pytest.mark.parametrize("code", [None, "\0", "\ufffd", "\ue123"])
def test_characters_that_a_font_does_not_tell_are_said_and_make_no_figure(tmp_path, code):
    pages = read(tmp_path, presses.coded(lambda c: code if c in "26" else c))
    assert any("has 3 of" in w and "fonts do not tell" in w for w in pages.facts.warnings)
    facts = helpers.read_edition(tmp_path / "2021-07-09_qingshi.pdf").tables()["facts"]
    assert "35万度" in set(facts["text"]) and not {10, 0, 5, 0.05, 0.08, 8.5, 0.085} & set(facts["value"])


def test_a_font_that_tells_nothing_leaves_a_picture(tmp_path):
    with pytest.raises(NoTextError, match="does not tell"):
        read(tmp_path, presses.coded(None))


def test_a_font_that_tells_other_characters_is_said(tmp_path):
    read(tmp_path, presses.coded(lambda c: chr(ord(c) + 29) if "\u4e00" <= c <= "\u9fff" else c))
    edition = helpers.read_edition(tmp_path / "2021-07-09_qingshi.pdf")
    assert any("common ones" in w for w in edition.facts.warnings)
    read(tmp_path, presses.coded(lambda c: c))
    assert not helpers.read_edition(tmp_path / "2021-07-09_qingshi.pdf").facts.warnings


def test_radicals_are_the_characters_that_they_look_like(tmp_path):
    looks = dict(zip("一日月人十二八工民门老见青", "⼀⽇⽉⼈⼗⼆⼋⼯⺠⻔⽼⻅⻘", strict=True))
    pages = read(tmp_path, presses.coded(lambda c: looks.get(c, c)))
    assert told(pages).keys() == {"老街新灯亮起来"} and "南门老街的二百三十盏" in pages.source
    text = "截至七⽉⼋⽇⼗⼀时，⻘石市已有⼀千⼆百六⼗家企业复⼯，⻅效明显，占⼋成左右。"
    tables = helpers.read_text("老街新灯亮起来\n本报讯（记者 岑溪）" + text, date="2021-07-09").tables()
    assert list(tables["facts"]["value"])[:1] == [1260] and tables["dates"]["begins"][0] == "2021-07-08T11:00"
    assert tables["facts"]["text"][0] == "⼀千⼆百六⼗家"


# -- tables with rules


@pytest.mark.parametrize(
    ("draw", "table"), [(ruled.boxes, ruled.PRICES), (ruled.strokes, ruled.WEEK), (ruled.level, ruled.TOWNS)]
)
def test_a_ruled_table_is_read_row_by_row_within_its_article(tmp_path, draw, table):
    pages = read(tmp_path, drawn(draw))
    first, second = pages.articles
    assert ["　".join(row) for row in table] == [p.text for p in first.paragraphs if p.text.count("　") > 1]
    assert squeeze(second.body) == body(BOATS)


def test_small_advertisements_in_boxes_are_no_table(tmp_path):
    pages = read(tmp_path, drawn(ruled.notices))
    assert [x for x in ruled.NOTICES if x not in pages.source] == []


# -- text that runs round things


@pytest.mark.parametrize(
    ("draw", "texts"),
    [
        (shapes.bitten, [body(shapes.LONG)]),
        (shapes.bitten_twice, [body(shapes.LONG)]),
        (shapes.below, [body(shapes.DEEP), squeeze(LAMPS[14:])]),
    ],
)
def test_text_runs_round_pictures_and_advertisements(tmp_path, draw, texts):
    first = read(tmp_path, drawn(draw)).articles[0]
    assert first.headline.text.startswith("老街新灯亮")
    assert [squeeze(p.text) for p in first.paragraphs][: len(texts)] == texts


def test_a_headline_with_each_glyph_on_its_side_is_one_line(tmp_path):
    assert told(read(tmp_path, drawn(shapes.on_its_side))) == TWO


def test_facing_pages_on_one_sheet_are_read_one_after_the_other(tmp_path):
    pages = read(tmp_path, shapes.facing())
    assert [squeeze(a.headline.text) for a in pages.articles] == [h for heads in shapes.FACING for h in heads]
    assert [squeeze(a.body) for a in pages.articles] == [body(LAMPS), body(BOATS)] * 2


@pytest.mark.parametrize(("draw", "more"), [(shapes.vertical, shapes.FIGURE), (shapes.vertical_font, "")])
def test_running_text_set_from_top_to_bottom(tmp_path, draw, more):
    bodies = told(read(tmp_path, drawn(draw)))
    assert bodies["老街新灯亮起来"] == body(LAMPS + more)
    assert more == "" or bodies["渡口添早班"] == body(BOATS)


def test_figures_set_large_stay_with_their_words(tmp_path):
    source = read(tmp_path, drawn(presses.large_figures)).source
    assert all(x in source for x in ("597家规上工业企业", "换灯230盏", "省电4.2万度", "占全部的82.5%"))
