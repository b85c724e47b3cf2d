"""The lines above an article: column, kicker 引题, headline 主题, subtitle 副题."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from helpers.lexicon import any_of, rows, words
from helpers.page.blocks import Block
from helpers.page.marks import ASIDE, MARK, closed_up, ending, has
from helpers.page.setting import largest

_BOXED = re.compile(r"[【\[〖][^】\]〗]{1,16}[】\]〗]$")
AFTER = re.compile(r"(?:——|——|--|―|─)")
_words = partial(any_of, "page_head_words")
_OCCASION = re.compile(rf"(?:{_words('occasion')}|通报.{{0,6}})$")
_VISIT = re.compile(rf"{_words('going')}.{{0,16}}{_words('visiting')}")
_MEETING = re.compile(
    rf"{_words('holding')}.{{0,12}}{_words('meeting')}|{_words('assembly')}.{{0,30}}{_words('resolving')}"
)
_EVENT = re.compile(rf"{_words('event')}$")
_URGE = re.compile(_words("urging"))
_OUR_PLACE = re.compile(_words("our_place"))


@dataclass(frozen=True)
class Head:
    """Which line is what; the headline may have several lines."""

    column: tuple[Block, ...] = ()
    kicker: tuple[Block, ...] = ()
    headline: tuple[Block, ...] = ()
    subtitle: tuple[Block, ...] = ()
    reason: str = ""
    confidence: float = 1.0


def is_column(text: str) -> bool:
    """A standing column's name: a short line that ends as such names do, or a boxed one."""
    bare = closed_up(text.strip(MARK + " ·"))
    if _BOXED.match(bare) or (text[:1] in MARK and len(bare) <= 8 and bare.isalpha()):
        return True
    return len(bare) <= 8 and bool(ending("page_columns").search(bare)) and not re.search(r"[，：\d]", bare)


def column_kind(text: str) -> str:
    """The kind of article a column announces (禾川时评 → editorial), ``"-"`` where it may be any."""
    bare = closed_up(text.strip(MARK + " ·【】[]〖〗"))
    return next((kind for word, kind in rows("page_columns") if bare.endswith(word)), "-")


def read_head(lines: list[Block], lead: str) -> Head:
    """Sort the lines above an article, given the beginning of its text."""
    column: list[Block] = []
    while len(lines) > 1 and is_column(lines[0].plain) and len(column) < 2:
        column.append(lines[0])
        lines = lines[1:]
    if len(lines) == 1 and lines[0].plain.strip(MARK + "【】 ") in words("page_columns"):
        return Head((*column, lines[0]), reason="name of a column without a headline", confidence=0.7)
    below = next((i for i, b in enumerate(lines) if i and (AFTER.match(b.plain) or ASIDE.match(b.plain))), len(lines))
    lines, subtitle = lines[:below], lines[below:]
    kicker, headline, more, reason, confidence = _main(lines, lead, bool(subtitle))
    if reason.startswith("too short"):
        column.append(lines[0])
    return Head(tuple(column), tuple(kicker), tuple(headline), (*more, *subtitle), reason, confidence)


def _main(lines: list[Block], lead: str, below: bool) -> tuple[list[Block], list[Block], list[Block], str, float]:
    if len(lines) <= 1:
        return [], lines, [], "one line", 1.0
    pair = largest([b.setting for b in lines]) or _headline_pair(lines)
    if (
        pair is not None
        and pair[0] == 0
        and len(lines) > 2
        and kicker_score(lines[0].plain, lines[1].plain, lead) > 1.5
    ):
        pair = None  # as long as the next line by chance, but it speaks as a kicker does
    if pair is not None:
        a, b = pair
        return lines[:a], lines[a:b], lines[b:], "lines set together", 0.9
    score = kicker_score(lines[0].plain, lines[1].plain, lead)
    if len(lines) > 2:
        score += 1.5
    elif below:
        score += 0.5
    confidence = min(1.0, 0.5 + abs(score) / 6)
    if score > 0 and len(lines[0].plain) <= 5 and " " not in lines[0].plain:
        return [], lines[1:2], lines[2:], "too short for a kicker: a column's name", 0.6
    if score > 0:
        return lines[:1], lines[1:2], lines[2:], f"kicker above ({score:+.1f})", confidence
    return [], lines[:1], lines[1:], f"subtitle below ({score:+.1f})", confidence


def _headline_pair(lines: list[Block]) -> tuple[int, int] | None:
    """The lines that are one headline: the only ones set without a blank between them, or as long as each other."""
    together = [i for i in range(1, len(lines)) if lines[i].gap == 0]
    if together and len(together) < len(lines) - 1 or (len(lines) == 2 and together and _alike(*lines)):
        first = together[0] - 1
        last = first + 1
        while last in together:
            last += 1
        return first, last
    if len(together) == len(lines) - 1 and len(lines) >= 3:
        for i in range(1, len(lines) - 1):
            if _alike(lines[i], lines[i + 1]):
                return i, i + 2
        if _alike(lines[0], lines[1]):
            return 0, 2
    return None


def _alike(a: Block, b: Block) -> bool:
    return abs(len(a.plain) - len(b.plain)) <= 1 and len(a.plain) <= 14


def _grams(text: str) -> set[str]:
    bare = re.sub(r"[^\w]", "", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def overlap(line: str, lead: str) -> float:
    """Share of a line's character pairs that the lead takes up."""
    pairs = _grams(line)
    return len(pairs & _grams(lead)) / len(pairs) if pairs else 0.0


def kicker_score(first: str, second: str, lead: str) -> float:
    """Evidence that ``first`` is a kicker above the headline ``second`` (positive) or a headline above a subtitle."""
    score = -0.5
    lead = lead[:160]
    score += 2.5 if _OCCASION.search(first) else 0
    score += 1.0 if not _OCCASION.search(first) and _MEETING.search(first) and not _MEETING.search(second) else 0
    score += 2.5 if _VISIT.search(first) else 0
    score += 1.0 if _EVENT.search(second) else 0
    score -= 1.0 if _EVENT.search(first) and not _OCCASION.search(first) else 0
    score += 1.0 if _URGE.search(second) and not _URGE.search(first) else 0
    score += 2.5 * (overlap(second, lead) - overlap(first, lead))
    score -= 1.0 if " " in second and " " not in first and not _URGE.search(second) else 0
    score += 0.5 if len(second) > 1.4 * len(first) else 0
    score -= 0.5 if len(first) > 1.4 * len(second) else 0
    score -= 1.0 if re.search(r"\d", first) and not re.search(r"\d", second) else 0
    score += (
        0.7
        if re.search(r"\d", second) and not re.search(r"\d", first) and overlap(second, lead) >= overlap(first, lead)
        else 0
    )
    score -= 1.5 if _OUR_PLACE.match(first) and not _OCCASION.search(first) else 0
    score += 1.0 if first.endswith(("……", "：", "，", "…")) else 0
    score += 3.0 if first.endswith(("——", "──")) else 0
    score -= 2.0 if _VISIT.search(second) and not _VISIT.search(first) and not _OCCASION.search(first) else 0
    score -= 1.0 if re.search(r".：.", first) and "：" not in second else 0
    return score


def is_slogan(text: str, below: int, lead: str) -> float:
    """Evidence that a line at the top of a page is a slogan across it and no kicker: > 0."""
    parts = text.split()
    score = -2.5
    score += 1.5 if len(parts) >= 2 or text.count("、") >= 2 else 0
    score += 0.7 if len(parts) >= 2 and len(parts[0]) == len(parts[1]) else 0
    score += 1.5 if has("page_slogans", text) else 0
    score += 1.0 if below >= 2 else -0.5 if below == 1 else -3
    score -= 2.0 if re.search(r"\d", text) else 0
    score -= 3.0 * max(0.0, overlap(text, lead[:160]) - 0.2)
    return score
