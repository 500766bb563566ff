"""Cases submitted by the parties of a matter (法发〔2020〕24号 art 10) and the court's answer to each."""

from dataclasses import replace

from localdb.model.matter import SubmittedCase
from localdb.storage.connection import Store


class Submitted:
    """Keep the table `submitted`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, case: SubmittedCase) -> SubmittedCase:
        """Store a new case (number 0) or replace one; return it with its number."""
        values = (case.number or None, case.matter, case.party, case.citation, case.answer, case.binding)
        with self._store.write():
            added = self._store.execute("INSERT OR REPLACE INTO submitted VALUES (?, ?, ?, ?, ?, ?)", values)
        return replace(case, number=case.number or int(added.lastrowid or 0))

    def remove(self, number: int) -> int:
        """Delete one; return the matter it belonged to, 0 when there was none."""
        with self._store.write():
            matter = self._store.value("SELECT matter FROM submitted WHERE number = ?", (number,))
            self._store.execute("DELETE FROM submitted WHERE number = ?", (number,))
        return int(matter or 0)

    def of(self, matter: int) -> list[SubmittedCase]:
        """Return the submitted cases of a matter in the order of entry."""
        rows = self._store.rows("SELECT * FROM submitted WHERE matter = ? ORDER BY number", (matter,))
        return [
            SubmittedCase(
                matter=row["matter"],
                party=row["party"],
                citation=row["citation"],
                answer=row["answer"],
                binding=bool(row["binding"]),
                number=row["number"],
            )
            for row in rows
        ]
