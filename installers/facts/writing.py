"""Write a resources file: a head, then its tables, one entry a line, so that a diff shows what changed."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Table = Sequence[Any] | Mapping[str, Any]


def write(path: Path, head: Mapping[str, Any], tables: Mapping[str, Table]) -> None:
    """Write `head` and `tables` as one JSON object; empty values of an entry are left out."""
    parts = [f'"head": {json.dumps(head, ensure_ascii=False, indent=1)}']
    parts += [f'"{name}": {_table(table)}' for name, table in tables.items()]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _table(table: Table) -> str:
    if isinstance(table, Mapping):
        lines = [f"{_line(key)}: {_line(value)}" for key, value in table.items()]
        return "{\n" + ",\n".join(lines) + "\n}"
    return "[\n" + ",\n".join(map(_line, table)) + "\n]"


def _line(entry: Any) -> str:
    if isinstance(entry, dict):
        entry = {key: value for key, value in entry.items() if value not in ("", None, [], {})}
    return json.dumps(entry, ensure_ascii=False)
