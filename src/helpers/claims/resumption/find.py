"""Claims about work and production resuming: firms, shares, people back at their posts, power.

A claim is a run of figures of one sentence that speak of one thing: 全市632户规上企业中，已有595户
复工，复工率94.1% is one row (total, resumed, share). What each figure is in it, :mod:`.roles`
says; lists in which every place or trade has its figures, :mod:`.lists`; the words are in
``data/lexicons/claim_resumption.txt``. Plans and wishes (计划于4月底前复工) are no claims, and a
headline that the body says again in full gives no second row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.model import Resumption
from helpers.claims.resumption.firms import firm_spoken_of, scope_before, single_firm
from helpers.claims.resumption.gather import Claim, claims_of
from helpers.claims.resumption.scene import Sentence
from helpers.claims.resumption.scope import scope_of, whole_of
from helpers.claims.resumption.subject import subject_of
from helpers.claims.resumption.words import asserted, clause_end, clause_start, pattern
from helpers.claims.timing import as_of, within
from helpers.facts.context import Context
from helpers.facts.intervals import implied_total
from helpers.facts.model import Figure, Name, TimeExpression
from helpers.page.text import plain, sentences


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
    if not pattern("<stopped>").search(text):
        return []
    said = asserted(text)
    found: list[tuple[Claim, int]] = []
    for start, end in _tabled(said, sentences(text)):
        for claim in claims_of(Sentence(said, start, end, within(names, start, end)), figures):
            if not _is_claim(said, claim, start) or _planned(said, claim, start, end, dates, context):
                continue
            if found and _goes_on(said, found[-1][0], claim, start):
                found[-1][0].figures["share"] = claim.figures["share"]
            else:
                found.append((claim, start))
    told = [claim for claim, _ in found if claim.start >= body]
    kept = [(claim, start) for claim, start in found if claim.start >= body or not told]
    out: list[Resumption] = []
    listed = {claim.item.scope for claim, _ in kept if claim.item and claim.item.scope}
    since, last = 0, -1
    for claim, sentence in kept:
        carried = out[-1].scope if sentence == last else ""
        scope = scope_of(text, claim, sentence, names, carried, since if sentence == last else len(text))
        scope = scope or firm_spoken_of(text, claim, names)
        firm = bool(pattern("<single_firm>$").search(scope))
        scope = scope or whole_of(text, names, claim.start, scope_before(text, claim, out))
        if _of_the_whole(text, claim, scope):
            del claim.figures["share"]
            if not claim.figures:
                continue
        when = _moment(text, claim, dates, context, firm)
        subject = subject_of(text, claim, scope, out)
        if claim.topic != "firm" and (one := single_firm(subject)):
            scope, subject = one, ""
        for place in listed:
            subject = subject.removeprefix(place)  # 经开区、临港新区规上企业复工率均为100%: of each the 规上企业
        out.append(_row(text, claim, scope, when, subject))
        since, last = claim.end, sentence
    return out


#: A share of what resumed in the whole city: 占全市的三成
_SHARE_OF_WHOLE = re.compile(r"占(?:到|了)?全(?P<level>[省市州县区旗])[^，。；]{0,12}$")


def _of_the_whole(text: str, claim: Claim, scope: str) -> bool:
    """Whether the share of a district's claim is what the district has of the city's: no rate of its own."""
    share = claim.figures.get("share")
    if share is None or "total" in claim.figures:
        return False
    whole = _SHARE_OF_WHOLE.search(text[max(0, share.start - 24) : share.start])
    return bool(whole) and not scope.endswith(whole["level"])  # type: ignore[index]  # bool(whole) holds


def _tabled(said: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences, a table of rates taken as one: a line that names the rate, and lines of a place and a share."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        row = pattern("[^，。；：\\d]{2,10} *[\\d.]+%").fullmatch(said, start, end)
        if (
            row
            and found
            and said[found[-1][1] : start] == "\n"
            and pattern("[^\\d。]*<rate>[^\\d。]*(?:\n[^。]*)?").fullmatch(said, *found[-1])
        ):
            found[-1] = (found[-1][0], end)
        elif (
            found
            and said[found[-1][1] : start] == "\n"
            and _LISTED.search(said, *found[-1])
            and _LISTED.fullmatch(said, start, end)
        ):
            found[-1] = (found[-1][0], end)  # 企业总数 56家, 已开工 43家, 开工率 76.8% on lines of their own
        else:
            found.append((start, end))
    return found


#: A line of a list: a label and its number.
_LISTED = re.compile(r"(?:^|(?<=\n))[^，。；：\d\n]{2,10}[ ：:]*[\d.,]+[万亿]?[一-龥%]{1,3}$", re.M)


def _goes_on(said: str, last: Claim, claim: Claim, start: int) -> bool:
    """Whether a sentence that begins with a bare rate says the share of the claim before (…已复工402家。复工率92.2%): it is
    then that claim's."""
    if (
        set(claim.figures) != {"share"}
        or claim.item
        or "share" in last.figures
        or last.every
        or last.topic != claim.topic
    ):
        return False
    bare = pattern("(?:总体|企业|员工|职工)?<rate>[^，。]*").fullmatch(said, start, claim.start)
    next_to = pattern("[^，。；\\n]{0,6}[。\\n ]+").fullmatch(said, last.end, start)
    return bool(bare and next_to and {"resumed", "people"} & set(last.figures))


def _is_claim(said: str, claim: Claim, start: int) -> bool:
    """Whether the figures say that something resumed: a total alone does not, nor do people who are
    at their posts (在岗) without a share or a word of coming back, nor some machines of a firm."""
    have = claim.figures
    if (
        set(have) == {"resumed"}
        and not claim.every
        and pattern("<equipment>(?:<done>?<resume>)?$").search(have["resumed"].subject)
    ):
        return False
    if "resumed" in have or "share" in have:
        return True
    if "people" in have:
        clause = said[clause_start(said, have["people"].start, start) : claim.end + 6]
        return "total" in have or bool(pattern("<back>").search(clause))
    return False


def _planned(said: str, claim: Claim, start: int, end: int, dates: Sequence[TimeExpression], context: Context) -> bool:
    """Whether the claim is dated later than the edition (到3月底，…达到95%; 4月25日起分批返校): a plan, not yet true. What is
    open from a day on, of so many (13日起26条线路恢复19条), is settled."""
    today = context.date.isoformat()
    stop = clause_end(said, claim.end, end)
    near = [d for d in within(dates, start, stop) if d.kind != "recurring" and (d.begins or d.ends)]
    before = [d for d in near if d.end <= claim.start]
    inside = [d for d in near if d.start >= clause_start(said, claim.start, start)]
    if before and not pattern("<realis>").search(said, before[-1].end, claim.start):
        inside = [*inside, before[-1]]
    if {"resumed", "total"} <= set(claim.figures):
        inside = [d for d in inside if not d.text.endswith("起")]
    return any((d.begins or d.ends)[:10] > today or (d.kind != "period" and d.moment[:10] > today) for d in inside)


def _moment(text: str, claim: Claim, dates: Sequence[TimeExpression], context: Context, firm: bool) -> str:
    """The date of the sentence, not one still to come where there is another; where it has none, or says 目前 behind
    it, the last 截至 before it: in the article, of a ``firm``'s own claim in the paragraph."""
    today = context.date.isoformat()
    past = [date for date in dates if (date.begins or date.ends)[:10] <= today]
    here = as_of(text, claim.end, past, anywhere=False) or as_of(text, claim.end, dates, anywhere=False)
    dated = [date.end for date in within(dates, claim.start - 80, claim.start) if date.moment == here]
    if dated and pattern("<now>").search(text, dated[-1], claim.start):
        here = ""
    first = text.rfind("\n", 0, claim.start) + 1 if firm else 0
    deadlines = [date for date in dates if date.kind == "deadline" and first <= date.start and date.end <= claim.start]
    return here or (deadlines[-1].moment if deadlines else "")


def _row(text: str, claim: Claim, scope: str, when: str, subject: str) -> Resumption:
    have = claim.figures
    share, resumed, total, people = (have.get(role) for role in ("share", "resumed", "total", "people"))
    part = resumed or people
    every = claim.every and total is None and share is None
    total = part if every else total
    low, high = None, None
    if part and share and not total and not pattern("<level>").search(text, part.end, share.start):
        low, high = implied_total((part.low, part.high), (share.low, share.high), share.text)
    elif part and claim.rest and not total and None not in (part.low, part.high, claim.rest.low, claim.rest.high):
        low, high = part.low + claim.rest.low, part.high + claim.rest.high  # type: ignore[operator]
    start = clause_start(text, claim.start, max(0, text.rfind("\n", 0, claim.start) + 1))
    return Resumption(
        start=start,
        end=claim.end,
        as_of=when,
        scope=scope,
        subject=subject,
        resumed=resumed.value if resumed else people.value if people and total else None,
        total=total.value if total else None,
        share=share.value if share else 1.0 if every else None,
        share_low=share.low if share else 1.0 if every else None,
        share_high=share.high if share else 1.0 if every else None,
        implied_total_low=low,
        implied_total_high=high,
        people_on_post=people.value if people else None,
        rule=claim.topic,
        resumed_low=part.low if part and (resumed or total) else None,
        resumed_high=part.high if part and (resumed or total) else None,
        people_low=people.low if people else None,
        people_high=people.high if people else None,
    )
