"""The notebooks: stored clean, told as a story, and running twice from top to bottom."""

from __future__ import annotations

import ast
import asyncio
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.report import notebooks

ROOT = Path(__file__).resolve().parents[1]
PATHS = notebooks.found()
SAMPLE = ROOT / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


each = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_the_five_are_there():
    stems = [path.stem for path in PATHS]
    assert stems[:5] == ["01_page_to_articles", "02_articles_to_facts", "03_word_frequencies", "04_sentiment",
                         "05_resumption_and_containment"]  # fmt: skip


@each
def test_stored_without_results(path):
    for cell in code(path):
        assert cell.outputs == [] and cell.execution_count is None
    nbformat.validate(read(path))


@each
def test_cell_ids_are_given_once_and_stay(path):
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"\d\d-\d\d[a-z]?", name) for name in ids)


@each
def test_the_title_is_a_question(path):
    assert notebooks.title(read(path)).endswith("?")
    assert "From this you can decide" in read(path).cells[0].source


@each
def test_the_last_section_says_what_cannot_be_seen(path):
    headings = [line for cell in read(path).cells for line in cell.source.splitlines() if line.startswith("## ")]
    assert "cannot show" in headings[-1]


@each
def test_every_code_cell_is_announced(path):
    cells = read(path).cells
    for before, cell in zip(cells, cells[1:], strict=False):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown" and before.source.rstrip().endswith(":"), cell.source


@each
def test_nothing_is_defined_or_parsed_in_a_notebook(path):
    for cell in code(path):
        tree = ast.parse(cell.source)
        banned = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.Try)
        assert not [node for node in ast.walk(tree) if isinstance(node, banned)], cell.source
        assert len(cell.source.splitlines()) <= 15
        assert not re.search(r"\bre\.|%pip|!pip|sys\.path|open\(", cell.source)


@each
def test_imports_stand_in_one_cell(path):
    holding = [cell for cell in code(path) if re.search(r"^(from|import) ", cell.source, re.M)]
    assert len(holding) == 1 and holding[0] is not code(path)[1]


@each
def test_the_same_four_parameters_each_with_a_comment(path):
    cell = next(cell for cell in code(path) if "parameters" in cell.metadata.get("tags", []))
    names = [line.split(" = ")[0] for line in cell.source.splitlines()]
    assert names == ["edition", "date", "language", "output"]
    assert all("  # " in line for line in cell.source.splitlines())
    assert (path.parent / ast.literal_eval(cell.source.split(" = ")[1].split("  #")[0])).exists()


@each
def test_text_states_no_number_of_the_sample(path):
    """Numbers about the page are computed: prose in Markdown names none but the convention's example."""
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            left = re.sub(r"八成左右 is 75% to 85%|`[^`]*`", "", cell.source)
            assert not re.search(r"\d{2,}", left), cell.source


def test_they_run_twice_from_top_to_bottom(tmp_path):
    """All cells of each notebook, then all of them again, in one kernel that is wiped between notebooks."""
    cells = []
    for path in PATHS:
        values = {"edition": str(SAMPLE), "output": str(tmp_path / "charts"), "language": "zh"}
        made = notebooks.with_parameters(read(path), values, path.name)
        once = [cell.source for cell in made.cells if cell.cell_type == "code"]
        cells += [nbformat.v4.new_code_cell(source) for source in [*once, *once, "%reset -f"]]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", extra_arguments=["--IPKernelApp.log_level=40"],
                            resources={"metadata": {"path": str(tmp_path)}})  # fmt: skip
    asyncio.run(client.async_execute())
    assert len(list((tmp_path / "charts").glob("*.png"))) >= 18
