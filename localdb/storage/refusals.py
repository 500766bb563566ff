"""Which records were refused, place by place: how many and why, never what they say. Writes join the transaction.

A place is a file or a shard of the feed; what is kept of it is a digest, for names of files may tell of a matter.
"""

import hashlib
from collections.abc import Mapping, Sequence

from localdb.model.library import Refusal
from localdb.storage.connection import Store

Refused = tuple[int, Refusal, str]  # line or place in the file, reason, detail


class Refusals:
    """Keep the table `refused`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, refused: Mapping[str, Sequence[Refused]]) -> None:
        """Keep what was refused of some places, instead of what was kept of them."""
        for name, records in refused.items():
            place = hashlib.blake2b(name.encode(errors="replace"), digest_size=16).digest()
            rows = sorted({line: (line, str(reason), detail) for line, reason, detail in records}.values())
            old = self._store.rows("SELECT line, reason, detail FROM refused WHERE place = ? ORDER BY line", (place,))
            if rows != [tuple(row.values()) for row in old]:
                self._store.execute("DELETE FROM refused WHERE place = ?", (place,))
                self._store.executemany("INSERT INTO refused VALUES (?, ?, ?, ?)", [(place, *row) for row in rows])

    def counts(self) -> dict[tuple[Refusal, str], int]:
        """Return reason and detail -> how many, the most first; reasons of a newer Leian are left out."""
        rows = self._store.rows(
            "SELECT reason, detail, count(*) AS records FROM refused GROUP BY reason, detail "
            "ORDER BY records DESC, reason, detail"
        )
        known = {str(reason): reason for reason in Refusal}
        return {(known[row["reason"]], row["detail"]): row["records"] for row in rows if row["reason"] in known}
