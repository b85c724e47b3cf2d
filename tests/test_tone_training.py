"""Tone: data, training and measured quality."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import tone
from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.tone import bayes, labelled, lexicon, measuring, model, scorers, training
from helpers.tone.__main__ import main

ROWS = labelled.sentences()


def test_lexicon_is_large_and_every_kind_holds_words() -> None:
    table = pd.read_csv(DATA / "sentiment" / "lexicon.tsv", sep="\t", quoting=3)
    assert table["word"].nunique() >= 3000
    assert table["polarity"].between(-3, 3).all()
    assert not table.duplicated(["word", "kind"]).any()
    assert set(table["kind"]) >= lexicon.ACTING
    assert table["kind"].value_counts().min() >= 5


def test_sentences_are_many_different_and_of_all_labels() -> None:
    assert len(ROWS) >= 1500
    assert len({row.text for row in ROWS}) == len(ROWS)
    assert {row.label for row in ROWS} == set(labelled.LABELS)


def test_no_topic_is_both_trained_on_and_tested() -> None:
    topics = {split: {row.topic for row in ROWS if row.split == split} for split in ("train", "test", "fresh")}
    assert all(topics.values())
    assert not topics["train"] & topics["test"] and not topics["train"] & topics["fresh"]


def test_agreement_is_the_one_stated() -> None:
    same, kappa = labelled.agreement(ROWS)
    stated = (DATA / "sentiment" / "README.md").read_text(encoding="utf-8")
    assert f"{same:.1%}" in stated and f"{kappa:.3f}" in stated and str(len(ROWS)) in stated


def test_kappa_of_chance_is_zero() -> None:
    made = [("positive", "positive"), ("positive", "negative"), ("negative", "positive"), ("negative", "negative")]
    rows = [labelled.Sentence("", "", a, a, b, "train") for a, b in made]
    assert labelled.agreement(rows) == (0.5, 0.0)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return training.train(out=tmp_path_factory.mktemp("model") / "model.json")


def test_training_gives_the_shipped_model(trained: Path) -> None:
    """Deterministic, and in step with lexicon and sentences. (Last digits may differ between machines.)"""
    mine, shipped = model.load(trained), model.load()
    assert len(mine.words.keys() ^ shipped.words.keys()) < 10
    assert mine.temperature == pytest.approx(shipped.temperature, abs=0.02)
    for ours, theirs in zip(mine.dense, shipped.dense, strict=True):
        assert ours == pytest.approx(theirs, abs=0.02)


def test_training_twice_gives_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    assert training.train(out=tmp_path / "again.json").read_bytes() == trained.read_bytes()


def test_an_analysts_own_sentences_change_the_model(trained: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    rows = "\n".join(f"第{k}天，琼瑶台又见嫦娥舞,positive" for k in range(20))
    mine.write_text(f"sentence,label\n{rows}\n", encoding="utf-8-sig")
    again = model.load(training.train(mine, tmp_path / "mine.json"))
    assert again.bayes.words["~嫦娥"][2] > 1 and "~嫦娥" not in model.load(trained).bayes.words


def test_a_changed_model_file_is_read_again(trained: Path, tmp_path: Path) -> None:
    where = tmp_path / "model.json"
    where.write_bytes(trained.read_bytes())
    before = model.load(where)
    model.save(model.Model(before.dense, {}, before.bias, 1.0, 1.0, 0.45, before.bayes), where)
    assert model.load(where).words == {}


@pytest.mark.parametrize("content", ["sentence,label\n好,good\n", "sentence,label\n,positive\n", "a,b\nx,y\n"])
def test_a_bad_file_is_named_with_its_line(content: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(content, encoding="utf-8")
    with pytest.raises(BanmianError, match="line 2"):
        labelled.extra(bad)


def test_chinese_labels_are_understood(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("sentence\tlabel\n“好”，他说\t正面\n", encoding="utf-8")
    assert [(row.text, row.label) for row in labelled.extra(own)] == [("“好”，他说", "positive")]


def test_command_line_ends_with_2_on_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--extra", str(tmp_path / "none.csv")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_model_is_small_and_text() -> None:
    model._load.cache_clear()
    model.load()
    assert model.path().stat().st_size < 2_000_000


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BanmianError, match="python -m helpers.tone train"):
        model.load(tmp_path / "model.json")


def test_measured_figures_are_those_of_now() -> None:
    stored, fresh = tone.measure(), tone.measure(recompute=True)
    for name in ("summary", "confusion", "calibration", "confounders"):
        pd.testing.assert_frame_equal(stored[name], fresh[name], atol=0.02, check_exact=False)


def test_only_the_scorers_asked_for() -> None:
    some = tone.measure(which=("snownlp", "default"))
    assert all(set(some[name]["scorer"]) == {"snownlp", "default"} for name in ("summary", "confusion", "calibration"))
    assert len(some["agreement"]) == 1


def test_the_aims_are_met_on_the_test_split() -> None:
    table = tone.measure()["summary"].set_index(["scorer", "split"])
    default, stock = table.loc[("default", "test")], table.loc[("snownlp", "test")]
    assert default["macro_f1"] >= 0.75 and default["abstained"] <= 0.25
    assert default["auc"] > stock["auc"] + 0.2 and default["macro_f1_all"] > stock["macro_f1_all"] + 0.2
    assert table.loc[("default", "fresh"), "macro_f1_all"] >= 0.7


def test_confusion_counts_every_sentence_once() -> None:
    stored = tone.measure()
    sums = stored["confusion"].groupby(["scorer", "split"])["n"].sum()
    assert (sums == stored["summary"].set_index(["scorer", "split"])["n"].sort_index()).all()


def test_calibration_is_honest() -> None:
    table = tone.measure()["calibration"]
    default = table[(table["scorer"] == "default") & (table["n"] >= 20)]
    assert (default["score"] - default["observed"]).abs().max() < 0.2


def test_figures_of_another_model_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "digest", lambda: "other")
    with pytest.raises(BanmianError, match="another model"):
        tone.measure()


def test_note_says_how_right_and_on_how_many() -> None:
    assert re.search(r"on \d{3} held-out sentences .*macro-F1 0\.\d\d", tone.note())


def test_quality_by_hand() -> None:
    truth = ["positive", "negative", "neutral", "negative"]
    found = [
        scorers.Verdict(s, label)
        for s, label in ((0.9, "positive"), (0.2, "negative"), (0.5, "none"), (0.9, "positive"))
    ]
    figures = measuring.quality(truth, found)
    assert figures["abstained"] == 0.25 and figures["accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["accuracy_all"] == 0.5 and figures["auc"] == 0.75
    assert figures["macro_f1_all"] == pytest.approx((2 / 3 + 0 + 2 / 3) / 3, abs=1e-4)


def test_auc_of_no_order_is_a_half() -> None:
    assert measuring.auc([("positive", 0.5), ("negative", 0.5), ("neutral", 0.1)]) == 0.5


def test_bayes_learns_what_it_is_told() -> None:
    found = bayes.fit([(["丰收"], "positive", 1.0), (["失火"], "negative", 1.0), (["会议"], "neutral", 1.0)])
    assert max(range(3), key=found.probabilities(["丰收"]).__getitem__) == 2
    assert found.probabilities(["从未见过"]) == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize(
    ("rows", "said"),
    [("好\tgood\tfeeling\tx", "is no number"), ("好", "needs word")],
)
def test_a_bad_lexicon_row_is_named(rows: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "lexicon.tsv").write_text(f"word\tpolarity\tkind\tnote\n{rows}\n", encoding="utf-8")
    (tmp_path / "phrases.tsv").write_text("pattern\tpolarity\tnote\n", encoding="utf-8")
    with pytest.raises(BanmianError, match=f"line 2.*{said}"):
        lexicon.load(tmp_path)
