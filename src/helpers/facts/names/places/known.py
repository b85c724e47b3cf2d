"""Well-known places, and which of them are something else here: a piece of two words, a word, a signature."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from helpers.facts.names.endings import Named
from helpers.facts.names.lexicon import is_han
from helpers.lexicon import any_of, letters, rows

_any_of = partial(any_of, "place_words")
_letters = partial(letters, "place_words")
_SIGNING = re.compile(f"{_any_of('signing')} ?$")


@lru_cache(maxsize=1)
def known_pattern() -> re.Pattern[str]:
    """The well-known names as one pattern. Pairs of first and second characters are tried first, so
    that few of the names are."""
    names = [row[0] for row in rows("name_gazetteer")]
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[0], []).append(name[1:])
    branches = (f"{head}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for head, rest in groups.items())
    heads, seconds = ("".join(sorted({name[k] for name in names})) for k in (0, 1))
    return re.compile(f"(?=[{heads}][{seconds}])(?:{'|'.join(branches)})")


def on_road(text: str, place: Named) -> Named:
    """A road that is called after a well-known name, where something is on it (宁安路|上的超市)."""
    if not text.startswith(("路上的", "街上的"), place.end):
        return place
    return place._replace(end=place.end + 1, name=place.name + text[place.end], kind="road")


def home_town(text: str, home: str) -> list[Named]:
    """The paper's own town where it stands as a place does (在棠江、青溪等地), not in the name of something else (棠江大桥)."""
    spans = [m.span() for m in re.finditer(re.escape(home), text)] if home else []
    return [Named(a, b, home, "known", "home") for a, b in spans if is_framed(text, a, b)]


_FRAMED_LEFT, _FRAMED_RIGHT = _letters("framed_left"), _letters("framed_right")
#: Words that begin or end with a well-known name (上海青, 山|东方红).
_KNOWN_WORD = re.compile(_any_of("known_words"))


def known_names(text: str) -> list[Named]:
    """Well-known names of the list; those with another meaning only between what frames a place."""
    return [
        Named(m.start(), m.end(), m.group(), "known", "gazetteer")
        for m in known_pattern().finditer(text)
        if (m.group() not in _weak() or is_framed(text, m.start(), m.end()) or _is_listed(text, m.start(), m.end()))
        and text[m.end() : m.end() + 1] not in ("族", "语")
        and not (m.group()[0] in "日月年" and text[m.start() - 1 : m.start()].isdigit())
        and not _KNOWN_WORD.match(text, m.start())
        and not _crosses(text, m.group(), m.start(), m.end())
        and not _SIGNING.search(text, max(0, m.start() - 6), m.start())
    ]


@lru_cache(maxsize=1)
def _crossings() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, left, right in ((*row, "")[:3] for row in rows("place_crossing")):
        found.setdefault(name, []).append((left, right))
    return found


def _crosses(text: str, name: str, start: int, end: int) -> bool:
    """Whether a well-known name is put together from the end of one word and the beginning of the next (隆重|庆祝)."""
    left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    return any((b == "-" or left in b) and (not a or right in a) for b, a in _crossings().get(name, ()))


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(row[0] for row in rows("name_gazetteer") if row[1] == "weak")


def is_framed(text: str, start: int, end: int) -> bool:
    """Whether a place may stand here: 来自大同的, 赴开封、洛阳, not 日照时间."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return (not is_han(left) or left in _FRAMED_LEFT) and (not is_han(right) or right in _FRAMED_RIGHT)


#: A town in a list with a share: 涨幅居前的城市有|北海|14.6％、深圳….
_IN_LIST = re.compile("(?:[0-9.]+[%％])?、")


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether a name with another meaning heads a list that goes on with a well-known one."""
    joint = _IN_LIST.match(text, end) if text[start - 1 : start] == "有" else None
    return joint is not None and known_pattern().match(text, joint.end()) is not None
