"""Where a reader should look, and how what the reader sees is kept: the other half of corrections.

``doubtful`` lists the places of an edition that the machine is unsure of; ``add`` writes one
correction into ``data/corrections/<edition>.yml``, after trying whether it fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.corrections import load
from helpers.edition import Edition
from helpers.errors import BanmianError
from helpers.lexicon import DATA

if TYPE_CHECKING:
    import pandas as pd

#: Columns of :func:`doubtful`.
COLUMNS = ("what", "article", "confidence", "why", "text", "start", "end")


def doubtful(edition: Edition, below: float = 0.6) -> pd.DataFrame:
    """The places to look at, least sure first: ``what, article, confidence, why, text, start, end``.

    Cuts and page parts with a confidence under ``below``; checks that do not agree (0.3 look, 0.1
    conflict); time expressions that could not be resolved though they name a day (0.5). ``start``
    and ``end`` are offsets into ``edition.source``.
    """
    import pandas as pd

    rows = [*_cuts(edition, below), *_parts(edition, below), *_checks(edition), *_dates(edition)]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.sort_values(["confidence", "start"], kind="stable", ignore_index=True)


def _cuts(edition: Edition, below: float) -> Iterator[tuple]:
    for a in edition.articles:
        if a.confidence < below:
            yield "article", a.number, a.confidence, a.reason, a.headline.text or a.body[:40], a.start, a.end


def _parts(edition: Edition, below: float) -> Iterator[tuple]:
    for row in edition.pages.ledger:
        if row.confidence < below and row.part != "space":
            text = edition.pages.text((row.start, row.end))
            if row.reason.startswith("doubtful character"):  # one character tells nothing without those beside it
                text = around(edition, row.start, row.end, 6)
            yield row.part, row.article, row.confidence, row.reason, text, row.start, row.end


def _checks(edition: Edition) -> Iterator[tuple]:
    for check in edition.checks:
        if check.status != "ok":
            sure = 0.1 if check.status == "conflict" else 0.3
            text = edition.pages.text(check.left)
            yield f"check {check.check}", _article_at(edition, check.left[0]), sure, check.message, text, *check.left


def _article_at(edition: Edition, offset: int) -> int:
    return next((a.number for a in edition.articles if a.start <= offset < a.end), 0)


def _dates(edition: Edition) -> Iterator[tuple]:
    for read in edition.read:
        for date in read.dates:
            if not date.begins and not date.ends and any(c.isdigit() for c in date.text) and date.kind == "date":
                start, end = read.reading.span(date.start, date.end)
                yield "date", read.article.number, 0.5, "not resolved", date.text, start, end


def around(edition: Edition, start: int, end: int, width: int = 60) -> str:
    """The source between two offsets with ``width`` characters on either side, the place itself in 【】."""
    before = edition.pages.text((max(0, start - width), start))
    after = edition.pages.text((end, min(len(edition.source), end + width)))
    return f"{before}【{edition.pages.text((start, end))}】{after}"


def kept(stem: str) -> pd.DataFrame:
    """The corrections that an edition has: ``do, table, article, expect, to, why, who``, one row each."""
    import pandas as pd

    entries = load(DATA / "corrections" / f"{stem}.yml")
    rows = [(e.do, e.table, e.article, str(dict(e.expect)), str(dict(e.to)), e.why, e.who) for e in entries]
    return pd.DataFrame(rows, columns=["do", "table", "article", "expect", "to", "why", "who"])


def add(path: str | Path, date: str | None = None, **entry: Any) -> Path:
    """Write one correction for the edition at ``path`` and return its corrections file.

    ``entry`` is the entry as in ``helpers.corrections`` (``do="retype", article=5, …``; ``with_`` for
    ``with``). It is tried first: where it does not fit, BanmianError says why and nothing is written.
    """
    import yaml

    import helpers

    path = Path(path)
    target = DATA / "corrections" / f"{path.stem}.yml"
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    given = {key.rstrip("_"): value for key, value in entry.items()}
    text = yaml.safe_dump([given], allow_unicode=True, sort_keys=False, width=100)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(before + ("" if before.endswith("\n") or not before else "\n") + text, encoding="utf-8")
    try:
        load(target)
        helpers.read_edition(path, date=date).tables()
    except BanmianError:
        _restore(target, before)
        raise
    except Exception as error:
        _restore(target, before)
        raise BanmianError(
            f"This correction cannot be made ({error}): look at what each needs in data/README.md."
        ) from error
    return target


def _restore(target: Path, before: str) -> None:
    if before:
        target.write_text(before, encoding="utf-8")
    else:
        target.unlink()
