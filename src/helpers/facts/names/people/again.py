"""Who is named again by less than the whole name: the given name alone, its last character with 哥 or 姐."""

from __future__ import annotations

import re
from functools import partial

from helpers.facts.names.candidates import Mention, after, before
from helpers.facts.names.lexicon import HAN, Lexicon
from helpers.facts.names.people.standing import REACH
from helpers.lexicon import group

_group = partial(group, "person_words")


def given_again(text: str, found: list[Mention], lex: Lexicon) -> list[Mention]:
    """The given name alone, later in the text and where a name can stand: 卢小川 … 小川笑着说."""
    firsts: dict[str, Mention] = {}
    for mention in found:
        if len(mention.name) in (3, 4) and mention.rule != "foreign":
            firsts.setdefault(mention.name, mention)
    extra = []
    for name, first in firsts.items():
        given = name[-2:]
        if given in lex.titles:
            continue
        word = given in lex.common or given in lex.verbs or given in lex.starts
        at = text.find(given, first.end, first.end + REACH)
        while at >= 0:
            left = before(text, at, lex)
            rules = ("speech",) if word else ("speech", "act", "time", "told")
            if left[1] in ("clause", "after quotation", "glue") and after(text, at + 2, lex)[1] in rules:
                extra.append(Mention(at, at + 2, name, "given"))
            at = text.find(given, at + 2, first.end + REACH)
    return extra


#: 强|哥, 红|姐, where somebody is called so.
_LAST = re.compile(f"(?<![{HAN}])([{HAN}])[哥姐](?=[，！？、说道问笑喊答”：])|(?<=[叫喊])([{HAN}])[哥姐]")


def by_last(text: str, found: list[Mention]) -> list[Mention]:
    """Somebody who is spoken to by the last character of the given name (赵志强 … “强哥，明天能出去不？”)."""
    whose: dict[str, list[Mention]] = {}
    for mention in found:
        if len(mention.name) == 3 and mention.end - mention.start == 3:
            whose.setdefault(mention.name[-1], []).append(mention)
    extra = []
    for match in _LAST.finditer(text):
        at = match.start(1) if match.group(1) else match.start(2)
        near = {m.name for m in whose.get(text[at], ()) if at - REACH < m.start < at + REACH}
        if len(near) == 1 and text[at : at + 2] not in _NO_LAST:
            extra.append(Mention(at, at + 2, min(near), "given"))
    return extra


_NO_LAST = frozenset(_group("no_last"))
