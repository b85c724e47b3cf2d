"""People: candidates made certain by their neighbours and by the rest of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from helpers.facts.names.candidates import THRESHOLD, Candidate, after, before, candidates
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters, words

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
_JOINTS = "、和与及同跟"
#: After these 某 is no person (中铁某局, 某地).
_NO_ONE = _group("no_one")
_CALLED = re.compile(
    f"(?:{_any_of('gives_name')}|(?<=[{_letters('gives_name_to')}])叫)“?([{HAN}]{{2,3}}?)”?(?=[，。、；的（！]|是|今年)"
)
_SHORT = re.compile(f"[老小阿][{HAN}](?![{HAN}]?某)")


def _sounds() -> frozenset[str]:
    """The characters that foreign names are written with."""
    return words("name_sounds")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_sounds()))}]{{2,9}}")


class Mention(NamedTuple):
    """One mention of a person. ``name`` is what the page calls the person in full."""

    start: int
    end: int
    name: str
    rule: str


def find_people(
    text: str, lex: Lexicon, signed: frozenset[str], barred: Iterable[tuple[int, int]] = ()
) -> list[Mention]:
    """All mentions of people in the joined text of an edition, in order, without overlaps."""
    seeds = _agree(candidates(text, lex), text)
    certain: dict[str, Candidate] = {}
    for seed in seeds:
        known = certain.get(seed.text)
        if _is_certain(seed) and seed.text not in signed and (known is None or known.score < seed.score):
            certain[seed.text] = seed
    certain = {name: seed for name, seed in certain.items() if not _of_a_firm(seed, text)}
    full = {name[-2:]: name for name in certain if len(name) == 3}
    found = [
        Mention(c.start, c.end, full.get(c.text, c.text) if len(c.text) == 2 else c.text, c.rule)
        for c in seeds
        if c.text in certain and _is_certain(c)
    ]
    certain = {name: seed for name, seed in certain.items() if name not in full}
    found += _everywhere(text, certain, lex)
    found += _corroborated(text, lex, signed)
    found += _appointed(text, lex)
    found += _in_lists(text, found)
    found += _foreign(text, lex)
    found += _foreign_short(text, lex)
    found += _called(text, lex)
    found += _doubled(text, lex)
    found += _given(text, found, lex)
    found += _polite(text, lex)
    found += _nicknames(text, lex)
    return _disjoint(found)


_FIRM_BEHIND = re.compile(f"[{HAN}]{{0,8}}{_any_of('firm_ends_behind')}")


def _of_a_firm(seed: Candidate, text: str) -> bool:
    """Whether the page has the name inside a firm's (金谷源 in 榆州市金谷源商贸有限公司) and no office before it."""
    return seed.rule != "title" and any(_FIRM_BEHIND.match(text, at + len(seed.text)) for at in _finds(text, seed.text))


def _is_certain(seed: Candidate) -> bool:
    return seed.score >= THRESHOLD and seed.rule != "sign"


def _agree(seeds: list[Candidate], text: str) -> list[Candidate]:
    """Neighbours in a list lend each other evidence: 蒋孟春、郁达成、沈若谷出席."""
    scores = [seed.score for seed in seeds]
    order = list(range(1, len(seeds)))
    for pairs in (((k - 1, k) for k in order), ((k, k - 1) for k in reversed(order))):
        for giver, taker in pairs:
            left, right = sorted((giver, taker))
            if _joined(text, seeds[left].end, seeds[right].start) and scores[giver] >= THRESHOLD > scores[taker] > 1.8:
                scores[taker] = max(scores[taker], min(scores[giver], scores[taker] + 2.2))
    return [
        seed._replace(score=score, rule=seed.rule if score == seed.score else "list")
        for seed, score in zip(seeds, scores)
    ]


def _joined(text: str, end: int, start: int) -> bool:
    return start - end == 1 and text[end] in _JOINTS


def _everywhere(text: str, certain: dict[str, Candidate], lex: Lexicon) -> list[Mention]:
    found = []
    for name in certain:
        at = text.find(name)
        while at >= 0:
            if len(name) > 2 or _stands_alone(text, at, certain[name], lex):
                found.append(Mention(at, at + len(name), name, "page"))
            at = text.find(name, at + len(name))
    return found


_TRADED = frozenset(("office", "trade"))
_HEARD = re.compile(f"(?:^|[，。；！？”“\n])([{HAN}]{{2,4}}?){_any_of('heard_adverbs')}?{_any_of('heard')}")


def _corroborated(text: str, lex: Lexicon, signed: frozenset[str]) -> list[Mention]:
    """Words that are a name all the same, because the page has them behind a trade and speaking: 护士白鹭 … 白鹭说."""
    heard = {m.group(1) for m in _HEARD.finditer(text)} - signed
    names = {
        name
        for name in heard
        if (_is_word(name, lex) or name[0] == "阿") and any(_behind_title(text, at, lex) for at in _finds(text, name))
    }
    return [Mention(at, at + len(name), name, "page") for name in names for at in _finds(text, name)]


def _is_word(name: str, lex: Lexicon) -> bool:
    """Whether two characters are a word that begins with a surname, and none that speaks for an office (方面, 单位)."""
    known = (lex.common, lex.titles, lex.honorifics, lex.verbs)
    return name in lex.words or (len(name) == 2 and name in lex.stops and not any(name in group for group in known))


def _behind_title(text: str, at: int, lex: Lexicon) -> bool:
    return any(lex.titles.get(text[at - k : at]) in _TRADED for k in (2, 3, 4) if at >= k)


def _finds(text: str, name: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(name), text)]


_APPOINTED = re.compile(
    f"{_any_of('appoints')}([{HAN}]{{2,4}}?)(?:同志)?(?:为[^，。；、\n]{{2,24}}[{_letters('office_ends')}]|的[^，。；\n]{{2,30}}职务|辞去)"
)


def _appointed(text: str, lex: Lexicon) -> list[Mention]:
    """免去万千里的市体育局局长职务."""
    matches = [m for m in _APPOINTED.finditer(text) if m.group(1)[0] in lex.surnames or m.group(1)[:2] in lex.compounds]
    names = {m.group(1) for m in matches if m.group(1) not in lex.common and m.group(1) not in lex.titles}
    return [Mention(at, at + len(name), name, "title") for name in names for at in _finds(text, name)]


def _stands_alone(text: str, at: int, seed: Candidate, lex: Lexicon) -> bool:
    """Whether a name of two characters is itself and no part of a longer word (连城 in 大连城区)."""
    left = before(text, at, lex)[0]
    right = after(text, at + len(seed.text), lex)[0]
    usual = lex.surnames.get(seed.text[0]) == "common"
    return left + right >= (0.0 if usual else 1.2)


def _in_lists(text: str, found: list[Mention]) -> list[Mention]:
    """A stretch between two people of a list is a person, whatever its surname."""
    ends = {m.end: m for m in found}
    starts = {m.start: m for m in found}
    extra = []
    for end in ends:
        if text[end : end + 1] != "、":
            continue
        stop = text.find("、", end + 1, end + 6)
        if stop > end + 2 and stop + 1 in starts and all(map(is_han, text[end + 1 : stop])):
            extra.append(Mention(end + 1, stop, text[end + 1 : stop], "list"))
    return extra


def _foreign(text: str, lex: Lexicon) -> list[Mention]:
    """Names with a dot: 马丁·韦伯, 约翰·F·肯尼迪, 阿卜杜·热合曼."""
    found: list[Mention] = []
    dot = text.find("·")
    while dot >= 0:
        start = _leftward(text, dot, lex)
        end = dot
        while text[end : end + 1] == "·":
            begin = end = end + 1
            while end < begin + 9 and (text[end : end + 1] in _sounds() or "A" <= text[end : end + 1] <= "Z"):
                end += 1
            if end == begin:
                break
        if start < dot and end > dot + 1 and text[end - 1] != "·":
            end = _cut(text, max(start, text.rfind("·", start, end) + 2), end, lex)
            found.append(Mention(start, end, text[start:end], "foreign"))
        dot = text.find("·", max(end, dot + 1))
    return found


def _cut(text: str, least: int, end: int, lex: Lexicon) -> int:
    """Where a run of sound characters ends before ``end`` if its last ones begin a verb or a time (卡洛斯|利用, 里德|赛后)."""
    for stop in range(least, end):
        two = text[stop : stop + 2]
        if stop + 2 > end and (two in lex.verbs or two in lex.stops or two in _TIMES):
            return stop
    return end


_TIMES = frozenset(_group("no_foreign"))
_NOT_DOUBLED = _group("not_doubled")
_ADDRESS = _group("address")


def _leftward(text: str, dot: int, lex: Lexicon) -> int:
    """Where the part before the dot begins: sound characters, up to a title or place."""
    start = dot
    while start > max(0, dot - 8) and text[start - 1] in _sounds():
        if start < dot and any(
            text[start - k : start] in lex.titles or text[start - k : start] in lex.gazetteer for k in (2, 3, 4)
        ):
            break
        start -= 1
    return start


def _foreign_short(text: str, lex: Lexicon) -> list[Mention]:
    """A foreign name without a dot: sound characters behind a title, or four and more where a name can
    stand before a verb of saying (主帅塞蒂恩, 费德勒则表示); then everywhere in the text."""
    names = {name for match in _runs().finditer(text) if (name := _foreign_in(text, match.start(), match.end(), lex))}
    return [Mention(m.start(), m.end(), name, "foreign") for name in names for m in re.finditer(re.escape(name), text)]


def _foreign_in(text: str, begin: int, end: int, lex: Lexicon) -> str:
    """The foreign name in a run of sound characters; empty if there is none."""
    end = _cut(text, begin + 2, end, lex)
    for start in range(begin, end - 1):
        why = before(text, start, lex)[1]
        if why not in ("title", "of", "clause") or text[start : start + 2] in lex.stops:
            continue
        stop = next(
            (
                e
                for e in range(end, start + 1, -1)
                if after(text, e, lex)[0] >= 0.8 or (why == "title" and text[e : e + 1] in tuple("和与及"))
            ),
            0,
        )
        if why == "title":
            name = text[start : stop or end]
            least = 2 if stop and name[0] not in lex.surnames else 3
        else:
            name = text[start:stop] if after(text, stop, lex)[1] in ("speech", "act", "more") else ""
            least = 4
        chinese = len(name) == 3 and name[0] in lex.surnames
        known = (
            name in lex.common or name in lex.verbs or any(name[:k] in lex.gazetteer for k in range(2, len(name) + 1))
        )
        return name if len(name) >= least and not chinese and not known else ""
    return ""


def _called(text: str, lex: Lexicon) -> list[Mention]:
    found = []
    for match in _CALLED.finditer(text):
        name = match.group(1)
        if name[:2] in lex.stops:
            continue
        at = match.start(1)
        while at >= 0:
            found.append(Mention(at, at + len(name), name, "called"))
            at = text.find(name, at + 1)
    return found


_DOUBLE = re.compile(f"([{HAN}])\\1")


def _doubled(text: str, lex: Lexicon) -> list[Mention]:
    """A doubled character behind a title is a nickname: 小男孩亮亮举着画."""
    found = []
    for match in _DOUBLE.finditer(text):
        word = match.group()
        if (
            word in lex.verbs
            or word in lex.titles
            or word in lex.stops
            or word[0] in lex.never
            or word[0] in _NOT_DOUBLED
        ):
            continue
        left, why = before(text, match.start(), lex)
        if (why == "title" and left < 3.4 or why == "age") and after(text, match.end(), lex)[0] >= 0.8:
            found += [Mention(m.start(), m.end(), word, "called") for m in re.finditer(word, text)]
    return found


_REACH = 3000


def _given(text: str, found: list[Mention], lex: Lexicon) -> list[Mention]:
    """The given name alone, later in the text and where a name can stand: 卢小川 … 小川笑着说."""
    firsts: dict[str, Mention] = {}
    for mention in found:
        if len(mention.name) in (3, 4) and mention.rule != "foreign":
            firsts.setdefault(mention.name, mention)
    extra = []
    for name, first in firsts.items():
        given = name[-2:]
        if given in lex.common or given in lex.verbs or given in lex.titles or given in lex.stops:
            continue
        at = text.find(given, first.end, first.end + _REACH)
        while at >= 0:
            left = before(text, at, lex)
            if left[1] in ("clause", "after quotation", "glue") and after(text, at + 2, lex)[1] in (
                "speech",
                "act",
                "time",
            ):
                extra.append(Mention(at, at + 2, name, "given"))
            at = text.find(given, at + 2, first.end + _REACH)
    return extra


def _polite(text: str, lex: Lexicon) -> list[Mention]:
    """Surname and form of address: 陆先生, 史阿姨, 黄某, 葛老太, 冯老师."""
    found = []
    for match in lex.addressed.finditer(text):
        at, head = match.start(), match.end() - match.start()
        for k in (3, 2, 1):
            kind = lex.honorifics.get(text[at + head : at + head + k])
            if kind and at + head + k <= len(text) and _is_address(text, at, head, k, kind, lex):
                found.append(Mention(at, at + head + k, text[at : at + head + k], "address"))
                break
    return found


def _is_address(text: str, at: int, head: int, size: int, kind: str, lex: Lexicon) -> bool:
    word = text[at : at + head + size]
    if word in lex.stops or (head == 1 and size == 1 and text[at : at + 2] in lex.stops) or word in lex.titles:
        return False
    left, why = before(text, at, lex)
    if why == "sign":
        return False
    right = after(text, at + head + size, lex)[0]
    usual = lex.surnames[text[at : at + head]] != "word"
    if text[at + head : at + head + size] in _ADDRESS:
        if word[-1] == "某" and text[at + head + size : at + head + size + 1] in _NO_ONE:
            return False
        return (usual and right >= 0) or (left > -1 and (left >= 0.3 or right > 0))
    if (size > 2 and left >= 1.2 and usual) or (why == "of" and kind == "polite" and size == 2):
        return True
    if size == 1 or kind == "role":
        return left >= 0.3 and right > 0 and (usual or left >= 1.2)
    return (usual and (left > -1 or size > 1)) or left >= 1.2


def _nicknames(text: str, lex: Lexicon) -> list[Mention]:
    """老李, 小王, 阿强; 小 and 阿 before another character only after a title (女工小满)."""
    found = []
    for match in _SHORT.finditer(text):
        at, word = match.start(), match.group()
        if word in lex.stops or word in lex.honorifics or word in lex.titles or text[at : at + 3] in lex.titles:
            continue
        left, why = before(text, at, lex)
        right = after(text, match.end(), lex)[0]
        known = lex.surnames.get(word[1]) in ("common", "rare") or (word[1] in lex.surnames and left >= 1.2)
        if word[0] == "阿" and why == "title" and text.count(word) > 1:
            found += [Mention(at, at + 2, word, "short") for at in _finds(text, word)]
        elif (
            known
            and text[at - 1 : at] == "、"
            and found
            and found[-1].end == at - 1
            or (known and (left >= 2.5 or (left >= 0.3 and right >= 0.8)))
            or (word[0] != "老" and why == "title" and right >= 0.8)
        ):
            found.append(Mention(at, match.end(), word, "short"))
    return found


def _disjoint(found: list[Mention]) -> list[Mention]:
    """The longest mention wins where two overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.rule == "page")):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
