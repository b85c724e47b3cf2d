"""Cross-checks that compute: figures held against each other and against the edition's date.

Nothing is mended here. Each check says ``ok`` (the two agree), ``look`` (they may not speak of the
same thing) or ``conflict`` (they cannot both be right), with the spans of both sides.

=============  ===========================================================================
headline       a number of the headline against the numbers of the body
parts          parts after 其中, or the lines of a table, against the whole
share          two counts (or two levels) against the printed percentage
implied_total  what the whole must be, if so many are such a share of it
repeated       the same thing counted in two articles
as_of          a 截至 later than the edition
weekday        a printed weekday against its date
unreadable     a number with a character that could not be decoded: it stands in no other table
=============  ===========================================================================
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from helpers.claims.model import Check, Resumption
from helpers.claims.resumption.words import units
from helpers.claims.timing import within
from helpers.facts.context import Context
from helpers.facts.model import Figure
from helpers.lexicon import any_of, rows
from helpers.page.text import torn

#: Kinds whose values can be held against each other; numbers that only name something cannot.
_COUNTED = (
    "count",
    "share",
    "change",
    "money",
    "measure",
    "duration",
    "rate",
    "temperature",
    "age",
    "score",
)
_WEEKDAYS = "一二三四五六日"
#: What 3死5伤 counts.
_HARMED = ("死亡", "受伤")
_words = partial(any_of, "claim_words")
_WORKING = re.compile(rf"[^，。]{{0,10}}{_words('working')}")
_SHARE_OF = re.compile(rf"{_words('share_of')}[^，。；、\d]{{0,8}}$")
#: A share of a whole that names none of its own: 占总数的, and not 女性占; a rate by its verb, 复工率.
_BARE_SHARE = re.compile(rf"(?:^|[，；（])(?:其中|约|仅|已)?{_words('share_of')}[^，。；、\d]{{0,8}}$")
_RATE = re.compile(r"[，；（](?P<verb>[\u4e00-\u9fff]{2})[率面](?:仅|只|高)?(?:为|达到?|有|是)?$")
#: How often something is told of: what is new and what there is in all are two numbers.
_MANNER = re.compile(_words("manner"))
_REPORTED = re.compile(_words("reported"))
_APPLICATION = re.compile(_words("application"))
_WEEKDAY = re.compile(rf"[（(]?{_words('weekday')}([一二三四五六日天])")
_WEEKDAY_INSIDE = re.compile(rf"[（(]{_words('weekday')}([一二三四五六日天])")


class _Of(NamedTuple):
    """A figure and the article it stands in."""

    read: Any
    figure: Figure

    @property
    def span(self) -> tuple[int, int]:
        return tuple(self.read.reading.span(self.figure.start, self.figure.end))


def run_checks(
    read: Sequence[Any], resumption: Sequence[tuple[Any, Resumption]], context: Context
) -> tuple[Check, ...]:
    """All checks of an edition, in reading order.

    ``read`` are its articles with what was found in them (``.reading``, ``.figures``, ``.dates``,
    ``.first_body``); ``resumption`` its claims with the article each stands in.
    """
    found: list[Check] = []
    for one in read:
        found += [
            *_headline(one),
            *_parts(one),
            *_lines(one),
            *_shares(one),
            *_as_of(one, context),
            *_weekdays(one),
            *_unreadable(one),
        ]
    found += [*_implied(resumption), *_repeated(read)]
    return tuple(sorted(found, key=lambda check: (check.left, check.check)))


@lru_cache(maxsize=1)
def _messages() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("check_messages")}


def _said(key: str, **values: object) -> tuple[str, str]:
    """What a check says, in English and in Chinese."""
    english, chinese = _messages()[key]
    return english.format(**values), chinese.format(**values)


def printed(figure: Figure) -> str:
    """A figure for a message: what is printed."""
    return re.sub(r"\s+", "", figure.text)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures can be one number: their intervals meet, or one is the other rounded."""
    if a.value is not None and b.value is not None and (_rounds_to(a, b) or _rounds_to(b, a)):
        return True
    low = max(-1e18 if f.low is None else f.low for f in (a, b))
    high = min(1e18 if f.high is None else f.high for f in (a, b))
    return low <= high + 1e-9


def _rounds_to(fine: Figure, coarse: Figure) -> bool:
    """Whether ``coarse`` is ``fine`` with fewer significant digits (1.9万 for 19,023)."""
    digits = len(f"{abs(coarse.number):.15g}".replace(".", "").strip("0")) or 1
    return float(f"{abs(fine.number):.{max(digits, 2)}g}") == abs(coarse.number)


def _vague(figure: Figure) -> bool:
    """几个, 数百 fit almost any number, so they confirm none."""
    return bool(re.search("[几数]", figure.text))


def _alike(a: str, b: str) -> bool:
    """Whether two subjects share a run of three characters (two, where one is no longer)."""
    size = min(3, len(a), len(b))
    return size >= 2 and any(a[i : i + size] in b for i in range(len(a) - size + 1))


def _headline(one: Any, totals: Sequence[Figure] = ()) -> Iterator[Check]:
    """``totals``: figures of the body that a claim gives as the whole of which a part resumed."""
    counted = [f for f in one.figures if f.kind in _COUNTED]
    body = [f for f in counted if f.start >= one.first_body]
    for head in (f for f in counted if f.start < one.first_body and body and not _vague(f)):
        same = [f for f in body if _same_unit(head, f) and (f.kind == head.kind or f.unit) and not _vague(f)]
        fitting = [f for f in same if agree(head, f) and _comparable(head, f)]
        rivals = [f for f in same if _alike(head.subject, f.subject)]
        if fitting:
            best = max(
                fitting,
                key=lambda f: (_closed_as(head, f), _alike(head.subject, f.subject), f.value == head.value, -f.start),
            )
            if best in totals and _WORKING.match(one.reading.plain[head.end :]):
                said = _said("working_is_total", head=printed(head), body=printed(best))
                yield _check(one, "headline", "conflict", said, head, best)
                continue
            word_for_word = printed(head) == printed(best) and len(printed(head)) >= 4
            sure = _alike(head.subject, best.subject) or _telling(head) or word_for_word
            status = "ok" if sure else "look"
            said = _said("same" if sure else "perhaps_same", head=printed(head), body=printed(best))
            yield _check(one, "headline", status, said, head, best)
        elif parts := _parts_of(one, head):
            said = _said("adds_up", parts=" + ".join(map(printed, parts)), whole=printed(head))
            yield _check(one, "headline", "ok", said, head, parts[-1])
        elif rivals:
            said = _said("differs", head=printed(head), body=printed(rivals[0]))
            yield _check(one, "headline", "look", said, head, rivals[0])
        else:
            yield _check(one, "headline", "look", _said("headline_only", head=printed(head)), head, None)


def _closed_as(head: Figure, body: Figure) -> bool:
    """Whether the body's figure has two bounds if the headline's has: 92岁 for 九旬, rather than 60岁以上."""
    return None not in (body.low, body.high) or None in (head.low, head.high)


def _same_unit(head: Figure, body: Figure) -> bool:
    """One unit; people are 人, 名 or 位; a headline may leave it out (15.6万群众)."""
    if {head.unit, body.unit} <= units("people_unit"):
        return True
    if not head.unit and head.subject in _HARMED and body.unit in units("people_unit"):
        return _alike(head.subject, body.subject)  # 3死5伤 and 3人当场死亡
    return head.unit == body.unit or (
        not head.unit and head.kind == body.kind and head.value == body.value and _telling(head)
    )


def _parts_of(one: Any, head: Figure) -> list[Figure]:
    """Two or three figures that follow each other in a sentence of the body and add up to that of the headline."""
    for _, _, figures in _sentence_figures(one):
        body = [f for f in figures if f.start >= one.first_body and f.unit == head.unit and f.kind == head.kind]
        for size in (2, 3):
            for parts in (list(body[i : i + size]) for i in range(len(body) - size + 1)):
                alike = (any if head.unit else all)([_alike(head.subject, part.subject) for part in parts])
                if alike and sum(part.number for part in parts) == head.value:
                    return parts
    return []


def _comparable(head: Figure, body: Figure) -> bool:
    """逾千人 is open above, so almost any number would fit: only one of its size confirms it."""
    if None not in (head.low, head.high, body.low, body.high) or None in (head.value, body.value) or not head.value:
        return True
    if head.kind == "share":
        return abs(head.number - body.number) <= 0.1
    return 0.4 <= body.number / head.number <= 2.5


def _telling(figure: Figure) -> bool:
    """A number with three digits that count (1260, 94.1%) is hardly met twice by chance; 14 is."""
    digits = re.sub(r"[^1-9]", "", f"{abs(figure.number):.10g}") if figure.value is not None else ""
    return len(digits) >= 3 or figure.kind in ("share", "change")


def _check(one: Any, name: str, status: str, said: tuple[str, str], left: Figure, right: Figure | None) -> Check:
    return Check(
        name,
        status,
        said,
        _Of(one, left).span,
        _Of(one, right).span if right else None,
    )


def _sentence_figures(one: Any) -> Iterator[tuple[str, int, Sequence[Figure]]]:
    """Each body sentence with its offset and its figures."""
    text = one.reading.plain
    for start, end in one.reading.sentences():
        yield text[start:end], start, within(one.figures, start, end)


def _parts(one: Any) -> Iterator[Check]:
    """其中: the parts that follow, in the unit of the whole, add up to it or stay below it."""
    for sentence, offset, figures in _sentence_figures(one):
        for mark in re.finditer("其中", sentence):
            at = offset + mark.start()
            before = [f for f in figures if f.end <= at and f.kind in ("count", "money", "measure")]
            if not before or before[-1].value is None:
                continue
            whole = before[-1]
            stop = re.compile("[；。]").search(sentence, mark.end())
            end = offset + (stop.start() if stop else len(sentence))
            parts = [f for f in figures if at < f.start < end and f.unit == whole.unit and f.value is not None]
            yield from _sum(
                one,
                whole,
                [f for f in parts if not _bracketed(sentence, f.start - offset)],
                before[-2] if len(before) > 1 and before[-2].unit == whole.unit else None,
            )


def _bracketed(sentence: str, at: int) -> bool:
    return sentence.count("（", 0, at) > sentence.count("）", 0, at)


def _sum(one: Any, whole: Figure, parts: Sequence[Figure], first: Figure | None = None) -> Iterator[Check]:
    """The first parts that add up to the whole are its parts; else all of them may not exceed it. ``first``: a figure
    before the whole, both of which the parts may be of (新增确诊2例、无症状11例，其中隔离点9例、社会面4例)."""
    if first is not None and first.value is not None and len(parts) >= 2:
        both = whole.number + first.number
        if abs(sum(part.number for part in parts) - both) <= 1e-6 * both:
            return
    total = 0.0
    for n, part in enumerate(parts, 1):
        total += part.number
        if n >= 2 and abs(total - whole.number) <= 1e-6 * whole.number:
            shown = " + ".join(printed(p) for p in parts[:n])
            yield _check(one, "parts", "ok", _said("adds_up", parts=shown, whole=printed(whole)), whole, part)
            return
    if len(parts) >= 2 and whole.kind == "count" and total > whole.number * (1 + 1e-6):
        shown = " + ".join(printed(p) for p in parts)
        yield _check(
            one,
            "parts",
            "look",
            _said("too_much", parts=shown, whole=printed(whole)),
            whole,
            parts[-1],
        )


def _lines(one: Any) -> Iterator[Check]:
    """Lines of a table (three or more short lines, one unit) that add up to a figure of the article."""
    text = one.reading.plain
    run: list[Figure] = []
    for line in [*re.finditer(r"[^\n]+", text), None]:
        first = None
        if line and len(line.group()) < 30 and not re.search("[。！？]", line.group()):
            first = next((f for f in one.figures if line.start() <= f.start < line.end()), None)
        if first and first.kind == "count" and first.value is not None and (not run or run[0].unit == first.unit):
            run.append(first)
            continue
        if len(run) >= 3:
            total = sum(f.number for f in run)
            whole = next(
                (f for f in one.figures if f.unit == run[0].unit and f.value == total and f not in run),
                None,
            )
            if whole:
                yield _check(
                    one,
                    "parts",
                    "ok",
                    _said("lines_add_up", n=len(run), whole=printed(whole)),
                    whole,
                    run[0],
                )
        run = []


def _shares(one: Any) -> Iterator[Check]:
    for sentence, offset, figures in _sentence_figures(one):
        for share in (f for f in figures if f.kind in ("share", "change") and f.unit == "" and f.low is not None):
            pairs = _pairs(sentence, offset, share, figures)
            right = next((check for pair in pairs for check in _right_share(one, share, pair)), None)
            if right:
                yield right
            elif pairs:
                told = _of_an_earlier_whole(one, share, pairs[0])
                yield from told or _wrong_share(one, sentence, offset, share, pairs[0])


def _pairs(sentence: str, offset: int, share: Figure, figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The counts of one unit before a percentage two by two, those right before it first. Further ones (813例 of
    848例，死亡21例，治愈率95.9%) only for a percentage with decimals, which is hardly met by chance."""
    kinds = ("count", "money", "rate", "measure")
    counts = [f for f in figures if f.kind in kinds and f.value and f.end <= share.start]
    counts = [f for f in counts if "；" not in sentence[f.end - offset : share.start - offset]][-4:]
    pairs = [(a, b) for a, b in combinations(counts, 2) if a.unit == b.unit and a.value != b.value]
    adjacent = [pair for pair in pairs if list(pair) == counts[-2:]]
    further = [pair for pair in pairs if pair not in adjacent] if "." in share.text else []
    return adjacent + further[::-1]


def _of_an_earlier_whole(one: Any, share: Figure, pair: tuple[Figure, Figure]) -> list[Check]:
    """60岁及以上人口为…，其中65岁及以上人口为640341人，占14.15%: of all inhabitants, told in a sentence before. Only for a
    percentage with decimals, which is hardly met by chance."""
    if "." not in share.text:
        return []
    part = pair[-1]
    wholes = [f for f in one.figures if f.end <= pair[0].start and f.unit == part.unit and (f.value or 0) > part.number]
    right = (check for whole in reversed(wholes) for check in _right_share(one, share, (whole, part)))
    return list(right)[:1]


def _right_share(one: Any, share: Figure, pair: tuple[Figure, Figure]) -> Iterator[Check]:
    """n of m, or by how much one level differs from the other."""
    small, big = sorted(pair, key=lambda f: f.number)
    part = small.number / big.number
    for ratio in (part, 1 - part, big.number / small.number - 1):
        if _fits(ratio, share):
            said = _said(
                "share_right", small=printed(small), big=printed(big), ratio=f"{ratio:.2%}", share=printed(share)
            )
            yield _check(one, "share", "ok", said, share, big)


def _wrong_share(one: Any, sentence: str, offset: int, share: Figure, pair: tuple[Figure, Figure]) -> Iterator[Check]:
    """A percentage that is not the share that the two counts before it make, and says that it is: 占, or a rate of what
    the part did (复工177户，复工率75%); not one of something else (女性占八成, 床位使用率)."""
    small, big = sorted(pair, key=lambda f: f.number)
    part = small.number / big.number
    before = sentence[: share.start - offset]
    told = re.match("[^，。；]*", sentence[small.end - offset :])
    clause = sentence[: small.end - offset + (told.end() if told else 0)]
    rate = _RATE.search(before)
    of_the_part = rate and rate.group("verb") in clause
    claimed = _SHARE_OF.search(before) and (_BARE_SHARE.search(before) or of_the_part)
    if not claimed or "年均" in before or share.kind != "share" or big.start > small.start:
        return
    linked = re.search(r"中|其中|^[^，]{0,16}，?(?:已|共|有)", sentence[big.end - offset : small.start - offset])
    said = _said("share_wrong", small=printed(small), big=printed(big), ratio=f"{part:.2%}", share=printed(share))
    yield _check(one, "share", "conflict" if linked else "look", said, share, big)


def _fits(ratio: float, share: Figure) -> bool:
    """Within the share's interval, an exact one taken as rounded to its last digit."""
    ends = [abs(end) for end in (share.low, share.high) if end is not None]
    low, high = min(ends), max(ends)
    decimals = re.search(r"\.(\d+)", share.text.replace("．", "."))
    half = 0.0051 / 10 ** len(decimals.group(1)) if decimals else 0.0051
    return low - half <= ratio <= high + half


def _as_of(one: Any, context: Context) -> Iterator[Check]:
    text = one.reading.plain
    for date in one.dates:
        latest = (date.ends or date.begins)[:10]
        if date.kind != "deadline" or not latest or latest <= context.date.isoformat():
            continue
        stop = re.compile("[。；\n]").search(text, date.end)
        around = text[max(0, date.start - 4) : stop.start() if stop else len(text)]
        if "截至" in around and _REPORTED.search(around) and not _APPLICATION.search(around):
            said = _said("after_edition", date=date.text, edition=context.date.isoformat())
            yield Check(
                "as_of",
                "conflict",
                said,
                tuple(one.reading.span(date.start, date.end)),
                None,
            )


def _weekdays(one: Any) -> Iterator[Check]:
    text = one.reading.plain
    for date in one.dates:
        printed = _WEEKDAY.match(text, date.end)
        inside = _WEEKDAY_INSIDE.search(date.text)
        found = printed or inside
        if not found or len(date.begins) < 10 or date.begins[:10] != (date.ends or date.begins)[:10]:
            continue
        day = dt.date.fromisoformat(date.begins[:10])
        if not re.search(r"\d日|[一二三四五六七八九十]日", date.text):
            continue
        right = "日" if found.group(1) == "天" else found.group(1)
        actual = _WEEKDAYS[day.weekday()]
        status = "ok" if right == actual else "conflict"
        said = _said("weekday", date=date.text, day=day.isoformat(), actual=actual, given=found.group(1))
        yield Check(
            "weekday",
            status,
            said,
            tuple(one.reading.span(date.start, date.end)),
            None,
        )


def _unreadable(one: Any) -> Iterator[Check]:
    for start, end in torn(one.reading.text):
        said = _said(
            "unreadable", number=re.sub(r"[\ue000-\uf8ff]", "\ufffd", one.reading.text[start : end + 1].strip())
        )
        yield Check("unreadable", "look", said, tuple(one.reading.span(start, end)), None)


def _implied(resumption: Sequence[tuple[Any, Resumption]]) -> Iterator[Check]:
    for one, claim in resumption:
        low, high = claim.implied_total_low, claim.implied_total_high
        if low is None and high is None:
            continue
        total = f"{low or 0:,.0f}–{high:,.0f}" if high is not None else f"≥ {low:,.0f}"
        status = "ok" if low is None or high is None or low <= high else "conflict"
        part = claim.resumed if claim.resumed is not None else claim.people_on_post
        some = "–" if part is None else f"{part:,.0f}"
        said = _said("implied", some=some, total=total, subject=claim.subject)
        yield Check(
            "implied_total",
            status,
            said,
            tuple(one.reading.span(claim.start, claim.end)),
            None,
        )


def _repeated(read: Sequence[Any]) -> Iterator[Check]:
    """The same subject and unit in two articles: equal figures confirm each other."""
    kinds = ("count", "share", "money")
    every = [_Of(one, f) for one in read for f in one.figures if f.kind in kinds and len(f.subject) >= 4]
    groups: dict[tuple[str, str, str], list[_Of]] = {}
    for of in every:
        groups.setdefault((of.figure.kind, of.figure.unit, of.figure.subject), []).append(of)
    for group in groups.values():
        for a, b in pairwise(group):
            if a.read is b.read:
                continue
            same = agree(a.figure, b.figure)
            if not same and not _of_one_time(a, b):
                continue
            said = _said("repeated", subject=a.figure.subject, one=printed(a.figure), other=printed(b.figure))
            yield Check("repeated", "ok" if same else "look", said, a.span, b.span)


def _of_one_time(a: _Of, b: _Of) -> bool:
    """Whether two figures can be one number: not what is new today and what there is in all, nor those of two days."""
    days = {of.figure.as_of[:10] for of in (a, b)} - {""}
    manners = [
        _MANNER.findall(of.read.reading.plain, max(0, of.figure.start - 40), of.figure.start)[-1:] for of in (a, b)
    ]
    return len(days) < 2 and manners[0] == manners[1]
