"""What a share is a share of, in a claim about resuming: a rate (复工率), firms or people that did (八成工人已返岗), a
whole (占总数的九成), an earlier level (恢复到节前的85%)."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.claims.resumption.scene import NONE, Around, Role, Sentence
from helpers.claims.resumption.words import pattern
from helpers.facts.model import Figure


def role_of_share(sentence: Sentence, figure: Figure, near: Around) -> Role:
    """The role of a share; the first way of speaking that fits decides."""
    if pattern("^<by>?的?<kept>").search(near.after) or pattern("<limited>$").search(near.before):
        return NONE
    ways: tuple[Callable[[Around], Role | None], ...] = (_rate, _doers, _did, _part, _level)
    found = next((role for role in (way(near) for way in ways) if role is not None), None)
    return _of_a_rate_elsewhere(sentence, figure, near) if found is None else found


def topic_of_rate(words: str) -> str:
    """What a rate is a rate of: firms, people, or what is made and carried (revival)."""
    if pattern("^<capacity>").search(words):
        return "revival"
    return "people" if pattern("<post>|<attendance>").search(words) else "firm"


def _rate(near: Around) -> Role | None:
    """复工率达到96%; not how many reach a rate (62.5%的企业产能利用率在八成以上, 复工率90%以上的县区), nor its change."""
    rate = pattern("<rate>[^，。；]*$").search(near.before)
    if not rate:
        return None
    if pattern("<goods>(?:供应|储备|已)?$").search(near.before[: rate.start()]):
        return NONE  # 农资到位率85%
    reached = pattern("[%成半](?:[^，。；\\d]{0,4}的[^，。；]{0,10}|<by>?<list_noun>)$").search(
        near.before[: rate.start()]
    )
    if reached or pattern("^<by>?的(?!水平|高)").search(near.after) or pattern("<grew>$").search(near.before):
        return NONE
    if rate.group().startswith("恢复") and pattern("<utility>").search(near.so_far):
        return NONE
    own = pattern("(?:<overall>|<firm_self>)[^，。；、\\d]*$").search(near.before[: rate.start()])
    return Role("share", topic_of_rate(pattern("^<rate>").match(rate.group()).group()), bool(own))  # type: ignore[union-attr]


def _doers(near: Around) -> Role | None:
    """八成以上的工人已经返岗, 近三分之二的商铺开门."""
    if not pattern("^<by>?的?(?:[^，。；\\d]{0,12}?<done>?)?(?:<resume>|<post>)(?![率面])").search(near.after):
        return None
    people = pattern("^[^，。；]{0,16}(?:<post>|<staffed>)").search(near.after)
    noun = pattern("^[^，。；]{0,12}?(?:<firm>|<staffed>)[^，。；]{0,8}?(?:<resume>|<post>)").search(near.after)
    return Role("share", "people" if people else "firm", bool(noun))


def _did(near: Around) -> Role | None:
    """员工已经到岗八成."""
    if not pattern("(?:<resume>|<post>)(?:了|约|近|的?(?:已|也|还|只|仅)?(?:达到?|有)?|超过?){0,3}$").search(
        near.before
    ):
        return None
    if pattern("<post>|<staffed>").search(near.before):
        return Role("share", "people")
    listed = pattern("分别|依次").search(near.before) and pattern("<firm>|<trades>").search(near.so_far)
    return Role("share", "firm") if listed or pattern("<firm>").search(near.before) else None


def _part(near: Around) -> Role | None:
    """占总数的四成二, of the count before; 复工企业占总数的87.6%, with its own subject."""
    part = pattern("<part>").search(near.before)
    if not part:
        return None
    subject = pattern("(?:(?P<firm><resume>)|<post>)[^，。；\\d]{0,6}$").search(near.before[: part.start()])
    if not subject:
        return Role("part")
    own = pattern("<firm>|<attendance>|<capacity>").search(subject.group())
    return Role("share", "firm" if subject.group("firm") else "people", bool(own))


def _level(near: Around) -> Role | None:
    """A share of an earlier level. What came back is named in the clause (班次恢复到平时的七成), else right before it
    (用电量612万千瓦时，为3月日均水平的92.3%); 恢复到九成, with no level named, needs its noun in the clause."""
    bare = pattern("<revived>").search(near.before)
    level = pattern("<level>").search(near.before) or bare
    if not level:
        return None
    noun = near.before[: level.start()]
    if pattern("<not_revival>").search(near.so_far[-40:]) or pattern("^<by>?的(?!水平)").search(near.after):
        return NONE
    further = "" if bare and noun.strip() and not pattern("其中|分别|依次").search(noun) else near.so_far
    found = _came_back(noun, True) or _came_back(further, False)
    if not found and bare and pattern("<firm>").search(noun):
        return Role("share", "revival", True)
    return found or (NONE if bare else _unnamed(noun, near))


def _came_back(words: str, own: bool) -> Role | None:
    """People or production named last in ``words``; ``own``: in the clause itself."""
    found = list(pattern("(?P<people><post>|<staffed>)|<revival>").finditer(words))
    if not found:
        return None
    return Role("share", "people", own) if found[-1].group("people") else Role("share", "revival", True)


def _unnamed(noun: str, near: Around) -> Role:
    """A level without a known noun: of the claim before, where the clause names nothing."""
    if not pattern("<resume>|<post>|恢复").search(near.so_far):
        return NONE
    return Role("share", "", bool(pattern("[\u4e00-\u9fff]{2}").search(pattern("<adverb>").sub("", noun))))


def _of_a_rate_elsewhere(sentence: Sentence, figure: Figure, near: Around) -> Role:
    """A share whose rate the sentence names elsewhere: 复工率最低的A为71.2%, 从复工率看，A98.7%，B96.3%, A（98.7%）复工率居前."""
    rates = list(pattern("<rate>").finditer(near.so_far))
    if not rates:
        bracketed = near.before.endswith("（") and near.rest.startswith("）")
        rates = list(pattern("<rate>").finditer(sentence.text, figure.end, sentence.end)) if bracketed else []
    if not rates:
        return NONE
    topic = topic_of_rate(rates[-1].group())
    trade = pattern("(?:其中|^|[，、：])(?P<noun>[^，。；、：\\d]{2,14}(?:<firm>|业))(?:<only>|为|达){0,3}$").search(
        near.before
    )
    if trade and not pattern("占|<resume>|<post>").search(trade.group("noun")):
        return Role("share", topic, True)
    if pattern("业[\\d.]+%[^，。；]*、[\u4e00-\u9fff]{2,6}$").search(near.before):
        return Role("share", topic, True)  # 制造业92%、建筑业76%、批零住餐58%
    if pattern(
        "^<adverb>?[\u4e00-\u9fff]{2,6}(?:[、和][\u4e00-\u9fff]{2,6}){1,6}(?:分别|依次)(?:为|是|达到?)?$"
    ).search(near.before):
        return Role("share", topic, True)  # 食品行业复工率超过95%，机械、纺织分别为87%、79.4%
    first = figure.start - len(near.before)
    places = [n.text for n in sentence.names if first <= n.start and n.end <= figure.start and n.kind != "person"]
    bare = near.before
    if own_whole := pattern("^其中(?P<whole><scope>)(?=<only>|为|达)").match(bare):
        places.append(own_whole["whole"])  # 全省复工率均超过85%，其中我市为96.1%
    for place in places:
        bare = re.sub(f"(?:[^，。；、\\d]{{2,14}}的)?{re.escape(place)}", "", bare)  # 受疫情影响最重的荆山区为67.9%
    if not pattern("(?:<only>|<rank>|<adverb>|<listing>|[\\s\\d.%成一二三四五六七八九家户]){0,40}").fullmatch(bare):
        return NONE
    told = places or pattern("<only>$|(?:分别|依次)[^，]*$").search(near.before)
    own = bool(places) and not re.search(r"\d[家户]、$", near.before)  # 江汉区为356家、88%
    return Role("share", topic, own) if told else NONE
