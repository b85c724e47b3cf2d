"""Whatever text comes in, the tables hold: spans true, ledger whole, values inside their intervals."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import helpers

#: Scraps of newspaper, so that random pages run into every finder.
SCRAPS = [
    "本报讯", "（记者 王小明）", "■记者 李大同", "昨天下午", "3月22日", "截至24日24时", "次日", "第二天", "二○二二年", "正月十五",
    "全市", "我市", "规上企业", "复工", "复工率", "597家", "八成左右", "3200余万元", "１２．５％", "约", "近", "不到", "以上", "至", "、",
    "，", "。", "\n", "\n\n", "\n\n\n", "“", "”", "‘", "’", "《", "》", "（", "）", "由管控区调整为防范区", "封控区", "解除", "将", "幸福里小区",
    "3号楼", "市委书记张建国", "王女士说：", "他说", "有限公司", "卫健委", "分别", "为", "和", "5到6级", "-2℃～9℃", "2:1", "第一时间", "两手抓",
    "一", "十", "百", "万", "亿", "几", "半", "多", "来", "分之", "%", "0", "7", "—", "～", "A", "b", " ", "\u3000", "\ufeff", "😀", "\x00", "\t",
    "下转第2版", "上接第1版", "第01版：要闻", "天气", "公告", "热线：85087171", "http://a.b/c", "=1+1", "$x$", "<b>",
]  # fmt: skip

pages = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=4)), min_size=1, max_size=60).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages.filter(str.strip))
def test_tables_hold_for_any_text(text):
    edition = helpers.read_text(text, date="2022-03-25")
    tables = edition.tables()  # raises where a span, the ledger or an interval does not hold
    assert tables["ledger"]["end"].max() == len(edition.source)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "。",
        "１",
        "\u3000x",
        "The quick brown fox.",
        "臺北市政府昨日宣布，新增3名確診病例。",
        "😀" * 50,
        "一" * 3000,
        "“" * 400,
        "（" * 400,
    ],
    ids=["letter", "stop", "digit", "space", "English", "Traditional", "emoji", "numerals", "quotes", "brackets"],
)
def test_odd_pages(text):
    assert len(helpers.read_text(text, date="2022-03-25").tables()) == 13


def test_no_sign_of_the_workshop_is_left_in_a_table():
    """Times are blanked out while subjects are looked for: the blank may not be told as what is counted."""
    text = "记者了解到，今年比2015年的250万人次增长20%，去年12月的产值，较2016年1月的3亿元，减少2成。"
    facts = helpers.read_text(f"标题\n　　{text}\n", date="2017-12-06").tables()["facts"]
    assert len(facts) == 4
    told = "".join([*facts["subject"], *facts["action"], *facts["place"]])
    assert not any(c < " " for c in told) and "了解" not in told
