"""What is 不公开 leaves this machine: its words the index, its text library.db with journal and backups.

Belongs here: the order, and that what could not be done stays to be done. Does not: which copies go
(storage/library.py), what the judge has adopted of it, which is the judge's own (work.db) and bears an alarm.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from localdb.engine.index_marks import announce, settle
from localdb.engine.workspace import Workspace
from localdb.model.errors import LibraryBusy


def erase(ws: Workspace, cancelled: Callable[[], bool] | None = None) -> None:
    """Erase what waits for it, once the index has dropped it; where another Leian is writing or reading, the next time.

    Raises:
        Cancelled: `cancelled` answered True; the rest waits.
        DiskTrouble, IndexDamaged: a file cannot be read or written; the rest waits.
    """
    if not (keys := ws.library.to_erase()):
        return
    with suppress(LibraryBusy):
        if mark := ws.index.purge(keys, partial(announce, ws.library), cancelled):
            settle(ws.library, mark)
        ws.library.erase(keys)
