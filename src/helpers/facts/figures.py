"""Every figure a careful reader would list, with the interval its words allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.facts.context import Context
from helpers.facts.figure_doubts import doubtful
from helpers.facts.figure_kinds import kind as kind_of_quantity
from helpers.facts.figure_kinds import signed
from helpers.facts.figure_lists import spread
from helpers.facts.figure_masks import Masks, masks
from helpers.facts.figure_quantity import Quantity
from helpers.facts.figure_scan import quantities
from helpers.facts.model import Figure, Name, TimeExpression
from helpers.facts.numerals import Number
from helpers.facts.subjects import BLANK, label_before, subject_and_action
from helpers.page.text import plain


def find_figures(
    text: str,
    context: Context,
    dates: Sequence[TimeExpression] | None = None,
    names: Sequence[Name] | None = None,
) -> list[Figure]:
    """Find the figures of ``text``, in order, none overlapping; spans are offsets into ``text``.

    ``dates`` and ``names`` are what the other finders found in the same text (None → found here);
    a numeral inside them is no figure.
    """
    text = plain(text)
    if dates is None:
        dates = _dates(text, context)
    hidden = masks(text, _named(text, context, names or ()))
    timed = Masks((d.start, d.end) for d in dates)
    found = [*phones(text)]
    taken = Masks((f.start, f.end) for f in found)
    spoken = _blanked(text, dates)
    heirs, floor = Heirs(text), 0
    for quantity in quantities(text):
        if hidden.covers(quantity.core, quantity.numerals_end) or _is_time(quantity, dates, timed):
            continue
        if taken.touches(quantity.core, quantity.end):
            continue
        figure = _figure(text, spoken, quantity, floor, heirs)
        if figure:
            found.append(figure)
            floor = figure.end
            heirs.after(figure)
    return spread(spoken, sorted(found, key=lambda f: f.start))


def _blanked(text: str, dates: Sequence[TimeExpression]) -> str:
    """The text with its time expressions blanked out, same length: 4月6日 is no part of a subject."""
    out, at = [], 0
    for d in sorted(dates, key=lambda d: d.start):
        if d.start >= at and d.kind != "recurring":
            out += [text[at : d.start], BLANK * (d.end - d.start)]
            at = d.end
    return "".join([*out, text[at:]])


_STOP = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，。；！？：\n]")
#: Kinds whose subject a following clause may take over.
_LASTING = frozenset(("count", "money", "measure", "share", "change", "rate"))


class Heirs:
    """The subject that a clause without a noun of its own takes over from the figures before it: that of the
    same clause, else the last one in the sentence that counts something."""

    def __init__(self, text: str):
        self._text = text
        self._last: Figure | None = None
        self._lasting = ""

    def at(self, start: int, kind: str) -> str:
        if self._last is None:
            return ""
        between = self._text[self._last.end : start]
        if _STOP.search(between):
            return ""
        near = not _CLAUSE.search(between) or kind == "change" and self._last.kind == "duration"
        return (self._last.subject if near else "") or self._lasting

    def after(self, figure: Figure) -> None:
        if self._last is not None and _STOP.search(self._text[self._last.end : figure.start]):
            self._lasting = ""
        self._last = figure
        if figure.subject and figure.kind in _LASTING:
            self._lasting = figure.subject


def _named(text: str, context: Context, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Spans of names: their numerals count nothing (谭九章, 三元里街道, 市第三医院)."""
    for name in names:
        if name.kind == "person" or name.end - name.start > 2 and not re.match(r"\d", name.text):
            yield name.start, name.end
    for person in context.signed:
        for match in re.finditer(re.escape(person), text) if len(person) > 1 else ():
            yield match.span()


def _dates(text: str, context: Context) -> Sequence[TimeExpression]:
    from helpers.facts.dates import find_dates

    return find_dates(text, context)


#: Forms that no time of day can be mistaken for (四点一个百分点).
_TIMELESS = frozenset(("portion", "percent", "points", "tenths", "times", "half", "fraction"))


def _is_time(q: Quantity, dates: Sequence[TimeExpression], timed: Masks) -> bool:
    """Whether the quantity belongs to a time expression. 每3天, 12分钟后 and 15日内 are durations all the same."""
    end = q.numerals_end
    if q.form in _TIMELESS or not timed.touches(q.core, end):
        return False
    if q.kind != "duration":
        return True
    held = [d for d in dates if d.start < end and q.core < d.end]
    return not any(_lasting(d, q) for d in held)


def _lasting(expression: TimeExpression, q: Quantity) -> bool:
    words = expression.text
    if expression.start + 1 == q.core and words.startswith("每"):
        return True
    if words.endswith("后") and q.unit in ("分钟", "小时", "秒", "分", "秒钟", "个小时"):
        return True
    return words.endswith("内") and expression.start >= q.start - 2


_PHONE = re.compile(
    r"(?<![\d.])(?:(?P<area>[（(]?0\d{2,3}[）)]?\s?[-—－]?\s?)(?P<tail>\d{7,8}(?:[-—]\d{1,4})?)"
    r"|(?P<free>[48]00[-—]?\d{3,4}[-—]?\d{3,4})|(?P<mobile>1[3-9]\d{9})|(?P<split>1[3-9]\d[-— ]\d{4}[-— ]\d{4}))(?![\d.])"
)
_LOCAL = re.compile(r"(?<![\d.:,/-])\d{7,8}(?![\d.%,/:]|[-—]\d|[万亿元人件户吨米年月日])")
_SHORT = re.compile(r"(?<=[：:])\s?(\d{3,6})(?![\d.:%]|[-—]\d)")
_CALL = re.compile(r"电话|热线|手机|联系|咨询|报名|订|拨打|招生|致电|来电|客服|传真|服务|驾培|投诉|举报|预约|值班")


def phones(text: str) -> list[Figure]:
    """Telephone numbers; ``value`` only where there are digits alone and no area code."""
    found = []
    for match in _PHONE.finditer(text):
        digits = match.group("mobile")
        found.append(_phone(text, match.start(), match.end(), digits))
    taken = Masks((f.start, f.end) for f in found)
    for match in _LOCAL.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : _line_end(text, match.end())]
        if not taken.touches(*match.span()) and _CALL.search(line):
            found.append(_phone(text, *match.span(), match.group()))
    for match in _SHORT.finditer(text):
        if re.search(r"(?:电话|热线|专线|客服)[：:]$", text[max(0, match.start() - 4) : match.start(1)].rstrip()):
            found.append(_phone(text, *match.span(1), match.group(1)))
    return found


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _phone(text: str, start: int, end: int, digits: str | None) -> Figure:
    number = float(digits) if digits and digits.isdigit() else None
    label = label_before(
        re.sub(r"[\d、/\s-]{6,}$", "", text[:start]) if start and text[start - 1] in "、/ " else text, start
    )
    return Figure(start, end, text[start:end], "phone", number, number, number, "", subject=label, rule="phone")


def _figure(text: str, spoken: str, q: Quantity, floor: int, heirs: Heirs) -> Figure | None:
    kind = kind_of_quantity(text, q)
    if not kind or doubtful(text, q, kind):
        return None
    value, low, high = signed(text, q) if kind == "change" else (q.value, q.low, q.high)
    rule = q.form if kind == q.kind else f"{q.form}_{kind}"
    subject, action = subject_and_action(spoken, q, kind, floor, heirs.at(q.start, kind))
    return Figure(
        q.start, q.end, text[q.start : q.end], kind, _float(value), _float(low), _float(high), "" if q.unit in _EVENTS else q.unit,
        subject=subject, action=action, qualifier=q.qualifier, rule=rule,
    )  # fmt: skip


#: 三死五伤: what happened, no unit.
_EVENTS = frozenset("死伤亡")


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)
