"""Words come out as stock jieba cuts them, or as an analyst's dictionary says."""

import itertools
import json
import random
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import words
from helpers.errors import BanmianError
from helpers.words import Dictionary

HERE = Path(__file__).parent
SAMPLE = (HERE.parent / "data" / "editions" / "2022-03-25_jiaxing-daily-pinghu.txt").read_text(encoding="utf-8")
CASES = json.loads((HERE / "cases" / "words_cut.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def stock():
    """A jieba of our own: other tests may have taught the global one words."""
    import jieba

    jieba.setLogLevel(60)
    return jieba.Tokenizer()


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
LATIN = st.text(alphabet="abzAZ0189+#&._%-", min_size=1, max_size=6)
MARKS = st.sampled_from(
    list("，。、“”《》（）()!?:;/\\…—·①〇々㐀龦鿖豈éａ１γ😀㎡℃\u3000\u200b\ufeff𠀀\n\r\t\x00\ud800")
)
KNOWN = st.sampled_from(["C++", "c#", "AT&T", "T恤", "4S店", "γ射线", "p.m.", "3.5%", "1.2.3", "\r\n", "400-000-6677"])
PIECES = st.one_of(
    HAN, LATIN, MARKS, KNOWN, st.builds(lambda i, n: SAMPLE[i : i + n], st.integers(0, 5900), st.integers(1, 30))
)


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_cut_is_stock_jieba_token_by_token(text):
    assert words.cut(text) == stock().lcut(text)


def test_the_sample_edition_is_cut_as_stock_jieba_cuts_it():
    assert words.cut(SAMPLE) == stock().lcut(SAMPLE)


@pytest.mark.parametrize(
    "text", ["", "\n", "597", "8:30 p.m.", "yunxi_shop", "国家-地区", "www.a.example", "\r\n", "A股-B股"]
)
def test_odd_texts_are_cut_as_stock_jieba_cuts_them(text):
    assert words.cut(text) == stock().lcut(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECES, max_size=20).map("".join), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=6)
)
def test_tokens_joined_are_the_text_whatever_the_dictionary(text, places):
    own = Dictionary.of([text[start : start + length] for start, length in places])
    assert "".join(words.cut(text, own)) == text


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['kind']}: {c['text'][:12]}")
def test_dictionary_entries_come_out_whole(case):
    assert words.cut(case["text"], Dictionary.of(case["dictionary"])) == case["expect"]


def test_two_dictionaries_do_not_leak_into_each_other_or_into_the_stock_cut():
    text = "扫嘉行码进外防输入卡口"
    before = words.cut(text)
    one, other = Dictionary.of(["嘉行码"]), Dictionary.of(["外防输入"])
    assert "嘉行码" in words.cut(text, one) and "外防输入" not in words.cut(text, one)
    assert "外防输入" in words.cut(text, other)
    assert words.cut(text) == before == stock().lcut(text)


def test_tags_are_one_for_each_token_of_the_cut():
    text = "昨天下午,嘉兴市委书记赴平湖检查“外防输入”工作,597家A股公司3.5%"
    tagged = words.tag(text)
    assert [word for word, _ in tagged] == words.cut(text)
    flags = dict(tagged)
    assert (flags["平湖"], flags["检查"], flags["597"], flags["，" if "，" in flags else ","]) == ("ns", "vn", "m", "x")


def test_a_word_has_the_same_tag_wherever_it_stands():
    seen = {}
    for word, flag in words.tag(SAMPLE):
        assert seen.setdefault(word, flag) == flag


def test_the_tag_of_a_dictionary_entry_is_its_own():
    own = Dictionary.parse(["外防输入 l", "嘉行码"])
    flags = dict(words.tag("外防输入用嘉行码", own))
    assert flags["外防输入"] == "l" and flags["嘉行码"] == "nz"


@pytest.mark.parametrize("alphabet", ["han", "a-", "中-", "国家", "-"])
def test_a_run_of_100_000_characters_is_cut_whole(alphabet):
    letters = [chr(c) for c in range(0x4E00, 0x9FD6)] if alphabet == "han" else alphabet
    run = "".join(random.Random(7).choices(letters, k=100_000))
    own = Dictionary.of(["".join(letters[:2])])
    words.cut("热身")
    tokens = words.cut(run, own)
    assert "".join(tokens) == run


def write(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_dictionary_is_read_in_any_encoding_with_any_line_end(tmp_path, encoding, newline):
    text = newline.join(["外防输入", "嘉行码 10 n", "", "   ", "# 注释", "镕基路\tns", "#话题# n", "御珑湾 ns # 小区"])
    own = Dictionary.load(write(tmp_path / "own.txt", text.encode(encoding)))
    assert list(own.entries) == ["外防输入", "嘉行码", "镕基路", "#话题#", "御珑湾"]
    assert [own.flags[w] for w in own.entries] == ["nz", "n", "ns", "n", "ns"]
    assert not own.remarks


def test_lines_that_cannot_be_used_are_named_and_the_rest_is_used(tmp_path):
    lines = ["外防输入", "“”", "嘉行码\t十次\tn", "洁芳小区", "隐\u200b形", "a\tb\tc\td", "外防输入", "长" * 80]
    with pytest.warns(UserWarning, match="line 2"):
        own = Dictionary.load(write(tmp_path / "own.txt", "\n".join(lines).encode()))
    assert list(own.entries) == ["外防输入", "洁芳小区"]
    assert [(r.line, r.used) for r in own.remarks] == [
        (2, False), (3, False), (5, False), (6, False), (7, True), (8, False),
    ]  # fmt: skip
    assert "repeats line 1" in own.remarks[4].message and "U+200B" in own.remarks[2].message


def test_a_line_in_another_encoding_is_named_and_the_rest_is_used(tmp_path):
    good = ["嘉行码", "外防输入", "洁芳小区", "规上企业", "新埭镇"]
    data = b"\n".join([*(w.encode() for w in good), "坏行".encode("gb18030")])
    with pytest.warns(UserWarning, match="line 6"):
        own = Dictionary.load(write(tmp_path / "own.txt", data))
    assert list(own.entries) == good
    assert [(r.line, r.used) for r in own.remarks] == [(6, False)]


@pytest.mark.parametrize(("data", "said"), [(None, "cannot be read"), (b"\x00\x01\x02", "binary")])
def test_a_file_that_is_no_dictionary_is_one_clear_sentence(tmp_path, data, said):
    path = tmp_path / "own.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BanmianError, match=said):
        Dictionary.load(path)


def test_100_000_entries_find_their_words(tmp_path):
    letters = [chr(c) for c in range(0x4E00, 0x4E00 + 50)]
    entries = ["".join(p) for p in itertools.islice(itertools.product(letters, repeat=3), 100_000)]
    path = write(tmp_path / "own.txt", "\n".join(f"{w} 5 n" for w in entries).encode())
    own = Dictionary.load(path)
    found = words.cut("，".join(entries[:500]), own)
    assert len(own) == 100_000 and found[::2] == entries[:500]


def test_a_report_says_what_became_of_each_entry():
    own = Dictionary.parse(["外防输入", "不在文中", "平湖市", "嘉行", "嘉行码", "嘉行码"])
    report = own.report("平湖市民扫嘉行码，外防输入").set_index("entry")
    assert report.loc["外防输入", ["found", "stands"]].tolist() == [1, 1]
    assert report.loc["不在文中", "remark"] == "not in this text"
    assert report.loc["平湖市", "remark"] == "would cut a known word apart: 平湖|市民"
    assert report.loc["嘉行", "remark"] == "always inside a longer entry"
    assert "repeats line 5" in set(report.loc["嘉行码", "remark"])


def test_two_dictionaries_join_and_the_left_one_stands():
    both = Dictionary.parse(["嘉行码 n"]) | Dictionary.parse(["嘉行码 l", "新埭镇 ns"])
    assert both.flags == {"嘉行码": "n", "新埭镇": "ns"}


def test_importing_words_is_light():
    import subprocess
    import sys

    code = "import sys; from helpers import words; print([m for m in ('pandas','jieba','rjieba','networkx') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
