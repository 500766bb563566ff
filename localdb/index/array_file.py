"""A file of flat arrays with checksums: written once from start to end, then read in place through a memory map.

Belongs here: the container, and that no byte of it is believed before its checksum was seen to be right. Does not: what
the arrays mean (postings.py). FORMAT.md describes the bytes.
"""

import json
import mmap
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from localdb.index.errors import DAMAGE, unwell
from localdb.index.port import IndexDamaged
from localdb.model.errors import Cancelled

MAGIC = b"LEIANARR"
VERSION = 1
BLOCK = 1 << 16  # bytes that share a checksum: 15 µs to check, and 4 bytes in 65,536 to keep
_HEAD = struct.Struct("<8sII")  # magic, version, block
_TAIL = struct.Struct("<QIII8s")  # where the checksums begin, how many, bytes of the directory, their checksum, magic
_ALIGN = 64
_KINDS = frozenset({"|u1", "<u2", "<u4", "<u8"})
_READ = 1 << 20
Bounds = NDArray[np.int64]


class ArrayFileWriter:
    """Write arrays one after the other; what is appended under one name is one array. `close` makes the file whole."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self._size = 0
        self._sums: list[int] = []
        self._open = 0  # checksum of the block that is not full yet
        self._arrays: dict[str, list[Any]] = {}
        self._last = ""
        self._write(_HEAD.pack(MAGIC, VERSION, BLOCK))

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Append values to the array of this name, which must be a new one or the last one written to."""
        kind = values.dtype.newbyteorder("<").str if values.dtype.itemsize > 1 else values.dtype.str
        if name != self._last:
            self._write(bytes(-self._size % _ALIGN))
            self._arrays[name] = [kind, self._size, 0]
            self._last = name
        self._arrays[name][2] += len(values)
        self._write(np.ascontiguousarray(values, kind).data.cast("B") if len(values) else b"")

    def close(self) -> None:
        """Write checksums and directory."""
        sums = [*self._sums, self._open] if self._size % BLOCK else self._sums
        tail = np.array(sums, "<u4").tobytes() + json.dumps(self._arrays).encode()
        self._file.write(tail)
        size = len(tail) - 4 * len(sums)
        self._file.write(_TAIL.pack(self._size, len(sums), size, zlib.crc32(tail), MAGIC))
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file, which stays unreadable."""
        self._file.close()

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        done = 0
        while done < len(data):
            piece = data[done : done + BLOCK - self._size % BLOCK]
            self._open = zlib.crc32(piece, self._open)
            self._size += len(piece)
            done += len(piece)
            if not self._size % BLOCK:
                self._sums.append(self._open)
                self._open = 0


class ArrayFile:
    """Read the arrays of a file; safe for several threads.

    `array` gives a view of the bytes as they are: what is used of it must have gone through `sure` before, or the file
    through `verify`.

    Raises:
        IndexDamaged: the file is truncated, foreign, or not what was written.
        DiskTrouble: the machine does not let it be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._size, self._sums, self._arrays = _directory(file)
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except DAMAGE as error:
            raise unwell(error, path, path.name) from error
        self._good = np.zeros(len(self._sums), np.bool_)
        self._waiting = np.arange(len(self._sums))  # blocks not known to be what was written

    def names(self) -> list[str]:
        """Return the names of the arrays."""
        return list(self._arrays)

    def array(self, name: str, kind: str) -> NDArray[Any]:
        """Return the array of this name, empty when there is none; `kind` is what it must be made of."""
        if name not in self._arrays:
            return np.empty(0, kind)
        there, offset, count = self._arrays[name]
        if np.dtype(there) != np.dtype(kind):
            raise IndexDamaged(f"{self.path.name}: {name}")
        return np.frombuffer(self._map, kind, count, offset)

    def sure(self, name: str, starts: Bounds, ends: Bounds) -> None:
        """See that these ranges of an array, in elements, are what was written."""
        if not len(self._waiting) or name not in self._arrays or not len(starts):
            return
        kind, offset, _ = self._arrays[name]
        size = np.dtype(kind).itemsize
        first, last = (offset + starts * size) // BLOCK, (offset + ends * size + BLOCK - 1) // BLOCK
        waiting = self._waiting
        lower, upper = np.searchsorted(waiting, first), np.searchsorted(waiting, last)
        new = lower < upper
        if not new.any():
            return
        for begin, end in zip(lower[new].tolist(), upper[new].tolist(), strict=True):
            for block in waiting[begin:end].tolist():
                self._check(block)
        self._waiting = np.flatnonzero(~self._good)

    def verify(self, cancelled: Callable[[], bool] | None = None) -> None:
        """See that every byte is what was written, reading it past the memory map so that little stays in memory."""
        try:
            with self.path.open("rb") as file:
                for start in range(0, len(self._sums), _READ // BLOCK):
                    if cancelled is not None and cancelled():
                        raise Cancelled
                    data = file.read(min(_READ, self._size - start * BLOCK))
                    for block in range(start, min(start + _READ // BLOCK, len(self._sums))):
                        self._compare(block, memoryview(data)[(block - start) * BLOCK : (block - start + 1) * BLOCK])
        except DAMAGE as error:
            raise unwell(error, self.path, self.path.name) from error
        self._waiting = np.empty(0, np.int64)

    def _check(self, block: int) -> None:
        if not self._good[block]:
            self._compare(block, memoryview(self._map)[block * BLOCK : min((block + 1) * BLOCK, self._size)])

    def _compare(self, block: int, data: memoryview) -> None:
        if zlib.crc32(data) != self._sums[block]:
            raise IndexDamaged(f"{self.path.name}: {block}")
        self._good[block] = True


def _directory(file: BinaryIO) -> tuple[int, list[int], dict[str, list[Any]]]:
    """Return how many bytes the arrays take, their checksums, and where each array lies."""
    magic, version, block = _HEAD.unpack(file.read(_HEAD.size))
    file.seek(-_TAIL.size, 2)
    end = file.tell()
    size, blocks, length, crc, again = _TAIL.unpack(file.read(_TAIL.size))
    if (magic, version, block, again) != (MAGIC, VERSION, BLOCK, MAGIC) or size + 4 * blocks + length != end:
        raise IndexDamaged(file.name)
    file.seek(size)
    tail = file.read(4 * blocks + length)
    if zlib.crc32(tail) != crc or blocks != -(-size // BLOCK):
        raise IndexDamaged(file.name)
    arrays = json.loads(tail[4 * blocks :])
    for kind, offset, count in arrays.values():
        if kind not in _KINDS or offset + count * np.dtype(kind).itemsize > size:
            raise IndexDamaged(file.name)
    return size, np.frombuffer(tail, "<u4", blocks).tolist(), arrays
