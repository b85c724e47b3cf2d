"""Every figure a careful reader would list, with the interval its words allow.

The finder walks over the quantities of a text (``figures.scan``), leaves out what counts nothing
(``figures.masks``, ``figures.doubts``) and what is a date, decides the kind (``figures.kinds``) and reads the
subject, the verb, the place and the moment from the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.facts.context import Context
from helpers.facts.figures.doubts import doubtful, is_term
from helpers.facts.figures.kinds import clause_before, signed
from helpers.facts.figures.kinds import kind as kind_of_quantity
from helpers.facts.figures.lines import offers, phones
from helpers.facts.figures.lists import spread
from helpers.facts.figures.masks import Masks, masks
from helpers.facts.figures.quantity import Quantity
from helpers.facts.figures.ranges import number_at
from helpers.facts.figures.scan import quantities
from helpers.facts.figures.setting import Setting
from helpers.facts.figures.spacing import Spacing
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BLANK
from helpers.facts.figures.subjects import subject_and_action
from helpers.facts.figures.tables import tables
from helpers.facts.figures.tails import with_unit
from helpers.facts.model import Figure, Name, TimeExpression
from helpers.facts.numerals import Number
from helpers.lexicon import any_of, group, letters
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
    dates = _dates(text, context) if dates is None else dates
    names = _names(text, context) if names is None else names
    tabled, heads, spans = tables(text)
    spacing = Spacing(text, spans)
    text, dates, names = spacing.text, spacing.inward(dates), spacing.inward(names)
    lines = _apart([*spacing.inward(tabled), *phones(text), *offers(text)])
    blind = [(spacing.at(start), spacing.at(end)) for start, end in heads]
    hidden = masks(text, [*_named(text, context, names), *blind])
    prose = _prose(text, dates, Masks((f.start, f.end) for f in lines), hidden)
    setting = Setting(text, dates, names, context.date.isoformat())
    figures = spread(text, sorted([*lines, *prose], key=lambda f: f.start))
    return spacing.outward([_set(figure, setting) for figure in figures])


def _prose(text: str, dates: Sequence[TimeExpression], taken: Masks, hidden: Masks) -> list[Figure]:
    """The figures of running text."""
    timed = Masks((d.start, d.end) for d in dates)
    spoken = _blanked(text, dates)
    heirs, floor, found = Heirs(text), 0, []
    for quantity in quantities(text):
        if hidden.covers(quantity.core, quantity.numerals_end) or taken.touches(quantity.core, quantity.end):
            continue
        if _is_time(text, quantity, dates, timed):
            continue
        heirs.leave_aside(quantity.start)
        figure = _figure(text, spoken, quantity, floor, heirs)
        if figure:
            found.append(figure)
            floor = figure.end
            heirs.after(figure)
    return found


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that overlap an earlier one."""
    out: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not out or figure.start >= out[-1].end:
            out.append(figure)
    return out


def _dates(text: str, context: Context) -> Sequence[TimeExpression]:
    from helpers.facts.dates import find_dates

    return find_dates(text, context)


def _names(text: str, context: Context) -> Sequence[Name]:
    from helpers.facts.names import find_names

    return find_names([text], context)[0]


def _blanked(text: str, dates: Sequence[TimeExpression]) -> str:
    """The text with its time expressions blanked out, same length: 4月6日 is no part of a subject."""
    out, at = [], 0
    for d in sorted(dates, key=lambda d: d.start):
        if d.start >= at and d.kind != "recurring":
            out += [text[at : d.start], BLANK * (d.end - d.start)]
            at = d.end
    return "".join([*out, text[at:]])


def _named(text: str, context: Context, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Spans of names: their numerals count nothing (谭九章, 三元里街道, 市第三医院)."""
    for name in names:
        if _ROUND_OF_PLAY.search(name.text):
            continue
        if name.kind == "person" or name.end - name.start > 2 and not _counted(text, name):
            yield name.start, name.end
    for person in context.signed:
        for match in re.finditer(re.escape(person), text) if len(person) > 1 else ():
            yield match.span()


#: A number with 余, 多, 几 or 来 in it counts, whatever name it is taken for.
_VAGUE_COUNT = re.compile(rf"[十百千万亿\d](?:余|多|来|几)[{letters('figure_words', 'vague_count')}]")


#: 围棋赛第五局 is no bureau.
_ROUND_OF_PLAY = re.compile(r"第[一二三四五六七八九十\d]{1,3}局$")
#: 辗转湘、赣4省, 到竹叶山9站路: a number that a place name has swallowed, 三斤谷 one that begins it.
_INNER_COUNT = re.compile(
    rf"\d{any_of('figure_words', 'inner_unit')}|^[一二两三四五六七八九十半]{any_of('figure_words', 'weight')}"
)


def _counted(text: str, name: Name) -> bool:
    """Whether a number with its unit begins the name, which then is a counted noun (四十来个合作社)."""
    if name.kind == "place" and _INNER_COUNT.search(name.text):
        return True
    if _VAGUE_COUNT.search(name.text):
        return True  # 全村百余户人家
    more = text.startswith("上", name.start)  # 上千亩茶园
    number = number_at(text, name.start + more)
    if number is None:
        return False
    measured = with_unit(text, name.start, *number)
    if name.kind == "place":
        return measured is not None and (more or len(measured.unit) > 1) or text[name.start].isascii()  # 六公里串户路
    return measured is not None or text[name.start].isascii()


#: Forms that no time of day can be mistaken for (四点一个百分点).
_TIMELESS = frozenset(("portion", "percent", "points", "tenths", "times", "half", "fraction"))
_AFTER_UNITS = frozenset(group("figure_words", "after_unit"))


def _is_time(text: str, q: Quantity, dates: Sequence[TimeExpression], timed: Masks) -> bool:
    """Whether the quantity belongs to a time expression. 每3天, 12分钟后 and 15日内 are durations all the same."""
    if (
        q.form in _TIMELESS
        or not timed.touches(q.core, q.numerals_end)
        or (q.unit == "日" and q.form != "range" and is_term(text, q))
    ):
        return False
    if q.kind != "duration":
        return True
    end = q.numerals_end
    return not any(d.start < end and q.core < d.end and _lasting(d, q) for d in dates)


def _lasting(expression: TimeExpression, q: Quantity) -> bool:
    words = expression.text
    if words.startswith("每") and expression.start + 1 == q.core:
        return True
    if words.endswith("后") and q.unit in _AFTER_UNITS:
        return True
    return words.endswith("内") and expression.start >= q.start - 2


#: 三死五伤, 7男5女: what happened, or who they are, is the subject, there is no unit.
_EVENTS = {"死": "死亡", "亡": "死亡", "伤": "受伤", "男": "男", "女": "女"}


def _figure(text: str, spoken: str, q: Quantity, floor: int, heirs: Heirs) -> Figure | None:
    kind = kind_of_quantity(text, q)
    if not kind or doubtful(text, q, kind):
        return None
    if kind == "money" and heirs.price_goes_on(q.start, q.unit):
        kind = "rate"
    if kind == "count" and q.form == "bare" and heirs.sum_goes_on(q.start, q.end):
        kind = "money"
    value, low, high = signed(text, q) if kind == "change" else (q.value, q.low, q.high)
    subject, action = subject_and_action(spoken, q, kind, floor, heirs)
    subject = _of_one_day(_with_times(text, spoken, q.start, subject), clause_before(text, q.start))
    return Figure(
        q.start,
        q.end,
        text[q.start : q.end],
        kind,
        _float(value),
        _float(low),
        _float(high),
        "" if q.unit in _EVENTS else q.unit,
        subject=_EVENTS.get(q.unit, subject),
        action=action,
        qualifier=q.qualifier,
        rule=q.form if kind == q.kind else f"{q.form}_{kind}",
    )


def _with_times(text: str, spoken: str, before: int, subject: str) -> str:
    """The subject with the time in it as printed (离年底), where it is a stretch of the blanked text."""
    at = spoken.rfind(subject, 0, before) if BLANK in subject else -1
    return text[at : at + len(subject)] if at >= 0 else subject


#: The figure of one day, behind a clause that told the average: 日均3万人次，5月2日达5.1万人次.
_ONE_DAY = re.compile(f"\\d[日号]|{any_of('figure_subject', 'one_day')}")


def _of_one_day(subject: str, clause: str) -> str:
    """The subject without the 日均 that a day's own figure took over from the one before."""
    return (
        subject.replace("日均", "")
        if "日均" in subject and "日均" not in clause and _ONE_DAY.search(clause)
        else subject
    )


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)


def _set(figure: Figure, setting: Setting) -> Figure:
    """The figure with its place and moment; its subject without what could not be read (see ``page.text.torn``)."""
    figure = replace(figure, subject=figure.subject.replace("\ufffd", ""))
    if figure.kind in ("phone", "address"):
        return figure
    subject = setting.person(figure) if figure.kind == "age" else figure.subject
    return replace(figure, subject=subject, place=setting.place(figure.start), as_of=setting.as_of(figure.start))
