"""Names that no surname begins: foreign ones, and those of Tibetans, Mongols, Uyghurs, Yi and others.

They are known by the dot inside them (让·杜邦), by what they are put together from (乌兰其其格), or by being a run of
characters that sounds are written with, behind a title or before a verb of saying (主帅塞蒂恩).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from helpers.facts.names.candidates import Candidate, Mention, after, before, inside_title
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import alternatives, any_of, group, words

_group = partial(group, "person_words")
_pieces = partial(group, "person_pieces")
#: Verbs and times that begin with a character of foreign names.
_TIMES = frozenset(_group("no_foreign"))
#: What a place or a firm ends with that is named like a person (乌兰镇, 巴特尔商店).
_NO_PERSON = re.compile(any_of("person_words", "no_piece"))


#: Somebody of another country: a name of sounds follows (德国客户|汉斯).
_FROM_ABROAD = re.compile(any_of("person_words", "countries"))
#: What joins the parts of a double given name (让-皮埃尔).
_HYPHENS = frozenset("-－‐")


#: Adverbs that foreign names end with too, and what people do behind them.
_ADVERBS_BEHIND, _GOES = frozenset(_group("adverbs_behind")), frozenset(_group("goes"))
#: Characters of Yi given names (吉好|也求).
_YI_GIVEN = frozenset(_group("yi_given"))
#: What players do with the ball (斯坦丘|任意球破门).
_PLAYS = re.compile(any_of("person_words", "football"))
#: When somebody plays, right before the name (下半场|费莱尼的头球).
_AT_PLAY = re.compile(f"{any_of('person_words', 'at_play')}$")


@lru_cache(maxsize=1)
def _sounds() -> frozenset[str]:
    """The characters that foreign names are written with."""
    return words("name_sounds")


@lru_cache(maxsize=1)
def _dotted_sounds() -> frozenset[str]:
    """Those, and others that are trusted only beside a dot."""
    return _sounds() | frozenset(_group("dotted"))


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_sounds()))}]{{2,9}}")


def find_foreign(text: str, lex: Lexicon) -> list[Mention]:
    """Names with a dot, with the mentions of one part of them, and runs of sound characters without one."""
    dotted = list(_dotted(text, lex))
    return dotted + _parts(text, dotted, lex) + _short(text, lex)


def _dotted(text: str, lex: Lexicon) -> Iterator[Mention]:
    """Names with a dot: 马丁·韦伯, 约翰·F·肯尼迪, 阿卜杜·热合曼."""
    dot = text.find("·")
    while dot >= 0:
        start, end = _leftward(text, dot, lex), dot
        while text[end : end + 1] == "·":
            begin = end + 1
            end = _rightward(text, begin)
            if end == begin:
                break
        if start < dot and end > dot + 1 and text[end - 1] != "·":
            end = _cut(text, max(start, text.rfind("·", start, end) + 2), end, lex)
            yield Mention(start, end, text[start:end], "foreign")
        dot = text.find("·", max(end, dot + 1))


def _rightward(text: str, begin: int) -> int:
    """Where the part behind a dot ends: sound characters, pieces of names, initials."""
    end = begin
    while end < begin + 9:
        c = text[end : end + 1]
        piece = next((k for k in (4, 3, 2) if text[end : end + k] in _heads() and end + k <= len(text)), 0)
        if not piece and c not in _dotted_sounds() and not "A" <= c <= "Z":
            break
        end += piece or 1
    return end


def _leftward(text: str, dot: int, lex: Lexicon) -> int:
    """Where the part before the dot begins: sound characters, up to a title or place."""
    if text[dot - 1 : dot].isascii() and text[dot - 1 : dot].isupper():
        return dot - 1
    start = next((dot - k for k in (4, 3, 2) if dot >= k and text[dot - k : dot] in _heads()), dot)
    while start > max(0, dot - 8) and text[start - 1] in _dotted_sounds():
        ahead = [text[start - k : start] for k in (2, 3, 4)]
        if start < dot and any(one in lex.titles or one in lex.gazetteer or one in lex.verbs for one in ahead):
            break
        start -= 1
    if text[start - 1 : start] in _HYPHENS and start > 1 and text[start - 2] in _sounds():
        return _leftward(text, start - 1, lex)
    return start


def _cut(text: str, least: int, end: int, lex: Lexicon) -> int:
    """Where a run of sound characters ends before ``end`` if its last ones begin a verb or a time (卡洛斯|利用, 里德|赛后)."""
    for stop in range(least, end):
        two = text[stop : stop + 2]
        if stop + 1 == end and two in lex.verbs and text[stop + 1 : stop + 3] in lex.verbs:
            continue  # 买买提|出席 holds no 提出
        crossing = stop + 2 > end and (two in lex.verbs or two in lex.starts)
        if text[stop] in _ADVERBS_BEHIND and text[stop + 1 : stop + 2] in _GOES:
            return stop
        if crossing or two in _TIMES or text[stop:end] in lex.titles or after(text, stop, lex)[0] >= 2.0:
            return stop
    return end


def _parts(text: str, dotted: list[Mention], lex: Lexicon) -> list[Mention]:
    """One part of a name with a dot, wherever it stands alone (让·杜邦 … 杜邦): the full name is meant."""
    whose: dict[str, set[str]] = {}
    for name in {m.name for m in dotted}:
        pieces = [piece for piece in name.split("·") if len(piece) > 1]
        for piece in {*pieces[:1], *pieces[-1:]}:
            whose.setdefault(piece, set()).add(name)
    found = []
    for piece, names in whose.items():
        first = [name for name in names if name.startswith(piece + "·")]
        (name, *others) = first if len(first) == 1 else names  # 拉齐尼 beside 都尔汗·拉齐尼, his daughter
        if others or piece in lex.starts or piece in lex.gazetteer:
            continue
        for match in re.finditer(re.escape(piece), text):
            if _alone(text, match.start(), match.end(), lex):
                found.append(Mention(match.start(), match.end(), name, "foreign"))
    return found


def _alone(text: str, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a part of a name stands by itself here, and in no longer word."""
    if "·" in (text[start - 1 : start], text[end : end + 1]) or _NO_PERSON.match(text, end):
        return False
    if end - start > 2:
        return True
    return before(text, start, lex)[0] >= 0 and after(text, end, lex)[0] > 0


def _short(text: str, lex: Lexicon) -> list[Mention]:
    """A foreign name without a dot: sound characters behind a title, or four and more where a name can
    stand before a verb of saying (主帅塞蒂恩, 费德勒则表示); then everywhere in the text."""
    names = {name for match in _runs().finditer(text) if (name := _in_run(text, match.start(), match.end(), lex))}
    names |= {name for match in _FROM_ABROAD.finditer(text) if (name := _behind_country(text, match.end(), lex))}
    names |= {m.group(1) for m in _passed().finditer(text)}
    names |= {m.group(1) for m in _OF_JAPAN.finditer(text) if not _is_worded(m.group(1), lex)}
    names = {_unrun(text, name) for name in names if not _is_region(text, name)}
    return [Mention(m.start(), m.end(), name, "foreign") for name in names for m in re.finditer(re.escape(name), text)]


@lru_cache(maxsize=1)
def _passed() -> re.Pattern[str]:
    """Who gives the ball to another (德罗巴接|马塔|开出的角球)."""
    return re.compile(f"接([{''.join(sorted(_sounds()))}]{{2,6}}?){any_of('person_words', 'passes')}")


def _unrun(text: str, name: str) -> str:
    """A name without the adverb that runs on behind it, where the text has it mostly without (买尔丹|才看见)."""
    runs_on = name[-1] in _ADVERBS_BEHIND and len(name) > 3 and text.count(name[:-1]) > 2 * text.count(name)
    return name[:-1] if runs_on else name


def _is_region(text: str, name: str) -> bool:
    """Whether the text has the name, or all but its last character, before what makes a place of it (阿雅克库勒湖)."""
    whole = name if len(name) < 5 else name[:-1]
    return any(_NO_PERSON.match(text, m.end()) for m in re.finditer(re.escape(whole), text))


def _in_run(text: str, begin: int, end: int, lex: Lexicon) -> str:
    """The foreign name in a run of sound characters; empty if there is none."""
    end = _cut(text, begin + 2, end, lex)
    for start in range(begin, end - 1):
        why = before(text, start, lex)[1]
        timed = why == "inside" and _AT_PLAY.search(text, max(0, start - 4), start) is not None
        if (why not in ("title", "of", "clause") and not timed) or text[start : start + 2] in lex.starts:
            continue
        if why == "clause" and any(text[start : start + k] in lex.titles for k in (2, 3)):
            continue  # 大哥|许大山当年11岁
        if why == "title" and (inside_title(text, start, lex) or text[start - 1 : start + 1] in lex.titles):
            continue  # 他的哥|哥洛桑顿珠
        country = why == "title" and _FROM_ABROAD.search(text, max(0, start - 8), start) is not None
        stop = next(
            (
                e
                for e in range(end, start + 1, -1)
                if after(text, e, lex)[0] >= 0.8 or (why == "title" and text[e : e + 1] in tuple("和与及"))
            ),
            0,
        )
        rule = ""
        if why == "title":
            name = text[start : stop or end]
            least = 2 if (stop or country) and name[0] not in lex.surnames else 3
        else:
            played = next((e for e in range(end, start + 1, -1) if _PLAYS.match(text, e)), 0)
            rule = "played" if played else after(text, stop, lex)[1]
            known = rule == "played" or (rule in ("speech", "act", "more", "told") and not timed)
            name = text[start : played or stop] if known else ""
            least = 3 if rule in ("speech", "told", "played") else 4
            least = 2 if played and name[0] not in lex.surnames else least
        chinese = len(name) == 3 and name[0] in lex.surnames and rule != "played" and not country
        worded = (
            name in lex.common or name in lex.verbs or any(name[:k] in lex.gazetteer for k in range(2, len(name) + 1))
        )
        people = text[start + len(name) : start + len(name) + 1] == "族"
        return name if len(name) >= least and not chinese and not worded and not people else ""
    return ""


#: 日本棋手|井山裕太.
_OF_JAPAN = re.compile(
    f"日本(?:[{HAN}]{{0,4}}?){any_of('person_words', 'of_japan')}([{HAN}]{{4,5}}?)(?=[，。、；（]|[和与]|说|表示|夺|以[0-9])"
)


def _is_worded(name: str, lex: Lexicon) -> bool:
    """Whether a piece holds a word, and so is no name."""
    pairs = [name[k : k + 2] for k in range(len(name) - 1)]
    known = (lex.verbs, lex.titles, lex.common, lex.generic)
    return any(pair in one for pair in pairs for one in known)


def _behind_country(text: str, at: int, lex: Lexicon) -> str:
    """The name behind a country and what somebody is (泰国小伙|颂猜), in the characters that are trusted beside a dot."""
    begins = (k for k in range(at + 2, at + 7) if any(text[k - n : k] in lex.titles for n in (2, 3, 4) if k - n >= at))
    start = max(begins, default=0)
    if not start or not all(map(is_han, text[at:start])) or inside_title(text, start, lex):
        return ""
    size = next((n for n in range(9) if text[start + n : start + n + 1] not in _dotted_sounds()), 0)
    ends = (n for n in range(size, 1, -1) if after(text, start + n, lex)[0] >= 0.8)
    name = text[start : start + next(ends, size if size < 6 else 0)]
    known = (lex.titles, lex.verbs, lex.common, lex.starts)
    return name if len(name) > 1 and not any(name[:k] in one for one in known for k in (2, 3)) else ""


@lru_cache(maxsize=1)
def _composed() -> re.Pattern[str]:
    heads = tuple({*_pieces("head"), *_pieces("clan")})
    first, second = ("".join(sorted({piece[k] for piece in heads})) for k in (0, 1))
    piece = alternatives(heads)
    return re.compile(f"(?=[{first}][{second}])(?:{piece})(?:{alternatives((*heads, *_pieces('tail')))}){{0,3}}")


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(_pieces("head"))


@lru_cache(maxsize=1)
def _no_name() -> re.Pattern[str]:
    return re.compile(alternatives(_pieces("not")))


def composed(text: str, lex: Lexicon) -> list[Candidate]:
    """Candidates put together from the pieces of minority names (达瓦|仁青, 乌兰|其其格, 铁木尔), weighed as others are."""
    found = []
    for match in _composed().finditer(text):
        at = match.start()
        if _no_name().match(text, at) or any(text[at : at + k] in lex.gazetteer for k in (6, 5, 4)):
            continue
        left, why = before(text, at, lex)
        best = max(_readings(text, at, match.end(), lex, left >= 2.5), key=lambda r: (r[0] + r[1], r), default=None)
        if best is None:
            continue
        worth, right, end, rule = best
        name = text[at:end]
        sure = left >= 0.8 and right >= 2.0  # 南边包的|额尔敦|和他的妻子
        if worth < 3.0 and (left < 1.2 or right < 0.8) and not sure:
            continue
        worth += 0.5 if sure and worth < 3.0 and rule == "person" else 0.0
        if name in lex.gazetteer or _NO_PERSON.match(text, end):
            continue
        found.append(Candidate(at, end, name, worth + left + right, why if left >= 2 else rule))
    return found


def _readings(text: str, at: int, end: int, lex: Lexicon, titled: bool) -> Iterator[tuple[float, float, int, str]]:
    """How far a name that begins with a piece at ``at`` may go, with its worth and what follows it."""
    for stop in range(min(len(text), end + 2), at + 1, -1):
        name = text[at:stop]
        count = _count(name)
        right, rule = after(text, stop, lex)
        if text[stop - 1 : stop + 1] in lex.verbs and right < 2.0:
            continue
        if text[stop - 1 : stop + 1] in _TIMES:
            continue  # 拉姆|应邀参加, 卓玛|应声而出
        if name[-1] in _ADVERBS_BEHIND and len(name) > 2 and text[stop : stop + 1] in _GOES and right < 2.0:
            continue  # 阿力木|都来看望
        if name[-1] in _ADVERBS_BEHIND and len(name) > 2 and text.count(name[:-1]) > 2 * text.count(name):
            continue  # 买尔丹|才看见
        if text[stop - 1 : stop + 1] in lex.honorifics:
            continue  # 曲珍|阿佳
        if name[-1] in "和与" and text[stop : stop + 2] in lex.titles:
            continue  # 乌兰|和|丈夫
        if count > 0:
            worth = 3.0 + 0.4 * count if count > 1 else 2.0 if len(name) > 2 else 0.8
            yield worth, right, stop, rule
        elif (right >= 0.8 or titled) and _is_clan_and_given(name):
            yield 3.2, right, stop, rule
        elif stop > end and right >= 0.8 and all(c in _dotted_sounds() for c in name) and all(map(is_han, name)):
            yield 1.6, right, stop, rule


def _is_clan_and_given(name: str) -> bool:
    """Whether a name is a Yi family's and two characters of sounds behind it (阿尔金曲)."""
    given = all(c in _dotted_sounds() or c in _YI_GIVEN for c in name[2:])
    return len(name) == 4 and name[:2] in clans() and given


@lru_cache(maxsize=1)
def clans() -> frozenset[str]:
    """The names of Yi families."""
    return frozenset(_pieces("clan"))


def is_sound(c: str) -> bool:
    """Whether a character is one that foreign and minority names are written with."""
    return c in _sounds()


def is_composed(name: str) -> bool:
    """Whether a name is put together from two pieces and more, and no place or greeting."""
    return _count(name) > 1 and not _no_name().match(name)


def is_piece(name: str) -> bool:
    """Whether a name is one piece, as many are called (多吉, 旦巴): a name only beside others."""
    return name in _heads() and not _no_name().match(name)


@lru_cache(maxsize=512)
def _count(name: str) -> int:
    """Of how many pieces a name is put together, a single character at its end counted too; 0 if it is not."""
    best = 0
    for k in range(2, min(5, len(name)) + 1):
        if name[:k] in _heads() or (k < len(name) and name[:k] in clans()):
            rest = name[k:]
            more = 1 if not rest else 2 if rest in _pieces("tail") else _count(rest) + 1 if _count(rest) else 0
            best = max(best, more)
    return best


def is_dotted(name: str) -> bool:
    """Whether a name is two parts and more with dots between (阿卜杜·热合曼)."""
    parts = name.split("·")
    return len(parts) > 1 and all(len(part) > 1 and all(map(is_han, part)) for part in parts)
