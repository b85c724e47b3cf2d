"""Who speaks where no verb of saying stands beside it: the person of the next sentence, or of the one before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from helpers.facts.model import Name, Quote
from helpers.facts.names.bearers import called
from helpers.facts.names.candidates import SAYS_HOW
from helpers.facts.names.lexicon import lexicon
from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.nouns import calls_someone, elder_meant, is_called, meant_by_noun, stranger_of
from helpers.facts.quotes.pronouns import meant_by
from helpers.facts.quotes.scene import Scene, make
from helpers.facts.quotes.words import (
    END,
    GOES_ON,
    HAN,
    HIS_HAND,
    HIS_KIN,
    HIS_VOICE,
    INDEFINITE,
    OF_HIM,
    THIRD,
    TO_ELDER,
    speech_verbs,
)
from helpers.lexicon import any_of, letters

_any_of = partial(any_of, "quote_words")
_letters = partial(letters, "quote_words")
#: Whose kin it is who is not named, with 的 or without it, as the subject of a sentence.
_KIN_OF_HIM = re.compile(f"的?{_any_of('kin_direct')}(?!和)")
#: Who said it, by a noun, before somebody who is named.
_SAYS_THIS = re.compile(f"({_any_of('someone', 'elder')}){_any_of('says_this')}")
#: Somebody who does it with those who are named (她和|朴正浩一起当起了志愿者).
_HE_AND = re.compile("(?:^|，)([他她])[和与跟同]$")
#: The one of whom the paragraph has just told: 这个26岁的年轻人….
_THIS_ONE = re.compile(
    f"这[个位名](?:[0-9一二三四五六七八九十]{{1,3}}岁的|[^，。的]{{1,8}}的)?{_any_of('this_one', 'someone', 'newcomers')}"
)
#: A voice, a sound or a letter that nobody named is told to be the source of: the quotation is what it says (一声呼救, 对讲机里).
_VOICE = re.compile(f"(?<![他她])(?!{_any_of('not_voices')})(?:{_any_of('voices')})")
#: 老人的声音不高, behind what was said.
_NOUN_VOICE = re.compile(f"({_any_of('someone')})的{_any_of('his_voice')}")
#: Who is told to hear it (尤金福|听到呼救).
_HEARS = re.compile(_any_of("hears"))
#: Whom the reporter meets (记者在村口见到|护林员邬大庆时，他…).
_VISITED = re.compile(f"(?:记者|笔者)[^，。；：！？]{{0,20}}(?:{_any_of('visits')})[^，。；：！？的]{{0,12}}$")
#: The next paragraph says whose words they are (这是另一位德国客户汉斯邮件里的话).
_ARE_THE_WORDS = re.compile(f"\n这是([^，。]{{2,24}}?)(?:的话|的留言|的回答|的心声|所说|{_any_of('last_words')})")
#: Whose words it is said to be, before a name that comes later (这是居民常挂在嘴边的一句话，老王…).
_WHOSE_WORDS = re.compile(f"这?是(?![^，。]*[他她])[^，。]*(?:{_any_of('words_of')})")
#: Nouns that say that the sentence before a quotation announces speech.
_ANNOUNCES = re.compile(_any_of("announces"))
_HE = re.compile("(?:^|，)[^，。]{0,4}(?<!其)[他她](?!们)")
_REPLIES = re.compile(f"[^，。：；！？“”]{{0,6}}：|(?:却)?{_any_of('replies')}")
_TOLD_TIME = re.compile(
    f"[0-9一二三四五六七八九十〇]+[年月日天]|[{_letters('told_day')}][{_letters('told_day_end')}]|{_any_of('told_time')}"
)
_CROWD = re.compile(f"[^，。]{{0,8}}{_any_of('crowd')}[^，。]{{0,8}}{_any_of('crowd_says')}")
#: What somebody does who tells of others in the sentence before.
_RECOUNTS = re.compile(_any_of("recounts"))
#: A noun without a word before it for the one of whom the sentence before tells.
_ONE_TOLD_OF = re.compile(f"({_any_of('young_one')})(?![们的和与及、])")
#: What is done to somebody by the one who speaks next and is not named.
_REBUFFED = re.compile(_any_of("rebuffed"))
#: What the one does who is asked, and who may ask.
_NO_ANSWER, _INTERVIEWER = re.compile(_any_of("no_answer")), re.compile("记者|笔者|主持人")
#: What somebody does who was spoken to by a child or parent.
_READS_IT = re.compile(_any_of("reads_it"))
#: 豆豆|一句话，把妈妈吓出一身冷汗.
_HIS_WORDS = re.compile(f"的?[这那]?么?{_any_of('one_word')}，?[就便却]?{_any_of('to_all', 'entrusts')}")
#: … and speaks himself (对着屏幕|喊了一嗓子).
_CALLS_OUT = re.compile("^[^，。]{2,10}[喊说叫问吼]|[喊说叫问吼](?:了|出|道)")
_OVERHEARS = re.compile(_any_of("overhears"))
#: What somebody hears or believes, which somebody else has said (“货就在仓库里。”|就凭这句话，孙强…).
_THESE_WORDS = re.compile(
    f"(?:就|仅|只|光)?(?:{_any_of('hears_these')})(?:了|着|过)?(?:这|对方|那)[^，。]{{0,8}}{_any_of('these_words')}"
)
#: What goes on while somebody speaks, before who it is (隔着门，|老人抹起了眼泪).
_MEANWHILE = re.compile("^[\u4e00-\u9fff]{1,2}着[^，。：他她]{0,6}，")
#: How near behind a quotation somebody stands who says it, and not the one before (“…”执行法官阚泽出示了材料).
_NEXT_SPEAKER = 16
#: How far back the other one of a conversation may have spoken.
_CONVERSATION = 300


def _other_subject(right: str) -> bool:
    """Whether the clause behind a quotation begins with somebody or something that acts, who is not known (盛夏眼圈红了)."""
    clause = re.split("[，。：；！？]", right.lstrip("…，"), maxsplit=1)[0]
    lex = lexicon()
    acts = any(clause[:k] in lex.verbs for k in (1, 2, 3)) or clause[:2] in SAYS_HOW
    return len(clause) > 3 and HAN.match(clause) is not None and not acts


def alone_said(scene: Scene, k: int, pair: Quotation, content: str, right: str, previous: Quote | None) -> Quote:
    """A sentence of its own without a verb of saying: the person of the next sentence speaks, or of the one before."""
    answered = _answer_to(scene, pair, previous)
    if answered:
        return make(pair, content, answered, "", "alone")
    if _in_chorus(scene, k):
        return make(pair, content, _answers_back(scene, pair, previous, right), "", "alone")
    gap = scene.text[previous.end : pair.start] if previous else "\n"
    goes_on = previous and "\n" not in gap and len(gap) <= 24 and previous.rule in ("after", "alone")
    again = previous and previous.speaker and previous.rule == "alone" and "\n" not in gap and len(gap) <= 30
    following = scene.named(pair.end, pair.end + min(len(right), _NEXT_SPEAKER)) if again else []
    again = again and all(n.name == (previous.speaker if previous else "") for n in following)
    if previous and again and previous.speaker in {n.name for n in scene.named(previous.end, pair.start)}:
        return Quote(pair.start, pair.end, content, previous.speaker, previous.role, "", "alone")
    if previous and goes_on and not right.strip():
        return Quote(pair.start, pair.end, content, previous.speaker, previous.role, "", "alone")
    who = _around(scene, pair, right)
    if previous and goes_on and previous.speaker and _only_later(scene, pair, who, previous):
        return Quote(pair.start, pair.end, content, previous.speaker, previous.role, "", "alone")
    if who and previous and THIRD.match(right) and previous.speaker == who.name and previous.quote[-1:] in "？?":
        answer = _other_one(scene, previous, pair)
        if answer:
            return replace(answer, start=pair.start, end=pair.end, quote=content, verb="", rule="alone")
    return make(pair, content, who, "", "alone")


def _only_later(scene: Scene, pair: Quotation, who: Name | None, previous: Quote) -> bool:
    """Whether the sentence behind speech that goes on names somebody else only further on
    (“起！”仲跃进喊号子。抬第一次，没动。“再来！”第二次，车身离地，|米雪趴下去)."""
    if not who or who.name == previous.speaker or who.start < pair.end:
        return False
    return scene.text.count("，", pair.end, who.start) > 1


#: Somebody is asked, with nothing else behind (“疼不疼？”男孩|问他。“不疼。”).
_ASKED_HIM = re.compile("(?:[^。：“”，]{1,6}，)?[^。：“”，]{0,8}问(?:道|起)?([他她])。\\n?")


def _answer_to(scene: Scene, pair: Quotation, previous: Quote | None) -> Name | None:
    """Whom the clause between two quotations tells to be asked."""
    asked = _ASKED_HIM.fullmatch(scene.text, previous.end, pair.start) if previous else None
    if not asked or not previous or previous.quote[-1:] not in ("？", "?"):
        return None
    there = {previous.speaker} | {n.name for n in scene.named(previous.end, pair.start)}
    return meant_by(scene, asked.group(1), pair, previous.start, there)


def _answers_back(scene: Scene, pair: Quotation, previous: Quote | None, right: str) -> Name | None:
    """Who answers, without a pause, speech that a clause before it gives to somebody (他一口咬定：“…。”“老鲁全说了。”荆楚把照片推过去)."""
    if not previous or previous.end != pair.start or previous.rule == "alone" or not right:
        return None
    named = scene.named(pair.end, pair.end + len(right))
    first = named[0] if named and named[0].start - pair.end < _NEXT_SPEAKER and scene.acts(named[0], pair.end) else None
    return first if first and first.name != previous.speaker and not is_called(scene, first, pair) else None


def _other_one(scene: Scene, asked: Quote, pair: Quotation) -> Quote | None:
    """Who answers in the next paragraph what somebody has asked: the other one of the conversation."""
    if scene.text.count("\n", asked.end, pair.start) != 1:
        return None
    others = [
        q for q in scene.said[-4:] if q.speaker not in ("", asked.speaker) and pair.start - q.start < _CONVERSATION
    ]
    return others[-1] if others and asked.speaker else None


def _in_chorus(scene: Scene, k: int) -> bool:
    """Whether quotations follow each other with nothing between: several people speak (“告诉老师！”“报警！”),
    and nobody asks another."""
    first = last = k
    while first and scene.pairs[first - 1].end == scene.pairs[first].start:
        first -= 1
    while last + 1 < len(scene.pairs) and scene.pairs[last + 1].start == scene.pairs[last].end:
        last += 1
    said = scene.text[scene.pairs[first].start : scene.pairs[last].end]
    return last > first and ("？" not in said or last - first > 3)


def _around(scene: Scene, pair: Quotation, right: str) -> Name | None:
    """The person whom the sentences around a quotation without a verb of saying make its speaker."""
    paragraph = scene.text.rfind("\n", 0, pair.start) + 1
    his_kin = HIS_KIN.match(right)
    if his_kin and not scene.named(pair.end, pair.end + len(right)):
        return scene.holding(his_kin.group(1), pair)
    if THIRD.match(right) and _asks_of_him(scene, pair, right):
        return None
    if THIRD.match(right) and _teller(scene, paragraph, pair):
        return _teller(scene, paragraph, pair)
    if THIRD.match(right):
        beside = {n.name for n in scene.named(pair.end, pair.end + len(right)) if not scene.acts(n, pair.end)}
        elder = elder_meant(scene, pair) if TO_ELDER.search(right) else None
        return meant_by(scene, right[:1], pair, None, beside | {elder.name} if elder else beside)
    told = _ARE_THE_WORDS.match(scene.text, pair.end)
    if told:
        whose = scene.named(told.start(1), told.end(1))
        return whose[-1] if whose else None
    stop = END.search(scene.text, pair.end)
    following = scene.text[pair.end : stop.start() if stop else len(scene.text)]
    if _THESE_WORDS.match(following):
        return None
    if _OVERHEARS.match(following) and called(scene.text[pair.start + 1 : pair.end])[0]:
        return None
    near = scene.named(pair.end, pair.end + len(following))
    if not near:
        named_next = _named_next(scene, pair, following)
        if named_next:
            return named_next
    first = near[0].start - pair.end if near else len(following)
    if near and HIS_VOICE.match(scene.text, near[0].end):
        return near[0]
    if near and _HIS_WORDS.match(scene.text, near[0].end):
        return near[0]
    it_is = _SAYS_THIS.match(following) if near else None
    if it_is:
        return meant_by_noun(scene, it_is.group(1), pair)[1]  # 老人说这话时，手放在拉迪尔的头上
    he_and = _HE_AND.search(following[:first]) if near else None
    if he_and:
        return meant_by(scene, he_and.group(1), pair, pair.end + he_and.start(1))
    voiced = _NOUN_VOICE.match(following)
    if voiced and not near:
        return meant_by_noun(scene, voiced.group(1), pair)[1]
    if _VOICE.search(following[:first]) or _WHOSE_WORDS.match(following[:first]):
        return None
    if (
        len({n.name for n in near}) > 1
        and calls_someone(scene, pair)
        and not speech_verbs().match(scene.text, near[0].end)
    ):
        return None
    if near and _HEARS.match(scene.text, near[0].end):
        return None
    if near and _READS_IT.match(scene.text, near[0].end) and not _CALLS_OUT.search(following, near[0].end - pair.end):
        begin = _sentence_before(scene, paragraph, pair)
        sent = {n.name: n for n in scene.named(begin, pair.start) if n.name != near[0].name}
        return next(iter(sent.values())) if len(sent) == 1 else None
    owned = near and OF_HIM.match(scene.text, near[0].end)
    near = [n for n in near if not OF_HIM.match(scene.text, n.end)]
    if owned and not near or near and is_called(scene, near[0], pair):
        return None
    known = [n for n in scene.named(paragraph, pair.start) if not is_called(scene, n, pair)]
    if near and _REPLIES.match(scene.text, near[0].end) and known:
        return ([n for n in known if n.name != near[0].name] or known)[-1]
    announced = _announced(scene, paragraph, pair)
    if announced and (not near or _TOLD_TIME.match(following)):
        return announced
    if not near and known and _THIS_ONE.match(following) and len({n.name for n in known}) == 1:
        return known[-1]
    if not near:
        by_noun, who = meant_by_noun(scene, _MEANWHILE.sub("", following.lstrip("…，")), pair)
        stranger = stranger_of(scene, following.lstrip("…，"), pair)
        if stranger:
            return stranger
        if by_noun or _CROWD.match(following):
            return who or just_told_of(scene, pair, following)
        if known and _rebuffed(scene, known[-1], paragraph, pair):
            return elder_meant(scene, pair)
        pronoun = _HE.search(following)
        if pronoun and not INDEFINITE.search(following[: pronoun.start()]):
            return meant_by(scene, pronoun.group()[-1], pair)
    elif not scene.acts(near[0], pair.end):
        return near[0] if _VISITED.search(scene.text, pair.end, near[0].start) else None
    elif not INDEFINITE.search(scene.text[pair.end : near[0].start]):
        return near[0]
    if not known or INDEFINITE.match(right.lstrip("…，")) or (not near and _other_subject(right)):
        return None
    teller = _acting(scene, paragraph, pair) or _teller(scene, paragraph, pair)
    return teller or (None if _hearsay(scene, paragraph, pair) else _last_acting(scene, known, pair))


def _last_acting(scene: Scene, known: list[Name], pair: Quotation) -> Name | None:
    """The last person of the paragraph, or who acts in the sentence where the last one is only somebody's hand that
    something is done to (阿强掏出一条小鱼，挂在|晓梅|的脖子上。“…”); nobody where only somebody's kin is told of."""
    last = known[-1]
    sentence = max(scene.text.rfind(c, 0, last.start) for c in "。！？”\n") + 1
    if _KIN_OF_HIM.match(scene.text, last.end) and last.start - sentence < 2:
        return None  # 浩浩妈妈在超市上班。“…”
    if not HIS_HAND.match(scene.text, last.end):
        return last
    acting = [n for n in known if sentence <= n.start < last.start and scene.acts(n, sentence)]
    return acting[0] if acting else last


#: Somebody unnamed speaks, and the next sentence names the one: 靠窗的那一位先开了口。她叫|顾蕙芳，….
_UNNAMED = re.compile("[那这有一][一]?[位名个人]|有人")
_HE_IS_CALLED = re.compile("。[他她]名?叫$")


def _named_next(scene: Scene, pair: Quotation, following: str) -> Name | None:
    """Who spoke, if the sentence behind tells only that somebody did and the next one how he or she is called."""
    if not _UNNAMED.search(following):
        return None
    end = pair.end + len(following)
    later = scene.named(end, end + _NEXT_SPEAKER)
    return later[0] if later and _HE_IS_CALLED.search(scene.text, end, later[0].start) else None


def just_told_of(scene: Scene, pair: Quotation, following: str) -> Name | None:
    """The one person of the sentence before, whom a bare noun behind the quotation means (…裘思源就去上一节课。“…”小伙子说着)."""
    if not _ONE_TOLD_OF.match(following):
        return None
    paragraph = scene.text.rfind("\n", 0, pair.start) + 1
    begin = _sentence_before(scene, paragraph, pair)
    there = {n.name: n for n in scene.named(begin, pair.start)}
    one = next(iter(there.values())) if len(there) == 1 else None
    return one if one and scene.acts(one, begin) and not is_called(scene, one, pair) else None


def _asks_of_him(scene: Scene, pair: Quotation, right: str) -> bool:
    """Whether a reporter's question stands before what he or she does who does not answer (“…吗？”他看看哥哥，没有回答)."""
    asks = scene.text[pair.end - 2 : pair.end - 1] in ("？", "?") and _NO_ANSWER.search(right)
    paragraph = scene.text.rfind("\n", 0, pair.start) + 1
    return bool(asks) and _INTERVIEWER.search(scene.text, paragraph, pair.start) is not None


def _rebuffed(scene: Scene, last: Name, paragraph: int, pair: Quotation) -> bool:
    """Whether the sentence before tells that the last one named was sent away by who speaks."""
    begin = max(_sentence_before(scene, paragraph, pair), last.end)
    return _REBUFFED.search(scene.text, begin, pair.start) is not None


def _sentence_before(scene: Scene, paragraph: int, pair: Quotation) -> int:
    """Where the sentence right before a quotation begins."""
    before = scene.text[paragraph : pair.start].rstrip("。！？")
    return paragraph + max(before.rfind(c) for c in "。！？”") + 1


def _teller(scene: Scene, paragraph: int, pair: Quotation) -> Name | None:
    """Who tells what the sentence right before says of somebody else (马占山告诉记者，杜长贵是能人。“离了他…”)."""
    before = scene.text[paragraph : pair.start].rstrip("。！？")
    begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
    named = scene.named(begin, pair.start)
    if len(named) < 2 or named[0].name == named[-1].name:
        return None
    tells = speech_verbs().match(scene.text, named[0].end) or _RECOUNTS.match(scene.text, named[0].end)
    return named[0] if tells else None


def _hearsay(scene: Scene, paragraph: int, pair: Quotation) -> bool:
    """Whether the sentence right before tells what somebody says who is not named (外地来的小贩告诉记者，…。“…”)."""
    before = scene.text[paragraph : pair.start].rstrip("。！？")
    begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
    said = speech_verbs().search(scene.text, begin, pair.start)
    if lexicon().verbs.get(scene.text[begin : begin + 2]) == "act" or GOES_ON.match(scene.text, begin):
        return False  # 讲完了故事，又讲自己的女儿
    return said is not None and not scene.named(begin, pair.start) and not THIRD.search(scene.text, begin, pair.start)


def _acting(scene: Scene, paragraph: int, pair: Quotation) -> Name | None:
    """Whom the sentence right before means that a pronoun is the subject of (她跨上车，…。“先把人送到。”)."""
    before = scene.text[paragraph : pair.start].rstrip("。！？")
    begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
    pronoun = THIRD.match(scene.text, begin)
    return meant_by(scene, pronoun.group(), pair, begin) if pronoun else None


def _announced(scene: Scene, paragraph: int, pair: Quotation) -> Name | None:
    """The person of the sentence right before, if that sentence announces speech (女儿龙小满却有过怨言。“…”)."""
    before = scene.text[paragraph : pair.start].rstrip("。！？")
    begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
    if not _ANNOUNCES.search(scene.text, begin, pair.start):
        return None
    named = scene.named(begin, pair.start)
    return named[-1] if named else None
