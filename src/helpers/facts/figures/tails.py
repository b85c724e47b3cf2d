"""What follows a number: percent signs, tenths, multiples, units, rates, compounds (2小时40分, 一米五)."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from functools import partial

from helpers.facts.figures import sizes
from helpers.facts.figures.quantity import Quantity, made, plus, times, vaguer
from helpers.facts.numerals import RUN, Amount, exact, read
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import any_of, group, letters, rows

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")

_PERCENT = re.compile(r" ?个(多)?百分点| ?百分点| ?%| ?‰")
_TENTHS = re.compile(
    f"成((?!{_any_of('tenths_word')})(?:[一二三四五六七八九]{{1,2}}(?![{_letters('tenths_not_count')}])|[一二三四五六七八九半]))?"
    f"(?![{_letters('tenths_not')}])"
)
_DISCOUNT = re.compile(f"折(?![{_letters('fold_not')}])")
_TIMES = re.compile(r"番|倍(半)?(?![感受速液])")
_MIXED = re.compile(f"个(多|半|来)?({_any_of('ge_span')})")
#: Units of time that keep their 个 (3个月; but 3个小时 → 小时).
_WITH_GE = frozenset(_group("ge_kept"))
_HALF_AFTER = frozenset(_group("half_after"))
_HALF_WORD = frozenset(_group("half_word"))
_PRICED = re.compile(f"{_any_of('priced')}(?:仅|只要|为)?$")
#: 十块钱 counts 块.
_BARE_UNITS = {row[0]: row[2] for row in rows("figure_words") if row[1] == "bare_unit"}
#: The second half of a classifier: 台（套）, 人（次）.
_PAIRED = re.compile(r"（([\u4e00-\u9fff]{1,2})）")
#: The next item of a list of numbers with 个, and the unit that stands behind its last one.
_LISTED_GE = re.compile(rf"(?:[、或和与及至到]|——?|[～~-])(?:{RUN})个({_any_of('ge_shared')})?")
#: 4个半, where no unit of time follows.
_AND_A_HALF = re.compile(r"半(?=[，。；、！？）”]|$)")
_TENTHS_OF_SECOND = re.compile(r"\d{1,2}(?![\d.%年月日:])")
_RATE = re.compile(r"/(\d*)(?=[\u4e00-\u9fffA-Za-z㎡³²])")
#: 5万立方米每秒, 8500元每平方米: the slash read out; only before what nothing but a rate is told by (50元每人 goes on).
_RATE_SPOKEN = re.compile(f"每{_any_of('rate_spoken')}")
#: Units of time behind the last slash or point (元/人·月) that are none behind a number.
_RATE_TIME = frozenset("年月日天")


def _followers(counted: bool) -> dict[str, dict[str, int]]:
    """Larger unit → the smaller ones that may follow it, with how many make one where the figure is told in the larger."""
    table: dict[str, dict[str, int]] = {}
    for larger, smaller, *count in rows("figure_compounds"):
        if bool(count) == counted:
            table.setdefault(larger, {})[smaller] = int(count[0]) if count else 0
    return table


#: Units of time: larger → the smaller ones that may follow it in one figure, which then is told in the smaller.
_NEXT = _followers(counted=False)
#: Of all others the larger is kept (3元5角 → 3.5 元, 七亩八分 → 7.8 亩): how many of the smaller make one.
_PARTS = _followers(counted=True)
_LOWER = re.compile(rf"[零又]?({RUN})(?=[{_letters('lower_unit')}])")
_RUN = re.compile(RUN)
_DIGITS_AFTER = re.compile(
    rf"[零一二三四五六七八九]{{1,2}}(?=[{_letters('decimals_next')}，。；、！？”）\s至到—～~-]|一[斤个只张]|$)"
    r"|\d{1,2}(?![\d.%年月日:])"
)
#: The digit behind the last part of a sum, weight or length (一块二毛五, 一斤二两五的鱼, 两丈三尺五), or its half (三斤四两半).
_LAST_DIGIT = re.compile(
    "(?<=[毛角两尺])(?:[一二三四五六七八九1-9](?=[，。；、！？”）\\s的]|左右|上下|一[斤个只张]|$)|半(?![天年月个小]))"
)
#: 7男5女, 三男两女: so many of each sex.
_OF_EACH_SEX = re.compile(rf"[男女](?=(?:\d{{1,3}}|{RUN})[男女](?![\u4e00-\u9fff])|(?![\u4e00-\u9fff]))")
_OTHER_SEX = re.compile(r"[男女](?:\d{1,3}|[一二两三四五六七八九十]+)$")
_MONEY_UNITS, _IN_YUAN = frozenset("块元"), {"块": "元"}
_DIGIT_UNITS = frozenset(_group("digit_unit"))
_HAN_DIGITS = "零一二三四五六七八九"


#: Round numbers that 把 makes inexact.
_ROUND = ("百", "千", "万")


def with_unit(text: str, core: int, end: int, amount: Amount) -> Quantity | None:
    """The amount that stands at ``text[core:end]`` with the unit behind it; None without a unit."""
    run = text[core:end]
    at = end
    if text[at : at + 1] in ("多", "余", "来") and run[-1:] in "十百千万亿0几":
        word = text[at]
        at += 1
        amount = vaguer(amount, "half" if word == "来" else "more", word)
    elif text[at : at + 1] == "把" and run in _ROUND and unit_at(text, at + 1):
        at, amount = at + 1, vaguer(amount, "about", "把")  # 千把人, 万把块钱
    elif text[at : at + 1] == " " and run[-1:].isdigit() and unit_at(text, at + 1):
        at += 1
    for reader in (_percent, _tenths, _times, _mixed, _billions, _plain_unit):
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


#: 翻一番, 翻了近一番, 翻了将近两番.
_TURNED = re.compile(f"翻了?{_any_of('turned')}?$")


def _times(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    match = _TIMES.match(text, at)
    if not match:
        return None
    if match.group() == "番":
        if not _TURNED.search(text, max(0, core - 5), core) or amount.value is None or amount.value > 10:
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


_BILLIONS = re.compile(r"个(多)?亿(?!元|[吨级人])")


def _billions(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    """3个亿, 几个亿, 五百多个亿: money, whatever unit is left out."""
    match = _BILLIONS.match(text, at)
    if not match:
        return None
    if match.group(1):
        amount = vaguer(amount, "more", "多")
    return made(core, match.end(), times(amount, 10**8), "", "money", "billions", run)


def _plain_unit(text: str, core: int, at: int, amount: Amount, run: str) -> Quantity | None:
    sex = _OF_EACH_SEX.match(text, at)
    if sex and (text[at + 1 : at + 2].isnumeric() or _OTHER_SEX.search(text, max(0, core - 5), at)):
        return made(core, at + 1, amount, sex.group(), "count", "unit", run)
    unit = unit_at(text, at)
    if not unit:
        return _two_months(text, core, at, amount, run)
    end, kind = at + len(unit), kind_of(unit)
    if unit == "个" and (shared := _shared_unit(text, end)):
        kind, form = ("change", "points") if shared == "个百分点" else (kind_of(shared), "shared_unit")
        return made(core, end, amount, shared, kind, form, run)
    if kind == "count" and (pair := _PAIRED.match(text, end)) and kind_of(pair.group(1)) == "count":
        end, unit = pair.end(), text[at : pair.end()]  # 台（套）, 人（次）
    if unit == "号人":
        return made(core, end, amount, "人", "count", "unit", run)
    if unit == "起" and run[-1:] in "万亿" and _PRICED.search(text[max(0, core - 6) : core]):
        return made(core, at, amount, "", "money", "sum", run)  # 首付20万起
    if unit in ("分", "秒") and text.startswith("多钟", end):
        return made(core, end + 2, vaguer(amount, "more", "多"), f"{unit}钟", "duration", "duration", run)
    if unit == "分" and text.startswith("半钟", end):
        return made(core, end + 2, plus(amount, Fraction(1, 2), Fraction(1, 10)), "分钟", "duration", "duration", run)
    if unit == "旬":
        return _decades(core, end, amount, run)
    after = text[end : end + 1]
    if unit == "个" and _AND_A_HALF.match(text, end):
        return made(core, end + 1, plus(amount, Fraction(1, 2), Fraction(1, 10)), unit, kind, "unit_half", run)
    halved = text[end + 1 : end + 2] not in _HALF_WORD or unit == "里"  # 三里半路
    if after == "半" and unit in _HALF_AFTER and halved:
        return made(core, end + 1, plus(amount, Fraction(1, 2), Fraction(1, 10)), unit, kind, "unit_half", run)
    if after == "/":
        rate_end = _rate_end(text, end)
        if rate_end:
            return made(core, rate_end, amount, text[at:rate_end], "rate", "rate", run)
    if kind in ("measure", "money") and (spoken := _RATE_SPOKEN.match(text, end)):
        return made(core, spoken.end(), amount, text[at : spoken.end()], "rate", "rate", run)
    compound = _compound(text, core, end, unit, kind, amount, run) or _digits_after(
        text, core, end, unit, kind, amount, run
    )
    return compound or made(core, end, amount, _BARE_UNITS.get(unit, unit), kind, "unit", run)


def _shared_unit(text: str, at: int) -> str:
    """The unit that a 个 shares with the last of its list: 4.2个和7.9个百分点, 3个、6个和9个月; '' where 个 counts by itself."""
    for _ in range(6):
        item = _LISTED_GE.match(text, at)
        if not item:
            return ""
        if item.group(1):
            return f"个{item.group(1)}"
        at = item.end()
    return ""


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
    while text[end : end + 1] in ("·", "/"):
        following = unit_at(text, end + 1) or text[end + 1 : end + 2]
        if not (unit_at(text, end + 1) or following in _RATE_TIME):
            break
        end += 1 + len(following)
    return end


def _decades(core: int, end: int, amount: Amount, run: str) -> Quantity | None:
    """八旬老人: eighty to eighty-nine years of age."""
    if amount.value is None or not 5 <= amount.value <= 9:
        return None
    tens = amount.value * 10
    return made(core, end, Amount(tens, tens, tens + 9, 10), "岁", "age", "decades", run)


_DEGREES = frozenset("度°")
#: 东经120度15分, not 高烧38度5分.
_COORDINATE = re.compile("[经纬][约为]?$")


def _compound(text: str, core: int, end: int, unit: str, kind: str, amount: Amount, run: str) -> Quantity | None:
    """2小时40分 → 160 分; 3年6个月 → 42 个月; 3元5角 → 3.5 元; 七亩八分 → 7.8 亩; 3个月5天 → 94 to 97 天;
    东经120度15分 → 120.25 度."""
    if amount.value is None or amount.low != amount.high:
        return None
    found = (_in_larger if unit in _PARTS else _in_smaller)(text, end, unit, amount)
    if found is None:
        return None
    at, unit, whole = found
    tenths = _TENTHS_OF_SECOND.match(text, at) if unit in ("秒", "秒钟") else None
    if tenths:
        at, whole = tenths.end(), plus(whole, Fraction(int(tenths.group()), 10 ** len(tenths.group())), 1)  # 1分52秒3
    if unit == "度" and not _COORDINATE.search(text, max(0, core - 3), core):
        return None
    if kind == "special":
        kind = "measure" if unit in _DEGREES else "duration"
    return made(core, at, whole, unit, kind, "compound", run)


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


def _in_larger(text: str, at: int, unit: str, amount: Amount) -> tuple[int, str, Amount] | None:
    parts, begin, floor = _PARTS[unit], at, 1
    while found := _lower(text, at, [part for part in parts if parts[part] > floor]):
        at, below, number = found
        floor = parts[below]
        amount = plus(amount, number / floor, 1)
    last = _LAST_DIGIT.match(text, at) if at > begin else None
    if last:  # 一块二毛五, 一斤二两五
        word = last.group()
        digit = 5 if word == "半" else int(word) if word.isascii() else _HAN_DIGITS.find(word)
        at, amount = last.end(), plus(amount, Fraction(digit, 10 * floor), 1)
    return (at, unit, _whole(amount)) if at > begin else None


def _in_smaller(text: str, at: int, unit: str, amount: Amount) -> tuple[int, str, Amount] | None:
    begin = at
    while found := _lower(text, at, _NEXT.get(unit, ())):
        end, below, number = found
        smaller = _turned(amount, unit, below)
        if smaller is None:
            break
        at, unit, amount = end, below, plus(smaller, number, 1)
    return (at, unit, _whole(amount)) if at > begin else None


def _turned(amount: Amount, unit: str, below: str) -> Amount | None:
    """The amount in the unit ``below``: an interval where months become days."""
    by = sizes.ratio(unit, below)
    if by is not None:
        return times(amount, by)
    whole = exact(Fraction(amount.low) * sizes.months(unit))
    found = sizes.days_of_months(whole) if isinstance(whole, int) and sizes.days(below) else None
    return Amount(None, *found, 1) if found else None


def _whole(amount: Amount) -> Amount:
    value = None if amount.value is None else exact(amount.value)
    return Amount(value, exact(amount.low), exact(amount.high), 1)


_RANGE_SIGN = re.compile("[至到—～~-]+")


def _same_unit_beyond(text: str, at: int, unit: str) -> bool:
    """Whether a range goes on in the same unit, which makes the digits before it decimals: 三块五到四块, but 一块二至三毛."""
    sign = _RANGE_SIGN.match(text, at)
    number = _RUN.match(text, sign.end()) if sign else None
    return bool(number and text.startswith(unit, number.end()))


def _digits_after(text: str, core: int, end: int, unit: str, kind: str, amount: Amount, run: str) -> Quantity | None:
    """一米五, 一块五, 13秒28, 体温39度5: digits behind the unit are its decimals."""
    match = _DIGITS_AFTER.match(text, end) if unit in _DIGIT_UNITS and amount.value is not None else None
    if (
        match is None
        or unit_at(text, match.end())
        or (_RANGE_SIGN.match(text, match.end()) and not _same_unit_beyond(text, match.end(), unit))
    ):
        return None
    tail = "".join(str(_HAN_DIGITS.find(c)) if c in _HAN_DIGITS else c for c in match.group())
    if unit == "秒" and not match.group().isascii():
        return None
    if unit in _MONEY_UNITS and len(tail) == 2 and int(tail[1]) - int(tail[0]) == 1 and not match.group().isascii():
        low, high = (Fraction(amount.value or 0) + Fraction(int(digit), 10) for digit in tail)  # 一块三四
        return made(
            core, match.end(), Amount(None, low, high, Fraction(1, 10)), _IN_YUAN.get(unit, unit), kind, "range", run
        )
    size = Fraction(1, 10 ** len(tail))
    total = Fraction(amount.value or 0) + int(tail) * size
    return made(core, match.end(), Amount(total, total, total, size), _IN_YUAN.get(unit, unit), kind, "unit_digit", run)
