"""What stands above a line: whether the article there has come to its end, or still goes on."""

from __future__ import annotations

import re

from helpers.page.columns import is_column
from helpers.page.draft import Draft
from helpers.page.kinds import is_ad_line, is_listing_title
from helpers.page.marks import ASIDE, CONTACT, CROSSHEAD_MARK, MARK, SIDEBAR, ending, signs_with_date
from helpers.page.signed import signs_letter
from helpers.page.starts.around import Around, apart_from_lines, follows_lines, in_forecast, in_verse
from helpers.page.starts.lines import FIELD, SUPPLIED, ends_notice, is_row
from helpers.page.units import Unit

#: 附：拟聘用人员名单, 附件2：岗位表.
_ATTACHED = re.compile(r"附(?:[件表录][一二三四五六\d]{0,2})?[：:]")


def above_is_over(at: Around, k: int) -> list[tuple[str, float]]:
    """What speaks for the article above having come to its end before ``run[k]``."""
    cur = at.cur
    if cur is None:
        return [("nothing above", 6.0)]
    found = []
    if at.top and k == 0:
        found.append(("top of the page", 5.0))
    if k == 0 and cur.is_open:
        found.append(("the text above breaks off", 1.5))
    found.append(("the article above is closed", _closed(at, cur, k)))
    return [*found, *_complete(at, cur, k), *_set_apart(at, cur, k)]


def above_goes_on(at: Around, k: int, is_ad: bool) -> list[tuple[str, float]]:
    """What speaks for the line belonging to the article above, whatever that is; ``is_ad``: an advertisement."""
    cur, unit, text = at.cur, at.run[k], at.run[k].plain
    assert cur is not None
    found = []
    listed = is_listing_title(cur.units[0].plain) and cur.lines + k >= 2  # what is on stands in rows
    empty = (
        not cur.has_text
        and not follows_lines(at, k)
        and not in_verse(at, k)
        and cur.rows < 2
        and not (listed or in_forecast(at, k))
        and not (is_ad and cur.contacts)
    )
    found.append(("the article above has no text yet", -9.0 if empty and cur.lines < 7 else 0.0))
    found.append(("who supplied the text above", -6.0 if SUPPLIED.search(text) and len(text) <= 20 else 0.0))
    found.append(("attached to what stands above", -10.0 if cur.has_text and _ATTACHED.match(text) else 0.0))
    if at.apart and unit.block.gap == 0 and (k or not cur.is_open):  # classified matter stands close
        close = is_ad or cur.has_notice_title or _close_column(cur)
        found.append(("heads are set apart here, and this is not", -1.5 if close else -3.0))
    if cur.is_open and k == 0 and len(text) > 8 and not at.after:
        found.append(("end of the text above", -1.0))
    return found


def _closed(at: Around, cur: Draft, k: int) -> float:
    """How sure it is that what stands right above ends an article: a signature, a date, a credit, an author."""
    before = at.before(k)
    if before is None:
        return 0.0
    done = (
        before.role in ("credit", "signature", "jump_out") or signs_with_date(before.plain) or (cur.closed and k == 0)
    )
    done = done or bool(k and cur.is_letter and cur.has_text and signs_letter(before.plain))
    office = before.role == "head" and cur.has_notice_title and cur.has_text
    done = done or (office and bool(ending("page_units").search(before.plain)))
    credited = before.role == "credit" or bool(before.people.photographers)
    author = before.role == "byline" and cur.has_text and bool(before.people) and not before.people.is_credit
    sure = 3.5 if credited else 3.0 if author or before.ends_signed else 2.5
    return sure if done else 0.0


def _complete(at: Around, cur: Draft, k: int) -> list[tuple[str, float]]:
    """What the article above lacks or is, so that nothing more of it is to come: too short for crossheads, a forecast."""
    found = []
    if cur.has_notice_title and (cur.has_text or cur.rows >= 2) and _is_text(at, at.run[k]):
        found.append(("a notice is short", 2.0))
    unsigned = cur.has_text and not cur.signed and not cur.is_ad and not cur.has_notice_title
    sure = 0.75 if at.end_signed else 1.75  # a signature further down may be that of one long text
    if k == 0 and unsigned and not cur.crossheads and cur.units[0].role == "head" and len(at.run[k].plain) > 5:
        found.append(("the text above is unsigned, so no report with crossheads", sure))
    if k == 0 and unsigned and cur.item and cur.paragraphs == 1 and not cur.crossheads and not cur.is_open:
        found.append(("one item of a column of briefs", 1.0))
    if k == 0 and cur.dispatch and not cur.crossheads:
        found.append(("a dispatch seldom has crossheads", 0.5))
    if k == 0 and len(at.run[k].plain) >= 7:
        two = unsigned and not at.end_signed and cur.paragraphs == 2 and cur.chars <= 260 and not cur.is_open
        found.append(("the article above is a brief", 1.0 if _is_brief(cur) else 0.75 if two else 0.0))
    if at.signed_below and cur.signed and cur.has_text and len(at.run) <= 3:
        named = any(u.role == "byline" and u.people for u in cur.units[:6])  # an article is signed but once
        found.append(("both texts are signed", 3.0 if named and len(at.run) == 1 else 2.0))
    last = cur.units[-1].plain[:1] if cur.units else ""
    if k == 0 and last and last in MARK and at.after and at.after[0].plain[:1] != last and cur.is_briefs:
        found.append(("the marked items are over", 2.5))
    if at.strange and k == 0 and len(at.run) <= 3 and at.run[0].block.plain[-1:] not in "：:":
        found.append(("the text below takes up nothing of the text above", 1.5 * at.strange))
    if k == 0 and cur.is_weather:
        found.append(("a forecast is one paragraph", 3.0))
    if k == 0 and _two_lines(at):
        found.append(("two lines are no crosshead", 1.5))
    return found


def _set_apart(at: Around, cur: Draft, k: int) -> list[tuple[str, float]]:
    """What parts the line from the article above: a rule, a blank."""
    unit = at.run[k]
    found = []
    if unit.ruled:
        found.append(("a rule above", 2.0))
    if at.parting == 2 and unit.block.gap >= 2:
        found.append(("wide gap", 1.5))
    closing = all(u.block.gap == 0 and (CONTACT.match(u.plain) or ASIDE.match(u.plain)) for u in at.run[:k])
    if at.parting == 1 and closing and unit.block.gap >= 1 and cur.has_text and not cur.is_open:
        found.append(("set apart where paragraphs are not", 2.0))
    found.append(("set apart from the rows above, and a text follows", 2.0 if _below_rows(at, k) else 0.0))
    return found


def _below_rows(at: Around, k: int) -> bool:
    """Whether a line stands apart from the rows of a list or table that is an article by itself, above running text."""
    cur = at.cur
    rows = cur is not None and not cur.has_text and cur.rows >= 2 and not is_row(at.run[k])
    text = len(at.run) - k <= 2 and bool(at.after) and at.after[0].role == "para" and len(at.after[0].plain) > 30
    return rows and text and apart_from_lines(at, k)


def _two_lines(at: Around) -> bool:
    """Whether two to four lines stand together above running text, none of them a row, a signature or an address."""
    cur = at.cur
    if cur is None or not 2 <= len(at.run) <= 4 or not at.after or at.after[0].role != "para":
        return False
    if not cur.has_text or cur.is_letter or cur.has_notice_title or cur.is_ad or cur.rows or cur.is_open or cur.verse:
        return False
    texts = [u.plain for u in at.run]
    return not any(is_row(u) or is_ad_line(u.plain) or ends_notice(u.plain) for u in at.run) and not any(
        SIDEBAR.match(t) or CROSSHEAD_MARK.match(t) or len(t) <= 1 for t in texts
    )


def _is_brief(cur: Draft) -> bool:
    """One paragraph by a dispatch or without any signature: too short to be parted by crossheads."""
    return cur.paragraphs == 1 and (cur.dispatch or not cur.signed) and 30 < cur.chars <= 300 and not cur.is_open


def _is_text(at: Around, unit: Unit) -> bool:
    """Whether a line can head the text below it: no office, no number of a list, and running text follows."""
    office = ending("page_units").search(unit.plain) and not re.search(r"[，：\d]", unit.plain)
    below = at.after[0].plain if at.after and at.after[0].role in ("para", "byline") else ""
    field = FIELD.match(unit.plain) or CONTACT.match(unit.plain)
    item = CROSSHEAD_MARK.match(unit.plain) or CROSSHEAD_MARK.match(below)
    return bool(below) and not office and not field and not item


def _close_column(cur: Draft) -> bool:
    """Whether the article above stands in a column of briefs, whose heads follow each other without a blank line: it
    is the first below the column's name, or began close itself."""
    named = len(cur.units) > 1 and cur.units[1].role == "head" and is_column(cur.units[0].plain)
    return (named or cur.units[0].block.gap == 0) and cur.paragraphs == 1 and not cur.signed
