"""Facts about the whole of a database, by name."""

from localdb.model.errors import DiskTrouble
from localdb.storage.connection import Store

VERSION = "version"


class Meta:
    """Keep names and values in the table `meta`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str) -> str | None:
        """Return a value; None when it was never set."""
        value = self._store.value("SELECT value FROM meta WHERE name = ?", (name,))
        return None if value is None else str(value)

    def set(self, name: str, value: str) -> None:
        """Set a value (inside a transaction of the caller)."""
        self._store.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def version(self) -> int:
        """Return how many batches have changed the database.

        Raises:
            DiskTrouble: what is kept is no number.
        """
        try:
            return int(self.get(VERSION) or 0)
        except ValueError as error:
            raise DiskTrouble(self._store.path, "damaged") from error

    def count_version(self) -> None:
        """Raise the version by one (inside a transaction of the caller)."""
        self.set(VERSION, str(self.version() + 1))
