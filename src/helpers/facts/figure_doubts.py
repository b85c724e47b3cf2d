"""When a quantity is no figure after all: one as an article, the interrogative 几, references, classes of thing."""

from __future__ import annotations

import re

from helpers.facts.figure_kinds import clause_before
from helpers.facts.figure_quantity import Quantity

#: One counts after these (仅一例, 各一名); elsewhere 一 with a classifier is an article.
_ONE_COUNTS = re.compile(
    r"(?:仅|只有|仅有|唯有|另有|还有|其中|另有|还有|其中|增设|各|各有|致|造成|共|共有|计|限|限购|至少|不足|不到|不超过|超过)$"
)
_ONE_PERSON = re.compile(r"人(?:当场)?(?:死亡|遇难|受伤|被困|获救|轻伤|重伤|失踪|身亡|在逃|落网)")
_DAY_COUNTS = re.compile(
    r"(?:提前|顺延|推迟|延长|延期|满|不到|不足|仅|只用|用时|历时|为期|休息|停|停课|停工|放假|持续|耗时|了)$"
)
_POINTING = re.compile(r"(?:[这那哪某]|头|最后|每)$")
_BARE = re.compile(r"[百千万亿]+")


def doubtful(text: str, q: Quantity, kind: str) -> bool:
    """Whether a careful reader would not list the quantity."""
    return any(
        test(text, q, kind)
        for test in (
            _article_one,
            _pointing,
            _question,
            _class_of_thing,
            _ordinal_phrase,
            _calendar,
            _minor,
            _place_name,
            _title,
        )
    )


def _article_one(text: str, q: Quantity, kind: str) -> bool:
    """一名患者, 一天: an article, unless counted."""
    if q.run != "一" or q.form in ("unit_half", "unit_digit", "compound"):
        return False
    before = text[max(0, q.core - 4) : q.core]
    if q.qualifier and q.qualifier != "最多" and kind != "count":
        return False
    if kind == "count":
        return not (
            _ONE_COUNTS.search(before)
            or q.qualifier in ("至少", "不足", "不到", "不超过", "超过")
            or _ONE_PERSON.match(text, q.core + 1)
        )
    if kind == "level":
        return bool(re.match(r"[\u4e00-\u9fff]", text[q.end : q.end + 1])) and not _LEVEL_OF.match(text, q.end)
    if kind == "measure":
        return bool(re.search(r"(?:最后|[元角分块毛])$", before)) or q.unit in (
            "里",
            "尺",
            "寸",
            "丈",
            "方",
            "石",
            "升",
            "里路",
            "步",
            "斤",
            "两",
            "亩",
            "顷",
        )
    if kind == "duration" and q.qualifier == "最多":
        return True
    if kind == "duration" and q.unit in ("天", "年", "日", "晚", "晚上"):
        return not _DAY_COUNTS.search(before)
    if kind == "duration":
        return bool(re.search(r"(?:[这那上下每近第前后头]|最后|过去|另|新)$", before))
    return (
        kind == "money"
        and q.unit in ("角", "毛", "分钱", "块钱", "块", "毛钱")
        and not re.search(r"[涨降贵便宜]|每", clause_before(text, q.core, 8))
    )


_LEVEL_OF = re.compile(
    r"响应|预警|应急|风险|地震|以[上下内]|左右|污染|伤残|残疾|标准|警报|调|降|升|提|改|后|的|和|与|及|或|到|至|大风|疫情|管控|防控"
)
_TITLE = re.compile(
    r"教授|演员|运动员|裁判|建造师|学科|市场|作家|调研员|巡视员|警[员长督司]|士官|军士|法官|检察官|律师|导游|厨师|技师|技工|心理|主任|文物|保护|建筑|注册|公路|医院|甲等|联动|教师|美术|编剧|导演|飞行"
    r"|品牌|经销|代理|页面|域名|分类|指标|科目|目录|企业|单位|干部|书记|网络|平台|机构|市|体系|架构|资质|支行|分行|财政|法院|英雄|勋章|大奖|甲|乙|跳"
)
#: A digit, a short unit, and the name of a kind of place: 三门县, 七里河, 五里桥 are names.
_PLACE_AFTER = frozenset("县区市镇乡村路街桥湖河山岛湾峡屯庄沟坡岭堰塘")
_PLACE_UNITS = frozenset("门里台道步元枝都水河龙堡塘亩方斗楼盘顶包眼片面")


def _place_name(text: str, q: Quantity, kind: str) -> bool:
    return (
        len(q.run) == 1 and not q.run.isascii() and q.unit in _PLACE_UNITS and text[q.end : q.end + 1] in _PLACE_AFTER
        and bool(text[q.end : q.end + 1])
    )  # fmt: skip


def _title(text: str, q: Quantity, kind: str) -> bool:
    """二级教授, 三级联动: a rank in a name."""
    return kind == "level" and q.unit == "级" and bool(_TITLE.match(text, q.end))


def _pointing(text: str, q: Quantity, kind: str) -> bool:
    """这两天, 那几年; 每百元 (the base of a rate); 最后一百米 (a figure of speech)."""
    before = text[max(0, q.core - 2) : q.core]
    if before.endswith(("这", "那", "哪", "某")) and q.run in ("几", "两", "三", "一"):
        return True
    if before.endswith("每") and kind in ("count", "money", "measure", "rate") and q.form != "range":
        return True
    if before.endswith(("头", "最后")) and q.run[:1] in "一两几三" and kind in ("duration", "measure"):
        return True
    return (
        q.run in ("几", "两")
        and kind == "duration"
        and before[-1:] in ("前", "后", "近", "最近", "过")
        and q.run == "几"
    )


def _question(text: str, q: Quantity, kind: str) -> bool:
    """几 that asks, or that means a few in a phrase."""
    if q.run != "几":
        return False
    after = text[q.end : q.end + 10]
    if re.search(r"[没好这那近前有无谁]$", text[max(0, q.core - 1) : q.core]) or after[:1] in "办？":
        return True
    return bool(re.match(r"[^，。；！]{0,8}？", after)) or bool(
        re.search(r"谁|哪|多少|究竟|到底", clause_before(text, q.core, 8))
    )


def _class_of_thing(text: str, q: Quantity, kind: str) -> bool:
    """百亿元企业, 千万元大奖: a bare multiplier names a class, unless a word makes it a number (近百人, 上千亩, 百余家)."""
    if not _BARE.fullmatch(q.run):
        return False
    if q.qualifier and q.qualifier != "以上" or re.search(r"[上过数几成]$", text[max(0, q.core - 1) : q.core]):
        return False
    if (
        q.run in ("百", "千", "万")
        and kind == "count"
        and q.unit in ("只", "名", "辆", "架", "件", "头", "台", "场", "株", "棵", "盏", "家", "人")
        or kind == "measure"
        and q.unit in ("亩", "吨", "公里")
    ):
        return bool(re.match(r"[企大示工级县镇村俱计行]|规模|级", text[q.end : q.end + 2]))
    return True


def _ordinal_phrase(text: str, q: Quantity, kind: str) -> bool:
    """第一次, 第三法庭, 第十二条: no rank and no serial of the story."""
    if kind != "ordinal" or not q.run.startswith("第"):
        return False
    number, after = q.run[1:], text[q.end : q.end + 1]
    if (
        q.unit in ("条", "款", "项", "章", "方", "级", "产", "大")
        or text[q.end : q.end + 1] in "条款章号版"
        and not q.unit
    ):
        return True
    if number == "一":
        return q.unit not in ("届", "期", "名", "集", "季", "轮", "批")
    if not q.unit:
        return not (
            re.match(r"[，。；、！）\n”]|$", after)
            and re.search(r"[排名位列居全国省市世界获得]", text[max(0, q.start - 5) : q.start])
        )
    return q.unit in ("天", "年", "日") and number in ("二", "三")


def _calendar(text: str, q: Quantity, kind: str) -> bool:
    """5日, 2020年, 9时: a date that no one resolved is still no figure."""
    if q.unit == "日" and kind == "duration":
        if q.form == "range" or text[q.end - 1 : q.end] == "内":
            return False
        return (q.value or 0) <= 31 and not re.search(
            r"(?:经过|满|期限|届满|为期|历时|连续|超过|不足|达|近|不少于|至少|拘留|隔离)[^，。；\d]{0,2}$",
            text[max(0, q.core - 6) : q.core],
        )
    if q.unit == "年" and kind == "duration" and q.value is not None:
        return (
            1800 <= q.value <= 2100
            or bool(re.fullmatch(r"\d{2}|[〇零一二三四五六七八九]{2,4}", q.run))
            and q.value > 49
            and not q.qualifier
            and text[q.end : q.end + 1] in "代款版"
        )
    return False


def _minor(text: str, q: Quantity, kind: str) -> bool:
    """两国关系, 两个字: the two that are meant, words counted in talk."""
    if q.run in ("两", "二", "三") and q.unit in ("国", "省", "市", "县", "区", "镇", "村", "乡", "地", "州", "代"):
        return q.run == "两"
    if q.unit == "个" and re.match(r"[大]?字(?![幕体])", text[q.end : q.end + 2]):
        return True
    if q.unit == "个" and text[q.end : q.end + 1] == "点" and not text.startswith("点位", q.end):
        return True
    if q.unit in ("句",) and text[q.end : q.end + 1] == "话":
        return True
    return q.unit in ("金", "银", "铜") and q.run[-1:] in "万亿"
