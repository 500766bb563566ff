"""The mathematics of the figures: NDCG, reciprocal rank, bootstrap, sign test. Pure.

Belongs here: from orders and labels to scores by query, and from scores to what may be said of them. Does not: where
orders and labels come from, how a table is printed.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np

DRAWS, SEED = 5000, 7
SAME = 0.0005  # scores of one query closer than this are a tie; a kept baseline has four decimals
Scores = Mapping[str, float]  # by query


class Interval(NamedTuple):
    """Hold a mean and its 95 % interval."""

    mean: float
    low: float
    high: float


class Verdict(StrEnum):
    """Say what a comparison shows: the whole interval on one side of nought, or nothing."""

    WIN = "win"
    TIE = "tie"
    LOSE = "lose"


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold one line of the table: scores by query of ours and of the ranker named, which never changes."""

    name: str
    ours: Scores
    reference: Scores
    against: str = "BM25, words once"
    sums_up: bool = field(default=True)  # False: a part of another line, shown beside it


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold how scores changed: queries won and lost by how much (largest first), the mean change, the verdict.

    `chance` is the two-sided sign test of wins against losses, ties left out.
    """

    won: tuple[tuple[str, float], ...]
    lost: tuple[tuple[str, float], ...]
    tied: int
    was: float
    change: Interval
    chance: float
    verdict: Verdict


def ndcg(order: Sequence[str], grades: Mapping[str, int], cut: int) -> float:
    """Return NDCG with linear gain and log2 discount, ideal over all judged documents, as LeCaRD's authors do."""
    ideal = sum(grade / math.log2(place + 2) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:cut]))
    got = sum(grades.get(name, 0) / math.log2(place + 2) for place, name in enumerate(order[:cut]))
    return got / ideal if ideal else 0.0


def reciprocal(order: Sequence[str], wanted: str) -> float:
    """Return 1 / rank of the one right answer, 0 where it is not in the order."""
    return 1.0 / (order.index(wanted) + 1) if wanted in order else 0.0


def mean(scores: Scores) -> float:
    """Return the mean over queries."""
    return sum(scores.values()) / len(scores)


def gain(ours: Scores, theirs: Scores) -> Interval:
    """Return the mean gain over the queries both have, with its paired bootstrap interval (queries are drawn)."""
    shared = sorted(ours.keys() & theirs.keys())
    gains = np.array([ours[query] - theirs[query] for query in shared])
    drawn = np.random.default_rng(SEED).integers(0, len(gains), (DRAWS, len(gains)))
    low, high = np.percentile(gains[drawn].mean(axis=1), [2.5, 97.5])
    return Interval(float(gains.mean()), float(low), float(high))


def sign_test(wins: int, losses: int) -> float:
    """Return how likely a division at least so uneven is by chance alone, ties left out; two-sided."""
    total, fewer = wins + losses, min(wins, losses)
    return min(1.0, 2 * sum(math.comb(total, count) for count in range(fewer + 1)) / (1 << total))


def compare(now: Scores, before: Scores) -> Comparison:
    """Compare scores with earlier ones, over the queries both have."""
    changes = {query: now[query] - before[query] for query in sorted(now.keys() & before.keys())}
    won = [(query, change) for query, change in changes.items() if change > SAME]
    lost = [(query, change) for query, change in changes.items() if change < -SAME]
    change = gain(now, before)
    verdict = Verdict.WIN if change.low > 0 else Verdict.LOSE if change.high < 0 else Verdict.TIE
    return Comparison(
        won=tuple(sorted(won, key=lambda one: -one[1])),
        lost=tuple(sorted(lost, key=lambda one: one[1])),
        tied=len(changes) - len(won) - len(lost),
        was=sum(before[query] for query in changes) / len(changes),
        change=change,
        chance=sign_test(len(won), len(lost)),
        verdict=verdict,
    )
