"""Counts, the words of the page, keyness, concordance and what else is read from words."""

import json
import math
import shutil
from collections import Counter
from pathlib import Path

import pytest

import helpers
from helpers import words
from helpers.errors import BanmianError
from helpers.facts.model import Name, Term
from helpers.page.text import Reading
from helpers.words import Dictionary

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt"
JUDGED = json.loads((HERE / "cases" / "words_sample_judged.json").read_text(encoding="utf-8"))
TERMS = json.loads((HERE / "cases" / "words_page_terms.json").read_text(encoding="utf-8"))
NONE = Dictionary()


@pytest.fixture(scope="module")
def edition():
    return helpers.read_edition(SAMPLE)


def verdicts(kind):
    return {case["word"] for case in JUDGED if case["verdict"] == kind}


# --- the words of the sample edition, judged by hand


def test_the_forty_most_frequent_content_words_hold_no_fragment(edition):
    top = set(words.counts(edition, content=True).head(40)["word"])
    assert not top & verdicts("fragment")
    assert not top - verdicts("word"), "judge these by hand and add them to words_sample_judged.json"


def test_no_fragment_is_a_word_of_the_sample_edition_at_all(edition):
    counted = set(words.counts(edition)["word"])
    assert not counted & (verdicts("fragment") - {"埭", "泖", "散", "仲"})


def test_the_stock_cut_would_have_charted_fragments(edition):
    top = set(words.counts(edition, NONE, page=False, content=True).head(40)["word"])
    assert top & verdicts("fragment")


@pytest.mark.parametrize(
    "word", ["外防输入", "规上企业", "规上工业企业", "嘉行码", "洁芳小区", "新埭镇", "散考权", "仲旭东"]
)
def test_words_of_the_page_are_whole_without_anyone_typing_them(edition, word):
    table = words.counts(edition, NONE).set_index("word")
    assert table.loc[word, "count"] == sum(a.reading.plain.count(word) for a in edition.articles)
    assert table.loc[word, "source"] == "page"


@pytest.mark.parametrize("case", TERMS, ids=lambda c: f"{c['kind']}: {c['text'][:12]}")
def test_page_terms(case):
    table = words.page_terms(case["text"])
    accepted = set(table[table["accepted"]]["term"])
    assert set(case["expect"]) <= accepted
    assert not set(case["refuse"]) & accepted


def test_names_and_terms_given_as_rows_come_out_whole():
    text = "云溪北站站房由卓然设计，“云水相逢”取自诗句。"
    names = [
        Name(0, 4, "云溪北站", "place", "云溪北站", "", "", "x"),
        {"kind": "person", "text": "卓然", "name": "卓然"},
    ]
    table = words.table("e", [(1, text)], NONE, names=names, terms=[Term(12, 18, "云水相逢", "measure", "x")])
    found = table.set_index("word")["flag"]
    assert (found["云溪北站"], found["云水相逢"]) == ("ns", "nz")
    assert "卓然" in found


def test_a_known_word_that_is_a_name_here_has_the_names_part_of_speech():
    table = words.table("e", [(1, "乐乐说，乐乐笑了")], NONE, names=[{"kind": "person", "text": "乐乐"}])
    row = table.set_index("word").loc["乐乐"]
    assert (row["flag"], row["source"], row["count"]) == ("nr", "default dictionary", 2)


def test_evidence_is_the_hand_computed_one():
    text = "嘉南码好用。扫嘉南码进门。他有嘉南码。码头很远。"
    row = words.page_terms(text, terms=["嘉南码"]).set_index("term").loc["嘉南码"]
    assert (row["count"], row["articles"], row["evidence"]) == (3, 1, "quoted")


def test_cohesion_and_entropy_are_the_hand_computed_ones():
    text = "卫星能源投产。参观卫星能源。卫星能源扩建，祝贺卫星能源。"
    row = words.page_terms(text).set_index("term").loc["卫星能源"]
    total = len([w for w in words.cut(text) if w.isalnum()])
    assert row["pieces"] == "卫星|能源"
    assert row["cohesion"] == pytest.approx(math.log2((4 / total) / ((4 / total) * (4 / total))))
    assert row["left_entropy"] == pytest.approx(2) and row["right_entropy"] == pytest.approx(2)


# --- counts


TINY = [(1, "复工复工复产，企业复工。"), (2, "企业开门。")]


def test_counts_are_the_counts_of_the_cut():
    table = words.counts(TINY, NONE, page=False)
    expected = Counter(w for _, text in TINY for w in words.cut(text) if w.isalnum())
    assert dict(zip(table["word"], table["count"], strict=True)) == expected


def test_shares_add_up_and_per_mille_is_a_thousand_times_share(edition):
    table = words.counts(edition)
    assert table["share"].sum() == pytest.approx(1)
    assert (table["per_mille"] - 1000 * table["share"]).abs().max() < 1e-9
    assert (table["count"] >= table["articles"]).all()


def test_columns_begin_as_the_contract_says(edition):
    first = ["edition", "word", "flag", "count", "articles", "share", "tfidf", "source"]
    assert list(words.table(edition.stem, edition.articles).columns)[:8] == first
    sources = set(words.table(edition.stem, edition.articles)["source"])
    assert sources <= {"default dictionary", "user dictionary", "page", "hmm"}


def test_figures_of_a_word_are_the_hand_computed_ones():
    row = words.counts(TINY, NONE, page=False).set_index("word").loc["企业"]
    sizes = [len([w for w in words.cut(text) if w.isalnum()]) for _, text in TINY]
    total = sum(sizes)
    assert (row["count"], row["articles"]) == (2, 2)
    assert row["share"] == pytest.approx(2 / total)
    assert row["tfidf"] == pytest.approx(2 / total * (math.log(3 / 3) + 1))
    deviation = sum(abs(1 / 2 - size / total) for size in sizes) / 2 / (1 - min(sizes) / total)
    assert row["dispersion"] == pytest.approx(deviation)


def test_dispersion_is_one_in_the_shortest_article_only_and_nought_when_even():
    even = words.counts([(1, "企业开门"), (2, "企业开门")], NONE, page=False)
    assert even["dispersion"].tolist() == pytest.approx([0, 0])
    one = words.counts([(1, "企业开门企业开门"), (2, "学校")], NONE, page=False).set_index("word")
    assert one.loc["学校", "dispersion"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("的", "stop"), ("597", "number"), ("三分之二", "number"), ("两个", "number"), ("八成", "number"), ("严防死守", "phrase"),
     ("镇", "single"), ("一线", "content"), ("企业", "content"), ("LED", "content")],
)  # fmt: skip
def test_kinds(word, kind):
    table = words.counts(f"{word}，", NONE).set_index("word")
    assert table.loc[word, "kind"] == kind


def test_content_leaves_out_only_what_is_no_content(edition):
    table = words.counts(edition)
    content = words.counts(edition, content=True)
    assert content["count"].sum() == table[table["kind"] == "content"]["count"].sum()
    assert set(table["kind"]) == {"content", "stop", "phrase", "number", "single"}


def test_sources(tmp_path):
    own = Dictionary.of(["测温亮码"])
    table = words.counts("企业测温亮码，扫“嘉行码”，嘉行码。杜建蕊来了", own).set_index("word")["source"]
    assert table["企业"] == "default dictionary" and table["测温亮码"] == "user dictionary"
    assert table["嘉行码"] == "page" and table["杜建蕊"] == "hmm"


def test_a_guess_that_holds_grammar_is_taken_apart_before_counting():
    table = words.counts("自9时至11时停电，17日晚恢复，3号楼除外", NONE)
    assert not {"时至", "日晚", "号楼"} & set(table["word"])


@pytest.mark.parametrize(
    "source", ["", "   ", "12345 678", "only Latin text here", [], [(1, "")], "。。。！", "😀\ud83d"]
)
def test_poor_texts_give_tables_with_columns(source):
    assert list(words.counts(source).columns) == list(words.counts(TINY).columns)
    for table in (words.page_terms(source), words.phrases(source), words.concepts(source), words.ngrams(source)):
        assert len(table.columns) > 4
    assert words.collocations(source).empty and words.concordance(source, "企业").empty
    assert words.network(source).number_of_nodes() == 0


@pytest.mark.parametrize("source", [5, b"bytes", {"a": "b"}, [5], words.counts("企业")])
def test_what_is_no_text_is_one_clear_sentence(source):
    with pytest.raises(BanmianError, match="give"):
        words.counts(source)


def test_a_source_that_can_be_read_once_only_is_read_whole():
    assert words.counts(iter(TINY))["count"].sum() == words.counts(TINY)["count"].sum()
    assert words.phrase_share(iter(["要严防死守"]))["phrases"].tolist() == [1]
    assert words.network(iter([(1, "企业复工。" * 3)]), minimum=1).number_of_nodes() == 2


def test_a_dictionary_of_the_edition_is_used(tmp_path, monkeypatch):
    from helpers import lexicon

    shutil.copytree(lexicon.DATA / "lexicons", tmp_path / "lexicons")
    (tmp_path / "lexicons" / "editions").mkdir(exist_ok=True)
    (tmp_path / "lexicons" / "editions" / "one.txt").write_text("测温亮码\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    assert "测温亮码" in set(words.table("one", [(1, "通过测温亮码进门")])["word"])
    assert "测温亮码" not in set(words.table("two", [(1, "通过测温亮码进门")])["word"])


def test_a_corpus_is_counted_as_one_or_edition_by_edition(edition):
    other = helpers.read_text(
        "桐山日报\n\n嘉行码推广\n\n本报讯 扫嘉行码，企业开门。企业复工。", date="2022-03-26", stem="other"
    )
    pooled = words.counts([edition, other]).set_index("word")
    apart = words.counts([edition, other], by_edition=True)
    assert set(apart["edition"]) == {edition.stem, "other"} and set(pooled["edition"]) == {""}
    assert apart.groupby("word")["count"].sum().to_dict() == pooled["count"].to_dict()
    assert apart[apart["edition"] == "other"].set_index("word").loc["嘉行码", "source"] == "page"


# --- stop words, phrases, glosses, concepts


def test_before_and_after_the_stop_words(edition):
    table = words.before_after(edition, top=10)
    assert table["word_before"][0] == "的" and table["word_after"][0] == "疫情"
    shown = words.before_after(edition, top=10, stops=["疫情"])
    assert "疫情" not in set(shown["word_after"]) and "工作" in set(shown["word_after"])


def test_phrases_have_their_own_share():
    text = "要严防死守，严防死守。企业复工"
    table = words.phrases(text)
    assert table["phrase"].tolist() == ["严防死守", "严防死守"]
    assert [text[s:e] for s, e in zip(table["start"], table["end"], strict=True)] == ["严防死守"] * 2
    assert words.phrase_share(text)["share"][0] == pytest.approx(8 / 13)
    assert words.phrases("守住“舍小家为大家”的信念")["kind"].tolist() == ["quoted"]


def test_glosses():
    table = words.glossed(words.counts("企业企业某某某某物", NONE, page=False))
    assert table.set_index("word").loc["企业", "english"] == "company"
    assert words.label("企业") == "企业 (company)" and words.label("埭") == "埭"
    assert "企业" not in words.unglossed(table)


def test_concepts_count_each_place_once_and_the_longer_word():
    groups = {"防控": ["防控", "疫情防控"], "生产": ["企业"], "空": []}
    table = words.concepts([(1, "疫情防控与企业防控"), (2, "企业")], groups)
    assert table["word"].tolist() == ["疫情防控", "防控", "企业", "企业"]
    cross = words.concept_table([(1, "疫情防控与企业防控"), (2, "企业"), (3, "无")], groups)
    assert cross.values.tolist() == [[2, 1, 0], [0, 1, 0], [0, 0, 0]]


def test_a_concept_file_names_its_bad_line(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("防控\t疫情\n生产\n", encoding="utf-8")
    with pytest.raises(BanmianError, match="Line 2"):
        words.categories(path)


# --- concordance


@pytest.mark.parametrize("term", ["外防输入", "隔离", "解封", "企业", "的"])
def test_a_concordance_lists_every_occurrence(edition, term):
    table = words.concordance(edition, term)
    assert len(table) == sum(a.reading.plain.count(term) for a in edition.articles)
    in_bodies = (table["part"] == "body").sum()
    assert in_bodies == sum(helpers.page.text.plain(a.body).count(term) for a in edition.articles)
    for row in table.to_dict("records"):
        assert edition.source[row["start"] : row["end"]].replace("\n", "") == row["text"]
        assert row["text"] in row["sentence"]


@pytest.mark.parametrize("word", ["企业", "隔离", "外防输入", "疫情"])
def test_every_count_can_be_opened(edition, word):
    count = words.counts(edition).set_index("word").loc[word, "count"]
    assert len(words.concordance(edition, word, whole=True)) == count == len(words.occurrences(edition, word))


def test_a_concordance_is_sorted_by_what_stands_beside():
    text = "乙企业丙。甲企业丁。丙企业甲。"
    assert words.concordance(text, "企业", sort="left")["left"].str[-1].tolist() == sorted("乙甲丙")
    assert words.concordance(text, "企业", sort="right")["right"].str[0].tolist() == sorted("丙丁甲")
    assert words.concordance(text, "企业")["start"].tolist() == [1, 6, 11]


def test_a_concordance_lines_up_for_a_chinese_font():
    lines = words.aligned(words.concordance("A股企业开门。\n我们的企业开门", "企业")).split("\n")
    width = [sum(1 if c.isascii() else 2 for c in line.split("【")[0]) for line in lines]
    assert len(set(width)) == 1


@pytest.mark.parametrize("change", [{"term": ""}, {"sort": "up"}])
def test_a_concordance_says_what_is_wrong(change):
    with pytest.raises(BanmianError):
        words.concordance("企业", **{"term": "企业", **change})


def test_spans_lead_through_rejoined_lines_to_the_source():
    source = "坚决筑牢“外防\n输入”防线"
    table = words.concordance([(1, Reading.of(source))], "外防输入")
    assert source[table["start"][0] : table["end"][0]] == "外防\n输入" and table["text"][0] == "外防输入"


# --- keyness, collocations, n-grams


def test_log_likelihood_and_log_ratio_are_the_hand_computed_ones():
    table = words.keyness("企业企业企业开门", "学校学校学校开门开门", minimum=1, dictionary=NONE, page=False)
    row = table.set_index("word").loc["企业"]
    a, b, total_a, total_b = 3, 0, 4, 5
    expected = total_a * (a + b) / (total_a + total_b)
    assert row["log_likelihood"] == pytest.approx(2 * a * math.log(a / expected))
    assert row["log_ratio"] == pytest.approx(math.log2((3 / 4) / (0.5 / 5)))
    assert (row["over"], row["count_a"], row["count_b"]) == ("a", 3, 0)


def test_keyness_of_a_known_table():
    from helpers.words.comparing import log_likelihood, log_ratio

    # 20 in 1,000 against 10 in 2,000: E = 10 and 20, G2 = 2 (20 ln 2 + 10 ln 0.5) = 20 ln 2
    assert log_likelihood(20, 10, 1000, 2000) == pytest.approx(20 * math.log(2))
    assert log_ratio(20, 10, 1000, 2000) == pytest.approx(2)
    assert log_likelihood(10, 20, 1000, 2000) == pytest.approx(0)


def test_keyness_keeps_a_floor_and_one_word_one_word_on_both_sides(edition):
    one, rest = words.select(edition, [4]), words.select(edition, without=[4])
    table = words.keyness(one, rest, minimum=3)
    assert (table["count_a"] + table["count_b"]).min() >= 3
    assert table["word"][0] == "小区" or table["over"][0] == "a"
    assert table["word"].is_unique


@pytest.mark.parametrize("side", [("", "企业"), ("企业", "。")])
def test_keyness_needs_words_on_both_sides(side):
    with pytest.raises(BanmianError, match="has none"):
        words.keyness(*side)


def test_a_missing_article_is_one_clear_sentence(edition):
    with pytest.raises(BanmianError, match="no article 99"):
        words.select(edition, [99])


def test_collocations_are_the_hand_computed_ones():
    text = "企业恢复生产。企业恢复生产。学校恢复上课。企业开门。"
    table = words.collocations(text, "企业", window=2, minimum=1, dictionary=NONE, page=False).set_index("collocate")
    row = table.loc["生产"]
    assert (row["count"], row["count_node"], row["count_collocate"]) == (2, 3, 2)
    assert row["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (3 + 2)))
    assert row["pmi"] == pytest.approx(math.log2(2 * 11 / (3 * 2 * 2 * 2)))
    assert (row["before"], row["after"]) == (0, 2)
    assert "学校" not in table.index
    near = words.collocations(text, "企业", window=1, minimum=1, dictionary=NONE, page=False)
    assert "生产" not in set(near["collocate"])


def test_collocations_are_never_above_fourteen_and_keep_the_floor(edition):
    table = words.collocations(edition, minimum=3)
    assert table["log_dice"].max() <= 14 and table["count"].min() >= 3
    assert (table["count"] <= table[["count_node", "count_collocate"]].min(axis=1)).all()


def test_a_word_that_is_not_there_has_no_collocations_and_says_so():
    with pytest.raises(BanmianError, match="not a word of this text"):
        words.collocations("企业开门", "外防输入")


def test_the_network_holds_the_collocations_of_the_frequent_words(edition):
    graph = words.network(edition, top=20)
    assert 2 <= graph.number_of_nodes() <= 20
    pairs = words.collocations(edition).set_index(["node", "collocate"])
    for a, b, data in graph.edges(data=True):
        key = (a, b) if (a, b) in pairs.index else (b, a)
        assert pairs.loc[key, "count"] == data["count"]
    assert all(graph.nodes[n]["count"] >= 3 for n in graph)


def test_ngrams_do_not_cross_marks():
    table = words.ngrams("企业复工，企业复工。复工企业", 2, minimum=1, dictionary=NONE, page=False).set_index("pieces")
    assert table["count"].to_dict() == {"企业|复工": 2, "复工|企业": 1}
    assert table.loc["企业|复工", "per_mille"] == pytest.approx(2000 / 3)
    with pytest.raises(BanmianError):
        words.ngrams("企业", 0)


def test_dispersion_places_words_on_the_whole_source():
    source = [(1, "企业开门"), (2, "学校企业")]
    table = words.dispersion(source, ["学校", "企业"])
    assert table["word"].tolist() == ["学校", "企业", "企业"]
    assert table["position"].tolist() == pytest.approx([4 / 8, 0, 6 / 8])
    bounds = words.article_bounds(source)
    assert bounds[["begins", "ends"]].values.tolist() == [[0, 0.5], [0.5, 1]]


# --- explanations


def test_an_explanation_answers_where_a_word_comes_from_and_what_it_changed():
    text = "外防输入是重点，“外防输入”不松。境外输入"
    answers = words.explain("外防输入", text, NONE).set_index("question")["answer"]
    assert answers["Where does it come from?"].startswith("page")
    assert answers["What would the stock dictionary make of it?"] == "外防|输入"
    assert answers["How often was it counted as a word?"] == "2"
    assert answers["What did that change in the counts of its pieces?"] == "外防 2 → 0、输入 3 → 1"


def test_an_explanation_says_where_the_rest_of_a_word_went():
    own = Dictionary.of(["疫情防控"])
    answers = words.explain("疫情", "疫情防控。疫情过去", own).set_index("question")["answer"]
    assert answers["How often do its characters stand in the text?"] == "2"
    assert answers["How often was it counted as a word?"] == "1"
    assert answers["Inside which other words does it stand?"] == "疫情防控 1"


def test_an_explanation_needs_a_word():
    with pytest.raises(BanmianError, match="no word is given"):
        words.explain(" ", "企业")


def test_an_explanation_shows_where_a_word_was_cut_apart():
    answers = words.explain("平湖市", "平湖市民说，平湖市不大", NONE).set_index("question")["answer"]
    assert answers["How often was it counted as a word?"] == "1"
    assert answers["Where was it cut apart, or does it lie across words?"] == "平湖|市民 1"


@pytest.mark.parametrize(
    ("word", "said"), [("企业", "default"), ("杜建蕊", "hmm"), ("测温亮码", "user"), ("外防输入", "nowhere")]
)
def test_an_explanation_without_a_text(word, said):
    assert words.explain(word, dictionary=Dictionary.of(["测温亮码"]))["answer"][0].startswith(said)


def test_the_effect_of_a_dictionary_on_the_counts():
    table = words.effect("外防输入，外防输入", Dictionary.of(["外防输入"]), page=False).set_index("word")["change"]
    assert table.to_dict() == {"外防输入": 2, "外防": -2, "输入": -2}


@pytest.mark.parametrize("run", ["疫情防控企业复工" * 12_500, "的" * 100_000, "企业\n" * 33_000, "“" * 100_000])
def test_long_runs_are_counted_to_their_end(run):
    assert words.counts(run)["count"].sum() >= 0
    assert len(words.concordance(run, "企业")) == run.count("企业")
    words.page_terms(run)
    words.phrases(run)


# --- the word lists


def test_the_word_lists_hold_what_their_comments_say():
    from helpers import lexicon
    from helpers.words.stock import known

    user, stops, phrases = Dictionary.project(), words.stop_words(), lexicon.words("word_phrase")
    assert not user.remarks and not [w for w in user.entries if known(w)]
    assert not stops & phrases and not stops & set(user.entries) and not phrases & set(user.entries)
    assert all(len(row) == 2 and row[1] for row in lexicon.rows("word_gloss"))
    assert {row[1] for row in lexicon.rows("word_split")} == {"lead", "tail", "unit"}
    assert {row[1] for row in lexicon.rows("word_bound")} == {"head", "between", "noun"}
    assert all(len(group) > 4 for group in words.categories().values())
    for name in ("word_stop", "word_phrase", "word_gloss", "word_suffix", "word_place_suffix"):
        listed = [row[0] for row in lexicon.rows(name)]
        assert len(listed) == len(set(listed)), name
