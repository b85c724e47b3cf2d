"""Who is meant by a noun in an article: 司机 … 司机叫廖胜利, 老大范守义 … 哥哥说, 左长庚、左小军父子 … 儿子接过话头.

The article says it once, before or behind: the noun right before the name, between the two that somebody is called so, or
two people counted as a pair of kin. A noun of which the article names two people stands for neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial

from helpers.facts.model import Name
from helpers.facts.names.aliases import SHORT
from helpers.facts.names.lexicon import HAN
from helpers.lexicon import alternatives, any_of, rows

_any_of = partial(any_of, "person_words")
#: Where the words that tell who somebody is begin.
_REACH = 16


@lru_cache(maxsize=1)
def noun_classes() -> Mapping[str, str]:
    """Noun → its class."""
    return {row[0]: row[1] for row in rows("name_bearers") if len(row) == 2}


@lru_cache(maxsize=1)
def _pairs() -> Mapping[str, tuple[str, str]]:
    return {row[0]: (row[2], row[3]) for row in rows("name_bearers") if row[1] == "pair"}


@lru_cache(maxsize=1)
def genders() -> Mapping[str, str]:
    """Class of a noun → the pronoun that means one of it, where only one does."""
    return {row[0]: row[2] for row in rows("name_bearers") if row[1] == "gender"}


@lru_cache(maxsize=1)
def _inverse() -> Mapping[str, tuple[str, ...]]:
    """Class of a noun → what the one is whose it is; of two, the first has the same surname."""
    return {row[0]: row[2:] for row in rows("name_bearers") if row[1] == "inverse"}


@lru_cache(maxsize=1)
def _nouns() -> str:
    return f"(?:{alternatives(noun_classes())})"


@lru_cache(maxsize=1)
def _ahead() -> re.Pattern[str]:
    """A noun before the name: 司机叫|廖胜利, 那位司机名叫|廖胜利, 老大|范守义."""
    return re.compile(f"(?<!其他|不少|许多|几[名位])(?<!另一[位名个])({_nouns()})(?:的?(?:{_any_of('bears')}))?[“：]?$")


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    """廖胜利|就是那位司机; 尹桂香|是老板娘."""
    return re.compile(f"[，]?(?:就|正|便)是[这那]?[位名个]?[^，。；：“”\n的]{{0,4}}({_nouns()})(?=[，。；])")


@lru_cache(maxsize=1)
def _pair_ahead() -> re.Pattern[str]:
    return re.compile(f"({alternatives(_pairs())})(?:俩|二人|两人)?[：]?$")


@lru_cache(maxsize=1)
def _pair_behind() -> re.Pattern[str]:
    return re.compile(f"两?({alternatives(_pairs())})")


@lru_cache(maxsize=1)
def subject_nouns() -> re.Pattern[str]:
    """The nouns that clauses begin with, also behind a number or what somebody did (一位|姑娘, 救人的|姑娘)."""
    which = "(?:[这那]名|[这那]位|该|[^，。；：！？“”\n的]{0,6}(?:的|一[位名个]|有[位名个]))?"
    return re.compile(f"(?:^|[，。；！？”：\\n]){which}({_nouns()})(?![们的和与及、])")


#: 她叫|小芸, behind a noun in the sentences before.
_CALLED = re.compile(f"(?:[。，；”\n]|{_any_of('comes_out')})([他她])的?(?:{_any_of('bears')})“?$")


def find_bearers(text: str, people: Sequence[Name]) -> dict[str, str]:
    """Class of a noun → the one person of the article who is called so. ``people``: its people in order."""
    found: dict[str, set[str]] = {}
    full = [n for n in people if n.rule not in SHORT or n.name != n.text]
    nouns = [(m.end(), m.group(1)) for m in subject_nouns().finditer(text)]
    for k, person in enumerate(full):
        for kind in _told(text, person, nouns):
            found.setdefault(kind, set()).add(person.name)
        for kind, name in _of_whom(text, full[k - 1], person) if k else ():
            found.setdefault(kind, set()).add(name)
        following = full[k + 1] if k + 1 < len(full) else None
        if following and text[person.end : following.start] in ("、", "和", "与"):
            for kind, name in _paired(text, person, following):
                found.setdefault(kind, set()).add(name)
    known = {kind: min(names) for kind, names in found.items() if len(names) == 1}
    return _parents(known, {n.name for n in full}, found) | known


def _parents(known: Mapping[str, str], names: set[str], found: Mapping[str, set[str]]) -> dict[str, str]:
    """The father of a child whose relation the article tells: the only other one of the surname; and his wife the mother."""
    child = known.get("daughter") or known.get("son")
    if not child or "father" in found or "mother" in found:
        return {}
    alike = [name for name in names if name != child and name[0] == child[0] and len(name) > 1]
    kin = {name for kind, bearers in found.items() if kind not in _GROWN for name in bearers}
    if len(alike) != 1 or alike[0] in kin:
        return {}
    mother = known.get("wife")
    return {"father": alike[0]} | ({"mother": mother} if mother and mother[0] != child[0] else {})


#: What a father may be besides, in the classes of nouns.
_GROWN = frozenset(("husband", "shop_owner", "car_owner", "driver", "old_person", "old_man"))
#: What joins somebody and his kin: 简德昌|和妻子|羊秀芬, 邬大庆|的儿子|邬小山.
_WITH_KIN = re.compile(f"{_any_of('with_kin')}{{1,2}}([{HAN}]{{2,3}})")


def _of_whom(text: str, whose: Name, person: Name) -> Iterator[tuple[str, str]]:
    """What somebody is to the one whose kin stands right behind (简德昌和妻子羊秀芬)."""
    joint = _WITH_KIN.fullmatch(text, whose.end, person.start)
    kinds = _inverse().get(noun_classes().get(joint.group(1), ""), ()) if joint else ()
    if len(kinds) == 1:
        yield kinds[0], whose.name
    elif kinds:
        yield kinds[whose.name[0] != person.name[0]], whose.name


def _told(text: str, person: Name, nouns: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The classes of the nouns that the words around a mention say this person to be."""
    classes = noun_classes()
    ahead = _ahead().search(text, max(0, person.start - _REACH), person.start)
    if ahead:
        yield classes[ahead.group(1)]
    behind = _behind().match(text, person.end)
    if behind:
        yield classes[behind.group(1)]
    called = _CALLED.search(text, max(0, person.start - _REACH), person.start)
    if called:
        last = bisect_right(nouns, (person.start, "")) - 1
        near = (classes[noun] for at, noun in nouns[last::-1] if last >= 0 and person.start - at < _FAR)
        kind = next((k for k in near if genders().get(k, called.group(1)) == called.group(1)), "")
        if kind:
            yield kind


#: How far before 她叫 the noun may stand whom the pronoun means.
_FAR = 160


def _paired(text: str, first: Name, second: Name) -> Iterator[tuple[str, str]]:
    """What two people are to each other that the words right before or behind them count as a pair of kin."""
    pair = _pair_behind().match(text, second.end) or _pair_ahead().search(text, max(0, first.start - 8), first.start)
    if pair:
        yield from zip(_pairs()[pair.group(1)], (first.name, second.name), strict=True)


@lru_cache(maxsize=1)
def _calls() -> tuple[re.Pattern[str], Mapping[str, tuple[str, tuple[str, ...]]]]:
    calls = {row[0]: (row[2], tuple(row[3].split())) for row in rows("name_bearers") if row[1] == "call"}
    return re.compile(f"[“「]?(?:[{HAN}]{{1,2}}，)?({alternatives(calls)})[，！]"), calls


def called(said: str) -> tuple[str, tuple[str, ...]]:
    """The class of the one whom speech calls at its head (“爸，您歇会儿”), and those of who may call so; empty for no call."""
    pattern, calls = _calls()
    match = pattern.match(said)
    return calls[match.group(1)] if match else ("", ())
