"""What a role of the feed holds, id by id: the publisher's own note, so that nothing is published twice.

It lies beside the feed, never in it, and says nothing that the feed does not: lost or stale, it is read out of the
shards again. Only digests lie here, no text.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from localdb.model.errors import DiskTrouble, PublishFault, ShardDamaged, disk_reason
from localdb.storage.folders import private_folder
from localdb.sync.feed_folder import FeedFolder
from localdb.sync.sequence import Entry
from localdb.sync.shards import Model, Operation, Put, Table, Withdraw, read

_VERSION = 1
_SCHEMA = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE IF NOT EXISTS operation (
    role TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, op TEXT NOT NULL, digest BLOB NOT NULL, origin BLOB,
    PRIMARY KEY (role, kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shard (
    role TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (role, first)
) WITHOUT ROWID;
"""
NOTE = "published.db"
CASE, TABLE, MODEL = "case", "table", "model"
PUT, WITHDRAWN = "put", "withdraw"


class Held(NamedTuple):
    """Say of an id what its last operation in the feed was; `origin` is the digest of the input it came from."""

    op: str
    digest: bytes
    origin: bytes


class Published:
    """Hold open the publisher's note of a feed, in `folder`; a damaged or foreign one begins anew."""

    def __init__(self, folder: Path) -> None:
        self.path = private_folder(folder) / NOTE
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)  # it says nothing that the feed does not
            self._db = self._open()

    def close(self) -> None:
        """Close it; what was not kept is forgotten."""
        self._db.close()

    def catch_up(self, role: str, entries: Sequence[Entry], feed: FeedFolder) -> None:
        """Take in the shards of a role that the note does not know yet; begin anew where it knows others.

        Raises:
            PublishFault: "shard_lost"; a shard is not there, or not what was signed.
        """
        known = {(first, last, digest) for first, last, digest in self._shards(role)}
        there = [(e.shard.name.first, e.shard.name.last, e.target.hashes["sha256"]) for e in entries]
        if not known <= set(there):
            self._forget(role)
            known = set()
        for entry, told in zip(entries, there, strict=True):
            if told not in known:
                self._take(role, entry, feed)
        self.keep()

    def replaced(self, role: str, entries: Sequence[Entry]) -> None:
        """Note that compaction has put these shards in the place of others; what they hold is the same."""
        self._db.execute("DELETE FROM shard WHERE role = ?", (role,))
        for entry in entries:
            self.note_shard(role, entry)
        self.keep()

    def get(self, role: str, kind: str, ident: str) -> Held | None:
        """Return the last operation of an id."""
        row = self._db.execute(
            "SELECT op, digest, origin FROM operation WHERE role = ? AND kind = ? AND id = ?", (role, kind, ident)
        ).fetchone()
        return Held(row[0], row[1], row[2] or b"") if row else None

    def note(self, role: str, operation: Operation, digest: bytes, origin: bytes = b"") -> None:
        """Note an operation that goes out."""
        kind, ident, op = key_of(operation)
        self._db.execute(
            "INSERT OR REPLACE INTO operation VALUES (?, ?, ?, ?, ?, ?)", (role, kind, ident, op, digest, origin)
        )

    def note_origin(self, role: str, ident: str, origin: bytes) -> None:
        """Note from what input a case came that the feed holds already."""
        self._db.execute(
            "UPDATE operation SET origin = ? WHERE role = ? AND kind = ? AND id = ?", (origin, role, CASE, ident)
        )

    def note_shard(self, role: str, entry: Entry) -> None:
        """Note that a shard is taken in."""
        name, digest = entry.shard.name, entry.target.hashes["sha256"]
        self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?, ?, ?)", (role, name.first, name.last, digest))

    def keep(self) -> None:
        """Keep what was noted."""
        self._db.commit()

    def _take(self, role: str, entry: Entry, feed: FeedFolder) -> None:
        path = feed.target(entry.target)
        if not feed.holds(entry.target):
            raise PublishFault("shard_lost", str(path))
        try:
            with path.open("rb") as stream:
                for line in read(stream, entry.shard) if entry.shard.known else ():
                    if line.operation is not None:
                        self.note(role, line.operation, line.digest)
        except ShardDamaged as error:
            raise PublishFault("shard_lost", str(path)) from error
        except OSError as error:
            raise DiskTrouble(path, disk_reason(error)) from error
        self.note_shard(role, entry)

    def _shards(self, role: str) -> list[tuple[int, int, str]]:
        return self._db.execute("SELECT first, last, digest FROM shard WHERE role = ?", (role,)).fetchall()

    def _forget(self, role: str) -> None:
        for table in ("operation", "shard"):
            self._db.execute(f"DELETE FROM {table} WHERE role = ?", (role,))

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path)
        try:
            sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if not sound or db.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
                raise sqlite3.DatabaseError
            db.executescript(_SCHEMA)
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db


def key_of(operation: Operation) -> tuple[str, str, str]:
    """Return kind, id and name of an operation: the last one of a kind and id counts (FEED.md)."""
    match operation:
        case Put(case):
            return CASE, str(case.get("id", "")), PUT
        case Withdraw(ident):
            return CASE, ident, WITHDRAWN
        case Table(name):
            return TABLE, name, "table"
        case Model(name):
            return MODEL, name, "model"
