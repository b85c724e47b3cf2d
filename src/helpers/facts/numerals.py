"""Numbers as Chinese newspapers write them, read exactly and written back.

A *number* here is exact: an int where whole, else a Fraction. ``parse`` reads one number
(``1.26亿``, ``两万三千``, ``百分之六十一点五``, ``六成一``, ``三分之二``); ``read`` reads a whole
*run* of numeral characters as it stands in a text, with the vagueness that stands inside it
(``十几万``, ``20多万``, ``四五百``, ``数百``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from helpers.lexicon import letters

Number = int | Fraction

_DIGITS = dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True)) | {"两": 2}
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_TENS = {"廿": 20, "卅": 30}
#: Characters a Chinese numeral consists of (formal ones, as on cheques, left out: they are names more often).
HAN = "零〇一二两三四五六七八九十百千万亿廿卅"
#: At most fifteen digits: what is longer is a serial, not a number.
#: Thousands set apart by a space: two such groups (1 234 567), one that begins with a zero (1 035), or one in running
#: text (人口5 736万, where no cell of a table ends).
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|[1-9]\d{0,2}(?:(?: \d{3}){2,4}| 0\d\d)(?![ .]?\d)|(?<=[\u4e00-\u9fff，、（：])[1-9]\d{0,2} \d{3}(?![ .,，]?\d)|\d{1,15}(?!\d))(?:\.\d{1,15}(?!\d))?"
#: Letters of units that begin with 千, and those that 千 precedes in them behind Arabic digits only.
_THOUSAND = letters("figure_words", "thousand_unit")
_NOT_THOUSAND = letters("figure_words", "thousand_not") + _THOUSAND
_NOT_UNIT = f"(?!千[{_THOUSAND}]|百帕)"
#: What is left below the last place: 1万500元, 1亿零300人, 3万6 (a single digit counts a tenth of the place).
_REST = r"(?:(?<=\d[千万亿])[零〇]?\d{1,4}(?![\d.,，]?\d|[%‰年月日号时点:：℃°/]|[十百千万亿]))?"
#: A maximal run of numeral characters, vagueness inside it included; the 千 of 千瓦 is no numeral.
RUN = (
    rf"(?:{_ARABIC}(?: ?[多余来几]?(?:(?!千[{_NOT_THOUSAND}]|百帕)[十百千万亿])+(?:\d{{1,15}}(?:\.\d{{1,15}})?(?=[十百千万亿]))?){{0,6}}{_REST}"
    rf"|[{HAN}](?:{_NOT_UNIT}[{HAN}几]|(?<=[十百千万亿])[多余来](?=[十百千万亿])|点(?=[零〇一二三四五六七八九])){{0,40}}"
    r"|几[十百千万亿]*|数[十百千万亿]+)"
)
_TOKEN = re.compile(rf"{_ARABIC}|.", re.S)
_INSIDE = re.compile(r"[多余来]")
_NEIGHBOURS = re.compile(r"(?<![〇零一二两三四五六七八九])[一二两三四五六七八九]{2}(?=[十百千万亿]*$)")


_SOME_TO_TEN = re.compile("([二三四五六七八]?十几)([二三四五六七八九]十)")
_DECIMALS = re.compile(r"\.(\d+)|点([零〇一二三四五六七八九]+)")


def exact(number: Number) -> Number:
    """The number as an int where it is whole."""
    return number if isinstance(number, int) else number.numerator if number.denominator == 1 else number


def parse(text: str) -> Number:
    """The number that ``text`` writes out: an int where whole, else a Fraction; shares as parts of one.

    Raises ValueError if the whole of ``text`` is not one exact number.
    """
    number = _parse(text.strip())
    if number is None:
        raise ValueError(f"{text!r} is not one number: give a numeral such as 1.26亿, 两万三千 or 百分之三点五.")
    return number


def _parse(text: str) -> Number | None:
    if text[:1] in ("负", "-", "−", "－") and len(text) > 1:
        number = _parse(text[1:])
        return None if number is None else -number
    if text == "半":
        return Fraction(1, 2)
    for reader in (_portion, _plain_number):
        number = reader(text)
        if number is not None:
            return exact(number)
    return None


def _portion(text: str) -> Number | None:
    """61%, 5‰, 百分之六十一, 百分之负三, 三分之二, 1/3, 六成一, 三又二分之一."""
    whole_part, mixed, part = text.partition("又")
    if mixed:
        left, right = _plain_number(whole_part), _portion(part)
        return None if left is None or right is None else left + Fraction(right)
    if text.endswith(("%", "‰")):
        number = _plain_number(text[:-1])
        return None if number is None else Fraction(number) / (100 if text.endswith("%") else 1000)
    for mark in ("分之", "/"):
        below, found, above = text.partition(mark)
        if found:
            whole, part = (below, above) if mark == "分之" else (above, below)
            bottom, top = _plain_number(whole), _plain_number(part.removeprefix("负"))
            if not bottom or top is None:
                return None
            return Fraction(-top if part.startswith("负") else top) / Fraction(bottom)
    tenths, found, hundredths = text.partition("成")
    if found:
        high = _plain_number(tenths)
        low = 0 if not hundredths else 5 if hundredths == "半" else _DIGITS.get(hundredths)
        return None if high is None or low is None else Fraction(high) / 10 + Fraction(low, 100)
    return None


def _plain_number(text: str) -> Number | None:
    if not text or len(text) > 60:
        return None  # so long a run is a serial
    whole, point, rest = text.partition("点")
    if point and rest:
        return _worded_decimal(whole, rest)
    if len(text) > 1 and all(c in _DIGITS and c != "两" for c in text):
        return _positional(text)
    return _by_places(_TOKEN.findall(text))


def _positional(text: str) -> Number | None:
    """二〇二二: digits in a row. Two digits side by side (四五) are a range, not a number, unless one is a zero."""
    if len(text) == 2 and not set(text) & {"〇", "零"}:
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def _worded_decimal(whole: str, rest: str) -> Number | None:
    """三点一五, 四点二万, 三点五个亿 without its 个."""
    digits = re.match(r"[零〇一二三四五六七八九\d]+", rest)
    left = _plain_number(whole)
    if digits is None or left is None:
        return None
    places = "".join(str(_DIGITS.get(c, c)) for c in digits.group())
    number = left + Fraction(int(places), 10 ** len(places))
    for c in rest[digits.end() :]:
        if c not in _SMALL and c not in _LARGE:
            return None
        number *= _SMALL.get(c) or _LARGE[c]
    return number


def _by_places(tokens: list[str]) -> Number | None:
    """Digits times places, added up; a last digit without its place counts a tenth of the place before (两千六)."""
    total: Number = 0
    section: Number = 0
    pending: Number | None = None
    last, zero = 1, False
    for token in tokens:
        if token in _SMALL or token in _LARGE:
            place = _SMALL.get(token) or _LARGE[token]
            if token in _SMALL:
                section += (1 if pending is None else pending) * place
            else:
                amount = section + (pending or 0)
                if amount == 0 and not zero:
                    amount, total = (total or 1), 0
                if place == 10**8:
                    amount, total = amount + total, 0
                total, section = total + amount * place, 0
            pending, last, zero = None, place, False
        elif token in ("零", "〇") and len(tokens) > 1:
            zero = True
        elif pending is not None:
            return None
        elif token in _TENS:
            section, last = section + _TENS[token], 10
        else:
            pending = _token_value(token)
            if pending is None:
                return None
    if pending is not None and last >= 100 and not zero and _short_of_its_place(tokens[-1], last):
        return total + section + exact(Fraction(pending * last, 10))
    if pending is not None and 1 < last <= pending:
        return None  # 1千2000
    return total + section + (pending or 0)


def _short_of_its_place(token: str, last: int) -> bool:
    """Whether a last digit counts a tenth of the place before it: 两千六, 一百五, 3万6; not 1百5."""
    return token in _DIGITS or last >= 1000 and len(token) == 1 and token.isdigit()


def _token_value(token: str) -> Number | None:
    if token in _DIGITS:
        return _DIGITS[token]
    if token[0].isascii() and token[0].isdigit():
        digits = token.replace(",", "").replace("，", "")
        return int(digits) if digits.isdecimal() else Fraction(digits)
    return None


def to_words(number: Number) -> str:
    """The number in Chinese words: 12345 → 一万二千三百四十五, Fraction(63, 20) → 三点一五.

    Raises ValueError for a fraction without an end in decimals (1/3), or a number of 10^16 and more.
    """
    if number < 0:
        return "负" + to_words(-number)
    whole = int(number)
    if whole >= 10**16:
        raise ValueError("Numbers of 10^16 and more are not written out.")
    words = _whole_words(whole)
    part = Fraction(number) - whole
    places = ""
    while part:
        digit, part = divmod(part * 10, 1)
        places += "零一二三四五六七八九"[digit]
        if len(places) > 30:
            raise ValueError(f"{number} has no end in decimals.")
    return f"{words}点{places}" if places else words


def _whole_words(whole: int) -> str:
    if whole == 0:
        return "零"
    words, gap = "", False
    for place, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        amount, whole = divmod(whole, place)
        if not amount:
            gap = bool(words)
            continue
        if words and (gap or amount < 1000):
            words += "零"
        words += (_whole_words(amount) if amount >= 10**4 else _thousand_words(amount)) + name
        gap = False
    return words[1:] if words.startswith("一十") else words


def _thousand_words(amount: int) -> str:
    words, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, amount = divmod(amount, place)
        if digit:
            words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = bool(words) and not digit
    return words


@dataclass(frozen=True, slots=True)
class Amount:
    """What a run says: ``value`` (None for a range) within ``low``–``high``; ``step`` is one unit of its
    last significant digit; ``vague`` the character that makes it inexact (几, 数, 多, 余, 来) or ''."""

    value: Number | None
    low: Number
    high: Number
    step: Number
    vague: str = ""


def read(run: str) -> Amount | None:
    """Read one run of numeral characters as it stands in a text; None if it says no number."""
    run = run.replace(" ", "")
    if len(run) > 30:
        return None
    if run in _OR_SO:
        high = _SMALL.get(run[0]) or _LARGE[run[0]]
        return Amount(None, high * 8 // 10, high, high // 10)
    if "几" in run or run[0] == "数":
        return _some(run)
    inside = _INSIDE.search(run)
    if inside:
        return _and_more(run[: inside.start()] + run[inside.end() :], inside.group())
    pair = None if "点" in run else _NEIGHBOURS.search(run)
    if pair:
        return _between(run, pair.start())
    number = _plain_number(run)
    return None if number is None else Amount(number, number, number, step(run, number))


#: 百八十, 千八百: a hundred or somewhat less.
_OR_SO = ("百八十", "千八百", "万八千")


def step(run: str, number: Number) -> Number:
    """One unit of the last significant digit of ``run``, which writes ``number``: 50.89万 → 100, 900万 → 10^6."""
    decimals = _DECIMALS.search(run) if "." in run or "点" in run else None
    if decimals:
        size = 1
        for c in run[decimals.end() :]:
            size *= _SMALL.get(c) or _LARGE.get(c) or 1
        return exact(Fraction(size, 10 ** len(decimals.group(1) or decimals.group(2))))
    size = 1
    while number and number % (size * 10) == 0:
        size *= 10
    return size


def _some(run: str) -> Amount | None:
    """几 and 数 stand for three to nine."""
    word = "数" if run[0] == "数" else "几"
    bare = run.replace("数", "几", 1) if word == "数" else run
    decade = _SOME_TO_TEN.fullmatch(run)
    if decade:  # 十几二十: the thirteen of the first to the twenty of the second
        least, most = _some(decade.group(1)), _plain_number(decade.group(2))
        return Amount(None, least.low, most, 1, word) if least and most and least.low < most else None
    low, high = _plain_number(bare.replace("几", "三")), _plain_number(bare.replace("几", "九"))
    return None if low is None or high is None else Amount(None, low, high, 1, word)


def _and_more(run: str, word: str) -> Amount | None:
    number = _plain_number(run)
    if number is None:
        return None
    size = step(run, number)
    return Amount(number, number, number + (Fraction(size, 2) if word == "来" else size), size, word)


def _between(run: str, at: int) -> Amount | None:
    """四五百, 两三, 十七八, 三五: neighbouring digits are a range."""
    first, second = _DIGITS[run[at]], _DIGITS[run[at + 1]]
    if second - first != 1 and (first, second) != (3, 5):
        return None
    low, high = _plain_number(run[: at + 1] + run[at + 2 :]), _plain_number(run[:at] + run[at + 1 :])
    return None if low is None or high is None else Amount(None, low, high, step(run, high))
