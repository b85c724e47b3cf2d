"""Where in a run articles begin: the lines whose sum is high enough, moved up to the first line of their head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.lexicon import words
from helpers.page.draft import Draft
from helpers.page.marks import CONTACT, CROSSHEAD_MARK, PHONE, TABLE_ROW, closed_up, ending, signs_with_date
from helpers.page.starts.around import HEAD_LINES, Around
from helpers.page.starts.lines import FIGURE_FIRST, SUPPLIED, is_result, is_row
from helpers.page.starts.rows import in_roll
from helpers.page.starts.score import score_start
from helpers.page.units import Unit

#: A new article begins where the evidence reaches this.
_THRESHOLD = 2.0


def choose_starts(at: Around) -> list[tuple[int, float, str]]:
    """The places of a run where articles begin: ``(index, score, reason)``."""
    starts: list[tuple[int, float, str]] = []
    state = replace(at, run=_Growing(at.run, 0))
    base = 0
    k = 0
    while k < len(state.run):
        features = score_start(state, k)
        score = sum(w for _, w in features)
        if score >= _THRESHOLD and not (_only_by_what_follows(features) and _better_below(state, k, score)):
            k = _first_of_head(state, k)
            why = ", ".join(name for name, w in sorted(features, key=lambda f: -f[1])[:2] if w > 0)
            starts.append((base + k, score, why))
            fresh = Draft(0)
            fresh.add(state.run[k])
            state = Around(_Growing(state.run, k + 1), state.after, fresh, False, state.parting, apart=state.apart)
            base += k + 1
            k = 0
            continue
        if starts and state.cur is not None:
            state.cur.add(state.run[k])
            state = Around(_Growing(state.run, k + 1), state.after, state.cur, False, state.parting, apart=state.apart)
            base += k + 1
            k = 0
            continue
        k += 1
    return starts


def _first_of_head(state: Around, k: int) -> int:
    """The first line of the head that begins at ``run[k]`` or above it: what cannot end the text above (新闻1+1, no
    crosshead, for another line follows) belongs to the head below."""
    cur, first = state.cur, k
    if k and cur is not None and closed_up(state.run[k - 1].plain) in words("page_columns"):
        return k - 1
    if cur is None or not cur.has_text:
        return k
    if len(state.run) - k > 3:  # many lines: only a label set apart above a table's title
        label = state.run[k - 1] if k == 1 else None
        table = any(is_row(u) for u in state.run[k + 1 : k + 5])
        named = label is not None and label.block.gap > 0 and len(label.plain) <= 8 and label.plain.isalpha()
        return 0 if table and named and not _can_end(state, 0) else k
    while first and k - first < 2 and state.run[first].block.gap == 0 and not _can_end(state, first - 1):
        first -= 1
    return first if first == 0 else k


def _only_by_what_follows(features: Sequence[tuple[str, float]]) -> bool:
    names = {name for name, weight in features if weight > 0}
    below = {"a byline follows", "a dateline follows", "a letter opens", "a caption follows"}
    own = {"an advertisement follows", "title of an advertisement", "title of a notice", "title of a correction"}
    apart = {"set apart where paragraphs are not", "wide gap", "a rule above"}
    return bool(names & below) and not names & (own | apart | {"title of a forecast", "name of a column"})


def _better_below(state: Around, k: int, score: float) -> bool:
    """Whether a later line of the same head begins the article with clearly more right: what follows a run
    speaks for each of its last lines, but only one of them is the first of the head. A line that cannot end the
    text above (no signature, row, contact) belongs to the head below it."""
    if state.cur is None or (state.cur.has_text and not _can_end(state, k)):
        return False
    last = min(len(state.run), k + HEAD_LINES)
    return any(sum(w for _, w in score_start(state, j)) >= score + 1.5 for j in range(k + 1, last)) and last == len(
        state.run
    )


def _can_end(state: Around, k: int) -> bool:
    """Whether a line can be the last of the text above it: a signature, a date, a contact, a row of a table, an
    advertisement's line, a line of verse, the end of a text that breaks off."""
    cur, text = state.cur, state.run[k].plain
    assert cur is not None
    if cur.is_ad or cur.verse or cur.is_letter or (cur.is_open and k == 0):
        return True
    if signs_with_date(text) or PHONE.search(text) or CONTACT.match(text) or SUPPLIED.search(text):
        return True
    rows = (
        in_roll(state, k)
        or TABLE_ROW.match(text)
        or is_result(text)
        or FIGURE_FIRST.match(text)
        or (cur.rows and is_row(state.run[k]))
    )
    return bool(rows or ending("page_units").search(text) or CROSSHEAD_MARK.match(text))


class _Growing(Sequence[Unit]):
    """A tail of a run, without copying it (a run may be the whole text)."""

    def __init__(self, run: Sequence[Unit], start: int) -> None:
        self._run: Sequence[Unit] = run._run if isinstance(run, _Growing) else run
        self._start: int = start + (run._start if isinstance(run, _Growing) else 0)

    def __len__(self) -> int:
        return max(0, len(self._run) - self._start)

    def __getitem__(self, i):  # noqa: ANN001, ANN204
        if isinstance(i, slice):
            a, b, _ = i.indices(len(self))
            return self._run[self._start + a : min(self._start + b, self._start + a + 12)]
        return self._run[self._start + i]
