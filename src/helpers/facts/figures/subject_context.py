"""What a clause leaves to its surroundings: the base of a comparison, the one of a rate, the clause or sentence before.

``subjects`` reads a figure's own clause; here stand the rules for clauses that name nothing themselves
(比上届高两个百分点, 每人只交二十元, 6条压铸线已开满5条, 明天阵雨转晴，18～27℃).
"""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.units import unit_at
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "figure_subject")
_letters = partial(letters, "figure_subject")
_group = partial(group, "figure_subject")
#: A clause that only compares: what is compared was named before (比上届高两个百分点, 环比上周增加20吨, 同比多13天).
_COMPARES = re.compile(
    rf"^(?:{_any_of('compares_adverbs')}|\x00)*(?:同比|环比|(?:比|较)(?:(?={_any_of('bases')})|(?![{_letters('no_comparison')}])))(?P<base>[^，。；]*)$"
)
#: 高出全市外贸增速7.1个百分点.
_OVER = re.compile(rf"^{_any_of('compares_adverbs')}?{_any_of('over')}[^，。；\d]{{2,16}}$")
_CHANGED = re.compile(rf"{_any_of('changed')}{_any_of('changed_tail')}*$")
#: Words that name nothing by themselves, left over where a clause was cut.
_EMPTY = frozenset(_group("empty"))
_PER = re.compile(
    rf"((?:每|一)(?:[百千万]?[\u4e00-\u9fff]{{1,3}}?|\d+[\u4e00-\u9fff]{{1,2}}){_any_of('per_sums')}?){_any_of('per_tail')}*$"
)
_PER_CLASSIFIERS = re.compile(f"[{_letters('per_classifiers')}]")
_MOVED = re.compile(
    rf"^{_any_of('moved_adverbs')}?[\u4e00-\u9fff]{{1,3}}[到至为成]了?(?=[约近超不逾\x00]{{0,2}}[\d一二两三四五六七八九十百几]|\x00)"
)
_FROM = re.compile(r"[由从]")
_TO = re.compile(
    rf"^[，\x00]?{_any_of('arrives_adverbs')}?[\u4e00-\u9fff]{{1,3}}[到至为成](?:了)?(?:增长|上[涨升]|下[降跌])?(?:\x00*|{_any_of('nowadays')})的?$"
)
_STOP = re.compile(r"[。！？\n]")
_WIND = re.compile(rf"^(?:{_any_of('wind_kinds')}|偏?[东南西北]{{1,2}})?[{_letters('wind_strengths')}]?风")
_TOPIC_END = re.compile(rf"[，：（；,“”\d\x00]|{_any_of('topic_ends')}")
_LEAD = re.compile(rf"^(?:{_any_of('topic_leads')}|[\x00，、·])+")


def told_over(left: str) -> str:
    """A clause that only tells over what something lies: 高出全市外贸增速."""
    found = _OVER.match(left)
    return found.group() if found else ""


def only_compares(left: str) -> bool:
    """Whether the clause before a figure compares with something and names nothing itself."""
    found = _COMPARES.match(left)
    return bool(found and (not found.group("base") or _CHANGED.search(left)))


def moves_on(left: str, right: str) -> bool:
    """Whether a verb of motion joins the figure to a second one (由614个优化到380个)."""
    return bool(_FROM.search(left) and _MOVED.match(right))


def arrives(left: str) -> bool:
    """Whether the figure is the far end of such a motion (…优化到380个)."""
    return bool(_TO.match(left))


#: 一套89平方米的两居室: one of what stands behind.
_ONE = frozenset("一这那")


def empty(subject: str) -> bool:
    """Whether a subject says nothing: blanks, digits, a stray function word."""
    bare = subject.strip("\x00 ，、·—.（）()/×xX*=:：0123456789")
    return len(bare) == 0 or bare in _EMPTY or bare[0] in _ONE and len(bare) > 1 and unit_at(bare, 1) == bare[1:]


def per_one(left: str) -> str:
    """每人, 一斤: what a rate is per, with a noun of money behind it (每人补助); '' where nothing is."""
    found = _PER.search(left[-14:])
    return found.group(1) if found and _PER_CLASSIFIERS.search(found.group(1)) else ""


def wind(after: str, noun: str) -> str:
    """The wind that a grade belongs to: 7～8级雷雨大风, 偏南风3至4级转偏北风."""
    if _WIND.match(after):
        return after
    return noun if "风" in noun else ""


def sentence_before(text: str, at: int, reach: int = 60) -> str:
    """What stands before ``at`` in its sentence."""
    window = text[max(0, at - reach) : at]
    return _STOP.split(window)[-1]


def topic(text: str, at: int) -> str:
    """The noun that a sentence begins with: 铁路春运 of 铁路春运自1月7日开始，为期40天."""
    head = _LEAD.sub("", sentence_before(text, at))
    return _TOPIC_END.split(head)[0][:12] if head else ""
