"""Cases that the court took back: out of the library, still to be opened by who cites them, unless they are 不公开.

Writes join the caller's transaction.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from localdb.model.case import Case
from localdb.model.feed import Tombstone, Withdrawal
from localdb.model.kinds import Status
from localdb.storage.connection import Row, Store, marks, pieces
from localdb.storage.packing import BodyDamaged, pack, unpack

_NAMED = "key, id, title, court, case_no, status, since, by_case, why"
_STATUS = {Withdrawal.OUT: Status.WITHDRAWN, Withdrawal.CHANGED: Status.CHANGED}


class Shelved(NamedTuple):
    """Hold a case as it leaves the library, under one of its keys; `case` is None where it cannot be read any more."""

    key: str
    id: str
    title: str
    court: str
    case_no: str
    origin: bytes
    case: Case | None


class Notice(NamedTuple):
    """Say how the court took a case back: `by` is what replaced it."""

    status: Withdrawal
    since: date
    by: str = ""
    why: str = ""


class Withdrawn:
    """Keep the table `withdrawn`, a row a key."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, shelved: Iterable[Shelved], notice: Notice) -> None:
        """Keep what left the library; the text of what is 不公开 is not kept."""
        hidden = notice.status is Withdrawal.HIDDEN
        self._store.executemany(
            f"INSERT OR REPLACE INTO withdrawn ({_NAMED}, origin, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (*each[:5], *_told(notice), each.origin, None if hidden or each.case is None else pack(each.case))
                for each in shelved
            ],
        )

    def renew(self, key: str, notice: Notice) -> bool:
        """Say anew of a case that was taken back already how it was; False when nothing is new, or it is not here."""
        found = self.among([key]).get(key)
        if found is None or (found.status, found.since, found.by, found.why) == notice:
            return False
        hidden = notice.status is Withdrawal.HIDDEN
        sql = (
            "UPDATE withdrawn SET status = ?, since = ?, by_case = ?, why = ?, body = iif(?, NULL, body) WHERE key = ?"
        )
        self._store.execute(sql, (*_told(notice), hidden, key))
        return True

    def forget(self, keys: Iterable[str]) -> None:
        """Forget cases that came again."""
        self._store.executemany("DELETE FROM withdrawn WHERE key = ?", [(key,) for key in keys])

    def find(self, name: str) -> Tombstone | None:
        """Return what is known of a case by its key or id; None when none of that name was taken back."""
        rows = self._store.rows(
            f"SELECT {_NAMED} FROM withdrawn WHERE key = ? OR id = ? ORDER BY key != ?", (name,) * 3
        )
        return _tombstone(rows[0]) if rows else None

    def all(self) -> list[Tombstone]:
        """Return everything that was taken back."""
        return [_tombstone(row) for row in self._store.rows(f"SELECT {_NAMED} FROM withdrawn ORDER BY key")]

    def among(self, keys: Sequence[str]) -> dict[str, Tombstone]:
        """Return those of these keys that were taken back."""
        found: dict[str, Tombstone] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT {_NAMED} FROM withdrawn WHERE key IN ({marks(piece)})", piece)
            found |= {row["key"]: _tombstone(row) for row in rows}
        return found

    def case(self, key: str) -> Case | None:
        """Return the text of a case that was taken back, with its state; None where it is not kept or not readable."""
        rows = self._store.rows("SELECT body, status, by_case FROM withdrawn WHERE key = ?", (key,))
        with suppress(BodyDamaged):
            if rows and rows[0]["body"] is not None:
                status = _STATUS[Withdrawal(rows[0]["status"])]
                return replace(unpack(rows[0]["body"]), status=status, superseded_by=rows[0]["by_case"])
        return None

    def origins(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return key -> digest of the input that a case was last read from, of those that were taken back."""
        found: dict[str, bytes] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT key, origin FROM withdrawn WHERE key IN ({marks(piece)})", piece)
            found |= {row["key"]: row["origin"] for row in rows}
        return found


def _told(notice: Notice) -> tuple[str, str, str, str]:
    return notice.status, notice.since.isoformat(), notice.by, notice.why


def _tombstone(row: Row) -> Tombstone:
    return Tombstone(
        row["key"],
        row["id"],
        row["title"],
        row["court"],
        row["case_no"],
        Withdrawal(row["status"]),
        date.fromisoformat(row["since"]),
        row["by_case"],
        row["why"],
    )
