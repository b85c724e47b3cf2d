"""Tables to files: CSV that opens right in Excel, Parquet with exact types; whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import BanmianError

if TYPE_CHECKING:
    import pandas as pd


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Each table as ``<name>.csv`` (UTF-8 with BOM) and ``<name>.parquet`` in ``folder``, once all of them
    have passed their schemas."""
    from helpers.tables import for_csv, validate

    validate(tables)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        for_csv(table).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
        table.to_parquet(folder / f"{name}.parquet", index=False)


def write_all(
    files: Sequence[str], out: str | Path, date: str | None = None, tell: Callable[[str], object] = lambda warning: None
) -> list[Path]:
    """The tables of every edition in ``out/<stem>/``: all of them, or (BanmianError) none.

    ``tell`` is called with each warning of each edition (articles that are missing, dates that contradict each other).
    Returns the folders written, in the order of ``files``.
    """
    import helpers

    paths = [Path(file) for file in files]
    twice = [stem for stem, n in Counter(path.stem for path in paths).items() if n > 1]
    if twice:
        raise BanmianError(f"Two files are called {twice[0]}: their tables would overwrite each other; rename one.")
    out = Path(out)
    with whole(out) as work:
        for path in paths:
            edition = helpers.read_edition(path, date=date)
            write_tables(edition.tables(), work / path.stem)
            for warning in edition.facts.warnings:
                tell(f"{path.stem}: {warning}")
    return [out / path.stem for path in paths]


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A temporary folder whose subfolders are moved into ``out`` once the block has ended well.

    In a folder that is there already, what was made replaces what has the same name; anything else in it (your
    notes) stays. Where the block fails, nothing is written.
    """
    if out.exists() and not out.is_dir():
        raise BanmianError(f"{out} is a file, so nothing can be written into it: name a folder.")
    parent = next(p for p in (out, *out.absolute().parents) if p.exists())
    try:
        work = Path(tempfile.mkdtemp(prefix=".banmian-", dir=parent))
    except OSError as error:
        raise BanmianError(f"{out} cannot be written ({error.strerror}): choose another folder.") from None
    try:
        yield work
        out.mkdir(parents=True, exist_ok=True)
        for made in sorted(work.iterdir()):
            (out / made.name).mkdir(exist_ok=True)
            for new in sorted(made.iterdir()):
                old = out / made.name / new.name
                if old.is_dir():
                    shutil.rmtree(old)
                new.replace(old)
    finally:
        shutil.rmtree(work, ignore_errors=True)
