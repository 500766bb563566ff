"""The judge's own work: work.db behind one class, encrypted from the first day, never synced, never sent."""

from pathlib import Path

from localdb.storage.adoptions import Adoptions
from localdb.storage.alarm_notes import AlarmNotes
from localdb.storage.announced import Announced
from localdb.storage.behaviour import BehaviourLog
from localdb.storage.connection import Store
from localdb.storage.corrections import CorrectionBook
from localdb.storage.drafts import Drafts
from localdb.storage.matters import Matters
from localdb.storage.meta import Meta
from localdb.storage.searches import Searches
from localdb.storage.submitted import Submitted
from localdb.storage.verdicts import Verdicts
from localdb.storage.work_schema import WORK


class Work:
    """Hold work.db open, a repository a table.

    Safe to use from several threads; with `read_only` the file stays as it is to the last bit. `key` is the raw key
    of 32 bytes (localdb/storage/secret.py).

    Raises:
        WrongKey: the file does not open with this key.
        NewerFile: a newer Leian wrote it.
    """

    def __init__(self, path: Path, key: bytes, *, read_only: bool = False) -> None:
        self.store = Store(path, WORK, key, read_only=read_only)
        self.matters = Matters(self.store)
        self.drafts = Drafts(self.store)
        self.adoptions = Adoptions(self.store)
        self.verdicts = Verdicts(self.store)
        self.searches = Searches(self.store)
        self.submitted = Submitted(self.store)
        self.behaviour = BehaviourLog(self.store)
        self.announced = Announced(self.store)
        self.alarm_notes = AlarmNotes(self.store)
        self.corrections = CorrectionBook(self.store)
        self.meta = Meta(self.store)

    def check(self) -> str:
        """Look for damage in the file; return what SQLCipher or SQLite says of the first, "" when it is sound."""
        said = self.store.value("PRAGMA cipher_integrity_check") or self.store.value("PRAGMA quick_check(1)")
        return "" if said == "ok" else str(said)

    def close(self) -> None:
        """Close the connections of all threads."""
        self.store.close()
