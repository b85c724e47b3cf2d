"""Years, decades, centuries and five-year plans."""

from __future__ import annotations

import datetime as dt
import re

from helpers.facts.dates import stretch as cal
from helpers.facts.dates.grammar import Atom, Phrase
from helpers.facts.dates.numerals import small
from helpers.facts.dates.scene import Narrower, Scene
from helpers.facts.dates.stretch import Stretch


def _year(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    number = small(re.sub(r"公元|[学财年].*", "", atom.text))
    return _school_years(number, number + 1) if "学年" in atom.text else cal.years(number)


def _school_years(first: int, last: int) -> Stretch:
    """From September to August."""
    return Stretch(dt.date(first, 9, 1), dt.date(last, 8, 31), "months")


def _short_year(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """98年3月, 22年3月: the century that keeps the year from lying more than ten years ahead."""
    two = small(atom.text[:-1])
    century = scene.edition.year // 100 * 100
    return cal.years(century + two if century + two <= scene.edition.year + 10 else century - 100 + two)


def _years(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    numbers = [int(number) for number in re.findall(r"\d{2,4}", atom.text)]
    if numbers[-1] < 100:
        numbers[-1] += numbers[0] // 100 * 100  # 2023/24赛季
        if numbers[-1] != numbers[0] + 1:
            return None
    if "、" in atom.text and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    if "学年" in atom.text:
        return _school_years(numbers[0], numbers[-1])
    return cal.years(numbers[0], numbers[-1])


def _republic(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """民国二十八年 is 1939."""
    return cal.years(1911 + small(re.sub(r"民国|年", "", atom.text)))


def _decade(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    century, _, words = atom.text.rpartition("世纪")
    if re.match(r"\d{4}", words):
        return _third(int(words[:4]), words.partition("年代")[2])
    tens = [small(c) * 10 for c in re.findall(r"[1-9一二三四五六七八九]", words.partition("年代")[0])]
    if century:
        base = _century_base(century, scene)
    elif tens[0] >= 30:
        base = 1900
    else:
        return None
    if len(tens) > 1:
        return cal.years(base + tens[0], base + tens[-1] + 9, "era")
    return _third(base + tens[0], words.partition("年代")[2])


def _third(first: int, words: str) -> Stretch | None:
    """The years of a decade; 初 its first three, 中 its middle four, 末 its last three."""
    if "初" in words:
        return cal.years(first, first + 2, "era")
    if "末" in words or "后期" in words:
        return cal.years(first + 7, first + 9, "era")
    if "中" in words:
        return cal.years(first + 3, first + 6, "era")
    return cal.years(first, first + 9, "era")


def _century(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    words, _, edge = atom.text.partition("世纪")
    if edge:
        return None
    base = _century_base(words, scene)
    return cal.years(base + 1, base + 100, "era")


def _century_base(words: str, scene: Scene) -> int:
    now = scene.edition.year // 100 * 100
    if words[0] in "上本":
        return now - 100 if words[0] == "上" else now
    return (small(words) - 1) * 100


#: What follows the number of a plan: 五 and what is said of its time (“十五五”时期 is the fifteenth, “十五”期间 the tenth).
_PLAN = re.compile(r"五[^一二三四五六七八九十]*$")


def _plan(atom: Atom, current: Stretch | None, scene: Scene, phrase: Phrase) -> Stretch | None:
    """The N-th five-year plan: the sixth began in 1981."""
    number = small(_PLAN.sub("", atom.text.strip("“")))
    return cal.years(1981 + 5 * (number - 6), 1985 + 5 * (number - 6), "era")


#: Kind of atom → how it narrows the stretch named so far.
NARROWERS: dict[str, Narrower] = {
    "year": _year,
    "republic": _republic,
    "shortyear": _short_year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "plan": _plan,
}
