"""All people of a text: certain candidates and what every other rule finds, put together."""

from __future__ import annotations

from helpers.facts.names.candidates import Candidate, Mention, candidates
from helpers.facts.names.family import find_family, find_surnamed, with_family
from helpers.facts.names.foreign import composed, find_foreign
from helpers.facts.names.framed import find_framed, find_noted, find_so_called, find_tellers, find_turns
from helpers.facts.names.lexicon import Lexicon
from helpers.facts.names.listed import in_lists
from helpers.facts.names.people.address import nicknames, of_a_house, polite
from helpers.facts.names.people.again import by_last, given_again
from helpers.facts.names.people.called import appointed, authors, called_so, doubled, writers
from helpers.facts.names.people.certain import (
    agree,
    corroborated,
    everywhere,
    is_certain,
    is_place,
    merged,
    of_a_firm,
    runs_on,
    uncrossed,
)
from helpers.facts.names.people.misprints import GLOSSED, mended, misprints, put_right
from helpers.facts.names.rolls import find_rolls
from helpers.facts.names.worded import (
    find_famous,
    find_mourners,
    find_ranked,
    find_spoken,
    find_told,
    find_worded,
    teams_ranked,
)
from helpers.lexicon import group

#: Words that follow those who work, and are nobody's name: 教师党员, 民警堵截, 工人加班加点.
_NO_NAME = frozenset(group("person_words", "no_name"))


def find_people(text: str, lex: Lexicon, signed: frozenset[str], home: str = "") -> list[Mention]:
    """All mentions of people in the joined text of an edition, in order, without overlaps.

    The ``home`` town is nobody, nor is a misprint that the page corrects.
    """
    seeds = with_family(agree(merged(candidates(text, lex), composed(text, lex)), text), text, lex)
    certain: dict[str, Candidate] = {}
    for seed in seeds:
        known = certain.get(seed.text)
        if is_certain(seed) and seed.text not in signed and (known is None or known.score < seed.score):
            certain[seed.text] = seed
    certain = {
        name: seed for name, seed in certain.items() if not of_a_firm(seed, text) and not is_place(seed, text, home)
    }
    seeds = [uncrossed(seed, certain, text) for seed in seeds]
    certain = {name: seed for name, seed in certain.items() if not runs_on(name, certain, text)}
    full = {name[-2:]: name for name in certain if len(name) == 3}
    certain = {
        name: seed for name, seed in certain.items() if name[:2] not in full or len(name) < 3 or text.count(name) > 1
    }  # 万福|学开车, where the page has 章万福
    found = [
        Mention(c.start, c.end, full.get(c.text, c.text) if len(c.text) == 2 else c.text, c.rule)
        for c in seeds
        if c.text in certain and is_certain(c)
    ]
    certain = {name: seed for name, seed in certain.items() if name not in full}
    found += everywhere(text, certain, lex)
    found += corroborated(text, lex, signed)
    found += put_right(text, lex)
    found += find_famous(text)
    found += find_ranked(text, lex)
    found += find_mourners(text, lex)
    found += appointed(text, lex)
    found += find_foreign(text, lex)
    found += find_framed(text, lex, {m.start for m in found})
    found += find_noted(text, lex)
    found += find_turns(text, lex)
    found += find_tellers(text, lex)
    found += find_spoken(text, lex)
    found += find_told(text, lex)
    found += in_lists(text, found, lex)
    found += find_rolls(text, lex)
    found += called_so(text, lex)
    found += find_family(text, lex)
    found += find_surnamed(text, {m.name for m in found}, lex)
    found += doubled(text, lex)
    found += given_again(text, found, lex)
    found += by_last(text, found)
    found += [*polite(text, lex), *of_a_house(text, lex)]
    found += nicknames(text, lex, {m.name[0]: m.start for m in sorted(found, reverse=True) if len(m.name) > 1})
    found += find_so_called(text, found, lex)
    found += [*writers(text, signed, lex), *authors(text, lex)]
    worded = find_worded(text, lex, frozenset(m.name for m in found))
    short = {m.start: m.name for m in worded}
    found = [m for m in found if len(m.name) < 3 or m.start not in short or text.count(m.name) > 1] + worded
    teams = teams_ranked(text)
    found = mended([m for m in found if m.name not in teams], text)
    glossed = list(GLOSSED.finditer(text))
    wrong = [*misprints(text), *(m.span(1) for m in glossed)]
    explained = {m.group(1) for m in glossed}
    found = [m for m in found if m.name not in _NO_NAME and (m.name not in explained or m.rule != "short")]
    return [m for m in _disjoint(found) if not any(a <= m.start and m.end <= b for a, b in wrong)]


def _disjoint(found: list[Mention]) -> list[Mention]:
    """The longest mention wins where two overlap."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, "·" not in m.name, m.rule == "page")):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
