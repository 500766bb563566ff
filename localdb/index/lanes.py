"""From scores of all documents to the best of each lane. A lane is a set of origins, so that every tier gets its share.

Belongs here: choosing and ordering. Does not: scoring.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from localdb.index.port import Found, Lane, LaneOf
from localdb.index.snapshot import Mask, Scores, Snapshot


def best_of_lanes(
    snapshot: Snapshot, scores: Scores, mask: Mask, lane_of: LaneOf, limit: int, recent: int = 0
) -> Mapping[str, Lane]:
    """Return the `limit` best documents of every lane; with `recent` also the best since that day.

    Equal scores are ordered by key, so that the order depends on nothing but the cases and the question.
    """
    origins, codes = snapshot.origins
    names = [lane_of(origin) for origin in origins]
    lanes = list(dict.fromkeys(name for name in names if name is not None))
    numbers = {name: number for number, name in enumerate(lanes)}
    lane_codes = np.array([-1 if name is None else numbers[name] for name in names], np.int64)
    placed = lane_codes[codes] if len(codes) else np.empty(0, np.int64)
    return {
        name: _lane(snapshot, scores, np.flatnonzero(mask & (placed == number)), limit, recent)
        for number, name in enumerate(lanes)
    }


def _lane(snapshot: Snapshot, scores: Scores, members: NDArray[np.int64], limit: int, recent: int) -> Lane:
    chosen = _top(snapshot, scores, members, limit)
    if recent:
        chosen |= _top(snapshot, scores, members[snapshot.days[members] >= recent], limit)
    found = [Found(snapshot.keys[number], float(scores[number]), int(snapshot.days[number])) for number in chosen]
    found.sort(key=lambda one: (-one.score, one.key))
    return Lane(tuple(found), len(members))


def _top(snapshot: Snapshot, scores: Scores, members: NDArray[np.int64], limit: int) -> set[int]:
    if len(members) > limit:
        own = scores[members]
        threshold = np.partition(own, len(own) - limit)[len(own) - limit]
        above = members[own > threshold].tolist()
        level = sorted(members[own == threshold].tolist(), key=snapshot.keys.__getitem__)
        return {*above, *level[: limit - len(above)]}
    return set(members.tolist())
