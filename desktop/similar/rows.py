"""The rows of the list as plain values: tier headers and hits, in the order of showing.

Belongs here: which rows a result makes, given what is folded and what is being read. Does not: Qt, painting, words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from localdb.model.kinds import Tier, TierState
from localdb.model.similar import Hit, SimilarResult, TierGroup


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """Head one tier; `shown` of `found` hits follow unless it is folded."""

    tier: Tier
    state: TierState
    shown: int
    found: int
    courts: tuple[str, ...] = ()
    folded: bool = False

    @property
    def key(self) -> str:
        """Return what stays the same when the tier's hits change."""
        return f"tier:{self.tier.value}"


@dataclass(frozen=True, slots=True)
class HitRow:
    """Hold one hit; `gone` marks one that is being read but no longer among the results."""

    hit: Hit
    gone: bool = False

    @property
    def key(self) -> str:
        """Return the key of the case."""
        return self.hit.card.key


@dataclass(frozen=True, slots=True)
class EmptyRow:
    """Head several tiers that follow one another without a hit, so that they do not take the room of the hits."""

    tiers: tuple[HeaderRow, ...]
    shown: int = 0
    folded: bool = False

    @property
    def key(self) -> str:
        """Return what stays the same while the same tiers are empty."""
        return "+".join(row.key for row in self.tiers)


Row = HeaderRow | EmptyRow | HitRow


def rows_of(
    result: SimilarResult,
    tiers: Sequence[Tier] = (),
    folded: frozenset[Tier] = frozenset(),
    reading: tuple[Hit, int] | None = None,
) -> list[Row]:
    """Lay a result out as rows: every tier is headed, with or without hits; `tiers` shows only these.

    Tiers without hits that follow one another share a row.

    `reading` is the hit in the reader and its place in its tier: it keeps that place even when the new result lacks
    it, since nothing may move under the hand.
    """
    rows: list[Row] = []
    lost = _lost(result, reading)
    for group in result.groups:
        if tiers and group.tier not in tiers:
            continue
        hits: list[Row] = [HitRow(hit) for hit in group.hits]
        if lost and lost[0].tier is group.tier:
            hits.insert(min(lost[1], len(hits)), HitRow(lost[0], gone=True))
        shut = group.tier in folded and bool(hits)
        rows.append(_header(group, shut))
        rows += [] if shut else hits
    return _joined(rows)


def place_in_tier(rows: Sequence[Row], key: str) -> int:
    """Return how many hits of its tier stand above the hit with this key; 0 where it is not there."""
    place = 0
    for row in rows:
        if row.key == key:
            return place
        place = place + 1 if isinstance(row, HitRow) else 0
    return 0


def _header(group: TierGroup, folded: bool) -> HeaderRow:
    shown = len(group.hits)
    return HeaderRow(group.tier, group.state, shown, max(group.found, shown), group.courts, folded)


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Put headers together that follow one another and have nothing under them."""
    joined: list[Row] = []
    run: list[HeaderRow] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if isinstance(row, HeaderRow) and not row.shown and not isinstance(after, HitRow):
            run.append(row)
            continue
        joined += [*_run(run), row]
        run = []
    return [*joined, *_run(run)]


def _run(headers: Sequence[HeaderRow]) -> Sequence[Row]:
    return [EmptyRow(tuple(headers))] if len(headers) > 1 else headers


def _lost(result: SimilarResult, reading: tuple[Hit, int] | None) -> tuple[Hit, int] | None:
    if reading is None:
        return None
    key = reading[0].card.key
    return None if any(hit.card.key == key for group in result.groups for hit in group.hits) else reading
