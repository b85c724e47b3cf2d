"""What a subject gains from the words around it: the one that a rate is per (每班), the label of a person (王某（男，41岁）),
the object of what was done in a time (三天跑坏两双鞋), the noun that the same measure word counted before (其余15处腾退).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_ages import the_oldest
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BLANK, action_object, noun_before, predicate
from helpers.lexicon import alternatives, any_of, group

_any_of = partial(any_of, "figure_subject")


@dataclass(frozen=True, slots=True)
class Said:
    """What the clause of one figure says: the text on its two sides, the noun and verb before it (``own`` is the verb where it
    says more than 有 or 达), the noun behind it, and the heir of the figures before."""

    q: Quantity
    kind: str
    left: str
    right: str
    noun: str
    verb: str
    own: str
    after: str
    heir: str


def refined(text: str, said: Said, subject: str, heirs: Heirs) -> str:
    """The subject of a figure, made fuller where its own words are thin."""
    if said.kind in ("rate", "count", "duration", "measure") and not (said.after and subject == said.after):
        each = _per_each(said)
        subject = subject if each in subject else each
    if said.kind in ("count", "measure") and not said.after and (same := heirs.of_unit(said.q.start, said.q.unit)):
        subject = _counted_before(said, subject, same)
    if said.kind in ("duration", "money"):
        subject = _done(said, subject)
    if said.kind in _ACTED_UPON and subject and subject == said.noun and said.own:
        subject = _with_verb(said)
    if said.left.endswith("实到") and "应到" in said.heir:
        subject = said.heir[said.heir.index("应到") :].replace("应到", "实到")  # 应到代表386人，实到371人
    if said.kind == "age" and not said.after:
        subject = the_oldest(said.left, said.q.start, heirs) or subject
    if said.kind in ("rate", "change"):
        subject = _ONE_OF.sub("", subject)
    if said.kind in ("count", "share", "change"):
        subject = _of_an_age(text, said.q.start, subject) + subject
    if subject == "号" and (grade := _GRADE.search(text, max(0, said.q.start - 6), said.q.start)):
        subject = grade.group()  # 92号汽油每升7.62元；95号8.11元
    labelled = _LABELLED.search(text, max(0, said.q.start - 20), said.q.start) if said.kind == "age" else None
    return labelled.group(1) if labelled else subject


#: 95号8.11元: the number that petrol is called by.
_GRADE = re.compile(r"\d{1,3}号$")
#: 60岁及以上人口为857877人: the age is part of what is counted.
_AGED = re.compile(
    r"((?:\d{1,3}(?:周岁|岁)?[—–~至到-]+)?\d{1,3}周?岁(?:及?以[上下])?的?)([\u4e00-\u9fff][^\d，。；、：]{1,20})$"
)


def _of_an_age(text: str, at: int, subject: str) -> str:
    """The age right before the subject of the figure at ``at``, which is part of what is counted; else ''."""
    aged = _AGED.search(text, max(0, at - 32), at) if subject else None
    return aged.group(1) if aged and aged.group(2).startswith(subject) else ""


_PER_EACH = re.compile(
    r"((?:每(?:[百千万]?[\u4e00-\u9fff]{1,2}?|\d+[\u4e00-\u9fff]{1,2}?|[名个位家][\u4e00-\u9fff]{2,4}?))+)"
    rf"{_any_of('per_tail')}*$"
)
#: 每天, 每次 tell when, not of what.
_PER_TIME = re.compile("每[天日周月年次隔]")


def _per_each(said: Said) -> str:
    """每班, 每桌; 云课堂每节, 补贴标准每人每天 with the noun before."""
    per = _PER_EACH.search(said.left) if "每" in said.left else None
    if not per or said.kind != "rate" and _PER_TIME.match(per.group(1)):
        return ""
    before = said.left[: per.start()]
    return ("" if before.endswith(("按", "以")) else noun_before(before)[0]) + per.group(1)


#: 一斤鲜叶220块: the price is that of the leaves.
_ONE_OF = re.compile(r"^一[斤两吨担](?=[\u4e00-\u9fff]{2})(?![卖收降涨])")
#: Verbs that say nothing of what they are done to.
_PLAIN_VERBS = frozenset(group("figure_subject", "plain_verbs"))
#: What a phrase ends with that tells what is done with the things counted before.
_VERBAL = re.compile(f"(?:{alternatives(group('figure_subject', 'verbal'))})$")
_ACTED_UPON = frozenset(("count", "money", "measure", "share", "change"))


def _with_verb(said: Said) -> str:
    """30个作业面已复工26个 → 作业面复工; 贫困户户均增收3800元."""
    end, verb = said.left.rfind(said.noun) + len(said.noun), said.left.rfind(said.own)
    adverb = said.left[end:verb].strip(BLANK)
    if verb < end or len(adverb) > 4 or len(said.left) - verb - len(said.own) > 3 or not adverb.isalnum() and adverb:
        return said.noun
    return said.noun + ("" if adverb in _DROPPED and len(said.own) > 1 else adverb) + said.own


_DROPPED = frozenset(group("figure_subject", "between"))
_REST = re.compile(f"{_any_of('rest')}的?$")


def _counted_before(said: Said, subject: str, same: str) -> str:
    """集中隔离点47处，…再腾退15处; 412首侗歌…，其中23首已无人能唱全."""
    if subject in _PLAIN_VERBS and same not in _PLAIN_VERBS:
        return same  # 一年做不了30台手术，现在一个月就做四十来台
    thin = _VERBAL.search(subject) or _REST.search(said.left) and subject == predicate(said.right)
    return same + subject if thin and same not in subject else subject


_MODAL_END = re.compile(f"{_any_of('modal_ends')}+$")


def _done(said: Said, subject: str) -> str:
    """What was done in the time (两年跑坏七双鞋 → 跑坏鞋) or bought for the sum (花18.8万元买了4台采摘机 → 买采摘机)."""
    if said.kind == "duration" and subject != predicate(said.right):
        return subject
    if said.kind == "money" and (subject != said.after or len(said.after) > 2 or said.right.startswith("的")):
        return subject
    told = action_object(said.right) or subject
    if said.kind == "money" or len(told) < 2 or not 0 < len(said.noun) <= 8 or said.noun in told or told in said.noun:
        return told
    doer = said.left[said.left.rfind(said.noun) :] if said.noun in said.left else said.noun
    if " " in doer:
        return told  # the noun stands in another part of the headline
    return _MODAL_END.sub("", doer) + told  # 反诈民警47分钟追回三十多万元, 社会面连续2天无新增


#: 病例26，女，34岁; 王某（男，41岁）.
_LABELLED = re.compile(r"([\u4e00-\u9fff\d]{2,8}?)[，（：](?:男|女)性?，$")
