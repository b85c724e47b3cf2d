"""What stands around a run of lines, and the questions about it that several features ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.page.draft import Draft
from helpers.page.kinds import is_forecast_title, names_itself, weather_score
from helpers.page.marks import PHONE
from helpers.page.units import Unit

#: A head has at most this many lines.
HEAD_LINES = 5


@dataclass(frozen=True)
class Around:
    """What a run of lines stands between. ``parallel``: how alike the next single line above a text is (0–2)."""

    run: Sequence[Unit]
    after: Sequence[Unit]  # the units that follow the run
    cur: Draft | None
    top: bool  # the run opens the page
    parting: int  # blank lines that part articles where none or fewer part paragraphs; 0 = they tell nothing
    signed_below: bool = False  # the text below ends with its author in brackets
    end_signed: bool = False  # the next signature on the page is an author in brackets, at an end
    parallel: float = 0.0
    strange: float = 0.0  # how sure the text below takes up nothing of the text above (0–1)
    apart: bool = False  # a blank line stands above each head of this edition that is sure to be one

    def before(self, k: int) -> Unit | None:
        """The unit right above ``run[k]``."""
        if k:
            return self.run[k - 1]
        return self.cur.units[-1] if self.cur and self.cur.units else None

    def ahead(self, k: int, most: int) -> list[Unit]:
        """The units right below ``run[k]``."""
        return [*self.run[k + 1 : k + 1 + most], *self.after][:most]


def in_verse(at: Around, k: int) -> bool:
    """Whether the lines above are verse: a poem, or what follows an author without running text."""
    cur = at.cur
    return cur is not None and (cur.verse or (cur.signed and not cur.has_text and k >= 2))


def in_forecast(at: Around, k: int) -> bool:
    """Whether the article above is a forecast, which may stand in rows, each a line."""
    cur = at.cur
    return cur is not None and cur.lines + k >= 2 and is_forecast_title(cur.units[0].plain)


def heads_forecast(at: Around, k: int) -> bool:
    """Whether the line is a forecast's title and a line of weather follows."""
    ahead = [u.plain for u in (*at.run[k + 1 : k + 3], *at.after[:1])][:2]
    return is_forecast_title(at.run[k].plain) and any(weather_score(t) >= (1 if "℃" in t else 2) for t in ahead)


def follows_lines(at: Around, k: int) -> bool:
    """Whether the title of a notice or correction stands apart below a notice that is made of lines: the numbers drawn."""
    cur = at.cur
    lines = cur is not None and cur.has_notice_title and cur.lines + k >= 2
    return lines and at.run[k].block.gap > 0 and names_itself(at.run[k].plain)


def is_parted(at: Around) -> bool:
    """Whether the text above the run is surely no advertisement and has come to its end."""
    cur = at.cur
    if cur is None or not cur.has_text or cur.is_ad:
        return False
    called = cur.has_notice_title and cur.units[-1].role == "para" and bool(PHONE.search(cur.units[-1].plain))
    return cur.signed or cur.closed or called or (at.parting == 1 and at.run[0].block.gap >= 1)


def apart_from_lines(at: Around, k: int) -> bool:
    """Whether a blank line stands above a line and none between the lines of the advertisement above it."""
    cur = at.cur
    assert cur is not None
    above = [*cur.units[1:], *at.run[:k]]
    return at.run[k].block.gap >= 1 and len(above) >= 2 and all(u.block.gap == 0 for u in above)
