"""Words found in the page itself, each with its evidence, so that nobody has to type them.

The kinds of evidence, tried in this order:

- ``name``: a person, place or organisation of the names table;
- ``quoted``: a term that the page itself puts in quotation marks;
- ``bound``: a short form that never stands alone (规上) with the noun it hangs on (规上企业);
- ``place``: an unknown stretch before 镇, 村, 小区 …; ``listed``: an unknown item of an enumeration;
  ``recurring``: a word the model guessed, again and again;
- ``cohesion``: neighbours that hang together, measured as in new-word discovery: pointwise mutual
  information inside, entropy of the neighbours outside (Sornlertlamvanich et al. 2000; Luo & Sun 2003).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from helpers import lexicon
from helpers.words.cutting import cut
from helpers.words.dictionaries import LOCALIZERS, PAGE, Dictionary, Entry, spelled
from helpers.words.documents import Document, documents, settled
from helpers.words.frames import frame
from helpers.words.stock import flag, guessed, known, stock

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
ROUNDS = 2
#: Longer names are read word by word; parts of speech with which none begins (14个集中隔离点, 亲眼见证小区).
_LONGEST_NAME, _NO_NAME = 18, frozenset({"d", "r", "m", "mq", "p", "c", "q", "t", "ad", "uj", "ul"})
#: So often a guessed word must stand on the page to be held for a word of the page.
OFTEN = 3
_NAME_FLAGS = ("ns", "nr", "nrt", "nz", "nrfg")


@dataclass(frozen=True)
class Found:
    """One candidate: the word, its part of speech, the kind of evidence; ``reason`` if it was refused."""

    term: str
    flag: str
    evidence: str
    reason: str = ""


def page_dictionary(
    source: Any, terms: Iterable[Any] = (), names: Iterable[Any] = (), own: Dictionary | None = None
) -> Dictionary:
    """The page's own words as a dictionary (see ``page_terms`` for the evidence).

    ``own``: the analyst's dictionary, whose words a longer name does not swallow.
    """
    found = candidates(documents(source), *rows_of(source, terms, names), own or Dictionary())
    return Dictionary({f.term: Entry(f.term, f.flag, PAGE) for f in found if not f.reason})


def rows_of(source: Any, terms: Iterable[Any], names: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The terms and names given, or those the source carries (an edition has them article by article)."""
    given = _records(terms), _records(names)
    sources = source if isinstance(source, list | tuple) else [source]
    for item in sources:
        for holder in (item, *getattr(item, "read", ())) if not callable(getattr(item, "read", None)) else (item,):
            for rows, attribute in zip(given, ("terms", "names"), strict=True):
                rows += _records(getattr(holder, attribute, ()))
    return given


def _records(rows: Any) -> list[Any]:
    """Rows of any kind as a list: a DataFrame, dicts, dataclasses or plain words."""
    if rows is None or callable(rows):
        return []
    return rows.to_dict("records") if hasattr(rows, "to_dict") else [rows] if isinstance(rows, str) else list(rows)


def _field(row: Any, name: str) -> str:
    if isinstance(row, str):
        return row if name in ("text", "name", "term") else ""
    value = row.get(name, "") if isinstance(row, dict) else getattr(row, name, "")
    return value if isinstance(value, str) else ""


def candidates(docs: list[Document], terms: list[Any], names: list[Any], own: Dictionary) -> list[Found]:
    """Every candidate once, the surest evidence first."""
    texts = [doc.text for doc in docs]
    text = "\n".join(texts)
    found: dict[str, Found] = {}
    for one in (*_quoted(terms, text), *_named(names), *_bound(text)):
        found.setdefault(one.term, one)
    found = {one.term: one for one in _undivided(found, own)}
    made = own | Dictionary({f.term: Entry(f.term, f.flag, PAGE) for f in found.values() if not f.reason})
    flat = _flat(texts, made)
    whole = set(made.entries)
    shaped = list(_shaped(flat, whole))
    hanging, flat = _cohesive(flat, whole | {f.term for f in shaped})
    for one in (*shaped, *hanging, *_recurring(flat, whole)):
        found.setdefault(one.term, one)
    return list(found.values())


# --- names and quoted terms


def _named(names: list[Any]) -> Iterator[Found]:
    for row in names:
        kind = _field(row, "kind")
        for word in dict.fromkeys((_field(row, "text"), _field(row, "name"))):
            for part in _place_parts(spelled(word.strip())) if kind == "place" else [spelled(word.strip())]:
                if len(part) >= 2:
                    yield Found(part, _FLAGS.get(kind, "nz"), "name", _unnamed(part, kind))


@lru_cache(maxsize=1)
def _steps() -> re.Pattern[str]:
    """A place name with a smaller place inside it: 当湖街道|洁芳小区."""
    step, no_district = lexicon.any_of("word_places", "step"), lexicon.letters("word_places", "no_district")
    return re.compile(rf"(.{{2,}}?(?:{step}|(?<![{no_district}])区))(?=..)")


def _place_parts(word: str) -> list[str]:
    """A place name as its steps, from the larger to the smaller, where the rest is a name of its own."""
    parts, rest = [], word
    while (step := _steps().match(rest)) and not known(rest[step.end() :]):
        parts.append(step[1])
        rest = rest[step.end() :]
    return [*parts, rest]


def _unnamed(part: str, kind: str) -> str:
    """Why a name is not counted as one word, empty if it is. One that the stock dictionary holds keeps its
    source there and takes its part of speech from here (嘉兴 is a place, not a person)."""
    if known(part) or kind == "person":
        return ""
    pieces = cut(part)
    first = flag(pieces[0]) if known(pieces[0]) else ""
    verb = first in (("v", "vn") if kind == "place" else ("v",)) and len("".join(pieces[1:])) > 1
    if first in _NO_NAME or verb or part[0].isdigit() or part[-1] in _tail():
        return "begins or ends as no name does"
    return f"longer than {_LONGEST_NAME} characters" if len(part) > _LONGEST_NAME else ""


def _undivided(found: dict[str, Found], own: Dictionary) -> Iterator[Found]:
    """The candidates, those names refused that two others make up (隔离点|临时党支部)."""
    entries = {f.term for f in found.values() if not f.reason} | own.entries.keys()
    for one in found.values():
        if one.evidence == "name" and not one.reason and one.flag != "nr" and _parts(one.term, entries) > 1:
            one = replace(one, reason="made up of words that are counted each for itself")
        yield one


def _parts(word: str, entries: Iterable[str]) -> int:
    """Of how many entries a word is made up, with known words between them; 0 if it is not."""
    best = [0] + [-1] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            piece = word[start:end]
            if best[start] >= 0 and piece != word:
                if piece in entries:
                    best[end] = max(best[end], best[start] + 1)
                elif len(piece) > 1 and known(piece):
                    best[end] = max(best[end], best[start])
    return best[-1]


def _needless(word: str) -> str:
    return "the stock dictionary holds it" if known(word) else ""


def _quoted(terms: list[Any], text: str) -> Iterator[Found]:
    rows = [(_field(row, "term"), _field(row, "kind")) for row in terms] or [(m, "") for m in _QUOTED.findall(text)]
    for printed, kind in rows:
        for part in re.split("[、，,；;+ ]", spelled(printed)):
            if len(part) >= 2 and _HAN.match(part):
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


def _flat(texts: list[str], made: Dictionary) -> list[str]:
    """The words of all texts in one row, an empty word for each mark, so that no pair crosses one."""
    flat = [""]
    once: dict[str, str] = {}
    for text in texts:
        tokens = regrouped(made.merge(text, stock(text), is_plain=True), made)
        flat += [once.setdefault(token, token) if token.isalnum() else "" for token in tokens]
        flat.append("")
    return flat


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


def _shaped(flat: list[str], whole: set[str]) -> Iterator[Found]:
    suffixes = lexicon.words("word_place_suffix")
    for at in [i for i, token in enumerate(flat) if token in suffixes]:
        before = flat[at - 1]
        if len(before) > 1 and known(before) and flag(before) in (_NAME_FLAGS if len(flat[at]) > 1 else ("ns",)):
            yield Found(before + flat[at], "ns", "place")
        elif _fragment(before, whole):
            yield from _place(flat, at, whole)
    marks = [i for i, token in enumerate(flat) if not token]
    for start, end in zip(marks, marks[1:], strict=False):
        if 2 < end - start <= 5 and all(_fragment(token, whole) for token in flat[start + 1 : end]):
            word = "".join(flat[start + 1 : end])
            if len(word) <= 4:
                yield Found(word, _flag(word), "listed")


def _recurring(flat: list[str], whole: set[str]) -> Iterator[Found]:
    """Guessed words that the page repeats, or that end like the name of a place (禾川市): so they are words here."""
    suffixes = lexicon.words("word_place_suffix")
    for word, n in Counter(flat).items():
        if 1 < len(word) <= _LONGEST_QUOTED and guessed(word) and word not in whole:
            if len(word) > 2 and (word[-1] in suffixes or word[-2:] in suffixes):
                yield Found(word, "ns", "place")
            elif n >= OFTEN and word[0] not in _lead() and word[-1] not in _tail():
                yield Found(word, _flag(word), "recurring")


def _place(flat: list[str], at: int, whole: set[str]) -> Iterator[Found]:
    """The unknown stretch before a generic place word, at least two and mostly three characters long."""
    start = at - 1
    while len("".join(flat[start:at])) < 3 and _nameable(flat[start - 1], whole):
        start -= 1
    name = "".join(flat[start:at])
    if len(name) >= 2 and (len(flat[start]) == 1 or name[0] not in lexicon.words("word_stop")):
        yield Found(name + flat[at], "ns", "place")


def _nameable(token: str, whole: set[str]) -> bool:
    """Whether a token may be part of a place name: a fragment, or an adjective or noun of one character (新)."""
    return bool(token) and (_fragment(token, whole) or (len(token) == 1 and flag(token) in ("a", "n", "ns", "nr", "f")))


def _fragment(token: str, whole: set[str]) -> bool:
    """Whether a token is no word of its own: a guess of the model, or a single character with no grammar."""
    if not token:
        return False
    if len(token) == 1:
        single = flag(token) not in ("x", "m", "eng") and token not in lexicon.words("word_stop")
        return single and token not in whole
    return guessed(token) and token not in whole


# --- guessed words that hold more than one word


@lru_cache(maxsize=1)
def _lead() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("word_split") if row[1] == "lead")


@lru_cache(maxsize=1)
def _tail() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("word_split") if row[1] == "tail")


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("word_split") if row[1] == "unit")


def regrouped(tokens: list[str], own: Dictionary) -> list[str]:
    """The tokens with guessed words taken apart that hold a word of grammar: 9|时至|11 → 9|时|至|11; 这趟 → 这|趟.

    Only words the model guessed are touched, and none that a dictionary holds.
    """
    out: list[str] = []
    for token in tokens:
        if len(token) > 1 and guessed(token) and token not in own:
            out += _apart(token, bool(out) and out[-1][-1].isdigit())
        else:
            out.append(token)
    return out


def _apart(token: str, after_number: bool) -> list[str]:
    if token[0] in _lead() or (after_number and token[0] in _units()):
        return [token[0], *cut(token[1:])]
    if token[-1] in _tail():
        return [*cut(token[:-1]), token[-1]]
    return [token]


# --- neighbours that hang together


def _cohesive(flat: list[str], whole: set[str]) -> tuple[list[Found], list[str]]:
    """Pairs that hang together, then pairs of those, ``ROUNDS`` times; and the row with them joined."""
    found: list[Found] = []
    fresh: set[str] = set()
    for _ in range(ROUNDS):
        pairs = Counter(zip(flat, flat[1:], strict=False))
        often = [(p, n) for p, n in pairs.items() if n > 1 and p[0] and p[1]]
        if fresh:
            often = [(p, n) for p, n in often if p[0] in fresh or p[1] in fresh]
        single = Counter(flat)
        chosen = _free_outside({pair for pair, n in often if _hangs(pair, n, single, whole)}, flat)
        if not chosen:
            break
        for left, right in sorted(chosen):
            found.append(Found(left + right, _flag(right if len(right) > 1 else left + right), "cohesion"))
        fresh = {left + right for left, right in chosen}
        whole = whole | fresh
        flat = _joined(flat, chosen)
    return found, flat


def _flag(word: str) -> str:
    """The part of speech of a word of the page; a proper noun of no known kind where nothing tells."""
    kind = flag(word)
    return "nz" if kind in ("x", "g", "zg", "j") else kind


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
    return n >= 3 and strong >= STRONG and weak >= WEAK and _nominal(left) and _nominal(right)


def _nominal(word: str) -> bool:
    """Whether a word can be part of a compound noun: two known words are one word only as such (a filter by
    part of speech, as Justeson & Katz 1995; 企业复工 is a sentence however often it stands)."""
    return flag(word)[0] in "nbsj" or flag(word) in ("vn", "an")


def _free_outside(pairs: set[tuple[str, str]], flat: list[str]) -> set[tuple[str, str]]:
    """Those of the pairs before which different words stand, and behind which too (entropy above zero)."""
    sides: dict[tuple[str, str], tuple[set[str], set[str]]] = {pair: (set(), set()) for pair in pairs}
    if pairs:
        for i, pair in enumerate(zip(flat, flat[1:], strict=False)):
            if pair in pairs:
                sides[pair][0].add(flat[i - 1] or f"^{i}")
                sides[pair][1].add(flat[i + 2] or f"${i}")
    return {pair for pair, (before, behind) in sides.items() if len(before) > 1 and len(behind) > 1}


def _neighbours(
    pieces: tuple[str, ...], flat: list[str], where: Mapping[str, list[int]]
) -> tuple[Counter[str], Counter[str]]:
    """The words on either side; a mark is a neighbour that is never twice the same. ``where``: word → its places."""
    before: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for at in where.get(pieces[0], ()):
        end = at + len(pieces)
        if tuple(flat[at:end]) == pieces:
            before[flat[at - 1] or f"^{at}"] += 1
            behind[flat[end] or f"${at}"] += 1
    return before, behind


def _entropy(counts: Counter[str]) -> float:
    """Shannon entropy in bits."""
    total = sum(counts.values())
    return sum(n / total * math.log2(total / n) for n in counts.values()) if total else 0.0


def _joined(flat: list[str], chosen: set[tuple[str, str]]) -> list[str]:
    """The row with the chosen pairs as one word each, from left to right."""
    out: list[str] = []
    done = 0
    for i, pair in enumerate(zip(flat, flat[1:], strict=False)):
        if pair in chosen and i >= done:
            out += flat[done:i]
            out.append(pair[0] + pair[1])
            done = i + 2
    return out + flat[done:]


# --- the evidence, for the analyst


def page_terms(source: Any, terms: Iterable[Any] = (), names: Iterable[Any] = ()) -> pd.DataFrame:
    """Words found in the page (or in a corpus: a list of editions), with the evidence for each.

    ``terms`` and ``names`` are rows of those tables (or plain words); an edition brings its own.
    Columns: ``term``; ``flag``; ``evidence`` name, quoted, bound, place, listed, recurring or cohesion; ``count`` and
    ``articles`` in the text; ``pieces`` what the stock cut makes of it (外防|输入); ``cohesion`` pointwise
    mutual information, bits for each seam; ``left_entropy``, ``right_entropy`` of the neighbours,
    bits; ``share_left``, ``share_right`` the part of all occurrences of its first and last piece that lie
    in it; ``accepted``; ``reason`` why not.
    """
    source = settled(source)
    docs = documents(source)
    found = candidates(docs, *rows_of(source, terms, names), Dictionary.project())
    flat = _flat([doc.text for doc in docs], Dictionary())
    where: dict[str, list[int]] = {}
    for at, token in enumerate(flat):
        where.setdefault(token, []).append(at)
    where.pop("", None)
    counted = _occurrences({f.term for f in found}, docs)
    rows = [_evidence(f, counted[f.term], flat, where) for f in found if counted[f.term]]
    table = frame(rows, COLUMNS)
    return table.sort_values(["accepted", "count", "term"], ascending=[False, False, True], ignore_index=True)


def _occurrences(terms: set[str], docs: list[Document]) -> dict[str, dict[int, int]]:
    """How often each term stands in each document, as ``str.count`` counts, in one walk over the texts."""
    matcher = Dictionary({term: Entry(term) for term in terms})
    counted: dict[str, dict[int, int]] = {term: {} for term in terms}
    for index, doc in enumerate(docs):
        after: dict[str, int] = {}
        for start, term in matcher.everywhere(doc.text):
            if start >= after.get(term, 0):
                after[term] = start + len(term)
                counted[term][index] = counted[term].get(index, 0) + 1
    return counted


def _evidence(found: Found, counted: dict[int, int], flat: list[str], where: Mapping[str, list[int]]) -> dict[str, Any]:
    pieces = tuple(cut(found.term))
    before, behind = _neighbours(pieces, flat, where)
    first, last = len(where.get(pieces[0], ())), len(where.get(pieces[-1], ()))
    inside = sum(before.values())
    return {
        "term": found.term, "flag": found.flag, "evidence": found.evidence, "count": sum(counted.values()),
        "articles": len(counted), "pieces": "|".join(pieces), "cohesion": _cohesion(pieces, inside, where),
        "left_entropy": _entropy(before), "right_entropy": _entropy(behind),
        "share_left": inside / first if first else 0.0, "share_right": inside / last if last else 0.0,
        "accepted": not found.reason, "reason": found.reason,
    }  # fmt: skip


def _cohesion(pieces: tuple[str, ...], inside: int, where: Mapping[str, list[int]]) -> float | None:
    """Pointwise mutual information of the whole against its pieces, in bits for each seam; none for one piece."""
    if len(pieces) < 2 or not inside:
        return None
    total = sum(map(len, where.values()))
    independent = math.prod(len(where[p]) / total for p in pieces)
    return math.log2(inside / total / independent) / (len(pieces) - 1)
