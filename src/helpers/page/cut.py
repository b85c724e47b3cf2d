"""From an edition's text alone to its articles, the ledger of every character, and the edition's facts.

Blocks are looked at one by one (``units``), rows of head-like lines are weighed (``starts``), drafts are
gathered here in reading order, and ``build`` turns them into articles and ledger rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from helpers.lexicon import any_of
from helpers.page.articles import Pages
from helpers.page.blocks import Block, read_blocks
from helpers.page.build import build
from helpers.page.columns import heads_briefs, is_column
from helpers.page.draft import Draft, ends_served, signs_comment
from helpers.page.heads import city_paper
from helpers.page.kinds import is_ad_line, is_notice_title, names_itself, weather_score
from helpers.page.ledger import Ledger
from helpers.page.likeness import likeness_of_lines, overlap
from helpers.page.margins import is_slogan
from helpers.page.marks import HAN, JUMP_END, is_stop, signs_with_date
from helpers.page.masthead import read_facts
from helpers.page.signed import closing, rewards
from helpers.page.starts import HEAD_LINES, Around, choose_starts
from helpers.page.tidy import onto, tidied
from helpers.page.units import Unit, look_at_all

#: What a paper says in its own matter, run in below an article without a head.
_ASIDE = re.compile(rf"{any_of('page_kind_words', 'run_in_correction')}[：:]")
_FURNITURE = ("page_label", "page_number", "masthead", "editors", "guide", "furniture", "rule", "banner", "note")
#: How the editors' note opens that introduces a series, between the series' name and the headline.
_NOTE = re.compile(rf"[（(【\[〖]?{any_of('page_kind_words', 'editors_note')}(?:[】\]〗：:\s]|$)")
#: What stands at the top of a page, above its articles.
_TOP = ("page_label", "page_number", "masthead", "editors")


def read_pages(
    source: str,
    stem: str = "",
    date: str | None = None,
    metadata: Mapping[str, object] | None = None,
    blocks: Sequence[Block] | None = None,
) -> Pages:
    """Cut an edition's text into articles.

    ``stem`` is the file name without suffix (it often names the date), ``date`` (ISO 8601) overrules it,
    ``metadata`` may hold paper, local_edition and date. ``blocks`` are the source's blocks where a page says more
    of them than its text does; else they are read from the text. Any string is accepted; offsets count its characters.
    The ledger's rows cover the source from 0 to its length, each character once.
    """
    if blocks is None:
        text, offsets = tidied(source)
        if text != source:
            pages = _cut(text, read_blocks(text), stem, date, metadata)
            return onto(pages, source, offsets)
    return _cut(source, read_blocks(source) if blocks is None else blocks, stem, date, metadata)


def _cut(
    source: str,
    blocks: Sequence[Block],
    stem: str,
    date: str | None,
    metadata: Mapping[str, object] | None,
) -> Pages:
    units = look_at_all(list(blocks), [])
    ledger = Ledger(source)
    drafts = _Cutter(units, ledger).run()
    masthead = [u.block.text for u in units if u.role in ("masthead", "page_label")]
    pages = max((u.block.page for u in units), default=0)
    facts = read_facts(masthead, source, pages, stem, date, metadata)
    articles = build(drafts, ledger, _sections(units), city_paper(facts.paper))
    return Pages(source, tuple(articles), tuple(ledger.rows()), facts)


def _sections(units: Sequence[Unit]) -> dict[int, str]:
    """What each page is called by its label: 副刊, 社会·文体."""
    labels = {u.block.page: u.plain[: int(u.target)] for u in units if u.role == "page_label" and u.target}
    return {
        page: re.sub(r"[^\u3400-\u9fff·]|第[一二三四五六七八九十]*|[一二三四五六七八九十头]?版", "", t)
        for page, t in labels.items()
    }


#: A forecast run in below a notice or a report without a head: 今日天气：多云转晴
_RUN_IN_FORECAST = re.compile(rf"{any_of('page_kind_words', 'weather_when')}?{HAN}{{0,3}}天气(?:预报)?[：:]")
#: With these words a notice is over.
_LAST_WORDS = re.compile(rf"{any_of('page_kind_words', 'last_words')}[。！]?$")


class _Cutter:
    """Walks over the units in reading order and gathers drafts."""

    def __init__(self, units: Sequence[Unit], ledger: Ledger) -> None:
        self.ledger = ledger
        for above, unit in pairwise(units):
            unit.ruled = above.role == "rule"
        self.has_masthead = any(u.role == "masthead" for u in units[:20])
        self._across_the_page(units)
        self._notes_on_series(units)
        self.units = [u for u in units if not self._furniture(u)]
        self.drafts: list[Draft] = []
        self.cur: Draft | None = None
        self.hung: Draft | None = None  # a draft that breaks off, its other half still to come
        gaps = [u.block.gap for u in self.units if u.role in ("head", "para")]
        self._last_role = ""
        self.signed = self._signed_below()
        self.end_signed = self._end_signed()
        self.parallel = self._parallels()
        wide = bool(gaps) and 0 < sum(g >= 2 for g in gaps) <= 0.4 * len(gaps)
        self.parting = 2 if wide else int(self._tight())
        self.apart = self._set_apart()

    def _across_the_page(self, units: Sequence[Unit]) -> None:
        """Lines between the masthead and the page's label or editors, and nothing else there: a slogan across the page."""
        i = 0
        while i < len(units):
            j = i
            while j < len(units) and units[j].role == "head":
                j += 1
            above = i == 0 or units[i - 1].role in _TOP
            if j > i and above and j - i <= 2 and j < len(units) and units[j].role in ("page_label", "editors"):
                for unit in units[i:j]:
                    unit.role, unit.reason = "banner", "between the masthead and the page's label"
            i = max(j, i + 1)

    def _notes_on_series(self, units: Sequence[Unit]) -> None:
        """The editors' note between a series' name and the headline of its article: it introduces the series."""
        for i in range(1, len(units) - 1):
            above, note, below = units[i - 1 : i + 2]
            if note.role != "para" or above.role != "head" or below.role != "head" or not _NOTE.match(note.plain):
                continue
            first = i - 1
            while first and units[first - 1].role == "head" and i - first < 3:
                first -= 1
            if all(is_column(u.plain) for u in units[first:i]) and note.block.page == below.block.page:
                note.role, note.reason = "note", "introduces the series"

    def _set_apart(self) -> bool:
        """Whether each head that is sure to open an article (its byline or dateline follows) has a blank line above it."""
        gaps = []
        for i, (above, unit) in enumerate(pairwise(self.units), 1):
            if (
                above.role in ("para", "credit", "signature")
                and unit.role == "head"
                and above.block.page == unit.block.page
            ):
                j = i
                while j < len(self.units) and self.units[j].role == "head":
                    j += 1
                if (
                    j < len(self.units)
                    and j - i <= HEAD_LINES
                    and (self.units[j].role == "byline" or self.units[j].leads)
                ):
                    gaps.append(max(u.block.gap for u in self.units[i:j]))
        return len(gaps) >= 3 and min(gaps) >= 1

    def _tight(self) -> bool:
        """Whether paragraphs follow each other without a blank line, so that one above a short line parts."""
        pairs = [(a, b) for a, b in pairwise(self.units) if a.role == b.role == "para" and is_stop(a.plain)]
        return len(pairs) >= 6 and sum(b.block.gap == 0 for _, b in pairs) >= 0.6 * len(pairs)

    def _signed_below(self) -> list[bool]:
        """For each unit: whether the paragraphs from here to the next head end with an author in brackets."""
        out: list[bool] = []
        for unit in reversed(self.units):
            below = out[-1] if out else False
            if unit.role == "para":
                out.append(unit.ends_signed or (below and self._last_role == "para") or self._last_role == "signed")
            else:
                out.append(False)
            bracket = unit.role == "byline" and unit.plain[0] in "（(" and bool(unit.people)
            self._last_role = "signed" if bracket else unit.role
        return out[::-1]

    def _end_signed(self) -> list[bool]:
        """For each unit: whether the next signature on its page is an author in brackets at the end of a text."""
        out: list[bool] = []
        ahead, page = False, 0
        for unit in reversed(self.units):
            if unit.block.page != page:
                ahead, page = False, unit.block.page
            if unit.role == "byline" or unit.leads:
                ahead = False
            elif unit.role == "para" and unit.ends_signed:
                ahead = True
            out.append(ahead)
        return out[::-1]

    def _parallels(self) -> dict[int, float]:
        """For each single line above a text: how much the next such line on its page is made like it (0–2)."""
        lone = [
            i
            for i, unit in enumerate(self.units[:-1])
            if unit.role == "head"
            and (i == 0 or self.units[i - 1].role != "head")
            and self.units[i + 1].role == "para"
            and not self.units[i + 1].leads
            and not names_itself(unit.plain)
            and not is_notice_title(unit.plain)
        ]
        out: dict[int, float] = {}
        for a, b in pairwise(lone):
            if self.units[a].block.page == self.units[b].block.page:
                out[a] = likeness_of_lines(self.units[a].plain, self.units[b].plain)
        return out

    @cached_property
    def often(self) -> frozenset[str]:
        """The pairs of characters that many paragraphs of the edition have, whatever they speak of."""
        paragraphs = [u.pairs for u in self.units if u.role == "para"]
        counts = Counter(pair for pairs in paragraphs for pair in pairs)
        return frozenset(pair for pair, n in counts.items() if n > max(2, 0.15 * len(paragraphs)))

    def _strange(self, j: int) -> float:
        """How sure it is that the text from unit ``j`` on takes up nothing of the article at hand, as a new article
        does and the next part of an article seldom."""
        cur = self.cur
        plain_text = j < len(self.units) and self.units[j].role == "para" and not self.units[j].leads
        if cur is None or not plain_text or not cur.has_text or cur.is_letter or cur.verse:
            return 0.0
        below: set[str] = set()
        length = 0
        for unit in self.units[j : j + 6]:
            if unit.role != "para" or length >= 250 or unit.block.page != cur.page:
                break
            below |= unit.pairs
            length += len(unit.plain)
        heads = frozenset[str]().union(*(u.pairs for u in cur.units[:4] if u.role == "head"))
        if len(below) < 30 or heads & below:
            return 0.0
        above = frozenset[str]().union(*(u.pairs for u in (*cur.units[:8], *cur.units[-40:])))
        rare = below - self.often
        if len(rare) < 30 or len(above - self.often) < 40:
            return 0.0
        share = len(rare & above) / len(rare)
        if share > 0.045:
            return 0.0
        return 1.0 if share <= 0.02 else 0.5

    def _furniture(self, unit: Unit) -> bool:
        if unit.role not in _FURNITURE:
            return False
        part = {
            "page_number": "page_label",
            "guide": "other",
            "furniture": "other",
            "rule": "other",
            "note": "other",
        }.get(unit.role, unit.role)
        reading = unit.block.reading
        if unit.role == "page_label" and int(unit.target) < len(reading.text):
            self.ledger.claim(reading.part(0, int(unit.target)), "page_label", 0, unit.reason)
            tail = reading.part(int(unit.target), len(reading.text))
            self.ledger.claim(tail, "editors" if re.search(r"编|版式|校", tail.text) else "page_label", 0, unit.reason)
        else:
            self.ledger.claim(reading, part, 0, unit.reason)
        return True

    def run(self) -> list[Draft]:
        i, page = 0, 0
        while i < len(self.units):
            unit = self.units[i]
            top = unit.block.page != page
            if top:
                page = unit.block.page
                self._turn_page()
            if unit.role == "head":
                j = i
                while j < len(self.units) and self.units[j].role == "head" and self.units[j].block.page == page:
                    j += 1
                self._run_of_heads(i, j, top)
                taken = j < len(self.units) and self.units[j].role == "jump_in" and self.units[j].block.page == page
                i = j + taken
                continue
            self._one(unit, self.units[i + 1] if i + 1 < len(self.units) else None)
            i += 1
        return self.drafts

    def _turn_page(self) -> None:
        if self.cur is not None and self.cur.is_open and not self.cur.jump_to:
            self.hung = self.cur
        self.cur = None

    def _new(self, unit: Unit, score: float, reason: str) -> Draft:
        if self.cur is not None and self.cur.is_open and not self.cur.jump_to:
            self.hung = self.cur
        draft = Draft(unit.block.page, [], [reason], score)
        self.drafts.append(draft)
        self.cur = draft
        return draft

    def _add(self, unit: Unit) -> None:
        if self.cur is None:
            self._new(unit, 3.0, "text without a head")
        assert self.cur is not None
        self.cur.add(unit)

    def _run_of_heads(self, i: int, j: int, top: bool) -> None:
        """Weigh a row of head-like lines, units ``i`` to ``j``: which end what stands above, which begin anew."""
        run, after = self.units[i:j], self.units[j : j + 7]
        here = (self.signed[j], self.end_signed[j]) if j < len(self.units) else (False, False)
        page = run[0].block.page
        after = [u for u in after if u.block.page == page]
        if after and after[0].role == "jump_in":
            first = max((k for k, u in enumerate(run) if u.block.setting and u.block.setting.opens), default=0)
            if first:
                self._run_of_heads(i, i + first, top)
            while first < len(run) and self.cur is not None and ends_served(self.cur, run[first].plain):
                self._add(run[first])
                first += 1
            self._jump_in(after[0], run[first:])
            return
        if top:
            run = self._slogan(run, after)
        if self.cur is not None and run and signs_comment(self.cur, run[0]):
            run[0].role, run[0].reason = "byline", "signs the comment above"
            self._one(run[0], None)
            run = run[1:]
            if not run:
                return
        starts = {
            k: (score, why)
            for k, score, why in choose_starts(
                Around(
                    run,
                    after,
                    self.cur,
                    top,
                    self.parting,
                    *here,
                    self.parallel.get(i, 0.0),
                    self._strange(j) if len(run) <= 3 else 0.0,
                    self.apart,
                )  # fmt: skip
            )
        }
        for k, unit in enumerate(run):
            if k in starts:
                item = self.cur is not None and self.cur.item and self.cur.paragraphs == 1 and len(run) == 1
                self._new(unit, *starts[k]).item = item or (k + 1 < len(run) and heads_briefs(unit.plain))
            self._add(unit)
            if k not in starts and self.cur is not None and self.cur.has_text:
                self.cur.crossheads.append(len(unit.plain))
                self.cur.closed = signs_with_date(unit.plain)

    def _slogan(self, run: list[Unit], after: list[Unit]) -> list[Unit]:
        """Take the slogan across the top of a page out of the head below it."""
        lead = next((u.plain for u in after if u.role == "para"), "")
        if len(run) < 2 or len(run) > 7 or any(is_ad_line(u.plain) for u in run):
            return run
        first = len(self.drafts) == 0 and run[0].block.page <= 1 and self.has_masthead
        apart = run[1].block.gap >= 1 and any(u.block.gap == 0 for u in run[2:])
        score = is_slogan(run[0].plain, len(run) - 1 - 1, lead, first, apart)
        if score > 0:
            self.ledger.claim(
                run[0].block.reading, "banner", 0, f"slogan across the page ({score:+.1f})", min(1, 0.6 + score / 5)
            )
            return run[1:]
        return run

    def _one(self, unit: Unit, ahead: Unit | None) -> None:
        if unit.role == "jump_in":
            self._jump_in(unit, [])
        elif unit.role == "tag":
            self._new(unit, 6.0, "a column's mark")
            self._add(unit)
        elif unit.role == "jump_out":
            self._add(unit)
            assert self.cur is not None
            self.cur.jump_to, self.cur.closed = unit.target, True
        elif unit.role == "para":
            self._paragraph(unit, ahead)
        else:
            self._add(unit)
            assert self.cur is not None
            self.cur.closed = unit.role in ("credit", "signature") or (unit.role == "byline" and self.cur.has_text)

    def _paragraph(self, unit: Unit, ahead: Unit | None = None) -> None:
        if _ASIDE.match(unit.plain) and self.cur is not None and self.cur.has_text:
            self._new(unit, 4.0, "a correction or an apology opens it")
        elif (
            _RUN_IN_FORECAST.match(unit.plain)
            and self.cur is not None
            and self._over()
            and weather_score(unit.plain) >= 2
        ):
            self._new(unit, 4.0, "a forecast run in")
        elif self.cur is not None and self._own_picture(unit, ahead):
            self._new(unit, 3.0, "a picture with a story of its own")
        elif unit.leads and (self.cur is None or self.cur.has_text):
            self._new(unit, 4.0, "a dateline opens it")
        elif self.hung is not None and (self.cur is None or self._interrupts()) and not self._placed(unit):
            self.cur, self.hung = self.hung, None
        self._add(unit)
        assert self.cur is not None
        found = closing(unit.plain)
        out = JUMP_END.search(unit.plain[-40:])
        self.cur.closed = bool(found) or rewards(unit.plain) or _LAST_WORDS.search(unit.plain) is not None
        if out:
            self.cur.jump_to, self.cur.closed = out["page"], True
        if unit.people.photographers:
            self.cur.closed = True

    def _own_picture(self, unit: Unit, ahead: Unit | None) -> bool:
        """Whether a caption tells a story first and then what is seen (…。图为…), nothing of which the finished text
        above speaks of."""
        assert self.cur is not None
        credited = unit.people.photographers or (ahead is not None and ahead.role == "credit")
        story, seen, _ = unit.plain.partition("图为")
        if not credited or not seen or len(story) < 20 or not is_stop(story) or unit.leads:
            return False
        if not self.cur.has_text or self.cur.is_open or self.cur.is_ad or self.hung is not None:
            return False
        return overlap(story, "".join(u.plain for u in self.cur.units)[:2000]) < 0.2

    def _over(self) -> bool:
        """Whether the article at hand has come to its end: signed, credited, or a notice with its date."""
        cur = self.cur
        if cur is None or not cur.has_text:
            return False
        return cur.closed or signs_with_date(cur.units[-1].plain)

    def _placed(self, unit: Unit) -> bool:
        """Whether a paragraph's dateline or its page says that it goes on with nothing further above."""
        last = self.cur.units[-1].block if self.cur is not None and self.cur.units else None
        if unit.leads or last is None or last.setting is None or unit.block.setting is None:
            return unit.leads
        return last.page == unit.block.page and last.setting.frame == unit.block.setting.frame

    def _interrupts(self) -> bool:
        """Whether the current draft is a finished picture, ad or forecast between two halves of another text."""
        cur = self.cur
        assert cur is not None
        if not cur.has_text and not cur.is_ad or cur.is_open:
            return False
        return cur.closed or cur.is_ad or cur.is_weather

    def start(self, unit: Unit) -> None:
        """A new draft for an article that has a file of its own."""
        self.cur = None
        self._new(unit, 5.0, "a file of its own")

    def take(self, unit: Unit) -> None:
        """Put a unit into the current draft, and note where it sends to."""
        self._add(unit)
        assert self.cur is not None
        out = JUMP_END.search(unit.plain[-40:]) if unit.role == "para" else None
        if unit.role == "jump_out" or out:
            self.cur.jump_to = out["page"] if out else unit.target

    def goes_on(self, unit: Unit) -> None:
        """Join the draft begun last to the one on an earlier page that it goes on with."""
        draft = self.drafts.pop()
        self.cur = self.drafts[-1] if self.drafts else None
        heads = [u for u in draft.units if u.role == "head"]
        self._jump_in(unit, heads)
        assert self.cur is not None
        for other in draft.units:
            if other.role != "head":
                self.cur.add(other)

    def _jump_in(self, unit: Unit, heads: list[Unit]) -> None:
        """（上接第1版）: go on with the draft that broke off there; its headline is printed again above."""
        waiting = [d for d in self.drafts[-40:] if d.continued_on is None and d is not self.cur or d.jump_to]
        title = "".join(h.plain for h in heads).replace(" ", "")
        best, score = None, 0.0
        for draft in waiting:
            own = "".join(u.plain for u in draft.units[:5] if u.role == "head").replace(" ", "")
            value = _likeness(title, own) + (1.0 if draft.jump_to else 0) + (0.5 if draft.is_open else 0)
            value += 0.5 if _page_number(unit.target) == draft.page else 0
            if value > score and draft.page != unit.block.page and draft.continued_on is None:
                best, score = draft, value
        if best is None or score < 1.0:
            self._new(unit, 3.0, "goes on from a page that is not here")
            for head in heads:
                self._add(head)
            self._add(unit)
            return
        keep = _matching_tail(heads, best)
        for head in heads[: len(heads) - keep]:
            self._add(head)
        for head in heads[len(heads) - keep :]:
            head.role = "repeat"
            best.add(head)
        best.continued_on = unit.block.page
        best.add(unit)
        self.cur = best
        self.cur.closed = False


def follow(units: Sequence[Unit], ledger: Ledger) -> list[Draft]:
    """Drafts where the page's files say what begins where (``Unit.opens``); only jumps are left to be joined."""
    cutter = _Cutter(units, ledger)
    for unit in cutter.units:
        if unit.opens or cutter.cur is None:
            cutter.start(unit)
        if unit.role == "jump_in" and cutter.drafts[:-1]:
            cutter.goes_on(unit)
        else:
            cutter.take(unit)
    return cutter.drafts


def _page_number(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else 0


def _likeness(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return len(pairs & {b[i : i + 2] for i in range(len(b) - 1)}) / max(1, len(pairs))


def _matching_tail(heads: list[Unit], draft: Draft) -> int:
    """How many of the lines above 上接 repeat the headline: all that resemble it, at least the last."""
    own = "".join(u.plain for u in draft.units[:6] if u.role == "head").replace(" ", "")
    keep = 0
    for head in reversed(heads):
        if keep and _likeness(head.plain.replace(" ", ""), own) < 0.4:
            break
        keep += 1
    return keep


__all__ = ["follow", "read_pages"]
