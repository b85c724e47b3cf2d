"""Whether what looks like a time is one where it stands: bare numbers, names, scores, verse."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.dates.feasts import feast, feast_name, feast_rule
from helpers.facts.dates.groups import Group
from helpers.facts.dates.hours import part_words
from helpers.facts.dates.scene import Scene
from helpers.lexicon import alternatives, any_of, letters, words
from helpers.lexicon import group as listed

_any_of = partial(any_of, "date_words")
_group = partial(listed, "date_words")


def is_time(group: Group, text: str, scene: Scene) -> bool:
    """Whether what looks like a time is one where it stands."""
    if len(group.phrases) > 1 and all(len(p.atoms) == 1 and p.finest.text.endswith("号") for p in group.phrases):
        return False  # 1号、2号: numbers of things
    if _ANY_YEAR.search(text, max(0, group.start - 3), group.start):
        return False  # 往年10月, 历年国庆
    if group.joint == "list" and group.first.kind == "day" and _lasts(group, text):
        return False  # 拘留十日、七日
    if group.first.kind == "lunar" and not _lunar(group, text, scene):
        return False
    if any(phrase.atoms[0].kind == "points" for phrase in group.phrases):
        return _pointed(group, text)
    if group.joint == "range" and _term(group, text):
        return False
    if len(group.phrases) > 1 or len(group.phrases[0].atoms) > 1:
        return group.finest.kind != "part" or group.first.kind != "part" or _bare_part(group, text, scene)
    test = _TESTS.get(group.first.kind)
    return test is None or test(group, text, scene)


_ANY_YEAR = re.compile(f"{_any_of('any_year')}的?$")


def _pointed(group: Group, text: str) -> bool:
    """展期：3.25—4.10, 2019.5—2022.6: points between month and day only in ranges, the short ones behind a word for time."""
    if group.joint != "range" or group.phrases[-1].atoms[0].kind != "points":
        return False
    if len(group.first.text) >= 6 and group.phrases[-1].finest.text[:2] in ("19", "20"):
        return True
    return group.first.kind == "iso" or bool(_TIME_IS.search(text, max(0, group.start - 8), group.start))


_TIME_IS = re.compile(f"{_any_of('time_is')}：?$")


def _bare_part(group: Group, text: str, scene: Scene) -> bool:
    """下午 by itself: only where the sentence has named the day and the clause begins with it (…，午后阵风6级)."""
    alone = part_words()[group.first.text][3]
    if alone == "anchor":
        return True
    if alone == "no" or scene.day_spoken_of(same_sentence=True) is None:
        return False
    if text[group.end : group.end + 1] == "的":
        return False
    before = max(0, group.start - 4)
    return text[group.start - 1 : group.start] in "，、；（） " or bool(_PART_AND.search(text, before, group.start))


#: 昨天上午和下午: the second of two parts of a day.
_PART_AND = re.compile(f"{_any_of('part_and')}[和与及]$")


def _bare_day(group: Group, text: str, scene: Scene) -> bool:
    """5日 by itself: no length of time (满30日), no house number (5号), no 一日 of an idiom."""
    word = group.first.text
    if _lasts(group, text):
        return False
    if word.endswith("号"):
        return False
    return word.isascii() or word[0].isdigit() or scene.han or _opens_sentence(group, text)


def _opens_sentence(group: Group, text: str) -> bool:
    """二十一日，大桥竣工: a day in words that a sentence begins with."""
    return (
        text[group.end : group.end + 1] == "，"
        and text[max(0, group.start - 1) : group.start].strip("。！？；\n \u3000") == ""
    )


_TERM_BEFORE = re.compile(f"{_any_of('term_range_before')}[为期满]?$")
_TERM_AFTER = re.compile(f"(?:以下)?的?{_any_of('term_range_after')}")


def _term(group: Group, text: str) -> bool:
    """处5日至15日拘留, 停业整顿5日至15日: between so many days; 放假3日至5日 are days of the month."""
    if any(len(phrase.atoms) > 1 or phrase.finest.kind not in ("day", "barelist") for phrase in group.phrases):
        return False
    return bool(_TERM_AFTER.match(text, group.end) or _TERM_BEFORE.search(text, max(0, group.start - 8), group.start))


def _lasts(group: Group, text: str) -> bool:
    """拘留十日, 公示期为5日, 5日之内: so many days, not the one of that number."""
    if any(len(phrase.atoms) > 1 for phrase in group.phrases):
        return False
    if group.suffix in _WITHIN or _AFTER_LENGTH.match(text, group.end):
        return True
    before = _duration_before().search(text, max(0, group.start - 8), group.start)
    return before is not None and not _AFTER_EVENT.search(text, max(0, group.start - 2), group.start)


#: 大风过后16日复航: an event is over, and a day follows.
_AFTER_EVENT = re.compile(f"[{letters('date_words', 'then')}]后$")
_WITHIN = frozenset(_group("within"))
_AFTER_LENGTH = re.compile(f"的?{_any_of('after_length')}")


@lru_cache(maxsize=1)
def _duration_before() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words('date_before_duration'))}){_any_of('length_joint')}?$")


def _bare_clock(group: Group, text: str, scene: Scene) -> bool:
    """9时, 八点半, 7:30 by themselves. Bare 八点 may be a decimal or a point of a list, 3:20 a score."""
    word = group.first.text
    if ":" in word:
        if _CLOCK_NAMED.search(text, max(0, group.start - 12), group.start):
            return True
        if _in_score_list(text, group.start):
            return False
        near = text[max(0, group.start - 15) : group.end + 15]
        if _MATCH.search(near):
            return False
        return not _SCORE_BEFORE.search(text, max(0, group.start - 4), group.start) and not _SCORE_AFTER.match(
            text, group.end
        )
    if word.endswith(("时", "点")) and not word[0].isdigit():
        return bool(_ABOUT.match(text, group.end))
    return not (word.endswith("点") and text[group.start - 1 : group.start] in _NO_CLOCK)


#: 比赛时间定为19:30, 首班车为6:30: said to be a time.
_CLOCK_NAMED = re.compile(f"{_any_of('clock_named')}[^，。；、：！？\\d]{{0,5}}[{letters('date_words', 'clock_set')}]$")
_SCORE_BEFORE = re.compile(f"(?:{_any_of('score_before')}|:)(?:为|是)?$")
#: ``in`` holds for the empty string too, as at the beginning of a text.
_NO_CLOCK = "".join(_group("no_clock"))
_MATCH = re.compile(f"{_any_of('match')}|[决首次末一二三四五]局")
_SCORE_AFTER = re.compile(f"[，的]?{_any_of('score_after')}")
_SCORES = re.compile(rf"(?:\d{{1,3}}:\d{{1,3}}[、，和及 ]\s?)+{_any_of('extra_time')}?$")
_SCORED = re.compile(f"{_any_of('scored')}|[一二三四五首末单次]节|[一二三四五首末决次]局|[以打]$")


def _in_score_list(text: str, at: int) -> bool:
    """24:19、18:27、21:20，加时赛14:11: one of the parts of a game."""
    before = text[max(0, at - 60) : at]
    listed = _SCORES.search(before)
    head = before[: listed.start()] if listed else before
    return bool(_SCORED.search(head[-14:] + before[len(before) - 6 :] if listed else before[-8:]))


_ABOUT = re.compile(_any_of("about"))
_FEAST_END = _group("feast_end")
_YEAR_WORD = frozenset(_group("year_word"))


def _bare_weekday(group: Group, text: str, scene: Scene) -> bool:
    """周一 by itself, but not 周一鸣 (a name) and not 周末 (any weekend), unless its weather is foretold."""
    word = group.first.text
    if word[0] not in "周星礼":
        return True
    if word[-1] == "末":
        return bool(_SKY.match(text, group.end) and _FORETOLD.search(text, max(0, group.start - 60), group.start))
    if group.suffix or word[0] != "周" or not "一" <= text[group.end : group.end + 1] <= "鿿":
        return True
    if text[max(0, group.start - 1) : group.start] in _EACH_WEEK:
        return False
    return text[group.end] not in words("name_given") or bool(_after_weekday().match(text, group.end))


#: 周末以晴好天气为主, 周末有雨, in a forecast that has told of tomorrow.
_SKY = re.compile(f"[^，。；\\n]{{0,6}}{_any_of('sky')}")
_FORETOLD = re.compile(_any_of("days_ahead"))
#: 一周一调度, 两周一次: so often.
_EACH_WEEK = frozenset("一两三四")


@lru_cache(maxsize=1)
def _after_weekday() -> re.Pattern[str]:
    return re.compile(alternatives(words("date_after_weekday")))


def _feast(group: Group, text: str, scene: Scene) -> bool:
    """国庆 and the like right after a surname are a given name (张国庆), unless 节, 前, 假期 follow.

    Feasts that are counted (三个春节, 他在这里的第七个中秋) are no day of the calendar; 第38个教师节 is, being
    counted from its founding.
    """
    if feast_rule(group.first.text).startswith("term") and not _in_season(group, text, scene):
        return False
    counted = _COUNTED.search(text, max(0, group.start - 8), group.start)
    if counted and not (counted.group()[0] in "第首" and feast_rule(group.first.text).startswith(_FOUNDED)):
        return False
    if group.suffix or group.first.text.endswith(_FEAST_END) or text[group.end : group.end + 1] in ("节", "当"):
        return True
    before = text[group.start - 2 : group.start] if group.start > 1 else "\n" + text[: group.start]
    return before[-1:] not in words("date_surnames") or before[0] in _YEAR_WORD or before[-1:] == ""


def _bare_month(group: Group, text: str, scene: Scene) -> bool:
    """九月 in Chinese numerals on a line of verse names no month of the calendar."""
    if group.first.text[0].isdigit() or group.suffix or group.before:
        return True
    if not scene.han and text[group.end : group.end + 1] == "的":
        return False  # 三月的竹篓, in a text that dates itself in figures
    before = text[max(0, group.start - 17) : group.start].rpartition("\n")[2]
    line = before + text[group.start : group.start + 17].partition("\n")[0]
    return len(line) > 16 or bool(re.search(r"[，。：、；]", line)) or len(line) <= 4


def _short_day(group: Group, text: str, scene: Scene) -> bool:
    """昨 may stand alone (昨从市统计局获悉); 今 and 明 only with 起 or a part of the day."""
    return bool(group.suffix) or group.first.text == "昨"


def _lunar(group: Group, text: str, scene: Scene) -> bool:
    """初八 by itself only where the lunar New Year has just been spoken of; else it is a class of school or a name."""
    if group.first.text[0] != "初":
        return True
    return bool(_NEW_YEAR.search(text, max(0, group.start - 40), group.start))


_NEW_YEAR = re.compile(_any_of("new_year"))


_LASTED = re.compile(f"[\u4e00-\u9fff](?<![{letters('date_words', 'span_before')}])")
_BREAK = re.compile("[，。；、]")


def _ago(group: Group, text: str, scene: Scene) -> bool:
    """三天前; 两小时前 and 过去24小时 count from a moment that print does not know, 两小时后 from one just told."""
    if group.first.text[0] == "近" and _LASTED.search(text, max(0, group.start - 1), group.start):
        return not _BREAK.match(text, group.end)  # 利率放开近两年，…: so long
    if not re.search("小时|钟头|分钟", group.first.text):
        return True
    return group.first.text.endswith("后") and scene.moment_told() is not None


def _in_season(group: Group, text: str, scene: Scene) -> bool:
    """昨日大雪 is weather but in the days of 大雪: without a cue behind it a term must fall on the day spoken of."""
    if not _TERM_TODAY.search(text, max(0, group.start - 3), group.start) or group.suffix:
        return True
    day = scene.day_spoken_of(same_sentence=True)
    when = feast(feast_name(group.first.text), (day or scene.edition).year)
    if when is None:
        return False
    return abs((when - (day or scene.edition)).days) <= (1 if day else 15)


_TERM_TODAY = re.compile(f"{_any_of('term_today')}$")
_COUNTED = re.compile(rf"(?:第?[一二三四五六七八九十两几多\d]+|每|首|头|头一|上百)个(?:{_any_of('feast_kind')})?$")
#: Rules of days that were founded in a known year, so that papers count them.
_FOUNDED = ("solar", "week", "term 秋分")


def _lone_week(group: Group, text: str, scene: Scene) -> bool:
    """第一周 without its year or month is one of a course of its own."""
    return False


_TESTS = {
    "part": _bare_part, "day": _bare_day, "clock": _bare_clock, "weekday": _bare_weekday, "month": _bare_month,
    "ago": _ago, "nthweek": _lone_week,
    "shortday": _short_day, "span": _ago, "feast": _feast,
}  # fmt: skip
