"""What follows a name: a verb of saying or doing, how something is said, an age, what only a person has, a mark."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.candidates.model import ASPECT_SET, NUMERALS
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import alternatives, any_of, group, letters

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
_AND_OTHERS = re.compile(f"等(?:{_any_of('and_others')}|[0-9一二三四五六七八九十百]+[多余]?[人名位])")
#: What somebody does while speaking: 蔡小米|哭着说, 蒲丽红着脸问.
_WHILE = re.compile(f"[{HAN}]着(?:[{HAN}]{{1,3}})?(?:说|问|喊|答|道)(?=[，：。道])")
#: What follows a name and nothing else: an age, a count of votes, an office given, a telephone number.
_TELLING = re.compile(
    "[，（]?(?:今年|现年|时年)?[才刚已都快近]?[0-9一二三四五六七八九十]{1,4}岁"
    f"|[{_letters('alone')}]?[得以获][0-9一二三四五六七八九十百千.]{{1,8}}{_any_of('results')}"
    "|[，（、](?:男|女)[，、；。）]"
    f"|以?[0-9]{{1,2}}[比:-][0-9]{{1,2}}{_any_of('beats')}"
    f"|以[0-9]{{1,3}}(?:秒|分[0-9]|米|环)|，[我他她你咱俺](?:们)?的?{_any_of('companions')}[，。]"
    f"|[，：（]?(?:电话)?[：，]?1[3-9][0-9]{{9}}|（[{HAN}]{{2,12}}）[0-9]"
)
#: What only a person has or is followed by: 吴秀兰夫妇, 吴秀兰家中, 在吴秀兰的带领下, 吴秀兰的丈夫.
OF_A_PERSON = re.compile(
    f"{_any_of('behind')}|的《|的[{HAN}]{{0,5}}{_any_of('guidance')}下|的{_any_of('belongings')}(?!们[！，])"
)
#: A clause that goes on to what is said: 陶明亮在日记里写道：“…, 胡正国竖起大拇指：“….
_SPEAKS_LATER = re.compile("[^，。：；“”\\n]{1,14}[：]“")
#: 儿子陶冶|在上海做工程师.
_LIVES_IN = re.compile(f"在[{HAN}]{{2,8}}?{_any_of('lives_in')}")
#: 沙国柱从部队退伍后….
_FROM = re.compile(f"从[^，。；：\\n]{{1,10}}{_any_of('comes_from')}")
#: What follows 问 where somebody asks, and it is no part of 问题.
_IS_ASKED = re.compile("[他她我你：，道起]")
#: 额尔敦|和他的妻子其木格.
_AND_KIN = re.compile(f"[和与][他她]的?(?:{_any_of('belongings')})")
#: 杜长有在一旁附和.
_BESIDE = re.compile("在(?:一旁|旁边|边上|一边|一侧)(?![边侧上])")
#: 严守正在回答记者提问时说.
_ASKED = re.compile(f"在{_any_of('asked')}[^，。：；“”\\n]{{0,12}}时")
#: 敖金花麻利地封好袋口: an adverb and the particle, which is no part of a word (土地, 工地).
_IN_MANNER = re.compile(f"[{HAN}](?![{_letters('ground')}])[{HAN}]地[{HAN}]")
_CRIES, _CRIED = frozenset(_letters("cries")), frozenset("，。：道")
AGED = re.compile("[，（]?(?:今年|现年|时年)?[0-9一二三四五六七八九十]{1,3}岁")
#: The year in the number of a document or a case, which an abbreviation stands before (苏发改〔2021〕56号).
_DOCUMENT_YEAR = re.compile("（(?:19|20)[0-9]{2}）")
_OFFICE_GIVEN = re.compile(f"(?:为|担任|出任|任)([{HAN}]{{2,14}})[，。；、]")
_IS_ONE = re.compile(f"是[{HAN}]{{0,10}}([{HAN}]{{2}})[，。]")
#: How something is said: 乐呵呵地说.
_MANNER = re.compile(
    f"(?:[{HAN}]{{2}}|[{HAN}]([{HAN}])\\1|{_any_of('manner_more')}[{HAN}]{{2}}|[{HAN}]{{4}})地{_any_of('manner')}|(?:一?边[{HAN}]{{1,4}}一?边{_any_of('manner_beside')})|[{_letters('cries')}]："
)
_MANNER_BEGINS = "一边" + _letters("cries")
#: 农有福六年前摔伤了腰.
_YEARS_AGO = re.compile("[0-9一二三四五六七八九十两几]{1,3}(?:年|个月|天|岁|多年)(?:前|后|起|时)")
#: Complements of a verb of one character behind a name (车永年点完名).
_DONE = frozenset(_letters("done"))
#: A town whose name begins like the head of the county before it (云梁县|长岗乡).
_TOWN_ON = re.compile(f"[县区市旗]长[{HAN}](?:[乡镇]|街道)|[县区镇乡]长[{HAN}]{{1,2}}(?:村|社区)")
#: Adverbs between a name and its verb (徐正清还说).
_ALSO = _letters("also")
#: What follows a full name in respect.
_CALLED = _group("called")
#: What follows a name that ends with such a character.
SURE_RULES = frozenset(("speech", "mark", "bracket", "told", "person"))
#: What follows 段 where it is no player's rank (柯洁九段): 一段时间, 一段路.
_TIMES_OF = frozenset(_letters("no_rank"))
_TELLS = _letters("tells")
_BRACKET = _letters("bracket")
_TOLD_HEADS = frozenset("才刚已都快近今现时一二三四五六七八九十" + _letters("alone"))
_BEHIND_HEADS = frozenset(word[0] for word in _group("behind")) | {"的"}


def after(text: str, at: int, lex: Lexicon) -> tuple[float, str]:
    """The evidence to the right of a name that ends before ``at``, and what it is."""
    worth, rule = _after(text, at, lex)
    if 0.0 < worth < 1.5 and is_han(text[at : at + 1]) and _SPEAKS_LATER.match(text, at):
        return 1.5, "act"
    return worth, rule


def _after(text: str, at: int, lex: Lexicon) -> tuple[float, str]:
    c = text[at : at + 1]
    if (not is_han(c) or c in _TOLD_HEADS or c == "以") and _TELLING.match(text, at):
        return 2.2, "told"
    if not is_han(c):
        if c == "（" and _DOCUMENT_YEAR.match(text, at):
            return -1.0, "document"
        if c == "（" and (text[at + 1 : at + 2].isascii() or text[at + 1 : at + 2] in _BRACKET):
            return 1.6, "bracket"
        if text.startswith("：本院", at):
            return 3.0, "summons"
        return 1.0, "mark"
    if c == "等" and _AND_OTHERS.match(text, at):
        return 2.0, "and others"
    if c in _MEMBERS and _member(lex).match(text, at):
        return 2.2, "called"
    if c in _ALSO and "speech" in (lex.verbs.get(text[at + 1 : at + 2]), lex.verbs.get(text[at + 1 : at + 3])):
        return 2.5, "speech"
    if text[at : at + 2] in _CALLED or (
        c in NUMERALS and text[at + 1 : at + 2] == "段" and text[at + 2 : at + 3] not in _TIMES_OF
    ):
        return 2.2, "called"
    if c in _HOW and _says_how(text, at, lex):
        return 2.5, "speech"
    if c in _TELLS and _tells(text, at, lex):
        return 2.0, "told"
    if c in _BEHIND_HEADS and OF_A_PERSON.match(text, at):
        return (1.8 if c == "的" else 2.2), "person"
    if c == "问" and _IS_ASKED.match(text, at + 1):
        return 2.5, "speech"
    if c == "在" and _ASKED.match(text, at):
        return 2.5, "speech"
    if c == "在" and (_BESIDE.match(text, at) or _says_where(lex).match(text, at)):
        return 2.5, "speech"
    if c == "在" and _LIVES_IN.match(text, at):
        return 1.5, "act"
    if c in "和与" and _AND_KIN.match(text, at):
        return 2.2, "person"
    if c == "老" and text[at : at + 2] == "老人" and text[at + 2 : at + 3] not in ("们", "的", "家"):
        return 1.5, "called"  # 宝音|老人
    if c == "从" and _FROM.match(text, at):
        return 1.5, "act"
    if c in _CRIES and text[at + 1 : at + 2] in (_CRIED if c != "道" else ("：",)):
        return 2.5, "speech"
    if _YEARS_AGO.match(text, at):
        return 1.2, "time"
    if c == "时" and text[at + 1 : at + 2] == "，":
        return 1.2, "time"
    if text[at + 1 : at + 3].find("着") >= 0 and _WHILE.match(text, at):
        return 2.5, "speech"
    if ("地" in text[at + 2 : at + 5] or c in _MANNER_BEGINS) and _MANNER.match(text, at):
        return 2.5, "speech"
    for k in (4, 3, 2):
        kind = lex.verbs.get(text[at : at + k]) if at + k <= len(text) else None
        if kind:
            return (2.5 if kind == "speech" else 1.5), kind
    if c in _ALSO and text[at + 1 : at + 2] != "没" and lex.verbs.get(text[at + 1 : at + 3]) == "act":
        return 1.5, "act"  # 邝大勇|则惦记
    for k in (4, 3, 2):
        if lex.titles.get(text[at : at + k]) == "office" and not _TOWN_ON.match(text, at):
            return 1.5, "title after"
    if text[at + 1 : at + 2] in ASPECT_SET or text[at + 2 : at + 3] in ASPECT_SET:
        return 1.5, "act"
    if text[at + 1 : at + 2] in _DONE:
        return 0.8, "act"
    kind = "more" if c == "一" else lex.verbs.get(c)
    if kind:
        return (2.5 if kind == "speech" else 0.8), kind
    if text[at + 2 : at + 3] == "地" and _IN_MANNER.match(text, at):
        return 0.8, "act"
    return 0.0, ""


#: How deputies are called behind their names: 吕应芳委员提出的建议.
_MEMBERS = frozenset(word[0] for word in _group("members"))


@lru_cache(maxsize=1)
def _member(lex: Lexicon) -> re.Pattern[str]:
    says = alternatives(verb for verb, kind in lex.verbs.items() if kind == "speech")
    return re.compile(f"{_any_of('members')}(?:{says}|{_any_of('members_do')})")


#: The first characters of the words for how something is said, and of those that begin no name their first two.
SAYS_HOW = frozenset(_group("says_how"))
_HOW = frozenset(word[0] for word in SAYS_HOW)
HOW_LONG = frozenset(word[:2] for word in _group("says_how_long"))
_TELLING_ON = ("：", "道")
_HOW_SAID = re.compile(f"{_any_of('says_how')}[地着]?")
HOW_LONG_SAID = re.compile(_any_of("says_how_long"))


def _says_how(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a word for how something is said stands at ``at`` and a verb of saying behind it (由衷地说, 一字一顿道)."""
    how = _HOW_SAID.match(text, at)
    if not how:
        return False
    verbs = (lex.verbs.get(text[how.end() : how.end() + k]) for k in (3, 2, 1))
    return "speech" in verbs or text[how.end() : how.end() + 1] in _TELLING_ON


@lru_cache(maxsize=1)
def _says_where(lex: Lexicon) -> re.Pattern[str]:
    """彭小燕在电话里说, 郝大年在田埂上告诉记者."""
    says = alternatives(verb for verb, kind in lex.verbs.items() if kind == "speech")
    return re.compile(
        f"在[^，。：；“”\n]{{1,10}}[{_letters('saying_where')}](?:[{HAN}]{{1,2}}[着地]|{_any_of('before_saying')})?(?:{says})"
    )


def _tells(text: str, at: int, lex: Lexicon) -> bool:
    """Whether the words from ``at`` on say what a person is: 为市环境保护局局长, 是呼吸科医生, 得678票."""
    office = _OFFICE_GIVEN.match(text, at)
    if office:
        return any(office.group(1)[-k:] in lex.titles for k in (2, 3, 4))
    one = _IS_ONE.match(text, at)
    return bool(_TELLING.match(text, at)) or (one is not None and lex.titles.get(one.group(1), "block") != "block")
