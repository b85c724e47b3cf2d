"""Names: cases as data, what an edition teaches about itself, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.facts.context import Context
from helpers.facts.model import Name
from helpers.facts.names import find_names

ROOT = Path(__file__).parent
CASES = json.loads((ROOT / "cases" / "names.json").read_text(encoding="utf-8"))
FIELDS = ("kind", "name", "role", "organisation")


def names(*texts: str, home: str = "", signed: Sequence[str] = ()) -> list[list[Name]]:
    return find_names(texts, Context(dt.date(2021, 5, 1), home, frozenset(signed)))


def people(*texts: str, **more) -> set[str]:
    return {n.name for row in names(*texts, **more) for n in row if n.kind == "person"}


def faults(case: dict) -> list[str]:
    """What is wrong: people as a set, organisations and places that are missed, names that must not be there."""
    found = names(case["text"])[0]
    wanted = case["expect"]
    wrong = {e["name"] for e in wanted if e["kind"] == "person"} ^ {n.name for n in found if n.kind == "person"}
    missed = [e for e in wanted if not any(all(getattr(n, k) == e[k] for k in FIELDS if k in e) for n in found)]
    forbidden = [n.name for n in found if n.name in case.get("absent", ())]
    return [
        *(f"person {n}" for n in sorted(wrong)),
        *(f"missed {e}" for e in missed),
        *(f"found {n}" for n in forbidden),
    ]


def label(case: dict) -> str:
    return case["text"][:24]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] != "known-failure"], ids=label)
def test_case(case: dict) -> None:
    assert faults(case) == []


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "known-failure"], ids=label)
def test_known_failure_still_fails(case: dict) -> None:
    assert faults(case) != [], "it works now: move it to the other cases"


def test_a_name_certain_in_one_article_is_a_name_in_the_next() -> None:
    first, second = names("市水务局局长池青禾说，水位已经下降。", "夜里两点，池青禾还没有合眼。")
    assert [n.name for n in second if n.kind == "person"] == ["池青禾"]
    assert second[0].text == "池青禾"


def test_the_same_sentence_alone_is_not_evidence_enough() -> None:
    assert people("夜里两点，池青禾还没有合眼。") == set()


def test_who_signs_a_letter_for_others_is_a_row() -> None:
    text = "编辑同志：\n楼道灯坏了半个月，盼有人管。\n柳巷社区 居民全思源等9人\n8月2日"
    assert people(text, signed=["全思源"]) == {"全思源"}


def test_who_signs_is_no_row() -> None:
    assert people("记者沈漱石在现场看到，洪水已退。沈漱石说，路通了。", signed=("沈漱石",)) == set()


def test_short_form_of_a_firm_leads_to_its_full_name() -> None:
    found = names("江阴远帆船舶工程有限公司昨日复工。远帆船舶工程全部职工已到岗。")[0]
    assert [(n.text, n.name) for n in found if n.kind == "organisation"] == [
        ("江阴远帆船舶工程有限公司", "江阴远帆船舶工程有限公司"),
        ("远帆船舶工程", "江阴远帆船舶工程有限公司"),
    ]


def test_an_office_is_named_in_full_where_the_page_names_it_in_full() -> None:
    found = names("临川市教育局发布公告。市教育局提醒考生按时到场。", home="临川")[0]
    assert {n.name for n in found if n.kind == "organisation"} == {"临川市教育局"}


def test_an_address_means_the_full_name_given_before() -> None:
    found = names("村民王德福今年七十岁。说起收成，老王乐得合不拢嘴，老王说明年还种。")[0]
    assert {n.name for n in found if n.kind == "person"} == {"王德福"}
    assert {n.text for n in found} >= {"王德福", "老王"}


def test_an_address_stays_itself_where_two_people_share_the_surname() -> None:
    found = people("村民王德福和王有才是邻居。村主任王有才说，老王家的灯亮着。老王点了点头。")
    assert "老王" in found


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("市第三人民医院重症医学科主任殷若虚说，病人已脱险。", "重症医学科主任", "市第三人民医院"),
        ("国网江阴市供电公司营销部副主任卜凡说，负荷上升。", "营销部副主任", "国网江阴市供电公司"),
        ("市农业农村局党委委员、执法队长王杰来到田头。", "党委委员、执法队长", "市农业农村局"),
        ("团市委副书记连城说，夜校很受欢迎。", "副书记", "团市委"),
        ("41岁的“团长”陶静开着一家童装店。", "团长", ""),
        ("李克强总理强调，要守住底线。", "总理", ""),
    ],
)
def test_role_and_organisation(text: str, role: str, organisation: str) -> None:
    person = next(n for n in names(text)[0] if n.kind == "person")
    assert (person.role, person.organisation) == (role, organisation)


def test_a_list_shares_its_role() -> None:
    row = names("市领导冯国栋、欧阳慧参加调研。秦良玉、白路、鲁一帆等县领导陪同。")[0]
    assert {n.name: n.role for n in row if n.kind == "person"} == {
        "冯国栋": "市领导",
        "欧阳慧": "市领导",
        "秦良玉": "县领导",
        "白路": "县领导",
        "鲁一帆": "县领导",
    }


def test_the_bare_word_company_in_a_role_means_the_company_named_before() -> None:
    row = names("走进云岭纺织有限公司，织机轰鸣。公司董事长闻天朗说，订单要得急。")[0]
    person = next(n for n in row if n.kind == "person")
    assert (person.role, person.organisation) == ("董事长", "云岭纺织有限公司")


def test_markets_and_zones_are_organisation_and_place() -> None:
    kinds = {n.kind for n in names("城北农产品批发市场昨日恢复营业。")[0] if n.name == "城北农产品批发市场"}
    assert kinds == {"organisation", "place"}


ODD = st.text(
    alphabet=st.sampled_from("王李张高方说的、，。“”：·某先生市委书记局长有限公司镇村路\n 0a🙂"), max_size=120
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ODD, max_size=3))
def test_spans_are_true_for_any_text(texts: list[str]) -> None:
    for text, row in zip(texts, names(*texts), strict=True):
        for n in row:
            assert 0 <= n.start < n.end <= len(text)
            assert text[n.start : n.end] == n.text
            assert "\n" not in n.text


@pytest.mark.parametrize(
    "piece",
    ["王", "市委书记", "、王小明", "有限公司", "·马丁", "街道", "“", "某", "很长的没有标点的文字", "7", "里", "8栋"],
)
def test_long_text_without_end_is_read_with_true_spans(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for n in names(text)[0]:
        assert text[n.start : n.end] == n.text


def test_nothing_comes_of_nothing() -> None:
    assert names() == []
    assert names("", "hello 🙂") == [[], []]


def test_the_text_of_a_mention_is_as_printed() -> None:
    (found,) = names("据市１２３４５热线统计，来电增多。")
    assert [(n.text, n.name) for n in found] == [("市１２３４５热线", "市12345热线")]
