"""Figures of a form of their own: ordinals, levels in signs, scores, halves, fractions, addresses."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from helpers.facts.figures.quantity import Quantity, closed, limit_before, made, widened
from helpers.facts.numerals import HAN, RUN, Amount, Number, parse, read
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")

_ORDINAL = re.compile(rf"第({RUN})")
_SIGN_LEVEL = re.compile(r"([ⅠⅡⅢⅣⅤⅥⅦⅧ]|I{1,3}|IV)(级)|(\d)(A级)|(A{2,5})级")
_ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧ", range(1, 9), strict=True)) | {"I": 1, "II": 2, "III": 3, "IV": 4}
#: 2:1, 19比8; 8胜3负 and 5胜2平1负 (a record of games); 打成88平.
_SCORE = re.compile(
    r"\d{1,3}(?:[:：∶]|比)\d{1,3}(?![:：∶\d%.])|\d{1,2}胜\d{1,2}[平负](?:\d{1,2}负)?(?!\d)"
    rf"|(?<=[{_letters('draw_verb')}][成到为])\d{{1,3}}平(?![{_letters('draw_not')}])"
    rf"|[一二两三四五六七八九十]{{1,3}}比[零〇一二两三四五六七八九十]{{1,3}}(?![{_letters('ratio_not')}])"
)
_WIDE = re.compile(r"[两二]位数")
_SLASH = re.compile(r"(\d{1,9})/(\d{1,9})(?![\d/年月℃°度])")
_PORTION = re.compile(rf"(百|千|万|[{HAN}]{{1,4}}|\d{{1,9}})分之({RUN})")
_PORTION_TO = re.compile(rf"[至到—～~-](?:百分之)?({RUN})(?![个名家])")
_HALF = re.compile(f"{_any_of('half')}(?![{_letters('half_not')}])")
_HALF_UNIT = re.compile(r"半(个)?")
_MORE_HALF = re.compile(f"多(?![{_letters('more_half_not')}])")
#: 半个多小时: half a unit and more.
_HALF_AND_MORE = re.compile(f"半个?多({_any_of('half_span')})")
_HALF_FRONT = frozenset(_group("half_front"))


def ordinal(text: str, at: int) -> Quantity | None:
    """第三届, 第19列, 第十三页; without a unit (排名第三) the number alone."""
    match = _ORDINAL.match(text, at)
    amount = read(match.group(1)) if match else None
    if match is None or amount is None:
        return None
    unit = unit_at(text, match.end()) or (
        text[match.end()] if text[match.end() : match.end() + 1] in ("计", "届") else ""
    )
    return made(at, match.end() + len(unit), amount, unit, "ordinal", "ordinal", match.group())


def sign_level(text: str, at: int) -> Quantity | None:
    """Ⅱ级, 4A级, AAAA级."""
    match = _SIGN_LEVEL.match(text, at)
    if not match:
        return None
    roman, plain_unit, digit, star_unit, stars = match.groups()
    value = _ROMAN.get(roman or "") or (int(digit) if digit else len(stars or "A"))
    return made(at, match.end(), _one(value), plain_unit or star_unit or "A级", "level", "level_sign", match.group())


def doubled(text: str, at: int) -> Quantity | None:
    """翻番: twice as much."""
    return made(at, at + 2, _one(2), "倍", "change", "doubled", "翻番") if text.startswith("翻番", at) else None


_TWO_DIGIT_DISCOUNT = re.compile(f"([一二三四五六七八九])([一二三四五六七八九])折(?![{_letters('fold_not')}])")
_WIDE_CHANGE = re.compile(f"[{_letters('wide_change')}]")


def discount(text: str, at: int) -> Quantity | None:
    """八八折, 九五折: 0.88, 0.95."""
    match = _TWO_DIGIT_DISCOUNT.match(text, at)
    if not match:
        return None
    value = Fraction(10 * int(parse(match.group(1))) + int(parse(match.group(2))), 100)
    return made(at, match.end(), _one(value, Fraction(1, 100)), "", "share", "discount", match.group()[:2])


def score(text: str, at: int) -> Quantity | None:
    """2:1, 19比8: no value, no interval."""
    match = _SCORE.match(text, at)
    return (
        Quantity(at, at, match.end(), None, None, None, 1, "", "score", "score", "", match.group()) if match else None
    )


def digits_wide(text: str, at: int) -> Quantity | None:
    """两位数增长: somewhere between a tenth and the whole."""
    match = _WIDE.match(text, at)
    if not match or not _WIDE_CHANGE.search(text[max(0, at - 8) : match.end() + 6]):
        return None
    return made(at, match.end(), Amount(None, Fraction(1, 10), 1, 1), "", "change", "two_digits", match.group())


def half(text: str, at: int) -> Quantity | None:
    """一半, 半数, 过半; 半 before a unit (半小时, 半个月)."""
    match = _HALF.match(text, at)
    if not match:
        return _half_unit(text, at)
    effect = {"过": "over", "超": "over", "近": "near"}.get(match.group()[0], "")
    found = closed(
        text, at, made(at, match.end(), _one(Fraction(1, 2), Fraction(1, 10)), "", "share", "half", match.group())
    )
    if effect:
        low, high = widened(_one(Fraction(1, 2), Fraction(1, 10)), effect)
        return Quantity(
            at,
            at,
            match.end(),
            found.value,
            low,
            high,
            found.step,
            "",
            "share",
            "half",
            match.group()[0],
            match.group(),
        )
    return found


def _half_unit(text: str, at: int) -> Quantity | None:
    before = text[at - 1 : at]
    if text[at : at + 1] != "半" or before in _HALF_FRONT:
        return None
    if before and before in "前后" and text[at + 1 : at + 2] in ("年", "月", "程", "场"):
        return None
    more = _HALF_AND_MORE.match(text, at)
    if more:
        unit = more.group(1) if more.group(1) in ("小时", "钟头") else f"个{more.group(1)}"
        half_one = Fraction(1, 2)
        return Quantity(at, at, more.end(), half_one, half_one, 1, 1, unit, "duration", "half_unit", "多", "半")
    match = _HALF_UNIT.match(text, at)
    end = match.end() if match else at + 1
    if match and match.group(1):
        unit = "个月" if text[end : end + 1] == "月" else unit_at(text, end) or "个"
        end += 1 if unit == "个月" else len(unit) if unit != "个" else 0
    else:
        unit = unit_at(text, end)
        end += len(unit)
    kind = kind_of(unit)
    if not unit or kind == "special":
        return None
    if text[end : end + 1] == "多" and _MORE_HALF.match(text, end):
        return Quantity(at, at, end + 1, Fraction(1, 2), Fraction(1, 2), 1, 1, unit, kind, "half_unit", "多", "半")
    begin, word, effect = limit_before(text, at)
    amount = _one(Fraction(1, 2), Fraction(1, 10))
    low, high = widened(amount, effect)
    return Quantity(begin, at, end, amount.value, low, high, amount.step, unit, kind, "half_unit", word, "半")


def _one(value: Number, step: Number = 1) -> Amount:
    return Amount(value, value, value, step)


def _four_places(number: Number) -> Fraction:
    """Fractions without an end are given to four places, as the tables print them (1/3 → 0.3333)."""
    number = Fraction(number)
    ends = number.denominator
    for prime in (2, 5):
        while ends % prime == 0:
            ends //= prime
    return number if ends == 1 else Fraction(round(number * 10000), 10000)


def slash(text: str, at: int) -> Quantity | None:
    """1/3."""
    match = _SLASH.match(text, at)
    if not match or int(match.group(1)) >= int(match.group(2)):
        return None
    value = _four_places(Fraction(int(match.group(1)), int(match.group(2))))
    return closed(text, at, made(at, match.end(), _one(value, Fraction(1, 10)), "", "share", "fraction", match.group()))


def portion(text: str, at: int) -> Quantity | None:
    """百分之六十一点五, 三分之二, 千分之三; a range after it (百分之五至百分之十, 百分之三到五)."""
    match = _PORTION.match(text, at)
    amount = read(match.group(2)) if match else None
    if match is None or amount is None:
        return None
    bottom = {"百": 100, "千": 1000, "万": 10000}.get(match.group(1)) or parse(match.group(1))
    end, again = match.end(), _PORTION_TO.match(text, match.end())
    other = read(again.group(1)) if again else None
    if again and other and bottom >= 100 and other.high > amount.low:
        amount, end = Amount(None, amount.low, other.high, 1), again.end()
    value = None if amount.value is None else _four_places(Fraction(amount.value) / bottom)
    step = Fraction(amount.step) / bottom if bottom >= 100 else Fraction(1, 10)
    scaled = Amount(
        value, _four_places(Fraction(amount.low) / bottom), _four_places(Fraction(amount.high) / bottom), step
    )
    return closed(text, at, made(at, end, scaled, "", "share", "portion", match.group()))


_ADDRESS = re.compile(
    rf"(?P<n>\d{{1,4}}|[{HAN}]{{1,3}})(?:[至到—–\-~](?P<m>\d{{1,4}}))?"
    r"(?P<unit>号楼|号(?=[门房]|[，。；、（）\s一-龥]|$)|幢|栋|弄|单元|室(?![内外])"
    rf"|楼(?=[{_letters('floor_after')}、，。；（）\s]|$))?"
)
_STREET = re.compile(f"{_any_of('street')}$")
_ROOM = re.compile(_any_of("room"))
_NUMBER_NOT = re.compile(f"[{_letters('number_not')}]")
_FLOOR_NOT = frozenset(_group("floor_not"))


def address(text: str, at: int) -> Quantity | None:
    """桃花坞巷5号, 渡口新村3幢, 1至6幢, 三楼, 307房间: where something is, not how many."""
    match = _ADDRESS.match(text, at)
    if not match or not _is_address(text, at, match):
        return None
    amount = read(match.group("n"))
    if amount is None or amount.value is None:
        return None
    if match.group("m"):
        if int(match.group("m")) <= amount.low:
            return None
        amount = Amount(None, amount.low, int(match.group("m")), 1)
    return made(at, match.end(), amount, match.group("unit") or "", "address", "address", match.group("n"))


def _is_address(text: str, at: int, match: re.Match[str]) -> bool:
    number, unit = match.group("n"), match.group("unit")
    before, after = text[max(0, at - 4) : at], text[match.end() : match.end() + 2]
    if unit is None:
        return len(number) >= 3 and number.isdigit() and not match.group("m") and bool(_ROOM.match(after))
    if unit == "号":
        return bool(_STREET.search(before) or re.match(r"门(?!店)|房", after)) and not _NUMBER_NOT.match(after)
    if unit == "单元":
        return bool(_STREET.search(before)) or before.endswith("楼")
    if unit in ("幢", "栋", "弄"):
        if not number.isdigit() and re.match(r"[\u4e00-\u9fff\d]", after):
            return False  # 北大街一栋3层民宅
        ranged_blocks = unit == "幢" and match.group("m") and re.match(r"[、，；。]|$", after)
        return bool(_STREET.search(before) or ranged_blocks)
    if unit == "室":
        return len(number) >= 3 and number.isdigit()
    if unit == "楼":
        return before[-1:] not in _FLOOR_NOT and (not number.isdigit() or int(number) < 130)
    return True
