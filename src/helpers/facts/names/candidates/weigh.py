"""Where a person's name may stand in a text: all evidence of a candidate added up."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates.ahead import NAMED, SCHOOL_CLASS, before, inside_title, leaders
from helpers.facts.names.candidates.behind import AGED, HOW_LONG, HOW_LONG_SAID, SURE_RULES, after
from helpers.facts.names.candidates.given import (
    FUNCTION,
    PLACE_ENDINGS_TOO,
    is_odd_name,
    is_usual,
    speaks_against,
    worth,
)
from helpers.facts.names.candidates.length import Counts, length
from helpers.facts.names.candidates.model import THRESHOLD, Candidate
from helpers.facts.names.candidates.wordlike import (
    common_word_speaks,
    crosses,
    crossing_titles,
    heads_a_shop,
    is_counted,
    is_kin_of,
    is_led_in,
    is_name_despite,
    runs_on,
    word_speaks,
)
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters, words

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
_AMOUNT = re.compile(f"[一二三四五六七八九十两几半百千][十百千万{_letters('amounts')}]")
_FIRM_AHEAD = re.compile(f"[{HAN}]{{0,9}}?{_any_of('firm_ends')}")
#: Characters that no name holds behind its surname (安慰|他说).
_PRONOUNS = frozenset(_letters("pronouns"))
#: What ends a place that is called by a family (李家沟), and nothing where the family itself is told of.
_FAMILY = frozenset(_group("family_places")) | {""}
#: What leads a roll in behind whom it is of.
_LEADS_ROLL = frozenset(("有", "是", "为"))
_HAVING = frozenset(_letters("having"))
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
    counts, leading = Counts(text), leaders(lex)
    found = _spaced(text, lex) if " " in text else []
    for match in lex.heads.finditer(text):
        at = match.start()
        if at and is_han(text[at - 1]) and (text[at - 1] not in leading or crosses(text, at, lex)):
            continue
        if match.group() == "班" and SCHOOL_CLASS.search(text, max(0, at - 8), at + 1):
            continue
        head = 2 if text[at : at + 2] in lex.compounds and is_han(text[at + 2 : at + 3]) else 1
        if text[at : at + head] in lex.surnames and (text[at + head] not in lex.unlikely or is_counted(text, at, lex)):
            candidate = _candidate(text, at, head, lex, counts)
            if candidate:
                found.append(candidate)
    return sorted(found)


#: Quotation marks around just a name tell that it is called so, and hardly ever a person (台风“山竹”).
_QUOTED = 2.0


def _candidate(text: str, at: int, head: int, lex: Lexicon, counts: Counts) -> Candidate | None:
    """The candidate whose surname of ``head`` characters stands at ``at``; None if too little speaks for it."""
    two = text[at : at + 2]
    if two in HOW_LONG and HOW_LONG_SAID.match(text, at):
        return None  # 主任医师乐呵呵说
    word = head == 1 and (two in lex.starts or two in lex.verbs or text[at : at + 3] in lex.starts)
    word = word and not is_counted(text, at, lex)
    common = text[at + head : at + head + 2] in lex.common
    left, why = before(text, at, lex)
    if any(piece in lex.titles or piece in lex.honorifics for piece in (two, text[at : at + 3])):
        return None
    inside = two[1:] == "里"  # 车里，37岁的游客…: where he is
    told = word and not (common or inside) and AGED.match(text, at + 2) is not None
    spoken = word and (left >= 1.2 or left >= 0.8 and is_kin_of(text, at, lex)) and word_speaks(text, at, lex, why)
    least = 1.0 if told else 0.8 if spoken else 3.0 if word else 2.5 if common else 0.0
    least = 2.7 if least == 3.0 and two in lex.words else least  # 儿子|陶冶在上海做工程师
    if common and not word and common_word_speaks(text, at, head, lex):
        least = 1.2
    if left < least or inside_title(text, at, lex):
        return None
    if common and two[0] in FUNCTION:
        return None
    size = length(text, at, head, lex, counts)
    right, rule = after(text, at + size, lex)
    having = size == 3 and left >= 2.5 and text[at + 1] == "有" and text[at + 2] in _HAVING
    called = text[at - 2 : at] in NAMED and text[at + size - 1] not in PLACE_ENDINGS_TOO  # 小伙子名叫|宁波涛，
    if left + right < 1.5 or (
        word
        and not is_name_despite(
            text, at, size, right if rule != "mark" or left >= 3.4 or having or called else 0.0, lex
        )
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
        return None  # 那大娘, 明叔: people.address
    if kind in ("word", "odd") and _AMOUNT.match(text, at + head) and not is_counted(text, at, lex):
        return None  # 占三成
    if name in words("name_organisations") or is_led_in(text, at, name, rule, lex):
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
    if kind == "odd" and not ((left >= 2.9 or why == "age" or aged) and right >= 0.8 and is_odd_name(name, left, lex)):
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
    spoken_of = (left >= 3.2 or called) and rule in SURE_RULES
    score -= (1.0 if word else 0.0) + (1.5 if common else 0.0) + speaks_against(name, head, left, spoken_of, lex)
    score -= 2.5 if text[at - 1 : at + 1] in crossing_titles() and not heads_a_shop(text, at) else 0.0
    score -= _QUOTED if text[at - 1 : at] in ("“", "‘") and text[at + size : at + size + 1] in ("”", "’") else 0.0
    score -= 2.5 if word and right < 2.5 and text[at + size - 1 : at + size + 1] in lex.common else 0.0  # 招生方|案
    score -= 1.5 if right < 1.5 and runs_on(text, at + size, lex) else 0.0
    score -= 2.5 if right == 0.0 and _FIRM_AHEAD.match(text, at + size) else 0.0
    if THRESHOLD - 1.2 <= score < THRESHOLD:
        score += min(1.2, 0.4 * (counts[name] - 1))
    return Candidate(at, at + size, name, score, why if left >= 2 else rule or why)
