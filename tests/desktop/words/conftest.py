"""Which keys the core hands to words: read out of its source, so that a new one is not forgotten here."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parents[3] / "localdb"


@pytest.fixture(scope="session")
def core_keys() -> Callable[[str], set[str]]:
    """Return a function: name of a record or error -> the literal keys that the core builds it with."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in CORE.rglob("*.py")]

    def keys(name: str) -> set[str]:
        return {key for tree in trees for node in ast.walk(tree) for key in _keys(node, name)}

    return keys


def _keys(node: ast.AST, name: str) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != name:
        return
    for argument in node.args[:2]:
        for part in ast.walk(argument):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.isascii() and part.value:
                yield part.value
                break
        else:
            continue
        return
