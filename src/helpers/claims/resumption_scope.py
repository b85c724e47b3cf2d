"""The city, district or firm that a claim speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.resumption_gather import Claim
from helpers.claims.resumption_words import clause_start, pattern
from helpers.claims.timing import within
from helpers.facts.model import Name


def scope_of(text: str, claim: Claim, sentence: int, names: Sequence[Name], carried: str, since: int) -> str:
    """The scope of a claim whose sentence begins at ``sentence``; ``carried`` is that of the claim before in the same
    sentence, which ends at ``since``. "" where the sentence names none."""
    if claim.item and claim.item.scope:
        return claim.item.scope
    if claim.item == ("", "", ""):
        return ""
    return _near(text, claim, sentence, names, since) or carried


def _near(text: str, claim: Claim, sentence: int, names: Sequence[Name], since: int) -> str:
    """The last place, firm or 全市 before the claim in its sentence that nothing but its own clause parts from it."""
    figure = max(claim.figures.values(), key=lambda f: f.kind == "share")
    wheres = [n for n in within(names, sentence, claim.end) if _can_be_scope(text, n, claim)]
    for name in reversed(wheres):
        if pattern("(?:（|<only>|<rank>|<adverb>|为|达|有){0,6}").fullmatch(text, name.end, figure.start):
            return name.name
    for name in reversed(wheres):
        if figure.subject.startswith(name.text) and name.end > clause_start(text, claim.start, sentence):
            return name.name
    whole = list(pattern("<scope>|<firm_self>").finditer(text, sentence, claim.start))
    near = [n for n in wheres if n.end <= claim.start and (n.start >= since or "，" not in text[n.end : claim.start])]
    if near and (not whole or near[-1].start > whole[-1].start()):
        return near[-1].name
    if not whole:
        return near[-1].name if near else ""
    word = whole[-1].group()
    if pattern("<firm_self>$").match(word):
        return _firm_of(names, claim.start) or (word if word in ("全厂", "全公司") else "")
    return _named_whole(word.replace("我", "全"), names, claim.start)


def _named_whole(word: str, names: Sequence[Name], at: int) -> str:
    """全县, 全区, 全镇 by its name, where the article has named one such place only; 全市 stays as it is."""
    level = word[1:]
    if not word.startswith("全") or level in ("国", "市", "厂", "公司"):
        return word
    named = {n.name for n in names if n.kind == "place" and n.end <= at and n.name.endswith(level)}
    return named.pop() if len(named) == 1 else word


def _can_be_scope(text: str, name: Name, claim: Claim) -> bool:
    """Places, and organisations that work can resume in: an office only tells, a kind of shop (大型超市) is what is
    counted, and so is a single firm where firms are counted."""
    if pattern("<resume>|<post>").search(name.text) or re.search(
        r"\d个(?:国家级|省级)?[^，。；\d]{0,6}、$", text[: name.start]
    ):
        return False
    left_out = pattern("<excepting>$").search(text[: name.start]) or text.startswith("以外", name.end)
    if left_out or pattern("(?:<generic>|<firm>){1,4}").fullmatch(name.text):
        return False
    if name.kind == "place":
        return True
    counted = any(f.unit in ("家", "户") for f in claim.figures.values())
    ends = pattern("<container>$" if counted else "<workplace>$").search(name.text)
    return name.kind == "organisation" and bool(ends) and not pattern("<generic>").match(name.text)


def _firm_of(names: Sequence[Name], at: int) -> str:
    firms = [n.name for n in names if n.kind == "organisation" and n.end <= at and re.search(r"公司|厂|集团$", n.name)]
    return firms[-1] if firms else ""


def whole_of(text: str, names: Sequence[Name], at: int, before: str) -> str:
    """The whole that the article speaks of, for a sentence that names none: its first 全市, 全县 …, else the scope of
    the claim ``before``, else 全市."""
    said = [
        m.group() for m in pattern("<scope>").finditer(text, 0, at) if not pattern("全国|<local>").fullmatch(m.group())
    ]
    return _named_whole(said[0].replace("我", "全"), names, at) if said else before or "全市"
