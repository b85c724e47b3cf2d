"""What is speech, and what only stands in quotation marks: headlines, signs, printed and written words, verses."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.quotes.marks import Quotation
from helpers.facts.quotes.scene import Scene
from helpers.facts.quotes.words import THIRD
from helpers.lexicon import any_of, group

_any_of = partial(any_of, "quote_words")
_group = partial(group, "quote_words")
_PERSONAL = re.compile("[我你您咱俺]|他们|她们")
#: A line of a poem or a saying is no speech (“…”某某写的诗句, “…”这句农谚).
VERSE = re.compile(f"(?:[^，。]{{1,24}}(?:写|作|写下)的|[^，。]{{0,4}}这[句首])[^，。]{{0,4}}(?:{_any_of('verses')})")
#: What is read or heard comes from nobody who is named (收到短信：, 门上贴着对联：).
RECEIVED = re.compile(f"{_any_of('received')}[^，。：]{{0,10}}[：，]?$")
#: What is written up somewhere is no speech (门上贴着对联：).
HUNG = re.compile(f"{_any_of('hung')}[^，。：]{{0,10}}：$")
#: What is written or sent (在留言簿上写下, 发朋友圈), and the walls, flags and boards whose words are nobody's speech.
WRITES = frozenset(_group("writes"))
WRITTEN_ON = frozenset(_group("written_on"))
ON_A_SIGN = re.compile(f"{_any_of('signs')}[^，。：“”]{{0,6}}，?[^，。：“”]{{0,6}}$")
#: What stands in quotation marks behind a colon without being said.
_PRINTED = re.compile(_any_of("printed"))
_TO_SOMEONE = re.compile(f"{_any_of('to_someone')}(?:[他她我]们?|大家|记者|对方)$")


#: Verbs whose words are speech also without a mark before them, and what shows that these are a clause.
_PLEADS, _IS_CLAUSE = re.compile(f"{_any_of('pleads')}$"), re.compile(_any_of("clause_signs"))


#: One remark: 回了句, 丢下一句.
_A_WORD = re.compile(f"{_any_of('throws_in')}(?:了|下|出|过)?(?:这么)?一?句$")
#: Somebody is asked or blamed, with nothing between that and the words.
_ASKS_ONE = re.compile("[问]起?(?:[他她我你]们?|大家|记者|对方)$")
_BLAMES = re.compile(f"{_any_of('blames')}(?:[他她我]们?|自己|对方|大家)$")
_IS_QUESTION = re.compile(f"{_any_of('question')}|(.)[不没]\\1")
#: She says, and nobody in general.
_ONE_SAYS = re.compile("(?:^|[，。])[他她]说$")


def _asks_one(left: str, content: str) -> bool:
    return _ASKS_ONE.search(left) is not None and _IS_QUESTION.search(content) is not None


def introduces(said: str, left: str, content: str, closed: bool) -> bool:
    """Whether a verb of saying at the end of ``left`` introduces the quotation, and does not merely name a word."""
    personal = _PERSONAL.search(content)
    if left[-1:] == "：" or (left[-1:] == "，" and (closed or "，" in content or personal)):
        return True
    if _PLEADS.search(left) and len(content) > 5 and _IS_CLAUSE.search(content):
        return True  # 彭某辩称“活已经包给了谭某”
    if len(content) > 3 and _A_WORD.search(left) or len(content) > 2 and _asks_one(left, content):
        return True  # 小刘回了句“我家又没漏”, 有人问我“能不能抄底”
    if len(content) > 5 and _BLAMES.search(left) and _IS_CLAUSE.search(content):
        return True  # 老伴埋怨他“血压160还逞能”
    if "，" in content and (personal or _TO_SOMEONE.search(left) or _ONE_SAYS.search(left)):
        return True
    return len(content) >= 5 and bool(personal or "句" in said)


def is_told(scene: Scene, begin: int, left: str, content: str, pair: Quotation) -> bool:
    """Whether what stands behind a colon is speech: a person is before it, or it is a whole sentence and not printed."""
    if scene.named(begin, pair.start) or THIRD.search(left):
        return True
    return content.rstrip("’』")[-1:] != "，" and not _PRINTED.search(left)


def is_head(scene: Scene, pair: Quotation) -> bool:
    """Whether the quotation is a line by itself at the top of the text, a headline (“通了！”)."""
    text = scene.text
    alone = (pair.start == 0 or text[pair.start - 1] == "\n") and text[pair.end : pair.end + 1] in ("", "\n")
    said = text[pair.start + 1 : pair.end - 1]
    if text[: pair.start].rstrip("”\n")[-1:] in ("。", "！", "？") and pair.start:
        return False  # the line above ends a sentence, as heads do not
    short = said[-1:] != "。" and pair.end - pair.start <= 16
    return alone and short and pair.end < len(text) and text.count("\n", 0, pair.start) < 3
