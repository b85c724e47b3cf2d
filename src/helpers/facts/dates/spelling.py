"""Before the search: one spelling for the words of time, look-alikes blanked out, and the way back to the text."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.facts.model import TimeExpression
from helpers.lexicon import letters, rows

#: Typographic kin of the colon and the dashes.
_ODD = {ord(a): b for a, b in zip("∶﹕―─‐‑∼", "::——--~", strict=True)}
_ODD_SIGN = re.compile("[∶﹕―─‐‑∼]")
_LOOSE = re.compile(
    rf"(?<=\d) (?=[{letters('date_words', 'spaced_unit')}])|(?<=[{letters('date_words', 'unit_spaced')}至到—~]) (?=\d)"
    r"|(?<=\d) (?=[至到—~])"
)


def closed_up(text: str) -> tuple[str, list[int] | None]:
    """The text without the spaces of 2022 年 3 月 5 日, and the place of each character left (None: none taken out)."""
    spaces = {m.start() for m in _LOOSE.finditer(text)}
    if not spaces:
        return text, None
    places = [i for i in range(len(text)) if i not in spaces]
    return "".join(text[i] for i in places), places


def placed(e: TimeExpression, text: str, places: list[int] | None) -> TimeExpression:
    """The expression with its offsets in, and its wording from, the text as it was given."""
    start, end = (e.start, e.end) if places is None else (places[e.start], places[e.end - 1] + 1)
    return TimeExpression(start, end, text[start:end], e.kind, e.begins, e.ends, e.rule)


@lru_cache(maxsize=1)
def _characters() -> tuple[re.Pattern[str], dict[int, str]]:
    pairs = {row[0]: row[1] for row in rows("date_traditional")}
    signs = "".join(row[0] for row in rows("date_traditional") if row[2:] == ("sign",))
    return re.compile(f"[{signs}]"), {ord(a): b for a, b in pairs.items()}


def simplified(text: str) -> str:
    """Odd dashes and colons as the common ones, traditional characters of the words of time as simplified ones."""
    if _ODD_SIGN.search(text):
        text = text.translate(_ODD)
    sign, pairs = _characters()
    return text.translate(pairs) if sign.search(text) else text


@lru_cache(maxsize=1)
def _masks() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    by_char: dict[str, list[str]] = {}
    for (pattern,) in rows("date_masks"):
        bare = re.sub(r"^\(\?<[!=][^)]*\)", "", pattern)
        chars = bare[1 : bare.index("]")] if bare[0] == "[" else bare[0]
        for char in chars:
            by_char.setdefault(char, []).append(pattern)
    compiled = {char: re.compile("|".join(patterns)) for char, patterns in by_char.items()}
    return re.compile("[" + "".join(by_char) + "]"), compiled


def masked(text: str, signed: frozenset[str], home: str = "") -> str:
    """The text with idioms, signed names and the paper's own 今日＋home (a column, a title) blanked out, character for character."""
    trigger, by_char = _masks()
    out: list[str] = []
    end = 0
    for hit in trigger.finditer(text):
        start = hit.start()
        found = by_char[hit.group()].match(text, start) if start >= end else None
        if found:
            out += (text[end:start], "□" * len(found.group()))
            end = found.end()
    masked = "".join(out) + text[end:]
    if home:
        bare = re.escape(home.removeprefix("今日"))
        masked = re.sub(rf"今日(?={bare})" if home.startswith("今日") else rf"(?m)^今日(?={bare}$)", "□□", masked)
    for name in signed:
        masked = masked.replace(name, "□" * len(name)) if name else masked
    return masked
