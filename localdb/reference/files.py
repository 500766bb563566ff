"""Read a facts file of the resources folder and lay a court's corrections over it. Knows no subject."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import Any, TypeVar

from localdb.model.errors import FileMissing, FileUnreadable, disk_reason

_HEAD = "head"  # what a file says of itself
_LONGEST_NAME = 40  # of an entry that is told
_TROUBLES = {"locked": "locked", "io": "damaged"}
_UNFIT = (KeyError, TypeError, ValueError, AttributeError)  # what facts make whoever builds a table of them raise
Facts = dict[str, Any]
Types = Mapping[str, set[type]]  # place -> types of the values there
Table = TypeVar("Table")


def read_file(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        FileMissing: it is not there. FileUnreadable: "denied", "locked", "damaged", "not_a_file".
    """
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe or device may never end
            raise FileUnreadable(path, "not_a_file")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(path) from None
    except OSError as error:
        raise FileUnreadable(path, _TROUBLES.get(disk_reason(error), "denied")) from None


def facts_of(path: Path, content: bytes) -> Facts:
    """Return the tables of a file.

    Raises:
        FileUnreadable: it is not UTF-8, not JSON, or not a mapping of tables.
    """
    try:
        facts = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FileUnreadable(path, "not_json", error.lineno) from None
    except UnicodeDecodeError:
        raise FileUnreadable(path, "not_utf8") from None
    except (ValueError, RecursionError):  # a number or a nesting beyond all measure
        raise FileUnreadable(path, "not_json") from None
    if not isinstance(facts, dict):
        raise FileUnreadable(path, "not_facts")
    return facts


def built(build: Callable[[Facts], Table], facts: Facts, path: Path) -> Table:
    """Return the table of the facts of one file.

    Raises:
        FileUnreadable: "bad_entry"; nothing can be made of them.
    """
    try:
        return build(facts)
    except _UNFIT as error:
        raise FileUnreadable(path, f"bad_entry: {error}") from None


def corrected(
    build: Callable[[Facts], Table], ours: Facts, theirs: Facts, types: Types, path: Path
) -> tuple[Facts, Table]:
    """Return our facts with those of the file `path` laid over them, and the table of both.

    A table of entries is merged by the entry's `name` (an entry of the same name replaces, others are added), a table
    without names is put before ours (first match wins), a mapping is merged by key. What a correction says must be of
    the type that the shipped table has in that place (`types`): whoever asks for it later could not tell what is wrong.

    Raises:
        FileUnreadable: "not_facts", or "bad_entry" and which, such as "laws 3 甲法"; they make no sense together.
    """
    try:
        return _corrected(build, ours, theirs, types)
    except _NotFacts:
        raise FileUnreadable(path, "not_facts") from None
    except _UNFIT as error:
        entry = _entry_at_fault(lambda some: _corrected(build, ours, some, types), theirs)
        raise FileUnreadable(path, f"bad_entry: {entry or error}") from None


def types_of(facts: Facts) -> Types:
    """Return the types of all values of the tables, by place."""
    found: dict[str, set[type]] = {}
    for place, kind in _typed(facts):
        found.setdefault(place, set()).add(kind)
    return found


class _NotFacts(Exception):
    """Say that a table is of another form than ours."""


def _corrected(build: Callable[[Facts], Table], ours: Facts, theirs: Facts, types: Types) -> tuple[Facts, Table]:
    json.dumps(theirs, ensure_ascii=False).encode()  # half a character has no place in any file, digest or index
    laid = ours | {key: _merge(ours[key], table) if key in ours else table for key, table in theirs.items()}
    wrong = (place for place, kind in _typed(theirs) if kind not in types.get(place, {kind}))
    if place := next(wrong, ""):
        raise ValueError(place)
    return laid, build(laid)


def _entry_at_fault(attempt: Callable[[Facts], object], theirs: Facts) -> str:
    """Name the first entry of a list that does not do with those before it, "" where no list is at fault by itself."""
    for key, table in theirs.items():
        if isinstance(table, list) and (fit := _fit(attempt, key, table)) < len(table):
            name = table[fit].get("name", "") if isinstance(table[fit], dict) else ""
            return f"{key} {fit + 1} {str(name)[:_LONGEST_NAME]}".rstrip()
    return ""


def _fit(attempt: Callable[[Facts], object], key: str, table: list[Any]) -> int:
    """Count the entries at the head of a list that do."""
    return bisect_left(range(len(table)), True, key=lambda last: _fails(attempt, {key: table[: last + 1]}))


def _fails(attempt: Callable[[Facts], object], some: Facts) -> bool:
    try:
        attempt(some)
    except (*_UNFIT, _NotFacts):
        return True
    return False


def _typed(facts: Facts) -> Iterator[tuple[str, type]]:
    """Yield the place and type of every value of the tables, such as ("laws[].versions[]", str).

    A word or name that is empty is of no type: as a phrase to be left out it would stand between any two characters.
    """
    waiting: list[tuple[str, Any]] = [(key, table) for key, table in facts.items() if key != _HEAD]
    while waiting:
        place, value = waiting.pop()
        yield place, type(None if value == "" and place.endswith(("[]", ".name")) else value)
        if isinstance(value, list):
            waiting += [(f"{place}[]", each) for each in value]
        elif isinstance(value, dict):  # the keys of an entry are its fields, those of a mapping are facts
            fields = place.endswith("[]")
            waiting += [(f"{place}.{key}" if fields else f"{place}{{}}", each) for key, each in value.items()]


def _merge(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {**ours, **theirs}
    if not isinstance(ours, list) or not isinstance(theirs, list):
        raise _NotFacts
    if not _named(ours) or not _named(theirs):
        return theirs + [entry for entry in ours if entry not in theirs]
    table = {entry["name"]: entry for entry in ours}
    return list((table | {entry["name"]: entry for entry in theirs}).values())


def _named(entries: Sequence[Any]) -> bool:
    return all(isinstance(entry, dict) and "name" in entry for entry in entries)
