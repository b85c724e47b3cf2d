"""People of a story who are told of by what they are to others: brothers, children who are called so, a whole family.

哥哥卯长青，弟弟卯长贵 have one surname, however rare it is; 一个小姑娘…，叫朵朵，六岁 and 哥哥叫大毛 give a name that no surname
begins; where a page has two people of one surname, less is wanted to believe in a third (章家的三个儿子).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache, partial

from helpers.facts.names.candidates import THRESHOLD, Candidate, Mention, after, before
from helpers.facts.names.foreign import is_piece
from helpers.facts.names.lexicon import HAN, Lexicon
from helpers.lexicon import alternatives, any_of, letters, words

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
#: What a third one of a family lacks of the evidence that is wanted otherwise, at most.
_LESS = 0.8
#: How far from two others of the surname.
_NEAR = 3000
#: 叫|朵朵，六岁; 名叫|亮亮，今年才5岁.
_AGED = re.compile(
    f"(?<=，)名?叫“?([{HAN}]{{2,3}})”?，(?:今年|现年|才|刚满|刚)?[0-9一二三四五六七八九十]{{1,3}}(?:岁|个月大)"
)
#: What may stand behind a name of one piece that follows a relation (儿子|多吉|也在这条路上).
_GOES_ON = frozenset(_letters("kin_goes_on"))
#: Forms of address of old people behind one character of the given name (喜|婆婆).
_OLD_FORM = re.compile(f"([{HAN}])(?:{_any_of('old_forms')})(?![{_letters('forms_go_on')}])")


@lru_cache(maxsize=1)
def _kin(lex: Lexicon) -> str:
    return alternatives(title for title, kind in lex.titles.items() if kind == "kin" and len(title) > 1)


@lru_cache(maxsize=1)
def _siblings(lex: Lexicon) -> re.Pattern[str]:
    return re.compile(
        f"(?:{_kin(lex)})(([{HAN}])[{HAN}]{{1,2}}?)[，、和与](?:{_kin(lex)})(\\2[{HAN}]{{1,2}}?)(?![{HAN}])"
    )


@lru_cache(maxsize=1)
def _kin_called(lex: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{_kin(lex)}|的人)(?:名?叫|小名)“?(老?[{HAN}]{{2}})”?(?=[，。；、）])")


def find_family(text: str, lex: Lexicon) -> list[Mention]:
    """Brothers and sisters of one surname, children and kin who are told to be called so, old people known by a form of
    address; each wherever the text has the name."""
    names: dict[str, str] = {}
    for match in _siblings(lex).finditer(text):
        if match.group(2) in lex.surnames:
            names |= {match.group(1): "called", match.group(3): "called"}
    for match in [*_AGED.finditer(text), *_kin_called(lex).finditer(text)]:
        if _may_be_called(match.group(1), lex):
            names[match.group(1)] = "called"
    found = [Mention(at, at + len(name), name, rule) for name, rule in names.items() for at in _whole(text, name)]
    found += [
        Mention(m.start(), m.end(), name, "called") for name in _told_apart(text, lex) for m in _finds(text, name)
    ]
    for match in _ADDRESS_CALLED.finditer(text):
        short, full = match.group(1) + match.group(2), match.group(3)
        if match.group(2) in lex.honorifics and full[1:] not in lex.honorifics:
            found += [Mention(m.start(), m.end(), full, "called") for one in (short, full) for m in _finds(text, one)]
    for match in _SHORT_CALLED.finditer(text):
        short, full = match.group()[:2], match.group(2)
        if short[1] == full[0] and full[1:] not in lex.honorifics:
            found += [Mention(m.start(), m.end(), full, "called") for m in _finds(text, short)]
    return found + [*_pieces(text, lex), *_pets(text, lex)] + _old(text, lex)


def _finds(text: str, name: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(name), text)


#: Two who are told apart: 一个叫|娜阿塔，在省城学医；一个叫|普利恒，学的是桥梁.
_ONE_CALLED = re.compile(f"[一另]个名?叫“?([{HAN}·]{{2,5}})”?，")
#: Pupils by their class: 六年级的|友杜花, 学前班的|阿迪.
_IN_CLASS = re.compile(
    f"(?:[一二三四五六七八九]年级|学前班|幼儿园[大中小]班|[高初][一二三])的([{HAN}]{{2,4}}?)(?=[，。、]|被|在|说)"
)


#: A child by age and pet name: 四岁的|豆包剪完照镜子.
_CHILD = re.compile(
    f"(?<![0-9一二三四五六七八九十])(?:[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])岁半?的([{HAN}]{{2}})(?=[{HAN}，])"
)
#: 外孙女|朵儿.
_LITTLE = re.compile(f"(?:{_any_of('little_kin')})([{HAN}]儿)(?=[，。、；])")
#: 慈阿姨叫|慈玉珍，.
_ADDRESS_CALLED = re.compile(f"([{HAN}])([{HAN}]{{1,2}})(?:名?叫|大名|本名|全名)(\\1[{HAN}]{{1,2}})(?=[，。、；])")
#: 老宁叫|宁国富，.
_SHORT_CALLED = re.compile(f"[老小]([{HAN}])(?:名?叫|大名|本名|全名)([{HAN}]{{2,3}})(?=[，。；、])")


def _acts_on(text: str, at: int, lex: Lexicon) -> bool:
    """Whether what people do stands at ``at``."""
    right, rule = after(text, at, lex)
    return right >= 0.8 and rule in ("speech", "act")


@lru_cache(maxsize=1)
def _kin_says(lex: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{_kin(lex)})([{HAN}]{{2,3}})(?:说|问|喊)：“")


def _told_apart(text: str, lex: Lexicon) -> set[str]:
    """Names that no surname shows, of two who are told apart, of pupils named often, of kin who speak."""
    one = [m.group(1) for m in _ONE_CALLED.finditer(text)]
    names = set(one) if len(one) > 1 else set()
    names |= {m.group(1) for m in _IN_CLASS.finditer(text) if text.count(m.group(1)) > 4 - len(m.group(1))}
    names |= {m.group(1) for m in _CHILD.finditer(text) if _acts_on(text, m.end(1), lex)}
    names |= {m.group(1) for m in _LITTLE.finditer(text)}
    names |= {
        m.group(2)
        for m in _SHORT_CALLED.finditer(text)
        if m.group(1) == m.group(2)[0] and m.group(2)[1:] not in lex.honorifics
    }
    names |= {m.group(1) for m in _kin_says(lex).finditer(text) if text.count(m.group(1)) > 1}
    return {name for name in names if not _is_worded(name, lex)}


def _is_worded(name: str, lex: Lexicon) -> bool:
    """Whether a piece is or holds a word, and so is no name."""
    pairs = [name[k : k + 2] for k in range(len(name) - 1)]
    known = (lex.verbs, lex.titles, lex.common, lex.honorifics, lex.generic, words("name_boundaries"))
    return any(pair in one for pair in (*pairs, name) for one in known) or name[-1] in _NO_END


#: What ends a word for how somebody speaks (父亲|笑着说), and no name.
_NO_END = frozenset("着地了的得又也还都就却")
#: Somebody of whom only the surname is told, and who is called by it elsewhere: 一位姓籍的科长 … 籍科长; 伤者姓翁 … 翁师傅.
_SURNAMED = re.compile(f"姓([{HAN}])(?:的([{HAN}]{{2,3}}))?(?=[，。；])")


#: How far behind somebody is called so whose surname is told.
_SOON = 600


def find_surnamed(text: str, known: Collection[str], lex: Lexicon) -> Iterator[Mention]:
    """Where somebody's surname is told, with every mention by surname and post or form of address (籍科长)."""
    for match in _SURNAMED.finditer(text):
        surname, post = match.groups()
        form = post in lex.honorifics
        if lex.surnames.get(surname) is None or (post and post not in lex.titles and not form):
            continue
        full = {name for name in known if name[0] == surname and len(name) > 1 and name[1:] not in lex.honorifics}
        full = {name for name in full if 0 <= text.find(name) - match.end() < _SOON}
        if len(full) == 1:
            yield Mention(match.start(), match.end(), min(full), "called")
        if full:
            continue
        forms = alternatives([post] if post else (form for form in lex.honorifics if "某" not in form))
        found = list(re.compile(f"{surname}(?:{forms})(?![{HAN}]?们)").finditer(text, match.end(), match.end() + _SOON))
        if len({m.group() for m in found}) == 1:
            yield Mention(match.start(), match.end(), found[0].group(), "called")
            yield from (Mention(m.start(), m.end(), m.group(), "address") for m in found)
        elif form and not found:
            yield Mention(match.start(), match.end(), surname + post, "called")  # 一位姓苑的大爷


def _may_be_called(name: str, lex: Lexicon) -> bool:
    """Whether what follows 叫 may be a name: no cry and no word (孩子叫苦, 哥哥叫停)."""
    known = (lex.verbs, lex.common, lex.titles, lex.honorifics, lex.generic)
    worded = any(name in one for one in known) or any(c in lex.never for c in name)
    return not worded or name[0] == name[-1]


def _whole(text: str, name: str) -> Iterator[int]:
    """Where a name stands, none of it the end of a longer one."""
    for match in re.finditer(re.escape(name), text):
        yield match.start()


@lru_cache(maxsize=1)
def _of_kin(lex: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:{_kin(lex)})([{HAN}]{{2}})(?=[，。、；（{''.join(sorted(_GOES_ON))}])")


def _pieces(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Names of one piece behind a relation (儿子多吉)."""
    for match in _of_kin(lex).finditer(text):
        if is_piece(match.group(1)) and match.group(1) not in lex.common:
            yield Mention(*match.span(1), match.group(1), "framed")


def _old(text: str, lex: Lexicon) -> list[Mention]:
    """Old people whom a story calls by one character and a form of address, more than once (喜婆婆)."""
    spans: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _OLD_FORM.finditer(text):
        called = match.group()
        if match.group(1) in lex.strong and called not in lex.titles and called not in lex.honorifics:
            spans[called].append(match)
    heads = {called for called, found in spans.items() if len(found) > 1 and _heads(text, found, lex)}
    return [Mention(m.start(), m.end(), called, "address") for called in heads for m in spans[called]]


def _heads(text: str, found: Iterable[re.Match[str]], lex: Lexicon) -> bool:
    """Whether one of the mentions heads a clause or stands behind an office or trade."""
    return any(before(text, m.start(), lex)[1] in ("clause", "title", "after quotation") for m in found)


#: Children of the country by how their parents are told of: 小满子|的爹.
_PET = re.compile(
    f"(?<![{HAN}])((?!{_any_of('no_pet')})[小大二三老][{HAN}][{_letters('pet_ends')}])的{_any_of('pet_kin')}"
)


def _pets(text: str, lex: Lexicon) -> Iterator[Mention]:
    for name in {m.group(1) for m in _PET.finditer(text)}:
        if name not in lex.titles and name not in lex.honorifics and name[:2] not in lex.titles:
            yield from (Mention(at, at + len(name), name, "called") for at in _whole(text, name))


def with_family(seeds: Iterable[Candidate], text: str, lex: Lexicon) -> list[Candidate]:
    """The candidates, those of a surname that two certain ones near by have with a little more evidence."""
    seeds = list(seeds)
    where: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for seed in seeds:
        if seed.score >= THRESHOLD and len(seed.text) == 3:
            where[seed.text[0]].append((seed.start, seed.text))
    often = _told_of_often(seeds, text, lex)
    seeds = [
        seed._replace(score=THRESHOLD) if seed.text in often and seed.score < THRESHOLD else seed for seed in seeds
    ]
    return [_primed(seed, where.get(seed.text[0], ()), lex) for seed in seeds]


#: How often a story names somebody, and how often as who does or says something, before it is believed.
_MENTIONS, _DOINGS = 5, 2
_DOES = frozenset(("speech", "act", "told", "person"))


def _told_of_often(seeds: Iterable[Candidate], text: str, lex: Lexicon) -> set[str]:
    """Names of two characters that nothing single makes certain, but that a story has again and again as who does and says
    something (连霞在急诊科干了三十一年 … 连霞一摸脉 … 连霞说; 布和抬起头 … 布和没回头)."""
    does: dict[str, int] = defaultdict(int)
    for seed in seeds:
        does[seed.text] += len(seed.text) == 2 and seed.score < THRESHOLD and seed.rule in _DOES
    often = {name for name, times in does.items() if times >= _DOINGS and text.count(name) >= _MENTIONS}
    return {name for name in often if (is_piece(name) or _is_usual(name, lex)) and not _is_worded(name, lex)}


def _is_usual(name: str, lex: Lexicon) -> bool:
    known = name in lex.words or name in lex.starts
    return lex.surnames.get(name[0], "odd") != "odd" and name[1] in lex.strong and not known


def _primed(seed: Candidate, others: Iterable[tuple[int, str]], lex: Lexicon) -> Candidate:
    if not THRESHOLD - _LESS <= seed.score < THRESHOLD:
        return seed
    near = {name for at, name in others if abs(at - seed.start) < _NEAR} - {seed.text}
    usual = set(seed.text[1:]) <= lex.given - lex.never
    if len(near) > 1 and usual and seed.text[:2] not in lex.starts and seed.text[1:] not in lex.common:
        return seed._replace(score=THRESHOLD)
    return seed
