"""Stretches of text whose numerals count nothing: idioms, names, titles, web addresses, case numbers, list numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import alternatives, words

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
    r"[A-Za-z](?:(?<=h)ttps?://[^\s，。；）]{1,200}|(?<=w)ww\.[^\s，。；）]{1,200}|[\w.+-]{0,40}@[\w-]{1,40}\.[\w.]{1,20}"  # the web
    r"|(?<![A-Z]{2})(?![A-Z]{1,4}\d{1,6}[台套个只辆架部张份名人])[A-Za-z]{0,5}-?\d{1,9}(?:\.\d{1,4})?[A-Za-z]{0,8}(?![\d.]*[%℃]))"  # S218, G60, PM2.5, A3
)
_LIST_NUMBER = re.compile(
    rf"(?m:^[ \t]*(?:[{_HAN}]{{1,3}}、|（[{_HAN}]{{1,3}}）|（\d{{1,2}}）|\d{{1,2}}[.、．](?!\d)))"
)
#: What begins with a numeral: tried at each numeral of the text.
_BY_NUMERAL = re.compile(
    r"\d{1,6}(?:\.\d{1,4})?[A-Za-z]{1,8}\d[A-Za-z\d]{0,8}"
    rf"|十分(?![钟之米贝])|(?:十[{_HAN}]|[{_HAN}]{{1,2}}|二十)届(?:[{_HAN}]{{1,3}}次(?=全会|全体|会议|大会)|(?=[\u4e00-\u9fff]{{0,12}}[{_HAN}]+次))"
    rf"|十[{_HAN}]届(?=人民|人大|政协|委员|中央|市|省|县|区|全国)"
    r"|\d{1,3}公斤(?:以上)?级|\d{1,5}米(?:栏|板|台|蝶泳|自由泳|仰泳|蛙泳|混合泳|短跑|长跑|赛跑|竞走|跨栏|速滑|滑冰|障碍|气步枪|气手枪|接力)"
    rf"|[{_HAN}]是(?![{_HAN}两\d])"
    rf"|\d{{1,3}}/\d{{1,3}}决赛|[{_HAN}]{{1,3}}分之一决赛|[{_HAN}\d]{{1,3}}(?:等奖|等功|等座|等舱|年级)"
    r"|(?:1(?:10|14|17|19|20|22)|12\d{3}|9[56]\d{3})(?=[一-龥]{0,4}(?:热线|电话|平台|急救|指挥|报警|专线|中心|服务|出警|救护|接警|客服))"
    r"|\d{3,6}(?<=拨打\d{3})\d{0,3}"
    rf"|[{_HAN}\d]{{1,4}}(?:号线|号路|号街|号大街|号桥|号门|号地块|路公交|路车|号文|号令|号台风|号院|号公馆|号机|号发电|号高炉|号机组|号航站楼|号馆|号厅|号展|号位|号球|号码头|号泊位)"
    r"|\d{1,3}路(?![人大][马军]|纵队|[\u4e00-\u9fff]{0,3}(?:小组|组|队|军))"  # 12路、307路明日起改道
    rf"|[{_HAN}](?:家(?:[子屯庄堡]|店[村镇子])|里(?:[店铺亭墩堡屯庄坪]|桥[村镇街])|道(?:[沟岭江]|河子)|台子[村屯镇街]|间房[村镇]|棵树[村镇]|眼井)"
    rf"|[一两三]天[一两三][检测查](?!出)|两头(?![猪牛羊驴骡马象鹿熊大小肥黄水奶母种公幼])"
    r"|三轮(?:(?<=辆三轮)|(?<=辆.三轮)|(?<=[骑蹬踩]三轮))|一[百千万][条句个次张遍](?:(?<=比一.条)|(?<=比一.句)|(?<=比一.[个次张遍]))"
    rf"|第[{_HAN}]{{1,4}}届(?=人大|人民代表|政协|党代会)|[{_HAN}]{{1,2}}次会议(?<=[会大协].次会议)"
    r"|一半(?<=[通走干说做写读跑拍听看学唱演睡吃忙]到一半)(?![^，。；]{0,2}人)"
    rf"|[{_HAN}]{{1,4}}道(?:拐|弯)|[十百][次回]里[头面]?(?:有|倒有)?[{_HAN}][次回]"
    r"|[一二三四五六七八九]期(?!间)(?<!第..)"
    r"|\d0后(?=[^\d]{0,3}(?:女|男|小|青|年|夫|父|母|教|干|民|选|职|大|创|辣|新|老|的|、|，|。|群|员|消))"
    r"|千[^\d\s，。、；千万余多名个家户人亩吨米元只]万[^\d\s，。、；]|百[^\d\s，。、；百万余多名个家户人亩吨米元只]百"
)
#: What ends in a numeral or has it in the middle.
_BY_WORD = re.compile(
    rf"(?:男子|女子|男女|混合)(?:双人|单人|组)?\s?\d{{1,5}}(?:×\d{{1,5}})?(?:米|公里|公斤)(?!级)"
    rf"|第[{_HAN}]{{1,3}}次(?=全体会议|全会|会议|代表大会|党代会|党员大会|常务会|常委会|主席会议|主任会议)"
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
    r"|一分[\u4e00-\u9fff]{2,3}[，、]?[几一二三四五六七八九十]分"
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
        rf"(?:{callings})(?:{surnames})[{_HAN}]{{1,2}}[\u4e00-\u9fff](?=[，、。：；！？）”说道在和与的就从把向介告表]|$)"
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
_DONE = re.compile(r"(?:[了满]|历时|便宜|贵|[涨跌降]|仅|只有|共有|足足|整整|只要)$")
_LIMITED = re.compile(r"(?:不到|不足|[约近超]|超过|用时|耗时|提前)$")
_OWN_NOUNS = {"面": "墙旗镜锣鼓钟", "口": "窖井锅缸塘钟棺", "轮": "车谈磋", "尺": "布", "斤": "米肉酒油"}


def _counts(text: str, start: int, end: int) -> bool:
    unit = unit_at(text, end - 1) if end - start == 2 and text[end - 1] not in _NUMERALS else ""
    if len(unit) != 1:
        limited = _DONE.search(text, max(0, start - 2), start) or _LIMITED.search(text, max(0, start - 2), start)
        return bool(unit and limited)  # 一小 of 不到一小时
    noun = text[end : end + 1]
    return bool(_DONE.search(text, max(0, start - 2), start) or noun and noun in _OWN_NOUNS.get(text[end - 1], ""))


#: 十四五 and 十三五 before a unit are no plan (跑十四五公里).
_PLAN = re.compile(r"十[二三四]五")
_PLAIN_KINDS = frozenset(("measure", "count", "age", "money"))


def _no_plan(text: str, start: int, end: int) -> bool:
    return bool(_PLAN.fullmatch(text, start, end)) and kind_of(unit_at(text, end)) in _PLAIN_KINDS


def idioms(text: str) -> list[tuple[int, int]]:
    """Spans of the set phrases of the lexicon."""
    table, spans = _phrases(), []
    for match in _NUMERAL.finditer(text):
        for at in (match.start(), match.start() - 1):
            for phrase, offset in table.get(text[at : at + 2], ()) if at >= 0 else ():
                start = at - offset
                end = start + len(phrase)
                if start < 0 or not text.startswith(phrase, start):
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
