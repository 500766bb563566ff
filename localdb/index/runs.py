"""From words of documents to sorted postings in memory.

Belongs here: collecting what documents add, and one sort per field. Does not: files (merging.py).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from localdb.index.postings import Hashes, Ids, before, hash_of, spans, sums

MOST_PLACES = 0xFFFF  # a body's later words all stand at this position
_SPILL = 4_000_000  # occurrences held unsorted, 16 bytes each
_DOC_BITS, _PLACE_BITS = 24, 16


class Slice(NamedTuple):
    """Hold the postings of consecutive terms: by term, in a term by document, in a document by position.

    `documents` is how many postings each term has; `ids`, `counts` are those of the postings, `places` the positions,
    as many as the counts say, or none in a field that keeps none.
    """

    documents: Ids
    ids: Ids
    counts: NDArray[np.uint32]
    places: NDArray[np.uint16]


class Source(Protocol):
    """Give sorted postings of one field, by ranges of terms."""

    hashes: Hashes
    totals: NDArray[Any]  # occurrences of each term

    def slice(self, first: int, last: int) -> Slice:
        """Return the postings of terms first to last, the last one excluded."""

    def words(self) -> list[bytes]:
        """Return the UTF-8 of every term."""


class Run:
    """Be a Source in memory."""

    def __init__(self, hashes: Hashes, words: list[bytes], every: Slice) -> None:
        self.hashes = hashes
        self.totals = sums(every.counts, every.documents)
        self._words = words
        self._every = every
        self._starts = before(every.documents)
        self._places = before(self.totals) if len(every.places) else np.zeros(len(hashes) + 1, np.int64)

    def slice(self, first: int, last: int) -> Slice:
        """See Source."""
        postings = slice(self._starts[first], self._starts[last])
        every, places = self._every, slice(self._places[first], self._places[last])
        return Slice(every.documents[first:last], every.ids[postings], every.counts[postings], every.places[places])

    def words(self) -> list[bytes]:
        """See Source."""
        return self._words


class Collector:
    """Take the words of documents, which are numbered upwards from 0, and give them back as runs."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._waiting: dict[str, list[tuple[int, NDArray[np.uint32]]]] = defaultdict(list)
        self._placed: dict[str, bool] = {}
        self._held = 0
        self._runs: dict[str, list[Source]] = defaultdict(list)

    def add(self, name: str, document: int, words: Sequence[str], placed: bool) -> None:
        """Add the words of a field of a document, in order; whether their positions are kept goes for the field."""
        self._placed[name] = placed
        self._waiting[name].append(
            (document, np.fromiter(map(self._numbers.__getitem__, words), np.uint32, len(words)))
        )
        self._held += len(words)
        if self._held > _SPILL:
            self._sort()

    def sources(self) -> dict[str, list[Source]]:
        """Return the runs of every field, in the order of their documents."""
        self._sort()
        return self._runs

    def _sort(self) -> None:
        words = [word.encode(errors="replace") for word in self._numbers]
        hashes = np.fromiter(map(hash_of, words), np.uint64, len(words))
        order = np.argsort(hashes)
        ranks = np.empty(len(order), np.uint64)
        ranks[order] = np.arange(len(order), dtype=np.uint64)
        hashes, words = hashes[order], [words[number] for number in order.tolist()]
        for name, waiting in self._waiting.items():
            self._runs[name].append(_run(waiting, ranks, hashes, words, self._placed[name]))
        self._waiting.clear()
        self._numbers.clear()
        self._held = 0


class _Numbers(dict[str, int]):
    """Number words as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _run(
    waiting: list[tuple[int, NDArray[np.uint32]]], ranks: Hashes, hashes: Hashes, words: list[bytes], placed: bool
) -> Run:
    """Sort the words of a field: one key of 64 bits holds term, document and position."""
    lengths = np.array([len(numbers) for _, numbers in waiting], np.int64)
    keys = ranks[np.concatenate([numbers for _, numbers in waiting])] << np.uint64(_DOC_BITS + _PLACE_BITS)
    keys |= np.repeat(np.array([document for document, _ in waiting], np.uint64), lengths) << np.uint64(_PLACE_BITS)
    keys |= np.minimum(spans(np.zeros(len(lengths), np.int64), lengths), MOST_PLACES).astype(np.uint64)
    keys.sort()
    begins = _begins(keys >> np.uint64(_PLACE_BITS))
    heads = keys[begins] >> np.uint64(_PLACE_BITS)
    terms = (heads >> np.uint64(_DOC_BITS)).astype(np.int64)
    firsts = _begins(terms)
    used = terms[firsts]
    places = (keys & np.uint64(MOST_PLACES)).astype(np.uint16) if placed else np.empty(0, np.uint16)
    every = Slice(
        np.diff(np.append(firsts, len(terms))),
        (heads & np.uint64((1 << _DOC_BITS) - 1)).astype(np.int64),
        np.diff(np.append(begins, len(keys))).astype(np.uint32),
        places,
    )
    return Run(hashes[used], [words[number] for number in used.tolist()], every)


def _begins(values: NDArray[Any]) -> Ids:
    """Return where runs of equal values begin."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)
