"""One SQLite file: a connection a thread, WAL, transactions, errors told. No tables here."""

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlcipher3
from sqlite_utils import Database

from localdb.model.errors import Cancelled
from localdb.storage.folders import private_file, private_folder
from localdb.storage.migrations import Schema, check, found, migrate
from localdb.storage.trouble import told

BUSY_SECONDS = 10.0
Row = dict[str, Any]
Value = TypeVar("Value")
_HALVES = re.compile("[\ud800-\udfff]")
# A commit to a plain file survives the death of the process; after a power cut the last ones may be gone (they can be
# fetched again), the file stays sound. A commit to an encrypted file survives a power cut. What is erased from either
# leaves no trace in its pages (`secure_delete`; importing 1,500 judgments costs no more by it).
_PLAIN = ("synchronous = NORMAL", "secure_delete = ON", "foreign_keys = ON")
_ENCRYPTED = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")


class Store:
    """Hold one database file open, a connection for every thread that asks; encrypted if a raw key is given.

    With `read_only` nothing of the file is changed, neither its rights nor its schema; an older one is DiskTrouble.

    Raises (from every method that touches the file): LibraryBusy, DiskTrouble, WrongKey; on opening NewerFile too.
    """

    def __init__(self, path: Path, schema: Schema, key: bytes | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self._schema = schema
        self._key = key
        self._read_only = read_only
        self._local = threading.local()
        self._guard = threading.Lock()
        self._open: list[tuple[threading.Thread, Database]] = []
        self._closed = False
        if not read_only:
            private_folder(path.parent)
            private_file(path)
        try:
            with self.told():
                (check if read_only else migrate)(self.db, path, schema)
        except BaseException:
            self.close()
            raise

    @property
    def db(self) -> Database:
        """Return this thread's own connection."""
        db: Database | None = getattr(self._local, "db", None)
        if self._closed:
            raise Cancelled
        if db is None:
            db = self._local.db = self._new()
        return db

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Read all rows of a query."""
        with self.told():
            cursor = self.db.execute(sql, sound(parameters))  # Database.query makes three statements of one
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Read the first column of the first row; None where there is no row."""
        row = self.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def execute(self, sql: str, parameters: Sequence[object] | Row = ()) -> sqlite3.Cursor:
        """Run one statement, inside the open transaction if there is one."""
        with self.told():
            return self.db.execute(sql, sound(parameters))

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each row, inside the open transaction."""
        with self.told():
            self.db.conn.executemany(sql, [sound(row) for row in rows])

    @contextmanager
    def write(self) -> Iterator[None]:
        """Open a transaction: all of it is committed, or none. Nested use joins the outer one."""
        db = self.db
        if db.conn.in_transaction:
            yield
            return
        with self.told():
            db.execute("BEGIN IMMEDIATE")
            try:
                yield
                db.execute("COMMIT")
            except BaseException:
                db.rollback()
                raise

    def stamp(self) -> tuple[int, int]:
        """Return what is another, for this thread, once anybody has written to the file."""
        return int(self.value("PRAGMA data_version")), self.db.conn.total_changes

    def empty_journal(self) -> bool:
        """Bring everything from the journal into the file and empty it; False when somebody who reads prevents it."""
        with self.told():
            return not self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    def vacuum(self) -> None:
        """Write the file anew without its free pages; needs as much room again for a moment."""
        with self.told():
            self.db.execute("VACUUM")

    def close(self) -> None:
        """Close the connections of all threads; threads that come later get Cancelled."""
        with self._guard:
            self._closed = True
            for _, db in self._open:
                db.close()
            self._open.clear()

    def _new(self) -> Database:
        with self.told():
            connection = (_look_at if self._read_only else _connect)(self.path, self._key)
            try:
                db = Database(connection, execute_plugins=False)
                found(db, self.path, self._schema)  # before anything is changed; tries the key too
                if not self._read_only:
                    connection.execute("PRAGMA journal_mode = WAL").fetchone()
                    for setting in _ENCRYPTED if self._key else _PLAIN:
                        connection.execute(f"PRAGMA {setting}")
            except BaseException:
                connection.close()
                raise
        with self._guard:
            self._forget_dead()
            if not self._closed:
                self._open.append((threading.current_thread(), db))
                return db
        db.close()  # it was being opened when all were closed
        raise Cancelled

    def _forget_dead(self) -> None:
        for thread, db in self._open:
            if not thread.is_alive():
                db.close()
        self._open = [(thread, db) for thread, db in self._open if thread.is_alive()]

    def told(self) -> AbstractContextManager[None]:
        """Tell errors of SQLite about this file as errors that Leian foresees."""
        return told(self.path, encrypted=self._key is not None)


def _connect(path: Path, key: bytes | None) -> sqlite3.Connection:
    if key is None:
        return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection = sqlcipher3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    return _unlocked(connection, key)


def _unlocked(connection: Any, key: bytes) -> sqlite3.Connection:
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by us
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return cast(sqlite3.Connection, connection)


def _look_at(path: Path, key: bytes | None) -> sqlite3.Connection:
    # Without a journal nobody has the file open, and SQLite need not make one to read it.
    mode = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
    uri = f"{path.absolute().as_uri()}?{mode}"
    options: dict[str, Any] = {"uri": True, "timeout": BUSY_SECONDS, "isolation_level": None}
    if key is None:
        return cast(sqlite3.Connection, sqlite3.connect(uri, check_same_thread=False, **options))
    return _unlocked(sqlcipher3.connect(uri, check_same_thread=False, **options), key)


def pieces(values: Sequence[Value], size: int = 500) -> Iterator[list[Value]]:
    """Cut a list of parameters into pieces that one statement can carry."""
    for start in range(0, len(values), size):
        yield list(values[start : start + size])


def marks(values: Sequence[object]) -> str:
    """Return the question marks of an IN list."""
    return ", ".join("?" * len(values))


def sound(values: Sequence[object] | Row) -> Any:
    """Mend text that UTF-8 cannot hold: halves of characters come in by pasting and from the command line."""
    if isinstance(values, dict):
        return {name: _sound(value) for name, value in values.items()}
    return [_sound(value) for value in values]


def _sound(value: object) -> object:
    if not isinstance(value, str) or not _HALVES.search(value):
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
