"""The subject that a clause without a noun of its own takes over from the figures before it."""

from __future__ import annotations

import re

from helpers.facts.model import Figure
from helpers.lexicon import any_of, letters

_STOP = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，。；！？：\n]")
_BREAK = re.compile(r"[，、。；！？：\n]")
#: Kinds whose subject a following clause may take over.
_LASTING = frozenset(("count", "money", "measure", "share", "change", "rate"))
#: A duration whose subject tells a change (涨) lends it to no other figure.
_CHANGES = re.compile(f"[{letters('figure_subject', 'changes')}]")
#: Characters that an aside in brackets has at most.
_LONGEST_ASIDE = 120
#: 大白菜每斤 lends 大白菜.
_PER_END = re.compile("每[^，。]{1,8}$")


#: 46个项目中，31个已开工; 21座车站中，已有17座封顶.
_AMONG = re.compile(rf"中，?{any_of('figure_subject', 'among_adverbs')}*$")
#: 每公斤, /斤: what goods are sold by.
_PER_WEIGHT = re.compile(
    rf"[每/一]\d{{0,3}}(?:{any_of('figure_kinds', 'weighed_unit')}|{any_of('figure_kinds', 'per_measure')})"
)
#: Between two prices: the next goods, or what the price is compared with.
_LIKE_PRICE = re.compile("，[比较][^，。；]{1,16}的")
_NEXT_PRICE = re.compile("[，、；][\u4e00-\u9fff]{1,6}")
_NO_PRICE = re.compile(any_of("figure_subject", "no_price"))
_ONLY_LINKS = re.compile(any_of("figure_subject", "rank_links"))
_SUM_MOVES = re.compile(f"(?:{any_of('figure_words', 'sum_rises')}|{any_of('figure_words', 'sum_next')})[了约近]?$")
_ALONE = re.compile("[，。；！？\n]|$")
_REST = re.compile(any_of("figure_subject", "rest"))


class Heirs:
    """The subject that a clause without a noun of its own takes over from the figures before it: that of the
    same clause, else the last one in the sentence that counts something."""

    def __init__(self, text: str):
        self._text = text
        self._last: Figure | None = None
        self._last_sum: Figure | None = None
        self._lasting = ""
        self._by_unit: dict[str, Figure] = {}
        self._whole = False
        self._phrase = False
        self._outside: tuple[Figure | None, str, dict[str, Figure]] | None = None

    def leave_aside(self, start: int) -> None:
        """Forget the figures of brackets that are closed before ``start``: 74213元（折算为10758美元），增长6.1%."""
        if self._outside is not None and self._last is not None and "）" in self._text[self._last.end : start]:
            self._last, self._lasting, self._by_unit = self._outside
            self._outside = None

    def _in_brackets(self, start: int) -> bool:
        return self._text.rfind("（", max(0, start - _LONGEST_ASIDE), start) > self._text.rfind("）", 0, start)

    def at(self, start: int, kind: str) -> str:
        """The subject to be taken over by a figure of ``kind`` at ``start``."""
        if self._last is None or _STOP.search(self._text, self._last.end, start):
            return ""
        near = (
            kind == "change" and self._last.kind == "duration" or not _CLAUSE.search(self._text, self._last.end, start)
        )
        near = near and not (self._last.kind == "duration" and _CHANGES.search(self._last.subject))
        heir = (self._last.subject if near else "") or self._lasting
        return "" if kind == "count" and heir.endswith("率") else heir

    def last(self, start: int, kind: str = "") -> str:
        """The subject of the figure before ``start`` in the sentence, of whatever kind (or of ``kind``)."""
        last = self._last
        if last is None or kind and last.kind != kind or _STOP.search(self._text, last.end, start):
            return ""
        return _PER_END.sub("", last.subject) or last.subject or self._lasting

    def compared(self, start: int, kind: str) -> str:
        """The subject that a clause which only compares goes on with."""
        last = self._last
        if last is None or _STOP.search(self._text, last.end, start):
            return ""
        if kind == "duration":
            return last.subject if last.kind == "duration" else ""
        if last.kind in ("ordinal", "score", "duration", "level"):
            return self._lasting
        return _PER_END.sub("", last.subject) or last.subject

    def price_goes_on(self, start: int, unit: str) -> bool:
        """Whether a sum is the price of one as the figure before it is: 五花肉每500克9.6元，排骨13.2元; 比去年同期的6.2元高."""
        last = self._last
        if last is None or last.kind != "rate" or last.unit != unit:
            return False
        if not _PER_WEIGHT.search(self._text, max(0, last.start - 12), last.end + 6):
            return False
        between = self._text[last.end : start]
        return bool(_LIKE_PRICE.fullmatch(between) or _NEXT_PRICE.fullmatch(between) and not _NO_PRICE.search(between))

    def sum_goes_on(self, start: int, end: int) -> bool:
        """Whether a number that stands alone in its clause is a sum, as the one without a unit before it is:
        售98万；另有车库18㎡，12万."""
        last = self._last_sum
        if last is None or last.unit or not _ALONE.match(self._text, end):
            return False
        if self._text[start - 1] not in "，；：" and not _SUM_MOVES.search(self._text, max(0, start - 4), start):
            return False  # 挂到218万，上周末降到203万
        return not _STOP.search(self._text, last.end, start)

    def rank_before(self, start: int, kind: str) -> str:
        """The rank that a clause only links to its figure: 第二档为181度, 第一名得95分 is none."""
        last = self._last
        if last is None or last.kind != "ordinal":
            return ""
        placed = kind == "score" and last.end == start and last.unit in ("名", "位")  # 第二名93分
        if not placed and not _ONLY_LINKS.fullmatch(self._text, last.end, start):
            return ""
        return last.text

    def the_most(self, start: int) -> str:
        """What the one at the other end is one of: 转换效率最高的达91.3%，最低的仅68.4%."""
        return re.sub("最.$", "", self.last(start))

    def adjoins(self, start: int) -> bool:
        """Whether the figure before stands in the same clause."""
        return self._last is not None and not _BREAK.search(self._text, self._last.end, start)

    def parted(self, start: int) -> bool:
        """Whether a mark stands right before ``start``."""
        return bool(_BREAK.match(self._text, start - 1))

    def adjoining(self, start: int) -> bool:
        """Whether only a mark parts the figure from the one before (312户、1043口人)."""
        return self._last is not None and self._text[self._last.end : start] in ("", "、", "，")

    def between(self, start: int) -> str:
        """What stands between the figure before and the one at ``start``, without the marks of a list."""
        return "" if self._last is None else self._text[self._last.end : start].strip("、和与及")

    def of_paragraph(self, start: int) -> str:
        """The subject of the figure before ``start`` in the paragraph."""
        last = self._last
        return "" if last is None or self._text.find("\n", last.end, start) >= 0 else last.subject or self._lasting

    def unit(self, start: int) -> str:
        """The unit of the figure before ``start`` in the sentence."""
        last = self._last
        return "" if last is None or _STOP.search(self._text, last.end, start) else last.unit

    def of_unit(self, start: int, unit: str) -> str:
        """The subject of the last figure in the sentence that was counted in ``unit`` by a noun of its own."""
        found = self._by_unit.get(unit)
        if found is None or _STOP.search(self._text, found.end, start):
            return ""
        return found.subject

    def among(self, start: int) -> bool:
        """Whether the clause before tells those of whom the figure counts some: 46个项目中，31个已开工."""
        if self._last is None or _REST.fullmatch(self._last.subject):
            return False
        return bool(_AMONG.search(self._text, self._last.end, start))

    def expect(self, phrase: bool) -> None:
        """What kind of subject the next figure has: ``phrase`` a predicate, which no other figure goes on with."""
        self._phrase = phrase

    def pass_over(self) -> None:
        """The next figure tells a whole (占登记总数13018人的86.4%): nothing is taken over from it."""
        self._whole = True

    def after(self, figure: Figure) -> None:
        """Remember ``figure``, the one after those before."""
        if self._last is not None and _STOP.search(self._text, self._last.end, figure.start):
            self._lasting = ""
        if figure.kind == "money":
            self._last_sum = figure
        if self._whole:
            self._whole = False
            return
        if self._outside is None and self._last is not None and self._in_brackets(figure.start):
            self._outside = self._last, self._lasting, dict(self._by_unit)
        self._last = figure
        if figure.subject and figure.unit and not self._phrase:
            self._by_unit[figure.unit] = figure
        self._phrase = False
        if figure.subject and figure.kind in _LASTING:
            self._lasting = _PER_END.sub("", figure.subject) or figure.subject
