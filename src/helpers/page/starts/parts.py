"""Parts of one article: its crossheads, boxes and labels, marked items, the lines of a poem."""

from __future__ import annotations

import re

from helpers.lexicon import any_of, words
from helpers.page.columns import is_column
from helpers.page.kinds import names_itself
from helpers.page.marks import (
    AFTER,
    ASKS,
    CROSSHEAD_MARK,
    LETTER_OPEN,
    MARK,
    PHONE,
    SIDEBAR,
    closed_up,
    column_kind,
)
from helpers.page.starts.around import Around, heads_forecast, in_verse
from helpers.page.starts.lines import FIELD, is_row
from helpers.page.starts.notices import ad_below

#: What a box explains that belongs to the text above: 什么是“带押过户”
_EXPLAINS = re.compile(rf"{any_of('page_line_words', 'asking')}")
#: Who speaks, before a colon: 读者老金问：, 傅云樵：
_TURN = re.compile(r"([^，。：！？“”\s]{1,10})[：:]")
#: A reader who asks, as in a column where an expert answers: 读者老金问：
_READER_ASKS = re.compile(rf"{any_of('page_line_words', 'asker')}[^，。：！？“”\s]{{0,6}}[：:].*[？?]$")
#: How a first paragraph announces that parts follow: 记录下几个孩子的一天, 要注意以下几点
_PARTS = re.compile(any_of("page_line_words", "announces_parts"))


def in_article(at: Around, k: int, is_ad: bool) -> list[tuple[str, float]]:
    """What speaks for and against a line being a part of the article above; ``is_ad``: that is an advertisement."""
    cur, text = at.cur, at.run[k].plain
    assert cur is not None
    found = _among_verses(at, k)
    opening = len(at.run) == 1 and cur.paragraphs == 1 and not cur.crossheads and not cur.closed
    parts = opening and bool(_PARTS.search(cur.units[-1].plain))
    found.append(("the text above announces its parts", -2.0 if parts else 0.0))
    found.append(("sidebar of the article", -5.0 if SIDEBAR.match(text) and not _heads_another(at, k) else 0.0))
    found.append(("a label without a head of its own", -4.0 if _label_alone(at, k) else 0.0))
    found.append(("one of the marked items", -5.0 if _item_again(at, k) else 0.0))
    found.append(("a turn of the talk above", -6.0 if _in_talk(at, k) else 0.0))
    found.append(("mark of a crosshead", -3.0 if CROSSHEAD_MARK.match(text) else 0.0))
    found.append(("ends as a crosshead", -2.0 if text.endswith(("：", ":")) else 0.0))
    return found + _among_crossheads(at, k, is_ad)


def _among_crossheads(at: Around, k: int, is_ad: bool) -> list[tuple[str, float]]:
    """What likeness to the crossheads above, or to the next one, speaks."""
    cur, text = at.cur, at.run[k].plain
    assert cur is not None
    found = []
    if len(at.run) == 1 and at.parallel >= 1 and not cur.is_weather and not cur.has_notice_title:
        alike = (
            at.parallel if len(text) <= 8 or at.parallel > 1 else 0.0
        )  # headlines in one column are as long by chance
        found.append(("made like the next crosshead", -0.75 * alike))
        found.append(("asks, as the next line does", -1.0 if at.parallel >= 1 and ASKS.search(text) else 0.0))
    lone = len(at.run) == 1 and not cur.has_notice_title and not is_ad
    if lone and cur.crossheads:
        sure = -0.75 if len(cur.crossheads) == 1 else -1.5
        found.append(("the article above has crossheads", sure * (1 - at.strange)))
    if len(cur.crossheads) >= 2 and len(text) >= max(cur.crossheads[-4:]) + 4:
        twice = len(text) >= 2 * max(cur.crossheads[-4:]) + 3
        found.append(("longer than the crossheads", 2.5 if twice else 1.5))
    if len(text) <= 12 and cur.crossheads and abs(cur.crossheads[-1] - len(text)) <= 1:
        found.append(("as long as the crosshead before", -1.0 if len(text) <= 8 else -0.5))
    return found


def _in_talk(at: Around, k: int) -> bool:
    """Whether a line is a short turn of a conversation in the article above (读者老金问：…): it names who speaks, and
    who answers below it has spoken there already, or it asks as a reader does."""
    cur = at.cur
    if cur is None or not cur.has_text or len(at.run) - k != 1 or not at.after or not _TURN.match(at.run[k].plain):
        return False
    who = _TURN.match(at.after[0].plain)
    if who is not None and _READER_ASKS.match(at.run[k].plain):
        return True
    said = [_TURN.match(u.plain) for u in cur.units[-12:] if u.role == "para"]
    return who is not None and any(t is not None and t[1] == who[1] for t in said)


def _heads_another(at: Around, k: int) -> bool:
    """Whether a label (相关新闻, 提醒) stands above a headline of its own, and that above running text."""
    if k + 2 != len(at.run) or not at.after or at.after[0].role not in ("para", "byline"):
        return False
    below = at.run[k + 1]
    explains = ASKS.search(below.plain) or _EXPLAINS.match(below.plain)
    sells = PHONE.search(below.plain) or FIELD.match(below.plain)
    news = len(below.plain) >= 6 and not explains and not is_row(below) and not sells
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


def _among_verses(at: Around, k: int) -> list[tuple[str, float]]:
    """A poem has its author already: a line with a byline of its own below it is another's headline."""
    cur, rest = at.cur, len(at.run) - k - 1
    if cur is None or not in_verse(at, k) or len(at.run[k].plain) > 24 or heads_forecast(at, k):
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
        or (apart and ad_below(at.run[k].plain, at.ahead(k, 5)))
        or (rest == 1 and longer)
        or (rest == 1 and (apart or AFTER.match(at.run[k + 1].plain) is not None))
    )
    text_below = free and at.after[0].role == "para" and len(at.after[0].plain) > 40
    return [
        ("among the lines of a poem", 0.0 if free else -5.0),
        ("set apart from the lines above", 1.0 if apart else 0.0),
        ("a text follows the poem", 2.5 if text_below else 0.0),
    ]
