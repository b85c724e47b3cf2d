"""Corrections: what a reader has seen on the page and the machine has not, once and for good.

``data/corrections/<edition>.yml`` is a list of entries. Each says what to do, what it expects to
find, why, and who says so::

    - do: retype                     # join, split, retype, retitle, fix, set, drop, add
      article: 5                     # number in the uncorrected tables
      expect: {kind: news}           # the run stops where this no longer holds
      to: {kind: advertisement}
      why: it names a price and a phone and is signed by nobody
      who: L. Chen

========  ==================  =====================================================================
do        needs               does
========  ==================  =====================================================================
fix       expect.text, to     a misread stretch of the source: replaced by as many characters
join      article, with       two articles become one
split     article, at         a new article begins at these words
retype    article, expect     ``to.kind``
retitle   article, expect     ``to.headline``, ``kicker``, ``subtitle``, ``column``: words of the article
set       table, expect       cells of one row of facts, dates, names or zones
drop      table, expect       one such row
add       table, to.text      one such row: its text stands in the article
========  ==================  =====================================================================

What is not corrected is not touched; a corrected row says in ``corrected`` which of its cells were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from helpers.claims.model import ZoneChange
from helpers.errors import BanmianError
from helpers.facts.model import Figure, Name, TimeExpression
from helpers.page.articles import KINDS, Article, LedgerRow, Pages
from helpers.page.text import Reading, plain
from helpers.tables import DATE_KINDS, FACT_KINDS, NAME_KINDS, inside

_ON_PAGES = ("join", "split", "retype", "retitle")
_ON_ROWS = ("set", "drop", "add")
_HEADS = ("column", "kicker", "headline", "subtitle")
TABLES: dict[str, type] = {"facts": Figure, "dates": TimeExpression, "names": Name, "zones": ZoneChange}
_KINDS: dict[type, tuple[str, ...]] = {Figure: FACT_KINDS, TimeExpression: DATE_KINDS, Name: NAME_KINDS}

Find = TypeVar("Find", Figure, TimeExpression, Name, ZoneChange)


@dataclass(frozen=True)
class Correction:
    """One entry of a corrections file."""

    do: str
    expect: Mapping[str, Any]
    to: Mapping[str, Any]
    why: str
    who: str
    article: int = 0
    with_: int = 0
    at: str = ""
    table: str = ""
    where: str = ""

    def stop(self, problem: str) -> BanmianError:
        """The error that ends the run: which entry, and what does not fit."""
        return BanmianError(f"{self.where}: {problem}: mend or remove this correction.")


def load(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file; none where there is no file. Raises BanmianError for a malformed entry."""
    import yaml

    if not path.exists():
        return ()
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise BanmianError(f"{path}{where} is no YAML ({str(error).splitlines()[0]}): mend it or remove it.") from None
    if not isinstance(entries, list):
        raise BanmianError(f"{path} must be a list of entries that begin with '- do:'.")
    return tuple(_entry(entry, f"{path}, entry {number}") for number, entry in enumerate(entries, 1))


def _entry(entry: Any, where: str) -> Correction:
    if not isinstance(entry, dict):
        raise BanmianError(f"{where} is no list of 'name: value' lines: mend it or remove it.")
    known = {"do", "expect", "to", "why", "who", "article", "with", "at", "table"}
    strange = set(entry) - known
    if strange:
        raise BanmianError(f"{where} has the unknown name {sorted(strange)[0]!r}: use {', '.join(sorted(known))}.")
    missing = [name for name in ("do", "expect", "why", "who") if not entry.get(name)]
    if missing and not (missing == ["expect"] and entry.get("do") == "add"):
        raise BanmianError(f"{where} does not say {missing[0]!r}: every correction names do, expect, why and who.")
    if entry["do"] not in ("fix", *_ON_PAGES, *_ON_ROWS):
        raise BanmianError(
            f"{where}: {entry['do']!r} is nothing that can be done: use fix, {', '.join(_ON_PAGES + _ON_ROWS)}."
        )
    if entry["do"] in _ON_ROWS and entry.get("table") not in TABLES:
        raise BanmianError(f"{where}: 'table' must be one of {', '.join(TABLES)}.")
    expect, to = (_named(entry.get(key) or {}, entry["do"], f"{where}: {key!r}") for key in ("expect", "to"))
    return Correction(
        entry["do"], expect, to,
        str(entry["why"]), str(entry["who"]), int(entry.get("article") or 0), int(entry.get("with") or 0),
        str(entry.get("at") or ""), str(entry.get("table") or ""), where,
    )  # fmt: skip


def _named(given: Any, do: str, where: str) -> Mapping[str, Any]:
    """``expect`` and ``to`` as names with values; for a fix the bare text will do."""
    if isinstance(given, dict):
        return given
    if do == "fix":
        return {"text": str(given)}
    raise BanmianError(f"{where} must name what it means, as in {{kind: news}}, not just {given!r}.")


def fix_source(source: str, corrections: Sequence[Correction]) -> str:
    """The source with its misread stretches put right, length unchanged.

    Raises BanmianError where the misread text stands not once, or the lengths differ.
    """
    for one in corrections:
        if one.do != "fix":
            continue
        wrong, right = str(one.expect.get("text", "")), str(one.to.get("text", ""))
        if len(wrong) != len(right) or not wrong:
            raise one.stop(f"{wrong!r} and {right!r} differ in length, which would move every span")
        if source.count(wrong) != 1:
            raise one.stop(
                f"{wrong!r} stands {source.count(wrong)} times on the page, not once (add what stands around it)"
            )
        source = source.replace(wrong, right)
    return source


def fix_pages(pages: Pages, corrections: Sequence[Correction]) -> Pages:
    """The same for pages whose source was made by a reader (HTML, PDF, scan): the cut stays as it is."""
    source = fix_source(pages.source, corrections)
    changed = {at: new for at, (old, new) in enumerate(zip(pages.source, source, strict=True)) if old != new}
    if not changed:
        return pages

    def right(value: Any) -> Any:
        if isinstance(value, Reading):
            return Reading("".join(changed.get(o, c) for c, o in zip(value.text, value.offsets)), value.offsets)
        return tuple(map(right, value)) if isinstance(value, tuple) else value

    articles = [replace(a, **{f.name: right(getattr(a, f.name)) for f in fields(a)}) for a in pages.articles]
    return replace(pages, source=source, articles=tuple(articles))


def correct_pages(pages: Pages, corrections: Sequence[Correction]) -> Pages:
    """Articles joined, split, retyped and retitled; numbers run on in reading order afterwards."""
    mine = [one for one in corrections if one.do in _ON_PAGES]
    if not mine:
        return pages
    articles = {article.number: article for article in pages.articles}
    for one in mine:
        if one.article not in articles:
            raise one.stop(f"there is no article {one.article}")
        _expected(one, articles[one.article])
    ledger = list(pages.ledger)
    for one in mine:
        articles, ledger = _CHANGES[one.do](pages, articles, ledger, one)
    return _renumbered(pages, articles, ledger)


def _expected(one: Correction, article: Article) -> None:
    """Stop where the article is not what the correction was written for."""
    for key, want in one.expect.items():
        value = getattr(article, key, None)
        have = value.text if isinstance(value, Reading) else value
        if str(have) != str(want):
            raise one.stop(f"article {article.number} should have {key} {want!r}, but has {have!r}")


_State = tuple[dict[int, Article], list[LedgerRow]]


def _retype(pages: Pages, articles: dict[int, Article], ledger: list[LedgerRow], one: Correction) -> _State:
    if one.to.get("kind") not in KINDS:
        raise one.stop(f"{one.to.get('kind')!r} is no kind of article (they are {', '.join(KINDS)})")
    articles[one.article] = _marked(articles[one.article], kind=one.to["kind"])
    return articles, ledger


def _retitle(pages: Pages, articles: dict[int, Article], ledger: list[LedgerRow], one: Correction) -> _State:
    article = articles[one.article]
    heads: dict[str, Reading] = {}
    for part, words in one.to.items():
        if part not in _HEADS:
            raise one.stop(f"{part!r} is no part of a head (they are {', '.join(_HEADS)})")
        heads[part] = _found(pages.source, article, str(words), one) if words else Reading("", ())
    taken = [(r.offsets[0], r.offsets[-1] + 1, part) for part, r in heads.items() if r.text]
    body = tuple(p for p in article.paragraphs if not any(a <= p.offsets[0] < b for a, b, _ in taken))
    articles[one.article] = _marked(article, paragraphs=body, **heads)
    rows = []
    for row in ledger:
        part = next((p for a, b, p in taken if a <= row.start and row.end <= b and row.part != "space"), row.part)
        rows.append(replace(row, part=part, reason=f"corrected by {one.who}" if part != row.part else row.reason))
    return articles, rows


def _join(pages: Pages, articles: dict[int, Article], ledger: list[LedgerRow], one: Correction) -> _State:
    if one.with_ not in articles or one.with_ == one.article:
        raise one.stop(f"there is no article {one.with_} to join with")
    first, second = articles[one.article], articles.pop(one.with_)
    heads = [getattr(second, part) for part in (*_HEADS, "dateline") if getattr(second, part).text]
    joined = _marked(
        first,
        paragraphs=(*first.paragraphs, *heads, *second.paragraphs),
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        **{key: getattr(first, key) + getattr(second, key) for key in ("reporters", "correspondents", "photographers")},
    )
    articles[one.article] = joined
    return articles, [replace(row, article=one.article) if row.article == one.with_ else row for row in ledger]


def _split(pages: Pages, articles: dict[int, Article], ledger: list[LedgerRow], one: Correction) -> _State:
    article = articles[one.article]
    at = _found(pages.source, article, one.at, one).offsets[0]
    before = tuple(p for p in article.paragraphs if p.offsets[0] < at)
    after = tuple(p for p in article.paragraphs if p.offsets[0] >= at)
    if not before or not after:
        raise one.stop(f"nothing would stand {'before' if not before else 'after'} {one.at!r}")
    number = max(articles) + 1
    ends = max(o for p in before for o in p.offsets) + 1
    headline, *rest = after if one.to.get("headline") else (Reading("", ()), *after)
    articles[one.article] = _marked(article, paragraphs=before, end=ends)
    articles[number] = replace(
        Article(number, article.page, str(one.to.get("kind", article.kind)), at, article.end, tuple(rest)),
        headline=headline,
        corrected=("split",),
    )
    return articles, [
        replace(row, article=number) if row.article == one.article and row.start >= at else row for row in ledger
    ]


_CHANGES = {"retype": _retype, "retitle": _retitle, "join": _join, "split": _split}


def _marked(article: Article, **changes: Any) -> Article:
    return replace(article, corrected=(*article.corrected, *changes), confidence=1.0, **changes)


def _found(source: str, article: Article, words: str, one: Correction) -> Reading:
    """The reading of words that stand in the article, line breaks and spaces aside."""
    whole = Reading.of(source, article.start, article.end)
    squeezed = [(c, o) for c, o in zip(plain(whole.text), whole.offsets) if not c.isspace()]
    text, wanted = "".join(c for c, _ in squeezed), "".join(plain(words).split())
    at = text.find(wanted)
    if at < 0 or not wanted:
        raise one.stop(f"the words {words!r} do not stand in article {article.number}")
    return Reading.of(source, squeezed[at][1], squeezed[at + len(wanted) - 1][1] + 1)


def _renumbered(pages: Pages, articles: dict[int, Article], ledger: Iterable[LedgerRow]) -> Pages:
    order = sorted(articles.values(), key=lambda a: a.start)
    numbers = {article.number: new for new, article in enumerate(order, 1)} | {0: 0}
    return replace(
        pages,
        articles=tuple(replace(article, number=numbers[article.number]) for article in order),
        ledger=tuple(replace(row, article=numbers[row.article]) for row in ledger),
    )


def correct_finds(
    finds: Sequence[Find], table: str, article: int, reading: Reading, corrections: Sequence[Correction]
) -> list[Find]:
    """The finds of one article with rows set, dropped and added. ``article`` is its final number."""
    out = list(finds)
    for one in corrections:
        if one.table != table or one.article != article:
            continue
        if one.do == "add":
            out.append(_added(one, reading))
            continue
        strange = next((key for key in one.expect if out and not _has(out[0], key)), None)
        if strange:
            raise one.stop(
                f"{strange!r} tells no row of {table}: name its text, start, kind or another cell read there"
            )
        hits = [find for find in out if _row_fits(find, one.expect, reading)]
        if len(hits) != 1:
            wanted = ", ".join(f"{key} {value}" for key, value in one.expect.items())
            hint = " (say more in 'expect', for example its kind or its start)" if hits else ""
            raise one.stop(f"{len(hits)} rows of {table} in article {article} have {wanted}, not one{hint}")
        at = out.index(hits[0])
        out[at : at + 1] = [] if one.do == "drop" else [_changed(hits[0], one)]
    return sorted(out, key=lambda find: (find.start, find.end)) if len(out) != len(finds) else out


def _has(find: Any, key: str) -> bool:
    return key == "text" or key in {f.name for f in fields(find)}


def _row_fits(find: Any, expect: Mapping[str, Any], reading: Reading) -> bool:
    for key, want in expect.items():
        have = reading.text[find.start : find.end] if key == "text" else getattr(find, key)
        if key in ("start", "end"):
            have = getattr(reading.span(find.start, find.end), key)  # as the tables count, in the source
        if isinstance(want, int | float) and isinstance(have, int | float):
            if abs(have - want) > 1e-9 * max(1.0, abs(want)):
                return False
        elif plain(str(have)) != plain(str(want)):
            return False
    return True


def _changed(find: Find, one: Correction) -> Find:
    allowed = {f.name for f in fields(find)} - {"start", "end", "text", "rule", "corrected"}
    strange = set(one.to) - allowed
    if strange or not one.to:
        raise one.stop(f"{sorted(strange)[0]!r} is no cell that can be set" if strange else "'to' names no cell to set")
    changed = replace(find, corrected="、".join(one.to), **_fitting(one, type(find)))
    if isinstance(changed, Figure) and not inside(changed.value, changed.low, changed.high):
        raise one.stop(f"the value {changed.value} would lie outside its interval {changed.low}–{changed.high}")
    return changed


_NUMBERS = ("value", "low", "high")
_DATES = ("begins", "ends", "as_of")


def _fitting(one: Correction, kind: type) -> dict[str, Any]:
    """The cells of ``to``, each of a kind that its column can hold."""
    cells: dict[str, Any] = {}
    for key, value in one.to.items():
        if key in _NUMBERS:
            if isinstance(value, bool) or not (value is None or isinstance(value, int | float)):
                raise one.stop(f"{key} must be a number (or empty), not {value!r}")
            cells[key] = value
            continue
        text = "" if value is None else str(value)
        if key in _DATES and text:
            _check_moment(one, key, text)
        if key == "kind" and (allowed := _KINDS.get(kind)) and text not in allowed:
            raise one.stop(f"{text!r} is no kind of {one.table} (they are {', '.join(allowed)})")
        cells[key] = text
    return cells


def _check_moment(one: Correction, key: str, text: str) -> None:
    import datetime as dt

    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        raise one.stop(f"{key} must be a day or a moment like 2022-03-25 or 2022-03-25T11:00, not {text!r}") from None


def _added(one: Correction, reading: Reading) -> Any:
    kind = TABLES[one.table]
    words = plain(str(one.to.get("text", "")))
    if not words or reading.plain.count(words) != 1:
        raise one.stop(
            f"the text {words!r} stands {reading.plain.count(words) if words else 0} times in the article, not once"
        )
    start = reading.plain.find(words)
    names = {f.name for f in fields(kind)}
    cells = {key: value for key, value in _fitting(one, kind).items() if key in names and key != "text"}
    blank = {f.name: None if "None" in str(f.type) else "" for f in fields(kind)}
    given = blank | {"start": start, "end": start + len(words), "rule": "added by hand", "corrected": "all"} | cells
    if "text" in names:
        given["text"] = reading.text[start : start + len(words)]
    return kind(**given)
