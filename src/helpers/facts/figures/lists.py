"""Figures listed with 分别: each gets its own subject (A、B、C的复工率分别为99.2%、99.3%和99.2%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from os.path import commonprefix

from helpers.facts.model import Figure
from helpers.facts.units import kind_of, unit_at
from helpers.lexicon import alternatives, any_of, letters, rows

_any_of = partial(any_of, "figure_words")
_letters = partial(letters, "figure_words")

_BETWEEN = re.compile(rf"[、，和与及]?(?:约|近|超)?|[，、]和?|[、，和与及]{_any_of('list_change')}")
_RESPECTIVELY = re.compile(r"分别|依次|各自")
#: 对欧盟、东盟增长9.8%和24.6%: as many partners as figures.
_TO_EACH = re.compile(
    rf"(?:^|[，：；])(?:其中)?对(?P<items>[\u4e00-\u9fff]{{2,8}}(?:[、和][\u4e00-\u9fff]{{2,8}})+?)(?:同比|环比)?{_any_of('list_change')}[了约近]?$"
)
_CUT = re.compile(r"[。；！？\n]")
#: 四局比分是25比21、23比25、…: each is that of its own game.
_ROUNDS = re.compile("([二三四五六七])([局节盘][小]?比分)(?:分别|依次)?[为是]?：?$")
_STOP = re.compile("[。！？]")
_ITEM = re.compile(r"[、和与及]")
#: An item with a number in it is a figure of the clause before (…12846元和4975元，分别增长).
_COUNTED = re.compile(rf"\d{_any_of('listed_count')}|[一二两三四五六七八九十]+{_any_of('listed_han')}")
_HEAD = re.compile(rf"^[^的]{{1,8}}?{_any_of('place_end')}")
#: What stands at the two ends of a list and is no part of its items, and what its shared noun begins behind.
_MODAL = re.compile(f"{_any_of('list_modal')}+$")
_BEFORE_LIST = re.compile(rf"^.*(?:{_any_of('list_head')}|\x00|\d|的|^由|^对|^向|[底月年日]前)")
_COUNT = re.compile(rf"(?:等)?(?<!第)[一二两三四五六七八九十\d]+[{_letters('list_count')}].*$")
#: 绍兴、嘉兴等地…, 汽车、医药、食品三大行业…: how many items there are parts the last one from the noun that all share.
_SEVERAL = re.compile(rf"(.{{1,8}}?)(?:等?(?<!第)[两二三四五六七八九]大?{_any_of('list_of')}|等地)(.+)")
_VERB = re.compile(f"[{_letters('list_verb')}]")


def spread(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with the subjects of their lists given out one by one. ``text`` is what they were found in."""
    out = list(figures)
    at = 0
    while at < len(out):
        last = at
        while (
            last + 1 < len(out)
            and _BETWEEN.fullmatch(text[out[last].end : out[last + 1].start])
            and out[last + 1].kind == out[at].kind
        ):
            last += 1
        if last > at:
            out[at : last + 1] = _given_out(text, out, at, last)
        at = last + 1
    return out


def _given_out(text: str, figures: Sequence[Figure], first: int, last: int) -> Sequence[Figure]:
    """The list ``figures[first:last+1]`` with its subjects, if 分别 stands before it."""
    group = figures[first : last + 1]
    start = group[0].start
    before = _CUT.split(text[max(0, start - 90) : start])[-1]
    if (rounds := _ROUNDS.search(before)) and _HAN_ORDER.find(rounds.group(1)) == len(group) - 1:
        return [replace(f, subject=f"第{n}{rounds.group(2)}") for f, n in zip(group, _HAN_ORDER, strict=False)]
    words = list(_RESPECTIVELY.finditer(before))
    if not words or len(before) - words[-1].start() > 16:
        if (named := _TO_EACH.search(before)) and len(items := _ITEM.split(named.group("items"))) == len(group):
            return [replace(f, subject=f"对{item}") for f, item in zip(group, items, strict=True)]
        pairs = _earlier(figures, first, len(group)) if group[0].kind == "change" else []
        if len(set(pairs)) < len(group) or not _near(text, figures, first, len(group)):
            return group
        return [replace(f, subject=s) for f, s in zip(group, pairs, strict=True)]
    told = before[: words[-1].start()]
    near = first >= len(group) and not _STOP.search(text, figures[first - len(group)].end, start)
    subjects = (
        _subjects(told, len(group))
        or _both(told, len(group))
        or (_renamed(_earlier(figures, first, len(group)), told) if near else [])
    )
    if not subjects:
        return group
    if first and group[0].kind == "share" and not _STOP.search(text, figures[first - 1].end, start):
        subjects = _rates_go_on(subjects, figures[first - 1].subject)
    return [replace(f, subject=s) for f, s in zip(group, subjects, strict=True)]


#: 两处, 三地 name what was listed.
_COUNTING = "两三四五六七八九十各"
_RATE_NOUN = re.compile("[复到返][\u4e00-\u9fff]{1,2}率$|[\u4e00-\u9fff]{2}率$")


def _rates_go_on(subjects: list[str], before: str) -> list[str]:
    """规上企业复工率最高达98%，云台区、砚北县分别为95%和93%: regions alone have the rate that was told before."""
    rate = _RATE_NOUN.search(before)
    alone = rate and all(s[-1:] in _REGION for s in subjects)
    return [s + rate.group() for s in subjects] if rate and alone else subjects


def _subjects(before: str, size: int) -> list[str]:
    """The ``size`` items of the list before 分别, each with the noun that they share."""
    clauses = [c for c in re.split(r"[，：]", before) if c.strip()]
    for clause in reversed(clauses[-2:]):
        items = _items(clause, size)
        if len(items) < size or any(_COUNTED.search(i) or _ends_counted(i) for i in items[-size:]):
            continue
        items = items[-size:]
        if named := _numbered(items) or _ordinals(items):
            return named
        items[-1] = _MODAL.sub("", items[-1])
        items[0] = _BEFORE_LIST.sub("", items[0]) or items[0]
        named = _with_shared_noun(items)
        noun = _MODAL.sub("", clauses[-1]) if clause is not clauses[-1] else ""
        # 石门县、清河县受返程影响，复工率分别为…
        return (
            [item if noun in item else item + noun for item in named]
            if _OWN_NOUN.fullmatch(noun) and noun[0] not in _COUNTING
            else named
        )
    return []


def _items(clause: str, size: int) -> list[str]:
    """The items of a list. Where those between the commas alone are as many as the figures, 和 stands inside one of them
    (教育、社会保障和就业、卫生支出分别为…)."""
    items = [i for i in _ITEM.split(clause) if i]
    plain = [i for i in clause.split("、") if i]
    return plain if size > 2 and len(items) > size == len(plain) else items


#: 城乡居民收入分别, 三次产业分别: one word names them all → the names one by one.
_PAIRS = {row[0]: row[2:] for row in rows("figure_words") if row[1] == "pair_word"}
_PAIRED_NOUN = re.compile(rf"({alternatives(_PAIRS)})([\u4e00-\u9fffA-Z]{{0,16}}?){_any_of('list_modal')}*$")


def _both(before: str, size: int) -> list[str]:
    """城乡居民人均可支配收入分别达到: 城镇居民人均可支配收入 and 农村居民人均可支配收入."""
    found = _PAIRED_NOUN.search(re.split(r"[，：；]", before)[-1])
    names = _PAIRS[found.group(1)] if found else ()
    return [name + found.group(2) for name in names] if found and len(names) == size else []


_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])\d[\d.]*[万亿]?")
_TOLD_KINDS = frozenset(("count", "measure", "money", "special", "duration"))


def _ends_counted(item: str) -> bool:
    """Whether an item is a noun with its number (酒驾542起)."""
    found = _NUMBER.search(item)
    unit = unit_at(item, found.end()) if found else ""
    return bool(found and unit and found.end() + len(unit) == len(item) and kind_of(unit) in _TOLD_KINDS)


#: 1路、15路发车间隔, 2号楼、5号楼入住率: items called by a number, the last with the noun that all share.
_LABEL = rf"\d{{1,4}}{_any_of('list_label')}"
_LABELLED, _LAST_LABELLED = re.compile(rf"{_LABEL}$"), re.compile(rf"({_LABEL})([\u4e00-\u9fff]*)$")


def _numbered(items: list[str]) -> list[str]:
    """The items called by a number, each with the shared noun; none where one of them is not."""
    last = _LAST_LABELLED.search(_MODAL.sub("", items[-1]))
    found = [_LABELLED.search(item) for item in items[:-1]]
    if last is None or not all(found):
        return []
    return [f"{name}{last.group(2)}" for name in (*(m.group() for m in found if m), last.group(1))]


#: 第一、二、三产业增加值: ordinals that share 第 and the noun.
_HAN_ORDER = "一二三四五六七八九"
_FIRST_ORDINAL = re.compile(r"(?:第|^)([一二三四五六七八九])$")
_LAST_ORDINAL = re.compile(r"([一二三四五六七八九])([\u4e00-\u9fff]{2,14})")


def _ordinals(items: list[str]) -> list[str]:
    """第一、二、三产业 one by one, each with 第 and the noun; none where they are no ordinals in order."""
    last = _LAST_ORDINAL.fullmatch(_MODAL.sub("", items[-1]))
    first = _FIRST_ORDINAL.search(items[0])
    if last is None or first is None or any(len(item) != 1 for item in items[1:-1]):
        return []
    numbers = [_HAN_ORDER.find(n) for n in (first.group(1), *items[1:-1], last.group(1))]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    return [f"第{_HAN_ORDER[n]}{last.group(2)}" for n in numbers]


def _with_shared_noun(items: list[str]) -> list[str]:
    """望江区、南塘区、安平县规下企业复工率 → each place with 规下企业复工率."""
    head, of, noun = items[-1].rpartition("的")
    if not of:
        head, noun = _split_last(items)
    head = _COUNT.sub("", head) or head
    return [f"{item}{noun}" for item in [*items[:-1], head]]


_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z\d.]*")
#: 甲、乙两村: how many they are stands before the noun.
_COUNTED_NOUN = re.compile("^[两二三四五六七八九十]大?(?=[\u4e00-\u9fff])")
#: Nouns of one character that a list may share.
_ONE_CHARACTER = _letters("shared_noun")


def _width(first: str, last: str) -> int:
    """How long the last item's own name is: as long as the first one, or all its Latin letters (PM2.5、PM10平均浓度)."""
    latin = _LATIN_NAME.match(last) if _LATIN_NAME.fullmatch(first) else None
    return latin.end() if latin else len(first)


def _split_last(items: list[str]) -> tuple[str, str]:
    """The last item parted into its own name and the noun that all share."""
    last = re.sub(r"(?:较|比).*$", "", items[-1])
    quoted = re.match(r"(“[^”]*”)(.+)", last)
    several = quoted or _SEVERAL.match(last)
    if several:
        return several.group(1), several.group(2)
    match = _HEAD.match(last)
    if match and _HEAD.match(items[0]) and len(items[0]) < len(last):
        head, noun = match.group(), last[match.end() :]
        return head, "" if _VERB.search(noun) else noun
    size = _width(items[0], last)
    alike = size != len(items[0]) or all(len(item) == size for item in items[:-1])
    if len(last) > size and alike:
        noun = _COUNTED_NOUN.sub("", last[size:])
        if len(noun) > 1 or noun in _ONE_CHARACTER and not items[0].endswith(noun):  # 工业、建筑业 share no 业
            return last[:size], noun
    return last, ""


def _earlier(figures: Sequence[Figure], first: int, size: int) -> list[str]:
    """…只，…台套，分别增长41%和18.5%: the subjects of the figures before, one by one."""
    if first < size:
        return []
    told = figures[first - size : first]
    if len({f.unit for f in told}) > 1 and first > size:
        before = figures[first - size - 1 : first - 1]
        if len({f.unit for f in before}) == 1 and figures[first - 1].unit != before[0].unit:
            told = before  # 跨县班线27条、城乡班线64条，计划发班412班，恢复率分别为31%和72%
    subjects = [f.subject for f in told]
    return subjects if all(subjects) else []


#: What regions are called.
_REGION = "区县市镇乡州"


#: The noun of a clause, not a word that only says how it is compared.
_OWN_NOUN = re.compile(rf"(?!{_any_of('list_compared')}|[较比增降升])[\u4e00-\u9fff]{{2,8}}")


def _renamed(subjects: list[str], told: str) -> list[str]:
    """汽车复工企业, 医药复工企业 and a clause 复工率依次达到: 汽车复工率, 医药复工率."""
    noun = re.split(r"[，：；]", told)[-1]
    shared = commonprefix([s[::-1] for s in subjects])[::-1]
    own = _OWN_NOUN.fullmatch(noun)
    if not own or len(shared) < 2 or noun in shared or len(set(subjects)) < len(subjects):
        return subjects
    shared = shared.lstrip(_REGION)  # 城东区复工, 城西区复工 share 复工: what a region is called stays with its name
    if any(len(s) - len(shared) < 2 for s in subjects):
        return [s + noun for s in subjects]  # 二等奖, 三等奖 and 奖金
    return [s.removesuffix(shared) + noun for s in subjects]


def _near(text: str, figures: Sequence[Figure], first: int, size: int) -> bool:
    """Whether the ``size`` figures before stand in one list, one clause earlier (…达5.2万元和2.8万元，增长7.8%和9.1%)."""
    before = figures[first - size : first]
    joined = all(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in zip(before, before[1:], strict=False))
    return joined and not re.search(r"[，。；！？\n].*[，。；！？\n]", text[before[-1].end : figures[first].start])
