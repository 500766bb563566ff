"""The lock that lets one Leian at a time write cases into a library. The system frees it when its holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localdb.model.errors import DiskTrouble, LibraryBusy

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the lock file `path` for the length of the block; other threads and processes are turned away.

    Raises:
        LibraryBusy: somebody holds it.
        DiskTrouble: the lock file cannot be made.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise DiskTrouble(path, "file") from error
    try:
        try:
            _take(handle)
        except OSError as error:
            raise LibraryBusy(path) from error
        yield
    finally:
        os.close(handle)  # closing frees the lock
