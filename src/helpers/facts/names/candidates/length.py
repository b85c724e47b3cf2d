"""How long a name is: whether the third character belongs to it or to what follows."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import partial

from helpers.facts.names.candidates.ahead import title_class
from helpers.facts.names.candidates.behind import SURE_RULES, after
from helpers.facts.names.candidates.given import FAMILIAR
from helpers.facts.names.candidates.model import ASPECT, NUMERALS
from helpers.facts.names.lexicon import Lexicon, is_han
from helpers.lexicon import any_of, letters, words

_letters = partial(letters, "person_words")
#: What joins somebody whose name ends with 和 to others, and complements of direction behind a verb.
_JOINS_NEXT, _WAYS = frozenset("与同跟"), frozenset(_letters("ways"))
_JOINT = frozenset(_letters("no_third_joint"))
#: How and what somebody calls (大喊, 高叫, 连呼).
_LOUD, _CALLING = frozenset(_letters("loud")), frozenset(_letters("calling_out"))
#: What somebody does for another, behind 代 (代领, 代签).
_ACTS_FOR = frozenset(_letters("acts_for"))
#: Prepositions behind a name that is a word.
_JOINS_ON = frozenset(_letters("joins_on"))
_SAYING = _letters("saying")
_NO_THIRD = _letters("no_third")
_THIRD_ADVERBS = _letters("third_adverbs")
_THIRD_ACTS = _letters("third_acts")
#: First characters of given names of the countryside that take any other behind them (潘老替, 杨阿妮).
_OF_THE_COUNTRY = frozenset(_letters("of_the_country"))
_THIRD_MAYBE = _letters("third_maybe")
#: Verbs that many foreign and minority names end with (米海拉说).
_THIRD_SOUNDS = frozenset(_letters("third_sounds"))
_ONE_OF = frozenset(_letters("one_of"))
_RANKS = frozenset(_letters("ranks"))
#: What is given (作): a report, a speech, an address.
_REPORTS = re.compile(any_of("person_words", "given_speech"))


def length(text: str, at: int, head: int, lex: Lexicon, counts: Counts) -> int:
    """How long the name is that begins at ``at`` with a surname of ``head`` characters."""
    short, long = at + head + 1, at + head + 2
    third = text[short:long]
    if not third or not is_han(third):
        return short - at
    one = after(text, short, lex)[0]
    two, rule = after(text, long, lex)
    two += 0.7
    sure = two >= 1.7 and rule in SURE_RULES
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
    if third in NUMERALS and text[long : long + 1] == "十":
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
    if FAMILIAR.match(text, short - 1):
        two += 4.0
    if text[long : long + 1] == "、" and (text[at - 1 : at] == "、" or title_class(text, at, lex)):
        two += 2.0
    following = text[long : long + 1]
    if following in ASPECT and following:
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


class Counts(dict[str, int]):
    """How often a piece stands in the text, counted when first asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, piece: str) -> int:
        self[piece] = self._text.count(piece)
        return self[piece]
