"""People who are called by a word of the language (洪亮, 高兴, 方向, 解放), known by the frames that they stand in.

A frame that only a person stands in is enough: an office or trade before the word and speech behind it (法官洪亮说), a
relation and a class or an age (儿子严肃上初二), 同志, a place in a list of winners. Frames in which the word could be
itself as well count only together, and in two kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from helpers.facts.names.candidates import Mention, after, before, title_before
from helpers.facts.names.foreign import is_sound
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "person_words")
_group = partial(group, "person_words")
_WORD = re.compile(_any_of("worded", "worded_adverbs", "worded_verbs"))
_VERBS = frozenset(_group("worded_verbs"))
_ADVERBS = frozenset(_group("worded_adverbs")) | _VERBS
#: When somebody does something, behind the name.
_LATELY = frozenset(_group("lately"))
#: Of whom it is rather said how they are or what they do (老人高兴).
_NO_TITLE = frozenset(_group("no_worded_title"))
_ACTS = re.compile(f"(?:{_any_of('worded_acts')})(?!说[道明服法理教])")
_STRICT = re.compile(_any_of("strict_acts"))
_KIN_ACTS = re.compile(f"{_any_of('worded_kin_acts')}|(?:今年|现年|，)?[0-9]{{1,3}}岁")
_CALLED = re.compile(_any_of("worded_called"))
#: Prepositions that only a person goes before behind an office.
_JOINS_ON = frozenset(letters("person_words", "joins_on")) - {"和", "与"}
#: The other one of two: 儿子谷雨和儿媳田甜.
_AND = re.compile(f"[和与、]([0-9]{{1,2}}岁的)?([{HAN}]{{2,6}})")
_NEXT = re.compile(f"、[{HAN}]{{2,3}}?(?=[和与、])")
#: How winners are listed: 2.雷雨（榕州）.
_RANKED = re.compile(
    f"(?:(?<![0-9.])[0-9]{{1,2}}[.．、 ]{{1,2}}|第[一二三四五六七八]名[：，]?)([{HAN}·]{{2,8}}?)（([{HAN}]{{2,6}})）"
)


def find_worded(text: str, lex: Lexicon, known: frozenset[str]) -> list[Mention]:
    """The mentions of people called by a word. ``known`` are the names that are certain otherwise."""
    frames: dict[str, set[str]] = {}
    places: dict[str, list[tuple[int, bool]]] = {}
    ranked = {m.start(1) for m in _RANKED.finditer(text)}
    for match in _WORD.finditer(text):
        word, at = match.group(), match.start()
        kind = _frame(text, at, match.end(), lex, known) or ("sure" if at in ranked else "")
        if kind:
            frames.setdefault(word, set()).add("clause" if kind == "spoken" else kind)
            places.setdefault(word, []).append((at, kind == "clause"))
    names = {word for word, kinds in frames.items() if "sure" in kinds or _agree(word, kinds)}
    return [
        Mention(at, at + len(word), word, "worded")
        for word in names
        for at, loose in places[word]
        if not loose or word not in _ADVERBS
    ]


def _agree(word: str, kinds: set[str]) -> bool:
    """Whether frames of two kinds speak for a name: of a word that says how something is done, a list must be one."""
    return len(kinds) > 1 and (word not in _ADVERBS or "list" in kinds)


def _frame(text: str, at: int, end: int, lex: Lexicon, known: frozenset[str]) -> str:
    """What frame a word stands in: "sure", "title", "list", "clause", or none."""
    title = text[at - title_before(text, at, lex) : at].strip("“”：")
    left, why = before(text, at, lex)
    kin = lex.titles.get(title) == "kin"
    if _CALLED.match(text, end) and (title or why == "clause" or (why == "of" and text.startswith("同学", end))):
        return "sure"
    if title and not kin and text.startswith("老师", end):
        return "sure"
    if title and title not in _NO_TITLE and (left >= 3.0 or kin):
        if (_KIN_ACTS if kin else _STRICT if text[at:end] in _VERBS else _ACTS).match(text, end):
            return "sure"
        if kin and text[end : end + 1] in ("，", "。", "、") and any(name[0] == text[at] for name in known):
            return "sure"  # 儿子万里。 of somebody called 万
        other = _AND.match(text, end)
        if other and other.group(2)[:2] in lex.titles and len(other.group(2)) > 3:
            return "sure"
        following = _NEXT_OFFICE.match(text, end)
        if following and text[at:end] not in _VERBS and _has_office(text, *following.span(), lex):
            return "sure"  # 书记明亮、县委书记田野、董事长金生水
        if text[at:end] not in _ADVERBS and text[end : end + 1] in _JOINS_ON:
            return "sure"  # 工会主席甘泉|为劳模送上慰问金
        follows = after(text, end, lex)[0]
        if follows >= 0.8 and lex.titles.get(title) == "office" and text[at:end] not in _ADVERBS and is_han(text[end]):
            return "sure"  # 指导员高原|紧随其后
        if follows >= 0.8:
            return "title" if text[end : end + 1] != "地" and not kin else ""
        return ""
    right, rule = after(text, end, lex)
    if why in ("clause", "after quotation") and rule == "told" and text[end : end + 1] == "是":
        return "sure"  # 高兴|是城北派出所民警，
    if title and lex.titles.get(title) == "trade" and text[end : end + 2] in _LATELY and text[at:end] in _ADVERBS:
        return "title"  # 社区民警高兴|最近
    if why == "age" and right >= 0.8:
        return "title"
    if _listed(text, at, end, known):
        return "list"
    if why in ("clause", "after quotation") and rule == "speech" and is_han(text[end : end + 1]):
        return "spoken" if text[end] not in "地的得" else ""  # 明亮|在会上强调
    if why in ("clause", "after quotation") and text[at - 1 : at] != "、" and after(text, end, lex)[0] >= 0.8:
        return "clause" if is_han(text[end : end + 1]) and text[end] not in "地的得" else ""
    return ""


_NEXT_OFFICE = re.compile(f"、[{HAN}]{{4,20}}")


def _has_office(text: str, at: int, end: int, lex: Lexicon) -> bool:
    """Whether the next member of a list is an office and who holds it."""
    return any(lex.titles.get(text[k : k + 2]) == "office" for k in range(at + 1, end - 3))


def _listed(text: str, at: int, end: int, known: frozenset[str]) -> bool:
    """Whether a neighbour in a list is a person who is known: 高兴、|方向|和14岁的仝小北."""
    behind = _AND.match(text, end)
    if behind and any(behind.group(2).startswith(name) for name in known):
        return True
    if text[at - 1 : at] in ("、", "和", "与"):
        return any(text[at - 1 - n : at - 1] in known for n in (2, 3))
    following = _NEXT.match(text, end)
    further = _AND.match(text, following.end()) if following else None
    return bool(further and any(further.group(2).startswith(name) for name in known))


def find_ranked(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Winners as results list them: 1.蒙雪（榕州）59秒88，2.卜佳佳（柳溪），3.阎朵（北港）."""
    spans = list(_RANKED.finditer(text))
    for match in spans:
        name = match.group(1)
        near = [m for m in spans if m is not match and abs(m.start() - match.start()) < 40]
        surnamed = name[0] in lex.surnames and 2 <= len(name) <= 4 and name[:2] not in lex.starts
        person = surnamed or "·" in name or _WORD.fullmatch(name) or all(map(is_sound, name))
        if near and person and name not in lex.titles and name not in lex.gazetteer:
            yield Mention(*match.span(1), name, "list")


def teams_ranked(text: str) -> frozenset[str]:
    """The teams or towns in brackets behind those who won: no people."""
    found = [m.group(2) for m in _RANKED.finditer(text)]
    return frozenset(found) if len(found) > 1 else frozenset()


#: Who mourns, as a notice of death lists them: 夫人：宗敏 子：解建军.
_MOURNERS = re.compile(
    f"(?:^|[ \\n，。；、])(?:{_any_of('mourners')})[：:] {{0,2}}([{HAN}]{{2,4}})(?=[ \\n，。；、（]|携|泣|率|$)", re.M
)


def find_mourners(text: str, lex: Lexicon) -> Iterator[Mention]:
    """The family of the dead in a notice, each behind the relation and a colon."""
    matches = list(_MOURNERS.finditer(text))
    for match in matches if len(matches) > 1 else ():
        if match.group(1)[0] in lex.surnames:
            yield Mention(*match.span(1), match.group(1), "title")


@lru_cache(maxsize=1)
def _famous() -> re.Pattern[str]:
    names = sorted(set(group("name_famous", "famous")), key=len, reverse=True)
    heads = "".join(sorted({name[0] for name in names}))
    return re.compile(f"(?=[{heads}])(?:{'|'.join(names)})(?!{any_of('name_famous', 'not_behind')})")


_NOT_AHEAD = frozenset(letters("name_famous", "not_ahead"))


def find_famous(text: str) -> Iterator[Mention]:
    """Well-known people of history and letters (杜甫, 张居正), but not what is called after them (孔子|学院)."""
    for match in _famous().finditer(text):
        if text[match.start() - 1 : match.start()] not in _NOT_AHEAD:
            yield Mention(match.start(), match.end(), match.group(), "famous")


#: What only somebody who was named before it does, up to a mark: 队长钱塘|告诉记者, 副站长厉行|说，.
_SPOKEN = re.compile(f"{_any_of('spoken')}[，：。]|{_any_of('spoken_to')}")


#: What ends that which is said, before the mark.
_SENTENCE_ENDS = ("。", "，", "！", "？", "…")


def find_spoken(text: str, lex: Lexicon) -> Iterator[Mention]:
    """People called by any word that begins with a surname, right between an office or trade and speech."""
    for match in _SPOKEN.finditer(text):
        for size in (2, 3):
            at = match.start() - size
            name = text[max(at, 0) : match.start()]
            quoted = text[at - 1 : at] == "”" and text[at - 2 : at - 1] in _SENTENCE_ENDS
            named = quoted or (match.group()[-1] != "。" and _is_spoken_of(text, at, lex))
            if at > 1 and named and _may_speak(name, lex):
                yield Mention(at, match.start(), name, "worded")


def _may_speak(name: str, lex: Lexicon) -> bool:
    """Whether a word may be a name there: it begins with a surname and tells neither how nor what is said."""
    kind = lex.surnames.get(name[0], "odd")
    if kind == "odd" or name[:2] not in lex.starts or (kind == "word" and len(name) == 2):
        return False
    known = (lex.common, lex.titles, lex.honorifics, lex.verbs, lex.generic, _not_named())
    pieces = (name, name[:2], name[1:], name[-2:])
    return (
        all(map(is_han, name))
        and not any(piece in one for piece in pieces for one in known)
        and not (any(c in lex.never for c in name[1:]))
    )


@lru_cache(maxsize=1)
def _not_named() -> frozenset[str]:
    return frozenset(_group("before_saying")) | frozenset(_group("manner_of_saying")) | _ADVERBS


def _is_spoken_of(text: str, at: int, lex: Lexicon) -> bool:
    title = text[at - title_before(text, at, lex) : at].strip("“”：")
    office = lex.titles.get(title) in ("office", "trade") and len(title) > 1 and title not in _NO_TITLE
    return office and before(text, at, lex)[0] >= 3.0


#: A name is told: 他叫|安全，; 我叫|何必。
_TOLD = re.compile(f"(?:(?<=[他她我])|名字)叫“?([{HAN}]{{2,3}})”?(?=[，。])")


def find_told(text: str, lex: Lexicon) -> Iterator[Mention]:
    """People called by any word that begins with a surname, if the page says so and has them somewhere else where only
    people stand (他叫安全，… 42岁的安全在煤矿干了十九年); there, and where they are told to be called so."""
    for told in _TOLD.finditer(text):
        name = told.group(1)
        if name[:2] not in lex.starts or name[0] not in lex.surnames or name in lex.titles or name in lex.honorifics:
            continue
        framed = [m for m in re.finditer(re.escape(name), text) if _is_person(text, m.start(), m.end(), lex)]
        if framed:
            yield Mention(*told.span(1), name, "called")
            heads = [m for m in re.finditer(re.escape(name), text) if len(framed) > 1 and m not in framed]
            yield from (
                Mention(m.start(), m.end(), name, "called")
                for m in heads
                if _heads_clause(text, m.start(), m.end(), lex)
            )
            yield from (Mention(m.start(), m.end(), name, "called") for m in framed)


def _heads_clause(text: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a word that is somebody's name elsewhere heads a clause before what goes on with it (安心|没有走)."""
    clause = before(text, start, lex)[1] in ("clause", "after quotation") and text[start - 1] != "、"
    return clause and is_han(text[end : end + 1]) and text[end] not in "地的得"


def _is_person(text: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a word stands where a person does: behind an age or office, or heading a clause before what people do."""
    left, why = before(text, start, lex)
    right, rule = after(text, end, lex)
    if why == "age":
        return True
    return (why in ("title", "clause", "after quotation") and right >= 1.5 and rule in ("speech", "act")) or (
        why == "title" and left >= 3.0 and right >= 0.8
    )
