"""Words found in the page itself, each with its evidence, so that nobody has to type them.

Five kinds of evidence, tried in this order:

- ``name``: a person, place or organisation of the names table;
- ``quoted``: a term that the page itself puts in quotation marks;
- ``bound``: a short form that never stands alone (规上) with the noun it hangs on (规上企业);
- ``place``: an unknown stretch before 镇, 村, 小区 …; ``listed``: an unknown item of an enumeration;
- ``cohesion``: neighbours that hang together, measured as in new-word discovery: pointwise mutual
  information inside, entropy of the neighbours outside (Sornlertlamvanich et al. 2000; Luo & Sun 2003).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from helpers import lexicon
from helpers.words.cutting import cut, flag, known
from helpers.words.dictionaries import LOCALIZERS, PAGE, Dictionary, Entry, spelled
from helpers.words.documents import Document, documents

if TYPE_CHECKING:
    import pandas as pd

#: Columns of ``page_terms``.
COLUMNS = (
    "term", "flag", "evidence", "count", "articles", "pieces", "cohesion", "left_entropy", "right_entropy",
    "share_left", "share_right", "accepted", "reason",
)  # fmt: skip

_FLAGS = {"person": "nr", "place": "ns", "organisation": "nt"}
_HAN = re.compile("[\u4e00-\u9fff]+\\Z")
_QUOTED = re.compile("(?<![说道问称：:])[“‘「『]([^“”‘’「」『』。！？\n]{2,24})[”’」』]")
_LONGEST_QUOTED, _LONGEST_PAIR = 5, 8
#: The part of a piece's occurrences that must lie inside the pair. Two known words become one only where
#: neither is often met without the other (疫情 stands too often without 防控); a fragment may join a word
#: that is frequent elsewhere.
STRONG, WEAK, LOOSE = 0.8, 0.75, 0.2
ROUNDS = 3


@dataclass(frozen=True)
class Found:
    """One candidate: the word, its part of speech, the kind of evidence; ``reason`` if it was refused."""

    term: str
    flag: str
    evidence: str
    reason: str = ""


def page_dictionary(source: Any, terms: Iterable[Any] = (), names: Iterable[Any] = ()) -> Dictionary:
    """The page's own words as a dictionary (see ``page_terms`` for the evidence)."""
    found = candidates(documents(source), *_rows(source, terms, names))
    return Dictionary({f.term: Entry(f.term, f.flag, PAGE) for f in found if not f.reason})


def _rows(source: Any, terms: Iterable[Any], names: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The terms and names given, or those the source carries."""
    sources = source if isinstance(source, list | tuple) else [source]
    given = [_records(terms), _records(names)]
    for index, attribute in enumerate(("terms", "names")):
        for item in sources:
            if not given[index]:
                given[index] = given[index] + _records(getattr(item, attribute, ()))
    return given[0], given[1]


def _records(rows: Any) -> list[Any]:
    """Rows of any kind as a list: a DataFrame, dicts, dataclasses or plain words."""
    if rows is None or callable(rows):
        return []
    return rows.to_dict("records") if hasattr(rows, "to_dict") else list(rows)


def _field(row: Any, name: str) -> str:
    if isinstance(row, str):
        return row if name in ("text", "name", "term") else ""
    value = row.get(name, "") if isinstance(row, dict) else getattr(row, name, "")
    return value if isinstance(value, str) else ""


def candidates(docs: list[Document], terms: list[Any], names: list[Any]) -> list[Found]:
    """Every candidate once, the surest evidence first."""
    text = "\n".join(spelled(doc.text) for doc in docs)
    found: dict[str, Found] = {}
    for make in (_named(names, text), _quoted(terms, text)):
        for one in make:
            found.setdefault(one.term, one)
    for one in _bound(text):
        found.setdefault(one.term, one)
    made = Dictionary({f.term: Entry(f.term, f.flag, PAGE) for f in found.values() if not f.reason})
    whole = set(made.entries)
    clauses = _clauses(cut(text, made))
    shaped = list(_shaped(clauses, whole))
    for one in (*shaped, *_cohesive(clauses, whole | {f.term for f in shaped})):
        found.setdefault(one.term, one)
    return list(found.values())


# --- names and quoted terms


def _named(names: list[Any], text: str) -> Iterator[Found]:
    for row in names:
        kind = _field(row, "kind")
        for word in dict.fromkeys((_field(row, "text"), _field(row, "name"))):
            for part in _place_parts(spelled(word.strip())) if kind == "place" else [spelled(word.strip())]:
                if len(part) >= 2 and part in text:
                    yield Found(part, _FLAGS.get(kind, "nz"), "name", _needless(part))


@lru_cache(maxsize=1)
def _steps() -> re.Pattern[str]:
    """A place name with a smaller place inside it: 当湖街道|洁芳小区."""
    return re.compile(r"(.{2,}?(?:省|自治区|自治州|市|县|街道|镇|乡|(?<![社小港园新发校景片辖])区))(?=..)")


def _place_parts(word: str) -> list[str]:
    """A place name as its steps, from the larger to the smaller, where the rest is a name of its own."""
    parts, rest = [], word
    while (step := _steps().match(rest)) and not known(rest[step.end() :]):
        parts.append(step[1])
        rest = rest[step.end() :]
    return [*parts, rest]


def _needless(word: str) -> str:
    return "the stock dictionary holds it" if known(word) else ""


def _quoted(terms: list[Any], text: str) -> Iterator[Found]:
    rows = [(_field(row, "term"), _field(row, "kind")) for row in terms] or [(m, "") for m in _QUOTED.findall(text)]
    for printed, kind in rows:
        for part in re.split("[、，,；;+ ]", spelled(printed)):
            if len(part) >= 2 and part in text and _HAN.match(part):
                yield Found(part, "nz", "quoted", _unfit(part, kind))


def _unfit(part: str, kind: str) -> str:
    """Why a quoted stretch is no word, empty if it is one."""
    if kind in ("document", "title"):
        return "a title is read word by word"
    if known(part):
        return _needless(part)
    pieces = cut(part)
    if len(part) > _LONGEST_QUOTED or (len(pieces) > 2 and any(p in lexicon.words("word_stop") for p in pieces)):
        return "a phrase, not a word"
    return ""


# --- words that the way they are written shows


def _clauses(tokens: list[str]) -> list[list[str]]:
    """Runs of words with no mark between them."""
    out: list[list[str]] = [[]]
    for token in tokens:
        if token.isalnum():
            out[-1].append(token)
        elif out[-1]:
            out.append([])
    return [clause for clause in out if clause]


@lru_cache(maxsize=1)
def _bound_pattern() -> re.Pattern[str]:
    rows = lexicon.rows("word_bound")
    heads = lexicon.alternatives(r[0] for r in rows if r[1] == "head")
    nouns = lexicon.alternatives(r[0] for r in rows if r[1] == "noun")
    between = lexicon.alternatives(r[0] for r in rows if r[1] == "between")
    return re.compile(f"(?:{heads})(?:{between})?(?:{nouns})")


def _bound(text: str) -> Iterator[Found]:
    for word in dict.fromkeys(_bound_pattern().findall(text)):
        yield Found(word, "n", "bound")


def _shaped(clauses: list[list[str]], whole: set[str]) -> Iterator[Found]:
    suffixes = lexicon.words("word_place_suffix")
    for clause in clauses:
        if 1 < len(clause) <= 4 and all(_fragment(t, whole) for t in clause):
            word = "".join(clause)
            if len(word) <= 4:
                yield Found(word, "nz", "listed")
        for index in range(1, len(clause)):
            if clause[index] not in suffixes:
                continue
            if flag(clause[index - 1]) == "ns":
                yield Found(clause[index - 1] + clause[index], "ns", "place")
            elif _fragment(clause[index - 1], whole):
                yield from _place(clause, index, whole)


def _place(clause: list[str], at: int, whole: set[str]) -> Iterator[Found]:
    """The unknown stretch before a generic place word, at least two and mostly three characters long."""
    start = at - 1
    while start and len("".join(clause[start:at])) < 3 and _fragment(clause[start - 1], whole):
        start -= 1
    name = "".join(clause[start:at])
    if len(name) >= 2 and name[0] not in lexicon.words("word_stop"):
        yield Found(name + clause[at], "ns", "place")


def _fragment(token: str, whole: set[str]) -> bool:
    """Whether a token is no word of its own: a guess of the model, or a single character with no grammar."""
    kind = flag(token)
    if len(token) == 1:
        return kind not in ("x", "m", "eng") and token not in lexicon.words("word_stop") and token not in whole
    return kind == "hmm" and token not in whole


# --- neighbours that hang together


def _cohesive(clauses: list[list[str]], whole: set[str]) -> Iterator[Found]:
    """Pairs that hang together, then pairs of those, ``ROUNDS`` times."""
    for _ in range(ROUNDS):
        single = Counter(token for clause in clauses for token in clause)
        pairs = Counter(pair for clause in clauses for pair in zip(clause, clause[1:], strict=False))
        chosen = {pair for pair, n in pairs.items() if n >= 2 and _hangs(pair, n, single, whole)}
        chosen = {pair for pair in chosen if _free_outside(pair, clauses)} if chosen else chosen
        if not chosen:
            return
        for left, right in sorted(chosen):
            kind = flag(right)
            yield Found(left + right, kind if kind not in ("hmm", "x") and len(right) > 1 else "nz", "cohesion")
        whole = whole | {left + right for left, right in chosen}
        clauses = [_joined(clause, chosen) for clause in clauses]


def _hangs(pair: tuple[str, str], n: int, single: Counter[str], whole: set[str]) -> bool:
    """Whether a pair is one word: see ``STRONG``, ``WEAK``, ``FRAGMENT``."""
    left, right = pair
    stops, suffixes = lexicon.words("word_stop"), lexicon.words("word_suffix")
    if left in stops or not _HAN.match(left + right) or len(left + right) > _LONGEST_PAIR:
        return False
    if right in suffixes:
        return n / single[left] >= LOOSE
    if right in stops or len(right) == 1 or right[-1] in LOCALIZERS:
        return False
    weak, strong = sorted((n / single[left], n / single[right]))
    if len(left) == 1:
        return weak >= STRONG and _fragment(left, whole)
    if _fragment(left, whole) or _fragment(right, whole):
        return strong >= STRONG and weak >= LOOSE
    return n >= 3 and strong >= STRONG and weak >= WEAK


def _free_outside(pair: tuple[str, str], clauses: list[list[str]]) -> bool:
    """Whether different words stand before it and different words behind it."""
    before, behind = _neighbours(pair, clauses)
    return _entropy(before) > 0 and _entropy(behind) > 0


def _neighbours(pair: tuple[str, ...], clauses: list[list[str]]) -> tuple[Counter[str], Counter[str]]:
    """The words on either side; the edge of a clause is a neighbour that is never twice the same."""
    before: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    size = len(pair)
    for number, clause in enumerate(clauses):
        for i in range(len(clause) - size + 1):
            if clause[i] == pair[0] and tuple(clause[i : i + size]) == pair:
                before[clause[i - 1] if i else f"^{number}"] += 1
                behind[clause[i + size] if i + size < len(clause) else f"${number}"] += 1
    return before, behind


def _entropy(counts: Counter[str]) -> float:
    """Shannon entropy in bits."""
    total = sum(counts.values())
    return sum(n / total * math.log2(total / n) for n in counts.values()) if total else 0.0


def _joined(clause: list[str], chosen: set[tuple[str, str]]) -> list[str]:
    out: list[str] = []
    index = 0
    while index < len(clause):
        if tuple(clause[index : index + 2]) in chosen:
            out.append(clause[index] + clause[index + 1])
            index += 2
        else:
            out.append(clause[index])
            index += 1
    return out


# --- the evidence, for the analyst


def page_terms(source: Any, terms: Iterable[Any] = (), names: Iterable[Any] = ()) -> pd.DataFrame:
    """Words found in the page (or in a corpus: a list of editions), with the evidence for each.

    ``terms`` and ``names`` are rows of those tables (or plain words); an edition brings its own.
    Columns: ``term``; ``flag``; ``evidence`` name, quoted, bound, place, listed or cohesion; ``count`` and
    ``articles`` in the text; ``pieces`` what the stock cut makes of it (外防|输入); ``cohesion`` pointwise
    mutual information of its weakest seam, bits; ``left_entropy``, ``right_entropy`` of the neighbours,
    bits; ``share_left``, ``share_right`` the part of all occurrences of its first and last piece that lie
    in it; ``accepted``; ``reason`` why not.
    """
    import pandas as pd

    docs = documents(source)
    found = candidates(docs, *_rows(source, terms, names))
    clauses = _clauses([t for doc in docs for t in [*cut(spelled(doc.text)), "\n"]])
    single = Counter(token for clause in clauses for token in clause)
    table = pd.DataFrame([_evidence(f, docs, clauses, single) for f in found], columns=list(COLUMNS))
    return table.sort_values(["accepted", "count", "term"], ascending=[False, False, True], ignore_index=True)


def _evidence(found: Found, docs: list[Document], clauses: list[list[str]], single: Counter[str]) -> dict[str, Any]:
    pieces = tuple(cut(found.term))
    counted = [spelled(doc.text).count(found.term) for doc in docs]
    before, behind = _neighbours(pieces, clauses)
    count, total = sum(counted), sum(single.values())
    inside = sum(before.values())
    return {
        "term": found.term, "flag": found.flag, "evidence": found.evidence, "count": count,
        "articles": sum(n > 0 for n in counted), "pieces": "|".join(pieces),
        "cohesion": _cohesion(pieces, inside, single, total), "left_entropy": _entropy(before),
        "right_entropy": _entropy(behind), "share_left": inside / single[pieces[0]] if single[pieces[0]] else 0.0,
        "share_right": inside / single[pieces[-1]] if single[pieces[-1]] else 0.0,
        "accepted": not found.reason, "reason": found.reason,
    }  # fmt: skip


def _cohesion(pieces: tuple[str, ...], inside: int, single: Counter[str], total: int) -> float | None:
    """Pointwise mutual information of the whole against its pieces, in bits for each seam; none for one piece."""
    if len(pieces) < 2 or not inside or not all(single[p] for p in pieces):
        return None
    independent = math.prod(single[p] / total for p in pieces)
    return math.log2(inside / total / independent) / (len(pieces) - 1)
