"""Which new cases were announced beside which matter, so that each is announced once."""

from collections.abc import Iterable
from datetime import datetime

from localdb.storage.connection import Store
from localdb.storage.values import moment_in


class Announced:
    """Keep the table `announced`, a row a matter and case."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, matter: int) -> set[str]:
        """Return the keys of the cases that were announced beside a matter, or looked at for it."""
        rows = self._store.rows("SELECT case_key FROM announced WHERE matter = ?", (matter,))
        return {row["case_key"] for row in rows}

    def add(self, matter: int, keys: Iterable[str], at: datetime) -> None:
        """Take down that cases were announced."""
        rows = [(matter, key, moment_in(at)) for key in keys]
        with self._store.write():
            self._store.executemany("INSERT OR IGNORE INTO announced VALUES (?, ?, ?)", rows)
