"""What a clause leaves to its surroundings: the base of a comparison, the one of a rate, the clause or sentence before.

``subjects`` reads a figure's own clause; here stand the rules for clauses that name nothing themselves
(比上届高两个百分点, 每人只交二十元, 6条压铸线已开满5条, 明天阵雨转晴，18～27℃).
"""

from __future__ import annotations

import re

#: A clause that only compares: what is compared was named before (比上届高两个百分点, 环比上周增加20吨, 同比多13天).
_COMPARES = re.compile(
    r"^(?:却|也|还|仍|但|又|再|则|更|均|都|约|平均|\x00|周|月)*(?:同比|环比|(?:比|较)(?![赛例重分率为大好多少低高快慢]))(?P<base>[^，。；]*)$"
)
_CHANGED = re.compile(
    r"(?:增长|增加|增|提高|提升|上升|上涨|涨|高出?|多出?|快|大|长|重|下降|减少|降低|下跌|跌|少|低|慢|短|轻|小|便宜|贵|回升|回落|提前|推迟|延长|缩短|扩大|收窄|超出)"
    r"(?:了|出|过|约|近|将近|超过?|逾|达|又|达到)*$"
)
#: Words that name nothing by themselves, left over where a clause was cut.
_EMPTY = frozenset(
    "积独反已必均伴后中外半和与另期环把被将才已共就即享打连首各由里前内起为在有是也还又再只要须可能会需该此其个的了着上下全近每最仍不至从于对让给按以"
) | frozenset(
    ("只交", "照交", "里头", "其中", "整整", "足足", "已经", "至少", "一共", "仍要", "不过", "顿照交", "一般")
)
_PER = re.compile(
    r"((?:每|一)(?:[百千万]?[\u4e00-\u9fff]{1,3}?|\d+[\u4e00-\u9fff]{1,2})(?:补助|补贴|补偿|资助|奖励|增收)?)"
    r"(?:的|只|仅|才|照|就|均|约|都|可|能|可以|不|为|是|达|需|需要|要|交|收|卖|加|补|发|发放|付|缴|缴纳|支付|给予|给|净赚|赚|省|放|打|产|卖到|低于|高于|超过|多)*$"
)
_PER_CLASSIFIERS = re.compile(
    r"[人户亩斤公斤吨个只张份盒瓶袋包箱件条米平方次位晚月天年度升立方杯碗桶辆趟台课节册本枚盆株棵克尾单顿场间间套村组班岗科餐例票名立]"
)
_MOVED = re.compile(
    r"^(?:逐步|逐渐|再|又|一路|直接)?[\u4e00-\u9fff]{1,3}[到至为成](?=[约近超不逾\x00]{0,2}[\d一二两三四五六七八九十百几]|\x00)"
)
_FROM = re.compile(r"[由从]")
_TO = re.compile(r"^[，\x00]?(?:已|又|再|逐步|将)?[\u4e00-\u9fff]{1,3}[到至为成](?:了)?\x00*的?$")
_STOP = re.compile(r"[。！？\n]")
_WIND = re.compile(r"^(?:雷[雨暴]|短时|阵性|偏?[东南西北]{1,2}|阵)?[强大狂暴台阵]?风")
_TOPIC_END = re.compile(r"[自由将于在把被对从与已共是有为，：（；,“”\d\x00]|预计|达到")
_LEAD = re.compile(
    r"^(?:\x00|目前|其中|此外|据悉|另外|全市|全县|全省|全国|全区|我市|我县|记者|昨天|今天|，|、|的|、|·)+"
)


def only_compares(left: str) -> bool:
    """Whether the clause before a figure compares with something and names nothing itself."""
    found = _COMPARES.match(left)
    return bool(found and (not found.group("base") or _CHANGED.search(left)))


def moves_on(left: str, right: str) -> bool:
    """Whether a verb of motion joins the figure to a second one (由614个优化到380个)."""
    return bool(_FROM.search(left) and _MOVED.match(right))


def arrives(left: str) -> bool:
    """Whether the figure is the far end of such a motion (…优化到380个)."""
    return bool(_TO.match(left))


def empty(subject: str) -> bool:
    """Whether a subject says nothing: blanks, digits, a stray function word."""
    bare = subject.strip("\x00 ，、·—.（）()0123456789")
    return len(bare) == 0 or bare in _EMPTY


def per_one(left: str) -> str:
    """每人, 一斤: what a rate is per, with a noun of money behind it (每人补助); '' where nothing is."""
    found = _PER.search(left[-14:])
    return found.group(1) if found and _PER_CLASSIFIERS.search(found.group(1)) else ""


def wind(after: str, noun: str) -> str:
    """The wind that a grade belongs to: 7～8级雷雨大风, 偏南风3至4级转偏北风."""
    if _WIND.match(after):
        return after
    return noun if "风" in noun else ""


def sentence_before(text: str, at: int, reach: int = 60) -> str:
    """What stands before ``at`` in its sentence."""
    window = text[max(0, at - reach) : at]
    return _STOP.split(window)[-1]


def topic(text: str, at: int) -> str:
    """The noun that a sentence begins with: 铁路春运 of 铁路春运自1月7日开始，为期40天."""
    head = _LEAD.sub("", sentence_before(text, at))
    return _TOPIC_END.split(head)[0][:12] if head else ""
