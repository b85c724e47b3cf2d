"""What kind of figure a quantity is where it stands, and whether a share or a sum has risen or fallen."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.facts.figures.quantity import Quantity
from helpers.facts.numerals import Number
from helpers.lexicon import alternatives, rows

_CUT = re.compile(r"[，。；！？\n]")
_FILLER = (
    r"(?:了|过|约|近|超|逾|为|达到|达|高达|不低于|不少于|不超过|超过|至少|接近|将近|大约|分别|幅度|幅|的|率|速度|速|均|仅|只|又|还|也|将|有望|可|能|"
    r"同比|环比|目标|预期|设定|保持|稳定|维持|控制|在|是|再|预计|有|最多|最高|平均|至多|不足|不到|逐步|继续|：)*"
)
#: Figures already listed before this one, which share its verb (增长41%和18.5%).
_LISTED = re.compile(
    r"(?:(?:约|近|超|逾)?(?:[-\d.]+|[零〇一二两三四五六七八九十百]+)(?:%|个百分点|倍|成[一二三四五六七八九半]?|万|亿|元|吨|家|公斤)*"
    r"(?:左右|以上|多)?[、和及与至，]\s?)+(?:了|约|近|超)?$"
)
#: 低于预期的2%: the level compared with, no change.
_THAN = frozenset(("高于", "低于", "多于", "少于", "快于", "慢于"))
#: 高出前年两成, 低于全省平均水平12%: the base stands between the verb and its amount.
_OVER_BASE = re.compile(r"(高出|多出|超出|高于|低于)(?!预期|目标)[^，。\d]{1,12}(?<!的)$")


@lru_cache(maxsize=1)
def _directions() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    table = {row[0]: row[1] for row in rows("figure_verbs")}
    words = alternatives(table)
    return re.compile(rf"({words}){_FILLER}$"), re.compile(words), table


def clause_before(text: str, at: int, limit: int = 40) -> str:
    """What stands before ``at`` in its clause, at most ``limit`` characters."""
    return _CUT.split(text[max(0, at - limit) : at])[-1]


def direction(text: str, q: Quantity) -> str:
    """``up`` or ``down`` where a verb of change governs the quantity, else ''."""
    ends_with, anywhere, table = _directions()
    before = clause_before(text, q.start, 24).rstrip()
    found = ends_with.search(before) or _before_list(text, q.start, ends_with)
    if found:
        word = found.group(1)
        if word in _THAN and q.form != "points" or len(word) == 1 and _part_of_word(found):
            return ""
        return table[word]
    over = _OVER_BASE.search(before) if q.kind == "share" else None
    if over:
        return table[over.group(1)]
    words = anywhere.findall(before) if q.form == "points" else []
    return table[words[-1]] if words else ""


def _before_list(text: str, start: int, ends_with: re.Pattern[str]) -> re.Match[str] | None:
    """The verb before the list that the quantity stands in."""
    window = text[max(0, start - 40) : start]
    stripped = _LISTED.sub("", window)
    return None if stripped == window else ends_with.search(clause_before(stripped, len(stripped), 24))


def _part_of_word(found: re.Match[str]) -> bool:
    """最高, 至少, 高达: the character is no verb of change here."""
    before, at = found.string, found.start(1)
    return before[max(0, at - 1) : at] in ("最", "至", "不", "很", "较", "大", "许") or before[at + 1 : at + 2] == "达"


def signed(text: str, q: Quantity) -> tuple[Number | None, Number | None, Number | None]:
    """``(value, low, high)`` of a change: a fall is negative, its interval turned round."""
    below_zero = q.low is not None and q.low < 0
    if q.form in ("times", "doubled", "two_digits") or below_zero or direction(text, q) != "down":
        return q.value, q.low, q.high
    value, low, high = (None if n is None else -n for n in (q.value, q.high, q.low))
    return value, low, high


def kind(text: str, q: Quantity) -> str:
    """The kind of figure; '' where the unit is none here."""
    decide = _BY_KIND.get(q.kind)
    return decide(text, q) if decide else q.kind


_INTEREST = re.compile(r"(?:利率|利息|年息|月息|年化)(?:为|是|按)?$")
_SINCE = re.compile(r"(?:同比|环比)$")


def _share(text: str, q: Quantity) -> str:
    if q.form in ("half", "discount"):
        return "share"
    if q.form == "percent" and _INTEREST.search(text[max(0, q.start - 5) : q.start]):
        return "rate"
    return "change" if direction(text, q) or _SINCE.search(clause_before(text, q.start, 8)) else "share"


_PER = re.compile(r"每(?:百|千|万)?[\u4e00-\u9fff\d]{1,7}")
_NOT_PER = re.compile(r"每(?:逢|当|况|每|到)|合计|共计|总计|总额|累计")
_PER_AFTER = re.compile(
    r"[/每一](?:人|天|斤|公斤|千克|吨|亩|个|只|张|份|套|盒|瓶|袋|包|箱|件|条|米|平方米|次|位|晚|月|小时|年|度|升|立方米|杯|碗|桶|辆|趟|台|课|节|册|本|枚|盆|株|棵|克)"
)
#: 块 before these is money, before another word it counts pieces.
_PIECE = re.compile(r"(?!就|一[斤个张份碗盒]|的(?:时候|价)|左右|出头|上下|了|都|也|多|起|买)[\u4e00-\u9fff\d]")


def _money(text: str, q: Quantity) -> str:
    if q.unit == "块" and q.form == "unit" and (q.run == "一" or _PIECE.match(text, q.end)):
        return "count"
    before = clause_before(text, q.start, 30)
    before = before.split()[-1] if before.split() else ""
    per = _PER.search(before)
    if per and not _NOT_PER.search(before, per.start()):
        return "rate"
    return "rate" if _PER_AFTER.match(text, q.end) else "money"


_STAIRS = re.compile(r".{0,4}(?:台阶|阶梯|楼梯)")
_WINDY = re.compile(r"风|海|江面|湖面")
_WIND_AFTER = re.compile(r"(?:以上)?的?(?:雷[雨暴]|短时)?(?:大风|阵风|偏?[东南西北]{1,2}大?风|强风|台风|狂风|暴风)")
_WIND_BEFORE = re.compile(r"风力?[^。；\n]{0,12}$")
_NO_WIND = re.compile(r"风险|风景|震")


def _level(text: str, q: Quantity) -> str:
    if _STAIRS.match(text, q.end):
        return "count"
    if _WINDY.search(clause_before(text, q.start, 16)) or _WIND_AFTER.match(text, q.end):
        return "wind"
    sentence = text[max(0, q.start - 30) : q.start]
    return "wind" if _WIND_BEFORE.search(sentence) and not _NO_WIND.search(sentence) else "level"


_PER_MEASURE = re.compile(
    r"每(?:亩|公顷|平方米|平方公里|百公里|立方米|千人|万人|百人|百毫升|100毫升|升|公斤|千克)[^，。；]{0,8}$|每(?:小时|秒|分钟|分)$"
)
_DEGREES = frozenset(("℃", "摄氏度", "℉", "华氏度", "°C", "°"))


def _measure(text: str, q: Quantity) -> str:
    if "/" in q.unit or _PER_MEASURE.search(clause_before(text, q.start, 14)):
        return "rate"
    return "temperature" if q.unit in _DEGREES else "measure"


#: Before a number without a unit these make it a sum of money (票房却不到8000万).
_SUM = re.compile(
    r"(?:首付|价|元|投资|月薪|年薪|收入|造价|花费?|罚款?|赔偿?|奖金|补贴|贷款|存款|票房|亏损|成本|资金|身价|转会费|价值|损失|市值|营收|利润|产值|片酬|奖池|税|满|减|送)"
    r"(?:了|近|约|超过?|达|仅|为|却|就|也|已)*$"
)
_PER_COUNT = re.compile(
    r"每(?:[百千万]{1,2}[人名户]|平方公里|百户|百公里|立方厘米|平方厘米|立方米|毫升)[^，。；]{0,10}$"
)


def _count(text: str, q: Quantity) -> str:
    if q.form == "bare" and _SUM.search(text[max(0, q.core - 6) : q.core]):
        return "money"
    return "rate" if _PER_COUNT.search(clause_before(text, q.start, 18)) else "count"


_INFANT = re.compile(r"(?:年龄|最小|月龄|宝宝|婴儿?|女儿|儿子)[^，。；、]{0,4}$")
_OLD = re.compile(r"大(?![小型约概])")


def _duration(text: str, q: Quantity) -> str:
    """4个月 is an age where a small child is spoken of."""
    if q.unit in ("个月", "天") and (_INFANT.search(clause_before(text, q.start, 12)) or _OLD.match(text, q.end)):
        return "age"
    return "duration"


_CENTS = re.compile(r"价[^，。；]{0,2}[高低]$|面值|邮资|每度|每千瓦时|毛钱?$")
_SCORED = re.compile(r"[得扣加减满拿砍贡献比领先落后总平均分胜为]|积分|评分")


def _fen(text: str, q: Quantity) -> str:
    before = clause_before(text, q.start, 10)
    if _CENTS.search(before):
        return "money"
    arabic = q.run[:1].isdigit() and q.run != "0"
    told = len(q.run) > 2  # 六百四十一分
    return "score" if arabic or told or _SCORED.search(before) and q.run not in ("一", "十") else ""


_POWER = re.compile(r"电")
_WARM = re.compile(r"温|热|冷|烧|天气|零下|零上|降|升|[晴雨阴雪霾]|多云")
_WARM_AFTER = re.compile(r"高温|低温|左右|的高")


def _degree(text: str, q: Quantity) -> str:
    before = clause_before(text, q.start, 16)
    if _POWER.search(before[-8:]) or _POWER.match(text, q.end):
        return "measure"
    if _WARM.search(before) or _WARM_AFTER.match(text, q.end) or "气温" in text[max(0, q.start - 30) : q.start]:
        return "temperature"
    weather = _WARM.search(text[max(0, q.start - 30) : q.start])
    return "temperature" if weather and (q.form == "range" or q.qualifier) else "measure" if q.run[:1].isdigit() else ""


_AFTER_EVENT = frozenset("，。；、！”\n 0123456789一二两三四五六七八九十的")
_BEST_OF = re.compile(r"[企县镇市村区]")


def _special(text: str, q: Quantity) -> str:
    """Units that only their surroundings can tell."""
    if q.unit == "分":
        return _fen(text, q)
    if q.unit == "度":
        return _degree(text, q)
    if q.unit == "点":
        return "measure" if q.value is not None and (q.value >= 100 or "." in q.run) else ""
    if q.unit == "手":
        return "count" if q.run.isdigit() and len(q.run) > 1 else ""
    if q.unit == "两":
        return "measure" if q.run[-1:] != "一" else ""
    if q.unit in ("死", "伤", "亡"):
        return "count" if text[q.end : q.end + 1] in _AFTER_EVENT or q.end == len(text) else ""
    if q.unit == "强":
        return "ordinal" if q.value in (2, 4, 8, 16, 32, 64) and not _BEST_OF.match(text, q.end) else ""
    return ""


_BY_KIND = {
    "share": _share,
    "money": _money,
    "level": _level,
    "measure": _measure,
    "special": _special,
    "duration": _duration,
    "count": _count,
}
