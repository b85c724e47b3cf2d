"""Whose an age is: the noun beside it, or a pronoun, which the names of the text replace (``Setting.person``)."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BLANK, kept_adverb, noun_before, predicate
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_subject")
_PEOPLE = frozenset("人名位个例")
#: 我十岁那年, 如今他七十八岁: a pronoun right before the age.
_PRONOUN = re.compile(rf"(?<![大小比])(我|他|她|自己)[{BLANK}，]*(?:{_any_of('age_adverbs')})*$")
_NO_DEED = re.compile(f"$|[了，]|{_any_of('no_deed')}")
#: 71岁的他, 78岁的她慌了神.
_PRONOUN_BEHIND = re.compile("^的?([他她])(?!们)")
#: 那年, 享年: what is left of a time before the age.
_YEAR_LEFT = re.compile("[那这当享现时终得]年$")
_KIN = tuple(group("name_honorifics", "kin")) + tuple(group("figure_subject", "aged"))
_NOBODY = re.compile(f"(?:{_any_of('age_adverbs')})+$")
#: 年龄最大的91岁, 受害人中年纪最轻的也有57岁, 最小的才4个月.
_SUPERLATIVE = re.compile(
    rf"((?:年[龄纪])?最[{letters('figure_subject', 'superlative')}](?:者|的)?)(?:{_any_of('leads_up')}|也|有)*$"
)
_OLDEST = re.compile("^(?:年[龄纪])?最.的|(?:年[龄纪])?最.者?$")


def of_age(left: str, right: str, noun: str, after: str, heir: str) -> str:
    """The subject of an age as its clause gives it."""
    if (before := _PRONOUN.search(left)) and _NO_DEED.match(right):
        return before.group(1)  # 他5岁学琴 tells what he did
    if behind := _PRONOUN_BEHIND.match(right):
        return behind.group(1)
    noun = _YEAR_LEFT.sub("", noun)
    if noun.endswith(_KIN) and left.endswith(noun) and not right.startswith("的"):
        return noun  # 英国老太101岁考下驾照
    if after:
        return after
    if not noun and len(told := _YEAR_LEFT.sub("", noun_before(left.rstrip(BLANK))[0])) <= 3:
        noun = told  # 老汉今年78岁; longer ones hold a name (收件人吉克阿果), which the setting tells
    if _NOBODY.fullmatch(noun):
        noun = ""
    return noun or kept_adverb(left) or ("" if right.startswith(("的", "占")) else predicate(right)) or heir


_PLACE_END = re.compile("[镇乡村县区市州]$|街道$")
#: A longer heir tells what happened to them (被困者全部救出).
_LONGEST = 6


def the_oldest(left: str, start: int, heirs: Heirs) -> str:
    """最大的 with those of whom it is the oldest: 受害人中年纪最轻的; 挤着31名幼儿，最大的6岁."""
    most = _SUPERLATIVE.search(left)
    if not most:
        return ""
    whole = noun_before(left[: most.start()].removesuffix("中"))[0]
    if (
        not whole
        and "；" not in heirs.between(start)
        and (heirs.unit(start) in _PEOPLE or _OLDEST.search(heirs.last(start)))
    ):
        whole = _OLDEST.sub("", heirs.last(start))
    if len(whole) > _LONGEST or _PLACE_END.search(whole):
        whole = ""
    return most.group(1) + whole if most.group(1).endswith("的") else whole + most.group(1)
