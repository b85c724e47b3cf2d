"""What kind of figure a quantity is where it stands, and whether a share or a sum has risen or fallen."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.numerals import Number
from helpers.facts.units import kind_of
from helpers.lexicon import alternatives, any_of, group, letters, rows

_any_of = partial(any_of, "figure_kinds")
_letters = partial(letters, "figure_kinds")
_group = partial(group, "figure_kinds")

_CUT = re.compile(r"[，。；！？\n]")
_FILLER = f"(?:{_any_of('filler')}|：)*"
#: Figures already listed before this one, which share its verb (增长41%和18.5%).
_LISTED = re.compile(
    rf"(?:(?:约|近|超|逾)?(?:[-\d.]+|[零〇一二两三四五六七八九十百]+)(?:{_any_of('listed_unit')}|[%万亿]|成[一二三四五六七八九半]?)*"
    r"(?:左右|以上|多)?[、和及与至，]\s?)+(?:了|约|近|超)?$"
)
#: 涨幅居前的城市有北海14.6%、深圳10.7%: what the rows are ranked by.
_RANKED_BY = re.compile(
    rf"({_any_of('speed')}|[降跌]幅)(?:{_any_of('ranked')})[^，。；\d]{{0,10}}[有为是：]"
    r"(?:[\u4e00-\u9fff]{2,10}[\d.]{1,6}%[、和及与])*(?:[\u4e00-\u9fff]{2,10})?$"
)
#: 低于预期的2%: the level compared with, no change.
_THAN = frozenset(_group("than"))
#: 高出前年两成, 低于全省平均水平12%: the base stands between the verb and its amount.
_OVER_BASE = re.compile(rf"({_any_of('over_base')})(?!预期|目标)[^，。\d]{{1,12}}(?<!的)$")
_STEP_TO = re.compile(r"(?:百分点|基点)[，]?[至到]$")
#: 由4.33%下降为2.69%: the level reached; 增幅为 names the change.
_BECOMES = re.compile(f"{_any_of('becomes')}(?:为|成)$")
_NO_CHANGE = frozenset(_group("no_change"))


@lru_cache(maxsize=1)
def _directions() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    table = {row[0]: row[1] for row in rows("figure_verbs")}
    words = alternatives(table)
    return re.compile(rf"({words}){_FILLER}$"), re.compile(words), table


def clause_before(text: str, at: int, limit: int = 40) -> str:
    """What stands before ``at`` in its clause, at most ``limit`` characters."""
    return _CUT.split(text[max(0, at - limit) : at])[-1]


#: A pace told by what it was and has come to: 涨幅回落到8%, 降幅由4月的3%收窄至1.2%
_PACE_NOW = re.compile(
    rf"({_any_of('pace')})(?:[^，。；\d]{{0,6}}|[由从][^，。；]{{1,14}}[%％])"
    rf"(?:{_any_of('pace_moves')}(?:至|到|为|成)|(?<=[由从])[^，。；%％]{{0,8}}的?)$"
)


def direction(text: str, q: Quantity) -> str:
    """``up`` or ``down`` where a verb of change governs the quantity, else ''."""
    ends_with, anywhere, table = _directions()
    before = clause_before(text, q.start, 24).rstrip()
    pace = _PACE_NOW.search(before)
    if pace:
        return table[pace.group(1)]  # 降幅收窄至5%: how fast it falls
    if _STEP_TO.search(before) or _BECOMES.search(before):
        return ""  # 下降0.2个百分点至5.3%: the level reached
    found = ends_with.search(before) or _before_list(text, q.start, ends_with)
    if found:
        word = found.group(1)
        if word in _THAN and q.form != "points" or len(word) == 1 and _part_of_word(found):
            return ""
        return table[word]
    over = _OVER_BASE.search(before) if q.kind == "share" else None
    if over:
        return table[over.group(1)]
    if q.form == "percent" and (ranked := _RANKED_BY.search(text, max(0, q.start - 60), q.start)):
        return table.get(ranked.group(1), "up")
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
    return before[max(0, at - 1) : at] in _NO_CHANGE or before[at + 1 : at + 2] == "达"


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


_INTEREST = re.compile(f"{_any_of('interest')}(?:为|是|按)?$")
_SIGNS = frozenset("+-＋－−")
_PREMIUM = re.compile(f"{_any_of('premium')}$")
_NO_PACE = re.compile(f"{_any_of('no_pace')}(?:为|是|达|约|仅)?$")
_SHRUNK = re.compile(f"{_any_of('shrunk')}了?{_any_of('shrunk_link')}?$")
_AT_SPEED = re.compile(f"的(?:同比|平均|年均)?{_any_of('speed')}")
_SINCE = re.compile(r"(?:同比|环比)$")


def _share(text: str, q: Quantity) -> str:
    if q.form == "discount" or q.form == "half" and not _SHRUNK.search(clause_before(text, q.start, 8)):
        return "share"
    if q.form == "half":
        return "change"
    if q.form == "percent" and _INTEREST.search(text[max(0, q.start - 5) : q.start]):
        return "rate"
    if q.form == "percent" and (_AT_SPEED.match(text, q.end) or q.run[:1] in _SIGNS):
        return "change"  # 以12.6%的增速领跑; 鸡蛋10.60（-2.8%）
    if _PREMIUM.search(text, max(0, q.start - 6), q.start) or _NO_PACE.search(clause_before(text, q.start, 10)):
        return "share"
    return "change" if direction(text, q) or _SINCE.search(clause_before(text, q.start, 8)) else "share"


_PER = re.compile(r"每(?:百|千|万)?[\u4e00-\u9fff\d]{1,7}")
#: 一斤鲜叶220块, 一公斤卖到30元: the price of one.
_ONE_OF = re.compile(
    rf"(?<![\d一二三四五六七八九十百千万亿第])一{_any_of('weighed_unit')}(?:(?![降涨跌贵省])[\u4e00-\u9fff]){{0,6}}$"
)
_NOT_PER = re.compile(_any_of("not_per"))
_PER_AFTER = re.compile(f"[/每一]{_any_of('per_unit')}")
#: 块 before these is money, before another word it counts pieces.
_PIECE = re.compile(
    rf"(?!{_any_of('no_piece')}|(?:的[\u4e00-\u9fff]{{2}})?[\u4e00-\u9fff]{{0,2}}{_any_of('paid_for')})[\u4e00-\u9fff\d]"
)


_PIECES = re.compile(f"{_any_of('piece_nouns')}[^，。；价卖要]{{0,4}}$")
_PAYS = re.compile(_any_of("pays"))


def _money(text: str, q: Quantity) -> str:
    pieces = q.unit == "块" and q.form == "unit" and "块钱" not in text[q.core : q.end]
    paid = pieces and q.run[-1:] in "十百千万" and _PAYS.search(clause_before(text, q.start, 8))
    things = pieces and _PIECES.search(clause_before(text, q.start, 14))
    if pieces and not paid and (q.run == "一" or things or _PIECE.match(text, q.end)):
        return "count"
    before = clause_before(text, q.start, 30)
    before = before.split()[-1] if before.split() else ""
    per = _PER.search(before)
    if per and not _NOT_PER.search(before, per.start()):
        return "rate"
    return "rate" if _PER_AFTER.match(text, q.end) or _ONE_OF.search(before) else "money"


_STAIRS = re.compile(f".{{0,4}}{_any_of('stairs')}")
_GRADED = re.compile(any_of("figure_subject", "graded"))
_WINDY = re.compile(rf"{_any_of('windy')}(?<!风(?=[{_letters('wind_not')}]))")
_WIND_AFTER = re.compile(f"(?:以上)?的?(?:雷[雨暴]|短时)?(?:{_any_of('gale')}|偏?[东南西北]{{1,2}}大?风)")
_WIND_BEFORE = re.compile(rf"风(?![{_letters('wind_not')}])力?[^。；\n]{{0,12}}$")
_NO_WIND = re.compile(_any_of("no_wind"))


def _level(text: str, q: Quantity) -> str:
    if _STAIRS.match(text, q.end):
        return "count"
    if q.run[-1:] in "万亿":
        return ""  # 十亿级基金: a class
    if _GRADED.match(text, q.end):
        return "level"  # 防风Ⅲ级应急响应
    if _WINDY.search(clause_before(text, q.start, 16)) or _WIND_AFTER.match(text, q.end):
        return "wind"
    sentence = text[max(0, q.start - 30) : q.start]
    return "wind" if _WIND_BEFORE.search(sentence) and not _NO_WIND.search(sentence) else "level"


_PER_MEASURE = re.compile(f"每{_any_of('per_measure')}[^，。；\\d]{{0,8}}$|每{_any_of('per_time')}$")


def _measure(text: str, q: Quantity) -> str:
    if "/" in q.unit or "每" in q.unit or _PER_MEASURE.search(clause_before(text, q.start, 14)):
        return "rate"
    return "temperature" if kind_of(q.unit) == "temperature" else "measure"


#: 两市成交不足6000亿: so many hundred millions are money.
_TRADED = re.compile(f"{_any_of('traded')}{_any_of('sum_link')}{{0,2}}$")
#: Before a number without a unit these make it a sum of money (票房却不到8000万).
_SUM = re.compile(f"{_any_of('sum')}{_any_of('sum_link')}*$")
_SUM_WORD, _MARK = re.compile(_any_of("sum")), re.compile(any_of("figure_words", "mark_passed"))
_PER_COUNT = re.compile(f"每(?:[百千万]{{1,2}}[人名户]|{_any_of('per_count')})[^，。；]{{0,10}}$")


_MONEY_AFTER = re.compile(_any_of("money_after"))
_RATIO_NAMED = re.compile(f"{_any_of('ratio_named')}$")


def _count(text: str, q: Quantity) -> str:
    if q.form == "bare" and (
        _SUM.search(text, max(0, q.core - 8), q.core)
        or _SUM.search(text, max(0, q.start - 6), q.start)
        or q.run[-1:] == "亿"
        and _TRADED.search(clause_before(text, q.start, 8))
    ):
        return "rate" if _PER_AFTER.match(text, q.end) else "money"
    if q.form == "bare" and _MARK.match(text, q.end) and _SUM_WORD.search(clause_before(text, q.start, 16)):
        return "money"  # 财政收入首次站上百亿台阶
    if q.form == "bare" and _MONEY_AFTER.match(text, q.end):
        return "money"  # 30万首付
    if q.form == "bare" and _RATIO_NAMED.search(text, max(0, q.start - 5), q.start):
        return "rate"
    return "rate" if _PER_COUNT.search(clause_before(text, q.start, 18)) else "count"


_INFANT = re.compile(f"{_any_of('infant')}[^，。；、]{{0,4}}$")
_OLD = re.compile(rf"大(?![小型约概])|的?{_any_of('small_child')}")


def _duration(text: str, q: Quantity) -> str:
    """4个月 is an age where a small child is spoken of."""
    if q.unit in ("个月", "天") and (_INFANT.search(clause_before(text, q.start, 12)) or _OLD.match(text, q.end)):
        return "age"
    return "duration"


_CENTS = re.compile(f"价[^，。；]{{0,2}}[高低]$|毛钱?$|{_any_of('cents')}")
#: 每斤1.32元，比去年高5分: after a price the 分 of a comparison are hundredths of a yuan.
_PRICE = re.compile(r"[\d一二两三四五六七八九](?:元|块|毛|角)[^。！？]*$")
_PRICE_MOVES = re.compile(f"{_any_of('price_moves')}了?$")
_SCORED = re.compile(_any_of("scored"))


#: 八分地, 三分菜地: tenths of a mu.
_PLOT = re.compile(rf"[多半]?的?{_any_of('plot')}")


def _fen(text: str, q: Quantity) -> str:
    if _PLOT.match(text, q.end):
        return "measure"
    before = clause_before(text, q.start, 10)
    if _CENTS.search(before) or _PRICE_MOVES.search(before) and _PRICE.search(text[max(0, q.start - 40) : q.start]):
        return "money"
    if _INTEREST.search(before[-5:]):
        return ""  # 月息1分: a hundredth a month, no score
    arabic = q.run[:1].isdigit() and q.run != "0"
    told = len(q.run) > 2  # 六百四十一分
    return "score" if arabic or told or _SCORED.search(before) and q.run not in ("一", "十") else ""


_POWER = re.compile(_any_of("power"))
_WARM = re.compile(_any_of("warm"))
_ROOM = re.compile(f"(?<!电|酒){_any_of('room')}[^，。；]{{0,5}}$")
_WARM_AFTER = re.compile(_any_of("warm_after"))
#: 比城里低了八九度, 夜里冷个三四度: so much warmer or colder.
_WARMER = re.compile("(?:[低高](?:了|出)?|[冷热凉暖][了个]|比[^，。；]{1,10}[低高冷热凉暖]了?)$")


def _degree(text: str, q: Quantity) -> str:
    if q.run.startswith(("零下", "零上")) or q.low is not None and q.low < 0:
        return "temperature"
    before = clause_before(text, q.start, 16)
    if _POWER.search(before[-8:]) or _POWER.match(text, q.end):
        return "measure"
    if _WARM.search(before) or _WARM_AFTER.match(text, q.end) or "气温" in text[max(0, q.start - 30) : q.start]:
        return "temperature"
    if q.high is not None and q.high <= 25 and _WARMER.search(before):
        return "temperature"
    if q.high is not None and q.high <= 45 and _ROOM.search(before):
        return "temperature"  # 屋里二十一二度
    if q.low is not None and q.low >= 50 and _POWER.search(text, max(0, q.start - 40), q.end + 20):
        return "measure"  # 夏天开空调，电表一个月走二百五六十度
    weather = _WARM.search(text[max(0, q.start - 30) : q.start])
    return "temperature" if weather and (q.form == "range" or q.qualifier) else "measure" if q.run[:1].isdigit() else ""


#: 八钱白酒, 三钱甘草: a tenth of a 两; elsewhere 钱 is money or a surname.
_OF_WEIGHT = re.compile(f"[，。；、！？）”的]|[多左]|{_any_of('weighed_drug')}|$")
_ANGLE = re.compile(_any_of("angle"))
_AFTER_EVENT = frozenset("，。；、！”\n 0123456789一二两三四五六七八九十的")
#: 17胜5平3负: won, drawn and lost games beside one another.
_RECORD_AFTER = re.compile(r"[、 ]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[胜平负]")
_RECORD_BEFORE = re.compile(r"[\d一二三四五六七八九十][胜平负][、 ]?$")
#: 82平: square metres, as advertisements have it; 打成88平 is a drawn game.
_FLOOR_SPACE = re.compile(r"[，。；、的左\s]|$")
_DRAWN = re.compile("[成到为]")
_BEST_OF = re.compile(f"[{_letters('best_of')}]")


def _special(text: str, q: Quantity) -> str:
    """Units that only their surroundings can tell."""
    if q.unit == "分":
        return _fen(text, q)
    if q.unit == "度":
        return _degree(text, q)
    if q.unit == "°":
        return "measure" if _ANGLE.search(clause_before(text, q.start, 8)) else "temperature"
    if q.unit == "点":
        least = q.low if q.value is None else q.value  # 2030点至2080点
        if least is None or least < 100 and "." not in q.run:
            return ""
        return "change" if direction(text, q) else "measure"  # 沪指涨37.31点
    if q.unit == "手":
        return "count" if q.run.isdigit() and len(q.run) > 1 else ""
    if q.unit == "两":
        return "measure" if q.run[-1:] != "一" else ""
    if q.unit == "钱":
        return "measure" if len(q.run) == 1 and _OF_WEIGHT.match(text, q.end) else ""
    if q.unit == "平" and q.value is not None and q.value >= 15 and _FLOOR_SPACE.match(text, q.end):
        return "" if _DRAWN.search(text, max(0, q.start - 1), q.start) else "measure"
    if q.unit in ("胜", "平", "负"):
        return (
            "count"
            if _RECORD_AFTER.match(text, q.end) or _RECORD_BEFORE.search(text, max(0, q.start - 4), q.start)
            else ""
        )
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
