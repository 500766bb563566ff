"""A file written whole or not at all. Belongs here: the write beside and the rename. Does not: what is written."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from localdb.model.errors import DiskTrouble

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ETXTBSY: "locked",
    errno.EBUSY: "locked",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
}
_SHARING = {32, 33}  # Windows: another program has the file open


def save_whole(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and rename it into place, readable by the user alone.

    Raises:
        DiskTrouble: the folder is missing, read-only or full, or another program holds the file.
    """
    beside: Path | None = None
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EROFS, "read-only file")
        handle, name = tempfile.mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if beside:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        raise DiskTrouble(path, _reason(error)) from error


def _reason(error: OSError) -> str:
    if getattr(error, "winerror", None) in _SHARING:
        return "locked"
    return _REASONS.get(error.errno or 0, "failed")
