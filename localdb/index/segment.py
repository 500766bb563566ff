"""One segment of the index, open for reading: its postings and its columns as arrays.

Belongs here: columns, lengths and postings of a segment, each read when it is first asked for. Does not: what spans
segments (snapshot.py). A segment never changes, but for its deletions, which the snapshot holds.
"""

import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.columns import RefBytesColumn, VarBytesColumn
from whoosh.filedb.filestore import FileStorage

from localdb.index.errors import DAMAGE, unwell
from localdb.index.port import Body, IndexDamaged
from localdb.index.postings import SegmentPostings
from localdb.index.schema import COLUMNS, DAY, KEY


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
        self._turn = threading.Lock()  # Whoosh's readers of a column share a file and the place in it
        self.postings = SegmentPostings(self._folder / self.name, self.size)
        # exact, where the length of a document is rounded
        self.words = {body: int(segment._fieldlengths.get(body, 0)) for body in Body}
        # a column of nothing but defaults has no file
        self._there = frozenset(path.name for path in self._folder.glob(f"{self.name}.*.col"))
        self._lengths: dict[str, NDArray[np.uint8]] = {}
        self._values: dict[str, tuple[list[str], NDArray[Any]]] = {}
        self._closed = weakref.finalize(self, files.close_files)

    @cached_property
    def keys(self) -> list[str]:
        """Return the key of each document."""
        with self._reading(KEY):
            keys = [key.decode() for key in self._columns.column_reader(KEY, VarBytesColumn())]
        if len(keys) != self.size:
            raise IndexDamaged("keys")
        return keys

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Return the number of the last document of each key, deleted ones included."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """Return the day of each document."""
        return self._numbers(DAY, ">i4").astype(np.int32)

    def lengths(self, name: str) -> NDArray[np.uint8]:
        """Return the length of each document in a field, as the byte that Whoosh makes of it."""
        if name not in self._lengths:
            self._lengths[name] = self._numbers(f"_{name}_len", "u1")
        return self._lengths[name]

    def column(self, name: str) -> tuple[list[str], NDArray[Any]]:
        """Return the distinct values of a column, and for each document which one it has."""
        if name not in self._values:
            self._values[name] = self._read_values(name)
        return self._values[name]

    def load(self) -> None:
        """Read all columns and lengths."""
        _ = self.numbers, self.days
        for body in Body:
            self.lengths(body)
        for name in COLUMNS:
            self.column(name)

    def close(self) -> None:
        """Let go of the files."""
        self._closed()

    def _numbers(self, name: str, kind: str) -> NDArray[Any]:
        with self._reading(name) as path:
            return numbers(path, kind, self.size)

    def _read_values(self, name: str) -> tuple[list[str], NDArray[Any]]:
        with self._reading(name) as path:
            if path.name not in self._there:
                return [""], np.zeros(self.size, np.uint8)
            reader = self._columns.column_reader(name, RefBytesColumn())
            kind = {"B": "u1", "H": ">u2"}[reader._typecode]
            codes = np.frombuffer(path.read_bytes(), kind, self.size)
            values = [value.decode() for value in reader._uniques]
        if len(codes) and codes.max() >= len(values):
            raise IndexDamaged(name)
        return values, codes

    @contextmanager
    def _reading(self, name: str) -> Iterator[Path]:
        """Read the file of a column, one thread at a time; it may be damaged, or gone since the segment was opened.

        Raises:
            IndexDamaged: it is. DiskTrouble: the machine does not let it be read.
        """
        path = self._folder / str(W3Codec.column_filename(self._segment, name))
        if path.name in self._there and not path.exists():
            raise IndexDamaged(path.name)
        try:
            with self._turn:
                yield path
        except DAMAGE as error:
            raise unwell(error, path, path.name) from error


def numbers(path: Path, kind: str, size: int) -> NDArray[Any]:
    """Read a numeric column of Whoosh; trailing defaults are not written, a column of defaults has no file.

    Raises:
        IndexDamaged: there are more numbers than documents.
    """
    data = path.read_bytes() if path.exists() else b""
    stored = np.frombuffer(data, kind)
    if len(stored) > size:
        raise IndexDamaged(path.name)
    return np.concatenate([stored, np.zeros(size - len(stored), stored.dtype)])


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
