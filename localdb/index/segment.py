"""One segment of the index, open for reading: its postings and its columns as arrays.

Belongs here: columns, lengths and postings of a segment, loaded when it is opened. Does not: what spans segments
(snapshot.py). A segment never changes, but for its deletions, which the snapshot holds.
"""

import weakref
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.columns import RefBytesColumn, VarBytesColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import byte_to_length

from localdb.index.errors import DAMAGE, unwell
from localdb.index.port import Body, IndexDamaged
from localdb.index.postings import Postings
from localdb.index.schema import COLUMNS, DAY, KEY

_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float32)  # Whoosh keeps a length in one byte


class OpenFiles(FileStorage):  # type: ignore[misc]
    """Be a Whoosh storage that remembers the files it opened, so that none is left open when one proves damaged."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file for reading."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close_files(self) -> None:
        """Close every file that was opened."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()


class Segment:
    """Hold a segment open; safe for several threads. Its files are closed when nobody holds it any more."""

    def __init__(self, files: OpenFiles, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self._folder = Path(files.folder)
        self._segment = segment
        self._columns = W3PerDocReader(files, segment)
        self.postings = Postings(
            segment.codec().terms_reader(files, segment), self._folder / segment.make_filename(W3Codec.POSTS_EXT)
        )
        self.keys = [key.decode() for key in self._columns.column_reader(KEY, VarBytesColumn())]
        self.days = self._numbers(DAY, ">i4").astype(np.int32)
        self.columns = {name: self._values(name) for name in COLUMNS}
        self.lengths = {body: self._lengths(body) for body in Body}
        self.words = {
            body: int(segment._fieldlengths.get(body, 0)) for body in Body
        }  # exact, where lengths are rounded
        if len(self.keys) != self.size:
            raise IndexDamaged("keys")
        self._closed = weakref.finalize(self, files.close_files)

    def close(self) -> None:
        """Let go of the files."""
        self._closed()

    def _lengths(self, body: Body) -> NDArray[np.float32]:
        lengths: NDArray[np.float32] = _LENGTHS[self._numbers(f"_{body}_len", "u1")]
        return lengths

    def _numbers(self, name: str, kind: str) -> NDArray[Any]:
        """Read a numeric column; trailing defaults are not written, a column of defaults has no file."""
        path = self._path(name)
        data = path.read_bytes() if path.exists() else b""
        numbers = np.frombuffer(data, kind)
        if len(numbers) > self.size:
            raise IndexDamaged(name)
        return np.concatenate([numbers, np.zeros(self.size - len(numbers), numbers.dtype)])

    def _values(self, name: str) -> tuple[list[str], NDArray[np.int64]]:
        """Read a column of few distinct values: the values, and for each document which one it has."""
        if not self._path(name).exists():
            return [""], np.zeros(self.size, np.int64)
        reader = self._columns.column_reader(name, RefBytesColumn())
        kind = {"B": "u1", "H": ">u2"}[reader._typecode]
        codes = np.frombuffer(self._path(name).read_bytes(), kind, self.size).astype(np.int64)
        values = [value.decode() for value in reader._uniques]
        if len(codes) and codes.max() >= len(values):
            raise IndexDamaged(name)
        return values, codes

    def _path(self, name: str) -> Path:
        return self._folder / str(W3Codec.column_filename(self._segment, name))


def open_segment(folder: Path, segment: Any) -> Segment:
    """Open a segment.

    Raises:
        IndexDamaged: a file is missing, truncated or not what it should be.
        DiskTrouble: the machine does not let it be read.
    """
    files = OpenFiles(folder)
    with ExitStack() as otherwise:
        otherwise.callback(files.close_files)
        try:
            opened = Segment(files, segment)
        except DAMAGE as error:
            raise unwell(error, folder, segment.segment_id()) from error
        otherwise.pop_all()
    return opened
