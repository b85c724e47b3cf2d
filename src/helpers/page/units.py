"""First look at each block: furniture of the page, byline, credit, line of a head, or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from helpers.lexicon import any_of, group, words
from helpers.page.blocks import Block
from helpers.page.bylines import People, is_name, pen_name, whole_line
from helpers.page.datelines import dateline
from helpers.page.kinds import is_ad_line
from helpers.page.margins import is_ear, is_own_matter, is_public_slogan, is_reach, is_slug
from helpers.page.marks import (
    ASIDE,
    BARE_LABEL,
    CALLED_ROW,
    COLUMN_TAG,
    CROSSHEAD_MARK,
    DIARY_ENTRY,
    HAN,
    JUMP,
    JUMP_END,
    LETTER_OPEN,
    MARK,
    NAMED_LABEL,
    NAMES_ROW,
    PAGE_LABEL,
    PAGE_NUMBER,
    PHONE,
    PRICED,
    ROLL_HEAD,
    SECTION_NAME,
    SIDEBAR,
    STOPS,
    TABLE_ROW,
    closed_up,
    is_editors,
    is_open,
    is_stop,
    signs_with_date,
)
from helpers.page.masthead import masthead_part
from helpers.page.setting import head_weight
from helpers.page.signed import behind_office, closing, credit, disclaims, kin_signature, signature, source_line

_GUIDE_HEAD = re.compile(rf"{any_of('page_line_words', 'guide_sort')}?{any_of('page_line_words', 'guide')}$")
_GUIDE_REF = re.compile(
    rf"(?:[>》▶►→·….\s]{{1,}}|{any_of('page_line_words', 'guide_to')}|[（(/|]|(?<=\S) )"
    r"\s*(?:第?\s?[A-Z]?\d{1,3}\s?版|[A-Z]\d{1,2}|P\d{1,2}|\d{1,2}版)[\w·\u3400-\u9fff]{0,5}[）)]?$"
)

#: What is said of the author below a text, and belongs to it: （作者系某校退休教师）
_OF_AUTHOR = "says who the author is"
_ABOUT_AUTHOR = re.compile(
    rf"[（(【\[]?(?:本文)?{any_of('page_byline_words', 'about_author')}[^。]{{1,40}}[）)】\]]?。?$"
)

#: 指导老师：某某, beside or below what a pupil wrote
_TEACHER = re.compile(rf"[（(]?{any_of('page_byline_words', 'teacher')}[：:\s]\s?{HAN}{{2,4}}[）)]?$")
_BY_THE_PAPER = "signed by the paper"
HOUSE = re.compile(rf"[■□◎]?\s*(?:本报|本刊)(?:特约)?{any_of('page_line_words', 'house_author')}$")


@dataclass
class Unit:
    """A block and what it looks like on its own. ``role``: head, para, byline, credit, jump, guide, or a page part."""

    block: Block
    role: str
    people: People = field(default_factory=People)
    reason: str = ""
    target: str = ""
    part: str = ""  # what a line of a head is, where the page's files say so
    ruled: bool = False  # a line of signs stands above it
    opens: bool = False  # the first unit of an article that has a file of its own

    @property
    def plain(self) -> str:
        return self.block.plain

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters it holds, by which texts are told to speak of the same."""
        text = self.block.plain
        return frozenset([pair for pair in map(str.__add__, text, text[1:]) if pair.isalpha()])

    @cached_property
    def ends_signed(self) -> bool:
        """Whether it is a paragraph that ends with its author in brackets."""
        own = closing(self.block.plain) if self.role == "para" else None
        return bool(own and own[1])

    @cached_property
    def leads(self) -> bool:
        """Whether it is a paragraph that opens with a dateline or with its reporters in brackets."""
        return self.role == "para" and dateline(self.block.plain[:120]) is not None


#: How a sentence of a report begins, and no headline: 据市统计局通报，…
_ACCORDING = re.compile(r"据[^，。]{2,14}，.{6,}")


def _is_furniture(text: str) -> bool:
    """Buttons of a digital paper's site (上一版3  4下一版), or the remains of its page comment."""
    if "enpproperty" in text:
        return True
    tokens = [t for t in re.split(r"[\s\d|/+\-【】\[\]<>«»]+", text) if t]
    return 0 < len(tokens) <= 14 and all(t in words("page_furniture") for t in tokens) and len(text) > 1


def label_score(block: Block, indented: bool, torn: bool = False, spaced: bool = False) -> float:
    """Evidence that a block is a line of a head (or another line that is no running text): > 0.

    ``indented``: paragraphs begin with an indent here; ``torn``: the text above breaks off; ``spaced``: blank
    lines part what does not belong together, so that a line right below a torn one goes on with it.
    """
    text = block.plain
    n = len(text)
    score = 2.0
    score -= max(0, n - 24) * 0.15
    score -= 3.0 if text.rstrip("”’」』）) ").endswith(("。", "；", "，", "、", ";", ",")) else 0
    score -= 3.0 if re.search(r"[A-Za-z][.]$", text) else 0
    score -= 1.2 if text.endswith(("！", "？", "!", "?", "！”", "？”")) and n > 14 else 0
    score -= 3.0 if re.search(r"。.", text) else 0
    score -= 0.7 * max(0, text.count("，") - 1)
    score -= 1.5 if indented and block.indent in (2, 3, 4) else 0
    score -= 1.0 if text.startswith("“") and text.endswith(("。”", "！”", "？”")) else 0
    score -= 2.5 if text.endswith(("：", ":")) and n > 10 else 0
    if torn and block.gap == 0 and (spaced or block.setting is not None):
        score -= 4.0
    if block.full and indented and block.indent < 2 and not torn:
        score -= 0.8  # paragraphs begin with an indent here, and nothing goes on
    elif block.full:
        score -= 1.0 + (1.0 if "，" in text else 0) + (1.5 if torn else 0) + (1.5 if 2 <= block.indent <= 4 else 0)
    score += 1.5 if TABLE_ROW.match(text) else 0
    score -= 1.2 if re.search(r"(?:说|道|称)[：:]?$", text) else 0
    score -= 3.0 if _is_turn(text) else 0
    score -= 2.0 if _ACCORDING.match(text) else 0
    return score


def _is_turn(text: str) -> bool:
    """A turn of an interview: 记者：…, 问：…, or a person's name before the colon and what ends as a sentence; a headline
    may quote a person without a stop (某某：…), or name a place (红石县：…)."""
    name, colon, rest = text[:8].partition("：")
    if not colon or not rest:
        return False
    if name in group("page_line_words", "turn"):
        return True
    said = is_stop(text) or len(text) > 24
    return said and 2 <= len(name) <= 3 and name[-1] not in "省市县区州镇乡村" and is_name(name, sure=False)


def look(block: Block, top: bool, indented: bool, paper: str, before: Unit | None, spaced: bool = False) -> Unit:
    """What one block is, seen by itself and the block before it."""
    text = block.plain
    if is_slug(text):
        return Unit(block, "furniture", reason="the name of the page's file, or its inks")
    label = PAGE_LABEL.match(text)
    if label and len(text) <= 100 and not any(s in text for s in STOPS):
        return Unit(block, "page_label", reason="page label", target=str(label.end()))
    if before is not None and before.role in ("page_label", "page_number") and _names_section(before, text):
        return Unit(block, "page_label", reason="the name of the page below its number", target=str(len(text)))
    if not re.search(r"[\w°%‰]", text):
        return Unit(block, "rule", reason="line of signs")
    if _is_furniture(text):
        return Unit(block, "furniture", reason="button of a site")
    if PAGE_NUMBER.match(text):
        return Unit(block, "page_number", reason="number alone")
    resolved = before is not None and before.role == "head" and ASIDE.match(text)  # （2017年11月21日…会议通过）
    dated = before is not None and before.role in ("byline", "para") and DIARY_ENTRY.match(text)
    if not resolved and not dated and masthead_part(text, top, paper):
        return Unit(block, "masthead", reason="masthead line")
    if is_editors(text):
        return Unit(block, "editors", reason="editors' line")
    if before is not None and before.role in ("editors", "page_label") and is_reach(text):
        return Unit(block, "editors", reason="how to reach the editors")
    if top and before is not None and before.role in ("masthead", "guide") and is_ear(text):
        return Unit(block, "masthead", reason="the weather beside the masthead")
    if is_public_slogan(text):
        return Unit(block, "banner", reason="a slogan of public-service advertising")
    if is_own_matter(text):
        return Unit(block, "furniture", reason="the paper's own channels")
    jump = _jump_unit(block)
    if jump:
        return jump
    if (
        len(text) <= 40
        and (_GUIDE_HEAD.match(closed_up(text.strip(MARK + "【】 "))) or _GUIDE_REF.search(text))
        and not is_stop(text)
    ):
        return Unit(block, "guide", reason="points to another page")
    return _text_unit(block, indented, before, spaced)


def _names_section(label: Unit, text: str) -> bool:
    """Whether a line names the page whose bare number stands above it: 03 / 时政."""
    return bool(SECTION_NAME.match(closed_up(text))) and not re.search(HAN, re.sub("[第版]", "", label.plain))


def look_inside(block: Block, before: Unit | None) -> Unit:
    """What one block of an article's own text is: no furniture of the page can stand there."""
    return _jump_unit(block) or _text_unit(block, block.indent >= 2, before)


def _jump_unit(block: Block) -> Unit | None:
    """A line that sends to another page or comes from one."""
    text = block.plain
    jump = JUMP.match(text)
    if jump and jump["word"] in group("page_line_words", "jump_in"):
        boxed = jump.group().startswith(("（", "【")) or "版" in jump.group()
        if jump.end() >= len(text) or boxed:
            return Unit(block, "jump_in", target=jump["page"], reason="goes on from another page")
    if jump and jump.end() >= len(text):
        return Unit(block, "jump_out", target=jump["page"], reason="goes on on another page")
    return None


_OF_A_ROLL = "names of a roll"


def _text_unit(block: Block, indented: bool, before: Unit | None, spaced: bool = False) -> Unit:
    text = block.plain
    if LETTER_OPEN.match(text):
        return Unit(block, "para", reason="a letter opens")
    if before is not None and before.role in ("head", "byline", "para") and DIARY_ENTRY.match(text):
        return Unit(block, "para", reason="an entry of a diary begins")
    if (
        before is not None
        and (NAMES_ROW.match(text) or CALLED_ROW.match(text))
        and (ROLL_HEAD.match(before.plain) or before.reason == _OF_A_ROLL)
    ):
        return Unit(block, "para", reason=_OF_A_ROLL)
    if SIDEBAR.match(text):
        return Unit(block, "head", reason="head of a sidebar")
    if COLUMN_TAG.match(text):
        return Unit(block, "tag", reason="a column's mark before an article")
    if before is not None and before.role == "head" and HOUSE.match(text):
        return Unit(block, "byline", reason=_BY_THE_PAPER)
    if _TEACHER.match(text) and before is not None and before.role in ("para", "byline"):
        return Unit(block, "byline", reason="the teacher of a pupil who writes")
    if _is_dateline(text):
        return Unit(block, "para", reason="a dateline alone")
    ended = before is not None and (before.role in ("para", "signature") or signs_with_date(before.plain))
    if ended and _ABOUT_AUTHOR.match(text):
        return Unit(block, "para", reason=_OF_AUTHOR)
    if text[0] in "（(" and disclaims(text) and before is not None and before.role != "head":
        return Unit(block, "para", reason="warns in brackets")
    people = whole_line(text)
    if people and people.bare and (text[-1] in "：:" or closed_up(text) in words("page_notices")):
        people = None  # 任命： begins a list, 通报 is a title
    below_head = before is not None and before.role in ("head", "byline") and not PRICED.search(before.plain)
    after_head = below_head and before is not None and not signs_with_date(before.plain)  # there the next column begins
    if people is None and before is not None and before.role == "head":
        people = pen_name(text)
    if not people and before is not None and before.role == "head" and len(before.plain) > 4 and " " in text:
        bare = text.lstrip(MARK + " ")
        office = behind_office(bare) if len(text) <= (28 if bare != text else 18) else None
        people = office if office and (bare != text or _given(office)) else None
        if people:
            return Unit(block, "byline", people, "an author behind an office, below a headline")
    if not people and before is not None and before.role in ("para", "credit", "byline"):
        source = source_line(text)
        if source:
            return Unit(block, "credit" if source == "picture" else "byline", reason="says where it was taken from")
    if people and people.is_credit:
        return Unit(block, "credit", people, "only photographers are named")
    if people and (
        not people.bare or (after_head and (len(text) <= 12 or len(people.reporters) == 1) and _short_name(people))
    ):
        return Unit(block, "byline", people, "byline")
    if before is not None and before.role == "head" and ASIDE.match(text):
        return Unit(block, "head", reason="in brackets below a headline")
    ending = closing(text) if text[:1] in "（(" and before is not None and before.role == "para" else None
    if ending and ending[0] == 0:
        return Unit(block, "byline" if ending[1] else "signature", ending[1], "signed in brackets below the text")
    signed = signature(text)
    if signed and before is not None and before.role != "head":
        return Unit(block, "signature", signed, "signature of a letter")
    own = closing(text)
    if own and own[1] and own[0] > 6:
        took = own[1] if own[1].is_credit else People()
        return Unit(block, "para", took, "ends with who took or wrote it in brackets")
    torn = before is not None and before.role == "para" and is_open(before.plain) and not before.people
    torn = (
        torn and before is not None and (len(before.plain) > 30 or bool(re.search("[，。；]", before.plain)))
    )  # no row
    score = label_score(block, indented, torn, spaced) + head_weight(block.setting)
    if score > 0 and _opens_report(text):
        return Unit(block, "para", reason="a dateline opens it")
    if score > 0:
        return Unit(block, "head", reason=f"short line without a stop ({score:+.1f})")
    found = credit(text)
    return Unit(block, "para", found[1] if found else People(), "running text")


def _is_dateline(text: str) -> bool:
    """Whether a line is a dateline with its reporters and nothing else, the report beginning on the next line."""
    found = dateline(text) if len(text) <= 48 else None
    return bool(found and found[0] and found[3] >= len(text))


def _opens_report(text: str) -> bool:
    """Whether a line begins with a dateline and goes on: however short, it is the first line of a report."""
    found = dateline(text[:120]) if len(text) > 10 else None
    return bool(found and found[0] and found[3] < len(text))


def _short_name(people: People) -> bool:
    return all(2 <= len(n) <= 4 for n in people.reporters)


def look_at_all(blocks: list[Block], paper_of: list[str]) -> list[Unit]:
    """The units of an edition; ``paper_of`` receives the paper's name once it is seen."""
    indented = _is_indented(blocks)
    apart = sum(block.gap > 0 for block in blocks)
    spaced = 0.1 * len(blocks) <= apart <= 0.8 * len(blocks)
    units: list[Unit] = []
    text_seen = 0
    paper = ""
    for i, block in enumerate(blocks):
        top = block.page == 1 and len(units) < 14 and text_seen == 0
        unit = look(block, top, indented, paper, units[-1] if units else None, spaced)
        above_editors = i + 1 < len(blocks) and is_editors(blocks[i + 1].plain)
        if BARE_LABEL.match(block.plain) and (above_editors or NAMED_LABEL.match(block.plain)):
            unit = Unit(
                block, "page_label", reason="a page's number and name above its editors", target=str(len(block.plain))
            )
        if unit.role == "masthead" and not paper and re.search(r"[报刊]$", unit.plain) and len(unit.plain) <= 12:
            paper = unit.plain.replace(" ", "")
            paper_of.append(paper)
        text_seen += unit.role in ("para", "byline")
        units.append(unit)
    _above_the_imprint(units)
    _teasers(units)
    _own_telephone(units)
    _columns_of_briefs(units)
    _long_heads(units)
    _heads_that_lead_on(units)
    _broken_heads(units, indented)
    _inset_heads(units)
    _ends_of_heads(units)
    _before_jumps(units)
    _above_letters(units)
    _lines_of_verse(units)
    _pen_above_verse(units)
    _letters_home(units)
    _days_of_pages(units)
    _line_alone(units)
    return units


#: 2016年7月2日　星期六, alone on a line.
_DAY_OF_PAGE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s*(?:星期|周)[一二三四五六日天]$")


def _days_of_pages(units: list[Unit]) -> None:
    """The date with its weekday right above a page's label or editors belongs to the page, not to the text above."""
    for unit, below in pairwise(units):
        if below.role in ("page_label", "page_number", "editors") and _DAY_OF_PAGE.match(unit.plain):
            unit.role, unit.reason = "masthead", "the day above a page's label"


def _letters_home(units: list[Unit]) -> None:
    """儿子 王小禾 above the date of a letter: its signature."""
    for unit, below in pairwise(units):
        signed = kin_signature(unit.plain) if unit.role == "head" and signs_with_date(below.plain) else None
        if signed:
            unit.role, unit.people, unit.reason = "signature", signed, "signature of a letter home"


def _line_alone(units: list[Unit]) -> None:
    """A single line has no page around it, whose masthead or headline it could be: it is text."""
    if len(units) == 1 and units[0].role in ("masthead", "head", "guide"):
        units[0].role, units[0].reason = "para", "the only line"


def _above_the_imprint(units: list[Unit]) -> None:
    """A short line or two that open the edition right above its imprint, the name of a paper that does not end in 报,
    or one inside the masthead, the name of the local edition."""
    first = next((i for i, u in enumerate(units[:3]) if u.role == "masthead"), 0)
    for unit in units[:first]:
        if unit.role == "head" and len(unit.plain) <= 12 and not re.search(r"[，。\d]", unit.plain):
            unit.role, unit.reason = "masthead", "above the imprint"
    for above, unit, below in zip(units[:10], units[1:10], units[2:10]):
        inside = above.role == below.role == "masthead" and unit.role == "head"
        if inside and len(unit.plain) <= 12 and unit.plain.isalpha():
            unit.role, unit.reason = "masthead", "between the lines of the masthead"


#: A line that only sends to a page: 详见A3版, （2版）, >>05版
_ONLY_SENDS = re.compile(
    rf"[（(【\[>》▶►→·….\s]*(?:{any_of('page_line_words', 'guide_to')})?\s*(?:第?\s?[A-Z]?\d{{1,3}}\s?版|[A-Z]\d{{1,2}})[）)】\]]*$"
)


def _teasers(units: list[Unit]) -> None:
    """Lines of a head with nothing below them but the page they send to: an item of the guide, be it without its name."""
    for i, unit in enumerate(units):
        below = units[i + 1].role if i + 1 < len(units) else "head"
        if (
            unit.role not in ("guide", "jump_out")
            or not _ONLY_SENDS.match(unit.plain)
            or below not in ("head", "guide")
        ):
            continue
        first = i
        while first and units[first - 1].role == "head" and i - first < 4:
            first -= 1
        if i - first in (1, 2, 3):
            for other in units[first : i + 1]:
                other.role, other.reason = "guide", "sends to another page"


def _own_telephone(units: list[Unit]) -> None:
    """A short line with the telephone number that the masthead gives: the paper's own, no advertisement's."""
    own = {n for u in units if u.role in ("masthead", "editors") for n in PHONE.findall(u.plain)}
    for unit in units:
        if own and unit.role in ("head", "para") and len(unit.plain) <= 24 and own & set(PHONE.findall(unit.plain)):
            unit.role, unit.reason = "furniture", "the paper's own telephone number"


def _lines_of_verse(units: list[Unit]) -> None:
    """A short line that could be a name, among short lines below an author: a line of the poem."""
    signed = -1
    for i, unit in enumerate(units):
        below = units[i + 1] if i + 1 < len(units) else None
        inside = below is not None and below.role == "head" and below.block.gap == unit.block.gap == 0
        # a name-like line set off from the verses above and close to those below heads another poem of the author's
        titled = below is not None and below.role == "head" and unit.block.gap > 0 and below.block.gap == 0
        again = any(u.role == "head" and u.plain.startswith(unit.plain) for u in units[max(0, i - 3) : i])
        if again and unit.role == "byline" and unit.people.bare and below is not None and below.role == "head":
            unit.role, unit.people, unit.reason = "head", People(), "the title again above the first of several poems"
        elif (inside or titled) and unit.role == "byline" and unit.people.bare and signed >= 0 and i - signed > 2:
            unit.role, unit.people, unit.reason = "head", People(), "a line among the lines of a poem"
        elif unit.role == "byline":
            signed = i
        elif unit.role != "head":
            signed = -1


def _pen_above_verse(units: list[Unit]) -> None:
    """Two to four characters between a title and the lines of a poem: the pen name of who wrote it (春天的信 / 木子)."""
    for i in range(1, len(units) - 3):
        unit, title, verse = units[i], units[i - 1], units[i + 1 : i + 4]
        if unit.role != "head" or title.role != "head" or not re.fullmatch(rf"{HAN}{{2,4}}", closed_up(unit.plain)):
            continue
        alone = i == 1 or units[i - 2].role != "head"
        lines = all(u.role == "head" and re.fullmatch(rf"(?:{HAN}|[，、 ])+", u.plain) for u in verse)
        long = all(3 <= len(u.plain) <= 18 and not is_ad_line(u.plain) for u in verse) and len(verse[0].plain) >= 5
        if alone and lines and long and 2 <= len(title.plain) <= 12 and not is_ad_line(title.plain):
            people = People((closed_up(unit.plain),), end=len(unit.plain), bare=True, alone=True)
            unit.role, unit.people, unit.reason = "byline", people, "a pen name above the lines of a poem"


def _ends_of_heads(units: list[Unit]) -> None:
    """A short line that could be a name, below a headline and above a byline or a lead that names its reporters: the
    end of the headline (…一样 / 方便)."""
    for i in range(1, len(units) - 1):
        unit, before, after = units[i], units[i - 1], units[i + 1]
        alone = unit.role == "byline" and unit.people.bare and len(unit.plain) <= 3 and unit.block.indent < 2
        if after.role == "head" and i + 2 < len(units):
            after = units[i + 2]
        signed = (after.role == "byline" and bool(after.people) and not after.people.bare) or after.leads
        column = before.role == "head" and len(before.plain) <= 6 and unit.role == "byline" and unit.people.bare
        titled = before.role == "head" and unit.role == "byline" and unit.people.bare and not _given(unit.people)
        if (
            (column or titled)
            and units[i + 1].role == "byline"
            and len(unit.people.reporters) == 1
            and i + 2 < len(units)
        ):
            unit.role, unit.people, unit.reason = "head", People(), "a title that could be a name, its author below it"
            continue
        named = unit.role == "byline" and unit.people.bare and len(unit.plain) <= 4 and units[i + 1].role == "head"
        if named and signed and units[i - 1].role != "byline" and len(units[i + 1].plain) >= 8:
            unit.role, unit.people, unit.reason = "head", People(), "a label above a headline with its own lead"
        elif alone and before.role == "head" and len(before.plain) >= 6 and signed:
            unit.role, unit.people, unit.reason = "head", People(), "the end of a headline above a byline"


def _given(people: People) -> bool:
    """Whether the names are made as people's are: behind the surname characters often met in given names."""
    return all(all(c in words("name_given") for c in name[1:]) for name in people.reporters)


def _before_jumps(units: list[Unit]) -> None:
    """The last scrap of a text that breaks off before 下转 is text, however short."""
    for before, unit, after in zip(units, units[1:], units[2:]):
        torn = before.role == "para" and is_open(before.plain)
        if torn and unit.role == "head" and after.role == "jump_out" and len(unit.plain) <= 20:
            unit.role, unit.reason = "para", "breaks off before the jump"


def _above_letters(units: list[Unit]) -> None:
    """A line right above a letter's opening is its headline, be it as long as a line of the text."""
    for i, (unit, after) in enumerate(zip(units, units[1:], strict=False)):
        if unit.role != "para" or not LETTER_OPEN.match(after.plain) or not 6 <= len(unit.plain) <= 28:
            continue
        before = units[i - 1] if i else None
        torn = before is not None and before.role == "para" and is_open(before.plain) and unit.block.gap == 0
        if not torn and not re.search(r"[。；：，、]$|。", unit.plain) and unit.block.setting is None:
            unit.role, unit.reason = "head", "above the opening of a letter"


def _long_heads(units: list[Unit]) -> None:
    """A long line without a stop, between lines of a head or above a byline or lead, is a line of the head too."""
    for i, unit in enumerate(units[:-1]):
        text = unit.plain
        if unit.reason == _BY_THE_PAPER and units[i + 1].role == "head":
            unit.role, unit.reason = "head", "the paper's signature above a headline"
        framed = i > 0 and units[i - 1].role == "head" and (units[i + 1].role == "byline" or units[i + 1].leads)
        fills = (unit.block.full or len(text) <= 24) and not (framed and unit.block.indent < 2)
        if unit.role != "para" or not 4 < len(text) <= 64 or is_stop(text) or fills or "。" in text:
            continue
        if JUMP_END.search(text) or unit.reason == _OF_AUTHOR:
            continue
        if unit.block.setting is not None:  # its type has told
            continue
        before, after = units[i - 1] if i else None, units[i + 1]
        torn = before is not None and before.role == "para" and is_open(before.plain)
        below = after.role in ("head", "byline") or after.leads
        if below and not torn and text.count("，") <= 2 and not unit.leads and not unit.people:
            unit.role, unit.reason = "head", "long line without a stop above a head, a byline or a lead"


def _heads_that_lead_on(units: list[Unit]) -> None:
    """79岁评书艺人封箱： above a headline in quotation marks: the upper line says who speaks in the lower one."""
    for above, unit, below in zip(units, units[1:], units[2:], strict=False):
        text = unit.plain
        if unit.role != "para" or not text.endswith(("：", ":")) or len(text) > 24 or unit.block.indent > 1:
            continue
        apart = unit.block.gap > 0 or above.role in ("head", "tag")
        if apart and below.role == "head" and below.block.gap == 0 and below.plain[:1] in "“「":
            unit.role, unit.reason = "head", "leads on to a headline in quotation marks"


def _inset_heads(units: list[Unit]) -> None:
    """A short line set in as paragraphs are, right above a lead with its dateline and below a text that is over: a
    headline in the middle of its column."""
    for before, unit, after in zip(units, units[1:], units[2:]):
        if unit.role != "para" or not 6 <= len(unit.plain) <= 24 or unit.block.setting is not None:
            continue
        over = before.role not in ("para", "head") or (before.role == "para" and is_stop(before.plain))
        ends = re.search("[。：，、；]", unit.plain) or PHONE.search(unit.plain) or unit.leads or unit.people
        if over and not ends and after.role == "para" and after.leads and after.block.page == unit.block.page:
            unit.role, unit.reason = "head", "set in above a lead"


def _broken_heads(units: list[Unit], indented: bool) -> None:
    """A short line that ends with a comma or semicolon, after a text that is over and above another line of a head:
    the first of two lines of a kicker or headline (拒不履行，列入名单；)."""
    for i in range(len(units) - 2, -1, -1):
        unit, text = units[i], units[i].plain
        if (
            unit.role != "para"
            or not 4 <= len(text) <= 26
            or text[-1] not in "，；、"
            or unit.block.setting is not None
        ):
            continue
        before, after = units[i - 1] if i else None, units[i + 1]
        torn = before is not None and before.role == "para" and not is_stop(before.plain) and not before.people
        listed = CROSSHEAD_MARK.match(text) or text[0] in MARK or (before is not None and before.plain[-1:] in "：，；")
        as_text = unit.block.indent >= 2 if indented else unit.block.full
        if after.role == "head" and not torn and not listed and not as_text and after.block.page == unit.block.page:
            unit.role, unit.reason = "head", "ends with a comma above another line of a head"


def _columns_of_briefs(units: list[Unit]) -> None:
    """要闻速览 above an article of its own heads a column; above a list of titles with their pages it is a guide."""
    for unit, below, after in zip(units, units[1:], units[2:]):
        guide = unit.role == "guide" and not _GUIDE_REF.search(unit.plain)
        if guide and below.role == "head" and after.role in ("para", "byline") and len(after.plain) > 40:
            unit.role, unit.reason = "head", "a column of short items"


def _is_indented(blocks: list[Block]) -> bool:
    """Whether running paragraphs begin with an indent."""
    long = [b for b in blocks if len(b.text) > 45]
    return bool(long) and sum(b.indent >= 2 for b in long) >= 0.5 * len(long)
