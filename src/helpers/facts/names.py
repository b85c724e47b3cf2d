"""Names: people with role and organisation, organisations, places; one row a mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from helpers.facts.context import Context
from helpers.facts.model import Name
from helpers.facts.name_endings import Boundaries
from helpers.facts.name_lexicon import Lexicon, lexicon
from helpers.facts.organisation_names import Organisation, find_organisations
from helpers.facts.person_candidates import title_before
from helpers.facts.person_names import Mention, find_people
from helpers.facts.place_names import find_places
from helpers.page.text import plain

#: Classes of organisations that are also places (市场, 酒店, 开发区): they give a row of each kind.
_BOTH = ("venue", "zone")


def find_names(texts: Sequence[str], context: Context) -> list[list[Name]]:
    """The names of an edition: for each text a list of mentions in order.

    All texts are read together, because a name that is certain in one place is a name everywhere
    on the page. Spans count within their own text. Markets, hotels, development zones and the like
    give two rows with one span, an organisation and a place.
    """
    lex = lexicon()
    pieces = [plain(text) for text in texts]
    whole = "\n".join(pieces)
    people = find_people(whole, lex, context.signed)
    bounds = Boundaries(whole, (p.end for p in people))
    organisations = find_organisations(whole, lex, bounds, context.home)
    bounds.add(o.end for o in organisations)
    places = find_places(whole, lex, bounds)
    inner = [(o.start, o.end) for o in organisations]
    people = [p for p in people if not _inside(p, inner)]
    named = [(p.start, p.end) for p in people]
    places = [p for p in places if not _inside(p, named)]
    ends = [0, *(p.end for p in people)]
    rows = [_person(p, ends[k], whole, organisations, bounds, lex) for k, p in enumerate(people)]
    rows += [
        Name(o.start, o.end, whole[o.start : o.end], "organisation", o.name, "", "", o.rule) for o in organisations
    ]
    rows += [
        Name(o.start, o.end, whole[o.start : o.end], "place", o.name, "", "", o.rule)
        for o in organisations
        if o.kind in _BOTH
    ]
    rows += [
        Name(p.start, p.end, whole[p.start : p.end], "place", p.name, "", "", p.rule)
        for p in places
        if not _inside(p, inner) or p.name[-1] in "镇乡村道区"
    ]
    return _deal(rows, pieces)


def _inside(one, spans: list[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (one.start, 1 << 60)) - 1
    return k >= 0 and spans[k][0] <= one.start and one.end <= spans[k][1]


_ROLE_BREAK = re.compile("[的是，。；：！？“”\n ]|今年|这位|那位|一位|一名|[0-9]+岁")
_CLAUSE = re.compile("[，。；：！？\n]")


def _person(
    person: Mention, last: int, text: str, organisations: list[Organisation], bounds: Boundaries, lex: Lexicon
) -> Name:
    """The person with the role before or after the name, and the organisation before the role, both
    behind the last person, who ends at ``last``."""
    size = title_before(text, person.start, lex)
    role = organisation = ""
    if size:
        begin = person.start - size
        k = bisect_right(organisations, begin, key=lambda o: o.end) - 1
        if k >= 0 and organisations[k].start >= last and _belongs(text[organisations[k].end : begin], lex):
            organisation, begin = organisations[k].name, organisations[k].end
        else:
            begin = max(bounds.before(begin, 8), begin - 8, last)
        role = text[begin : person.start]
        cut = [m.end() for m in _ROLE_BREAK.finditer(role)]
        if cut:
            role = role[cut[-1] :] if len(role) > cut[-1] else text[person.start - size : person.start].strip("“”")
    else:
        size = next((k for k in (4, 3, 2) if lex.titles.get(text[person.end : person.end + k]) == "office"), 0)
        role = text[person.end : person.end + size]
    role = role.strip("、“”")
    return Name(
        person.start,
        person.end,
        text[person.start : person.end],
        "person",
        person.name,
        role,
        organisation,
        person.rule,
    )


def _belongs(gap: str, lex: Lexicon) -> bool:
    """Whether what stands between an organisation and a title is part of the title (重症医学科主任)."""
    if len(gap) > 20 or _CLAUSE.search(gap):
        return False
    pairs = (gap[k : k + 2] for k in range(len(gap) - 1))
    return not any(pair in lex.verbs and pair not in lex.titles for pair in pairs)


def _deal(rows: Iterable[Name], pieces: Sequence[str]) -> list[list[Name]]:
    """The rows of the joined text handed out to the texts they stand in."""
    starts = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    out: list[list[Name]] = [[] for _ in pieces]
    for row in sorted(rows, key=lambda r: (r.start, r.end)):
        k = bisect_right(starts, row.start) - 1
        base = starts[k]
        out[k].append(
            Name(row.start - base, row.end - base, row.text, row.kind, row.name, row.role, row.organisation, row.rule)
        )
    return [_full_names(row) for row in out]


_SHORT = ("address", "short")


def _full_names(row: list[Name]) -> list[Name]:
    """老王 and 张书记 are the one person of that surname whom the article has named in full before."""
    full = [n for n in row if n.kind == "person" and n.rule not in _SHORT]
    return [replace(n, name=_meant(n, full)) if n.kind == "person" and n.rule in _SHORT else n for n in row]


_CALLING = frozenset(("老师", "医生", "大夫", "警官", "教授", "师傅"))


def _fits(form: str, role: str) -> bool:
    """Whether someone with this role is addressed so: 书记 as 张书记; 老师 also without the word, pupils not."""
    return bool(role) and (
        role.endswith(form) or (form in _CALLING and not re.search("学生|同学|孩子|患者|病人|家长|[中小高]学生$", role))
    )


def _meant(short: Name, full: list[Name]) -> str:
    surname = short.text[1:] if short.rule == "short" else short.text[0]
    named = [n for n in full if n.start < short.start and n.name.startswith(surname) and len(n.name) > len(surname)]
    if short.rule == "address":
        form = short.text[1:]
        named = [n for n in named if _fits(form, n.role)]
    return named[0].name if len({n.name for n in named}) == 1 else short.name
