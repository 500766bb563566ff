"""The doctor: what is installed, where things lie, how large they are, and what is wrong. Never a word of a case.

It changes nothing: a database that is not there is not made, work.db is not opened, no passphrase is asked for.
"""

import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from localdb.engine.workspace import Workspace
from localdb.model.errors import DiskTrouble, FileMissing, FileUnreadable, LeianError, LibraryBusy, NewerFile
from localdb.model.library import LibraryState
from localdb.storage import secret
from localdb.storage.library import Library

PARTS = ("library.db", "work.db", "index", "trust", "models", "logs", "crash")
PACKAGES = (
    "leian", "PySide6-Essentials", "Whoosh-Reloaded", "rjieba", "numpy", "sqlite-utils", "sqlcipher3", "keyring",
    "argon2-cffi", "zstandard", "python-docx", "mammoth", "pypdfium2", "platformdirs",
)  # fmt: skip
LEAST_FREE = 2**30  # bytes on the disk of the data folder


class Problem(NamedTuple):
    """Name what is wrong: `kind` is a key of desktop/words, `values` its facts (paths, sizes, versions)."""

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """Hold what the doctor found. Sizes in bytes, 0 for what is not there; `library` None when there is none yet.

    `key` says how the key of work.db is kept: keyring, passphrase, sample, or "" when there is none yet.
    """

    versions: Mapping[str, str]
    data: Path
    resources: Path
    sizes: Mapping[str, int]
    free: int
    library: LibraryState | None = None
    key: str = ""
    problems: tuple[Problem, ...] = ()


def examine(ws: Workspace) -> Health:
    """Look at everything and change nothing; what cannot be read becomes a problem, not an error."""
    problems = [*_missing_packages(), *_wide_open(ws.data), *_tables(ws)]
    library, found = _library(ws)
    key, trouble = _key(ws.data)
    free = shutil.disk_usage(ws.data).free
    problems += [*found, *trouble, *([Problem("disk_low", (str(free),))] if free < LEAST_FREE else [])]
    return Health(
        versions=_versions(),
        data=ws.data,
        resources=ws.resources,
        sizes={name: _size(ws.data / name) for name in PARTS},
        free=free,
        library=library,
        key=key,
        problems=tuple(problems),
    )


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "system": platform.platform(), "sqlite": sqlite3.sqlite_version}
    return found | {name: _version(name) for name in PACKAGES} | {"executable": sys.executable}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _missing_packages() -> list[Problem]:
    return [Problem("package_missing", (name,)) for name in PACKAGES if not _version(name) and name != "leian"]


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            return sum(_size(inner) for inner in path.iterdir())
        journals = (path.with_name(path.name + end) for end in ("", "-wal"))
        return sum(file.stat().st_size for file in journals if file.exists())
    except OSError:
        return 0


def _wide_open(data: Path) -> Iterator[Problem]:
    """Find what other users of the machine could read; Windows keeps rights elsewhere."""
    if sys.platform == "win32":
        return
    for path in (data, data / "library.db", data / "work.db", data / secret.NOTE):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Problem("others_may_read", (str(path),))


def _tables(ws: Workspace) -> Iterator[Problem]:
    try:
        _ = ws.reference
    except (FileMissing, FileUnreadable) as error:
        yield Problem("table_unreadable", (str(error.path),))


def _library(ws: Workspace) -> tuple[LibraryState | None, list[Problem]]:
    path = ws.data / "library.db"
    if not path.exists():
        return None, []
    try:
        with closing(Library(path, read_only=True)) as library:
            state, damage = library.state(), library.check()
    except LeianError as error:
        return None, [_told(error, path)]
    problems = [Problem("library_damaged", (str(path), damage))] if damage else []
    if state.indexed < state.cases:
        problems.append(Problem("index_behind", (str(state.indexed), str(state.cases))))
    return state, problems


def _told(error: LeianError, path: Path) -> Problem:
    if isinstance(error, NewerFile):
        return Problem("newer_file", (str(path), str(error.found), str(error.known)))
    if isinstance(error, LibraryBusy):
        return Problem("library_busy", (str(path),))
    if isinstance(error, DiskTrouble) and error.reason == "older":
        return Problem("older_file", (str(path),))
    reason = error.reason if isinstance(error, DiskTrouble) else type(error).__name__
    return Problem("library_unreadable", (str(path), reason))


def _key(data: Path) -> tuple[str, list[Problem]]:
    try:
        kept = secret.how_kept(data)
    except DiskTrouble as error:
        return "", [Problem("key_note_damaged", (str(error.path),))]
    if not kept and (data / "work.db").exists():
        return kept, [Problem("key_note_missing", (str(data / secret.NOTE),))]
    return kept, []
