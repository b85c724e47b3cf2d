"""How reports word that work resumes: the words of ``data/lexicons/claim_resumption.txt`` as patterns."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from helpers.lexicon import group, rows

#: Stands for a word of resuming that does not say that anything has resumed.
MASK = "□"


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """Every kind of word as one regular expression."""
    kinds: dict[str, list[str]] = {}
    for word, kind, *_ in rows("claim_resumption"):
        kinds.setdefault(kind, []).append(word)
    return {kind: f"(?:{'|'.join(entries)})" for kind, entries in kinds.items()}


@cache
def pattern(template: str) -> re.Pattern[str]:
    """A pattern with kinds of words in angle brackets: ``<resume>了?$``."""
    return re.compile(re.sub(r"(?<!P)<([a-z_]+)>", lambda kind: words()[kind.group(1)], template))


@cache
def units(kind: str) -> frozenset[str]:
    return frozenset(group("claim_resumption", kind))


def clause_start(text: str, at: int, start: int) -> int:
    """Start of the clause that ``at`` lies in, not before ``start``."""
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in "，；：。\n"))


def clause_end(text: str, at: int, end: int) -> int:
    """End of the clause that ``at`` lies in, not behind ``end``."""
    stop = re.compile(r"[，；。：\n]").search(text, at, end)
    return stop.start() if stop else end


def asserted(text: str) -> str:
    """The text, of the same length, in which only those words of resuming are left that say that something has
    resumed: not 尚未复工, 申请复工, 复工准备, 复工后, and not those of firms and people who are only helped, looked at or
    carried (服务1386家企业复工, 运送工人返岗). Rates that are told in ordinary times too (产能利用率) count only where the
    text speaks of work stopped or resumed."""
    found = pattern(
        r"(?:<denied>[^，。；：\d]{0,6}?|<named>)(?P<one>(?:<resume>|<post>){1,3})(?![率面])"
        r"|(?:<helped>|(?<!已)(?<!成功)(?<!累计)(?<!先后)<brought>)[^，。；：\n]{0,24}?(?P<two>(?:<resume>|<post>){1,3})(?![率面])"
        r"|(?P<three>(?:<resume>|<post>){1,3})(?=<behind_named>)"
    )
    chars = list(text)
    for match in found.finditer(text):
        for name in ("one", "two", "three"):
            start, end = match.span(name)
            chars[start:end] = MASK * (end - start)
    said = "".join(chars)
    return said if pattern("<strong>").search(text) else pattern("<weak>").sub(lambda m: MASK * len(m.group()), said)
