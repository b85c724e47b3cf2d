"""What is no headline by itself: on what occasion or in what course something was said or done, an office that speaks,
a phrase of time or cost, a round of a contest, a day."""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of, group
from helpers.page.marks import HAN

_words = partial(any_of, "page_head_words")
OCCASION = re.compile(rf"(?:{_words('occasion', 'answers')}|通报.{{0,6}})$")
VISIT = re.compile(
    rf"{_words('going')}.{{0,16}}{_words('visiting')}|{_words('visitor')}.{{0,12}}{_words('visiting')}$"
    rf"|[^，\s]{{0,4}}{_words('visitor')}{_words('visiting')}"
)
#: What a series looks at, in a longer phrase than a column's name has: it stands above a headline as a kicker: “十四五”开局之年看交通
_LOOKS_AT = re.compile(rf"(?!{_words('looking_from')}).{{5,10}}看{HAN}{{2,4}}$")
#: An office and its act of speech, up to the end of the line: 市消委会发布消费警示, 省气象台发布红色预警, 警方提醒
_OFFICE_SPEAKS = re.compile(
    rf"[^，。！？]{{0,16}}{_words('speaking_office')}[^，。！？]{{0,8}}(?:{_words('tells')}(?:[^，。！？]{{0,12}}{_words('told')}[”》]?)?$|{_words('tells')}：)"
)
#: A phrase of time, cost or course, which is no headline by itself: 历时三年, 今年前三季度, 从卖原料到卖品牌, 重阳节前
_ADVERBIAL = re.compile(
    rf"(?:{_words('adverbial')}|从.{{2,9}}到.{{2,9}}$|受[^，]{{2,12}}影响$|[^，]{{0,8}}{_words('adverbial_end')}$|.{{0,10}}{_words('countdown')}.{{0,6}}$|(?:\d{{4}}年|今年|去年)?(?:第?[一二三四\d]季度|[前上下]\S{{1,3}}季度|[前上下]?\S{{1,3}}个?月份?|上半年|下半年)$)"
)
#: A round of a contest, by itself no headline: 全国冰球联赛第13轮, 市足球甲级联赛半决赛
_ROUND = re.compile(
    rf"(?!.*{_words('advances')})[^，！？]{{0,18}}(?:第?[\d一二三四五六七八九十]{{1,3}}(?:轮|阶段|站|比赛日)|{_words('contest')}{HAN}{{0,4}}{_words('stage')})$"
    rf"|(?!.*(?:{_words('advances', 'holding', 'takes_part')}))[^，！？]{{3,20}}{_words('contest')}$"
)
#: Whose day it is, which only occasions the report: 6月5日是世界环境日, 今天是第24个全国助残日
DAY_OF = re.compile(rf"(?:\d{{1,2}}月\d{{1,2}}日|{_words('when')})[是为].{{2,16}}{_words('day_of')}$")
#: A feast, a holiday or a day of something by its name alone: 全国助残日, 清明小长假
_NAMED_DAY = re.compile(
    rf"(?:第?[\d一二三四五六七八九十]{{1,3}}[个届])?(?:(?:世界|国际|全国|中国){HAN}{{2,8}}[日节周月]|{HAN}{{0,4}}{_words('holiday')})$"
)
#: When or in the course of what it happened: 违规收费被曝光后, 下班途中听见呼救
_IN_COURSE = re.compile(
    rf"[^，]{{3,14}}(?<![{''.join(group('page_head_words', 'before_after'))}])后$"
    rf"|[^，]{{1,7}}{_words('course')}.{{0,3}}{_words('perceives')}"
)
#: A set phrase: “三秋”未到农机先忙
_ERE = re.compile(r"“?[^，]{1,4}”?未[^，]{2,6}先[^，]{1,2}$")
FIRST_OF_ALL = re.compile(_words("first_of_all"))


def speaks(text: str) -> bool:
    """Whether a line says on what occasion or in what course something was said or done."""
    return bool(OCCASION.search(text) or VISIT.search(text)) or adverbial(text) or announces(text)


def announces(text: str) -> bool:
    """An office that announces something, without saying what: 市消委会发布消费警示, 警方提醒."""
    return bool(_OFFICE_SPEAKS.match(text))


def adverbial(text: str) -> bool:
    """A line that is no headline by itself: a phrase of time or cost, or 全省首个！"""
    return bool(
        _ADVERBIAL.match(text)
        or (len(text) <= 8 and FIRST_OF_ALL.search(text))
        or _LOOKS_AT.match(text)
        or _ROUND.match(text)
        or _IN_COURSE.match(text)
        or _ERE.match(text)
        or DAY_OF.match(text)
        or _NAMED_DAY.match(text)
    )
