"""What SQLite says, told as errors that Leian foresees. Errors of our own SQL are bugs and pass through."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3

from localdb.model.errors import DiskTrouble, LeianError, LibraryBusy, WrongKey, free_bytes

_BUSY = ("is locked", "is busy")
_NOT_A_DATABASE = ("file is not a database", "file is encrypted")
_PAGE = 4096  # bytes: what SQLCipher writes at least, and in multiples of
_LEAST = 64 * 1024  # bytes: with less left, SQLite's "disk I/O error" and "unable to open" are a full disk
_PLAIN = b"SQLite format 3\0"
_TROUBLE = {
    "malformed": "damaged",
    "could not decode to utf-8": "damaged",
    "database corruption": "damaged",
    "disk is full": "full",
    "readonly": "read_only",
    "read-only": "read_only",
    "disk i/o error": "io",
    "unable to open": "io",
}


@contextmanager
def told(path: Path, *, encrypted: bool = False) -> Iterator[None]:
    """Turn errors of SQLite or SQLCipher about the file `path` into LibraryBusy, DiskTrouble or WrongKey."""
    try:
        yield
    except (sqlite3.DatabaseError, sqlcipher3.DatabaseError) as error:
        foreseen = _foreseen(str(error).lower(), path, encrypted)
        if foreseen is None:
            raise
        raise foreseen from error


def _foreseen(message: str, path: Path, encrypted: bool) -> LeianError | None:
    if any(cue in message for cue in _BUSY):
        return LibraryBusy(path)
    if any(cue in message for cue in _NOT_A_DATABASE):
        return WrongKey(str(path)) if encrypted and _may_be_ours(path) else DiskTrouble(path, "foreign")
    reason = next((reason for cue, reason in _TROUBLE.items() if cue in message), None)
    return DiskTrouble(path, _why(path, reason)) if reason else None


def _may_be_ours(path: Path) -> bool:
    """Say whether a file that a key does not open may be encrypted at all: whole pages, and no plain database."""
    try:
        with path.open("rb") as file:
            return os.fstat(file.fileno()).st_size % _PAGE == 0 and file.read(len(_PLAIN)) != _PLAIN
    except OSError:
        return True


def _why(path: Path, reason: str) -> str:
    """Look behind SQLite's most general complaint."""
    if reason != "io":
        return reason
    if path.is_dir():
        return "folder"
    free = free_bytes(path)
    if free is not None and free < _LEAST:
        return "full"
    return "denied" if path.exists() and not os.access(path, os.R_OK) else reason
