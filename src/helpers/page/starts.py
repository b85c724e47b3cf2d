"""Where an article begins: each line of a head is weighed, feature by feature.

A run is a row of head-like lines without running text between them. It may hold the end of one article
(signature, table, lines of an ad, crosshead) and the head of the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helpers.lexicon import any_of, group, words
from helpers.page.heads import AFTER, ASIDE, is_column, overlap
from helpers.page.kinds import (
    ad_score,
    is_ad_line,
    is_ad_title,
    is_briefs_title,
    is_column_of_briefs,
    is_correction_title,
    is_forecast_title,
    is_listing_title,
    is_notice_title,
    is_service_list,
    is_service_title,
    names_itself,
    weather_score,
)
from helpers.page.marks import (
    CROSSHEAD_MARK,
    HAN,
    LEAD_TIME,
    LETTER_OPEN,
    LETTER_RUN_IN,
    MARK,
    NAMES_ROW,
    PHONE,
    PRICE,
    RESULT_ROW,
    ROLL_HEAD,
    ROLL_LINE,
    SIDEBAR,
    TABLE_HEAD,
    TABLE_ROW,
    closed_up,
    column_kind,
    ending,
    is_open,
    signs_with_date,
)
from helpers.page.setting import start_features
from helpers.page.signed import signs_letter
from helpers.page.units import HOUSE, Unit
from helpers.page.weighing import names_only

_CONTACT = re.compile(
    rf"(?:{HAN}{{2,16}}\s)?[^，。：:\s]{{0,10}}{any_of('page_kind_words', 'contact')}(?:[（(][^（）()]{{0,10}}[）)])?[：:\s]"
)
_SHOP = re.compile(rf"{any_of('page_kind_words', 'shop')}$")
_TABLE_NOTE = re.compile(rf"[（(]?{any_of('page_kind_words', 'table_note')}[：:]")
#: An item of a box of figures: 98.7%：室温合格率
_FIGURE_FIRST = re.compile(rf"\d[\d.,]*[%‰]?{HAN}{{0,5}}：")
#: A field of an advertisement or notice: 售楼处：滨江大道66号
_FIELD = re.compile(rf"{HAN}{{2,6}}[：:]\S")
_SPEAKS = re.compile(
    rf"{any_of('page_line_words', 'said_after')}[，：。]|”.{{0,8}}{any_of('page_line_words', 'said_after')}"
)
_SUPPLIED = re.compile(rf"{any_of('page_byline_words', 'supplied_line')}$")
#: What answers a letter or comments on it, below it: 记者回音：…
_REPLY = re.compile(
    rf"[{MARK}【\s]*(?:{any_of('page_line_words', 'letter_reply')}[】：:]|{HAN}{{3,12}}(?:答复|回复|回应)[：:]?$)"
)
_SIGNS = re.compile(rf"{any_of('page_kind_words', 'signs')}$")
_ALL_PICTURES = re.compile(any_of("page_byline_words", "all_pictures"))
_REPORTING = re.compile(any_of("page_byline_words", "reporting"))
#: What stands in lines below a forecast: 石浦县 25～34℃, 昨天空气质量：良
_FORECAST_ROW = re.compile(r"\d ?(?:℃|°C)|AQI|空气质量(?:指数)?[：:]")
#: A line that asks, as the crossheads of an explanation do: 网点有多少, 价格怎么定？
_ASKS = re.compile(rf"{any_of('page_line_words', 'asking')}.{{0,3}}[？?]?$|[？?]$")
#: What a box explains that belongs to the text above: 什么是“带押过户”
_EXPLAINS = re.compile(rf"{any_of('page_line_words', 'asking')}")
#: A row of opening hours or of rates: 东门菜市场　6:00—18:00, 100美元　667.11
_HOURS_ROW = re.compile(
    r"\S{2,14}\s+\d{1,2}:\d{2}\s?[-—~至]{1,2}\s?\d{1,2}:\d{2}$|\d{1,4}[^\d\s，。]{1,4}\s+[\d.,]+元?$"
)
#: How a first paragraph announces that parts follow: 记录下几个孩子的一天, 要注意以下几点
_PARTS = re.compile(any_of("page_line_words", "announces_parts"))
#: How the title of a list ends: 捐赠名单, 营业时间一览
_LIST_TITLE = re.compile(rf"{any_of('page_kind_words', 'list_title')}(?:（[^（）]*）)?$")
#: Whose side or which point a crosshead tells: 保姆：…, 书旧：…
_SIDE = re.compile(rf"{HAN}{{2,4}}：\S")
#: A place or office before the colon, as the heads of short reports name them: 坑口乡：…
_AREA = re.compile(rf"{HAN}{{1,5}}{any_of('page_byline_words', 'office_end')}：")
#: A day near the edition's, which a report names and a part of a report seldom: 昨日, 日前, 3月7日, 9月起
_DAY = re.compile(rf"{any_of('page_line_words', 'lead_day')}|(?<![年\d])\d{{1,2}}月(?:\d{{1,2}}日|起)")
#: An office or place of the paper's own region at the beginning: 市图书馆, 我县, 某某县
_LOCAL = re.compile(rf"[我全]?[省市州县区镇乡](?!面|场|长)|{HAN}{{2,3}}[市州县区镇乡](?!面|场|长)")
#: The number of a draw: 大乐透第15127期
_DRAW = re.compile(r"第\s?\d{4,7}\s?期")
#: How the name of a column of short reports ends
_BRIEFS = re.compile(rf"{any_of('page_line_words', 'brief_column')}$")
#: A new article begins where the evidence reaches this.
THRESHOLD = 2.0
#: A head has at most this many lines.
HEAD_LINES = 5


def _answers(units: Sequence[Unit]) -> bool:
    """Whether questions are answered: with an office's telephone below, they sell nothing."""
    return sum(u.role == "para" and u.plain.startswith(("问：", "答：")) for u in units) > 1


def _to_editors(text: str) -> bool:
    """Whether a line addresses the paper: 编辑同志："""
    return bool(LETTER_OPEN.match(text)) and ("编辑" in text or "记者" in text)


def _lists(unit: Unit) -> bool:
    """Whether a line is one of a list of values: several figures, or a figure among several cells."""
    figures = len(re.findall(r"\d+", unit.plain))
    return figures >= 3 or (figures >= 1 and len(unit.plain.split()) >= 4)


def _same_cells(above: Unit, unit: Unit) -> bool:
    """Whether two lines set close are rows of one table: as many cells, three and more, or two of which one has a figure."""
    cells = len(unit.plain.split())
    close = unit.block.gap == 0 or (cells >= 3 and unit.block.gap == above.block.gap)
    close = close and above.role == "head" and len(above.plain.split()) == cells
    return close and (cells >= 3 or (cells == 2 and bool(TABLE_ROW.match(unit.plain) or _HOURS_ROW.match(unit.plain))))


@dataclass
class Draft:
    """An article in the making: its units, and what is known of it so far."""

    page: int
    units: list[Unit] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    score: float = 0.0
    jump_to: str = ""
    continued_on: int | None = None
    item: bool = False  # it stands in a column of short reports (简讯, 速览), each with a head of its own
    closed: bool = False  # a closing byline, a credit, a signature with its date
    crossheads: list[int] = field(default_factory=list)

    paragraphs: int = 0
    lines: int = 0
    chars: int = 0
    contacts: int = 0
    rows: int = 0  # lines below the first that hold several figures: a list of results, a table
    signed: bool = False  # a byline or a dateline was seen
    dispatch: bool = False  # it opens with a dateline
    verse_lines: int = 0  # short lines after a byline
    _sells: tuple[int, bool] = (-1, False)  # whether it sells, and of how many units that was asked

    def add(self, unit: Unit) -> None:
        """Take a unit in; what is asked of a draft at every line is counted here, not looked up again."""
        self.units.append(unit)
        self.chars += len(unit.plain)
        self.paragraphs += unit.role == "para"
        self.lines += unit.role == "head"
        self.contacts += bool(PHONE.search(unit.plain) or (len(self.units) > 2 and _CONTACT.match(unit.plain)))
        self.rows += (
            unit.role == "head"
            and len(self.units) > 1
            and (_lists(unit) or _same_cells(*self.units[-2:]) or ROLL_LINE.match(unit.plain) is not None)
        )
        byline = any(u.role == "byline" for u in self.units[-2:]) or self.verse_lines > 0
        self.verse_lines += unit.role == "head" and byline and len(unit.plain) <= 20
        self.signed = self.signed or unit.role == "byline" or unit.leads
        self.dispatch = self.dispatch or unit.leads

    @property
    def has_text(self) -> bool:
        return self.paragraphs > 0

    @property
    def is_open(self) -> bool:
        """Whether its last paragraph breaks off in mid-sentence."""
        last = next((u for u in reversed(self.units[-6:]) if u.role in ("para", "head")), None)
        if last is None or last.role != "para" or last.people.photographers or self.is_ad:
            return False
        return len(last.plain) > 30 and is_open(last.plain) and bool(re.search("[，。；：、？！]", last.plain))

    @property
    def is_letter(self) -> bool:
        return any(LETTER_OPEN.match(u.plain) or LETTER_RUN_IN.match(u.plain) for u in self.units[:6])

    @property
    def verse(self) -> bool:
        """Lines after a byline, and no running text: a poem."""
        return self.verse_lines >= 2 and not self.has_text

    @property
    def is_ad(self) -> bool:
        """Whether it sells something: contacts and prices, and no reporter in its text."""
        if self.signed or self.chars >= 500 or is_service_title(self.units[0].plain):
            return False
        if self.paragraphs > 1 and self.is_briefs:
            return False
        if _answers(self.units) or any(_to_editors(u.plain) for u in self.units[:4]):
            return False
        if self._sells[0] != len(self.units):
            reported = any(u.role == "para" and _REPORTING.search(u.plain) for u in self.units)
            small = self.contacts >= 2 and column_kind(self.units[0].plain) == "advertisement"  # 分类信息
            sells = small or ad_score([u.plain for u in self.units]) >= 2.5
            self._sells = len(self.units), not reported and sells
        return self._sells[1]

    @property
    def has_notice_title(self) -> bool:
        """Whether it is headed as a notice is; what opens with a dateline is a report, even on a 通报."""
        return not self.dispatch and any(is_notice_title(u.plain) for u in self.units[:3])

    @property
    def is_weather(self) -> bool:
        reported = self.dispatch and self.paragraphs > 1  # a report on the snow goes on
        return self.chars < 500 and not reported and weather_score("".join(u.plain for u in self.units)) >= 3

    @property
    def is_briefs(self) -> bool:
        """Whether it is a column of short items, each with the same mark before it (■献血　…, ■寻人　…)."""
        return is_column_of_briefs(self.units[0].plain, [u.plain for u in self.units if u.role == "para"])


def likeness_of_lines(a: str, b: str) -> float:
    """How much two short lines are made alike, as an article's crossheads are: length, characters in the same place,
    both a question."""
    asks = 1.0 if _ASKS.search(a) and _ASKS.search(b) and max(len(a), len(b)) <= 14 else 0.0
    if _SIDE.match(a) and _SIDE.match(b) and not (_AREA.match(a) and _AREA.match(b)):
        return 2.0  # 子女：…, 保姆：…; but 坑口乡：…, 三都镇：… head reports of their own
    if abs(len(a) - len(b)) > 1 or len(a) < 3:
        return asks
    shared = sum(x == y and x not in "“”，、 " for x, y in zip(a, b, strict=False))
    shared += (
        sum(x == y and x not in "“”，、 " for x, y in zip(a[::-1], b[::-1], strict=False)) if len(a) != len(b) else 0
    )
    return min(2.0, (1.0 if len(a) == len(b) else 0.5) + (1.0 if shared else 0.0) + asks)


@dataclass(frozen=True)
class Around:
    """What a run of lines stands between. ``parallel``: how alike the next single line above a text is (0–2)."""

    run: Sequence[Unit]
    after: Sequence[Unit]  # the units that follow the run
    cur: Draft | None
    top: bool  # the run opens the page
    parting: int  # blank lines that part articles where none or fewer part paragraphs; 0 = they tell nothing
    signed_below: bool = False  # the text below ends with its author in brackets
    end_signed: bool = False  # the next signature on the page is an author in brackets, at an end
    parallel: float = 0.0
    strange: float = 0.0  # how sure the text below takes up nothing of the text above (0–1)
    apart: bool = False  # a blank line stands above each head of this edition that is sure to be one


#: What no longer counts against a line whose own words name what it heads.
_OVERRULED = (
    "as long as the crosshead before",
    "made like the next crosshead",
    "head of a table",
    "the article above has crossheads",
)


def score_start(at: Around, k: int) -> list[tuple[str, float]]:
    """The features that speak for and against a new article at ``run[k]``, with their weights."""
    unit, text = at.run[k], at.run[k].plain
    rest = len(at.run) - k - 1
    own = _own_words(text, at, k)
    found = [*_place(at, k), *_follows(at, rest), *own]
    before = at.run[k - 1] if k else at.cur.units[-1] if at.cur and at.cur.units else None
    below = [u.block.setting for u in at.run[k + 1 : k + 6]]
    found += start_features(unit.block.setting, before.block.setting if before else None, below)
    if at.cur is not None:
        first = at.after[0] if at.after else None
        author = first is not None and (first.leads or (first.role == "byline" and not first.people.is_credit))
        sure = own or (author and rest <= 1)  # a crosshead has no author of its own
        found += [f for f in _against(at, k) if not (sure and f[0] in _OVERRULED)]
    found.append(("nothing but a telephone number", -9.0 if len(text) >= 7 and PHONE.fullmatch(text) else 0.0))
    found.append(("length", 1.0 if len(text) >= 12 else 0.5 if len(text) >= 9 else -1.0 if len(text) <= 5 else 0.0))
    signed = bool(at.after) and rest < 2 and (at.after[0].role == "byline" or at.after[0].leads)
    if len(text) <= 2 and not signed and not is_notice_title(text) and not is_forecast_title(text):
        found.append(("one or two characters", -1.5 if len(text) == 1 else -0.5))
    if k and (AFTER.match(text) or ASIDE.match(text)):
        found.append(("below a headline", -4.0))
    if 1 <= rest <= 3 and not _is_row(unit):
        found.append(("lines of a head follow", 1.5 if at.after and at.after[0].role in ("para", "byline") else 1.0))
        below_it = at.run[k + 1].plain
        found.append(("a subtitle follows", 1.5 if AFTER.match(below_it) or ASIDE.match(below_it) else 0.0))
    return [(name, w) for name, w in found if w]


def _place(at: Around, k: int) -> list[tuple[str, float]]:
    unit = at.run[k]
    if at.cur is None:
        return [("nothing above", 6.0)]
    found = []
    if at.top and k == 0:
        found.append(("top of the page", 5.0))
    if k == 0 and at.cur.is_open:
        found.append(("the text above breaks off", 1.5))
    before = at.run[k - 1] if k else at.cur.units[-1] if at.cur.units else None
    if before is not None:
        done = (
            before.role in ("credit", "signature", "jump_out")
            or signs_with_date(before.plain)
            or (at.cur.closed and k == 0)
        )
        done = done or bool(k and at.cur.is_letter and at.cur.has_text and signs_letter(before.plain))
        office = before.role == "head" and at.cur.has_notice_title and at.cur.has_text
        done = done or (office and bool(ending("page_units").search(before.plain)))
        credited = before.role == "credit" or bool(before.people.photographers)
        author = before.role == "byline" and at.cur.has_text and bool(before.people) and not before.people.is_credit
        sure = 3.5 if credited else 3.0 if author or before.ends_signed else 2.5
        found.append(("the article above is closed", sure if done else 0.0))
    if at.cur.has_notice_title and (at.cur.has_text or at.cur.rows >= 2) and _is_text(at, unit):
        found.append(("a notice is short", 2.0))
    unsigned = at.cur.has_text and not at.cur.signed and not at.cur.is_ad and not at.cur.has_notice_title
    sure = 0.75 if at.end_signed else 1.75  # a signature further down may be that of one long text
    if k == 0 and unsigned and not at.cur.crossheads and at.cur.units[0].role == "head" and len(at.run[k].plain) > 5:
        found.append(("the text above is unsigned, so no report with crossheads", sure))
    if k == 0 and unsigned and at.cur.item and at.cur.paragraphs == 1 and not at.cur.crossheads and not at.cur.is_open:
        found.append(("one item of a column of briefs", 1.0))
    if k == 0 and at.cur.dispatch and not at.cur.crossheads:
        found.append(("a dispatch seldom has crossheads", 0.5))
    if k == 0 and len(at.run[k].plain) >= 7:
        two = unsigned and not at.end_signed and at.cur.paragraphs == 2 and at.cur.chars <= 260 and not at.cur.is_open
        found.append(("the article above is a brief", 1.0 if _is_brief(at.cur) else 0.75 if two else 0.0))
    if at.signed_below and at.cur.signed and at.cur.has_text and len(at.run) <= 3:
        named = any(u.role == "byline" and u.people for u in at.cur.units[:6])  # an article is signed but once
        found.append(("both texts are signed", 3.0 if named and len(at.run) == 1 else 2.0))
    last = at.cur.units[-1].plain[:1] if at.cur.units else ""
    if k == 0 and last and last in MARK and at.after and at.after[0].plain[:1] != last and at.cur.is_briefs:
        found.append(("the marked items are over", 2.5))
    if at.strange and k == 0 and len(at.run) <= 3 and at.run[0].block.plain[-1:] not in "：:":
        found.append(("the text below takes up nothing of the text above", 1.5 * at.strange))
    if k == 0 and at.cur.is_weather:
        found.append(("a forecast is one paragraph", 3.0))
    if k == 0 and _two_lines(at):
        found.append(("two lines are no crosshead", 1.5))
    if unit.ruled:
        found.append(("a rule above", 2.0))
    if at.parting == 2 and unit.block.gap >= 2:
        found.append(("wide gap", 1.5))
    closing = all(u.block.gap == 0 and (_CONTACT.match(u.plain) or ASIDE.match(u.plain)) for u in at.run[:k])
    if at.parting == 1 and closing and unit.block.gap >= 1 and at.cur.has_text and not at.cur.is_open:
        found.append(("set apart where paragraphs are not", 2.0))
    found.append(("set apart from the rows above, and a text follows", 2.0 if _below_rows(at, k) else 0.0))
    return found


def _below_rows(at: Around, k: int) -> bool:
    """Whether a line stands apart from the rows of a list or table that is an article by itself, above running text."""
    cur = at.cur
    rows = cur is not None and not cur.has_text and cur.rows >= 2 and not _is_row(at.run[k])
    text = len(at.run) - k <= 2 and bool(at.after) and at.after[0].role == "para" and len(at.after[0].plain) > 30
    return rows and text and _apart_from_lines(at, k)


def _two_lines(at: Around) -> bool:
    """Whether two to four lines stand together above running text, none of them a row, a signature or an address."""
    cur = at.cur
    if cur is None or not 2 <= len(at.run) <= 4 or not at.after or at.after[0].role != "para":
        return False
    if not cur.has_text or cur.is_letter or cur.has_notice_title or cur.is_ad or cur.rows or cur.is_open or cur.verse:
        return False
    texts = [u.plain for u in at.run]
    return not any(_is_row(u) or is_ad_line(u.plain) or _ends_notice(u.plain) for u in at.run) and not any(
        SIDEBAR.match(t) or CROSSHEAD_MARK.match(t) or len(t) <= 1 for t in texts
    )


def _is_brief(cur: Draft) -> bool:
    """One paragraph by a dispatch or without any signature: too short to be parted by crossheads."""
    return cur.paragraphs == 1 and (cur.dispatch or not cur.signed) and 30 < cur.chars <= 300 and not cur.is_open


def heads_briefs(text: str) -> bool:
    """Whether a line is the name of a column of short reports: 简讯, 财经速览."""
    return len(text) <= 10 and bool(_BRIEFS.search(closed_up(text)))


def _is_text(at: Around, unit: Unit) -> bool:
    """Whether a line can head the text below it: no office, no number of a list, and running text follows."""
    office = ending("page_units").search(unit.plain) and not re.search(r"[，：\d]", unit.plain)
    below = at.after[0].plain if at.after and at.after[0].role in ("para", "byline") else ""
    field = _FIELD.match(unit.plain) or _CONTACT.match(unit.plain)
    item = CROSSHEAD_MARK.match(unit.plain) or CROSSHEAD_MARK.match(below)
    return bool(below) and not office and not field and not item


def _follows(at: Around, rest: int) -> list[tuple[str, float]]:
    """What stands after the run: a byline, a dateline, a letter's opening, a caption with its credit."""
    if rest >= HEAD_LINES or not at.after:
        return []
    first = at.after[0]
    found = []
    if first.role == "byline":
        found.append(("a byline follows", 4.0))
    if first.leads:
        found.append(("a dateline follows", 4.5))
    if LETTER_OPEN.match(first.plain):
        found.append(("a letter opens", 4.0))
    if first.role == "para":
        caption = first.people.photographers or _credit_below(at.after)
        group = any(u.role == "credit" and _ALL_PICTURES.search(u.plain[:12]) for u in at.after[:4])
        found.append(("a caption follows", 4.0 if caption and not group else 0.0))
        found.append(("a list of items follows", 3.0 if _opens_list(at) else 0.0))
        asked = first.plain.startswith(_ask()) and not any(u.plain.startswith(_ask()) for u in _paragraphs(at))
        found.append(("questions and answers follow", 2.0 if asked else 0.0))
        lead = LEAD_TIME.search(first.plain[:16]) or _DAY.search(_lead(first))
        found.append(("a lead follows", 1.0 if lead else 0.0))
        office = _LOCAL.match(first.plain) and _DAY.search(first.plain[:24]) and rest == 0
        found.append(("the lead names an office and a day", 1.0 if office else 0.0))
        found += _told_again(at, rest, first)
    return found


def _ask() -> tuple[str, ...]:
    return tuple(group("page_line_words", "ask"))


def _paragraphs(at: Around) -> Sequence[Unit]:
    """The last paragraphs of the article above."""
    return [u for u in at.cur.units[-8:] if u.role == "para"] if at.cur else []


def _lead(unit: Unit) -> str:
    """The first sentence of a text, as far as a lead tells when."""
    return unit.plain[:60].split("。")[0]


def _told_again(at: Around, rest: int, first: Unit) -> list[tuple[str, float]]:
    """Whether the text below a line takes up its words, as a short report without dateline does with its headline."""
    line = at.run[len(at.run) - rest - 1].plain
    if rest == 0 and _LIST_TITLE.search(line) and 4 <= len(line) < 7 and line in first.plain[:80]:
        return [("the text announces the list", 3.0)]
    if rest > 1 or len(line) < 7 or CROSSHEAD_MARK.match(line):
        return []
    taken = overlap(line, first.plain[:80])
    return [
        ("the text takes up the line", 1.5 if taken >= 0.6 else 1.0 if taken >= 0.4 else 0.0),
        ("the line names an office or place", 0.75 if _LOCAL.match(line) and len(line) >= 8 else 0.0),
    ]


def _opens_list(at: Around) -> bool:
    """Whether a list of marked items follows (▲…, ◎…) where the text above has none."""
    above = at.cur.units[-1].plain if at.cur and at.cur.units else ""
    return at.after[0].plain[:1] in MARK and above[:1] not in MARK


def _credit_below(after: Sequence[Unit]) -> bool:
    """Whether captions follow, up to three short ones, and then a photographer."""
    for i, unit in enumerate(after[:4]):
        if unit.role == "credit" or (i and unit.role == "byline" and unit.people.photographers):
            return True
        if unit.role != "para" or len(unit.plain) > 220:
            return False
    return False


#: 附：拟聘用人员名单, 附件2：岗位表.
_ATTACHED = re.compile(r"附(?:[件表录][一二三四五六\d]{0,2})?[：:]")


def _own_words(text: str, at: Around, k: int) -> list[tuple[str, float]]:
    found = []
    ahead = [u.plain for u in (*at.run[k + 1 : k + 6], *at.after)][:5]
    if (
        is_notice_title(text)
        and (len(text) >= 4 or closed_up(text) in words("page_notices"))
        and not (
            at.cur and at.cur.has_notice_title and not at.cur.has_text and at.cur.rows < 2 and not _follows_lines(at, k)
        )
    ):
        found.append(("title of a notice", 3.0))
    if is_correction_title(text):
        found.append(("title of a correction", 4.0))
    if is_listing_title(text) or is_briefs_title(text) or is_service_list(text):
        found.append(("title of a listing", 4.0))
    if (
        at.cur
        and at.cur.is_ad
        and len(text) <= 14
        and _SHOP.search(text)
        and ahead
        and is_ad_line("\n".join(ahead[:3]))
    ):
        found.append(("name of a shop", 2.0))
    if ahead and _DRAW.search(ahead[0]) and not _DRAW.search(text) and len(text) <= 12 and not re.search(r"\d", text):
        found.append(("title of the numbers drawn", 4.0))
    if _heads_forecast(at, k):
        found.append(("title of a forecast", 4.0))
    marked = text[:1] in MARK and k + 1 == len(at.run) and column_kind(text) == "-"  # ■ alone marks crossheads too
    if is_column(text) and not marked:
        found.append(("name of a column", 4.0 if k + 1 < len(at.run) and column_kind(text) != "-" else 2.0))
    if is_ad_title(text) and not (
        at.cur
        and at.cur.is_ad
        and not at.cur.has_text
        and not _CONTACT.search(at.cur.units[-1].plain)
        and not PHONE.search(at.cur.units[-1].plain)
    ):
        found.append(
            ("title of an advertisement", 4.0 if closed_up(text) in group("page_kind_words", "ad_title") else 2.5)
        )
    served = at.cur is not None and is_service_list(at.cur.units[0].plain) and at.run[k].block.gap == 0
    before = [u.plain for u in (*(at.cur.units[-4:] if at.cur else ()), *at.run[max(0, k - 4) : k])][-4:]
    sold = at.cur is not None and (at.cur.is_ad or bool(PRICE.search(text)) or any(map(is_ad_line, before)))
    first = (not (is_ad_line(text) and sold) and not served) or (k == 0 and _parted(at))
    if (
        first
        and not PHONE.search(text)
        and not _FIELD.match(text)
        and _ad_below(text, [*at.run[k + 1 : k + 8], *at.after][:7])
    ):
        found.append(("an advertisement follows", 3.0))
    return found


def _follows_lines(at: Around, k: int) -> bool:
    """Whether the title of a notice or correction stands apart below a notice that is made of lines: the numbers drawn."""
    cur = at.cur
    lines = cur is not None and cur.has_notice_title and cur.lines + k >= 2
    return lines and at.run[k].block.gap > 0 and names_itself(at.run[k].plain)


def _parted(at: Around) -> bool:
    """Whether the text above the run is surely no advertisement and has come to its end."""
    cur = at.cur
    if cur is None or not cur.has_text or cur.is_ad:
        return False
    called = cur.has_notice_title and cur.units[-1].role == "para" and bool(PHONE.search(cur.units[-1].plain))
    return cur.signed or cur.closed or called or (at.parting == 1 and at.run[0].block.gap >= 1)


def _ad_below(text: str, units: Sequence[Unit]) -> bool:
    """Whether an advertisement's lines follow: until a line that heads something else, a lead or a long text."""
    lines: list[str] = []
    for i, unit in enumerate(units):
        signed = any(u.role == "byline" or u.leads for u in units[i : i + 2])
        titled = i > 0 and unit.role == "head" and is_notice_title(unit.plain)
        if titled or len(unit.plain) > 160 or (signed and not is_ad_line(unit.plain)) or _told(unit.plain):
            break
        lines.append(unit.plain)
    if not lines or not (is_ad_title(text) or any(map(is_ad_line, lines[:3]))):
        return False
    return ad_score([text, *lines]) >= 2.5


def _told(text: str) -> bool:
    """Whether a text tells a story: someone speaks in it, or it has several sentences and no telephone number."""
    return bool(_SPEAKS.search(text)) or (text.count("。") >= 2 and not PHONE.search(text))


def _heads_another(at: Around, k: int) -> bool:
    """Whether a label (相关新闻, 提醒) stands above a headline of its own, and that above running text."""
    if k + 2 != len(at.run) or not at.after or at.after[0].role not in ("para", "byline"):
        return False
    below = at.run[k + 1]
    explains = _ASKS.search(below.plain) or _EXPLAINS.match(below.plain)
    sells = PHONE.search(below.plain) or _FIELD.match(below.plain)
    news = len(below.plain) >= 6 and not explains and not _is_row(below) and not sells
    return news and not _as_item(below.plain)


def _as_item(text: str) -> bool:
    return bool(CROSSHEAD_MARK.match(text) or SIDEBAR.match(text) or text[:1] in MARK)


def _label_alone(at: Around, k: int) -> bool:
    """Whether a marked or boxed label (■提示, 【案情】) stands right above unsigned text: a box or part of the article
    above, where the label is no column's name."""
    text = at.run[k].plain
    label = text.strip(MARK + "【】[]〖〗 ")
    if label == text or not 2 <= len(label) <= 6 or k + 1 < len(at.run) or not at.after or at.after[0].role != "para":
        return False
    below = at.after[0]
    opens = below.leads or below.ends_signed or at.signed_below or LETTER_OPEN.match(below.plain) or below.people
    return not opens and label not in words("page_columns") and column_kind(label) == "-" and not names_itself(label)


def _item_again(at: Around, k: int) -> bool:
    """Whether a marked line right above unsigned text has the mark of an item further up in the article (■…, ■…)."""
    cur, mark = at.cur, at.run[k].plain[:1]
    if cur is None or not mark or mark not in MARK or k + 1 < len(at.run) or not at.after or not cur.has_text:
        return False
    below = at.after[0]
    headed = any(u.role == "head" and u.plain[0] not in MARK and not is_column(u.plain) for u in cur.units[:4])
    opens = (
        not headed
        or below.role != "para"
        or below.leads
        or LETTER_OPEN.match(below.plain)
        or below.people.photographers
    )
    return not opens and any(u.role == "head" and u.plain[:1] == mark for u in cur.units[1:])


def _is_row(unit: Unit) -> bool:
    return bool(TABLE_ROW.match(unit.plain) or _is_result(unit.plain) or _HOURS_ROW.match(unit.plain)) or (
        bool(TABLE_HEAD.match(unit.plain)) and len(unit.plain.split()) >= 3
    )


def _is_result(text: str) -> bool:
    """Whether a line is a result between two sides; 点球大战4比3笑到最后 says what came of one, as headlines do."""
    if not RESULT_ROW.match(text):
        return False
    told = re.split(r"\d比\d{1,3}", text) if " " not in text else []
    return len(told) != 2 or names_only(told[1])


def _sells(at: Around, k: int) -> bool:
    """Whether the article above is an advertisement, the lines of the run that still belong to it included."""
    cur = at.cur
    assert cur is not None
    if cur.is_ad or not k or cur.signed or cur.chars >= 500 or cur.has_notice_title or _answers(cur.units):
        return cur.is_ad
    lines = [u.plain for u in (*cur.units, *at.run[:k])]
    return any(map(is_ad_line, lines[-k:])) and not any(map(_REPORTING.search, lines)) and ad_score(lines) >= 2.5


def _close_column(cur: Draft) -> bool:
    """Whether the article above stands in a column of briefs, whose heads follow each other without a blank line: it
    is the first below the column's name, or began close itself."""
    named = len(cur.units) > 1 and cur.units[1].role == "head" and is_column(cur.units[0].plain)
    return (named or cur.units[0].block.gap == 0) and cur.paragraphs == 1 and not cur.signed


def closed_spaces(text: str) -> str:
    """The text with runs of spaces as one."""
    return re.sub(r"[ \u3000]+", " ", text.strip())


def _in_roll(at: Around, k: int) -> bool:
    """Whether a line names who won, one of two and more such lines or below the title of a list (获奖名单)."""
    text = closed_spaces(at.run[k].plain)
    below = at.run[k + 1 : k + 2] or at.after[:1]
    if ROLL_HEAD.match(text):
        return bool(below) and NAMES_ROW.match(closed_spaces(below[0].plain)) is not None
    if not ROLL_LINE.match(text):
        return False
    near = [
        u.plain for u in (*(at.cur.units[-1:] if at.cur else ()), *at.run[max(0, k - 1) : k], *at.run[k + 1 : k + 2])
    ]
    return any(ROLL_LINE.match(text) or _LIST_TITLE.search(text) for text in near)


def _announced(at: Around, k: int) -> bool:
    """Whether a line stands in the list that the paragraph above announces (部分点位如下：), close to it and made of
    cells, figures or a name, as are the lines before it."""
    cur = at.cur
    assert cur is not None
    last = cur.units[-1] if cur.units else None
    if last is None or last.role != "para" or not last.plain.endswith(("：", ":")) or len(last.plain) < 12:
        return False
    lines = (at.run[j] for j in range(k, max(-1, k - 24), -1))
    return all(u.block.gap == 0 and (len(u.plain.split()) >= 2 or re.search(r"\d", u.plain)) for u in lines)


def _in_table(at: Around, k: int) -> bool:
    """Whether a line is one of a table without figures: four lines and more set close, each of as many cells."""
    cells = len(at.run[k].plain.split())
    if cells < 2:
        return False
    before = [*(at.cur.units[-4:] if at.cur else ()), *(at.run[j] for j in range(max(0, k - 4), k))]
    above = 0
    for upper, line in zip(before[::-1], [at.run[k], *before[::-1]], strict=False):
        close = line.block.gap == 0 or (cells >= 3 and line.block.gap == upper.block.gap)
        if not close or len(upper.plain.split()) != cells:
            break
        above += 1
    below = 0
    while below < 4 and k + below + 1 < len(at.run) and len(at.run[k + below + 1].plain.split()) == cells:
        below += 1
    return above + below + 1 >= (4 if cells == 2 else 3) and (above > 0 or at.run[k].block.gap == 0)


def _close_and_textless(at: Around, k: int) -> bool:
    """Whether the lines from here to the next blank one stand close to the rows above and have no text below them, on a
    page that sets its heads apart (挂号费30元　预约电话：… below a timetable)."""
    cur = at.cur
    assert cur is not None
    last = at.run[k - 1] if k else cur.units[-1] if cur.units else None
    if not at.apart or at.run[k].block.gap or last is None or last.role != "head":
        return False
    end = next((j for j in range(k + 1, len(at.run)) if at.run[j].block.gap), len(at.run))
    return end < len(at.run) or not at.after or at.after[0].block.gap > 0


def _table_inside(at: Around, k: int) -> bool:
    """Whether a line heads a table with nothing but its rows below it, and then the report goes on."""
    cur = at.cur
    assert cur is not None
    rows = [len(u.plain.split()) for u in at.run[k + 1 :]]
    table = len(rows) >= 3 and min(rows) >= 3 and len(set(rows)) == 1 and len(at.run[k].plain.split()) == 1
    goes_on = bool(at.after) and at.after[0].role == "para" and not at.after[0].leads
    if at.parting == 1 and at.run[k].block.gap and not cur.is_open:
        told = "".join(u.plain for u in cur.units)[:2000]
        goes_on = goes_on and overlap(at.run[k].plain, told) >= 0.1  # else a table of its own stands below the report
    return table and goes_on and cur.signed and cur.has_text and not cur.closed and not at.signed_below


def _apart_from_lines(at: Around, k: int) -> bool:
    """Whether a blank line stands above a line and none between the lines of the advertisement above it."""
    cur = at.cur
    assert cur is not None
    above = [*cur.units[1:], *at.run[:k]]
    return at.run[k].block.gap >= 1 and len(above) >= 2 and all(u.block.gap == 0 for u in above)


def _against(at: Around, k: int) -> list[tuple[str, float]]:
    cur, unit, text = at.cur, at.run[k], at.run[k].plain
    assert cur is not None
    ahead = at.run[k + 1] if k + 1 < len(at.run) else None
    found = []
    is_ad = _sells(at, k)
    verse = cur.verse or (cur.signed and not cur.has_text and k >= 2)
    listed = is_listing_title(cur.units[0].plain) and cur.lines + k >= 2  # what is on stands in rows
    forecast = cur.lines + k >= 2 and is_forecast_title(cur.units[0].plain)  # may stand in rows, each a line
    listed = listed or forecast
    row = forecast and weather_score(text) >= 1 and not is_forecast_title(text)
    row = row or (cur.is_weather and bool(_FORECAST_ROW.search(text)))
    found.append(("a row of the forecast", -12.0 if row else 0.0))
    empty = (
        not cur.has_text
        and not _follows_lines(at, k)
        and not verse
        and cur.rows < 2
        and not listed
        and not (is_ad and cur.contacts)
    )
    found.append(("the article above has no text yet", -9.0 if empty and cur.lines < 7 else 0.0))
    found += _in_verse(at, k)
    opening = len(at.run) == 1 and cur.paragraphs == 1 and not cur.crossheads and not cur.closed
    parts = opening and bool(_PARTS.search(cur.units[-1].plain))
    found.append(("the text above announces its parts", -2.0 if parts else 0.0))
    last = at.run[k - 1] if k else cur.units[-1]
    beside = _is_row(last) or (ahead is not None and _is_row(ahead))
    found.append(("row of a table", (-7.0 if beside else -2.0) if _is_row(unit) and re.search(r"\d", text) else 0.0))
    rows = [u for u in at.run[k + 1 : k + 3] if _is_row(u)]
    table = ahead is not None and _is_row(ahead) and any(re.search(r"\d", u.plain) for u in rows)
    single = cur.has_text and names_itself(cur.units[0].plain)  # a correction or forecast has no table
    found.append(("in the list announced above", -8.0 if _announced(at, k) else 0.0))
    wordy = len(text.split()) >= 4 or not re.search(r"\d", text)  # 3　大王庄村　管控区　防范区　4月20日零时
    found.append(("line of a table", -6.0 if wordy and _in_table(at, k) else 0.0))
    told = "".join(u.plain for u in cur.units)[:2000] if table and _LIST_TITLE.search(text) else ""
    single = single or (
        cur.has_text and (unit.block.gap > 0 or cur.closed) and bool(told) and overlap(text, told) < 0.15
    )
    another = cur.rows >= 2 and not cur.has_text and len(text.split()) == 1 and _apart_from_lines(at, k)
    priced = (
        k == 0 and cur.has_text and bool(PRICE.search(text)) and _parted(at)
    )  # 种植牙2980元起 heads an advertisement
    table = table and not (_FIELD.match(text) or priced)
    apart = at.parting == 1 and unit.block.gap >= 1 and cur.has_text
    own = 3.0 if single or another else 0.0 if apart else -5.0
    found.append(("head of a table", own if table else 0.0))
    found.append(("close to the rows above, without text", -5.0 if _close_and_textless(at, k) else 0.0))
    found.append(("a table in the report, which goes on below", -10.0 if _table_inside(at, k) else 0.0))
    found.append(("who supplied the text above", -6.0 if _SUPPLIED.search(text) and len(text) <= 20 else 0.0))
    served = cur.has_text and (cur.has_notice_title or cur.is_ad)
    found.append(("answer to the letter above", -6.0 if cur.is_letter and _REPLY.match(text) else 0.0))
    found.append(("how to get in touch", (-9.0 if served else -5.0) if _CONTACT.match(text) else 0.0))
    found.append(("field of a notice", -5.0 if cur.has_text and cur.has_notice_title and _FIELD.match(text) else 0.0))
    letter = cur.has_text and cur.is_letter and not signs_with_date(last.plain) and signs_letter(text)
    found.append(("signature of a letter", -12.0 if letter else 0.0))
    noted = _TABLE_NOTE.match(text) or (ASIDE.match(text) and cur.rows >= 2 and unit.block.gap == 0)
    found.append(("note of a table", -8.0 if noted else 0.0))
    found.append(("attached to what stands above", -10.0 if cur.has_text and _ATTACHED.match(text) else 0.0))
    found.append(("a roll of names", -8.0 if _in_roll(at, k) else 0.0))
    roll = cur.has_text and ahead is not None and ROLL_LINE.match(ahead.plain) and _LIST_TITLE.search(text)
    found.append(("a roll of those named above", -6.0 if roll and len(text) <= 6 and unit.block.gap == 0 else 0.0))
    found.append(("a figure and what it is", -7.0 if _FIGURE_FIRST.match(text) else 0.0))
    found.append(("sidebar of the article", -5.0 if SIDEBAR.match(text) and not _heads_another(at, k) else 0.0))
    found.append(("a label without a head of its own", -4.0 if _label_alone(at, k) else 0.0))
    found.append(("one of the marked items", -5.0 if _item_again(at, k) else 0.0))
    found.append(("mark of a crosshead", -3.0 if CROSSHEAD_MARK.match(text) else 0.0))
    found.append(("ends as a crosshead", -2.0 if text.endswith(("：", ":")) else 0.0))
    found.append(("date of a signature", -12.0 if signs_with_date(text) else 0.0))
    found.append(("signature of a notice", _as_signature(at, k)))
    if is_ad:
        found.append(("inside an advertisement", -1.5))
        found.append(
            (
                "contact or price",
                -3.5
                if (is_ad_line(text) or _FIELD.match(text))
                and not _heads_signed(at, k)
                and not is_forecast_title(text)
                and not (ahead is not None and is_column(text))
                else 0.0,
            )
        )
        contact = (PHONE.search(last.plain) or _CONTACT.search(last.plain)) and not re.search(r"\d", text)
        found.append(("after the contact line", 1.0 if contact else 0.0))
        found.append(("set apart from the advertisement's lines", 2.5 if _apart_from_lines(at, k) else 0.0))
        found.append(
            ("a report follows the advertisement", 3.5 if _report_below(at, k) and not is_ad_line(text) else 0.0)
        )
    if len(at.run) == 1 and at.parallel >= 1 and not cur.is_weather and not cur.has_notice_title:
        alike = (
            at.parallel if len(text) <= 8 or at.parallel > 1 else 0.0
        )  # headlines in one column are as long by chance
        found.append(("made like the next crosshead", -0.75 * alike))
        found.append(("asks, as the next line does", -1.0 if at.parallel >= 1 and _ASKS.search(text) else 0.0))
    lone = len(at.run) == 1 and not cur.has_notice_title and not is_ad
    if lone and cur.crossheads:
        sure = -0.75 if len(cur.crossheads) == 1 else -1.5
        found.append(("the article above has crossheads", sure * (1 - at.strange)))
    if len(cur.crossheads) >= 2 and len(text) >= max(cur.crossheads[-4:]) + 4:
        twice = len(text) >= 2 * max(cur.crossheads[-4:]) + 3
        found.append(("longer than the crossheads", 2.5 if twice else 1.5))
    if _is_row(last) and not _is_row(unit) and at.after and at.after[0].role == "para":
        found.append(("below a table", 1.5))
    if len(text) <= 12 and cur.crossheads and abs(cur.crossheads[-1] - len(text)) <= 1:
        found.append(("as long as the crosshead before", -1.0 if len(text) <= 8 else -0.5))
    if at.apart and unit.block.gap == 0 and (k or not cur.is_open):  # classified matter stands close
        close = is_ad or cur.has_notice_title or _close_column(cur)
        found.append(("heads are set apart here, and this is not", -1.5 if close else -3.0))
    if cur.is_open and k == 0 and len(text) > 8 and not at.after:
        found.append(("end of the text above", -1.0))
    return found


def _as_signature(at: Around, k: int) -> float:
    """What speaks for a line being the office that signs the notice above it."""
    cur, text = at.cur, at.run[k].plain
    assert cur is not None
    if is_service_list(text) or is_notice_title(text):
        return 0.0
    office = bool(ending("page_units").search(text)) and not re.search(r"[，：\d]", text)
    dated = len(text) <= 28 and _signed_on(at, k)
    if cur.has_text and cur.has_notice_title and _SIGNS.search(text):
        return -15.0
    if not cur.has_text or not (cur.has_notice_title or not cur.closed):
        return -15.0 if dated and office and cur.has_text else 0.0
    if dated:
        return -15.0
    ended = all(_ends_notice(u.plain) or _FIELD.match(u.plain) for u in at.run[:k])
    if not (office and cur.has_notice_title and ended):
        return 0.0
    return -6.0 if _ad_below(text, [*at.run[k + 1 : k + 6], *at.after][:5]) else -10.0


def signs_comment(cur: Draft, unit: Unit) -> bool:
    """Whether the paper or its commentator signs the comment above, which has no author yet (短评 … 本报评论员)."""
    comment = cur.has_text and not cur.signed and any(column_kind(u.plain) == "editorial" for u in cur.units[:2])
    return comment and len(cur.units) > 2 and bool(HOUSE.match(unit.plain))


def ends_served(cur: Draft, text: str) -> bool:
    """Whether a line ends the notice or letter above it, whatever follows: an office, a date, who writes."""
    if not cur.has_text or not (cur.has_notice_title or cur.is_letter):
        return False
    office = cur.has_notice_title and ending("page_units").search(text) and not re.search(r"[，：\d]", text)
    return bool(office or signs_with_date(text) or (cur.is_letter and signs_letter(text)))


def _signed_on(at: Around, k: int) -> bool:
    """Whether a date ends the run's lines from here on, all of them signatures: several offices, a family."""
    cur = at.cur
    assert cur is not None
    for j in range(k + 1, min(len(at.run), k + 5)):
        text = at.run[j].plain
        if signs_with_date(text):
            return True
        if (
            not cur.has_notice_title
            or names_itself(text)
            or is_notice_title(text)
            or is_ad_line(text)
            or len(text) > 28
        ):
            return False
    return False


def _ends_notice(text: str) -> bool:
    """Whether a line can stand at the end of a notice: a telephone number, how to get in touch, a date, an office."""
    return bool(
        PHONE.search(text) or _CONTACT.match(text) or signs_with_date(text) or ending("page_units").search(text)
    )


def _report_below(at: Around, k: int) -> bool:
    """Whether a long text that sells nothing follows within the lines of a head."""
    if len(at.run) - k > 3 or not at.after or at.after[0].role != "para":
        return False
    text = at.after[0].plain
    return len(text) > 45 and ad_score([text]) < (1.5 if len(text) < 150 else 2.5) and not PHONE.search(text)


def _heads_signed(at: Around, k: int) -> bool:
    """Whether the line stands right above a byline or a lead with its dateline, which only a head does."""
    return k == len(at.run) - 1 and bool(at.after) and (at.after[0].role == "byline" or at.after[0].leads)


def _heads_forecast(at: Around, k: int) -> bool:
    """Whether the line is a forecast's title and a line of weather follows."""
    ahead = [u.plain for u in (*at.run[k + 1 : k + 3], *at.after[:1])][:2]
    return is_forecast_title(at.run[k].plain) and any(weather_score(t) >= (1 if "℃" in t else 2) for t in ahead)


def _in_verse(at: Around, k: int) -> list[tuple[str, float]]:
    """A poem has its author already: a line with a byline of its own below it is another's headline."""
    cur, rest = at.cur, len(at.run) - k - 1
    verse = cur is not None and (cur.verse or (cur.signed and not cur.has_text and k >= 2))
    if cur is None or not verse or len(at.run[k].plain) > 24 or _heads_forecast(at, k):
        return []
    before = at.run[k - 1] if k else cur.units[-1]
    signed = bool(at.after) and at.after[0].role in ("byline", "para")
    apart = at.run[k].block.gap > before.block.gap
    verses = [len(u.plain) for u in (*cur.units[-8:], *at.run[:k]) if u.role == "head"][-8:]
    longer = bool(verses) and len(at.run[k].plain) >= max(verses) + 2
    column = closed_up(at.run[k].plain) in words("page_columns")
    named = is_column(at.run[k].plain) and (
        (rest == 1 and at.run[k].block.gap > 0) or (1 <= rest <= 3 and column)
    )  # 书讯, and a headline
    free = signed and (
        rest == 0
        or named
        or (apart and _ad_below(at.run[k].plain, [*at.run[k + 1 : k + 6], *at.after][:5]))
        or (rest == 1 and longer)
        or (rest == 1 and (apart or AFTER.match(at.run[k + 1].plain) is not None))
    )
    text_below = free and at.after[0].role == "para" and len(at.after[0].plain) > 40
    return [
        ("among the lines of a poem", 0.0 if free else -5.0),
        ("set apart from the lines above", 1.0 if apart else 0.0),
        ("a text follows the poem", 2.5 if text_below else 0.0),
    ]


def choose_starts(at: Around) -> list[tuple[int, float, str]]:
    """The places of a run where articles begin: ``(index, score, reason)``."""
    starts: list[tuple[int, float, str]] = []
    state = replace(at, run=_Growing(at.run, 0))
    base = 0
    k = 0
    while k < len(state.run):
        features = score_start(state, k)
        score = sum(w for _, w in features)
        if score >= THRESHOLD and not (_only_by_what_follows(features) and _better_below(state, k, score)):
            k = _first_of_head(state, k)
            why = ", ".join(name for name, w in sorted(features, key=lambda f: -f[1])[:2] if w > 0)
            starts.append((base + k, score, why))
            fresh = Draft(0)
            fresh.add(state.run[k])
            state = Around(_Growing(state.run, k + 1), state.after, fresh, False, state.parting, apart=state.apart)
            base += k + 1
            k = 0
            continue
        if starts and state.cur is not None:
            state.cur.add(state.run[k])
            state = Around(_Growing(state.run, k + 1), state.after, state.cur, False, state.parting, apart=state.apart)
            base += k + 1
            k = 0
            continue
        k += 1
    return starts


def _first_of_head(state: Around, k: int) -> int:
    """The first line of the head that begins at ``run[k]`` or above it: what cannot end the text above (新闻1+1, no
    crosshead, for another line follows) belongs to the head below."""
    cur, first = state.cur, k
    if k and cur is not None and closed_up(state.run[k - 1].plain) in words("page_columns"):
        return k - 1
    if cur is None or not cur.has_text:
        return k
    if len(state.run) - k > 3:  # many lines: only a label set apart above a table's title
        label = state.run[k - 1] if k == 1 else None
        table = any(_is_row(u) for u in state.run[k + 1 : k + 5])
        named = label is not None and label.block.gap > 0 and len(label.plain) <= 8 and label.plain.isalpha()
        return 0 if table and named and not _can_end(state, 0) else k
    while first and k - first < 2 and state.run[first].block.gap == 0 and not _can_end(state, first - 1):
        first -= 1
    return first if first == 0 else k


def _only_by_what_follows(features: Sequence[tuple[str, float]]) -> bool:
    names = {name for name, weight in features if weight > 0}
    below = {"a byline follows", "a dateline follows", "a letter opens", "a caption follows"}
    own = {"an advertisement follows", "title of an advertisement", "title of a notice", "title of a correction"}
    apart = {"set apart where paragraphs are not", "wide gap", "a rule above"}
    return bool(names & below) and not names & (own | apart | {"title of a forecast", "name of a column"})


def _better_below(state: Around, k: int, score: float) -> bool:
    """Whether a later line of the same head begins the article with clearly more right: what follows a run
    speaks for each of its last lines, but only one of them is the first of the head. A line that cannot end the
    text above (no signature, row, contact) belongs to the head below it."""
    if state.cur is None or (state.cur.has_text and not _can_end(state, k)):
        return False
    last = min(len(state.run), k + HEAD_LINES)
    return any(sum(w for _, w in score_start(state, j)) >= score + 1.5 for j in range(k + 1, last)) and last == len(
        state.run
    )


def _can_end(state: Around, k: int) -> bool:
    """Whether a line can be the last of the text above it: a signature, a date, a contact, a row of a table, an
    advertisement's line, a line of verse, the end of a text that breaks off."""
    cur, text = state.cur, state.run[k].plain
    assert cur is not None
    if cur.is_ad or cur.verse or cur.is_letter or (cur.is_open and k == 0):
        return True
    if signs_with_date(text) or PHONE.search(text) or _CONTACT.match(text) or _SUPPLIED.search(text):
        return True
    rows = (
        _in_roll(state, k)
        or TABLE_ROW.match(text)
        or _is_result(text)
        or _FIGURE_FIRST.match(text)
        or (cur.rows and _is_row(state.run[k]))
    )
    return bool(rows or ending("page_units").search(text) or CROSSHEAD_MARK.match(text))


class _Growing(Sequence[Unit]):
    """A tail of a run, without copying it (a run may be the whole text)."""

    def __init__(self, run: Sequence[Unit], start: int) -> None:
        self._run: Sequence[Unit] = run._run if isinstance(run, _Growing) else run
        self._start: int = start + (run._start if isinstance(run, _Growing) else 0)

    def __len__(self) -> int:
        return max(0, len(self._run) - self._start)

    def __getitem__(self, i):  # noqa: ANN001, ANN204
        if isinstance(i, slice):
            a, b, _ = i.indices(len(self))
            return self._run[self._start + a : min(self._start + b, self._start + a + 12)]
        return self._run[self._start + i]
