"""Who is named in so many words: appointed, called so, the writer of a letter, by a doubled character."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import Mention, after, before
from helpers.facts.names.lexicon import HAN, Lexicon
from helpers.facts.names.people.standing import finds, is_headed
from helpers.lexicon import any_of, group, letters

_any_of = partial(any_of, "person_words")
_letters = partial(letters, "person_words")
_group = partial(group, "person_words")
_CALLED = re.compile(
    f"(?:{_any_of('gives_name')}|(?<=[{_letters('gives_name_to')}])叫)“?([{HAN}]{{2,3}}?)”?(?=[，。、；的（！]|是|今年)"
)
_APPOINTED = re.compile(
    f"{_any_of('appoints')}[：\n]{{0,2}}([{HAN}]{{2,4}}?)(?:同志)?(?:为[^，。；、\n]{{2,24}}[{_letters('office_ends')}]|的[^，。；\n]{{2,30}}职务|辞去)"
)
_APPOINTS_LIST = re.compile(f"{_any_of('appoints')}[：\n]")
#: A line of such a list: 车永福的市退役军人事务局局长职务；
_APPOINTED_LINE = re.compile(
    f"^ *([{HAN}]{{2,4}}?)(?:同志)?(?:为[^，。；、\n]{{2,30}}[{_letters('office_ends')}]|的[^，。；\n]{{2,40}}职务)(?:（[^）\n]{{1,8}}）)?[；。，]",
    re.M,
)


def appointed(text: str, lex: Lexicon) -> list[Mention]:
    """免去万千里的市体育局局长职务."""
    matches = [m for m in _APPOINTED.finditer(text) if is_headed(m.group(1), lex)]
    if matches or _APPOINTS_LIST.search(text):
        lines = list(_APPOINTED_LINE.finditer(text))
        matches += [
            m for m in lines if len(lines) > 1 and is_headed(m.group(1), lex) and m.group(1)[:2] not in lex.starts
        ]
    names = {m.group(1) for m in matches if m.group(1) not in lex.common and m.group(1) not in lex.titles}
    return [Mention(at, at + len(name), name, "title") for name in names for at in finds(text, name)]


#: Words of the language that people are called by (worded).
_WORDED = frozenset(_group("worded"))
_NOT_DOUBLED = _group("not_doubled")
#: 妻子叫|字开梅，42岁: whatever the name is written with.
_CALLED_AGED = re.compile(f"([{HAN}]{{2}})(?:名?叫|名字叫)([{HAN}·]{{2,8}})，(?:今年|现年|才|刚满)?[0-9]{{1,3}}岁")


def called_so(text: str, lex: Lexicon) -> list[Mention]:
    aged = (m.group(2) for m in _CALLED_AGED.finditer(text) if lex.titles.get(m.group(1)) in ("kin", "trade"))
    found = [
        Mention(at, at + len(name), name, "called")
        for name in dict.fromkeys(aged)
        if name not in lex.titles and name not in lex.honorifics
        for at in finds(text, name)
    ]
    for match in _CALLED.finditer(text):
        name = match.group(1)
        if name[:2] in lex.starts and name not in _WORDED:
            continue
        if text.startswith("”的", match.end(1)) and not _names_somebody(text, match.end(1) + 2, lex):
            continue
        at = match.start(1)
        while at >= 0:
            found.append(Mention(at, at + len(name), name, "called"))
            at = text.find(name, at + 1)
    return found


def _names_somebody(text: str, at: int, lex: Lexicon) -> bool:
    """Whether what is called so is somebody (名叫“小雨”的|女孩) and no house or thing (名叫“好再来”的|旅馆)."""
    words = (text[at + k : at + k + n] for k in range(5) for n in (2, 3))
    return any(lex.titles.get(word, "block") != "block" or word in _A_PERSON for word in words)


_A_PERSON = frozenset(_group("of_a_people"))
#: The last line of a letter: 读者 盖大勇, 河湾村 盖大勇.
_WRITER = re.compile(
    f"^[{HAN}]{{2,12}}[ ：]{{1,4}}{_any_of('writers')}?([{HAN}]{{2,4}}?)(?:等[0-9一二三四五六七八九十]{{1,4}}[人名户位])?(?: |$)",
    re.M,
)
#: Who writes a diary or a letter, at its head: 作者：宣城市中心医院　钱小羽.
_AUTHOR = re.compile(f"^(?:{_any_of('authors')})[：:](?:[{HAN}]{{2,20}} {{1,4}})?([{HAN}]{{2,3}})$", re.M)


def authors(text: str, lex: Lexicon) -> list[Mention]:
    """Who is named as the author in a line of its own."""
    found = (m for m in _AUTHOR.finditer(text) if is_headed(m.group(1), lex) and m.group(1)[:2] not in lex.starts)
    return [Mention(*m.span(1), m.group(1), "writer") for m in found]


def writers(text: str, signed: frozenset[str], lex: Lexicon) -> list[Mention]:
    """Who signs a letter: no reporter, but a person whom the page names."""
    matches = (m for m in _WRITER.finditer(text) if m.group(1) in signed)
    lines = ((m, text[m.start() : m.start(1)].rstrip(" ：")) for m in matches)
    signs = {title for title, kind in lex.titles.items() if kind == "sign"}
    return [Mention(*m.span(1), m.group(1), "writer") for m, line in lines if not line.endswith(tuple(signs))]


_DOUBLE = re.compile(f"([{HAN}])\\1")


def doubled(text: str, lex: Lexicon) -> list[Mention]:
    """A doubled character behind a title is a nickname: 小男孩亮亮举着画."""
    found = []
    for match in _DOUBLE.finditer(text):
        word = match.group()
        if (
            word in lex.verbs
            or word in lex.titles
            or word in lex.starts
            or word[0] in lex.never
            or word[0] in _NOT_DOUBLED
        ):
            continue
        left, why = before(text, match.start(), lex)
        if (why == "title" and left < 3.4 or why == "age") and after(text, match.end(), lex)[0] >= 0.8:
            found += [Mention(m.start(), m.end(), word, "called") for m in re.finditer(word, text)]
    return found
