"""One text as the finder of speech sees it: its quotation marks, its people, and what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import partial

from helpers.facts.model import Name, Quote
from helpers.facts.names.bearers import find_bearers
from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.words import THIRD
from helpers.lexicon import any_of

_any_of = partial(any_of, "quote_words")
#: What stands between the beginning of a clause and a person who does not act in it (扶着|老人张桂兰), and no 的 behind it,
#: which would make it a part of what the person is (拿到执照的|韩雪).
_OBJECT = re.compile(f"{_any_of('object_verbs')}(?:[0-9]{{1,3}}岁的)?[^的，]*$")
#: What is done to somebody (余桂英|被抬下了山).
_UNDERGONE = re.compile(_any_of("undergone"))
#: The writer of a diary tells who he is: 我是重症医学科护士|宁晓岚.
_I_AM = re.compile("(?:^|[。，！？；：\n])我(?:叫|是)[^，。！？；：“”他她]{0,18}$")
#: The turn of an interview: 萨仁：2013年….
_TURN = "："
_DATELINE = re.compile("(?:本报|[^，。]{1,12}[讯电])[^，。“]{0,40}[讯电）]|本报[^，。“]{0,20}")
#: What stands behind a poet or thinker whose words are given, and who is not only mentioned (搬出陶渊明：).
_QUOTED = re.compile(_any_of("quoted"))
#: How many mentions of people are looked back on for whom a pronoun or a role means.
_LOOK_BACK = 80


class Scene:
    """One text with its quotations and people."""

    def __init__(self, text: str, pairs: list[Quotation], people: list[Name]) -> None:
        self.text, self.pairs = text, pairs
        self.said: list[Quote] = []
        opened = [p.start for p in pairs]
        inside = [bisect_right(opened, n.start) - 1 for n in people]
        self.outside = [n for n, k in zip(people, inside, strict=True) if k < 0 or n.start >= pairs[k].end]
        self.outside = [n for n in self.outside if n.rule != "famous" or _QUOTED.match(text, n.end)]
        self.outside.sort(key=lambda n: n.start)
        self.starts = [n.start for n in self.outside]
        self.counts = Counter(n.name for n in self.outside if n.rule != "alias")
        self.pronouns = Counter(THIRD.findall(text))
        me = (n.name for n in self.outside if _I_AM.search(text, max(0, n.start - 24), n.start))
        self.me = next(me, "")
        lines = [n for n in self.outside if n.rule == "turn" and text.startswith("：\n", n.end)]
        self._told_from, self._tellers = [n.end for n in lines], [n.name for n in lines]
        whose = {n.name: n for n in reversed(self.outside)}
        self.bearers = {kind: whose[name] for kind, name in find_bearers(text, self.outside).items()}

    def teller(self, at: int) -> str:
        """Who tells the paragraphs around an offset for himself, named in a line above them (冲压车间　莫家伟：)."""
        k = bisect_left(self._told_from, at) - 1
        return self._tellers[k] if k >= 0 else ""

    def left(self, k: int) -> tuple[int, str]:
        """The part of the sentence before quotation ``k``."""
        end = self.pairs[k].start
        begin = self.pairs[k - 1].end if k else 0
        led = self.text[max(begin, end - 2) : end] == "：\n"  # 安安写道：⏎“…”
        at = max(self.text.rfind(c, begin, end - led) for c in "。！？\n")
        begin = max(begin, at + 1)
        left = self.text[begin : end - led]
        return (end, "") if _DATELINE.fullmatch(left.strip()) else (begin, left)

    def paragraph(self, pair: Quotation) -> int:
        """Where the paragraph of a quotation begins, or the one before where that leads it in with a colon."""
        led = self.text[max(0, pair.start - 2) : pair.start] == "：\n"
        return self.text.rfind("\n", 0, pair.start - led) + 1

    def right(self, k: int) -> str:
        """The part of the sentence behind quotation ``k``."""
        begin = self.pairs[k].end
        end = self.pairs[k + 1].start if k + 1 < len(self.pairs) else len(self.text)
        match = re.compile("[。！？\n]").search(self.text, begin, end)
        return self.text[begin : match.start() if match else end]

    def turn(self, paragraph: int) -> Name | None:
        """Who speaks in the paragraph of an interview that begins with the name (萨仁：2013年…)."""
        at = bisect_left(self.starts, paragraph)
        first = self.outside[at] if at < len(self.outside) else None
        return (
            first if first and first.start - paragraph < 8 and self.text[first.end : first.end + 1] == _TURN else None
        )

    def named(self, begin: int, end: int) -> list[Name]:
        """The people named outside quotations between two offsets, of those before a long way back the last ones."""
        last = bisect_left(self.starts, end)
        first = max(bisect_left(self.starts, begin), last - _LOOK_BACK)
        return [n for n in self.outside[first:last] if n.end <= end]

    def holding(self, role: str, pair: Quotation) -> Name | None:
        """The one person of whom the article has told before that this is the role."""
        holders = [n for n in self.named(0, pair.start) if n.role.endswith(role)]
        return holders[-1] if len({n.name for n in holders}) == 1 else None

    def is_quoted(self, at: int) -> bool:
        """Whether an offset lies within a quotation."""
        return any(p.start < at < p.end for p in self.pairs)

    def acts(self, person: Name, begin: int) -> bool:
        """Whether a person is the subject of the clause, and neither what somebody does something to nor done to."""
        start = max(begin, *(self.text.rfind(c, begin, person.start) + 1 for c in "，。；：！？"))
        return not (_OBJECT.search(self.text, start, person.start) or _UNDERGONE.match(self.text, person.end))


def make(pair: Quotation, content: str, who: Name | None, verb: str, rule: str) -> Quote:
    """The quotation as speech of ``who``, or of nobody named."""
    return Quote(pair.start, pair.end, content, who.name if who else "", who.role if who else "", verb, rule)
