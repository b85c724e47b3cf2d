"""The main job: one edition in, one report folder out, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import helpers
from helpers.charts.language import checked, label
from helpers.errors import BanmianError
from helpers.report import aside, page, workbook
from helpers.report.write import whole, write_tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.edition import Edition

#: Packages whose versions decide what a run gives.
_PACKAGES = ("banmian", "jieba", "jupyterlab", "matplotlib", "nbclient", "numpy", "pandas", "pyarrow", "snownlp",
             "wordcloud", "xlsxwriter", "zhplot")  # fmt: skip


@dataclass
class Clock:
    """Seconds of each step of a run."""

    seconds: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=time.perf_counter)

    def step(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = round(now - self.last, 2)
        self.last = now

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def build(path: Path, date: str | None, out: Path, language: str) -> Path:
    """See :func:`helpers.report.run`."""
    checked(language)
    clock = Clock()
    edition = helpers.read_edition(path, date=date)
    _name_is_safe(edition.stem)
    clock.step("read")
    with whole(out) as work:
        folder = work / edition.stem
        values = {"edition": str(path.resolve()), "date": date or "", "language": language, "output": "../charts"}
        with aside.notebooks(values, folder / "notebooks") as ended:
            tables = edition.tables()
            write_tables(tables, folder / "tables")
            workbook.write_workbook(tables, folder / "tables.xlsx")
            clock.step("tables")
            titles = ended()
        clock.step("notebooks")
        warnings = warnings_of(edition, tables, language)
        page.write(folder, edition, tables, titles, warnings, language)
        clock.step("page")
        _manifest(folder, path, edition, tables, values | {"edition": path.name}, warnings, clock)
    _print(out / edition.stem, tables, warnings, clock)
    return out / edition.stem


def _name_is_safe(stem: str) -> None:
    if not stem or stem.startswith("."):
        raise BanmianError(f"{stem!r} cannot be the name of a report folder: give the edition file another name.")


def warnings_of(edition: Edition, tables: Mapping[str, pd.DataFrame], language: str = "en") -> list[str]:
    """What a reader should look at before trusting the run: doubts about the page, checks that do not agree."""
    found = list(edition.facts.warnings)
    unsure = tables["articles"].loc[tables["articles"]["confidence"] < 0.7]
    found += [
        label("warn_cut", language, n=row.article, why=row.reason or label("unknown", language))
        for row in unsure.itertuples()
    ]
    for row in tables["checks"].itertuples():
        if row.status != "ok":
            status, name = label(f"status_{row.status}", language), label(f"check_{row.check}", language)
            message = row.message if language == "en" else row.message_zh
            found.append(label("warn_check", language, check=name, status=status, message=message))
    return found


def _manifest(
    folder: Path,
    path: Path,
    edition: Edition,
    tables: Mapping[str, pd.DataFrame],
    values: Mapping[str, Any],
    warnings: list[str],
    clock: Clock,
) -> None:
    """What went in, with which versions, how long it took, and the hash of every table and chart."""
    facts = edition.facts
    data = path.read_bytes()
    made = sorted(p for part in ("tables", "charts") for p in (folder / part).glob("*"))
    content = {
        "edition": {"stem": edition.stem, "paper": facts.paper, "local_edition": facts.local_edition, "date": facts.date,
                    "pages": facts.pages, "evidence": list(facts.evidence)},
        "input": {"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
        "parameters": dict(values),
        "versions": {"python": platform.python_version(), "system": platform.platform(), **_versions()},
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": clock.seconds | {"total": round(clock.total, 2)},
        "rows": {name: len(table) for name, table in tables.items()},
        "warnings": warnings,
        "files": {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in made},
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _versions() -> dict[str, str]:
    return {name: version(name) for name in _PACKAGES}


def _print(folder: Path, tables: Mapping[str, pd.DataFrame], warnings: list[str], clock: Clock) -> None:
    rows = sum(map(len, tables.values()))
    charts = len(list((folder / "charts").glob("*.png")))
    print(f"Report of {folder.name}, written to {folder}/:")
    print("  report.html    open this first: charts, tables, every figure with its sentence")
    print(f"  charts/        {charts} charts, each as .png, .svg, .csv and caption")
    print(f"  tables/        {len(tables)} tables, {rows:,} rows, as .csv and .parquet; all of them in tables.xlsx")
    print(f"  notebooks/     {len(list((folder / 'notebooks').glob('*.ipynb')))} notebooks as they were run")
    print("  manifest.json  input, versions, times, row counts")
    for warning in warnings:
        print(f"  ! {warning}")
    print(f"{len(warnings)} warning{'' if len(warnings) == 1 else 's'}, {clock.total:.1f} s.", flush=True)
    sys.stdout.flush()
