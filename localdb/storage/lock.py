"""Locks: one Leian at a time writes cases into a library, one window at a time opens the judge's work.

The system frees a lock when its holder dies.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from localdb.model.errors import DiskTrouble, LibraryBusy, disk_reason

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Hold the lock file `path` until `close`; other threads and processes are turned away.

    Raises:
        LibraryBusy: somebody holds it.
        DiskTrouble: the lock file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise DiskTrouble(path, disk_reason(error)) from error
        try:
            _take(self._handle)
        except OSError as error:
            self.close()
            raise LibraryBusy(path) from error

    def close(self) -> None:
        """Let go; closing the file frees the lock."""
        os.close(self._handle)


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the lock file `path` for the length of the block.

    Raises:
        LibraryBusy, DiskTrouble: as for `Lock`.
    """
    with closing(Lock(path)):
        yield
