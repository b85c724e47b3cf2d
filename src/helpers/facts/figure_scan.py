"""Reading one quantity where it stands: the limit word before, the number, the unit, what follows.

``quantities`` walks over a text once and yields every quantity with its interval; it knows nothing of
masks, dates or subjects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from helpers.facts.numerals import HAN, RUN, Amount, Number, parse, read
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import alternatives, rows


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. ``core`` is where its numerals begin; ``form`` the rule that read it."""

    start: int
    core: int
    end: int
    value: Number | None
    low: Number | None
    high: Number | None
    step: Number
    unit: str
    kind: str
    form: str
    qualifier: str = ""
    run: str = ""


_RUN = re.compile(RUN)
_CANDIDATE = re.compile(
    rf"第(?=[{HAN}\d])|(?<![A-Za-z\d.])[-+]?(?=\d)|零下(?=[{HAN}\d])|[{HAN}几数](?=.)|(?<!\d)\d|[过对超近多]半|半"
    r"|[ⅠⅡⅢⅣⅤⅥⅦⅧ]级|(?<![A-Za-z])(?:A{1,5}|I{1,3}|IV)级|翻番"
)
_SCORE = re.compile(
    r"(\d{1,3})(?:[:：]|比)(\d{1,3})(?![:：\d%.])|([一二两三四五六七八九十]{1,3})比([零〇一二两三四五六七八九十]{1,3})(?![例率重值较])"
)
_PORTION = re.compile(rf"(百|千|万|[{HAN}]{{1,4}}|\d+)分之({RUN})")
_SLASH = re.compile(r"(\d+)/(\d+)(?![\d/年月])")
_HALF = re.compile(r"(?:过半数?|对半|半数|近半数?|超半数?|一半|多半数)(?![天月年日个夜路途径岛])")
_HALF_UNIT = re.compile(r"半(个)?(多)?")
_PERCENT = re.compile(r"个多?百分点|百分点|%|‰")
_TENTHS = re.compile(r"成([一二三四五六七八九半])?(?![立员为功长本熟果都绩品交人分语不就因效了型])")
_DISCOUNT = re.compile(r"折(?![腾叠页射算合旧磨损中])")
_TIMES = re.compile(r"番|倍(半)?(?!增|感|受|速)")
_MIXED_UNIT = re.compile(r"个(多|半|来)?(月|小时|钟头|星期|礼拜|世纪|学期|季度|工作日|百分点|交易日|昼夜)")
_AFTER = re.compile(r"(左右|上下|以上|及以上|以下|及以下|以内|之内|出头|有余|开外|之多|不等|多|余|朝上|往上|打底)?")
_TAIL_DIGIT = re.compile(r"([一二三四五六七八九]|\d(?![\d.%]))(?![十百千万亿个名年月日天\d一二三四五六七八九])")
_JOIN = re.compile(r"\s?(?:——|--|[—–\-~～至到])\s?")
_FUZZ = {"左右": "about", "上下": "about", "以上": "over", "及以上": "over", "朝上": "over", "往上": "over", "打底": "over", "开外": "over", "以下": "under", "及以下": "under", "以内": "under", "之内": "under", "内": "under", "起": "over", "出头": "more", "有余": "more", "多": "more", "余": "more"}  # fmt: skip
_NEXT = {"小时": ("分钟", "分", "刻钟"), "分钟": ("秒", "秒钟"), "分": ("秒", "秒钟"), "年": ("个月", "月"), "天": ("小时",), "元": ("角", "分"), "块": ("毛", "角"), "角": ("分",), "岁": ("个月",), "斤": ("两",), "公斤": ("克",), "米": ("厘米",), "公里": ("米",), "个月": ("天", "日"), "周": ("天",)}  # fmt: skip
_PARTS = {"小时": 3600, "分钟": 60, "分": 60, "刻钟": 900, "秒": 1, "秒钟": 1, "天": 86400, "年": 12, "个月": 1, "月": 1, "元": 100, "块": 100, "角": 10, "毛": 10, "岁": 12, "斤": 10, "两": 1, "公斤": 1000, "克": 1, "米": 100, "厘米": 1, "公里": 1000}  # fmt: skip


@lru_cache(maxsize=1)
def _limits() -> tuple[re.Pattern[str], dict[str, str]]:
    """Limit words at the end of what precedes a number."""
    effects = {row[0]: row[1] for row in rows("figure_limits")}
    return re.compile(f"(?:{alternatives(effects)})(?=(?:了|过|达|为|在|于)?$)"), effects


def limit_before(text: str, at: int) -> tuple[int, str, str]:
    """``(start, word, effect)`` of the limit word that ends at ``at``; ``(at, '', '')`` without one."""
    pattern, effects = _limits()
    window = text[max(0, at - 6) : at]
    found = pattern.search(window)
    if not found:
        return at, "", ""
    return at - len(window) + found.start(), found.group(), effects[found.group()]


def widened(amount: Amount, effect: str) -> tuple[Number | None, Number | None]:
    """The interval that a limit word allows (the contract's table)."""
    low, high, half = amount.low, amount.high, Fraction(amount.step) / 2
    return {
        "about": (low - half, high + half),
        "near": (low - half, high),
        "over": (low, None),
        "under": (None, high),
        "more": (low, low + amount.step),
        "half": (low, low + half),
    }.get(effect, (low, high))


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of ``text``, from left to right, none overlapping."""
    at = 0
    while match := _CANDIDATE.search(text, at):
        found = _quantity(text, match.start())
        at = max(found.end, match.end()) if found else _past(text, match.start())
        if found:
            yield found


_ASCII_DIGITS = frozenset("0123456789")


def _past(text: str, at: int) -> int:
    """Beyond the numeral that said nothing, so that its tail is not read as another."""
    end = at + 1
    while end < len(text) and text[at] in _ASCII_DIGITS and text[end] in _ASCII_DIGITS:
        end += 1
    return end


def _quantity(text: str, at: int) -> Quantity | None:
    for reader in (_ordinal, _sign_level, _doubling, _score, _half, _slash, _portion, _digits_wide, _address, _ranged):
        found = reader(text, at)
        if found:
            return found
    return None


_ORDINAL = re.compile(rf"第({RUN})")
_ROMAN = dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧ", range(1, 9), strict=True)) | {"I": 1, "II": 2, "III": 3, "IV": 4}


def _ordinal(text: str, at: int) -> Quantity | None:
    """第三届, 第19列, 第十三页; without a unit (排名第三) the number alone."""
    match = _ORDINAL.match(text, at)
    amount = read(match.group(1)) if match else None
    if match is None or amount is None:
        return None
    unit = unit_at(text, match.end())
    if not unit and text[match.end() : match.end() + 1] in ("计", "届", "强"):
        unit = text[match.end()]
    end = match.end() + len(unit)
    return Quantity(
        at, at, end, amount.value, amount.low, amount.high, amount.step, unit, "ordinal", "ordinal", "", match.group()
    )


def _sign_level(text: str, at: int) -> Quantity | None:
    """Ⅱ级, 4A级, AAAA级."""
    match = re.compile(r"([ⅠⅡⅢⅣⅤⅥⅦⅧ]|I{1,3}|IV)(级)|(\d)(A级)|(A{2,5})级").match(text, at)
    if not match:
        return None
    value = _ROMAN.get(match.group(1) or "") or (int(match.group(3)) if match.group(3) else len(match.group(5) or "A"))
    unit = match.group(2) or match.group(4) or "A级"
    return Quantity(at, at, match.end(), value, value, value, 1, unit, "level", "level_sign", "", match.group())


def _doubling(text: str, at: int) -> Quantity | None:
    if not text.startswith("翻番", at):
        return None
    return Quantity(at, at, at + 2, 2, 2, 2, 1, "倍", "change", "doubled", "", "翻番")


def _digits_wide(text: str, at: int) -> Quantity | None:
    """两位数增长: somewhere between a tenth and the whole."""
    match = re.compile(r"[两二]位数").match(text, at)
    if not match or not re.search(r"[增升涨降跌减]", text[max(0, at - 8) : match.end() + 6]):
        return None
    return Quantity(at, at, match.end(), None, Fraction(1, 10), 1, 1, "", "change", "two_digits", "", match.group())


_ADDRESS = re.compile(
    rf"(?P<n>\d{{1,4}}|[{HAN}]{{1,3}})(?:(?P<to>[至到—–\-~、])(?P<m>\d{{1,4}}))?"
    r"(?P<unit>号楼|号(?=[门房]|[，。；、（）\s一-龥])|幢|栋|弄|单元|室(?![内外])|楼(?=[的走大会窗住办教室客、，。；（）阳天露厅平梯健食展茶餐坠报多中\s道]|$))?"
)
_STREET = re.compile(
    r"(?:[路街巷弄里道坊段村组苑园区城厦场]|胡同|大院|小区|公寓|[家庭]住|号楼|幢|单元|家园|花园|新村)$"
)


def _address(text: str, at: int) -> Quantity | None:
    """桃花坞巷5号, 渡口新村3幢, 1至6幢, 三楼, 307房间: where something is, not how many."""
    match = _ADDRESS.match(text, at)
    if not match:
        return None
    unit, before, ahead = match.group("unit") or "", text[max(0, at - 4) : at], text[match.end() : match.end() + 3]
    if not unit:
        room = re.fullmatch(r"\d{3,4}", match.group()) and re.match(
            r"房间|病房|室|教室|包厢|包间", text[match.end() : match.end() + 2]
        )
        if not room:
            return None
    elif unit == "号":
        if not (_STREET.search(before) or re.match(r"门(?!店)|房", ahead)) or re.match(r"(?:线|文|令|院|公)", ahead):
            return None
    elif unit in ("幢", "栋", "弄", "单元"):
        if not _STREET.search(before) and not (unit == "单元" and before[-1:] == "楼"):
            return None
    elif unit == "室":
        if not re.fullmatch(r"\d{3,4}", match.group("n")):
            return None
    elif unit == "楼":
        if before[-1:] in "座幢栋这那几" or not (
            match.group("n").isdigit() and int(match.group("n")) < 130 or match.group("n")[0] in "一二三四五六七八九十"
        ):
            return None
    amount = read(match.group("n"))
    if amount is None or amount.value is None:
        return None
    low, high, value = amount.low, amount.high, amount.value
    if match.group("to"):
        high = int(match.group("m"))
        value = None  # type: ignore[assignment]
        if match.group("to") == "、" or high <= low:
            return None
    return Quantity(at, at, match.end(), value, low, high, 1, unit, "address", "address", "", match.group("n"))


def _score(text: str, at: int) -> Quantity | None:
    match = _SCORE.match(text, at)
    if not match:
        return None
    return Quantity(at, at, match.end(), None, None, None, 1, "", "score", "score", run=match.group())


def _half(text: str, at: int) -> Quantity | None:
    """一半, 半数, 过半; 半 before a unit (半小时, 半个月)."""
    match = _HALF.match(text, at)
    if match:
        word = match.group()
        amount = Amount(Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), Fraction(1, 10))
        effect = {"过": "over", "超": "over", "近": "near"}.get(word[0], "")
        begin, limit, outer = limit_before(text, at)
        after = _AFTER.match(text, match.end()).group(1) or ""  # type: ignore[union-attr]
        effect = effect or outer or (_FUZZ.get(after, "") if after in ("以上", "左右", "以下", "上下") else "")
        end = match.end() + (len(after) if after in ("以上", "左右", "以下", "上下") else 0)
        low, high = widened(amount, effect)
        return Quantity(begin, at, end, amount.value, low, high, amount.step, "", "share", "half", limit, word)
    if text[at] != "半" or (at and (text[at - 1] in "大多上下夜" or text[at - 1] in "前后" and text[at + 1 : at + 2] in "年月程场")):
        return None
    inner = re.compile(r"半(个)?(多)?").match(text, at)
    unit_from = inner.end() - (0 if not inner.group(1) else 0)  # type: ignore[union-attr]
    unit = unit_at(text, unit_from)
    if inner.group(1):  # type: ignore[union-attr]
        unit = {"月": "个月"}.get(text[unit_from : unit_from + 1], unit or "个")
        end = unit_from + (1 if unit == "个月" else len(unit) if unit != "个" else 0)
    else:
        end = unit_from + len(unit)
    if not unit or kind_of(unit) == "special":
        return None
    begin, limit, effect = limit_before(text, at)
    amount = Amount(Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), Fraction(1, 10))
    low, high = widened(amount, effect)
    return Quantity(begin, at, end, amount.value, low, high, amount.step, unit, kind_of(unit), "half_unit", limit, "半")


def _slash(text: str, at: int) -> Quantity | None:
    match = _SLASH.match(text, at)
    if not match or not int(match.group(2)) or int(match.group(1)) >= int(match.group(2)):
        return None
    return _shared(text, at, match.end(), Fraction(int(match.group(1)), int(match.group(2))), "fraction", match.group())


def _portion(text: str, at: int) -> Quantity | None:
    """百分之六十一点五, 三分之二, 千分之三; a range after it (百分之五至百分之十, 百分之三到五)."""
    match = _PORTION.match(text, at)
    if not match:
        return None
    bottom = {"百": 100, "千": 1000, "万": 10000}.get(match.group(1)) or parse(match.group(1))
    amount = read(match.group(2))
    if amount is None or not bottom:
        return None
    end = match.end()
    again = re.compile(rf"[至到—～~-](?:百分之)?({RUN})(?![个名家])").match(text, end)
    other = read(again.group(1)) if again else None
    if again and other and bottom >= 100:
        amount, end = Amount(None, amount.low, other.high, 1), again.end()
    scaled = Amount(
        None if amount.value is None else _four_places(Fraction(amount.value) / bottom),
        _four_places(Fraction(amount.low) / bottom),
        _four_places(Fraction(amount.high) / bottom),
        Fraction(amount.step) / bottom if bottom >= 100 else Fraction(1, 10),
    )
    return _closed(text, at, at, end, scaled, "", "share", "portion", match.group())


def _four_places(number: Number) -> Fraction:
    """Fractions without an end are given to four places, as the tables print them (1/3 → 0.3333)."""
    number = Fraction(number)
    ends = number.denominator
    for prime in (2, 5):
        while ends % prime == 0:
            ends //= prime
    return number if ends == 1 else Fraction(round(number * 10000), 10000)


def _shared(text: str, at: int, end: int, value: Fraction, form: str, run: str) -> Quantity:
    value = _four_places(value)
    amount = Amount(value, value, value, Fraction(1, 10))
    return _closed(text, at, at, end, amount, "", "share", form, run)


def _ranged(text: str, at: int) -> Quantity | None:
    """A number with its unit, and the second end of a range if one follows."""
    first = _number(text, at)
    if first is None:
        return None
    core, end, amount = first
    left = _with_unit(text, core, end, amount)
    if left is None or left.unit or left.kind:
        join = _JOIN.match(text, left.end if left else end)
    else:
        join = _JOIN.match(text, end)
    if join and not (left and left.form == "vague"):
        right = _second_end(text, join.end())
        if right is not None:
            joined = _range_of(text, at, core, left, amount, right)
            if joined:
                return joined
    if left is None:
        return _listed(text, at, core, end, amount)
    return _closed(
        text,
        at,
        core,
        left.end,
        Amount(left.value, left.low, left.high, left.step),
        left.unit,
        left.kind,
        left.form,
        left.run,
    )


def _number(text: str, at: int) -> tuple[int, int, Amount] | None:
    """``(core, end, amount)`` of the numerals at ``at``, sign read."""
    sign = 1
    core = at
    if text.startswith("零下", at):
        sign, at = -1, at + 2
    elif text[at] in "+-":
        sign, at = (-1 if text[at] == "-" else 1), at + 1
    match = _RUN.match(text, at)
    if not match:
        return None
    if match.group()[0] == "数" and core and text[core - 1] in "人总户指倍分基系参函常件次多少半岁读字位台":
        return None
    amount = read(match.group())
    if amount is None:
        return None
    if sign < 0:
        amount = replace(
            amount, value=None if amount.value is None else -amount.value, low=-amount.high, high=-amount.low
        )
    return core, match.end(), amount


def _scaled(amount: Amount, by: Number) -> Amount:
    value = None if amount.value is None else amount.value * by
    return Amount(value, amount.low * by, amount.high * by, amount.step * by, amount.vague)


def _with_unit(text: str, core: int, end: int, amount: Amount) -> Quantity | None:
    """The amount with the unit behind it; None without a unit."""
    run = text[core:end]
    fuzz = text[end : end + 1] if text[end : end + 1] in ("多", "余", "来") else ""
    at = end + len(fuzz)
    if text[at : at + 1] == " " and run[-1:].isdigit() and unit_at(text, at + 1) and not fuzz:
        at += 1
    if fuzz:
        amount = Amount(amount.value, *widened(amount, "half" if fuzz == "来" else "more"), amount.step, fuzz)  # type: ignore[arg-type]
    for reader in (_percent, _tenths, _times, _mixed, _plain_unit):
        found = reader(text, core, at, amount)
        if found:
            return replace(found, qualifier=fuzz or amount.vague, run=run)
    return None


def _made(core: int, end: int, amount: Amount, unit: str, kind: str, form: str) -> Quantity:
    return Quantity(core, core, end, amount.value, amount.low, amount.high, amount.step, unit, kind, form)


def _percent(text: str, core: int, at: int, amount: Amount) -> Quantity | None:
    match = _PERCENT.match(text, at)
    if not match:
        return None
    mark = match.group()
    if mark in "%‰":
        return _made(
            core, match.end(), _scaled(amount, Fraction(1, 100 if mark == "%" else 1000)), "", "share", "percent"
        )
    if "多" in mark:
        amount = Amount(amount.value, *widened(amount, "more"), amount.step)  # type: ignore[arg-type]
    return _made(core, match.end(), amount, mark.replace("多", ""), "change", "points")


def _tenths(text: str, core: int, at: int, amount: Amount) -> Quantity | None:
    """两成, 六成五, 一成多; 八折, 8.5折, 七五折."""
    match = _TENTHS.match(text, at)
    if match and amount.high <= 10:
        more = (
            Fraction({"半": 5}.get(match.group(1), 0) or "零一二三四五六七八九".find(match.group(1)), 100)
            if match.group(1)
            else 0
        )
        tenth = _scaled(amount, Fraction(1, 10))
        value = None if tenth.value is None else tenth.value + more
        size = Fraction(1, 100) if match.group(1) else tenth.step
        return _made(core, match.end(), Amount(value, tenth.low + more, tenth.high + more, size), "", "share", "tenths")
    match = _DISCOUNT.match(text, at)
    if match:
        by = Fraction(1, 100) if amount.low > 10 else Fraction(1, 10)
        return _made(core, match.end(), _scaled(amount, by), "", "share", "discount")
    return None


def _times(text: str, core: int, at: int, amount: Amount) -> Quantity | None:
    match = _TIMES.match(text, at)
    if not match:
        return None
    if match.group() == "番":
        if text[core - 1 : core] not in ("翻", "了") or amount.value is None or amount.value > 10:
            return None
        value = 2 ** int(amount.value)
        return _made(core, match.end(), Amount(value, value, value, 1), "倍", "change", "doubled")
    if match.group(1):
        half = Fraction(1, 2)
        amount = Amount(
            None if amount.value is None else amount.value + half,
            amount.low + half,
            amount.high + half,
            Fraction(1, 10),
        )
    return _made(core, match.end(), amount, "倍", "change", "times")


def _mixed(text: str, core: int, at: int, amount: Amount) -> Quantity | None:
    """两个月, 六个半小时, 3个多月: the 个 belongs to 月, not to 小时."""
    match = _MIXED_UNIT.match(text, at)
    if not match:
        return None
    middle, word = match.groups()
    unit = (
        "个" + word
        if word in ("月", "工作日", "百分点", "学期", "世纪", "季度", "星期", "礼拜", "交易日", "昼夜")
        else word
    )
    unit = {"个星期": "个星期"}.get(unit, unit)
    if middle == "半":
        half = Fraction(1, 2)
        amount = Amount(
            None if amount.value is None else amount.value + half,
            amount.low + half,
            amount.high + half,
            Fraction(1, 10),
        )
    elif middle:
        amount = Amount(amount.value, *widened(amount, "more" if middle == "多" else "half"), amount.step)  # type: ignore[arg-type]
    return _made(core, match.end(), amount, unit, "change" if word == "百分点" else "duration", "duration")


def _plain_unit(text: str, core: int, at: int, amount: Amount) -> Quantity | None:
    unit = unit_at(text, at)
    if not unit:
        return None
    end, kind = at + len(unit), kind_of(unit)
    if unit == "旬":
        return _decades(core, end, amount)
    if (
        unit in ("岁", "年", "天", "周岁", "里", "斤", "亩", "吨")
        and text[end : end + 1] == "半"
        and text[end + 1 : end + 2] not in "年天个价路"
    ):
        half = Fraction(1, 2)
        amount = Amount(
            None if amount.value is None else amount.value + half,
            amount.low + half,
            amount.high + half,
            Fraction(1, 10),
        )
        return _made(core, end + 1, amount, unit, kind, "unit_half")
    rate = re.compile(r"/(\d*)([\u4e00-\u9fffA-Za-z㎡³²·/]{1,6})").match(text, end)
    if rate:
        below = unit_at(text, rate.start(2))
        if below:
            end = rate.start(2) + len(below)
            while text[end : end + 1] in ("·", "/") and unit_at(text, end + 1):
                end += 1 + len(unit_at(text, end + 1))
            return _made(core, end, amount, text[at:end], "rate", "rate")
    return _compound(text, core, at, end, unit, kind, amount)


def _decades(core: int, end: int, amount: Amount) -> Quantity | None:
    """八旬老人: eighty to eighty-nine years of age."""
    if amount.value is None or not 5 <= amount.value <= 9:
        return None
    tens = amount.value * 10
    return _made(core, end, Amount(tens, tens, tens + 9, 10), "岁", "age", "decades")


def _compound(text: str, core: int, at: int, end: int, unit: str, kind: str, amount: Amount) -> Quantity:
    """2小时40分 → 160 分; 3年6个月 → 42 个月; 一块五, 一米七二 → the larger unit."""
    value = amount.value
    plain = _made(core, end, amount, unit, kind, "unit")
    if value is None or amount.low != amount.high:
        return plain
    current, last, total = end, unit, Fraction(value)
    while last in _NEXT:
        step_on = re.compile(rf"(?:零|又)?({RUN})(个月|[\u4e00-\u9fff]{{1,2}})").match(text, current)
        below = unit_at(text, step_on.end(1)) if step_on else ""
        if not step_on or below not in _NEXT[last]:
            break
        more = read(step_on.group(1))
        if more is None or more.value is None:
            break
        if kind == "money" or last in ("斤", "公斤", "米", "公里"):
            total, current = (
                total + Fraction(more.value) * Fraction(_PARTS.get(below, 1), _PARTS[last]),
                step_on.end(1) + len(below),
            )
            return _made(
                core,
                current,
                Amount(_int(total), _int(total), _int(total), 1),
                {"块": "元"}.get(unit, unit),
                kind,
                "compound",
            )
        total = total * (Fraction(_PARTS[last], _PARTS[below]) if last in _PARTS and below in _PARTS else 1) + Fraction(
            more.value
        )
        current, last = step_on.end(1) + len(below), below
    if last != unit:
        kind = "duration" if kind == "special" else kind
        return _made(core, current, Amount(_int(total), _int(total), _int(total), 1), last, kind, "compound")
    digit = (
        re.compile(
            r"[零一二三四五六七八九]{1,2}(?![十百千万亿\d%成分年月日天个名一二三四五六七八九])|\d{1,2}(?![\d.%年月日])"
        ).match(text, end)
        if unit
        in (
            "米",
            "块",
            "毛",
            "斤",
            "秒",
        )
        else None
    )
    if (
        digit
        and not unit_at(text, digit.end())
        and not _JOIN.match(text, digit.end())
        and (unit != "秒" or digit.group().isdigit())
    ):
        tail = "".join(str("零一二三四五六七八九".find(c)) if c in "零一二三四五六七八九" else c for c in digit.group())
        total = Fraction(value) + Fraction(int(tail), 10 ** len(tail))
        return _made(
            core,
            digit.end(),
            Amount(total, total, total, Fraction(1, 10 ** len(tail))),
            {"块": "元"}.get(unit, unit),
            kind,
            "unit_digit",
        )
    return plain


def _int(number: Number) -> Number:
    return int(number) if number == int(number) else number


def _second_end(text: str, at: int) -> Quantity | None:
    """The second end of a range, which carries the unit."""
    if at >= len(text) or not re.match(rf"[-+零{HAN}\d几]", text[at]):
        return None
    portion = _PORTION.match(text, at)
    number = None if portion else _number(text, at)
    if number is None:
        return None
    core, end, amount = number
    return _with_unit(text, core, end, amount)


def _range_of(text: str, at: int, core: int, left: Quantity | None, amount: Amount, right: Quantity) -> Quantity | None:
    """Low from the left end, high from the right one; the left end takes the right's unit, multiplier and sign."""
    if left is not None and left.unit:
        if (
            left.unit != right.unit
            and left.unit in _PARTS
            and right.unit in _PARTS
            and _PARTS[left.unit] < _PARTS[right.unit]
        ):
            right = _in_unit(right, left.unit)
        low = left.low if left.unit == right.unit else _converted(left, right)
        if low is None:
            return None
        if (
            re.search(r"[由从]\S{0,2}$", text[max(0, core - 4) : core])
            and left.unit == right.unit
            and _JOIN.match(text, left.end).group().strip() not in "—～~-"
        ):  # type: ignore[union-attr]
            return None
    elif left is not None:
        if left.kind != right.kind:
            return None
        low = left.low
    else:
        multiplier = (
            re.search(r"[十百千万亿]+$", right.run)
            if re.search(r"\d", right.run)
            else re.search(r"[万亿]+$", right.run)
        )
        low = amount.low
        if right.form == "percent":
            low = Fraction(low) / 100 if "%" in text[right.start : right.end] else Fraction(low) / 1000
        elif right.form in ("tenths", "discount"):
            low = Fraction(low) / 10
        elif multiplier and not re.search(
            r"[十百千万亿]", text[core : core + 12].split(right.run)[0] if False else _left_run(text, core)
        ):
            low = amount.low * parse(multiplier.group())
        if right.high is not None and low > right.high:
            low = amount.low
    if right.high is None or low is None or low >= right.high:
        return None
    joined = Amount(None, low, right.high, right.step)
    return _closed(text, at, core, right.end, joined, right.unit, right.kind, "range", text[core : right.end])


def _left_run(text: str, core: int) -> str:
    match = _RUN.match(text, core)
    return match.group() if match else ""


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """The quantity in a smaller unit (1分钟 → 60 秒)."""
    by = Fraction(_PARTS[quantity.unit], _PARTS[unit])
    times = lambda n: None if n is None else n * by  # noqa: E731
    return replace(quantity, unit=unit, value=times(quantity.value), low=times(quantity.low), high=times(quantity.high))


def _converted(left: Quantity, right: Quantity) -> Number | None:
    """The left end in the right end's unit (40秒到1分钟 is given in 秒: see ``_range_of``)."""
    if left.unit in _PARTS and right.unit in _PARTS and left.kind == right.kind and left.low is not None:
        return Fraction(left.low) * Fraction(_PARTS[left.unit], _PARTS[right.unit])
    return None


_SHARING = re.compile(rf"([、和及与×xX*])(?:{RUN}[、和及与×xX*])*?(?=({RUN})[^、和及与×xX*\d])")
_INDEX = re.compile(
    r"(?:指数|PMI|AQI|CPI|PPI|系数|得分|评分|人数|总数|数量|户数|家数|件数|总量)[^，。；\d]{0,3}(?:为|达|达到|是|至|于|突破|超过|近|约|报|逾|超)$"
)


def _listed(text: str, at: int, core: int, end: int, amount: Amount) -> Quantity | None:
    """A number without a unit of its own: with a large multiplier (186万), or after a limit word."""
    run = text[core:end]
    shared = _SHARING.match(text, end)
    if shared and (shared.group(1) in "×xX*" or "分别" in text[max(0, at - 30) : at]):
        last = _number(text, shared.start(2))
        right = _with_unit(text, last[0], last[1], last[2]) if last else None
        if right is not None and right.unit and not re.search(r"[万亿]$", right.run):
            return _closed(text, at, core, end, amount, right.unit, right.kind, "shared_unit", run)
        if right is not None and right.form == "percent":
            return _closed(text, at, core, end, _scaled(amount, Fraction(1, 100)), "", "share", "percent", run)
    if (
        _INDEX.search(text[max(0, at - 12) : at])
        and re.match(r"[，。；、）\n]|$", text[end : end + 1])
        and run[-1:].isdigit()
    ):
        return _closed(text, at, core, end, amount, "", "count", "bare", run)
    if re.fullmatch(r"[\d.,]+[万亿]+", run) and amount.value is not None:
        fuzz = text[end : end + 1] if text[end : end + 1] in ("多", "余") else ""
        if not re.match(r"[级座户村店里年千步象事众科]", text[end : end + 1] or "。"):
            if fuzz:
                amount = Amount(amount.value, *widened(amount, "more"), amount.step, fuzz)  # type: ignore[arg-type]
            return _closed(text, at, core, end + len(fuzz), amount, "", "count", "bare", run)
    return None


#: What 约, 近 and 超 may follow in other words: 签约42幢, 最近3天, 中超16队.
_NO_LIMIT = {"约": frozenset("大节制公条合预特违简签相邀履赴续契缔毁爽践隐婚集"), "近": frozenset("最就靠临附远相亲邻新"), "超": frozenset("高中英西德反赶")}
#: 约占应到岗人数的七成: the limit word stands before the verb.
_REMOTE = re.compile(r"约(?:占|为|是|相当于)[^，。；！？\n\d]{1,16}的?$")


def _closed(
    text: str, at: int, core: int, end: int, amount: Amount, unit: str, kind: str, form: str, run: str
) -> Quantity:
    """The quantity with the limit word before and the words of vagueness after it."""
    begin, word, effect = limit_before(text, at)
    if begin and text[begin - 1] in _NO_LIMIT.get(word[:1], ()):
        begin, word, effect = at, "", ""
    if not word and _REMOTE.search(text[max(0, at - 24) : at]):
        word, effect = "约", "about"
    after = _AFTER.match(text, end)
    tail = after.group(1) if after else None
    if tail in ("之多", "不等"):
        tail = None
    if tail is None and kind == "duration":
        if unit in ("日", "个工作日", "工作日", "个自然日", "自然日") and text[end : end + 1] == "内":
            tail = "内"
        elif unit in ("年", "个月") and re.match(r"起[租订付步]", text[end : end + 2]):
            tail = "起"
    if tail in ("多", "余") and (
        kind not in ("measure", "change", "share", "money", "duration")
        or form == "points"
        or text[end + 1 : end + 2] in "的了"[:0]
    ):
        tail = None
    if tail == "多" and re.match(r"多[功元样种方次少云项家名人数位个地层维久年月天]", text[end : end + 2]):
        tail = None
    low, high = amount.low, amount.high
    effects = [e for e in (effect, _FUZZ.get(tail or "", "")) if e]
    qualifier = word or tail or amount.vague
    for name in effects[:1] if effects else ():
        low, high = widened(amount, name)
    if tail:
        end += len(tail)
    if len(word) > 1 and word[0] == "约":
        begin = at  # 约为420万: the verb is no part of the figure
    return Quantity(begin, core, end, amount.value, low, high, amount.step, unit, kind, form, qualifier, run)
