"""Names that begin like a word of the language (高山, 任重远) or with a function word: what tells them apart."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.candidates.ahead import title_class
from helpers.facts.names.candidates.behind import AGED, OF_A_PERSON, SURE_RULES, after
from helpers.facts.names.candidates.given import FUNCTION, is_usual
from helpers.facts.names.candidates.model import NUMERALS
from helpers.facts.names.lexicon import Lexicon
from helpers.lexicon import letters, rows, words

_letters = partial(letters, "person_words")
#: Surnames that lead in where somebody comes from, and 连 before what even is so.
_PREPOSITIONS = frozenset(_letters("prepositions"))
_EVEN = re.compile(f"[{_letters('even_of')}][^，。；：！？“”\n]{{1,8}}?[{_letters('even')}]")


def is_counted(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a given name begins with a numeral (占四喜, 王二小): an office before it, and speech or an age behind."""
    given = text[at + 1 : at + 3]
    usual = given[:1] in NUMERALS and given[1:] in lex.given - lex.never and given[1:] not in NUMERALS
    return bool(usual and title_class(text, at, lex) and after(text, at + 3, lex)[1] in SURE_RULES - {"mark"})


def is_led_in(text: str, at: int, name: str, rule: str, lex: Lexicon) -> bool:
    """Whether a surname is a preposition (村民从河底捞出, 顾问连盒饭都站着吃), and not the name of somebody of whom only what is
    said of people follows (从维民说)."""
    if name[0] in _PREPOSITIONS:
        return rule not in SURE_RULES or name[1:] in lex.gazetteer or name[1:] in lex.starts
    return _EVEN.match(text, at) is not None and not is_usual(name[1:], lex)


@lru_cache(maxsize=1)
def crossing_titles() -> frozenset[str]:
    return frozenset(row[0] for row in rows("person_crossing") if row[1:] == ("title",))


#: What ends places whose head 长 is, and which 长安 or 长江 may follow.
_HEADED_PLACES = frozenset("区县市镇乡村州省旗会")


def heads_a_shop(text: str, at: int) -> bool:
    """Whether 长 before the name ends a title that heads no place (店长|安明; but 开发区长|江路)."""
    return text[at - 1] == "长" and text[at - 2 : at - 1] not in _HEADED_PLACES


def crosses(text: str, at: int, lex: Lexicon) -> bool:
    """Whether the surname at ``at`` is the end of a word (确保安全|度汛), and no title ends before it."""
    return text[at - 1 : at + 1] in words("person_crossing") and not title_class(text, at, lex)


@lru_cache(maxsize=1)
def _place_ends() -> frozenset[str]:
    return frozenset(row[0] for row in rows("name_places") if len(row[0]) == 2)


def runs_on(text: str, end: int, lex: Lexicon) -> bool:
    """Whether the last character of a name and the next one are a word (长宁|大道): the name is cut from a longer one."""
    two = text[end - 1 : end + 1]
    return two in lex.common or two in lex.titles or two in _place_ends()


def word_speaks(text: str, at: int, lex: Lexicon, why: str) -> bool:
    """Whether three characters that begin like a word are a person who speaks (任重远告诉记者), or whose age is told."""
    third = text[at + 2 : at + 3]
    usual = third in lex.given and third not in lex.never and text[at : at + 3] not in lex.starts
    told = ("speech", "person", "act") if why == "age" else ("speech", "person")
    return usual and after(text, at + 3, lex)[1] in told and text[at + 1 : at + 3] not in lex.common


def is_kin_of(text: str, at: int, lex: Lexicon) -> bool:
    """Whether kin follows three characters, the last of which stands in given names most (是叶子萱|的奶奶; not 叶子的颜色)."""
    return text[at + 2 : at + 3] in lex.strong and OF_A_PERSON.match(text, at + 3) is not None


def common_word_speaks(text: str, at: int, head: int, lex: Lexicon) -> bool:
    """Whether a given name that is a common word (大力) is one: its characters are usual in names, and speech follows."""
    given = text[at + head : at + head + 2]
    return set(given) <= lex.given - lex.never and after(text, at + head + 2, lex)[1] == "speech"


def is_name_despite(text: str, at: int, size: int, right: float, lex: Lexicon) -> bool:
    """Whether a name that begins like a word (凌云志说) is one: three characters, the last usual in
    names, and something that follows names."""
    if size == 2 and (text[at : at + 2] in lex.words or AGED.match(text, at + 2)):
        return right >= 1.5
    third = text[at + 2 : at + 3]
    if third in NUMERALS and text[at : at + 2] in lex.verbs:
        return False  # 荣获二|等功
    if third == "为" and text[at + 1] == "以":
        return False  # 职工习以为|常
    if size == 3 and right >= 2.5 and text[at] not in FUNCTION:
        return third not in lex.unlikely and text[at : at + 3] not in lex.starts
    usual = third in lex.given and third not in lex.never and text[at : at + 3] not in lex.starts
    return size == 3 and text[at] not in FUNCTION and right >= 0.8 and usual
