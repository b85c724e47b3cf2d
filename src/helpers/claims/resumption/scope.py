"""The city, district or firm that a claim speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.resumption.firms import firm_of, venue_of
from helpers.claims.resumption.gather import Claim
from helpers.claims.resumption.words import clause_start, pattern
from helpers.claims.timing import within
from helpers.facts.model import Figure, Name


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
    touching = next((n for n in reversed(wheres) if _touches(text, n, figure, claim, sentence)), None)
    if touching:
        return touching.name
    near = [n for n in wheres if n.end <= claim.start and _governs(text, n, claim.start, since)]
    whole = _whole_word(text, sentence, claim.start, within(names, sentence, claim.start))
    if near and (not whole or near[-1].start > whole.start()):
        return near[-1].name
    if joint := _JOINT_PLACES.search(text, clause_start(text, claim.start, sentence), claim.start):
        return joint.group("places")
    if site := _SITE.search(text, sentence, claim.start):
        return site.group("site")
    park = _park(text, claim, sentence)
    if park and (not whole or whole.end() <= clause_start(text, claim.start, sentence)):
        return park
    if not whole:
        return ""
    word = whole.group()
    if pattern("<venue_self>$").match(word):
        return venue_of(names, claim.start)
    if pattern("<firm_self>$").match(word):
        return firm_of(text, names, sentence, claim.start) or (word if pattern("<firm_word>$").search(word) else "")
    return _named_whole(word.replace("我", "全"), names, claim.start)


#: 东岭、河湾两区57家商超: places that share their suffix.
_JOINT_PLACES = pattern(
    "(?:^|(?<=[，。；：\n在]))<list_lead>{0,2}(?P<places>[一-龥]{2,4}(?:[、和][一-龥]{2,4}){1,4}[两二三四五六七八九]个?<district>)$"
)


#: 在市交投集团承建的环城高速项目工地，…复工率100%: a place of work that the sentence begins with.
_SITE = pattern(
    "(?:^|[，。；：\n]|(?<=[\\d日天]))在(?:[^，。；]{2,18}的)?(?P<site>[^，。；的\\d]{2,14}<site>)(?:内|里|上|看到|现场)?，"
)


#: 复工率最高的是A，达到93.5%: the place is told of in the clause before its figure.
_IS_MOST = pattern("<most>的[是为数]$")
_SO_MUCH = pattern("，(?:<only>|<adverb>|<is>|共){0,5}")


def _touches(text: str, name: Name, figure: Figure, claim: Claim, sentence: int) -> bool:
    """Whether the name stands right before the figure (A达98.7%), or begins what it counts, in the claim's clause."""
    if pattern("(?:（|<only>|<rank>|<adverb>|为|达|有){0,6}").fullmatch(text, name.end, figure.start):
        return True
    if _IS_MOST.search(text, sentence, name.start) and _SO_MUCH.fullmatch(text, name.end, claim.start):
        return True
    return figure.subject.startswith(name.text) and name.end > clause_start(text, claim.start, sentence)


def _whole_word(text: str, start: int, end: int, names: Sequence[Name]) -> re.Match[str] | None:
    """The last 全市, 公司 … that is not only compared with (高于全省)."""
    said = pattern("<scope>|<venue_self>|<firm_self>").finditer(text, start, end)
    kept = [
        word
        for word in said
        if not pattern("<chosen>").match(text, word.end())
        and not _ranked_in(text, word)
        and not pattern("<not_whole>$").search(text, start, word.start())
        and not any(
            name.kind == "place" and name.start < word.start() < name.end for name in names
        )  # 罗城区 is no 城区
    ]
    return kept[-1] if kept else None


def _ranked_in(text: str, word: re.Match[str]) -> bool:
    """我市复工率居全省第二: the whole is only what others belong to as well."""
    return bool(pattern("<placed>$").search(text, 0, word.start()) and pattern("<standing>").match(text, word.end()))


def _governs(text: str, name: Name, at: int, since: int) -> bool:
    """Whether a place stands in the clause of the claim, or at the head of one behind the claim before (A进度较慢，为61%), or is set
    before the sentence (在A，复工率…)."""
    head = name.start >= since and text[name.start - 1] in "，；。：中是"
    if _RATED.fullmatch(text, name.end, at):
        return True  # 沂水县复工率最高，达96.2%
    if _heads_clause(text, name) and _FIRMS_OF.fullmatch(text, name.end, at):
        return True  # 云溪县32家企业获准复工，到岗职工8600余人
    named = text[name.start - 1] in "在从" and text[name.end : name.end + 1] == "，"
    return head or named or "，" not in text[name.end : at]


#: Between a place and the figure: the clause that counts its firms.
_FIRMS_OF = pattern("[^，。；：\\d]{0,4}[\\d.]+[万余多]{0,2}[家户个][^，。；：\\d]{0,14}，[^，。；：\\d]{0,10}")


def _heads_clause(text: str, name: Name) -> bool:
    return name.start == 0 or text[name.start - 1] in "，；。：\n"


#: Between a place and the figure: its rate, told of in the clause before (复工率最高，达; 进度最快，复工率为), or that it
#: opened again (农贸市场昨天恢复营业，246个摊位…), or how it stands among others (复工企业最多，有198家).
_RATED = pattern(
    "[^，。；：]{0,12}<rate>[^，。；：]{0,8}，(?:<only>|<adverb>|<is>){0,5}"
    "|[^，。；：\\d]{0,8}，[^，。；：\\d]{0,8}<rate>(?:<only>|<adverb>|<is>){0,5}"
    "|[^，。；：\\d]{0,8}<resume>[^，。；：\\d]{0,4}，[^，。；：\\d]{0,6}"
    "|[^，。；：\\d]{0,10}<most>，(?:<only>|<adverb>|<is>|共){0,5}"
)


def _park(text: str, claim: Claim, sentence: int) -> str:
    """A park not known by name, right before what is counted: 临港片区76家重点企业."""
    clause = text[clause_start(text, claim.start, sentence) : claim.start]
    found = pattern("(?:^|[在里])(?P<park>[^，。；：、\\d的在]{0,8}<park>)(?:内|里|的)*[^，。；、\\d]{0,6}$").search(
        clause
    )
    return "" if not found or pattern("<generic>|<scope>|<resume>").search(found.group("park")) else found.group("park")


def _named_whole(word: str, names: Sequence[Name], at: int) -> str:
    """全县, 全区, 全镇 by its name, where the article has named one such place only, 该区 by the last one; 全市 stays as it
    is."""
    level = word[1:]
    if word.startswith("该"):
        told = [n.name for n in names if n.end <= at and n.name.endswith(level)]
        return told[-1] if told else word
    if not word.startswith("全") or level in ("国", "市", "厂", "公司"):
        return word
    named = {n.name for n in names if n.kind == "place" and n.end <= at and n.name.endswith(level)}
    return named.pop() if len(named) == 1 else word


def _can_be_scope(text: str, name: Name, claim: Claim) -> bool:
    """Places, and organisations that work can resume in: an office only tells, a kind of shop (大型超市) is what is
    counted, and so is a single firm where firms are counted."""
    if (
        re.search("[0-9]", name.text)
        or pattern("<resume>|<post>").search(name.text)
        or re.search(r"\d个(?:国家级|省级)?[^，。；\d]{0,6}、$", text[: name.start])
    ):
        return False
    left_out = pattern("<excepting>$").search(text[: name.start]) or pattern("以外|<of_people>").match(text, name.end)
    if left_out or pattern("(?:<generic>|<firm>){1,4}").fullmatch(name.text):
        return False
    if name.kind == "place":
        return True
    counted = any(f.unit in ("家", "户") for f in claim.figures.values())
    ends = pattern("<container>$" if counted else "<workplace>$").search(name.text)
    return name.kind == "organisation" and bool(ends) and not pattern("<generic>").match(name.text)


def whole_of(text: str, names: Sequence[Name], at: int, before: str) -> str:
    """The whole that the article speaks of, for a sentence that names none: its first 全市, 全县 …, else the scope of
    the claim ``before``, else 全市."""
    said = [
        m.group()
        for m in pattern("<scope>").finditer(text, 0, at)
        if not pattern("全国|该.*|<local>").fullmatch(m.group())
    ]
    return _named_whole(said[0].replace("我", "全"), names, at) if said else before or "全市"
