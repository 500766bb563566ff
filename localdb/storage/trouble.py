"""What SQLite says, told as errors that Leian foresees. Errors of our own SQL are bugs and pass through."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3

from localdb.model.errors import DiskTrouble, LeianError, LibraryBusy, WrongKey

_BUSY = ("is locked", "is busy")
_NOT_A_DATABASE = ("file is not a database", "file is encrypted")
_TROUBLE = {
    "malformed": "damaged",
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
        return WrongKey(str(path)) if encrypted else DiskTrouble(path, "damaged")
    return next((DiskTrouble(path, reason) for cue, reason in _TROUBLE.items() if cue in message), None)
