"""Who speaks in the clause that says so, before, behind or between what is said."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.model import Name, Quote
from helpers.facts.names.lexicon import lexicon
from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.nouns import bearer_of, elder_meant, is_called, meant_by_noun, noun_gender, stranger_of
from helpers.facts.quotes.pronouns import meant_by, told_of
from helpers.facts.quotes.scene import Scene
from helpers.facts.quotes.signs import WRITES
from helpers.facts.quotes.words import (
    ELDER,
    HAN,
    HIS_HAND,
    HIS_KIN,
    HIS_VOICE,
    INDEFINITE,
    OF_HIM,
    PRONOUN_SAYS,
    SOMEONE,
    THIRD,
    TO_ELDER,
)
from helpers.lexicon import any_of, group

_any_of = partial(any_of, "quote_words")
_group = partial(group, "quote_words")
#: The pronoun itself speaks, further on in the clause (她的爱人去了外地，她却笑着说).
_ANEW = re.compile("，[他她](?![们的])")
#: Who is asked answers: 问他图什么，….
_ASKED_WHOM = re.compile(
    "((?:[^，。：“”问]{0,6}，)?(?:[^，。：“”问]{0,3}时)?(?:我|记者|有人|笔者)?问起?)[^，。：“”]{2,30}，"
)
#: To all who are there (对大家说), which makes nobody else speak.
_TO_ALL = re.compile(f"{_any_of('to_all')}{_any_of('all_there')}")
#: Something that is done something with (她|把一个|塑料袋放在地上).
_A_THING = re.compile("[把将]一[个位名]")
#: Somebody is asked to pass words on (托协调员麻晓静|捎来一句话): they are not that person's own.
_ENTRUSTED = re.compile(f"{_any_of('entrusts')}[^，。：“”]*$")
_PASSED_ON = re.compile(f"[^，。：“”]{{0,4}}{_any_of('passes_on')}")
#: The writer of a letter or the one interviewed speaks (我臊得直说).
_MYSELF = re.compile(
    "(?:^|，)我(?![们国省市县区校院])(?:[^，。：我他她]{0,10}|[^，。：我他她]{0,4}"
    f"{_any_of('i_and_him')}[他她][^，。：我他她]{{0,6}}：?)$"
)
#: Somebody's kin or colleague who is not named (我妈问).
_MY_KIN = re.compile(f"(?:^|，)我的?{_any_of('of_him')}[^，。：]{{0,10}}$")
#: A voice that comes from a telephone (手机里是老伴：), and is none of those who are there.
_FROM_AFAR = re.compile(f"[^，。：“”他她]{{0,4}}(?:{_any_of('from_afar')})")
#: Somebody unnamed whom the person of the clause hears or meets (王海听到|有人喊).
_HEARD_FROM = re.compile(f"{_any_of('heard_from')}[^，。]{{0,8}}?{_any_of('unnamed')}")
#: Somebody unnamed is the subject of a clause behind the one named, and is not only found lying or sitting there
#: (刘敏拿着照片去问，|有人瞅了半天，指着车牌说：).
_NEW_SUBJECT = re.compile(
    f"[，；](?:{_any_of('comes_in')})?(?:有人|对方|(?:有|又有|另有|另)?一?[位名个]?(?<=[有位名个])[^，。：他她]{{0,8}}?{_any_of('someone', 'newcomers', 'elder', 'staff')})"
    f"(?!的)(?![^，。：]{{0,6}}{_any_of('lies_there')})[^。：]*：?$"
)
#: Whom somebody goes to and speaks to (瞿万顺找到校长|晋春生：).
_TURNED_TO = re.compile(f"(?:{_any_of('turned_to')})[^，。：的]{{0,12}}$")
#: Two who say it as one (…，夫妻俩每天说同一句话：).
_TOGETHER = re.compile(f"，(?:{_any_of('together')})(?![的里中])")
#: Somebody is stopped or interrupted by him or her, who speaks (话没说完，就被|她|打断了：).
_BY_HIM = re.compile("被([他她])[^，。：]{2,8}：?$")
#: Somebody unnamed who says it to the person of the clause (被村民笑着纠正：).
_BY_SOMEONE = re.compile(f"被(?:{_any_of('someone')})[^，。：]{{0,8}}[：，]?$")
_SPOKEN_TO = _group("spoken_to")
_ANSWERS = frozenset(_group("answers"))


def before_word(scene: Scene, k: int, begin: int, previous: Quote | None) -> Name | None:
    """Who is the subject of the sentence where a word in quotation marks stands before the speech
    (局长关敬堂给大家吃下“定心丸”：“米面油够吃四十天。”)."""
    word = scene.pairs[k - 1] if k else None
    if not word or word.end != begin or (previous and previous.start == word.start):
        return None
    left = scene.text[begin : scene.pairs[k].start]
    start = max(scene.text.rfind(c, 0, word.start) for c in "。！？”\n") + 1
    if len(left) > 8 or INDEFINITE.search(left) or SOMEONE.search(left) or THIRD.search(left):
        return None
    named = scene.named(start, word.start)
    return named[-1] if named and len({n.name for n in named}) == 1 and scene.acts(named[-1], start) else None


def writer_of(scene: Scene, begin: int, verb: str, left: str) -> Name | None:
    """Who wrote what stands beside a picture made in the same sentence (乐乐画了一幅画：七个“大白”手拉手，旁边写着“…”)."""
    start = max(scene.text.rfind(c, 0, begin) for c in "。！？\n") + 1
    if verb not in WRITES or THIRD.search(left) or INDEFINITE.search(left):
        return None
    named = scene.named(start, begin) if start < begin else []
    return named[-1] if named and len({n.name for n in named}) == 1 else None


def _myself(scene: Scene, begin: int) -> Name | None:
    """Who "I" is: whose turn it is in an interview, who signs the letter, or who tells who he is (我是护士宁晓岚)."""
    paragraph = scene.text.rfind("\n", 0, begin) + 1
    turn = scene.turn(paragraph)
    writer = turn or next((n for n in reversed(scene.outside) if n.rule == "writer"), None)
    me = scene.teller(begin) or scene.me
    return writer or next((n for n in scene.outside if n.name == me), None)


def subject_of(scene: Scene, begin: int, end: int, pair: Quotation, after: bool = False) -> Name | None:
    """Who says it: the person of the clause, or whom its pronoun or noun means."""
    while scene.text[end - 1 : end] == "，" and end - 1 > begin:
        end -= 1  # 他想了想，|说
    turn = scene.turn(scene.text.rfind("\n", 0, begin) + 1)
    if turn and begin <= turn.start and turn.end < end:
        told = scene.text[turn.end + 1 : end]
        return (
            turn
            if _MYSELF.search(told) and not _MY_KIN.search(told)
            else subject_of(scene, turn.end + 1, end, pair, after)
        )
    clause = scene.text[begin:end]
    last = clause.rfind("，") + 1
    if _MY_KIN.search(clause):
        return None
    if _MYSELF.search(clause):
        return _myself(scene, begin)
    if _FROM_AFAR.match(clause, last) and not scene.named(begin + last, end):
        return None
    whose = HIS_KIN.search(clause)
    if whose and not _ANEW.search(clause, whose.end()):
        kin = scene.named(begin + whose.start(), end)
        if not kin:
            return scene.holding(whose.group(1), pair)
        if kin[0].start == begin + whose.end():
            return kin[0]  # 他的母亲古丽巴哈尔早已泪流满面：
    whom = _asked(scene, begin, end)
    if whom:
        return whom
    by_him = _BY_HIM.search(clause)
    if by_him:
        stopped = {scene.said[-1].speaker} if scene.said else set()
        return meant_by(scene, by_him.group(1), pair, begin, stopped | {n.name for n in scene.named(begin, end)})
    asked = THIRD.match(clause, last) and THIRD.search(clause, 0, last)  # 民警问她…，她说
    anew = THIRD.match(clause, last) and noun_gender(clause) not in (
        "",
        clause[last : last + 1],
    )  # 父亲六十岁那年，她打电话说
    nameless = not asked and not anew and not scene.named(begin, end)
    if nameless and (SOMEONE.match(clause) or bearer_of(scene, clause)):
        last = 0
    elif nameless and last and THIRD.match(clause):
        last = _last_subject(clause, last)
    post = _post_of(clause[last:]) if last and not scene.named(begin + last, end) else ""
    if post:
        return scene.holding(post, pair)
    if not scene.named(begin + last, end):
        by_noun, who = meant_by_noun(scene, clause[last:], pair)
        if by_noun:
            return who
    if THIRD.match(clause, last) and last:
        asking = _who_asks(scene, begin, begin + last)
        main = _interviewed(scene, clause, pair)
        if main:
            return main
        return meant_by(scene, clause[last:], pair, begin + last, {asking.name} if asking else ())
    pronoun = PRONOUN_SAYS.search(clause)
    if pronoun:
        beside = _beside_him(scene, begin) if THIRD.match(clause) else ()
        return meant_by(scene, clause, pair, begin + pronoun.start(), beside)
    present = scene.named(begin, end)
    named = [n for n in present if not _spoken_to(scene, n)]
    if len({n.name for n in named}) > 1:
        named = [n for n in named if not is_called(scene, n, pair)] or named  # 侯敏敲|温跃进|的车窗：“老温，…”
    if named and _passes_on(scene, named[-1], begin):
        carried = named[-1].name
        named = named[:-1]
        if not named:
            return meant_by(scene, clause, pair, begin, {carried}) if THIRD.match(clause) else None
    if named and _HEARD_FROM.search(scene.text, named[-1].end, end):
        return None
    if named and _NEW_SUBJECT.search(scene.text, named[-1].end, end):
        return None
    if named and _TOGETHER.search(scene.text, named[-1].end, end):
        return None
    if named and _BY_SOMEONE.search(scene.text, named[-1].end, end):
        return None
    if named and last and _somebody(scene, begin + last, end):
        return scene.holding(clause[last:], pair) if clause[last:] in lexicon().titles else None
    turned_to = len(named) > 1 and named[-1].end == end - 1 and _TURNED_TO.search(scene.text, begin, named[-1].start)
    if turned_to and named[0].end <= turned_to.start():
        return named[0]
    if named:
        return _no_owner(scene, named)
    if present and THIRD.match(clause):
        return meant_by(scene, clause[0], pair, begin, {n.name for n in present})  # 他对|钟呈祥|说
    if present and HAN.match(scene.text, begin) and present[0].start - begin > 1:
        return None
    stranger = stranger_of(scene, clause, pair)
    if stranger:
        return stranger
    if INDEFINITE.search(_A_THING.sub("", _TO_ALL.sub("", clause))) and not re.search(
        "(?<!其)[他她]$|[，][他她]", clause
    ):
        return None
    elder = None if THIRD.match(clause) else ELDER.search(TO_ELDER.sub("", clause))
    beside = _beside_him(scene, begin) if THIRD.match(clause) else ()
    return (elder_meant(scene, pair) if elder else None) or meant_by(scene, clause, pair, None, beside)


#: Whose post it is who speaks: 岔河中学的|教导主任, behind a body.
_POST = re.compile(f"[^，。：“”他她我]{{2,10}}(?:{_any_of('body_ends')})的?([\u4e00-\u9fff]{{2,4}})[：，]?$")


def _post_of(clause: str) -> str:
    """The post that a clause consists of, with the body before it and no name (岔河中学的|教导主任说)."""
    post = _POST.match(clause)
    return post.group(1) if post and lexicon().titles.get(post.group(1)) in ("office", "trade") else ""


def _last_subject(clause: str, last: int) -> int:
    """Where the last clause begins that has a noun as its subject, before one that has none (他撕开胶带，|老人缓过气来，头一句话是：)."""
    begins = [0, *(m.end() for m in re.finditer("，", clause[:last]))]
    if THIRD.search(clause, last):
        return last
    return next((at for at in reversed(begins[1:-1]) if SOMEONE.match(clause, at)), last)


def _spoken_to(scene: Scene, one: Name) -> bool:
    """Whether the person is asked or told (对主任|钟呈祥|说); no adviser (投资顾问|边策)."""
    role = one.organisation + one.role
    end = one.start - (len(role) if role and scene.text.endswith(role, 0, one.start) else 0)
    before = scene.text[max(0, end - 2) : end]
    return before[-1:] in _SPOKEN_TO and before != "顾问"


def _asked(scene: Scene, begin: int, end: int) -> Name | None:
    """Who answers as a pronoun behind the question (问|木嘎|长大想做什么，他挺起胸：“…)."""
    question = _ASKED_WHOM.match(scene.text, begin, end)
    if not question or not THIRD.match(scene.text, question.end()):
        return None
    at = question.end(1)
    whom = next((n for n in reversed(scene.named(0, end)) if scene.text.startswith(n.text, at)), None)
    return whom or bearer_of(scene, scene.text[at : question.end()])


#: Nobody named asks him or her.
_REPORTER_ASKS = re.compile("(?:记者|有人|笔者|再)?问起?[他她](?!们)")
#: How often an article names whom it is about, at least.
_OFTEN = 3


def _interviewed(scene: Scene, clause: str, pair: Quotation) -> Name | None:
    """Whom the article is about, where nobody named asks (问他为什么不去要，他说) and the last one named is only mentioned once
    or twice."""
    known = scene.named(0, pair.start) if _REPORTER_ASKS.match(clause) else []
    if not known:
        return None
    last, counts = known[-1], scene.counts
    most = max(known, key=lambda n: (counts[n.name], n.start))
    if counts[most.name] < _OFTEN or counts[most.name] <= 2 * counts[last.name]:
        return None
    return None if scene.acts(last, _sentence(scene, last)) and not _is_listed(scene, last) else most


def _sentence(scene: Scene, person: Name) -> int:
    return max(scene.text.rfind(c, 0, person.start) for c in "。！？”\n") + 1


def _is_listed(scene: Scene, person: Name) -> bool:
    """Whether a name stands between marks as an item does (最早的一笔：|廖伯|，感冒，七分)."""
    return scene.text[person.start - 1 : person.start] in ("：", "、") and scene.text[person.end : person.end + 1] in (
        "，",
        "、",
    )


#: Somebody asks him or her, or asks a question (古雪峰|问他怎么熬过来的，他…; 泽仁旺姆看见照片，|问了一句，她才说).
_ASKS_HIM = re.compile("[^。：“”]{0,20}?(?<![被访])问(?:起|到|道)?(?:[他她](?!们)|了?[一几]?[句声]，)")


#: What somebody does to whom the pronoun of the next sentence means.
_TO_HIM = re.compile(f"[^。：“”]{{0,16}}?{_any_of('does_to_him')}[他她](?![们的])")


def _who_asks(scene: Scene, begin: int, end: int) -> Name | None:
    """Who asks in the clauses before a pronoun, and so is not meant by it."""
    named = scene.named(begin, end)
    asking = named[-1] if named and len({n.name for n in named}) == 1 else None
    return asking if asking and _ASKS_HIM.match(scene.text, asking.end, end) else None


def _beside_him(scene: Scene, begin: int) -> set[str]:
    """Who asked or did something to the one of whom a sentence that begins with a pronoun goes on to tell, and whose things
    it was done with (滕海洲扶她上船，问她怎么了。她…; 米雪用丁家妹的围巾给他固定。他…)."""
    before = max(scene.text.rfind(c, 0, max(0, begin - 1)) for c in "。！？”\n") + 1
    named = scene.named(before, begin)
    if not named or scene.text[begin - 1 : begin] != "。":
        return set()
    acting = _ASKS_HIM.match(scene.text, named[0].end, begin) or _TO_HIM.match(scene.text, named[0].end, begin)
    owners = {n.name for n in named[1:] if scene.text[n.end : n.end + 1] == "的"}
    return {named[0].name} | owners if acting and scene.acts(named[0], before) else set()


def _passes_on(scene: Scene, person: Name, begin: int) -> bool:
    """Whether a person only carries the words of somebody else (托协调员麻晓静捎来一句话)."""
    asked = _ENTRUSTED.search(scene.text[begin : person.start])
    return asked is not None and _PASSED_ON.match(scene.text, person.end) is not None


def _somebody(scene: Scene, begin: int, end: int) -> bool:
    """Whether a clause is only who says it, by a trade and without a name (…，|报警人|称)."""
    return end - begin > 1 and any(scene.text[begin + k : end] in lexicon().titles for k in (0, 2))


def _no_owner(scene: Scene, named: list[Name]) -> Name | None:
    """The last of the people of a clause who is not there for somebody else's sake: nobody where only whose wife or
    colleague speaks is told (匡志国的妻子说), the other where somebody's hand is held (握着匡志国的手说)."""
    if HIS_VOICE.match(scene.text, named[-1].end):
        return named[-1]  # 总指挥王勇峰的声音传来：
    kept = [n for n in named if not OF_HIM.match(scene.text, n.end)]
    if not kept:
        return None
    free = next((n for n in reversed(kept) if not HIS_HAND.match(scene.text, n.end)), None)
    held = free is None and HAN.match(scene.text, kept[-1].start - 1) is not None
    return None if held else free or kept[-1]  # 教练拍拍林小虎的肩膀


def who_answers(scene: Scene, who: Name | None, verb: str, pair: Quotation, previous: Quote | None) -> Name | None:
    """Who answers: not the one who has just spoken, if a pronoun stands for the speaker (…：“妈，…？”她总答：“…)."""
    if not who or not previous or verb not in _ANSWERS or previous.speaker != who.name:
        return who
    between = scene.text[previous.end : pair.start]
    pronoun = THIRD.search(between)
    if "\n" in between or not pronoun or who.name in between:
        return who
    others = [n for n in scene.named(0, pair.start) if n.name != who.name]
    return told_of(scene, others, pair, pronoun.group()) if others else who
