"""Stretches of text whose numerals count nothing: idioms, names, titles, web addresses, case numbers, list numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache, partial

from helpers.facts.units import TERM_CLASS, kind_of, unit_at
from helpers.lexicon import alternatives, any_of, letters, rows, words

_any_of = partial(any_of, "figure_masks")
_letters = partial(letters, "figure_masks")

_NUMERALS = "零〇一二两三四五六七八九十百千万亿廿卅几数半0123456789"
_NUMERAL = re.compile(f"[{_NUMERALS}]")

_HAN = "一二三四五六七八九十"
#: What begins with a mark, a Latin letter or a Han character of its own.
_BY_SIGN = re.compile(
    r"[《“‘①-⑳⑴-⒇㈠-㈩（(〔\[【]"
    r"(?:(?<=《)[^《》\n]{1,60}》"  # titles
    r"|(?<=【)[^【】\d\n]{1,8}】"  # names of columns
    r"|(?<=[“‘])(?![^”’\n]{0,8}\d)[^“”‘’，。；：！？、\n]{1,8}[”’]"  # a short term in quotation marks
    r"|(?<=[“‘])(?![约近超逾])[\u4e00-\u9fff]{2,4}\d{1,4}[\u4e00-\u9fff]{1,2}[”’](?=[\u4e00-\u9fff])(?![的是了等和与及为说])"  # “月减20斤”茶
    r"|(?<=[（(〔\[])\d{4}[）)〕\]][^\s，。；\d]{0,8}\d{0,6}[^\s，。；\d]{0,6}\d{1,6}号"  # numbers of cases and documents
    r"|(?<=[①-⑳⑴-⒇㈠-㈩]))"
)
_LATIN = re.compile(
    rf"(?!{any_of('figure_words', 'money_code')}\d)"
    r"[A-Za-z](?:(?<=h)ttps?://[^\s，。；）]{1,200}|(?<=w)ww\.[^\s，。；）]{1,200}|[\w.+-]{0,40}@[\w-]{1,40}\.[\w.]{1,20}"  # the web
    rf"|(?<![A-Z]{{2}})(?![A-Z]{{1,4}}\d{{1,6}}[{_letters('latin_counted')}])"
    r"[A-Za-z]{0,5}-?\d{1,9}(?:-\d{1,4}(?=型))?(?:\+\d{1,4})?(?:\.\d{1,4})?[A-Za-z]{0,8}(?![\d.]*[%℃]))"  # S218, G60, PM2.5, A3, K47+300
)
_LIST_NUMBER = re.compile(
    rf"(?m:^[ \t]*(?:[{_HAN}]{{1,3}}、|（[{_HAN}]{{1,3}}）|（\d{{1,2}}）|\d{{1,2}}[.、．](?!\d)))"
)
#: Measure words that make 千…万… a count.
_MANY = _letters("thousand_counted")
#: What begins with a numeral: tried at each numeral of the text.
_BY_NUMERAL = re.compile(
    r"\d{1,6}(?:\.\d{1,4})?(?!k?m[23](?![A-Za-z\d]))[A-Za-z]{1,8}\d[A-Za-z\d]{0,8}"
    r"|十分(?![钟之米贝])|1[:∶]\d{1,7}万?(?=的?(?:地图|地形图|比例))"
    rf"|(?:十[{_HAN}]|[{_HAN}]{{1,2}}|二十)届(?:[{_HAN}]{{1,3}}次(?={_any_of('session')})|(?=[\u4e00-\u9fff]{{0,12}}[{_HAN}]+次))"
    rf"|十[{_HAN}]届(?={_any_of('term_of')})"
    rf"|\d{{1,3}}公斤(?:以上)?级|(?:\d[×xX*])?\d{{1,5}}米{_any_of('race')}"
    rf"|(?<=[村屯社队])[{_HAN}\d]{{1,2}}组(?![织合成建团委阁])"  # 和平村三组
    rf"|(?:\d{{1,4}}|[{_HAN}]{{1,3}})的(?:\d{{1,3}}|[{_HAN}]{{1,3}})次方"
    rf"|{TERM_CLASS}"
    rf"|[{_HAN}双]回线(?!路)"  # 城东二回线: the second line between two substations
    rf"|[{_HAN}]是(?![{_HAN}两\d])"
    rf"|\d{{1,3}}/\d{{1,3}}决赛|[{_HAN}]{{1,3}}分之一决赛|[{_HAN}\d]{{1,3}}{_any_of('grade')}"
    rf"|(?:1(?:10|14|17|19|20|22)|12\d{{3}}|9[56]\d{{3}})(?=[一-龥]{{0,4}}{_any_of('hotline')})"
    r"|\d{3}(?<=拨打\d{3})(?!\d)"
    rf"|[{_HAN}\d]{{1,3}}路至[{_HAN}\d]{{1,3}}路"  # 铁北二路至五路
    r"|\d{1,4}公里[+＋加]\d{1,3}米"  # 京昆高速1587公里+300米处
    r"|\d{1,4}千伏(?=[\u4e00-\u9fff]{2,6}[线变](?![路化成为更动电]))"  # 10千伏城中线
    rf"|[{_HAN}\d]{{1,4}}{_any_of('numbered')}"
    r"|\d{1,3}路(?![人大][马军]|纵队|[\u4e00-\u9fff]{0,3}(?:小组|组|队|军))"  # 12路、307路明日起改道
    rf"|[{_HAN}]{_any_of('place_tail')}"
    rf"|[{_HAN}两\d]{{1,2}}人同行(?=[，\s]?[^，。]{{0,6}}{_any_of('reduced')})"
    rf"|[{_HAN}\d]{{1,2}}局[{_HAN}两\d]{{1,2}}胜|[{_HAN}\d]{{1,3}}[{_letters('system')}]制(?![造作定])|[两三四]班(?:倒|制|轮|运转|作业)|两[{_letters('two_named')}](?<={_any_of('named_pair')}两.)"
    rf"|[{_HAN}\d]{{1,2}}位(?=数?[为是：:]?\d{{3}})(?:(?<=[末后前尾].位)|(?<=[末后前尾]..位))"  # 证号末四位2046
    rf"|[一两三]天[一两三][检测查](?!出)|两头(?![{_letters('animal')}])"
    r"|三轮(?:(?<=辆三轮)|(?<=辆.三轮)|(?<=[骑蹬踩]三轮)|(?<=[骑蹬踩][着上了]三轮))|一[百千万][条句个次张遍](?:(?<=比一.条)|(?<=比一.句)|(?<=比一.[个次张遍]))"
    rf"|第[{_HAN}]{{1,4}}届(?={_any_of('assembly')})|[{_HAN}]{{1,2}}次会议(?<=[会大协].次会议)"
    rf"|一半(?<=[{_letters('half_way')}]到一半)(?![^，。；]{{0,2}}人)"
    rf"|[一二三四五六七八九]{{2}}[{_letters('street_called')}](?![人大][马军])"  # 二七路, 五一街
    rf"|[{_HAN}]{{1,4}}道(?:拐|弯)|[十百][次回]里[头面]?(?:有|倒有)?[{_HAN}][次回]"
    r"|[一二三四五六七八九]期(?!间)(?<!第..)"
    rf"|\d0后(?=[^\d]{{0,3}}(?:{_any_of('generation')}|[、，。]))"
    rf"|千[^\d\s，。、；千万余多{_MANY}]万[^\d\s，。、；]|百[^\d\s，。、；百万余多{_MANY}]百"
)
#: What ends in a numeral or has it in the middle.
_BY_WORD = re.compile(
    r"第\s?\d{5,10}期|"  # 第2014046期: the number of a draw
    rf"公元前(?:\d{{1,4}}|[{_HAN}百千]{{1,7}})年|{_any_of('contest')}{_any_of('contest_of')}?\s?\d{{1,5}}(?:×\d{{1,5}})?(?:米|公里|公斤)(?!级)"
    rf"|第[{_HAN}]{{1,3}}次(?={_any_of('meeting')})"
    rf"|第[{_HAN}]{{1,4}}届(?={_any_of('congress_of')}|[\u4e00-\u9fff]{{0,4}}{_any_of('congress')})"
    rf"|[高初大研博][一二三四](?={_any_of('pupil')}|[的，、就时])"
    rf"|(?<=[\u4e00-\u9fff])[{_HAN}]中(?=[的，。、学校队])"
    rf"|[{_letters('rung')}]{{2,8}}[两二三四五六]级|(?:年级|[高初大][一二三四])[（·]?[{_HAN}\d]{{1,2}}）?班"
)
#: 一A一B, 三A两B, 七A八B, 不三不四: frames of idioms. Numeral and frame character must not be a count.
_COUNTED = "十百千万亿比至到、和与" + _letters("classifier")
_FRAMES = re.compile(
    rf"一([^\d\s，。；！？、“”一二三四五六七八九十百千万亿半{_COUNTED}])一([^\d\s，。；！？、“”一二三四五六七八九十百千万亿半{_COUNTED}])"
    rf"|[三两]([^\d\s，。；、“”{_COUNTED}])[两三四]([^\d\s，。；、“”{_COUNTED}])"
    rf"|七([^\d\s，。；、“”{_COUNTED}])八([^\d\s，。；、“”{_COUNTED}])"
    r"|一([^\d\s，。；！？、“”])一\1|一([^\d\s，。；！？、“”])又一\w|一([^\d\s，。；！？])接着?一\w|一手[^，。；]{1,8}[，、]?一手"
    rf"|一([{_letters('each_one')}])(?:\1|一)"
    r"|一分[\u4e00-\u9fff]{2,3}[，、]?[几一二三四五六七八九十]分"
    rf"|一(?P<said>[{_letters('saying')}])[^。！？；\n二]{{0,10}}二(?P=said)(?:[^。！？；\n]{{0,10}}?[三四五六](?P=said)){{0,4}}"  # 一杯苦，二杯甜，三杯
)


@lru_cache(maxsize=1)
def _reigns() -> re.Pattern[str]:
    """万历四十一年, 民国二十三年: years told by a reign."""
    return re.compile(rf"(?:{alternatives(words('figure_reigns'))})[{_HAN}元\d]{{1,3}}年")


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    """司机罗八斤: a calling, a surname, a number and a unit are a person where the sentence breaks off or speaks on."""
    callings, surnames = alternatives(words("figure_callings")), alternatives(words("date_surnames"))
    return re.compile(
        rf"(?:{callings})(?:{surnames})[{_HAN}]{{1,2}}[\u4e00-\u9fff](?=[，、。：；！？）”{_letters('called_next')}]|$)"
    )


class Masks:
    """Spans that hold no figure; ``covers`` asks whether a stretch lies wholly inside one, ``touches`` whether
    it meets one. Looking up is logarithmic."""

    def __init__(self, spans: Iterable[tuple[int, int]]):
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif end > start:
                merged.append((start, end))
        self.starts = [s for s, _ in merged]
        self.ends = [e for _, e in merged]

    def covers(self, start: int, end: int) -> bool:
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and end <= self.ends[at]

    def touches(self, start: int, end: int) -> bool:
        at = bisect_right(self.starts, end - 1) - 1
        return at >= 0 and self.ends[at] > start

    def end_after(self, start: int) -> int | None:
        """End of the span that holds the character at ``start``, or None."""
        at = bisect_right(self.starts, start) - 1
        return self.ends[at] if at >= 0 and self.ends[at] > start else None


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, int], ...]]:
    """Two characters, one of them a numeral → the phrases they occur in, with the offset of the two."""
    found: dict[str, list[tuple[str, int]]] = {}
    for phrase in words("figure_idioms"):
        first = _NUMERAL.search(phrase)
        if first and len(phrase) > 1:
            at = min(first.start(), len(phrase) - 2)
            found.setdefault(phrase[at : at + 2], []).append((phrase, at))
    return {pair: tuple(entries) for pair, entries in found.items()}


#: Two-character phrases that are a count where something is done so many times or costs so much (发了四轮, 等了九天,
#: 便宜一角), or where their classifier's own noun follows (四面钟面, 两口窖).
_DONE = re.compile(f"{_any_of('done')}$")
#: The same where something is found or made (发现四处隐患, but 四处打听).
_MADE = re.compile(f"{_any_of('made')}了?$")
_TURNED = re.compile(f"翻了?{any_of('figure_words', 'turned')}?$")
#: Before a phrase that begins with a bare 百, 千 or 万, these make it a number after all (上百家, 近千年).
_BARE_COUNTED = re.compile(f"(?<!以){_any_of('bare_limit')}$")
_LIMITED = re.compile(f"{_any_of('limited')}$")
#: A smaller unit behind a larger one.
_COMPOUNDED = re.compile(r"零?[\d一二两三四五六七八九十]+(?:分|秒|刻)")
#: Noun → its classifiers.
_OWN_NOUNS = {row[0]: row[2] for row in rows("figure_masks") if row[1] == "own_noun"}


def _counts(text: str, start: int, end: int) -> bool:
    behind = unit_at(text, end - 1) if text[end - 1] not in _NUMERALS else ""
    if len(behind) > 1 and text[start] != "一" and _NUMERAL.match(text, end - 2):
        return True  # 三小 of 三小时, 十二分 of 十二分钟
    if len(behind) > 1 and _COMPOUNDED.match(text, end - 1 + len(behind)):
        return True  # 一小 of 一小时二十分钟
    unit = behind if end - start == 2 else ""
    if text[end - 1] == "尺" and (text[start - 1 : start] == "丈" or _NUMERAL.match(text, end)):
        return True  # 三尺二寸, 两丈三尺
    if text[end - 1] == "番" and _TURNED.search(text, max(0, start - 5), start):
        return True  # 翻了一番, 翻了近一番
    if unit and text[start] in "百千万" and _BARE_COUNTED.search(text, max(0, start - 3), start):
        return True
    if len(unit) != 1:
        limited = _DONE.search(text, max(0, start - 2), start) or _LIMITED.search(text, max(0, start - 2), start)
        return bool(unit and limited)  # 一小 of 不到一小时
    made = _MADE.search(text, max(0, start - 3), start) and text[start] in "二三四五六七八九"
    noun = text[end : end + 2]
    own = any(text[end - 1] in _OWN_NOUNS.get(c, "") for c in noun)
    return bool(made or own or _DONE.search(text, max(0, start - 2), start))


#: 十四五 and 十三五 before a unit are no plan (跑十四五公里).
_PLAN = re.compile(r"十[二三四]五")
_PLAIN_KINDS = frozenset(("measure", "count", "age", "money"))


def _no_plan(text: str, start: int, end: int) -> bool:
    return bool(_PLAN.fullmatch(text, start, end)) and kind_of(unit_at(text, end)) in _PLAIN_KINDS


#: 还有一个多月, 就有一个半小时: a time that the article 一 does not only introduce.
_VAGUE_ONE = re.compile(f"一个?(?:来|多|余|半){_any_of('vague_one')}")


def idioms(text: str) -> list[tuple[int, int]]:
    """Spans of the set phrases of the lexicon."""
    table, spans = _phrases(), []
    for match in _NUMERAL.finditer(text):
        for at in (match.start(), match.start() - 1):
            for phrase, offset in table.get(text[at : at + 2], ()) if at >= 0 else ():
                start = at - offset
                end = start + len(phrase)
                if (
                    start < 0
                    or not text.startswith(phrase, start)
                    or _VAGUE_ONE.match(text, start + phrase.rfind("一"))
                ):
                    continue
                if not (_counts(text, start, end) or _no_plan(text, start, end)):
                    spans.append((start, end))
    return spans


def patterns(text: str) -> list[tuple[int, int]]:
    """Spans of everything that is recognised by its form. Each pattern is bounded, the whole is linear."""
    spans = [
        m.span()
        for rule in (_BY_SIGN, _LATIN, _LIST_NUMBER, _BY_WORD, _FRAMES, _reigns(), _called())
        for m in rule.finditer(text)
    ]
    end = 0
    for numeral in _NUMERAL.finditer(text):
        at = numeral.start()
        if at < end or at and text[at].isascii() and text[at - 1].isascii() and text[at - 1].isdigit():
            continue
        match = _BY_NUMERAL.match(text, at)
        if match:
            spans.append(match.span())
            end = match.end()
    return spans


def masks(text: str, names: Iterable[tuple[int, int]] = ()) -> Masks:
    """All spans of ``text`` whose numerals are no figures."""
    return Masks([*idioms(text), *patterns(text), *names])
