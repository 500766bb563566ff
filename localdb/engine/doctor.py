"""The doctor: what is installed, where things lie, how large they are, and what is wrong. Never a word of a case.

It changes nothing: what is not there is not made, databases and index are opened for reading only, and nobody is asked
for a passphrase.
"""

import os
import platform
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from localdb.engine.corrections import KEPT
from localdb.engine.index_marks import known_to
from localdb.engine.workspace import Workspace
from localdb.index.port import IndexDamaged, IndexOutdated
from localdb.index.whoosh_index import WhooshIndex
from localdb.model.errors import (
    DiskTrouble,
    FileMissing,
    FileUnreadable,
    KeyNeeded,
    LeianError,
    LibraryBusy,
    NewerFile,
    WorkLost,
    WrongKey,
    free_bytes,
)
from localdb.model.library import LibraryState
from localdb.ranking.features import VERSION
from localdb.storage import secret
from localdb.storage.library import Library
from localdb.storage.work import Work

PARTS = ("library.db", "work.db", "index", "trust", "models", "logs", "crash")
PACKAGES = (
    "leian", "PySide6-Essentials", "Whoosh-Reloaded", "rjieba", "numpy", "sqlite-utils", "sqlcipher3", "keyring",
    "argon2-cffi", "zstandard", "python-docx", "mammoth", "pypdfium2", "platformdirs",
)  # fmt: skip
LEAST_FREE = 2**30  # bytes on the disk of the data folder
# What a kill leaves.
_LEFT = (
    "*.part", ".~*", "index/*.part", "index/MAIN.tmp", "models/*.part", "trust/models/*.part", "trust/tables/*.part",
    f"{KEPT}/**/*.part", "*.damaged",
)  # fmt: skip
_BACKUPS = "*.bak"  # what an upgrade keeps of the file before


class Problem(NamedTuple):
    """Name what is wrong: `kind` is a key of desktop/words, `values` its facts (paths, sizes, versions)."""

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """Hold what the doctor found. Sizes in bytes, 0 for what is not there; `library` None when there is none yet.

    `model` is the file of the model of legal labels that is used, None where none can be.
    `key` says how the key of work.db is kept: keyring, passphrase, sample, or "" when there is none yet. `work` is the
    version of its schema, 0 when it was not opened. `left` are files that nobody needs any more,
    `backups` those of before an upgrade, with their sizes.
    """

    versions: Mapping[str, str]
    data: Path
    resources: Path
    sizes: Mapping[str, int]
    free: int
    library: LibraryState | None = None
    model: Path | None = None
    key: str = ""
    work: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
    backups: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def examine(ws: Workspace, passphrase: bytes = b"") -> Health:
    """Look at everything and change nothing; what cannot be read becomes a problem, not an error.

    With its passphrase work.db is opened too where no keyring holds the key.
    """
    problems = [*_missing_packages(), *_rights(ws.data), *_tables(ws)]
    library, found = _library(ws)
    key, trouble = _key(ws.data)
    work, more = _work(ws.data, key, passphrase)
    free = free_bytes(ws.data) or 0
    model, unread = ws.label_files
    problems += [Problem("model_unreadable", (str(path),)) for path in unread]
    problems += [Problem("model_missing")] if model is None else []
    problems += [*found, *trouble, *more, *([Problem("disk_low", (str(free),))] if free < LEAST_FREE else [])]
    return Health(
        versions=_versions(),
        data=ws.data,
        resources=ws.resources,
        sizes={name: _size(ws.data / name) for name in PARTS},
        free=free,
        library=library,
        model=model,
        key=key,
        work=work,
        left=_sizes(ws.data, _LEFT),
        backups=_sizes(ws.data, (_BACKUPS,)),
        problems=tuple(problems),
    )


def _sizes(data: Path, patterns: Iterable[str]) -> dict[str, int]:
    return {str(path.relative_to(data)): _size(path) for name in patterns for path in sorted(data.glob(name))}


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


def _rights(data: Path) -> Iterator[Problem]:
    """Find what this user cannot write, and what others of the machine could read (Windows keeps that elsewhere)."""
    parts = [data / name for name in ("library.db", "work.db", secret.NOTE, "index")]
    for path in (data, *parts):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)):
            yield Problem("not_writable", (str(path),))
    if sys.platform == "win32":
        return
    for path in (data, *parts):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Problem("others_may_read", (str(path),))


def _tables(ws: Workspace) -> Iterator[Problem]:
    try:
        _ = ws.reference
    except (FileMissing, FileUnreadable) as error:
        yield Problem("table_unreadable", (str(error.path),))
    for path, reason, line, kept, fed in ws.unread_tables:
        told = (str(path), reason, str(line), "kept" if kept else "", "fed" if fed else "")
        yield Problem("correction_unreadable", told)


def _library(ws: Workspace) -> tuple[LibraryState | None, list[Problem]]:
    path = ws.data / "library.db"
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return None, [Problem("library_lost", (str(path),))] if any(ws.data.glob("index/*.toc")) else []
    try:
        with closing(Library(path, read_only=True)) as library:
            state, damage, unreadable = library.state(), library.check(), library.unreadable()
            problems = [Problem("library_damaged", (str(path), damage))] if damage else []
            if unreadable:
                problems.append(Problem("cases_unreadable", (str(unreadable),)))
            return state, [*problems, *_index(ws, library, state)]
    except LeianError as error:
        return None, [_told(error, path, "library_unreadable")]


def _index(ws: Workspace, library: Library, state: LibraryState) -> Iterator[Problem]:
    """Look at the index of a library that can be read, and at whether they belong together."""
    folder = ws.index_folder
    if folder.exists() and not folder.is_dir():
        yield Problem("index_unreadable", (str(folder), "in_the_way"))
    elif state.indexed < state.cases:
        yield Problem("index_behind", (str(state.indexed), str(state.cases)))
    elif state.cases:
        try:
            with closing(WhooshIndex.load(folder)) as index:
                index.check()
                if index.words != ws.segmenter.fingerprint:
                    yield Problem("index_outdated", (str(folder),))
                if known_to(library, index, VERSION) is not None:
                    yield Problem("index_apart", (str(index.cases), str(state.cases)))
        except IndexOutdated:
            yield Problem("index_outdated", (str(folder),))
        except IndexDamaged:
            yield Problem("index_damaged", (str(folder),))
        except DiskTrouble as error:
            yield _told(error, folder, "index_unreadable")
        except (FileMissing, FileUnreadable):
            return  # a table; told already


def _told(error: LeianError, path: Path, kind: str) -> Problem:
    if isinstance(error, NewerFile):
        return Problem("newer_file", (str(path), str(error.found), str(error.known)))
    if isinstance(error, LibraryBusy):
        return Problem("library_busy", (str(path),))
    if isinstance(error, DiskTrouble) and error.reason == "older":
        return Problem("older_file", (str(path),))
    if isinstance(error, DiskTrouble):
        return Problem(kind, (str(error.path), error.reason))
    return Problem(kind, (str(path), "damaged"))


def _work(data: Path, kept: str, passphrase: bytes) -> tuple[int, list[Problem]]:
    """Open work.db if its key is at hand; return the version of its schema, 0 where it stays closed."""
    path = data / "work.db"
    try:
        if not kept:
            return 0, []  # there is none yet, or _key has told
        secret.not_lost(data)
        if not path.exists() or not path.stat().st_size:
            return 0, []
        key = _key_at_hand(data, kept, passphrase)
        if key is None:
            return 0, []
        with closing(Work(path, key, read_only=True)) as work:
            damage = work.check()
            return int(work.store.value("PRAGMA user_version")), (
                [Problem("work_unreadable", (str(path), "damaged"))] if damage else []
            )
    except WorkLost:
        return 0, [Problem("work_lost", (str(path),))]
    except KeyNeeded:
        return 0, [Problem("key_unavailable", (str(path),))]
    except WrongKey:
        return 0, [Problem("work_unreadable", (str(path), "other_key"))]
    except LeianError as error:
        return 0, [_told(error, path, "work_unreadable")]


def _key_at_hand(data: Path, kept: str, passphrase: bytes) -> bytes | None:
    if kept == "keyring":
        return secret.key_from_keyring(data)
    if kept == "sample":
        return secret.key_beside(data)
    return secret.key_from_passphrase(data, passphrase) if passphrase else None


def _key(data: Path) -> tuple[str, list[Problem]]:
    try:
        kept = secret.how_kept(data)
    except DiskTrouble as error:
        return "", [Problem("key_note_unreadable", (str(error.path), error.reason))]
    if not kept and (data / "work.db").exists():
        return kept, [Problem("key_note_missing", (str(data / secret.NOTE),))]
    return kept, []
