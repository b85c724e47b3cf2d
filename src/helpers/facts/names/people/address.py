"""Who is spoken of by surname and form of address (陆先生, 黄某, 老李, 顾家姆妈)."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import SAYS_HOW, Mention, after, before, leaders
from helpers.facts.names.foreign import clans
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.facts.names.people.standing import REACH, finds
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
#: After these 某 is no person (中铁某局, 某地).
_NO_ONE = _group("no_one")
_SHORT = re.compile(f"[老小阿][{HAN}](?![{HAN}]?某)")
_ADDRESS = _group("address")


def polite(text: str, lex: Lexicon) -> list[Mention]:
    """Surname and form of address: 陆先生, 史阿姨, 黄某, 葛老太, 冯老师."""
    found = []
    for match in lex.addressed.finditer(text):
        at, head = match.start(), match.end() - match.start()
        for k in (3, 2, 1):
            kind = lex.honorifics.get(text[at + head : at + head + k])
            if kind and at + head + k <= len(text) and _is_address(text, at, head, k, kind, lex):
                end = at + head + k + _masked_more(text, at + head + k, lex)
                found.append(Mention(at, end, text[at:end], "address"))
                break
    return found


#: 83岁的|顾家姆妈, 对门的|徐家阿婆.
_OF_A_HOUSE = re.compile(f"([{HAN}])家{_any_of('families')}(?!们)")


def of_a_house(text: str, lex: Lexicon) -> list[Mention]:
    """Surname, 家 and kin, as neighbours call somebody: 顾家姆妈, 李家大伯."""
    return [
        Mention(*match.span(), match.group(), "address")
        for match in _OF_A_HOUSE.finditer(text)
        if lex.surnames.get(match.group(1)) in ("common", "rare")
        and match.group(1) not in _NO_HOUSE
        and before(text, match.start(), lex)[0] > -1
    ]


#: Surnames that 家 makes a word of (农家, 东家).
_NO_HOUSE = frozenset(_letters("no_house"))
#: Another masked name behind the one before.
_MASKED_ROW = re.compile(f"[、和及与][{HAN}]某")


def _masked_more(text: str, end: int, lex: Lexicon) -> int:
    """How many characters of the given name stand behind 某 (黎某辉被抓获): one or none."""
    c = text[end : end + 1]
    if text[end - 1] == "某" and is_han(c) and c not in lex.never and text.count(text[end - 2 : end + 1]) > 1:
        return int(text.count(text[end - 2 : end + 1]) == text.count(text[end - 2 : end]))
    if text[end - 1] == "某" and c in lex.given - lex.never and _MASKED_ROW.match(text, end + 1):
        return 1  # 殷某、胥某|平、妫某某
    if text[end - 1] != "某" or c not in lex.strong or c in lex.verbs or after(text, end, lex)[0] > 0:
        return 0
    return int(after(text, end + 1, lex)[0] > 0 and text[end : end + 2] not in lex.verbs)


#: What stands before 任 where it is the holding of an office.
_IN_OFFICE = frozenset(_letters("in_office"))
#: What ends the number of a class, before 班.
_OF_CLASS = frozenset("）)级0123456789一二三四五六七八九十")


def _is_address(text: str, at: int, head: int, size: int, kind: str, lex: Lexicon) -> bool:
    word = text[at : at + head + size]
    if word in lex.starts or (head == 1 and size == 1 and text[at : at + 2] in lex.starts) or word in lex.titles:
        return False
    if word[0] == "任" and text[at - 1 : at] and text[at - 1] in _IN_OFFICE:
        return False  # 第一任校长
    if word[0] == "班" and text[at - 1 : at] and text[at - 1] in _OF_CLASS:
        return False  # 高一（5）班同学
    left, why = before(text, at, lex)
    if why == "sign" or (why == "body" and kind != "polite"):
        return False  # 师范大学|原副校长
    right = after(text, at + head + size, lex)[0]
    usual = lex.surnames[text[at : at + head]] != "word"
    if left <= -1 and kind == "polite" and is_han(text[at - 1]) and text[at - 1] not in leaders(lex):
        return False  # 榕江|城姑娘: the surname is the end of a town
    if text[at + head : at + head + size] in _ADDRESS:
        if word[-1] == "某" and text[at + head + size : at + head + size + 1] in _NO_ONE:
            return False
        return (usual and right >= 0) or (left > -1 and (left >= 0.3 or right > 0))
    if (size > 2 and left >= 1.2 and usual) or (why == "of" and kind == "polite" and size == 2):
        return True
    if size == 1 and kind == "kin" and left >= 1.2 and usual and text.count(word) > 1:
        return True  # 谭爹|脾气倔
    if size == 1 or kind == "role":
        return left >= 0.3 and right > 0 and (usual or left >= 1.2)
    return (usual and (left > -1 or size > 1)) or left >= 1.2


#: Kin behind 阿 and a character (阿昌|嫂).
_SHORT_KIN = frozenset(_letters("short_kin"))
_NO_SHORT = frozenset(_group("no_short"))
_NEAR_BY = frozenset(_group("near_by"))
#: A number with the measure word of a thing, or a measure, before 小孔, 小段.
_A_THING = re.compile(f"[0-9一二两三四五六七八九十几数]{_any_of('thing_classifiers')}(?:[{HAN}]{{0,3}}的)?$")


def nicknames(text: str, lex: Lexicon, surnames: dict[str, int]) -> list[Mention]:
    """老李, 小王, 阿强; 小 and 阿 before another character only after a title (女工小满)."""
    found = []
    for match in _SHORT.finditer(text):
        at, word = match.start(), match.group()
        named = word[1] if at - surnames.get(word[1], at + 1) in range(REACH) else ""
        if word in lex.starts or word in lex.honorifics or word in lex.titles or text[at : at + 3] in lex.titles:
            continue
        if text[at : at + 3] in _NO_SHORT:
            continue  # 小苏打
        if word in SAYS_HOW or (word in clans() and is_han(text[match.end() : match.end() + 1])):
            continue  # 弟弟小声说; 31岁的阿尔|阿妞
        if word[0] == "小" and _A_THING.search(text, max(0, at - 8), at):
            continue  # 3个直径0.8厘米的小孔, 一条小段
        left, why = before(text, at, lex)
        right = after(text, match.end(), lex)[0]
        left = 2.5 if text[at - 2 : at] in _NEAR_BY and word[0] == "老" else left
        kind = lex.surnames.get(word[1], "odd")
        spoken = why in ("clause", "after quotation")
        if word[0] == "老" and spoken and word[1] in named and is_han(text[match.end() : match.end() + 1]):
            found.append(Mention(at, match.end(), word, "short"))
            continue
        known = kind in ("common", "rare") or (kind != "odd" and left >= 1.2)
        kin = word[0] == "阿" and text[match.end() : match.end() + 1]
        if kin and kin in _SHORT_KIN and (left >= 1.2 or why == "of") and after(text, match.end() + 1, lex)[0] > 0:
            found.append(Mention(at, match.end() + 1, word + kin, "address"))  # 老板娘|阿昌嫂回忆说
            continue
        if word[0] == "阿" and why == "title" and text.count(word) > 1:
            found += [Mention(at, at + 2, word, "short") for at in finds(text, word)]
        elif (
            known
            and text[at - 1 : at] == "、"
            and found
            and found[-1].end == at - 1
            or (known and (left >= 2.5 or (left >= 0.3 and right >= 0.8)))
            or (word[0] != "老" and why == "title" and right >= 0.8)
        ):
            found.append(Mention(at, match.end(), word, "short"))
    often = {m.name for m in found if m.name[0] == "老" and text.count(m.name) > 2}
    often |= {m.name for m in found if lex.surnames.get(m.name[1]) in ("common", "rare") and text.count(m.name) > 2}
    return found + [Mention(at, at + 2, word, "short") for word in often for at in finds(text, word)]
