"""Look for the like of cases that were stored by a Leian that did not; once for each library."""

from collections.abc import Callable

from localdb.engine.workspace import Workspace

_PLACED = "likeness"  # fact in library.db: set once every case has been looked at
_BATCH = 200  # cases a transaction


def fold_waiting(ws: Workspace, cancelled: Callable[[], bool] | None = None) -> bool:
    """Fold what counts as one with another among the cases of older versions; say whether anything changed.

    Batches that were committed stay when `cancelled` answers True or the process is killed; the rest follows next time.
    """
    library = ws.library
    if library.get_meta(_PLACED):
        return False
    before = library.version()
    while not (cancelled and cancelled()):
        if not library.fold_waiting(_BATCH):
            library.set_meta(_PLACED, "1")
            break
    return library.version() != before
