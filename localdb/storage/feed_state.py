"""How far the court's feed was read into the library, and the tables it corrects. Writes join the transaction.

Belongs here: facts that must be true of the very cases beside them. Does not: what may be trusted (folder trust/).
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from localdb.storage.connection import Store, marks, pieces
from localdb.storage.meta import Meta

_NEWS = "feed news"  # fact in library.db: keys of the new guiding and typical cases of late, as JSON
_MOST_NEWS = 300
_MODELS = "feed models"  # fact in library.db: name -> SHA-256 of the models that the feed gave, as JSON
_ANCHOR = "feed anchor"  # fact in library.db: the digest of the first root by which this library was filled


class FeedState:
    """Keep the tables `feed_folders`, `feed_left`, `feed_tables` and `replaced`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._meta = Meta(store)

    def begin(self, anchor: str) -> None:
        """Begin to count from nothing if the feed is of another root than the one that was read so far."""
        if self._meta.get(_ANCHOR) != anchor:
            self._store.execute("DELETE FROM feed_folders")
            self._store.execute("DELETE FROM feed_left")
            self._meta.set(_ANCHOR, anchor)

    def applied(self) -> dict[str, int]:
        """Return folder -> the last sequence number that was applied."""
        return {row["folder"]: row["applied"] for row in self._store.rows("SELECT * FROM feed_folders")}

    def apply(self, folder: str, number: int) -> None:
        """Take down that a folder is applied up to a number; an earlier one changes nothing."""
        sql = (
            "INSERT INTO feed_folders VALUES (?, ?) "
            "ON CONFLICT (folder) DO UPDATE SET applied = max(applied, excluded.applied)"
        )
        self._store.execute(sql, (folder, number))

    def left(self) -> set[str]:
        """Return the paths of the shards that were passed over because their kind was not known."""
        return {row["path"] for row in self._store.rows("SELECT path FROM feed_left")}

    def leave(self, path: str) -> None:
        """Take down that a shard was passed over."""
        self._store.execute("INSERT OR IGNORE INTO feed_left VALUES (?)", (path,))

    def take_up(self, path: str) -> None:
        """Strike off a shard that was passed over and is applied now."""
        self._store.execute("DELETE FROM feed_left WHERE path = ?", (path,))

    def tables(self) -> dict[str, str]:
        """Return name -> the corrections to a table, as JSON text."""
        return {row["name"]: row["body"] for row in self._store.rows("SELECT * FROM feed_tables ORDER BY name")}

    def put_table(self, name: str, body: str) -> None:
        """Keep the corrections to a table in place of the earlier ones."""
        self._store.execute("INSERT OR REPLACE INTO feed_tables VALUES (?, ?)", (name, body))

    def models(self) -> dict[str, str]:
        """Return name -> SHA-256 of the models that were taken from the feed; the files lie beside library.db."""
        return dict(json.loads(self._meta.get(_MODELS) or "{}"))

    def put_model(self, name: str, digest: str) -> None:
        """Note which model of this name was taken last."""
        self._meta.set(_MODELS, json.dumps(self.models() | {name: digest}))

    def forget_models(self, names: Collection[str]) -> None:
        """Strike models off that note."""
        self._meta.set(_MODELS, json.dumps({name: one for name, one in self.models().items() if name not in names}))

    def news(self) -> list[str]:
        """Return the keys of the new guiding and typical cases that syncs brought of late, the latest first."""
        return list(json.loads(self._meta.get(_NEWS) or "[]"))

    def add_news(self, keys: Sequence[str]) -> None:
        """Put new guiding and typical cases before those of earlier syncs; the oldest are forgotten."""
        if keys:
            known = dict.fromkeys([*keys, *self.news()])
            self._meta.set(_NEWS, json.dumps(list(known)[:_MOST_NEWS], ensure_ascii=False))

    def forget_news(self, keys: Sequence[str]) -> None:
        """Strike cases off the news."""
        news = self.news()
        left = [key for key in news if key not in keys]
        if left != news:
            self._meta.set(_NEWS, json.dumps(left, ensure_ascii=False))

    def replaced(self, keys: Sequence[str]) -> dict[str, datetime]:
        """Return key -> when its text was last replaced, with zone; those that never were are left out."""
        found: dict[str, datetime] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT key, at FROM replaced WHERE key IN ({marks(piece)})", piece)
            found |= {row["key"]: datetime.fromisoformat(row["at"]) for row in rows}
        return found
