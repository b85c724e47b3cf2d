"""Charts: every one in both languages, empty and full, readable, glyph-safe and the same each time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

import helpers
from helpers import charts, lexicon, tables
from helpers.charts import font, language, style
from helpers.errors import BanmianError

CASES = json.loads((Path(__file__).parent / "cases" / "charts.json").read_text(encoding="utf-8"))
ABOUT = SimpleNamespace(paper="嘉兴日报", local_edition="平湖版", date="2022-03-25")
BLANK = {"str": "", "int": 0, "int?": None, "float": None, "list": []}
LANGUAGES = ("en", "zh")


def table(name: str, rows: list[dict]) -> pd.DataFrame:
    """Rows of the case file as a checked table: what a row leaves out is empty."""
    columns = tables.COLUMNS[name]
    full = [
        {key: row.get(key, BLANK[kind]) for key, kind in columns.items()} | {"edition": "2022-03-25_page"}
        for row in rows
    ]
    return tables.frame(name, full)


FULL = {name: table(name, rows) for name, rows in CASES.items()}
EMPTY = {name: table(name, []) for name in CASES}

KEYNESS = pd.DataFrame(
    [("企业", "n", "a", 19, 8, 9.0, 2.0, 21.0, 2.1, 0.001), ("小区", "n", "b", 0, 11, 0.0, 3.0, 8.0, -3.2, 0.01),
     ("天气", "n", "b", 1, 2, 0.4, 0.5, 0.2, -0.3, 0.6)],
    columns=["word", "flag", "over", "count_a", "count_b", "per_mille_a", "per_mille_b", "log_likelihood", "log_ratio", "p_value"],
)  # fmt: skip
PLACES = pd.DataFrame({"word": ["疫情", "疫情", "企业"], "article": [1, 3, 3], "position": [0.01, 0.4, 0.45]})
BOUNDS = pd.DataFrame({"article": [1, 2, 3], "begins": [0.0, 0.2, 0.38], "ends": [0.2, 0.38, 1.0]})
PAIRS = pd.DataFrame({"node": ["疫情", "企业", "小区"], "collocate": ["防控", "复工复产", "解封"], "count": [19, 7, 4],
                      "log_dice": [13.0, 12.0, 12.0]})  # fmt: skip
CONCEPTS = pd.DataFrame({"防控": [21.7, 0.0], "农业": [0.0, 0.0], "天气环境": [0.0, 125.0]},
                        index=pd.MultiIndex.from_tuples([("e", 1), ("e", 6)]))  # fmt: skip
SHARES = pd.DataFrame(
    {"article": [1, 6], "chars": [700, 90], "phrase_chars": [85, 0], "phrases": [12, 0], "share": [0.121, 0.0]}
)
PHRASES = pd.DataFrame({"phrase": ["铜墙铁壁", "铜墙铁壁", "严防死守"], "article": [1, 1, 1]})
QUALITY = pd.DataFrame({"scorer": ["snownlp", "default"], "split": ["test"] * 2, "n": [442] * 2,
                        "accuracy_all": [0.42, 0.86], "baseline": [0.36] * 2})  # fmt: skip
CONFUSION = pd.DataFrame(
    [(s, "test", t, v, n) for s in ("snownlp", "default") for t in tables.LABELS[:3] for v, n in
     zip(tables.LABELS, (30, 20, 50, 3), strict=True)], columns=["scorer", "split", "truth", "label", "n"],
)  # fmt: skip
CALIBRATION = pd.DataFrame(
    [(s, "test", k / 5, (k + 1) / 5, 100 + k, k / 5 + 0.1, k / 6 + 0.1) for s in ("snownlp", "default") for k in range(5)],
    columns=["scorer", "split", "low", "high", "n", "score", "observed"],
)  # fmt: skip
SCORED = pd.DataFrame(
    [("陆先生", "", "resident", "positive", 4), ("陆先生", "", "resident", "none", 4), ("罗焯南", "总经理", "business", "neutral", 3),
     ("", "", "unknown", "negative", 9)], columns=["speaker", "role", "voice", "label", "article"],
)  # fmt: skip

CHARTS: dict[str, Callable] = {
    "page_anatomy": lambda t, **how: charts.page_anatomy(t["ledger"], t["articles"], **how),
    "figures_by_kind": lambda t, **how: charts.figures_by_kind(t["facts"], t["articles"], **how),
    "approximate_figures": lambda t, **how: charts.approximate_figures(t["facts"], t["articles"], **how),
    "cross_check_board": lambda t, **how: charts.cross_check_board(t["checks"], t["facts"], **how),
    "dates_timeline": lambda t, **how: charts.dates_timeline(t["dates"], t["articles"], **how),
    "people": lambda t, **how: charts.people_and_organisations(t["names"], t["articles"], **how),
    "word_bars": lambda t, **how: charts.word_bars(t["words"], **how),
    "word_cloud": lambda t, **how: charts.word_cloud(t["words"], **how),
    "sentence_scores": lambda t, **how: charts.sentence_scores(t["sentiment"], t["articles"], **how),
    "resumption_interval": lambda t, **how: charts.resumption_interval(t["resumption"], **how),
    "staff_on_post": lambda t, **how: charts.staff_on_post(t["resumption"], t["containment"], **how),
    "zone_flow": lambda t, **how: charts.zone_flow(t["zones"], **how),
    "containment_measures": lambda t, **how: charts.containment_measures(t["containment"], **how),
    "claims_timeline": lambda t, **how: charts.claims_timeline(
        t["dates"], t["resumption"], t["zones"], t["containment"], **how
    ),
}
#: Charts of tables that are not the contract's: each with its full table; the empty one is cut from it.
COMPARING: dict[str, Callable] = {
    "keyness_bars": lambda n, **how: charts.keyness_bars(KEYNESS.head(n), "A", "B", **how),
    "dispersion_strips": lambda n, **how: charts.dispersion_strips(PLACES.head(n), BOUNDS, **how),
    "collocation_network": lambda n, **how: charts.collocation_network(PAIRS.head(n), **how),
    "concept_heatmap": lambda n, **how: charts.concept_heatmap(CONCEPTS.head(n), FULL["articles"], **how),
    "phrase_shares": lambda n, **how: charts.phrase_shares(SHARES.head(n), PHRASES, FULL["articles"], **how),
    "scorer_quality": lambda n, **how: charts.scorer_quality(QUALITY.head(n), **how),
    "scorer_confusion": lambda n, **how: charts.scorer_confusion(CONFUSION.head(n * 3), **how),
    "scorer_calibration": lambda n, **how: charts.scorer_calibration(CALIBRATION.head(n), **how),
    "speakers_tone": lambda n, **how: charts.speakers_tone(SCORED.head(n), **how),
}


def texts(fig) -> list[str]:
    from matplotlib.text import Text

    return [t.get_text() for t in fig.findobj(Text) if t.get_visible() and t.get_text()]


def boxes(fig) -> list[tuple[str, object]]:
    from matplotlib.text import Text

    fig.canvas.draw()
    return [(t.get_text(), t.get_window_extent()) for t in fig.findobj(Text) if t.get_visible() and t.get_text()]


@lru_cache
def everything(language: str) -> list:
    full = [(name, draw(FULL, language=language, about=ABOUT)) for name, draw in CHARTS.items()]
    return full + [(name, draw(9, language=language, about=ABOUT)) for name, draw in COMPARING.items()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_cut_off_at_the_edge(lang):
    for name, fig in everything(lang):
        width, height = fig.bbox.width, fig.bbox.height
        for text, box in boxes(fig):
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, (
                f"{name}: {text!r} leaves the picture"
            )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_labels_lie_on_each_other(lang):
    for name, fig in everything(lang):
        if name == "word_cloud":  # its words lie between each other's strokes: see the test of their ink
            continue
        placed = boxes(fig)
        for k, (one, a) in enumerate(placed):
            for other, b in placed[k + 1 :]:
                wide = min(a.x1, b.x1) - max(a.x0, b.x0)
                high = min(a.y1, b.y1) - max(a.y0, b.y0)
                turned = name in (
                    "figures_by_kind",
                    "concept_heatmap",
                )  # boxes of slanted heads are larger than they look
                assert wide <= 2 or high <= 4 or turned, f"{name}: {one!r} lies on {other!r}"


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_table_is_said_in_words(name, lang):
    fig = CHARTS[name](EMPTY, language=lang, about=ABOUT)
    assert any(len(t) > (8 if lang == "zh" else 25) for t in texts(fig)), texts(fig)
    assert len(fig.axes) == 1 and not fig.axes[0].lines


@pytest.mark.parametrize("name", COMPARING)
def test_an_empty_comparison_is_said_in_words(name):
    assert len(COMPARING[name](0).axes[0].texts) == 1


@pytest.mark.parametrize("name", CHARTS)
def test_chinese_charts_are_chinese(name):
    """No English word but proper names of software; dates, numbers and page text are the page's own."""
    for tables_, why in ((FULL, "full"), (EMPTY, "empty")):
        left = re.sub(r"SnowNLP|CSV", "", " ".join(texts(CHARTS[name](tables_, language="zh", about=ABOUT))))
        assert not re.findall(r"[A-Za-z]{2,}", left), f"{name} {why}"


def test_english_charts_gloss_the_words():
    found = texts(charts.word_bars(FULL["words"], language="en"))
    assert any(re.fullmatch(r"疫情 [a-z]+", t) for t in found)


def test_a_word_without_a_gloss_stays_whole():
    assert language.named("嘉行码", "en") == "嘉行码"
    assert language.gloss("规上企业鹱") == ""


def test_the_resumption_title_computes_the_total():
    assert "703–796" in charts.resumption_interval(FULL["resumption"], language="en").caption
    assert "703–796" in charts.resumption_interval(FULL["resumption"], language="zh").caption


def test_a_level_that_output_is_back_at_is_no_share_of_a_whole():
    text = "全市规上企业复工率达82.4%，工业用电量恢复到去年同期的86%。"
    claims = helpers.read_text(text, date="2020-03-05").tables()["resumption"]
    written = texts(charts.resumption_interval(claims, language="en").figure)
    assert "82.4% of all" in written
    assert "86% of the earlier level" in written


def test_staff_is_listed_and_never_added_up():
    found = texts(charts.staff_on_post(FULL["resumption"], FULL["containment"]))
    assert "2 figures of people at work or on duty, the largest 867" in found
    assert "66" in found and not any("933" in text for text in found)


def test_the_board_draws_the_implied_total():
    assert "703–796" in texts(charts.cross_check_board(FULL["checks"], FULL["facts"]))


def test_the_board_turns_with_the_figures():
    """Six in ten instead of eight: another total. A board that prints a constant would not notice."""
    facts = FULL["facts"].copy()
    facts.loc[facts["text"] == "八成左右", ["value", "low", "high"]] = [0.6, 0.55, 0.65]
    assert "919–1,085" in texts(charts.cross_check_board(FULL["checks"], facts))


def test_the_source_line_names_paper_date_and_article():
    line = texts(charts.zone_flow(FULL["zones"], language="zh", about=ABOUT, articles=FULL["articles"]))
    assert "来源：嘉兴日报 平湖版，2022年3月25日，第4篇《我市进一步调整“三区”范围》" in line


def test_without_facts_of_the_edition_its_stem_is_the_source():
    assert any("2022-03-25_page" in t for t in texts(charts.zone_flow(FULL["zones"])))


def test_dollars_in_a_headline_are_no_formula():
    articles = FULL["articles"].copy()
    articles.loc[0, "headline"] = "成本$x_1$降$y^2$元"
    fig = charts.figures_by_kind(FULL["facts"].assign(article=1), articles)
    assert "1 成本$x_1$降$y^2$元" in texts(fig)
    fig.canvas.draw()
    assert not any(t.get_parse_math() for t in fig.findobj(lambda a: hasattr(a, "get_parse_math")))


def test_an_unknown_language_is_refused():
    with pytest.raises(BanmianError, match="en and zh"):
        charts.word_bars(FULL["words"], language="fr")


def test_a_page_character_without_a_glyph_is_printed_as_geta(tmp_path):
    words = FULL["words"].copy()
    words.loc[0, "word"] = "疫🙂情"
    fig = charts.word_bars(words, language="zh")
    assert "疫〓情" in texts(fig)
    charts.save(fig, "x", words, folder=tmp_path)


def test_a_missing_glyph_stops_the_saving(tmp_path):
    fig, axes = style.canvas("title", 1)
    axes.text(0, 0, "🙂")
    with pytest.raises(charts.MissingGlyph, match="1F642"):
        charts.save(fig, "x", FULL["words"], folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_save_writes_four_files_the_same_each_time(tmp_path):
    for name in ("a", "b"):
        for stem, draw in (
            ("anatomy", CHARTS["page_anatomy"]),
            ("cloud", CHARTS["word_cloud"]),
            ("dates", CHARTS["dates_timeline"]),
        ):
            charts.save(draw(FULL, about=ABOUT), stem, FULL["articles"], folder=tmp_path / name)
    one, two = (
        {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / name).iterdir()} for name in ("a", "b")
    )
    assert len(one) == 12 and {Path(n).suffix for n in one} == {".png", ".svg", ".csv", ".txt"}
    assert one == two


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_words_of_the_cloud_lie_on_each_other(lang):
    (axes,) = charts.word_cloud(many_words(), language=lang).axes
    size = (840, 460)
    alone, together = 0, Image.new("L", size)
    for text in axes.texts:
        one = Image.new("L", size)
        face = ImageFont.truetype(str(font.path()), round(text.get_fontsize() * 100 / 72))
        ImageDraw.Draw(one).text(text.get_position(), text.get_text(), fill=255, font=face, anchor="ls")
        alone += sum(one.histogram()[128:])
        together = ImageChops.lighter(together, one)
    assert len(axes.texts) > 60
    assert sum(together.histogram()[128:]) > 0.998 * alone


def many_words() -> pd.DataFrame:
    """Ninety words, a few of them often."""
    entries = [row[0] for row in lexicon.rows("chart_gloss")[:90]]
    return table(
        "words",
        [{"word": word, "count": 2 + 60 // k, "source": "user dictionary"} for k, word in enumerate(entries, start=1)],
    )


def test_the_layout_of_the_network_does_not_change():
    drawn = [[t.xyann for t in charts.collocation_network(PAIRS).axes[0].texts] for _ in range(2)]
    assert drawn[0] == drawn[1] and len(drawn[0]) == 6


def test_saved_pictures_have_300_dots_an_inch_and_no_date(tmp_path):
    from PIL import Image

    charts.save(charts.zone_flow(FULL["zones"]), "z", FULL["zones"], folder=tmp_path)
    with Image.open(tmp_path / "z.png") as picture:
        assert round(picture.info["dpi"][0]) == 300
    assert "dc:date" not in (tmp_path / "z.svg").read_text(encoding="utf-8")
    assert (tmp_path / "z.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "z.txt").read_text(encoding="utf-8").startswith("2 places change zone")


def test_the_font_is_found_without_importing_its_package():
    import subprocess
    import sys

    code = "import sys; from helpers.charts import font; font.family(); assert 'zhplot' not in sys.modules; print(font.path().name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "NotoSansSC-Regular.ttf"


def test_colours_can_be_told_apart_in_grey():
    """Neighbours in a chart differ in lightness too, for print and for readers who see no hue."""
    from matplotlib.colors import to_rgb

    def light(colour: str) -> float:
        return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), to_rgb(colour), strict=True))

    assert abs(light(style.BLUE) - light(style.SKY)) > 0.2
    assert abs(light(style.BLUE) - light(style.AMBER)) > 0.2


@pytest.mark.parametrize(
    "share, n, low, high", [(0.5, 100, 0.404, 0.596), (1.0, 10, 0.722, 1.0), (0.0, 10, 0.0, 0.278)]
)
def test_wilson_intervals_equal_the_published_ones(share, n, low, high):
    from helpers.charts.tone import wilson

    assert wilson(share, n) == pytest.approx((low, high), abs=0.001)


# --- labels


def test_every_label_has_both_languages_and_the_same_values():
    for row in lexicon.rows("chart_labels"):
        assert len(row) == 3 and all(row), row
        assert set(re.findall(r"{(\w+)}", row[1])) == set(re.findall(r"{(\w+)}", row[2])), row


def test_labels_stand_once():
    keys = [row[0] for row in lexicon.rows("chart_labels")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("kind, values", [
    ("fact", tables.FACT_KINDS), ("measure", tables.MEASURES), ("label", tables.LABELS), ("status", tables.STATUSES),
    ("kind", tables.KINDS), ("names", tables.NAME_KINDS),
])  # fmt: skip
def test_every_value_of_the_contract_has_a_label(kind, values):
    keys = {row[0] for row in lexicon.rows("chart_labels")}
    assert {f"{kind}_{value}" for value in values} <= keys


@pytest.mark.parametrize("text, plural", [
    ("1 cross-check(s)", "1 cross-check"), ("2 place(s)", "2 places"), ("11 figure(s)", "11 figures"),
    ("41 in 1 article(s)", "41 in 1 article"), ("1 in 6 article(s)", "1 in 6 articles"), ("1,000 compan(y|ies)", "1,000 companies"),
    ("1 compan(y|ies)", "1 company"), ("0 row(s)", "0 rows"), ("1 time expression(s)", "1 time expression"),
])  # fmt: skip
def test_plurals(text, plural):
    assert language._plurals(text) == plural


@pytest.mark.parametrize("low, high, share, expected", [
    (597, 597, False, "597"), (703, 796, False, "703–796"), (0.75, 0.85, True, "75%–85%"), (200, float("nan"), False, "≥ 200"),
    (float("nan"), 1, False, "≤ 1"), (1.26e8, 1.26e8, False, "126,000,000"), (-0.032, -0.032, True, "−3.2%"),
    (float("nan"), float("nan"), False, ""),
])  # fmt: skip
def test_intervals_in_words(low, high, share, expected):
    assert language.interval(low, high, share) == expected


@pytest.mark.parametrize("begins, ends, en, zh", [
    ("2022-03-24", "2022-03-24", "24 March 2022", "2022年3月24日"),
    ("2022-03-24T11:00", "2022-03-24T11:00", "24 March 2022, 11:00", "2022年3月24日11:00"),
    ("2022-03-24T12:00", "2022-03-24T18:00", "24 March 2022, 12:00–18:00", "2022年3月24日12:00–18:00"),
    ("2022-03-13T18:00", "2022-03-14T00:00", "13 March 2022, 18:00–24:00", "2022年3月13日18:00–24:00"),
    ("2022-01-01", "2022-03-31", "1 January – 31 March 2022", "2022年1月1日 – 3月31日"),
    ("2021-12-31", "2022-01-01", "31 December 2021 – 1 January 2022", "2021年12月31日 – 2022年1月1日"),
    ("2022-03-14", "", "from 14 March 2022", "2022年3月14日起"),
    ("", "2022-03-24", "until 24 March 2022", "截至2022年3月24日"),
])  # fmt: skip
def test_periods_in_words(begins, ends, en, zh):
    assert (language.period(begins, ends, "en"), language.period(begins, ends, "zh")) == (en, zh)


@pytest.mark.parametrize(
    "text", ["", "疫情防控", "a long English headline of many words", "短", "“外防输入”铜墙铁壁，" * 20]
)
def test_wrapped_lines_fit_and_lose_nothing(text):
    lines = font.wrap(text, 2.0, 10)
    assert all(font.width(line, 10) <= 2.25 for line in lines)  # a mark that may not begin a line hangs over
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_shortened_text_fits():
    assert font.shorten("疫情", 2, 10) == "疫情"
    cut = font.shorten("疫情防控" * 30, 2, 10)
    assert cut.endswith("…") and font.width(cut, 10) <= 2


def test_a_chart_that_leaves_rows_out_says_so():
    many = pd.concat([FULL["zones"]] * 30, ignore_index=True)
    assert "Shown: 40 of 60" in " ".join(texts(charts.zone_flow(many, language="en")))
    assert "Shown:" not in " ".join(texts(charts.zone_flow(FULL["zones"], language="en")))


@pytest.mark.parametrize(("language", "word"), [("en", "risk areas"), ("zh", "风险区")])
def test_a_chart_of_risk_areas_says_so(language: str, word: str) -> None:
    risk = FULL["zones"].assign(printed="高风险区→低风险区")
    assert word in " ".join(texts(charts.zone_flow(risk, language=language)))
    assert word not in " ".join(texts(charts.zone_flow(FULL["zones"], language=language)))


def test_the_dates_nearest_to_the_edition_are_kept():
    """Of more dates than can be read, those far away go first."""
    old = FULL["dates"].iloc[[0] * 60].assign(begins="1998-05-01", ends="1998-05-01")
    old["text"] = [f"{k}年前" for k in range(60)]
    found = texts(
        charts.dates_timeline(pd.concat([old, FULL["dates"]], ignore_index=True), FULL["articles"], about=ABOUT)
    )
    assert {"3月22日 (3)", "清明 (2)"} <= set(found)


def test_a_single_figure_can_be_read_in_its_cell():
    one = FULL["facts"].head(1)
    drawn = charts.figures_by_kind(one, FULL["articles"]).axes[0].texts
    assert [t.get_color() for t in drawn if t.get_text() == "1"][0] == style.INK
