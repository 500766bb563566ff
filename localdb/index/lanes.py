"""From scores of all documents to the best of each lane. A lane is a set of origins, so that every tier gets its share.

Belongs here: choosing and ordering. Does not: scoring.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from localdb.index.port import Found, Lane, LaneOf
from localdb.index.postings import Ids, distinct
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
    rough = scored.rough if extra is None else scored.rough + extra
    members = {name: own[mask[own]] for name, own in snapshot.lanes(lane_of).items()}
    likely = {name: _likely(snapshot, rough, own, limit, recent) for name, own in members.items()}
    best = _Best(snapshot, scored, extra, likely.values(), limit)
    return {name: Lane(best.of(likely[name]), len(own)) for name, own in members.items()}


def _likely(snapshot: Snapshot, rough: Rough, members: Ids, limit: int, recent: int) -> list[Ids]:
    """Return the roughly best of a lane, and with `recent` those since that day."""
    pools = [members, members[snapshot.days[members] >= recent]] if recent else [members]
    most = max(_AT_LEAST, _MORE * limit)
    return [pool[_highest(rough[pool], most)] for pool in pools]


class _Best:
    """Choose the best of each pool by exact scores, which are worked out for the documents of all of them at once."""

    def __init__(
        self, snapshot: Snapshot, scored: Scored, extra: Rough | None, likely: Iterable[Sequence[Ids]], limit: int
    ) -> None:
        self._snapshot = snapshot
        self._limit = limit
        self._documents = _joined([pool for own in likely for pool in own])
        self._scores: Numbers = scored.exactly(self._documents)
        if extra is not None:
            self._scores += extra[self._documents]

    def of(self, pools: Sequence[Ids]) -> tuple[Found, ...]:
        """Return the `limit` best of each of these pools, best first, each once."""
        chosen = _joined([self._of_one(pool) for pool in pools])
        scores = self._scores_of(chosen).tolist()
        days = self._snapshot.days[chosen].tolist()
        found = map(Found, self._snapshot.keys_of(chosen), scores, days)
        return tuple(sorted(found, key=lambda one: (-one.score, one.key)))

    def _of_one(self, pool: Ids) -> Ids:
        scores = self._scores_of(pool)
        best = pool[_highest(scores, self._limit)]
        if len(best) <= self._limit:
            return best
        level = pool[scores == self._scores_of(best).min()]  # more than there is room for: the first by key
        above, keys = len(best) - len(level), self._snapshot.keys_of(level)
        first = sorted(range(len(level)), key=keys.__getitem__)[: self._limit - above]
        return np.concatenate([np.setdiff1d(best, level), level[first]])

    def _scores_of(self, documents: Ids) -> Numbers:
        scores: Numbers = self._scores[np.searchsorted(self._documents, documents)]
        return scores


def _joined(pools: Sequence[Ids]) -> Ids:
    """Return the documents of all pools, each once, ascending."""
    return distinct(np.sort(np.concatenate([np.empty(0, np.int64), *pools])))


def _highest(scores: Rough | Numbers, limit: int) -> Mask:
    """Return which are the `limit` highest scores, and those that equal the lowest of them."""
    if len(scores) <= limit:
        return np.ones(len(scores), np.bool_)
    if not limit:
        return np.zeros(len(scores), np.bool_)
    highest: Mask = scores >= np.partition(scores, len(scores) - limit)[len(scores) - limit]
    return highest
