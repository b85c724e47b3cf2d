"""What stands before a name: an office or trade, a word that leads in or names, a mark; and where no name begins."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.candidates.model import ASPECT_SET, NUMERALS
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
_TITLE = {"office": 3.4, "trade": 3.2, "kin": 2.7, "sign": 3.0}
#: 种了二十来年西红柿的|侯二小, 种着52亩地的|孙计生, at the head of a clause.
_LIVES_BY = re.compile(
    f"(?:^|[，。；！？”\n])[{HAN}]{{0,4}}?{_any_of('lives_by')}[了着过][0-9一二三四五六七八九十百千两几半][^，。；：！？“”\n]{{1,14}}的$"
)
#: A name is told: 写下自己的名字：田玉录; 人称“老海”的海文军.
_SIGNED = re.compile(f"(?:{_any_of('signs_as')}|[写签留署][^。，：]{{0,3}}{_any_of('signs_words')})[^。，：]{{0,4}}：$")
_FULL_NAME = re.compile(f"[他她](?:的)?{_any_of('real_names', 'signs_as')}——$")
_CALLED_SO = re.compile(f"{_any_of('is_called')}[^。！？，]{{0,3}}“[^“”]{{2,8}}”的$")
#: Kin in one character behind a pronoun: 他爸|贺长顺.
_HIS_KIN = frozenset(who + kin for who in "他她我" for kin in "爸妈爹娘哥姐弟妹")
#: Where somebody is from, before a name: 湖南人|邹立新, 当地人|沙吾提.
_FROM_THERE = frozenset(_group("from_there"))
#: Whose turn it is in an interview.
_ASKING = re.compile(f"(?:^|\n){_any_of('asking')}：$")
#: The class of a school before its pupil: 六（3）班|赵子涵, 三年级2班|向南.
SCHOOL_CLASS = re.compile(
    "(?:[初高大]?[一二三四五六七八九][（(][0-9一二三四五六七八九十]{1,2}[）)]|[初高][一二三][0-9]{1,2}|[0-9一二三四五六]年级[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?)班$"
)
#: Schools whose pupils follow with their names (东华中学|纪晓峰分获).
_SCHOOLS = frozenset(_group("schools"))
_GLUE = _letters("glue")
_PEOPLE_ENDINGS = _letters("people_ends")
_PEOPLE_ENDINGS_SURE = _letters("people_ends_sure")
_NO_PEOPLE = _group("no_people")
#: Who does something for a living: 守灯人, 护林人, 摆渡人.
_DOER = re.compile(f"[{_letters('doers')}][{HAN}]{{1,2}}人$")
NAMED = _group("named")
_AGES = frozenset(_group("ages"))
_PLAYED = _group("played")
_OWNERS = _group("owners")
_LEADS = frozenset(_group("leads"))


def before(text: str, at: int, lex: Lexicon) -> tuple[float, str]:
    """The evidence to the left of a name that begins at ``at``, and what it is."""
    c = text[at - 1] if at else "\n"
    if not is_han(c):
        return _before_mark(text, at, c, lex)
    kind = title_class(text, at, lex)
    if kind and not _is_called_so(text, at, lex):
        return _TITLE[kind], kind if kind == "sign" else "title"
    two = text[at - 2 : at]
    if two in _HIS_KIN:
        return 2.7, "title"
    if two in NAMED or text[at - 3 : at] in NAMED:
        return 3.0, "named"
    if two == "岁的" or (c == "的" and text[at - 3 : at] in _AGES):
        return 2.5, "age"
    if c == "叫" or two in _PLAYED or (two == "”的" and _CALLED_SO.search(text, max(0, at - 20), at)):
        return 2.6, "named"
    if c == "手" and two[:1] in NUMERALS:
        return -1.0, "inside"  # 二手|房
    if c in _PEOPLE_ENDINGS and text[at - 1 : at + 1] not in _NO_PEOPLE and two[:1] and is_han(two[0]):
        return 2.0, "trade"
    if c == "人" and _DOER.search(text, max(0, at - 4), at):
        return 2.0, "trade"
    if c == "人" and (text[at - 3 : at] in _FROM_THERE or _is_from(text, at - 1, lex)):
        return 2.0, "trade"
    if lex.verbs.get(two) == "appoint":
        return 2.4, "appointed"
    if c == "是" and title_class(text, at - 1, lex):
        return 2.6, "named"
    if two in _LEADS or (c in ASPECT_SET and (text[at - 3 : at - 1] in _LEADS or text[at - 2 : at - 1] in _LEADS)):
        return 1.2, "lead"
    if c in "班的" and SCHOOL_CLASS.search(text, max(0, at - 10), at - (c == "的")):
        return 2.6, "pupil"
    if text[at - 2 : at] in _SCHOOLS and is_han(text[at - 3 : at - 2]):
        return 1.2, "body"
    if c == "在":
        return 0.3, "glue"
    if c in _GLUE or two in lex.verbs or (c in ASPECT_SET and text[at - 3 : at - 1] in lex.verbs):
        return 0.8, "glue"
    if c == "的" and _LIVES_BY.search(text, max(0, at - 28), at):
        return 2.4, "trade"
    if c == "的":
        return (1.5 if two[:1] in _OWNERS or text[at - 3 : at - 1] in _SCHOOLS else 0.8), "of"
    return -1.0, "inside"


def _is_from(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a known place ends before 人 (做药材生意的湖南|人邹立新)."""
    return any(lex.gazetteer.get(text[at - k : at], "weak") != "weak" for k in (2, 3, 4) if at >= k)


def title_class(text: str, at: int, lex: Lexicon) -> str:
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
        kind = title_class(text, at - 1, lex)
        if kind:
            return _TITLE[kind] + 0.4, "sign" if kind == "sign" else "title"
    if c == " ":
        kind = title_class(text, len(text[:at].rstrip(" ")), lex) if text[max(0, at - 6) : at].strip(" ") else ""
        if kind:
            return _TITLE[kind], kind if kind == "sign" else "title"
    if c == "—" and _FULL_NAME.search(text, max(0, at - 10), at):
        return 3.4, "named"  # 病历上写着他的全名——周全福
    if c == "—":
        kind = title_class(text, at - 2 if text[at - 2] == "—" else at - 1, lex) if at > 3 else ""
        if kind in ("office", "trade"):
            return _TITLE[kind], "title"  # 只有一名老师——和占军
    if c in "）" and at > 3:
        opened = text.rfind("（", max(0, at - 12), at)
        if opened > 0 and any(text[opened - k : opened] in lex.titles for k in (2, 3, 4)):
            return 2.5, "title"
    return (0.8 if c == "、" else 1.2), "clause"


@lru_cache(maxsize=1)
def leaders(lex: Lexicon) -> frozenset[str]:
    """The characters that may stand right before a name: ends of titles and verbs, function words."""
    ends = {
        word[-1] for word in (*_SCHOOLS, *lex.titles, *lex.verbs, *_group("named_leads"), *_LEADS, "的", "在", "班")
    }
    return frozenset(ends | set(_GLUE) | set(_PEOPLE_ENDINGS) | ASPECT_SET)
