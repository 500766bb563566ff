"""The way from an older schema to today's: numbered steps, one transaction each, a backup first. No schema here."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from localdb.model.errors import DiskTrouble, LibraryBusy, NewerFile, disk_reason

Step = Callable[[Database], None]
_LEAST = 512  # bytes: SQLite takes a file of fewer for an empty one, and would write over it


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

    @property
    def tables(self) -> frozenset[str]:
        """Return the names of today's tables."""
        return frozenset(re.findall(r"CREATE TABLE (\w+)", self.fresh))


def migrate(db: Database, path: Path, schema: Schema) -> int:
    """Bring a database up to today's schema; return the version that it had before (0 for a fresh file).

    Raises:
        NewerFile: a newer Leian wrote the file; it is left as it is.
        DiskTrouble, LibraryBusy: it is another programme's, or the backup cannot be made; the file is left as it is.
    """
    before = found(db, path, schema)
    if before == 0:
        _make(db, schema)
    elif before < schema.version:
        _back_up(db, path, before)
        for number in range(before, schema.version):
            _step(db, schema.steps[number - 1], number + 1)
    return before


def check(db: Database, path: Path, schema: Schema) -> int:
    """Return the version of a database that is to be read as it is.

    Raises:
        NewerFile: a newer Leian wrote it.
        DiskTrouble: another programme did, or an older Leian, and nobody may bring it up to date now.
    """
    version = found(db, path, schema)
    if version < schema.version:
        raise DiskTrouble(path, "older")
    return version


def found(db: Database, path: Path, schema: Schema) -> int:
    """Return the version of a database, 0 for an empty one; change nothing.

    Raises:
        NewerFile: a newer Leian wrote it.
        DiskTrouble: another programme did.
    """
    version, there = _shape(db)
    if not _ours(version, there, schema) or 0 < _size(path) < _LEAST:
        raise DiskTrouble(path, "foreign")
    if version > schema.version:
        raise NewerFile(path, version, schema.version)
    return version


def _shape(db: Database) -> tuple[int, frozenset[str]]:
    """Return version and tables as they are at one moment: another process may be making them."""
    db.execute("BEGIN")
    try:
        rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return _version(db), frozenset(name for (name,) in rows if not name.startswith("sqlite_"))
    finally:
        db.rollback()


def _ours(version: int, there: frozenset[str], schema: Schema) -> bool:
    """Say whether a file is empty, or has today's tables, or, of another version, at least some of them."""
    if version == 0:
        return not there
    if version == schema.version:
        return schema.tables <= there
    return bool(schema.tables & there) or (version > schema.version and not there)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


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
