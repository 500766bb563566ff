"""The form on disk: TOML with one key a line under one table a group.

Reading forgives, writing is whole or not at all.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from desktop.settings.options import Value
from desktop.settings.writing import write_whole

_DELETE = "\x7f"  # the one character that JSON leaves bare and TOML forbids


def read(path: Path) -> tuple[dict[str, Value], bool]:
    """Read a file into flat keys (`group.name`); the second value tells whether it was there but could not be read."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}, False
    except (OSError, ValueError, RecursionError):  # not UTF-8, not TOML, a number or a nesting beyond all measure
        return {}, True
    flat: dict[str, Value] = {}
    for group, table in tables.items():
        if isinstance(table, dict):
            flat |= {f"{group}.{name}": value for name, value in table.items() if isinstance(value, (bool, int, str))}
    return flat, False


def write(path: Path, values: Mapping[str, Value]) -> None:
    """Write flat keys, for the user's eyes only.

    Raises:
        OSError: the disk does not take it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, dump(values).encode(), private=True)


def dump(values: Mapping[str, Value]) -> str:
    """Write flat keys as TOML text."""
    groups: dict[str, list[str]] = {}
    for key in sorted(values):
        group, _, name = key.partition(".")
        groups.setdefault(group, []).append(f"{_string(name)} = {_literal(values[key])}")
    return "\n\n".join("\n".join([f"[{_string(group)}]", *lines]) for group, lines in groups.items()) + "\n"


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _string(value)


def _string(text: str) -> str:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace(_DELETE, "\\u007f")
