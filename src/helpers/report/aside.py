"""The notebooks, run in a process of their own while the report's tables are written.

They read the edition themselves, so nothing waits for anything; and importing Jupyter's parts takes seconds,
which the main process does not spend.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers.errors import BanmianError

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"


@contextmanager
def notebooks(values: Mapping[str, Any], folder: Path) -> Iterator[Callable[[], dict[str, str]]]:
    """Run the project's notebooks on the parameters ``values``; executed copies go to ``folder``.

    Gives a function that waits for the end and returns name → title; it raises BanmianError where a cell failed.
    A block that ends early (an error, Ctrl-C) ends the process, and its kernels follow it.
    """
    what = (str(NOTEBOOKS), json.dumps(dict(values)), str(folder))
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.report.notebooks", *what], stdout=subprocess.PIPE, encoding="utf-8"
    )

    def titles() -> dict[str, str]:
        said = process.communicate()[0].strip().splitlines()
        if process.returncode:
            raise BanmianError(said[-1] if said else "The notebooks stopped before their end: see the lines above.")
        return dict(json.loads(said[-1]))

    try:
        yield titles
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
