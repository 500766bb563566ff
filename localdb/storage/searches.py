"""The search log of each matter (法发〔2020〕24号 art 3), and how many hits of a tier were really read."""

import json
from dataclasses import replace
from datetime import datetime

from localdb.model.kinds import Method, Tier, TierState
from localdb.model.matter import SearchLog, TierCount
from localdb.storage.connection import Row, Store
from localdb.storage.values import list_in


class Searches:
    """Keep the table `searches`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, log: SearchLog) -> SearchLog:
        """Store a search; return it with its number."""
        row = _row(log)
        places = ", ".join(f":{name}" for name in row)
        with self._store.write():
            added = self._store.execute(f"INSERT INTO searches ({', '.join(row)}) VALUES ({places})", row)
        return replace(log, number=int(added.lastrowid or 0))

    def update(self, log: SearchLog) -> None:
        """Store a search over the one of its number."""
        row = _row(log)
        places = ", ".join(f"{name} = :{name}" for name in row)
        with self._store.write():
            self._store.execute(f"UPDATE searches SET {places} WHERE number = :number", {**row, "number": log.number})

    def get(self, number: int) -> SearchLog | None:
        """Return one search; None when there is none of this number."""
        rows = self._store.rows("SELECT * FROM searches WHERE number = ?", (number,))
        return _log(rows[0]) if rows else None

    def of(self, matter: int) -> list[SearchLog]:
        """Return the searches of a matter, the earliest first."""
        rows = self._store.rows("SELECT * FROM searches WHERE matter = ? ORDER BY number", (matter,))
        return [_log(row) for row in rows]

    def set_tiers(self, number: int, tiers: tuple[TierCount, ...]) -> None:
        """Replace the counts of a search."""
        with self._store.write():
            self._store.execute("UPDATE searches SET tiers = ? WHERE number = ?", (list_in(tiers), number))


def _row(log: SearchLog) -> Row:
    return {
        "matter": log.matter,
        "at": log.at.isoformat(),
        "who": log.who,
        "court": log.court,
        "method": log.method,
        "query": log.query,
        "library_version": log.library_version,
        "library_cases": log.library_cases,
        "tiers": list_in(log.tiers),
    }


def _log(row: Row) -> SearchLog:
    return SearchLog(
        matter=row["matter"],
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        court=row["court"],
        method=Method(row["method"]),
        query=row["query"],
        library_version=row["library_version"],
        library_cases=row["library_cases"],
        tiers=tuple(
            TierCount(Tier(tier), TierState(state), *counts) for tier, state, *counts in json.loads(row["tiers"])
        ),
        number=row["number"],
    )
