"""What a figure is in a claim about resuming: how many resumed, of how many, which share, how many people."""

from __future__ import annotations

import re

from helpers.claims.resumption.scene import NONE, Around, Role, Sentence, around, unreal
from helpers.claims.resumption.shares import role_of_share
from helpers.claims.resumption.words import MASK, pattern, units
from helpers.facts.model import Figure

#: Behind a word of resuming that is a verb: not 复工率, not the 复工企业 that do something.
_AS_VERB = "(?![率面]|的?<list_noun>[^，。；中里])"
#: How far a part may stand behind its whole in one breath.
_BREATH = 20


def role_of(sentence: Sentence, before: Figure | None, figure: Figure, following: Figure | None) -> Role:
    """The role of ``figure`` between the figures before and after it."""
    pair = _part_of_whole(sentence.text, before, figure, following)
    if pair:
        return pair
    near = around(sentence, figure, following)
    if unreal(figure, near) or pattern("<base>$").search(near.before):
        return NONE
    if figure.kind == "share":
        return role_of_share(sentence, figure, near)
    if figure.kind != "count":
        return NONE
    if _of_people(figure):
        return _people(near)
    if figure.unit not in units("firm_unit") or counts_districts(sentence.text, figure) or _newly_begun(sentence):
        return NONE
    told = _listed_on(sentence, figure, near) or _ranked(figure, near)
    return Role("resumed", "firm") if told else _firm(figure, near)


def _of_people(figure: Figure) -> bool:
    return figure.unit in units("people_unit") or (figure.unit.endswith("人") and figure.unit != "法人")


def counts_districts(text: str, figure: Figure) -> bool:
    """36个县区规上企业复工: a count of districts, not of what resumed in them."""
    district = pattern("<administrative>(?:（[^）]*）)?(?:的|[，。、和及规限企工农]|达|实现|中)")
    return figure.unit == "个" and bool(district.match(text, figure.end))


def _newly_begun(sentence: Sentence) -> bool:
    """开工项目86个，总投资420亿元: projects that begin resume nothing."""
    said = sentence.text[sentence.start : sentence.end]
    return "投资" in said and "复" not in said and bool(pattern("<new_start>").search(said))


def _part_of_whole(text: str, before: Figure | None, figure: Figure, following: Figure | None) -> Role | None:
    """n of m in one breath, whatever is counted: 112条公交线路先开64条, 30个作业面已复工26个."""
    if following and is_part(text, figure, following):
        return Role("total", "people" if _are_people(text, figure) else "firm", True)
    if before and is_part(text, before, figure):
        return Role("people", "people") if _are_people(text, before) else Role("resumed", "firm")
    return None


def _are_people(text: str, figure: Figure) -> bool:
    """26.8万务工人员 leaves 名 out."""
    bare = not figure.unit and pattern("<staff>|<staffed>").match(text, figure.end)
    return figure.unit in units("people_unit") or bool(bare)


def is_part(text: str, whole: Figure, part: Figure) -> bool:
    """Whether the second of two figures counts those of the first that resumed: 112条公交线路先开64条."""
    if (whole.kind, part.kind) != ("count", "count") or not whole.number >= part.number:
        return False
    people = _are_people(text, whole) and part.unit in {"", *units("people_unit")}
    between = text[whole.end : part.start].rstrip()
    if not (whole.unit == part.unit or people) or len(between) > _BREATH or re.search("[。；、]|，.*，", between):
        return False
    if pattern("<utility>").search(between):
        return False
    if pattern("^，(?:<done>|目前|现){0,3}<resume>$|[中里]，?(?:<done>|目前|现|有){0,3}$").search(between):
        done = pattern("(?:<done>|正常){0,3}(?:<resume>|<post>|<opened>)(?![率面])").match(text, part.end)
        return between.startswith("，") or bool(done)
    if people and pattern("<came>(?:约|近)?$").search(between):
        return True
    if pattern("^[^，。；\\d]{0,8}(?:已有?|有)$").search(between) and pattern("(?:<resume>|<opened>)(?![率面])").match(
        text, part.end
    ):
        return True  # 2680辆出租车已有1930辆上路
    if pattern("^<list_noun>?[^，。；\\d]{0,14}，其中(?:<done>|目前|现|已?有){0,3}$").search(between) and pattern(
        "(?:<done>|正常|实现){0,3}(?:<resume>|<opened>)(?![率面])"
    ).match(text, part.end):
        return True  # 1723家企业纳入白名单，其中1254家已复工
    verb = pattern(
        "(?:<again>|<post>|<opened>|恢复[^，。；、\\d]{1,8})(?:的?(?:已?有|只有|仅有|为|达到?))?(?:了|约|近|满)?$"
    )
    return "，" not in between and bool(verb.search(between))


def _of_whole(near: Around) -> bool:
    """占全部1386家的95.3%: the whole is named inside the share."""
    return bool(pattern("占[^，。；]{0,8}$").search(near.before) and re.match("[^，。；]{0,8}的", near.after))


def _people(near: Around) -> Role:
    if pattern(f"应(?:[返到在]岗|{MASK}+)[^，]{{0,6}}$").search(near.before) or _of_whole(near):
        return Role("total", "people")
    counted = pattern("(?:<post>|<resume>的?<attendance>|<resume>人数)[^，]{0,10}$").search(near.before)
    if counted or pattern("^[^，]{0,8}<done>?<post>(?![率面])").search(near.after):
        return Role("people", "people")
    if pattern("<sent>[^，。；]{0,8}$").search(near.before):
        return NONE  # 有组织输出务工人员2.3万人
    whole = pattern("^<staff>").match(near.after) or pattern("(?:<headcount>|<staffed>)(?:约|近)?$").search(near.before)
    return Role("total", "people", True) if whole else NONE


def _firm(figure: Figure, near: Around) -> Role:
    before, after = near.before, near.after
    named = figure.unit in ("家", "户") or bool(pattern("<firm>").search(before[-12:] + after[:12]))
    if pattern("<utility>").search(before + near.rest) or figure.unit == "趟" and before.endswith("出车"):
        return NONE  # 出车4800余趟: so often, none of them new
    if _of_whole(near):
        return Role("total", "firm")
    if len(near.after) < len(near.rest) and pattern(
        "^[^，。；\\d]{0,12}<resume>的(?:还|只|仅|已|也)?(?:有|达到?|占|为)?$"
    ).search(near.after):
        return Role("total", "firm", True)  # 2870家餐饮门店开业的不足三成
    if _resumed_before(before):
        return Role("resumed", "firm") if named or pattern("<resume>(?:了|<behind>){0,4}$").search(before) else NONE
    if pattern("<excepted>").search(before) and re.match("[^，。；]*?外", near.rest):
        return NONE
    if pattern(f"^(?:[^，。；\\d]{{1,6}})?<every>?<done>{{0,3}}<resume>{_AS_VERB}").search(after):
        return Role("resumed", "firm")
    if not named:
        return NONE
    if pattern(f"^[^，。；]{{0,18}}?<done>?<resume>{_AS_VERB}").search(after):
        return Role("resumed", "firm")
    if pattern("(?:恢复|营业|开放)(?:了|约|近|全部){0,3}$|恢复了?[^，。；\\d]{0,6}<firm>(?:约|近)?$").search(before):
        return Role("resumed", "firm")
    whole = pattern("^[^，。；]{0,10}<firm>|^[中里]").search(after) or pattern("<firm>[^，。；]{0,6}$").search(before)
    return Role("total", "firm", True) if whole else NONE


def _listed_on(sentence: Sentence, figure: Figure, near: Around) -> bool:
    """A复工企业132家，复工率91.2%；B96家，复工率88%: of the second place the verb is not said again."""
    told = pattern("<resume>(?:<behind>|<firm>){0,4}[\\d.]+[家户][^。]*<rate>").search(near.so_far)
    place = pattern("[^，。；：、\\d]{2,8}").fullmatch(near.before)
    return bool(told and place and pattern("，<rate>|、[\\d.]+%").match(sentence.text, figure.end))


#: Who has most of what resumed is told first, then how many: 开发区复工企业最多，有198家; 复工企业最多的是开发区，有198家.
_MOST = pattern(
    "<resume>(?:<behind>|<firm>){0,4}[^，。；：\\d]{0,4}<most>(?:的[是为数][^，。；：\\d]{2,12})?，(?:<only>|<adverb>|<behind>){0,4}$"
)


def _ranked(figure: Figure, near: Around) -> bool:
    return figure.unit in ("家", "户") and bool(_MOST.search(near.so_far))


def _resumed_before(before: str) -> bool:
    """复工企业1321家, 已复工的有86家; not 复工企业捐赠口罩3000个."""
    resumed = pattern("<resume>(?:<behind>|<firm>){0,4}[^，。；\\d]{0,6}$").search(before)
    return bool(resumed) and not pattern("<other_verb>[^，。；]{0,6}$").search(before)
