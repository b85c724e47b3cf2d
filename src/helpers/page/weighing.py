"""How likely the upper of two lines above an article is a kicker 引题: a weighted sum of general signs.

Rules of form (``heads``, ``occasions``) tell the lines that name their part; most heads name nothing, and both lines
are statements. There these signs are weighed: what the lead repeats, which line has the figures, the actor, a subject
with its verb, two clauses, a detail. The weights were learnt and stand in ``data/heads/weights.tsv``, which says how.
"""

from __future__ import annotations

import math
import re
from functools import cache, partial
from typing import Any

from helpers.errors import BanmianError
from helpers.lexicon import DATA, any_of, letters
from helpers.page.marks import HAN
from helpers.page.occasions import comes_to_help, names_victim

_signs = partial(any_of, "page_head_signs")
_COUNTED = letters("page_head_signs", "counted")
_COUNT = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万半]+)"
_FIGURE = re.compile(rf"\d|[一二三四五六七八九]成|分之|过半|近半|{_COUNT}[余多]?[{_COUNTED}]")
_NUMBER = re.compile(rf"\d+(?:\.\d+)?|[一二三四五六七八九十两百千万]+(?=[余多]?[{_COUNTED}成])")
_ACTOR_FIRST = re.compile(rf"(?:{_COUNT}[余多]?[名位个岁]?|退休|[古耄]\S|[七八九]旬)?(?:{_signs('actor')}|[他她])")
_ACTOR = re.compile(_signs("actor"))
_EVENT_END = re.compile(rf"{_signs('event_end')}[！!]?$")
_DONE = re.compile(_signs("done"))
_DETAIL = re.compile(_signs("detail"))
_FROM_TO = re.compile(r"[由从].{1,8}[到至为]")
_TROUBLE = re.compile(_signs("trouble"))
_WITH = re.compile(_signs("with"))
_PRONOUN = re.compile(_signs("pronoun"))
_SPAN_END = re.compile(rf"{_COUNT}[多余]?{_signs('span')}后?$")
_DOUBTS = re.compile(_signs("doubts"))
_WHEN = re.compile(rf"{_signs('seen')}|\d+月\d+日")
_ASKS = re.compile(rf"[？?]$|{_signs('asks_in')}")
#: How a line ends that tells in the course of what it happened: 下班路上, 打烊后
_IN_COURSE = re.compile(rf"{_signs('course_end')}$")
#: How a line begins that says more of what the line above it speaks of: 最大的七十八岁, 均为境外输入
_MORE_OF_IT = re.compile(_signs("more_of_it"))
_OWN = re.compile(r"[我全][市县区省州]|本市|市区")
_NAMED = re.compile(rf"({HAN}{{2,6}})：")
_PLACE_END = re.compile(r"[县市区镇乡村旗州]$")
#: No word of the dictionary has them, and its engine cannot read them all.
_STRANGE = re.compile("[\ud800-\udfff\U00020000-\U0003ffff]")
#: The reporters in brackets behind a dateline
_REPORTERS = re.compile(r"[^。]{0,40}?（[^）]{0,40}）")
_SENTENCE = re.compile(r"[^。！？]+[。！？”]*")


def _verse(text: str) -> bool:
    """Parts of one length without a digit: 停产整改不走过场 复产验收不打折扣."""
    parts = [len(p) for p in text.split()]
    return 2 <= len(parts) <= 5 and max(parts) - min(parts) <= (len(parts) >= 3) and not re.search(r"\d", text)


@cache
def _engine() -> Any:
    """The tagger of the stock dictionary: noun, verb, time, numeral of each word."""
    import rjieba

    return rjieba.Jieba()


def _tagged(text: str) -> list[tuple[str, str]]:
    """The words of a clause with their kinds; marks are left out."""
    return [(w, k) for w, k in _engine().tag(_STRANGE.sub("口", text)) if w.strip() and k not in ("x", "w")]


def _built(words: list[tuple[str, str]]) -> tuple[bool, int | None]:
    """Whether a noun that no preposition takes stands before the first verb, and where that verb stands."""
    subject = taken = False
    for i, (word, kind) in enumerate(words):
        if kind in ("v", "vd", "vi", "vq"):
            return subject, i
        if kind == "p" or (i == 0 and _WITH.fullmatch(word)):
            taken = True
        elif not taken and (kind[0] == "n" or kind in ("r", "j", "vn")):
            subject = True
    return subject, None


def _grammar(text: str, parts: list[str]) -> dict[str, bool]:
    """What the kinds of its words say of a line: whose clauses are whole, with what it begins and ends."""
    clauses = [_tagged(part) for part in parts]
    built = [_built(words) for words in clauses]
    whole = [subject and verb is not None for subject, verb in built]
    words = [pair for clause in clauses for pair in clause]
    opens = words[0][1] if words else "x"
    ends = words[-1][1] if words else "x"
    return {
        "whole": bool(whole) and whole[0],
        "one clause whole": any(whole),
        "every clause whole": all(whole),
        "no verb": all(verb is None for _, verb in built),
        "verb first": bool(built) and built[0][1] == 0,
        "deed first": opens[0] in "va",
        "noun first": opens[0] == "n" or opens in ("j", "r", "an", "vn"),
        "time or place first": opens[0] in "tfs",
        "adverb first": opens[0] in "dpc",
        "ends with a noun": ends[0] == "n",
        "ends with a deed": ends[0] in "va",
        "ends with a count": ends[0] in "mq",
        "a person": any(kind == "nr" for _, kind in words),
        "a place": any(kind in ("ns", "nt") for _, kind in words) or bool(_OWN.search(text)),
    }


@cache
def _of_line(text: str) -> dict[str, float]:
    """The signs that one line bears."""
    parts = [p for p in re.split(r"[\s，；]+", text) if p]
    bare = re.sub(r"[“”‘’《》]", "", text)
    signs: dict[str, bool | float] = {
        "figure": bool(_FIGURE.search(text)),
        "figures": min(3, len(_NUMBER.findall(text))) / 2,
        "opens with a figure": bool(re.match(_COUNT, text)),
        "clauses": min(3, len(parts) - 1),
        "blank": " " in text,
        "verse": _verse(text),
        "quoted word": bool(re.search("“.{1,6}”", text)),
        "nothing but speech": bool(re.fullmatch("“.{6,}”", text)),
        "asks": bool(_ASKS.search(text)),
        "cries": "！" in text,
        "colon": bool(re.search(".：.", text)),
        "length": len(bare) / 10,
        "long": len(bare) >= 16,
        "short": len(bare) <= 6,
        "when": bool(_WHEN.search(text)),
        "own place first": bool(_OWN.match(text)),
        "own place": bool(_OWN.search(text)),
        "actor first": bool(_ACTOR_FIRST.match(text)),
        "actor": bool(_ACTOR.search(text)),
        "event": bool(_EVENT_END.search(text)),
        "done": bool(_DONE.search(text)),
        "detail": bool(_DETAIL.search(text) or _FROM_TO.search(text)),
        "detail first": bool(_DETAIL.match(text)),
        "trouble": bool(_TROUBLE.search(text)),
        "with": bool(_WITH.match(text)),
        "pronoun": bool(_PRONOUN.match(text)),
        "span": bool(_SPAN_END.search(text)),
        "noun behind 的": bool(re.search(rf"的(?:{HAN}|[“”]){{1,5}}$", text)),
        "over": bool(re.search(r"了(?:$|[，\s])", text)),
        "doubts": bool(_DOUBTS.search(text)),
    }
    return {name: float(value) for name, value in (signs | _grammar(text, parts)).items()}


def _pairs(text: str) -> set[str]:
    bare = re.sub(r"\W", "", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def _share(pairs: set[str], text: str) -> float:
    return len(pairs & _pairs(text)) / len(pairs) if pairs else 0.0


def _longest(line: str, text: str) -> float:
    """The longest stretch of a line that a text has, as a share of the line."""
    bare = re.sub(r"\W", "", line)
    best = 0
    for i in range(len(bare)):
        while i + best < len(bare) and bare[i : i + best + 1] in text:
            best += 1
    return best / max(1, len(bare))


def _repeated(line: str, told: str, first: str, further: str) -> dict[str, float]:
    """How far a lead repeats a line: at its beginning, in its first sentence, further on; its words, its figures."""
    pairs, numbers = _pairs(line), _NUMBER.findall(line)
    characters = set(re.sub(r"\W", "", line))
    return {
        "repeated at once": _share(pairs, told[:70]),
        "repeated": _share(pairs, told[:160]),
        "repeated in a sentence": _share(pairs, first),
        "repeated further on": _share(pairs, further),
        "longest stretch": _longest(line, first),
        "characters": len(characters & set(told[:120])) / max(1, len(characters)),
        "its figures": sum(n in first for n in numbers) / len(numbers) if numbers else 0.0,
    }


def _stands(pairs: set[str], told: str) -> float:
    """Where a lead takes a line up, in hundreds of characters; what it never takes up stands behind all else."""
    found = [at for at in map(told.find, pairs) if at >= 0]
    return sum(found) / len(found) / 100 if found else 1.2


def _between(first: str, second: str, told: str) -> dict[str, float]:
    """What the two lines are to each other: which the lead tells first, who acts on what, which goes on with the other."""
    upper, lower = _of_line(first), _of_line(second)
    over, under = _pairs(first), _pairs(second)
    helped = comes_to_help(second)
    goes_on = names_only(first) and not lower["whole"] and bool(lower["deed first"] or lower["adverb first"])
    signs: dict[str, bool | float] = {
        "lead tells the lower first": _stands(over, told[:200]) - _stands(under, told[:200]),
        "a pair in both": bool(over & under),
        "police or rescuers below": helped,
        "police or rescuers below two clauses": helped and bool(upper["blank"]),
        "police or rescuers below a figure": helped and bool(upper["figure"]),
        "the lower goes on": goes_on,
        "a deed, then who": bool(upper["verb first"] and lower["whole"]),
        "two clauses with a figure above": bool(upper["blank"] and upper["figure"]),
        "a verse, then a whole clause": bool(upper["verse"] and lower["whole"]),
        "a victim above": names_victim(first),
        "a quoted word only below": bool(lower["quoted word"] and not upper["quoted word"]),
        "in the course of something above": bool(_IN_COURSE.search(first)),
        "more of it below": bool(_MORE_OF_IT.match(second)),
    }
    return {name: float(value) for name, value in signs.items()}


def place_tells(line: str, lead: str) -> bool:
    """Whether a line is what a place does or finds, the place named before a colon: 柳川：菜农不等雨 水渠进了田."""
    named = _NAMED.match(line)
    if named is None:
        return False
    return bool(
        _PLACE_END.search(named[1]) or re.search(rf"本报{named[1]}|{named[1]}{_PLACE_END.pattern[:-1]}", lead[:80])
    )


def names_only(line: str) -> bool:
    """Whether a line has no verb: it names something and tells nothing of it (猪肉价格, 一所乡村小学和它的)."""
    return all(verb is None for _, verb in (_built(_tagged(part)) for part in re.split(r"[\s，；]+", line) if part))


def whole_clause(line: str) -> bool:
    """Whether a line is one clause with a subject before its verb: 装修工坠亡, 房价连涨三月."""
    subject, verb = _built(_tagged(line))
    return subject and verb is not None


def has_subject(line: str) -> bool:
    """Whether a noun stands before the first verb of a line; 出道20年首次开唱 leaves open who did."""
    return _built(_tagged(line))[0]


def has_no_subject(line: str) -> bool:
    """Whether a line begins with its verb, or with a time or an adverb before it, and names nobody who acts: 昨日正式动工."""
    words = _tagged(line)
    subject, verb = _built(words)
    return not subject and verb is not None and words[0][1][0] in "tdv"


def signs_of(
    first: str, second: str, lead: str, below: bool = False, close: bool = False, city: float = 0.0
) -> dict[str, float]:
    """Every sign, by its name: ``upper`` and ``lower`` are the two lines, ``lead`` the first paragraph. ``below`` says
    whether a subtitle with its dash follows, ``close`` that no blank line parts the two, ``city`` what sort of paper
    it is: 1 an evening or city paper, −1 a party committee's."""
    upper, lower = _of_line(first), _of_line(second)
    found = _REPORTERS.match(lead)
    told = lead[found.end() :] if found else lead
    sentences = _SENTENCE.findall(told[:300])
    over, under = (
        _repeated(line, told, sentences[0] if sentences else "", "".join(sentences[1:])) for line in (first, second)
    )
    signs = {f"upper: {k}": v for k, v in (upper | over).items()} | {
        f"lower: {k}": v for k, v in (lower | under).items()
    }
    signs |= {f"more below: {k}": under[k] - over[k] for k in over}
    signs |= {
        f"more below: {k}": lower[k] - upper[k] for k in ("clauses", "figures", "detail", "actor", "done", "asks")
    }
    place = place_tells(second, lead)
    as_long = abs(len(first) - len(second)) <= 1
    pair: dict[str, bool | float] = {
        "lower longer": max(-1.5, min(1.5, math.log(max(1, len(second)) / max(1, len(first))))),
        "as long": as_long,
        "figures only below": not upper["figure"] and bool(lower["figure"]),
        "figures only above": bool(upper["figure"]) and not lower["figure"],
        "actor only below": not upper["actor first"] and bool(lower["actor first"]),
        "clauses only above": bool(upper["blank"]) and not lower["blank"],
        "clauses only below": bool(lower["blank"]) and not upper["blank"],
        "short above": len(first) <= 7 and len(second) >= len(first) + 3,
        "short above, no figure": len(first) <= 7 and len(second) >= len(first) + 3 and not upper["figure"],
        "event, then figures": bool(upper["event"] and lower["figure"]),
        "trouble, then an actor": bool(upper["trouble"] and lower["actor first"]),
        "a place answers": place,
        "somebody answers": bool(_NAMED.match(second)) and not place,
        "a subtitle with its dash": below,
        "close": close,
        "close and as long": close and as_long,
        "a clause whole only below": not upper["whole"] and bool(lower["whole"]),
        "a clause whole only above": bool(upper["whole"]) and not lower["whole"],
    }
    pair["a city paper"] = city
    return signs | {name: float(value) for name, value in pair.items()} | _between(first, second, told)


@cache
def _weights() -> tuple[float, dict[str, float]]:
    """The constant and the weight of each sign."""
    path = DATA / "heads" / "weights.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise BanmianError(f"The weights {path} are missing: restore them from the project.") from None
    rows = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return float(rows.pop("constant")), {name: float(value) for name, value in rows.items()}


def weigh(first: str, second: str, lead: str, below: bool = False, close: bool = False, city: float = 0.0) -> float:
    """What the signs say: the log of the odds that ``first`` is a kicker above ``second``, besides what rules tell."""
    constant, weights = _weights()
    signs = signs_of(first, second, lead, below, close, city)
    return constant + sum(weights.get(name, 0.0) * value for name, value in signs.items())
