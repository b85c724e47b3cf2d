"""Subjects told in two places of the clause: who won with so many points, what was done for so many years, of what a sum is.

``subjects`` finds one noun or verb; here it is put together with the other half that stands on the far side of the figure
or in the clause before (看了16年球, 以4380元领跑, 亩均税收不足20万元的工业用地, 真空包装机，花了899元).
"""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.figures.subject_context import empty, sentence_before
from helpers.facts.figures.subject_heirs import Heirs
from helpers.facts.figures.subject_nouns import BASE, BLANK, QUOTES, actions, noun_before, predicate
from helpers.facts.figures.subject_refined import Said
from helpers.lexicon import any_of, group, letters, rows, words

_any_of = partial(any_of, "figure_subject")
_CLAUSES = re.compile(r"[，；：]")


def fuller(text: str, said: Said, subject: str, heirs: Heirs) -> str:
    """The subject with its other half, where it has one; else as it is."""
    told = (
        _winner(text, said, subject, heirs)
        or _done_so_long(said, subject)
        or _what_they_are(said)
        or _sum_of(said, subject)
        or _those_who(said, subject)
        or _with_doer(text, said, subject, heirs)
        or _some_of_them(said, subject, heirs)
        or _inhabitants(text, said, subject, heirs)
        or subject
    )
    return _medal(said, told.removeprefix("的"), heirs)


#: 以4380元领跑, 以1分43秒86夺冠, 以286分居团体第一: who did it stands before 以.
_RANKED = re.compile(f"^{_any_of('ranked')}")
_BY = re.compile("(?:仅|只|便)?以(?:总分|总比分|比分|总成绩|成绩)?$")
_MARGIN = tuple(group("figure_subject", "margins"))
#: An event is nobody who won.
_EVENT = re.compile(f"(?:{_any_of('event_ends')})$")


def _winner(text: str, said: Said, subject: str, heirs: Heirs) -> str:
    by = _BY.search(said.left)
    if not by or said.kind == "rate" or said.right.startswith(_MARGIN):
        return ""
    if said.kind == "score" and subject not in said.right or said.kind != "score" and not _RANKED.match(said.right):
        return ""
    told = said.left[: by.start()]
    who = noun_before(told)[0]
    who += told[-1] if who and told.endswith((who + "和", who + "与")) else ""  # 苏和以13分46秒夺冠
    if len(who) > 1:
        return "" if _EVENT.search(who) else who
    return "" if told.strip(BLANK) else _clause_head(text, said, heirs)


#: 看了16年球, 请了两天假, 走了四十里路: the verb and its object, which the figure parts.
_DONE = re.compile(rf"((?![为过])[\u4e00-\u9fff])了{_any_of('lasted_adverbs')}*$")
_OBJECT = re.compile(rf"(?!{_any_of('no_object')})([\u4e00-\u9fff]{{1,4}}?)(?=的[\u4e00-\u9fff]|[就才也都却还]|$)")


#: 在炕上躺了四十多天, 我就排了5个钟头: what stands before the verb is no part of what was done.
_WHERE = re.compile(
    f"^.*(?:[{letters('figure_subject', 'places_in')}]|{_any_of('before_deed')})(?=[\u4e00-\u9fff]{{1,2}}$)"
)


_GAINED = re.compile(f"{_any_of('gained')}了")
_VERBS_OF_TWO = tuple(w for w in (*words("figure_stops"), *words("figure_stop_verbs"), *actions()[0]) if len(w) == 2)
_SHORT = 2


def _verb_of_two(left: str) -> str:
    """The verb that ends ``left``: 接受, where it is known, else its last character."""
    return left[-2:] if left.endswith(_VERBS_OF_TWO) else left[-1:]


def _done_so_long(said: Said, subject: str) -> str:
    done = _DONE.search(said.left) if said.kind in ("duration", "measure") else None
    if not done:
        return ""
    thing = _OBJECT.match(said.right.removeprefix("的"))
    if said.right.startswith("的") and thing and len(thing.group(1)) > _SHORT:
        # 多出了四个小时的转移时间 counts that time; 挡了27年的车 tells what was done
        return thing.group(1) if _GAINED.search(said.left) else ""
    told = said.own if said.own[-1:] == done.group(1) else _verb_of_two(said.left[: done.start(1) + 1])
    if thing and (said.own or said.kind == "duration") and thing.group(1) not in words("figure_stop_verbs"):
        return told + thing.group(1)
    return _WHERE.sub("", subject) if subject.endswith(done.group(1)) and len(subject) > 2 else ""


#: 其中一半是老人, 还有4.7公里是泥巴路: what they are.
_ARE = re.compile(r"(?:还|仍|均)?是(?:[^，。；]*的)?([\u4e00-\u9fff]{1,8})(?<!的)$")


def _what_they_are(said: Said) -> str:
    if said.kind not in ("count", "share", "measure") or said.noun and not said.left.endswith("有"):
        return ""
    are = _ARE.match(said.right)
    return are.group(1) if are and not empty(are.group(1)) else ""


#: 亩均税收不足20万元的工业用地: what the sum is of them.
_SUM_NOUNS = tuple(group("figure_subject", "sum_nouns"))
_BEFORE_SUM = re.compile("^.*(?:[了过好]|[一这那每][\u4e00-\u9fff](?=[\u4e00-\u9fff]{2}))")


def _sum_of(said: Said, subject: str) -> str:
    if said.kind != "money" or not said.right.startswith("的") or subject != said.after or not subject:
        return ""
    if not said.noun.endswith(_SUM_NOUNS):
        return ""
    return subject.removeprefix("的") + _BEFORE_SUM.sub("", said.noun)


#: 破案的还不到三分之一, 留在本市工作的约占五成: a clause with 的 stands for those counted.
_THOSE = re.compile(rf"^[{BLANK}]*(?:其中|而)?([\u4e00-\u9fff、]{{2,14}})的(?:{_any_of('those_links')})+$")


#: 男的8人，女的5人.
_SEX = re.compile(f"^(?:其中)?([男女])的(?:{_any_of('those_links')})*$")


def _those_who(said: Said, subject: str) -> str:
    if said.kind not in ("share", "count") or said.after and subject == said.after:
        return ""
    if sex := _SEX.search(said.left):
        return sex.group(1)
    those = _THOSE.match(said.left.rstrip(BLANK))
    if those and (BASE.search(those.group(1) + "的") or re.search("[由从]", those.group(1))):
        return ""
    return re.sub(f"^(?:{_any_of('lead')})+", "", those.group(1)) if those else ""


_COMPOSED = frozenset(("count", "money", "measure", "share", "change", "score"))


def _with_doer(text: str, said: Said, subject: str, heirs: Heirs) -> str:
    """A verb alone with what was counted before in the same unit, else with the noun of the clause before."""
    if said.kind == "duration" and said.verb == "为期" and not said.right.startswith("的"):
        head = _clause_head(text, said, heirs, first=True)
        return head + said.verb if head else ""
    if said.kind not in _COMPOSED or said.noun or not said.own or subject.rstrip("了着过") != said.own:
        return ""
    told = ""
    if said.own in _OF_THE_TOPIC or said.q.unit in _WON:
        told = _clause_head(text, said, heirs)
    elif said.own in _OF_THE_THING:
        told = _PER_END.sub("", heirs.of_unit(said.q.start, said.q.unit)) or _clause_end(text, said)
    return told + said.own if told and said.own not in told else ""


_WON = frozenset(group("figure_subject", "won"))
_OF_THE_TOPIC = frozenset(group("figure_subject", "of_topic"))
_OF_THE_THING = frozenset(group("figure_subject", "of_thing"))
_REPORTED = re.compile(f"{_any_of('reported')}$")
#: 刺梨每公斤 lends 刺梨.
_PER_END = re.compile("每[^，。]{1,8}$")


def _clauses(text: str, said: Said) -> list[str]:
    """The clauses of the sentence up to the figure, its own the last."""
    before = sentence_before(text, said.q.start).rpartition("；")[2]
    return _CLAUSES.split(before.translate(QUOTES))


_THING = re.compile("的((?:(?![了着过的])[\u4e00-\u9fff]){2,8})$")


def _clause_end(text: str, said: Said) -> str:
    """The noun behind 的 that the clause before ends with."""
    clauses = _clauses(text, said)
    thing = _THING.search(clauses[-2]) if len(clauses) > 1 else None
    return thing.group(1) if thing and not _REPORTED.search(clauses[-2]) else ""


_HEAD = re.compile(
    rf"^(?:{_any_of('topic_leads')}|{_any_of('lead')}|[{BLANK}、·\s▲])*+([\u4e00-\u9fff·]{{2,10}}?)(?:{_any_of('topic_ends')}|{_any_of('head_ends')}|[\d{BLANK}“”]|$)"
)


def _clause_head(text: str, said: Said, heirs: Heirs, own: bool = False, first: bool = False) -> str:
    """The noun at the head of the figure's clause where another figure follows it, else of the sentence."""
    clauses = _clauses(text, said)
    own = own or heirs.adjoins(said.q.start)
    if not own and clauses[-1].strip(BLANK + " ") != said.left.strip(BLANK + " "):
        return ""
    before = [c for c in clauses[:-1] if c.strip(BLANK + " ") and not _REPORTED.search(c)]
    told = clauses[-1:] if own else before[:1] if first or said.kind == "measure" else before[::-1]
    heads = (_HEAD.match(clause) for clause in told)
    return next((head.group(1) for head in heads if head), "")


def _some_of_them(said: Said, subject: str, heirs: Heirs) -> str:
    """9款不合格样品…，7款没有3C标志: what some of the things counted before do, with what they are."""
    if said.kind != "count" or said.noun or said.after or len(subject) < 3 or subject != predicate(said.right):
        return ""
    if said.q.unit in _PEOPLE:
        return ""
    same = heirs.of_unit(said.q.start, said.q.unit)
    return same + subject if same and same not in subject else ""


_PEOPLE = frozenset("人名位例口")
_DWELLERS = frozenset("户人口名")
_DWELLINGS = frozenset("个幢栋座组村")
_BODIES = re.compile(f"{_any_of('bodies')}$")


def _inhabitants(text: str, said: Said, subject: str, heirs: Heirs) -> str:
    """水杉苑有14幢楼、612户; 83个乡镇21.7万人受灾: the noun before is that of the figure before."""
    q = said.q
    if said.kind != "count" or q.unit not in _DWELLERS or len(said.after) > 1:
        return ""
    deed = predicate(said.right)
    if heirs.unit(q.start) in _DWELLERS:
        return heirs.last(q.start) if heirs.adjoining(q.start) and len(subject) == 1 and subject in deed else ""
    if heirs.unit(q.start) not in _DWELLINGS or heirs.between(q.start) != subject or _BODIES.search(subject):
        return ""
    if len(deed) > 1:
        return deed
    whole = _WHOLE.match(_clauses(text, said)[-1])
    head = whole.group() if whole else _clause_head(text, said, heirs, own=True)
    return "" if head in words("figure_stops") else head


_WHOLE = re.compile(f"全[{letters('figure_subject', 'wholes')}]|[\u4e00-\u9fff]{{2,8}}(?=有)")


#: 我市代表团共获5金3银: what the unit names for short.
_MEDALS = {row[0]: row[2] for row in rows("figure_subject") if row[1] == "medal"}


def _medal(said: Said, subject: str, heirs: Heirs) -> str:
    medal = _MEDALS.get(said.q.unit, "")
    if not medal or said.kind != "count" or medal in subject:
        return subject
    if subject and subject in said.right and heirs.unit(said.q.start) in _MEDALS:
        subject = heirs.last(said.q.start)  # 以14金9银11铜位列奖牌榜榜首
    for other in _MEDALS.values():
        subject = subject.removesuffix(other)
    return subject + medal
