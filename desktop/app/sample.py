"""The sample that ships with Leian: where its cases are, and its matters with their drafts. All of it 演示数据."""

import json
from pathlib import Path
from typing import Any

from localdb.engine.plain_values import from_plain
from localdb.model.matter import Matter

_FOLDER = "sample"


def sample_cases(resources: Path) -> list[Path]:
    """Return the files of the sample library."""
    return sorted((resources / _FOLDER).glob("cases.jsonl*"))


def sample_matters(resources: Path) -> list[tuple[Matter, str]]:
    """Return the sample matters with their drafts, the one that the demo takes first."""
    path = resources / _FOLDER / "matters.json"
    if not path.is_file():
        return []
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["matters"]
    entries.sort(key=lambda entry: not entry.get("default"))
    return [(from_plain(Matter, _fields(entry)), str(entry.get("draft", ""))) for entry in entries]


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    known = Matter.__dataclass_fields__
    return {key: value for key, value in entry.items() if key in known and value not in ("", None)}
