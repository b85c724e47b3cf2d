"""Containment zones set, changed and lifted: one row a place and change.

A sentence that only mentions or explains a zone gives no row. The words of change are in
``data/lexicons/claim_zones.txt``; the frames they stand in are the rules below; how the places of a frame are
found, in :mod:`helpers.claims.zone_places`.

========  =====================================================
row       a line of a table: place, zone before, zone now, time
from-to   A、B由管控区调整为防范区; 由管控区降为防范区的有A、B
lifted    解除A、B的防范区管理; A解除封控; A的管控措施予以解除
listed    新增封控区1个：A。 / 封控区：A；B (in a notice)
headed    封控区 on a line of its own, the places on the lines below
counted   新增1个封控区（A）、2个管控区（B、C）
set       将A、B划定为封控区; A被列为管控区; A降为防范区
also      (A由封控区降为管控区，)一同降级的还有B、C
========  =====================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from helpers.claims.model import ZoneChange
from helpers.claims.timing import as_of, within
from helpers.claims.zone_places import (
    ZONES,
    Place,
    bare_parts,
    clause_start,
    closed_brackets,
    items,
    meant,
    named_vaguely,
    places_before,
    rest_of,
    rest_only,
    says_more,
    words,
    zone_of,
)
from helpers.facts.context import Context
from helpers.facts.model import Name, TimeExpression
from helpers.lexicon import letters
from helpers.page.text import plain

#: What is no zone of the three: 解除A的高风险区管控.
_RISK = ("风险区", "风险地区", "风险区的")
#: The ninth edition of the national plan against the epidemic (27 June 2022) made the zones and the risk areas one:
#: 高风险区 are sealed (封控), 中风险区 controlled (管控), 低风险区 watched (防范). Before it, risk was a grade of whole districts.
_NINTH_PLAN = Date(2022, 6, 28)
_RISK_AREA = re.compile("[高中低]风险区域?")
#: The same in the words of the zones, in as many characters (offsets stay): 高风险区 → 封控区域, 高风险区域 → 封控管理区.
_AS_ZONE = (
    {"高": "封控区域", "中": "管控区域", "低": "防范区域"},
    {"高": "封控管理区", "中": "管控管理区", "低": "防范管理区"},
)
_NUMBER = r"[\d一二两三四五六七八九十]+"
#: How far before a change the words that belong to it are looked for: its sentence, the words that make a list an order.
_LOOK_BACK = 400


class _Change(NamedTuple):
    """A change found in the text: where its words stand, where its places may stand, and the zones: several where
    分别 gives each place its own."""

    start: int
    end: int
    first: int
    last: int
    from_zones: tuple[str, ...]
    to_zones: tuple[str, ...]
    rule: str
    frame: str


def find_zones(
    text: str,
    context: Context,
    dates: Sequence[TimeExpression] = (),
    names: Sequence[Name] = (),
) -> list[ZoneChange]:
    """Every change of containment zone in an article's text, one row a place, in reading order.

    ``as_of`` is the moment that governs the sentence; spans run from the place to the change. ``place`` is as printed.
    """
    printed, text = text, closed_brackets(plain(text))
    as_printed = text
    if context.date >= _NINTH_PLAN:
        text = _RISK_AREA.sub(lambda area: _AS_ZONE[len(area.group()) - 4][area.group()[0]], text)
    places = [name for name in names if name.kind != "person"]
    found: list[ZoneChange] = []
    done = 0
    for told in _changes(text):
        start, done = max(done, _sentence_start(text, told.start)), told.end
        change = _as_before(told, found) if told.rule == "also" else told
        if change is None or _unreal(text, change):
            continue
        areas = "→".join(_RISK_AREA.findall(as_printed, change.start, change.end)[:2])
        areas = found[-1].printed if change.rule == "also" else areas
        for place, before, after in _shared_out(change, _places_of(text, change, start, dates, places, found)):
            found.append(
                ZoneChange(
                    start=min(place.start, change.start),
                    end=max(place.end, change.end),
                    place=printed[place.start : place.end],
                    from_zone=place.from_zone or before or _implied(text, change, place, found),
                    to_zone=after,
                    as_of=_moment(text, change, place, dates),
                    rule=change.rule,
                    printed=areas,
                )
            )
    return _once(found)


#: So near behind a change stands what changes with it.
_NEAR = 24


def _as_before(change: _Change, found: Sequence[ZoneChange]) -> _Change | None:
    """The change that 一同降级的还有… repeats: the one right before it."""
    if not found or change.start - found[-1].end > _NEAR:
        return None
    return change._replace(from_zones=(found[-1].from_zone,), to_zones=(found[-1].to_zone,))


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    w = words()
    zone, short = f"{w['temporary']}?{w['zone']}", f"(?:{'|'.join(ZONES)})"
    several = rf"[“‘]?{zone}[”’]?(?:[、和及与][“‘]?{zone}[”’]?)*"
    end = rf"(?:{several}|{w['lifted']})"
    verb = rf"(?:{w['change']}{w['into']}|恢复(?={w['lifted']})|(?<=[”’区])[转降变升](?={zone}))"
    filler = rf"(?:{w['between']}|[\d:年月日时点分起“”‘’]){{0,12}}"
    count = rf"(?:共?{_NUMBER}[个处])"
    closed = "封闭式?(?:管理|管控|隔离)(?:措施)?"
    patterns = {
        "row": rf"(?m)(?:^|(?<=[时日分点])) *(?:\d{{1,3}}[.、]? +)?(?P<inside>[^ \n，。；：]{{2,60}}) +(?P<from>{zone}|[—－\-无/]+) +"
        rf"(?P<to>{zone}|{w['lifted']}|{w['lift']})(?= |$)",
        "from-to": rf"(?:由|从)?(?P<from>{several}){filler}{verb}[“‘]?(?P<to>{end})"
        rf"|(?:由|从)[“‘]?(?P<from2>{short})[”’]?{filler}{verb}[“‘]?(?P<to2>{end}|{short})",
        "lifted": rf"{w['lift']}(?P<inside4>(?:(?!{short}|{w['lift']}|{w['change']})[^。；：\n]){{2,120}}?)的(?P<from5>{zone}|{short})(?![内外])"
        rf"{w['measures']}{{1,3}}"
        rf"|(?:(?P<lift>(?:宣布)?{w['lift']}|(?<=管理)[、，和及])了?对?(?P<inside>[^，。；：\n]{{2,60}}?)的?{w['temporary']}?"
        rf"(?<!封闭)(?<!封闭式)(?P<from>{zone}|{short}(?={w['measures']}|[，。；\n]|$))(?![内外])"
        rf"|(?:全域|全部|全面|正式)?{w['lift']}{w['temporary']}?(?P<from2>{zone}|封控)(?!{count})){w['measures']}{{0,3}}(?:，[并同时]*{verb}[“‘]?(?P<to>{zone}))?"
        r"|解除(?P<any>管控|防范)"
        rf"|(?P<from3>{zone}|封控|(?:管控|防范)(?={w['measures']})){w['measures']}{{0,3}}{filler}{w['lift']}(?!后|前)"
        rf"|{w['no_more']}(?:按照?|{w['set']})为?[“‘]?(?P<from4>{zone}|封控)"
        r"|(?P<free>[“‘]?解封)(?!后|前|条件|标准)"
        rf"|{w['lift']}了?对?(?P<inside5>(?:(?!{w['lift']}|{w['change']}|{closed}|{w['not_listed']})[^。；：\n]){{2,80}}?)的{closed}"
        rf"|{w['lift']}了?对?(?:(?P<inside3>[^，。；：\n]{{2,40}}?)的?)?{closed}|{closed}{w['between']}{{0,4}}{w['lift']}(?!后|前)",
        "listed": rf"{w['listed']}{{0,2}}了?{count}?[“‘]?(?P<to>{zone})[”’]?(?:范围)?{count}?(?:（[^）\n]{{0,20}}）)?"
        r"(?:：|，?(?:分别)?[为是即]：?|，?包括：?|如下：)",
        "headed": rf"(?m)^(?:{_NUMBER}[、.．]|（{_NUMBER}）)?{w['listed']}{{0,2}}(?P<to>{zone})(?:范围)?(?:（?{count}）?)?：?\n",
        "counted": rf"(?:{_NUMBER}[个处][“‘]?(?P<to>{zone})[”’]?|(?P<to2>{zone}){count})（(?P<inside>[^（）\n]*(?:（[^）]*）[^（）\n]*)*)）",
        "set": rf"(?P<set>{w['set_list']})(?P<inside>[^，。；\n：]{{2,60}}?)为[“‘]?(?P<to>{zone})"
        rf"|(?<=控区|范区)[，；、](?P<inside2>[^，。；\n：{letters('claim_words', 'zone_verbs')}]{{2,60}}?)为[“‘]?(?P<to4>{zone})"
        rf"|(?:被|由[^，。；\n]{{2,12}})?(?:{w['set']}(?:为|成|入|至)?|{verb})(?P<to2>{several})(?!范围|[内外]|{count})"
        rf"|(?<!继续)(?<!仍)(?<!仍[然旧])(?<!依旧)(?<!一直)按照?[“‘]?(?P<to5>{zone})[”’]?的?{w['manner']}{{0,4}}(?:管理|管控)"
        rf"|(?:实施|实行|采取){w['temporary']}?(?P<to3>封控(?=管理|措施)|(?:管控|防范)(?=管理))(?:管理|措施)",
        "also": rf"{w['with_it']}(?:{w['change']}|{w['lift']}|解封)的(?:还|也)?有",
    }
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


@lru_cache(maxsize=1)
def _behind() -> tuple[re.Pattern[str], ...]:
    """What leads from a change to the places behind it, in the sentence and on the lines below, and what makes it no
    change (的条件)."""
    w = words()
    count, short = rf"(?:（?共?{_NUMBER}[个处]）?)?", "|".join(ZONES)
    verb = rf"，?(?:还|也|另外?|同时|主要)?(?:包括|分别[为是]|[有是为])(?:{_NUMBER}[个处]{w['counted']}?：|(?!{_NUMBER}[个处]))"
    listing = rf"，分别[为是]：?|(?:管理)?(?:的{w['counted']}?|{w['counted']}){count}{verb}：?|(?:{short})?{w['measures']}?{count}："
    heading = rf"{w['measures']}{{0,2}}的?(?:区域|范围)?{count}(?:，[^，。；：\n]{{2,14}})?：?(?=\n)"
    vague = rf"{w['measures']}{{0,2}}(?:，[^，。；：\n]{{2,16}})?(?:如下)?：\n?"
    only_named = rf"[^，。；\n]{{0,4}}的?{w['only_named']}"
    return re.compile(listing), re.compile(heading), re.compile(only_named), re.compile(vague)


def _changes(text: str) -> list[_Change]:
    """All changes in the text; where two rules meet, the one that says more wins. A list ends where the next change
    begins."""
    if not any(word in text for word in (*ZONES, "解封", "封闭")):
        return []
    found: list[_Change] = []
    for name, pattern in _rules():
        for match in pattern.finditer(text):
            change = _change(text, name, match)
            if change and not any(c.start < change.end and change.start < c.end for c in found):
                found.append(change)
    found.sort()
    after = [*(b.start if b.start >= a.end else len(text) for a, b in pairwise(found)), len(text)]
    return [change._replace(last=_until(text, change, limit)) for change, limit in zip(found, after)]


def _until(text: str, change: _Change, limit: int) -> int:
    """Where a change's list ends that may run on to ``limit``, the next change: before the clause of that one."""
    if change.last <= limit:
        return change.last
    before_clause = text.rfind("；", change.first, limit)
    return max(change.first, limit if before_clause < 0 else before_clause)


def _change(text: str, rule: str, match: re.Match[str]) -> _Change | None:
    groups = {name: printed for name, printed in match.groupdict().items() if printed}
    name = next((name for name in groups if name.startswith("from")), "")
    before = groups[name] if name and not text.endswith(_RISK, 0, match.start(name)) else ""
    if rule == "row" and not any(zone in before for zone in ZONES):
        before = ""
    after = next((p for name, p in groups.items() if name.startswith("to")), "解除" if rule == "lifted" else "")
    inside = next((name for name in groups if name.startswith("inside")), "")
    if rule == "also":
        return _Change(*match.span(), match.end(), _list_end(text, match.end()), ("",), ("",), rule, "listed")
    if rule == "lifted" and text[match.start()] in "、，和及" and not _goes_on_lifting(text, match.start()):
        return None  # 实行封闭管理，划定为封控区
    first, last, frame = match.start(), match.start(), "certain"
    if inside:
        first, last = match.span(inside)
        if rest_only(text[first:last]):
            return _Change(last, match.end(), last, last, _zones(before), _zones(after), rule, "open")
        if re.fullmatch(rf"{words()['vague']}|为期.*|[\d天日个月周]+", text[first:last]):
            first = last = match.start()
            listed = _behind()[3].match(text, match.end())
            if listed:  # 解除以下封控区，调整为常态化防控：1.A；2.B
                first, last, frame = listed.end(), _list_end(text, listed.end()), "listed"
    elif rule in ("listed", "headed"):
        first, last = match.end(), _list_end(text, match.end() - (rule == "headed"))
    else:
        first, last = _listed_behind(text, match)
        frame = "listed"
    if rule in ("listed", "headed", "counted"):
        ordered = re.search(words()["ordered"], text[max(0, match.start() - _LOOK_BACK) : match.end()])
        if not ordered and not _several_listed(text):
            return None
        frame = "listed" if rule == "listed" and re.match(words()["listed"], match.group()) else "open"
    return _Change(match.start(), match.end(), first, last, _zones(before), _zones(after), rule, frame)


@lru_cache(maxsize=8)
def _several_listed(text: str) -> bool:
    """Whether two zones at least are set forth one beside the other: 封控区：A；管控区：B."""
    told = re.findall(rf"(?:^|[，。；：\n]|[）、.．])({'|'.join(ZONES)})(?:管理)?区域?(?:范围)?[：为]", text)
    return len(set(told)) > 1


def _goes_on_lifting(text: str, at: int) -> bool:
    """解除A封控区管理、B管控区管理: the list of what is lifted goes on."""
    return bool(re.search(words()["lift"], text[_sentence_start(text, at) : at]))


def _zones(printed: str) -> tuple[str, ...]:
    """The zones of 管控区、防范区, one at least."""
    named = [zone_of(word) for word in re.findall("|".join(ZONES), printed)]
    return tuple(named) or (zone_of(printed),)


def _listed_behind(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The list behind a change: 由管控区调整为防范区的有A、B; （一）下列区域由封控区调整为管控区 and the lines below."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    below = _behind()[1].match(text, match.end())
    if below and re.fullmatch(
        rf"(?:{_NUMBER}[、.．]|（{_NUMBER}）)?(?:{words()['heading']}|{_NUMBER}[个处]){{0,4}}", line
    ):
        return below.end(), _list_end(text, below.end())
    behind = _behind()[0].match(text, match.end())
    return (behind.end(), _list_end(text, behind.end())) if behind else (match.start(), match.start())


def _list_end(text: str, start: int) -> int:
    """Where the list that begins at ``start`` ends: at the sentence's end, or after the numbered lines below it (the
    one line below, where it has no number)."""
    stop = re.compile(r"[。\n]|$")
    if not text.startswith("\n", start):
        return stop.search(text, start).start()  # type: ignore[union-attr]  # $ always matches
    end = start
    item = rf"\d{{1,2}}[.．、]|（{_NUMBER}）|[①-⑳]|[\u4e00-\u9fff]{{2,8}}{words()['district_head']}："
    for line in re.compile(rf"\n *({item})?([^\n]*)").finditer(text, start):
        heading = re.search("|".join(ZONES), re.sub(r"（[^）]*）", "", line.group(2)))
        if line.start() != end or heading or not (line.group(1) or end == start):
            break
        end = line.end()
        if not line.group(1):
            break
    return end


def _sentence_start(text: str, at: int, marks: str = "。；！？\n") -> int:
    first = max(0, at - _LOOK_BACK)
    return max(first, *(text.rfind(mark, first, at) + 1 for mark in marks))


def _unreal(text: str, change: _Change) -> bool:
    """Whether the change is only possible, planned, asked for or told as a rule."""
    w = words()
    if re.search(w["unreal"], text[clause_start(text, change.start) : change.end]) or _behind()[2].match(
        text, change.end
    ):
        return True
    sentence = text[_sentence_start(text, change.start) : change.start]
    stop = re.compile("[。！？\n]").search(text, change.end)
    return bool(re.search(rf"(?:^|[，：“]){w['condition']}", sentence)) or bool(stop and stop.group() == "？")


def _places_of(
    text: str,
    change: _Change,
    start: int,
    dates: Sequence[TimeExpression],
    names: Sequence[Name],
    before: Sequence[ZoneChange],
) -> list[Place]:
    if change.first < change.last or change.rule in ("listed", "headed", "counted"):
        return items(text, change.first, change.last, dates, names, change.frame)
    framed = _frame(text, start, change.start, names)
    if framed is not None:
        return items(text, framed, change.start, dates, names, "certain")
    clause = text[max(start, clause_start(text, change.start)) : change.start]
    parts = bare_parts(text, change.start - len(clause), change.start, dates)
    if parts:
        return parts  # …1栋由防范区升级为封控区，2栋、3栋由防范区升级为管控区
    same = [zone for zone in before if zone.start >= _sentence_start_before(text, change.start)]
    last = [zone for zone in same if zone.end == same[-1].end]
    spans = [(at, at + len(z.place)) for z in last if (at := text.find(plain(z.place), z.start, z.end)) >= 0]
    rest = rest_of(text, clause, spans)
    if rest is not None:
        return rest
    found = places_before(text, start, change.start, dates, names)
    if found or change.rule not in ("from-to", "set") or named_vaguely(clause):
        return found
    if change.rule == "set" and says_more(clause):
        return []
    if spans or change.rule == "set":
        return [Place(*span, span[1]) for span in spans]
    return meant(text, change.start, names)


def _sentence_start_before(text: str, at: int) -> int:
    """Start of the sentence, semicolons not counted."""
    return _sentence_start(text, at, "。！？\n")


def _frame(text: str, start: int, end: int, names: Sequence[Name]) -> int | None:
    """Where the list behind the last 将/把/对 begins; not the 将 of a name (将军路小区)."""
    for word in reversed(list(re.finditer(words()["frame"], text[start:end]))):
        at = start + word.start()
        if text[at] != "将" or not any(name.start <= at < name.end for name in within(names, at - 12, at + 1)):
            return start + word.end()
    return None


def _shared_out(change: _Change, places: Sequence[Place]) -> list[tuple[Place, str, str]]:
    """Each place with its zones: with several zones, the n-th belongs to the n-th place."""
    n = len(places)
    if any(len(zones) not in (1, n) for zones in (change.from_zones, change.to_zones)):
        return []
    before, after = (zones * n if len(zones) == 1 else zones for zones in (change.from_zones, change.to_zones))
    return list(zip(places, before, after))


def _moment(text: str, change: _Change, place: Place, dates: Sequence[TimeExpression]) -> str:
    """The place's own date (A自4月19日起，B自4月20日起，由…), else that of the change."""
    own = within(dates, place.end, place.until) if place.until < change.start else ()
    if change.rule == "row":
        line = text.find("\n", change.end)
        own = within(dates, change.end, line if line >= 0 else len(text))[:1]
    return (own[-1].moment if own else "") or as_of(text, change.end, dates)


def _implied(text: str, change: _Change, place: Place, before: Sequence[ZoneChange]) -> str:
    """The zone a place comes from, where only what stands before says it: the article has put the place into it
    (4月2日被划为封控区…昨天降为防范区), or the sentence counts the zones that changed (5个封控区全部降级，其中A降为…)."""
    w = words()
    if change.rule != "set" or not re.match(w["change"], text[change.start : change.end]):
        return ""
    told = re.search(
        rf"被?{w['set']}(?:为|入|成|至)?(?P<zone>{w['zone']})的$", text[max(0, place.start - 20) : place.start]
    )
    if told and zone_of(told.group("zone")) not in change.to_zones:
        return zone_of(told.group("zone"))  # 4月6日被划入封控区的家属院，昨天也降为管控区
    name = text[place.start : place.end]
    known = [z.to_zone for z in before if name.endswith(plain(z.place)) or plain(z.place).endswith(name)]
    if known and known[-1] not in ("解除", *change.to_zones):
        return known[-1]
    said = text[_sentence_start_before(text, max(0, _sentence_start_before(text, change.start) - 1)) : change.start]
    counted = re.findall(rf"(?P<zone>{w['zone']})[^，。；\n]{{0,10}}?(?>{w['change']})(?!{w['into']})", said)
    return zone_of(counted[-1]) if counted and zone_of(counted[-1]) not in change.to_zones else ""


def _once(found: list[ZoneChange]) -> list[ZoneChange]:
    """A change told twice (headline and body) is one row: the one that says more."""
    kept: list[ZoneChange] = []
    for zone in found:
        at = next((i for i, old in enumerate(kept) if _same(old, zone)), None)
        if at is None:
            kept.append(zone)
        else:
            more, less = sorted((zone, kept[at]), key=_said, reverse=True)
            kept[at] = replace(more, as_of=more.as_of or less.as_of)
    return kept


def _same(a: ZoneChange, b: ZoneChange) -> bool:
    zones = a.to_zone == b.to_zone and (a.from_zone == b.from_zone or "" in (a.from_zone, b.from_zone))
    dates = not a.as_of or not b.as_of or a.as_of[:10] == b.as_of[:10] or a.from_zone == b.from_zone
    return zones and dates and (a.place in b.place or b.place in a.place)


def _said(zone: ZoneChange) -> tuple[int, int, bool]:
    """How much a row says: the zones it names, then the place's length, then whether it is dated."""
    return bool(zone.from_zone) + bool(zone.to_zone), len(zone.place), bool(zone.as_of)
