"""Names that the page puts right or explains, and those that the end of a line cuts."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import Mention, before
from helpers.facts.names.lexicon import HAN, Lexicon
from helpers.facts.names.people.standing import is_headed
from helpers.lexicon import any_of

_any_of = partial(any_of, "person_words")


def mended(found: list[Mention], text: str) -> list[Mention]:
    """Names that the end of a line of a headline cuts (张应 兰2件建议) made whole where the page has them whole."""
    names = {m.name for m in found}
    behind = [m for m in found if text[m.end : m.end + 1] == " " and m.end + 1 < len(text)]
    cut = [m for m in behind if m.name + text[m.end + 1] in names]
    short = {m.name for m in cut} - {m.name for m in found if m not in cut and m.rule != "page"}
    kept = [m for m in found if m not in cut and m.name not in short]
    return kept + [Mention(m.start, m.end + 2, m.name + text[m.end + 1], m.rule) for m in cut]


#: A misprint that is put right: the wrong words are marked (“覃”应为“谭”, 误为“覃”).
_MISPRINT = re.compile(
    f"“([^“”\n]{{1,40}})”(?:一[处句字])?[，]?(?:{_any_of('put_right')})|{_any_of('misprinted')}[：“]{{1,2}}([^“”\n]{{1,40}})”"
)


def misprints(text: str) -> list[tuple[int, int]]:
    matches = _MISPRINT.finditer(text) if "误" in text or "应" in text or "更正" in text else ()
    return [m.span(1) if m.group(1) else m.span(2) for m in matches]


#: A word of another language that the page explains: “阿哈”是蒙古语哥哥的意思.
GLOSSED = re.compile(f"[“‘]([{HAN}]{{1,8}})[”’](?=[^。\n]{{0,6}}(?:[{HAN}]语|的意思|{_any_of('means')}))")
_NAME_PUT_RIGHT = re.compile(f"“([{HAN}]{{2,4}})”(?:一[处句字])?[，]?(?:{_any_of('put_right')})[：]?“([{HAN}]{{2,4}})”")


def put_right(text: str, lex: Lexicon) -> list[Mention]:
    """Who is meant where a name was misprinted: 农户“覃玉莲”应为“谭玉莲”."""
    found = []
    for match in _NAME_PUT_RIGHT.finditer(text):
        wrong, right = match.groups()
        titled = before(text, match.start(), lex)[1] == "title"
        alike = len(wrong) == len(right) and set(wrong) & set(right) and right[:2] not in lex.starts
        if titled and alike and is_headed(right, lex):
            found.append(Mention(*match.span(2), right, "title"))
    return found
