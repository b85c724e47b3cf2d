"""What a claim about resuming counts: 规上工业企业, 员工, 工业用电量."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.claims.model import Resumption
from helpers.claims.resumption.gather import Claim
from helpers.claims.resumption.words import clause_start, pattern
from helpers.facts.model import Figure


def subject_of(text: str, claim: Claim, scope: str, before: Sequence[Resumption]) -> str:
    """The trade of the list the claim stands in, else the noun beside its number of firms or people, else the subject of
    its figures; a bare 复工率 is that of the firms named in the clause before, or of the article's first claim."""
    if claim.item and (claim.item.subject or claim.item.rate):
        return pattern("(?<=..)<subject_end>.*$").sub("", claim.item.subject) or _bare(claim.item.rate, scope)
    if set(claim.figures) == {"share"} and (ranked := _ranked(text, claim.figures["share"], scope)):
        return ranked
    for role in ("total", "resumed", "people", "share"):
        figure = claim.figures.get(role)
        near = _relative if role == "share" else _beside
        found = figure and (near(text, figure, scope) or _bare(figure.subject, scope))
        if found:
            return found
    alike = [row.subject for row in before if row.rule == claim.topic and row.subject]
    named = "" if claim.item else _named_before(text, claim)
    for place in {row.scope for row in before}:
        named = named.replace(place, "")
    return _bare(named, scope) or (alike[0] if alike else "")


#: 纺织业最低，只有54.3%; 最高的是医药制造业，为98.7%: whose rate it is stands in the clause before.
_RANKED = pattern(
    "(?:(?:^|[，；：。\\n])<list_lead>{0,2}(?P<noun>[^，。；：\\d]{2,10}?)(?:<rate>|<resume>)?(?:<most>|<rank>)"
    "|<most>的[是为数](?P<told>[^，。；：\\d]{2,12}))，(?:<only>|<adverb>|<is>){0,4}$"
)


def _ranked(text: str, figure: Figure, scope: str) -> str:
    """The trade that is set beside others by its rate; "" where a place is."""
    told = _RANKED.search(text, max(0, figure.start - 30), figure.start)
    noun = (told["noun"] or told["told"]) if told else ""
    return "" if noun in scope or scope and scope in noun else _bare(noun, scope)


def _beside(text: str, figure: Figure, scope: str) -> str:
    """The noun right behind the number (436家规上企业), else right before it (外贸航线18条)."""
    behind = pattern("<subject_lead>{0,3}(?P<noun>[^，。；、：\\d]{0,14}?<firm>{1,3}|<staffed>)").match(
        text, figure.end
    )
    if behind and not pattern("<subject_end>").search(behind.group("noun")):
        return behind.group("noun")
    clause = text[clause_start(text, figure.start, max(0, figure.start - 30)) : figure.start]
    noun = pattern("(?:^|、)<subject_lead>{0,3}(?P<noun>[^，。；、：\\d]{1,14}?<firm>)(?:约|近|共|有|已){0,2}$").search(
        clause
    )
    if not noun or pattern("<resume>|<subject_end>").search(noun.group("noun")):
        return ""
    return _bare(noun.group("noun"), scope)


def _relative(text: str, figure: Figure, scope: str) -> str:
    """The firms of a clause that stands for them: 餐饮门店恢复堂食的达到六成."""
    clause = text[clause_start(text, figure.start, max(0, figure.start - 30)) : figure.start]
    told = pattern(
        "^<subject_lead>{0,3}(?P<noun>[^，。；、：\\d]{1,10}?<firm>)[^，。；\\d]{0,4}<resume>[^，。；\\d]{0,4}的<adverb>?<only>?$"
    ).search(clause)
    return _bare(told.group("noun"), scope) if told else ""


def _named_before(text: str, claim: Claim) -> str:
    """The firms that an earlier clause of the sentence speaks of (规下企业恢复较慢，复工率仅三成)."""
    start = max(text.rfind(mark, 0, claim.start) for mark in "。！？\n") + 1
    named = pattern(
        "(?:^|[，；：])<subject_lead>{0,3}(?P<noun>[^，。；：\\d]{1,10}?<list_noun>)(?![监管局委办])"
    ).finditer(text[start : claim.start])
    nouns = [m.group("noun") for m in named if not pattern("(?:<only>|占|不|.*公司)").match(m.group("noun"))]
    return nouns[-1] if nouns else ""


def _bare(subject: str, scope: str) -> str:
    """What is counted without its place and the words of resuming: 望江区规下企业复工率 → 规下企业."""
    subject = (subject.replace(scope, "") if scope else subject).strip("“”‘’")
    subject = pattern("^<subject_lead>{0,3}").sub("", subject)
    subject = pattern("<subject_done>?(?:<rate>|<resume>|<post>)$|^(?:<resume>|<post>)的?").sub("", subject)
    end = pattern("(?<=..)<subject_end>").search(subject)
    subject = subject[: end.start()] if end else subject
    nothing = pattern("(?:<overall>|<adverb>|<only>|<rank>|复工|率|恢复|新增|部分){0,6}").fullmatch(subject)
    return (
        ""
        if nothing or subject in ("中", "里") or subject.startswith("作为") or pattern("<district>$").search(subject)
        else subject
    )
