"""Adoptions: which passage of which case went into a draft, and where."""

from collections.abc import Sequence
from dataclasses import replace

from localdb.model.kinds import Section
from localdb.model.matter import Adoption
from localdb.storage.connection import Row, Store, marks, pieces
from localdb.storage.values import moment_in, moment_out


class Adoptions:
    """Keep the table `adoptions`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, adoption: Adoption) -> Adoption:
        """Store a new adoption; return it with its number."""
        row = _row(adoption)
        names = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(f":{name}" for name in row)
        with self._store.write():
            added = self._store.execute(f"INSERT INTO adoptions ({names}) VALUES ({places})", row)
        return replace(adoption, number=int(added.lastrowid or 0))

    def update(self, adoption: Adoption) -> None:
        """Store where the passage stands now, or that it is gone from the draft."""
        sql = 'UPDATE adoptions SET text = ?, start = ?, "end" = ?, removed = ? WHERE number = ?'
        values = (adoption.text, adoption.start, adoption.end, adoption.removed, adoption.number)
        with self._store.write():
            self._store.execute(sql, values)

    def of(self, matter: int) -> list[Adoption]:
        """Return the adoptions of a matter in the order in which they were made."""
        rows = self._store.rows("SELECT * FROM adoptions WHERE matter = ? ORDER BY number", (matter,))
        return [_adoption(row) for row in rows]

    def counts(self, case_keys: Sequence[str]) -> dict[str, int]:
        """Return how often each of these cases was adopted from, over all matters; never is left out."""
        found: dict[str, int] = {}
        for piece in pieces(case_keys):
            sql = (
                "SELECT case_key, count(*) AS times FROM adoptions "
                f"WHERE NOT removed AND case_key IN ({marks(piece)}) GROUP BY case_key"
            )
            found |= {row["case_key"]: row["times"] for row in self._store.rows(sql, piece)}
        return found


def _row(adoption: Adoption) -> Row:
    return {
        "matter": adoption.matter,
        "case_key": adoption.case_key,
        "section": adoption.section,
        "text": adoption.text,
        "citation": adoption.citation,
        "start": adoption.start,
        "end": adoption.end,
        "at": moment_in(adoption.at),
        "removed": adoption.removed,
    }


def _adoption(row: Row) -> Adoption:
    return Adoption(
        matter=row["matter"],
        case_key=row["case_key"],
        section=Section(row["section"]),
        text=row["text"],
        citation=row["citation"],
        start=row["start"],
        end=row["end"],
        at=moment_out(row["at"]),
        number=row["number"],
        removed=bool(row["removed"]),
    )
