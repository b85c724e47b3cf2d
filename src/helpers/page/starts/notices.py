"""Notices, letters and advertisements: which lines still belong to the one above, and where an advertisement begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.lexicon import any_of
from helpers.page.columns import is_column
from helpers.page.draft import answers
from helpers.page.kinds import (
    REPORTING,
    ad_score,
    is_ad_line,
    is_ad_title,
    is_forecast_title,
    is_notice_title,
    is_service_list,
    names_itself,
)
from helpers.page.marks import CONTACT, HAN, MARK, PHONE, ending, signs_with_date
from helpers.page.signed import signs_letter
from helpers.page.starts.around import Around, apart_from_lines
from helpers.page.starts.lines import FIELD, ends_notice
from helpers.page.units import Unit

_SPEAKS = re.compile(
    rf"{any_of('page_line_words', 'said_after')}[，：。]|”.{{0,8}}{any_of('page_line_words', 'said_after')}"
)
#: What answers a letter or comments on it, below it: 记者回音：…
_REPLY = re.compile(
    rf"[{MARK}【\s]*(?:{any_of('page_line_words', 'letter_reply')}[】：:]|{HAN}{{3,12}}(?:答复|回复|回应)[：:]?$)"
)
_SIGNS = re.compile(rf"{any_of('page_kind_words', 'signs')}$")


def in_notice(at: Around, k: int, is_ad: bool) -> list[tuple[str, float]]:
    """What speaks for a line belonging to the letter, notice or advertisement above; ``is_ad``: it ``sells``."""
    cur, text = at.cur, at.run[k].plain
    assert cur is not None
    last = at.run[k - 1] if k else cur.units[-1]
    found = []
    served = cur.has_text and (cur.has_notice_title or cur.is_ad)
    found.append(("answer to the letter above", -6.0 if cur.is_letter and _REPLY.match(text) else 0.0))
    found.append(("how to get in touch", (-9.0 if served else -5.0) if CONTACT.match(text) else 0.0))
    found.append(("field of a notice", -5.0 if cur.has_text and cur.has_notice_title and FIELD.match(text) else 0.0))
    letter = cur.has_text and cur.is_letter and not signs_with_date(last.plain) and signs_letter(text)
    found.append(("signature of a letter", -12.0 if letter else 0.0))
    found.append(("date of a signature", -12.0 if signs_with_date(text) else 0.0))
    found.append(("signature of a notice", _as_signature(at, k)))
    return found + (_in_ad(at, k, last) if is_ad else [])


def _in_ad(at: Around, k: int, last: Unit) -> list[tuple[str, float]]:
    """What speaks for and against a line belonging to the advertisement above; ``last``: the line above it."""
    text = at.run[k].plain
    found = [("inside an advertisement", -1.5)]
    field = is_ad_line(text) or FIELD.match(text)
    titled = is_forecast_title(text) or (k + 1 < len(at.run) and is_column(text))
    found.append(("contact or price", -3.5 if field and not _heads_signed(at, k) and not titled else 0.0))
    contact = (PHONE.search(last.plain) or CONTACT.search(last.plain)) and not re.search(r"\d", text)
    found.append(("after the contact line", 1.0 if contact else 0.0))
    found.append(("set apart from the advertisement's lines", 2.5 if apart_from_lines(at, k) else 0.0))
    report = _report_below(at, k) and not is_ad_line(text)
    found.append(("a report follows the advertisement", 3.5 if report else 0.0))
    return found


def sells(at: Around, k: int) -> bool:
    """Whether the article above is an advertisement, the lines of the run that still belong to it included."""
    cur = at.cur
    assert cur is not None
    if cur.is_ad or not k or cur.signed or cur.chars >= 500 or cur.has_notice_title or answers(cur.units):
        return cur.is_ad
    lines = [u.plain for u in (*cur.units, *at.run[:k])]
    return any(map(is_ad_line, lines[-k:])) and not any(map(REPORTING.search, lines)) and ad_score(lines) >= 2.5


def ad_below(text: str, units: Sequence[Unit]) -> bool:
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
    ended = all(ends_notice(u.plain) or FIELD.match(u.plain) for u in at.run[:k])
    if not (office and cur.has_notice_title and ended):
        return 0.0
    return -6.0 if ad_below(text, at.ahead(k, 5)) else -10.0


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


def _report_below(at: Around, k: int) -> bool:
    """Whether a long text that sells nothing follows within the lines of a head."""
    if len(at.run) - k > 3 or not at.after or at.after[0].role != "para":
        return False
    text = at.after[0].plain
    return len(text) > 45 and ad_score([text]) < (1.5 if len(text) < 150 else 2.5) and not PHONE.search(text)


def _heads_signed(at: Around, k: int) -> bool:
    """Whether the line stands right above a byline or a lead with its dateline, which only a head does."""
    return k == len(at.run) - 1 and bool(at.after) and (at.after[0].role == "byline" or at.after[0].leads)
