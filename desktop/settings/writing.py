"""The one way in which desktop writes a file: whole or not at all. Belongs here: the write beside and the rename.

Does not: what is written, and what is said when it fails.
"""

import contextlib
import os
import secrets
import stat
from pathlib import Path

_PRIVATE, _SHARED = 0o600, 0o666


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write `data` beside `path` and rename it into place.

    A `private` file is readable by the user alone. Any other keeps the rights of the file that was there; a new one
    gets those that the user's umask leaves it.

    Raises:
        OSError: the folder is missing, read-only or full, or another program holds the file; nothing has changed.
    """
    beside = path.with_name(f".~{secrets.token_hex(8)}{path.suffix}")
    rights = _PRIVATE if private else _SHARED
    try:
        with open(beside, "xb", opener=lambda name, flags: os.open(name, flags, rights)) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists() and not private:
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
