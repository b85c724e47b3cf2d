"""The command line: thin. ``python -m helpers tables FILE… --out DIR [--date YYYY-MM-DD]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from helpers.errors import BanmianError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 2 for input that the user must mend."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except BanmianError as error:
        print(f"banmian: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    tables = commands.add_parser("tables", help="write the tables of each edition to DIR/<stem>/")
    tables.add_argument("files", nargs="+", metavar="FILE")
    tables.add_argument("--out", required=True, metavar="DIR")
    tables.add_argument("--date", metavar="YYYY-MM-DD", help="the day the edition was printed")
    tables.set_defaults(run=_tables)

    report = commands.add_parser("report", help="run the notebooks on one edition and write its report folder")
    report.add_argument("file", metavar="FILE")
    report.add_argument("--date", metavar="YYYY-MM-DD", help="the day the edition was printed")
    report.add_argument("--out", default="reports", metavar="DIR")
    report.add_argument(
        "--language",
        default="en",
        choices=("en", "zh"),
        help="language of the chart labels",
    )
    report.set_defaults(run=_report)
    return parser


def _tables(options: argparse.Namespace) -> None:
    from helpers.report.write import write_all

    def tell(warning: str) -> None:
        print(f"banmian: look: {warning}", file=sys.stderr)

    for folder in write_all(options.files, options.out, date=options.date, tell=tell):
        print(f"{folder}/: the tables, as .csv and .parquet")


def _report(options: argparse.Namespace) -> None:
    from helpers import report

    report.run(options.file, date=options.date, out=options.out, language=options.language)


if __name__ == "__main__":
    sys.exit(main())
