"""Who signs at the end: the bracket that closes a text, the credit of a picture, the signature under a letter."""

from __future__ import annotations

import re
from functools import cache, partial

from helpers.lexicon import alternatives, any_of, group, letters, rows, words
from helpers.page.bylines import People, has_surname, is_name, read_people
from helpers.page.marks import HAN, MARK, ending

_words = partial(any_of, "page_byline_words")
_CLOSING = re.compile(r"[（(](?P<inner>[^（()）\n]{2,40})[)）][。\s]*$")
_SUPPLIED = re.compile(
    rf"{_words('source')}.{{2,24}}$|.{{2,16}}{_words('supplied')}$|{_words('closing')}$|图片?来源.{{1,12}}$"
)

#: A warning in brackets, which names nobody: （本文仅供参考，风险自担）
_DISCLAIMS = re.compile(_words("disclaims"))


#: Who rang the paper, behind who wrote: （记者 某某 线索提供 某先生 奖30元）
_CLUE = re.compile(rf"[\s，、；]*{_words('clue')}.*$")
_CLUE_ONLY = re.compile(rf"[（(]{_words('clue')}[^（）()]{{2,20}}[)）]$")


def rewards(text: str) -> bool:
    """Whether a text ends with who rang the paper and what the paper paid for it, as reports on readers' calls do."""
    return bool(_CLUE_ONLY.search(text[-32:]))


def disclaims(text: str) -> bool:
    """Whether a line is a warning in brackets."""
    return bool(_DISCLAIMS.search(text)) and text[-1] in "）)" and len(text) <= 60


def closing(text: str) -> tuple[int, People] | None:
    """The bracket that ends an article: ``(where it starts, people)``; people are empty for （市文明办供稿）. Or the
    reporters set off by blanks behind the last stop."""
    found = _CLOSING.search(text[-48:])
    if not found:
        return _set_off(text)
    start = max(0, len(text) - 48) + found.start()
    inner = _CLUE.sub("", found["inner"]).strip()
    ended = not start or text[start - 1] in "。！？”"
    people = read_people(inner, False, alone=True)
    office = people is not None and any(map(_is_office, (*people.reporters, *people.photographers)))
    office = office or (people is not None and len(people.reporters) == 2 and _well_known_place(people.reporters[0]))
    if office or not people:
        people = behind_office(inner) if ended else None
    if office and not people:
        return start, People()  # （宣教部）
    people = people or (_names_beside(inner) or _pen(inner) if start and ended else None)
    if people:
        return start, people
    supplied = _SUPPLIED.match(inner) and not _DISCLAIMS.search(inner)
    if supplied or (len(inner) <= 16 and ending("page_units").search(inner) and inner.isalpha()):
        return start, People()
    return None


def _is_office(token: str) -> bool:
    """Whether a word is an office or an area and no name: 宣教部, 浦江县."""
    if len(token) == 2:
        return token[1] in letters("page_byline_words", "town")  # 金乡, 萧县
    return len(token) >= 3 and bool(_OFFICE_END.search(token) or ending("page_units").search(token))


_OFFICE_END = re.compile(rf"{_words('office_end')}$")


_OFFICE_AND_NAME = re.compile(rf"(?P<office>{HAN}{{2,12}}{_words('office_end')})(?P<name>{HAN}{{3}})$")


@cache
def _callings() -> re.Pattern[str]:
    """How a word ends that says what an author is: 营养科医师, 法律顾问."""
    return re.compile(rf"(?:{alternatives(row[0] for row in rows('name_titles') if row[1] != 'kin')})$")


def behind_office(inner: str) -> People | None:
    """Who signs behind an office, a calling or a place: 统计局　李梅, 营养科医师　沈洁, 商水　马大奎."""
    first, _, rest = inner.partition(" ")
    stuck = _OFFICE_AND_NAME.match(inner)
    if not rest and stuck and all(c in words("name_given") for c in stuck["name"][1:]):
        first, rest = stuck["office"], stuck["name"]  # a line's end took the blank
    rest = rest.strip()
    if not rest or len(rest) > 16 or not re.fullmatch(rf"{HAN}{{2,16}}", first) or first in _roles_alone():
        return None
    known = _well_known_place(first)
    town = known or (len(first) == 2 and not has_surname(first) and not _OFFICE_END.search(first))
    if not (_is_office(first) or _OFFICE_END.search(first) or town or (len(first) >= 4 and _callings().search(first))):
        return None
    names = rest.split()
    if len(names) >= 2 and len(names[0]) >= 4 and (_is_office(names[0]) or _callings().search(names[0])):
        names, rest = names[1:], rest.split(" ", 1)[1].strip()  # 市果树站　高级农艺师　韩志军
    if not is_name(names[0], sure=False) or (town and not known and len(names[0]) != 3) or _is_office(names[0]):
        return None
    return read_people(rest, False, alone=True)


@cache
def _places() -> frozenset[str]:
    return frozenset(row[0] for row in rows("name_gazetteer") if "weak" not in row[1:])


def _well_known_place(token: str) -> bool:
    return token in _places()


def _roles_alone() -> frozenset[str]:
    """The words of a byline before a name: 记者, 通讯员, 编辑."""
    return words("page_roles") | words("page_editors")


#: A pen name of two characters as given names are made of, or of an address: 晓东, 小宋, 老辛
_ADDRESS = re.compile(rf"[{letters('page_byline_words', 'address')}](?P<of>{HAN})$")


def _pen(inner: str) -> People | None:
    name = inner.replace(" ", "")
    rare = len(name) == 3 and name[0] in words("name_surnames") and name not in words("page_not_names")
    if rare and all(c in words("name_given") for c in name[1:]):
        return People(reporters=(name,), end=len(inner), bare=True, alone=True)  # 南玉林: an uncommon surname
    if len(name) != 2 or not re.fullmatch(rf"{HAN}{{2}}", name) or name in words("page_not_names"):
        return None
    called = _ADDRESS.match(name)
    given = all(c in words("name_given") for c in name) and name not in words("name_stops")
    if not (called and has_surname(called["of"])) and not given:
        return None
    return People(reporters=(name,), end=len(inner), bare=True, alone=True)


def _names_beside(inner: str) -> People | None:
    """Names in the closing bracket of which one is of the common form and the others begin with a surname too
    （曾法宣　马黑以布）."""
    names = tuple(re.split(r"[\s、]+", inner))
    each = all(re.fullmatch(rf"{HAN}{{2,4}}", n) and has_surname(n) and n not in words("page_not_names") for n in names)
    places = any(ending("page_units").search(n) for n in names)
    if not 2 <= len(names) <= 3 or not each or places or not any(is_name(n, sure=False) for n in names):
        return None
    return People(reporters=names, end=len(inner), bare=True, alone=True)


_SET_OFF = re.compile(rf"(?<=[。！？”])\s+(?P<inner>[^\s。，]{{0,8}}{_words('called')}[^。，：；]{{2,30}})$")


def _set_off(text: str) -> tuple[int, People] | None:
    found = _SET_OFF.search(text[-48:])
    people = read_people(found["inner"], False) if found else None
    if not found or not people or people.is_credit:
        return None
    return max(0, len(text) - 48) + found.start("inner"), people


#: A name in a credit; a short one may be set wide (罗　敏 摄).
_CREDITED = rf"(?:{HAN}{{2,4}}|{HAN}\s{{1,2}}{HAN}(?=\s|{_words('credit_after')}))"
_CREDIT = re.compile(
    rf"(?:(?<=[。！？”）\s])|^)[■□◎▲●◆\s（(]*(?P<credit>(?:{HAN}{{0,10}}{_words('photographer')}?[\s/：]*)?{_CREDITED}(?:[\s、]+{_CREDITED}){{0,3}}\s*[/／]?\s*{_words('credit_after')}"
    rf"|{_words('credit_before')}[\s/：:]+(?:{HAN}{{0,8}}记者\s*)?{HAN}{{2,4}}(?:[\s、]+{HAN}{{2,4}}){{0,3}})[)）。\s]*$"
)


def credit(text: str) -> tuple[int, People] | None:
    """The photographer at the end of a caption: ``(where the credit starts, people)``."""
    tail = text[-44:]
    found = _CREDIT.search(tail)
    if not found:
        return None
    people = read_people(found["credit"], False)
    if not people or not people.photographers:
        return None
    return len(text) - len(tail) + found.start(), people


#: 读者 阮某某, 南岸社区 居民马某某等12人; without a blank before the name only in a letter or with those who sign too.
_SIGNATURE = re.compile(
    rf"(?:您的|一[名位个])?(?:{HAN}{{2,14}}\s)?(?:{HAN}{{0,8}}?){_words('signer')}(?P<gap>[\s：:]*)(?P<name>{HAN}{{2,4}}?|{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}})"
    rf"(?P<others>等[\d一二三四五六七八九十多余]{{1,4}}[人名位户]{HAN}{{0,4}})?$"
)


_SPELT = rf"{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}"
_PLACE_NAME = re.compile(rf"(?:{HAN}{{2,14}}[\s：:]+)?(?P<name>{HAN}{{2,4}}|{_SPELT})$")


#: A letter home: 儿子 王小禾, 爱你的女儿　李念
_KIN_SIGNED = re.compile(rf"(?:您的|你的|爱您的|爱你的)?{_words('kin')}[\s：:]+(?P<name>{HAN}{{2,3}})$")


def kin_signature(text: str) -> People | None:
    """The signature of a letter home, which its date follows."""
    kin = _KIN_SIGNED.match(text.strip())
    if not kin or not has_surname(kin["name"]) or not is_name(kin["name"], sure=False):
        return None
    return People(reporters=(kin["name"],), end=len(text))


def signature(text: str, letter: bool = False) -> People | None:
    """The signature under a letter: 读者　阮某某; in what is known to be a ``letter`` also 大桥乡　赵某某."""
    found = _SIGNATURE.match(text.strip())
    if (
        found
        and not found["gap"]
        and not (
            (letter or found["others"])
            and has_surname(found["name"])
            and is_name(found["name"], sure=False)
            and found["name"] not in group("page_byline_words", "signer")
        )
    ):
        found = None
    if not found and letter:
        found = _PLACE_NAME.match(text.strip())
        if found and not is_name(found["name"], sure=False):
            return None
    if not found or not is_name(found["name"]):
        return None
    return People(reporters=(found["name"],), end=len(text))


#: A writer who gives no name in full: 翠湖小区　董女士, 一名老读者
_UNNAMED = re.compile(
    rf"(?:{HAN}{{2,14}}[\s：:]+)?(?:{HAN}{{1,2}}{_words('honorific')}|一[名位个]{HAN}{{0,8}}{_words('signer')})$"
)


def signs_letter(text: str) -> bool:
    """Whether a line signs a letter, by name or without (翠湖小区　董女士)."""
    return bool(signature(text, letter=True)) or bool(_UNNAMED.match(text.strip()))


_TEXT_SOURCE = re.compile(
    rf"(?:{_words('source_field')}[：:\s].{{2,24}}|(?:据|{_words('gathered')})[：:\s]?{HAN}{{0,10}}{_words('quoted_media', 'house')}{HAN}{{0,4}}"
    rf"(?:[、\s和]{HAN}{{2,10}}){{0,4}}{_words('quoted_as')}?|(?:据|{_words('gathered')})[：:\s]?《[^》]{{2,16}}》{_words('paper_as')}?|{_words('closing')})$"
)
_PICTURE_SOURCE = re.compile(
    rf"(?:{_words('stock_picture')}|{_words('whose_picture')}[：:].{{2,16}}|(?:{HAN}|[A-Za-z]){{2,14}}\s?{_words('gives_picture')}"
    rf"|{_words('which_pictures')}?{_words('pictures')}(?:均?由|来自){HAN}{{2,14}}(?:提供)?)$"
)


def source_line(text: str) -> str:
    """What a line is that says where a text or a picture was taken from: ``"text"``, ``"picture"`` or ``""``."""
    bare = text.strip().strip("（）()[]【】" + MARK).strip()
    if not 2 <= len(bare) <= 40 or "。" in bare:
        return ""
    if _PICTURE_SOURCE.match(bare):
        return "picture"
    return "text" if _TEXT_SOURCE.match(bare) else ""
