"""``python -m helpers.tone train [--extra FILE]``: train, measure, and say how right the scorers are."""

from __future__ import annotations

import argparse
import sys

from helpers.errors import BanmianError


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0, or 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m helpers.tone", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="train on data/sentiment and measure")
    training.add_argument("--extra", metavar="FILE", help="your own labelled sentences (columns sentence, label)")
    options = parser.parse_args(arguments)
    from helpers import tone

    try:
        paths = tone.train(options.extra)
    except BanmianError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(f"written: {path}" for path in paths))
    print(tone.measure()["summary"].to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
