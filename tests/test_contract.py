"""The contract: its tables, their codebook, and what every edition must hold."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pandera.errors
import pytest

import helpers
from helpers import tables

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"


@pytest.fixture(scope="module")
def sample():
    return helpers.read_edition(SAMPLE)


@pytest.fixture(scope="module")
def found(sample):
    return sample.tables()


def test_every_table_of_the_contract_is_there(found):
    assert list(found) == list(tables.COLUMNS)


@pytest.mark.parametrize("name", tables.COLUMNS)
def test_columns_and_types(found, name):
    assert list(found[name]) == list(tables.COLUMNS[name])
    assert [str(t) for t in found[name].dtypes] == [tables._DTYPES[kind] for kind in tables.COLUMNS[name].values()]


def test_codebook_explains_every_column():
    codebook = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    everywhere, *rest = re.split(r"^## ", codebook[codebook.index("# Codebook") :], flags=re.M)[1:]
    shared = set(re.findall(r"`(\w+)`", everywhere))
    by_table = {part.split("\n", 1)[0].strip(): set(re.findall(r"`(\w+)`", part)) for part in rest}
    for name, columns in tables.COLUMNS.items():
        assert set(columns) - shared - by_table[name] == set(), name


def test_ledger_adds_up_to_the_source(sample, found):
    ledger = found["ledger"]
    assert "".join(sample.source[a:b] for a, b in zip(ledger["start"], ledger["end"])) == sample.source


@pytest.mark.parametrize("name", ["facts", "dates", "names", "zones", "resumption", "containment"])
def test_spans_hold_their_text_and_stay_in_their_article(sample, found, name):
    places = found["articles"].set_index("article")
    assert len(found[name])
    for row in found[name].itertuples():
        assert sample.source[row.start : row.end].replace("\n", "") == row.text
        assert places.start[row.article] <= row.start < row.end <= places.end[row.article]
        assert row.sentence


BROKEN = {
    "a value outside its interval": {"value": 9.0, "low": 1.0, "high": 2.0},
    "an interval upside down": {"value": None, "low": 3.0, "high": 2.0},
    "an unknown kind": {"kind": "number"},
    "a span that begins after its end": {"start": 9, "end": 5},
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_row_that_breaks_the_contract_is_refused(found, fault):
    row = found["facts"].iloc[0].to_dict()
    assert len(tables.frame("facts", [row])) == 1
    with pytest.raises(ValueError):
        tables.frame("facts", [row | BROKEN[fault]])


@pytest.mark.parametrize("fault", BROKEN)
def test_the_schemas_refuse_it_too(found, fault):
    table = found["facts"].copy()
    for column, value in BROKEN[fault].items():
        table.loc[0, column] = value
    tables.validate(found)
    with pytest.raises(pandera.errors.SchemaErrors):
        tables.validate(found | {"facts": table})


def test_a_ledger_with_a_hole_is_refused(sample, found):
    with pytest.raises(helpers.BanmianError, match="cover the page exactly once"):
        tables.check_edition(found | {"ledger": found["ledger"].iloc[1:]}, sample.source)


def test_a_span_astray_is_refused(sample, found):
    facts = found["facts"].assign(start=found["facts"]["start"] + 1)
    with pytest.raises(helpers.BanmianError, match="does not hold"):
        tables.check_edition(found | {"facts": facts}, sample.source)


def test_empty_tables_keep_their_columns_and_types():
    empty = helpers.read_text("今天没有消息。", date="2022-03-25").tables()
    for name in ("zones", "resumption", "containment"):
        assert len(empty[name]) == 0
        assert list(empty[name]) == list(tables.COLUMNS[name])


def test_lists_are_joined_for_csv_only(found):
    articles = found["articles"]
    assert isinstance(articles["reporters"].iloc[0], list)
    assert tables.for_csv(articles)["reporters"].iloc[0] == "裘建锋、胡佳英"


def test_reading_twice_gives_the_same_tables(found):
    again = helpers.read_edition(SAMPLE).tables()
    for name, table in found.items():
        pd.testing.assert_frame_equal(table, again[name])
