"""The way in: a file or a string becomes an edition, or one clear sentence says why not."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from helpers.corrections import Correction, fix_source, load
from helpers.edition import Edition, edition_of
from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.page.articles import Pages
from helpers.page.cut import read_pages
from helpers.page.text import decode

#: What an analyst edits by hand about an edition, in a table beside the edition files.
METADATA = "editions.csv"
_TEXT = (".txt",)


def from_text(
    text: str,
    date: str | None = None,
    stem: str = "text",
    metadata: dict | None = None,
    corrections: Sequence[Correction] = (),
) -> Edition:
    """See :func:`helpers.read_text`."""
    if not text.strip():
        raise BanmianError(f"{stem} is blank: there is nothing on the page to read.")
    text = fix_source(text, corrections)
    pages = read_pages(text, stem=stem, date=parse_date(date), metadata=metadata or {})
    return edition_of(_dated(pages, stem), stem, corrections)


def from_file(path: str | Path, date: str | None = None) -> Edition:
    """See :func:`helpers.read_edition`."""
    path = Path(path)
    date = parse_date(date)
    text = _text_of(path)
    if not text.strip():
        raise BanmianError(f"{path} is empty: there is nothing on the page to read.")
    corrections = load(DATA / "corrections" / f"{path.stem}.yml")
    return from_text(text, date=date, stem=path.stem, metadata=metadata_of(path), corrections=corrections)


def _text_of(path: Path) -> str:
    if not path.exists():
        raise BanmianError(f"There is no file {path}: check the name, or put the edition into data/editions/.")
    if path.is_dir():
        raise BanmianError(f"{path} is a folder: name one edition file in it.")
    if path.suffix.lower() not in _TEXT:
        raise BanmianError(
            f"{path} ends in {path.suffix or 'nothing'!r}, which no reader knows: give a {' or '.join(_TEXT)} file."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BanmianError(f"{path} cannot be opened ({error.strerror}): check its rights and try again.") from None
    return decode(data, str(path))[0]


def parse_date(date: str | None) -> str | None:
    """An ISO 8601 day, checked; None stays None. Raises BanmianError for anything else."""
    if date is None or date == "":
        return None
    try:
        return dt.date.fromisoformat(str(date)).isoformat()
    except ValueError:
        raise BanmianError(f"{date!r} is not a date: write it as YYYY-MM-DD, for example 2022-03-25.") from None


def _dated(pages: Pages, stem: str) -> Pages:
    if not pages.facts.date:
        raise BanmianError(
            f"The date of {stem} is not known (neither its name nor the page says it): "
            "name the file 2022-03-25_paper.txt, or add --date YYYY-MM-DD."
        )
    return pages


def metadata_of(path: Path) -> dict[str, str]:
    """The line for ``path`` in the ``editions.csv`` beside it: paper, local_edition, date, pages.

    An empty dict where there is no such file or line. Raises BanmianError where the table cannot
    be read or its date is none.
    """
    table = path.with_name(METADATA)
    if not table.exists():
        return {}
    text, _ = decode(table.read_bytes(), str(table))
    lines = list(csv.DictReader(text.splitlines()))
    if lines and "edition" not in lines[0]:
        raise BanmianError(f"{table} has no column 'edition': its first line must name its columns.")
    found = [{k: (v or "").strip() for k, v in line.items() if k} for line in lines if line["edition"] == path.stem]
    if len(found) > 1:
        raise BanmianError(f"{table} has {len(found)} lines for {path.stem}: keep one.")
    if found and found[0].get("date"):
        parse_date(found[0]["date"])
    return found[0] if found else {}
