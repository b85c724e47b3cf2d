"""Dictionaries an analyst edits: words that shall come out whole.

A dictionary is a value: two of them in one process know nothing of each other, and the stock
dictionary is never added to. Entries are found as spans *before* the words are counted, so that an
entry may hold quotation marks, dots or spaces.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import lexicon
from helpers.errors import BanmianError
from helpers.page.text import decode, plain
from helpers.words.frames import frame
from helpers.words.stock import guessed, stock, stock_cut

if TYPE_CHECKING:
    import pandas as pd

USER = "user dictionary"
PAGE = "page"

#: Words of place that hang on any noun; one may be left over where an entry ends inside a word (隔离点|上).
LOCALIZERS = frozenset(lexicon.group("word_places", "localizer"))

_LONGEST = 60
_LINE = re.compile(r"(?P<word>.+?)(?: (?P<freq>[0-9]+))?(?: (?P<flag>[a-z]{1,4}))?\Z")
_COMMENT = re.compile(r"(?:^|(?<=\s))#(?:\s.*|#.*)?$")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffc\ufffd\ud800-\udfff]")
#: Characters that ``plain`` may change. None of them: the text is plain already.
_UNPLAIN = re.compile(
    "[,:;?!()％＋－−／＆＄￥\u3000\xa0～〜﹣〔〕﹝﹞・•‧⼀．：○◯O\uff10-\uff5a\u2e80-\u2fdf\uf900-\ufaff]"
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One word of a dictionary: its flag (part of speech), where it comes from, its line in the file."""

    word: str
    flag: str = "nz"
    origin: str = USER
    line: int = 0


@dataclass(frozen=True)
class Remark:
    """Something to tell about one line of a dictionary file; ``used`` says whether its entry works."""

    line: int
    text: str
    message: str
    used: bool


@dataclass(frozen=True)
class Dictionary:
    """Words that shall come out whole, with their flags.

    An entry counts as found where both its ends fall on word boundaries of the stock cut or inside
    a word the model only guessed; it never cuts a known word apart (平湖市 is not found in 平湖|市民).
    Of entries that overlap, the one further left wins, then the longer.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    name: str = ""

    @classmethod
    def of(cls, words: Iterable[str], flag: str = "nz", origin: str = USER) -> Dictionary:
        """A dictionary of the words given."""
        return cls({spelled(word): Entry(spelled(word), flag, origin) for word in words if word.strip()})

    @classmethod
    def load(cls, path: str | Path) -> Dictionary:
        """Read a dictionary file: one entry a line, ``word``, ``word flag`` or jieba's ``word frequency flag``.

        The columns are separated by a space or a tab; lines that begin with ``#`` are comments. UTF-8
        with or without BOM, or GB18030; any line ends. Lines that cannot be used, among them entries that
        can never match, are left out and named in a warning and in ``remarks``, which also names
        duplicates; the frequency is read and not needed. Raises BanmianError if the file is missing or is no text.
        """
        made = cls.parse(read_lines(path, "The dictionary"), Path(path).name)
        if made.faults:
            warnings.warn(made.faults, stacklevel=2)
        return made

    @classmethod
    def project(cls, edition: str = "") -> Dictionary:
        """The project's dictionaries: ``data/lexicons/editions/<edition>.txt`` if there is one, then
        ``data/lexicons/word_user.txt``."""
        folder = lexicon.DATA / "lexicons"
        paths = (folder / "editions" / f"{edition}.txt", folder / "word_user.txt")
        made = cls()
        for path in paths:
            if path.exists():
                made = made | _loaded(path, path.stat().st_mtime_ns)
        return made

    @classmethod
    def parse(cls, lines: Iterable[str], name: str = "") -> Dictionary:
        """The dictionary that the lines of a file make."""
        entries: dict[str, Entry] = {}
        remarks: list[Remark] = []
        for number, line in enumerate(lines, 1):
            text = _COMMENT.sub("", line).strip(" \t\r\n\f\v\u3000\ufeff")
            if not text or (text.startswith("#") and not re.match(r"#[^#\s]+#", text)):
                continue
            entry, fault = _entry(text, number)
            if entry is None:
                remarks.append(Remark(number, text, fault, False))
            elif entry.word in entries:
                remarks.append(Remark(number, text, f"repeats line {entries[entry.word].line}", True))
            else:
                entries[entry.word] = entry
        return cls(entries, tuple(remarks), name)

    def __or__(self, other: Dictionary) -> Dictionary:
        """Both dictionaries as one; where they differ, the left one's entry stands."""
        if not self.entries or not other.entries:
            return self if self.entries else other
        return Dictionary({**other.entries, **self.entries}, self.remarks + other.remarks, self.name or other.name)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, word: object) -> bool:
        return word in self.entries

    @property
    def faults(self) -> str:
        """The lines that could not be used, in one sentence; empty if there are none."""
        unused = [remark for remark in self.remarks if not remark.used]
        shown = "; ".join(f"line {r.line} ({r.text[:20]}) {r.message}" for r in unused[:5])
        more = f"; and {len(unused) - 5} more" if len(unused) > 5 else ""
        return f"{self.name or 'The dictionary'}: {shown}{more}. The other lines are used." if unused else ""

    @cached_property
    def flags(self) -> dict[str, str]:
        """Word → flag."""
        return {word: entry.flag for word, entry in self.entries.items()}

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """First character → lengths of the entries that begin with it, longest first."""
        found: dict[str, set[int]] = {}
        for word in self.entries:
            found.setdefault(word[0], set()).add(len(word))
        return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}

    def spans(self, text: str, tokens: Sequence[str] | None = None) -> list[tuple[int, int]]:
        """Where entries are found in the text: local ``(start, end)``, left to right, not overlapping."""
        return self._spans(
            spelled(text),
            _offsets(stock_cut(text) if tokens is None else tokens),
            tokens or stock_cut(text),
        )

    def _spans(self, text: str, starts: list[int], tokens: Sequence[str]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        after, lengths, entries = 0, self._lengths, self.entries
        for start in [i for i, c in enumerate(text) if c in lengths]:
            if start < after:
                continue
            for length in lengths[text[start]]:
                if text[start : start + length] in entries and _free(text, start, start + length, starts, tokens):
                    after = start + length
                    found.append((start, after))
                    break
        return found

    def everywhere(self, text: str) -> Iterator[tuple[int, str]]:
        """Every place where the characters of an entry stand, word boundaries or not, overlapping or not."""
        for start in [i for i, c in enumerate(text) if c in self._lengths]:
            for length in self._lengths[text[start]]:
                word = text[start : start + length]
                if word in self.entries:
                    yield start, word

    def report(self, source: Any) -> pd.DataFrame:
        """What became of every line: which entries were found in the source, and why the others were not.

        Columns: ``line`` (0: not from a file), ``entry``, ``found`` how often it came out as a word, ``stands`` how often
        its characters stand in the text, ``remark``: a fault of its line; "not in this text"; "always inside a longer
        entry"; "would cut a known word apart: 平湖|市民".
        """
        from helpers.words.documents import documents

        docs = documents(source)
        tokens = [stock(doc.text) for doc in docs]
        found: Counter[str] = Counter()
        for doc, cut in zip(docs, tokens, strict=True):
            found.update(doc.text[i:j] for i, j in self._spans(doc.text, _offsets(cut), cut))
        rows = [(r.line, r.text, 0, 0, r.message) for r in self.remarks if not r.used or "repeats" in r.message]
        for word, entry in self.entries.items():
            stands = sum(doc.text.count(word) for doc in docs)
            remark = "" if found[word] else self._missed(word, stands, [doc.text for doc in docs], tokens)
            rows.append((entry.line, word, found[word], stands, remark))
        table = frame(rows, ["line", "entry", "found", "stands", "remark"])
        return table.sort_values(["line", "entry"], ignore_index=True)

    def _missed(self, word: str, stands: int, texts: list[str], tokens: list[tuple[str, ...]]) -> str:
        """Why an entry was not found in the texts."""
        if not stands:
            return "not in this text"
        for text, cut in zip(texts, tokens, strict=True):
            at, starts = text.find(word), _offsets(cut)
            while at >= 0:
                if not _free(text, at, at + len(word), starts, cut):
                    first, last = bisect_right(starts, at) - 1, bisect_left(starts, at + len(word))
                    return "would cut a known word apart: " + "|".join(cut[first:last])
                at = text.find(word, at + 1)
        return "always inside a longer entry"

    def merge(self, text: str, tokens: Sequence[str], is_plain: bool = False) -> list[str]:
        """The tokens of the text with this dictionary's entries made whole.

        ``is_plain``: the text is in plain spelling already, as that of a Document is.
        """
        starts = _offsets(tokens)
        spans = self._spans(text if is_plain else spelled(text), starts, tokens) if self.entries else []
        if not spans:
            return list(tokens)
        out: list[str] = []
        done = 0
        for start, end in [*spans, (len(text), len(text))]:
            out += _between(text, done, start, starts, tokens)
            if end > start:
                out.append(text[start:end])
            done = end
        return out


def _between(text: str, start: int, end: int, starts: list[int], tokens: Sequence[str]) -> list[str]:
    """The words between two found entries: as they were, or cut anew where an entry broke one."""
    if start == end:
        return []
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    whole = first < len(starts) and starts[first] == start and (end == len(text) or starts[last : last + 1] == [end])
    return list(tokens[first:last]) if whole else stock_cut(text[start:end])


def spelled(text: str) -> str:
    """``plain(text)``, at no cost where it is plain already."""
    return plain(text) if _UNPLAIN.search(text) else text


def _offsets(tokens: Sequence[str]) -> list[int]:
    """Where each token starts."""
    return list(accumulate(map(len, tokens), initial=0))[:-1]


def _free(text: str, start: int, end: int, starts: list[int], tokens: Sequence[str]) -> bool:
    """Whether a span may be taken: its ends are word boundaries or lie in guessed words, or else taking it
    leaves fewer words than there were (八|成规|上|企业 → 八成|规上企业, but not 平湖|市民 → 平湖市|民)."""
    left, right = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
    broken_left = starts[left] != start
    broken_right = starts[right] + len(tokens[right]) != end
    if not broken_left and not broken_right:
        return True
    if broken_left and not _splits(tokens[left]) or broken_right and not _splits(tokens[right]):
        return False
    first = max(left - 1, 0) if broken_left and not guessed(tokens[left]) else left
    last = right
    rest = text[end : starts[right] + len(tokens[right])]
    if broken_right and not guessed(tokens[right]) and rest not in LOCALIZERS:
        last = min(right + 1, len(tokens) - 1)
    elif not broken_left or first == left:
        return True
    outside = stock_cut(text[starts[first] : start]) + stock_cut(text[end : starts[last] + len(tokens[last])])
    return _cost(outside) + 1 < _cost(tokens[first : last + 1])


def _cost(tokens: Sequence[str]) -> int:
    """How many words these are, a guessed one counted as its single characters."""
    return sum(len(token) if guessed(token) else 1 for token in tokens)


def _splits(token: str) -> bool:
    """Whether a token is made of Han characters, so that an entry may end inside it."""
    return "\u4e00" <= token[0] <= "\u9fff"


@lru_cache(maxsize=8)
def _loaded(path: Path, changed: int) -> Dictionary:
    """A dictionary file, read again once it has changed."""
    return Dictionary.load(path)


def read_lines(path: str | Path, what: str) -> list[str]:
    """The lines of an analyst's file, in UTF-8 (with or without BOM) or GB18030.

    In a UTF-8 file, a line with bytes of another encoding keeps the sign U+FFFD, so that whoever reads it can
    name the line. Raises BanmianError if the file is missing or is no text.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BanmianError(f"{what} {path} cannot be read ({error.strerror}): check the path.") from None
    if _mostly_utf8(data):
        text = data.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return decode(data, f"{what} {path}")[0].split("\n")


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 with at most a few broken lines."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    broken = sum(not _is_utf8(line) for line in lines)
    return 0 < broken <= len(lines) // 4 and b"\x00" not in data


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _entry(text: str, number: int) -> tuple[Entry | None, str]:
    """The entry a line holds, or what is wrong with it."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    parts = _LINE.match(cells[0] if len(cells) == 1 else " ".join(cells))
    if len(cells) > 3 or parts is None:
        return None, "has more than three columns: word, frequency, flag"
    word = spelled(parts["word"].strip())
    if len(cells) > 1 and word != spelled(cells[0]):
        return (
            None,
            f"has a column that is neither a frequency nor a flag: {' | '.join(cells[1:])}",
        )
    fault = _fault(word)
    return (None, fault) if fault else (Entry(word, parts["flag"] or "nz", USER, number), "")


def _fault(word: str) -> str:
    """Why a word can never be found in a text, empty if it can."""
    if "\ufffd" in word:
        return "is not in the encoding of the rest of the file"
    if hidden := _INVISIBLE.search(word):
        return f"can never match: it holds the invisible character U+{ord(hidden[0]):04X}"
    if not any(c.isalnum() for c in word):
        return "can never match: it holds no letter, digit or Han character"
    if len(word) > _LONGEST:
        return f"can never match: it is longer than {_LONGEST} characters"
    return ""
