"""Drafts: the text of each matter's judgment, saved over and over while it is written."""

from datetime import datetime

from localdb.model.errors import MatterMissing
from localdb.model.matter import Draft
from localdb.storage.connection import Store
from localdb.storage.values import moment_in, moment_out


class Drafts:
    """Keep the table `drafts`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, matter: int) -> Draft:
        """Return the draft of a matter, an empty one if nothing was saved yet."""
        rows = self._store.rows("SELECT * FROM drafts WHERE matter = ?", (matter,))
        if not rows:
            return Draft(matter)
        row = rows[0]
        return Draft(matter, row["text"], row["revision"], moment_out(row["saved"]))

    def save(self, matter: int, text: str, at: datetime) -> Draft:
        """Store a text; return the draft with its new revision.

        Raises:
            MatterMissing: there is no such matter, or it is deleted.
        """
        sql = """
            INSERT INTO drafts SELECT number, ?, 1, ? FROM matters WHERE number = ? AND deleted IS NULL
            ON CONFLICT (matter) DO UPDATE SET text = excluded.text, revision = revision + 1, saved = excluded.saved
        """
        with self._store.write():
            if self._store.execute(sql, (text, moment_in(at), matter)).rowcount == 0:
                raise MatterMissing(matter)
            return self.get(matter)
