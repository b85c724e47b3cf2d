"""Figures of a form of their own: ordinals, levels in signs, scores, fractions, addresses."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from helpers.facts.figures.quantity import Quantity, closed, made, plus, times, whole
from helpers.facts.figures.tails import with_unit
from helpers.facts.numerals import HAN, RUN, Amount, Number, exact, parse, read
from helpers.facts.units import unit_at
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")

_ORDINAL = re.compile(rf"第({RUN})(?:\+(\d{{1,2}}))?")
_SIGN_LEVEL = re.compile(r"([ⅠⅡⅢⅣⅤⅥⅦⅧ]|I{1,3}|IV)(级)|(\d)(A级)|(A{2,5})级")
_ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧ", range(1, 9), strict=True)) | {"I": 1, "II": 2, "III": 3, "IV": 4}
#: 2:1, 19比8; 8胜3负, of which a third part (17胜5平3负) makes three counts; 打成88平; 3-1战胜.
_SCORE = re.compile(
    r"\d{1,3}(?:[:：∶]|比)\d{1,3}(?![:：∶\d%.万])|(?:\d{1,2}胜\d{1,2}|[一二三四五六七八九十]{1,3}胜[一二三四五六七八九十]{1,3})负(?!\d)"
    rf"|(?<=[{_letters('draw_verb')}][成到为])\d{{1,3}}平(?![{_letters('draw_not')}])"
    rf"|[一二两三四五六七八九十]{{1,3}}比[零〇一二两三四五六七八九十]{{1,3}}(?![{_letters('ratio_not')}])"
    rf"|\d{{1,3}}[-—–]\d{{1,3}}(?={_any_of('score_after')})"
)
#: 师生比为1:16.6, 三次产业结构为7.2∶45.3∶47.5: parts of a whole; a clock time has neither decimals nor such a word before it.
_RATIO = re.compile(r"\d{1,4}(?:\.\d{1,3})?(?:[:：∶]\d{1,4}(?:\.\d{1,3})?){1,3}(?![:：∶\d%])")
#: Hours, minutes, seconds and their decimals, as result lists print them.
_STOPWATCH = re.compile(r"(?:(\d{1,2})[:：∶])?([0-5]?\d)[:：∶]([0-5]\d)(?:\.(\d{1,3}))?(?![:：∶\d.%])")
_RUN_IN = re.compile(f"{_any_of('run_in')}[为是：:]?$")
_RATIO_BEFORE = re.compile(f"{_any_of('ratio_word')}(?:{_any_of('ratio_link')})*$")
_WIDE = re.compile(r"[两二]位数")
_SLASH = re.compile(r"(\d{1,9})/(\d{1,9})(?![\d/年月℃°度])")
_SLASH_BEFORE = re.compile(f"{_any_of('slash_before')}[:：为是]?$")
_SLASH_AFTER = re.compile(_any_of("slash_after"))
#: 7.5/10万: so many of a hundred thousand.
_OF_MANY = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)/(1|10)([万亿])(?![元人户吨])")
_PORTION = re.compile(
    rf"(?P<sign>负)?(?:(?P<whole>[{HAN}]{{1,4}}|\d{{1,4}})又)?(?P<bottom>百|千|万|[{HAN}]{{1,4}}|\d{{1,9}})分之(?P<inner>负)?(?P<top>{RUN})"
)
_PORTION_TO = re.compile(rf"[至到—～~-](?:百分之)?({RUN})(?![个名家])")


def ordinal(text: str, at: int) -> Quantity | None:
    """第三届, 第19列, 第十三页; without a unit (排名第三) the number alone."""
    match = _ORDINAL.match(text, at)
    amount = read(match.group(1)) if match else None
    if match is None or amount is None:
        return None
    if match.group(2):
        amount = plus(amount, int(match.group(2)), 1)  # 第90+3分钟
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
    return made(at, match.end(), whole(value), plain_unit or star_unit or "A级", "level", "level_sign", match.group())


def doubled(text: str, at: int) -> Quantity | None:
    """翻番: twice as much."""
    return made(at, at + 2, whole(2), "倍", "change", "doubled", "翻番") if text.startswith("翻番", at) else None


_TWO_DIGIT_DISCOUNT = re.compile(f"([一二三四五六七八九])([一二三四五六七八九])折(?![{_letters('fold_not')}])")
_WIDE_CHANGE = re.compile(f"[{_letters('wide_change')}]")


def discount(text: str, at: int) -> Quantity | None:
    """八八折, 九五折: 0.88, 0.95."""
    match = _TWO_DIGIT_DISCOUNT.match(text, at)
    if not match:
        return None
    value = Fraction(10 * int(parse(match.group(1))) + int(parse(match.group(2))), 100)
    return made(at, match.end(), whole(value, Fraction(1, 100)), "", "share", "discount", match.group()[:2])


def score(text: str, at: int) -> Quantity | None:
    """2:1, 19比8, 师生比1:16.6: no value, no interval."""
    match = _SCORE.match(text, at) or _ratio(text, at)
    if match is None:
        return None
    return Quantity(at, at, match.end(), None, None, None, 1, "", "score", "score", "", match.group())


def stopwatch(text: str, at: int) -> Quantity | None:
    """2:31:08, 1:52.34; 52:13 where the words around it tell that it was run in: seconds."""
    match = _STOPWATCH.match(text, at)
    if not match or text[at - 1 : at] in (":", ".") or _ratio(text, at):
        return None
    hours, minutes, seconds, part = match.groups()
    sure = hours is not None or part is not None
    if not sure and not _RUN_IN.search(text, max(0, at - 6), at):
        return None
    value = 3600 * int(hours or 0) + 60 * int(minutes) + Fraction(f"{seconds}.{part or 0}")
    step = Fraction(1, 10 ** len(part or ""))
    return made(at, match.end(), whole(exact(value), step), "秒", "duration", "stopwatch", match.group())


def _ratio(text: str, at: int) -> re.Match[str] | None:
    match = _RATIO.match(text, at) if text[at].isdigit() else None
    if match is None:
        return None
    parts = [float(part) for part in re.split("[:：∶]", match.group())]
    whole_in_three = len(parts) == 3 and abs(sum(parts) - 100) <= 1  # 由6.9:47.6:45.5调整为…
    return match if whole_in_three or _RATIO_BEFORE.search(text, max(0, at - 12), at) else None


def digits_wide(text: str, at: int) -> Quantity | None:
    """两位数增长: somewhere between a tenth and the whole."""
    match = _WIDE.match(text, at)
    if not match or not _WIDE_CHANGE.search(text[max(0, at - 8) : match.end() + 6]):
        return None
    return made(at, match.end(), Amount(None, Fraction(1, 10), 1, 1), "", "change", "two_digits", match.group())


def _four_places(number: Number) -> Fraction:
    """Fractions without an end are given to four places, as the tables print them (1/3 → 0.3333), small ones to
    four digits (1/3000 → 0.0003333)."""
    number = Fraction(number)
    ends = number.denominator
    for prime in (2, 5):
        while ends % prime == 0:
            ends //= prime
    places = 10**4
    while abs(number) * places < 1000 and places < 10**12 and abs(number) < Fraction(1, 1000):
        places *= 10
    return number if ends == 1 else Fraction(round(number * places), places)


def slash(text: str, at: int) -> Quantity | None:
    """1/3; 7.5/10万."""
    many = _OF_MANY.match(text, at)
    if many:
        share = Fraction(many.group(1)) / parse(many.group(2) + many.group(3))
        return closed(text, at, made(at, many.end(), whole(share), "", "share", "fraction", many.group()))
    match = _SLASH.match(text, at) if text[at - 1 : at] != "/" else None  # 2022/3/5
    if not match or int(match.group(1)) >= int(match.group(2)) or _is_no_fraction(text, match):
        return None
    value = _four_places(Fraction(int(match.group(1)), int(match.group(2))))
    return closed(
        text, at, made(at, match.end(), whole(value, Fraction(1, 10)), "", "share", "fraction", match.group())
    )


def _is_no_fraction(text: str, match: re.Match[str]) -> bool:
    """Two years (2023/2024赛季), two generations (80/90后), numbers and letters that share a place (限行尾号1/6, 3/4拍)."""
    top, bottom = match.groups()
    two_years = len(top) == len(bottom) == 4 and int(bottom) - int(top) == 1 and int(top) >= 1800
    return (
        two_years
        or bool(_SLASH_BEFORE.search(text, max(0, match.start() - 4), match.start()))
        or bool(_SLASH_AFTER.match(text, match.end()))
    )


def portion(text: str, at: int) -> Quantity | None:
    """百分之六十一点五, 三分之二, 负千分之三; a range after it (百分之五至百分之十, 百分之三到五); 三又二分之一 with its unit."""
    match = _PORTION.match(text, at)
    amount, bottom = (read(match["top"]), _bottom(match["bottom"])) if match else (None, None)
    if match is None or amount is None or not bottom:
        return None
    end, again = match.end(), _PORTION_TO.match(text, match.end())
    other = read(again.group(1)) if again else None
    if again and other and bottom >= 100 and other.high > amount.low:
        amount, end = Amount(None, amount.low, other.high, 1), again.end()
    scaled = _in_parts(amount, bottom)
    if match["sign"] or match["inner"]:
        scaled = times(scaled, -1)
    if match["whole"]:
        return _mixed_number(text, at, match, scaled)
    return closed(text, at, made(at, end, scaled, "", "share", "portion", match.group()))


def _bottom(printed: str) -> Number | None:
    """What 分之 divides by."""
    amount = read(printed)
    return {"百": 100, "千": 1000, "万": 10000}.get(printed) or (amount.value if amount else None)


def _in_parts(amount: Amount, bottom: Number) -> Amount:
    value = None if amount.value is None else _four_places(Fraction(amount.value) / bottom)
    step = Fraction(amount.step) / bottom if bottom >= 100 else Fraction(1, 10)
    low, high = (_four_places(Fraction(n) / bottom) for n in (amount.low, amount.high))
    return Amount(value, low, high, step)


def _mixed_number(text: str, at: int, match: re.Match[str], part: Amount) -> Quantity | None:
    """三又二分之一 and its unit: three and a half."""
    whole_part = read(match["whole"])
    if whole_part is None or whole_part.value is None or part.value is None or not 0 < part.value < 1:
        return None
    amount = plus(part, whole_part.value, part.step)
    found = with_unit(text, at, match.end(), amount) or made(
        at, match.end(), amount, "", "count", "bare", match.group()
    )
    return closed(text, at, found)


_ADDRESS = re.compile(
    rf"(?P<n>\d{{1,4}}|[{HAN}]{{1,3}})(?:(?:号楼?|幢|栋)?[至到—–\-~](?P<m>\d{{1,4}}))?"
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
    elif match.group("unit") == "楼" and text[at - 1 : at] == "负":
        amount, at = times(amount, -1), at - 1  # 负二楼
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
