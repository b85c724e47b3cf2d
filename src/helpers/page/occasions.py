"""What a full statement above a headline tells, so that it is a kicker 引题 and no headline: the occasion, the plight
that somebody ends, the charge that a court decides, what the paper went to see."""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of, group
from helpers.page.marks import HAN

_words = partial(any_of, "page_occasion_words")
_head_words = partial(any_of, "page_head_words")
_NUMERAL = r"(?:[\d.]+|[一二两三四五六七八九十百千万半几]+)"
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十]成|分之")
#: The paper goes to see something: 走进“马背法庭”, 对话高考高分考生, 记者走进直播间揭秘; but 走进直播间的老木匠 is who did so
_EXPLORES = re.compile(
    rf"(?:记者)?{_words('explores')}(?!.*[的了])[^，：\s\d]{{2,12}}$|记者[^，\s]{{2,10}}{_words('explored')}$"
)
#: How a court's word opens a line that answers the dispute above it: 法院：签了字就得认, 法院判“退一赔三”
_COURT_ANSWERS = re.compile(
    rf"{_words('court')}(?:：.|判“|{_words('court_holds')})|[^，]{{4,12}} 法院{_words('court_holds')}$"
)
#: What a court decided, so that the line has the outcome itself
_OUTCOME = re.compile(_words("outcome"))
#: A feast, contest or campaign that opened or closed, and nothing else told of it
_TAKES_PLACE = re.compile(rf"[^，\s]{{4,22}}{_head_words('when')}?{_words('takes_place')}$")
_CAMPAIGN = re.compile(rf"{_words('campaign')}”?{_head_words('when')}?{_words('takes_place')}$")
_NO_SUBJECT = re.compile(rf"\d|(?!无人机)(?:{_words('no_subject')}|{_head_words('detail', 'present')})")
_WINS = re.compile(
    rf"(?:{_head_words('our_place')}{HAN}{{0,12}}|(?!{_words('takes_place')})“?{HAN}{{2,8}}?”?{HAN}{{0,2}}){_words('wins')}"
)
_WE = re.compile(_head_words("our_place"))
#: What a public body did by its office, without what it found: 市人大常委会开展执法检查
_BODY_ACTS = re.compile(rf"{_words('body')}{HAN}{{0,12}}{_words('body_does')}{HAN}{{0,8}}{_words('body_deed')}$")
#: What people wait to read, and that it has come out: its content is the news
_CAME_OUT = re.compile(rf"[^，\s\d]{{0,8}}{_words('awaited')}{_words('came_out')}[！!]?$")
#: How far a work has got, without a figure: 我市“双减”工作初见成效
_PROGRESS = re.compile(rf"[^，\s\d]{{4,18}}{_words('progress')}$")
#: A crop, a feast, a season that comes by degrees: 秋粮陆续成熟
_BY_DEGREES = re.compile(rf"[^，\s]{{2,6}}?(?:{_words('by_degrees')}{HAN}{{2}}|{_words('ripens')})$")
#: Two short parts that say the same thing with the same words in the same places: 停产整改不走过场 复产验收不打折扣
_PARALLEL = frozenset(group("page_occasion_words", "parallel"))
#: How long, how high, how many, and then what happened: 86天，“巴掌宝宝”长到5斤回家了
_MEASURED = re.compile(rf"{HAN}{{0,2}}{_NUMERAL}{HAN}{{1,2}}，.{{5,}}")
#: A scene and how long it lasted, told as a title: 戈壁滩上二十七小时生死搜寻
_SCENE = re.compile(rf"[^，\s]{{2,8}}{_NUMERAL}(?:个)?{_words('span')}的?{HAN}{{0,2}}{_words('struggle')}$")
#: Somebody in distress, and who comes to help
_DISTRESS = re.compile(rf"(?:{HAN}|\d){{0,6}}?{_words('someone')}[^，]{{0,8}}{_words('distress')}")
_RESCUER = re.compile(rf"(?:{HAN}{{0,4}}|{_NUMERAL}[余多]?[名位]?){_words('rescuer')}")
_ACCIDENT = re.compile(_words("accident"))
#: A case between people, and how a line begins in which the court does something about it
_DISPUTE = re.compile(_words("dispute"))
_COURT_ACTS = re.compile(rf"{HAN}{{0,3}}{_words('court_acts')}(?!一审|二审|判|：)")
#: Two clauses that only call for something, and a line that says how one's own place did
_SLOGAN = re.compile(rf"{_words('slogan')}[^\s，\d]{{2,8}}[\s，]{HAN}{{2,10}}$")
#: How a fraud or a gang went about it, and who was hit or who ended it
_SCHEME = re.compile(rf"(?:骗子)?{_words('scheme')}")
_HIT = re.compile(rf"(?:{HAN}{{0,4}}|{_NUMERAL}{HAN}?){_words('victim')}")
_POLICE = re.compile(rf"{HAN}{{0,4}}{_words('police')}")
_COMPLAINS = re.compile(rf"{_words('complainer')}[^，]{{0,4}}{_words('complains')}")
_RESPONDS = re.compile(rf"{HAN}{{0,6}}{_words('responder')}")
#: A call for attention, by itself no headline where another line follows: 好消息！
_HEADS_UP = re.compile(rf"{_words('heads_up')}[！!]?$")


#: Weather that comes, above how warm or windy it will be: 暖流来袭
_WEATHER_COMES = re.compile(rf"[^，\s\d]{{2,8}}{_words('comes')}$")
_WEATHER_MEASURED = re.compile(r"\d\s?(?:℃|度|级|毫米)")
#: An office makes a rule, without saying which: 市教育局出台新规
_NEW_RULE = re.compile(rf"[^，\s\d]{{1,14}}{_words('rule_maker')}{_words('makes')}[^，\d]{{0,8}}{_words('rule')}$")
#: Where something was said that the next line quotes
_SAID_AT = re.compile(_words("said_at"))


#: How much it grew, without what: 同比增长14.2% 增速居全省第3位
_RATE_ONLY = re.compile(rf"{_words('rate_only')}[^，：]{{0,6}}\d")
#: Nothing but what somebody said: “只要那头有声音，我就不能挂”
_SAID = re.compile("“[^“”]{8,}”")


def takes_place(text: str) -> bool:
    """Whether a line tells only that an event opened, took place or closed."""
    return bool(_TAKES_PLACE.match(text))


def comes_to_help(text: str) -> bool:
    """Whether a line begins with police or rescuers, who end what the line above it tells."""
    return bool(_POLICE.match(text) or _RESCUER.match(text))


def names_victim(text: str) -> bool:
    """Whether a line names somebody as reports on frauds and accidents do: 七旬老人, 女大学生."""
    return bool(_HIT.search(text))


def is_heads_up(text: str) -> bool:
    """Whether a line only calls for attention: 好消息！"""
    return bool(_HEADS_UP.match(text))


def is_campaign(text: str) -> bool:
    """Whether a line says only that a campaign, an activity or a ceremony opened, took place or closed."""
    return bool(_CAMPAIGN.search(text)) and not re.search(r"[，\s\d]", text)


def parallel_parts(text: str) -> bool:
    """Whether a line is made of two clauses of one length that have a word in the same place: a slogan or a saying."""
    parts = re.split(r"[\s，]", text.strip("，"))
    if len(parts) == 2 and abs(len(parts[0]) - len(parts[1])) <= 2 and _paired(*parts):
        return not _FIGURE.search(text)
    if len(parts) != 2 or len(parts[0]) != len(parts[1]) or len(parts[0]) < 4 or _FIGURE.search(text):
        return False
    same = [a for a, b in zip(*parts, strict=True) if a == b]
    return any(c in _PARALLEL for c in same) or len(same) >= 2


def _paired(left: str, right: str) -> bool:
    """Whether two clauses begin with words that go in pairs: 白天当老师 晚上做“骑手”."""
    return any(
        left.startswith(a) and right.startswith(b)
        for a, b in (pair.split("…") for pair in group("page_occasion_words", "pair"))
    )


def occasion_score(first: str, second: str) -> float:
    """Evidence that the statement ``first`` is the occasion of what ``second`` tells: ≥ 0."""
    score = 2.6 if _EXPLORES.match(first) and len(second) >= 5 else 0.0
    score += 3.0 if _RATE_ONLY.match(first) and not _RATE_ONLY.match(second) else 0.0
    score += 3.5 if _SAID.fullmatch(second) and re.search(r"\d", first) and "，" in first and "“" not in first else 0.0
    score += 1.8 if _BODY_ACTS.search(first) else 0.0
    score += 3.0 if _HEADS_UP.match(first) else 0.0
    score += 3.5 if _COURT_ANSWERS.match(second) and not _OUTCOME.search(first) else 0.0
    score += _of_event(first, second)
    told = bool(_FIGURE.search(second)) or bool(re.search(r"[\s，]", second))
    score += 2.4 if _CAME_OUT.match(first) and told and not _FIGURE.search(first) else 0.0
    score += 4.2 if _PROGRESS.match(first) and _FIGURE.search(second) else 0.0
    score += 1.5 if _BY_DEGREES.match(first) else 0.0
    score += 3.0 if parallel_parts(first) and not parallel_parts(second) else 0.0
    score += 2.2 if _MEASURED.match(second) and not re.search(r"[，\s\d]", first[4:]) else 0.0
    score += 2.0 if _SCENE.match(second) and len(first) > len(second) and " " in first else 0.0
    helped = (_DISTRESS.search(first) or (_ACCIDENT.search(first) and " " not in second)) and _RESCUER.match(second)
    score += 1.8 if helped and abs(len(first) - len(second)) > 1 else 0.0  # lines of one length are one headline
    ended = " " in first and _POLICE.match(second)  # 冒充老板骗走98万 alone is the headline
    score += 1.8 if _SCHEME.match(first) and (_HIT.match(second) or ended) else 0.0
    score += 1.8 if _WEATHER_COMES.match(first) and _WEATHER_MEASURED.search(second) else 0.0
    score += 2.4 if _NEW_RULE.match(first) and not _NEW_RULE.match(second) else 0.0
    quoted = len(second) > 8 and second[0] == "“" and second[-1] == "”" and second.count("“") == 1
    score += 2.4 if quoted and _SAID_AT.search(first) and "“" not in first else 0.0
    score += 1.8 if _DISPUTE.search(first) and _COURT_ACTS.match(second) and not _OUTCOME.search(first) else 0.0
    score += 3.2 if _SLOGAN.match(first) and _WE.match(second) else 0.0
    return score + (2.2 if _COMPLAINS.match(first) and _RESPONDS.match(second) else 0.0)


def _of_event(first: str, second: str) -> float:
    """An event that opened or closed, above what came of it; a count or a list of what it had stands below instead."""
    if is_campaign(first) and not _NO_SUBJECT.match(second.lstrip("0123456789")):
        return 1.6
    if not _TAKES_PLACE.match(first):
        return 0.0
    parts = re.split(r"[\s，]", second)
    acted = len(parts) == 2 and not any(_NO_SUBJECT.match(part) for part in parts) and not _FIGURE.search(second)
    if acted:
        return 3.6
    if _WINS.match(second) and len(second) >= 7:
        one = abs(len(first) - len(second)) <= 1 and len(first) <= 9  # two short lines of one length are one headline
        return 0.0 if one else 2.4
    return 0.8 if _WE.match(second) and not _WE.match(first) else 0.0
