"""A quantity: a number with its unit and the interval that the words around it allow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, partial

from helpers.facts.numerals import Amount, Number, exact
from helpers.lexicon import alternatives, any_of, group, letters, rows

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")
_group = partial(group, "figure_words")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``start`` and ``end`` span the figure as printed, ``core`` is where its numerals begin; ``kind`` is what the
    unit alone makes of it, ``form`` names the rule that read it, ``run`` are its numerals."""

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

    @property
    def numerals_end(self) -> int:
        return self.core + max(1, len(self.run))


def made(core: int, end: int, amount: Amount, unit: str, kind: str, form: str, run: str = "") -> Quantity:
    """A quantity without its limit words."""
    return Quantity(
        core, core, end, amount.value, amount.low, amount.high, amount.step, unit, kind, form, amount.vague, run
    )


def whole(value: Number, step: Number = 1) -> Amount:
    """The amount that is exactly ``value``."""
    return Amount(value, value, value, step)


def plus(amount: Amount, more: Number, step: Number) -> Amount:
    """The amount and a known rest (六个半: half a unit more)."""
    value = None if amount.value is None else amount.value + more
    return Amount(value, amount.low + more, amount.high + more, step, amount.vague)


def times(amount: Amount, by: Number) -> Amount:
    """The amount in a unit ``by`` times as small; turned below zero by a negative ``by``."""
    value = None if amount.value is None else amount.value * by
    low, high = amount.low * by, amount.high * by
    if by < 0:
        low, high = high, low
    return Amount(value, low, high, amount.step * (by if by > 0 else -by), amount.vague)


def widened(amount: Amount, effect: str) -> tuple[Number | None, Number | None]:
    """The interval that a limit word allows: the contract's table, in units of the last significant digit."""
    low, high = amount.low, amount.high
    if not effect:
        return low, high
    if high < 0 and effect in ("more", "half", "near"):
        warmer, colder = widened(times(amount, -1), effect)
        return None if colder is None else -colder, None if warmer is None else -warmer  # 零下二十多度: -30 to -20
    if effect == "over":
        return low, None
    if effect == "under":
        return None, high
    if effect == "more":
        return low, low + amount.step
    half = exact(Fraction(amount.step) / 2)
    if effect == "half":
        return low, low + half
    return low - half, high if effect == "near" else high + half


def vaguer(amount: Amount, effect: str, word: str) -> Amount:
    """The amount with 多, 余 or 来 behind it."""
    low, high = widened(amount, effect)
    return Amount(amount.value, low, high, amount.step, word)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _limits() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """Limit words at the end of what precedes a number: pattern, effects, last characters."""
    effects = {row[0]: row[1] for row in rows("figure_limits")}
    link = _group("limit_link")
    last = frozenset(word[-1] for word in effects) | frozenset(link)
    return re.compile(f"(?:{alternatives(effects)})(?=[{''.join(link)}]?$)"), effects, last


#: What 约, 近 and 超 may follow in other words: 签约42幢, 最近3天, 中超16队.
_OTHER_WORD = {
    "约": frozenset(_group("not_about")),
    "近": frozenset(_group("not_near")),
    "超": frozenset(_group("not_over")),
}
_BREAKING = frozenset(_group("breaking"))
_VERB_BEFORE = frozenset(_group("not_under"))
#: What the share is of, a year or month in it (不及2013年4月高峰时的一成).
_WHEN = r"\d{1,4}[年月]"
_OF_WHAT = rf"(?:{_WHEN}|[^，。；！？\n\d])"
#: 约占应到岗人数的七成, 不到全区规上企业的四成: the limit word stands before what the share is of.
_REMOTE = re.compile(
    rf"(?:(?P<about>约){_any_of('remote_about')}|(?P<other>{_any_of('remote')})(?=(?:{_WHEN}|{_OF_WHAT}{{2}}){_OF_WHAT}{{0,14}}的$))"
    rf"(?:(?!、){_OF_WHAT}){{1,16}}的?$"
)
#: One of these stands wherever the pattern fits: looking for them first saves the search.
_REMOTE_SIGNS = frozenset("约") | {word[0] for word in _group("remote")}
_BARE = re.compile(r"[百千万亿]+")
#: 以上百家, 站上百亿台阶: 上 limits nothing.
_NOT_UPON = frozenset("以") | frozenset(_group("climbs"))
#: A clause up to the number that compares no speeds.
_NO_RACE = rf"(?:^|[，。；：！？“\s])(?:(?!{_any_of('faster')})[^，。；：！？“\s])*"
_LASTING = frozenset(("duration", "age"))
_ALMOST = re.compile(rf"{_NO_RACE}(?<![加更最得])快$")
#: 快 is "nearly" behind these, unless the clause compares how fast something is (比去年快3天).
_NEARLY = re.compile(rf"{_NO_RACE}{_any_of('nearly')}快$")


#: 宽不过三米: at most.
_EXTENTS = frozenset(_group("extents"))


#: Between a limit word and its number may stand what a rate is per.
_PER_NEXT = re.compile(rf"每[一百千万]?(?:{any_of('figure_subject', 'per_units')}|小时|分钟|秒)$")


def limit_before(text: str, at: int, run: str = "") -> tuple[int, str, str]:
    """``(start, word, effect)`` of the limit word that ends at ``at``; ``(at, '', '')`` without one."""
    pattern, effects, last = _limits()
    per = _PER_NEXT.search(text, max(0, at - 6), at)
    if per and (apart := pattern.search(text[max(0, per.start() - 7) : per.start()])):
        return at, apart.group(), effects[apart.group()]  # 不超过每股12.5元
    window = text[max(0, at - 7) : at]
    found = pattern.search(window) if window[-1:] in last else None
    if found:
        start = at - len(window) + found.start()
        if found.group().startswith("不下") and start and text[start - 1] in _VERB_BEFORE:
            return at, "", ""  # 一年落不下五千块
        if found.group() == "约" and text[start + 1 : at] == "了":
            return at, "", ""  # 约了几家单位会诊: arranged with
        if found.group() == "不过" and text[max(0, start - 1) : start] not in _EXTENTS:
            return at, "", ""  # 不过120名工人仍在岗: but; 家里不过二十一亩地: only
        begins = found.group() in ("约", "近", "超") or found.group()[0] != "超"
        other = begins and start and text[start - 1] in _OTHER_WORD.get(found.group()[0], ())
        if other and not text.endswith("折合", 0, start):
            return at, "", ""
        if len(found.group()) > 1 and found.group()[0] == "约":
            start = at  # 约为420万: the verb is no part of the figure
        return start, found.group(), effects[found.group()]
    if window[-2:] == "跌破":
        return at - 2, "跌破", "under"
    if window[-1:] == "破" and window[-2:-1] not in _BREAKING:
        return at - 1, "破", "over"
    if window[-1:] == "快" and _NEARLY.search(text[max(0, at - 16) : at]):
        return at - 1, "快", "near"  # 坏了快两个月, 都快八十岁了
    if window[-1:] in ("上", "过") and window[-2:-1] not in _NOT_UPON and _BARE.fullmatch(run):
        return at - 1, window[-1], "over"  # 上千亩, 收益过万元
    if window[-1:] == "过" and _PASSES.search(window) and _PASSED.match(text, at):
        return at - 1, "过", "over"
    return _remote_limit(text, at, effects)


#: 总投资过10亿元的项目, 年产值过千万元的企业: not 投资过10亿元, which someone did.
_PASSES = re.compile(f"{_any_of('passes')}过$")
_PASSED = re.compile(r"[\d.一二两三四五六七八九十百千万亿]+[元吨](?:以上)?的[\u4e00-\u9fff]{0,4}" + _any_of("passer"))
#: 至少造成12人死亡, 最多容纳300人: between the limit word and the number stands what is done.
_DONE_AT_LEAST = re.compile(
    rf"(?:(?P<least>{_any_of('at_least')})[^\W\d_a-zA-Z一二两三四五六七八九十百千万亿的每]{{1,4}}|(?P<most>{_any_of('at_most')}){_any_of('most_done')})$"
)


def _remote_limit(text: str, at: int, effects: dict[str, str]) -> tuple[int, str, str]:
    """The limit word that stands before a verb or, of a share, before its whole; the span does not reach back to it."""
    done = _DONE_AT_LEAST.search(text, max(0, at - 7), at)
    if done:
        return at, done["least"] or done["most"], "over" if done["least"] else "under"
    window = text[max(0, at - 28) : at]
    found = _REMOTE.search(window) if window[-1:] in ("的", "约") or not _REMOTE_SIGNS.isdisjoint(window) else None
    if found is None:
        return at, "", ""
    word = found.group("about") or found.group("other")
    return at, word, effects.get(word, "about")


_AFTER = {row[0]: row[2] for row in rows("figure_words") if row[1] == "after_limit"}
_AFTER_AT = re.compile(alternatives(_AFTER))
#: Kinds of unit that 多 and 余 may follow (一米多, 三倍多); 三家多 is none.
_MORE_AFTER = frozenset(("measure", "change", "share", "money", "duration", "age"))
_OTHER_MORE = re.compile(_any_of("not_more"))
#: 15日内, 2小时内 are terms; a 48小时内核酸阴性证明 is called so.
_WITHIN = re.compile(rf"内(?![{_letters('not_within')}])(?!(?:的|有效)?核酸(?:检测)?(?:阴性|证明|报告|结果))")
#: What was done within hours (两小时内完成采样4200余人次) is told with the time itself; days set a term (3天内完成两次核酸).
_DONE_WITHIN = re.compile(r"内完成[^，。；]{0,5}[\d两三四五六七八九十]")
_HOURS = frozenset(_group("hours"))
#: 月薪3200元起: so much or more. 6折起 and 65元/㎡起 are told as they stand.
_FROM_ON = re.compile(rf"起(?=[，。；、！？）”\s　]|$|{_any_of('from_on_verb')})")
#: 十天不到, 三成不到.
_NOT_QUITE = re.compile(r"(?:还|都|也)?不到(?=[，。；、！？）”\s]|的|就|便|$)")
_ENDED = re.compile(r"[，。；、！？）”\s的]|$")


def after_word(text: str, quantity: Quantity) -> tuple[str, str]:
    """``(word, effect)`` of what follows the unit: 左右, 以上, 出头, and 内 and 起 where they limit."""
    end = quantity.end
    match = _AFTER_AT.match(text, end)
    if match:
        word = match.group()
        if word == "强" and (quantity.kind != "share" or not _ENDED.match(text, match.end())):
            return "", ""
        if word in ("多", "余") and (
            quantity.kind not in _MORE_AFTER
            or quantity.form == "points"
            or _OTHER_MORE.match(text, end)
            and not (quantity.unit == "里" and text.startswith("多地", end))  # 三里多地
        ):
            return "", ""
        if word == "多" and quantity.form == "doubled":
            return word, "over"  # 翻了一番多
        return word, _AFTER[word]
    if quantity.kind == "duration" and _WITHIN.match(text, end):
        done = quantity.unit in _HOURS and _DONE_WITHIN.match(text, end)
        return ("", "") if done else ("内", "under")
    if quantity.kind == "money" and _FROM_ON.match(text, end):
        return "起", "over"
    if not_quite := _NOT_QUITE.match(text, end):
        return not_quite.group(), "under"
    if quantity.unit in ("年", "个月") and re.match(r"起[租订付步]", text[end : end + 2]):
        return "起", "over"
    return "", ""


def closed(text: str, at: int, quantity: Quantity) -> Quantity:
    """The quantity with the limit word before it and the word of vagueness behind it. ``at`` is where its sign or
    numerals begin. A range keeps its own ends."""
    begin, word, effect = limit_before(text, at, quantity.run)
    if (
        not word
        and quantity.kind in _LASTING
        and text.startswith("了", quantity.end)
        and _ALMOST.search(text[max(0, at - 16) : at])
    ):
        begin, word, effect = at - 1, "快", "near"  # 两人结婚快六十年了
    if effect == "over" and quantity.high is not None and quantity.high < 0 and word[0] in "超逾突":
        effect = "under"  # 突破零下30度 is colder
    tail, tail_effect = after_word(text, quantity)
    if not word and not tail:
        return quantity
    amount = Amount(quantity.value, quantity.low, quantity.high, quantity.step)  # type: ignore[arg-type]
    low, high = widened(amount, effect or tail_effect)
    return replace(
        quantity, start=begin, end=quantity.end + len(tail), low=low, high=high,
        qualifier=word or tail or quantity.qualifier,
    )  # fmt: skip
