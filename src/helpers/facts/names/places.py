"""Places: regions, towns, villages, estates, roads, waters, hills and sites, and well-known names."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.endings import Boundaries, Ending, Endings, Named, is_counted, is_generic, works_before
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters, rows, words

_any_of = partial(any_of, "place_words")
_letters = partial(letters, "place_words")
_group = partial(group, "place_words")
_REACH = {"area": 5, "estate": 8, "road": 6, "water": 4, "hill": 4, "site": 12}
#: Characters of running text: no short place name holds them.
_RUNNING = re.compile(f"[{_letters('running')}]")
#: General words that places are named after all the same.
_USUAL = {"area": _group("usual_area"), "road": _group("usual_road"), "site": _group("usual_site")}
_SIGNING = re.compile(f"{_any_of('signing')} ?$")
#: 蒙古族自治县, 苗族侗族自治州, 回族乡: one people or several, and the area.
_PEOPLES = re.compile(
    f"(?:(?:{_any_of('peoples')}|各)族)+(?:自治[州县旗区]|[乡镇](?![{_letters('no_town')}]))|(?:{_any_of('peoples')})自治[州县旗]"
)
_STAGE = re.compile("[一二三四五六七八九0-9]+期|[东西南北]区")
_ROAD_CODE = re.compile(
    f"{_any_of('road_class')}[A-Z]?[0-9]{{1,5}}{_any_of('road_class_end')}?"
    f"|(?<![A-Za-z0-9])(?:[GSXY][0-9]{{1,3}}(?![0-9]|次(?!道))|[GSXYC][0-9]{{4}}(?={_any_of('road_code_end')}))(?:[^0-9，。、；与和及至到\n]{{0,3}}{_any_of('road_code_end')})?|[0-9]{{3}}{_any_of('road_number_end')}"
)
_UNSUFFIXED = re.compile(
    f"(?:(?!的)[{HAN}]){{2,4}}?[{_letters('land')}{_letters('at_land')}{_letters('unsuffixed')}](?=[，。；])|(?:(?!的)[{HAN}]){{3,5}}?(?=[、）（和与由及]|的?{_any_of('zones')}|[0-9一二三四五六七八九]+{_any_of('numbered_after')})"
)


#: What a name may begin with although names begin behind it, within a town (白草镇|后峪村, 二道沟镇|三家子村).
_PART_OF = re.compile(
    f"[{_letters('part_first')}][{_letters('part_second')}]?|[一二三四五六七八九][{_letters('part_numbered')}]|[{_letters('part_ground')}]里?"
)
#: A classifier with its number: what follows is no name (6条|压铸线, 一个|外卖站).
_COUNTED = re.compile(f"[0-9一二三四五六七八九十两几数百千多余][{_letters('counted')}]$")
#: So many of a kind of place (百余|村, 十几|县), no name.
_SO_MANY = re.compile("[0-9一二三四五六七八九十两几数百千万]+[多余几来]")


@lru_cache(maxsize=1)
def _endings() -> Endings:
    return Endings("name_places")


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    """The well-known names as one pattern. Pairs of first and second characters are tried first, so
    that few of the names are."""
    names = [row[0] for row in rows("name_gazetteer")]
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[0], []).append(name[1:])
    branches = (f"{head}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for head, rest in groups.items())
    heads, seconds = ("".join(sorted({name[k] for name in names})) for k in (0, 1))
    return re.compile(f"(?=[{heads}][{seconds}])(?:{'|'.join(branches)})")


#: The number of a building in an estate (锦绣天城小区|3栋，).
_A_BUILDING = re.compile("[0-9]{1,3}[栋幢](?=[，。、；])")


def find_places(text: str, lex: Lexicon, bounds: Boundaries, home: str = "") -> list[Named]:
    """All mentions in the joined text of an edition, in order, without overlaps. ``home`` is the paper's own town."""
    known = _known_names(text)
    shut = {p.end for p in known}
    known = [p for p in known if p.name[0] != "镇" or p.start in shut or bounds.before(p.start, 0) >= 0]
    known = [_on_road(text, p) for p in known]
    bounds.add(p.end for p in known)
    peoples = _of_peoples(text, bounds)
    bounds.add(p.end for p in peoples)
    # 老旧小区216个 is a kind; 河口镇96家 tells how many there are of something else in a town.
    named = [p for p in _by_endings(text, lex, bounds, known) if p.kind == "area" or not _is_kind(text, p)]
    found = named + known + peoples
    found += [Named(m.start(), m.end(), m.group(), "road", "code") for m in _ROAD_CODE.finditer(text)]
    found += [*_births(text, lex), *_abroad(text, lex), *_home(text, home)]
    found = _disjoint(found)
    found = _disjoint(found + _after_areas(text, found, lex))
    found = _disjoint(found + _framed_names(text, found, lex, bounds))
    return _disjoint(found + _everywhere(text, found))


def _is_kind(text: str, place: Named) -> bool:
    """Whether how many there are is told behind (老旧小区216个), and not which building of an estate (锦绣天城小区3栋)."""
    one = place.kind == "estate" and _A_BUILDING.match(text, place.end) and not works_before(place.name)
    return is_counted(text, place.end) and not one


def _on_road(text: str, place: Named) -> Named:
    """A road that is called after a well-known name, where something is on it (宁安路|上的超市)."""
    if not text.startswith(("路上的", "街上的"), place.end):
        return place
    return place._replace(end=place.end + 1, name=place.name + text[place.end], kind="road")


def _home(text: str, home: str) -> list[Named]:
    """The paper's own town where it stands as a place does (在棠江、青溪等地), not in the name of something else (棠江大桥)."""
    spans = [m.span() for m in re.finditer(re.escape(home), text)] if home else []
    return [Named(a, b, home, "known", "home") for a, b in spans if _framed(text, a, b)]


#: Where somebody comes from: 系山东|沂水|人, 祖籍广东|梅县, behind a province.
_BIRTH = re.compile(
    f"{_any_of('birth')}(?:{_any_of('provinces')})省?([{HAN}]{{2,3}}?)(?=人(?=[，。；、（）]|$)|籍|[，。；])"
)
_NO_BIRTH = frozenset(_group("no_birth"))
#: A town abroad, behind its country: 远在荷兰|代尔夫特|留学.
_ABROAD = re.compile(
    f"{_any_of('abroad_leads')}{any_of('person_words', 'countries')}([{''.join(sorted(words('name_sounds') | {'代'}))}]{{3,7}})"
)
#: 赞比亚首都|卢萨卡, 新华社|哈拉雷|7月15日电.
_CAPITAL = re.compile(
    f"{any_of('person_words', 'countries')}的?首都([{''.join(sorted(words('name_sounds')))}]{{2,6}})(?![国])"
)
_DATELINE = re.compile(
    f"{_any_of('agencies')} ?((?:(?!记者)[{HAN}]){{2,6}}?) ?[0-9]{{1,2}}月[0-9]{{1,2}}日(?:专?电|讯)"
)
#: A firm or a person behind a country, and no town (在美国|特斯拉公司).
_NO_TOWN = re.compile(f"[{HAN}]{{0,4}}(?:{_any_of('no_town_abroad')}|·)")


def _births(text: str, lex: Lexicon) -> list[Named]:
    spans = [m.span(1) for m in _BIRTH.finditer(text)]
    return [
        Named(a, b, text[a:b], "area", "birth")
        for a, b in spans
        if not is_generic(text[a:b])
        and text[a:b] not in _NO_BIRTH
        and text[a:b] not in lex.common
        and text[a:b] + "人" not in lex.titles
        and text[b - 1 : b + 1] not in lex.titles
        and text[a:b] not in words("name_boundaries")
    ]


@lru_cache(maxsize=1)
def _joint_region() -> re.Pattern[str]:
    """A region called after two (艾米利亚—罗马涅大区)."""
    sound = f"[{''.join(sorted(words('name_sounds')))}]"
    return re.compile(f"{sound}{{2,7}}[—－-]{sound}{{2,7}}(?:大区|地区|省|州)")


def _abroad(text: str, lex: Lexicon) -> list[Named]:
    found = []
    for match in _joint_region().finditer(text):
        begin = match.start()
        spans = ((begin - back, size) for back in range(min(3, begin) + 1) for size in (5, 4, 3, 2) if size > back)
        known = (at + size for at, size in spans if lex.gazetteer.get(text[at : at + size], "weak") != "weak")
        begin = next(known, begin)  # 意大利|艾米利亚—罗马涅大区
        found.append(Named(begin, match.end(), text[begin : match.end()], "area", "abroad"))
    for match in (*_CAPITAL.finditer(text), *_DATELINE.finditer(text)):
        found.append(Named(*match.span(1), match.group(1), "area", "dateline"))
    for match in _ABROAD.finditer(text):
        a, b = match.span(1)
        b = next((k for k in range(a + 3, b) if text[k : k + 2] in lex.verbs), b)
        b -= text[b - 1 : b + 1] in lex.verbs
        if b - a > 2 and not _NO_TOWN.match(text, b):
            found.append(Named(a, b, text[a:b], "area", "abroad"))
    return found


def _of_peoples(text: str, bounds: Boundaries) -> list[Named]:
    """Areas named after the peoples that live in them: 查干台蒙古族自治县, 鄂温克族自治旗, 三道沟朝鲜族乡."""
    found = []
    for match in _PEOPLES.finditer(text):
        start = bounds.before(match.start(), 5, firm=True)
        start = max(start, match.start() - 5) if start >= 0 else match.start()
        while start < match.start() and not is_han(text[start]):
            start += 1
        found.append(Named(start, match.end(), text[start : match.end()], "area", "peoples"))
    return found


def _by_endings(text: str, lex: Lexicon, bounds: Boundaries, known: list[Named]) -> list[Named]:
    """The places known by their endings, beside the well-known ones in ``known``."""
    starts = {p.end: p.start for p in known}
    inside = {at for p in known for at in range(p.start + 1, p.end)}
    found: list[Named] = []
    for ending in _endings().find(text):
        last = found[-1] if found else Named(-1, -1, "", "", "")
        if last.kind == "road" and last.end == ending.start and text[ending.end - 1 : ending.end + 1] == "路口":
            continue
        if _continues(text, last, ending) or _town_on(text, last, ending) or _site_of(text, last, ending, bounds):
            found[-1] = _grown(text, last, ending.end, ending.kind)
        elif ending.end not in inside:
            place = _numbered_road(text, ending, starts) or _read(text, ending, last, starts, lex, bounds)
            place = _framed_whole(text, ending, last, place, lex) or place
            found += [place] if place else []
    return found


_LOCATIVE = re.compile(f"(?:{_any_of('locative')})$")
_NO_TITLE = _group("no_title")
_AREA_ENDS = frozenset(row[0] for row in rows("name_places") if row[1] == "area" and len(row[0]) == 2)
_LOCATIVES = frozenset(_group("locative"))
_WORD_ENDS = _group("word_ends")
_NAMEABLE = frozenset(_letters("nameable"))
_PREPOSITIONS = frozenset(_letters("prepositions"))
_COUNTIES, _TOWN_JOINS = _letters("counties"), _letters("town_joins")
_TOWN_BEHIND = re.compile(f"[^{_letters('running')}，。、；：的\\n]{{2,4}}(?:{_any_of('town_ends')}|村)")
_TOWN_ENDS = frozenset(_group("town_ends"))
#: Characters of running text that not even a framed name holds.
_NEVER_IN = frozenset(_letters("running")) - _NAMEABLE
_LONGEST_FRAMED = {"area": 4, "estate": 4, "road": 4, "hill": 3, "site": 5}


def _framed_whole(text: str, ending: Ending, last: Named, read: Named | None, lex: Lexicon) -> Named | None:
    """The place up to what can only stand before a name: a word for where (在|里耶镇), the area that it lies in
    (河东区|江沿街道), a mark. In such a frame words and function words are a name (忠诚镇, 前进村, 对青山镇)."""
    if ending.kind not in _LONGEST_FRAMED or (read and len(read.name) - (ending.end - ending.start) > 2):
        return None
    first = max(last.end, ending.start - 1 - _LONGEST_FRAMED[ending.kind], 0)
    for start in range(ending.start - 1, first - 1, -1):
        frame = _frame(text, start, last)
        if frame == "mark" and text[start] in _PREPOSITIONS and ending.start - start > 2:
            start, frame = start + 1, "sure"
        if frame:
            fits = _fits_frame(text, start, ending, frame, read, lex)
            return Named(start, ending.end, text[start : ending.end], ending.kind, "framed") if fits else None
    return None


def _frame(text: str, start: int, last: Named) -> str:
    """What stands before ``start``: "sure" for a word for where or another area, "mark", or nothing that frames a name."""
    if start == last.end and last.kind in ("area", "water", "known"):
        return "sure"
    before = text[start - 1 : start]
    if before and before in "和与及" and start == last.end + 1:
        return "sure"  # 白马河和|前进村
    if not is_han(before) and not before.isalnum():
        return "mark"
    if before == "的":
        return "of"
    return "sure" if _LOCATIVE.search(text, max(0, start - 4), start) else ""


def _leads_on(text: str, ending: Ending) -> bool:
    """Whether a county or district is followed by a town in it (桦原县|三棵树乡)."""
    return text[ending.end - 1] in _COUNTIES and _TOWN_BEHIND.match(text, ending.end) is not None


#: Where a village lies and what it is called after: 大河边, 石桥头, 对门山下.
_AT_LAND = re.compile(f"[{_letters('land')}][{_letters('at_land')}]")


#: Districts that are called as any outskirts are (东郊区): in a frame only.
_SUBURB = re.compile("[东南西北]郊区")


def _fits_frame(text: str, start: int, ending: Ending, frame: str, read: Named | None, lex: Lexicon) -> bool:
    name, stem, size = text[start : ending.end], text[start : ending.start], ending.end - ending.start
    stops = words("name_place_stops")
    least = 1 if name[-1] in _SHORT_TOWNS else 2
    known = (lex.verbs, lex.titles, words("name_boundaries"))
    towns = text[ending.start : ending.end] in _TOWN_ENDS
    word = len(stem) > 1 and (stem in _DWELLERS_TOO or any(stem in group for group in known))
    if len(stem) < least or not all(map(is_han, stem)) or stem in _NO_STEM or name in stops:
        return False
    if _saves(text, name, lex) or (len(stem) > 2 and stem[-1] in "和与及"):
        return False  # 县政府和|市…
    if _SUBURB.fullmatch(name):
        return frame == "sure"
    if (
        is_generic(stem)
        and not (towns and _AT_LAND.search(stem))
        and stem not in _DWELLERS_TOO
        and (frame != "sure" or any(c not in _NAMEABLE for c in stem[:1]))
    ):
        return False
    landed = towns and _AT_LAND.search(stem) is not None
    if not word and (name[-size - 1 :] in stops or is_generic(stem[-2:]) and len(stem) > 2 and not landed):
        return False
    if (size < 3 and name[-3:] in stops) or any(c in _NEVER_IN for c in stem):
        return False
    if _COUNTED.search(stem) or _SO_MANY.fullmatch(stem) or any(c in _UNITS for c in stem[1:]):
        return False
    if read:
        alone = len(read.name) - size == 1
        return start < read.start and alone and (frame == "sure" or stem[0] in _FIRST_NAMEABLE)
    word = word or stem[0] in _NAMEABLE
    if frame != "sure":
        told = text.count(name) > 1 or (towns and frame == "mark") or _leads_on(text, ending)
        return ending.kind == "area" and len(stem) == 2 and told
    if word:
        return len(stem) > 1 and (towns or name.endswith(_WORD_ENDS)) and stem not in _LOCATIVES
    pairs = [stem[k : k + 2] for k in range(len(stem) - 1)]
    pairs = [pair for pair in pairs if not (towns and _AT_LAND.fullmatch(pair))]
    return not any(pair in group for pair in pairs for group in known)


def _site_of(text: str, last: Named, ending: Ending, bounds: Boundaries) -> bool:
    """Whether a site with a general word before it belongs to the water or hill just read (东湖|生态|公园)."""
    if ending.kind != "site" or last.kind not in ("water", "hill") or not 0 <= last.end < ending.start:
        return False
    near = ending.start - last.end <= _REACH["site"] and is_generic(text[last.end : ending.start])
    return near and bounds.before(ending.start, _REACH["site"], firm=True) <= last.end


def _numbered_road(text: str, ending: Ending, starts: dict[int, int]) -> Named | None:
    """象山一路: a well-known name, a number or side, and the ending."""
    at = ending.start - 1
    if ending.kind != "road" or at not in starts or text[at] not in "一二三四五六七八九十东西南北中":
        return None
    return Named(starts[at], ending.end, text[starts[at] : ending.end], "road", "road")


def _read(
    text: str, ending: Ending, last: Named, starts: dict[int, int], lex: Lexicon, bounds: Boundaries
) -> Named | None:
    """The place that ends with ``ending``; None if what stands before it makes no name."""
    start = bounds.before(ending.start, _REACH[ending.kind], firm=True)
    if 0 <= ending.start - last.end <= _REACH[ending.kind]:
        start = max(start, last.end)
    if start == ending.start or ending.kind == "site":
        start = starts.get(start, start)
    if start == ending.start and ending.kind in ("area", "estate"):
        start = _named_after(text, ending, bounds)
    if text[ending.start : ending.end] in _BEHIND_WORDS and text[ending.start - 2 : ending.start] in _USUAL["road"]:
        stem = text[start : ending.start]
        start = ending.start - 2 if not stem or stem[-3:-2] in _UNITS else start  # 工业园区|创业大道
    start = _without_head(text, start, ending)
    if last.kind == "area" and 0 < start - last.end <= 2 and _PART_OF.fullmatch(text, last.end, start):
        start = last.end
    while start >= 0 and text[start : start + 1].isdigit():
        start += 1
    if start < 0 or _COUNTED.search(text, max(0, start - 6), start):
        return None
    if text[start - 1 : start] in tuple("该本我") and text[start] in _UNITS:
        start += 1
    if text[start : start + 1] == "住" and text[start + 1 : ending.start] in _USUAL["road"]:
        start += 1
    works = works_before(text[start : ending.start])
    if works and (works + 1 == ending.start - start or is_generic(text[start + works : ending.start])):
        return None
    start += works
    if not _is_name(text, start, ending, lex):
        return None
    return _grown(text, Named(start, ending.end, "", ending.kind, ending.kind), ending.end, ending.kind)


def _without_head(text: str, start: int, ending: Ending) -> int:
    """The beginning without the end of a name that was cut (河沿|区|胜利早市, 小路口|镇|双莲村)."""
    if 0 < start < ending.start - 2 and text[start] in _UNITS_INNER and text[start - 1] in _STEM_END:
        start += 1
    if 0 < start < ending.start - 1 and text[start] in "镇乡" and is_han(text[start - 1]):
        start += text[start : start + 2] not in _TOWN_HEADS
    if 0 <= start < ending.start - 1 and text[start] == "系" and text[start : start + 2] not in words("name_stops"):
        start += 1  # （温晓岚系|春河市…）
    return start


#: Places that begin with what ends others.
_TOWN_HEADS = _group("town_heads")
#: What an area called 某州 goes on with (云州区, 通州乡).
_STATE_ENDS = frozenset(_group("state_ends"))
#: One character that is a boundary elsewhere and ends the stem of an area's name here (河沿|区).
_STEM_END = _letters("stem_ends")
_UNITS = _letters("units")
_NO_STEM, _SHORT_TOWNS, _FIRST_NAMEABLE = _group("no_stem"), _letters("short_towns"), _letters("first_nameable")
_UNITS_INNER = _letters("units_inner")
_DWELLERS, _DWELLERS_TOO, _DWELLING = (_group(key) for key in ("dwellers", "dwellers_too", "dwelling"))


def _named_after(text: str, ending: Ending, bounds: Boundaries) -> int:
    """Where a name begins whose stem is a boundary word elsewhere: 工人村, 河沿区 (which the page must repeat)."""
    at = ending.start
    if text[at - 2 : at] in _DWELLERS and text[at : ending.end] in _DWELLING:
        return at - 2
    if at < 2 or text[at - 1] not in _STEM_END:
        return at
    start = bounds.before(at - 1, 2)
    return start if 0 <= start < at - 1 and text.count(text[start : ending.end]) > 2 else at


def _continues(text: str, last: Named, ending: Ending) -> bool:
    """Whether the ending goes on with the place just read: 独山港|镇, 翠堤湾|小区."""
    if last.end == ending.start:
        if ending.kind == "area":
            if len(last.name) == 2 and last.name[-1] == "州" and last.kind == "area":
                return text[ending.start : ending.end] in _STATE_ENDS  # 云州|区
            return last.kind not in ("area", "known") or last.name[-1] in "屯寨庄"
        if ending.kind == "site" and len(last.name) == 2 and last.name[-1] == "州":
            return True  # 淳州|东站
        if ending.kind == "estate":
            return last.kind in ("water", "hill", "estate", "site")
        if ending.kind == "water":
            return last.kind in ("water", "hill") and ending.end - ending.start > 1
        return ending.kind in ("site", "road") and last.kind in ("water", "hill", "road", "estate", "site")
    return last.start < ending.start < last.end < ending.end


def _town_on(text: str, last: Named, ending: Ending) -> bool:
    """Whether a town or village is called after the water or hill just read, with one character more: 柳河|甸|镇."""
    near = last.kind in ("water", "hill") and ending.start == last.end + 1
    return near and ending.kind == "area" and text[last.end] in _TOWN_JOINS


def _grown(text: str, place: Named, end: int, kind: str) -> Named:
    """The place up to ``end``, with a building stage behind it (望江苑一期)."""
    stage = _STAGE.match(text, end) if kind in ("estate", "water") else None
    end = stage.end() if stage else end + (kind == "road" and text[end - 1 : end + 1] in ("路口", "街口"))
    return Named(place.start, end, text[place.start : end], kind, place.rule)


_STATIONS, _STATION_ENDS, _BARE_ESTATES = (_group(key) for key in ("stations", "station_ends", "bare_estates"))
_DISTRICTS, _NO_DISTRICT = _group("districts"), _letters("no_district")
_FRAMED_LEFT, _FRAMED_RIGHT = _letters("framed_left"), _letters("framed_right")


def _is_name(text: str, start: int, ending: Ending, lex: Lexicon) -> bool:
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
        _SO_MANY.fullmatch(stem)
        or _AMOUNT.match(stem)
        or (stem[-1:].isdigit() and ending.kind != "site" and not _NUMBERED_ROAD.fullmatch(stem))
    ):
        return False  # 三斤谷, 跨4省, 坐17路
    if name[len(stem) :] in _COUNTED_AREAS and stem[-1:] in _NUMERALS and stem not in lex.gazetteer:
        return False  # 奔波五省
    if _saves(text, name, lex) and is_han(text[start - 1 : start]):
        return False  # 至少能省
    if stem[:1] == "亩" and text[start - 1 : start].isdigit():
        return False  # 60亩果园
    if name.endswith("路") and _MILES.match(stem):
        return False  # 二十里山路
    if ending.kind in ("water", "hill") and stem[-1:] in _INTO and stem[-2:] not in _USUAL["road"]:
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
    if stem in _USUAL["road"] and name[-2:] in _BEHIND_WORDS:
        return True
    if stem == "工人" or (stem in _STATIONS and name[-2:] in _STATION_ENDS):
        return True
    stops = words("name_place_stops")
    if not stem:
        if text[ending.end : ending.end + 1] in tuple(_UNITS) or text[ending.end : ending.end + 2] in _AREA_ENDS:
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
    if ending.kind != "site" and not sounded and _RUNNING.search(stem, 1 if stem[:1] in "曾后里" else 0):
        return False
    if ending.kind == "road" and stem[0] in "一两几" and size > 1:
        return False
    if _NUMBERED.get(ending.kind) and size == 1 and _NUMBERED[ending.kind].fullmatch(stem):
        return True
    if size > 1 and ending.kind in ("area", "estate") and stem in _DWELLERS_TOO:
        return True
    if stem not in lex.gazetteer and is_generic(stem) and not usual:
        return ending.kind == "site" and stem in _WHOLE_TOWNS
    return len(stem) > 1 or size > 1 or ending.kind == "area"


def _usual(stem: str, kind: str) -> bool:
    """Whether places of this kind are named after a general word all the same, also by number (建设路, 建设|二路)."""
    numbered = kind == "road" and len(stem) > 2 and stem[-1] in "一二三四五六七八九"
    return (stem[:-1] if numbered else stem) in _USUAL.get(kind, ())


#: A misprint put right: 应为|“赵坝村”.
_PUT_RIGHT = re.compile(f"{any_of('person_words', 'put_right')}“$")
_LOOKED_AFTER = frozenset(_letters("looks_after"))
#: What a site of the whole town begins with (县工业园区).
_WHOLE_TOWNS = frozenset("市县区")
#: Endings before which also a general word is a name (创业大厦, 科技大道).
_BEHIND_WORDS = frozenset(_group("behind_words"))
#: The rest of a district that begins like a water (江|夏区).
_DISTRICT_ON = re.compile(f"[{HAN}]{{1,2}}[区县]")
#: Words that begin with the character a place would end with.
_OTHER_WORD = re.compile(_any_of("other_word"))
#: A number with a measure: what follows is counted, and no name (三斤|谷, 一天|省下).
_AMOUNT = re.compile(f"[一二两三四五六七八九十几数半百千]{{1,3}}大?[{_letters('amount_measures')}]")
_MILES = re.compile("[一二两三四五六七八九十几数百]{1,4}[里公]")


def _saves(text: str, name: str, lex: Lexicon) -> bool:
    """Whether what ends with 省 is no province: provinces are well known, or the page says them more than once."""
    return name.endswith("省") and name[:-1] not in lex.gazetteer and text.count(name) < 2


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


#: Words that begin or end with a well-known name (上海青, 山|东方红).
_KNOWN_WORD = re.compile(_any_of("known_words"))


def _known_names(text: str) -> list[Named]:
    """Well-known names of the list; those with another meaning only between what frames a place."""
    return [
        Named(m.start(), m.end(), m.group(), "known", "gazetteer")
        for m in _known().finditer(text)
        if (m.group() not in _weak() or _framed(text, m.start(), m.end()) or _is_listed(text, m.start(), m.end()))
        and text[m.end() : m.end() + 1] not in ("族", "语")
        and not (m.group()[0] in "日月年" and text[m.start() - 1 : m.start()].isdigit())
        and not _KNOWN_WORD.match(text, m.start())
        and not _crosses(text, m.group(), m.start(), m.end())
        and not _SIGNING.search(text, max(0, m.start() - 6), m.start())
    ]


@lru_cache(maxsize=1)
def _crossings() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, left, right in ((*row, "")[:3] for row in rows("place_crossing")):
        found.setdefault(name, []).append((left, right))
    return found


def _crosses(text: str, name: str, start: int, end: int) -> bool:
    """Whether a well-known name is put together from the end of one word and the beginning of the next (隆重|庆祝)."""
    left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    return any((b == "-" or left in b) and (not a or right in a) for b, a in _crossings().get(name, ()))


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(row[0] for row in rows("name_gazetteer") if row[1] == "weak")


def _framed(text: str, start: int, end: int) -> bool:
    """Whether a place may stand here: 来自大同的, 赴开封、洛阳, not 日照时间."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return (not is_han(left) or left in _FRAMED_LEFT) and (not is_han(right) or right in _FRAMED_RIGHT)


#: A town in a list with a share: 涨幅居前的城市有|北海|14.6％、深圳….
_IN_LIST = re.compile("(?:[0-9.]+[%％])?、")


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether a name with another meaning heads a list that goes on with a well-known one."""
    joint = _IN_LIST.match(text, end) if text[start - 1 : start] == "有" else None
    return joint is not None and _known().match(text, joint.end()) is not None


def _after_areas(text: str, found: list[Named], lex: Lexicon) -> list[Named]:
    """What follows a town or street office in a list without an ending of its own: 城东街道桂花坪."""
    taken = {p.start for p in found}
    extra = []
    for place in found:
        if place.kind != "area" or place.end in taken or not is_han(text[place.end : place.end + 1]):
            continue
        match = _UNSUFFIXED.match(text, place.end)
        if match and not _is_common(match.group(), lex):
            extra.append(Named(match.start(), match.end(), match.group(), "estate", "after area"))
    return extra


#: Frames that only a place stands in: a building (桂花岗8栋), a house number behind a town (东岩区五里店22号), a stretch
#: of road (清流至沱阳段), the last of a list (光明里、纺织新村等6个小区), a housing estate called 里 (凤凰里三号院).
_BUILDING = re.compile(
    f"(?<=[{HAN}])[0-9一二三四五六七八九十]{{1,4}}(?:[至到、—~-][0-9一二三四五六七八九十]{{1,4}})?{_any_of('buildings')}"
)
_HOUSE = re.compile(f"(?<=[\u4e00-\u9fff])[0-9]{{1,5}}号(?![{_letters('no_house')}])")
_STRETCH = re.compile(f"至([{HAN}]{{2,4}}?)段")
_WAY = re.compile(f"(?:[A-Z0-9]*[高快]速|{_any_of('ways')})+")
_SOME = re.compile(f"[0-9一二三四五六七八九十两]{{1,4}}[个处座](?:封闭式?)?(?:{_any_of('some')}|村(?!民))")
#: A part of a village that is called after where it lies: 最远的|樟树下|小组, 井头村|樟树下|村民小组.
_PART_OF_VILLAGE = re.compile(
    f"(?<=[的村在到、])((?:(?![{_letters('running')}])[{HAN}]){{1,2}}[{_letters('land')}{_letters('at_land')}])(?:村民)?小组"
)
_LI = re.compile(f"里(?={_any_of('li_ends')}|[一二三四五六七八九十0-9]{{1,4}}{_any_of('li_numbers')}|[东南西北]门)")
_NO_HEAD, _NO_END = _letters("no_head"), _letters("no_end")


def _framed_names(text: str, found: list[Named], lex: Lexicon, bounds: Boundaries) -> list[Named]:
    """Places without an ending of their own, known by what frames them."""
    ends = {p.end for p in found}
    frames = [(m.start(), 6) for m in _BUILDING.finditer(text)] + [(m.end(), 3) for m in _LI.finditer(text)]
    extra = [_ending_at(text, at, reach, lex, bounds, ends) for at, reach in frames]
    for match in _HOUSE.finditer(text):
        start = max((k for k in range(match.start() - 5, match.start() - 1) if k in ends), default=-1)
        extra.append(_unless_common(text, start, match.start(), lex))
    for match in _STRETCH.finditer(text):
        end = match.start()
        first = max(bounds.before(end, 5), end - 5)
        way = _WAY.match(text, first, end)
        extra += [_unless_common(text, way.end() if way else first, end, lex)]
        extra += [_unless_common(text, *match.span(1), lex)]
    for match in _PART_OF_VILLAGE.finditer(text):
        extra += [_unless_common(text, *match.span(1), lex)]
    for match in _SOME.finditer(text):
        end = match.start() - (text[match.start() - 1 : match.start()] in ("等", "这"))
        extra += _listed(text, end, lex, bounds, ends)
    return [place for place in extra if place]


def _ending_at(text: str, at: int, reach: int, lex: Lexicon, bounds: Boundaries, ends: set[int]) -> Named | None:
    start = next((k for k in range(at - 2, at - reach - 1, -1) if k in ends), -1)
    start = max(start, bounds.before(at - 2, reach - 2))
    if start < 0 and reach == 3:
        start = at - 3  # 翠屏里: a name of three characters wherever it begins
    return _unless_common(text, start, at, lex)


def _unless_common(text: str, start: int, end: int, lex: Lexicon) -> Named | None:
    name = text[start:end]
    if start < 0 or not 2 <= len(name) <= 6 or not all(map(is_han, name)):
        return None
    if (
        _is_common(name, lex, framed=True)
        or (is_generic(name) and not _AT_LAND.search(name))
        or name in lex.common
        or name in words("name_place_stops")
    ):
        return None
    return Named(start, end, name, "estate", "framed")


def _listed(text: str, end: int, lex: Lexicon, bounds: Boundaries, ends: set[int]) -> list[Named]:
    """The members of a list of estates or villages that ends at ``end``: 东风里和工人村|两个小区."""
    found: list[Named] = []
    members = 0
    for _ in range(12):
        cut = max(text.rfind(c, max(0, end - 9), end) for c in "、和与") + 1
        start = max((k for k in range(max(cut, end - 8), end - 1) if k in ends), default=-1)
        start = max(start, cut if cut else -1, bounds.before(end - 2, 6))
        place = _unless_common(text, start, end, lex)
        members += 1 if place or end in ends else 0
        found += [place] if place else []
        if not cut:
            break
        end = cut - 1
    return found if members > 1 else []


def _is_common(piece: str, lex: Lexicon, framed: bool = False) -> bool:
    """Whether a piece holds a verb, an office or a function word, and so names nothing."""
    known = (lex.verbs, lex.titles, words("name_boundaries"))
    pairs = [piece[k : k + 2] for k in range(len(piece) - 1)]
    pairs = [pair for pair in pairs if not _AT_LAND.fullmatch(pair)]
    return (
        any(piece[-n:] in lex.titles for n in (3, 4) if len(piece) >= n)
        or piece[0] in lex.never
        or piece[0] in _NO_HEAD
        or piece[-3:] in words("name_place_stops")
        or (not framed and piece[0] in "一二三四五六七八九十两几东西南北")
        or piece[-1] in _NO_END
        or any(pair in lex.common for pair in pairs)
        or any(pair in group for pair in pairs for group in known)
    )


def _everywhere(text: str, found: list[Named]) -> list[Named]:
    extra = []
    for name in {p.name for p in found if len(p.name) > 2 and p.rule != "gazetteer"}:
        at = text.find(name)
        while at >= 0:
            extra.append(Named(at, at + len(name), name, "page", "page"))
            at = text.find(name, at + len(name))
    return extra


def _disjoint(found: list[Named]) -> list[Named]:
    kept: list[Named] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept
