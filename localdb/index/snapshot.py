"""The index as it was at one commit: all segments side by side as arrays over documents.

Belongs here: numbering documents across segments, columns, live documents, scoring words by BM25F. Does not: which
documents to return (lanes.py), trees of conditions (search.py).

A document's score for a word in a body is idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length)) with
idf = ln(N / (df + 1)) + 1, as in Whoosh's BM25F; bodies are weighted and summed. The mean length is taken over the
documents that have the body, since many have no issues or gist.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from localdb.index.port import Body, Narrowing, Origin, Statistics, Words
from localdb.index.postings import Ids, Weights
from localdb.index.segment import Segment
from localdb.model.errors import Cancelled

K1, B = 1.2, 0.75
ENOUGH = 500  # cases with a cause, below which words are not asked what they tell about causes
SMOOTHING = 2.0  # cases' worth of the common distribution of causes that every word starts with
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Snapshot:
    """Hold the segments of one commit; never changes, safe for several threads."""

    def __init__(self, generation: int, segments: list[Segment], dead: list[Collection[int]]) -> None:
        self.generation = generation
        self.segments = segments
        self.bases = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self.size: int = self.bases[-1]
        self.live: Mask = np.ones(self.size, np.bool_)
        for base, gone in zip(self.bases, dead, strict=False):
            self.live[[base + number for number in gone]] = False
        self.cases = int(self.live.sum())
        self.keys = [key for segment in segments for key in segment.keys]
        self.days: NDArray[np.int32] = _join([segment.days for segment in segments], np.int32)
        self._norms: dict[Body, tuple[float, Scores]] = {}
        self._told: dict[str, float] = {}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Return the document number of every live key."""
        return {self.keys[number]: number for number in np.flatnonzero(self.live).tolist()}

    @cached_property
    def origins(self) -> tuple[list[Origin], NDArray[np.int64]]:
        """Return the distinct origins, and for each document which one it has."""
        authorities, first = self.column("authority")
        courts, second = self.column("court")
        pairs, codes = np.unique(first * len(courts) + second, return_inverse=True)
        return [Origin(authorities[pair // len(courts)], courts[pair % len(courts)]) for pair in pairs.tolist()], codes

    def column(self, name: str) -> tuple[list[str], NDArray[np.int64]]:
        """Return the distinct values of a column, and for each document which one it has."""
        values: dict[str, int] = {"": 0}
        codes = []
        for segment in self.segments:
            own, places = segment.columns[name]
            codes.append(np.array([values.setdefault(value, len(values)) for value in own], np.int64)[places])
        return list(values), _join(codes, np.int64)

    def statistics(self, terms: Mapping[str, Collection[str]]) -> Statistics:
        """Count terms over all documents, deleted ones that are not purged yet included."""
        frequency = {name: {term: self._documents(name, term) for term in some} for name, some in terms.items()}
        telling = self._telling(terms.get(Body.FACTS, ()))
        return Statistics(self.cases, {body: self._norm(body)[0] for body in Body}, frequency, telling)

    def score(self, words: Mapping[Body, Words], cancelled: Callable[[], bool] | None = None) -> Scores:
        """Return the score of every document for a bag of weighted words.

        Raises:
            Cancelled: `cancelled` answered True.
        """
        scores = np.zeros(self.size, np.float32)
        for body, some in words.items():
            _, norms = self._norm(body)
            for word, weight in some.items():
                if cancelled is not None and cancelled():
                    raise Cancelled
                self._add(scores, norms, body, word, weight)
        return scores

    def matching(self, name: str, terms: Iterable[str]) -> Mask:
        """Return which documents carry any of these terms in a field."""
        mask = np.zeros(self.size, np.bool_)
        for term in terms:
            for base, ids, _ in self._postings(name, term):
                mask[base + ids] = True
        return mask

    def terms(self, name: str) -> set[str]:
        """Return all terms of a field; meant for the small ones (causes, statutes, numbers)."""
        return {term for segment in self.segments for term in segment.postings.words(name)}

    def narrowed(self, narrowing: Narrowing | None) -> Mask:
        """Return which live documents pass."""
        mask = self.live.copy()
        if narrowing is None:
            return mask
        if narrowing.since:
            recent = self.days >= narrowing.since
            mask &= recent | self._having("authority", narrowing.ageless) if narrowing.ageless else recent
        if narrowing.until:
            mask &= (self.days <= narrowing.until) & (self.days > 0)
        if narrowing.case_type is not None:
            mask &= self._having("case_type", {narrowing.case_type})
        if narrowing.effects_out:
            mask &= ~self._having("effect", narrowing.effects_out)
        return mask

    @cached_property
    def _causes(self) -> tuple[NDArray[np.int64], Scores]:
        """Return which cause each document has (its first by name; 0 = none) and how large a share each cause has."""
        codes = np.zeros(self.size, np.int64)
        for number, cause in enumerate(sorted(self.terms("causes"), reverse=True), 1):
            codes[self.matching("causes", [cause])] = number
        counts = np.bincount(codes, minlength=1)
        counts[0] = 0
        return codes, (counts / max(int(counts.sum()), 1)).astype(np.float32)

    def _telling(self, words: Collection[str]) -> dict[str, float]:
        codes, shares = self._causes
        if np.count_nonzero(codes) < ENOUGH:
            return {}
        for word in set(words) - self._told.keys():
            found = [base + ids for base, ids, _ in self._postings(Body.FACTS, word)]
            if found:
                counts = np.bincount(codes[np.concatenate(found)], minlength=len(shares))
                counts[0] = 0
                own = (counts + SMOOTHING * shares) / (counts.sum() + SMOOTHING)
                there = own > 0
                self._told[word] = float((own[there] * np.log(own[there] / shares[there])).sum())
        return {word: self._told[word] for word in words if word in self._told}

    def _having(self, name: str, wanted: Collection[str]) -> Mask:
        values, codes = self.column(name)
        having: Mask = np.array([value in wanted for value in values], np.bool_)[codes]
        return having

    def _postings(self, name: str, word: str) -> Iterable[tuple[int, Ids, Weights]]:
        for base, segment in zip(self.bases, self.segments, strict=False):
            place = segment.postings.place(name, word)
            if place.documents:
                yield base, *segment.postings.read(place)

    def _documents(self, name: str, term: str) -> int:
        return sum(segment.postings.place(name, term).documents for segment in self.segments)

    def _add(self, scores: Scores, norms: Scores, body: Body, word: str, weight: float) -> None:
        found = list(self._postings(body, word))
        idf = math.log(max(self.size, 1) / (sum(len(ids) for _, ids, _ in found) + 1)) + 1
        for base, ids, counts in found:
            places = ids + base
            scores[places] += counts * np.float32(weight * idf * (K1 + 1)) / (counts + norms[places])

    def _norm(self, body: Body) -> tuple[float, Scores]:
        """Return the mean length of a body and, for each document, k1 * (1 - b + b * length / mean length)."""
        if body not in self._norms:
            lengths = _join([segment.lengths[body] for segment in self.segments], np.float32)
            having = int(np.count_nonzero(lengths))
            mean = sum(segment.words[body] for segment in self.segments) / having if having else 1.0
            self._norms[body] = mean, (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
        return self._norms[body]


def _join(parts: list[Any], kind: type[np.generic]) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, kind)
