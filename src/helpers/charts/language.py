"""The words on a chart: labels in English and Chinese, and English glosses of Chinese words.

Both are data: ``data/lexicons/chart_labels.txt`` (key, English, Chinese) and
``data/lexicons/word_gloss.txt`` and ``chart_gloss.txt`` (Chinese, English). An analyst edits them,
no code changes.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from helpers import lexicon
from helpers.errors import BanmianError

LANGUAGES = ("en", "zh")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in lexicon.rows("chart_labels")}


def checked(language: str) -> str:
    """The language, if it is one that the charts speak. Raises BanmianError otherwise."""
    if language not in LANGUAGES:
        raise BanmianError(f"The charts speak {' and '.join(LANGUAGES)}, not {language!r}: choose one of them.")
    return language


def label(key: str, language: str, **values: Any) -> str:
    """The label of a key with its values filled in: ``label("n_figures", "en", n=1)`` → "1 figure".

    ``figure(s)`` and ``compan(y|ies)`` behind a number become singular or plural.
    Raises KeyError for a key that is not in the file.
    """
    text = _labels()[key][LANGUAGES.index(checked(language))].format(**values)
    return _plurals(text) if language == "en" else text


def known(key: str, language: str, otherwise: str = "") -> str:
    """The label of a key, or ``otherwise`` (the key itself when empty) where the file has none."""
    return label(key, language) if key in _labels() else otherwise or key


def _plurals(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        number, between, stem, single, many = match.groups()
        ending = single if number == "1" else many
        return f"{number}{between}{stem}{ending or ''}"

    text = re.sub(r"(\d[\d,.]*)( (?:[A-Za-z][\w-]* ){0,3}?)([A-Za-z][\w-]*)\((\w*)\|(\w+)\)", one, text)
    return re.sub(r"(\d[\d,.]*)( (?:[A-Za-z][\w-]* ){0,3}?)([A-Za-z][\w-]*)()\((s)\)", one, text)


@lru_cache(maxsize=1)
def _glosses() -> dict[str, str]:
    """Titles and terms of ``chart_gloss.txt`` and the words of ``word_gloss.txt``, which wins."""
    return {row[0]: row[1] for name in ("chart_gloss", "word_gloss") for row in lexicon.rows(name) if len(row) > 1}


@lru_cache(maxsize=10_000)
def gloss(text: str) -> str:
    """The English of a Chinese word, from the gloss files, or "" where it has none.

    A word that is not there is read as a chain of words that are (规上 + 工业 + 企业), the longest first;
    one unknown link and there is no gloss: half a translation misleads.
    """
    table = _glosses()
    if text in table:
        return table[text]
    parts, at = [], 0
    while at < len(text):
        size = next((n for n in range(min(8, len(text) - at), 1, -1) if text[at : at + n] in table), 0)
        if not size:
            return ""
        parts.append(table[text[at : at + size]])
        at += size
    return " ".join(parts)


def named(text: str, language: str) -> str:
    """A Chinese word as a label: itself, followed in English charts by its gloss where there is one."""
    meaning = gloss(text) if checked(language) == "en" else ""
    return f"{text} {meaning}" if meaning else text


def meaning(text: str, language: str) -> str:
    """A Chinese word for running text: its gloss in English where there is one, else itself."""
    return (gloss(text) if checked(language) == "en" else "") or text


def listed(parts: list[str], language: str, mark: str = ",") -> str:
    """Parts in one line: ``a, b`` or ``a，b``; with ``mark=";"`` ``a; b`` or ``a；b``."""
    between = f"{mark} " if checked(language) == "en" else {",": "，", ";": "；"}[mark]
    return between.join(part for part in parts if part)


def number(value: float, language: str = "en") -> str:
    """A number as a chart prints it: 597; 1,260,000; 0.61; no trailing noughts. Empty for none."""
    if value is None or value != value:
        return ""
    if float(value).is_integer():
        return f"{int(value):,}".replace("-", "−")
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", "−")


def percent(value: float) -> str:
    """A share as a percentage: 0.8 → 80%; 0.7512 → 75.1%."""
    return f"{value * 100:.1f}".removesuffix(".0").replace("-", "−") + "%"


def interval(low: float, high: float, share: bool = False) -> str:
    """An interval in words of one line: 703–796, ≥ 200, ≤ 3, 597; shares in percent."""
    write = percent if share else number
    if low == high:
        return write(low)
    if low != low:
        return f"≤ {write(high)}" if high == high else ""
    if high != high:
        return f"≥ {write(low)}"
    return f"{write(low)}–{write(high)}" if high >= 0 and low >= 0 else f"{write(low)} – {write(high)}"


def when(iso: str, language: str, year: bool = True) -> str:
    """An ISO date or time as a reader writes it: 24 March 2022, 11:00; 2022年3月24日11:00. As given if it is none."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    clock = f"{moment:%H:%M}" if "T" in iso else ""
    if checked(language) == "zh":
        return f"{f'{moment.year}年' if year else ''}{moment.month}月{moment.day}日{clock}"
    day = f"{moment.day} {_MONTHS[moment.month - 1]}" + (f" {moment.year}" if year else "")
    return f"{day}, {clock}" if clock else day


def period(begins: str, ends: str, language: str) -> str:
    """A period as a reader writes it, nothing said twice: 24 March 2022, 12:00–18:00; 2022年1月1日–3月31日.

    An open side is said in words; an evening that ends at the next midnight ends at 24:00.
    """
    if begins == ends:
        return when(begins, language)
    if not begins or not ends:
        return label("until" if ends else "from", language, day=when(ends or begins, language))
    midnight = "T" in begins and ends == f"{_next_day(begins)}T00:00"
    if midnight or ("T" in ends and begins[:10] == ends[:10]):
        return f"{when(begins, language)}–{'24:00' if midnight else ends[11:16]}"
    same = begins[:4] == ends[:4]
    first, last = (same and language == "en", same and language == "zh")
    return f"{when(begins, language, year=not first)} – {when(ends, language, year=not last)}"


def _next_day(iso: str) -> str:
    try:
        return (dt.date.fromisoformat(iso[:10]) + dt.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""
