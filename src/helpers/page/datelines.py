"""What a lead begins with: 本报讯, 新华社北京2月20日电, a paper's own short name with 讯, and the reporters beside it."""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of, group, letters
from helpers.page.bylines import FORMS, People, has_surname, is_name, is_spelt_name, read_people
from helpers.page.marks import HAN

_words = partial(any_of, "page_byline_words")
_DAY = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_PLACE_DAY = rf"(?!{HAN}{{0,4}}记者)(?:{HAN}{{0,8}}?{_DAY}|{HAN}{{0,6}}?)?"
#: What shows that the dateline is over: a blank, a bracket, a colon.
_BREAK = r"(?=[】〕\]］\s（(【\[［：:，,.]|$)"
#: 电 of a dispatch, not of 供电, 家电.
_WIRE = rf"(?<![{letters('page_byline_words', 'not_wire')}])专?电"
_HOUSE = rf"(?:据)?{_words('house')}{_PLACE_DAY}(?:综合)?(?:[专快]?讯(?!员)|(?:{_WIRE}|消息)(?:(?<=日电)|(?<=日专电)|{_BREAK}))"
#: The name of a medium: 江城晚报, 江城市融媒体中心, 江城日报·江城新闻客户端
_MEDIUM = rf"(?!记者|通讯员){HAN}{{1,12}}?(?:[·/、]{HAN}{{1,12}}?)?{_words('media')}"
_MEDIA = rf"(?:据)?{_MEDIUM}(?:{_PLACE_DAY}(?:综合)?(?:讯|{_WIRE})(?:(?<=日电)|(?<=日专电)|{_BREAK})|消息(?<!{_words('gives_news')}消息){_BREAK})"
_QUOTED = (
    rf"(?:本报)?综合{HAN}{{0,8}}(?:[、，]{HAN}{{2,8}}){{0,3}}(?:报道|消息|电|讯)(?=[\s（，：])"
    rf"|据(?:{HAN}|[、·]){{2,14}}(?:消息|电讯|讯)(?=\s\s?\S)"
    rf"|据《[^》\n]{{2,16}}》{_words('paper_as')}"
    rf"|据{HAN}{{2,10}}{_words('quoted_media')}{_words('quoted_as')}(?=[\s（，：])"
)
#: 本报讯, 本报北京7月12日电, 新华社北京2月20日电, 晚报讯, 据新华社电, 人民网北京3月2日电
_DATELINE = re.compile(
    rf"(?P<open>[【〔\[［■□●◆▲△◎◇★☆]?\s*)(?P<dateline>{_HOUSE}|{_QUOTED}|{_MEDIA})(?P<close>\s*[】〕\]］]?)"
)
#: 江都讯: the short name under which a paper reports; any short word ends so, and what follows has to tell.
_SHORT = re.compile(
    rf"[【〔\[［■□●◆▲△◎◇★☆]?\s*(?P<dateline>(?!记者|通讯员){HAN}{{1,6}}讯)(?:[】〕\]］]|(?=[\s（(【\[［]))"
)
_NOT_SHORT = re.compile(rf"{_words('not_dispatch')}$")
_FLASH = re.compile(rf"{_words('flash')}$")
_NEXT = re.compile(r"[\s（(【\[［：:，,.]|[\u3400-\u9fff“《\dA-Z]|$")
_BRACKET = re.compile(r"\s*[（(【\[［](?P<inner>[^（()）【】\[\]［］\n]{2,60})[)）】\]］]\s*")
#: Reporters without a bracket, up to 报道: 记者王小明 通讯员李四报道：
_REPORTED = re.compile(r"\s*(?P<names>[^。，：:“”！？\n]{2,48}?(?:摄影)?报道)(?=[：:，\s\d昨]|$)")
_CALLED = re.compile(_words("called"))
#: Where a correspondent writes from and on what day, behind the name: 北京3月5日电
_FROM = re.compile(rf"\s*(?P<dateline>{HAN}{{2,8}}?{_DAY}(?:专?电|讯))")
#: A correspondent, the place and 报道 or the day without a blank between: 记者王小明台北报道, 特派记者王小明东京3月5日电
_POSTED = re.compile(
    rf"(?P<role>{HAN}{{0,8}}?{_words('called')})(?P<name>{HAN}{{2,3}})[/\s]?(?P<place>{HAN}{{2,4}}?)(?P<how>报[道导]|{_DAY}(?:专?电|讯))(?=$|[\s：:，）】〕\]])"
)
_SIGNS_ITSELF = re.compile(rf"(?:{_words('house_word')}|{HAN}{{1,8}}[报社网台])?{HAN}{{0,4}}{_words('called')}")
_OPENERS = " ：:，,."


def dateline(text: str) -> tuple[str, int, People, int] | None:
    """What a lead begins with: ``(dateline, where it starts, people, where the text begins)`` or None.

    The dateline may be empty where the lead opens with the reporters alone.
    """
    text = text[:200].translate(FORMS) + text[200:]
    name, start, at = _named(text)
    people, end = _beside(text, at, bool(name))
    if not name:
        found = _FROM.match(text, end) if people and end else None
        if found:
            name, start, end = found["dateline"], found.start("dateline"), found.end()
    if not name and not people:
        return None
    while end < len(text) and text[end] in _OPENERS:
        end += 1
    return name, start, people, end


def _named(text: str) -> tuple[str, int, int]:
    """``(dateline, its start, where it ends)``, an empty dateline where there is none."""
    found = _DATELINE.match(text)
    if found and _NEXT.match(text, found.end()):
        name = found["dateline"]
        too_long = name.endswith(group("page_byline_words", "dispatch")) and len(name) > 24
        if not too_long:
            return name, found.start("dateline"), found.end()
    found = _SHORT.match(text)
    if found and not _NOT_SHORT.search(found["dateline"]):
        bracket = _BRACKET.match(text, found.end())
        named = bracket and _CALLED.search(bracket["inner"]) and read_people(bracket["inner"], False)
        if named or (not bracket and not _FLASH.search(found["dateline"])):
            return found["dateline"], found.start("dateline"), found.end()
    return "", 0, 0


def _beside(text: str, at: int, named: bool) -> tuple[People, int]:
    """The reporters beside a dateline, or at the beginning of a lead that has none, and where they end."""
    bracket = _BRACKET.match(text, at)
    if bracket:
        inside = read_people(bracket["inner"], False, alone=named, boxed=named) or _posted(bracket["inner"])
        return (inside, bracket.end()) if inside else (People(), at)
    if not named and not _SIGNS_ITSELF.match(text):
        return People(), at
    posted = _POSTED.match(text, at)
    inside = _posted(posted.group()) if posted else None
    if posted and inside:
        return inside, posted.start("place") if posted["how"].endswith(("电", "讯")) else posted.end()
    found = _REPORTED.match(text, at)
    inside = _reported(found["names"]) if found else None
    return (inside, found.end()) if found and inside else _run_in(text, at)


def _posted(text: str) -> People | None:
    found = _POSTED.fullmatch(text)
    return read_people(found["role"] + found["name"], False) if found and has_surname(found["name"]) else None


def _reported(text: str) -> People | None:
    """The people before 报道: 记者王小明报道, 记者 王小明 北京报道, 通讯员李四摄影报道."""
    if not _CALLED.search(text):
        return None
    who = text.removesuffix("报道").removesuffix("摄影")
    how = text[len(who) :]
    words = who.split(" ")
    for tried in (words, words[:-1]):
        people = read_people(f"{' '.join(tried)} {how}", False)
        if people and all(map(_sure, (*people.reporters, *people.correspondents))):
            return people
    return None


def _sure(name: str) -> bool:
    return (is_name(name, sure=False) and has_surname(name)) or is_spelt_name(name) or "·" in name


def _run_in(text: str, at: int) -> tuple[People, int]:
    """Reporters set off by blanks alone: 记者 王小明 李四　昨日，…"""
    end, took = at, 0
    for token in re.finditer(r"[^\s、]+(?=[\s、])", text[at : at + 60]):
        word = token.group()
        called = _CALLED.search(word)
        rest = word[called.end() :] if called else word
        if len(word) > 14 or (not took and not called) or (rest and not _sure(rest)):
            break
        took += 1
        end = at + token.end()
    people = read_people(text[at:end], False) if took else None
    return (people, end) if people else (People(), at)


__all__ = ["dateline"]
