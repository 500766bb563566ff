"""The index as it was at one commit: all segments side by side as arrays over documents.

Belongs here: numbering documents across segments, columns, live documents, counts over all segments. Does not: what a
term adds to a score (scoring.py), which documents to return (lanes.py), trees of conditions (search.py).

Scores are those of Whoosh's BM25F over the same index: idf = ln(N / (df + 1)) + 1, N and the mean length of a body over
all documents, deleted ones included until they are merged away.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from localdb.index.port import Body, LaneOf, Narrowing, Origin, Statistics, Words
from localdb.index.postings import FieldPostings, Hashes, Ids, hashes_of
from localdb.index.scoring import Asked, FieldScores, Numbers, Rough, Table, table
from localdb.index.segment import Segment

ENOUGH = 500  # cases with a cause, below which words are not asked what they tell about causes
SMOOTHING = 2.0  # cases' worth of the common distribution of causes that every word starts with
_LANES = 4  # ways to draw lanes that are remembered: a user has one court, and asks for all tiers or for one
_DECIMALS = 6  # of a score: what is beyond depends on the order in which segments added it up
Mask = NDArray[np.bool_]
_InFields = Sequence[tuple[FieldPostings, Ids]]  # a field of each segment, and the numbers of the words asked for


class Scored:
    """Hold the scores of all documents for one bag of words: `rough` ones for all, exact ones where asked for."""

    def __init__(self, size: int) -> None:
        self._lists: Numbers = np.zeros(size)
        self._dense: list[tuple[int, int, FieldScores, Asked]] = []
        self.rough: Rough = np.zeros(size, np.float32)

    def add(self, start: int, end: int, field: FieldScores, asked: Asked, cancelled: Callable[[], bool] | None) -> None:
        """Add the terms of a field of the segment whose documents are numbered from `start` to `end`."""
        dense = field.lists(self._lists[start:end], asked, cancelled)
        field.rows(self.rough[start:end], dense)
        self._dense.append((start, end, field, dense))

    def finish(self) -> "Scored":
        """Make `rough` whole."""
        self.rough += self._lists.astype(np.float32)
        return self

    def exactly(self, documents: Ids) -> Numbers:
        """Return the exact scores of these documents, which are in ascending order."""
        scores = self._lists[documents]
        for start, end, field, dense in self._dense:
            first, last = np.searchsorted(documents, [start, end])
            if last > first:
                scores[first:last] += field.exactly(dense, documents[first:last] - start)
        return np.round(scores, _DECIMALS)


class Snapshot:
    """Hold the segments of one commit; never changes, safe for several threads."""

    def __init__(self, generation: int, segments: Sequence[Segment], dead: Sequence[Collection[int]]) -> None:
        self.generation = generation
        self.segments = segments
        self.bases: list[int] = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self.size: int = self.bases[-1]
        self.live: Mask = np.ones(self.size, np.bool_)
        for base, gone in zip(self.bases, dead, strict=False):
            self.live[[base + number for number in gone]] = False
        self.cases = int(self.live.sum())
        self._tables: dict[Body, tuple[float, Table]] = {}
        self._field_scores: dict[tuple[Body, str], FieldScores] = {}
        self._lanes: dict[LaneOf, Mapping[str, Ids]] = {}
        self._columns: dict[str, tuple[list[str], NDArray[np.int64]]] = {}
        self._told: dict[str, float] = {}
        self._last: tuple[Mapping[Body, Words], Scored] | None = None
        self._hashed: tuple[tuple[str, ...], Hashes, Ids] = (), np.empty(0, np.uint64), np.empty(0, np.int64)

    def load(self) -> None:
        """Read what is read when it is first asked for: its files may be gone later, those of postings are open."""
        for segment in self.segments:
            segment.load()

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """Return the day of every document."""
        days: NDArray[np.int32] = _join([segment.days for segment in self.segments], np.int32)
        return days

    @cached_property
    def origins(self) -> tuple[list[Origin], NDArray[np.int64]]:
        """Return the distinct origins, and for each document which one it has."""
        authorities, first = self.column("authority")
        courts, second = self.column("court")
        pairs, codes = np.unique(first * len(courts) + second, return_inverse=True)
        return [Origin(authorities[pair // len(courts)], courts[pair % len(courts)]) for pair in pairs.tolist()], codes

    def key(self, number: int) -> str:
        """Return the key of a document."""
        place = int(np.searchsorted(self.bases, number, "right")) - 1
        return self.segments[place].keys[number - self.bases[place]]

    def keys_of(self, numbers: Ids) -> list[str]:
        """Return the keys of documents."""
        places = np.searchsorted(self.bases, numbers, "right") - 1
        own = numbers - np.array(self.bases)[places]
        return [self.segments[place].keys[number] for place, number in zip(places.tolist(), own.tolist(), strict=True)]

    def keys(self) -> list[str]:
        """Return the keys of all live documents."""
        return self.keys_of(np.flatnonzero(self.live))

    def with_dropped(self, keys: Collection[str]) -> list[str]:
        """Return the names of the segments in which documents of these keys lie that are not live any more."""
        wanted, found = set(keys), []
        for base, segment in zip(self.bases, self.segments, strict=False):
            numbers = [number for number, key in enumerate(segment.keys) if key in wanted]
            if not self.live[[base + number for number in numbers]].all():
                found.append(segment.name)
        return found

    def lanes(self, lane_of: LaneOf) -> Mapping[str, Ids]:
        """Return the documents of each lane, ascending; those of the last few ways to draw lanes are remembered."""
        drawn = self._lanes.get(lane_of)
        if drawn is None:
            drawn = self._drawn(lane_of)
            kept = list(self._lanes.items())[1 - _LANES :]
            self._lanes = {**dict(kept), lane_of: drawn}  # made anew: other threads look into the one there was
        return drawn

    def number(self, key: str) -> int | None:
        """Return the number of the live document with this key."""
        for base, segment in zip(self.bases, self.segments, strict=False):
            if key in segment.numbers and self.live[base + segment.numbers[key]]:
                return int(base + segment.numbers[key])
        return None

    def column(self, name: str) -> tuple[list[str], NDArray[np.int64]]:
        """Return the distinct values of a column, and for each document which one it has."""
        if name not in self._columns:
            values: dict[str, int] = {"": 0}
            codes = []
            for own, places in (segment.column(name) for segment in self.segments):
                codes.append(np.array([values.setdefault(value, len(values)) for value in own], np.int64)[places])
            self._columns[name] = list(values), _join(codes, np.int64)
        return self._columns[name]

    def statistics(self, terms: Mapping[str, Collection[str]]) -> Statistics:
        """Count terms over all documents, deleted ones that are not purged yet included."""
        frequency = {name: dict(zip(some, self._documents(name, some), strict=True)) for name, some in terms.items()}
        telling = self._telling(list(terms.get(Body.FACTS, ())))
        return Statistics(self.cases, self._mean_lengths, frequency, telling)

    def score(self, words: Mapping[Body, Words], cancelled: Callable[[], bool] | None = None) -> Scored:
        """Score every document for a bag of weighted words; the last answer is remembered.

        Raises:
            Cancelled: `cancelled` answered True.
            IndexDamaged: what is stored is not what was written.
        """
        last = self._last
        if last is not None and last[0] == words:
            return last[1]
        scored = Scored(self.size)
        for body, some in words.items():
            found = list(self._fields(body, some))
            factors = self._factors(some, [(field, numbers) for _, _, field, numbers in found])
            for start, segment, _, numbers in found:
                there = numbers >= 0
                asked = Asked(numbers[there], factors[there])
                scored.add(start, start + segment.size, self._scores(body, segment), asked, cancelled)
        self._last = dict(words), scored.finish()
        return scored

    def matching(self, names: str | Iterable[str], terms: Iterable[str]) -> Mask:
        """Return which documents carry any of these terms in a field, or in one of several."""
        mask, wanted = np.zeros(self.size, np.bool_), list(terms)
        for name in [names] if isinstance(names, str) else names:
            for start, segment, field, numbers in self._fields(name, wanted):
                own = mask[start : start + segment.size]
                for number in numbers[numbers >= 0].tolist():
                    field.mark(number, own)
        return mask

    def having_all(self, name: str, words: Sequence[str]) -> Iterator[tuple[int, FieldPostings, list[int]]]:
        """Yield for each segment that has all these words its first document, the field, and the terms' numbers."""
        for start, _, field, numbers in self._fields(name, words):
            if len(numbers) and (numbers >= 0).all():
                yield start, field, numbers.tolist()

    def terms(self, name: str) -> set[str]:
        """Return all terms of a field; meant for the small ones (causes, statutes, numbers)."""
        return {term.decode() for segment in self.segments for term in segment.postings.field(name).words()}

    def like(self, name: str, pattern: str) -> set[str]:
        """Return the terms of a field that are like a pattern, in which * stands for any characters."""
        like = re.compile(".*".join(map(re.escape, pattern.lower().split("*"))), re.DOTALL)
        return {term for term in self.terms(name) if like.fullmatch(term)}

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
    def _mean_lengths(self) -> Mapping[str, float]:
        """Return the mean length of each body over the documents that have it, since many have no issues or gist."""
        having = {body: sum(int(np.count_nonzero(one.lengths(body))) for one in self.segments) for body in Body}
        return {body: self._words(body) / having[body] if having[body] else 1.0 for body in Body}

    @cached_property
    def _causes(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return which cause each document has (its first by name; 0 = none) and how large a share each cause has."""
        codes = np.zeros(self.size, np.int64)
        for number, cause in enumerate(sorted(self.terms("causes"), reverse=True), 1):
            codes[self.matching("causes", [cause])] = number
        counts = np.bincount(codes, minlength=1)
        counts[0] = 0
        return codes, (counts / max(int(counts.sum()), 1)).astype(np.float32)

    def _telling(self, words: Sequence[str]) -> dict[str, float]:
        codes, shares = self._causes
        if np.count_nonzero(codes) < ENOUGH:
            return {}
        new = [word for word in words if word not in self._told]
        counts = np.zeros((len(new), len(shares)))
        for start, _, field, numbers in self._fields(Body.FACTS, new):
            for place in np.flatnonzero(numbers >= 0).tolist():
                found = field.read(int(numbers[place])).ids + start
                counts[place] += np.bincount(codes[found], minlength=len(shares))
        for word, own in zip(new, counts, strict=True):
            if own.any():
                self._told[word] = _divergence(own, shares)
        return {word: self._told[word] for word in words if word in self._told}

    def _drawn(self, lane_of: LaneOf) -> Mapping[str, Ids]:
        origins, codes = self.origins
        names = [lane_of(origin) for origin in origins]
        lanes = {name: number for number, name in enumerate(dict.fromkeys(names)) if name is not None}
        placed = np.array([-1 if name is None else lanes[name] for name in names], np.int64)[codes]
        return {name: np.flatnonzero(placed == number) for name, number in lanes.items()}

    def _having(self, name: str, wanted: Collection[str]) -> Mask:
        values, codes = self.column(name)
        having: Mask = np.array([value in wanted for value in values], np.bool_)[codes]
        return having

    def _fields(self, name: str, words: Collection[str]) -> Iterator[tuple[int, Segment, FieldPostings, Ids]]:
        """Yield for each segment its first document, the field, and the numbers of these words there (-1: not)."""
        hashes, order = self._hashes(words)
        for base, segment in zip(self.bases, self.segments, strict=False):
            field = segment.postings.field(name)
            numbers = np.empty(len(hashes), np.int64)
            numbers[order] = field.find(hashes[order])
            yield base, segment, field, numbers

    def _hashes(self, words: Collection[str]) -> tuple[Hashes, Ids]:
        """Return the hashes of words, and their order, in which a search for each in turn stays in the cache.

        The same words are asked of one body after the other: those of the last question are remembered.
        """
        asked = tuple(words)
        last = self._hashed
        if last[0] != asked:
            hashes = hashes_of(asked)
            self._hashed = last = asked, hashes, np.argsort(hashes)
        return last[1], last[2]

    def _documents(self, name: str, words: Collection[str]) -> list[int]:
        found = [(field, numbers) for _, _, field, numbers in self._fields(name, list(words))]
        documents: list[int] = _documents(len(words), found).tolist()
        return documents

    def _factors(self, words: Words, found: _InFields) -> Numbers:
        idf: Numbers = np.log(max(self.size, 1) / (_documents(len(words), found) + 1)) + 1
        return np.array(list(words.values())) * idf

    def _scores(self, body: Body, segment: Segment) -> FieldScores:
        if (body, segment.name) not in self._field_scores:
            mean, values = self._table(body)
            scores = FieldScores(segment.postings.field(body), segment.lengths(body), values, mean)
            self._field_scores[body, segment.name] = scores
        return self._field_scores[body, segment.name]

    def _table(self, body: Body) -> tuple[float, Table]:
        if body not in self._tables:
            mean = max(self._words(body) / max(self.size, 1), math.ulp(1.0))
            self._tables[body] = mean, table(mean)
        return self._tables[body]

    def _words(self, body: Body) -> int:
        return sum(segment.words[body] for segment in self.segments)


def _documents(count: int, found: _InFields) -> Ids:
    """Return in how many documents each of so many words stands."""
    documents = np.zeros(count, np.int64)
    for field, numbers in found:
        there = numbers >= 0
        documents[there] += field.documents[numbers[there]]
    return documents


def _divergence(counts: NDArray[np.float64], shares: NDArray[np.float32]) -> float:
    counts[0] = 0
    own = (counts + SMOOTHING * shares) / (counts.sum() + SMOOTHING)
    there = own > 0
    return float((own[there] * np.log(own[there] / shares[there])).sum())


def _join(parts: Sequence[Any], kind: type[np.generic]) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, kind)
