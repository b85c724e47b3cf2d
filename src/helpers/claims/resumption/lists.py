"""Lists in which the n-th figure belongs to the n-th place, trade or rate: A、B复工率分别为98%和97%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.claims.resumption.words import clause_start, pattern
from helpers.facts.model import Figure, Name

_JOINED = re.compile(r"(?:以上|以下|左右|上下)?(?:、|，?(?:以及|[和及与]))(?:约|近|超)?")
_APART = re.compile("以及|[、和及与]")


class Item(NamedTuple):
    """One item of a list: the ``scope`` it names, or the ``subject`` (a trade, a rate), or neither."""

    scope: str = ""
    subject: str = ""
    rate: str = ""


def run_from(text: str, figures: Sequence[Figure]) -> int:
    """How many of the figures, from the first on, stand in one bare list: 86家、112家和45家."""
    n = 1
    while n < len(figures) and _same_kind(figures[n - 1], figures[n]):
        if not _JOINED.fullmatch(text, figures[n - 1].end, figures[n].start):
            break
        n += 1
    return n


def row_from(text: str, figures: Sequence[Figure]) -> int:
    """How many of the figures stand in one list in which each has its noun: 41家商场、19家大型超市."""
    n = 1
    while n < len(figures) and (figures[n - 1].kind, figures[n].kind) == ("count", "count"):
        between = text[figures[n - 1].end : figures[n].start]
        if not re.fullmatch(r"[^，。；：\d、]{0,12}、[^，。；：\d、]{0,12}", between) or pattern(
            "<resume>|<post>|<again>|<rate>"
        ).search(between):
            break
        n += 1
    return n


def _same_kind(a: Figure, b: Figure) -> bool:
    return a.kind == b.kind and a.unit == b.unit


def items_before(text: str, start: int, at: int, taken: int, n: int, names: Sequence[Name]) -> list[Item]:
    """The list of ``n`` items that the figures at ``at`` are shared out to: in their clause, else in one before it
    (not before ``taken``, the end of the claim before); an empty list where there is none of that length."""
    end = at
    while end > max(start, taken):
        first = max(clause_start(text, end, start), taken)
        found = _named(text, first, end, n, names) or _worded(text[first:end], n)
        if found:
            return found
        end = first - 1
    return []


def places_of_all(text: str, first: int, figure: Figure, names: Sequence[Name]) -> list[Item]:
    """The places, or rates, of a clause that share one figure: A和B复工率均超过95%, A、B复工率100%, A、B率先突破90%."""
    each = pattern("<each>").search(text, first, figure.start)
    if not each and figure.value != 1 and None not in (figure.low, figure.high):
        return []
    chain = max(_chains(text, first, figure.start, names), key=len, default=[])
    if len(chain) > 1:
        return [Item(scope=name.name) for name in chain]
    pieces = _APART.split(text[first : each.start()]) if each else []
    rates = len(pieces) > 1 and all(pattern("<rate>$").search(piece) for piece in pieces)
    if rates:
        return [Item(rate=piece) for piece in pieces]
    trades = _worded(text[first : each.start()], len(pieces)) if each and len(pieces) > 1 else []
    return trades if all(item.subject or item.scope for item in trades) else []


def _named(text: str, first: int, end: int, n: int, names: Sequence[Name]) -> list[Item]:
    for chain in _chains(text, first, end, names):
        if len(chain) == n:
            return [Item(scope=name.name) for name in chain]
    return []


def _chains(text: str, first: int, end: int, names: Sequence[Name]) -> list[list[Name]]:
    """The names of places and organisations between ``first`` and ``end`` in rows joined by 、 and 和."""
    inside = [n for n in names if n.kind != "person" and first <= n.start and n.end <= end]
    outer: list[Name] = []
    for name in sorted(inside, key=lambda n: (n.start, -n.end)):
        if not outer or name.start >= outer[-1].end:
            outer.append(name)
    chains: list[list[Name]] = []
    for name in outer:
        if chains and _APART.fullmatch(text, chains[-1][-1].end, name.start):
            chains[-1].append(name)
        else:
            chains.append([name])
    return chains


def _worded(clause: str, n: int) -> list[Item]:
    """A list of trades (机械、纺织、食品三大行业), rates (复工率、返岗率) or places not known by name."""
    cue = pattern("分别|依次|各(?:为|达|有)").search(clause)
    head = re.sub("“[^”]{1,4}”$", "", clause[: cue.start()] if cue else clause)
    pieces = _APART.split(head[head.rfind("：") + 1 :])
    if len(pieces) != n:
        return []
    pieces[0] = pattern("^<list_lead>{0,4}").sub("", pieces[0])
    if all(pattern("<rate>$|<post>$|<resume>$").search(piece) for piece in pieces):
        return [Item(rate=piece) for piece in pieces]
    named = [re.sub("(?:复工率|开工率)?(?:均|都|也|已|各)+$", "", piece) for piece in pieces]
    if all(pattern("^[^的]{1,6}<district>$").search(piece) for piece in named):
        return [Item(scope=piece) for piece in named]  # 滨江区和临港区均超过九成
    last = pattern(
        r"(?:等?[一二两三四五六七八九十\d]+[个家大类]|等)?<list_tail>{0,4}(?:(?:的|已|<list_noun>|<resume>|<post>|<rate>|<staffed>).*)?$"
    ).search(pieces[-1], 1)
    tail = last.group() if last else ""
    pieces[-1] = pieces[-1][: len(pieces[-1]) - len(tail)] if tail else pieces[-1]
    pieces[-1] = pattern("(?<=..)<compared>$").sub("", pieces[-1])  # 餐饮、住宿更低，分别只有21%和17%
    if not all(pieces) or any(len(piece) > 14 for piece in pieces):
        return []
    if all(pattern("<district>$").search(piece) for piece in pieces):
        return [Item(scope=piece) for piece in pieces]
    if re.search(r"[一二两三四五六七八九十\d]家", tail):
        return [Item(scope=piece) for piece in pieces]
    noun = pattern("<list_noun>|<staffed>").search(tail)
    return [Item(subject=_with(piece, noun.group() if noun else "")) for piece in pieces]


def _with(piece: str, noun: str) -> str:
    return piece if not noun or pattern("<list_noun>$").search(piece) else piece + noun
