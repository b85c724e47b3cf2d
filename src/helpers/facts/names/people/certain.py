"""Candidates made certain by their neighbours and by the rest of the page, or undone by a firm, a place, an adverb."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import THRESHOLD, Candidate, Mention
from helpers.facts.names.lexicon import HAN, Lexicon
from helpers.facts.names.people.standing import behind_title, finds, stands_alone
from helpers.lexicon import any_of, letters

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_JOINTS = "、和与及同跟"
#: Adverbs of one character that run on behind a name.
_RUN_ON = _letters("run_on")
_AREA = re.compile(f"{_any_of('area_behind')}(?![{_letters('area_not')}])")
#: Evidence that a town has as well as a person.
_WEAK_RULES = frozenset(("mark", "clause", "glue", "of", "time"))


def is_place(seed: Candidate, text: str, home: str) -> bool:
    """Whether the name is the home town's, or the page has it as an area's (杨桥 in 杨桥镇) at least as often as alone."""
    if home and seed.text in (home, home + "市", home + "县"):
        return True
    if seed.text[-1] in "区县":
        return True  # 冠军芦溪区代表队: nobody is called so
    at = finds(text, seed.text)
    areas = sum(bool(_AREA.match(text, k + len(seed.text))) for k in at)
    if seed.rule in ("title", "named") and seed.score >= 6.5:
        return areas > 1 and areas == len(at)  # 冠军云塔区代表队, and never without an area behind it
    return 2 * areas >= len(at) > 0 or (areas > 1 and seed.rule in _WEAK_RULES)  # 云梁：秧苗不等人, beside 云梁县


def runs_on(name: str, certain: dict[str, Candidate], text: str) -> bool:
    """Whether an adverb ends what was taken for a name: 郁坚连打11通电话, where the page has 郁坚 elsewhere."""
    short = name[:-1]
    return len(name) == 3 and name[-1] in _RUN_ON and short in certain and text.count(short) > text.count(name)


def uncrossed(seed: Candidate, certain: dict[str, Candidate], text: str) -> Candidate:
    """The candidate without the adverb that runs on behind it."""
    if not runs_on(seed.text, certain, text):
        return seed
    return seed._replace(end=seed.end - 1, text=seed.text[:-1])


_FIRM_BEHIND = re.compile(f"[{HAN}]{{0,8}}{_any_of('firm_ends_behind')}")


def merged(chinese: list[Candidate], others: list[Candidate]) -> list[Candidate]:
    """Both in order; a candidate with a surname gives way to a longer name that is put together from pieces (达瓦|达瓦仁青)."""
    taken = {at: other for other in others for at in range(other.start, other.end)}
    kept = [
        c
        for c in chinese
        if not any(at in taken and c.end - c.start < len(taken[at].text) for at in (c.start, c.end - 1))
    ]
    return sorted(kept + others)


def of_a_firm(seed: Candidate, text: str) -> bool:
    """Whether the page has the name inside a firm's (金谷源 in 榆州市金谷源商贸有限公司) and no office before it."""
    return seed.rule != "title" and any(_FIRM_BEHIND.match(text, at + len(seed.text)) for at in finds(text, seed.text))


def is_certain(seed: Candidate) -> bool:
    return seed.score >= THRESHOLD and seed.rule != "sign"


def agree(seeds: list[Candidate], text: str) -> list[Candidate]:
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


def everywhere(text: str, certain: dict[str, Candidate], lex: Lexicon) -> list[Mention]:
    found = []
    for name in certain:
        at = text.find(name)
        while at >= 0:
            if len(name) > 2 or stands_alone(text, at, certain[name], lex):
                found.append(Mention(at, at + len(name), name, "page"))
            at = text.find(name, at + len(name))
    return found


_HEARD = re.compile(f"(?:^|[，。；！？”“\n])([{HAN}]{{2,4}}?){_any_of('heard_adverbs')}?{_any_of('heard')}")


def corroborated(text: str, lex: Lexicon, signed: frozenset[str]) -> list[Mention]:
    """Words that are a name all the same, because the page has them behind a trade and speaking: 护士白鹭 … 白鹭说."""
    heard = {m.group(1) for m in _HEARD.finditer(text)} - signed
    names = {
        name
        for name in heard
        if (_is_word(name, lex) or name[0] == "阿" or _is_odd(name, lex))
        and any(behind_title(text, at, lex) for at in finds(text, name))
    }
    return [Mention(at, at + len(name), name, "page") for name in names for at in finds(text, name)]


def _is_word(name: str, lex: Lexicon) -> bool:
    """Whether two characters are a word that begins with a surname, and none that speaks for an office (方面, 单位)."""
    known = (lex.common, lex.titles, lex.honorifics, lex.verbs)
    return name in lex.words or (len(name) == 2 and name in lex.starts and not any(name in group for group in known))


def _is_odd(name: str, lex: Lexicon) -> bool:
    """Whether a surname that is a function word elsewhere heads what may be a name (别小红)."""
    return len(name) == 3 and lex.surnames.get(name[0]) == "odd" and set(name[1:]) <= lex.given - lex.never
