"""Whom a pronoun means, or a clause without a subject."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache, partial

from helpers.facts.model import Name
from helpers.facts.names.bearers import subject_nouns
from helpers.facts.names.lexicon import lexicon
from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.nouns import bearer_of, calls, elder_meant, is_called
from helpers.facts.quotes.scene import Scene
from helpers.facts.quotes.words import OF_HIM, THIRD
from helpers.lexicon import alternatives, any_of, letters

_any_of = partial(any_of, "quote_words")
_letters = partial(letters, "quote_words")
#: A sentence whose subject is somebody old, not named again.
_ELDER_ACTS = re.compile(f"(?:[。！？\\n]|，(?=老人[才便就]))(?:{_any_of('elder')})")
#: His or her mother or father as the subject of a sentence, whom a pronoun means then.
_HER_KIN = re.compile(
    f"(?:[。！？”\\n]|[，；])(?:{_any_of('child')}的|[^，。；！？“”的他她]{{0,4}}?)({_any_of('female_kin')})(?![的们和与、：都]|[^，。]{{0,3}}说)"
)
_HIM_KIN = re.compile(
    f"(?:[。！？”\\n]|[，；])(?:{_any_of('child')}的|[^，。；！？“”的他她]{{0,4}}?)({_any_of('male_kin')})(?![女的们和与、：都]|[^，。]{{0,3}}说)"
)
#: Somebody new without a name: 一位大姐, 有个骑车的小伙.
_NEWCOMER = re.compile(
    f"(?:[^第]一[位名]|有[位名个]|遇到?[位名个])(?:[^，。；：！？“”是]{{0,8}}?的)?[^，。；：！？“”的是]{{0,4}}?{_any_of('newcomers')}"
)
#: What stands before a pronoun that is no subject (用藏毯裹住|她, 民警问|他).
_ACTED_ON = re.compile(f"{_any_of('acts_on')}$")
_ASKED = re.compile("(?:记者|有人|笔者)?问起?[他她](?!们)(?=[^：]*，)")
_HERS = re.compile(_any_of("hers"))
_HIS = re.compile(f"{_any_of('his')}|{_any_of('his_end')}$")
#: Somebody is brought along (带着女儿热娜), or has an age of its own (今年8岁).
_BRINGS = re.compile(f"{_any_of('brings')}[^，。]*$")
_NOW_AGED = re.compile("今年[0-9一二三四五六七八九十]{1,3}岁")
_FEMALE_KIN = re.compile(_any_of("female_kin"))
_MALE_KIN = re.compile(f"{_any_of('male_kin')}(?!女)")
#: A wife or husband: the pronoun that fits means her or him.
_SPOUSE = re.compile(_any_of("spouse"))
#: Who is not named says it (记者问, 有村民问).
_BY_OTHERS = re.compile(
    f"^(?:有|该|据)?[\u4e00-\u9fff]{{0,3}}{_any_of('others_say')}|(?<![他她我你您咱])们(?:都|也|纷纷|齐声|则)?$"
)
#: How often an article names whom it is about, at least.
_OFTEN = 3


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    """What stands in a clause without a subject: verbs, adverbs, particles (笑着, 又补充)."""
    words = [w for w in lexicon().verbs if len(w) > 1]
    return re.compile(f"(?:{alternatives(words)}|[{_letters('particles')}]|[^\u4e00-\u9fff])+")


def _only_acts(clause: str) -> bool:
    """Whether a clause before speech is short and holds no subject of its own, as a name that is not known would be."""
    rest = _acts().sub("", clause)
    return len(re.sub("[^\u4e00-\u9fff]", "", clause)) <= 6 and len(rest) <= 1


def meant_by(
    scene: Scene, clause: str, pair: Quotation, limit: int | None = None, others: Collection[str] = ()
) -> Name | None:
    """Whom a clause without a name means; ``others`` are those who are there beside the one meant."""
    known = scene.named(0, pair.start if limit is None else min(limit, pair.start))
    known = [n for n in known if n.name not in others]
    if known and calls(scene, pair):
        known = [n for n in known if not is_called(scene, n, pair)]
    acting = (m for m in THIRD.finditer(clause) if not _ACTED_ON.search(clause, 0, m.start()))
    pronoun = _ASKED.match(clause) or next(acting, None)
    if pronoun:
        other, kin = (_HIS, _MALE_KIN) if pronoun.group()[-1] == "她" else (_HERS, _FEMALE_KIN)
        known = [n for n in known if not other.search(n.name) and not kin.search(n.role)]
        known = [n for n in known if not _called_as(scene, n, pronoun.group()[-1])]
        known = [n for n in known if n.name not in (scene.me, scene.teller(pair.start))]
        turn = scene.turn(scene.text.rfind("\n", 0, pair.start) + 1)
        if turn:  # who speaks of "him" in an interview means somebody else
            known = [n for n in known if n.start > turn.end and n.name != turn.name]
        owners_left_out = _no_owners(scene, known, scene.paragraph(pair))
        addressed = _spoken_to_last(scene, known, pair) or _spoken_to_last(scene, owners_left_out, pair)
        known = owners_left_out
        if addressed:
            return addressed
        meant = told_of(scene, known, pair, pronoun.group()[-1]) if known else None
        return meant or _noun_last(scene, pair, pronoun.group()[-1], limit)
    paragraph = scene.paragraph(pair)
    known = [n for n in known if n.start >= paragraph]
    return known[-1] if known and _only_acts(clause) and not _BY_OTHERS.search(clause) else None


def _spoken_to_last(scene: Scene, known: list[Name], pair: Quotation) -> Name | None:
    """Whom the last speech of the paragraph called by name, if nobody has been named since (“老温，回家吃去。”他指指后座)."""
    last = scene.said[-1] if scene.said else None
    if not last or "\n" in scene.text[last.end : pair.start] or not last.speaker:
        return None
    if any(n.start > last.end for n in known):
        return None
    call = Quotation(last.start, last.end)
    whom = {n.name: n for n in known if n.name != last.speaker and is_called(scene, n, call)}
    return next(iter(whom.values())) if len(whom) == 1 else None


_SISTER_CALLED = re.compile(f"{_any_of('female_kin')}[^。！？]{{0,3}}(?:小名|名|大名)?叫?“?$")
_BROTHER_CALLED = re.compile(f"{_any_of('male_kin')}[^。！？]{{0,3}}(?:小名|名|大名)?叫?“?$")


def _called_as(scene: Scene, person: Name, pronoun: str) -> bool:
    """Whether the words before a name tell a relation that the pronoun does not fit (他要找的姐姐，小名叫|招弟)."""
    other = _SISTER_CALLED if pronoun == "他" else _BROTHER_CALLED
    return not person.role and other.search(scene.text, max(0, person.start - 9), person.start) is not None


#: Whose house it is, with a sentence behind (郝志刚推开|张改莲|家的门。).
_HIS_HOUSE = re.compile("家(?:的|里的)?[门院屋房大炕][^。他她]*。")


def _no_owners(scene: Scene, known: list[Name], paragraph: int) -> list[Name]:
    """The people without the last one, if only something of that one's is told of, and somebody else acts in the paragraph
    before (他指指后座，|计桂枝|的红薯还热着。“…”他说)."""
    house = bool(known) and _HIS_HOUSE.match(scene.text, known[-1].end) is not None
    if len(known) < 2 or not (house or scene.text[known[-1].end : known[-1].end + 1] == "的"):
        return known
    last, before = known[-1], known[-2]
    kin = OF_HIM.match(scene.text, last.end)
    apart = before.name != last.name and before.start >= paragraph and not kin
    sentence = _sentence(scene, last)
    joined = THIRD.search(scene.text, before.end, last.start) or before.start - sentence in range(8)
    return known[:-1] if apart and joined and scene.acts(before, _sentence(scene, before)) else known


def _sentence(scene: Scene, person: Name) -> int:
    return max(scene.text.rfind(c, 0, person.start) for c in "。！？”\n") + 1


def _noun_last(scene: Scene, pair: Quotation, pronoun: str, limit: int | None) -> Name | None:
    """Who is meant by the noun that the last clauses of the paragraph begin with (司机回头说：“…”他三下五除二…)."""
    end = pair.start if limit is None else min(limit, pair.start)
    begin = scene.text.rfind("\n", 0, end) + 1
    told = [m for m in subject_nouns().finditer(scene.text, begin, end) if not scene.is_quoted(m.start(1))]
    return bearer_of(scene, told[-1].group(1)) if told and pronoun else None


def told_of(scene: Scene, known: list[Name], pair: Quotation, pronoun: str) -> Name | None:
    """Whom a pronoun means among the people it fits: the elder that the sentences since the last name speak of, the
    one whom the article is about (whose pronoun it uses most) if the paragraph names nobody, or only somebody's
    child or parent; else the last one named."""
    last = known[-1]
    if _newcomer(scene, last.end, pair):
        return None
    kin = _kin_told_of(scene, last.end, pair, pronoun)
    if kin:
        return scene.holding(kin, pair) or bearer_of(scene, kin)
    if _ELDER_ACTS.search(scene.text, last.end, pair.start):
        return elder_meant(scene, pair) or last
    paragraph = scene.paragraph(pair)
    couple = (_FEMALE_KIN if pronoun == "她" else _MALE_KIN).search(last.role) and _SPOUSE.search(last.role)
    if last.start >= paragraph and (couple or lexicon().titles.get(last.role) != "kin" or _heads_sentence(scene, last)):
        return last
    whose = _whose_kin(scene, known, paragraph)
    if whose:
        return whose
    counts = scene.counts
    if 2 * scene.pronouns[pronoun] < scene.pronouns.total():
        return last
    most = max(known, key=lambda n: (counts[n.name], n.start))
    return most if counts[most.name] >= _OFTEN and counts[most.name] > 2 * counts[last.name] else last


def _heads_sentence(scene: Scene, person: Name) -> bool:
    """Whether somebody's kin is the subject of a sentence, with at most whose kin it is before (颜某芳的女婿|汪某第一个赶到)."""
    begin = max(scene.text.rfind(c, 0, person.start) for c in "。！？”\n") + 1
    whose = scene.named(begin, person.start)
    head = whose[-1].end if whose else begin
    owned = not whose or (len(whose) == 1 and whose[0].start - begin < 6 and scene.text[head : head + 1] == "的")
    return owned and person.start - head < 8 and "，" not in scene.text[head : person.start] and bool(whose)


def _kin_told_of(scene: Scene, begin: int, pair: Quotation, pronoun: str) -> str:
    """The kinship word of somebody not named whom the sentences since ``begin`` tell of and a pronoun means
    (母亲举了手。“…”她只说了这一句); empty where there is none."""
    subject = _HER_KIN if pronoun == "她" else _HIM_KIN
    begin = max(begin, scene.text.rfind("\n", 0, pair.start))
    told = [m for m in subject.finditer(scene.text, begin, pair.start) if not scene.is_quoted(m.start(1))]
    kin = told[-1].group(1) if told else ""
    return "" if kin in scene.text[pair.start : pair.end] else kin  # who speaks of the son is not the son


def _newcomer(scene: Scene, begin: int, pair: Quotation) -> bool:
    """Whether the paragraph has told, since ``begin``, of somebody without a name (看见一位大姐…，她说)."""
    begin = max(begin, scene.text.rfind("\n", 0, pair.start) + 1)
    told = [m for m in _NEWCOMER.finditer(scene.text, begin, pair.start) if not scene.is_quoted(m.start())]
    return bool(told) and told[-1].end() not in scene.starts


def _whose_kin(scene: Scene, known: list[Name], paragraph: int) -> Name | None:
    """Whom a pronoun means if somebody's child or parent was named last: who brings them along (王燕带着女儿小满来),
    or the child itself if its age is told as a sentence's own (女儿小满今年8岁)."""
    last = known[-1]
    begin = max(paragraph, max(scene.text.rfind(c, 0, last.start) for c in "。！？\n") + 1)
    earlier = [n for n in known if begin <= n.start < last.start]
    if earlier and _BRINGS.search(scene.text, earlier[-1].end, last.start):
        return earlier[-1]
    return last if last.start >= paragraph and _NOW_AGED.match(scene.text, last.end) else None
