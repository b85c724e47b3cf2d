"""The edition itself: masthead lines, and the facts they give (paper, local edition, date)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from functools import partial

from helpers.lexicon import alternatives, any_of, group, letters, words
from helpers.page.articles import EditionFacts
from helpers.page.marks import HAN, ending
from helpers.page.text import plain

_LATIN = re.compile(r"[A-Z][A-Z .&'-]{4,50}$|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){1,5}$")
_words = partial(any_of, "page_imprint")
_LOCAL = re.compile(rf"{HAN}{{2,8}}{_words('local')}$")
_IMPRINT = re.compile(
    rf"{_words('imprint')}|星期[一二三四五六日天]|第\s?\d{{3,6}}\s?(?:期|号)|今日\s?\d+\s?版|今日.{{0,4}}版|CN\s?\d|www\.|http"
    rf"|[{letters('page_imprint', 'stem')}][{letters('page_imprint', 'branch')}]年"
)
_HOTLINE = re.compile(rf"{_words('own_hotline')}[：:\s]*[\d（(]")
_PAPER = re.compile(rf"{HAN}{{2,6}}(?:{alternatives(words('page_mastheads'))})")
#: Papers of counties and their media centres, the first line of the page: 今日某某, 某某融媒, 沙 泉 报.
_COUNTY = re.compile(rf"今日(?!{_words('no_county')}){HAN}{{2,3}}|{HAN}{{2,4}}(?:{_words('county_name')})")
_CN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FULL = re.compile(
    r"(?P<y>(?:19|20)\d{2}|[一二][〇零○一二三四五六七八九]{3})\s?[年./·-]\s?(?P<m>\d{1,2}|元|[一二三四五六七八九十]{1,2})\s?[月./·-]\s?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})(?:\s?日)?"
    r"(?:[\s，,]*星期(?P<w>[一二三四五六日天]))?"
)
#: 将于2016年11月7日在京举行: words right before the date and behind it, which are no item of an imprint.
_DAY_IN_SENTENCE = re.compile(rf"[{letters('page_imprint', 'before_day')}](?:{_FULL.pattern})(?!星期|农历){HAN}")
#: A date set on lines of its own: the year, the day below it.
_PIECE_OF_DATE = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:星期[一二三四五六日天])?|(?:19|20)\d{2}|\d{1,2}[/.·]\d{1,2}"
)
#: The year above the day set with a stroke: 2016 / 5/17
_YEAR_APART = re.compile(r"(?m)^((?:19|20)\d{2})\n(\d{1,2}[/.·]\d{1,2})$")
_AS_OF = re.compile(r"(?<!报名)(?<!时间)截至\s?(?:昨[日天]?[（(]?)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?!前|止)")
_YESTERDAY = re.compile(_words("news_day"))
_DATELINE_DAY = re.compile(rf"{_words('dispatch_house')}.{{0,8}}?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日(?:专?电|讯)")


def masthead_part(text: str, top: bool, paper: str = "") -> str:
    """``"masthead"`` for a line of the masthead or the imprint, else ``""``; ``top``: among the first lines."""
    if len(text) <= 90 and (_IMPRINT.search(text) or _FULL.search(text)) and _is_imprint(text, top):
        return "masthead"
    if paper and text.replace(" ", "") == paper and not top:
        return "masthead"
    bare = text.replace(" ", "")
    if top and (_LATIN.match(text) or _LOCAL.match(text) or (bare and _PIECE_OF_DATE.fullmatch(bare))):
        return "masthead"
    if top and len(text) <= 40 and _HOTLINE.search(text) and not re.search(r"[，。：].{12}", text):
        return "masthead"
    if top and len(bare) <= 10 and ending("page_mastheads").search(bare) and not re.search(r"[，。：]", bare):
        return "masthead"
    parts = text.split()
    if (
        top
        and len(parts) == 2
        and len(bare) <= 16
        and ending("page_mastheads").search(parts[0])
        and _LOCAL.match(parts[1])
    ):
        return "masthead"
    return ""


def _is_imprint(text: str, top: bool) -> bool:
    """An imprint is made of items set apart, without a sentence: a date with its weekday, an issue number …"""
    if re.search(r"[。！？；“”]", text) or _DAY_IN_SENTENCE.search(text):
        return False
    if len(text) <= 40 and _FULL.search(text) and (_PAPER.search(text) or len(_FULL.sub("", text).strip()) <= 4):
        return top or bool(_PAPER.search(text))
    marks = len(_IMPRINT.findall(text)) + bool(_FULL.search(text))
    if re.fullmatch(r"星期[一二三四五六日天]", text):
        return True
    if text.startswith(group("page_imprint", "address")):
        return True
    if text.endswith("机关报") and len(text) <= 24:
        return True
    return marks >= 2 or (top and marks >= 1 and "，" not in text)


def _number(text: str) -> int:
    """A day, month or year in figures or in words (二○二○, 十二, 三十一, 元月)."""
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_CN.get(tens, 1) if tens else 1) * 10 + (_CN[ones] if ones else 0)
    return int("".join(str(_CN[c]) for c in text))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return Date(year, month, day).isoformat()
    except ValueError:
        return ""


def stem_facts(stem: str) -> tuple[str, str]:
    """``(date, rest)`` of a file name such as ``2022-03-25_jiaxing-daily-pinghu``."""
    found = _ISO.search(stem)
    if not found:
        return "", stem
    rest = (stem[: found.start()] + stem[found.end() :]).strip("_- .")
    return _iso(*map(int, found.groups())), rest


def page_date(lines: Sequence[str]) -> tuple[str, str, str]:
    """``(date, line, weekday)`` printed in the masthead lines, or empty strings."""
    # Line by line; else all of them, where the year stands over the day.
    for line in (*lines, "\n".join(lines), _YEAR_APART.sub(r"\1.\2", "\n".join(lines))):
        found = _FULL.search(plain(line))
        if found:
            day = _iso(_number(found["y"]), _number(found["m"]), _number(found["d"]))
            if day:
                return day, found.group() if "\n" in line else line, found["w"] or ""
    return "", "", ""


def latest_day(text: str) -> tuple[int, int, str] | None:
    """The month and day the text itself speaks from, with the words that say so: datelines, else 截至…"""
    found = [(int(m["m"]), int(m["d"]), m.group()) for m in _DATELINE_DAY.finditer(text)]
    if not found:
        found = (
            [(int(m["m"]), int(m["d"]), m.group()) for m in _AS_OF.finditer(text)] if _YESTERDAY.search(text) else []
        )
    found = [f for f in found if 1 <= f[0] <= 12 and 1 <= f[1] <= 31]
    turn = {1, 12} <= {month for month, _, _ in found}  # at the turn of the year January comes after December
    return max(found, key=lambda f: (f[0] % 12 if turn else f[0], f[1]), default=None)


def near_years(text: str, month: int, day: int) -> list[int]:
    """The years of full dates in the text that lie within a month of a month and day."""
    years = []
    for m in _FULL.finditer(text):
        then = _iso(_number(m["y"]), _number(m["m"]), _number(m["d"]))
        for year in range(_number(m["y"]) - 1, _number(m["y"]) + 2) if then else ():
            here = _iso(year, month, day)
            if here and abs((Date.fromisoformat(then) - Date.fromisoformat(here)).days) <= 31:
                years.append(year)
    return years


def infer_date(text: str) -> tuple[str, list[str]]:
    """The edition's date from what the text says, with the evidence. Without exactly one year it stays open."""
    latest = latest_day(text)
    if latest is None:
        return "", []
    month, day, words = latest
    evidence = [f"“{words}”: the edition is of {month}-{day} or the day after"]
    years = near_years(text, month, day)
    if len(set(years)) != 1:
        return "", [*evidence, "the text does not settle the year: give the date"]
    stated = _iso(years[0], month, day)
    if not stated:
        return "", evidence
    after = Date.fromisoformat(stated) + timedelta(days=1)
    return after.isoformat(), [*evidence, f"taken as the day after: {after.isoformat()}"]


def read_facts(
    lines: Sequence[str],
    text: str,
    pages: int,
    stem: str,
    date: str | None,
    metadata: Mapping[str, object] | None,
    said: Sequence[tuple[str, str]] = (),
) -> EditionFacts:
    """What is known of the edition. Order: what the caller says, its metadata, the page, what its files say
    (``said``: who and the day), the file name, the text."""
    told = {k: str(v) for k, v in (metadata or {}).items() if v is not None}
    printed, line, weekday = page_date(lines)
    named, _ = stem_facts(stem)
    claims = [
        ("the caller", date or ""), ("metadata", told.get("date", "")),
        (f"the page (“{line}”)", printed), *said, (f"the file name ({stem})", named),
    ]  # fmt: skip
    known = [(who, day) for who, day in claims if day]
    evidence = [f"date {day} from {who}" for who, day in known]
    warnings = [
        f"{who} says {day}, but {known[0][0]} says {known[0][1]}" for who, day in known[1:] if day != known[0][1]
    ]
    warnings += _weekday_warning(printed, weekday)
    day = known[0][1] if known else ""
    if not day:
        day, more = infer_date(plain(text))
        evidence += more
        warnings += [] if day else ["no date is known for this edition: give one"]
    paper = told.get("paper", "") or _paper(lines)
    local = told.get("local_edition", "") or next((x for x in map(_bare, lines) if _LOCAL.match(x)), "")
    local = local.removeprefix(paper)
    return EditionFacts(paper, local, day, pages, tuple(evidence), tuple(warnings))


def _bare(line: str) -> str:
    return plain(line).replace(" ", "")


def _paper(lines: Sequence[str]) -> str:
    """The paper's name: a masthead line of its own, else the name in a header line (某日报 第1版)."""
    bare = [_bare(line) for line in lines]
    own = next((x for x in bare if len(x) <= 10 and ending("page_mastheads").search(x)), "")
    if own:
        return own
    county = next((x for x in bare[:2] if _COUNTY.fullmatch(x)), "")
    if county:
        return county
    found = next((m for m in map(_PAPER.search, (re.sub(r"\d+[年月日]", " ", x) for x in bare)) if m), None)
    return found.group() if found else ""


def _weekday_warning(day: str, weekday: str) -> list[str]:
    if not (day and weekday):
        return []
    want = "一二三四五六日"[Date.fromisoformat(day).weekday()]
    have = weekday.replace("天", "日")
    return [] if want == have else [f"the page says 星期{weekday} for {day}, which is a 星期{want}"]
