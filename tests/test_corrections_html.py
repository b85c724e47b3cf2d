"""Corrections of saved digital papers: the same file serves a folder of pages in every family."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from epaper_render import FAMILIES, render
from typeset_text import sheets_of

import helpers
from helpers import read
from helpers.errors import BanmianError
from helpers.page.text import decode

HERE = Path(__file__).parent
STEM = "2022-03-25_jiaxing-daily-pinghu"
SOURCE = decode((HERE.parent / "data" / "editions" / f"{STEM}.txt").read_bytes())[0]
GOLD = json.loads((HERE / "gold" / f"{STEM}.json").read_text(encoding="utf-8"))
BY = "why: seen on the page\n  who: 校对\n"


@pytest.fixture(params=FAMILIES)
def folder(request, tmp_path, monkeypatch) -> Path:
    """The sample edition as a saved digital paper; corrections are looked for beside it."""
    pages = tmp_path / STEM
    pages.mkdir()
    render(sheets_of(SOURCE, GOLD), request.param, pages, "2022-03-25", "嘉兴日报", "utf-8")
    (tmp_path / "corrections").mkdir()
    monkeypatch.setattr(read, "DATA", tmp_path)
    return pages


def corrected(folder: Path, *entries: str):
    path = folder.parent / "corrections" / f"{STEM}.yml"
    path.write_text("".join(f"- {entry}\n  {BY}" for entry in entries), encoding="utf-8")
    return helpers.read_edition(folder, date="2022-03-25").tables()


def test_articles_and_figures_are_put_right_on_every_page(folder):
    plain = helpers.read_edition(folder, date="2022-03-25").tables()
    first = plain["articles"].iloc[0]
    fact = plain["facts"].query("text == '597家'").iloc[0]
    tables = corrected(
        folder,
        f"do: retype\n  article: {first.article}\n  expect: {{kind: {first.kind}}}\n  to: {{kind: notice}}",
        f"do: set\n  table: facts\n  article: {fact.article}\n  expect: {{text: 597家, value: 597}}\n"
        "  to: {value: 598, low: 598, high: 598}",
        "do: fix\n  expect: {text: 压实责任 严防死守}\n  to: {text: 落实责任 严防死守}",
    )
    assert tables["articles"].iloc[0]["kind"] == "notice"
    assert tables["facts"].query("text == '597家'").iloc[0]["value"] == 598
    assert tables["articles"].iloc[0]["headline"].startswith("落实责任")
    assert list(tables["articles"]["corrected"]).count("") == len(tables["articles"]) - 1
    assert list(tables["facts"]["corrected"]).count("") == len(tables["facts"]) - 1
    assert tables["dates"].equals(plain["dates"])


def test_an_entry_that_no_longer_fits_stops_the_run(folder):
    with pytest.raises(BanmianError, match="corrections"):
        corrected(folder, "do: retype\n  article: 1\n  expect: {kind: poem}\n  to: {kind: notice}")
