"""The postings of one segment, read in place: which documents a term stands in, how often, and where.

Belongs here: the arrays of a field (FORMAT.md) and their meaning. Does not: scoring (scoring.py), writing (merging.py).

Terms are numbered by their 64-bit hashes in ascending order. A term that stands in more than 1/DENSE of the documents
is dense: a row of one byte a document, instead of a list.
"""

from collections.abc import Callable, Collection
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from localdb.index.array_file import ArrayFile
from localdb.text.remembered import Remembered

Ids = NDArray[np.int64]
Hashes = NDArray[np.uint64]
DENSE = 16  # a row is added up in the time that a list of 1/20 of the documents takes
FILES = ("dic", "ids", "cod", "row", "pos")  # extensions
MOST_TF = 255  # of a code; what is more stands among the exceptions
_MOST_KNOWN = 300_000
_NONE, _NO_COUNTS = np.empty(0, np.int64), np.empty(0, np.uint32)


def _row_codes() -> NDArray[np.uint8]:
    """Return the byte of a row for each frequency below its end; it grows as BM25 does, and no two are alike.

    It has six bits, so that four rows can be added up as bytes.
    """
    codes = [0]
    while codes[-1] < 63:
        tf = len(codes)
        codes.append(max(codes[-1] + 1, round(45 * tf / (tf + 1.2))))
    return np.array(codes, np.uint8)


ROW_OF_TF = _row_codes()  # frequencies 0, 1, 2, …; the last one stands for itself and all that is more
MOST_ROW_TF = len(ROW_OF_TF) - 1
TF_OF_ROW = np.zeros(64, np.uint32)
TF_OF_ROW[ROW_OF_TF] = np.arange(len(ROW_OF_TF))


class Found(NamedTuple):
    """Hold the postings of one term: documents ascending, how often it stands there, and where its positions begin."""

    ids: Ids
    counts: NDArray[np.uint32]
    term: int


class FieldPostings:
    """Read one field of a segment of `size` documents; safe for several threads."""

    def __init__(self, files: dict[str, ArrayFile], name: str, size: int) -> None:
        self._files = files
        self.name = name
        self.size = size
        self.hashes: Hashes = files["dic"].array(f"{name}.hash", "<u8")
        self.documents: NDArray[np.uint32] = files["dic"].array(f"{name}.docs", "<u4")
        self.totals: NDArray[np.uint32] = files["dic"].array(f"{name}.total", "<u4")
        self.ids: NDArray[np.uint32] = files["ids"].array(name, "<u4")
        self.codes: NDArray[np.uint16] = files["cod"].array(name, "<u2")
        self.places: NDArray[np.uint16] = files["pos"].array(name, "<u2")
        self.rows: NDArray[np.uint8] = files["row"].array(name, "|u1").reshape(-1, max(size, 1))
        # (term, document, frequency) of each posting whose frequency is more than its byte can say
        self.exceptions: NDArray[np.uint32] = files["dic"].array(f"{name}.more", "<u4").reshape(-1, 3)
        self._seen = np.zeros((2, len(self.hashes)), np.bool_)  # without and with positions: known to be as written

    @cached_property
    def dense(self) -> NDArray[np.bool_]:
        """Return which terms have a row."""
        return is_dense(self.documents, self.size)

    @cached_property
    def starts(self) -> Ids:
        """Return where the list of each term begins, and where the last one ends."""
        return before(np.where(self.dense, 0, self.documents))

    @cached_property
    def row_of(self) -> Ids:
        """Return the row of each dense term."""
        return before(self.dense)[:-1]

    @cached_property
    def exceeding(self) -> Ids:
        """Return the term of each exception, ascending."""
        return self.exceptions[:, 0].astype(np.int64)

    @cached_property
    def place_starts(self) -> Ids:
        """Return where the positions of each term begin, and where the last ones end."""
        return before(self.totals)

    def find(self, hashes: Hashes) -> Ids:
        """Return the numbers of terms, -1 for those that are not there."""
        if not len(self.hashes):
            return np.full(len(hashes), -1, np.int64)
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, at, -1)

    def sure(self, terms: Ids, places: bool = False) -> None:
        """See that what is stored of these terms is what was written; with `places`, their positions too.

        Raises:
            IndexDamaged: it is not.
        """
        seen = self._seen[int(places)]
        if seen[terms].all():
            return
        terms = terms[~seen[terms]]
        dense = self.dense[terms]
        lists, rows = terms[~dense], self.row_of[terms[dense]]
        self._files["ids"].sure(self.name, self.starts[lists], self.starts[lists + 1])
        self._files["cod"].sure(self.name, self.starts[lists], self.starts[lists + 1])
        self._files["row"].sure(self.name, rows * self.size, (rows + 1) * self.size)
        if places:
            self._files["pos"].sure(self.name, self.place_starts[terms], self.place_starts[terms + 1])
        seen[terms] = True

    def read(self, term: int) -> Found:
        """Return the postings of a term by its number."""
        self.sure(np.array([term]))
        if self.dense[term]:
            row = self.rows[self.row_of[term]]
            ids = np.flatnonzero(row != 0)  # four times as fast as of the row itself
            return Found(ids, self._counts(term, ids, TF_OF_ROW.take(row.take(ids))), term)
        place = slice(self.starts[term], self.starts[term + 1])
        ids = self.ids[place].astype(np.int64)
        return Found(ids, self._counts(term, ids, (self.codes[place] >> 8).astype(np.uint32)), term)

    def mark(self, term: int, mask: NDArray[np.bool_]) -> None:
        """Set the documents of a term in a mask over all documents."""
        self.sure(np.array([term]))
        if self.dense[term]:
            mask |= self.rows[self.row_of[term]] > 0
        else:
            mask[self.ids[self.starts[term] : self.starts[term + 1]]] = True

    def positions(self, found: Found, chosen: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (document, position) of every occurrence in the chosen postings (places or mask in `found.ids`)."""
        self.sure(np.array([found.term]), places=True)
        starts = self.place_starts[found.term] + before(found.counts)[:-1]
        lengths = found.counts[chosen].astype(np.int64)
        return np.repeat(found.ids[chosen], lengths), self.places[spans(starts[chosen], lengths)].astype(np.int64)

    def words(self) -> list[bytes]:
        """Return the UTF-8 of every term, by number."""
        dictionary = self._files["dic"]
        text = dictionary.array(f"{self.name}.text", "|u1").tobytes()
        bounds = [0, *dictionary.array(f"{self.name}.end", "<u4").tolist()]
        return [text[start:end] for start, end in pairwise(bounds)]

    def beyond(self, terms: Ids) -> tuple[Ids, Ids, NDArray[np.uint32]]:
        """Return the exceptions of these terms: places in `terms`, documents, and how often the term stands there."""
        first, last = (np.searchsorted(self.exceeding, terms, side) for side in ("left", "right"))
        if not (first < last).any():
            return _NONE, _NONE, _NO_COUNTS
        more = self.exceptions[spans(first, last - first)]
        return np.repeat(np.arange(len(terms)), last - first), more[:, 1].astype(np.int64), more[:, 2]

    def _counts(self, term: int, ids: Ids, counts: NDArray[np.uint32]) -> NDArray[np.uint32]:
        _, documents, more = self.beyond(np.array([term]))
        counts[np.searchsorted(ids, documents)] = more
        return counts


class SegmentPostings:
    """Hold the five files of a segment open; `close` lets go of them."""

    def __init__(self, path: Path, size: int) -> None:
        """Open `path` with each extension of FILES; the dictionary is checked whole, the rest as it is used.

        Raises:
            IndexDamaged: a file is missing, truncated or foreign.
            DiskTrouble: the machine does not let it be read.
        """
        self._files = {kind: ArrayFile(path.with_name(f"{path.name}.{kind}")) for kind in FILES}
        self._files["dic"].verify()
        self._size = size
        self._fields: dict[str, FieldPostings] = {}

    def field(self, name: str) -> FieldPostings:
        """Return a field; one that no document has is empty."""
        if name not in self._fields:
            self._fields[name] = FieldPostings(self._files, name, self._size)
        return self._fields[name]

    @property
    def names(self) -> list[str]:
        """Return the names of the fields that any document has."""
        return sorted({name.rpartition(".")[0] for name in self._files["dic"].names()})

    def verify(self, cancelled: Callable[[], bool] | None = None) -> None:
        """See that every byte of every file is what was written.

        Raises:
            IndexDamaged: one is not.
            Cancelled: `cancelled` answered True.
        """
        for file in self._files.values():
            file.verify(cancelled)


def hash_of(word: str | bytes) -> int:
    """Return the 64-bit hash of a term: BLAKE2b of its UTF-8, read as little-endian."""
    data = word if isinstance(word, bytes) else word.encode(errors="replace")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


def hashes_of(words: Collection[str]) -> Hashes:
    """Return the hashes of words."""
    return np.fromiter(map(_KNOWN.__getitem__, words), np.uint64, len(words))


_KNOWN = Remembered(hash_of, _MOST_KNOWN)


def is_dense(documents: NDArray[Any], size: int) -> NDArray[np.bool_]:
    """Say which terms get a row in a segment of this size."""
    return documents.astype(np.int64) * DENSE > size


def among(values: Ids, wanted: Ids) -> NDArray[np.bool_]:
    """Say which of the wanted values there are; both are ascending."""
    at = np.minimum(np.searchsorted(values, wanted), max(len(values) - 1, 0))
    there: NDArray[np.bool_] = values[at] == wanted if len(values) else np.zeros(len(wanted), np.bool_)
    return there


def distinct(values: Ids) -> Ids:
    """Return each of ascending numbers once; they are of documents, none is negative."""
    first: Ids = values[np.diff(values, prepend=-1) != 0]
    return first


def spans(starts: Ids, lengths: Ids) -> Ids:
    """Return all places of ranges one after the other: spans([3, 9], [2, 1]) is [3, 4, 9]."""
    whole = before(lengths)
    return np.repeat(starts - whole[:-1], lengths) + np.arange(whole[-1])


def before(counts: NDArray[Any]) -> Ids:
    """Return the sum of all counts before each, and of all."""
    whole = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=whole[1:])
    return whole


def sums(values: NDArray[Any], lengths: Ids) -> Ids:
    """Return the sum of each of consecutive groups of these lengths."""
    whole, bounds = before(values), before(lengths)
    return whole[bounds[1:]] - whole[bounds[:-1]]
