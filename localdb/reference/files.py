"""Read a facts file of the resources folder and lay a court's corrections over it. Knows no subject."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from localdb.model.errors import FileMissing, FileUnreadable


def read_facts(folder: Path, overlays: Sequence[Path], name: str) -> Mapping[str, Any]:
    """Return the tables of `name` with those of the overlays laid over them, one after another.

    A table of entries is merged by the entry's `name` (an entry of the same name replaces, others are added), a table
    without names is put before ours (first match wins), a mapping is merged by key.

    Raises:
        FileMissing: the resources folder has no such file.
        FileUnreadable: a file is not JSON, or not a mapping of tables; it names the file and the reason.
    """
    ours = _read(folder / name)
    for path in (overlay / name for overlay in overlays):
        if path.exists():
            for key, table in _read(path).items():
                ours[key] = _merge(ours[key], table, path) if key in ours else table
    return ours


def _read(path: Path) -> dict[str, Any]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileMissing(path) from None
    except json.JSONDecodeError as error:
        raise FileUnreadable(path, "not_json", error.lineno) from None
    except (OSError, UnicodeDecodeError):
        raise FileUnreadable(path, "not_text") from None
    except (ValueError, RecursionError):  # a number or a nesting beyond all measure
        raise FileUnreadable(path, "not_json") from None
    if not isinstance(facts, dict):
        raise FileUnreadable(path, "not_facts")
    return facts


def _merge(ours: Any, theirs: Any, path: Path) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {**ours, **theirs}
    if not isinstance(ours, list) or not isinstance(theirs, list):
        raise FileUnreadable(path, "not_facts")
    if not _named(ours) or not _named(theirs):
        return theirs + [entry for entry in ours if entry not in theirs]
    table = {entry["name"]: entry for entry in ours}
    return list((table | {entry["name"]: entry for entry in theirs}).values())


def _named(entries: Sequence[Any]) -> bool:
    return all(isinstance(entry, dict) and "name" in entry for entry in entries)
