"""Stretches of text whose numerals count nothing: idioms, names, titles, web addresses, case numbers, list numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from helpers.lexicon import words

_NUMERALS = "零〇一二两三四五六七八九十百千万亿廿卅几数半0123456789"
_NUMERAL = re.compile(f"[{_NUMERALS}]")

_HAN = "一二三四五六七八九十"
#: What begins with a mark, a Latin letter or a Han character of its own.
_BY_SIGN = re.compile(
    r"[《“‘①-⑳⑴-⒇㈠-㈩（(〔\[]"
    r"(?:(?<=《)[^《》\n]{1,60}》"  # titles
    r"|(?<=[“‘])(?![^”’\n]{0,8}\d)[^“”‘’，。；：！？、\n]{1,8}[”’]"  # a short term in quotation marks
    r"|(?<=[（(〔\[])\d{4}[）)〕\]][^\s，。；\d]{0,8}\d{0,6}[^\s，。；\d]{0,6}\d{1,6}号"  # numbers of cases and documents
    r"|(?<=[①-⑳⑴-⒇㈠-㈩]))"
)
_LATIN = re.compile(
    r"[A-Za-z](?:(?<=h)ttps?://[^\s，。；）]{1,200}|(?<=w)ww\.[^\s，。；）]{1,200}|[\w.+-]{0,40}@[\w-]{1,40}\.[\w.]{1,20}"  # the web
    r"|[A-Za-z]{0,5}-?\d{1,9}(?:\.\d{1,4})?[A-Za-z]{0,8}(?![\d.]*[%℃]))"  # S218, G60, PM2.5, A3
)
_LIST_NUMBER = re.compile(
    rf"(?m:^[ \t]*(?:[{_HAN}]{{1,3}}、|（[{_HAN}]{{1,3}}）|（\d{{1,2}}）|\d{{1,2}}[.、．](?!\d)))"
)
#: What begins with a numeral: tried at each numeral of the text.
_BY_NUMERAL = re.compile(
    r"\d{1,6}(?:\.\d{1,4})?[A-Za-z]{1,8}\d[A-Za-z\d]{0,8}"
    rf"|十分(?![钟之米贝])|(?:十[{_HAN}]|[{_HAN}]{{1,2}}|二十)届(?=[\u4e00-\u9fff]{{0,12}}[{_HAN}]+次)"
    rf"|十[{_HAN}]届(?=人民|人大|政协|委员|中央|市|省|县|区|全国)"
    r"|\d{1,3}公斤(?:以上)?级|\d{1,5}米(?:栏|板|台|蝶泳|自由泳|仰泳|蛙泳|混合泳|短跑|长跑|赛跑|竞走|跨栏|速滑|滑冰|障碍|气步枪|气手枪|接力)"
    rf"|[{_HAN}]是(?![{_HAN}两\d])"
    rf"|\d{{1,3}}/\d{{1,3}}决赛|[{_HAN}]{{1,3}}分之一决赛|[{_HAN}\d]{{1,3}}(?:等奖|等功|等座|等舱|年级)"
    r"|(?:1(?:10|14|17|19|20|22)|12\d{3}|9[56]\d{3})(?=[一-龥]{0,4}(?:热线|电话|平台|急救|指挥|报警|专线|中心|服务|出警|救护|接警|客服))"
    r"|\d{3,6}(?<=拨打\d{3})\d{0,3}"
    rf"|[{_HAN}\d]{{1,4}}(?:号线|路公交|路车|号文|号令|号台风|号院|号公馆|号机|号发电|号高炉|号机组|号航站楼|号馆|号厅|号展|号位|号球|号码头|号泊位)"
    r"|[一二三四五六七八九]期(?!间)(?<!第..)"
    r"|\d0后(?=[^\d]{0,3}(?:女|男|小|青|年|夫|父|母|教|干|民|选|职|大|创|辣|新|老|的|、|，|。|群|员|消))"
    r"|千[^\d\s，。、；千万余多名个家户人亩吨米元只]万[^\d\s，。、；]|百[^\d\s，。、；百万余多名个家户人亩吨米元只]百"
)
#: What ends in a numeral or has it in the middle.
_BY_WORD = re.compile(
    rf"(?:男子|女子|男女|混合)(?:双人|单人|组)?\s?\d{{1,5}}(?:×\d{{1,5}})?(?:米|公里|公斤)(?!级)"
    rf"|第[{_HAN}]{{1,4}}届(?=全国人民|全国人大|全国政协|全国委员会|中央|[省市县区]委|[\u4e00-\u9fff]{{0,4}}(?:委员会|人民代表大会|人大常委|人大一|政协))"
    rf"|[高初大][一二三四](?=学生|年级|女生|男生|新生|考生|学子|的|，|、|班|上学期|下学期|就|时|那年|开学)"
    rf"|(?<=[\u4e00-\u9fff])[{_HAN}]中(?=[的，。、学校队])"
)
#: 一A一B, 三A两B, 七A八B, 不三不四: frames of idioms. Numeral and frame character must not be a count.
_CLASSIFIERS = "十百千万亿点个名位家户条件只头匹张台套辆架艘列对趟班场次回遍起例处座栋幢间所片块枚颗粒株棵根支束箱盒袋包瓶桶杯碗盘桌份封篇首部本册卷页幅期届轮批项种类门节课单组人口元角分米里亩吨斤克岁天年月日周时秒度级成倍折点号楼层比比至到季、和与"
_FRAMES = re.compile(
    rf"一([^\d\s，。；！？、“”一二三四五六七八九十百千万亿半{_CLASSIFIERS}])一([^\d\s，。；！？、“”一二三四五六七八九十百千万亿半{_CLASSIFIERS}])"
    rf"|[三两]([^\d\s，。；、“”{_CLASSIFIERS}])[两三四]([^\d\s，。；、“”{_CLASSIFIERS}])"
    rf"|七([^\d\s，。；、“”{_CLASSIFIERS}])八([^\d\s，。；、“”{_CLASSIFIERS}])"
    r"|一([^\d\s，。；！？、“”])一\1|一([^\d\s，。；！？、“”])又一\w|一([^\d\s，。；！？])接着?一\w|一手[^，。；]{1,8}[，、]?一手"
    r"|一([个名位件只条次步点天句封])(?:\1|一)"
    r"|一分[\u4e00-\u9fff]{2,3}，?[几一二三四五六七八九十]分"
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


def idioms(text: str) -> list[tuple[int, int]]:
    """Spans of the set phrases of the lexicon."""
    table, spans = _phrases(), []
    for match in _NUMERAL.finditer(text):
        for at in (match.start(), match.start() - 1):
            for phrase, offset in table.get(text[at : at + 2], ()) if at >= 0 else ():
                start = at - offset
                if start >= 0 and text.startswith(phrase, start):
                    spans.append((start, start + len(phrase)))
    return spans


def patterns(text: str) -> list[tuple[int, int]]:
    """Spans of everything that is recognised by its form. Each pattern is bounded, the whole is linear."""
    spans = [m.span() for rule in (_BY_SIGN, _LATIN, _LIST_NUMBER, _BY_WORD, _FRAMES) for m in rule.finditer(text)]
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
