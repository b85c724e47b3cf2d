"""Places that the words around them tell: where somebody was born, a town behind its country, the peoples of an area."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.endings import Boundaries, Named, is_generic
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters, words

_any_of = partial(any_of, "place_words")
_letters = partial(letters, "place_words")
_group = partial(group, "place_words")
#: 蒙古族自治县, 苗族侗族自治州, 回族乡: one people or several, and the area.
_PEOPLES = re.compile(
    f"(?:(?:{_any_of('peoples')}|各)族)+(?:自治[州县旗区]|[乡镇](?![{_letters('no_town')}]))|(?:{_any_of('peoples')})自治[州县旗]"
)
ROAD_CODE = re.compile(
    f"{_any_of('road_class')}[A-Z]?[0-9]{{1,5}}{_any_of('road_class_end')}?"
    f"|(?<![A-Za-z0-9])(?:[GSXY][0-9]{{1,3}}(?![0-9]|次(?!道))|[GSXYC][0-9]{{4}}(?={_any_of('road_code_end')}))(?:[^0-9，。、；与和及至到\n]{{0,3}}{_any_of('road_code_end')})?|[0-9]{{3}}{_any_of('road_number_end')}"
)
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


def births(text: str, lex: Lexicon) -> list[Named]:
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


def abroad(text: str, lex: Lexicon) -> list[Named]:
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


def of_peoples(text: str, bounds: Boundaries) -> list[Named]:
    """Areas named after the peoples that live in them: 查干台蒙古族自治县, 鄂温克族自治旗, 三道沟朝鲜族乡."""
    found = []
    for match in _PEOPLES.finditer(text):
        start = bounds.before(match.start(), 5, firm=True)
        start = max(start, match.start() - 5) if start >= 0 else match.start()
        while start < match.start() and not is_han(text[start]):
            start += 1
        found.append(Named(start, match.end(), text[start : match.end()], "area", "peoples"))
    return found
