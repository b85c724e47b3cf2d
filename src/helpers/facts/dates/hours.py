"""Parts of the day and clock times."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from helpers.facts.dates import stretch as cal
from helpers.facts.dates.grammar import Atom, Phrase
from helpers.facts.dates.numerals import small
from helpers.facts.dates.scene import Narrower, Scene
from helpers.facts.dates.stretch import Stretch
from helpers.lexicon import rows


@lru_cache(maxsize=1)
def part_words() -> dict[str, tuple[str, str, str, str]]:
    """Word for a part of the day → (first hour, last hour, how the clock counts, stands alone)."""
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows("date_parts")}


#: Parts of the day that follow the evening of the day before.
_SMALL_HOURS = ("凌晨",)


def _part(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    first, last, _, alone = part_words()[atom.text]
    if current is None:
        day = _evening(scene) if alone == "anchor" else _day_at_hand(scene)
        if day is None and phrase.finest.kind == "clock" and scene.left is None and scene.tells():
            day = scene.day_by_the_clock()
            if day is not None and atom.text in _SMALL_HOURS and scene.late_on(day):
                day += dt.timedelta(days=1)
        if day is None:
            return None
        current = cal.day(day)
        assert current is not None
    if current.grain == "part" and atom.text in _SMALL_HOURS:
        return cal.part(current.day + dt.timedelta(days=1), int(first), int(last))  # 昨晚凌晨1点
    if current.grain != "day":
        return None
    if not first:
        return current
    return cal.part(current.day, int(first), int(last))


def _day_at_hand(scene: Scene) -> dt.date | None:
    if scene.left is not None:
        return scene.left.day if scene.left.single_day else None
    return scene.day_spoken_of(same_sentence=True) or scene.entry


def _evening(scene: Scene) -> dt.date | None:
    """当晚 is the evening last told of; where none was, that of the day last told of."""
    here = scene.here()
    if here is not None and here.single_day and (here.grain == "day" or here.is_moment):
        return here.day
    for _, stretch in scene.recent():
        evening = isinstance(stretch.begins, dt.datetime) and stretch.begins.hour >= 17
        if stretch.grain == "midnight" or evening and stretch.grain in ("part", "time"):
            return stretch.day
    return scene.day_spoken_of()


def _story_day(atom: Atom, scene: Scene) -> dt.date | None:
    """The day that a story tells of, for a moment of it (上周二中午，…。13时10分报了警).

    A story that goes by the clock keeps its day beyond the paragraph; a bare hour (21时前) is a moment only in such a one.
    """
    if scene.left is not None or ":" in atom.text or not atom.text[0].isdigit():
        return None
    minutes = atom.text[-1] not in "点时"
    return scene.day_by_the_clock() or (scene.day_of_paragraph() if minutes else None) or scene.entry


_NOON = 12
#: A smaller hour than this is of the night.
_DAWN = 6
#: How the clock counts behind a word for the afternoon or the evening.
_LATE = ("pm", "night")


def going_part(phrase: Phrase, before: str) -> str:
    """The part of the day by which the hours that follow are told: that of the phrase; '' once hours are told beyond twelve."""
    if part := phrase_part(phrase):
        return part
    hour = next((_CLOCK.match(atom.text) for atom in reversed(phrase.atoms) if atom.kind == "clock"), None)
    return "" if hour is not None and small(hour.group(1)) > _NOON else before


def _goes_on(atom: Atom, day: dt.date | None, scene: Scene) -> tuple[dt.date | None, tuple[int, int, int]]:
    """The day and hour of a bare 8点20分: 20:20 behind 晚上8点多, the day after behind 昨晚11点 and a small hour."""
    plain = clock_time(atom.text)
    if day is not None and plain[0] < _DAWN and scene.late_on(day) and not scene.clock_part:
        return day + dt.timedelta(days=1), plain  # 23点52分，…；0点08分，…
    told = scene.clock_going_on()
    if told is None and day is not None and ":" not in atom.text and 0 < plain[0] <= _NOON:
        return _in_the_part(atom, day, plain, scene.part_going_on(day) or _part_of_story(plain, day, scene))
    late = scene.clock_part and part_words()[scene.clock_part][2] in _LATE
    if day is None or told is None or told.date() != day or not late or not 0 < plain[0] <= _NOON or ":" in atom.text:
        return day, plain
    hour, minute, second = clock_time(atom.text, scene.clock_part)
    if hour >= 24:
        return (day + dt.timedelta(days=1), (hour - 24, minute, second)) if told.hour >= 20 else (day, plain)
    later = (hour, minute) >= (told.hour, told.minute)
    return day, (hour, minute, second) if later else plain


#: So many hours may lie between two moments of one evening that a story tells of.
_ONE_EVENING = 4


def _part_of_story(plain: tuple[int, int, int], day: dt.date, scene: Scene) -> str:
    """The part of the day by which a story tells its hours from paragraph to paragraph (昨晚8点20分…。“7点50左右…”)."""
    told = scene.moment_of_story(day)
    if told is None or not scene.clock_part:
        return ""
    apart = abs((plain[0] + _NOON - told.hour) * 60 + plain[1] - told.minute)
    return scene.clock_part if apart <= _ONE_EVENING * 60 else ""


#: Hours that the afternoon may have.
_TEATIME = 7


def _in_the_part(
    atom: Atom, day: dt.date, plain: tuple[int, int, int], word: str
) -> tuple[dt.date, tuple[int, int, int]]:
    """3时30分 behind 5月19日下午 is half past three in the afternoon, 9点05分 behind 昨晚 is in the evening."""
    counts = part_words()[word][2] if word else ""
    if counts not in _LATE or counts == "pm" and plain[0] > _TEATIME:
        return day, plain
    hour, minute, second = clock_time(atom.text, word)
    return (day + dt.timedelta(days=1), (hour - 24, minute, second)) if hour >= 24 else (day, (hour, minute, second))


_CLOCK = re.compile(
    r"([\d零两一二三四五六七八九十]+)[时点:]?(?:(半)|([一三])刻|([\d零〇一二三四五六七八九十]+))?(?:[分:](\d+)秒?)?"
)


def _clock(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    hour, minute, second = clock_time(atom.text, phrase_part(phrase) or scene.left_part)
    if current is None:
        day = _day_at_hand(scene) or _story_day(atom, scene)
        if not (phrase_part(phrase) or scene.left_part):
            day, (hour, minute, second) = _goes_on(atom, day, scene)
    else:
        day = current.day if current.grain in ("day", "part") else None
    if day is None or hour > 24:
        return None
    return cal.moment(day, hour, minute, second)


_SHORT_OF = re.compile(
    r"差(?P<before>.+?)(?:钟|到)*(?P<of>[\d零两一二三四五六七八九十]+)点|(?P<hour>.+)点差(?P<after>.+)"
)


def _minutes(words: str) -> int:
    """一刻, 五分."""
    return 15 if words == "一刻" else small(words.removesuffix("分"))


def clock_time(text: str, part: str = "") -> tuple[int, int, int]:
    """Hour, minute and second; a word for the part of the day decides between 3 and 15 o'clock.

    Hour 24 (24时, 晚上12点) is the next midnight. Raises ValueError for what is no clock time.
    """
    short = _SHORT_OF.match(text)
    if short:  # 差五分十点, 十点差五分
        hour, minute, _ = clock_time((short["of"] or short["hour"]) + "点", part)
        hour, minute = divmod((60 * hour + minute - _minutes(short["before"] or short["after"])) % (24 * 60), 60)
        return hour, minute, 0
    found = _CLOCK.match(text.replace("点过", "点"))
    if found is None:
        raise ValueError(f"{text} is no clock time")
    hour = small(found.group(1))
    minute = 30 if found.group(2) else 15 * small(found.group(3)) if found.group(3) else 0
    minute = small(found.group(4)) if found.group(4) else minute
    if hour > 24 or minute > 59:
        raise ValueError(f"{text} is no clock time")
    return _afternoon(hour, part_words()[part][2] if part else ""), minute, int(found.group(5) or 0)


def _afternoon(hour: int, counts: str) -> int:
    if counts == "small" and hour == 12:
        return 0
    if counts == "pm" and hour < 12 or counts == "noon" and 1 <= hour <= 3 or counts == "night" and 5 <= hour <= 12:
        return hour + 12
    return hour + 24 if counts == "night" and hour < 5 else hour


def phrase_part(phrase: Phrase) -> str:
    """The word for the part of the day that a clock time goes by, 夜 in 除夕夜 too."""
    told = next((atom.text for atom in reversed(phrase.atoms) if atom.kind == "part"), "")
    return told or ("夜" if any(atom.kind == "feast" and atom.text.endswith("夜") for atom in phrase.atoms) else "")


#: Kind of atom → how it narrows the stretch named so far.
NARROWERS: dict[str, Narrower] = {"part": _part, "clock": _clock, "barehour": _clock}
