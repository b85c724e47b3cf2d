"""Run the project's notebooks on an edition: parameters in, executed copies out, progress shown.

Each notebook has one cell tagged ``parameters``; the values of this run stand in a cell of their own
behind it (as papermill does), but a name that the notebook does not know is an error, not a log line.
"""

from __future__ import annotations

import ast
import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.errors import BanmianError
from helpers.report.aside import NOTEBOOKS

_CELL_SECONDS = 600
#: A run writes no history of what was typed, and warnings of the kernel's own are no news to the reader.
_QUIET = ["--IPKernelApp.log_level=40", "--HistoryManager.enabled=False"]


def found(folder: Path = NOTEBOOKS) -> list[Path]:
    """The numbered notebooks of a folder, in order. Raises BanmianError where there are none."""
    paths = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not paths:
        raise BanmianError(f"There are no notebooks in {folder}: restore them from the project.")
    return paths


def title(notebook: NotebookNode) -> str:
    """The first heading: the question the notebook answers."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return cell.source.splitlines()[0][2:].strip()
    return ""


def with_parameters(notebook: NotebookNode, values: Mapping[str, Any], name: str) -> NotebookNode:
    """A copy of the notebook with a cell behind ``parameters`` that sets the values.

    Raises BanmianError where there is no such cell, or a value's name is not set in it.
    """
    copy = nbformat.from_dict(notebook)
    at = [k for k, cell in enumerate(copy.cells) if "parameters" in cell.metadata.get("tags", [])]
    if len(at) != 1:
        raise BanmianError(f"{name} has {len(at)} cells tagged 'parameters': it needs exactly one.")
    known = _assigned(copy.cells[at[0]].source)
    unknown = sorted(set(values) - known)
    if unknown:
        raise BanmianError(
            f"{name} has no parameter {', '.join(unknown)}: its parameters are {', '.join(sorted(known))}."
        )
    source = "\n".join(["# Parameters of this run", *(f"{key} = {value!r}" for key, value in values.items())])
    cell = nbformat.v4.new_code_cell(source, id="injected-parameters", metadata={"tags": ["injected-parameters"]})
    copy.cells.insert(at[0] + 1, cell)
    return copy


def _assigned(source: str) -> set[str]:
    """The names that a cell of plain assignments sets."""
    targets = [t for node in ast.parse(source).body if isinstance(node, ast.Assign) for t in node.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def execute(
    paths: Sequence[Path], values: Mapping[str, Any], folder: Path, kernels: int | None = None
) -> dict[str, str]:
    """Run notebooks on the same parameters; executed copies go to ``folder``, their working folder.

    A few kernels (one a core, at most three) share the work; each is wiped between two notebooks, so that every
    notebook starts from nothing while Python's own start and imports are paid for once a kernel.
    Returns name → title. Raises BanmianError where a cell fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ready = {path: with_parameters(nbformat.read(path, as_version=4), values, path.name) for path in paths}
    asyncio.run(_all(ready, folder, kernels or min(3, len(ready), os.cpu_count() or 1)))
    return {path.name: title(notebook) for path, notebook in ready.items()}


async def _all(ready: Mapping[Path, NotebookNode], folder: Path, kernels: int) -> None:
    """Share the notebooks out, the longest first. After a failure none is started; those under way come to their end."""
    from tqdm import tqdm

    waiting = sorted(ready, key=lambda path: len(ready[path].cells))
    failures: list[BanmianError] = []
    cells = sum(cell.cell_type == "code" for notebook in ready.values() for cell in notebook.cells)
    with tqdm(total=cells, desc="notebooks", unit="cell", leave=False, dynamic_ncols=True) as bar:
        await asyncio.gather(*(_lane(waiting, ready, folder, bar, failures) for _ in range(kernels)))
    if failures:
        raise failures[0]


async def _lane(
    waiting: list[Path],
    ready: Mapping[Path, NotebookNode],
    folder: Path,
    bar: Any,
    failures: list[BanmianError],
) -> None:
    """One kernel: takes the next notebook as long as there is one."""
    from jupyter_client.manager import AsyncKernelManager

    manager = AsyncKernelManager(kernel_name="python3")
    await manager.start_kernel(cwd=str(folder), extra_arguments=_QUIET)
    try:
        while waiting and not failures:
            path = waiting.pop()
            try:
                await _one(path, ready[path], manager, bar)
            except BanmianError as failure:
                failures.append(failure)
            else:
                nbformat.write(ready[path], folder / path.name)
    finally:
        await manager.shutdown_kernel(now=True)


async def _one(path: Path, notebook: NotebookNode, manager: Any, bar: Any) -> None:
    """Run one notebook in a kernel that runs already, and wipe the kernel. Raises BanmianError where a cell fails."""
    from nbclient.exceptions import CellExecutionError

    try:
        await _in_kernel(notebook, manager, on_cell_executed=lambda **_: bar.update())
    except CellExecutionError as error:
        why = f"{error.ename}: {error.evalue}"
        raise BanmianError(
            f"Notebook {path.name} failed ({why}): run it in JupyterLab (make lab) to see where."
        ) from error
    wipe = nbformat.v4.new_code_cell("get_ipython().reset(new_session=True)")
    await _in_kernel(nbformat.v4.new_notebook(cells=[wipe]), manager)


async def _in_kernel(notebook: NotebookNode, manager: Any, **hooks: Any) -> None:
    from nbclient import NotebookClient

    client = NotebookClient(notebook, km=manager, timeout=_CELL_SECONDS, record_timing=False, **hooks)
    try:
        await client.async_execute()
    finally:
        if client.kc is not None:
            client.kc.stop_channels()


def _main(source: str, values: str, folder: str) -> int:
    """What ``aside`` starts: the last line printed is the result, or what went wrong."""
    try:
        titles = execute(found(Path(source)), json.loads(values), Path(folder))
    except BanmianError as error:
        print(error)
        return 2
    print(json.dumps(titles))
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
