"""Claims about work and production resuming: firms, shares, people back at their posts, power.

A claim is a run of figures of one sentence that speak of one thing: 全市632户规上企业中，已有595户
复工，复工率94.1% is one row (total, resumed, share). The words are in
``data/lexicons/claim_resumption.txt``. Plans and wishes (计划于4月底前复工) are no claims, and a
headline that the body says again in full gives no second row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from helpers.claims.model import Resumption
from helpers.claims.timing import as_of, within
from helpers.facts.context import Context
from helpers.facts.intervals import implied_total
from helpers.facts.model import Figure, Name, TimeExpression
from helpers.lexicon import group, rows
from helpers.page.text import plain, sentences


@dataclass
class _Claim:
    """A claim while its figures are being gathered."""

    topic: str
    figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return min(figure.start for figure in self.figures.values())

    @property
    def end(self) -> int:
        return max(figure.end for figure in self.figures.values())


def find_resumption(
    text: str,
    context: Context,
    figures: Sequence[Figure],
    dates: Sequence[TimeExpression] = (),
    names: Sequence[Name] = (),
    body: int = 0,
) -> list[Resumption]:
    """Every claim in an article's text, in reading order.

    An article that speaks of nothing stopped or taken up again gives none: new projects that begin
    (开工率) resume nothing. ``figures``, ``dates`` and ``names`` are what was found in the same text; ``body`` is the
    offset at which the article's body begins (before it stand the headlines).
    """
    text = plain(text)
    if not re.search(_words()["stopped"], text):
        return []
    found = [(claim, start) for start, end in sentences(text) for claim in _claims(text, start, end, figures, names)]
    told = [claim for claim, _ in found if claim.start >= body]
    kept = [(claim, start) for claim, start in found if claim.start >= body or not told]
    out: list[Resumption] = []
    scope, last = "", -1
    for claim, sentence in kept:
        carried = scope if sentence == last else ""
        scope = _listed_scope(text, claim, sentence, figures, names) or _scope(text, claim, sentence, names)
        scope, last = scope or carried or _whole(text, claim.start), sentence
        out.append(_row(text, claim, scope, _moment(text, claim, dates)))
    return out


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Every kind of word as one regular expression."""
    kinds: dict[str, list[str]] = {}
    for word, kind, *_ in rows("claim_resumption"):
        kinds.setdefault(kind, []).append(word)
    return {kind: f"(?:{'|'.join(words)})" for kind, words in kinds.items()}


@cache
def _units(kind: str) -> frozenset[str]:
    return frozenset(group("claim_resumption", kind))


def _claims(text: str, start: int, end: int, figures: Sequence[Figure], names: Sequence[Name]) -> Iterator[_Claim]:
    """The claims of one sentence."""
    w = _words()
    if not re.search(f"{w['resume']}|{w['post']}|{w['rate']}|{w['revival']}|{w['again']}", text[start:end]):
        return
    here = within(figures, start, end)
    claim: _Claim | None = None
    for before, figure, following in zip([None, *here], here, [*here[1:], None]):
        role, topic = _part_of_whole(text, before, figure, following) or _role(text, start, end, figure, following)
        if role == "part":
            # 占…的八成 says how much of a whole came back only after a figure that did.
            role = "share" if claim and {"resumed", "people"} & set(claim.figures) else ""
        if not role:
            continue
        if claim is None or (topic and topic != claim.topic) or _apart(text, claim, role, figure, names):
            if claim and _is_claim(text, claim, start):
                yield claim
            claim = _Claim(topic or (claim.topic if claim else "firm"))
        claim.figures[role] = figure
    if claim and _is_claim(text, claim, start):
        yield claim


def _apart(text: str, claim: _Claim, role: str, figure: Figure, names: Sequence[Name]) -> bool:
    """Whether a figure begins a new claim: the place is taken, a semicolon stands between, or, after a
    total, the clause names another whole (21家龙头企业无一停产，规下企业复工1870家)."""
    between = text[claim.end : figure.start]
    if role in claim.figures or "；" in between:
        return True
    placed = any(name.kind == "place" for name in within(names, claim.end, figure.start))
    if role == "share" and (placed or re.search(rf"，[^，]*(?:[区县镇乡旗]|街道)的?{_words()['rate']}", between)):
        return True
    if role == "resumed" and "total" in claim.figures:
        total = claim.figures["total"]
        larger = figure.number > total.number
        return larger or bool(
            re.search(_words()["firm"], between[between.rfind("，") + 1 :] if "，" in between else "")
        )
    return False


def _clause(text: str, at: int, start: int) -> int:
    """Start of the clause that ``at`` lies in."""
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in "，；：。"))


def _part_of_whole(
    text: str, before: Figure | None, figure: Figure, following: Figure | None
) -> tuple[str, str] | None:
    """n of m in one breath, whatever is counted: 112条公交线路先开64条, 30个作业面已复工26个."""
    for whole, part, role in ((figure, following, "total"), (before, figure, "resumed")):
        if whole is None or part is None or whole.kind != "count" or part.kind != "count":
            continue
        between = text[whole.end : part.start]
        people = whole.unit in _units("people_unit")
        verb = re.search(f"(?:{_words()['again']}|{_words()['post']})(?:了|约|近)?$", between)
        same = whole.unit == part.unit or (people and part.unit in _units("people_unit"))
        if verb and same and len(between) <= 20 and not re.search("[，。；]", between) and whole.number >= part.number:
            return ("people" if people and role == "resumed" else role), "people" if people else "firm"
    return None


def _role(text: str, start: int, end: int, figure: Figure, following: Figure | None) -> tuple[str, str]:
    """What a figure is in a claim (resumed, total, share, people; "" = nothing) and the topic it brings
    (firm, people, revival; "" = that of the claim before)."""
    w = _words()
    first = _clause(text, figure.start, start)
    before = text[first : figure.start]
    stop = re.compile(r"[，；。：\n]").search(text, figure.end)
    last = min(stop.start() if stop else end, following.start if following else end, end)
    after = text[figure.end : last]
    if following and last == following.start:
        # A verb right before the next figure is that figure's own: 436家企业已复工402家.
        after = re.sub(rf"(?:{w['resume']}|{w['post']})(?:了|达|达到)?$", "", after)
    if re.search(w["unreal"], before + text[figure.start : stop.start() if stop else end]):
        return "", ""
    if figure.kind == "share":
        return _share_role(text[start : figure.start], before, after)
    if figure.kind != "count":
        return "", ""
    if figure.unit in _units("people_unit") or "人" in figure.unit:
        return _people_role(before, after)
    if figure.unit in _units("firm_unit"):
        named = figure.unit in ("家", "户") or re.search(w["firm"], before[-12:] + after[:12])
        return _firm_role(text[start:end], before, after) if named else ("", "")
    return "", ""


def _share_role(sentence: str, before: str, after: str) -> tuple[str, str]:
    w = _words()
    rate = re.search(w["rate"] + r"[^，。；]*$", before) or re.search(
        w["rate"] + r"[^。；]*(?:分别|依次)[^。；]*$", sentence
    )
    going_on = re.search(w["rate"], sentence) and re.search(
        rf"，(?:分别)?{w['only']}[\d.%成一二三四五六七八九、和及]*$", sentence
    )
    if going_on:
        return "share", ""
    if rate:
        topic = "people" if re.search(w["post"], rate.group()[:4]) else ""
        return "share", topic
    if re.search(w["part"], before):
        return "part", ""
    if re.search(w["level"], before) and re.search(f"{w['resume']}|{w['post']}|{w['revival']}|恢复", sentence):
        revived = re.search(w["revival"], sentence)
        posted = re.search(f"{w['post']}|{w['staffed']}", before)
        resumed = re.search(w["resume"], sentence)
        return (
            "share",
            "people" if posted else "revival" if revived and not resumed else "",
        )
    if re.search(
        rf"^(?:以上|左右)?的?[^，。；]{{0,12}}{w['share_done']}?{w['resume']}",
        after,
    ):
        return "share", "firm"
    return "", ""


def _people_role(before: str, after: str) -> tuple[str, str]:
    w = _words()
    if re.search(r"应(?:返|到|在)岗[^，]{0,6}$", before):
        return "total", "people"
    if re.search(w["post"] + r"[^，]{0,10}$", before) or re.search(rf"^[^，]{{0,8}}(?:已|全部|均)?{w['post']}", after):
        return "people", "people"
    if re.match(w["staff"], after):
        return "total", "people"
    return "", ""


def _firm_role(sentence: str, before: str, after: str) -> tuple[str, str]:
    w = _words()
    if not re.search(w["resume"], sentence):
        return "", ""
    if re.search(
        rf"{w['resume']}{w['behind']}?[^，。；\d]{{0,6}}$",
        before,
    ):
        return "resumed", "firm"
    if re.search(
        rf"^[^，。；]{{0,18}}?{w['done']}?{w['resume']}(?!率)",
        after,
    ):
        return "resumed", "firm"
    if re.search(r"恢复(?:了|约)?$", before):
        return "resumed", "firm"
    if re.search(rf"^[^，。；]{{0,10}}{w['firm']}|^中", after) or re.search(rf"{w['firm']}[^，。；]{{0,6}}$", before):
        return "total", "firm"
    return "", ""


def _is_claim(text: str, claim: _Claim, start: int) -> bool:
    """Whether the figures say that something resumed: a total alone does not, nor do people who are
    at their posts (在岗) without a share or a word of coming back."""
    have = claim.figures
    if "resumed" in have or "share" in have:
        return True
    if "people" in have:
        clause = text[_clause(text, have["people"].start, start) : claim.end + 6]
        return "total" in have or bool(re.search(_words()["back"], clause))
    return False


def _scope(text: str, claim: _Claim, sentence: int, names: Sequence[Name]) -> str:
    """The city, district or firm spoken of; "" where the sentence names none."""
    figure = max(claim.figures.values(), key=lambda f: f.kind == "share")
    wheres = [name for name in within(names, sentence, claim.end) if name.kind != "person"]
    for name in reversed(wheres):
        if figure.subject.startswith(name.text) or (figure.place and name.text == figure.place):
            return name.name
    whole = list(re.finditer(_words()["scope"], text[sentence : claim.start]))
    near = [name for name in wheres if name.end <= claim.start and "，" not in text[name.end : claim.start]]
    if near and (not whole or near[-1].start > sentence + whole[-1].start()):
        return near[-1].name
    if whole:
        word = whole[-1].group()
        return _firm_of(names, claim.start) or word if word in ("全厂", "全公司") else word.replace("我", "全")
    return ""


def _whole(text: str, at: int) -> str:
    """The whole that the article speaks of: its first 全市, 全县 …, else 全市."""
    said = [m.group() for m in re.finditer(_words()["scope"], text[:at]) if m.group() not in ("全厂", "全公司", "全国")]
    return said[0].replace("我", "全") if said else "全市"


def _listed_scope(text: str, claim: _Claim, sentence: int, figures: Sequence[Figure], names: Sequence[Name]) -> str:
    """分别: the n-th share belongs to the n-th place of the list before it."""
    share = claim.figures.get("share")
    if share is None:
        return ""
    at = max(text.rfind(word, sentence, share.start) for word in ("分别", "依次"))
    at = at if at >= _clause(text, share.start, sentence) else _clause(text, share.start, sentence)
    stop = re.compile("[，。；\n]").search(text, share.end)
    shares = [f for f in figures if at <= f.start < (stop.start() if stop else len(text)) and f.kind == "share"]
    taken = [f.end for f in figures if sentence <= f.end <= at]
    first = max([sentence, *taken])
    places = [n for n in names if n.kind != "person" and first <= n.start < at]
    places = [n for n in places if not any(o is not n and o.start <= n.start and n.end <= o.end for o in places)]
    if share not in shares or len(shares) < 2:
        return ""
    if len(places) == len(shares):
        return places[shares.index(share)].name
    listed = re.split("[、和及与]", text[_clause(text, at, first) : at])
    if len(listed) != len(shares):
        return ""
    item = listed[shares.index(share)]
    return re.sub(
        rf"(?:[一二两三四五六七八九十\d]+[个家]|等|的|{_words()['firm']}|规[上下模]|{_words()['rate']}).*$", "", item
    )


def _firm_of(names: Sequence[Name], at: int) -> str:
    firms = [n.name for n in names if n.kind == "organisation" and n.end <= at and re.search(r"公司|厂|集团$", n.name)]
    return firms[-1] if firms else ""


def _moment(text: str, claim: _Claim, dates: Sequence[TimeExpression]) -> str:
    """The date of the sentence; where it has none, the last 截至 before it in the article."""
    here = as_of(text, claim.end, dates, anywhere=False)
    deadlines = [date for date in dates if date.kind == "deadline" and date.end <= claim.start]
    return here or (deadlines[-1].moment if deadlines else "")


def _row(text: str, claim: _Claim, scope: str, when: str) -> Resumption:
    have = claim.figures
    share, resumed, total, people = (have.get(role) for role in ("share", "resumed", "total", "people"))
    part = resumed or people
    low, high = None, None
    if part and share and not total:
        low, high = implied_total((part.low, part.high), (share.low, share.high), share.text)
    start = _clause(text, claim.start, max(0, text.rfind("\n", 0, claim.start) + 1))
    return Resumption(
        start=start,
        end=claim.end,
        as_of=when,
        scope=scope,
        subject=_subject(claim),
        resumed=resumed.value if resumed else people.value if people and total else None,
        total=total.value if total else None,
        share=share.value if share else None,
        share_low=share.low if share else None,
        share_high=share.high if share else None,
        implied_total_low=low,
        implied_total_high=high,
        people_on_post=people.value if people else None,
        rule=claim.topic,
        resumed_low=part.low if part and (resumed or total) else None,
        resumed_high=part.high if part and (resumed or total) else None,
        people_low=people.low if people else None,
        people_high=people.high if people else None,
    )


def _subject(claim: _Claim) -> str:
    """What is counted: the subject of the whole, else of the part, else of the share."""
    w = _words()
    for role in ("total", "resumed", "people", "share"):
        subject = claim.figures[role].subject if role in claim.figures else ""
        bare = re.sub(
            rf"{w['subject_done']}?(?:{w['resume']}|{w['post']})$|^(?:{w['resume']}|{w['post']})的?", "", subject
        )
        if bare:
            return bare
    return ""
