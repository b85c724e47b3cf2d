"""Whom a noun in a person's place means (老人, 孩子, 老伴, 司机, 所长), and whom speech calls at its head."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.model import Name
from helpers.facts.names.bearers import genders, noun_classes
from helpers.facts.names.lexicon import lexicon
from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.scene import Scene
from helpers.facts.quotes.words import ELDER, SOMEONE
from helpers.lexicon import alternatives, any_of

_any_of = partial(any_of, "quote_words")
_ELDER_NAME = re.compile(f"{_any_of('elder_name')}|^老|{_any_of('elder_name_end')}$")
#: Which one somebody is, before the noun: 83岁的|老太太.
_WHICH = re.compile(f"^[^，。的]{{1,10}}的(?={_any_of('someone')}(?!的))")
#: Somebody old of whom at first only the surname is told: 一位独居老人，姓|郗，….
_ELDER_NAMED = re.compile(f"{_any_of('elder')}，姓([\u4e00-\u9fff])(?=[，。])")
#: What is done to somebody, at the head of a clause whose subject stands before it.
_HELD = re.compile(f"(?:{_any_of('held_how')})?(?:{_any_of('holds')}|([\u4e00-\u9fff])了\\1)")
#: Somebody beside those who are named (旁边的|男孩抢着说).
_ANOTHER = re.compile(
    f"{_any_of('another')}的?(?:[^，。：“”]{{0,6}}的)?[一两几]?[位名个]?[^，。：“”]{{0,4}}?(?:{_any_of('someone', 'newcomers')})"
)
#: Somebody old of whom the paragraph has just told: 这位67岁的老人.
_THIS_ELDER = re.compile(
    f"(?<=[。！？\\n])(?:{_any_of('elder')})今年(?:[6-9][0-9]|1[0-9]{{2}})岁"
    f"|(?:这[个位名](?:(?:[6-9][0-9]|1[0-9]{{2}})岁的)?|今年(?:[6-9][0-9]|1[0-9]{{2}})岁的){_any_of('elder')}"
)
#: Somebody new, who is named later (车上一位姑娘挤过人群 … 她叫秋实).
_STRANGER = re.compile(
    f"(?:[^。：“”]{{0,30}}，)?[^，。：“”]{{0,8}}(?:一[位名个]|有[位名个])(?:[^，。：“”]{{0,6}}的)?({alternatives(noun_classes())})(?![的们])"
)
#: To whom one speaks, at the head of what is said.
_CALL = re.compile("([\u4e00-\u9fff]{2,4})[，！]")
_ADDRESSED = re.compile(f"{_any_of('elder_call', 'address_call')}|[小老][\u4e00-\u9fff]")
_ELDER_CALL = re.compile(_any_of("elder_call"))
_CHILD_SAYS = re.compile(f"{_any_of('child')}(?!们|们都)")
_YOUNG = re.compile("(?:[1-9]|1[0-5]|[一二三四五六七八九]|十[一二三四五])岁")
_AGE = re.compile("[0-9一二三四五六七八九十百]{1,4}岁")
_OLD = re.compile("(?:[6-9][0-9]|1[0-9]{2}|[六七八九]十[一二三四五六七八九]?)岁")
#: What makes a noun no single person's or another's (司机们, 儿子的同学).
_NOT_ALONE = frozenset("们的和与及、")


def elder_meant(scene: Scene, pair: Quotation) -> Name | None:
    """The last person named as one is named in old age (向阿婆), or whose age is told (82岁的余满堂)."""
    known = scene.named(0, pair.start)
    told = [m for m in _THIS_ELDER.finditer(scene.text, 0, pair.start) if not scene.is_quoted(m.start())]
    if told:
        old = _told_old(scene, told[-1].start(), told[-1].end(), pair)
        if old:
            return old
    new = [m for m in _ELDER_NAMED.finditer(scene.text, 0, pair.start) if not scene.is_quoted(m.start())]
    if new and not any(_is_old(scene, n) for n in scene.named(new[-1].end(), pair.start)):
        one = {n.name: n for n in scene.outside if n.name.startswith(new[-1].group(1))}
        if one:
            return next(iter(one.values())) if len(one) == 1 else None
    paragraph = scene.text.rfind("\n", 0, pair.start) + 1
    called = [n for n in known if n.start >= paragraph and is_called(scene, n, pair)]
    if called:  # 龙济舟把石维邦叫到床前。老人说：“维邦，你来教。”
        return next((n for n in reversed(known) if n.start >= paragraph and n.name != called[-1].name), None)
    old = next((n for n in reversed(known) if _is_old(scene, n)), None)
    return old or _only_old(scene, pair)


def _is_old(scene: Scene, person: Name) -> bool:
    return _ELDER_NAME.search(person.name) is not None or _aged(scene, person, _OLD)


def _only_old(scene: Scene, pair: Quotation) -> Name | None:
    """The one person of the article who is called as the old are, named only behind (老爷子斜了我一眼 … 谷爷爷)."""
    later = {n.name: n for n in reversed(scene.outside) if n.start > pair.end and _ELDER_NAME.search(n.name)}
    return next(iter(later.values())) if len(later) == 1 else None


def _told_old(scene: Scene, start: int, end: int, pair: Quotation) -> Name | None:
    """Of whom a sentence says that he or she is old: the one person of the sentence before or of the paragraph, if
    nobody old has been named since (李守成也来了。这位67岁的老人局促地站在门边)."""
    paragraph = scene.text.rfind("\n", 0, start) + 1
    sentence = max(scene.text.rfind(c, 0, max(0, start - 1)) for c in "。！？\n") + 1
    there = scene.named(paragraph, start)
    there = [n for n in there if n.start >= sentence] or there
    there = [n for n in there if scene.text[n.end : n.end + 1] != "的"] or there  # 拉齐尼的家
    since = scene.named(end, pair.start)
    older = any(_ELDER_NAME.search(n.name) or _aged(scene, n, _OLD) for n in since)
    return there[-1] if there and not older and len({n.name for n in there}) == 1 else None


def _child(scene: Scene, pair: Quotation) -> Name | None:
    """The last person who is told to be a child (6岁的米豆)."""
    return next((n for n in reversed(scene.named(0, pair.start)) if _aged(scene, n, _YOUNG)), None)


def meant_by_noun(scene: Scene, clause: str, pair: Quotation) -> tuple[bool, Name | None]:
    """Whether the clause begins with a noun in a person's place (老人, 孩子, 护士, 所长), and whom it means."""
    if _HELD.match(clause):
        return False, None  # 一把抱住站在窗前的男子
    if _ANOTHER.match(clause):
        return True, None
    if clause[:1] != clause[1:2]:  # 指指台下的女儿
        clause = _WHICH.sub("", clause)
    someone = SOMEONE.match(clause)
    bearer = bearer_of(scene, clause, pair)
    if someone and ELDER.search(someone.group()):
        return True, elder_meant(scene, pair) or bearer
    if someone:
        known = _child(scene, pair) if _CHILD_SAYS.match(clause) else scene.holding(someone.group(), pair)
        return True, known or bearer
    if bearer:
        return True, bearer
    if _CHILD_SAYS.match(clause):
        return True, _child(scene, pair)
    role = next((clause[:k] for k in (4, 3, 2) if lexicon().titles.get(clause[:k]) == "office"), "")
    holder = scene.holding(role, pair) if role else None
    return holder is not None, holder


def bearer_of(scene: Scene, clause: str, pair: Quotation | None = None) -> Name | None:
    """Whom the noun at the head of a clause means by what the article says anywhere (司机冲下车 … 司机叫廖胜利)."""
    noun = next((clause[:k] for k in (4, 3, 2) if clause[:k] in noun_classes()), "")
    if not noun or clause[len(noun) : len(noun) + 1] in _NOT_ALONE:
        return None
    kind = noun_classes()[noun]
    if kind == "spouse" and kind not in scene.bearers and pair:
        return _spouse(scene, pair)
    return scene.bearers.get(kind)


def noun_gender(clause: str) -> str:
    """The pronoun that means the noun at the head of a clause, where only one does (父亲 → 他); empty otherwise."""
    noun = next((clause[:k] for k in (4, 3, 2) if clause[:k] in noun_classes()), "")
    return genders().get(noun_classes()[noun], "") if noun else ""


def stranger_of(scene: Scene, clause: str, pair: Quotation) -> Name | None:
    """Who somebody new at the head of a clause is, if the article names the one only later."""
    noun = _STRANGER.match(clause)
    who = scene.bearers.get(noun_classes()[noun.group(1)]) if noun else None
    return who if who and who.start > pair.end else None


def _spouse(scene: Scene, pair: Quotation) -> Name | None:
    """The other one of a couple than was named last (赵桂珍接过话头…。老伴儿在一旁纠正：“…)."""
    known = scene.named(0, pair.start)
    couple = {scene.bearers[kind].name: kind for kind in ("husband", "wife") if kind in scene.bearers}
    other = {"husband": "wife", "wife": "husband"}.get(couple.get(known[-1].name, "") if known else "", "")
    return scene.bearers.get(other)


def _aged(scene: Scene, person: Name, age: re.Pattern[str]) -> bool:
    """Whether the words around a person's first mention in the sentence tell such an age."""
    begin = max(scene.text.rfind(c, max(0, person.start - 24), person.start) for c in "。！？\n；") + 1
    others = [_behind_age(scene, n.end) for n in scene.named(begin, person.start)]
    told = _AGE.findall(scene.text, max([begin, person.start - 24, *others]), person.start)
    behind = re.sub("^[，（]?(?:今年|现年)?", "", scene.text[person.end : person.end + 8])
    return bool(told and age.fullmatch(told[-1]) or age.match(behind))


#: The age of who was named before: 劳阿六|，九十三岁.
_HIS_AGE = re.compile("[，（]?(?:今年|现年)?[0-9一二三四五六七八九十百]{1,4}岁")


def _behind_age(scene: Scene, end: int) -> int:
    """Where what is told of somebody's age right behind the name ends."""
    age = _HIS_AGE.match(scene.text, end)
    return age.end() if age else end


def calls(scene: Scene, pair: Quotation) -> bool:
    """Whether the quotation begins with a call (“阿婆，我好好的呀！”)."""
    return _CALL.match(scene.text, pair.start + 1) is not None


def is_called(scene: Scene, person: Name, pair: Quotation) -> bool:
    """Whether the quotation begins with a call to the person (“阿婆，我好好的呀！”韦婆婆当场哭了)."""
    call = _CALL.match(scene.text, pair.start + 1)
    if not call:
        return False
    word = call.group(1)
    elder = _ELDER_CALL.fullmatch(word) and (_ELDER_NAME.search(person.name) or _ELDER_NAME.search(person.text))
    short = word[0] in "小老阿" and len(word) == 2 and word[1] == person.name[0]
    return bool(elder) or short or word in (person.name, person.text) or person.name.endswith(word[-2:])


def calls_someone(scene: Scene, pair: Quotation) -> bool:
    """Whether the quotation begins with a call to somebody by a form of address (“老爷子，您慢点！”)."""
    call = _CALL.match(scene.text, pair.start + 1)
    return call is not None and _ADDRESSED.fullmatch(call.group(1)) is not None
