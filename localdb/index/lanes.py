"""From scores of all documents to the best of each lane. A lane is a set of origins, so that every tier gets its share.

Belongs here: choosing and ordering. Does not: scoring.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from localdb.index.port import Found, Lane, LaneOf
from localdb.index.postings import Ids
from localdb.index.scoring import Numbers, Rough
from localdb.index.snapshot import Mask, Scored, Snapshot

_MORE, _AT_LEAST = 3, 300  # times as many as asked for are scored exactly, and at least so many


def best_of_lanes(
    snapshot: Snapshot,
    scored: Scored,
    mask: Mask,
    lane_of: LaneOf,
    limit: int,
    recent: int = 0,
    extra: Rough | None = None,
) -> Mapping[str, Lane]:
    """Return the `limit` best documents of every lane; with `recent` also the best since that day.

    `extra` is added to the scores. Equal scores are ordered by key, so that the order depends on nothing but the cases
    and the question.
    """
    origins, codes = snapshot.origins
    names = [lane_of(origin) for origin in origins]
    lanes = list(dict.fromkeys(name for name in names if name is not None))
    numbers = {name: number for number, name in enumerate(lanes)}
    lane_codes = np.array([-1 if name is None else numbers[name] for name in names], np.int64)
    placed = lane_codes[codes] if len(codes) else np.empty(0, np.int64)
    rough = scored.rough if extra is None else scored.rough + extra
    members = {name: np.flatnonzero(mask & (placed == number)) for number, name in enumerate(lanes)}
    likely = {name: _likely(snapshot, rough, own, limit, recent) for name, own in members.items()}
    best = _Best(snapshot, scored, extra, likely.values(), limit)
    return {name: Lane(best.of(likely[name]), len(own)) for name, own in members.items()}


def _likely(snapshot: Snapshot, rough: Rough, members: Ids, limit: int, recent: int) -> list[Ids]:
    """Return the roughly best of a lane, and with `recent` those since that day."""
    pools = [members, members[snapshot.days[members] >= recent]] if recent else [members]
    most = max(_AT_LEAST, _MORE * limit)
    return [pool[rough[pool] >= _least(rough[pool], most)] for pool in pools]


class _Best:
    """Choose the best of each pool by exact scores, which are worked out for the documents of all of them at once."""

    def __init__(
        self, snapshot: Snapshot, scored: Scored, extra: Rough | None, likely: Iterable[Sequence[Ids]], limit: int
    ) -> None:
        self._snapshot = snapshot
        self._limit = limit
        self._documents = np.unique(np.concatenate([np.empty(0, np.int64), *(pool for own in likely for pool in own)]))
        self._scores: Numbers = scored.exactly(self._documents)
        if extra is not None:
            self._scores += extra[self._documents]

    def of(self, pools: Sequence[Ids]) -> tuple[Found, ...]:
        """Return the `limit` best of each of these pools, best first, each once."""
        found = set[Found]().union(*map(self._of_one, pools))
        return tuple(sorted(found, key=lambda one: (-one.score, one.key)))

    def _of_one(self, pool: Ids) -> set[Found]:
        scores = self._scores[np.searchsorted(self._documents, pool)]
        least = _least(scores, self._limit)
        above, level = pool[scores > least].tolist(), pool[scores == least].tolist()
        level.sort(key=self._snapshot.key)
        return set(map(self._found, (*above, *level[: self._limit - len(above)])))

    def _found(self, number: int) -> Found:
        score = float(self._scores[np.searchsorted(self._documents, number)])
        return Found(self._snapshot.key(number), score, int(self._snapshot.days[number]))


def _least(scores: Rough | Numbers, limit: int) -> float:
    """Return the lowest of the `limit` highest scores."""
    if len(scores) <= limit:
        return -np.inf if not len(scores) else float(scores.min())
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
