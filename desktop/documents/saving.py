"""A document saved where the user wants it. Belongs here: what is wrong when that fails. Does not: what is written."""

import errno
import os
from pathlib import Path

from desktop.settings.writing import write_whole
from localdb.model.errors import DiskTrouble, disk_reason


def save_whole(path: Path, data: bytes) -> None:
    """Write a document whole or not at all; who may read it is as the user's umask, or the file that was there, says.

    Raises:
        DiskTrouble: the folder is missing, read-only or full, or another program holds the file.
    """
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EROFS, "read-only file")
        write_whole(path, data)
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error)) from error
