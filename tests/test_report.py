"""The report: whole or not at all, offline, harmless whatever the page says, and the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import io
import json
import os
import re
import zipfile
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from fontTools.ttLib import TTFont

import helpers
from helpers import report
from helpers.errors import BanmianError
from helpers.report import aside, notebooks, workbook
from helpers.report.notebook import evidence, safe, say, show
from helpers.report.page import _marked
from helpers.report.write import write_tables

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"
#: No resumption, no zone, and text that would be code elsewhere.
NASTY = """绿洲晚报

=1+1与<script>alert(1)</script>的故事

■记者 高明远

本报讯 昨天,记者从市农业农村局获悉,全市秋粮播种面积32万亩,比去年增长3.2%,成本$x_1$降$y^2$元。种粮大户李大山说:“今年雨水好🙂,稻子长得壮。”

市图书馆延长开放时间

■记者 何小雨

本报讯 10月8日起,市图书馆每天开放时间延长至晚上9时。馆长王芳说,新增座位150个,每月借书约5000册。
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    return report.run(SAMPLE, out=tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def nasty(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "2023-10-07_oasis.txt").write_text(NASTY, encoding="utf-8")
    return report.run(folder / "2023-10-07_oasis.txt", out=folder / "out", language="zh")


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_the_folder_is_whole(sample):
    assert {p.name for p in sample.iterdir()} == {
        "charts", "manifest.json", "notebooks", "report.html", "tables", "tables.xlsx",
    }  # fmt: skip
    names = {p.name for p in (sample / "tables").iterdir()}
    assert names == {f"{name}{end}" for name in helpers.tables.COLUMNS for end in (".csv", ".parquet")}
    assert [p.name for p in sorted((sample / "notebooks").iterdir())] == [p.name for p in notebooks.found()]
    assert not list(sample.parent.glob(".banmian-*"))


def test_every_chart_has_its_four_files(sample):
    stems = {}
    for path in (sample / "charts").iterdir():
        stems.setdefault(path.stem, set()).add(path.suffix)
    assert len(stems) >= 18
    assert all(ends == {".png", ".svg", ".csv", ".txt"} for ends in stems.values())


def test_tables_open_right_in_excel_and_keep_exact_types(sample):
    assert (sample / "tables" / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    facts = pd.read_parquet(sample / "tables" / "facts.parquet")
    assert facts.loc[facts["text"] == "597家", "value"].item() == 597
    assert pd.read_parquet(sample / "tables" / "articles.parquet")["reporters"].iloc[0].tolist() == ["裘建锋", "胡佳英"]


def test_the_manifest_says_what_went_in_and_came_out(sample):
    manifest = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["input"]["sha256"] == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert manifest["rows"]["articles"] == 9
    assert manifest["edition"]["date"] == "2022-03-25"
    assert manifest["parameters"]["language"] == "en"
    assert set(manifest["seconds"]) == {"read", "tables", "notebooks", "page", "total"}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((sample / name).read_bytes()).hexdigest() == digest


def test_the_same_input_gives_the_same_bytes(sample, tmp_path):
    tables = helpers.read_edition(SAMPLE).tables()
    write_tables(tables, tmp_path / "tables")
    workbook.write_workbook(tables, tmp_path / "tables.xlsx")
    values = {"edition": str(SAMPLE), "output": "../charts"}
    notebooks.execute(notebooks.found()[:1], values, tmp_path / "notebooks")
    assert hashes(tmp_path / "tables") == hashes(sample / "tables")
    assert (tmp_path / "tables.xlsx").read_bytes() == (sample / "tables.xlsx").read_bytes()
    again, before = hashes(tmp_path / "charts"), hashes(sample / "charts")
    assert again and again.items() <= before.items()


def test_executed_notebooks_hold_results_and_no_path_of_the_temporary_folder(sample):
    for path in (sample / "notebooks").iterdir():
        notebook = nbformat.read(path, as_version=4)
        assert any(cell.get("outputs") for cell in notebook.cells)
        assert not any(out["output_type"] == "error" for cell in notebook.cells for out in cell.get("outputs", []))
        assert ".banmian-" not in path.read_text(encoding="utf-8")


# --- report.html


class Page(html.parser.HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("which", ["sample", "nasty"])
def test_the_page_needs_no_network_and_runs_nothing(which, request):
    text = (request.getfixturevalue(which) / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "iframe", "link", "object", "embed"} & {tag for tag, _ in page.tags}
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        if tag == "img":
            assert attributes["src"].startswith("data:image/") and attributes["alt"]
        if tag == "a":
            assert not re.match(r"[a-z]+:", attributes["href"])


def test_the_page_brings_the_characters_it_shows(sample):
    """A machine without a Chinese font shows no boxes."""
    text = (sample / "report.html").read_text(encoding="utf-8")
    data = re.search(r"@font-face \{[^}]*base64,([^)]+)\)", text)
    assert data and '"Banmian"' in text.replace(data.group(), "") and "font-src data:" in text
    glyphs = TTFont(io.BytesIO(base64.b64decode(data.group(1)))).getBestCmap()
    shown = {c for c in re.sub(r"<style>.*?</style>", "", text, flags=re.S) if "\u4e00" <= c <= "\u9fff"}
    assert len(shown) > 300 and not {c for c in shown if ord(c) not in glyphs}


def test_links_of_the_page_lead_somewhere(sample):
    page = Page((sample / "report.html").read_text(encoding="utf-8"))
    ids = {attributes.get("id") for _, attributes in page.tags}
    for tag, attributes in page.tags:
        if tag == "a":
            link = attributes["href"]
            assert link[1:] in ids if link.startswith("#") else (sample / link).exists(), link


def test_every_figure_stands_with_its_sentence(sample):
    text = (sample / "report.html").read_text(encoding="utf-8")
    facts = pd.read_parquet(sample / "tables" / "facts.parquet")
    assert text.count("<mark>") == len(facts)
    assert "我市已实现规上工业企业复工<mark>597家</mark>,占规上工业企业总数的八成左右。" in text


def test_a_telephone_number_has_no_thousands(sample):
    text = (sample / "report.html").read_text(encoding="utf-8")
    assert '<td class="number">85087171</td><td class="number">85087171' in text


def test_all_charts_are_in_the_page(sample):
    text = (sample / "report.html").read_text(encoding="utf-8")
    assert text.count("<figure") == len(list((sample / "charts").glob("*.png")))


def test_text_that_looks_like_code_is_text(nasty):
    assert "&lt;script&gt;alert(1)" in (nasty / "report.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(nasty / "tables.xlsx") as book:
        sheets = [book.read(name).decode("utf-8") for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet for sheet in sheets)
    for path in (nasty / "notebooks").iterdir():
        for cell in nbformat.read(path, as_version=4).cells:
            for out in cell.get("outputs", []):
                assert "<script" not in "".join(out.get("data", {}).get("text/html", ""))


def test_an_edition_without_resumption_or_zones_says_so(nasty):
    assert "本期没有" in (nasty / "charts" / "05-1_resumption.txt").read_text(encoding="utf-8")
    assert "本期没有" in (nasty / "charts" / "05-3_zones.txt").read_text(encoding="utf-8")


# --- bad input


@pytest.mark.parametrize(
    "name, content", [("missing.txt", None), ("2022-01-01_blank.txt", " \n"), ("undated.txt", "一篇\n正文。")]
)
def test_bad_input_writes_nothing(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BanmianError):
        report.run(tmp_path / name, out=tmp_path / "out")
    assert not (tmp_path / "out").exists() and not list(tmp_path.glob(".banmian-*"))


def test_an_unknown_language_writes_nothing(tmp_path):
    with pytest.raises(BanmianError, match="en and zh"):
        report.run(SAMPLE, out=tmp_path / "out", language="fr")
    assert not (tmp_path / "out").exists()


def notebook_of(
    source: str, parameters: str = 'edition = ""\ndate = ""\nlanguage = "en"\noutput = "."'
) -> nbformat.NotebookNode:
    cells = [
        nbformat.v4.new_markdown_cell("# Why?"),
        nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(source),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def test_a_failing_notebook_leaves_the_last_report_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "nb").mkdir()
    nbformat.write(notebook_of("1 / 0"), tmp_path / "nb" / "01_broken.ipynb")
    monkeypatch.setattr(aside, "NOTEBOOKS", tmp_path / "nb")
    old = tmp_path / "out" / SAMPLE.stem / "report.html"
    old.parent.mkdir(parents=True)
    old.write_text("the last one")
    with pytest.raises(BanmianError, match="01_broken.ipynb failed .ZeroDivisionError"):
        report.run(SAMPLE, out=tmp_path / "out")
    assert old.read_text() == "the last one"
    assert [p.name for p in (tmp_path / "out").iterdir()] == [SAMPLE.stem]


def test_an_unknown_parameter_is_an_error():
    with pytest.raises(
        BanmianError, match="has no parameter editon: its parameters are date, edition, language, output"
    ):
        notebooks.with_parameters(notebook_of("1"), {"editon": "x"}, "n.ipynb")


def test_a_notebook_without_parameters_is_an_error():
    bare = notebook_of("1")
    del bare.cells[1]
    with pytest.raises(BanmianError, match="0 cells tagged"):
        notebooks.with_parameters(bare, {}, "n.ipynb")


def test_parameters_stand_in_a_cell_of_their_own():
    given = notebook_of("1")
    made = notebooks.with_parameters(given, {"language": "zh", "edition": "a'b\\c.txt"}, "n.ipynb")
    scope: dict = {}
    exec(made.cells[2].source, scope)
    assert (scope["language"], scope["edition"]) == ("zh", "a'b\\c.txt")
    assert len(made.cells) == len(given.cells) + 1


# --- what notebooks say and show


@pytest.mark.parametrize(
    "text", ["<script>", "$x$", "**bold**", "[a](b)", "`c`", "# no heading", "_x_", "~~y~~", "a | b"]
)
def test_said_text_is_never_markup(text):
    assert not re.search(r"[<$*\[`_~|]|(?<!&)#", safe(text))


def test_said_numbers_are_written_for_readers():
    assert say("{a} {b} {c}", a=1234, b=0.5, c=float("nan")).data == "1,234 0&#46;5 –"


def test_shown_tables_are_escaped_and_cut():
    shown = show(pd.DataFrame({"a": ["<b>$x$", "y" * 200], "n": [1.50, None]}), top=5).data
    assert "&lt;b&gt;" in shown and "$" not in shown and "…" in shown and ">1.5<" in shown and ">nan<" not in shown


@pytest.mark.parametrize("cell, shown", [
    ('[{"text": "肯定", "start": 1, "end": 3, "weight": 0.5}, {"text": "困难", "start": 9, "end": 11, "weight": -0.9}]',
     "肯定 +0.5、困难 −0.9"),
    ("[]", ""), ('[{"text" broken', '[{"text" broken'), ("疫情", "疫情"),
])  # fmt: skip
def test_evidence_is_shown_as_words(cell, shown):
    assert evidence(cell) == shown


def test_an_empty_table_is_said():
    assert "Nothing of the kind" in show(pd.DataFrame({"a": []})).data


@pytest.mark.parametrize("sentence, text, before, marked", [
    ("建14个点,设14个支部", "14个", 0, ("建", "14个", "点,设14个支部")),
    ("建14个点,设14个支部", "14个", 1, ("建14个点,设", "14个", "支部")),
    ("没有", "14个", 0, ("没有", "", "")),
])  # fmt: skip
def test_the_figure_is_marked_where_it_stands(sentence, text, before, marked):
    assert _marked(sentence, text, before) == marked


# --- the workbook


def test_the_workbook_holds_what_excel_can_hold(tmp_path):
    table = pd.DataFrame({"text": ["=1+1", "http://x.y", "字" * 40_000, "", "\x00\x07"], "n": [1.5, None, -2, 0, 3]})
    workbook.write_workbook({"t": table, "empty": table.head(0)}, tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheet, strings = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()
        assert book.testzip() is None
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert 'state="frozen"' in sheet and "<autoFilter" in sheet
    assert max(map(len, re.findall(r"<t[^>]*>([^<]*)</t>", strings))) == workbook.MOST


def test_the_order_of_sets_leaves_no_trace_in_the_tables():
    """Python orders sets anew in every run; a table must not show it, not in the last digit of a score."""
    import subprocess
    import sys

    code = (
        "import sys, hashlib, helpers; from helpers.tables import for_csv\n"
        "made = helpers.read_edition(sys.argv[1]).tables()\n"
        "print({name: hashlib.sha256(for_csv(table).to_csv().encode()).hexdigest() for name, table in made.items()})"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(SAMPLE)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] and "facts" in runs[0]
