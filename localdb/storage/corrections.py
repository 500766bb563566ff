"""What the judge corrected of the graph of each matter: elements that are there, and that are not."""

from localdb.model.graph import Corrections, Said
from localdb.storage.connection import Store


class CorrectionBook:
    """Keep the table `corrections`, a row an element of a matter."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, matter: int, corrections: Corrections) -> None:
        """Store the corrections of a matter over all that were there."""
        rows = [(matter, *element, said) for element, said in corrections.said.items()]
        with self._store.write():
            self._store.execute("DELETE FROM corrections WHERE matter = ?", (matter,))
            self._store.executemany("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)", rows)

    def of(self, matter: int) -> Corrections:
        """Return the corrections of a matter in the order in which they were made."""
        rows = self._store.rows("SELECT * FROM corrections WHERE matter = ? ORDER BY rowid", (matter,))
        return Corrections({(row["element_group"], row["name"]): Said(row["said"]) for row in rows})
