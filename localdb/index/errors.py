"""What damaged files make of Whoosh, and what is wrong with the machine instead.

The errors themselves belong to the seam (port.py). Full memory, too many open files, a full disk or one that will not
be read are no damage: they are told, and the index stays as it is.
"""

import errno
import pickle
import struct
import zlib
from pathlib import Path

from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError

from localdb.index.port import IndexDamaged
from localdb.model.errors import DiskTrouble, disk_reason

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
    RecursionError,
    MemoryError,  # a bit that turned in a length asks for the world
)
_MACHINE = {
    errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM, errno.EIO, errno.ENOSPC, errno.EDQUOT,
    errno.EFBIG, errno.EROFS,
}  # fmt: skip


def unwell(error: BaseException, path: Path, what: str = "") -> IndexDamaged | DiskTrouble:
    """Return what an exception of DAMAGE means: damage of the index, or trouble of the machine."""
    if isinstance(error, OSError) and error.errno in _MACHINE:
        return DiskTrouble(path, disk_reason(error))
    return IndexDamaged(what or str(path))
