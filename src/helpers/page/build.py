"""Drafts → articles: head, bylines, dateline, paragraphs rejoined, kind; and every character booked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from helpers.lexicon import any_of, group
from helpers.page.articles import Article
from helpers.page.blocks import Block, run_on
from helpers.page.bylines import People, whole_line
from helpers.page.columns import heads_briefs, is_column, is_label
from helpers.page.datelines import dateline
from helpers.page.draft import Draft
from helpers.page.heads import Head, read_head
from helpers.page.kinds import (
    is_forecast_title,
    is_listing_title,
    is_notice_title,
    read_kind,
    tells_of_oneself,
    weather_score,
)
from helpers.page.ledger import Ledger
from helpers.page.likeness import likeness_of_lines
from helpers.page.marks import (
    ASIDE,
    COLUMN_TAG,
    HAN,
    JUMP,
    JUMP_END,
    MARK,
    PHONE,
    SIDEBAR,
    TABLE_HEAD,
    TABLE_ROW,
    closed_up,
    column_kind,
    is_open,
    signs_with_date,
)
from helpers.page.setting import set_on
from helpers.page.signed import closing, credit, signature, signs_letter
from helpers.page.text import Reading
from helpers.page.units import Unit

#: Who signs as one who comments.
_COMMENTS = re.compile(any_of("page_byline_words", "commentator"))
#: A label in brackets that marks a part of a text: 【案情】, 【评析】
_BOXED_LABEL = re.compile(r"[【〖][^】〗]{2,6}[】〗]$")
#: A line with a colon that begins the text below a title: 任命：, 尊敬的广大用户：
_BEGINS_LIST = re.compile(rf"(?:{HAN}{{2,6}}|{any_of('page_line_words', 'addressed')}[^，。：:]{{2,20}})[：:]$")
#: The first of several pictures: 图①　小学生在茶园体验采茶
_NUMBERED_PICTURE = re.compile(r"[（(]?图[①-⑨❶-❾一二三四五六\d]")
#: The note of a table's unit: （10月18日　单位：元/公斤）
_TABLE_UNIT = re.compile(rf"{any_of('page_kind_words', 'table_note')}[：:]")
_NONE = Reading("", ())


@dataclass
class _Text:
    """What the walk through a draft has gathered."""

    number: int
    ledger: Ledger
    halves: list[list[Reading]] = field(default_factory=list)  # the paragraphs, each in the pieces it is printed in
    running: bool = False  # the last paragraph is running text that a further half may join
    captions: list[Reading] = field(default_factory=list)
    dateline: Reading = _NONE
    people: list[People] = field(default_factory=list)
    plain_lines: int = 0
    offsets: list[int] = field(default_factory=list)
    letter: bool = False  # it opens as a letter does
    items: bool = False  # short reports below one name, each signed at its end
    signed: bool = False  # the letter's signature and date have been read
    signed_below: bool = False  # who made text and picture signs below the text alone
    captioned: bool = False  # lines beside pictures are captions, because there is a text besides them

    @property
    def paragraphs(self) -> tuple[Reading, ...]:
        return tuple(run_on(h) for h in self.halves)

    def claim(self, reading: Reading, part: str, reason: str = "", confidence: float = 1.0) -> None:
        self.ledger.claim(reading, part, self.number, reason, confidence)
        if reading.offsets:
            self.offsets += (
                reading.offsets[0],
                reading.offsets[-1] + 1,
                max(reading.offsets) + 1,
                min(reading.offsets),
            )


def build(
    drafts: Sequence[Draft], ledger: Ledger, sections: Mapping[int, str] = MappingProxyType({}), city: float = 0.0
) -> list[Article]:
    """The articles of the drafts, numbered in reading order; drafts that hold no text are the page's. ``sections``:
    what each page is called by its label; ``city``: what sort of paper it is (``heads.city_paper``)."""
    kept = [d for d in drafts if _is_article(d)]
    if not kept:
        kept = [d for d in drafts if any(u.role in ("para", "head") for u in d.units)]
    for draft in drafts:
        if draft not in kept:
            for unit in draft.units:
                part = {"head": "other", "byline": "byline", "credit": "credit", "jump_out": "jump"}.get(
                    unit.role, "other"
                )
                ledger.claim(unit.block.reading, part, 0, "belongs to no article", 0.4)
    return [_article(number, draft, ledger, sections.get(draft.page, ""), city) for number, draft in enumerate(kept, 1)]


def _is_article(draft: Draft) -> bool:
    if any(u.role in ("para", "caption") or u.part for u in draft.units):
        return True
    heads = [u for u in draft.units if u.role == "head"]
    return len(heads) >= 2 and (len(heads) >= 3 or draft.is_ad or sum(len(u.plain) for u in heads) >= 30)


#: One person's text and picture, in this order: （记者 某某 文/图）
_WROTE_TOO = re.compile(r"文\s?[/／]\s?图")


def _article(number: int, draft: Draft, ledger: Ledger, section: str, city: float) -> Article:
    text = _Text(number, ledger, captioned=draft.has_text, letter=draft.is_letter)
    text.items = draft.is_briefs or heads_briefs(draft.units[0].plain)
    heads, rest, verse = _split(draft)
    lead = next((u.plain for u in rest if u.role == "para"), "")
    given = _given(draft)
    whole = "".join(u.plain for u in rest if u.role == "para")[:3000]
    head = given or read_head([u.block for u in heads], lead, whole, city)
    if given:
        rest = [u for u in draft.units if not u.part or u.role == "repeat"]
    elif draft.is_ad and not draft.has_notice_title and len(heads) > 1:
        head, rest = _ad_head(heads, rest)
    rest, column = _late_column(rest, head)
    for part, blocks in (
        ("column", column),
        ("kicker", head.kicker),
        ("headline", head.headline),
        ("subtitle", head.subtitle),
    ):
        for block in blocks:
            text.claim(block.reading, part, head.reason, head.confidence)
    signed = any(u.role == "byline" and u.people.reporters for u in rest)
    for i, unit in enumerate(rest):
        _take(text, unit, rest[i + 1] if i + 1 < len(rest) else None, signed, verse)
    tag = _tag(text, draft)
    people = _merge(text.people)
    paragraphs = text.paragraphs
    announced = [*(b.plain for b in column), tag.plain, *(u.plain for u in rest if u.role == "byline" and not u.people)]
    if any(u.role == "byline" and _COMMENTS.search(u.plain) for u in rest[:3]):
        announced.append("本报评论员")
    signs = [i for i, u in enumerate(rest) if u.role == "byline" and u.people]
    text.signed_below |= bool(signs) and signs[0] > 0 and bool(rest[signs[0]].people.photographers)
    author = any(u.role == "byline" and u.people.alone for u in rest[:2])
    last = text.people[-1] if text.people else People()
    author = author or (last.alone and tells_of_oneself("".join(p.plain for p in paragraphs)))  # signed below: （高歌）
    kind, why, sure = _kind(text, paragraphs, head, announced, people, verse, section if author else "-")
    offsets = text.offsets or [0, 0]
    return Article(
        number, draft.page, kind, min(offsets), max(offsets), paragraphs, _line(column) if column else tag, _line(head.kicker),
        _line(head.headline), _line(head.subtitle), text.dateline, *people, draft.continued_on,
        round(min(1.0, 0.5 + draft.score / 10, sure + 0.3), 2), "; ".join((*draft.reasons, why)), tuple(text.captions),
    )  # fmt: skip


def _split(draft: Draft) -> tuple[list[Unit], list[Unit], bool]:
    """The lines of the head, the rest, and whether it is verse."""
    units = [u for u in draft.units if u.role != "tag"]
    n = 0
    while n < len(units) and units[n].role == "head":
        n += 1
    if n == len(units) or (not draft.has_text and not draft.verse):
        tabled = n > 2 and draft.rows >= 2 and is_column(units[0].plain) and not TABLE_ROW.match(units[1].plain)
        n = min(n, 2 if tabled and column_kind(units[0].plain) == "-" else 1)  # 一图读懂, and the table's title
    n = _above_table(units, min(n, 6))
    first = next((i for i in range(min(n, 2)) if is_forecast_title(units[i].plain)), None)
    if first is not None and n > first + 1 and "：" in units[first + 1].plain and weather_score(units[first + 1].plain):
        n = first + 1  # 今天白天：多云 is a row of the forecast
    if n > 1 and _BEGINS_LIST.match(units[n - 1].plain):
        n -= 1
    if n > 1 and _first_crosshead(units, n - 1):
        n -= 1
    headed = n == 2 and draft.has_text and is_label(units[0].plain) and not ASIDE.match(units[1].plain)
    twice = n == 2 and is_notice_title(units[1].plain) and len(units[1].plain) > len(units[0].plain) + 4
    own = range(headed or twice, n)  # 教育提示 above a headline is a column, alone it is the title of a notice
    titled = (
        next((i for i in own if is_notice_title(units[i].plain) or is_listing_title(units[i].plain)), None)
        if not draft.dispatch
        else None
    )
    if titled is not None and titled + 1 < n:
        n = titled + 1 + bool(ASIDE.match(units[titled + 1].plain))  # a number in brackets, then the text
    return units[:n], units[n:], draft.verse


def _first_crosshead(units: list[Unit], i: int) -> bool:
    """Whether the last line above the text is its first crosshead: a boxed label (【案情】), a number (一、…), a line made
    like the crossheads further down."""
    below = units[i + 1] if i + 1 < len(units) else None
    if below is None or below.role != "para" or below.leads or below.plain[:1] in "（(":
        return False
    line = units[i].plain
    if ASIDE.match(line):
        return False  # （2022年第19号）
    if closed_up(line.strip("【】〖〗[] " + MARK)) in group("page_line_words", "summary"):
        return True  # 核心提示
    headed = any(u.plain[0] not in MARK and not is_column(u.plain) for u in units[:i])
    if headed and line[0] in MARK and any(u.role == "head" and u.plain[:1] == line[0] for u in units[i + 2 :]):
        return True  # the first of several marked items: ■井盖丢了三天
    if _BOXED_LABEL.match(line) or re.match(r"[一1][、.．]", line):
        return True
    later = [
        u.plain
        for u in units[i + 2 :]
        if u.role == "head" and len(u.plain) <= 12 and ("：" in u.plain) == ("：" in line)
    ]
    return (
        len(later) >= 2
        and not is_label(units[0].plain)
        and len(line) <= 12
        and max(likeness_of_lines(line, x) for x in later) >= 1.5
    )


def _above_table(units: list[Unit], n: int) -> int:
    """How many of the first ``n`` lines stand above a table: its rows, their head and the note of its unit are text."""
    cells = [len(u.plain.split()) if u.role == "head" else 0 for u in units[: n + 1]]
    even = next(
        (
            i
            for i in range(1, len(cells) - 1)
            if cells[i] == cells[i + 1] and (cells[i] >= 4 or (cells[i] == 3 and cells[i + 2 : i + 3] == [3]))
        ),
        n,
    )
    n = min(n, even)  # two lines of four cells and more, three of three are a table's, be there figures in them or not
    rows = [i for i, u in enumerate(units) if i and TABLE_ROW.match(u.plain) and re.search(r"\d", u.plain)]
    first = rows[0] if len(rows) >= 2 and rows[1] == rows[0] + 1 else len(units)
    if first > n:
        while 1 < n < len(units) and n == even and _TABLE_UNIT.search(units[n - 1].plain):
            n -= 1
        return n
    below = next((u for u in units[first:] if u.role != "head"), None)
    if below is not None and (below.role == "byline" or below.leads):
        return n  # 2.1万人 连夜转移, 1836艘 渔船回港: lines of a headline
    while first > 1 and (TABLE_HEAD.match(units[first - 1].plain) or _TABLE_UNIT.search(units[first - 1].plain)):
        first -= 1
    return min(n, first)


def _given(draft: Draft) -> Head | None:
    """The head where the page's files say what each line is."""
    if not any(u.part for u in draft.units):
        return None

    def lines(part: str) -> tuple[Block, ...]:
        return tuple(u.block for u in draft.units if u.part == part and u.role == "head")

    above = lines("kicker")
    column = tuple(b for b in above if is_column(b.plain) or b.plain.startswith(("【", "〖")))
    kicker = tuple(b for b in above if b not in column)
    return Head(column, kicker, lines("headline"), lines("subtitle"), "fields of the file", 1.0)


def _tag(text: _Text, draft: Draft) -> Reading:
    """The column's name in an archive's mark (专栏：今日谈)."""
    for unit in draft.units[:2]:
        found = COLUMN_TAG.match(unit.plain) if unit.role == "tag" else None
        if found:
            text.claim(unit.block.reading, "column", unit.reason)
            return unit.block.reading.part(*found.span("name"))
    return _NONE


def _ad_head(heads: list[Unit], rest: list[Unit]) -> tuple[Head, list[Unit]]:
    """An advertisement is headed by its first line, below the name of its column; everything else is its text."""
    column = tuple(u.block for u in heads[:1] if len(heads) > 1 and column_kind(u.plain) == "advertisement")
    if column and (heads[1].plain[:1] in MARK or PHONE.search(heads[1].plain)):
        column = ()  # 分类信息 heads its items itself
    heads = heads[len(column) :]
    n = set_on([u.block.setting for u in heads], [u.block.gap for u in heads])
    headline = tuple(u.block for u in heads[:n])
    return Head(column=column, headline=headline, reason="first line of an advertisement", confidence=0.8), [
        *heads[n:],
        *rest,
    ]


def _late_column(rest: list[Unit], head: Head) -> tuple[list[Unit], tuple[Block, ...]]:
    """A column's tag between byline and text (【第2计】…)."""
    column = head.column
    seen_byline = False
    for i, unit in enumerate(rest):
        if unit.role == "byline":
            seen_byline = True
            continue
        boxed = unit.plain.startswith(("【", "〖", "[")) or is_column(unit.plain)
        summed_up = closed_up(unit.plain.strip("【】〖〗[] " + MARK)) in group("page_line_words", "summary")
        if unit.role == "head" and seen_byline and boxed and not column and not summed_up:
            return rest[:i] + rest[i + 1 :], (unit.block,)
        break
    return rest, column


def _take(text: _Text, unit: Unit, ahead: Unit | None, signed: bool, verse: bool) -> None:
    reading = unit.block.reading
    if unit.role == "signature" and unit.people:
        _sign(text, reading, unit.people)
    elif unit.role in ("byline", "signature"):
        text.people.append(unit.people)
        text.claim(reading, "byline", unit.reason)
    elif unit.role == "credit":
        text.people.append(unit.people)
        text.claim(reading, "credit", unit.reason)
    elif unit.role == "caption":
        _caption(text, unit)
    elif unit.role == "jump_out":
        text.claim(reading, "jump", unit.reason)
    elif unit.role == "repeat":
        text.claim(reading, "headline", "printed again where the article goes on")
    elif unit.role == "jump_in":
        _jump_in(text, unit)
    elif unit.role == "head" and text.letter and not text.signed and signs_letter(unit.plain):
        _sign(text, reading, signature(unit.plain, letter=True) or People())
    elif unit.role == "head":
        over = ahead is not None and ahead.role == "para" and not verse and not PHONE.search(unit.plain)
        part = "crosshead" if over and not TABLE_ROW.match(unit.plain) and text.plain_lines <= 8 else "body"
        text.claim(reading, part, unit.reason, 0.8)
        text.halves.append([reading])
        text.running = False
        text.plain_lines += 1
        text.signed |= text.letter and signs_with_date(unit.plain)
    else:
        _paragraph(text, unit, ahead, signed)


def _sign(text: _Text, reading: Reading, people: People) -> None:
    """The signature under a letter belongs to the letter, as that under a notice does; it names the author too."""
    text.people.append(people)
    text.claim(reading, "body", "signature of a letter")
    text.halves.append([reading])
    text.running = False


def _caption(text: _Text, unit: Unit) -> None:
    """The line beside a picture: of an article with a text it is a caption, else it is the text."""
    reading, end = unit.block.reading, len(unit.plain)
    taken = credit(unit.plain)
    people = taken[1] if taken else whole_line(unit.plain)
    if people and people.photographers:
        end = taken[0] if taken else 0
        text.people.append(people)
        text.claim(reading.part(end, len(reading.text)), "credit", "photographer beside a picture")
    body = _trim(reading, 0, end)
    if body.text and text.captioned:
        text.claim(body, "caption", unit.reason)
        text.captions.append(body)
    else:
        _add(text, body, indented=True)


def _jump_in(text: _Text, unit: Unit) -> None:
    reading = unit.block.reading
    found = JUMP.match(unit.plain)
    end = found.end() if found else len(unit.plain)
    text.claim(reading.part(0, end), "jump", unit.reason)
    _add(text, reading.part(end, len(reading.text)), indented=False)


def _paragraph(text: _Text, unit: Unit, ahead: Unit | None, signed: bool) -> None:
    reading, plain = unit.block.reading, unit.plain
    start, end = 0, len(plain)
    if not text.halves and not text.dateline.text:
        found = dateline(plain)
        if found:
            name, where, people, start = found
            text.dateline = reading.part(where, where + len(name))
            text.claim(reading.part(0, where + len(name)), "dateline", "dateline")
            if people or start > where + len(name):
                text.claim(reading.part(where + len(name), start), "byline", "reporters beside the dateline")
            text.people.append(people)
    caption = False
    out = JUMP_END.search(plain, max(start, end - 40))
    if out:
        text.claim(reading.part(out.start(), end), "jump", "goes on on another page")
        end = out.start()
    taken = credit(plain[start:end])
    both = closing(plain[start:end]) if taken else None  # （文/某某 图/某某）
    if taken and both and both[0] < taken[0] and both[1].reporters:
        taken = None
    if taken:
        text.people.append(taken[1])
        wrote = bool(taken[1].reporters) and bool(_WROTE_TOO.search(plain[start + taken[0] : end]))
        text.signed_below = text.signed_below or not (signed or text.dateline.text or wrote)
        text.claim(reading.part(start + taken[0], end), "credit", "photographer at the end of a caption")
        end = start + taken[0]
    last = ahead is None or ahead.role != "para"
    closed = closing(plain[start:end])
    if closed and text.items and closed[1].bare and not last:
        text.people.append(closed[1])  # each of several short reports is signed at its end
    elif closed and (last or not closed[1].bare):
        text.people.append(closed[1])
        wrote = bool(_WROTE_TOO.search(plain[start + closed[0] : end]))  # the text comes first: a report with a picture
        wrote = wrote or bool(set(closed[1].reporters) - set(closed[1].photographers))
        text.signed_below = text.signed_below or (not signed and bool(closed[1].photographers) and not wrote)
        text.claim(reading.part(start + closed[0], end), "byline", "bracket at the end of the text")
        end = start + closed[0]
    beside = taken is not None or (ahead is not None and ahead.role == "credit")
    beside = beside or (
        ahead is not None and bool(_NUMBERED_PICTURE.match(plain) and _NUMBERED_PICTURE.match(ahead.plain))
    )
    caption = beside and (signed or bool(text.dateline.text)) and bool(text.halves) and end - start < 200
    body = _trim(reading, start, end)
    under = unit.block.setting is not None and unit.block.setting.caption
    if caption or (under and text.paragraphs):
        text.claim(body, "caption", "a credit follows", 0.8)
        text.captions.append(body)
    else:
        _add(text, body, unit.block.indent >= 2)


def _trim(reading: Reading, start: int, end: int) -> Reading:
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    while start < end and reading.text[start].isspace():
        start += 1
    return reading.part(start, end)


def _add(text: _Text, body: Reading, indented: bool) -> None:
    """A paragraph, or the other half of the one before where that breaks off."""
    if not body.text:
        return
    last = text.halves[-1] if text.halves else []
    long = len(last) > 1 or (bool(last) and len(last[0].text) > 24)
    turn = body.plain.startswith(group("page_line_words", "ask"))  # 答：… answers, it does not go on
    if text.running and not indented and not turn and long and is_open(last[-1].plain):
        text.claim(body, "body", "goes on with the paragraph above")
        last.append(body)
    else:
        text.claim(body, "body", "running text")
        text.halves.append([body])
    text.running = True


def _merge(people: Sequence[People]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    def all_of(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for p in people for name in getattr(p, key)))

    return all_of("reporters"), all_of("correspondents"), all_of("photographers")


def _line(blocks: Sequence[Block]) -> Reading:
    """Several lines of a head as one, joined by a space; a number that the line's end cut in two is whole again."""
    parts: list[Reading] = []
    for block in blocks:
        if (
            parts
            and re.search(r"\d$", parts[-1].text)
            and re.match(r"[.．]?\d{1,2}(?:\.\d+)?(?:[%％‰万亿]|$)|[%％‰]", block.text)
        ):
            parts[-1] = Reading.join([parts[-1], block.reading], "")
        else:
            parts.append(block.reading)
    return Reading.join(parts, " ")


def _kind(
    text: _Text,
    paragraphs: Sequence[Reading],
    head: Head,
    announced: Sequence[str],
    people: tuple[tuple[str, ...], ...],
    verse: bool,
    section: str,
) -> tuple[str, str, float]:
    titles = [b.plain for b in (*head.headline, *head.kicker, *head.subtitle)]
    body = [p.plain for p in paragraphs]
    has_credit = bool(people[2]) and ((text.signed_below and len(body) == 1) or (not people[0] and not people[1]))
    longest = max((len(p) for p in body), default=0)
    return read_kind(
        titles, announced, body, dateline=bool(text.dateline.text), authors=bool(people[0] or people[1]),
        credit=bool(people[2]), verse=verse, lines=text.plain_lines,
        captions=has_credit and longest < 260 and sum(map(len, body)) < 800, section=section,
    )  # fmt: skip


__all__ = ["SIDEBAR", "Ledger", "build"]
