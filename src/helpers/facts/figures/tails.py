"""What follows a number: percent signs, tenths, multiples, units, rates, compounds (2小时40分, 一米五)."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from helpers.facts.figures.quantity import Quantity, made, plus, times, vaguer
from helpers.facts.numerals import RUN, Amount, exact, read
from helpers.facts.units import kind_of, unit_at

_PERCENT = re.compile(r" ?个(多)?百分点| ?百分点| ?%| ?‰")
_TENTHS = re.compile(r"成([一二三四五六七八九]{1,2}(?![个名家户人])|[一二三四五六七八九半])?(?![立功型套语])")
_DISCOUNT = re.compile(r"折(?![腾叠页射算合旧磨损中子纸扇])")
_TIMES = re.compile(r"番|倍(半)?(?![感受速])")
_MIXED = re.compile(r"个(多|半|来)?(月|小时|钟头|星期|礼拜|世纪|学期|季度|工作日|交易日|昼夜)")
#: Units of time that keep their 个 (3个月; but 3个小时 → 小时).
_WITH_GE = frozenset(("月", "工作日", "学期", "世纪", "季度", "交易日", "昼夜"))
_HALF_AFTER = frozenset(
    (
        "岁",
        "周岁",
        "年",
        "天",
        "里",
        "斤",
        "亩",
        "吨",
        "公里",
        "公斤",
        "克",
        "米",
        "里地",
        "升",
        "丈",
        "尺",
        "小时",
        "周",
        "个星期",
        "世纪",
        *"桶碗杯瓶箱车袋担勺圈页层盆筐篮盘缸罐盒包捆",
    )
)
_PRICED = re.compile(r"(?:首付|均价|起价|月租|售价|低至|价格|总价|月薪|年薪|单价)(?:仅|只要|为)?$")
#: 十块钱 counts 块.
_BARE_UNITS = {"块钱": "块", "毛钱": "毛", "角钱": "角", "元钱": "元", "分钱": "分", "个星期": "星期", "个礼拜": "礼拜"}
_RATE = re.compile(r"/(\d*)(?=[\u4e00-\u9fffA-Za-z㎡³²])")
#: Units of time: larger → the smaller ones that may follow it in one figure, which then is told in the smaller.
_NEXT = {
    "小时": ("分钟", "分", "刻钟"), "分钟": ("秒", "秒钟"), "分": ("秒", "秒钟"), "年": ("个月", "月"), "个月": ("天", "日"), "周": ("天",), "天": ("小时",),
    "岁": ("个月",),
}  # fmt: skip
#: Sizes within one family of units of time, and of those that a range may mix.
SIZES = {
    "小时": 3600, "分钟": 60, "分": 60, "刻钟": 900, "秒": 1, "秒钟": 1, "天": 86400, "年": 12, "个月": 1, "月": 1, "元": 100, "块": 100, "角": 10, "毛": 10,
    "岁": 12, "斤": 10, "两": 1, "公斤": 1000, "克": 1, "米": 100, "厘米": 1, "公里": 100000,
}  # fmt: skip
#: Of all others the larger is kept (3元5角 → 3.5 元, 七亩八分 → 7.8 亩): how many of the smaller make one.
_PARTS = {
    "元": {"角": 10, "毛": 10, "分": 100}, "块": {"毛": 10, "角": 10, "分": 100}, "角": {"分": 10}, "毛": {"分": 10},
    "斤": {"两": 10}, "公斤": {"克": 1000}, "米": {"厘米": 100}, "公里": {"米": 1000}, "亩": {"分": 10, "厘": 100},
    "丈": {"尺": 10, "寸": 100}, "尺": {"寸": 10}, "吨": {"公斤": 1000},
}  # fmt: skip
_LOWER = re.compile(rf"[零又]?({RUN})(?=[个月分秒刻天日小角毛两克厘公米尺寸])")
_DIGITS_AFTER = re.compile(
    r"[零一二三四五六七八九]{1,2}(?=[，。；、！？”）\s的左上下出多]|一[斤个只张]|$)|\d{1,2}(?![\d.%年月日:])"
)
_DIGIT_UNITS = frozenset(("米", "块", "毛", "斤", "秒", "度", "丈", "尺"))
_HAN_DIGITS = "零一二三四五六七八九"


def with_unit(text: str, core: int, end: int, amount: Amount) -> Quantity | None:
    """The amount that stands at ``text[core:end]`` with the unit behind it; None without a unit."""
    run = text[core:end]
    at = end
    if text[at : at + 1] in ("多", "余", "来") and run[-1:] in "十百千万亿0几":
        word = text[at]
        at += 1
        amount = vaguer(amount, "half" if word == "来" else "more", word)
    elif text[at : at + 1] == " " and run[-1:].isdigit() and unit_at(text, at + 1):
        at += 1
    for reader in (_percent, _tenths, _times, _mixed, _plain_unit):
        found = reader(text, core, at, amount, run)
        if found:
            return found
    return None


def _percent(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    match = _PERCENT.match(text, at)
    if not match:
        return None
    mark = match.group().strip()
    if mark in ("%", "‰"):
        share = times(amount, Fraction(1, 100 if mark == "%" else 1000))
        return made(core, match.end(), share, "", "share", "percent", run)
    if match.group(1):
        amount = vaguer(amount, "more", "多")
    return made(core, match.end(), amount, mark.replace("多", ""), "change", "points", run)


def _tenths(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    """两成, 六成五, 一成多; 八折, 8.5折, 七五折."""
    match = _TENTHS.match(text, at)
    if match and amount.high <= 10:
        share = times(amount, Fraction(1, 10))
        if match.group(1):
            first, last = (5 if c == "半" else _HAN_DIGITS.find(c) for c in (match.group(1)[0], match.group(1)[-1]))
            share = plus(share, Fraction(first, 100), Fraction(1, 100))
            if last > first and share.value is not None:  # 八成七八
                share = Amount(None, share.low, share.high + Fraction(last - first, 100), Fraction(1, 100))
        return made(core, match.end(), share, "", "share", "tenths", run)
    match = _DISCOUNT.match(text, at)
    if not match:
        return None
    if amount.value is None and re.fullmatch(r"[二三四五六七八九]{2}", run):
        tenth = Fraction(_HAN_DIGITS.find(run[0]), 10) + Fraction(_HAN_DIGITS.find(run[1]), 100)
        return made(core, match.end(), Amount(tenth, tenth, tenth, Fraction(1, 100)), "", "share", "discount", run)
    by = Fraction(1, 100) if amount.low > 10 else Fraction(1, 10)
    return made(core, match.end(), times(amount, by), "", "share", "discount", run)


def _times(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    match = _TIMES.match(text, at)
    if not match:
        return None
    if match.group() == "番":
        if text[core - 1 : core] not in ("翻", "了") or amount.value is None or amount.value > 10:
            return None
        value = 2 ** int(amount.value)
        return made(core, match.end(), Amount(value, value, value, 1), "倍", "change", "doubled", run)
    if match.group(1):
        amount = plus(amount, Fraction(1, 2), Fraction(1, 10))
    return made(core, match.end(), amount, "倍", "change", "times", run)


def _mixed(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    """两个月, 六个半小时, 3个多月: 个 belongs to 月, not to 小时."""
    match = _MIXED.match(text, at)
    if not match:
        return None
    middle, word = match.groups()
    if middle == "半":
        amount = plus(amount, Fraction(1, 2), Fraction(1, 10))
    elif middle:
        amount = vaguer(amount, "more" if middle == "多" else "half", middle)
    unit = f"个{word}" if word in _WITH_GE else word
    if middle:
        return made(core, match.end(), amount, unit, "duration", "duration", run)
    return _compound(text, core, match.end(), unit, "duration", amount, run) or made(
        core, match.end(), amount, unit, "duration", "duration", run
    )


def _plain_unit(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    unit = unit_at(text, at)
    if not unit:
        return _two_months(text, core, at, amount, run)
    end, kind = at + len(unit), kind_of(unit)
    if unit == "号人":
        return made(core, end, amount, "人", "count", "unit", run)
    if unit == "起" and _PRICED.search(text[max(0, core - 6) : core]):
        return None  # 首付20万起
    if unit in ("分", "秒") and text.startswith("多钟", end):
        return made(core, end + 2, vaguer(amount, "more", "多"), f"{unit}钟", "duration", "duration", run)
    if unit == "旬":
        return _decades(core, end, amount, run)
    after = text[end : end + 1]
    if (
        after == "半"
        and unit in _HALF_AFTER
        and text[end + 1 : end + 2] not in ("年", "天", "个", "价", "路", "月", "成", "自", "数", "空")
    ):
        return made(core, end + 1, plus(amount, Fraction(1, 2), Fraction(1, 10)), unit, kind, "unit_half", run)
    if after == "/":
        rate_end = _rate_end(text, end)
        if rate_end:
            return made(core, rate_end, amount, text[at:rate_end], "rate", "rate", run)
    compound = _compound(text, core, end, unit, kind, amount, run) or _digits_after(
        text, core, end, unit, kind, amount, run
    )
    return compound or made(core, end, amount, _BARE_UNITS.get(unit, unit), kind, "unit", run)


def _two_months(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    """两月 (连涨两月): never a month of the calendar, which is 二月."""
    if run != "两" or text[at : at + 1] != "月":
        return None
    return made(core, at + 1, amount, "月", "duration", "duration", run)


def _rate_end(text: str, at: int) -> int:
    """End of what a rate is per (元/斤, 元/平方米·月, 元/500克); 0 if no unit stands there."""
    match = _RATE.match(text, at)
    below = unit_at(text, match.end()) if match else ""
    if match is None or not below:
        return 0
    end = match.end() + len(below)
    while text[end : end + 1] in ("·", "/") and unit_at(text, end + 1):
        end += 1 + len(unit_at(text, end + 1))
    return end


def _decades(core: int, end: int, amount: Amount, run: str) -> Quantity | None:
    """八旬老人: eighty to eighty-nine years of age."""
    if amount.value is None or not 5 <= amount.value <= 9:
        return None
    tens = amount.value * 10
    return made(core, end, Amount(tens, tens, tens + 9, 10), "岁", "age", "decades", run)


def _compound(text: str, core: int, end: int, unit: str, kind: str, amount: Amount, run: str) -> Quantity | None:
    """2小时40分 → 160 分; 3年6个月 → 42 个月; 3元5角 → 3.5 元; 七亩八分 → 7.8 亩."""
    if amount.value is None or amount.low != amount.high:
        return None
    found = (_in_larger if unit in _PARTS else _in_smaller)(text, end, unit, Fraction(amount.value))
    if found is None:
        return None
    at, unit, total = found
    whole = Amount(exact(total), exact(total), exact(total), 1)
    kind = "duration" if kind == "special" else kind
    return made(core, at, whole, {"块": "元"}.get(unit, unit), kind, "compound", run)


def _lower(text: str, at: int, units: Collection[str]) -> tuple[int, str, Fraction] | None:
    """``(end, unit, number)`` of the part of a compound that stands at ``at`` in one of the ``units``."""
    match = _LOWER.match(text, at)
    below = unit_at(text, match.end()) if match else ""
    if match and not below and text[match.end() : match.end() + 1] in units:
        below = text[match.end()]  # 七亩八分的: the part has no unit by itself
    part = read(match.group(1)) if match and below in units else None
    if match is None or part is None or part.value is None:
        return None
    return match.end() + len(below), below, Fraction(part.value)


def _in_larger(text: str, at: int, unit: str, total: Fraction) -> tuple[int, str, Fraction] | None:
    parts, begin, floor = _PARTS[unit], at, 1
    while found := _lower(text, at, [part for part in parts if parts[part] > floor]):
        at, below, number = found
        floor = parts[below]
        total += number / floor
    return (at, unit, total) if at > begin else None


def _in_smaller(text: str, at: int, unit: str, total: Fraction) -> tuple[int, str, Fraction] | None:
    begin = at
    while found := _lower(text, at, _NEXT.get(unit, ())):
        at, below, number = found
        total = total * Fraction(SIZES[unit], SIZES[below]) + number
        unit = below
    return (at, unit, total) if at > begin else None


def _digits_after(text: str, core: int, end: int, unit: str, kind: str, amount: Amount, run: str) -> Quantity | None:
    """一米五, 一块五, 13秒28, 体温39度5: digits behind the unit are its decimals."""
    match = _DIGITS_AFTER.match(text, end) if unit in _DIGIT_UNITS and amount.value is not None else None
    if (
        match is None
        or unit_at(text, match.end())
        or text[match.end() : match.end() + 1] in ("至", "到", "—", "～", "~", "-")
    ):
        return None
    tail = "".join(str(_HAN_DIGITS.find(c)) if c in _HAN_DIGITS else c for c in match.group())
    if unit == "秒" and not match.group().isascii():
        return None
    size = Fraction(1, 10 ** len(tail))
    total = Fraction(amount.value or 0) + int(tail) * size
    return made(
        core, match.end(), Amount(total, total, total, size), {"块": "元"}.get(unit, unit), kind, "unit_digit", run
    )
