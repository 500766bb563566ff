"""Reading Whoosh's posting lists as arrays.

Whoosh's matchers hand out one posting at a time, 20 µs each through a union of several hundred terms; a whole block
decoded at once costs some 50 ns a posting. Belongs here: the layout of a W3 posting list, and term look-up with a
memory. This is the one place that knows it (Whoosh is pinned, tests/localdb/index/test_index_whoosh.py guards it); an
array codec takes its place.
"""

import io
import mmap
import pickle
import struct
import threading
import zlib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.reading import TermNotFound

from localdb.index.errors import DAMAGE, unwell
from localdb.index.port import IndexDamaged

Ids = NDArray[np.int64]
Weights = NDArray[np.float32]
_MEMORY = 400_000  # terms remembered a segment, about 100 bytes each
_LENGTH = struct.Struct("!i")


class Place(NamedTuple):
    """Say in how many documents a term stands, and where its postings lie."""

    documents: int
    offset: int
    length: int


_NOWHERE = Place(0, 0, 0)


class Postings:
    """Read the postings of one segment; safe for several threads."""

    def __init__(self, terms: Any, path: Path) -> None:
        self._path = path
        self._terms = terms  # whoosh.codec.whoosh3.W3TermsReader
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
        self._known: dict[tuple[str, str], Place] = {}
        self._lock = threading.Lock()

    def place(self, name: str, word: str) -> Place:
        """Look a term up; `documents` is 0 when it is not there."""
        place = self._known.get((name, word))
        if place is None:
            with self._lock:
                place = self._look_up(name, word)
                if len(self._known) < _MEMORY:
                    self._known[name, word] = place
        return place

    def read(self, place: Place) -> tuple[Ids, Weights]:
        """Return the document numbers, ascending, and the weights.

        Raises:
            IndexDamaged: the bytes are not what was written.
        """
        if not place.documents:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        try:
            blocks = list(_blocks(self._data[place.offset : place.offset + place.length]))
            ids = np.concatenate([ids for ids, _ in blocks])
            weights = np.concatenate([weights for _, weights in blocks])
        except DAMAGE as error:
            raise unwell(error, self._path, "postings") from error
        if len(ids) != place.documents or len(weights) != len(ids):
            raise IndexDamaged("postings")
        return ids, weights

    def words(self, name: str) -> Iterator[str]:
        """Yield every term of a field in byte order."""
        with self._lock:
            try:
                terms = list(takewhile(lambda term: term[0] == name, self._terms.terms_from(name, b"")))
                texts = [text.decode() for _, text in terms]
            except DAMAGE as error:
                raise unwell(error, self._path, "terms") from error
        yield from texts

    def _look_up(self, name: str, word: str) -> Place:
        term = word.encode(errors="replace")  # half a character (a lone surrogate) stands in no text
        try:
            info = self._terms.term_info(name, term)
            offset, length = info.extent()
            # Whoosh-Reloaded 2.7.5 reads the length back as a tuple of one
            return Place(info.doc_frequency(), offset, length[0] if isinstance(length, tuple) else length)
        except TermNotFound:
            return _NOWHERE
        except DAMAGE as error:
            raise unwell(error, self._path, "terms") from error


def _blocks(data: bytes) -> Iterator[tuple[Ids, Weights]]:
    """Decode a posting list: a tag, then blocks of length, pickled (count, …, compression, …), pickled postings.

    The postings are (gaps between ids, weights, payloads); weights are None for all 1 and a number for all alike. The
    last block's length is negative.
    """
    if not data.startswith(WHOOSH3_HEADER_MAGIC):
        raise IndexDamaged("postings")
    position, last = len(WHOOSH3_HEADER_MAGIC), False
    while not last:
        (length,) = _LENGTH.unpack_from(data, position)
        last = length < 0
        stream = io.BytesIO(data[position + _LENGTH.size : position + _LENGTH.size + abs(length)])
        count, _, _, compression, _, _ = pickle.load(stream)
        body = stream.read()
        gaps, weights, _ = pickle.loads(zlib.decompress(body) if compression else body)
        if len(gaps) != count:
            raise IndexDamaged("postings")
        ids = np.cumsum(np.fromiter(gaps, np.int64, count))
        if weights is None or isinstance(weights, float):
            yield ids, np.full(count, 1.0 if weights is None else weights, np.float32)
        else:
            yield ids, np.fromiter(weights, np.float32, count)
        position += _LENGTH.size + abs(length)
