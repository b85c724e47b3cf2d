"""The report: notebooks run on an edition, and all they made in one folder. Only this room writes files."""

from __future__ import annotations

from pathlib import Path


def run(path: str | Path, date: str | None = None, out: str | Path = "reports", language: str = "en") -> Path:
    """Make the report of one edition in ``out/<stem>/`` and print what was written; returns the folder.

    ``date`` (ISO 8601) is the day of printing where neither file nor page says it; ``language`` of the labels
    is ``en`` or ``zh``. Raises BanmianError for bad input; then nothing is written.
    """
    from helpers.report.build import build

    return build(Path(path), date, Path(out), language)


__all__ = ["run"]
