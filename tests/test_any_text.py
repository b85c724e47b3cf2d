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
