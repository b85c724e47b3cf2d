"""A text that copying has changed is read as the text that was printed, and every span names the copy's characters."""

import re
from pathlib import Path

import pytest

import helpers
from helpers.page.blocks import read_blocks
from helpers.page.text import plain
from helpers.page.tidy import onto, tidied

EDITIONS = Path(__file__).parent / "editions"
#: Two dailies with long lines, and one with the column's line breaks.
LONG_LINES = ("2016-07-22_yuzhou-daily", "2020-02-21_lupu-daily")
SET_IN_COLUMNS = "2012-10-24_zijiang-daily"


def no_width(text: str) -> str:
    """A zero-width space, a joiner or a soft hyphen after every 23rd character of a line."""
    return re.sub(r"[^\n]{23}", lambda part: part.group() + "\u200b\u2060\u00ad"[part.start() % 3], text)


def spaced(text: str) -> str:
    """A space wherever a Chinese character meets a figure or a Latin word, as some web pages set it."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])", " ", text)


def straight(text: str) -> str:
    """Quotation marks as a typewriter has them."""
    return text.replace("“", '"').replace("”", '"')


def cornered(text: str) -> str:
    """Quotation marks as they are set in Taiwan and Hong Kong, and on many covers."""
    return text.translate(str.maketrans("“”‘’", "「」『』"))


def empty_lines(text: str) -> str:
    """An empty line below every line, as PDF readers and word processors leave them."""
    return re.sub(r"\n+", "\n\n", text)


def found(text: str) -> dict[str, list]:
    """What an analyst counts on, without the spans and spellings that differ between copies."""
    tables = helpers.read_text(text, date="2020-03-02").tables()
    columns = {
        "articles": ["kind", "headline"],
        "facts": ["kind", "value", "low", "high", "unit", "subject"],
        "dates": ["kind", "begins", "ends"],
        "names": ["kind", "name", "role", "organisation"],
        "quotes": ["speaker", "quote"],
        "resumption": ["scope", "resumed", "total", "share_low", "share_high"],
        "zones": ["place", "from_zone", "to_zone"],
    }
    cells = {name: tables[name][wanted].to_numpy().tolist() for name, wanted in columns.items()}
    return {
        name: [[re.sub(r"[\s“”‘’「」『』\"]", "", str(c)) for c in row] for row in rows] for name, rows in cells.items()
    }


def text_of(stem: str) -> str:
    return (EDITIONS / f"{stem}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", [*LONG_LINES, SET_IN_COLUMNS])
@pytest.mark.parametrize("copied", [no_width, spaced, straight, cornered], ids=lambda copied: copied.__name__)
def test_a_copy_gives_the_tables_of_the_page(stem: str, copied) -> None:
    text = text_of(stem)
    assert copied(text) != text
    assert found(copied(text)) == found(text)


def test_a_label_in_corner_brackets_is_no_quotation() -> None:
    assert plain("「记者调查」") == "「记者调查」"
    assert plain("他说：「来了。」") == "他说：“来了。”"


def test_straight_quotation_marks_open_and_close_by_turns_in_each_paragraph() -> None:
    assert plain('他说："来了。"\n"走吧。\n"好。"') == "他说：“来了。”\n“走吧。\n“好。”"


def test_empty_lines_between_the_lines_of_a_column_part_nothing() -> None:
    text = re.sub(r"\n\s*\n+", "\n", text_of(SET_IN_COLUMNS))
    assert found(empty_lines(text)) == found(text)


def test_empty_lines_between_paragraphs_part_them() -> None:
    text = text_of(LONG_LINES[0])
    assert len(read_blocks(empty_lines(text))) == len(read_blocks(text))
    assert all(block.gap == 1 for block in read_blocks(empty_lines(text))[1:])


@pytest.mark.parametrize("number", ["6\u200b0000元", "60\u00ad000元", "600\ufeff00元", "6000\u20600元"])
def test_a_character_without_width_does_not_cut_a_figure(number: str) -> None:
    text = f"本报讯　市财政局3月1日拨付{number}，用于补助。"
    facts = helpers.read_text(text, date="2020-03-02").tables()["facts"]
    assert facts[["text", "value", "unit"]].to_numpy().tolist() == [[number, 60000, "元"]]
    row = facts.iloc[0]
    assert text[row["start"] : row["end"]] == number


def test_the_cells_of_a_table_keep_their_spaces() -> None:
    prose = "截至 3 月 1 日，全市 12 家企业中 9 家复工，到岗 860 人，占 71%。\n"
    row = "白菜 2.30 3.20\n"
    assert tidied(prose * 3 + row).text.endswith(row)
    assert tidied(prose * 3 + row).text.startswith("截至3月1日，全市12家企业中9家复工，到岗860人，占71%。")


def test_a_few_spaces_are_the_papers_own() -> None:
    text = "全市12家企业复工9家，到岗860人，占71%，缺3人，招5人，已来2人。\n头版 3 条新闻"
    assert tidied(text).text == text


def test_the_full_width_space_of_gbk_is_a_space() -> None:
    text = "\ue5e5\ue5e5本报讯　3月1日，全市复工9家。"
    assert tidied(text).text.startswith("\u3000\u3000本报讯")
    assert helpers.read_text(text, date="2020-03-02").tables()["facts"]["text"].tolist() == ["9家"]


def test_every_character_of_the_copy_is_booked_once() -> None:
    text = no_width(spaced(text_of(LONG_LINES[1])))
    ledger = helpers.read_text(text, date="2020-03-02").tables()["ledger"]
    assert ledger["start"].tolist() == [0, *ledger["end"].tolist()[:-1]]
    assert ledger["end"].iloc[-1] == len(text)


def test_what_is_tidy_is_left_alone() -> None:
    text = text_of(LONG_LINES[0])
    assert tidied(text).text == text
    pages = helpers.read_text(text, date="2016-07-22").pages
    assert onto(pages, text, range(len(text))) == pages
