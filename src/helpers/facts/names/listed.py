"""People in lists: who stands beside a person in a row of names is one, and a long row of names needs no other evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from helpers.facts.names.candidates import Mention, after, before, is_usual, worth
from helpers.facts.names.foreign import is_composed, is_piece
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters, words

_JOINTS = "、／和与及跟同"
_JOINTS_SET = frozenset(_JOINTS)
#: What a list of members is led in by: 由宁可心、….
_MADE_OF = frozenset("由是有")
#: What ends a member of a list.
_STOPS = frozenset("、／，。；：！？（）“” \n等")
_ENDS = frozenset(letters("person_words", "place_ends") + letters("person_words", "place_ends_too"))
#: What ends a place that is called by a family (李家沟).
_FAMILY = frozenset(group("person_words", "family_places"))
#: A row of short words: 蒋孟春、郁达成、沈若谷; and one set with spaces, as in a roll of winners.
_ROW = re.compile(f"[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})+")
_ROLL = re.compile(f"(?<![^\\n ：])[{HAN}]{{2,4}}(?: {{1,3}}[{HAN}]{{2,4}}){{2,}}(?![^\\n 。])")


def in_lists(text: str, found: Sequence[Mention], lex: Lexicon) -> list[Mention]:
    """People known by the list that they stand in, beside those ``found``."""
    rows = [
        *_rows(text, found, lex),
        *_rolls(text, lex),
        *_pairs(text, lex),
        *_leaders(text, lex),
        *_winners(text, lex),
        *_entered(text, lex),
        *_families(text, lex),
        *_givers(text, lex),
    ]
    rows += _and_others(text, {m.start for m in [*found, *rows]}, lex)
    known = [*found, *rows]
    return rows + list(_beside(text, known, lex))


def _beside(text: str, known: Sequence[Mention], lex: Lexicon) -> Iterator[Mention]:
    """The neighbours of people in lists, and their neighbours, until a member is none."""
    ends, starts = {m.end for m in known}, {m.start for m in known}
    for mention in known:
        at = _behind_bracket(text, mention.end)
        while text[at : at + 1] in _JOINTS_SET and at + 1 not in starts and text[at : at + 2] not in _joint_words():
            member = _rightward(text, at + 1, lex, starts)
            if not member:
                break
            yield member
            starts.add(member.start)
            at = _behind_bracket(text, member.end)
        at = mention.start
        while text[at - 1 : at] in _BEFORE and at - 1 not in ends and at:
            member = _leftward(text, _before_bracket(text, at - 1), lex)
            if not member:
                break
            yield member
            ends.add(member.end)
            at = member.start


#: What stands in brackets between the members of a list: 宁可心（四垒）、司马璐（三垒）, 包玉梅（女，蒙古族）.
_NOTE = re.compile(f"（[{HAN}，、0-9]{{1,12}}）")
_BEFORE = ("、", "／")


def _behind_bracket(text: str, at: int) -> int:
    note = _NOTE.match(text, at)
    return note.end() if note and text[note.end() : note.end() + 1] in _JOINTS_SET else at


def _before_bracket(text: str, at: int) -> int:
    opened = text.rfind("（", max(0, at - 14), at) if text[at - 1 : at] == "）" else -1
    return opened if opened > 0 and _NOTE.fullmatch(text, opened, at) else at


@lru_cache(maxsize=1)
def _joint_words() -> frozenset[str]:
    """Words that begin like "and" (及时, 同时)."""
    return frozenset(group("person_words", "joint_words"))


def _rightward(text: str, at: int, lex: Lexicon, starts: set[int]) -> Mention | None:
    """The member that begins at ``at``: up to a mark, or as far as a name goes before what follows names."""
    stop = at
    while stop < at + 6 and is_han(text[stop : stop + 1]) and text[stop] not in "等":
        stop += 1
    joint = next((k for k in range(at + 2, min(stop, at + 5)) if text[k] in _JOINTS[1:]), 0)
    closed = text[stop : stop + 1] in _STOPS or stop == len(text)
    between = closed and text[stop : stop + 1] == "、" and stop + 1 in starts and stop - at > 1
    for end in (joint, stop if closed else 0):
        if end and (
            is_member(text[at:end], lex, end == stop) or (between and end == stop and _is_free(text[at:end], lex))
        ):
            return Mention(at, end, text[at:end], "list")
    sizes = [n for n in (3, 2, 4) if is_member(text[at : at + n], lex) and after(text, at + n, lex)[0] >= 0.8]
    best = max(sizes, key=lambda n: after(text, at + n, lex)[0] + worth(text[at : at + n], lex), default=0)
    return Mention(at, at + best, text[at : at + best], "list") if best else None


def _leftward(text: str, end: int, lex: Lexicon) -> Mention | None:
    """The member that ends before the mark at ``end``: behind a mark, or where a name may begin."""
    start = end
    while start > end - 6 and is_han(text[start - 1 : start]):
        start -= 1
    if is_member(text[start:end], lex, start == 0 or text[start - 1] in _STOPS):
        return Mention(start, end, text[start:end], "list")
    for n in (3, 2, 4):
        name = text[end - n : end]
        if (
            end - n > start
            and is_member(name, lex)
            and (text[end - n - 1 : end - n] in _MADE_OF or before(text, end - n, lex)[0] >= 0.3)
            and worth(name, lex) >= 1.4
        ):
            return Mention(end - n, end, name, "list")
    return None


def is_member(item: str, lex: Lexicon, marked: bool = False) -> bool:
    """Whether a member of a list of people may be a name by itself: a surname and a given name, and no word.

    ``marked``: marks stand around it, so that its characters need not be those of names.
    """
    if not 2 <= len(item) <= 6 or not all(map(is_han, item)):
        return False
    if is_composed(item) or (is_piece(item) and not _is_word(item, lex)):
        return True
    if len(item) > 4:
        return False
    head = 2 if item[:2] in lex.compounds and len(item) > 2 else 1
    kind = lex.surnames.get(item[:head], "odd")
    if len(item) - head > 2 or _is_word(item, lex) or item[-1] in _ENDS or (item[1:2] == "家" and item[2:] in _FAMILY):
        return False
    if kind == "odd":
        return marked and is_usual(item[head:], lex)
    if marked and len(item) - head == 2 and kind != "word":
        return item[:2] not in lex.starts
    return item[head] not in lex.unlikely and item[-1] not in lex.unlikely


def _is_word(item: str, lex: Lexicon) -> bool:
    groups = (lex.common, lex.titles, lex.honorifics, lex.verbs, lex.gazetteer, lex.generic, lex.starts)
    return (
        any(item in group for group in groups)
        or item[-2:] in lex.titles
        or item[:2] in lex.gazetteer
        or item[:2] in _no_member()
    )


@lru_cache(maxsize=1)
def _no_member() -> frozenset[str]:
    """Words for people whom a verb follows, not a given name (斯琴和|同事巡回办案)."""
    return frozenset(group("person_words", "no_member"))


def _is_free(item: str, lex: Lexicon) -> bool:
    """Whether what stands between two people of a list may be one whatever its surname."""
    return 2 <= len(item) <= 4 and not _is_word(item, lex)


@lru_cache(maxsize=1)
def _no_row() -> frozenset[str]:
    """Words that stand in rows and begin with a surname: herbs, trees, fruit, places."""
    return words("person_no_rows")


#: Those whose family is commended, behind their town: 城关区|巩建业、楼晓梅|家庭.
_FAMILIES = re.compile(f"[区县市镇乡村道旗]((?:[{HAN}]{{2,4}}、)?[{HAN}]{{2,4}})家庭(?=[；。、，])")


def _families(text: str, lex: Lexicon) -> Iterator[Mention]:
    for match in _FAMILIES.finditer(text):
        for item in re.finditer(f"[{HAN}]+", match.group(1)):
            if is_member(item.group(), lex):
                start = match.start(1) + item.start()
                yield Mention(start, start + len(item.group()), item.group(), "list")


#: Who gave how much, one behind the other: 牛小兵500元，卞雪梅200元.
_GIVER = re.compile(f"(?<![{HAN}])([{HAN}]{{2,4}}) ?[0-9]+(?:\\.[0-9]+)?[万千百]?元(?=[，、；。 \\n]|$)")


def _givers(text: str, lex: Lexicon) -> Iterator[Mention]:
    """The people of a list of those who gave, where at least four stand together."""
    found = list(_GIVER.finditer(text)) if "元" in text else []
    for k, match in enumerate(found):
        near = [m for m in found[max(0, k - 4) : k + 5] if abs(m.start() - match.start()) < 120]
        good = [m for m in near if is_usual(m.group(1)[1:], lex) and is_member(m.group(1), lex)]
        if (
            len(good) > 2
            and 3 * len(good) >= len(near)
            and is_member(match.group(1), lex)
            and match.group(1) not in _no_row()
        ):
            yield Mention(*match.span(1), match.group(1), "list")


#: 冷月|、火凤、阿东等30多人.
_AND_OTHERS = re.compile(
    f"[{HAN}]{{2,9}}((?:、[{HAN}]{{2,4}}){{1,12}})等[0-9一二三四五六七八九十百]{{0,4}}[多余]?[人名位]"
)


def _and_others(text: str, known: set[int], lex: Lexicon) -> Iterator[Mention]:
    """The members of a list that ends with so many people, behind a first one who is known."""
    for match in _AND_OTHERS.finditer(text):
        if not any(at in known for at in range(match.start(1) - 4, match.start(1) - 1)):
            continue
        for item in re.finditer(f"[{HAN}]+", match.group(1)):
            start, name = match.start(1) + item.start(), item.group()
            headed = name[0] in lex.surnames or name[0] == "阿"
            if headed and start not in known and _is_free(name, lex) and name not in _no_row():
                yield Mention(start, start + len(name), name, "list")


#: 委员（按姓氏笔画为序）：|丁一诺、于向阳、…: long lists of members, in which also words are names.
_ENTERED = re.compile(
    f"(?:{any_of('person_words', 'entered')})(?:（[^（）：]{{1,14}}）)?[：:] ?((?:[{HAN}·]{{2,9}}(?:（[^（）]{{1,10}}）)?、){{4,}}[{HAN}·]{{2,9}})"
)


#: 敬业奉献模范：|麦买提江·阿不都热西提、易小川、海霞: three and more, behind what people are called.
_CALLED_SO = re.compile(
    f"([{HAN}]{{2}})[：:] ?((?:[{HAN}·]{{2,12}}(?:（[^（）]{{1,10}}）)?、){{2,}}[{HAN}·]{{2,12}})(?=[\\n。；（]|$)"
)


def _titled(text: str, lex: Lexicon) -> Iterator[re.Match[str]]:
    """The lists behind an office or a trade and a colon."""
    found = (m for m in _CALLED_SO.finditer(text) if lex.titles.get(m.group(1)) in ("office", "trade"))
    return (whole for m in found if (whole := _MEMBERS.match(text, m.start(2))))


_MEMBERS = re.compile(f"((?:[{HAN}·]{{2,12}}(?:（[^（）]{{1,10}}）)?、){{2,}}[{HAN}·]{{2,12}})")


def _entered(text: str, lex: Lexicon) -> Iterator[Mention]:
    """All the members of a list led in by what they are, if three in five are known as names by themselves."""
    for match in (*_ENTERED.finditer(text), *_titled(text, lex)):
        items = list(_ITEM.finditer(text, match.start(1), match.end(1)))
        known = [is_member(m.group(), lex, True) and m.group() not in _no_row() for m in items]
        if 5 * sum(known) < 3 * len(items):
            continue
        yield from (
            Mention(*m.span(), m.group(), "list")
            for m, k in zip(items, known, strict=True)
            if k or _is_called(m.group(), lex)
        )


_ITEM = re.compile(f"(?<=[、： :])[{HAN}·]{{2,9}}(?=[、（。；，\n ]|$)")


def _is_called(item: str, lex: Lexicon) -> bool:
    """Whether a word may be somebody's name beside many others: it begins with a surname and is no office nor place."""
    head = item[0] in lex.surnames or item[:2] in lex.compounds
    named = item in lex.titles or item in lex.honorifics or lex.gazetteer.get(item, "weak") != "weak"
    return 2 <= len(item) <= 4 and head and not named and item[-1] not in _ENDS


def _sure(item: str, lex: Lexicon) -> bool:
    """Whether an item is a full name that hardly is anything else."""
    return len(item) > 2 and item[:2] not in lex.starts and worth(item, lex) >= 1.8


def _rows(text: str, found: Sequence[Mention], lex: Lexicon) -> Iterator[Mention]:
    """Rows of three and more names in which nothing else stands (出席会议的有蒋孟春、郁达成、沈若谷等)."""
    for match in _ROW.finditer(text):
        at = match.start()
        spans = []
        for item in match.group().split("、"):
            spans.append((at, at + len(item)))
            at += len(item) + 1
        first = _leftward(text, spans[0][1], lex) if len(spans) > 2 else None
        rest = spans[1:]
        last = _rightward(text, rest[-1][0], lex, set())
        rest[-1] = (last.start, last.end) if last else (0, 0)
        items = [text[a:b] for a, b in rest]
        whole = [*([first.name] if first else []), *items]
        if len(whole) < 3 or not all(is_member(item, lex, True) and item not in _no_row() for item in whole):
            continue
        told = after(text, rest[-1][1], lex)[0] >= 0.8 and is_han(text[rest[-1][1] : rest[-1][1] + 1])
        start = first.start if first else spans[0][0]
        told = told or (text[start - 1 : start] == "：" and _LED_IN.search(text, max(0, start - 8), start) is not None)
        least = 0 if told and all(len(item) == 3 for item in whole) else len(whole)
        if 2 * sum(_sure(item, lex) for item in whole) < least:
            continue
        if first:
            yield first
        yield from (Mention(a, b, text[a:b], "list") for a, b in rest)


def _rolls(text: str, lex: Lexicon) -> Iterator[Mention]:
    """A roll of names set with spaces, as of winners or of those to be appointed."""
    for match in _ROLL.finditer(text):
        spans = [(match.start() + m.start(), match.start() + m.end()) for m in re.finditer("[^ ]+", match.group())]
        items = [text[a:b] for a, b in spans]
        good = sum(is_member(item, lex) and item not in _no_row() for item in items)
        headed = all(item[0] in lex.surnames and item not in lex.titles for item in items)
        if headed and 3 * good >= 2 * len(items) and 2 * sum(_sure(item, lex) for item in items) >= len(items):
            yield from (Mention(a, b, text[a:b], "list") for a, b in spans)


#: The members of a roll behind an office (市委常委贺刚、安静、卫东海) or before what people do (高兴、闵捷出席会议).
_LEADERS = re.compile(f"[{HAN}]{{2,6}}(?:、(?=[{HAN}]{{2}})[{HAN}]{{2,6}})+")
#: What only people of a roll do, and what leads one in.
_ATTENDS = re.compile(f"(?:等[^，。；]{{0,8}})?(?:{any_of('person_words', 'roll_ends')})")
_LED_IN = re.compile(f"(?:{any_of('person_words', 'roll_leads')})[：]?$")


#: The members are counted behind their names: 田野、高原、向阳|三位同志, |三人组成.
_COUNTED = re.compile(
    f"，?([两二三四五六七八九十0-9]{{1,2}})(?:[位名个]|人)(?:{any_of('person_words', 'counted_are', 'counted_do')}|(?<=人)[，。])"
)


def _is_counted(text: str, end: int, size: int) -> bool:
    """Whether what follows a roll counts just as many people."""
    match = _COUNTED.match(text, end)
    numbers = {str(size), *"零一二三四五六七八九十"[size : size + 1], *("两" if size == 2 else "")}
    return match is not None and match.group(1) in numbers


def _leaders(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Rolls of people of whom some are called by a word of the language (安静, 高兴, 池中天): what heads or closes the roll
    and the other members tell that they are people."""
    for match in _LEADERS.finditer(text):
        members = _roll(text, *match.span(), lex)
        worded = [_is_worded(m.name, lex) for m in members]
        if len(members) < 2 or not any(worded):
            continue
        first, last = members[0].start, members[-1].end
        headed = before(text, first, lex)[1] == "title"
        counted = _is_counted(text, last, len(members))
        told = counted or _ATTENDS.match(text, last) is not None or after(text, last, lex)[1] == "and others"
        led_in = _LED_IN.search(text, max(0, first - 8), first) is not None
        plain = len(worded) - sum(worded)
        sure = sum(_sure(m.name, lex) for m in members)
        usual = all(w <= (m.name in lex.words) for m, w in zip(members, worded))
        several = led_in or told or (headed and (len(members) > 2 or text[first - 1] == "："))
        if (
            counted
            or (led_in and len(members) > 2)
            or (plain >= sum(worded) and several)
            or (headed and (sure or told))
            or (usual and len(members) > 2 and several)
        ):
            yield from members


def _roll(text: str, start: int, end: int, lex: Lexicon) -> list[Mention]:
    """The members of a row of words, if each may be a person: the first as far as it goes behind what heads the row, the
    last as far as it goes before what the people do."""
    found: list[Mention] = []
    at = start
    items = text[start:end].split("、")
    for k, item in enumerate(items):
        stop = at + len(item)
        places = [(at, stop)]
        if k == 0:
            places = [(stop - n, stop) for n in (3, 2, 4) if n <= len(item) and _heads(text, stop - n, lex)]
        elif k + 1 == len(items):
            runs_on = [(at, at + n) for n in (2, 3, 4, 5) if n < len(item) and _goes_on(text, at + n, len(items))]
            closed = stop == len(text) or text[stop] in _STOPS or _goes_on(text, stop, len(items))
            places = runs_on or (places if closed else [])
        place = next((p for p in places if _is_free_or_worded(text[p[0] : p[1]], lex)), None)
        if not place:
            return []
        found.append(Mention(*place, text[place[0] : place[1]], "list"))
        at = stop + 1
    return found


def _goes_on(text: str, end: int, size: int) -> bool:
    """Whether what only people do follows a roll, or their number."""
    return _ATTENDS.match(text, end) is not None or _is_counted(text, end, size)


def _heads(text: str, at: int, lex: Lexicon) -> bool:
    """Whether a roll may begin at ``at``: behind an office, a mark or what leads it in."""
    left, why = before(text, at, lex)
    return why == "title" or left >= 1.2 or _LED_IN.search(text, max(0, at - 8), at) is not None


def _is_free_or_worded(item: str, lex: Lexicon) -> bool:
    return is_member(item, lex, True) or _is_worded(item, lex)


@lru_cache(maxsize=1)
def _words_called() -> frozenset[str]:
    """The words that people are called by (worded)."""
    return frozenset(group("person_words", "worded"))


def _is_worded(item: str, lex: Lexicon) -> bool:
    """Whether a word of the language may be somebody's name: a surname, and what is met in given names."""
    if not 2 <= len(item) <= 3 or lex.surnames.get(item[0], "odd") == "odd" or item in _no_row():
        return False
    if item in _words_called():
        return True
    known = (lex.common, lex.titles, lex.honorifics, lex.generic)
    if any(item in one for one in known) or item[-2:] in lex.titles or item[-1] in _ENDS:
        return False
    word = item[:2] in lex.starts or item in lex.verbs or item in lex.gazetteer
    return word and item[-1] in lex.given and not any(c in lex.never for c in item[1:])


#: 前三名分别是卢小蕊、张丹和金美善; 冠军为尹力平.
_WINNERS = re.compile(
    f"{any_of('person_words', 'winners')}的?(?:依次|分别)?[是为由]((?:[{HAN}]{{2,4}}、){{0,9}}[{HAN}]{{2,4}}(?:[和与及][{HAN}]{{2,4}})?)"
    "(?=[，。；（ ]|$)"
)


def _winners(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Those whom a place in a contest leads in, with a surname that is hardly anything else."""
    for match in _WINNERS.finditer(text):
        for item in re.finditer(f"(?:(?![和与及])[{HAN}]){{2,4}}", match.group(1)):
            if _is_player(item.group(), lex):
                start = match.start(1) + item.start()
                yield Mention(start, start + len(item.group()), item.group(), "list")


#: Two players: 钮强／戚月, 林静姝/何雨桐.
_PAIR = re.compile(f"[{HAN}]{{2,3}}([／/])(?=[{HAN}]{{2}})(?![{HAN}]{{1,3}}[／/])")
_PLAIN = frozenset(("common", "rare", "compound"))


def _pairs(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Two names with a stroke between them, both with a surname that is hardly anything else."""
    for match in _PAIR.finditer(text):
        mark = match.start(1)
        first = next((text[mark - n : mark] for n in (3, 2) if _is_player(text[mark - n : mark], lex)), "")
        second = _rightward(text, mark + 1, lex, set())
        if first and second and _is_player(second.name, lex):
            yield Mention(mark - len(first), mark, first, "list")
            yield second


def _is_player(name: str, lex: Lexicon) -> bool:
    return is_member(name, lex, True) and lex.surnames.get(name[0]) in _PLAIN and name not in _no_row()
