"""The sum: every feature that speaks for or against an article beginning at a line, with its weight.

Each weight stands beside the condition that earns it, in the module that knows what the feature is about.
"""

from __future__ import annotations

from helpers.page.setting import start_features
from helpers.page.starts.above import above_goes_on, above_is_over
from helpers.page.starts.around import Around
from helpers.page.starts.below import head_follows, text_follows
from helpers.page.starts.notices import in_notice, sells
from helpers.page.starts.own import own_form, own_words
from helpers.page.starts.parts import in_article
from helpers.page.starts.rows import among_rows

#: What no longer counts against a line whose own words name what it heads.
_OVERRULED = (
    "as long as the crosshead before",
    "made like the next crosshead",
    "head of a table",
    "the article above has crossheads",
)


def score_start(at: Around, k: int) -> list[tuple[str, float]]:
    """The features that speak for and against a new article at ``run[k]``, with their weights."""
    own = own_words(at, k)
    found = [*above_is_over(at, k), *text_follows(at, k), *own, *_by_setting(at, k)]
    if at.cur is not None:
        sure = own or _has_author(at, k)
        found += [f for f in _belongs_above(at, k) if not (sure and f[0] in _OVERRULED)]
    found += [*own_form(at, k), *head_follows(at, k)]
    return [(name, w) for name, w in found if w]


def _belongs_above(at: Around, k: int) -> list[tuple[str, float]]:
    """What speaks for and against the line being a part of the article above."""
    is_ad = sells(at, k)
    return [*above_goes_on(at, k, is_ad), *in_notice(at, k, is_ad), *in_article(at, k, is_ad), *among_rows(at, k)]


def _by_setting(at: Around, k: int) -> list[tuple[str, float]]:
    """What the type of the line, of what stands above and of the lines below speaks, where the page tells it."""
    before = at.before(k)
    below = [u.block.setting for u in at.run[k + 1 : k + 6]]
    return start_features(at.run[k].block.setting, before.block.setting if before else None, below)


def _has_author(at: Around, k: int) -> bool:
    """Whether an author stands below the line or the one after it: a crosshead has no author of its own."""
    if not at.after or len(at.run) - k - 1 > 1:
        return False
    first = at.after[0]
    return first.leads or (first.role == "byline" and not first.people.is_credit)
