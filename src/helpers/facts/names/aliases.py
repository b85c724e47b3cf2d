"""Nicknames that an article explains: “瓜王” … 写下自己的名字：田玉录; 人称“老海”的海文军; 展哥全名展鹏程."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from helpers.facts.model import Name
from helpers.facts.names.lexicon import HAN
from helpers.lexicon import any_of

_any_of = partial(any_of, "person_words")
#: A nickname in quotation marks.
_QUOTED = re.compile(f"“([{HAN}]{{2,6}})”")
#: How long a stretch of text around a full name is looked at.
_NEAR = 40
#: “光头村长”|阿尔木呷, “光头村长”本名|阿尔木呷, 人称“老海”的水管员|海文军.
_AHEAD = re.compile(f"“([{HAN}]{{2,6}})”(?:的?(?:{_any_of('bears')})|——)?“?$")
_CALLED_AHEAD = re.compile(f"{_any_of('is_called')}[^。！？，\\n]{{0,4}}“([{HAN}]{{2,6}})”的[{HAN}]{{0,10}}$")
#: 海文军，人称|“老海”; 海文军（人称“老海”）; 海文军就是“老海”.
_BEHIND = re.compile(
    f"[^。！？“\\n]{{0,14}}(?:{_any_of('is_called', 'bears')})[^。！？，“\\n]{{0,4}}“([{HAN}]{{2,6}})”"
)
_BRACKETED = re.compile(f"（“([{HAN}]{{2,6}})”）")
#: 找到了“胖哥”。他叫|詹国富.
_HE_IS = re.compile(f"[。，][他她](?:{_any_of('bears')})$")
#: “石头”是绰号，他叫|石凯.
_NICKNAME = re.compile(
    f"“([{HAN}]{{1,6}})”，?(?:只|就)?(?:是|为)[他她]?的?(?:{_any_of('nickname_words')})[^。！？]{{0,8}}?[他她]?(?:{_any_of('bears')})$"
)
#: 一笔一画写下自己的名字：|田玉录.
_SIGNS = re.compile(f"(?:{_any_of('signs_as', 'signs_words')})[^。，：\\n]{{0,6}}(?:：|——)“?$")
#: 姜大爷口中的小唐，是城南派出所的辅警|唐一鸣.
_IS_THE = re.compile(f"([小老][{HAN}])”?，?(?:就|便|正)?是[^。！？：“]{{0,24}}$")
#: 蒋大勺——本名|蒋学文.
_REAL_NAME = re.compile(f"(?:——|（|，)?(?:{_any_of('real_names')})(?:叫|是)?")
#: 黑皮本名|黎志刚, at the head of a clause.
_KNOWN_AS = re.compile(f"(?<![{HAN}])([{HAN}]{{2,4}}?)的?{_any_of('real_names')}(?:叫|是|为)?$")
#: 展哥|全名|展鹏程.
_BEARS = re.compile(f"的?(?:{_any_of('bears')})")


def find_aliases(text: str, people: Sequence[Name]) -> dict[str, str]:
    """The nicknames of an article with whom they mean, as far as it says so. ``people``: its people in order."""
    quoted = Counter(_QUOTED.findall(text))
    if not quoted and "名" not in text and not any(n.rule in SHORT for n in people):
        return {}
    found = {
        a.text: b.name
        for a, b in zip(people, people[1:])
        if a.text != b.name and _REAL_NAME.fullmatch(text, a.end, b.start)
    }
    for person in people:
        if person.rule in SHORT or len(person.name) < 2:
            continue
        nickname = _NICKNAME.search(text, max(0, person.start - _NEAR), person.start)
        if nickname:
            found[nickname.group(1)] = person.name
        for alias in _told(text, person, people, quoted):
            if alias != person.name and not any(
                alias == n.name and (n.role or alias not in quoted) for n in people if n.rule not in SHORT
            ):
                found.setdefault(alias, person.name)
    return found


#: The rules that find people by less than their name.
SHORT = ("address", "short")


def _told(text: str, person: Name, people: Sequence[Name], quoted: Counter[str]) -> Iterator[str]:
    """The nicknames that the words around a mention of a person say to be this person's."""
    left = text[max(0, person.start - _NEAR) : person.start]
    for pattern in (_AHEAD, _CALLED_AHEAD):
        match = pattern.search(left)
        if match and (pattern is _CALLED_AHEAD or match.group().rstrip("“")[-1] != "”" or quoted[match.group(1)] > 1):
            yield match.group(1)
    for pattern in (_BEHIND, _BRACKETED):
        match = pattern.match(text, person.end)
        if match and not any(
            person.end <= n.start < match.end() and n.name not in (person.name, match.group(1)) for n in people
        ):
            yield match.group(1)
    for short in {n.text for n in people if n.rule in SHORT}:
        at = left.rfind(short)
        if at >= 0 and _BEARS.fullmatch(left, at + len(short)):
            yield short
        explained = _IS_THE.search(left)
        if explained and explained.group(1) == short and person.name.startswith(short[1:]):
            yield short
    known = _KNOWN_AS.search(left)
    if known and quoted[known.group(1)]:
        yield known.group(1)
    if _HE_IS.search(left):
        earlier = _QUOTED.findall(left)
        if earlier:
            yield earlier[-1]
    often = [alias for alias, times in quoted.most_common(2) if times > 1]
    if _SIGNS.search(left) and often and (len(often) == 1 or quoted[often[0]] > quoted[often[1]]):
        yield often[0]
