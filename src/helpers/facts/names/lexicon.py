"""The word lists that the name finder reads, as sets ready for looking up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from helpers.lexicon import rows, words

#: One Han character, as a class to be used inside brackets.
HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What is known about names before a page is read."""

    surnames: dict[str, str]
    compounds: frozenset[str]
    given: frozenset[str]
    strong: frozenset[str]
    never: frozenset[str]
    unlikely: frozenset[str]
    titles: dict[str, str]
    honorifics: dict[str, str]
    verbs: dict[str, str]
    stops: frozenset[str]
    starts: frozenset[str]
    words: frozenset[str]
    common: frozenset[str]
    gazetteer: dict[str, str]
    generic: frozenset[str]
    heads: re.Pattern[str]
    addressed: re.Pattern[str]


def _column(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(name)}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``data/lexicons/name_*.txt``, read once."""
    surnames = _column("name_surnames")
    compounds = frozenset(s for s in surnames if len(s) > 1)
    heads = {s[0] for s in surnames}
    honorifics = _column("name_honorifics")
    polite = f"(?=[{''.join(sorted({h[0] for h in honorifics}))}])"
    single = "".join(sorted(s for s, kind in surnames.items() if len(s) == 1 and kind != "odd"))
    first, second = ("".join(sorted({c[k] for c in compounds})) for k in (0, 1))
    return Lexicon(
        surnames=surnames,
        compounds=compounds,
        given=words("name_given"),
        strong=frozenset(row[0] for row in rows("name_given") if row[1:] == ("strong",)),
        never=words("name_never"),
        unlikely=(words("name_never") - words("name_given")) | {"某", "氏"},
        titles=_column("name_titles"),
        honorifics=honorifics,
        verbs=_column("name_verbs"),
        stops=words("name_stops"),
        starts=words("name_stops") | words("person_stops"),
        words=words("name_words"),
        common=words("name_common"),
        gazetteer=_column("name_gazetteer"),
        generic=words("name_generic"),
        addressed=re.compile(
            f"[{single}]{polite}|(?=[{first}][{second}].?{polite})(?:{'|'.join(sorted(compounds))}){polite}"
        ),
        heads=re.compile(f"[{''.join(sorted(heads))}](?=[{HAN}])"),
    )


def is_han(c: str) -> bool:
    """Whether the character is a Han character (the empty string is none)."""
    return "\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" or c == "〇"
