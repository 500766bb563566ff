"""Writing the postings of a segment: sorted sources joined term by term, in pieces that fit into memory.

Belongs here: joining, and the five files of FORMAT.md. Does not: where the sources come from (runs.py, a segment that
is merged away), reading (postings.py).
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from localdb.index.array_file import ArrayFileWriter
from localdb.index.postings import (
    FILES,
    MOST_ROW_TF,
    MOST_TF,
    ROW_OF_TF,
    TF_OF_ROW,
    FieldPostings,
    Hashes,
    Ids,
    before,
    is_dense,
    spans,
    sums,
)
from localdb.index.runs import Slice, Source
from localdb.model.errors import Cancelled

_PIECE = 2_000_000  # occurrences joined at once, some 60 bytes each
Lengths = NDArray[np.uint8]


class Kept:
    """Be a Source of what a segment keeps when it is merged: its lists, or its rows, without deleted documents.

    `renumbered` gives the new number of each document, -1 for a deleted one.
    """

    def __init__(self, field: FieldPostings, rows: bool, renumbered: Ids) -> None:
        self._field = field
        self._rows = rows
        self._terms = np.flatnonzero(field.dense == rows)
        self._renumbered = renumbered
        self._whole = bool((renumbered >= 0).all())
        self.hashes = field.hashes[self._terms]
        self.totals = field.totals[self._terms].astype(np.int64)

    def words(self) -> list[bytes]:
        """See Source."""
        words = self._field.words()
        return [words[term] for term in self._terms.tolist()]

    def slice(self, first: int, last: int) -> Slice:
        """See Source."""
        terms = self._terms[first:last]
        documents = self._field.documents[terms].astype(np.int64)
        ids, counts = self._of_rows(terms) if self._rows else self._of_lists(terms)
        begins = before(documents)
        for at, document, count in zip(*self._field.beyond(terms), strict=True):
            start, end = begins[at : at + 2]
            counts[start + np.searchsorted(ids[start:end], document)] = count
        starts = self._field.place_starts[terms]
        places = self._field.places
        if len(places):
            places = places[spans(starts, self._field.place_starts[terms + 1] - starts)]
        every = Slice(documents, self._renumbered[ids], counts, places)
        return every if self._whole else _without_deleted(every)

    def _of_lists(self, terms: Ids) -> tuple[Ids, NDArray[np.uint32]]:
        starts = self._field.starts[terms]
        at = spans(starts, self._field.starts[terms + 1] - starts)
        return self._field.ids[at].astype(np.int64), (self._field.codes[at] >> 8).astype(np.uint32)

    def _of_rows(self, terms: Ids) -> tuple[Ids, NDArray[np.uint32]]:
        rows = self._field.rows[self._field.row_of[terms]]
        _, ids = np.nonzero(rows)
        return ids, TF_OF_ROW[rows[rows > 0]]


class PostingsWriter:
    """Write the five files of a segment of `size` documents."""

    def __init__(self, path: Path, size: int, cancelled: Callable[[], bool] | None = None) -> None:
        self._files = {kind: ArrayFileWriter(path.with_name(f"{path.name}.{kind}")) for kind in FILES}
        self._size = size
        self._cancelled = cancelled

    def write(self, name: str, sources: Sequence[Source], lengths: Lengths) -> int:
        """Write a field and return how many words it has; `lengths` is the length byte of each document in it.

        Raises:
            Cancelled: `cancelled` answered True.
        """
        hashes: list[Hashes] = []
        documents: list[Ids] = []
        totals: list[Ids] = []
        more: list[NDArray[np.uint32]] = []
        done = 0
        for own, piece in joined(sources):
            if self._cancelled is not None and self._cancelled():
                raise Cancelled
            hashes.append(own)
            documents.append(piece.documents)
            totals.append(sums(piece.counts, piece.documents))
            more.append(self._postings(name, piece, lengths, done))
            done += len(own)
        if not done:
            return 0
        whole = np.concatenate(hashes)
        words = _words(sources, whole)
        dictionary = self._files["dic"]
        dictionary.append(f"{name}.hash", whole)
        dictionary.append(f"{name}.docs", np.concatenate(documents).astype("<u4"))
        dictionary.append(f"{name}.total", np.concatenate(totals).astype("<u4"))
        dictionary.append(f"{name}.text", np.frombuffer(b"".join(words), np.uint8))
        dictionary.append(f"{name}.end", np.cumsum([len(word) for word in words]).astype("<u4"))
        dictionary.append(f"{name}.more", np.concatenate(more).ravel())
        return sum(int(some.sum()) for some in totals)

    def close(self) -> None:
        """Make the files whole."""
        for file in self._files.values():
            file.close()

    def abandon(self) -> None:
        """Let go of the files, which stay unreadable."""
        for file in self._files.values():
            file.abandon()

    def _postings(self, name: str, piece: Slice, lengths: Lengths, first: int) -> NDArray[np.uint32]:
        """Write lists, rows and positions; return the exceptions as (term, document, frequency)."""
        dense = is_dense(piece.documents, self._size)
        in_row = np.repeat(dense, piece.documents)
        ids, counts = piece.ids[~in_row], piece.counts[~in_row]
        self._files["ids"].append(name, ids.astype("<u4"))
        self._files["cod"].append(name, (np.minimum(counts, MOST_TF) << 8 | lengths[ids]).astype("<u2"))
        rows = np.zeros((int(dense.sum()), self._size), np.uint8)
        row_of = np.repeat(np.cumsum(dense) - 1, piece.documents)[in_row]
        rows[row_of, piece.ids[in_row]] = ROW_OF_TF[np.minimum(piece.counts[in_row], MOST_ROW_TF)]
        self._files["row"].append(name, rows.ravel())
        self._files["pos"].append(name, piece.places)
        many = np.flatnonzero(piece.counts >= np.where(in_row, MOST_ROW_TF, MOST_TF))
        terms = np.searchsorted(before(piece.documents), many, "right") - 1 + first
        return np.stack([terms, piece.ids[many], piece.counts[many]], 1).astype("<u4")


def joined(sources: Sequence[Source]) -> Iterator[tuple[Hashes, Slice]]:
    """Yield all terms of the sources in order, in pieces; documents of a later source come after earlier ones."""
    hashes = np.unique(np.concatenate([source.hashes for source in sources])) if sources else np.empty(0, np.uint64)
    sizes = np.zeros(len(hashes), np.int64)
    for source in sources:
        sizes[np.searchsorted(hashes, source.hashes)] += source.totals
    whole, first = before(sizes), 0
    while first < len(hashes):
        last = max(first + 1, int(np.searchsorted(whole, whole[first] + _PIECE, "right")) - 1)
        own = hashes[first:last]
        piece = _join(own, sources)
        there = piece.documents > 0
        yield own[there], piece._replace(documents=piece.documents[there])
        first = last


def _join(own: Hashes, sources: Sequence[Source]) -> Slice:
    """Return the postings of these terms from all sources."""
    parts, terms = [], []
    for source in sources:
        first, last = np.searchsorted(source.hashes, [own[0], own[-1]], "left")
        last += int(last < len(source.hashes) and source.hashes[last] == own[-1])
        if last > first:
            parts.append(source.slice(first, last))
            terms.append(np.repeat(np.searchsorted(own, source.hashes[first:last]), parts[-1].documents))
    whole = np.concatenate(terms)
    documents = np.bincount(whole, minlength=len(own))
    ids, counts, places = (np.concatenate([part[at] for part in parts]) for at in (1, 2, 3))
    if len(parts) > 1:
        order = np.argsort(whole, kind="stable")
        if len(places):
            places = places[spans(before(counts)[:-1][order], counts[order].astype(np.int64))]
        ids, counts = ids[order], counts[order]
    return Slice(documents, ids, counts, places)


def _without_deleted(every: Slice) -> Slice:
    kept = every.ids >= 0
    places = every.places[np.repeat(kept, every.counts)] if len(every.places) else every.places
    return Slice(sums(kept, every.documents), every.ids[kept], every.counts[kept], places)


def _words(sources: Sequence[Source], hashes: Hashes) -> list[bytes]:
    words = np.empty(len(hashes), object)
    for source in sources:
        at = np.minimum(np.searchsorted(hashes, source.hashes), len(hashes) - 1)
        there = hashes[at] == source.hashes
        own = np.empty(len(there), object)
        own[:] = source.words()
        words[at[there]] = own[there]
    return words.tolist()
