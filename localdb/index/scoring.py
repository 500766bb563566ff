"""BM25F over the arrays of a segment.

Belongs here: what a term adds to the score of each document. Does not: which documents to return (lanes.py), counts
over all segments (snapshot.py).

A term adds weight * idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length)), as in Whoosh's BM25F, lengths
as Whoosh rounds them into one byte. Terms with a list of documents are scored so at once: frequency and length stand in
one code, so that a table of 65,536 values gives the fraction. A dense term has a byte for every document; adding those
rows up with a factor each gives a rough sum, good enough to choose the documents whose dense terms are then scored
exactly.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from localdb.index.postings import ROW_OF_TF, TF_OF_ROW, FieldPostings, Ids, before
from localdb.model.errors import Cancelled

K1, B = 1.2, 0.75
Numbers = NDArray[np.float64]
Rough = NDArray[np.float32]
LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float64)
_TOGETHER = 1 << 16  # postings scored in one call, which then stay in the processor's cache
_FOUR, _THOUSAND = 4, 1000  # rows whose sum one byte holds, and two
_TYPICAL = 3  # a row is brought to scale by this frequency: of 1 to 6 it finds most of the exact best (.997 at 2 times)


class Table(NamedTuple):
    """Hold what a posting adds, but for weight and idf.

    `lists` by the code of a list (frequency << 8 | length byte), `rows` by the byte of a row in place of the frequency;
    `scale`, by length byte, brings the bytes of rows roughly to what they stand for.
    """

    lists: Numbers
    rows: Numbers
    scale: Rough


class Asked(NamedTuple):
    """Hold the terms of a question that a field has, by number, and the factor of each."""

    terms: Ids
    factors: Numbers


def table(mean: float) -> Table:
    """Return the table of a body whose mean length is `mean`."""
    exact = fraction(np.arange(256)[:, None], LENGTHS[None, :], mean)
    scale = exact[_TYPICAL] / ROW_OF_TF[_TYPICAL]
    return Table(exact.ravel(), exact[TF_OF_ROW].ravel(), scale.astype(np.float32))


def fraction(counts: NDArray[np.generic], lengths: Numbers, mean: float) -> Numbers:
    """Return what BM25 makes of frequencies in documents of these lengths."""
    tf = counts.astype(np.float64)
    added: Numbers = tf * (K1 + 1) / (tf + K1 * (1 - B + B * lengths / mean))
    return added


class FieldScores:
    """Score one field of a segment; safe for several threads."""

    def __init__(self, field: FieldPostings, lengths: NDArray[np.uint8], values: Table, mean: float) -> None:
        self._field = field
        self._lengths = lengths
        self._table = values
        self._mean = mean
        self._scale = values.scale.take(lengths)

    def lists(self, scores: Numbers, asked: Asked, cancelled: Callable[[], bool] | None) -> Asked:
        """Add what terms with a list add to `scores`; return the dense terms, which remain.

        Raises:
            Cancelled: `cancelled` answered True.
            IndexDamaged: what is stored is not what was written.
        """
        field = self._field
        if cancelled is not None and cancelled():
            raise Cancelled
        field.sure(asked.terms)
        dense = field.dense[asked.terms]
        terms, factors = asked.terms[~dense], asked.factors[~dense]
        starts, ends = field.starts[terms], field.starts[terms + 1]
        whole, first = before(ends - starts), 0
        while first < len(terms):
            if cancelled is not None and cancelled():
                raise Cancelled
            last = max(first + 1, int(np.searchsorted(whole, whole[first] + _TOGETHER, "right")) - 1)
            bounds = list(zip(starts[first:last].tolist(), ends[first:last].tolist(), strict=True))
            added = self._table.lists.take(np.concatenate([field.codes[start:end] for start, end in bounds]))
            added *= np.repeat(factors[first:last], ends[first:last] - starts[first:last])
            ids = np.concatenate([field.ids[start:end] for start, end in bounds])
            np.add.at(scores, ids.astype(np.intp), added)
            first = last
        self._mend(scores, Asked(terms, factors))
        return Asked(asked.terms[dense], asked.factors[dense])

    def rows(self, rough: Rough, dense: Asked) -> None:
        """Add roughly what dense terms add to `rough`."""
        if not len(dense.terms):
            return
        rows, size = self._field.row_of[dense.terms], self._field.size
        summed = np.zeros(size, np.float32)
        for level, some in _levels(dense.factors):
            for begin in range(0, len(some), _THOUSAND):
                summed += self._added_up(rows[some[begin : begin + _THOUSAND]].tolist()) * level
        summed *= self._scale
        rough += summed

    def _added_up(self, rows: list[int]) -> NDArray[np.uint16]:
        whole = np.zeros(self._field.size, np.uint16)
        for first in range(0, len(rows), _FOUR):
            some = self._field.rows[rows[first]]
            for number, row in enumerate(rows[first + 1 : first + _FOUR]):
                some = np.add(some, self._field.rows[row], out=some if number else None)
            whole += some
        return whole

    def exactly(self, dense: Asked, documents: Ids) -> Numbers:
        """Return what dense terms add to these documents, which are in ascending order."""
        if not len(dense.terms) or not len(documents):
            return np.zeros(len(documents))
        field = self._field
        places = field.row_of[dense.terms][:, None] * field.size + documents
        codes = field.rows.reshape(-1).take(places).astype(np.uint16)
        added = self._table.rows.take(codes << 8 | self._lengths[documents])
        places, there, counts = field.beyond(dense.terms)
        at = np.minimum(np.searchsorted(documents, there), len(documents) - 1)
        wanted = documents[at] == there
        added[places[wanted], at[wanted]] = self._much(there[wanted], counts[wanted])
        whole: Numbers = dense.factors @ added
        return whole

    def _mend(self, scores: Numbers, asked: Asked) -> None:
        """Put right what frequencies above 255 add."""
        places, documents, counts = self._field.beyond(asked.terms)
        if not len(places):
            return
        factors = asked.factors[places]
        stored = self._table.lists[255 << 8 | self._lengths[documents].astype(np.int64)]
        np.add.at(scores, documents, (self._much(documents, counts) - stored) * factors)

    def _much(self, documents: Ids, counts: NDArray[np.uint32]) -> Numbers:
        return fraction(counts, LENGTHS[self._lengths[documents]], self._mean)


def _levels(factors: Numbers) -> list[tuple[np.float32, Ids]]:
    """Group factors that are alike within an octave: the mean of each group, and the places of its members."""
    groups = np.round(np.log2(np.maximum(factors, 1e-30))).astype(np.int64)
    order = np.argsort(groups, kind="stable")
    bounds = [0, *(np.flatnonzero(np.diff(groups[order])) + 1).tolist(), len(order)]
    means = np.add.reduceat(factors[order], bounds[:-1]) / np.diff(bounds)
    return [(np.float32(mean), order[start:end]) for mean, (start, end) in zip(means, pairwise(bounds), strict=True)]
