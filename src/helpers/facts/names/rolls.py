"""Rolls: people set as lines, as of winners, members, those commended and those who gave.

A name stands first in its line or behind the unit (高　原　县医院; 县医院　高　原), or several fill a line. Names of two
characters are often set as wide as those of three (李　军). The shape of the whole roll tells that its names are people,
so that also those are known which are words of the language (田野, 安静) or have no telling characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from helpers.facts.names.candidates import Mention, worth
from helpers.facts.names.foreign import is_composed, is_dotted
from helpers.facts.names.lexicon import HAN, Lexicon, is_han
from helpers.lexicon import any_of, group, letters, words

#: A piece of a line: what stands in brackets or is a title, an amount with its unit, a run of characters.
_PIECE = re.compile(f"（[^（）]*）|《[^》]*》|“[^”]*”|[0-9.]+[^ \\t、；（]*|[{HAN}·]+|[^ \\t{HAN}·（0-9]+")
#: What leads a line or a group of names in: 一等奖：, 1., （三）, 第3名.
_LABEL = re.compile(
    f"[^ \\t：]{{1,14}}：|（?[0-9一二三四五六七八九十]{{1,3}}(?:[.、）]|[.]? (?=[{HAN}]))|第[0-9一二三四五六七八九十]{{1,3}}名 ?"
)
#: A sentence: no line of a roll.
_SENTENCE = re.compile("[，。！？](?=.)|[，！？]")
_BRACKETS = re.compile("（[^（）]*）")
#: What somebody has achieved or is, behind the name: 11秒2, 7米35, 98环, 1922年生, （女）.
_RESULT = re.compile("[0-9.:]+(?:秒|米[0-9]|分[0-9]|环|票|岁)|[0-9]{4}年[0-9月日]*出?生|（?[男女](?:$|[，）])")
#: A line between the lines of a roll: what the next ones have won, how many they are.
_HEADING = re.compile("[^，。；]{1,30}")
_SAYS_ROLL = re.compile(any_of("person_words", "roll_heads"))
#: 获奖作品, 站点如下: what the lines name are things.
_SAYS_THINGS = re.compile(
    f"{any_of('person_words', 'roll_things')}[^。；]{{0,6}}$|{any_of('person_words', 'roll_things')}[^。；]{{0,4}}如下"
)
_ENDS = frozenset(letters("person_words", "place_ends") + letters("person_words", "place_ends_too"))
#: What a school, an office, a firm or a town ends with, before those who are of it.
_UNIT_ENDS = frozenset(letters("person_words", "place_ends") + letters("person_words", "unit_ends"))
#: How long a line of a roll may be.
_LONGEST = 160
#: How many lines above a roll may name it.
_ABOVE = 3


class _Piece(NamedTuple):
    """A piece of a line. ``wide``: a name of two or three characters set apart."""

    start: int
    end: int
    text: str
    wide: bool


class _Line(NamedTuple):
    """A line of the text with its pieces; ``kinds`` says of each whether it may be a name."""

    start: int
    text: str
    pieces: list[_Piece]
    kinds: list[bool]

    @property
    def is_roll(self) -> bool:
        """Whether names may stand in the line: a piece that may be one first or behind another piece."""
        return any(self.kinds) and (len(self.pieces) > 1 or self.pieces[0].wide)


def find_rolls(text: str, lex: Lexicon) -> Iterator[Mention]:
    """The people of all rolls of a text."""
    above: list[str] = []
    for is_roll, run in groupby(
        _lines(text, lex), key=lambda line: line.is_roll or _is_single(line, lex) or _may_fill(line)
    ):
        lines = list(run)
        if is_roll and any(line.is_roll for line in lines):
            yield from _people(lines, " ".join(above[-_ABOVE:]), lex)
        above += [line.text for line in lines]


def _lines(text: str, lex: Lexicon) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        short = len(line) <= _LONGEST and not _SENTENCE.search(_BRACKETS.sub("", line.rstrip("。；")))
        pieces = list(_pieces(line, at)) if short and line.strip() else []
        yield _Line(at, line, pieces, [_may_be(piece, lex) for piece in pieces])
        at += len(line) + 1


def _is_single(line: _Line, lex: Lexicon) -> bool:
    """Whether a line is a name by itself, or a heading between the lines of a roll (二等奖)."""
    return bool(line.pieces) and (line.kinds == [True] or _SAYS_ROLL.search(line.text) is not None)


def _may_fill(line: _Line) -> bool:
    """Whether a line begins with two or three characters and goes on with one other piece, as a roll's do."""
    return len(line.pieces) == 2 and 2 <= len(line.pieces[0].text) <= 3


def _pieces(line: str, offset: int) -> Iterator[_Piece]:
    """The pieces of a line without its labels; characters set apart are put together."""
    found = []
    at = 0
    while at < len(line):
        label = _LABEL.match(line, at) if at == 0 or line[at - 1] in " \t；" else None
        if label:
            at = label.end()
            found.append(_Piece(offset + label.start(), offset + at, "", False))
            continue
        piece = _PIECE.match(line, at)
        if piece and piece.group() not in "、；。":
            found.append(_Piece(offset + at, offset + piece.end(), piece.group(), False))
        at = piece.end() if piece else at + 1
    yield from (p for p in _set_close(found, line, offset) if p.text)


def _set_close(pieces: list[_Piece], line: str, offset: int) -> Iterator[_Piece]:
    """Runs of single characters as the names that they spell: 高　原　方　圆."""
    run: list[_Piece] = []
    for piece in [*pieces, _Piece(0, 0, "", False)]:
        if (
            len(piece.text) == 1
            and is_han(piece.text)
            and not (run and line[run[-1].end - offset : piece.start - offset].strip(" \t"))
        ):
            run.append(piece)
            continue
        size = _size(run)
        yield from (_spelt(run[k : k + size], size > 1) for k in range(0, len(run), size))
        run = []
        yield piece


def _size(run: list[_Piece]) -> int:
    """Of how many characters each name of a run is: two, or three if all stand equally far apart; else the run spells none."""
    gaps = [b.start - a.end for a, b in zip(run, run[1:])]
    if run and len(run) % 2 == 0 and max(gaps[::2]) <= min(gaps[1::2], default=9):
        return 2
    if run and len(run) % 3 == 0 and max(gaps[::3] + gaps[1::3]) <= min(gaps[2::3], default=9):
        return 3
    return 1


def _spelt(pieces: list[_Piece], wide: bool) -> _Piece:
    return _Piece(pieces[0].start, pieces[-1].end, "".join(p.text for p in pieces), wide)


def _may_be(piece: _Piece, lex: Lexicon) -> bool:
    """Whether a piece may be somebody's name: a surname and one or two characters, or a name put together from pieces."""
    name = piece.text
    if is_composed(name) or is_dotted(name):
        return not _is_common(piece, lex)
    if not 2 <= len(name) <= 4 or not all(map(is_han, name)) or _is_common(piece, lex):
        return False
    head = 2 if name[:2] in lex.compounds and len(name) > 2 else 1
    kind = lex.surnames.get(name[:head], "odd")
    return (
        len(name) - head <= 2
        and (kind != "odd" or piece.wide and name[0] in lex.surnames)
        and (piece.wide or name[-1] not in _ENDS)
    )


def _is_common(piece: _Piece, lex: Lexicon) -> bool:
    """Whether a piece is what stands in tables and is nobody: an office, a place, a kind of thing, a column's head."""
    name = piece.text
    known = (lex.titles, lex.honorifics, words("person_no_rows"), _heads())
    placed = lex.gazetteer.get(name, "weak") != "weak" or (name[-2:] in lex.titles and len(name) > 2)
    if placed or any(name in one for one in known):
        return True
    return not piece.wide and (name in lex.generic or name in lex.common) and name not in _worded()


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(group("person_words", "column_heads"))


@lru_cache(maxsize=1)
def _worded() -> frozenset[str]:
    return frozenset(group("person_words", "worded"))


def _people(lines: list[_Line], above: str, lex: Lexicon) -> Iterator[Mention]:
    """The people of the lines of one roll, if it is one."""
    rows = [line for line in lines if line.is_roll]
    pure = 2 * sum(all(line.kinds) for line in rows) > len(rows)
    units = [line for line in rows if _is_unit_row(line)]
    by_unit = len(units) > 1 and 2 * len(units) > len(rows)
    behind = [piece for line in units if by_unit for piece in line.pieces[1:]]
    others = [line for line in lines if not (by_unit and line in units)]
    chosen = behind + [piece for line in others for piece in _chosen(line, pure or not line.is_roll, lex)]
    results = sum(bool(_RESULT.match(b.text)) for line in lines for a, b in zip(line.pieces, line.pieces[1:]))
    likely = sum(len(p.text) == 3 and _worth(p, lex) == 0.0 and p.text[:2] not in lex.starts for p in behind)
    sure = sum(_worth(piece, lex) for piece in chosen) + 0.5 * (results + likely)
    headed = _SAYS_ROLL.search(above) or any(_SAYS_ROLL.search(line.text) for line in lines)
    filled = sum(any(line.kinds) for line in rows)
    empty = sum(bool(line.pieces) and not any(line.kinds) and not _SAYS_ROLL.search(line.text) for line in lines)
    if len(chosen) < 2 or 2 * empty > filled:
        return
    telling = sum(len(p.text) > 2 and worth(p.text, lex) >= 1.8 for p in chosen)
    if _SAYS_THINGS.search(above) and 2 * telling < len(chosen):
        return
    if (headed and 3 * sure >= len(chosen)) or (len(chosen) > 2 and sure >= 1.5 and 2 * sure >= len(chosen)):
        yield from (Mention(p.start, p.end, p.text, "roll") for p in [*chosen, *_alike(lines, lex)])


def _is_unit_row(line: _Line) -> bool:
    """Whether a line is a unit and only names behind it (县二中　农秀英　闭金凤　蓝天)."""
    unit = line.pieces[0].text
    return len(line.pieces) > 2 and not line.kinds[0] and all(line.kinds[1:]) and unit[-1:] in _UNIT_ENDS


def _alike(lines: list[_Line], lex: Lexicon) -> Iterator[_Piece]:
    """What stands first in its line as names do in the lines around, whatever it begins with (撒志忠　红柳镇)."""
    rows = [line for line in lines if len(line.pieces) > 1]
    for k, line in enumerate(rows):
        around = [other.kinds[0] for other in rows[max(0, k - 2) : k + 3] if other is not line]
        if not any(line.kinds) and len(around) > 1 and sum(around) > len(around) / 2:
            piece = line.pieces[0]
            if 2 <= len(piece.text) <= 3 and all(map(is_han, piece.text)) and _is_free(piece, lex):
                yield piece


def _is_free(piece: _Piece, lex: Lexicon) -> bool:
    """Whether a piece is no word and does not end as places and bodies do."""
    name = piece.text
    worded = name[:2] in lex.starts or name in lex.verbs or name in words("name_boundaries") or name[-2:] in lex.generic
    return not (_is_common(piece, lex) or worded or name[-1] in _ENDS or _SAYS_ROLL.search(name))


def _chosen(line: _Line, pure: bool, lex: Lexicon) -> Iterator[_Piece]:
    """The names of a line: all pieces where only names stand, else the first, those behind something else and those that are sure."""
    all_names = all(line.kinds) and (pure or len(line.pieces) > 2)
    for k, piece in enumerate(line.pieces):
        if line.kinds[k] and (all_names or k == 0 or not line.kinds[k - 1] or _worth(piece, lex) == 1.0):
            yield piece


def _worth(piece: _Piece, lex: Lexicon) -> float:
    """How sure a piece is a name by itself: 1.0 for one that is hardly anything else, half of it for a usual one of two
    characters."""
    name = piece.text
    if piece.wide or is_composed(name) or is_dotted(name):
        return 1.0
    if len(name) < 2 or name[:2] in lex.starts:
        return 0.0
    if len(name) > 2:
        return float(worth(name, lex) >= 1.8)
    return 0.5 if lex.surnames.get(name[0]) == "common" and name[1] in lex.given else 0.0
