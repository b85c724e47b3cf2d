"""What kind an article is: words and marks with weights, the highest sum wins; news where nothing speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from helpers.lexicon import any_of, group, rows, words
from helpers.page.marks import (
    HAN,
    LETTER_OPEN,
    MARK,
    PHONE,
    PRICE,
    closed_up,
    column_kind,
    count,
    ending,
    signs_with_date,
    weights,
)
from helpers.page.signed import signature

_words = partial(any_of, "page_kind_words")
_AD_TITLE = re.compile(rf"{_words('ad_title')}|{_words('ad_title_end')}$")
#: A job fair or a sale that is told of: 春季招聘会周六开场, 虚假促销被查
_AD_TOLD = re.compile(_words("ad_told"))
_FORECAST = re.compile(
    rf"{_words('weather')}{_words('forecast')}?$|^(?:{_words('weather_when')}|未来.{{1,3}}天)天气|{_words('weather_advice')}"
)
_BARGAIN = re.compile(r"\d元起|满\d+[元]?[减送]|\d折起?|第二件")
_CORRECTION = re.compile(rf"^{_words('correction')}$|^更正|^{HAN}{{2,5}}更正$")
_AD_LINE = re.compile(rf"{_words('ad_field')}[：:]|{_words('ad_line')}|送\d|\d+[点时]\S{{0,6}}{_words('ad_hours')}")
REPORTING = re.compile(any_of("page_byline_words", "reporting"))
#: Offices and their business, which essays seldom name.
_OFFICIAL = re.compile(_words("official"))
_HOME = re.compile(_words("home"))
_ARGUED = re.compile(_words("argued"))
_OPINION_TITLE = re.compile(rf"^“?{_words('opinion_start')}|{_words('opinion_title')}")
#: Columns of talk, in which some papers argue and others tell (夜话, 茶座).
_TALK = re.compile(rf"{_words('talk')}$")
_RUNNING = re.compile(_words("running"))
_SERVICE_LIST = re.compile(rf"{HAN}{{0,4}}{_words('running')}{HAN}{{0,2}}{_words('service_list')}$")
_BRIEFS = re.compile(rf"{_words('briefs')}[一二三四五六七八九十\d]{{1,2}}[则条]$")
_LISTING = re.compile(rf"{_words('listing')}$")
_SERVICE = re.compile(_words("service"))
#: How the title of a table or roll ends: 类别调整一览表, 捐赠名单
_TABLE_TITLE = re.compile(rf"{_words('table_title')}(?:公布|公示)?$")
#: Who or what is sought or was found: 寻人启事
_LOST = re.compile(_words("lost_and_found"))
#: An office gives out what people need to know: 市商务局公布24小时保供热线
_GIVEN_OUT = re.compile(rf"{HAN}{{1,8}}{_words('public_office')}[^，。]{{0,6}}{_words('gives_out')}")
#: What is bought by tender, and told so by notice: 成交结果公告
_TENDER = re.compile(_words("tender"))
#: What was drawn: 彩票开奖公告, 体彩开奖
_DRAWN = re.compile(_words("drawn"))
#: Marks around a title.
_BOX = MARK + "【】[]〖〗 "
#: Posts that a public body fills, and tells so by notice: 面向社会公开招聘编外人员
_PUBLIC_POST = re.compile(_words("public_post"))
#: A public body before what it is looking for: 县融媒体中心招聘启事, 市教育局公开招聘教师公告
_PUBLIC_BODY = re.compile(
    rf"{HAN}{{0,14}}?[市县区州省镇乡旗]{HAN}{{0,12}}?{_words('public_body')}(?:20\d\d年)?(?:公开)?{_words('recruiting')}"
)
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）)")


def ad_score(texts: Sequence[str]) -> float:
    """Evidence of an advertisement in a few lines: contacts, prices, the words of ads."""
    text = "\n".join(texts)
    score = sum(w * len(set(p.findall(text))) for kind, p, w in weights("page_kinds") if kind == "advertisement")
    score += 1.0 if PHONE.search(text) else 0
    score += 1.0 if PHONE.search(text) and len(texts) >= 2 and "。" not in text and max(map(len, texts)) <= 45 else 0
    score += min(2.0, 0.5 * len(PRICE.findall(text))) + min(1.0, 0.5 * len(_BARGAIN.findall(text)))
    return score


@lru_cache(maxsize=2048)
def is_ad_line(text: str) -> bool:
    """A line that can stand inside an advertisement but hardly heads an article."""
    return bool(PHONE.search(text) or PRICE.search(text) or _AD_LINE.search(text))


def weather_score(text: str) -> float:
    """Evidence of a forecast: different weather words per length."""
    return count("page_weather", text[:600]) * (1.0 if len(text) < 500 else 0.6)


@lru_cache(maxsize=2048)
def is_forecast_title(text: str) -> bool:
    return len(text) <= 20 and bool(_FORECAST.search(closed_up(text)))


@lru_cache(maxsize=2048)
def is_notice_title(text: str) -> bool:
    bare = closed_up(re.sub(r"[（(][^（）()]*[）)]$", "", text).strip(_BOX))
    return 2 <= len(bare) <= 60 and bool(ending("page_notices").search(bare)) and not re.search(r"[，。]", bare)


@lru_cache(maxsize=2048)
def is_correction_title(text: str) -> bool:
    return bool(_CORRECTION.match(closed_up(text.strip(_BOX)))) and len(text) <= 16


def is_listing_title(text: str) -> bool:
    """The title of what is on: films, shows, television, trains."""
    return len(text) <= 12 and bool(_LISTING.search(closed_up(text)))


def is_service_title(text: str) -> bool:
    """The title of what runs or stands still (停水信息, 公交改道), which gives a telephone number and sells nothing."""
    return len(text) <= 18 and bool(_RUNNING.search(text)) and not is_ad_title(text) and not PRICE.search(text)


def is_service_list(text: str) -> bool:
    """The title of a list of what stands still or runs: 停电信息, 周末停水预告."""
    return len(text) <= 10 and bool(_SERVICE_LIST.match(closed_up(text)))


def is_column_of_briefs(title: str, body: Sequence[str]) -> bool:
    """A column's name above items with the same mark before each: what one of them gives away or sells makes no ad."""
    marked = [p[:1] for p in body if p[:1] in MARK]
    title = closed_up(title)
    named = len(title) <= 8 and ending("page_columns").search(title) and column_kind(title) == "-"
    return bool(named) and len(marked) >= 2 and len(set(marked)) == 1


def is_briefs_title(text: str) -> bool:
    """The title of several short items: 简讯三则."""
    return len(text) <= 12 and bool(_BRIEFS.search(text))


@lru_cache(maxsize=2048)
def is_ad_title(text: str) -> bool:
    return bool(_AD_TITLE.search(text)) and len(text) <= 24 and not _AD_TOLD.search(text)


def names_itself(text: str) -> bool:
    """Whether a line is the title of a correction, a notice or a forecast, which stands for itself."""
    return is_correction_title(text) or is_forecast_title(text) or closed_up(text) in words("page_notices")


def read_kind(
    titles: Sequence[str], columns: Sequence[str], body: Sequence[str], *, dateline: bool, authors: bool,
    credit: bool, verse: bool, lines: int, captions: bool, section: str = "-",
) -> tuple[str, str, float]:  # fmt: skip
    """``(kind, reason, confidence)`` from an article's head, its text and what was seen around it.

    ``lines`` counts body lines that are no running text; ``captions``: every paragraph is a short one and
    a picture credit closes them; ``section``: what its page is called where an author alone signs it, else ``"-"``.
    """
    title = titles[0] if titles else ""
    text = "\n".join(body)
    news = 1.5 + (3.0 if dateline else 0) + (1.0 if authors else 0) + min(2.0, len(text) / 400)
    score = dict.fromkeys(("advertisement", "notice", "correction", "letter", "editorial", "literature"), 0.0)
    near = "\n".join((*titles, text[:1200], text[-200:]))
    for kind, pattern, weight in weights("page_kinds"):
        score[kind] += weight * len(set(pattern.findall(near)))
    score["news"] = news
    score["photo"] = (4.0 if captions else 0) + (1.0 if credit and not dateline and len(text) < 260 else 0)
    score["weather"] = (
        weather_score(text) * (1.0 if not dateline else 0.4)
        + (3.0 if is_forecast_title(title) and "下" not in title else 0)
        - 1.5
    )
    score["weather"] += (
        3.0 if not title and re.match(rf"{HAN}{{0,5}}天气(?:预报)?[：:]", text) else 0
    )  # run in, without a head
    score["literature"] += 5.0 if verse else 0
    _ad(score, titles, text, body, lines, dateline or authors)
    _notice(score, titles, text, body, dateline, authors)
    if section != "-" and not dateline:
        _by_an_author(score, title, text, section)
    score["correction"] += 3.0 if is_correction_title(title) else 0
    score["letter"] += 2.0 if any(LETTER_OPEN.match(p) for p in body[:2]) else 0
    score["letter"] += 1.5 if any("来信" in t for t in titles) else 0
    score["letter"] += 2.0 if not dateline and any(signature(p, letter=True) for p in body[-3:] if len(p) <= 24) else 0
    if sum(p.startswith(("问：", "答：")) for p in body) > 1:
        score["advertisement"] -= 4.0  # questions answered, be there prices and a telephone in them
    score["weather"] += 3.0 if not is_forecast_title(title) and any(map(is_forecast_title, columns)) else 0
    series, colon, _ = title[:10].partition("：")  # 新华时评：…
    for column in (*columns, *([series] if colon else [])):
        kind = column_kind(column)
        if kind == "editorial" and score["literature"] > score["editorial"] + 1 and _TALK.search(column):
            kind = "literature"
        if kind != "-":
            score[kind] += 6.0
    if re.search(rf"(?:本报|特约|{HAN}{{2,6}})评论员", text[:40]) or any("社论" in t for t in titles):
        score["editorial"] += 3.0
    if not dateline and re.match(r"[■□◎]?本报评论员", text):
        score["editorial"] += 4.0
    ranked = sorted(score.items(), key=lambda kv: -kv[1])
    (kind, best), (second, runner) = ranked[0], ranked[1]
    return kind, f"{kind} {best:.1f} before {second} {runner:.1f}", round(min(1.0, 0.5 + (best - runner) / 8), 2)


def tells_of_oneself(text: str) -> bool:
    """Whether a text is told in the first person, of home and the past, and reports nothing."""
    told = re.sub(r"“[^”]*”", "", text)
    home = len(set(_HOME.findall(told)))
    me = sum(told.count(word) for word in group("page_kind_words", "first_person"))
    return me >= 1 and home >= 2 and not REPORTING.search(told) and not _OFFICIAL.search(told)


def _by_an_author(score: dict[str, float], title: str, text: str, section: str) -> None:
    """What a name without a role signs is an essay or a comment: told in the first person, or argued."""
    told = re.sub(r"“[^”]*”", "", text)  # who speaks in quotation marks is not the author
    me = sum(told.count(word) for word in group("page_kind_words", "first_person"))
    home = len(set(_HOME.findall(told)))
    score["literature"] += 1.0 + min(3.0, 0.5 * me) + min(2.0, 0.5 * home)
    reported = len(re.findall(r"\d+(?!年)", told)) + len(REPORTING.findall(told)) + len(_OFFICIAL.findall(told))
    score["literature"] += 1.5 if reported <= 1 else 0.75 if reported <= 3 else 0  # no figures, no offices
    argued = len(set(_ARGUED.findall(told)))
    score["editorial"] += 1.0 + min(3.0, 0.75 * argued) + (2.5 if _OPINION_TITLE.search(title) else 0)
    for kind in ("literature", "editorial"):
        words_of = [word for word, announced in rows("page_columns") if announced == kind]
        score[kind] += 2.5 if any(word in section for word in words_of) else 0


def _ad(
    score: dict[str, float], titles: Sequence[str], text: str, body: Sequence[str], lines: int, signed: bool
) -> None:
    if PHONE.search(text):
        score["advertisement"] += 1.0
    score["advertisement"] += min(2.0, 0.5 * len(PRICE.findall(text)))
    score["advertisement"] += 2.0 if any(map(is_ad_title, titles)) else 0
    if body and score["advertisement"] > 0:  # a table alone sells nothing
        score["advertisement"] += 2.0 * lines / len(body)
    if not lines and text.count("。") >= 2 and not any(map(is_ad_title, titles)):
        score["advertisement"] -= 1.0  # it tells in sentences
    if titles and is_notice_title(titles[0]) and (_PUBLIC_POST.search(text) or _PUBLIC_BODY.match(titles[0])):
        score["advertisement"] -= 6.0
    score["advertisement"] -= max(0.0, (len(text) - 300) / 150)
    score["advertisement"] -= 3.0 if signed or REPORTING.search(text) else 0
    score["advertisement"] -= 6.0 if titles and is_service_list(titles[0]) else 0
    score["advertisement"] -= 3.0 if titles and _RUNNING.search(titles[0]) and not PRICE.search(text) else 0
    score["advertisement"] -= 4.0 if titles and is_notice_title(titles[0]) and _TENDER.search(titles[0]) else 0
    score["advertisement"] -= 6.0 if titles and _TABLE_TITLE.search(titles[0]) else 0
    score["advertisement"] -= 4.0 if titles and _DRAWN.search(titles[0]) else 0  # prizes are no prices
    score["advertisement"] -= 6.0 if titles and _LOST.search(titles[0]) else 0
    score["advertisement"] -= 4.0 if _GIVEN_OUT.search(text[:60]) else 0
    score["advertisement"] -= 3.0 if titles and is_column_of_briefs(titles[0], body) else 0


def _notice(
    score: dict[str, float], titles: Sequence[str], text: str, body: Sequence[str], dateline: bool, authors: bool
) -> None:
    if any(map(is_notice_title, titles)) and not dateline:
        score["notice"] += 4.0
    numbered = sum(bool(_NUMBERED.match(p)) for p in body)
    score["notice"] += min(2.0, 0.5 * numbered)
    tail = [p for p in body[-2:] if len(p) < 40]
    score["notice"] += 2.0 if any(map(signs_with_date, tail)) and not authors else 0
    score["notice"] += 1.0 if any(ending("page_units").search(p) for p in tail) and not authors else 0
    service = "今起" in "".join(titles) or "即日起" in text[:20]
    if service and not authors and "“" not in re.sub(r"“[^”]{1,8}”", "", text) and _SERVICE.search(text):
        score["notice"] += 5.0
    running = _RUNNING.search(titles[0]) if titles else None
    if running and not authors and not dateline and not re.search(r"“[^”]{9,}”", text):
        score["notice"] += 3.0  # buses, roads, water and power: how they run, told to those who use them
    score["notice"] += 4.0 if titles and is_listing_title(titles[0]) else 0
    score["notice"] += 2.0 if titles and _TABLE_TITLE.search(titles[0]) and not authors and not dateline else 0
    told = any(word in body[0] for word in group("page_kind_words", "first_person")) if body else False
    answered = [p for p in body if p.startswith(group("page_line_words", "ask"))]
    if len(answered) == 2 and answered[0] is body[0] and told and not dateline:
        score["letter"] += 4.0  # a reader tells what he met and an office answers
    asked = sum(p.startswith(group("page_line_words", "ask")) for p in body)
    score["notice"] += 2.5 if asked >= 2 and not authors and not dateline else 0
    score["notice"] -= 2.0 if authors else 0
