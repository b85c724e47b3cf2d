"""Speech in quotation marks and who speaks.

A quotation is speech if its sentence says so (X说：“…”, “…”他笑着说), or if it is a sentence of its
own. The speaker is the person of the attribution; a pronoun means the last person who can be
meant; speech that the text ascribes to nobody by name has an empty speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from helpers.facts.context import Context
from helpers.facts.model import Name, Quote
from helpers.facts.names import find_names
from helpers.facts.names.aliases import find_aliases
from helpers.facts.names.bearers import find_bearers, noun_classes, subject_nouns
from helpers.facts.names.candidates import SAYS_HOW
from helpers.facts.names.lexicon import lexicon
from helpers.facts.turns import in_turn
from helpers.lexicon import alternatives, any_of, group, letters
from helpers.page.text import plain

_MARK = re.compile('[“”「」『』"\n]')
_STOP = "。！？!?…"
_any_of = partial(any_of, "quote_words")
_letters = partial(letters, "quote_words")
_group = partial(group, "quote_words")
_PERSONAL = re.compile("[我你您咱俺]|他们|她们")
_INDEFINITE = re.compile(_any_of("indefinite"))
_ELDER = re.compile(_any_of("elder"))
_ELDER_NAME = re.compile(f"{_any_of('elder_name')}|^老|{_any_of('elder_name_end')}$")
#: A sentence whose subject is somebody old, not named again.
_ELDER_ACTS = re.compile(f"[。！？\\n](?:{_any_of('elder')})")
#: Nouns that begin a clause whose subject is nobody named.
_SOMEONE = re.compile(_any_of("someone"))
#: Which one somebody is, before the noun: 83岁的|老太太.
_WHICH = re.compile(f"^[^，。的]{{1,10}}的(?={_any_of('someone')}(?!的))")
#: What is done to somebody, at the head of a clause whose subject stands before it.
_HELD = re.compile(f"(?:{_any_of('held_how')})?(?:{_any_of('holds')}|([\u4e00-\u9fff])了\\1)")
#: Somebody beside those who are named (旁边的|男孩抢着说).
_ANOTHER = re.compile(
    f"{_any_of('another')}的?(?:[^，。：“”]{{0,6}}的)?[一两几]?[位名个]?[^，。：“”]{{0,4}}?(?:{_any_of('someone', 'newcomers')})"
)
#: Whose somebody is who is not named, or whose hand is held: 匡志国的妻子, 匡志国所在班组的组长.
_OF_HIM = re.compile(
    f"{_any_of('kin_direct')}|(?:所在[^，。：“”]{{0,10}})?的{_any_of('of_him')}|所在[^，。：“”]{{0,10}}的|之[妻子女父母]|(?:妻子|丈夫|母亲|父亲)[^，。：“”]{{0,6}}说"
)
#: The same without 的, or whose kin it is, as the subject of a sentence.
_KIN_OF_HIM = re.compile(f"的?{_any_of('kin_direct')}(?!和)")
#: Somebody of whom only is told whose child or parent it is (他哥哥先开了口, 她的母亲说).
_HIS_KIN = re.compile(f"(?:^|，)(?<!其)[他她](?:们)?的?({_any_of('of_him')})(?![的们])")
#: The pronoun itself speaks, further on in the clause (她的爱人去了外地，她却笑着说).
_ANEW = re.compile("，[他她](?![们的])")
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
#: Who said it, by a noun, before somebody who is named.
_SAYS_THIS = re.compile(f"({_any_of('someone', 'elder')}){_any_of('says_this')}")
#: Somebody who does it with those who are named (她和|朴正浩一起当起了志愿者).
_HE_AND = re.compile("(?:^|，)([他她])[和与跟同]$")
#: The one of whom the paragraph has just told: 这个26岁的年轻人….
_THIS_ONE = re.compile(
    f"这[个位名](?:[0-9一二三四五六七八九十]{{1,3}}岁的|[^，。的]{{1,8}}的)?{_any_of('this_one', 'someone', 'newcomers')}"
)
#: The same, if old: 这位67岁的老人.
_THIS_ELDER = re.compile(
    f"(?<=[。！？\\n])(?:{_any_of('elder')})今年(?:[6-9][0-9]|1[0-9]{{2}})岁"
    f"|(?:这[个位名](?:(?:[6-9][0-9]|1[0-9]{{2}})岁的)?|今年(?:[6-9][0-9]|1[0-9]{{2}})岁的){_any_of('elder')}"
)
#: What stands before a pronoun that is no subject (用藏毯裹住|她, 民警问|他).
_ACTED_ON = re.compile(f"{_any_of('acts_on')}$")
#: Who is asked answers: 问他图什么，….
_ASKED_WHOM = re.compile(
    "((?:[^，。：“”问]{0,6}，)?(?:[^，。：“”问]{0,3}时)?(?:我|记者|有人|笔者)?问起?)[^，。：“”]{2,30}，"
)
_ASKED = re.compile("(?:记者|有人|笔者)?问起?[他她](?!们)(?=[^：]*，)")
#: A pronoun that goes on telling within the sentence: …是代课老师，她说，….
_CLAUSE_OF_HIS = re.compile(f"，([他她])(?:又|还|也|常|总)?(?:{_any_of('pronoun_says')})，")
_HIS_HAND = re.compile(f"的{_any_of('his_hand')}")
_HERS = re.compile(_any_of("hers"))
_HIS = re.compile(f"{_any_of('his')}|{_any_of('his_end')}$")
#: A short remark woven into the sentence begins with a word that needs a speaker (“值两百块”).
_REMARK = re.compile(f"^[{_letters('remark')}]")
#: What only somebody says: it ends with a particle or holds a personal pronoun.
_SPOKEN = re.compile(f"[{_letters('remark_ends')}]$|[我你您]")


#: A voice, a sound or a letter that nobody named is told to be the source of: the quotation is what it says (一声呼救, 对讲机里).
_VOICE = re.compile(f"(?<![他她])(?!{_any_of('not_voices')})(?:{_any_of('voices')})")
#: What stands between the beginning of a clause and a person who does not act in it (扶着|老人张桂兰), and no 的 behind it,
#: which would make it a part of what the person is (拿到执照的|韩雪).
_OBJECT = re.compile(f"{_any_of('object_verbs')}(?:[0-9]{{1,3}}岁的)?[^的，]*$")
#: The voice is somebody's: 广播里传来列车长佟瑶的声音.
#: 老人的声音不高, behind what was said.
_NOUN_VOICE = re.compile(f"({_any_of('someone')})的{_any_of('his_voice')}")
#: Who is told to hear it (尤金福|听到呼救).
_HEARS = re.compile(_any_of("hears"))
#: Somebody new, who is named later (车上一位姑娘挤过人群 … 她叫秋实).
_STRANGER = re.compile(
    f"(?:[^。：“”]{{0,30}}，)?[^，。：“”]{{0,8}}(?:一[位名个]|有[位名个])(?:[^，。：“”]{{0,6}}的)?({alternatives(noun_classes())})(?![的们])"
)
#: Whom the reporter meets (记者在村口见到|护林员邬大庆时，他…).
_VISITED = re.compile(f"(?:记者|笔者)[^，。；：！？]{{0,20}}(?:{_any_of('visits')})[^，。；：！？的]{{0,12}}$")
_HIS_VOICE = re.compile(f"的{_any_of('his_voice')}")
#: The next paragraph says whose words they are (这是另一位德国客户汉斯邮件里的话).
_ARE_THE_WORDS = re.compile(f"\n这是([^，。]{{2,24}}?)(?:的话|的留言|的回答|的心声|所说|{_any_of('last_words')})")
#: A line of a poem or a saying is no speech (“…”某某写的诗句, “…”这句农谚).
_VERSE = re.compile(f"(?:[^，。]{{1,24}}(?:写|作|写下)的|[^，。]{{0,4}}这[句首])[^，。]{{0,4}}(?:{_any_of('verses')})")
#: Whose words it is said to be, before a name that comes later (这是居民常挂在嘴边的一句话，老王…).
_WHOSE_WORDS = re.compile(f"这?是(?![^，。]*[他她])[^，。]*(?:{_any_of('words_of')})")
#: To whom one speaks, at the head of what is said.
_CALL = re.compile("([\u4e00-\u9fff]{2,4})[，！]")
_ADDRESSED = re.compile(f"{_any_of('elder_call', 'address_call')}|[小老][\u4e00-\u9fff]")
_ELDER_CALL = re.compile(_any_of("elder_call"))
#: Somebody is brought along (带着女儿热娜), or has an age of its own (今年8岁).
_BRINGS = re.compile(f"{_any_of('brings')}[^，。]*$")
_NOW_AGED = re.compile("今年[0-9一二三四五六七八九十]{1,3}岁")
#: What is done to somebody (余桂英|被抬下了山).
_UNDERGONE = re.compile(_any_of("undergone"))
#: To somebody old (朝老人鞠了一躬), who does not speak then.
_TO_ELDER = re.compile(f"{_any_of('to_all', 'holds')}(?:[这那]位)?{_any_of('elder')}")
#: To all who are there (对大家说), which makes nobody else speak.
_TO_ALL = re.compile(f"{_any_of('to_all')}{_any_of('all_there')}")
#: What is read or heard comes from nobody who is named (收到短信：, 门上贴着对联：).
_RECEIVED = re.compile(f"{_any_of('received')}[^，。：]{{0,10}}[：，]?$")
#: What is written up somewhere is no speech (门上贴着对联：).
_HUNG = re.compile(f"{_any_of('hung')}[^，。：]{{0,10}}：$")
#: What is written or sent (在留言簿上写下, 发朋友圈), and the walls, flags and boards whose words are nobody's speech.
_WRITES = frozenset(_group("writes"))
_WRITTEN_ON = frozenset(_group("written_on"))
_ON_A_SIGN = re.compile(f"{_any_of('signs')}[^，。：“”]{{0,6}}，?[^，。：“”]{{0,6}}$")
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
#: The writer of a diary tells who he is: 我是重症医学科护士|宁晓岚.
_I_AM = re.compile("(?:^|[。，！？；：\n])我(?:叫|是)[^，。！？；：“”他她]{0,18}$")
#: A voice that comes from a telephone (手机里是老伴：), and is none of those who are there.
_FROM_AFAR = re.compile(f"[^，。：“”他她]{{0,4}}(?:{_any_of('from_afar')})")
#: What somebody does who goes on to speak.
_GOES_ON = re.compile(_any_of("goes_on"))
#: The turn of an interview: 萨仁：2013年….
_TURN = "："
#: Somebody unnamed whom the person of the clause hears or meets (王海听到|有人喊).
_HEARD_FROM = re.compile(f"{_any_of('heard_from')}[^，。]{{0,8}}?{_any_of('unnamed')}")

#: Whom somebody goes to and speaks to (瞿万顺找到校长|晋春生：).
_TURNED_TO = re.compile(f"(?:{_any_of('turned_to')})[^，。：的]{{0,12}}$")
#: Two who say it as one (…，夫妻俩每天说同一句话：).
_TOGETHER = re.compile(f"，(?:{_any_of('together')})(?![的里中])")
#: Somebody unnamed who says it to the person of the clause (被村民笑着纠正：).
_BY_SOMEONE = re.compile(f"被(?:{_any_of('someone')})[^，。：]{{0,8}}[：，]?$")
#: Nouns that say that the sentence before a quotation announces speech.
_ANNOUNCES = re.compile(_any_of("announces"))
_HE = re.compile("(?:^|，)[^，。]{0,4}(?<!其)[他她](?!们)")
_REPLIES = re.compile(f"[^，。：；！？“”]{{0,6}}：|(?:却)?{_any_of('replies')}")
_TOLD_TIME = re.compile(
    f"[0-9一二三四五六七八九十〇]+[年月日天]|[{_letters('told_day')}][{_letters('told_day_end')}]|{_any_of('told_time')}"
)
_CROWD = re.compile(f"[^，。]{{0,8}}{_any_of('crowd')}[^，。]{{0,8}}{_any_of('crowd_says')}")
_CHILD_SAYS = re.compile(f"{_any_of('child')}(?!们|们都)")
_YOUNG = re.compile("(?:[1-9]|1[0-5]|[一二三四五六七八九]|十[一二三四五])岁")
_AGE = re.compile("[0-9一二三四五六七八九十百]{1,4}岁")
_OLD = re.compile("(?:[6-9][0-9]|1[0-9]{2}|[六七八九]十[一二三四五六七八九]?)岁")
_FEMALE_KIN = re.compile(_any_of("female_kin"))
_MALE_KIN = re.compile(f"{_any_of('male_kin')}(?!女)")
#: A wife or husband: the pronoun that fits means her or him.
_SPOUSE = re.compile(_any_of("spouse"))
#: What stands in quotation marks behind a colon without being said.
_PRINTED = re.compile(_any_of("printed"))
_HAN = re.compile("[\u4e00-\u9fff]")
#: 他只笑：, 她挺起胸：.
_LED_BY_HIM = re.compile("(?:^|，)[他她](?!们)[^，。：“”]{1,8}：$")
_END = re.compile("[。！？\n]")
_DATELINE = re.compile("(?:本报|[^，。]{1,12}[讯电])[^，。“]{0,40}[讯电）]|本报[^，。“]{0,20}")
_PRONOUN_SAYS = re.compile(f"(?<!其)[他她](?!们)[^，。：]{{0,6}}{_any_of('pronoun_says')}")


_PARTNER = {"“": "”", "「": "」", "『": "』"}


@dataclass(frozen=True)
class Quotation:
    """A pair of quotation marks: the span holds the marks."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """All outermost pairs of “…”, 「…」, 『…』 and "…" in reading order. A pair may run over one
    paragraph break; marks without a partner are passed over."""
    found: list[Quotation] = []
    opened, mark, breaks = -1, "", 0
    depth, continued = 0, -1
    for match in _MARK.finditer(text):
        c, at = match.group(), match.start()
        if opened < 0:
            if c in '“「『"':
                opened, mark, breaks, depth = at, _PARTNER.get(c, '"'), 0, 0
        elif c == "\n":
            breaks += 1
            if _goes_on(text, opened, at, mark):
                continued = at + 1
            elif breaks > 1 or text[at + 1 : at + 2] in '“「"':
                opened = -1
        elif c == mark:
            if depth:
                depth -= 1
                continue
            found.append(Quotation(opened, at + 1))
            opened = -1
        elif c == "“" and mark == "”" and at != continued:
            opened, depth, breaks = at, 0, 0
    return found


#: What stands before speech of several paragraphs.
_BEGINS = tuple("：，。！？\n")
#: How long speech of several paragraphs may be, from its first mark.
_LONGEST = 1200


def _goes_on(text: str, opened: int, at: int, mark: str) -> bool:
    """Whether speech goes on in the next paragraph, which opens with a mark of its own and is the only one to close:
    X说：“…。⏎“…。”"""
    begun = (text[opened - 1 : opened] in _BEGINS or opened == 0) and text[at - 1 : at] in _STOP
    return mark == "”" and begun and text[at + 1 : at + 2] == "“" and at - opened < _LONGEST


@lru_cache(maxsize=1)
def _speech() -> re.Pattern[str]:
    """The verbs of saying."""
    return re.compile(alternatives(w for w, kind in lexicon().verbs.items() if kind == "speech"))


@lru_cache(maxsize=1)
def _acts() -> re.Pattern[str]:
    """What stands in a clause without a subject: verbs, adverbs, particles (笑着, 又补充)."""
    words = [w for w in lexicon().verbs if len(w) > 1]
    return re.compile(f"(?:{alternatives(words)}|[{_letters('particles')}]|[^\u4e00-\u9fff])+")


def _only_acts(clause: str) -> bool:
    """Whether a clause before speech is short and holds no subject of its own, as a name that is not known would be."""
    rest = _acts().sub("", clause)
    return len(re.sub("[^\u4e00-\u9fff]", "", clause)) <= 6 and len(rest) <= 1


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    speech = _speech().pattern
    before = re.compile(
        f"(?<!顾)((?:{speech})(?!人)|{_any_of('introduces')})(?:了|着|过|起|起来)?(?:一?句)?[^，。：；！？“”]{{0,8}}[：，]?$"
    )
    after = re.compile(
        f"^[，—]*([^，。：；！？“”\n]{{0,44}}?)({speech})(?:着|了|过)?(?:一?[声句])?(?:记者|大家|他|她)?(?=[，。：；！？“”\n]|$)"
    )
    return before, after


def find_quotes(text: str, context: Context, names: Sequence[Name] = ()) -> list[Quote]:
    """The speech of one text, in order.

    ``names`` are the names found in it; without them they are found here (an empty list says that
    there are none).
    """
    printed, text = text, plain(text)
    pairs = quotations(text)
    if not pairs:
        return []
    if not names and isinstance(names, tuple):
        names = find_names([text], context)[0]
    people = [n for n in names if n.kind == "person"]
    called = list(_called(text, pairs, people))
    aliases = {(n.start, n.end) for n in called}
    pairs = [p for p in pairs if (p.start, p.end) not in aliases]
    people = sorted([*people, *called], key=lambda n: n.start)
    speech = _Speech(text, pairs, people)
    spoken = in_turn(text, list(speech.read()), speech.outside, speech.bearers)
    found = (part for q in spoken for part in _by_paragraph(text, q))
    return [
        replace(q, quote=printed[q.start + 1 : q.end - text[q.end - 1 : q.end].count(_shut(text, q))]) for q in found
    ]


def _called(text: str, pairs: list[Quotation], people: list[Name]) -> Iterator[Name]:
    """The nicknames in quotation marks of people whom the article names in full (“瓜王”瞪起眼 … 田玉录)."""
    aliases = find_aliases(text, people)
    for pair in pairs if aliases else ():
        called = text[pair.start + 1 : pair.end - 1]
        longer = {aliases[alias] for alias in aliases if len(called) > 1 and alias.endswith(called)}
        name = min(longer) if len(longer) == 1 else ""
        if name:
            role = next((n.role for n in people if n.name == name and n.role), "")
            yield Name(pair.start, pair.end, text[pair.start : pair.end], "person", name, role, "", "alias")


def _shut(text: str, quote: Quote) -> str:
    return _PARTNER.get(text[quote.start], '"')


def _by_paragraph(text: str, quote: Quote) -> Iterator[Quote]:
    """Speech that goes on in paragraphs with an opening mark each, of which only the last is closed: one row a paragraph."""
    start = quote.start
    for match in re.finditer("\n(?=“)", text[quote.start : quote.end]):
        at = quote.start + match.start()
        yield replace(quote, start=start, end=at)
        start = at + 1
    yield replace(quote, start=start)


#: What stands behind a poet or thinker whose words are given, and who is not only mentioned (搬出陶渊明：).
_QUOTED = re.compile(_any_of("quoted"))
#: Who is not named says it (记者问, 有村民问).
_BY_OTHERS = re.compile(
    f"^(?:有|该|据)?[\u4e00-\u9fff]{{0,3}}{_any_of('others_say')}|(?<![他她我你您咱])们(?:都|也|纷纷|齐声|则)?$"
)
_THIRD = re.compile("(?<!其)[他她](?!们)")
#: In whose view: 在律师万俟青看来，….
_IN_VIEW = re.compile(f"在[^，。：]{{2,40}}{_any_of('in_view')}")
#: What shows that a quotation was said (“…”。说着，他…).
_SAYING_SO = re.compile("[。！]?(?:说着|说罢|说完|话音刚落|话音未落)")
_TO_SOMEONE = re.compile(f"{_any_of('to_someone')}(?:[他她我]们?|大家|记者|对方)$")
_SPOKEN_TO = _group("spoken_to")


def _introduces(said: str, left: str, content: str, closed: bool) -> bool:
    """Whether a verb of saying at the end of ``left`` introduces the quotation, and does not merely name a word."""
    personal = _PERSONAL.search(content)
    if left[-1:] == "：" or (left[-1:] == "，" and (closed or "，" in content or personal)):
        return True
    if "，" in content and (personal or _TO_SOMEONE.search(left)):
        return True
    return len(content) >= 5 and bool(personal or "句" in said)


#: How many mentions of people are looked back on for whom a pronoun or a role means.
_LOOK_BACK = 80
#: What makes a noun no single person's or another's (司机们, 儿子的同学).
_NOT_ALONE = frozenset("们的和与及、")
#: How near behind a quotation somebody stands who says it, and not the one before (“…”执行法官阚泽出示了材料).
_NEXT_SPEAKER = 16
_ANSWERS = frozenset(_group("answers"))
#: How often an article names whom it is about, at least.
_OFTEN = 3
#: How far back the other one of a conversation may have spoken.
_CONVERSATION = 300


def _other_subject(right: str) -> bool:
    """Whether the clause behind a quotation begins with somebody or something that acts, who is not known (盛夏眼圈红了)."""
    clause = re.split("[，。：；！？]", right.lstrip("…，"), maxsplit=1)[0]
    lex = lexicon()
    acts = any(clause[:k] in lex.verbs for k in (1, 2, 3)) or clause[:2] in SAYS_HOW
    return len(clause) > 3 and _HAN.match(clause) is not None and not acts


class _Speech:
    """One text with its quotations and people."""

    def __init__(self, text: str, pairs: list[Quotation], people: list[Name]) -> None:
        self.text, self.pairs = text, pairs
        self.said: list[Quote] = []
        opened = [p.start for p in pairs]
        inside = [bisect_right(opened, n.start) - 1 for n in people]
        self.outside = [n for n, k in zip(people, inside, strict=True) if k < 0 or n.start >= pairs[k].end]
        self.outside = [n for n in self.outside if n.rule != "famous" or _QUOTED.match(text, n.end)]
        self.outside.sort(key=lambda n: n.start)
        self.starts = [n.start for n in self.outside]
        self._counts = Counter(n.name for n in self.outside if n.rule != "alias")
        self._pronouns = Counter(_THIRD.findall(text))
        me = (n.name for n in self.outside if _I_AM.search(text, max(0, n.start - 24), n.start))
        self.me = next(me, "")
        whose = {n.name: n for n in reversed(self.outside)}
        self.bearers = {kind: whose[name] for kind, name in find_bearers(text, self.outside).items()}

    def read(self) -> Iterator[Quote]:
        previous: Quote | None = None
        for k, pair in enumerate(self.pairs):
            quote = self._judge(k, pair, previous)
            if quote is not None:
                self.said.append(quote)
                yield quote
                previous = quote

    def _left(self, k: int) -> tuple[int, str]:
        """The part of the sentence before quotation ``k``."""
        end = self.pairs[k].start
        begin = self.pairs[k - 1].end if k else 0
        at = max(self.text.rfind(c, begin, end) for c in "。！？\n")
        begin = max(begin, at + 1)
        left = self.text[begin:end]
        return (end, "") if _DATELINE.fullmatch(left.strip()) else (begin, left)

    def _right(self, k: int) -> str:
        begin = self.pairs[k].end
        end = self.pairs[k + 1].start if k + 1 < len(self.pairs) else len(self.text)
        match = re.compile("[。！？\n]").search(self.text, begin, end)
        return self.text[begin : match.start() if match else end]

    def _judge(self, k: int, pair: Quotation, previous: Quote | None) -> Quote | None:
        before, after = _patterns()
        content = self.text[pair.start + 1 : pair.end - 1]
        begin, left = self._left(k)
        right = self._right(k)
        if not content.strip():
            return None
        closed = content.rstrip("’』")[-1:] in _STOP + "，"
        if self._is_head(pair) or (not closed and left[-1:] == "：" and len(content) <= 6 and _HAN.match(right)):
            return None
        joined = self._other_half(pair, previous)
        if previous and joined:
            return replace(previous, start=pair.start, end=pair.end, quote=content, verb="", rule="woven")
        said = before.search(left)
        if said and said.group(1) in _WRITES and _ON_A_SIGN.search(left, 0, said.start(1)):
            whole = left[-1:] == "：" and content[-1] in _STOP
            return self._make(pair, content, None, said.group(1), "before") if whole else None
        if said and said.group(1) in _WRITTEN_ON and content[-1] not in _STOP and left[-1:] == "：":
            return None  # 画上有一座小房子，房顶上写着：“爸爸的家”
        if said and _introduces(said.group(), left, content, closed):
            who = self._subject(begin, begin + said.start(1), pair) or self._writer(begin, said.group(1), left)
            who = who or (self._going_on(begin, pair) if left[-1:] == "，" else None)
            who = self._answers(who, said.group(1), pair, previous)
            if who is None and previous and self._same_again(previous, pair):
                return replace(
                    previous, start=pair.start, end=pair.end, quote=content, verb=said.group(1), rule="before"
                )
            return self._make(pair, content, who, said.group(1), "before")
        following = after.search(right)
        led_in = (
            left[-1:] == "："
            and content[-1:] in _STOP
            and (self._named(begin, pair.start) or _LED_BY_HIM.search(left) or self._before_word(k, begin, previous))
        )
        if following and not led_in and (not left.strip() or left[-1:] in "，：—") and (closed or len(content) >= 4):
            at = pair.end + following.start(1)
            who = self._subject(at, at + len(following.group(1)), pair, True)
            return self._make(pair, content, who, following.group(2), "after")
        between = self._between_halves(k, content)
        if between:
            return self._make(pair, content, self._subject(*between, pair), "", "woven")
        if closed and left[-1:] == "：" and self._is_told(begin, left, content, pair):
            if _HUNG.search(left):
                return None
            voiced = self._named(begin, pair.start)
            if _RECEIVED.search(left) and not (voiced and _HIS_VOICE.match(self.text, voiced[-1].end)):
                return self._make(pair, content, None, "", "before")
            who = self._teller_of(begin, pair, content) or self._going_on(begin, pair)
            who = who or self._subject(begin, pair.start, pair) or self._before_word(k, begin, previous)
            if who is None and previous and self._same_again(previous, pair):
                return replace(previous, start=pair.start, end=pair.end, quote=content, verb="", rule="before")
            return self._make(pair, content, who, "", "before")
        halves = previous and previous.rule == "alone" and previous.speaker and previous.end == begin
        if previous and halves and left[-1:] == "，" and _THIRD.match(left) and closed:
            return replace(
                previous, start=pair.start, end=pair.end, quote=content, rule="woven"
            )  # “…。”他站起来，“…。”
        if closed and left[-1:] == "，" and len(content) >= 6:
            who = self._telling(begin, pair) or self._subject(begin, pair.start, pair) or self._speaking(begin, pair)
            return self._make(pair, content, who, "", "woven")
        if closed and not left.strip() and _VERSE.match(right):
            return None
        short = len(content) < 4 and content[-1] not in "！？"
        turn = previous and self.text.count("\n", previous.end, pair.start) == 1
        if closed and not left.strip() and (not short or turn or pair.end in self.starts or _THIRD.match(right)):
            return self._alone(k, pair, content, right, previous)
        return self._woven(k, pair, content, begin, left, right)

    def _between_halves(self, k: int, content: str) -> tuple[int, int] | None:
        """Where the clause between two halves of what is said stands: “…，”彭大海把锦旗卷起来，“…。”"""
        if content[-1:] != "，" or k + 1 == len(self.pairs):
            return None
        begin, end = self.pairs[k].end, self.pairs[k + 1].start
        clause = self.text[begin:end]
        return (begin, end - 1) if clause[-1:] == "，" and len(clause) <= 40 and not _END.search(clause) else None

    def _other_half(self, pair: Quotation, previous: Quote | None) -> bool:
        """Whether the quotation goes on with the one before it, which ended within the sentence."""
        if not previous or previous.quote[-1:] != "，":
            return False
        clause = self.text[previous.end : pair.start]
        return clause[-1:] == "，" and len(clause) <= 40 and not _END.search(clause) and "“" not in clause

    def _before_word(self, k: int, begin: int, previous: Quote | None) -> Name | None:
        """Who is the subject of the sentence where a word in quotation marks stands before the speech
        (局长关敬堂给大家吃下“定心丸”：“米面油够吃四十天。”)."""
        word = self.pairs[k - 1] if k else None
        if not word or word.end != begin or (previous and previous.start == word.start):
            return None
        left = self.text[begin : self.pairs[k].start]
        start = max(self.text.rfind(c, 0, word.start) for c in "。！？”\n") + 1
        if len(left) > 8 or _INDEFINITE.search(left) or _SOMEONE.search(left) or _THIRD.search(left):
            return None
        named = self._named(start, word.start)
        return named[-1] if named and len({n.name for n in named}) == 1 and self._acts(named[-1], start) else None

    def _same_again(self, previous: Quote, pair: Quotation) -> bool:
        """Whether what stands between two quotations of a paragraph is only what the speaker does, without a subject
        (“13天。”想了想，又添了一句：“值。”)."""
        between = self.text[previous.end : pair.start].lstrip("。，")
        if not previous.speaker or "\n" in between or len(between) > 24 or not _GOES_ON.match(between):
            return False
        named = self._named(previous.end, pair.start)
        return not named and not _INDEFINITE.search(between) and not re.search("[他她我]", between)

    def _writer(self, begin: int, verb: str, left: str) -> Name | None:
        """Who wrote what stands beside a picture made in the same sentence (乐乐画了一幅画：七个“大白”手拉手，旁边写着“…”)."""
        start = max(self.text.rfind(c, 0, begin) for c in "。！？\n") + 1
        if verb not in _WRITES or _THIRD.search(left) or _INDEFINITE.search(left):
            return None
        named = self._named(start, begin) if start < begin else []
        return named[-1] if named and len({n.name for n in named}) == 1 else None

    def _myself(self, begin: int) -> Name | None:
        """Who "I" is: whose turn it is in an interview, who signs the letter, or who tells who he is (我是护士宁晓岚)."""
        paragraph = self.text.rfind("\n", 0, begin) + 1
        turn = self._turn(paragraph)
        writer = turn or next((n for n in reversed(self.outside) if n.rule == "writer"), None)
        return writer or next((n for n in self.outside if n.name == self.me), None)

    def _turn(self, paragraph: int) -> Name | None:
        """Who speaks in the paragraph of an interview that begins with the name (萨仁：2013年…)."""
        at = bisect_left(self.starts, paragraph)
        first = self.outside[at] if at < len(self.outside) else None
        return (
            first if first and first.start - paragraph < 8 and self.text[first.end : first.end + 1] == _TURN else None
        )

    def _is_told(self, begin: int, left: str, content: str, pair: Quotation) -> bool:
        """Whether what stands behind a colon is speech: a person is before it, or it is a whole sentence and not printed."""
        if self._named(begin, pair.start) or _THIRD.search(left):
            return True
        return content.rstrip("’』")[-1:] != "，" and not _PRINTED.search(left)

    def _make(self, pair: Quotation, content: str, who: Name | None, verb: str, rule: str) -> Quote:
        return Quote(pair.start, pair.end, content, who.name if who else "", who.role if who else "", verb, rule)

    def _named(self, begin: int, end: int) -> list[Name]:
        """The people named outside quotations between two offsets, of those before a long way back the last ones."""
        last = bisect_left(self.starts, end)
        first = max(bisect_left(self.starts, begin), last - _LOOK_BACK)
        return [n for n in self.outside[first:last] if n.end <= end]

    def _subject(self, begin: int, end: int, pair: Quotation, after: bool = False) -> Name | None:
        """Who says it: the person of the clause, or whom its pronoun or noun means."""
        while self.text[end - 1 : end] == "，" and end - 1 > begin:
            end -= 1  # 他想了想，|说
        turn = self._turn(self.text.rfind("\n", 0, begin) + 1)
        if turn and begin <= turn.start and turn.end < end:
            told = self.text[turn.end + 1 : end]
            return (
                turn
                if _MYSELF.search(told) and not _MY_KIN.search(told)
                else self._subject(turn.end + 1, end, pair, after)
            )
        clause = self.text[begin:end]
        last = clause.rfind("，") + 1
        if _MY_KIN.search(clause):
            return None
        if _MYSELF.search(clause):
            return self._myself(begin)
        if _FROM_AFAR.match(clause, last) and not self._named(begin + last, end):
            return None
        whose = _HIS_KIN.search(clause)
        if whose and not _ANEW.search(clause, whose.end()):
            kin = self._named(begin + whose.start(), end)
            if not kin:
                return self._holding(whose.group(1), pair)
            if kin[0].start == begin + whose.end():
                return kin[0]  # 他的母亲古丽巴哈尔早已泪流满面：
        whom = self._asked(begin, end)
        if whom:
            return whom
        asked = _THIRD.match(clause, last) and _THIRD.search(clause, 0, last)  # 民警问她…，她说
        if (_SOMEONE.match(clause) or self._bearer(clause)) and not asked and not self._named(begin, end):
            last = 0
        if not self._named(begin + last, end):
            by_noun, who = self._by_noun(clause[last:], pair)
            if by_noun:
                return who
        if _THIRD.match(clause, last) and last:
            return self._meant(clause[last:], pair, begin + last)
        pronoun = _PRONOUN_SAYS.search(clause)
        if pronoun:
            return self._meant(clause, pair, begin + pronoun.start())
        present = self._named(begin, end)
        named = [n for n in present if not self._spoken_to(n)]
        if named and self._passes_on(named[-1], begin):
            named = named[:-1]
            if not named:
                return None
        if named and _HEARD_FROM.search(self.text, named[-1].end, end):
            return None
        if named and _TOGETHER.search(self.text, named[-1].end, end):
            return None
        if named and _BY_SOMEONE.search(self.text, named[-1].end, end):
            return None
        if named and last and self._somebody(begin + last, end):
            return self._holding(clause[last:], pair) if clause[last:] in lexicon().titles else None
        turned_to = len(named) > 1 and named[-1].end == end - 1 and _TURNED_TO.search(self.text, begin, named[-1].start)
        if turned_to and named[0].end <= turned_to.start():
            return named[0]
        if named:
            return self._no_owner(named)
        if present and _THIRD.match(clause):
            return self._meant(clause[0], pair, begin, {n.name for n in present})  # 他对|钟呈祥|说
        if present and _HAN.match(self.text, begin) and present[0].start - begin > 1:
            return None
        stranger = self._stranger(clause, pair)
        if stranger:
            return stranger
        if _INDEFINITE.search(_TO_ALL.sub("", clause)) and not re.search("(?<!其)[他她]$|[，][他她]", clause):
            return None
        elder = None if _THIRD.match(clause) else _ELDER.search(_TO_ELDER.sub("", clause))
        return (self._elder(pair) if elder else None) or self._meant(clause, pair)

    def _spoken_to(self, one: Name) -> bool:
        """Whether the person is asked or told (对主任|钟呈祥|说); no adviser (投资顾问|边策)."""
        role = one.organisation + one.role
        end = one.start - (len(role) if role and self.text.endswith(role, 0, one.start) else 0)
        before = self.text[max(0, end - 2) : end]
        return before[-1:] in _SPOKEN_TO and before != "顾问"

    def _asked(self, begin: int, end: int) -> Name | None:
        """Who answers as a pronoun behind the question (问|木嘎|长大想做什么，他挺起胸：“…)."""
        question = _ASKED_WHOM.match(self.text, begin, end)
        if not question or not _THIRD.match(self.text, question.end()):
            return None
        at = question.end(1)
        whom = next((n for n in reversed(self._named(0, end)) if self.text.startswith(n.text, at)), None)
        return whom or self._bearer(self.text[at : question.end()])

    def _passes_on(self, person: Name, begin: int) -> bool:
        """Whether a person only carries the words of somebody else (托协调员麻晓静捎来一句话)."""
        asked = _ENTRUSTED.search(self.text[begin : person.start])
        return asked is not None and _PASSED_ON.match(self.text, person.end) is not None

    def _somebody(self, begin: int, end: int) -> bool:
        """Whether a clause is only who says it, by a trade and without a name (…，|报警人|称)."""
        return end - begin > 1 and any(self.text[begin + k : end] in lexicon().titles for k in (0, 2))

    def _no_owner(self, named: list[Name]) -> Name | None:
        """The last of the people of a clause who is not there for somebody else's sake: nobody where only whose wife or
        colleague speaks is told (匡志国的妻子说), the other where somebody's hand is held (握着匡志国的手说)."""
        if _HIS_VOICE.match(self.text, named[-1].end):
            return named[-1]  # 总指挥王勇峰的声音传来：
        kept = [n for n in named if not _OF_HIM.match(self.text, n.end)]
        if not kept:
            return None
        free = next((n for n in reversed(kept) if not _HIS_HAND.match(self.text, n.end)), None)
        held = free is None and _HAN.match(self.text, kept[-1].start - 1) is not None
        return None if held else free or kept[-1]  # 教练拍拍林小虎的肩膀

    def _elder(self, pair: Quotation) -> Name | None:
        """The last person named as one is named in old age (向阿婆), or whose age is told (82岁的余满堂)."""
        known = self._named(0, pair.start)
        told = [m for m in _THIS_ELDER.finditer(self.text, 0, pair.start) if not self._is_quoted(m.start())]
        if told:
            old = self._told_old(told[-1].start(), told[-1].end(), pair)
            if old:
                return old
        paragraph = self.text.rfind("\n", 0, pair.start) + 1
        called = [n for n in known if n.start >= paragraph and self._is_called(n, pair)]
        if called:  # 龙济舟把石维邦叫到床前。老人说：“维邦，你来教。”
            return next((n for n in reversed(known) if n.start >= paragraph and n.name != called[-1].name), None)
        return next((n for n in reversed(known) if _ELDER_NAME.search(n.name) or self._aged(n, _OLD)), None)

    def _told_old(self, start: int, end: int, pair: Quotation) -> Name | None:
        """Of whom a sentence says that he or she is old: the one person of the sentence before or of the paragraph, if
        nobody old has been named since (李守成也来了。这位67岁的老人局促地站在门边)."""
        paragraph = self.text.rfind("\n", 0, start) + 1
        sentence = max(self.text.rfind(c, 0, max(0, start - 1)) for c in "。！？\n") + 1
        there = self._named(paragraph, start)
        there = [n for n in there if n.start >= sentence] or there
        there = [n for n in there if self.text[n.end : n.end + 1] != "的"] or there  # 拉齐尼的家
        since = self._named(end, pair.start)
        older = any(_ELDER_NAME.search(n.name) or self._aged(n, _OLD) for n in since)
        return there[-1] if there and not older and len({n.name for n in there}) == 1 else None

    def _child(self, pair: Quotation) -> Name | None:
        """The last person who is told to be a child (6岁的米豆)."""
        return next((n for n in reversed(self._named(0, pair.start)) if self._aged(n, _YOUNG)), None)

    def _by_noun(self, clause: str, pair: Quotation) -> tuple[bool, Name | None]:
        """Whether the clause begins with a noun in a person's place (老人, 孩子, 护士, 所长), and whom it means."""
        if _HELD.match(clause):
            return False, None  # 一把抱住站在窗前的男子
        if _ANOTHER.match(clause):
            return True, None
        clause = _WHICH.sub("", clause)
        someone = _SOMEONE.match(clause)
        bearer = self._bearer(clause, pair)
        if someone and _ELDER.search(someone.group()):
            return True, self._elder(pair) or bearer
        if someone:
            known = self._child(pair) if _CHILD_SAYS.match(clause) else self._holding(someone.group(), pair)
            return True, known or bearer
        if bearer:
            return True, bearer
        if _CHILD_SAYS.match(clause):
            return True, self._child(pair)
        role = next((clause[:k] for k in (4, 3, 2) if lexicon().titles.get(clause[:k]) == "office"), "")
        holder = self._holding(role, pair) if role else None
        return holder is not None, holder

    def _bearer(self, clause: str, pair: Quotation | None = None) -> Name | None:
        """Whom the noun at the head of a clause means by what the article says anywhere (司机冲下车 … 司机叫廖胜利)."""
        noun = next((clause[:k] for k in (4, 3, 2) if clause[:k] in noun_classes()), "")
        if not noun or clause[len(noun) : len(noun) + 1] in _NOT_ALONE:
            return None
        kind = noun_classes()[noun]
        if kind == "spouse" and kind not in self.bearers and pair:
            return self._spouse(pair)
        return self.bearers.get(kind)

    def _stranger(self, clause: str, pair: Quotation) -> Name | None:
        """Who somebody new at the head of a clause is, if the article names the one only later."""
        noun = _STRANGER.match(clause)
        who = self.bearers.get(noun_classes()[noun.group(1)]) if noun else None
        return who if who and who.start > pair.end else None

    def _spouse(self, pair: Quotation) -> Name | None:
        """The other one of a couple than was named last (赵桂珍接过话头…。老伴儿在一旁纠正：“…)."""
        known = self._named(0, pair.start)
        couple = {self.bearers[kind].name: kind for kind in ("husband", "wife") if kind in self.bearers}
        other = {"husband": "wife", "wife": "husband"}.get(couple.get(known[-1].name, "") if known else "", "")
        return self.bearers.get(other)

    def _holding(self, role: str, pair: Quotation) -> Name | None:
        """The one person of whom the article has told before that this is the role."""
        holders = [n for n in self._named(0, pair.start) if n.role.endswith(role)]
        return holders[-1] if len({n.name for n in holders}) == 1 else None

    def _aged(self, person: Name, age: re.Pattern[str]) -> bool:
        """Whether the words around a person's first mention in the sentence tell such an age."""
        begin = max(self.text.rfind(c, max(0, person.start - 24), person.start) for c in "。！？\n；") + 1
        others = [n.end for n in self._named(begin, person.start)]
        told = _AGE.findall(self.text, max([begin, person.start - 24, *others]), person.start)
        behind = re.sub("^[，（]?(?:今年|现年)?", "", self.text[person.end : person.end + 8])
        return bool(told and age.fullmatch(told[-1]) or age.match(behind))

    def _meant(
        self, clause: str, pair: Quotation, limit: int | None = None, others: Collection[str] = ()
    ) -> Name | None:
        """Whom a clause without a name means; ``others`` are those who are there beside the one meant."""
        known = self._named(0, pair.start if limit is None else min(limit, pair.start))
        known = [n for n in known if n.name not in others]
        if known and self._call(pair):
            known = [n for n in known if not self._is_called(n, pair)]
        acting = (m for m in _THIRD.finditer(clause) if not _ACTED_ON.search(clause, 0, m.start()))
        pronoun = _ASKED.match(clause) or next(acting, None)
        if pronoun:
            other, kin = (_HIS, _MALE_KIN) if pronoun.group()[-1] == "她" else (_HERS, _FEMALE_KIN)
            known = [n for n in known if not other.search(n.name) and not kin.search(n.role)]
            known = [n for n in known if n.name != self.me]
            turn = self._turn(self.text.rfind("\n", 0, pair.start) + 1)
            if turn:  # who speaks of "him" in an interview means somebody else
                known = [n for n in known if n.start > turn.end and n.name != turn.name]
            meant = self._told_of(known, pair, pronoun.group()[-1]) if known else None
            return meant or self._noun_last(pair, pronoun.group()[-1], limit)
        paragraph = self.text.rfind("\n", 0, pair.start) + 1
        known = [n for n in known if n.start >= paragraph]
        return known[-1] if known and _only_acts(clause) and not _BY_OTHERS.search(clause) else None

    def _noun_last(self, pair: Quotation, pronoun: str, limit: int | None) -> Name | None:
        """Who is meant by the noun that the last clauses of the paragraph begin with (司机回头说：“…”他三下五除二…)."""
        end = pair.start if limit is None else min(limit, pair.start)
        begin = self.text.rfind("\n", 0, end) + 1
        told = [m for m in subject_nouns().finditer(self.text, begin, end) if not self._is_quoted(m.start(1))]
        return self._bearer(told[-1].group(1)) if told and pronoun else None

    def _answers(self, who: Name | None, verb: str, pair: Quotation, previous: Quote | None) -> Name | None:
        """Who answers: not the one who has just spoken, if a pronoun stands for the speaker (…：“妈，…？”她总答：“…)."""
        if not who or not previous or verb not in _ANSWERS or previous.speaker != who.name:
            return who
        between = self.text[previous.end : pair.start]
        pronoun = _THIRD.search(between)
        if "\n" in between or not pronoun or who.name in between:
            return who
        others = [n for n in self._named(0, pair.start) if n.name != who.name]
        return self._told_of(others, pair, pronoun.group()) if others else who

    def _told_of(self, known: list[Name], pair: Quotation, pronoun: str) -> Name | None:
        """Whom a pronoun means among the people it fits: the elder that the sentences since the last name speak of, the
        one whom the article is about (whose pronoun it uses most) if the paragraph names nobody, or only somebody's
        child or parent; else the last one named."""
        last = known[-1]
        if self._newcomer(last.end, pair):
            return None
        kin = self._kin_told_of(last.end, pair, pronoun)
        if kin:
            return self._holding(kin, pair) or self._bearer(kin)
        if _ELDER_ACTS.search(self.text, last.end, pair.start):
            return self._elder(pair) or last
        paragraph = self.text.rfind("\n", 0, pair.start) + 1
        couple = (_FEMALE_KIN if pronoun == "她" else _MALE_KIN).search(last.role) and _SPOUSE.search(last.role)
        if last.start >= paragraph and (couple or lexicon().titles.get(last.role) != "kin"):
            return last
        whose = self._whose_kin(known, paragraph)
        if whose:
            return whose
        counts = self._counts
        if 2 * self._pronouns[pronoun] < self._pronouns.total():
            return last
        most = max(known, key=lambda n: (counts[n.name], n.start))
        return most if counts[most.name] >= _OFTEN and counts[most.name] > 2 * counts[last.name] else last

    def _kin_told_of(self, begin: int, pair: Quotation, pronoun: str) -> str:
        """The kinship word of somebody not named whom the sentences since ``begin`` tell of and a pronoun means
        (母亲举了手。“…”她只说了这一句); empty where there is none."""
        subject = _HER_KIN if pronoun == "她" else _HIM_KIN
        begin = max(begin, self.text.rfind("\n", 0, pair.start))
        told = [m for m in subject.finditer(self.text, begin, pair.start) if not self._is_quoted(m.start(1))]
        kin = told[-1].group(1) if told else ""
        return "" if kin in self.text[pair.start : pair.end] else kin  # who speaks of the son is not the son

    def _newcomer(self, begin: int, pair: Quotation) -> bool:
        """Whether the paragraph has told, since ``begin``, of somebody without a name (看见一位大姐…，她说)."""
        begin = max(begin, self.text.rfind("\n", 0, pair.start) + 1)
        told = [m for m in _NEWCOMER.finditer(self.text, begin, pair.start) if not self._is_quoted(m.start())]
        return bool(told) and told[-1].end() not in self.starts

    def _is_quoted(self, at: int) -> bool:
        return any(p.start < at < p.end for p in self.pairs)

    def _whose_kin(self, known: list[Name], paragraph: int) -> Name | None:
        """Whom a pronoun means if somebody's child or parent was named last: who brings them along (王燕带着女儿小满来),
        or the child itself if its age is told as a sentence's own (女儿小满今年8岁)."""
        last = known[-1]
        begin = max(paragraph, max(self.text.rfind(c, 0, last.start) for c in "。！？\n") + 1)
        earlier = [n for n in known if begin <= n.start < last.start]
        if earlier and _BRINGS.search(self.text, earlier[-1].end, last.start):
            return earlier[-1]
        return last if last.start >= paragraph and _NOW_AGED.match(self.text, last.end) else None

    def _alone(self, k: int, pair: Quotation, content: str, right: str, previous: Quote | None) -> Quote:
        """A sentence of its own without a verb of saying: the person of the next sentence speaks, or of the one before."""
        if self._in_chorus(k):
            return self._make(pair, content, None, "", "alone")
        gap = self.text[previous.end : pair.start] if previous else "\n"
        goes_on = previous and "\n" not in gap and len(gap) <= 24 and previous.rule in ("after", "alone")
        again = previous and previous.speaker and previous.rule == "alone" and "\n" not in gap and len(gap) <= 30
        following = self._named(pair.end, pair.end + min(len(right), _NEXT_SPEAKER)) if again else []
        again = again and all(n.name == (previous.speaker if previous else "") for n in following)
        if previous and again and previous.speaker in {n.name for n in self._named(previous.end, pair.start)}:
            return Quote(pair.start, pair.end, content, previous.speaker, previous.role, "", "alone")
        if previous and goes_on and not right.strip():
            return Quote(pair.start, pair.end, content, previous.speaker, previous.role, "", "alone")
        who = self._around(pair, right)
        if who and previous and _THIRD.match(right) and previous.speaker == who.name and previous.quote[-1:] in "？?":
            answer = self._other_one(previous, pair)
            if answer:
                return replace(answer, start=pair.start, end=pair.end, quote=content, verb="", rule="alone")
        return self._make(pair, content, who, "", "alone")

    def _other_one(self, asked: Quote, pair: Quotation) -> Quote | None:
        """Who answers in the next paragraph what somebody has asked: the other one of the conversation."""
        if self.text.count("\n", asked.end, pair.start) != 1:
            return None
        others = [
            q for q in self.said[-4:] if q.speaker not in ("", asked.speaker) and pair.start - q.start < _CONVERSATION
        ]
        return others[-1] if others and asked.speaker else None

    def _in_chorus(self, k: int) -> bool:
        """Whether quotations follow each other with nothing between: several people speak (“告诉老师！”“报警！”),
        and nobody asks another."""
        first = last = k
        while first and self.pairs[first - 1].end == self.pairs[first].start:
            first -= 1
        while last + 1 < len(self.pairs) and self.pairs[last + 1].start == self.pairs[last].end:
            last += 1
        said = self.text[self.pairs[first].start : self.pairs[last].end]
        return last > first and ("？" not in said or last - first > 3)

    def _around(self, pair: Quotation, right: str) -> Name | None:
        """The person whom the sentences around a quotation without a verb of saying make its speaker."""
        paragraph = self.text.rfind("\n", 0, pair.start) + 1
        his_kin = _HIS_KIN.match(right)
        if his_kin and not self._named(pair.end, pair.end + len(right)):
            return self._holding(his_kin.group(1), pair)
        if _THIRD.match(right):
            beside = {n.name for n in self._named(pair.end, pair.end + len(right)) if not self._acts(n, pair.end)}
            elder = self._elder(pair) if _TO_ELDER.search(right) else None
            return self._meant(right[:1], pair, None, beside | {elder.name} if elder else beside)
        told = _ARE_THE_WORDS.match(self.text, pair.end)
        if told:
            whose = self._named(told.start(1), told.end(1))
            return whose[-1] if whose else None
        stop = _END.search(self.text, pair.end)
        following = self.text[pair.end : stop.start() if stop else len(self.text)]
        near = self._named(pair.end, pair.end + len(following))
        first = near[0].start - pair.end if near else len(following)
        if near and _HIS_VOICE.match(self.text, near[0].end):
            return near[0]
        it_is = _SAYS_THIS.match(following) if near else None
        if it_is:
            return self._by_noun(it_is.group(1), pair)[1]  # 老人说这话时，手放在拉迪尔的头上
        he_and = _HE_AND.search(following[:first]) if near else None
        if he_and:
            return self._meant(he_and.group(1), pair, pair.end + he_and.start(1))
        voiced = _NOUN_VOICE.match(following)
        if voiced and not near:
            return self._by_noun(voiced.group(1), pair)[1]
        if _VOICE.search(following[:first]) or _WHOSE_WORDS.match(following[:first]):
            return None
        if (
            len({n.name for n in near}) > 1
            and self._calls_someone(pair)
            and not _speech().match(self.text, near[0].end)
        ):
            return None
        if near and _HEARS.match(self.text, near[0].end):
            return None
        owned = near and _OF_HIM.match(self.text, near[0].end)
        near = [n for n in near if not _OF_HIM.match(self.text, n.end)]
        if owned and not near or near and self._is_called(near[0], pair):
            return None
        known = [n for n in self._named(paragraph, pair.start) if not self._is_called(n, pair)]
        if near and _REPLIES.match(self.text, near[0].end) and known:
            return ([n for n in known if n.name != near[0].name] or known)[-1]
        announced = self._announced(paragraph, pair)
        if announced and (not near or _TOLD_TIME.match(following)):
            return announced
        if not near and known and _THIS_ONE.match(following) and len({n.name for n in known}) == 1:
            return known[-1]
        if not near:
            by_noun, who = self._by_noun(following.lstrip("…，"), pair)
            stranger = self._stranger(following.lstrip("…，"), pair)
            if stranger:
                return stranger
            if by_noun or _CROWD.match(following):
                return who
            pronoun = _HE.search(following)
            if pronoun and not _INDEFINITE.search(following[: pronoun.start()]):
                return self._meant(pronoun.group()[-1], pair)
        elif not self._acts(near[0], pair.end):
            return near[0] if _VISITED.search(self.text, pair.end, near[0].start) else None
        elif not _INDEFINITE.search(self.text[pair.end : near[0].start]):
            return near[0]
        if not known or _INDEFINITE.match(right.lstrip("…，")) or (not near and _other_subject(right)):
            return None
        teller = self._acting(paragraph, pair) or self._teller(paragraph, pair)
        return teller or (None if self._hearsay(paragraph, pair) else self._last_acting(known, pair))

    def _last_acting(self, known: list[Name], pair: Quotation) -> Name | None:
        """The last person of the paragraph, or who acts in the sentence where the last one is only somebody's hand that
        something is done to (阿强掏出一条小鱼，挂在|晓梅|的脖子上。“…”); nobody where only somebody's kin is told of."""
        last = known[-1]
        sentence = max(self.text.rfind(c, 0, last.start) for c in "。！？”\n") + 1
        if _KIN_OF_HIM.match(self.text, last.end) and last.start - sentence < 2:
            return None  # 浩浩妈妈在超市上班。“…”
        if not _HIS_HAND.match(self.text, last.end):
            return last
        acting = [n for n in known if sentence <= n.start < last.start and self._acts(n, sentence)]
        return acting[0] if acting else last

    def _teller(self, paragraph: int, pair: Quotation) -> Name | None:
        """Who tells what the sentence right before says of somebody else (马占山告诉记者，杜长贵是能人。“离了他…”)."""
        before = self.text[paragraph : pair.start].rstrip("。！？")
        begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
        named = self._named(begin, pair.start)
        if len(named) < 2 or named[0].name == named[-1].name:
            return None
        return named[0] if _speech().match(self.text, named[0].end) else None

    def _teller_of(self, begin: int, pair: Quotation, content: str) -> Name | None:
        """Who tells of somebody else and goes on with “他” (别小红说，乔木最大的优点是肯记笔记：“他那几大本…”)."""
        named = self._named(begin, pair.start)
        of_another = len(named) > 1 and named[0].name != named[-1].name and _THIRD.match(content.lstrip("“"))
        said = _speech().match(self.text, named[0].end) if of_another else None
        return named[0] if said and self.text[said.end() : said.end() + 1] == "，" else None

    def _call(self, pair: Quotation) -> bool:
        return _CALL.match(self.text, pair.start + 1) is not None

    def _is_called(self, person: Name, pair: Quotation) -> bool:
        """Whether the quotation begins with a call to the person (“阿婆，我好好的呀！”韦婆婆当场哭了)."""
        call = _CALL.match(self.text, pair.start + 1)
        if not call:
            return False
        word = call.group(1)
        elder = _ELDER_CALL.fullmatch(word) and (_ELDER_NAME.search(person.name) or _ELDER_NAME.search(person.text))
        short = word[0] in "小老阿" and len(word) == 2 and word[1] == person.name[0]
        return bool(elder) or short or word in (person.name, person.text) or person.name.endswith(word[-2:])

    def _calls_someone(self, pair: Quotation) -> bool:
        """Whether the quotation begins with a call to somebody by a form of address (“老爷子，您慢点！”)."""
        call = _CALL.match(self.text, pair.start + 1)
        return call is not None and _ADDRESSED.fullmatch(call.group(1)) is not None

    def _acts(self, person: Name, begin: int) -> bool:
        """Whether a person is the subject of the clause, and neither what somebody does something to nor done to."""
        start = max(begin, *(self.text.rfind(c, begin, person.start) + 1 for c in "，。；：！？"))
        return not (_OBJECT.search(self.text, start, person.start) or _UNDERGONE.match(self.text, person.end))

    def _hearsay(self, paragraph: int, pair: Quotation) -> bool:
        """Whether the sentence right before tells what somebody says who is not named (外地来的小贩告诉记者，…。“…”)."""
        before = self.text[paragraph : pair.start].rstrip("。！？")
        begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
        said = _speech().search(self.text, begin, pair.start)
        if lexicon().verbs.get(self.text[begin : begin + 2]) == "act" or _GOES_ON.match(self.text, begin):
            return False  # 讲完了故事，又讲自己的女儿
        return (
            said is not None and not self._named(begin, pair.start) and not _THIRD.search(self.text, begin, pair.start)
        )

    def _acting(self, paragraph: int, pair: Quotation) -> Name | None:
        """Whom the sentence right before means that a pronoun is the subject of (她跨上车，…。“先把人送到。”)."""
        before = self.text[paragraph : pair.start].rstrip("。！？")
        begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
        pronoun = _THIRD.match(self.text, begin)
        return self._meant(pronoun.group(), pair, begin) if pronoun else None

    def _announced(self, paragraph: int, pair: Quotation) -> Name | None:
        """The person of the sentence right before, if that sentence announces speech (女儿龙小满却有过怨言。“…”)."""
        before = self.text[paragraph : pair.start].rstrip("。！？")
        begin = paragraph + max(before.rfind(c) for c in "。！？”") + 1
        if not _ANNOUNCES.search(self.text, begin, pair.start):
            return None
        named = self._named(begin, pair.start)
        return named[-1] if named else None

    def _is_head(self, pair: Quotation) -> bool:
        """Whether the quotation is a line by itself at the top of the text, a headline (“通了！”)."""
        text = self.text
        alone = (pair.start == 0 or text[pair.start - 1] == "\n") and text[pair.end : pair.end + 1] in ("", "\n")
        said = text[pair.start + 1 : pair.end - 1]
        if text[: pair.start].rstrip("”\n")[-1:] in ("。", "！", "？") and pair.start:
            return False  # the line above ends a sentence, as heads do not
        short = said[-1:] != "。" and pair.end - pair.start <= 16
        return alone and short and pair.end < len(text) and text.count("\n", 0, pair.start) < 3

    def _woven(self, k: int, pair: Quotation, content: str, begin: int, left: str, right: str) -> Quote | None:
        """Speech woven into a sentence: …，“里三层外三层，比什么都暖”。"""
        start = max(self.text.rfind(c, 0, pair.start) for c in "。！？\n") + 1
        sentence = self.text[start : pair.start]
        if right[:1] in ("的", "等", "为") and right:
            return None
        verbs = _speech().findall(sentence)
        verb = verbs[-1] if verbs else ""
        clause = "，" in content and (_SPOKEN.search(content) or left[-1:] == "，")
        remark = verb and not right.strip() and len(content) >= 3 and _REMARK.search(content) and "、" not in content
        clause = clause or (left[-1:] == "，" and not right.strip() and len(content) >= 6 and "、" not in content)
        closing = left[-1:] == "，" and not right.strip() and "，" in content
        closing = closing or (
            left[-1:] == "，" and len(content) >= 6 and _SAYING_SO.match(self.text, pair.end) is not None
        )
        viewed = "，" in content and not right.strip() and _IN_VIEW.search(sentence)
        if not ((verb and clause) or remark or closing or viewed):
            return None
        whose = self._named(start, start + viewed.end()) if viewed else []
        who = whose[-1] if whose else self._telling(start, pair) or self._subject(start, pair.start, pair)
        return self._make(pair, content, who or self._speaking(start, pair), verb, "woven")

    def _telling(self, begin: int, pair: Quotation) -> Name | None:
        """Who is told to say what goes on in the quotation, whoever else is named in what is said (查文斌说，马骁…，“…”)."""
        named = self._named(begin, pair.start)
        if _PRONOUN_SAYS.match(self.text, begin, pair.start):
            return self._meant(self.text[begin : begin + 1], pair, begin)
        going_on = self._going_on(begin, pair)
        if going_on:
            return going_on
        found = next((n for n in reversed(named) if _speech().match(self.text, n.end)), None)
        return found if found and "：" not in self.text[found.end : pair.start] else None

    def _going_on(self, begin: int, pair: Quotation) -> Name | None:
        """Whom a pronoun means that goes on telling within the sentence (曲小娥是老师，她说，…，“…”)."""
        pronoun = _CLAUSE_OF_HIS.search(self.text, begin, pair.start)
        if not pronoun or self._named(pronoun.start(), pair.start):
            return None
        return self._meant(pronoun.group(1), pair, pronoun.start())

    def _speaking(self, begin: int, pair: Quotation) -> Name | None:
        """The last person of the paragraph, if a verb of saying follows the name (郭双喜坦言，…。…，“这意味着…”)."""
        sentence = self.text[begin : pair.start]
        if _INDEFINITE.search(sentence) or _SOMEONE.search(sentence):
            return None
        paragraph = self.text.rfind("\n", 0, pair.start) + 1
        known = self._named(paragraph, pair.start)
        return known[-1] if known and _speech().match(self.text, known[-1].end) else None
