"""Exact scores of bags of words, worked out from the words of the corpus alone, to hold what engines return against.

Belongs here: Whoosh's formula written down once more, in float64 and without an index. Each field's BM25 (k1 1.2,
b .75, idf = ln(N / (df + 1)) + 1, N and mean length over all documents) times its weight, summed; lengths as Whoosh
rounds them into a byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length, length_to_byte

from localdb.index.port import Body

from .corpus import Corpus

K1, B = 1.2, 0.75
_TOGETHER = 4_000  # documents
_SLACK = 1e-4  # of a score: what is as near as that is as good
Scores = NDArray[np.float64]


def exact_scores(corpus: Corpus, bags: Sequence[Sequence[str]], weights: Mapping[Body, float]) -> Scores:
    """Return the score of every document (columns) for each bag of distinct words (rows)."""
    numbers = {word: number for number, word in enumerate(corpus.vocabulary.tolist())}
    known = [[numbers[word] for word in dict.fromkeys(bag) if word in numbers] for bag in bags]
    asked = np.unique(np.concatenate(known).astype(np.int64))
    within = np.zeros((len(bags), len(asked)), np.bool_)  # which words are in which bag
    for own, bag in zip(within, known, strict=True):
        own[np.searchsorted(asked, bag)] = True
    scores = np.zeros((len(bags), corpus.size))
    for body, weight in weights.items():
        lengths = np.diff(corpus.ends[body])
        mean = max(lengths.sum() / corpus.size, 1e-9)
        rounded = np.array([byte_to_length(length_to_byte(int(length))) for length in lengths], np.float64)
        frequency = np.zeros(len(asked))
        for cells in _counted(corpus, body, asked):
            frequency += np.bincount(cells.words, minlength=len(asked))
        idf = np.log(corpus.size / (frequency + 1)) + 1
        for first, size, words, documents, tf in _counted(corpus, body, asked):
            norm = K1 * (1 - B + B * rounded[first + documents] / mean)
            added = weight * idf[words] * tf * (K1 + 1) / (tf + norm)
            for own, row in zip(within, scores, strict=True):
                there = own[words]
                row[first : first + size] += np.bincount(documents[there], added[there], size)
    return scores


def overlap(scores: Scores, returned: Sequence[int], top: int) -> float:
    """Return how many of the `top` best are among those returned; ties at the end count as well as each other."""
    top = min(top, int((scores > 0).sum()))
    least = np.partition(scores, len(scores) - top)[len(scores) - top] - _SLACK
    return float((scores[list(dict.fromkeys(returned))[:top]] >= least).sum() / top) if top else 1.0


class _Cells(NamedTuple):
    """Hold how often (`tf`) words stand in `size` documents beginning with `first`, where they stand in them at all."""

    first: int
    size: int
    words: NDArray[np.int64]
    documents: NDArray[np.int64]
    tf: NDArray[np.int64]


def _counted(corpus: Corpus, body: Body, asked: NDArray[np.int64]) -> Iterator[_Cells]:
    places = np.full(len(corpus.vocabulary), -1, np.int64)
    places[asked] = np.arange(len(asked))
    for first in range(0, corpus.size, _TOGETHER):
        some = corpus.words(body, first, min(first + _TOGETHER, corpus.size))
        words = places[np.concatenate(some)]
        documents = np.repeat(np.arange(len(some)), [len(one) for one in some])
        cells, tf = np.unique((words * len(some) + documents)[words >= 0], return_counts=True)
        yield _Cells(first, len(some), cells // len(some), cells % len(some), tf)
