"""Which quotations of a text are speech, each read in the light of those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from helpers.facts.model import Name, Quote
from helpers.facts.quotes.alone import alone_said, just_told_of
from helpers.facts.quotes.clause import before_word, subject_of, who_answers, writer_of
from helpers.facts.quotes.marks import STOP, Quotation
from helpers.facts.quotes.scene import Scene, make
from helpers.facts.quotes.signs import (
    HUNG,
    ON_A_SIGN,
    RECEIVED,
    VERSE,
    WRITES,
    WRITTEN_ON,
    introduces,
    is_head,
    is_told,
)
from helpers.facts.quotes.telling import going_on_telling, same_again, speaking, teller_of, telling
from helpers.facts.quotes.words import END, HAN, HIS_VOICE, INDEFINITE, OF_HIM, THIRD, speech_verbs
from helpers.lexicon import any_of, letters

_any_of = partial(any_of, "quote_words")
_letters = partial(letters, "quote_words")
#: A short remark woven into the sentence begins with a word that needs a speaker (“值两百块”).
_REMARK = re.compile(f"^[{_letters('remark')}]")
#: What only somebody says: it ends with a particle or holds a personal pronoun.
_SPOKEN = re.compile(f"[{_letters('remark_ends')}]$|[我你您]")
#: 他只笑：, 她挺起胸：.
_LED_BY_HIM = re.compile("(?:^|，)[他她](?!们)[^，。：“”]{1,8}：$")
#: In whose view: 在律师万俟青看来，….
_IN_VIEW = re.compile(f"在[^，。：]{{2,40}}{_any_of('in_view')}")
#: What shows that a quotation was said (“…”。说着，他…).
_SAYING_SO = re.compile("[。！]?(?:说着|说罢|说完|话音刚落|话音未落)")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    speech = speech_verbs().pattern
    before = re.compile(
        f"(?<!顾)((?:{speech})(?!人)|{_any_of('introduces')}|{_any_of('throws_in')}(?=[了下出过]?(?:这么)?一?句))[下出]?(?:了|着|过|起|起来)?(?:一?句)?[^，。：；！？“”]{{0,8}}[：，]?$"
    )
    after = re.compile(
        f"^[，—]*([^，。：；！？“”\n]{{0,44}}?)({speech})(?:着|了|过)?(?:一?[声句])?(?:记者|大家|他|她)?(?=[，。：；！？“”\n]|$)"
    )
    return before, after


def read(scene: Scene) -> Iterator[Quote]:
    """The quotations that are speech, in order."""
    previous: Quote | None = None
    for k, pair in enumerate(scene.pairs):
        quote = _judge(scene, k, pair, previous)
        if quote is not None:
            scene.said.append(quote)
            yield quote
            previous = quote


def _judge(scene: Scene, k: int, pair: Quotation, previous: Quote | None) -> Quote | None:
    before, after = _patterns()
    content = scene.text[pair.start + 1 : pair.end - 1]
    begin, left = scene.left(k)
    right = scene.right(k)
    if not content.strip():
        return None
    closed = content.rstrip("’』")[-1:] in STOP + "，"
    if is_head(scene, pair) or (not closed and left[-1:] == "：" and len(content) <= 6 and HAN.match(right)):
        return None
    joined = _other_half(scene, pair, previous)
    if previous and joined:
        return replace(previous, start=pair.start, end=pair.end, quote=content, verb="", rule="woven")
    said = before.search(left)
    if said and said.group(1) in WRITES and ON_A_SIGN.search(left, 0, said.start(1)):
        whole = left[-1:] == "：" and content[-1] in STOP
        return make(pair, content, None, said.group(1), "before") if whole else None
    if said and said.group(1) in WRITTEN_ON and content[-1] not in STOP and left[-1:] == "：":
        return None  # 画上有一座小房子，房顶上写着：“爸爸的家”
    if said and introduces(said.group(), left, content, closed):
        who = subject_of(scene, begin, begin + said.start(1), pair) or writer_of(scene, begin, said.group(1), left)
        who = who or (going_on_telling(scene, begin, pair) if left[-1:] == "，" else None)
        who = who_answers(scene, who, said.group(1), pair, previous)
        if who is None and previous and same_again(scene, previous, pair):
            return replace(previous, start=pair.start, end=pair.end, quote=content, verb=said.group(1), rule="before")
        return make(pair, content, who, said.group(1), "before")
    following = after.search(right)
    told = _closes_told(scene, begin, pair, right, following)
    if told:
        return make(pair, content, told, "", "woven")
    led_in = (
        left[-1:] == "："
        and content[-1:] in STOP
        and (scene.named(begin, pair.start) or _LED_BY_HIM.search(left) or before_word(scene, k, begin, previous))
    )
    if following and not led_in and (not left.strip() or left[-1:] in "，：—") and (closed or len(content) >= 4):
        at = pair.end + following.start(1)
        who = subject_of(scene, at, at + len(following.group(1)), pair, True) or just_told_of(scene, pair, right)
        return make(pair, content, who, following.group(2), "after")
    between = _between_halves(scene, k, content)
    if between:
        return make(pair, content, subject_of(scene, *between, pair), "", "woven")
    if closed and left[-1:] == "：" and is_told(scene, begin, left, content, pair):
        if HUNG.search(left):
            return None
        voiced = scene.named(begin, pair.start)
        if RECEIVED.search(left) and not (voiced and HIS_VOICE.match(scene.text, voiced[-1].end)):
            return make(pair, content, None, "", "before")
        who = teller_of(scene, begin, pair, content) or going_on_telling(scene, begin, pair)
        who = who or subject_of(scene, begin, pair.start, pair) or before_word(scene, k, begin, previous)
        if who is None and previous and same_again(scene, previous, pair):
            return replace(previous, start=pair.start, end=pair.end, quote=content, verb="", rule="before")
        return make(pair, content, who, "", "before")
    halves = previous and previous.rule == "alone" and previous.speaker and previous.end == begin
    if previous and halves and left[-1:] == "，" and THIRD.match(left) and closed:
        return replace(previous, start=pair.start, end=pair.end, quote=content, rule="woven")  # “…。”他站起来，“…。”
    if closed and left[-1:] == "，" and len(content) >= 6:
        who = telling(scene, begin, pair) or subject_of(scene, begin, pair.start, pair) or speaking(scene, begin, pair)
        return make(pair, content, who, "", "woven")
    if closed and not left.strip() and VERSE.match(right):
        return None
    short = (
        len(content) < 4 and content[-1] not in "！？" and (content[-1] != "。" or scene.text[pair.start - 1] != "。")
    )
    turn = previous and (scene.text.count("\n", previous.end, pair.start) == 1 or previous.end == pair.start)
    if closed and not left.strip() and (not short or turn or pair.end in scene.starts or THIRD.match(right)):
        return alone_said(scene, k, pair, content, right, previous)
    return _woven(scene, k, pair, content, begin, left, right)


def _closes_told(scene: Scene, begin: int, pair: Quotation, right: str, following: re.Match[str] | None) -> Name | None:
    """The one person whose sentence a quotation closes behind a comma, where the next sentence goes on with another one's
    own words without marks (租户小张26岁，“我就下楼买个烧饼。”中队长冯志刚说，入冬以来…); nobody where speech closes that one."""
    if not following or scene.text[pair.start - 1] != "，" or scene.text[pair.end - 2] not in "。！？":
        return None
    rest = right[following.end() :]
    if rest[:1] != "，" or len(rest) < 5 or rest[-1:] == "，":
        return None
    told, others = scene.named(begin, pair.start), scene.named(pair.end, pair.end + following.end(2))
    if len({n.name for n in told}) != 1 or not others or others[-1].name == told[0].name:
        return None
    clause = scene.text[begin : pair.start]
    return (
        told[0]
        if scene.acts(told[0], begin) and not INDEFINITE.search(clause) and not OF_HIM.match(scene.text, told[0].end)
        else None
    )


def _between_halves(scene: Scene, k: int, content: str) -> tuple[int, int] | None:
    """Where the clause between two halves of what is said stands: “…，”彭大海把锦旗卷起来，“…。”"""
    if content[-1:] != "，" or k + 1 == len(scene.pairs):
        return None
    begin, end = scene.pairs[k].end, scene.pairs[k + 1].start
    clause = scene.text[begin:end]
    return (begin, end - 1) if clause[-1:] == "，" and len(clause) <= 40 and not END.search(clause) else None


def _other_half(scene: Scene, pair: Quotation, previous: Quote | None) -> bool:
    """Whether the quotation goes on with the one before it, which ended within the sentence."""
    if not previous or previous.quote[-1:] != "，":
        return False
    clause = scene.text[previous.end : pair.start]
    return clause[-1:] == "，" and len(clause) <= 40 and not END.search(clause) and "“" not in clause


@lru_cache(maxsize=1)
def _says_further() -> re.Pattern[str]:
    """She goes on to say something of which the last words stand in quotation marks."""
    return re.compile(f"(?:{speech_verbs().pattern})(?:记者|大家)?，[^。：“”]{{2,30}}$")


#: What a clause of talk holds, and no slogan of parts of one length.
_TALK = re.compile(f"[{_letters('talk')}]")


def _goes_on_saying(scene: Scene, start: int, pair: Quotation, content: str) -> bool:
    """Whether a quotation closes what somebody is told to say, in clauses of talk (她还提醒，办预付卡“一次别充太多，…”)."""
    parts = re.split("[，；]", content)
    even = len({len(part) for part in parts}) == 1
    told = _says_further().search(scene.text, start, pair.start)
    return told is not None and len(parts) > 1 and not even and _TALK.search(content) is not None


def _woven(scene: Scene, k: int, pair: Quotation, content: str, begin: int, left: str, right: str) -> Quote | None:
    """Speech woven into a sentence: …，“里三层外三层，比什么都暖”。"""
    start = max(scene.text.rfind(c, 0, pair.start) for c in "。！？\n") + 1
    sentence = scene.text[start : pair.start]
    if right[:1] in ("的", "等", "为") and right:
        return None
    verbs = speech_verbs().findall(sentence)
    verb = verbs[-1] if verbs else ""
    clause = "，" in content and (_SPOKEN.search(content) or left[-1:] == "，")
    remark = verb and not right.strip() and len(content) >= 3 and _REMARK.search(content) and "、" not in content
    clause = clause or (left[-1:] == "，" and not right.strip() and len(content) >= 6 and "、" not in content)
    closing = left[-1:] == "，" and not right.strip() and "，" in content
    closing = closing or (
        left[-1:] == "，" and len(content) >= 6 and _SAYING_SO.match(scene.text, pair.end) is not None
    )
    closing = closing or (not right.strip() and _goes_on_saying(scene, start, pair, content))
    viewed = "，" in content and not right.strip() and _IN_VIEW.search(sentence)
    if not ((verb and clause) or remark or closing or viewed):
        return None
    whose = scene.named(start, start + viewed.end()) if viewed else []
    who = whose[-1] if whose else telling(scene, start, pair) or subject_of(scene, start, pair.start, pair)
    return make(pair, content, who or speaking(scene, start, pair), verb, "woven")
