"""One opaque blob a case, worked out once for ranking; can be thrown away and made again."""

from collections.abc import Iterable, Mapping, Sequence

from localdb.storage.connection import Store, marks, pieces


class Features:
    """Keep the table `features`. Writes join the caller's transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, features: Mapping[str, bytes]) -> None:
        """Keep blobs, replacing what was there."""
        self._store.executemany("INSERT OR REPLACE INTO features VALUES (?, ?)", list(features.items()))

    def get(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the blobs of these keys, missing ones left out."""
        found: dict[str, bytes] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT key, body FROM features WHERE key IN ({marks(piece)})", piece)
            found |= {row["key"]: row["body"] for row in rows}
        return found

    def forget(self, keys: Iterable[str]) -> None:
        """Throw blobs away."""
        self._store.executemany("DELETE FROM features WHERE key = ?", [(key,) for key in keys])
