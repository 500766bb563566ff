"""From scores of all documents to the best of each lane. A lane is a set of origins, so that every tier gets its share.

Belongs here: choosing and ordering. Does not: scoring.
"""

from collections.abc import Mapping

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
    choice = _Choice(snapshot, scored, extra, limit, recent)
    return {name: choice.lane(np.flatnonzero(mask & (placed == number))) for number, name in enumerate(lanes)}


class _Choice:
    """Choose from the members of a lane."""

    def __init__(self, snapshot: Snapshot, scored: Scored, extra: Rough | None, limit: int, recent: int) -> None:
        self._snapshot = snapshot
        self._scored = scored
        self._extra = extra
        self._limit = limit
        self._recent = recent

    def lane(self, members: Ids) -> Lane:
        chosen = self._best(members)
        if self._recent:
            chosen |= self._best(members[self._snapshot.days[members] >= self._recent])
        found = [Found(key, score, int(self._snapshot.days[number])) for key, score, number in chosen]
        found.sort(key=lambda one: (-one.score, one.key))
        return Lane(tuple(found), len(members))

    def _best(self, members: Ids) -> set[tuple[str, float, int]]:
        rough = self._scored.rough[members]
        if self._extra is not None:
            rough += self._extra[members]
        likely = members[rough >= _least(rough, max(_AT_LEAST, _MORE * self._limit))]
        scores: Numbers = self._scored.exactly(likely)
        if self._extra is not None:
            scores += self._extra[likely]
        least = _least(scores, self._limit)
        above, level = np.flatnonzero(scores > least).tolist(), np.flatnonzero(scores == least).tolist()
        named = {at: self._snapshot.key(int(likely[at])) for at in (*above, *level)}
        level.sort(key=named.__getitem__)
        return {(named[at], float(scores[at]), int(likely[at])) for at in (*above, *level[: self._limit - len(above)])}


def _least(scores: Rough | Numbers, limit: int) -> float:
    """Return the lowest of the `limit` highest scores."""
    if len(scores) <= limit:
        return -np.inf if not len(scores) else float(scores.min())
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
