"""Numbers with their units, ranges of them (5到6级, 1.2万—1.5万元, -2℃～9℃), and units that a list shares."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import partial

from helpers.facts.figures.halves import half
from helpers.facts.figures.quantity import Quantity, closed, made, plus, times, vaguer, whole
from helpers.facts.figures.sizes import ratio
from helpers.facts.figures.tails import with_unit
from helpers.facts.numerals import HAN, RUN, Amount, Number, parse, read
from helpers.facts.units import unit_at
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")

_RUN = re.compile(RUN)
_JOIN = re.compile(r"\s?(?:——|--|[—–\-~～至到]|/(?=-?\d{1,2}\s?(?:℃|°C|度)))\s?")
_BEGINS = re.compile(rf"[-+负零{HAN}\d几半]")
_SIGN = re.compile("零[下上]|[-+负]")
#: What 负 makes less than nothing: shares, points and degrees, whatever is told before (自负20% is borne), and any
#: number behind a word that measures (利润为负三千万元; 负十人以上责任 is none).
_NEGATED = re.compile(r" ?(?:[%‰℃成度]|个?百分点|摄氏)")
_BORNE = frozenset(_group("borne_before"))
_MEASURED = re.compile(f"{_any_of('negative_before')}$")
_FROM = re.compile(r"[由从]\S{0,2}$")
_STEP_BEFORE = re.compile(f"{_any_of('step_verb')}了?$")
_MULTIPLIER = re.compile(r"[百千万亿]+$")
#: 三两个人, 三两天: before a unit 三两 is no weight.
_TWO_OR_THREE = Amount(None, 2, 3, 1)
_HALF = whole(Fraction(1, 2))
#: After these, 数 is part of a noun (人数十万).
_NOUN_BEFORE = frozenset(_group("noun_before"))


def number_at(text: str, at: int) -> tuple[int, Amount] | None:
    """``(end, amount)`` of the numerals at ``at``, sign read; None if they say no number."""
    sign = _SIGN.match(text, at)
    negative = sign is not None and sign.group() in ("零下", "-", "负")
    at = sign.end() if sign else at
    match = _RUN.match(text, at)
    if not match or match.group()[0] == "数" and at and text[at - 1] in _NOUN_BEFORE:
        return None
    end, amount = match.end(), read(match.group())
    if match.group() == "三两" and unit_at(text, end):
        return end, _TWO_OR_THREE
    if amount is None and match.group()[-1] == "两":
        end, amount = end - 1, read(match.group()[:-1]) if len(match.group()) > 1 else None  # 二两, 三两 of something
    if sign and sign.group() == "负" and not _less_than_nothing(text, sign.start(), end):
        return None
    if amount is not None and negative:
        amount = times(amount, -1)
    return None if amount is None else (end, amount)


def _less_than_nothing(text: str, at: int, end: int) -> bool:
    """Whether the 负 at ``at`` is the sign of the number that ends at ``end``."""
    if _MEASURED.search(text, max(0, at - 3), at):
        return True
    return bool(_NEGATED.match(text, end)) and text[max(0, at - 1) : at] not in _BORNE


def ranged(text: str, at: int) -> Quantity | None:
    """The number at ``at`` with its unit, and the second end of a range if one follows."""
    number = number_at(text, at)
    if number is None:
        return None
    end, amount = number
    marked = _MARKED_LARGE.fullmatch(text, at, end) and _MARK_PASSED.match(text, end)
    left = None if marked and text[end] != "元" else with_unit(text, at, end, amount)
    join = _JOIN.match(text, left.end if left else end)
    if join:
        right = _second_end(text, join.end())
        joined = _range_of(text, at, end, left, amount, join.group().strip(), right) if right else None
        if joined:
            return closed(text, at, joined)
    if left is None:
        return (join and _index_range(text, at, end, amount, join.end())) or _unitless(text, at, end, amount)
    return _legal_range(text, at, left) or closed(text, at, left)


def _index_range(text: str, at: int, end: int, amount: Amount, second: int) -> Quantity | None:
    """空气质量指数68至95: both ends without a unit."""
    last = number_at(text, second)
    if last is None or text[end - 1 : end] in "万亿" or not _is_index(text, at, last[0], text[second : last[0]]):
        return None
    low, high = amount.low, last[1].high
    if not low < high or unit_at(text, last[0]):
        return None
    return made(at, last[0], Amount(None, low, high, last[1].step), "", "count", "range", text[at : last[0]])


def halved(text: str, at: int) -> Quantity | None:
    """半小时, 一半, and ranges that begin with half a unit (半小时到1小时)."""
    found = half(text, at)
    join = _JOIN.match(text, found.end) if found and found.form == "half_unit" and not found.qualifier else None
    right = _second_end(text, join.end()) if join else None
    joined = _range_of(text, at, at + 1, found, _HALF, join.group().strip(), right) if join and right else None
    return closed(text, at, joined) if joined else found


def _legal_range(text: str, at: int, left: Quantity) -> Quantity | None:
    """200元以上500元以下, 三年以上七年以下: the range of a fine or a term."""
    if not text.startswith("以上", left.end) or left.low is None:
        return None
    right = _second_end(text, left.end + 2)
    if right is None or not text.startswith("以下", right.end) or (right.unit, right.kind) != (left.unit, left.kind):
        return None
    if right.high is None or right.high <= left.low:
        return None
    both = Amount(None, left.low, right.high, right.step)
    return made(at, right.end + 2, both, right.unit, right.kind, "range", text[at : right.end])


def _second_end(text: str, at: int) -> Quantity | None:
    """The second end of a range, which carries the unit."""
    if not _BEGINS.match(text, at):
        return None
    if text[at] == "半":
        found = half(text, at)
        return found if found and found.form == "half_unit" else None
    number = number_at(text, at)
    return None if number is None else with_unit(text, at, *number)


def _range_of(
    text: str, at: int, end: int, left: Quantity | None, amount: Amount, join: str, right: Quantity
) -> Quantity | None:
    """Low from the left end, high from the right one; the left end takes over what the right one alone carries."""
    if left is not None:
        if left.kind != right.kind:
            return None
        moved = join in ("到", "至") and _FROM.search(text[max(0, at - 4) : at])
        if moved and not text.startswith("不等", right.end):
            return None  # 由2家到5家: two figures
        same = _one_unit(left, right)
        if same is None:
            return None  # 3斤到5米: two figures
        left, right = same
        if join in ("到", "至") and _is_step(text, at, left, right):
            return None
        low = left.low
    else:
        low = _low_end(text[at:end], amount, right)
    high = right.high
    if low is None or high is None:
        return None
    if right.kind == "temperature" or right.unit == "度":
        coldest = left is None and bool(_COLDEST.search(text, max(0, at - 12), at))
        low, high = _degrees(text[at:end], low, text[right.core : right.end], high, coldest)
    if low >= high:
        return None
    return made(
        at, right.end, Amount(None, low, high, right.step), right.unit, right.kind, "range", text[at : right.end]
    )


#: A level this many times a change tells that the two are no range.
_FAR_ABOVE = 3


def _is_step(text: str, at: int, left: Quantity, right: Quantity) -> bool:
    """每升降0.80元至5.58元, 人口增加1.2万人至443.2万人: by how much, and to what. Of 上涨2元至3元 nothing tells but the
    sizes (a change is small beside the level it leads to), so a range it stays."""
    if not _STEP_BEFORE.search(text, max(0, at - 6), at) or left.low is None or right.low is None:
        return False
    return right.low >= _FAR_ABOVE * left.low


#: 最低气温为零下3到5度: no day's range, but how cold it gets.
_COLDEST = re.compile(f"{_any_of('coldest')}[^，。；、：\\d]*$")
#: So much does the temperature never rise in a day.
_MOST_DEGREES = 25


def _degrees(left: str, low: Number, right: str, high: Number, coldest: bool) -> tuple[Number, Number]:
    """The colder end first (9℃~-2℃, -5~-8℃); of 零下15到20度 both ends are below zero, of 零下2到9度 only the first, but
    where it is the lowest that is told (``coldest``: 最低气温零下3到5度)."""
    if left.startswith("零下") and not right.startswith("零") and (coldest or high - low > _MOST_DEGREES):
        high = -high
    return (low, high) if low <= high else (high, low)


def _one_unit(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both ends in the smaller unit (40秒到1分钟 → 40 and 60 秒); None where the units are of different families."""
    if left.unit == right.unit:
        return left, right
    by = ratio(left.unit, right.unit)
    if by is None:
        return None
    return (left, _in_unit(right, left.unit, 1 / by)) if by < 1 else (_in_unit(left, right.unit, by), right)


def _in_unit(quantity: Quantity, unit: str, by: Fraction) -> Quantity:
    ends = [None if n is None else n * by for n in (quantity.value, quantity.low, quantity.high)]
    return replace(quantity, unit=unit, value=ends[0], low=ends[1], high=ends[2])


def _low_end(run: str, amount: Amount, right: Quantity) -> Number:
    """The left end of 5%至10% written 5至10%, of 2至3万元 written without its 万."""
    if right.form in ("percent", "tenths", "discount") and right.high:
        by = {"percent": 100, "tenths": 10, "discount": 10}[right.form]
        return Fraction(amount.low) / by
    multiplier = _MULTIPLIER.search(right.run)
    if multiplier and not _MULTIPLIER.search(run) and len(multiplier.group()) < len(right.run):
        scaled = times(amount, parse(multiplier.group())).low
        if right.high is not None and scaled < right.high:
            return scaled
    return amount.low


#: 一万二, 三千八, 一百五; 一百五十 has its place.
_SHORTENED = re.compile(
    r"[一二两三四五六七八九十]{1,3}[百千万亿](?:[一二三四五六七八九][百千])?[一二三四五六七八九]{1,2}"
    r"|\d{1,3}万\d"
)
_CLAUSE = re.compile(r"[，。；：！？\n]")
_NO_COUNT_BEFORE = frozenset((*_group("no_count_before"), *HAN))
#: 一个月两千三: what is earned or paid in a time.
_EACH_MONTH = re.compile(rf"(?:一个?|每)[月年天]{_any_of('each_link')}?$")
#: 罚款两千, 花了三百, 估计能卖二十七八万: a round number right behind a verb of paying or earning.
_ROUND = re.compile(r"[一二两三四五六七八九十百千几数来]*[百千万亿](?:[一二两三四五六七八九]{1,2}百?)?|\d{2,6}")
_PAID = re.compile(rf"{_any_of('sum_verb')}{_any_of('sum_verb_link')}*$")
#: 一头牛卖八千多，五头就是四万多: a clause told a sum so, and the next goes on with it.
_PAID_BEFORE = re.compile(
    rf"{_any_of('sum_verb')}{_any_of('sum_verb_link')}*(?:{_ROUND.pattern})[多余]?[，；][^。！？\d\n]{{0,16}}?{_any_of('sum_next')}$"
)
#: What a sum in words is the price of; nothing that is counted or measured.
_OF_A_THING = re.compile(f"的(?!{_any_of('not_priced')})[\u4e00-\u9fff]{{2}}")
_RISES = re.compile(f"{_any_of('sum_rises')}[了约近]*")
_MANY_ROUND = re.compile("[一二两三四五六七八九十几]+[百千万亿].*")
_GOES_ON = re.compile(f"{_any_of('sum_goes_on')}")
#: 三千五的工资, 三四千的收入: what the number is paid as stands behind it.
_SUM_OF = re.compile(f"多?的{_any_of('sum_of')}")
_MONEY_WORD = re.compile(_any_of("money_word"))
#: 大李说两万五: who names the sum.
_ONLY_SAID = re.compile("^[^，。；]{1,5}说$")
_MONEY_LINK = re.compile(f"{_any_of('money_link')}$")
_TENS = re.compile("[二三四五六七八九]十[一二三四五六七八九]?")
_YEARS_BEFORE = re.compile("(?:年(?:纪)?|[虚周]岁|年龄)(?:已|刚|将)?[近过逾届满约]?$")
_AND_YEARS = re.compile(r"有([一二三四五六七八九])(?=[，。；、！？）”的\s]|$)")
_TOLD_AGE = re.compile("[年岁龄][近过逾已仅]?$")
_YEARS_AFTER = re.compile(r"(?:出头|开外)(?=[，。；、！？）”的\s]|$)")
#: 3、4和5家; 30×20米: the unit stands once, at the end of at most two dozen numbers (time stays linear).
_SHARING = re.compile(
    rf"([、和及与×xX*]|/(?=\d{{2,3}}(?:毫米汞柱|mmHg)))(?:{RUN}[、和及与×xX*]){{0,24}}?(?=({RUN})[^、和及与×xX*\d])"
)
_INDEX = re.compile(
    rf"{_any_of('index')}$"
    rf"|{_any_of('index_compared')}[^，。；\d]{{0,3}}{_any_of('index_than')}$"
    rf"|{_any_of('index_told')}[^，。；\d]{{0,3}}{_any_of('index_is')}$"
)
#: 性别比（以女性为100）由2010年的105.27下降为104.16: an aside behind the name of the index, and when it was so high.
_MEANT = r"(?:（[^（）]{1,40}）)?"
_WHEN = f"(?:\\d{{4}}年的?|{_any_of('index_when')}的?)?"
#: 收入比由1.72降至1.68: the first of two.
_INDEX_MOVED = re.compile(f"{_any_of('index_told')}{_MEANT}[由从]{_WHEN}$")
_INDEX_ARRIVES = re.compile(
    rf"{_any_of('index_told')}{_MEANT}[由从]{_WHEN}[\d.]+[^，。；\d]{{0,3}}{_any_of('index_is')}$|{_any_of('index_told')}{_MEANT}{_any_of('index_is')}$"
)
_INDEX_STEP = re.compile(rf"{_any_of('index_told')}[^，。；]{{0,8}}，[^，。；]{{0,8}}{_any_of('index_step')}了?$")
#: 空气质量指数（AQI）68: the short name of the index.
_ASIDE = re.compile(r"（([A-Za-z.\d]{2,6})）$")
_MOVES = re.compile(r"[^，。；\d]{1,3}[至到为]\d")
_ENDS_HERE = re.compile(r"[，。；、！？）\n”]|$")
_LIMITED = re.compile(_any_of("index_limited"))
#: 186万, 1300余万, 1亿2000万, 3万6, 一千三百多万.
_LARGE = re.compile(
    r"[\d.,]+[多余来几]?(?:[百千]\d*){0,2}[万亿]+(?:[零〇]?\d[\d.]*[多余来几]?[百千万]*)?|[一二两三四五六七八九十百千]+[多余来几][万亿]+"
)
#: 三千五百六十二, 一百二十三亿四千万: in words with two places at least, which no name has.
_WORDED = re.compile(f"(?=(?:[^十百千万亿]*[十百千万亿]){{2}})[{HAN}]{{4,}}(?:点[零〇一二三四五六七八九]+)?")
_TELLS = re.compile(f"(?:^|[：:，、（]|{_any_of('number_told')})$")
#: 突破千万, 近百万: told as a number by the limit before it alone.
_BARE_LARGE = re.compile("[十百千]*[万亿]+")
_MARK_PASSED = re.compile(f"元?{_any_of('mark_passed')}")
#: 三千亿 before 大关: a number in words that stands for a sum.
_MARKED_LARGE = re.compile(r"(?:[一二两三四五六七八九十百千]+|\d+(?:\.\d+)?)[万亿]+|[十百千]*[万亿]+")
_WORDED_LARGE = re.compile("[一二两三四五六七八九][一二两三四五六七八九十百千零]+[万亿]")
_NAME_AFTER = re.compile(f"[{_letters('name_after')}]")


def _unitless(text: str, at: int, end: int, amount: Amount) -> Quantity | None:
    """A number without a unit of its own: one of a list, an index, or one with a large multiplier (186万)."""
    run = text[at:end]
    shared = _SHARING.match(text, end)
    if shared and (shared.group(1) in "×xX*/" or "分别" in text[max(0, at - 30) : at]):
        found = _shared_unit(text, at, end, amount, shared.start(2))
        if found:
            return found
    told = _sum_of_words(text, at, end, amount, run) or _age_of_words(text, at, end, amount, run)
    if told:
        return told
    if _is_index(text, at, end, run):
        return closed(text, at, made(at, end, amount, "", "count", "bare", run))
    if people := _people_without_unit(text, at, end, amount, run):
        return people
    if _LARGE.fullmatch(run) and not _NAME_AFTER.match(text, end):
        if text[end : end + 1] in ("多", "余"):
            amount, end = vaguer(amount, "more", text[end]), end + 1
        return closed(text, at, made(at, end, amount, "", "count", "bare", run))
    if _MARKED_LARGE.fullmatch(run) and _MARK_PASSED.match(text, end):
        return closed(text, at, made(at, end, amount, "", "count", "bare", run))
    if _WORDED.fullmatch(run) and _ENDS_HERE.match(text, end) and _TELLS.search(text, max(0, at - 4), at):
        return closed(text, at, made(at, end, amount, "", "count", "bare", run))
    if _BARE_LARGE.fullmatch(run) and _ENDS_HERE.match(text, end):
        limited = closed(text, at, made(at, end, amount, "", "count", "bare", run))
        return limited if limited.qualifier else None
    return None


#: 三千多村民, 300余群众, 数百学生, 200民警: people counted without a measure word.
_PEOPLE = re.compile(_any_of("people_counted"))
_FEW_PEOPLE = re.compile(_any_of("few_counted"))
_ROUND_WORDS = re.compile("[一二两三四五六七八九]?[十百千万亿][一二两三四五六七八九十百千万亿零]*")
_SINGLE_DIGITS = frozenset("一二两三四五六七八九十")
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d|1\d{4}|9\d{4}")


def _counts_people(run: str, few: bool) -> bool:
    """Whether an exact number may count people by itself; ``few``: people whom a headline counts with one digit."""
    if run in _SINGLE_DIGITS:
        return run == "两" or few and run in "三四五六七八九"
    digits = run.isdigit() and len(run) > 1 and not _LIKE_A_YEAR.fullmatch(run)
    return bool(digits or _ROUND_WORDS.fullmatch(run) or _LARGE.fullmatch(run))


def _people_without_unit(text: str, at: int, end: int, amount: Amount, run: str) -> Quantity | None:
    """People right behind their number. A bare digit in words only before those whom headlines count so (两村民, 三少年)."""
    more = text[end : end + 1] if text[end : end + 1] in ("多", "余") else ""
    behind = end + len(more)
    if not _PEOPLE.match(text, behind) or text[max(0, at - 1) : at] in _NO_COUNT_BEFORE:
        return None
    if not (more or amount.vague or amount.value is None or _counts_people(run, bool(_FEW_PEOPLE.match(text, behind)))):
        return None
    if more:
        amount = vaguer(amount, "more", more)
    return closed(text, at, made(at, behind, amount, "", "count", "bare", run))


#: 血压180/110: one index in two numbers.
_OVER, _UPPER = re.compile(r"/\d{2,3}(?!\d)"), re.compile(r"(?<!\d)\d{2,3}/$")


def _is_index(text: str, at: int, end: int, run: str) -> bool:
    """Whether the number is an index or a ratio that a word before it names: 指数为53.2, 收入比由1.72降至1.68."""
    if text[at - 1] in "由从年的期" and _INDEX_MOVED.search(text, max(0, at - 60), at):
        return bool(_MOVES.match(text, end))
    told = run[-1:].isdigit() or "点" in run or _WORDED_LARGE.fullmatch(run)
    ends = _ENDS_HERE.match(text, end) or _LIMITED.match(text, end) or text.startswith("（", end)
    if not (told and (ends or _OVER.match(text, end))):
        return False
    if _INDEX_ARRIVES.search(text, max(0, at - 70), at):
        return True
    begins = at - 1 - len(aside.group(1)) - 1 if (aside := _ASIDE.search(text, max(0, at - 12), at)) else at
    if upper := _UPPER.search(text, max(0, at - 4), at):
        begins = upper.start()
    return bool(_INDEX.search(text, max(0, begins - 16), begins)) or "." in run and _is_index_step(text, at)


def _is_index_step(text: str, at: int) -> bool:
    """收入比2.00，比上年缩小0.02: the change of an index that the clause before tells."""
    sentence = re.split("[。；\n]", text[max(0, at - 40) : at])[-1]
    return bool(_INDEX_STEP.search(sentence))


def _sum_of_words(text: str, at: int, end: int, amount: Amount, run: str) -> Quantity | None:
    """月薪三千八, 从一万二涨到一万八: the last digit without its place, where the clause speaks of money."""
    short = bool(_SHORTENED.fullmatch(run))
    if (short or _ROUND.fullmatch(run) and not run.isascii()) and _SUM_OF.match(text, end):
        return closed(text, at, made(at, end, amount, "", "money", "sum", run))
    if short and not run.isascii() and _OF_A_THING.match(text, end):
        return closed(text, at, made(at, end, amount, "", "money", "sum", run))  # 六万八的装修
    if run[-1:] in "千万" and _MANY_ROUND.fullmatch(run) and (rise := _RISES.match(text, end)):
        told = _MONEY_WORD.search(_CLAUSE.split(text[max(0, at - 20) : at])[-1])
        if told and _SHORTENED.match(text, rise.end()):
            return closed(text, at, made(at, end, amount, "", "money", "sum", run))  # 年收入从三千涨到一万二
    if not (
        _ENDS_HERE.match(text, end) or _GOES_ON.match(text, end) or short and _PAID.search(text, max(0, at - 8), at)
    ):
        return None
    if (_ROUND.fullmatch(run) or short) and _PAID.search(text, max(0, at - 8), at):
        return closed(text, at, made(at, end, amount, "", "money", "sum", run))
    if _MANY_ROUND.fullmatch(run) and _PAID_BEFORE.search(text, max(0, at - 34), at):
        return closed(text, at, made(at, end, amount, "", "money", "sum", run))
    if not short:
        return None
    before, last = (["", *_CLAUSE.split(text[max(0, at - 20) : at])])[-1:-3:-1]
    told = _MONEY_LINK.search(before) and _MONEY_WORD.search(before) or _EACH_MONTH.search(before)
    if not told and (_ONLY_SAID.sub("", before) or not _MONEY_WORD.search(last)):  # “钱到了，四万三，一分不差！”
        return None
    return closed(text, at, made(at, end, amount, "", "money", "sum", run))


def _age_of_words(text: str, at: int, end: int, amount: Amount, run: str) -> Quantity | None:
    """年近七十, 年过六十五, 五十出头: an age without its unit."""
    if not _TENS.fullmatch(run):
        return None
    odd = _AND_YEARS.match(text, end)
    if odd and _TOLD_AGE.search(text, max(0, at - 4), at):  # 享年八十有二
        amount = plus(amount, parse(odd.group(1)), 1)
        return closed(text, at, made(at, odd.end(), amount, "", "age", "bare", run))
    before = _YEARS_BEFORE.search(text, max(0, at - 4), at)
    if not (before and _ENDS_HERE.match(text, end) or _YEARS_AFTER.match(text, end)):
        return None
    age = closed(text, at, made(at, end, amount, "", "age", "bare", run))
    return replace(age, start=at - 1, high=None, qualifier="过") if text[at - 1 : at] == "过" else age


def _shared_unit(text: str, at: int, end: int, amount: Amount, last_at: int) -> Quantity | None:
    last = number_at(text, last_at)
    right = with_unit(text, last_at, *last) if last else None
    if right is None:
        return None
    if right.form == "percent":
        return closed(text, at, made(at, end, times(amount, Fraction(1, 100)), "", "share", "percent", text[at:end]))
    if not right.unit or right.run[-1:] in "万亿":
        return None
    return closed(text, at, made(at, end, amount, right.unit, right.kind, "shared_unit", text[at:end]))


def unit_follows(text: str, at: int) -> bool:
    """Whether a unit stands at ``at``."""
    return bool(unit_at(text, at))
