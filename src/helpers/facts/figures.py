"""Every figure a careful reader would list, with the interval its words allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from helpers.facts.context import Context
from helpers.facts.figure_masks import Masks, masks
from helpers.facts.figure_scan import Quantity, quantities
from helpers.facts.model import Figure, Name, TimeExpression
from helpers.facts.subjects import clause_before, subject_of
from helpers.lexicon import alternatives, rows
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
    people = [(n.start, n.end) for n in names or () if n.kind == "person"]
    people += [m.span() for name in context.signed for m in re.finditer(re.escape(name), text) if len(name) > 1]
    hidden = masks(text, people)
    timed = Masks((d.start, d.end) for d in dates)
    found = [*phones(text)]
    taken = Masks((f.start, f.end) for f in found)
    for quantity in quantities(text):
        if hidden.covers(quantity.core, _numerals_end(quantity)) or timed.touches(
            quantity.core, _numerals_end(quantity)
        ):
            continue
        if taken.touches(quantity.core, quantity.end):
            continue
        figure = _figure(text, quantity)
        if figure:
            found.append(figure)
    return sorted(found, key=lambda f: f.start)


def _dates(text: str, context: Context) -> Sequence[TimeExpression]:
    from helpers.facts.dates import find_dates

    return find_dates(text, context)


def _numerals_end(quantity: Quantity) -> int:
    return quantity.core + max(1, len(quantity.run))


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
        found.append(_phone(match.start(), match.end(), match.group(), digits))
    taken = Masks((f.start, f.end) for f in found)
    for match in _LOCAL.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : _line_end(text, match.end())]
        if not taken.touches(*match.span()) and _CALL.search(line):
            found.append(_phone(*match.span(), match.group(), match.group()))
    for match in _SHORT.finditer(text):
        if re.search(r"(?:电话|热线|专线|客服)[：:]$", text[max(0, match.start() - 4) : match.start(1)].rstrip()):
            found.append(_phone(*match.span(1), match.group(1), match.group(1)))
    return found


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _phone(start: int, end: int, text: str, digits: str | None) -> Figure:
    number = float(digits) if digits and digits.isdigit() else None
    return Figure(start, end, text, "phone", number, number, number, "", rule="phone")


_DIRECTION = {row[0]: row[1] for row in rows("figure_verbs")}
_CHANGE = re.compile(
    rf"({alternatives(_DIRECTION)})(?:了|过|约|近|超|逾|为|达|达到|高达|不低于|不少于|不超过|超过|至少|接近|将近|幅度|幅|的|率|速度|均|仅|只|又|还|也|将|有望|可|能|同比|环比)*$"
)
_RATE_BASE = re.compile(r"每[\u4e00-\u9fff\d]{1,8}|[/每]$")
_ONE_OK = re.compile(r"(?:仅|只有|仅有|只|共|共有|唯有|增设|新增|新建|各|另有|固定|达|造成|致)$")


def _figure(text: str, q: Quantity) -> Figure | None:
    kind = _kind(text, q)
    if not kind or _no_figure(text, q, kind):
        return None
    value, low, high, unit = q.value, q.low, q.high, q.unit
    if kind == "change":
        value, low, high = _signed(text, q)
    rule = q.form if kind == q.kind else f"{q.form}_{kind}"
    subject = subject_of(text, q.start, q.end, kind)
    return Figure(
        q.start, q.end, text[q.start : q.end], kind, _float(value), _float(low), _float(high), unit,
        subject=subject, qualifier=q.qualifier, rule=rule,
    )  # fmt: skip


def _float(number) -> float | None:
    return None if number is None else float(number)


def _signed(text: str, q: Quantity):
    """A fall is negative, its interval turned round."""
    governor = _CHANGE.search(clause_before(text, q.start, 16)) or _CHANGE.search(_before_list(text, q.start))
    if not governor or _DIRECTION[governor.group(1)] != "down":
        return q.value, q.low, q.high
    flip = lambda n: None if n is None else -n  # noqa: E731
    return flip(q.value), flip(q.high), flip(q.low)


def _before_list(text: str, at: int) -> str:
    """The words before a list of figures that shares its verb (分别增长41%和18.5%)."""
    return re.sub(
        r"[\d.%、和及一-龥]{0,0}$", "", re.sub(r"(?:[\d.]+%?(?:个百分点)?[、和及])+$", "", text[max(0, at - 40) : at])
    )


def _kind(text: str, q: Quantity) -> str:
    before = clause_before(text, q.start, 30)
    if q.kind == "share" and q.form in ("percent", "portion", "tenths", "range", "fraction", "half"):
        if q.form not in ("fraction", "half") and (
            _CHANGE.search(before) or _CHANGE.search(_before_list(text, q.start))
        ):
            return "change"
        return "share"
    if q.kind == "money":
        if re.search(r"每(?!次通话)[\u4e00-\u9fff\d]{1,6}", before) or re.match(
            r"(?:一|每)[\u4e00-\u9fff]", text[q.end : q.end + 2]
        ):
            return "rate"
        return "money"
    if q.kind == "level":
        context = text[max(0, q.start - 12) : q.start]
        return "wind" if re.search(r"风|沿海|海面|阵风|江面", context) else "level"
    if q.kind == "measure" and re.search(r"每(?:亩|公顷|平方米|平方公里|百公里|立方米)[^，。；]{0,4}$", before):
        return "rate"
    if q.kind == "special":
        return _special(text, q)
    return q.kind


def _special(text: str, q: Quantity) -> str:
    if q.unit == "分":
        return "score"
    if q.unit == "度":
        return "temperature" if re.search(r"温|热|冷|烧", clause_before(text, q.start, 16)) else "measure"
    if q.unit == "点":
        return "measure" if q.value is not None and (q.value >= 100 or "." in q.run) else ""
    if q.unit == "两":
        return "measure" if q.run[-1:] not in "一二" else ""
    return ""


def _no_figure(text: str, q: Quantity, kind: str) -> bool:
    prefix = text[max(0, q.core - 4) : q.core]
    if q.run == "一" and kind in ("count", "level"):
        return not _ONE_OK.search(text[max(0, q.core - 4) : q.core])
    if q.run == "一" and q.unit in ("天", "年", "日", "晚"):
        return not re.search(r"(?:提前|顺延|推迟|延长|满|不到|不足|仅|只|用时|历时|为期|休息|停|放假)(?:了)?$", prefix)
    if q.run == "几" and (re.search(r"[这那前后近好没有]$", prefix) or text[q.end : q.end + 1] in "办"):
        return True
    if re.search(r"[这那]$", prefix):
        return True
    return q.unit == "日" and kind == "duration" and text[q.end : q.end + 1] != "内" and (q.value or 0) <= 31
