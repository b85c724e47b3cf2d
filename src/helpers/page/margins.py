"""What stands on a page beside its articles: the weather ear 报眼, the twelve values, the code to scan, where to write,
what the press has left."""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of, group, letters
from helpers.page.likeness import overlap
from helpers.page.marks import LEAD_TIME, MARK, PRICE, has

_words = partial(any_of, "page_margins")
_SPLIT = re.compile(r"[\s、，。·！|/]+")
#: A line that asks to scan a code: 扫码关注本报微信, 扫一扫看视频
_SCAN = re.compile(
    rf"[{MARK}（(]?(?:{_words('scan')}.{{0,12}}{_words('to_see')}.{{0,16}}|.{{0,10}}{_words('to_see')}.{{0,8}}{_words('scan')}.{{0,6}})$"
)
_MEDIUM = re.compile(_words("medium"))
#: The paper sells itself: 欢迎订阅2021年《某某日报》
_SUBSCRIBE = re.compile(rf"{_words('welcome')}.{{0,12}}{_words('own_medium')}|{_words('own_site')}[：:\s]*(?:www|http)")
_REACH = re.compile(rf"{_words('reach')}[：:/／\s]")
#: What is left of a weather line when the words of weather are taken out
_WEATHER = re.compile(rf"{_words('ear')}|[{letters('page_margins', 'ear_letter')}]|[-\d\s~—～.%：:，、/|℃°C]")
_WARMTH = re.compile(r"\d\s?(?:℃|°C|度)")

#: The name of a file that the page was made from: A01.fit, 0325-A02.indd; A01.pdf 2022-3-25 01:12
_SLUG = re.compile(
    rf"[\w（）()+_\-]{{1,40}}\.(?:{_words('layout_file')}|{_words('print_file')}(?=.*\d:\d\d))(?![\w.])", re.I
)


def is_slug(text: str) -> bool:
    """Whether a line is what the press writes at a page's edge: the name of its file with its time, the inks."""
    file = _SLUG.search(text)
    if file:
        rest = re.sub(r"[\W\d_]|第|页|版", "", text[: file.start()] + text[file.end() :])
        return len(text) <= 80 and len(rest) <= 8 and "。" not in text
    tokens = _SPLIT.split(text.strip())
    return all(t in group("page_margins", "ink") for t in tokens) and (len(tokens) > 2 or len(tokens[0]) > 2)


def is_ear(text: str) -> bool:
    """Whether a line gives the day's weather and nothing else, as beside a masthead: 今日天气 多云转阴 3—12℃."""
    return len(text) <= 60 and text[-1] != "。" and bool(_WARMTH.search(text)) and len(_WEATHER.sub("", text)) <= 3


def is_public_slogan(text: str) -> bool:
    """Whether a line is made of the values and slogans of public-service advertising: 富强 民主 文明 和谐, 公益广告."""
    tokens = [t for t in _SPLIT.split(text.strip(MARK + "（）【】“”")) if t]
    if not tokens or len(text) > 60:
        return False
    values = sum(t in group("page_margins", "value") for t in tokens)
    rest = [t for t in tokens if t not in group("page_margins", "value")]
    if values >= 4 and len(rest) <= 2:
        return True
    return all(re.fullmatch(rf"{_words('public_ad')}+", t) for t in tokens)


def is_own_matter(text: str) -> bool:
    """Whether a line sends the reader to the paper's own channels: a code to scan, a subscription, its site."""
    if len(text) > 40 or "。" in text or PRICE.search(text) and not _SUBSCRIBE.match(text):
        return False
    return bool(_SCAN.match(text) and _MEDIUM.search(text)) or bool(_SUBSCRIBE.match(text))


def is_reach(text: str) -> bool:
    """Whether a line below the editors' names says how to reach them: 电话：…　邮箱：…"""
    return len(text) <= 70 and bool(_REACH.match(text.strip(MARK + " "))) and "。" not in text


#: A wish to the readers across the page: 祝全市老人健康长寿, 向老师们道声辛苦, 欢度国庆, 端午安康
_GREETS = re.compile(
    rf"(?:今天是.{{2,6}}|.{{2,4}}佳节)?[\s，]?(?:{_words('greets')}.{{2,}}|向.{{2,12}}{_words('greeted')}|.{{0,4}}{_words('greeted')})[！!]?$"
)


def is_greeting(text: str) -> bool:
    """Whether a line wishes the readers well, beside no more than the day's name; who greeted whom at what occasion is news."""
    parts = re.split(r"[\s，！]+", text.strip("！ "))
    wishes = [part for part in parts if _GREETS.match(part)]
    rest = [part for part in parts if part not in wishes]
    told = re.search(rf"\d|{_words('greeting_act')}", text)
    return len(text) <= 28 and bool(wishes) and len(rest) <= 1 and all(len(part) <= 6 for part in rest) and not told


def is_slogan(text: str, below: int, lead: str, first: bool = False, apart: bool = False) -> float:
    """Evidence that a line at the top of a page is a slogan across it and no kicker: > 0. ``below``: further lines of
    the head below a headline; ``first``: the first line of the edition; ``apart``: a blank parts it from lines set close."""
    parts = text.split()
    score = -2.5
    score += 1.5 if len(parts) >= 2 or text.count("、") >= 2 else 0
    score += 0.7 if len(parts) >= 2 and len(parts[0]) == len(parts[1]) else 0
    score += 1.5 if has("page_slogans", text) else 0
    score += 4.5 if first and is_greeting(text) else 0
    score += 1.0 if below >= 2 else -0.5 if below == 1 else -1.5 if first else -3.0
    score += (1.0 if first else 0) + (1.0 if apart else 0)
    score -= 2.0 if re.search(r"\d", text) else 0
    score -= 2.0 if LEAD_TIME.search(text) else 0  # 昨晚东关街一居民楼起火: news, no slogan
    score -= 3.0 * max(0.0, overlap(text, lead[:160]) - 0.2)
    return score


__all__ = ["is_ear", "is_greeting", "is_own_matter", "is_public_slogan", "is_reach", "is_slogan", "is_slug"]
