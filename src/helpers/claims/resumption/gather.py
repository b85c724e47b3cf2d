"""How the figures of a sentence are gathered into claims: by their roles, by lists, by what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from helpers.claims.resumption.lists import Item, items_before, places_of_all, row_from, run_from
from helpers.claims.resumption.roles import counts_districts, is_part, role_of
from helpers.claims.resumption.scene import Role, Sentence
from helpers.claims.resumption.shares import topic_of_rate
from helpers.claims.resumption.words import MASK, clause_end, clause_start, pattern, units
from helpers.claims.timing import within
from helpers.facts.model import Figure


@dataclass
class Claim:
    """A claim while its figures are being gathered. ``item``: the place, trade or rate of the list it stands in;
    ``every``: all of those counted (全部); ``whole``: what it is a part of, after 其中;
    ``rest``: those left out (除2家外，其余87家)."""

    topic: str
    item: Item | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    every: bool = False
    whole: Figure | None = None
    rest: Figure | None = None

    @property
    def start(self) -> int:
        return min(figure.start for figure in self.figures.values())

    @property
    def end(self) -> int:
        return max(figure.end for figure in self.figures.values())


#: Kinds of figures that only name something (一级以上货运企业).
_NAMING = frozenset(("level", "ordinal", "address", "phone"))


def claims_of(sentence: Sentence, figures: Sequence[Figure]) -> list[Claim]:
    """The claims of one sentence, in the order of their first figures."""
    text, start, end, _ = sentence
    if not pattern(f"<resume>|<post>|<rate>|<revival>|<again>|{MASK}").search(text, start, end):
        return []
    here = [figure for figure in within(figures, start, end) if figure.kind not in _NAMING]
    gathered = _Gathered(sentence)
    at = 0
    while at < len(here):
        at += gathered.take(here, at)
    found = _with_people(sentence, gathered.claims)
    found += [Claim("firm", None, {"share": every}) for every in _every_unnumbered(sentence, here)]
    found += _all_but(sentence, here, found)
    _with_the_rest(sentence, here, found)
    return sorted(found, key=lambda claim: claim.start)


def _with_people(sentence: Sentence, claims: Sequence[Claim]) -> list[Claim]:
    """People counted right behind the firms that resumed, with no share of their own, are theirs: 复工企业133家，到岗工人2900多名."""
    found: list[Claim] = []
    for claim in claims:
        if found and _of_the_firms(sentence, found[-1], claim):
            found[-1].figures["people"] = claim.figures["people"]
        else:
            found.append(claim)
    return found


def _of_the_firms(sentence: Sentence, firms: Claim, people: Claim) -> bool:
    if set(people.figures) != {"people"} or "resumed" not in firms.figures or "people" in firms.figures:
        return False
    placed = any(name.kind == "place" for name in within(sentence.names, firms.end, people.start))
    return not placed and "；" not in sentence.text[firms.end : people.start]


#: 420个专柜中还有65个没有营业; 63家农资店除两家外都已开门.
_SOME_NOT = "^[^，。；\\d]{1,12}[中里]，?(?:还|尚|仍|现|目前)?有?$"
_NOT_YET = f"[^，。；\\d]{{0,8}}?(?:<denied>|没)[^，。；\\d]{{0,4}}?(?:{MASK}|营业|开门|来)"
_BUT = "^[^，。；\\d]{1,12}，?除$"
_THE_REST = "[^，。；\\d]{0,10}外，?[^，。；\\d]{0,6}?<every>(?:<done>){0,2}<resume>(?![率面])"


def _all_but(sentence: Sentence, here: Sequence[Figure], found: Sequence[Claim]) -> list[Claim]:
    """Wholes of which the text says how many have not resumed: those that have are the rest."""
    text, claims = sentence.text, []
    for whole, rest in pairwise(here):
        people = {whole.unit, rest.unit} <= units("people_unit")
        same = whole.kind == rest.kind == "count" and (people or whole.unit == rest.unit in units("firm_unit"))
        told = any(whole in claim.figures.values() and len(claim.figures) > 1 for claim in found)
        if not same or told or whole.number <= rest.number:
            continue
        between = text[whole.end : rest.start]
        if (pattern(_SOME_NOT).search(between) and pattern(_NOT_YET).match(text, rest.end)) or (
            pattern(_BUT).search(between) and pattern(_THE_REST).match(text, rest.end)
        ):
            name = "people" if people else "resumed"
            claims.append(Claim("people" if people else "firm", None, {"total": whole, name: _less(whole, rest)}))
    return claims


#: 规上企业除2家停产检修外，其余87家全部复工: what stands between the two numbers.
_THE_OTHERS = "^[^，。；\\d]{0,12}外，?<others>的?$"


def _with_the_rest(sentence: Sentence, here: Sequence[Figure], found: Sequence[Claim]) -> None:
    """Those that resumed and, before them, the few that did not: together they are the whole, which nobody tells."""
    text = sentence.text
    for rest, part in pairwise(here):
        claim = next((c for c in found if c.figures.get("resumed") is part and "total" not in c.figures), None)
        left_out = rest.unit == part.unit and text.endswith("除", 0, rest.start)
        if claim and left_out and pattern(_THE_OTHERS).search(text[rest.end : part.start]):
            noun = text[clause_start(text, rest.start, sentence.start) : rest.start - 1]
            claim.rest = rest
            claim.figures["resumed"] = replace(part, subject=noun or part.subject)


def _less(whole: Figure, rest: Figure) -> Figure:
    """What is left of a whole, printed where the rest stands."""

    def minus(a: float | None, b: float | None) -> float | None:
        return None if a is None or b is None else a - b

    return replace(
        rest,
        value=minus(whole.value, rest.value),
        low=minus(whole.low, rest.high),
        high=minus(whole.high, rest.low),
        subject=whole.subject,
        rule="all_but",
    )


def _every_unnumbered(sentence: Sentence, here: Sequence[Figure]) -> list[Figure]:
    """高新区规上企业已全部复工: all of them, however many."""
    text, start, end, _ = sentence
    told = pattern(
        "(?:<firm>|<trades>)(?:<done>|目前|现|都|均){0,4}(?P<every><every>)(?:<done>|实现){0,3}<resume>(?![率面])"
    )
    found = []
    for match in told.finditer(text, start, end):
        first, stop = clause_start(text, match.start(), start), clause_end(text, match.end(), end)
        inside = [f for f in here if first <= f.start < stop and f.kind in ("count", "share")]
        if all(counts_districts(text, f) for f in inside) and not pattern("<unreal>").search(text, first, stop):
            noun = pattern("^(?:其中|目前|包括|分[^，。；]{1,6}看)+").sub("", text[first : match.start("every")])
            noun = pattern("(?:<done>|目前|现|都|均)+$").sub("", noun)
            at, told_as = match.start("every"), text[match.start("every") : match.end()]
            found.append(Figure(at, match.end(), told_as, "share", 1.0, 1.0, 1.0, "", noun, rule="every"))
    return found


class _Gathered:
    """The claims of a sentence as its figures are read from left to right: ``open`` takes the next figure, ``row`` holds
    the claims of the list before, one an item of ``items``."""

    def __init__(self, sentence: Sentence):
        self.sentence = sentence
        self.claims: list[Claim] = []
        self.open: Claim | None = None
        self.row: list[Claim] = []
        self.items: list[Item] = []

    def take(self, here: Sequence[Figure], at: int) -> int:
        """Take the figure at ``at``, or the list that begins with it; how many figures that is."""
        for size, shared in (
            (run_from(self.sentence.text, here[at:]), True),
            (row_from(self.sentence.text, here[at:]), False),
        ):
            if size > 1 and shared and self._take_compared(here[at : at + size]):
                return size
            if size > 1 and self._take_list(here, at, size, shared):
                return size
        self._take_one(here, at)
        return 1

    def _take_compared(self, figures: Sequence[Figure]) -> bool:
        """全省复工率99.8%，到岗率93.1%；我市分别为98.7%和90.4%: the rates just told, of another place."""
        text, start, _, names = self.sentence
        before = text[clause_start(text, figures[0].start, start) : figures[0].start]
        told = self.claims[-len(figures) :]
        rates = len(told) == len(figures) and all(set(claim.figures) == {"share"} for claim in told)
        other = pattern("^(?:而|其中)?(?P<place>[^，。；：、\\d]{2,8}?)(?:则|也)?分别(?:为|是|达到?)$").match(before)
        if other is None or figures[0].kind != "share" or not rates:
            return False
        named = any(name.kind == "place" and name.text == other["place"] for name in names)
        if not named and not pattern("^<scope>$").match(other["place"]):
            return False
        for claim, figure in zip(told, figures, strict=True):
            rate = claim.figures["share"].subject
            item = Item(scope=other["place"].replace("我", "全"), rate=rate)
            self.claims.append(Claim(claim.topic, item, {"share": figure}))
        self.open, self.row = None, []
        return True

    def _take_list(self, here: Sequence[Figure], at: int, size: int, shared: bool) -> bool:
        """A list whose figures all have one role; ``shared``: its nouns stand before it (A、B分别复工86家、112家)."""
        figures = here[at : at + size]
        following = here[at + size] if at + size < len(here) else None
        role = role_of(self.sentence, here[at - 1] if at else None, figures[0], following)
        last = role_of(self.sentence, None, figures[-1], following)
        role = last if role.name in ("", "total") and last.name == "resumed" else role
        if shared and role.name == "part" and self._take_parts(figures):
            return True
        if role.name not in (("resumed", "share", "total", "people") if shared else ("resumed",)):
            return False
        self._share_out(figures, role, self._items(figures[0], size) if shared else [], shared)
        if role.name == "resumed" and self._every(figures[-1]):
            for claim in self.row:
                claim.every = True
        return True

    def _take_parts(self, figures: Sequence[Figure]) -> bool:
        """复工1102个，返岗2.3万名，分别占85.7%和79%: the n-th share is of the n-th of those counted."""
        text, start, _, _ = self.sentence
        before = text[clause_start(text, figures[0].start, start) : figures[0].start]
        row = self.claims[-len(figures) :]
        counted = [bool({"resumed", "people"} & set(c.figures)) and "share" not in c.figures for c in row]
        if len(row) < len(figures) or not all(counted) or not pattern("分别占[^，。；\\d]{0,8}$").search(before):
            return False
        for claim, figure in zip(row, figures, strict=True):
            claim.figures["share"] = figure
        self.row, self.open = row, None
        return True

    def _items(self, figure: Figure, size: int) -> list[Item]:
        """The list before that the figures from ``figure`` on are shared out to."""
        text, start, _, names = self.sentence
        taken = max((claim.end for claim in self.claims), default=start)
        return items_before(text, start, figure.start, taken, size, names)

    def _share_out(self, figures: Sequence[Figure], role: Role, items: list[Item], shared: bool) -> None:
        """Give the n-th figure to the n-th claim of the list before where that lacks it, else make claims."""
        row = self._row_before(len(figures), role) if shared and not items else []
        if not row:
            items = items or (self.items if shared and len(self.items) == len(figures) else [])
            named: list[Item | None] = [*items] or [Item() if shared else None for _ in figures]
            row = [Claim(_topic(item) or role.topic or "firm", item) for item in named]
            self.claims += row
            self.items = items or self.items
        for claim, figure in zip(row, figures):
            claim.figures[role.name] = figure
        self.row, self.open = row, None

    def _row_before(self, size: int, role: Role) -> list[Claim]:
        """The last claims of the sentence, if they are as many and all lack this figure."""
        row = self.row if len(self.row) == size and self.open is None else self.claims[-size:]
        topics = {claim.topic for claim in row}
        alike = len({frozenset(claim.figures) for claim in row}) == 1
        fits = len(row) == size and alike and role.name not in row[0].figures
        return row if fits and (not role.topic or topics == {role.topic}) else []

    def _every(self, figure: Figure) -> bool:
        """Whether all of those counted resumed: 41家商场全部复市, 恢复全部34个门诊."""
        text, start, end, _ = self.sentence
        after = text[figure.end : clause_end(text, figure.end, end)]
        before = text[clause_start(text, figure.start, start) : figure.start]
        if pattern("<others>").search(before):
            return False  # 除2家停产外，其余87家全部复工
        behind = pattern("^[^，。；]{0,18}?<every>(?:<done>|实现){0,3}(?:<resume>|<post>)").search(after)
        return bool(behind or pattern("<resume>(?:了|的)?<every>$").search(before))

    def _take_one(self, here: Sequence[Figure], at: int) -> None:
        figure = here[at]
        role = role_of(
            self.sentence, here[at - 1] if at else None, figure, here[at + 1] if at + 1 < len(here) else None
        )
        whole = self._whole_of(figure) if role.name == "total" else None
        name = "resumed" if whole else self._name(role)
        if not name or (name == "share" and self._taken_by_all(figure, role)):
            return
        claim = self.open
        if claim and name == "share" and not role.topic and at and here[at - 1] not in claim.figures.values():
            return  # 公交线路恢复52条，发送旅客0.9万人次，不到去年同期的两成: the share is of the passengers
        following = here[at + 1] if at + 1 < len(here) else None
        if (
            claim is None
            or (role.topic and role.topic != claim.topic)
            or self._apart(claim, name, role, figure)
            or (name == "total" and following and self._opens(claim, figure, following))
        ):
            claim = Claim(role.topic or (claim.topic if claim else "firm"), whole=whole)
            self.claims.append(claim)
            self.open, self.row = claim, []
        claim.figures[name] = figure
        claim.every |= name in ("resumed", "people") and "total" not in claim.figures and self._every(figure)

    def _opens(self, claim: Claim, figure: Figure, following: Figure) -> bool:
        """Whether a whole is that of the part behind it, not of the one told before: 到岗的只有两百来人，现在746名员工已到岗701名."""
        return bool({"resumed", "people"} & set(claim.figures)) and is_part(self.sentence.text, figure, following)

    def _name(self, role: Role) -> str:
        """占…的八成 says how much of a whole came back only after a figure that did."""
        if role.name != "part":
            return role.name
        return "share" if self.open and {"resumed", "people"} & set(self.open.figures) else ""

    def _taken_by_all(self, figure: Figure, role: Role) -> bool:
        """One share that the places of its clause have in common (A和B复工率均超过95%): a claim for each."""
        text, start, _, names = self.sentence
        places = places_of_all(text, clause_start(text, figure.start, start), figure, names)
        if places:
            self._share_out([figure] * len(places), role, places, True)
        return bool(places)

    def _whole_of(self, figure: Figure) -> Figure | None:
        """The whole whose verb a part shares: 已复工1321家，其中规上企业412家、规下企业909家."""
        claim = self.open
        if claim is None or "resumed" not in claim.figures or claim.topic != "firm":
            return None
        whole = claim.whole or claim.figures["resumed"]
        between = self.sentence.text[claim.end : figure.start]
        parted = claim.whole and pattern("[^，。；\\d]{0,4}[、，][^，。；\\d]{0,12}").fullmatch(between)
        if not (parted or "其中" in between) or "；" in between or whole.unit != figure.unit:
            return None
        return whole if whole.number >= figure.number else None

    def _apart(self, claim: Claim, name: str, role: Role, figure: Figure) -> bool:
        """Whether a figure begins a claim of its own: its place is taken, a semicolon stands between, or it speaks of
        something else."""
        between = self.sentence.text[claim.end : figure.start]
        have = set(claim.figures)
        inside = name == "total" and "占" in between  # 占全部1386家的95.3%
        if (
            have == {"total"}
            and name in ("resumed", "people")
            and is_part(self.sentence.text, claim.figures["total"], figure)
        ):
            return False  # 632家规上企业，其中595家已复工
        bare_rate = name == "share" and pattern("；<rate>[^，；]*").fullmatch(between)
        if (
            name in have
            or ("；" in between and not bare_rate)
            or (not inside and pattern("其中|<overall>[^，]*<rate>").search(between))
        ):
            return True
        if name == "share":
            placed = any(n.kind == "place" for n in within(self.sentence.names, claim.end, figure.start))
            return role.name != "part" and (role.own or placed or self._other_subject(claim, between, "<rate>"))
        if name == "total":
            return "resumed" in have and not inside
        if name == "resumed":
            larger = "total" in have and (figure.number > claim.figures["total"].number or _another_whole(between))
            other = have == {"share"} and (
                self._other_subject(claim, between, "<resume>") or _other_firms(claim.figures["share"], figure, between)
            )
            return larger or other
        return not have <= {"total", "share"} or self._other_subject(claim, between, "<post>")

    def _other_subject(self, claim: Claim, between: str, verb: str) -> bool:
        """Whether a figure has a subject that the claim has not: 复工企业1321家，商场营业率93%; 企业在岗率96%，保安返岗2万人."""
        own = pattern(f"，(?P<own>[^，]*?){verb}[^，]*$").search(between)
        if not own:
            return False
        bare = pattern("<scope>|<overall>|<adverb>|<neutral>|<staffed>|<staff>|有|的").sub("", own.group("own"))
        text, start, end, _ = self.sentence
        told = text[clause_start(text, claim.start, start) : clause_end(text, claim.end, end)]
        return bool(bare) and bare not in told


def _other_firms(share: Figure, counted: Figure, between: str) -> bool:
    """Whether a share is told of some firms and the number behind it of others: 沿街商铺八成开门，两家大型超市恢复营业."""
    bare = pattern("(?:<rate>|<resume>|<post>)$")
    told, own = (bare.sub("", figure.subject) for figure in (share, counted))
    named = pattern("<firm>$").search(told) and pattern("<firm>$").search(own)
    alike = told.endswith(own[-2:]) or own.endswith(told[-2:])
    return "，" in between and bool(named) and not alike


def _another_whole(between: str) -> bool:
    """Whether the clause of the part names firms of its own (21家龙头企业无一停产，规下企业复工1870家), more than 复工企业."""
    if not pattern("，[^，]*<firm>[^，]*$").search(between):
        return False
    return not pattern("^[^，]*，(?:目前|现)?已|，(?:<done>|目前|现){0,3}<resume>的?<list_noun>?<behind>{0,3}$").search(
        between
    )


def _topic(item: Item | None) -> str:
    return topic_of_rate(item.rate) if item and item.rate else ""
