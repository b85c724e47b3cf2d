"""The set-up holds together: three lists of requirements in step, and the commands the README names."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
NAMED = ["jupyterlab", "pandas", "jieba", "matplotlib", "snownlp"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RANGES = [Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]


def locked() -> dict[str, Requirement]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def environment() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_every_range_is_pinned_inside_itself():
    pins = locked()
    for wanted in RANGES:
        (pin,) = pins[canonicalize_name(wanted.name)].specifier
        assert wanted.specifier.contains(pin.version), f"{wanted} is locked at {pin.version}"


def test_the_lock_holds_exact_pins_and_no_address():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text and "--" not in text.replace("`pip freeze --exclude-editable`", "")
    for pin in locked().values():
        (only,) = pin.specifier
        assert only.operator == "==" and Version(only.version), pin


def test_the_lock_is_whole():
    """Whatever an installed pin requires here is pinned too: nothing is left to the day of installing."""
    from importlib.metadata import PackageNotFoundError, requires

    pins = locked()
    for name, pin in pins.items():
        if pin.marker and not pin.marker.evaluate():
            continue
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            pytest.fail(f"{pin} is in the lock but not installed: run `make setup`")
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                assert canonicalize_name(need.name) in pins, f"{name} needs {need}, which is not locked"


def test_environment_names_the_five_packages_in_the_ranges_of_pyproject():
    named = {
        Requirement(line).name: Requirement(line) for line in environment()["dependencies"] if isinstance(line, str)
    }
    ranges = {r.name: r for r in RANGES}
    assert [name for name in named if name not in ("python", "pip")] == NAMED
    assert [Requirement(line).name for line in PROJECT["dependencies"][:5]] == NAMED
    for name in NAMED:
        assert named[name].specifier == ranges[name].specifier
    assert str(named["python"].specifier) == PROJECT["requires-python"]


def test_environment_installs_the_package_editable():
    assert {"pip": ["-e ."]} in environment()["dependencies"]


def test_ci_is_make_test():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


@pytest.mark.parametrize("target", ["report", "tables", "lab", "test", "lint", "bench", "clean"])
def test_make_knows_its_targets(target):
    made = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


def test_an_edition_with_quotes_and_spaces_reaches_the_command_as_it_is():
    made = subprocess.run(
        ["make", "-n", "report", "EDITION=/tmp/it's a page.txt"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert re.search(r'helpers report "\$EDITION"', made.stdout)


def test_the_project_is_only_ever_installed_where_it_stands():
    """A copy in site-packages would not find its word lists: whoever installs the project, or is told to, keeps it editable."""
    places = [ROOT / "Makefile", ROOT / "README.md", *(ROOT / "src").rglob("*.py")]
    told = [line for path in places for line in path.read_text(encoding="utf-8").splitlines() if "pip install" in line]
    own = [line for line in told if re.search(r"install[^`]*\s'?\.(?:\[scan\]|\s|$)", line)]
    assert len(own) >= 4
    assert all(re.search(r"(?:--editable|-e) '?\.", line) for line in own), own
