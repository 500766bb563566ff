"""Read a facts file of the resources folder and lay a court's corrections over it. Knows no subject."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from localdb.model.errors import FileMissing, FileUnreadable

_HEAD = "head"  # what a file says of itself


def read_facts(folder: Path, overlays: Sequence[Path], name: str) -> Mapping[str, Any]:
    """Return the tables of `name` with those of the overlays laid over them, one after another.

    A table of entries is merged by the entry's `name` (an entry of the same name replaces, others are added), a table
    without names is put before ours (first match wins), a mapping is merged by key. What a correction says must be of
    the type that the shipped table has in that place: whoever asks for it later could not tell what is wrong.

    Raises:
        FileMissing: the resources folder has no such file.
        FileUnreadable: a file is not JSON, not a mapping of tables, or holds something of a wrong type; it names the
            file and the reason.
    """
    ours = _read(folder / name)
    paths = [path for path in (overlay / name for overlay in overlays) if path.exists()]
    types = _types(ours) if paths else {}
    for path in paths:
        theirs = _read(path)
        for key, table in theirs.items():
            ours[key] = _merge(ours[key], table, path) if key in ours else table
        wrong = (place for place, kind in _typed(theirs) if kind not in types.get(place, {kind}))
        if place := next(wrong, ""):
            raise FileUnreadable(path, f"bad_entry: {place}")
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


def _types(facts: Mapping[str, Any]) -> dict[str, set[type]]:
    found: dict[str, set[type]] = {}
    for place, kind in _typed(facts):
        found.setdefault(place, set()).add(kind)
    return found


def _typed(facts: Mapping[str, Any]) -> Iterator[tuple[str, type]]:
    """Yield the place and type of every value of the tables, such as ("laws[].versions[]", str)."""
    waiting: list[tuple[str, Any]] = [(key, table) for key, table in facts.items() if key != _HEAD]
    while waiting:
        place, value = waiting.pop()
        yield place, type(value)
        if isinstance(value, list):
            waiting += [(f"{place}[]", each) for each in value]
        elif isinstance(value, dict):  # the keys of an entry are its fields, those of a mapping are facts
            fields = place.endswith("[]")
            waiting += [(f"{place}.{key}" if fields else f"{place}{{}}", each) for key, each in value.items()]


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
