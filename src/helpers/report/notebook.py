"""What the notebooks say and show: text that computes its numbers, tables that cannot turn into code.

A page is somebody else's text: a headline may hold ``$…$``, ``<script>`` or ``**``. What comes from a
table goes through here, so that it is read and never run.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML, Markdown

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&])")


def safe(value: Any) -> str:
    """A value as Markdown that shows just itself."""
    return _MARKS.sub(lambda m: f"&#{ord(m.group()):d};", " ".join(str(value).split()))


def say(text: str, **values: Any) -> Markdown:
    """A sentence with its numbers filled in: ``say("**{n}** articles", n=9)``. Values are shown as they are."""
    from IPython.display import Markdown

    return Markdown(text.format(**{name: safe(_written(value)) for name, value in values.items()}))


def _written(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".") if value == value else "–"
    if hasattr(value, "__index__"):
        return f"{int(value):,}"
    return str(value)


def show(
    table: pd.DataFrame, columns: str = "", top: int = 12, if_empty: str = "Nothing of the kind is on this page."
) -> HTML:
    """The first ``top`` rows of a table, the columns named in one string; in words where it is empty.

    Long cells are cut at 90 characters: the files of the report have them whole.
    """
    from IPython.display import HTML

    if table.empty:
        return HTML(f"<p><em>{html.escape(if_empty)}</em></p>")
    part = table[columns.split()] if columns else table
    sides = ["right" if part[c].dtype.kind in "iuf" else "left" for c in part.columns]
    head = "".join(_cell("th", str(c), side) for c, side in zip(part.columns, sides, strict=True))
    rows = part.head(top).itertuples(index=False, name=None)
    body = "".join(
        f"<tr>{''.join(_cell('td', _text(value), side) for value, side in zip(row, sides, strict=True))}</tr>"
        for row in rows
    )
    more = f"<p>{len(part):,} rows, of which the first {top} are shown.</p>" if len(part) > top else ""
    ignore = "tex2jax_ignore mathjax_ignore jp-mod-noMath"
    return HTML(f'<table class="{ignore}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}')


def _text(value: Any) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else evidence(plain_cell(value))
    return text if len(text) <= 90 else text[:89] + "…"


def evidence(text: str) -> str:
    """The evidence of a sentiment score as a reader takes it in: 肯定 +0.5、困难 −0.9. Other text as it is."""
    if not text.startswith('[{"text"'):
        return "" if text == "[]" else text
    try:
        return "、".join(f"{hit['text']} {hit['weight']:+g}".replace("-", "−") for hit in json.loads(text))
    except (ValueError, KeyError, TypeError):
        return text


def _cell(tag: str, text: str, side: str) -> str:
    """A cell of a table; a blank that takes no room parts ``$`` from what follows, so that it begins no formula."""
    inside = html.escape(text).replace("$", "&#36;<wbr>")
    return f'<{tag} style="text-align:{side}">{inside}</{tag}>'


def plain_cell(value: Any) -> str:
    """A cell as a reader expects it: nothing for a gap, no trailing noughts, people joined by 、."""
    if value is None or str(value) in ("nan", "<NA>", "NaT"):
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
