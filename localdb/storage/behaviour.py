"""What was recorded of how the user reads: events as they came. What follows from them is localdb/profile's."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from localdb.model.behaviour import Act, Behaviour
from localdb.model.errors import LibraryBusy
from localdb.model.kinds import Section
from localdb.storage.connection import Store


class BehaviourLog:
    """Keep the table `behaviour`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, events: Iterable[Behaviour]) -> int:
        """Store events; return how many."""
        rows = [(e.at.isoformat(), e.act, e.section, e.case_key, e.seconds, e.characters) for e in events]
        sql = "INSERT INTO behaviour (at, act, section, case_key, seconds, characters) VALUES (?, ?, ?, ?, ?, ?)"
        with self._store.write():
            self._store.executemany(sql, rows)
        return len(rows)

    def each(self) -> Iterator[Behaviour]:
        """Yield every event, the oldest first."""
        for row in self._store.rows("SELECT * FROM behaviour ORDER BY number"):
            yield Behaviour(
                at=datetime.fromisoformat(row["at"]),
                act=Act(row["act"]),
                section=Section(row["section"]),
                case_key=row["case_key"],
                seconds=row["seconds"],
                characters=row["characters"],
            )

    def erase(self) -> int:
        """Delete every event, beyond recovery from the file; return how many there were.

        Raises:
            LibraryBusy: they are deleted, but somebody reads on and keeps their traces in the journal; erasing again
                removes these.
        """
        with self._store.write():
            erased = self._store.execute("DELETE FROM behaviour").rowcount
        if not self._store.empty_journal():
            raise LibraryBusy(self._store.path)
        return erased
