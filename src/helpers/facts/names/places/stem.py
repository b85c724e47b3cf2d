"""Whether what stands before the ending of a place (镇, 路, 公园) is its name."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.endings import Ending, is_generic
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.facts.names.places.words import (
    AREA_ENDS,
    BEHIND_WORDS,
    DWELLERS_TOO,
    RUNNING,
    SO_MANY,
    UNITS,
    USUAL,
    saves,
)
from helpers.lexicon import any_of, group, letters, rows, words

_any_of = partial(any_of, "place_words")
_letters = partial(letters, "place_words")
_group = partial(group, "place_words")
_NO_TITLE = _group("no_title")
_STATIONS, _STATION_ENDS, _BARE_ESTATES = (_group(key) for key in ("stations", "station_ends", "bare_estates"))
_DISTRICTS, _NO_DISTRICT = _group("districts"), _letters("no_district")


def is_name(text: str, start: int, ending: Ending, lex: Lexicon) -> bool:
    name, stem, size = text[start : ending.end], text[start : ending.start], ending.end - ending.start
    if ending.kind == "water" and lex.gazetteer.get(stem, "weak") != "weak" and _DISTRICT_ON.match(text, ending.end):
        return False  # 武汉|江夏区
    if stem in lex.gazetteer and ending.kind == "area" and name not in words("name_place_stops"):
        return True
    if _OTHER_WORD.match(text, ending.end - 1):
        return False  # 保留省际检查站, 发行市盈率, 通硬化路率
    if stem and (stem.isascii() or stem[0].isascii() and stem[-1] == "级"):
        return False
    if (
        SO_MANY.fullmatch(stem)
        or _AMOUNT.match(stem)
        or (stem[-1:].isdigit() and ending.kind != "site" and not _NUMBERED_ROAD.fullmatch(stem))
    ):
        return False  # 三斤谷, 跨4省, 坐17路
    if name[len(stem) :] in _COUNTED_AREAS and stem[-1:] in _NUMERALS and stem not in lex.gazetteer:
        return False  # 奔波五省
    if saves(text, name, lex) and is_han(text[start - 1 : start]):
        return False  # 至少能省
    if stem[:1] == "亩" and text[start - 1 : start].isdigit():
        return False  # 60亩果园
    if name.endswith("路") and _MILES.match(stem):
        return False  # 二十里山路
    if ending.kind in ("water", "hill") and stem[-1:] in _INTO and stem[-2:] not in USUAL["road"]:
        return False  # 把果子倒进沟里
    if name.endswith("路") and stem[-1:] in _ASPECTS:
        return False  # 抄起路边的拖把
    if "某" in stem or stem in _NO_SINGLE or (name.endswith("路") and _STOPS_AWAY.search(stem)):
        return False
    if text[start - 1 : start] == "“" and text[ending.end : ending.end + 1] == "”":
        return ending.kind == "area" and _PUT_RIGHT.search(text, max(0, start - 5), start) is not None
    if ending.kind in ("water", "hill", "site") and stem[-1:] in _LOOKED_AFTER and len(stem) > 1:
        return False  # 一家三代守|水库
    if text[start - 2 : start] == "千伏" and ending.kind != "site":
        return False
    if name.endswith("苏木") and stem[-2:] in lex.titles:
        return False  # 军医|苏木 is a person
    if stem in USUAL["road"] and name[-2:] in BEHIND_WORDS:
        return True
    if stem == "工人" or (stem in _STATIONS and name[-2:] in _STATION_ENDS):
        return True
    stops = words("name_place_stops")
    if not stem:
        if text[ending.end : ending.end + 1] in tuple(UNITS) or text[ending.end : ending.end + 2] in AREA_ENDS:
            return False  # 鼓楼区, 鼓楼社区
        return name in whole_places() or (name in _BARE_ESTATES and is_han(text[start - 1 : start]))
    tail = text[ending.end - size - 1 : ending.end]
    district = len(name) == 3 and tail in _DISTRICTS and name[0] not in _NO_DISTRICT
    usual = _usual(stem, ending.kind)
    if (
        name in stops
        or name in lex.stops
        or (tail in stops and not district and not usual)
        or (size < 3 and name[-3:] in stops)
    ):
        return False
    if (stem[:2] in lex.titles or stem[:3] in lex.titles) and stem[:3] not in _NO_TITLE:
        return False
    reach = len(stem) - 1 if ending.kind in ("hill", "water") else 1
    if any(stem[len(stem) - 2 - k : len(stem) - k] in lex.verbs for k in range(reach)):
        return False
    sounded = len(stem) > 1 and all(c in words("name_sounds") for c in stem)
    if ending.kind != "site" and not sounded and RUNNING.search(stem, 1 if stem[:1] in "曾后里" else 0):
        return False
    if ending.kind == "road" and stem[0] in "一两几" and size > 1:
        return False
    if _NUMBERED.get(ending.kind) and size == 1 and _NUMBERED[ending.kind].fullmatch(stem):
        return True
    if size > 1 and ending.kind in ("area", "estate") and stem in DWELLERS_TOO:
        return True
    if stem not in lex.gazetteer and is_generic(stem) and not usual:
        return ending.kind == "site" and stem in _WHOLE_TOWNS
    return len(stem) > 1 or size > 1 or ending.kind == "area"


def _usual(stem: str, kind: str) -> bool:
    """Whether places of this kind are named after a general word all the same, also by number (建设路, 建设|二路)."""
    numbered = kind == "road" and len(stem) > 2 and stem[-1] in "一二三四五六七八九"
    return (stem[:-1] if numbered else stem) in USUAL.get(kind, ())


#: A misprint put right: 应为|“赵坝村”.
_PUT_RIGHT = re.compile(f"{any_of('person_words', 'put_right')}“$")
_LOOKED_AFTER = frozenset(_letters("looks_after"))
#: What a site of the whole town begins with (县工业园区).
_WHOLE_TOWNS = frozenset("市县区")
#: The rest of a district that begins like a water (江|夏区).
_DISTRICT_ON = re.compile(f"[{HAN}]{{1,2}}[区县]")
#: Words that begin with the character a place would end with.
_OTHER_WORD = re.compile(_any_of("other_word"))
#: A number with a measure: what follows is counted, and no name (三斤|谷, 一天|省下).
_AMOUNT = re.compile(f"[一二两三四五六七八九十几数半百千]{{1,3}}大?[{_letters('amount_measures')}]")
_MILES = re.compile("[一二两三四五六七八九十几数百]{1,4}[里公]")
_COUNTED_AREAS = frozenset(_letters("counted_areas"))
_NUMERALS = frozenset("一二两三四五六七八九十百千几数多")
#: Verbs and other words of one character before an area's kind (报市政府, 赴县城).
_NO_SINGLE = frozenset(_letters("no_single"))
#: How verbs end before a way that is none's name (抄起|路边).
_ASPECTS = frozenset(_letters("aspects"))
_INTO = frozenset(_letters("into"))
_STOPS_AWAY = re.compile("[0-9一二三四五六七八九十几两]站$")
_NUMBERED_ROAD = re.compile(".*[经纬][0-9]{1,2}")
#: Names that are a number and an ending: 七号路, 经三路; 工人村 was named after its first dwellers.
_NUMBERED = {
    "road": re.compile("[一二三四五六七八九十]{1,3}号|[经纬][一二三四五六七八九十0-9]{1,3}"),
}


@lru_cache(maxsize=1)
def whole_places() -> frozenset[str]:
    """Places whose name is the ending itself (文创园)."""
    return frozenset(row[0] for row in rows("name_whole") if row[1] == "venue") | frozenset(_group("whole"))
