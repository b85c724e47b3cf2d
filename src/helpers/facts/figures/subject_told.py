"""Subjects that the figure before holds, or an adverb.

The far end of a motion (由2天压到40分钟), what only compares (比上年延长0.3天), what is left of things counted, a noun
that an adverb parts from its verb.
"""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.subject_context import arrives, empty, only_compares, told_over
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BLANK, noun_before, predicate
from helpers.facts.figures.subject_refined import Said
from helpers.lexicon import alternatives, any_of, group

_any_of = partial(any_of, "figure_subject")
_group = partial(group, "figure_subject")
#: A noun parted from its verb by an adverb: 村道已抢通, 油钱能省, 压铸线已开满.
_PARTED = re.compile(rf"([\u4e00-\u9fff]{{2,12}}?)({_any_of('parting')}+[\u4e00-\u9fff]{{1,4}})$")
_BETWEEN = re.compile(f"^(?:(?!共|正在){_any_of('between')})+")
_OF_THEM = re.compile(r"中已?有$|^中$")
_PARTABLE = frozenset(("count", "share", "measure", "money", "duration", "change"))
#: What is left is what was counted before: 280张床拆走220张，留下60张.
_LEFT_OVER = frozenset(_group("left_over"))
_AMONG_THEM = re.compile(rf"^[{BLANK}中]*{_any_of('among_adverbs')}*$")
_REST_OF = frozenset(_group("rest_of"))
_LENGTHENED = ("延长", "缩短")
_SHIFTED = re.compile(rf"({alternatives(_group('shifted'))})[了约近]*$")
#: 与上年的4063921人相比: only compared with.
_AGAINST = re.compile("相比|相较|比较|持平")


def parted(said: Said, subject: str, heirs: Heirs) -> str:
    """The subject with its noun, where an adverb, 中有 or the figure before holds it."""
    if subject and subject in (said.own, said.noun) and len(subject) < 5 and said.kind in _PARTABLE:
        subject = _with_its_noun(said.left, subject)
    start, same_unit = said.q.start, heirs.unit(said.q.start) == said.q.unit
    if said.kind == "count" and subject == said.after and _OF_THEM.search(said.left) and same_unit:
        subject = heirs.last(start) + (predicate(said.right) or said.after)  # 13个泊位中有12个照常作业
    if (
        said.kind == "count"
        and same_unit
        and not _AMONG_THEM.sub("", said.left)
        and subject == predicate(said.right)
        and heirs.among(start)
    ):
        subject = heirs.last(start) + (_BETWEEN.sub("", subject) or subject)  # 46个项目中，31个已复工
    if said.kind in ("count", "measure") and same_unit and subject in _REST_OF:
        subject = heirs.of_unit(start, said.q.unit) or subject  # 左线已掘进2870米，剩下的200余米
    if said.kind in ("count", "measure") and said.verb in _LEFT_OVER and not said.noun and same_unit:
        subject = heirs.last(start) or subject
    return subject


def told_before(q: Quantity, left: str, right: str, heirs: Heirs) -> str:
    """The subject of the figure before, for the far end of a motion and for a clause that only compares."""
    if (_AGAINST.match(right) and ("持平" not in right[:2] or _WITH.search(left))) and (
        told := heirs.compared(q.start, q.kind) or heirs.of_unit(q.start, q.unit)
    ):
        return told
    if (than := _THAN_THIS.search(left)) and _HIGHER.match(right):
        heirs.pass_over()  # 比评估价652.4万元高36.3万元: what is only compared with
        base = noun_before(than.group(1))[0]
        return heirs.compared(q.start, q.kind) if empty(base) else base
    alike = heirs.unit(q.start) == q.unit or q.kind != "count" and bool(heirs.last(q.start, q.kind))
    if alike and heirs.adjoins(q.start) and arrives(left):
        return heirs.last(q.start)  # 由2天压到40分钟
    over = told_over(left) if q.form == "points" else ""
    if over and (told := heirs.compared(q.start, "change")):
        return told if over in told else told + over  # 高出全市外贸增速7.1个百分点
    if left in _COMPARATIVES and q.kind != "measure" and not heirs.parted(q.start - len(left)):
        return heirs.compared(q.start, q.kind)  # 比评估价652.4万元高36.3万元
    if only_compares(left):
        shift = _SHIFTED.search(left) if q.kind == "duration" else None
        told = heirs.compared(q.start, q.kind)
        if shift:
            return (told if shift.group(1) in _LENGTHENED else "") + shift.group(1)  # 人均停留1.9天，比上年延长0.3天
        return told or (heirs.last(q.start) if q.kind == "duration" else "")  # 已栽插六成，比往年慢了三四天
    return ""


_WITH = re.compile("[与同和跟较]")
_COMPARATIVES = frozenset(_group("comparative"))
_THAN_THIS = re.compile("[比较]([^，。；比较]{1,12})$")
_HIGHER = re.compile(rf"{_any_of('comparative')}[约近逾超]?[\d一二两三四五六七八九十]")


def _with_its_noun(left: str, own: str) -> str:
    """The verb with the noun that an adverb parts from it, as printed."""
    found = _PARTED.search(re.sub(r"[了着过]+$", "", left.rstrip()))
    noun = noun_before(found.group(1))[0] if found else ""
    if not found or len(noun) < 2 or not found.group(1).endswith(noun) or own not in found.group(2):
        return own
    told = _BETWEEN.sub("", found.group(2))
    return noun + (told if len(told) > 1 else found.group(2))
