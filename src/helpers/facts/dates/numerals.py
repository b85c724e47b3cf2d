"""The small numerals of dates: 25, 廿五, 二十五, 二〇二二. Nothing above 9999 occurs here."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "元": 1, "首": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def small(text: str) -> int:
    """The value of a numeral as dates use it: ``'25'`` → 25, ``'廿五'`` → 25, ``'二〇二二'`` → 2022.

    Raises ValueError for anything that is no such numeral.
    """
    if text.isascii():
        return int(text)
    text = text.replace("0", "〇").replace("廿", "二十").replace("卅", "三十")
    if not any(c in _UNITS for c in text):
        return int("".join(str(_digit(c)) for c in text))
    total, held = 0, 0
    for c in text:
        if c in _UNITS:
            total += (held or 1) * _UNITS[c]
            held = 0
        else:
            held = _digit(c)
    return total + held


def _digit(c: str) -> int:
    if c not in _DIGITS:
        raise ValueError(f"{c} is no digit")
    return _DIGITS[c]
