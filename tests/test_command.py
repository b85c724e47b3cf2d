"""The command line: tables written whole, and bad input answered in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import helpers
from helpers.__main__ import main
from helpers.read import parse_date

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"


def test_tables_are_written_as_csv_and_parquet(tmp_path):
    assert main(["tables", str(SAMPLE), "--out", str(tmp_path)]) == 0
    folder = tmp_path / SAMPLE.stem
    csv = pd.read_csv(folder / "facts.csv", encoding="utf-8-sig")
    parquet = pd.read_parquet(folder / "facts.parquet")
    assert (folder / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(csv["text"]) == list(parquet["text"])
    assert {p.name for p in tmp_path.iterdir()} == {SAMPLE.stem}


def test_the_same_page_gives_the_same_bytes(tmp_path):
    main(["tables", str(SAMPLE), "--out", str(tmp_path / "a")])
    main(["tables", str(SAMPLE), "--out", str(tmp_path / "b")])
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert files
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes(), file


def test_a_date_given_beats_the_file_name(tmp_path):
    page = tmp_path / "2020-01-01_paper.txt"
    page.write_text("昨天，全市新增2家企业。", encoding="utf-8")
    assert main(["tables", str(page), "--out", str(tmp_path / "out"), "--date", "2022-03-30"]) == 0
    dates = pd.read_csv(tmp_path / "out" / page.stem / "dates.csv")
    assert dates["begins"][0] == "2022-03-29"


BAD = {
    "missing": (None, "2022-03-25_a.txt", "no file"),
    "empty": (b"", "2022-03-25_a.txt", "empty"),
    "blank": ("\n \n\u3000\n".encode(), "2022-03-25_a.txt", "empty"),
    "binary": (b"PK\x03\x04\x00\x00\x00\x08", "2022-03-25_a.txt", "binary"),
    "unknown ending": ("今天".encode(), "2022-03-25_a.docx", "docx"),
    "no ending": ("今天".encode(), "2022-03-25_a", "reader"),
    "undecodable": (b"\xff\xff\xff\xff\x81", "2022-03-25_a.txt", "UTF-8"),
    "broken UTF-16": (b"\xff\xfe\x00", "2022-03-25_a.txt", "utf-16"),
    "no date": ("我市复工复产。".encode(), "page.txt", "date"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_sentence_and_exit_code_2(name, tmp_path, capsys):
    data, filename, word = BAD[name]
    page = tmp_path / "in" / filename
    page.parent.mkdir()
    if data is not None:
        page.write_bytes(data)
    assert main(["tables", str(page), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("banmian: ") and said.count("\n") == 1 and word in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("date", ["2022-02-30", "25.3.2022", "heute", "2022-13-5", "20220305x"])
def test_a_date_that_is_none(date, tmp_path, capsys):
    assert main(["tables", str(SAMPLE), "--out", str(tmp_path / "out"), "--date", date]) == 2
    assert "not a date" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_no_edition(tmp_path, capsys):
    assert main(["tables", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "holds no page or article" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_bad_file_among_good_ones_writes_nothing(tmp_path, capsys):
    bad = tmp_path / "2022-03-25_empty.txt"
    bad.write_text("")
    assert main(["tables", str(SAMPLE), str(bad), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_two_files_of_one_name_are_refused(tmp_path, capsys):
    copy = tmp_path / SAMPLE.name
    copy.write_bytes(SAMPLE.read_bytes())
    assert main(["tables", str(SAMPLE), str(copy), "--out", str(tmp_path / "out")]) == 2
    assert "overwrite" in capsys.readouterr().err


def test_out_is_a_file(tmp_path, capsys):
    out = tmp_path / "out"
    out.write_text("x")
    assert main(["tables", str(SAMPLE), "--out", str(out)]) == 2
    assert "folder" in capsys.readouterr().err


def test_a_broken_metadata_table_is_named(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("昨天下雨。", encoding="utf-8")
    (tmp_path / "editions.csv").write_text("edition,date\npage,2022-13-01\n", encoding="utf-8")
    assert main(["tables", str(page), "--out", str(tmp_path / "out")]) == 2
    assert "2022-13-01" in capsys.readouterr().err


def test_the_package_stays_light():
    code = "import sys, helpers; print([m for m in ('pandas', 'jieba', 'matplotlib', 'snownlp') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("written", ["2022/3/25", "2022-3-25", "2022.03.25", "2022年3月25日", " 2022-03-25 "])
def test_a_date_as_excel_and_people_write_it(written):
    assert parse_date(written) == "2022-03-25"


def test_a_page_with_hardly_any_chinese_is_warned_of(tmp_path):
    page = tmp_path / "2022-02-30_page.txt"
    page.write_text("The council met on Friday and 80% of its members agreed.", encoding="utf-8")
    warnings = " ".join(helpers.read_edition(page, date="2022-03-01").facts.warnings)
    assert "Chinese" in warnings and "2022-02-30" in warnings


def test_tables_tell_what_makes_an_edition_doubtful(tmp_path, capsys):
    page = tmp_path / "2022-03-25_page.html"
    head = "<title>有序复工_某网</title><meta name=PubDate content='2022-03-26'>"
    page.write_text(
        f"<html><head>{head}</head><body><h1>有序复工</h1><div><p>昨天，有12家企业开工。</p></div></body></html>"
    )
    assert main(["tables", str(page), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    assert "2022-03-25" in said and "read as one article" in said
