"""The word lists of data/lexicons: each says what it is for, says nothing twice, and is read; and none of them
creeps back into the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import helpers
from helpers import lexicon

FILES = sorted((lexicon.DATA / "lexicons").glob("*.txt"))
MODULES = sorted(Path(helpers.__file__).parent.rglob("*.py"))
READERS = {"group", "any_of", "letters"}
#: As many Chinese words as a pattern may alternate, a row of words hold: particles woven into a pattern, no list.
FEW = 5
#: As many letters as a set in a pattern may hold, numerals and marks apart.
LETTERS = 9
NUMERALS = set("〇○零一二两三四五六七八九十百千万亿萬億几半数壹贰叁肆伍陆柒捌玖拾佰仟")
HAN = r"[\u3400-\u9fff]"


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def _literals(module: Path) -> tuple[ast.Constant, ...]:
    """The strings of a module that are no docstrings."""
    nodes = list(ast.walk(_tree(module)))
    told = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
    return tuple(n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told)


def _known(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _asked(module: Path) -> Iterator[tuple[str, str]]:
    """The list and group of every call of a reader, where both stand in the call, also through a partial."""
    tree = _tree(module)
    names: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "helpers.lexicon":
            names |= {a.asname or a.name: () for a in node.names if a.name in READERS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _called(node.value) == "partial":
            made, *first = node.value.args
            if isinstance(made, ast.Name) and made.id in names:
                names |= {t.id: tuple(map(ast.literal_eval, first)) for t in node.targets if isinstance(t, ast.Name)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        of_module = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "lexicon"
        by_name = isinstance(node.func, ast.Name) and node.func.id in names
        if by_name or (of_module and _called(node) in READERS):
            name, *keys = (*names.get(_called(node), ()), *map(_known, node.args))
            yield from ((name, key) for key in keys if name and key)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


@cache
def _grouped() -> dict[str, set[str]]:
    """The groups that the code asks of each list."""
    asked: dict[str, set[str]] = {}
    for module in MODULES:
        for name, key in _asked(module):
            asked.setdefault(name, set()).add(key)
    return asked


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_says_what_it_is_for(file):
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ") and len(first) > 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_holds_no_empty_and_no_repeated_entry(file):
    entries = []
    for row in lexicon.rows(file.stem):
        word, kinds = row[0], row[1] if len(row) > 1 else ""
        assert word, f"{file.name}: a line without an entry: {row}"
        entries += [(word, kind) for kind in (kinds.split() if file.stem in _grouped() else [kinds])] or [(word, "")]
    twice = {entry for entry in entries if entries.count(entry) > 1} if len(set(entries)) < len(entries) else set()
    assert not twice


def test_every_list_is_read():
    said = {literal.value.removesuffix(".txt") for module in MODULES for literal in _literals(module)}
    assert [file.name for file in FILES if file.stem not in said] == []


def test_every_group_that_the_code_names_is_in_its_list():
    assert _grouped()
    missing = []
    for name, keys in _grouped().items():
        held = {kind for row in lexicon.rows(name) for kind in (row[1].split() if len(row) > 1 else ())}
        missing += [(name, key) for key in keys - held]
    assert missing == []


def test_every_group_of_a_list_is_named_in_the_code():
    said = {literal.value for module in MODULES for literal in _literals(module)}
    dead = {
        (name, kind)
        for name in _grouped()
        for row in lexicon.rows(name)
        for kind in (row[1].split() if len(row) > 1 else ())
        if kind not in said
    }
    assert dead == set()


def _longest(text: str) -> int:
    """How many Chinese words the longest alternation in a pattern holds; numerals are no words."""
    runs = re.findall(rf"{HAN}+\??(?:\|{HAN}+\??)+", text)
    return max((sum(not set(word) <= NUMERALS for word in run.split("|")) for run in runs), default=0)


def _widest(text: str) -> int:
    """How many letters the largest set in a pattern holds."""
    sets = re.findall(r"\[[^\]]*\]", text)
    return max((len(set(re.findall(HAN, one)) - NUMERALS) for one in sets), default=0)


def _row(node: ast.AST) -> list[str]:
    """The Chinese words of a tuple, list, set or dictionary written out in the code."""
    items = getattr(node, "elts", None) or getattr(node, "keys", None) or []
    texts = [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
    return [text for text in texts if re.search(HAN, text) and not set(text) <= NUMERALS]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_no_word_list_stands_in_code(module):
    literals = [(one.lineno, one.value) for one in _literals(module)]
    found: list[tuple[int, object]] = [
        (line, text) for line, text in literals if _longest(text) > FEW or _widest(text) > LETTERS
    ]
    written = (ast.Tuple, ast.List, ast.Set, ast.Dict)
    found += [(n.lineno, _row(n)) for n in ast.walk(_tree(module)) if isinstance(n, written) and len(_row(n)) > FEW]
    assert found == [], "move these words to a file of data/lexicons"
