"""The search log added up for the report (art 3, art 8). Belongs here: what counts as one search, sums by tier. Pure.

While a draft grows the same search by case runs again and again; only its latest answer counts, so that a hit is not
counted once for each key pressed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from localdb.model.kinds import Method, Tier, TierState
from localdb.model.matter import SearchLog, TierCount


class Search(NamedTuple):
    """Hold one distinct search: its latest run, with the hits read in all of them, and how often it ran."""

    log: SearchLog
    runs: int


def distinct(logs: Sequence[SearchLog]) -> tuple[Search, ...]:
    """Fold a log: searches by case are one search, others are one where method and query agree; order of first run."""
    groups: dict[tuple[Method, str], list[SearchLog]] = {}
    for log in sorted(logs, key=lambda log: log.at.timestamp()):
        query = "" if log.method is Method.CASE else " ".join(log.query.split())
        groups.setdefault((log.method, query), []).append(log)
    return tuple(Search(_latest(group), len(group)) for group in groups.values())


def totals(searches: Sequence[Search], kept: Mapping[Tier, int]) -> tuple[TierCount, ...]:
    """Add up 返回 and 实读 by tier in the order of showing; 认定 is `kept`. Tiers that no search knew are left out."""
    counts: dict[Tier, list[TierCount]] = {tier: [] for tier in Tier}
    for search in searches:
        for count in search.log.tiers:
            counts[count.tier].append(count)
    return tuple(_sum(tier, each, kept.get(tier, 0)) for tier, each in counts.items() if each or kept.get(tier))


def _latest(group: Sequence[SearchLog]) -> SearchLog:
    latest = group[-1]
    opened: dict[Tier, int] = {}
    most: dict[Tier, int] = {}
    for log in group:
        for count in log.tiers:
            opened[count.tier] = opened.get(count.tier, 0) + count.opened
            most[count.tier] = max(most.get(count.tier, 0), count.returned)
    tiers = tuple(count._replace(opened=min(opened[count.tier], most[count.tier])) for count in latest.tiers)
    return replace(latest, tiers=tiers)


def _sum(tier: Tier, counts: Sequence[TierCount], kept: int) -> TierCount:
    searched = any(count.state is TierState.SEARCHED for count in counts) or not counts
    state = TierState.SEARCHED if searched else counts[-1].state
    return TierCount(tier, state, sum(c.returned for c in counts), sum(c.opened for c in counts), kept)
