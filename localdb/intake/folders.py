"""Which files an import means: files as named, folders with all that is in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from localdb.model.errors import FileMissing, FileUnreadable


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files, folders unfolded in the order of their names, each file once.

    In a folder hidden files and all links are left out: what a link inside leads to is found anyway, and what it
    leads to outside was not asked for. A folder that cannot be read stands for what is in it: reading.py refuses it.

    Raises:
        FileMissing: a path is not there.
        FileUnreadable: nobody lets us ask.
    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            if not path.exists():
                raise FileMissing(path)
        except PermissionError as error:
            raise FileUnreadable(path, "denied") from error
        found |= dict.fromkeys(_walk(path) if path.is_dir() else [path])
    return list(found)


def size_of(files: Iterable[Path]) -> int:
    """Return the bytes of all files together; one that cannot be asked counts nothing."""
    total = 0
    for file in files:
        try:
            total += file.stat().st_size
        except OSError:
            continue
    return total


def _walk(folder: Path) -> Iterator[Path]:
    unread: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=unread.append):
        here = Path(at)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (here / name).is_symlink())
        for name in sorted(files):
            if not name.startswith(".") and not (here / name).is_symlink():
                yield here / name
    yield from (Path(error.filename) for error in unread if error.filename)
