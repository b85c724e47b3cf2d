"""Where a person's name may stand, weighed by evidence.

A candidate begins with a surname. What speaks for it: an office or trade before it, a verb of
saying or doing after it, clause edges, a common surname, characters that are usual in given
names, and that the page repeats it. What speaks against it: a word of the language that begins
the same way (高山, 方面), and characters that never stand in names.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache, partial
from typing import NamedTuple

from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import alternatives, any_of, group, letters, rows, words

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
#: A candidate with at least this much evidence is a name.
THRESHOLD = 4.2
_SURNAME = {"common": 1.0, "compound": 1.5, "rare": 0.6, "word": 0.3, "two words": 0.3, "odd": 0.0}
_AND_OTHERS = re.compile(f"等(?:{_any_of('and_others')}|[0-9一二三四五六七八九十百]+[多余]?[人名位])")
_TITLE = {"office": 3.4, "trade": 3.2, "kin": 2.7, "sign": 3.0}
#: Given names of the countryside and of old plays: 罗八斤, 姚二嫂, 杨六郎, 彭老幺.
_FAMILIAR = re.compile(f"[{_letters('familiar')}][{_letters('familiar_end')}]|阿[二三四五六七八九大毛狗福宝根土水木]")
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
_OF_A_PERSON = re.compile(
    f"{_any_of('behind')}|的《|的[{HAN}]{{0,5}}{_any_of('guidance')}下|的{_any_of('belongings')}(?!们[！，])"
)
_AMOUNT = re.compile(f"[一二三四五六七八九十两几半百千][十百千万{_letters('amounts')}]")
#: A clause that goes on to what is said: 陶明亮在日记里写道：“…, 胡正国竖起大拇指：“….
_SPEAKS_LATER = re.compile("[^，。：；“”\\n]{1,14}[：]“")
#: 种了二十来年西红柿的|侯二小, 种着52亩地的|孙计生, at the head of a clause.
_LIVES_BY = re.compile(
    f"(?:^|[，。；！？”\n])[{HAN}]{{0,4}}?{_any_of('lives_by')}[了着过][0-9一二三四五六七八九十百千两几半][^，。；：！？“”\n]{{1,14}}的$"
)
#: 儿子陶冶|在上海做工程师.
_LIVES_IN = re.compile(f"在[{HAN}]{{2,8}}?{_any_of('lives_in')}")
#: Surnames that lead in where somebody comes from, and 连 before what even is so.
_PREPOSITIONS = frozenset(_letters("prepositions"))
_EVEN = re.compile(f"[{_letters('even_of')}][^，。；：！？“”\n]{{1,8}}?[{_letters('even')}]")
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
#: A name is told: 写下自己的名字：田玉录; 人称“老海”的海文军.
_SIGNED = re.compile(f"(?:{_any_of('signs_as')}|[写签留署][^。，：]{{0,3}}{_any_of('signs_words')})[^。，：]{{0,4}}：$")
_FULL_NAME = re.compile(f"[他她](?:的)?{_any_of('real_names', 'signs_as')}——$")
_CALLED_SO = re.compile(f"{_any_of('is_called')}[^。！？，]{{0,3}}“[^“”]{{2,8}}”的$")
_AGED = re.compile("[，（]?(?:今年|现年|时年)?[0-9一二三四五六七八九十]{1,3}岁")
#: The year in the number of a document or a case, which an abbreviation stands before (苏发改〔2021〕56号).
_DOCUMENT_YEAR = re.compile("（(?:19|20)[0-9]{2}）")
_OFFICE_GIVEN = re.compile(f"(?:为|担任|出任|任)([{HAN}]{{2,14}})[，。；、]")
_IS_ONE = re.compile(f"是[{HAN}]{{0,10}}([{HAN}]{{2}})[，。]")
#: How something is said: 乐呵呵地说.
_MANNER = re.compile(
    f"(?:[{HAN}]{{2}}|[{HAN}]([{HAN}])\\1|{_any_of('manner_more')}[{HAN}]{{2}}|[{HAN}]{{4}})地{_any_of('manner')}|(?:一?边[{HAN}]{{1,4}}一?边{_any_of('manner_beside')})|[{_letters('cries')}]："
)
_MANNER_BEGINS = "一边" + _letters("cries")
_PLACE_ENDINGS = _letters("place_ends")
_PLACE_ENDINGS_TOO = _PLACE_ENDINGS + _letters("place_ends_too")
_FUNCTION = _letters("function")
_FUNCTION_MORE = _letters("function_more")
_FUNCTION_PAIR = _letters("function_pair")
_FIRM_AHEAD = re.compile(f"[{HAN}]{{0,9}}?{_any_of('firm_ends')}")
#: 农有福六年前摔伤了腰.
_YEARS_AGO = re.compile("[0-9一二三四五六七八九十两几]{1,3}(?:年|个月|天|岁|多年)(?:前|后|起|时)")
_NUMERALS = frozenset("一二三四五六七八九十")
_ASPECT = "了着过"
_ASPECT_SET = frozenset(_ASPECT)
#: Complements of a verb of one character behind a name (车永年点完名).
_DONE = frozenset(_letters("done"))
#: How and what somebody calls (大喊, 高叫, 连呼).
_PRONOUNS = frozenset(_letters("pronouns"))
#: What ends a place that is called by a family (李家沟), and nothing where the family itself is told of.
_FAMILY = frozenset(_group("family_places")) | {""}
#: What leads a roll in behind whom it is of.
_LEADS_ROLL = frozenset(("有", "是", "为"))
#: Kin in one character behind a pronoun: 他爸|贺长顺.
_HIS_KIN = frozenset(who + kin for who in "他她我" for kin in "爸妈爹娘哥姐弟妹")
#: What joins somebody whose name ends with 和 to others, and complements of direction behind a verb.
_JOINS_NEXT, _WAYS = frozenset("与同跟"), frozenset(_letters("ways"))
#: Where somebody is from, before a name: 湖南人|邹立新, 当地人|沙吾提.
_FROM_THERE = frozenset(_group("from_there"))
_JOINT = frozenset(_letters("no_third_joint"))
_LOUD, _CALLING = frozenset(_letters("loud")), frozenset(_letters("calling_out"))
#: Whose turn it is in an interview.
_ASKING = re.compile(f"(?:^|\n){_any_of('asking')}：$")
#: The class of a school before its pupil: 六（3）班|赵子涵, 三年级2班|向南.
_CLASS = re.compile(
    "(?:[初高大]?[一二三四五六七八九][（(][0-9一二三四五六七八九十]{1,2}[）)]|[初高][一二三][0-9]{1,2}|[0-9一二三四五六]年级[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?)班$"
)
#: A town whose name begins like the head of the county before it (云梁县|长岗乡).
_TOWN_ON = re.compile(f"[县区市旗]长[{HAN}](?:[乡镇]|街道)|[县区镇乡]长[{HAN}]{{1,2}}(?:村|社区)")
#: What somebody does for another, behind 代 (代领, 代签).
_ACTS_FOR = frozenset(_letters("acts_for"))
#: Prepositions behind a name that is a word.
_JOINS_ON = frozenset(_letters("joins_on"))
#: Schools whose pupils follow with their names (东华中学|纪晓峰分获).
_SCHOOLS = frozenset(_group("schools"))
#: Adverbs between a name and its verb (徐正清还说).
_ALSO = _letters("also")
#: What follows a full name in respect.
_CALLED = _group("called")
_SAYING = _letters("saying")
_NO_THIRD = _letters("no_third")
_THIRD_ADVERBS = _letters("third_adverbs")
_THIRD_ACTS = _letters("third_acts")
#: First characters of given names of the countryside that take any other behind them (潘老替, 杨阿妮).
_OF_THE_COUNTRY = frozenset(_letters("of_the_country"))
#: What follows a name that ends with such a character.
_SURE_RULES = frozenset(("speech", "mark", "bracket", "told", "person"))
_THIRD_MAYBE = _letters("third_maybe")
#: Verbs that many foreign and minority names end with (米海拉说).
_THIRD_SOUNDS = frozenset(_letters("third_sounds"))
_GLUE = _letters("glue")
_PEOPLE_ENDINGS = _letters("people_ends")
_PEOPLE_ENDINGS_SURE = _letters("people_ends_sure")
_NO_PEOPLE = _group("no_people")
#: What follows 段 where it is no player's rank (柯洁九段): 一段时间, 一段路.
_TIMES_OF = frozenset(_letters("no_rank"))
_ONE_OF = frozenset(_letters("one_of"))
_RANKS = frozenset(_letters("ranks"))
_HAVING = frozenset(_letters("having"))
#: Who does something for a living: 守灯人, 护林人, 摆渡人.
_DOER = re.compile(f"[{_letters('doers')}][{HAN}]{{1,2}}人$")
_NAMED = _group("named")
_AGES = frozenset(_group("ages"))
_PLAYED = _group("played")
_OWNERS = _group("owners")
_TELLS = _letters("tells")
_BRACKET = _letters("bracket")
_LEADS = frozenset(_group("leads"))
_TOLD_HEADS = frozenset("才刚已都快近今现时一二三四五六七八九十" + _letters("alone"))
_BEHIND_HEADS = frozenset(word[0] for word in _group("behind")) | {"的"}


class Candidate(NamedTuple):
    """A stretch of text that may be a person's name, with its evidence."""

    start: int
    end: int
    text: str
    score: float
    rule: str


class Mention(NamedTuple):
    """One mention of a person. ``name`` is what the page calls the person in full."""

    start: int
    end: int
    name: str
    rule: str


def before(text: str, at: int, lex: Lexicon) -> tuple[float, str]:
    """The evidence to the left of a name that begins at ``at``, and what it is."""
    c = text[at - 1] if at else "\n"
    if not is_han(c):
        return _before_mark(text, at, c, lex)
    kind = _title(text, at, lex)
    if kind and not _is_called_so(text, at, lex):
        return _TITLE[kind], kind if kind == "sign" else "title"
    two = text[at - 2 : at]
    if two in _HIS_KIN:
        return 2.7, "title"
    if two in _NAMED or text[at - 3 : at] in _NAMED:
        return 3.0, "named"
    if two == "岁的" or (c == "的" and text[at - 3 : at] in _AGES):
        return 2.5, "age"
    if c == "叫" or two in _PLAYED or (two == "”的" and _CALLED_SO.search(text, max(0, at - 20), at)):
        return 2.6, "named"
    if c == "手" and two[:1] in _NUMERALS:
        return -1.0, "inside"  # 二手|房
    if c in _PEOPLE_ENDINGS and text[at - 1 : at + 1] not in _NO_PEOPLE and two[:1] and is_han(two[0]):
        return 2.0, "trade"
    if c == "人" and _DOER.search(text, max(0, at - 4), at):
        return 2.0, "trade"
    if c == "人" and (text[at - 3 : at] in _FROM_THERE or _is_from(text, at - 1, lex)):
        return 2.0, "trade"
    if lex.verbs.get(two) == "appoint":
        return 2.4, "appointed"
    if c == "是" and _title(text, at - 1, lex):
        return 2.6, "named"
    if two in _LEADS or (c in _ASPECT_SET and (text[at - 3 : at - 1] in _LEADS or text[at - 2 : at - 1] in _LEADS)):
        return 1.2, "lead"
    if c in "班的" and _CLASS.search(text, max(0, at - 10), at - (c == "的")):
        return 2.6, "pupil"
    if text[at - 2 : at] in _SCHOOLS and is_han(text[at - 3 : at - 2]):
        return 1.2, "body"
    if c == "在":
        return 0.3, "glue"
    if c in _GLUE or two in lex.verbs or (c in _ASPECT_SET and text[at - 3 : at - 1] in lex.verbs):
        return 0.8, "glue"
    if c == "的" and _LIVES_BY.search(text, max(0, at - 28), at):
        return 2.4, "trade"
    if c == "的":
        return (1.5 if two[:1] in _OWNERS or text[at - 3 : at - 1] in _SCHOOLS else 0.8), "of"
    return -1.0, "inside"


def _is_from(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a known place ends before 人 (做药材生意的湖南|人邹立新)."""
    return any(lex.gazetteer.get(text[at - k : at], "weak") != "weak" for k in (2, 3, 4) if at >= k)


def _title(text: str, at: int, lex: Lexicon) -> str:
    """The class of the longest title that ends at ``at``; empty where there is none."""
    for k in range(min(6, at), 1, -1):
        kind = lex.titles.get(text[at - k : at])
        if kind and kind != "block":
            return kind
    return ""


def _is_called_so(text: str, at: int, lex: Lexicon) -> bool:
    """Whether the words before ``at`` are a surname and a form of address (王大娘|逢人便夸): no name follows them."""
    for k in (3, 2):
        kind = lex.honorifics.get(text[at - k : at]) if at > k else None
        surname = lex.surnames.get(text[at - k - 1], "odd")
        if kind and surname != "odd" and (kind == "kin" or surname == "common"):
            return not is_han(text[at - k - 2 : at - k - 1]) or text[at - k - 2] in leaders(lex)
    return False


def title_before(text: str, at: int, lex: Lexicon) -> int:
    """How many characters before ``at`` are a title, quotation marks around it included; 0 for none."""
    shut = 2 if text[at - 1 : at] == "”" else 0
    mark = 1 if text[at - 1 : at] in ("”", "：") else 0
    if text[at - 1 : at] == "：" and _ASKING.search(text, max(0, at - 6), at):
        return 0  # 记者：|老卢是？
    for k in range(min(6, at - mark), 1, -1):
        if lex.titles.get(text[at - k - mark : at - mark], "block") != "block":
            return k + (shut or mark)
    two = text[at - 2 : at]
    if at > 1 and two[1] in _PEOPLE_ENDINGS_SURE and is_han(two[0]) and two not in lex.verbs:
        return 2
    return 0


def inside_title(text: str, at: int, lex: Lexicon) -> bool:
    """Whether ``at`` lies inside a title (总工程师: no name begins at 程) longer than one that ends
    there (店主|管仲平)."""
    spans = ((k, n) for k in range(1, min(3, at) + 1) for n in (1, 2))
    longest = max((k + n for k, n in spans if text[at - k : at + n] in lex.titles), default=0)
    return longest > 0 and longest > max(
        (k for k in range(2, min(6, at) + 1) if text[at - k : at] in lex.titles), default=0
    )


def _before_mark(text: str, at: int, c: str, lex: Lexicon) -> tuple[float, str]:
    if c in '”"’':
        opened = max(text.rfind("“", max(0, at - 8), at), text.rfind("‘", max(0, at - 8), at))
        if opened >= 0 and any(text[at - 1 - n : at - 1] in lex.titles for n in range(2, at - opened)):
            return 3.0, "title"
        return 1.5, "after quotation"
    if c.isascii() and c.isalnum():
        return -0.5, "inside"
    if c == "：" and _SIGNED.search(text, max(0, at - 10), at):
        return 3.0, "named"
    if c == "：":
        kind = _title(text, at - 1, lex)
        if kind:
            return _TITLE[kind] + 0.4, "sign" if kind == "sign" else "title"
    if c == " ":
        kind = _title(text, len(text[:at].rstrip(" ")), lex) if text[max(0, at - 6) : at].strip(" ") else ""
        if kind:
            return _TITLE[kind], kind if kind == "sign" else "title"
    if c == "—" and _FULL_NAME.search(text, max(0, at - 10), at):
        return 3.4, "named"  # 病历上写着他的全名——周全福
    if c == "—":
        kind = _title(text, at - 2 if text[at - 2] == "—" else at - 1, lex) if at > 3 else ""
        if kind in ("office", "trade"):
            return _TITLE[kind], "title"  # 只有一名老师——和占军
    if c in "）" and at > 3:
        opened = text.rfind("（", max(0, at - 12), at)
        if opened > 0 and any(text[opened - k : opened] in lex.titles for k in (2, 3, 4)):
            return 2.5, "title"
    return (0.8 if c == "、" else 1.2), "clause"


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
        c in _NUMERALS and text[at + 1 : at + 2] == "段" and text[at + 2 : at + 3] not in _TIMES_OF
    ):
        return 2.2, "called"
    if c in _HOW and _says_how(text, at, lex):
        return 2.5, "speech"
    if c in _TELLS and _tells(text, at, lex):
        return 2.0, "told"
    if c in _BEHIND_HEADS and _OF_A_PERSON.match(text, at):
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
    if text[at + 1 : at + 2] in _ASPECT_SET or text[at + 2 : at + 3] in _ASPECT_SET:
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
_HOW_LONG = frozenset(word[:2] for word in _group("says_how_long"))
_TELLING_ON = ("：", "道")
_HOW_SAID = re.compile(f"{_any_of('says_how')}[地着]?")
_HOW_LONG_SAID = re.compile(_any_of("says_how_long"))


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


def _characters(given: str, lex: Lexicon) -> float:
    if _FAMILIAR.fullmatch(given):
        return 1.2
    worth = 0.0
    for c in given:
        if c in lex.given:
            worth += 0.0 if c in lex.never else 0.5
        else:
            worth -= 1.6 if c in lex.never else 0.5
    return worth


#: Words that follow those who work, and are nobody's name: 教师党员, 民警堵截, 工人加班加点.
NO_NAME = frozenset(_group("no_name"))
#: What is given (作): a report, a speech, an address.
_REPORTS = re.compile(any_of("person_words", "given_speech"))


def _length(text: str, at: int, head: int, lex: Lexicon, counts: _Counts) -> int:
    """How long the name is that begins at ``at`` with a surname of ``head`` characters."""
    short, long = at + head + 1, at + head + 2
    third = text[short:long]
    if not third or not is_han(third):
        return short - at
    one = after(text, short, lex)[0]
    two, rule = after(text, long, lex)
    two += 0.7
    sure = two >= 1.7 and rule in _SURE_RULES
    two += 0.6 if third in lex.given or text[short - 1] in _OF_THE_COUNTRY else -0.9
    if third in lex.never:
        two -= 1.0 if third in _THIRD_MAYBE and sure else 2.0
    if third in _THIRD_SOUNDS and sure:
        two += 1.5
    if (
        third in _THIRD_ADVERBS
        and text[at:short] not in lex.starts
        and (text[long : long + 2] in lex.verbs or text[long : long + 1] in _THIRD_ACTS)
    ):
        two -= 1.8 if third not in lex.strong or text[short - 1] not in lex.strong else 0.0  # 彭志刚|帮我检查
    if third == "一" and text[long : long + 1] == text[long + 2 : long + 3] and text[long + 1 : long + 2] == "一":
        two -= 3.0
    if third == "一" and text[long : long + 1] in _ONE_OF:
        two -= 3.0  # 单腾|一人独得4金
    if third in _SAYING:
        two -= 2.5
    if third == "代" and text[long : long + 1] in _ACTS_FOR:
        two -= 3.0  # 女儿冷月|代领
    if third == "作" and _REPORTS.match(text, long):
        two -= 4.0  # 市长王宁|作政府工作报告
    if third in _JOINS_ON and text[at:short] in lex.words:
        two -= 3.0  # 甘泉|为劳模送上慰问金
    if third == "以" and (text[long : long + 1].isdigit() or text[long : long + 1] == "及"):
        two -= 3.0  # 燕飞|以36分41秒夺冠, 桂芳|以及
    if third in _JOINT and is_han(text[long : long + 1]):
        two -= 2.5  # 何必|用藏毯裹住她
    if third in _LOUD and text[long : long + 1] in _CALLING:
        two -= 3.0  # 屠龙|大喊
    if third in _RANKS and text[long : long + 1] == "第":
        two -= 4.0  # 边卡|列第二
    if _acts_on(text, short, lex):
        two -= 3.0  # 苗壮|带2名战士, 章浩|领回来
    if third in _NUMERALS and text[long : long + 1] == "十":
        two -= 3.0  # 仇娜|三十出头
    if third == "和" and text[long : long + 1] in _JOINS_NEXT:
        two += 3.0  # 章永和|与他们同姓
    if third == "阿" and pair_of(text, short, lex.honorifics):
        two -= 3.0  # 曲珍|阿佳
    if third in "和与及" and (text[long : long + 2] in lex.titles or text[long : long + 3] in lex.titles):
        two -= 3.0  # 乌兰|和|丈夫
    if head == 2 and third in "为向对" and is_han(text[long : long + 1]):
        two -= 2.5  # 主席濮阳英|为获奖家庭颁奖
    if head == 2 and third == "起" and text[long : long + 2] in lex.verbs:
        two += 2.5  # 上官云起|当场记下
    if _FAMILIAR.match(text, short - 1):
        two += 4.0
    if text[long : long + 1] == "、" and (text[at - 1 : at] == "、" or _title(text, at, lex)):
        two += 2.0
    following = text[long : long + 1]
    if following in _ASPECT and following:
        two -= 2.0
    if not is_han(following) and third in lex.verbs and third not in _NO_THIRD:
        one -= 0.8
    pair = text[short : short + 2]
    if len(pair) == 2 and (pair in lex.verbs or pair in lex.common):
        two -= 1.8
    if third in lex.verbs and third not in lex.given:
        two -= 0.6
    if abs(two - one) < 2.0:
        several, all_of_them = counts[text[at:long]], counts[text[at:short]]
        if several > 1 and several == all_of_them:
            two += 1.5
        one += min(2.0, 0.8 * (all_of_them - several))
    sounds = two > one and head == 1 and two < 1.5 and all(map(_is_sound, text[at + 1 : long + 1]))
    if sounds and is_han(text[long : long + 1]) and after(text, long + 1, lex)[0] >= 0.8:
        return long + 1 - at  # 韩索菲亚
    return (long if two > one else short) - at


def _acts_on(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a verb of one character stands at ``at`` and what it is done to or where: 带2名战士, 领回来."""
    verb, following = text[at], text[at + 1 : at + 2]
    if verb not in lex.verbs or verb in lex.strong:
        return False
    if text[at + 2 : at + 3] in ("来", "去"):
        return following in _WAYS
    way = following in _WAYS and verb not in lex.given and text[at + 1 : at + 3] not in lex.verbs  # 查良平|出席
    return following.isdigit() or bool(following and way)


def pair_of(text: str, at: int, known: Container[str]) -> bool:
    """Whether the two characters at ``at`` are one of the known words."""
    return text[at : at + 2] in known


def _is_sound(c: str) -> bool:
    return c in words("name_sounds")


@lru_cache(maxsize=1)
def leaders(lex: Lexicon) -> frozenset[str]:
    """The characters that may stand right before a name: ends of titles and verbs, function words."""
    ends = {
        word[-1] for word in (*_SCHOOLS, *lex.titles, *lex.verbs, *_group("named_leads"), *_LEADS, "的", "在", "班")
    }
    return frozenset(ends | set(_GLUE) | set(_PEOPLE_ENDINGS) | _ASPECT_SET)


class _Counts(dict[str, int]):
    """How often a piece stands in the text, counted when first asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, piece: str) -> int:
        self[piece] = self._text.count(piece)
        return self[piece]


#: A name of two characters set apart to the width of three: 陈　坚、罗一鸣.
_SPACED = re.compile(f"([{HAN}]) {{1,2}}(?=([{HAN}]))")


#: 纪 凡的市交通运输局局长职务.
_OF_OFFICE = re.compile("的[^，。；\n]{2,30}职务")


def _spaced(text: str, lex: Lexicon) -> list[Candidate]:
    found = []
    for match in _SPACED.finditer(text):
        at, end, name = match.start(), match.end() + 1, match.group(1) + match.group(2)
        if name[0] not in lex.surnames or name in lex.starts or name[1] in lex.unlikely:
            continue
        left, why = before(text, at, lex)
        listed = text[at - 1 : at] == "、"
        right = after(text, end, lex)[0]
        given = left >= 1.2 and (right >= 2.0 or _OF_OFFICE.match(text, end))
        if (left >= 2.5 or listed or given) and (text[end : end + 1] in "、及和与等的" or right >= 0.8):
            found.append(Candidate(at, end, name, left + 3.5, why))
    return found


def candidates(text: str, lex: Lexicon) -> list[Candidate]:
    """All candidates of a text with their evidence, in order; those far from a name are left out."""
    counts, leading = _Counts(text), leaders(lex)
    found = _spaced(text, lex) if " " in text else []
    for match in lex.heads.finditer(text):
        at = match.start()
        if at and is_han(text[at - 1]) and (text[at - 1] not in leading or _crosses(text, at, lex)):
            continue
        if match.group() == "班" and _CLASS.search(text, max(0, at - 8), at + 1):
            continue
        head = 2 if text[at : at + 2] in lex.compounds and is_han(text[at + 2 : at + 3]) else 1
        if text[at : at + head] in lex.surnames and (text[at + head] not in lex.unlikely or _is_counted(text, at, lex)):
            candidate = _candidate(text, at, head, lex, counts)
            if candidate:
                found.append(candidate)
    return sorted(found)


def _is_counted(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a given name begins with a numeral (占四喜, 王二小): an office before it, and speech or an age behind."""
    given = text[at + 1 : at + 3]
    usual = given[:1] in _NUMERALS and given[1:] in lex.given - lex.never and given[1:] not in _NUMERALS
    return bool(usual and _title(text, at, lex) and after(text, at + 3, lex)[1] in _SURE_RULES - {"mark"})


def _is_led_in(text: str, at: int, name: str, rule: str, lex: Lexicon) -> bool:
    """Whether a surname is a preposition (村民从河底捞出, 顾问连盒饭都站着吃), and not the name of somebody of whom only what is
    said of people follows (从维民说)."""
    if name[0] in _PREPOSITIONS:
        return rule not in _SURE_RULES or name[1:] in lex.gazetteer or name[1:] in lex.starts
    return _EVEN.match(text, at) is not None and not is_usual(name[1:], lex)


#: Quotation marks around just a name tell that it is called so, and hardly ever a person (台风“山竹”).
_QUOTED = 2.0


@lru_cache(maxsize=1)
def _crossing_titles() -> frozenset[str]:
    return frozenset(row[0] for row in rows("person_crossing") if row[1:] == ("title",))


#: What ends places whose head 长 is, and which 长安 or 长江 may follow.
_HEADED_PLACES = frozenset("区县市镇乡村州省旗会")


def _heads_a_shop(text: str, at: int) -> bool:
    """Whether 长 before the name ends a title that heads no place (店长|安明; but 开发区长|江路)."""
    return text[at - 1] == "长" and text[at - 2 : at - 1] not in _HEADED_PLACES


def _crosses(text: str, at: int, lex: Lexicon) -> bool:
    """Whether the surname at ``at`` is the end of a word (确保安全|度汛), and no title ends before it."""
    return text[at - 1 : at + 1] in words("person_crossing") and not _title(text, at, lex)


def _candidate(text: str, at: int, head: int, lex: Lexicon, counts: _Counts) -> Candidate | None:
    """The candidate whose surname of ``head`` characters stands at ``at``; None if too little speaks for it."""
    two = text[at : at + 2]
    if two in _HOW_LONG and _HOW_LONG_SAID.match(text, at):
        return None  # 主任医师乐呵呵说
    word = head == 1 and (two in lex.starts or two in lex.verbs or text[at : at + 3] in lex.starts)
    word = word and not _is_counted(text, at, lex)
    common = text[at + head : at + head + 2] in lex.common
    left, why = before(text, at, lex)
    if any(piece in lex.titles or piece in lex.honorifics for piece in (two, text[at : at + 3])):
        return None
    inside = two[1:] == "里"  # 车里，37岁的游客…: where he is
    told = word and not (common or inside) and _AGED.match(text, at + 2) is not None
    spoken = word and (left >= 1.2 or left >= 0.8 and _is_kin_of(text, at, lex)) and _speaks(text, at, lex, why)
    least = 1.0 if told else 0.8 if spoken else 3.0 if word else 2.5 if common else 0.0
    least = 2.7 if least == 3.0 and two in lex.words else least  # 儿子|陶冶在上海做工程师
    if common and not word and _common_speaks(text, at, head, lex):
        least = 1.2
    if left < least or inside_title(text, at, lex):
        return None
    if common and two[0] in _FUNCTION:
        return None
    size = _length(text, at, head, lex, counts)
    right, rule = after(text, at + size, lex)
    having = size == 3 and left >= 2.5 and text[at + 1] == "有" and text[at + 2] in _HAVING
    called = text[at - 2 : at] in _NAMED and text[at + size - 1] not in _PLACE_ENDINGS_TOO  # 小伙子名叫|宁波涛，
    if left + right < 1.5 or (
        word and not _despite(text, at, size, right if rule != "mark" or left >= 3.4 or having or called else 0.0, lex)
    ):
        return None
    name = text[at : at + size]
    kind = lex.surnames[name[:head]]
    if why == "body" and (
        size < 3 or kind == "odd" or right < 0.8 or name[0] in "原副兼代" or not is_usual(name[head:], lex)
    ):
        return None
    if text[at + size : at + size + 1] == "·" and why != "title":
        return None  # 洪山渡·副刊
    if name[head:] in lex.honorifics:
        return None  # 那大娘, 明叔: people._polite
    if kind in ("word", "odd") and _AMOUNT.match(text, at + head) and not _is_counted(text, at, lex):
        return None  # 占三成
    if name in words("name_organisations") or _is_led_in(text, at, name, rule, lex):
        return None  # 150平方米的卫生室, 村民从河底捞出
    if _PRONOUNS.intersection(name[head:]) or (size == 3 and name[:2] in lex.generic and name[2] not in lex.given):
        return None  # 老师安慰他说, 单位派人来了
    if name[0] == "向" and name[1:2] in ("小", "老") and why != "title":
        return None  # 瞿长根向|小顾鞠躬
    if name[0] in _LEADS_ROLL and rule in ("mark", "") and why == "title":
        return None  # 老党员有|安康、平安
    if size > 1 and name[1] == "家" and name[2:] in _FAMILY and why != "title":
        return None  # 李家说, 李家沟: a family, a place called by one
    if name[1:2] == "一" and name[0] == name[-1]:
        return None  # 敬一敬
    aged = why == "named" and rule == "told"  # 妻子叫|字开梅，42岁
    if kind == "odd" and not ((left >= 2.9 or why == "age" or aged) and right >= 0.8 and _is_odd_name(name, left, lex)):
        return None
    score = left + right + worth(name, lex)
    if is_usual(name[head:], lex) and not word:
        score += (
            0.3
            if (left >= 1.2 or why == "of")
            and right >= 1.5
            or (left >= 1.2 and (kind == "common" or kind == "rare" and why == "lead"))
            else 0.0
        )
    score += 0.5 if why == "lead" and rule in ("time", "person") else 0.0
    score += 0.5 if left >= 2.5 and right >= 1.5 else 0.8 if left >= 3.0 and rule == "mark" else 0.0
    score += 1.5 if why == "after quotation" and rule == "speech" and size == 3 and not word else 0.0
    score += 0.8 if spoken and left < 1.2 else 0.0
    score += 1.8 if told else 0.8 if why == "body" else 0.0
    spoken_of = (left >= 3.2 or called) and rule in _SURE_RULES
    score -= (1.0 if word else 0.0) + (1.5 if common else 0.0) + _against(name, head, left, spoken_of, lex)
    score -= 2.5 if text[at - 1 : at + 1] in _crossing_titles() and not _heads_a_shop(text, at) else 0.0
    score -= _QUOTED if text[at - 1 : at] in ("“", "‘") and text[at + size : at + size + 1] in ("”", "’") else 0.0
    score -= 2.5 if word and right < 2.5 and text[at + size - 1 : at + size + 1] in lex.common else 0.0  # 招生方|案
    score -= 1.5 if right < 1.5 and _runs_on(text, at + size, lex) else 0.0
    score -= 2.5 if right == 0.0 and _FIRM_AHEAD.match(text, at + size) else 0.0
    if THRESHOLD - 1.2 <= score < THRESHOLD:
        score += min(1.2, 0.4 * (counts[name] - 1))
    return Candidate(at, at + size, name, score, why if left >= 2 else rule or why)


@lru_cache(maxsize=1)
def _place_ends() -> frozenset[str]:
    return frozenset(row[0] for row in rows("name_places") if len(row[0]) == 2)


def _runs_on(text: str, end: int, lex: Lexicon) -> bool:
    """Whether the last character of a name and the next one are a word (长宁|大道): the name is cut from a longer one."""
    two = text[end - 1 : end + 1]
    return two in lex.common or two in lex.titles or two in _place_ends()


def worth(name: str, lex: Lexicon) -> float:
    """What speaks for a name by itself: its surname and the characters of its given name."""
    head = 2 if name[:2] in lex.compounds and len(name) > 2 else 1
    kind = lex.surnames.get(name[:head], "odd")
    strong = sum(c in lex.strong for c in name[head:]) if kind in ("common", "compound") else 0
    return _SURNAME[kind] + _characters(name[head:], lex) + 0.4 * strong


def _speaks(text: str, at: int, lex: Lexicon, why: str) -> bool:
    """Whether three characters that begin like a word are a person who speaks (任重远告诉记者), or whose age is told."""
    third = text[at + 2 : at + 3]
    usual = third in lex.given and third not in lex.never and text[at : at + 3] not in lex.starts
    told = ("speech", "person", "act") if why == "age" else ("speech", "person")
    return usual and after(text, at + 3, lex)[1] in told and text[at + 1 : at + 3] not in lex.common


def _is_kin_of(text: str, at: int, lex: Lexicon) -> bool:
    """Whether kin follows three characters, the last of which stands in given names most (是叶子萱|的奶奶; not 叶子的颜色)."""
    return text[at + 2 : at + 3] in lex.strong and _OF_A_PERSON.match(text, at + 3) is not None


def _common_speaks(text: str, at: int, head: int, lex: Lexicon) -> bool:
    """Whether a given name that is a common word (大力) is one: its characters are usual in names, and speech follows."""
    given = text[at + head : at + head + 2]
    return set(given) <= lex.given - lex.never and after(text, at + head + 2, lex)[1] == "speech"


def is_usual(given: str, lex: Lexicon) -> bool:
    """Whether a given name of two characters is nothing else: only such a one follows a surname that is a function word (和丽芳)."""
    known = (lex.verbs, lex.common, lex.titles, lex.starts, lex.generic)
    return len(given) == 2 and set(given) <= lex.given - lex.never and not any(given in group for group in known)


def _is_odd_name(name: str, left: float, lex: Lexicon) -> bool:
    """Whether a name may begin with a surname that is a function word or verb: 和丽芳, behind an office also 折虹."""
    alone = len(name) == 2 and name[1] in lex.given - lex.never and name[0] not in _FUNCTION and left >= 3.4
    return is_usual(name[1:], lex) or (alone and name not in lex.verbs and name not in lex.common)


def _against(name: str, head: int, left: float, spoken_of: bool, lex: Lexicon) -> float:
    """What speaks against a name by itself: a verb or title as given name, the end of a place, a known place, unless an
    office stands before it and speech behind (科长巫山青答复)."""
    given, worth = name[head:], 0.0
    if len(given) == 2 and (given in lex.verbs or given in lex.titles) and not _FAMILIAR.fullmatch(given):
        worth += 1.0 if left >= 2.5 else 2.5
    if len(given) == 2 and left < 3.0 and given in words("name_boundaries"):
        worth += 1.5
    if name[0] in _FUNCTION_MORE:
        worth += 1.5
    if name[-1] in _PLACE_ENDINGS_TOO:
        worth += 1.5 if left >= 2.5 else 2.5
    if len(name) == 2 and (name[0] in _FUNCTION_PAIR or name[0] == "向" and left >= 2.5):
        worth += 2.0
    places = (name, name[:3]) if head == 2 else (name, name[:2], name[:3])  # 濮阳|英
    if any(lex.gazetteer.get(one, "weak") != "weak" for one in places):
        worth += 0.5 if spoken_of and len(name) > 2 and name not in lex.gazetteer else 3.0
    return worth


def _despite(text: str, at: int, size: int, right: float, lex: Lexicon) -> bool:
    """Whether a name that begins like a word (凌云志说) is one: three characters, the last usual in
    names, and something that follows names."""
    if size == 2 and (text[at : at + 2] in lex.words or _AGED.match(text, at + 2)):
        return right >= 1.5
    third = text[at + 2 : at + 3]
    if third in _NUMERALS and text[at : at + 2] in lex.verbs:
        return False  # 荣获二|等功
    if third == "为" and text[at + 1] == "以":
        return False  # 职工习以为|常
    if size == 3 and right >= 2.5 and text[at] not in _FUNCTION:
        return third not in lex.unlikely and text[at : at + 3] not in lex.starts
    usual = third in lex.given and third not in lex.never and text[at : at + 3] not in lex.starts
    return size == 3 and text[at] not in _FUNCTION and right >= 0.8 and usual
