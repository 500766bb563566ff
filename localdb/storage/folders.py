"""Private folders and files: what Leian writes is for its user alone. No databases here."""

import contextlib
import os
from pathlib import Path

from localdb.model.errors import DiskTrouble, disk_reason


def private_folder(folder: Path) -> Path:
    """Make a folder (and its parents) that only the user may enter, 0700.

    A folder that is there keeps its rights unless it is empty: `--data /tmp` must not shut others out of /tmp. What
    Leian writes into it is private all the same.

    Raises:
        DiskTrouble: the folder cannot be made, or a file is in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not any(folder.iterdir()):
            folder.chmod(0o700)
    except (FileExistsError, NotADirectoryError) as error:
        raise DiskTrouble(folder, "in_the_way") from error
    except OSError as error:
        raise DiskTrouble(folder, disk_reason(error, "no_folder")) from error
    return folder


def private_file(path: Path) -> Path:
    """Make an empty file that only the user may read, 0600, or narrow the rights of the one that is there.

    SQLite gives its journal files the rights of the database, so they follow.

    Raises:
        DiskTrouble: the file cannot be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error)) from error
    return path


def write_private(path: Path, content: bytes) -> None:
    """Write a small file so that it is there whole or not at all, 0600.

    Raises:
        DiskTrouble: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        private_file(part)
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise DiskTrouble(path, disk_reason(error)) from error
