"""The one font of the project: Noto Sans SC (OFL), from zhplot's wheel, found without importing it.

Importing zhplot changes matplotlib's settings; only its file is wanted. With it readable Chinese
needs nothing installed by hand.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from helpers.errors import BanmianError


@lru_cache(maxsize=1)
def path() -> Path:
    """The font's file. Raises BanmianError where the package that carries it is not installed."""
    found = find_spec("zhplot")
    if found is None or found.origin is None:
        raise BanmianError("The font of the charts is missing: install the package zhplot (make setup does).")
    return Path(found.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def cut_down(characters: Iterable[str]) -> bytes:
    """The font with no more than the glyphs of ``characters``, as WOFF: the same bytes for the same characters.

    Raises BanmianError where the font is not installed.
    """
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=[], hinting=False, recalc_timestamp=False)
    options.drop_tables += ["GDEF", "GPOS", "GSUB"]  # nothing is shaped, and parsing them takes most of the time
    font = subset.load_font(str(path()), options, dontLoadGlyphNames=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted({ord(c) for c in characters}))
    subsetter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
