"""What a saved page says of itself besides its text: the comment behind its end, the metadata in its head, its address.

It is a witness: it names the title that must stand on the page, and days and papers that may contradict each other.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpers.lexicon import rows

_COMMENT = "<!--enpproperty"
_FIELD = re.compile(r"<(?:founder-)?(?P<name>[a-z]+)>(?P<value>[^<]*)</(?:founder-)?(?P=name)>", re.I)
_DAY = re.compile(r"(?<!\d)(20\d{2}|19\d{2})[-/年.]?(0?[1-9]|1[0-2])[-/月.]?(0?[1-9]|[12]\d|3[01])(?!\d)")
#: The folders an issue of a paper lies in: html/2022-03/25/, layout/202203/25/, 2022/03/25/, 20220325/
_ISSUE = re.compile(
    r"/(?P<y>(?:19|20)\d{2})(?:[-/]?(?P<m>0[1-9]|1[0-2])/(?P<d>0[1-9]|[12]\d|3[01])"
    r"|(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))(?=/)"
)
#: Those of them that nobody makes by hand on a disk, where 2022/03/25/ may be the day of saving.
_ON_DISK = re.compile(r"/(?P<y>(?:19|20)\d{2})-?(?P<m>0[1-9]|1[0-2])/(?P<d>0[1-9]|[12]\d|3[01])(?=/)")
#: A file named by its day: nw.D110000x_20220325_1-01.htm
_NAMED = re.compile(r"(?:_|^t)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])_")
#: Longer blocks of data describe no article.
_MOST_DATA = 200_000


@dataclass(frozen=True)
class Told:
    """What the head of a page tells of its article; empty where it tells nothing. ``window``: the page's <title>."""

    titles: tuple[str, ...] = ()
    window: str = ""
    day: str = ""
    source: str = ""
    author: str = ""


def comment_fields(markup: str) -> dict[str, str]:
    """The fields of the comment that publishing systems leave behind ``</html>``: date, pagenum, papername, type …"""
    at = markup.rfind(_COMMENT)
    if at < 0:
        return {}
    end = markup.find("-->", at)
    comment = markup[at : min(end if end > 0 else len(markup), at + 60_000)]
    fields = {m["name"].lower(): html.unescape(m["value"]).strip() for m in _FIELD.finditer(comment)}
    return {name: value for name, value in fields.items() if value}


def told_by(document: Any) -> Told:
    """What the metadata of a page tell: <meta>, JSON-LD of an article, <title>."""
    found: dict[str, list[str]] = {}
    said = list(_meta(document))
    for name, field, *_ in rows("page_epaper_metadata"):
        for key, value in said:
            if key == name:
                found.setdefault(field, []).append(value)
    for key, value in _linked_data(document):
        found.setdefault(key, []).append(value)
    first = {key: values[0] for key, values in found.items()}
    window = document.css_first("title")
    return Told(
        tuple(dict.fromkeys(found.get("title", []))),
        re.sub(r"\s+", " ", window.text(deep=True) or "").strip() if window is not None else "",
        _day_here(first.get("day", "")),
        first.get("source", ""),
        first.get("author", ""),
    )


def _meta(document: Any) -> Iterator[tuple[str, str]]:
    for node in document.css("meta[content]"):
        said = node.attributes
        name = (said.get("name") or said.get("property") or "").strip().lower()
        value = re.sub(r"\s+", " ", said.get("content") or "").strip()
        if name and value and len(value) < 500:
            yield name, value


def _linked_data(document: Any) -> Iterator[tuple[str, str]]:
    """The fields of an article described as JSON-LD; data that is no JSON tells nothing."""
    for node in document.css('script[type="application/ld+json"]'):
        text = node.text(deep=True) or ""
        try:
            data = json.loads(text) if len(text) < _MOST_DATA else None
        except (ValueError, RecursionError):
            continue
        listed = data if isinstance(data, list) else data.get("@graph") or [data] if isinstance(data, dict) else []
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, dict) and _texts(one.get("headline")):
                yield "title", _texts(one["headline"])
                for key, field in (("datePublished", "day"), ("publisher", "source"), ("author", "author")):
                    if _texts(one.get(key)):
                        yield field, _texts(one[key])


def _texts(value: Any) -> str:
    """A field's text; of people and firms their names."""
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return "、".join(filter(None, (_texts(v) for v in value[:20] if not isinstance(v, list))))
    return value.strip() if isinstance(value, str) else ""


#: A moment with its offset: 2022-03-24T23:30:00Z is the next day in China.
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?P<offset>Z|[+-]\d{2}:?\d{2})")
_CHINA = dt.timezone(dt.timedelta(hours=8))


def _day_here(text: str) -> str:
    """The day of a moment as papers in China count it."""
    found = _MOMENT.search(text)
    if not found:
        return day_of(text)
    moment = re.sub(r"\.\d+", "", found.group()).replace("Z", "+00:00")
    try:
        return dt.datetime.fromisoformat(moment).astimezone(_CHINA).date().isoformat()
    except (ValueError, OverflowError):
        return day_of(text)


def day_of(text: str) -> str:
    """An ISO 8601 day from a path or a field (…/2022-03/25/…, 202203/25, 2017-10-09 23:59:57), or ``""``."""
    days = [_iso(*found.groups()) for found in _DAY.finditer(text)]
    return next((day for day in reversed(days) if day), "")  # the last one is the innermost folder


def issue_day(address: str, disk: bool = False) -> str:
    """The day of the issue whose folders an address goes through (…/html/2022-03/25/x.htm), or that names the file;
    ``""`` where neither does. ``disk``: it is a path on a disk, whose folders may be anybody's."""
    pattern = _ON_DISK if disk else _ISSUE
    said = (m.groupdict() for m in pattern.finditer(address))
    days = [_iso(m["y"], m["m"] or m["m2"], m["d"] or m["d2"]) for m in said]
    days = [day for day in days if day] or [_iso(*m) for m in _NAMED.findall(address.rpartition("/")[2])]
    return days[-1] if days else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
