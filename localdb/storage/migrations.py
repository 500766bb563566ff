"""The way from an older schema to today's: numbered steps, one transaction each, a backup first. No schema here."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from localdb.model.errors import DiskTrouble, LibraryBusy, NewerFile, disk_reason

Step = Callable[[Database], None]


@dataclass(frozen=True, slots=True)
class Schema:
    """Hold today's schema as one script, and the steps that lead to it from every released version.

    `steps[n]` leads from version n + 1 to n + 2; a fresh file is made by `fresh` alone and gets the latest version.
    """

    fresh: str
    steps: tuple[Step, ...] = ()

    @property
    def version(self) -> int:
        """Return today's version; the first released schema is 1."""
        return len(self.steps) + 1


def migrate(db: Database, path: Path, schema: Schema) -> int:
    """Bring a database up to today's schema; return the version that it had before (0 for a fresh file).

    Raises:
        NewerFile: a newer Leian wrote the file; it is left as it is.
        DiskTrouble, LibraryBusy: the backup cannot be made; the file is left as it is.
    """
    found = _found(db, path, schema)
    if found == 0:
        _make(db, schema)
    elif found < schema.version:
        _back_up(db, path, found)
        for number in range(found, schema.version):
            _step(db, schema.steps[number - 1], number + 1)
    return found


def check(db: Database, path: Path, schema: Schema) -> int:
    """Return the version of a database that is to be read as it is.

    Raises:
        NewerFile: a newer Leian wrote it.
        DiskTrouble: an older one did, and nobody may bring it up to date now.
    """
    found = _found(db, path, schema)
    if found < schema.version:
        raise DiskTrouble(path, "older")
    return found


def _found(db: Database, path: Path, schema: Schema) -> int:
    found = _version(db)
    if found > schema.version:
        raise NewerFile(path, found, schema.version)
    return found


def _make(db: Database, schema: Schema) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == 0:  # another process may have been quicker
            for statement in schema.fresh.split(";"):
                if statement.strip():
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {schema.version}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _step(db: Database, step: Step, version: int) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == version - 1:
            step(db)
            db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _version(db: Database) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _back_up(db: Database, path: Path, version: int) -> None:
    busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:  # somebody reads: the copy would lack what still lies in the journal
        raise LibraryBusy(path)
    copy = path.with_name(f"{path.name}.v{version}.bak")
    try:
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
    except OSError as error:
        raise DiskTrouble(copy, disk_reason(error)) from error
