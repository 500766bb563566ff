"""What can be wrong with an index, and what is wrong with the machine instead.

The engine answers damage by building the index again from the store. Full memory, too many open files or a disk that
will not be read are no damage: they are told, and the index stays as it is.
"""

import errno
import pickle
import struct
import zlib
from pathlib import Path

from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError

from localdb.model.errors import DiskTrouble

# What a damaged file makes of opening, unpickling and reading; only files of this machine's own folder are read.
DAMAGE = (
    OSError,  # but see `unwell`
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ImportError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    OverflowError,
    AssertionError,
    FileFormatError,
    WhooshIndexError,
)
_MACHINE = {
    errno.EMFILE: "file",
    errno.ENFILE: "file",
    errno.ENOMEM: "file",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EIO: "io",
    errno.ENOSPC: "full",
    errno.EROFS: "read_only",
}


class IndexDamaged(Exception):
    """Tell that a file of the index is truncated, foreign or cannot be read."""


class IndexOutdated(Exception):
    """Tell that the index was built under another schema, dictionary or rule of segmentation."""


def unwell(error: BaseException, path: Path, what: str = "") -> IndexDamaged | DiskTrouble:
    """Return what an exception of DAMAGE means: damage of the index, or trouble of the machine."""
    if isinstance(error, OSError) and error.errno in _MACHINE:
        return DiskTrouble(path, _MACHINE[error.errno])
    return IndexDamaged(what or str(path))
