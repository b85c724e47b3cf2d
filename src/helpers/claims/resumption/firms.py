"""The firm that a claim speaks of: its own people and output are no city's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.model import Resumption
from helpers.claims.resumption.gather import Claim
from helpers.claims.resumption.words import pattern
from helpers.claims.timing import within
from helpers.facts.model import Name

#: A firm that only tells what it has counted: 国网云溪供电公司监测显示, 据云溪热电公司统计.
_TELLS = pattern("[^，。；]{0,4}<tells>")
_IS_TOLD_BY = re.compile("(?:据|从|获悉|来自)$")
_CLOSES = re.compile("[^“”\n]{0,120}”")


def firm_spoken_of(text: str, claim: Claim, names: Sequence[Name]) -> str:
    """The firm whose people or output a claim tells of where its sentence names none: the one whose manager says it
    (“…到岗386人。”公司副总经理…), else the last one of its paragraph, if nothing larger was spoken of since
    (走进某某公司车间…。目前员工到岗率95%). Firms that are counted are of no firm; lines and machines are."""
    if claim.topic == "firm" and not any(pattern("<equipment>").search(f.subject) for f in claim.figures.values()):
        return ""
    first = text.rfind("\n", 0, claim.start) + 1
    if text.rfind("“", first, claim.start) > text.rfind("”", first, claim.start) and (
        closing := _CLOSES.match(text, claim.end)
    ):
        if pattern("<firm_self>").match(text, closing.end()):
            return firm_of(text, names, first, claim.start)
        speaker = [n for n in names if n.start == closing.end()]
        return speaker[0].name if speaker and _is_led(text, speaker[0], first) else ""
    firms = [
        name
        for name in within(names, first, claim.start)
        if name.kind == "organisation" and is_firm(name) and not _only_tells(text, name)
    ]
    if not firms or pattern("<scope>|<firm_plural>").search(text, firms[-1].end, claim.start):
        return ""
    return firms[-1].name


def _only_tells(text: str, name: Name) -> bool:
    return bool(
        _TELLS.match(text, name.end)
        or _IS_TOLD_BY.search(text, max(0, name.start - 2), name.start)
        or pattern("<utility>").search(name.name)
    )


def is_firm(name: Name) -> bool:
    return bool(re.search(r"公司|厂|集团$", name.name))


def firm_of(text: str, names: Sequence[Name], sentence: int, at: int) -> str:
    """The firm that 公司 stands for: the last one named by its full form, or without 公司 in this sentence (恒润纺织副总经理)."""
    told = [n for n in names if n.kind == "organisation" and n.end <= at]
    firms = [n for n in told if is_firm(n) or _is_led(text, n, sentence)]
    return firms[-1].name if firms else ""


def venue_of(names: Sequence[Name], at: int) -> str:
    """The house that 商场 stands for: the last place or organisation of many shops or lines."""
    told = [n for n in names if n.kind != "person" and n.end <= at and pattern("<container>$").search(n.name)]
    return told[-1].name if told else ""


def _is_led(text: str, name: Name, sentence: int) -> bool:
    """Whether an organisation of this sentence has those at its head whom only a firm has (副总经理, 董事长)."""
    return name.start >= sentence and bool(pattern("<firm_head>").match(text, name.end))


def scope_before(text: str, claim: Claim, rows: Sequence[Resumption]) -> str:
    """The scope of the claim before, which one without its own takes over: a firm's only within its paragraph, and not
    where firms are counted."""
    first = text.rfind("\n", 0, claim.start) + 1
    for row in reversed(rows):
        if not pattern("<single_firm>$").search(row.scope) or row.start >= first and claim.topic != "firm":
            return row.scope
    return ""


def single_firm(subject: str) -> str:
    """The one firm that a subject names where no name was found (远鹏汽车临港基地), else ""."""
    named = len(subject) > 4 and pattern("^(?!<plural>)[^，。；、\\d的]*(?:公司|集团|厂|基地|矿)$").search(subject)
    return subject if named else ""
