"""People whom no surname shows, known by the frame that they stand in.

Names of the Dai, Yi, Lisu, Wa and others are written without a surname and without a dot (玉罕叫, 沙玛阿各, 扎体). What
tells them is the page: a people and what somebody is before them (傣族茶农岩温), an office before and speech behind
(站长召温罕说), or that the page says of a name that it is none (化名).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from helpers.facts.names.candidates import Mention, after
from helpers.facts.names.foreign import is_composed, is_dotted, is_sound
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import alternatives, any_of, group, letters, words

_any_of = partial(any_of, "person_words")
_group = partial(group, "person_words")
#: What follows a name so surely that no other evidence is wanted.
_SURE = frozenset(("speech", "told", "bracket", "called", "person", "and others"))
_NO_HEAD = frozenset(_group("no_framed_head"))
_TITLED = frozenset(("office", "trade"))
#: What ends places and kinds of people.
_NO_NAME_ENDS = frozenset(letters("person_words", "place_ends") + letters("person_words", "kind_ends"))
#: 彝族村民, 傈僳族女孩.
_PEOPLE = re.compile(f"{any_of('place_words', 'peoples')}族(?:的)?(?:[{HAN}]{{0,4}})$")
#: A people and whom a name follows that is no trade: 彝族老人, 苗族小伙.
_OF_A_PEOPLE = re.compile(f"{any_of('place_words', 'peoples')}族[{HAN}]{{0,4}}?{_any_of('of_a_people')}(?=[{HAN}])")
#: A name that is none: 小雨点（化名）, “阿苗”（均为化名）.
_ALIAS = re.compile(f"”?（(?:[^（）]{{0,6}})?{_any_of('alias')}）")
#: Whom to ask: 联系人：字老师.
_CONTACT = re.compile(f"{_any_of('contact')}[：: ]{{1,3}}([{HAN}]{{1,2}}{_any_of('contact_called')})")


def find_framed(text: str, lex: Lexicon, known: set[int]) -> list[Mention]:
    """Names behind an office or trade that no surname begins, wherever the text has them, and names said to be none.

    ``known`` is where the names begin that are known otherwise.
    """
    ends = {*_title_ends(text, lex), *(m.end() for m in _OF_A_PEOPLE.finditer(text))} - known
    names = {name for at in ends if (name := _behind(text, at, lex))}
    found = [Mention(m.start(), m.end(), name, "framed") for name in names for m in _alone(text, name, lex)]
    found += _of_kin(text, lex, known) + _by_given_name(text, lex)
    found += [Mention(*m.span(1), m.group(1), "framed") for m in _CONTACT.finditer(text)]
    return found + [mention for m in _ALIAS.finditer(text) for mention in _aliases(text, m.start(), lex)]


@lru_cache(maxsize=1)
def _kin(lex: Lexicon) -> re.Pattern[str]:
    kin = [title for title, kind in lex.titles.items() if kind == "kin" and len(title) > 1 and title[0] != "其"]
    return re.compile(f"(?:{alternatives(kin)})([{HAN}]{{2}})(?=({_any_of('kin_does')})?)")


#: When or how kin does something, and no name (妻子|春节|回家).
_NO_KIN = frozenset(_group("no_kin"))


def _acts_in_story(text: str, at: int, lex: Lexicon) -> bool:
    """Whether somebody does something from ``at`` on, as a story tells it (媳妇秀芝|追到门口)."""
    right, rule = after(text, at, lex)
    if text[at - 2 : at] in _NO_KIN:
        return False
    return right >= 1.5 and rule in ("speech", "act", "told") and lex.verbs.get(text[at : at + 2]) in ("speech", "act")


def _of_kin(text: str, lex: Lexicon, known: set[int]) -> list[Mention]:
    """Given names alone behind a relation (妻子喜凤在矿灯房工作), in characters that stand in given names most."""
    found = []
    for match in _kin(lex).finditer(text):
        name = match.group(1)
        usual = set(name) <= lex.given - lex.never and (set(name) & lex.strong)
        if match.group(2) is None and not (usual and _acts_in_story(text, match.end(1), lex)):
            continue
        if usual and match.start(1) not in known and not _is_word(name, lex):
            found.append(Mention(*match.span(1), name, "framed"))
    return found


#: The head of a clause: two characters behind a mark.
_HEAD = re.compile(f"(?:^|[，。；！？”\\n])([{HAN}]{{2}})(?=[{HAN}])", re.M)
#: How often a story names somebody whom it calls by the given name alone.
_TOLD_OFTEN = 3
_NO_GIVEN_END = frozenset(letters("person_words", "no_given_end"))


def _by_given_name(text: str, lex: Lexicon) -> list[Mention]:
    """Given names alone, wherever a story tells of somebody by no other name (晓梅说, 浩浩尝了一口): characters that stand in
    given names most, or one doubled, at the head of clauses before speech and before what people do."""
    heads: dict[str, list[str]] = {}
    for match in _HEAD.finditer(text):
        name = match.group(1)
        doubled = name[0] == name[1] and name[0] not in lex.never
        if doubled or (name[0] in lex.strong and name[1] in lex.strong and name[1] not in _NO_GIVEN_END):
            heads.setdefault(name, []).append(after(text, match.end(1), lex)[1])
    found = []
    for name, rules in heads.items():
        told = rules.count("speech") and rules.count("speech") + rules.count("act") > 1
        if told and text.count(name) >= _TOLD_OFTEN and not _is_known_word(name, lex):
            found += [Mention(m.start(), m.end(), name, "framed") for m in _alone_given(text, name, lex)]
    return found


def _is_known_word(name: str, lex: Lexicon) -> bool:
    return _is_word(name, lex) or name in lex.words or name in _NO_KIN or name in _doubled_words()


@lru_cache(maxsize=1)
def _doubled_words() -> frozenset[str]:
    return frozenset(_group("doubled_words"))


def _alone_given(text: str, name: str, lex: Lexicon) -> Iterator[re.Match[str]]:
    """The mentions of a given name, none of them within a longer word or name (陈晓梅)."""
    for match in re.finditer(re.escape(name), text):
        ahead = text[match.start() - 1 : match.start()]
        if (
            not is_han(ahead)
            or ahead in _JOINS_GIVEN
            or any(text[match.start() - k : match.start()] in lex.titles for k in (2, 3))
        ):
            yield match


_JOINS_GIVEN = frozenset(letters("person_words", "joins_given"))


@lru_cache(maxsize=1)
def _titles(lex: Lexicon) -> re.Pattern[str]:
    """A title before a Han character. Where its last two characters are looked for first, few places are tried."""
    ends = sorted({title[-2:] for title, kind in lex.titles.items() if kind in _TITLED and len(title) > 1})
    firsts: dict[str, list[str]] = {}
    for end in ends:
        firsts.setdefault(end[0], []).append(end[1])
    pairs = "|".join(f"{first}[{''.join(seconds)}]" for first, seconds in firsts.items())
    return re.compile(f"(?=[{''.join(firsts)}])(?:{pairs})(?=[{HAN}])")


def _title_ends(text: str, lex: Lexicon) -> Iterator[int]:
    """Where an office or a trade ends and no longer title goes on."""
    for match in _titles(lex).finditer(text):
        at = match.end()
        kind = next((k for n in range(min(6, at), 1, -1) if (k := lex.titles.get(text[at - n : at]))), "")
        longer = any(text[at - n : at + k] in lex.titles for n in (1, 2, 3, 4) for k in (1, 2))
        if kind in _TITLED and not longer:
            yield at


def _behind(text: str, at: int, lex: Lexicon) -> str:
    """The name that stands behind a title and before what only follows a name; empty where there is none."""
    people = _PEOPLE.search(text, max(0, at - 12), at) is not None
    best, name = 0.0, ""
    for size in (4, 3, 2):
        one = text[at : at + size]
        crossing = any(text[at + size - 1 : at + size + k] in lex.titles for k in (1, 2))
        if len(one) < size or not all(map(is_han, one)) or crossing or _is_word(one, lex):
            continue
        right, rule = after(text, at + size, lex)
        sure = rule in _SURE and (rule != "bracket" or people)
        worth = right + sum(_fits(c, lex) for c in one)
        whole = _is_whole(one, lex, people) or (rule == "told" and not any(c in lex.never for c in one))
        if (sure or (people and right >= 0.8)) and worth > best and whole:
            best, name = worth, one
    return name


def _fits(c: str, lex: Lexicon) -> float:
    return 0.3 if is_sound(c) or c in lex.given else -0.3


def _is_whole(name: str, lex: Lexicon, people: bool) -> bool:
    """Whether all characters are such as names are written with: behind a people's name also others, if most of them are."""
    good = sum(is_sound(c) or (c in lex.given and c not in lex.never) for c in name)
    if people:
        return 2 * good >= len(name) and (
            name[0] in _sounds_too() or name[0] not in lex.unlikely or name[0] in "批者且"
        )
    surname = lex.surnames.get(name[0])
    return good == len(name) and (
        len(name) > 2 or is_composed(name) or surname not in (None, "word", "odd") or _both(name)
    )


def _both(name: str) -> bool:
    return all(map(is_sound, name))


@lru_cache(maxsize=1)
def _sounds_too() -> frozenset[str]:
    return words("name_sounds")


def _is_word(name: str, lex: Lexicon) -> bool:
    """Whether a piece is or holds a word that stands between an office and what is said (现场, 纷纷, 代表)."""
    pairs = [name[k : k + 2] for k in range(len(name) - 1)]
    known = (lex.common, lex.titles, lex.honorifics, lex.verbs, lex.generic, words("name_boundaries"), lex.gazetteer)
    held = any(pair in one for pair in pairs for one in known) or any(pair in _adverbs() for pair in pairs)
    return held or name[0] in _NO_HEAD or name in lex.starts or name[:2] in lex.starts or name[-2:] in lex.starts


@lru_cache(maxsize=1)
def _adverbs() -> frozenset[str]:
    return frozenset(_group("before_saying"))


@lru_cache(maxsize=1)
def _of_a_people() -> frozenset[str]:
    return frozenset(_group("of_a_people"))


def _alone(text: str, name: str, lex: Lexicon) -> Iterator[re.Match[str]]:
    """The mentions of a name; one of two characters only where it stands by itself."""
    for match in re.finditer(re.escape(name), text):
        before = text[match.start() - 1 : match.start()]
        titled = any(text[match.start() - n : match.start()] in lex.titles for n in (2, 3, 4))
        often = text.count(name) > 2
        if len(name) > 2 or titled or (not is_han(before) and (often or after(text, match.end(), lex)[0] >= 0.8)):
            yield match


def _aliases(text: str, end: int, lex: Lexicon) -> Iterator[Mention]:
    """The name before （化名）: behind a title, a mark or what leads to one."""
    if text[end - 1 : end] == "”":
        return
    for size in (2, 3, 4):
        start = end - size
        name = text[start:end]
        if start < 0 or not all(map(is_han, name)):
            return
        titled = any(text[start - n : start] in one for n in (2, 3, 4) for one in (lex.titles, _of_a_people()))
        if (
            titled
            or name[0] in "小阿"
            or not is_han(text[start - 1 : start])
            or text[start - 1 : start] in "是叫与和的"
        ):
            yield from (Mention(m.start(), m.end(), name, "framed") for m in re.finditer(re.escape(name), text))
            return


#: Who speaks in an interview: 记者：…, 谌小蓉：….
_TURN = re.compile(f"^([{HAN}·]{{2,12}}?)(?:（[{HAN}]{{1,12}}）)?：", re.M)
_ASKING = frozenset(_group("asking"))


def find_turns(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Those interviewed: who speaks in the paragraph behind or before one of the interviewer's."""
    turns = list(_TURN.finditer(text)) if any(f"\n{who}：" in f"\n{text}" for who in _ASKING) else []
    ends = [text.find("\n", turn.end()) + 1 for turn in turns]
    for k, turn in enumerate(turns):
        behind = k > 0 and ends[k - 1] == turn.start() and turns[k - 1].group(1) in _ASKING
        before = k + 1 < len(turns) and ends[k] == turns[k + 1].start() and turns[k + 1].group(1) in _ASKING
        if (behind or before) and _is_named(turn.group(1), lex):
            yield Mention(*turn.span(1), turn.group(1), "turn")


#: Who tells the next paragraphs: 冲压车间　莫家伟：, 厂长　倪国忠：.
_TELLER_LINE = re.compile(f"^[{HAN}]{{2,8}}[ \u3000]{{1,3}}([{HAN}]{{2,4}})：$", re.M)


def find_tellers(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Those who tell for themselves, each named in a line with where he or she works, of two such lines and more."""
    lines = list(_TELLER_LINE.finditer(text))
    for line in lines if len(lines) > 1 else ():
        name = line.group(1)
        if _is_named(name, lex) or name[1:] in lex.honorifics:
            yield from (Mention(m.start(), m.end(), name, "turn") for m in re.finditer(re.escape(name), text))


def _is_named(name: str, lex: Lexicon) -> bool:
    """Whether what stands before the colon of a turn is a name: no office (市教育局负责人), no form of address (受访者)."""
    if name in _ASKING or _is_called(name, lex) or name in lex.honorifics:
        return False
    surnamed = len(name) <= 4 and (lex.surnames.get(name[0], "odd") != "odd" or name[:2] in lex.compounds)
    return surnamed or is_composed(name) or is_dotted(name) or all(map(is_sound, name))


#: 阿强大名|陆志强, 黑皮本名|黎志刚.
_REAL_NAME = re.compile(f"(?<![{HAN}])([{HAN}]{{2,3}}?)的?{_any_of('real_names')}(?:叫|是|为)?([{HAN}]{{2,4}})")
#: How far from there the article may call somebody so.
_SO_CALLED = 1500


def find_so_called(text: str, found: list[Mention], lex: Lexicon) -> list[Mention]:
    """Where an article calls somebody by another name than the one that it tells (阿强 … 阿强大名陆志强)."""
    whole = {m.start: m for m in found if len(m.name) > 1}
    more = []
    for match in _REAL_NAME.finditer(text):
        alias, person = match.group(1), whole.get(match.start(2))
        if person is None or _is_called(alias, lex) or _is_word(alias, lex) or alias == person.name:
            continue
        near = re.compile(re.escape(alias)).finditer(text, max(0, match.start() - _SO_CALLED), match.end() + _SO_CALLED)
        more += [
            Mention(m.start(), m.end(), person.name, "called") for m in near if _may_be_alone(text, m.start(), lex)
        ]
    return more


def _may_be_alone(text: str, at: int, lex: Lexicon) -> bool:
    """Whether what begins at ``at`` is no end of a longer word: behind a mark, 的 or a title."""
    return not is_han(text[at - 1 : at]) or text[at - 1] in "的和与叫喊找给对" or _titled(text, at, lex)


def _titled(text: str, at: int, lex: Lexicon) -> bool:
    return any(text[at - n : at] in lex.titles for n in (2, 3, 4))


#: Whom a roll says to be of a people: 曲木小兰（女，彝族）, behind a mark, an election or an office.
_NOTED = re.compile(f"([{HAN}]{{2,8}})（(?:[男女]，)?{any_of('place_words', 'peoples')}族[，）]")
_ELECTED = re.compile(f".*?(?:{_any_of('elects')})(?=[{HAN}]{{2,5}}$)")


#: 索伦布是达斡尔族，.
_IS_OF = re.compile(
    f"(?<![^，。；\n“”])([{HAN}]{{2,5}})是(?:一[名位]|个)?{any_of('place_words', 'peoples')}族(?=[，。；]|人[，。；]|的)"
)


def find_noted(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Names before a bracket or a sentence that says what people they are of, whatever they are written with."""
    for name in {m.group(1) for m in _IS_OF.finditer(text)}:
        if _is_named(name, lex):
            yield from (Mention(m.start(), m.end(), name, "framed") for m in re.finditer(re.escape(name), text))
    for match in _NOTED.finditer(text):
        elected = _ELECTED.match(match.group(1))
        at = match.start() + (elected.end() if elected else 0)
        name = text[at : match.end(1)]
        marked = elected or text[at - 1 : at] in ("、", "，", "：", "\n", " ", "")
        if marked and len(name) < 6 and not _is_called(name, lex):
            yield Mention(at, match.end(1), name, "framed")


def _is_called(name: str, lex: Lexicon) -> bool:
    """Whether what a people is noted behind is no name: an office, a place, a kind of people (村民, 青龙乡)."""
    known = (lex.titles, lex.gazetteer, lex.common, lex.verbs, lex.generic)
    return any(piece in one for piece in (name, name[-2:]) for one in known) or name[-1] in _NO_NAME_ENDS
