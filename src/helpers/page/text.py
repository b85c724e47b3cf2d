"""Text and its way back to the source.

Everything downstream reads *rejoined* text (paragraphs made whole across column and page
breaks) in *plain* spelling (half-width digits, full-width punctuation), and yet every span must
name characters of the source. ``Reading`` carries both: its text and, for each of its
characters, the offset in the source that it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from helpers.errors import BanmianError
from helpers.lexicon import any_of, rows


class Span(NamedTuple):
    """Half-open character offsets into an edition's source text."""

    start: int
    end: int


def decode(data: bytes, where: str = "the file") -> tuple[str, str]:
    """Bytes to ``(text, encoding)``; line ends become ``\\n``, nothing else is changed.

    Order: byte-order mark, strict UTF-8, GB18030 (never the smaller GB2312, which loses
    characters), strict Big5. Raises BanmianError where none fits or the bytes are no text.
    """
    marks = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    for mark, encoding in marks:
        if data.startswith(mark):
            try:
                return _newlines(data[len(mark) :].decode(encoding)), encoding
            except UnicodeDecodeError:
                raise BanmianError(
                    f"{where} begins as {encoding} but is broken further on: save it again as UTF-8."
                ) from None
    if b"\x00" in data:
        raise BanmianError(f"{where} is binary, not text: give a text file, or name it with its own extension.")
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _newlines(text), encoding
    raise BanmianError(f"{where} is neither UTF-8 nor GB18030 nor Big5: save it as UTF-8 and try again.")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


_WIDE = {ord(c): unicodedata.normalize("NFKC", c) for c in map(chr, range(0xFF10, 0xFF5B))}
_WIDE = {code: c for code, c in _WIDE.items() if c.isalnum()}
#: Radicals and compatibility ideographs, which PDF writers put for the common character they look like.
COMMON = {code: unicodedata.normalize("NFKC", chr(code)) for a, b in ((0x2E80, 0x2FD6), (0xF900, 0xFADA), (0x2F800, 0x2FA1E))
          for code in range(a, b)}  # fmt: skip
COMMON = {code: c for code, c in COMMON.items() if len(c) == 1 and c != chr(code)}
COMMON |= {ord(radical): c for radical, c in rows("page_radicals")}
#: Characters that mean the same wherever they stand. One character for one, so that offsets hold.
_ALWAYS = _WIDE | COMMON | {
    ord(a): b
    for a, b in {
        "％": "%", "＋": "+", "－": "-", "−": "-", "／": "/", "＆": "&", "＄": "$", "￥": "¥",
        "\u3000": " ", "\xa0": " ", "～": "~", "〜": "~", "﹣": "-", "〔": "（", "〕": "）",
        "﹝": "（", "﹞": "）", "『": "‘", "』": "’", "·": "·", "・": "·", "•": "·", "‧": "·",
    }.items()
}  # fmt: skip
#: Half-width marks that are Chinese punctuation unless they stand inside a number or a Latin word.
_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_HAN_DIGITS = "一二三四五六七八九零〇"
#: Characters whose plain spelling hangs on their neighbours, or is looked up one by one. All others stay as they are.
_UNSETTLED = re.compile('[,:;?!()．："「」○◯O\u2005-\u2009\u202f]')
#: A label in corner brackets, alone on its line, as other papers set it in 【】: no quotation.
_CORNERED = re.compile("「[^「」，。！？：]{1,6}」")


#: What stands for a character that could not be decoded: the sign for it, or a code point of private use (a glyph
#: that a font has made up; at the beginning of a line it is a mark before an item). Behind a digit and before another
#: or %, a question mark or a blank square stands for a lost digit too.
_LOST = r"\ufffd|(?<=\S)[\ue000-\uf8ff]|(?<=[0-9])[?？□](?=[0-9%])"
_NUMERALS = f"[0-9{_HAN_DIGITS}十百千万亿.]"
#: A number of which some character cannot be read, with all its numerals.
_TORN = re.compile(f"{_NUMERALS}*(?:(?:{_LOST})+{_NUMERALS}*)+")


def torn(text: str) -> list[tuple[int, int]]:
    """Spans of the numbers that stand beside a character that cannot be read: ``4\ufffd6`` is neither 4 nor 6."""
    found = [m.span() for m in _TORN.finditer(text.translate(_ALWAYS))]
    return [(a, b) for a, b in found if any(c.isnumeric() for c in text[a:b])]


@lru_cache(maxsize=256)  # every finder asks for the same few texts
def plain(text: str) -> str:
    """The same text in one spelling, character for character (the length never changes).

    A number that cannot be read in full becomes signs for that (``\ufffd``), so that no part of it passes for the whole.

    Full-width letters and digits become half-width; half-width Chinese punctuation becomes
    full-width, except inside numbers (``1,296``, ``8:30``) and Latin words; quotation marks of any
    dress become “”, straight ones by turns in their line; the circle used for zero (二○二○) becomes 〇; compatibility ideographs and radicals (from PDF) become the
    common character; a thin space between thousands becomes a comma.
    """
    same_size = text.translate(_ALWAYS)
    for start, end in torn(text):
        same_size = same_size[:start] + "\ufffd" * (end - start) + same_size[end:]
    unsettled = [found.start() for found in _UNSETTLED.finditer(same_size)]
    if not unsettled:
        return same_size
    out = list(same_size)
    last = len(out) - 1
    boxed = _CORNERED.fullmatch(text)
    quoting, opened = False, 0
    for i in unsettled:
        c = out[i]
        if c in _MARKS or c in "．：":
            before = out[i - 1] if i else ""
            after = out[i + 1] if i < last else ""
            inside = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
            if c == "．":
                if before.isdigit() and after.isdigit():
                    out[i] = "."
            elif c == "：":
                if before.isdigit() and after.isdigit():
                    out[i] = ":"
            elif not (inside and (c != "," or _thousands(out, i))):
                out[i] = _MARKS[c]
        elif c in "「」":
            out[i] = c if boxed else "“" if c == "「" else "”"
        elif c == '"':
            quoting = not quoting or "\n" in text[opened:i]
            opened = i
            out[i] = "“" if quoting else "”"
        elif c in "○◯O":
            before = out[i - 1] if i else ""
            after = out[i + 1] if i < last else ""
            if (before in _HAN_DIGITS and before) or (c != "O" and after in _HAN_DIGITS and after):
                out[i] = "〇"
        elif i and _thousands(out, i):  # 1 260 with a thin space
            out[i] = ","
    return "".join(out)


def _thousands(chars: list[str], i: int) -> bool:
    """Whether the comma (or thin space) at ``i`` separates thousands: exactly three digits follow it."""
    after = "".join(chars[i + 1 : i + 5])
    return chars[i - 1].isdigit() and after[:3].isdigit() and len(after) >= 3 and not after[3:4].isdigit()


@dataclass(frozen=True)
class Reading:
    """A stretch of text as it is read, with the way back to the source.

    ``text`` has the page's line breaks removed; ``offsets[i]`` is the source offset of
    ``text[i]``. A ``\\n`` in ``text`` stands between two paragraphs.
    """

    text: str
    offsets: tuple[int, ...]

    @cached_property
    def plain(self) -> str:
        """``text`` in one spelling, of the same length: what the finders read."""
        return plain(self.text)

    def span(self, start: int, end: int) -> Span:
        """Source offsets of ``text[start:end]`` (which must not be empty)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def part(self, start: int, end: int) -> Reading:
        """The reading of ``text[start:end]``."""
        return Reading(self.text[start:end], self.offsets[start:end])

    def sentences(self) -> list[tuple[int, int]]:
        """Local ``(start, end)`` of each sentence; together they cover all but white space."""
        return sentences(self.plain)

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Reading:
        """The reading of one stretch of source whose lines belong together: breaks and the white
        space around them removed."""
        end = len(source) if end is None else end
        chars: list[str] = []
        offsets: list[int] = []
        position = start
        for line in source[start:end].split("\n"):
            left = len(line) - len(line.lstrip())
            for k, c in enumerate(line.strip()):
                chars.append(c)
                offsets.append(position + left + k)
            position += len(line) + 1
        return cls("".join(chars), tuple(offsets))

    @classmethod
    def join(cls, parts: Iterable[Reading], between: str = "\n") -> Reading:
        """Several readings as one, ``between`` them a separator that maps to the end of the part before."""
        chars: list[str] = []
        offsets: list[int] = []
        for part in parts:
            if not part.text:
                continue
            if chars and between:
                chars.append(between)
                offsets.extend([offsets[-1]] * len(between))
            chars.append(part.text)
            offsets.extend(part.offsets)
        return cls("".join(chars), tuple(offsets))


_STOPS = "。！？!?…"
_CLOSERS = '”’」』）)】》"'
#: Where a sentence may end; the group holds the closing marks behind it.
_STOP = re.compile(rf"\n|[{re.escape(_STOPS)}]+([{re.escape(_CLOSERS)}]*)")


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut plain text into sentences: local ``(start, end)``, white space between them left out.

    A sentence ends at 。！？… with the closing quotes and brackets behind it, or at a paragraph
    break. A mark inside a quotation that goes on (“好。”他说) does not end the sentence that
    quotes it when 说, 道 and the like follow; no character is ever lost. A run of more than
    ``LONGEST`` characters without a stop is cut at a comma, so that no cell and no rule has to
    hold a page at once.
    """
    return [piece for start, end in _sentences(text) for piece in _capped(text, start, end)]


#: Longest sentence in characters. Sentences of local news stay below 300; longer runs are lists or faults.
LONGEST = 600


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "；，、 ") + 1
        cut = cut or start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(text):
        if stop.group(1) and _attributed(text, stop.end()):
            continue
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


#: The clause behind a quotation, and how it ends where it names the speaker.
_CLAUSE = re.compile(r"[^。！？!?…\n“”]{0,40}")
_SAID = re.compile(any_of("page_line_words", "said_after") + "$")


def _attributed(text: str, at: int) -> bool:
    """Whether a clause naming the speaker follows a closed quotation: ”王杰说。 ”他笑着说："""
    ahead = _CLAUSE.match(text, at)
    return bool(ahead and _SAID.search(ahead.group().rstrip("，：")))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
