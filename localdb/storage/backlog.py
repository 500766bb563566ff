"""What the index still has to do: filled by every write to the library, drained by localdb/index."""

from collections.abc import Iterable
from typing import NamedTuple

from localdb.storage.connection import Store


class Todo(NamedTuple):
    """Name one case that the index has to take in ("add": again, if it is there) or to drop ("delete")."""

    key: str
    kind: str
    number: int


class Backlog:
    """Keep the table `backlog`: one line a key, the newest wins. Writes join the caller's transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, keys: Iterable[str], kind: str) -> None:
        """Put keys at the end; a key that waits already moves there."""
        rows = [(key, kind) for key in keys]
        if rows:
            self._store.executemany("INSERT OR REPLACE INTO backlog (key, kind) VALUES (?, ?)", rows)

    def next(self, limit: int, after: int = 0) -> list[Todo]:
        """Return the oldest lines, of those that came after the line of this number."""
        sql = "SELECT key, kind, number FROM backlog WHERE number > ? ORDER BY number LIMIT ?"
        rows = self._store.rows(sql, (after, limit))
        return [Todo(row["key"], row["kind"], row["number"]) for row in rows]

    def done(self, todos: Iterable[Todo]) -> None:
        """Strike off these very lines."""
        self._store.executemany("DELETE FROM backlog WHERE number = ?", [(todo.number,) for todo in todos])

    def clear(self) -> None:
        """Strike off all lines."""
        self._store.execute("DELETE FROM backlog")

    def adding(self) -> int:
        """Return how many cases wait to be taken in."""
        return int(self._store.value("SELECT count(*) FROM backlog WHERE kind = 'add'"))
