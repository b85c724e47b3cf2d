"""The one font of the project: Noto Sans SC (OFL), from zhplot's wheel, found without importing it.

Importing zhplot changes matplotlib's settings; only its file is wanted. With it readable Chinese
needs nothing installed by hand.
"""

from __future__ import annotations

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
