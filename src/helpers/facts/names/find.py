"""Names: people with role and organisation, organisations, places; one row a mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from helpers.facts.context import Context
from helpers.facts.model import Name
from helpers.facts.names.candidates import Mention
from helpers.facts.names.endings import Boundaries, Named
from helpers.facts.names.lexicon import lexicon
from helpers.facts.names.organisations import find_organisations
from helpers.facts.names.people import find_people
from helpers.facts.names.places import find_places
from helpers.facts.names.roles import settled, with_role
from helpers.lexicon import any_of, letters
from helpers.page.text import plain

#: Classes of organisations that are also places (市场, 酒店, 开发区): they give a row of each kind.
_BOTH = ("venue", "zone", "bloc")


def find_names(texts: Sequence[str], context: Context) -> list[list[Name]]:
    """The names of an edition: for each text a list of mentions in order.

    All texts are read together, because a name that is certain in one place is a name everywhere
    on the page. Spans count within their own text. Markets, hotels, development zones and the like
    give two rows with one span, an organisation and a place.
    """
    lex = lexicon()
    pieces = [plain(text) for text in texts]
    whole = "\n".join(pieces)
    people = find_people(_ROAD.sub("\x00", whole), lex, context.signed, context.home)
    bounds = Boundaries(whole, (p.end for p in people))
    organisations = find_organisations(whole, lex, bounds, context.home)
    bounds.add(o.end for o in organisations)
    inner = [(o.start, o.end) for o in organisations]
    people = [p for p in people if not _inside(p, inner)]
    named = [(p.start, p.end) for p in people]
    ends = [0, *(p.end for p in people)]
    rows = [with_role(p, ends[k], whole, organisations, bounds, lex) for k, p in enumerate(people)]
    places = find_places(whole, lex, bounds, context.home)
    places = [p for p in places if not _overlaps(p, named)]
    teams = [o.name for o in organisations if o.kind == "team"]
    places = [p for p in places if p.kind not in ("water", "hill") or not any(t.startswith(p.name) for t in teams)]
    rows += [_row(o, "organisation", whole) for o in organisations]
    rows += [_row(o, "place", whole) for o in organisations if o.kind in _BOTH]
    both = {(o.start, o.end) for o in organisations if o.kind in _BOTH}
    places = [p for p in places if (p.start, p.end) not in both and (not _inside(p, inner) or _is_town(p.name))]
    rows += [_row(p, "place", whole) for p in places]
    return _deal([row for row in rows if not _cut_into(row, whole)], texts)


#: What goes on behind a district or province makes it another word: 独山港|区域, 运费|省下.
_GOES_ON = {"区": any_of("place_words", "behind_district"), "省": any_of("place_words", "behind_province")}


def _cut_into(row: Name, text: str) -> bool:
    """Whether a place ends in the midst of a word (港区域外), or is a clause or a length that ends like a place."""
    if row.kind == "person":
        return False
    behind = _GOES_ON.get(text[row.end - 1])
    if behind and re.match(behind, text[row.end : row.end + 3]):
        return True
    return row.kind == "place" and bool(_NO_PLACE.search(row.text))


#: 泥地变成球场, 十多公里山路: what became of something, how far.
_NO_PLACE = re.compile(any_of("place_words", "no_name_inside"))
#: 城东区长风路, 安平县长安街与…: the road begins with 长, and nobody is head of the district. Blanked out before people are looked for.
_ROAD = re.compile(
    rf"(?<=[区市县镇乡村州])长(?=[\u4e00-\u9fff]{{1,2}}{any_of('person_words', 'road_ends')}(?:[^\u4e00-\u9fff]|[{letters('person_words', 'road_next')}]|$))"
)
#: Towns and districts stay places also within an organisation's name (城东街道 in 城东街道办事处).
_TOWNS = "县镇乡村道区"


def _is_town(name: str) -> bool:
    """Whether a place within an organisation's name is a town or district, and not a part of it that holds another
    body (市市场监督管理局高新区|分局)."""
    return name[-1] in _TOWNS and not any(c in "局厅委" for c in name[1:-1])


def _row(one: Named, kind: str, text: str) -> Name:
    return Name(one.start, one.end, text[one.start : one.end], kind, one.name, "", "", one.rule)


def _inside(one: Named | Mention, spans: list[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (one.start, 1 << 60)) - 1
    return k >= 0 and spans[k][0] <= one.start and one.end <= spans[k][1]


def _overlaps(one: Named, spans: list[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (one.end - 1, 1 << 60)) - 1
    return k >= 0 and spans[k][1] > one.start


def _deal(rows: Iterable[Name], texts: Sequence[str]) -> list[list[Name]]:
    """The rows of the joined text handed out to the texts they stand in."""
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    out: list[list[Name]] = [[] for _ in texts]
    for row in sorted(rows, key=lambda r: (r.start, r.end)):
        k = bisect_right(starts, row.start) - 1
        start, end = row.start - starts[k], row.end - starts[k]
        printed = texts[k][start:end]
        out[k].append(Name(start, end, printed, row.kind, row.name, row.role, row.organisation, row.rule))
    return [settled(row, plain(text)) for row, text in zip(out, texts, strict=True)]
