"""Tone: what the scorers say of single texts."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers import sentiment, tone
from helpers.errors import BanmianError
from helpers.tone import scorers

CASES = json.loads((Path(__file__).parent / "cases" / "tone.json").read_text(encoding="utf-8"))
HOLDING = [case for case in CASES if case["kind"] != "known-failure"]
FAILING = [case for case in CASES if case["kind"] == "known-failure"]


def label(text: str, scorer: str = "default") -> str:
    return sentiment.score([text], scorer)["label"].iloc[0]


@pytest.mark.parametrize("scorer", ["default", "lexicon"])
@pytest.mark.parametrize("case", HOLDING, ids=lambda case: case["text"] or "empty")
def test_trap(case: dict, scorer: str) -> None:
    assert label(case["text"], scorer) in case["expect"]


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case["text"])
def test_known_failure_still_fails(case: dict) -> None:
    assert label(case["text"]) not in case["expect"], "an improvement: move the case among the others"


def test_there_are_enough_traps() -> None:
    assert len({case["text"] for case in HOLDING}) >= 75


def test_one_row_a_text_in_order() -> None:
    found = sentiment.score(["大火造成3人死亡。", "", "丰收了，大家笑得合不拢嘴。"])
    assert list(found.columns) == ["score", "label", "scorer", "evidence"]
    assert list(found["label"]) == ["negative", "none", "positive"]
    assert found["score"].iloc[0] < 0.2 < 0.8 < found["score"].iloc[2]
    assert set(found["scorer"]) == {"default"}


@pytest.mark.parametrize("scorer", tone.SCORERS)
@pytest.mark.parametrize("text", ["", " ", "ABC 123", "12345", "😭😭", "\n\n", "……！"])
def test_nothing_chinese_is_no_score(text: str, scorer: str) -> None:
    found = sentiment.score([text], scorer).iloc[0]
    assert math.isnan(found["score"]) and found["label"] == "none" and found["evidence"] == "[]"


@pytest.mark.parametrize("scorer", tone.SCORERS)
@pytest.mark.parametrize(
    "text", ["的", "我市" * 5000, "灾", "\ud800坏", "𠮷野家好吃", "好\x00坏", "不不不不不不", "　　丰收　"]
)
def test_any_text_has_a_score_between_0_and_1(text: str, scorer: str) -> None:
    value = sentiment.score([text], scorer)["score"].iloc[0]
    assert math.isnan(value) or 0 <= value <= 1


def test_20000_characters_are_scored_and_do_not_saturate() -> None:
    text = ("今年粮食丰收，农民笑得合不拢嘴。" + "事故造成3人死亡，家属悲痛欲绝。") * 700
    found = [sentiment.score([text], scorer)["score"].iloc[0] for scorer in ("default", "lexicon", "bayes")]
    assert all(0.2 < value < 0.8 for value in found)
    stock = sentiment.score([text], "snownlp")["score"].iloc[0]
    assert 0 < stock < 1


def test_evidence_names_the_words_and_where_they_stand() -> None:
    text = "去年全市失业率下降，未发现新增病例。"
    items = json.loads(sentiment.score([text], "lexicon")["evidence"].iloc[0])
    assert [item["text"] for item in items] == ["失业率下降", "未发现新增病例"]
    assert all(text[item["start"] : item["end"]] == item["text"] and item["weight"] > 0 for item in items)


def test_evidence_of_the_default_explains_the_label() -> None:
    items = json.loads(sentiment.score(["老人被骗走养老钱，全家痛哭。"])["evidence"].iloc[0])
    assert sum(item["weight"] for item in items) < 0


def test_evidence_survives_csv() -> None:
    found = sentiment.score(["“太惨了”，他说，\n大火烧毁了一切"], "lexicon")
    again = pd.read_csv(io.StringIO(found.to_csv(index=False)))
    assert json.loads(again["evidence"].iloc[0]) == json.loads(found["evidence"].iloc[0]) != []


def test_long_text_gives_evidence_at_its_own_place() -> None:
    text = "今天召开了会议。" * 60 + "火灾造成3人死亡。"
    items = json.loads(sentiment.score([text])["evidence"].iloc[0])
    assert all(text[item["start"] : item["end"]] == item["text"] for item in items)
    assert items[-1]["start"] > 480


def test_half_width_and_full_width_are_read_alike() -> None:
    a, b = sentiment.score(["造成3人死亡,12人受伤", "造成３人死亡，１２人受伤"])["score"]
    assert a == pytest.approx(b)


def test_unknown_words_move_nothing() -> None:
    """SnowNLP's fault: each unknown word pushed the score by the same step."""
    bayes = scorers.model.load().bayes
    assert bayes.logits(["㗊㗊", "qzx", "魑魅魍魉啊"]) == list(bayes.prior)


def test_a_single_text_may_be_given_bare() -> None:
    assert len(sentiment.score("丰收了")) == 1


def test_unknown_scorer_is_named() -> None:
    with pytest.raises(BanmianError, match="no scorer “vader”"):
        sentiment.score(["好"], "vader")


def test_what_is_not_text_is_named() -> None:
    with pytest.raises(BanmianError, match="Text 2 is float"):
        sentiment.score(["好", float("nan")])  # type: ignore[list-item]


def test_snownlp_is_not_imported_unless_asked_for() -> None:
    code = (
        "import sys; from helpers import sentiment; sentiment.score(['丰收了']); "
        "assert not any(m.split('.')[0] in ('snownlp', 'scipy', 'matplotlib') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_stock_snownlp_is_as_shipped() -> None:
    from snownlp import SnowNLP

    text = "复工597家，占规上工业企业的八成左右"
    assert sentiment.score([text], "snownlp")["score"].iloc[0] == SnowNLP(text).sentiments


@pytest.mark.parametrize(
    ("chances", "found", "expected"),
    [
        ([0.1, 0.2, 0.7], True, "positive"),
        ([0.34, 0.3, 0.36], True, "none"),  # no class is likely
        ([0.35, 0.05, 0.6], True, "none"),  # split
        ([0.6, 0.3, 0.1], False, "none"),  # thin: no lexicon evidence
        ([0.6, 0.3, 0.1], True, "negative"),
        ([0.2, 0.6, 0.2], False, "neutral"),
    ],
)
def test_when_the_default_abstains(chances: list[float], found: bool, expected: str) -> None:
    assert scorers._label(chances, found) == expected


def test_traditional_script_is_no_neutral_text() -> None:
    found = sentiment.score(["火災造成三人死亡，損失慘重，國民震驚", "火灾造成三人死亡，损失惨重，国民震惊"])
    assert list(found["label"]) == ["none", "negative"] and math.isnan(found["score"].iloc[0])
