"""Tone: the contract table, and sentiment read beside what else is known of the page."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from helpers import tone
from helpers.page.articles import Article
from helpers.page.text import Reading
from helpers.tone import contract, read_with

SOURCE = (
    "粮食喜获丰收\n今年风调雨顺，晚稻亩产创历\n史新高，农户笑得合不拢嘴。会议于\n下午三点召开。\n\n"
    "一货车失控，造成3人死\n亡、12人受伤。“太惨了！”目击者说。"
)


def edition() -> list[Article]:
    first, second = SOURCE.index("今年"), SOURCE.index("一货车")
    news = Article(1, 1, "news", 0, second, paragraphs=(Reading.of(SOURCE, first, second),))
    other = Article(2, 1, "photo", second, len(SOURCE), paragraphs=(Reading.of(SOURCE, second),))
    return [news, other]


@pytest.fixture
def sentiment() -> pd.DataFrame:
    return tone.table("2022-03-25_probe", edition(), scorers=("lexicon", "default"))


def test_contract_columns_and_one_row_per_sentence_and_scorer(sentiment: pd.DataFrame) -> None:
    assert tuple(sentiment.columns) == contract.COLUMNS
    counts = sentiment.groupby(["scorer", "article"])["sentence_no"].max()
    assert not sentiment.duplicated(["article", "sentence_no", "scorer"]).any()
    assert counts["default", 1] == 2 and len(sentiment) == 2 * counts.loc["default"].sum()


def test_spans_are_those_of_the_source(sentiment: pd.DataFrame) -> None:
    for row in sentiment.itertuples():
        assert SOURCE[row.start : row.end].replace("\n", "") == row.sentence
        for item in json.loads(row.evidence):
            assert SOURCE[item["start"] : item["end"]].replace("\n", "") == item["text"]
            assert row.start <= item["start"] < item["end"] <= row.end


def test_a_word_across_a_line_break_is_evidence(sentiment: pd.DataFrame) -> None:
    row = sentiment[(sentiment["article"] == 2) & (sentiment["scorer"] == "lexicon")].iloc[0]
    assert any("死亡" in item["text"] for item in json.loads(row["evidence"]))


def test_no_articles_give_an_empty_table_with_the_same_columns() -> None:
    found = tone.table("none", [])
    assert found.empty and tuple(found.columns) == contract.COLUMNS


def test_by_article_is_a_distribution(sentiment: pd.DataFrame) -> None:
    found = read_with.by_article(sentiment).set_index(["article", "scorer"])
    row = found.loc[(1, "default")]
    assert row["n"] == row[["negative", "neutral", "positive", "none"]].sum() == 2
    assert row["q25"] <= row["median"] <= row["q75"]
    assert found.loc[(1, "default"), "mean"] > found.loc[(2, "default"), "mean"]


def test_by_kind_joins_the_articles(sentiment: pd.DataFrame) -> None:
    kinds = pd.DataFrame({"edition": "2022-03-25_probe", "article": [1, 2], "kind": ["news", "photo"]})
    found = read_with.by_kind(sentiment, kinds)
    assert set(found["kind"]) == {"news", "photo"} and found["n"].sum() == len(sentiment)


def test_by_topic_loses_no_sentence(sentiment: pd.DataFrame) -> None:
    found = read_with.by_topic(sentiment, {1: "harvest"})
    assert set(found["topic"]) == {"harvest", "other"} and found["n"].sum() == len(sentiment)


def test_one_edition_carries_its_caution(sentiment: pd.DataFrame) -> None:
    assert "not a trend" in read_with.by_edition(sentiment)["caution"].iloc[0]
    two = pd.concat([sentiment, sentiment.assign(edition="2022-03-26_probe")])
    assert set(read_with.by_edition(two)["caution"]) == {""}


QUOTES = pd.DataFrame(
    {
        "edition": "e",
        "article": [1, 1, 2, 3],
        "speaker": ["沈一", "居民老王", "", "张三"],
        "role": ["市委书记", "", "", "牙科医生"],
        "quote": ["众志成城，坚决打赢这场硬仗。", "菜都烂了，没人管，太让人寒心了！", "好的", "病人已经康复出院。"],
    }
)


def test_quotes_are_told_apart_by_voice() -> None:
    found = read_with.by_voice(QUOTES).set_index("voice")
    assert set(found.index) == {"official", "resident", "unknown", "expert"}
    assert found.loc["resident", "negative"] == 1 and found.loc["official", "positive"] == 1


def test_by_speaker_keeps_the_unnamed() -> None:
    found = read_with.by_speaker(QUOTES)
    assert found["n"].sum() == len(QUOTES) and "" in set(found["speaker"])


@pytest.mark.parametrize(
    ("speaker", "role", "voice"),
    [
        ("李四", "副市长", "official"),
        ("村民老赵", "", "resident"),
        ("", "外交部发言人", "official"),
        ("李四", "感染科主任医师", "expert"),
        ("李四", "公司总经理", "business"),
        ("李四", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_voice(speaker: str, role: str, voice: str) -> None:
    assert read_with.voice(speaker, role) == voice


@pytest.mark.parametrize(
    ("sentence", "slogan"),
    [
        ("众志成城，共克时艰", True),
        ("不忘初心，牢记使命，奋力谱写高质量发展新篇章", True),
        ("今天多云，东南风3到4级", False),
        ("这家企业去年把高质量发展写进章程，并在十二月更换了董事会成员与审计机构", False),
    ],
)
def test_slogans_stand_apart(sentence: str, slogan: bool) -> None:
    assert read_with.formulaic(sentence) is slogan


def test_by_form_counts_all(sentiment: pd.DataFrame) -> None:
    assert read_with.by_form(sentiment)["n"].sum() == len(sentiment)


def test_empty_tables_stay_tables() -> None:
    empty = tone.table("none", [])
    assert read_with.by_article(empty).empty and read_with.by_form(empty).empty
    assert read_with.by_voice(QUOTES.iloc[:0]).empty


def test_names_can_be_hidden_from_our_scorers() -> None:
    source = "牛市街居民昨天开会。"
    article = Article(1, 1, "news", 0, len(source), paragraphs=(Reading.of(source),))
    bare = tone.table("e", [article], scorers=("lexicon",))
    hidden = tone.table("e", [article], scorers=("lexicon",), masked=[(0, 3)])
    assert json.loads(bare["evidence"].iloc[0])[0]["text"] == "牛市" and hidden["evidence"].iloc[0] == "[]"
    assert hidden["sentence"].iloc[0] == source
