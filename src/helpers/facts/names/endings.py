"""Names that are known by their ending: where an ending stands, and where the name before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from helpers.facts.names.lexicon import HAN
from helpers.lexicon import alternatives, any_of, group, letters, rows, words

_any_of = partial(any_of, "name_edges")
_letters = partial(letters, "name_edges")
_group = partial(group, "name_edges")
_BREAK = re.compile(f"[^{HAN}A-Za-z0-9·]")


#: A number with its classifier or unit: what is named begins behind it (三家|农贸市场, 2月9日|随…).
_COUNTED = (
    f"(?<!第)(?:[一二三四五六七八九十两几数0-9]|上[百千万])[一二三四五六七八九十百千万0-9]{{0,8}}[多余]?(?:家(?![{_letters('household_names')}])|[{_letters('classifiers')}])"
    f"|第[一二三四五六七八九十0-9]{{1,6}}[{_letters('ordinals')}]|[0-9]{{1,8}}(?:{_any_of('units')}|[分秒](?!钟))[多余]?"
    f"|[一二三四五六七八九十百]{{1,6}}(?:{_any_of('spoken_units')}|岁[{_letters('age_verbs')}]?)|[0-9]{{1,6}}{_any_of('durations')}"
    f"|(?<=周)[{_letters('weekdays')}]|(?<=星期)[{_letters('weekdays')}]"
)


#: What follows 县 as the beginning of the next name: 古田县|城东街道.
_DISTRICTS = _group("districts")
#: The last character of an ending with what may follow it all the same: 罗江区|分别, 青石镇|上, 人民路|边.
_GOES_ON = _group("goes_on")
#: A village whose name begins like a place word: 龙门坝镇|上湾村.
_VILLAGE = re.compile(
    f"(?:[{_letters('village_place')}][{HAN}]{{1,2}}|[{_letters('village_side')}][{HAN}]{{1,3}})[{_letters('village_ends')}]"
)
#: A town whose name begins like the head of the county before it (云梁县|长岗乡).
_TOWN_ON = re.compile(f"长[{HAN}](?:[乡镇]|街道)|长[{HAN}]{{1,2}}(?:村|社区)")
#: 局 + 长 is an office, no organisation's name and 长.
_HEADED = _letters("headed")


#: What towns lie in.
_OVER_TOWNS = frozenset("县区市旗镇乡")


class Ending(NamedTuple):
    """An ending as it stands in the text. ``kind`` is the class of its list."""

    start: int
    end: int
    kind: str


class Named(NamedTuple):
    """One mention of an organisation or a place; ``name`` is its full form, ``kind`` the class of its ending."""

    start: int
    end: int
    name: str
    kind: str
    rule: str


class Endings:
    """The endings of one or more lists, found by their last character."""

    def __init__(self, *names: str) -> None:
        self.kinds = {row[0]: row[1] for name in names for row in rows(name)}
        self._not_before = {row[0]: row[1] for row in rows("name_not_before")}
        self._sizes: dict[str, list[int]] = {}
        for ending in self.kinds:
            sizes = self._sizes.setdefault(ending[-1], [])
            if len(ending) not in sizes:
                sizes.append(len(ending))
        for sizes in self._sizes.values():
            sizes.sort(reverse=True)
        self._last = re.compile(f"[{''.join(sorted(self._sizes))}]")

    def find(self, text: str) -> Iterator[Ending]:
        """Every ending in order, the longest at each place."""
        kinds, sizes = self.kinds, self._sizes
        for match in self._last.finditer(text):
            end = match.end()
            for size in sizes[match.group()]:
                ending = text[end - size : end] if end >= size else ""
                if ending in kinds:
                    after = text[end : end + 1]
                    if after == "门" and ending[-1] == "部":
                        break
                    if (
                        not after
                        or text[end : end + 2] in _DISTRICTS
                        or text.startswith(_GOES_ON, end - 1)
                        or _VILLAGE.match(text, end)
                        or (after == "长" and ending in _OVER_TOWNS and _TOWN_ON.match(text, end))
                        or not (after in self._not_before.get(ending, "") or (after == "长" and ending[-1] in _HEADED))
                    ):
                        yield Ending(end - size, end, kinds[ending])
                    break


@dataclass(frozen=True)
class _Words:
    """Boundary words: their sizes by last character, and what must not stand around each."""

    sizes: dict[str, tuple[int, ...]]
    behind: dict[str, tuple[str, ...]]
    ahead: dict[str, str]
    business: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    sizes: dict[str, set[int]] = {}
    behind: dict[str, tuple[str, ...]] = {}
    ahead: dict[str, str] = {}
    for row in rows("name_boundaries"):
        word, not_behind, not_ahead = (*row, "", "")[:3]
        sizes.setdefault(word[-1], set()).add(len(word))
        behind[word] = tuple(not_behind.split("|")) if "|" in not_behind else tuple(not_behind)
        ahead[word] = not_ahead
    business = frozenset(row[0] for row in rows("name_business") if row[1] == "business")
    return _Words({c: tuple(sorted(n, reverse=True)) for c, n in sizes.items()}, behind, ahead, business)


_COUNT = re.compile(_COUNTED)
#: What the second line of a headline or a poem's title begins with before what it tells of (——访|市人社局局长).
_TOLD_OF = frozenset(_letters("told_of"))
_PART = re.compile(f"[{HAN}A-Za-z0-9·]")


class Boundaries:
    """Where names may begin: behind marks, function words, verbs, times and other names."""

    def __init__(self, text: str, others: Iterable[int] = ()) -> None:
        self._text = text
        self._others = {0, *others, *(m.end() for m in _COUNT.finditer(text))}
        self._seen: dict[int, int] = {}

    def before(self, at: int, reach: int, firm: bool = False) -> int:
        """The nearest boundary not behind ``at``; -1 if none lies within ``reach`` characters.

        ``firm`` passes over verbs that a firm's or an office's name may hold (建设, 投资).
        """
        for p in range(at, max(0, at - reach) - 1, -1):
            kind = self._seen.get(p)
            if kind is None:
                kind = self._seen[p] = self._kind(p)
            if kind == 2 or (kind == 1 and not firm) or p in self._others:
                return p
        return -1

    def _kind(self, p: int) -> int:
        """0: no boundary ends at ``p``; 1: a business word does; 2: another boundary."""
        text = self._text
        last = text[p - 1] if p else "\n"
        if not _PART.match(last) or (last in _TOLD_OF and not _PART.match(text[p - 2 : p - 1] or " ")):
            return 2
        known = _words()
        found = 0
        for size in known.sizes.get(last, ()):
            word = text[p - size : p] if p >= size else ""
            if word not in known.behind or (known.behind[word] and text.startswith(known.behind[word], p)):
                continue
            if p > size and text[p - size - 1] in known.ahead[word]:
                continue
            if size == 2 and last == "长" and word[0] in _OVER_TOWNS and _TOWN_ON.match(text, p - 1):
                continue
            if word not in known.business:
                return 2
            found = 1
        return found

    def add(self, ends: Iterable[int]) -> None:
        """Other names found meanwhile end here."""
        self._others.update(ends)


@lru_cache(maxsize=1)
def _generic() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words('name_generic'))}|[0-9]+)*")


def is_generic(stem: str) -> bool:
    """Whether a stem is made of general words and numbers only: it names nothing (三家, 老旧, 民营)."""
    match = _generic().match(stem)
    return match is not None and match.end() == len(stem)


#: How many there are, at the end of a clause: what stands before it is a kind and no name (改造老旧小区216个，).
_HOW_MANY = re.compile(f"区?[0-9]{{1,6}}[余多]?[{_letters('kinds_counted')}](?=[，。；、）]|$)")
#: What is done to roads, estates and schools, before what they are (改造|老旧小区, 除险加固|水库).
_WORKS = re.compile(f"(?:{_any_of('works')})+")

_WORKS_ONE = frozenset(_letters("works_one"))


def is_counted(text: str, end: int) -> bool:
    """Whether what ends at ``end`` is told by how many there are, and so is a kind."""
    return _HOW_MANY.match(text, end) is not None


def works_before(stem: str) -> int:
    """How many characters at the head of a stem say what is built, mended or founded; 0 where only they are the stem."""
    match = _WORKS.match(stem)
    if match and match.end() < len(stem):
        return match.end()
    return int(stem[:1] in _WORKS_ONE and len(stem) > 2 and is_generic(stem[1:]))
