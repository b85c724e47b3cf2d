"""Names that are known by their ending: where an ending stands, and where the name before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from helpers.facts.names.lexicon import HAN
from helpers.lexicon import rows, words

_BREAK = re.compile(f"[^{HAN}A-Za-z0-9·]")


#: A number with its classifier or unit: what is named begins behind it (三家|农贸市场, 2月9日|随…).
_COUNTED = (
    "(?<!第)(?:[一二三四五六七八九十两几数0-9]|上[百千万])[一二三四五六七八九十百千万0-9]{0,8}[多余]?(?:家(?![子沟湾屯坪岭集堡庄坝塘坡坳咀嘴村营店堤桥峪寨洼岔楼窑渡])|个|座|所|处|条|名|位|支|场|项|批|栋|幢|户|间|次|级|类|种|辆|台|块|片|段|层|股|套|件|份|例|起|张)"
    "|第[一二三四五六七八九十0-9]{1,6}(?:届|次|批|家|个|轮|期)|[0-9]{1,8}(?:年|月|日|时|分(?!钟)|秒(?!钟)|岁|点|元|米|公里|千伏|人|号|期|届)"
    "|[一二三四五六七八九十百]{1,6}(?:年|公里|分钟|小时|周岁|岁[进考入去到]?)|[0-9]{1,6}(?:分钟|小时|秒钟|周岁)"
    "|(?<=周)[一二三四五六日天]|(?<=星期)[一二三四五六日天]"
)


#: What follows 县 as the beginning of the next name: 古田县|城东街道.
_DISTRICTS = ("城东", "城西", "城南", "城北", "城中", "城关", "城厢", "城郊")
#: A village whose name begins like a place word: 龙门坝镇|上湾村.
_VILLAGE = re.compile(f"(?:[上下里中路桥河江山街][{HAN}]{{1,2}}|[东西南北前后][{HAN}]{{1,3}})[村寨屯]")
#: 局 + 长 is an office, no organisation's name and 长.
_HEADED = "局院所厂站馆社校会台队园厅署委处村镇乡县市省区州行"


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
                        or _VILLAGE.match(text, end)
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
        if not _PART.match(last):
            return 2
        known = _words()
        found = 0
        for size in known.sizes.get(last, ()):
            word = text[p - size : p] if p >= size else ""
            if word not in known.behind or (known.behind[word] and text.startswith(known.behind[word], p)):
                continue
            if p > size and text[p - size - 1] in known.ahead[word]:
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
    from helpers.lexicon import alternatives

    return re.compile(f"(?:{alternatives(words('name_generic'))}|[0-9]+)*")


def is_generic(stem: str) -> bool:
    """Whether a stem is made of general words and numbers only: it names nothing (三家, 老旧, 民营)."""
    match = _generic().match(stem)
    return match is not None and match.end() == len(stem)
