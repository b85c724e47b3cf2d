"""One column of a scan → its lines: text, the confidence of each character, and how it is set.

Lines are found by their ink and given to the recogniser one by one, so that none is lost and none runs across
columns; sizes, spaces and weight are measured on the ink, not on what was recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from helpers.page.pdf.lines import Line
from helpers.page.scan.cut import Crop, Ink, runs

#: A character of Chinese fills this share of its square from top to bottom.
_FILL = 0.92
#: The recogniser shrinks what is longer than this, in times its height.
_LONGEST = 36
#: White around a line that is given to the recogniser, in times its height.
_MARGIN = 0.4
#: A stretch that is read with less confidence is no text (dust, a drawing).
_LEAST = 0.5
#: Bold type is this much darker than the running text.
_BOLD = 1.3
#: How sure a black square is that was seen but not recognised.
_SQUARE = 0.85
_DEEP = re.compile(r"[gjpqyQ@_/|()（）《》【】,;，；]")
_DEGREES = re.compile(r"(?<=\d)C(?![A-Za-z0-9])")
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
#: Characters with much white beside them.
_NARROW = frozenset("一卜丨小个川八入人日目月白口")
_OPENS, _CLOSES = "“‘（《【「『", "，。、；：！？”’）》】」』"


@dataclass(frozen=True)
class Read:
    """A line as it was read: place in pixels, ``em`` its type size in pixels, ``darkness`` the ink of its
    characters in squares of its size, ``sure`` the confidence of each character."""

    text: str
    sure: tuple[float, ...]
    x0: float
    x1: float
    middle: float
    em: float
    darkness: float = 0.0
    ideographs: int = 0
    spaced: bool = False  # whether it begins one character right of its column's edge: with a space


@dataclass
class _Glyph:
    """A character with its middle, in pixels from the line's left edge."""

    char: str
    sure: float
    at: float


def read_lines(engine: Any, ink: Ink, crop: Crop) -> Iterator[Read]:
    """The lines of a column, from top to bottom."""
    for place, mask in strips(ink, crop):
        line = _read(engine, ink, place, mask)
        if line is not None:
            yield replace(line, spaced=0.7 * line.em < line.x0 - crop[0] < 1.4 * line.em)


# -- lines


def strips(ink: Ink, crop: Crop) -> Iterator[tuple[Crop, Any]]:
    """The places of a column's lines and the ink of each."""
    x0, y0, x1, y1 = crop
    part = ink.mask[y0:y1, x0:x1]
    for a, b in _whole(runs(part.any(axis=1), 0.0), ink.em):
        rows = part[a:b]
        found = [(a, b, rows)] if b - a < 1.35 * ink.em else _parted(rows, a, ink.em)
        for top, bottom, own in found:
            columns = np.flatnonzero(own.any(axis=0))
            most = 1.2 * ink.em if y1 - y0 < 4 * (x1 - x0) else x1 - x0 + 1  # a lone 一 is kept, in any size of type
            if bottom - top < 0.25 * ink.em and not 0.5 * ink.em < len(columns) < most:
                continue  # dust, or what is left of a rule
            for left, right in _heads_apart(own, ink.em):
                inked = np.flatnonzero(own[:, left:right].any(axis=1))
                upper, lower = int(inked[0]), int(inked[-1]) + 1
                place = (x0 + left, y0 + top + upper, x0 + right, y0 + top + lower)
                yield place, own[upper:lower, left:right]


def _heads_apart(line: Any, em: float) -> list[tuple[int, int]]:
    """A line from edge to edge, or large type in the stretches between white that is wider than any letterspacing: heads
    of two articles on one height. Those of one head are put together again later, when the text below is known."""
    filled = line.any(axis=0)
    stretches = runs(filled, 0.0)
    whole = [(stretches[0][0], stretches[-1][1])]
    height = len(line)
    gaps = [b[0] - a[1] for a, b in zip(stretches, stretches[1:], strict=False)]
    if height < 1.25 * em or len(gaps) < 5:
        return whole
    least = max(0.45 * height, 0.8 * em, 3 * float(np.median(gaps)))
    parts = runs(filled, least)
    return parts if len(parts) > 1 and all(b - a > 1.9 * height for a, b in parts) else whole


def _whole(stretches: list[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """Rows of ink, the parts of flat characters (二, 三, a lone dot) together."""
    out: list[tuple[int, int]] = []
    for a, b in stretches:
        top, bottom = out[-1] if out else (-10.0 * em, -10.0 * em)
        flat = a - bottom < 0.3 * em and min(b - a, bottom - top) < 0.4 * em
        if flat and b - top < 1.3 * em:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _parted(rows: Any, offset: int, em: float) -> list[tuple[int, int, Any]]:
    """A tall stretch of ink: one line of large type, or several lines that touch in height."""
    import cv2

    smeared = cv2.morphologyEx(rows, cv2.MORPH_CLOSE, np.ones((1, max(3, int(0.8 * em))), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(smeared)
    boxes = [(int(s[1]), int(s[1] + s[3]), k) for k, s in enumerate(stats) if k]
    groups: list[list[tuple[int, int, int]]] = []
    for top, bottom, k in sorted(boxes, key=lambda b: b[0] - b[1]):
        host = next((g for g in groups if _level(g[0], (top, bottom, k))), None)
        if host is None:
            groups.append([(top, bottom, k)])
        else:
            host.append((top, bottom, k))
    if len(groups) < 2:
        return [(offset, offset + len(rows), rows)]
    out = []
    for group in groups:
        top, bottom = min(g[0] for g in group), max(g[1] for g in group)
        own = rows * np.isin(labels, [g[2] for g in group]).astype(np.uint8)
        out.append((offset + top, offset + bottom, own[top:bottom]))
    return sorted(out, key=lambda o: o[0] + o[1])


def _level(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    """Whether a smaller stretch ``b`` stands on the line of ``a``: by its middle."""
    return a[0] <= (b[0] + b[1]) / 2 <= a[1]


# -- characters


def _read(engine: Any, ink: Ink, place: Crop, mask: Any) -> Read | None:
    x0, y0, x1, y1 = place
    gray = ink.gray[y0:y1, x0:x1]
    others = ink.mask[y0:y1, x0:x1] & (1 - mask)
    if others.any():
        gray = np.where(_grown(others) > 0, 255, gray).astype(np.uint8)
    glyphs: list[_Glyph] = []
    spaces: list[int] = []  # before which character the recogniser saw a space
    for a, b in _lengths(mask):
        _recognised(engine, gray[:, a:b], a, glyphs, spaces)
    if not glyphs or np.mean([g.sure for g in glyphs]) < _LEAST:
        return None
    tops, bottoms, darkness = _squares(mask, gray, glyphs)
    height = y1 - y0
    if len(tops):
        em = float(np.percentile(np.subtract(bottoms, tops), 75)) / _FILL
        middle = y0 + float(np.median(np.add(bottoms, tops))) / 2
    else:
        em, middle = height / (0.95 if _DEEP.search("".join(g.char for g in glyphs)) else 0.76), y0 + height / 2
    glyphs = _with_square(glyphs, mask, em)
    text, sure = _spelled(glyphs, mask, em, set(spaces))
    left = x0 - (0.5 * em if text[0] in _OPENS else 0.04 * em)
    right = x1 + (0.5 * em if text[-1] in _CLOSES else 0.04 * em)
    share = float(np.mean(darkness)) / (em * em) if len(darkness) else 0.0
    return Read(text, sure, left, right, middle, em, share, len(tops))


def _with_square(glyphs: list[_Glyph], mask: Any, em: float) -> list[_Glyph]:
    """With the black square before a name (■), which the recogniser passes over."""
    if glyphs[0].at < 1.15 * em:
        return glyphs
    first = runs(mask[:, : int(1.1 * em)].any(axis=0), 0.0)[0]
    own = mask[:, first[0] : first[1]]
    rows = runs(own.any(axis=1), 0.0)
    width, height = first[1] - first[0], rows[-1][1] - rows[0][0]
    if 0.4 * em < width < 1.1 * height < 1.3 * width and own.sum() > 0.9 * width * height:
        return [_Glyph("■", _SQUARE, (first[0] + first[1]) / 2), *glyphs]
    return glyphs


def _grown(mask: Any) -> Any:
    import cv2

    return cv2.dilate(np.ascontiguousarray(mask), np.ones((5, 5), np.uint8))


def _lengths(mask: Any) -> list[tuple[int, int]]:
    """A line in stretches that the recogniser takes at their full size, cut at white space."""
    height, width = mask.shape
    most = min(_LONGEST * max(height, 12), 1900)
    if width <= most or len(np.flatnonzero(mask.any(axis=0))) < 2:
        return [(0, width)]
    filled = np.flatnonzero(mask.any(axis=0))
    gaps = np.diff(filled)
    near = (filled[:-1] > 0.3 * width) & (filled[:-1] < 0.7 * width)
    k = int(np.argmax(np.where(near, gaps, 0)))
    at = int(filled[k] + filled[k + 1]) // 2
    if not 0 < at < width:
        at = width // 2
    return [*_lengths(mask[:, :at]), *((a + at, b + at) for a, b in _lengths(mask[:, at:]))]


def _recognised(engine: Any, gray: Any, offset: int, glyphs: list[_Glyph], spaces: list[int]) -> None:
    pad = max(4, int(_MARGIN * len(gray)))
    image = np.pad(gray, pad, constant_values=255)
    result = engine(
        np.repeat(image[:, :, None], 3, axis=2), use_det=False, use_cls=False, use_rec=True, return_word_box=True
    )
    text, info = result.txts[0], result.word_results[0]
    columns = iter([c for word in info.word_cols for c in word])
    unit = image.shape[1] / info.line_txt_len if info.line_txt_len else 1.0
    for char, sure in zip(text, info.confs, strict=False):
        if char.isspace():
            spaces.append(len(glyphs))
        else:
            glyph = _Glyph(char, float(sure), (next(columns) + 0.5) * unit - pad + offset)
            if char == "℃" and glyphs and glyphs[-1].char == "°":  # its ring, read twice
                glyphs.pop()
            glyphs.append(glyph)


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _squares(mask: Any, gray: Any, glyphs: Sequence[_Glyph]) -> tuple[list[int], list[int], list[float]]:
    """Top, bottom and ink of each Chinese character."""
    reach = 0.42 * len(mask)
    tops, bottoms, darkness = [], [], []
    for glyph in glyphs:
        if not _is_ideograph(glyph.char) or glyph.char in "一二三":
            continue
        a, b = max(0, int(glyph.at - reach)), int(glyph.at + reach) + 1
        rows = np.flatnonzero(mask[:, a:b].any(axis=1))
        if len(rows):
            tops.append(int(rows[0]))
            bottoms.append(int(rows[-1]) + 1)
            darkness.append(float((255 - gray[:, a:b].astype(float)).sum()) / 255)
    return tops, bottoms, darkness


# -- spelling


def _spelled(glyphs: Sequence[_Glyph], mask: Any, em: float, spaces: set[int]) -> tuple[str, tuple[float, ...]]:
    """The text with its spaces, as wide as the page shows them, and the confidence of each character."""
    white = _white(glyphs, mask)
    usual = float(np.median([w for w in white[1:] if w > 0] or [0.0]))
    text, sure = "", []
    chars = _punctuated([g.char for g in glyphs])
    k = 1
    while k < len(chars):  # a dash, not twice the number one
        pair = {chars[k - 1], chars[k]}
        dash = pair == {"—"} or (pair <= {"一", "—"} and (len(pair) == 2 or white[k] < 0.06 * em))
        if dash:
            chars[k - 1 : k + 1] = "——"
        k += 2 if dash else 1
    for k, glyph in enumerate(glyphs):
        blank = _blank(chars[k - 1], chars[k], white[k] - usual, em, k in spaces) if k else ""
        text += blank + chars[k]
        sure += [1.0] * len(blank) + [glyph.sure]
    return text, tuple(sure)


def _white(glyphs: Sequence[_Glyph], mask: Any) -> list[float]:
    """The widest white before each character, in pixels."""
    filled = np.flatnonzero(mask.any(axis=0))
    out = [0.0] * len(glyphs)
    k = 0
    for a, b in zip(filled, filled[1:], strict=False):
        if b - a < 2:
            continue
        while k < len(glyphs) and glyphs[k].at < (a + b) / 2:
            k += 1
        if 0 < k < len(glyphs):
            out[k] = max(out[k], float(b - a - 1))
    return out


def _blank(before: str, after: str, white: float, em: float, seen: bool) -> str:
    """The space between two characters, ``white`` pixels wider than is usual in the line."""
    if before.isascii() and after.isascii():
        return "　" if white > 1.2 * em else " " if seen or white > 0.45 * em else ""
    room = white - 0.55 * em * ((before in _CLOSES) + (after in _OPENS))
    if room > 0.65 * em:
        return "　"
    if before in _CLOSES or after in _OPENS + _CLOSES:
        return ""
    plain = _is_ideograph(before) and _is_ideograph(after) and not {before, after} & _NARROW
    return " " if room > (0.12 if seen else 0.19 if plain else 0.3) * em else ""


def _punctuated(chars: Sequence[str]) -> list[str]:
    """Chinese marks in full width beside Chinese characters: the recogniser takes now one, now the other."""
    out = list(chars)
    for i, c in enumerate(out):
        near = out[max(0, i - 1) : i] + out[i + 1 : i + 2]
        if c in _WIDE and any(_is_ideograph(n) or n in "“”》）" for n in near):
            out[i] = _WIDE[c]
        elif c == "，" and near[-1:] == ["，"]:  # a comma that stands high
            out[i] = "’"
    text = "".join(out)
    if "温" in text:  # 9C, where the recogniser passes over the ring
        text = _DEGREES.sub("℃", text)
    for opens, closes in (("（", ")"), ("(", "）")):  # both marks of a pair in one width
        if opens in text and closes in text and text.index(opens) < text.rindex(closes):
            text = text.replace("(", "（").replace(")", "）")
    return list(text)


# -- setting


def set_lines(found: Sequence[Read], upright: Sequence[Crop] = ()) -> tuple[list[Read], list[Line], float]:
    """The lines as a typesetter has them: running text all of one size and of 10 points, larger type in steps.

    Heads that were cut apart at a space of their own are put together again, unless one of the rules ``upright``
    stands between. Also gives how many points a pixel has.
    """
    body = _body(found)
    whole = _whole_heads(found, upright, body)
    weights = [x.darkness for x in whole if _is_body(x, body) and x.ideographs > 3]
    usual = float(np.median(weights)) if weights else 0.0
    darkness = _evened(whole, body, 0.25 * usual)
    scale = 10.0 / body
    lines = []
    for read, em, dark in zip(whole, _steps(whole, body), darkness, strict=True):
        bold = _is_body(read, body) and read.ideographs > 2 and dark > _BOLD * usual
        size = round(em * scale, 2)
        x0, x1, base = read.x0 * scale, read.x1 * scale, read.middle * scale + 0.38 * size
        lines.append(Line(read.text, x0, x1, base, size, bold, spaced=(read.spaced, False)))
    return whole, [replace(x, bold=False) if x.bold and _runs_on(x, lines) else x for x in lines], scale


def _runs_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line goes on with the full line above it, set in plain type: then it is plain, however dark."""
    above = [
        x for x in lines
        if 0.9 * line.size < line.base - x.base < 1.9 * line.size and abs(x.size - line.size) < 0.1 * line.size
        and -0.3 * line.size < x.x0 - line.x0 < 2.5 * line.size and x.x1 > line.x1 - 1.2 * line.size
    ]  # fmt: skip
    return any(not x.bold and x.text[-1] not in "。！？”）" for x in above)


def _evened(found: Sequence[Read], body: float, step: float) -> list[float]:
    """The darkness of each line; lines of running text under each other that are about as dark are set in one type,
    and have the darkness of most of them."""
    order = sorted((k for k, x in enumerate(found) if _is_body(x, body)), key=lambda k: found[k].middle)
    groups: list[list[int]] = []
    for k in order:
        line = found[k]
        near = [g for g in groups if 0 < line.middle - found[g[-1]].middle < 1.9 * body]
        host = next((g for g in near if _in_column(found[g[-1]], line, body)), None)
        if host is not None and abs(found[host[-1]].darkness - line.darkness) < step:
            host.append(k)
        else:
            groups.append([k])
    out = [x.darkness for x in found]
    for group in groups:
        if len(group) > 2:
            usual = float(np.median([found[k].darkness for k in group]))
            for k in group:
                out[k] = usual
    return out


def _in_column(a: Read, b: Read, body: float) -> bool:
    return abs(a.x0 - b.x0) < 3 * body and min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 * min(a.x1 - a.x0, b.x1 - b.x0)


def _body(found: Sequence[Read]) -> float:
    """The size that most characters have."""
    sizes = np.repeat([x.em for x in found], [len(x.text) for x in found])
    return float(np.median(sizes))


def _is_body(read: Read, body: float) -> bool:
    return abs(read.em / body - 1) < (0.12 if read.ideographs > 1 else 0.35)


def _steps(found: Sequence[Read], body: float) -> list[float]:
    """The size of each line; sizes that differ by less than can be measured are one."""
    large = sorted({x.em for x in found if not _is_body(x, body)})
    step: dict[float, list[float]] = {}
    group: list[float] = []
    for em in large:
        if not group or em > 1.07 * group[0]:
            group = []
        group.append(em)
        step[em] = group
    return [body if _is_body(x, body) else float(np.median(step[x.em])) for x in found]


def _whole_heads(found: Sequence[Read], upright: Sequence[Crop], body: float) -> list[Read]:
    out: list[Read] = []
    for read in sorted(found, key=lambda x: x.x0):
        host = None
        if read.em > 1.15 * body:
            host = next((h for h in out if _is_rest(h, read, upright, 1.5)), None)
        if host is not None and _has_column(host, found, body) and _has_column(read, found, body):
            host = host if _is_rest(host, read, upright, 0.45) else None  # two heads, tight beside each other
        if host is None:
            out.append(read)
            continue
        space = "　" if read.x0 - host.x1 > 0.6 * read.em else ""
        sure = (*host.sure, *(1.0 for _ in space), *read.sure)
        out[out.index(host)] = replace(host, text=host.text + space + read.text, sure=sure, x1=read.x1)
    return out


def _has_column(head: Read, found: Sequence[Read], body: float) -> bool:
    """Whether a head begins where the text under it begins, or stands in the middle over it."""
    under = [
        x
        for x in found
        if _is_body(x, body)
        and head.middle < x.middle < head.middle + head.em + 30 * body
        and min(x.x1, head.x1) - max(x.x0, head.x0) > body
    ]
    if not under:
        return False
    first = min(x.middle for x in under)
    under = [x for x in under if x.middle < first + 10 * body]
    left, right = min(x.x0 for x in under), max(x.x1 for x in under)
    return abs(head.x0 - left) < 0.35 * body or abs(head.x0 + head.x1 - left - right) < 0.8 * body


def _is_rest(a: Read, b: Read, upright: Sequence[Crop], room: float) -> bool:
    few = min(a.ideographs, b.ideographs) <= 3  # the size of few characters is known less well
    alike = abs(a.em - b.em) < (0.18 if few else 0.1) * b.em and abs(a.middle - b.middle) < 0.2 * b.em
    if not alike or not -0.3 * b.em < b.x0 - a.x1 < room * b.em:
        return False
    return not any(r[1] < b.middle < r[3] and a.x1 - 3 <= r[0] <= b.x0 + 3 for r in upright)
