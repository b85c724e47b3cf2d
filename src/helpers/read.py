"""The way in: a file or a string becomes an edition, or one clear sentence says why not."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.corrections import Correction, fix_pages, fix_source, load
from helpers.edition import Edition, edition_of
from helpers.errors import BanmianError
from helpers.lexicon import DATA
from helpers.page.articles import Pages
from helpers.page.cut import read_pages
from helpers.page.text import decode

#: What an analyst edits by hand about an edition, in a table beside the edition files.
METADATA = "editions.csv"
TEXT = (".txt",)
#: A page of a digital paper (数字报) as a browser saves it, whole or as an archive; a folder of such files is one edition.
HTML = (".htm", ".html", ".shtml", ".xhtml", ".mhtml", ".mht")
PDF = (".pdf",)
#: Pictures of pages, read with the optional extra ``scan``.
SCAN = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


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
    if str(path) in ("", "."):
        raise BanmianError("No edition is named: give its file, for example data/editions/2022-03-25_paper.txt.")
    path = Path(path)
    date = parse_date(date)
    if not path.exists():
        raise BanmianError(f"There is no file {path}: check the name, or put the edition into data/editions/.")
    metadata, corrections = metadata_of(path), load(DATA / "corrections" / f"{path.stem}.yml")
    suffix = path.suffix.lower()
    if path.is_dir() or suffix in (*HTML, *PDF, *SCAN):
        read = _html if path.is_dir() or suffix in HTML else _pdf if suffix in PDF else _scan
        return _from_pages(read(path, stem=path.stem, date=date, metadata=metadata), path, corrections)
    text = _text_of(path)
    if not text.strip():
        raise BanmianError(f"{path} is empty: there is nothing on the page to read.")
    return from_text(text, date=date, stem=path.stem, metadata=metadata, corrections=corrections)


# Readers are imported where they are used: each brings a library of its own.
def _html(path: Path, **known: Any) -> Pages:
    from helpers.page.epaper import read_html

    return read_html(path, **known)


def _pdf(path: Path, **known: Any) -> Pages:
    from helpers.page.pdf import NoTextError, read_pdf

    try:
        return read_pdf(path, **known)
    except NoTextError:
        return _scan(path, **known)


def _scan(path: Path, **known: Any) -> Pages:
    from helpers.page.scan import read_scan

    return read_scan(path, **known)


def _from_pages(pages: Pages, path: Path, corrections: Sequence[Correction]) -> Edition:
    """An edition from a format that makes its own source text."""
    return edition_of(_dated(fix_pages(pages, corrections), path.stem), path.stem, corrections)


def needs_scan(path: str | Path) -> bool:
    """Whether an edition is a picture and the reader of pictures (extra ``scan``) is not installed yet."""
    from importlib.util import find_spec

    path = Path(path)
    if find_spec("rapidocr") or not path.is_file():
        return False
    if path.suffix.lower() in PDF:
        from helpers.page.pdf import NoTextError, read_pdf

        try:
            read_pdf(path)
        except NoTextError:
            return True
        except BanmianError:
            return False
    return path.suffix.lower() in SCAN


def _text_of(path: Path) -> str:
    if path.suffix.lower() not in TEXT:
        known = ", ".join(TEXT + HTML + PDF + SCAN)
        raise BanmianError(f"{path} ends in {path.suffix or 'nothing'!r}, which no reader knows: give one of {known}.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BanmianError(f"{path} cannot be opened ({error.strerror}): check its rights and try again.") from None
    return decode(data, str(path))[0]


def parse_date(date: str | None, where: str = "") -> str | None:
    """A day as ISO 8601; also as Excel and people write it (2022/3/25, 2022年3月25日). None stays None.

    Raises BanmianError for anything else. ``where`` names the place it was written in.
    """
    if date is None or str(date).strip() == "":
        return None
    written = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", str(date).strip())
    try:
        return dt.date(*map(int, written.groups())).isoformat() if written else _refuse(date, where)
    except ValueError:
        return _refuse(date, where)


def _refuse(date: str, where: str) -> str:
    raise BanmianError(f"{date!r}{where} is not a date: write it as YYYY-MM-DD, for example 2022-03-25.")


def _dated(pages: Pages, stem: str) -> Pages:
    if not pages.facts.date:
        raise BanmianError(
            f"The date of {stem} is not known (neither its name nor the page says it): "
            "name the file 2022-03-25_paper.txt, or add --date 2022-03-25 (with make: DATE=2022-03-25)."
        )
    warnings = [*pages.facts.warnings, *_doubts(pages.source, stem)]
    return replace(pages, facts=replace(pages.facts, warnings=tuple(warnings)))


def _doubts(source: str, stem: str) -> Iterator[str]:
    """What makes a page as a whole doubtful."""
    letters = sum(c.isalpha() for c in source)
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in source)
    if chinese < 0.5 * letters:
        yield f"only {chinese} of {letters} letters are Chinese: this tool reads Chinese newspapers"
    common = sum(map(_is_common, source))
    if common < 0.8 * chinese:
        yield (
            f"only {common} of {chinese} Chinese characters are common ones: its fonts or its encoding are taken for "
            "others, and no word or figure of it can be trusted"
        )
    named = re.match(r"\d{4}-\d{2}-\d{2}", stem)
    if named and not _is_day(named.group()):
        yield f"the file is named {named.group()}, which is no day"


def _is_common(char: str) -> bool:
    """Whether a character is of the first, common level of the standard of simplified or of traditional characters."""
    if not "\u4e00" <= char <= "\u9fff":
        return False
    levels = (("gb2312", b"\xb0", b"\xd8"), ("big5", b"\xa4", b"\xc9"))
    return any(low <= char.encode(name, "ignore")[:1] < high for name, low, high in levels)


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


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
    if not found:
        return {}
    return found[0] | {"date": parse_date(found[0].get("date"), f" in {table}, line {path.stem},") or ""}
