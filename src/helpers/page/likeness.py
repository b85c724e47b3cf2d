"""How alike two lines are: what one takes up of the other, and whether they are made alike."""

from __future__ import annotations

import re

from helpers.lexicon import any_of
from helpers.page.marks import ASKS, HAN

#: Whose side or which point a crosshead tells: 保姆：…, 书旧：…
_SIDE = re.compile(rf"{HAN}{{2,4}}：\S")
#: A place or office before the colon, as the heads of short reports name them: 坑口乡：…
_AREA = re.compile(rf"{HAN}{{1,5}}{any_of('page_byline_words', 'office_end')}：")


def overlap(line: str, lead: str) -> float:
    """Share of a line's character pairs that the lead takes up."""
    pairs = _grams(line)
    return len(pairs & _grams(lead)) / len(pairs) if pairs else 0.0


def _grams(text: str) -> set[str]:
    bare = re.sub(r"[^\w]", "", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def likeness_of_lines(a: str, b: str) -> float:
    """How much two short lines are made alike, as an article's crossheads are: length, characters in the same place,
    both a question."""
    asks = 1.0 if ASKS.search(a) and ASKS.search(b) and max(len(a), len(b)) <= 14 else 0.0
    if _SIDE.match(a) and _SIDE.match(b) and not (_AREA.match(a) and _AREA.match(b)):
        return 2.0  # 子女：…, 保姆：…; but 坑口乡：…, 三都镇：… head reports of their own
    if abs(len(a) - len(b)) > 1 or len(a) < 3:
        return asks
    shared = sum(x == y and x not in "“”，、 " for x, y in zip(a, b, strict=False))
    shared += (
        sum(x == y and x not in "“”，、 " for x, y in zip(a[::-1], b[::-1], strict=False)) if len(a) != len(b) else 0
    )
    return min(2.0, (1.0 if len(a) == len(b) else 0.5) + (1.0 if shared else 0.0) + asks)
