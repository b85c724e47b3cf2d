"""What a line's form says it is, whatever its words: a kind of report (滩区秋收直击), a meeting with the press, somebody
by name and what he says, what a work will bring, a court's decision, a series' double name.

These stand behind ``weighing``, for they ask what the words of a line are.
"""

from __future__ import annotations

import re
from functools import partial

from helpers.lexicon import any_of
from helpers.page.bylines import is_name
from helpers.page.marks import HAN
from helpers.page.weighing import has_subject, names_only

_words = partial(any_of, "page_occasion_words")
_head_words = partial(any_of, "page_head_words")
#: A kind of report and what it is about, which by itself tells nothing: 滩区秋收直击, 老菜场搬迁首日见闻
_GENRE = re.compile(rf"[^\s，：！？了]{{4,22}}{_words('genre')}$")
_GENRE_NOUN = re.compile(rf"(?P<of>[^\s，：！？了]{{4,18}}){_words('genre_or_verb')}$")
_GENRE_ACTOR = re.compile(_words("genre_actor"))
#: Who spoke to the press, without what was said: 我市举行疫情防控第12场新闻发布会
_BRIEFS_PRESS = re.compile(
    rf"[^\s，：]{{2,12}}?(?<!将){_head_words('holding')}[^\s，：]{{0,20}}{_words('press_meeting')}$"
)
#: How a line begins that adds what such a meeting had, and names nobody
_ADDS = re.compile(rf"{_words('no_subject')}|{_head_words('detail', 'present')}")
#: What a work will bring when it is done, below the news of it: 投产后可带动就业3000人
_ONCE_DONE = re.compile(_words("once_done"))
#: Somebody by name, and what he says: 梁小川：我还想再跑一次
_NAME_SAYS = re.compile(rf"(?P<who>{HAN}{{2,4}}|{HAN}{{1,6}}(?:·{HAN}{{1,6}}){{1,2}})：.{{4,}}")
#: What a court decided, and in a wider sense what became of a case, above which no kicker stands: …案一审宣判
_OUTCOME = re.compile(_words("outcome", "decided"))
_DECIDED = re.compile(_words("decided"))
#: A conference that closed, and what it declared: 农业部长会议闭幕 / 呼吁建立粮食储备
_CLOSED = re.compile(rf"{_words('closed')}$")
_DECLARES = re.compile(_words("declares"))
#: The name of a series in two halves: 百年党史·柳溪印记
_DOUBLE = re.compile(rf"“?({HAN}{{2,6}})”?·“?({HAN}{{2,6}})”?$")


def by_form(first: str, second: str) -> float:
    """Evidence from the form of two lines that ``first`` is a kicker above ``second``; below 0 that it is not."""
    score = 3.5 if names_genre(first) and not names_genre(second) and "：" not in second else 0.0
    score += 3.5 if _BRIEFS_PRESS.match(first) and not _ADDS.match(second) else 0.0
    said = _NAME_SAYS.match(second)
    score += 4.0 if said and is_name(said["who"], sure=False) and not has_subject(first) else 0.0
    decided = _DECIDED.search(second) and has_subject(second) and not _OUTCOME.search(first)
    score += 2.8 if decided and len(first) != len(second) else 0.0  # lines of one length are one headline
    score -= 2.5 if _CLOSED.search(first) and _DECLARES.match(second) else 0.0
    return score - (3.0 if _ONCE_DONE.match(second) else 0.0)


def names_genre(text: str) -> bool:
    """Whether a line names only what kind of report it is and of what: 滩区秋收直击, 山区小学营养餐调查."""
    if _GENRE.match(text):
        return True
    found = _GENRE_NOUN.match(text)
    return found is not None and not _GENRE_ACTOR.search(found["of"]) and names_only(found["of"])


def is_double_name(text: str) -> bool:
    """Whether a line above a headline is the name of a series in two halves that tell nothing: 百年党史·柳溪印记."""
    found = _DOUBLE.match(text)
    return found is not None and names_only(found[1]) and names_only(found[2])
