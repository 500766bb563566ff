"""Hits put into their tiers: which lane of the index is a tier, what is left out, what became of each tier.

Belongs here: the user's bench, lanes, the stop rule, the last three years. Does not: the rules of tiers and of effect
(localdb/ranking), scoring.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from localdb.index.port import LaneOf, Narrowing, Origin
from localdb.model.case import Case, CaseCard
from localdb.model.errors import CourtUnknown
from localdb.model.kinds import Authority, CaseType, Effect, Tier, TierState
from localdb.model.similar import Hit, TierGroup
from localdb.ranking.effect import is_recent, recent_since
from localdb.ranking.marks import marks_of, with_told
from localdb.ranking.tiers import Ladder, ladder
from localdb.reference import Reference

ONE_LANE = "all"
_OUT = frozenset(effect.value for effect in Effect if not effect.stands)
# Searched whatever was found above: 法〔2024〕92号 has the case database searched in every matter; 检例 stand apart.
_ALWAYS = frozenset({Tier.ENTRY, Tier.PROCURATORIAL})


class Bench:
    """Hold where the user sits and what day it is: all that the tiers of a search depend on.

    `since` is the first day of the last three years (law.md), a number that a court can correct in its tables.

    Raises:
        CourtUnknown: `court` is named and not in the table of courts.
    """

    def __init__(
        self,
        reference: Reference,
        court: str,
        as_of: date | None,
        cause: str = "",
        facts_date: date | None = None,
    ) -> None:
        user = reference.courts.find(court) if court else None
        if court and user is None:
            raise CourtUnknown(court)
        self.reference = reference
        self.as_of = as_of or date.today()
        self.facts_date = facts_date
        self.ladder = ladder(user, reference, cause, self.as_of)
        self.since = recent_since(self.as_of, reference.authority.recent_years)

    def place(self, card: CaseCard) -> CaseCard:
        """Return the card with its tier."""
        return replace(card, tier=self.ladder.place(card))

    def marked(self, card: CaseCard, case: Case) -> CaseCard:
        """Return the card with what is to be minded about the case on the day of the search, for facts of that day."""
        marks = marks_of(case, self.reference, card.effect, card.guiding_no, self.facts_date, self.as_of)
        return replace(card, marks=with_told(marks, card.marks))

    def lanes(self, tiers: Sequence[Tier]) -> LaneOf:
        """Return which lane an origin belongs to: its tier, or None when that is not asked for."""
        return _Lanes(self.ladder, frozenset(tiers))

    def narrowing(
        self, case_type: CaseType | None, recent_only: bool, since: date | None = None, until: date | None = None
    ) -> Narrowing:
        """Return what the index is to leave out: other kinds, other years, what is not in effect."""
        first = max(filter(None, (since, self.since if recent_only else None)), default=None)
        return Narrowing(
            since=first.toordinal() if first else 0,
            until=until.toordinal() if until else 0,
            case_type=case_type,
            ageless=frozenset({Authority.GUIDING}) if recent_only and since is None else frozenset(),
            effects_out=_OUT,
        )

    def recent(self, card: CaseCard) -> bool:
        """Say whether a case is of the last three years."""
        return is_recent(card, self.since)


@dataclass(frozen=True)
class _Lanes:
    """Be a LaneOf that is known again: the index remembers the lanes that a court's ladder has drawn."""

    ladder: Ladder
    tiers: frozenset[Tier]

    def __call__(self, origin: Origin) -> str | None:
        tier = self.ladder.of_origin(Authority(origin.authority), origin.court)
        return tier if not self.tiers or tier in self.tiers else None


def one_lane(_: Origin) -> str:
    """Put every origin into the same lane."""
    return ONE_LANE


def grouped(
    bench: Bench, hits: Iterable[Hit], tiers: Sequence[Tier], limit: int, stop_early: bool = False
) -> tuple[TierGroup, ...]:
    """Put hits into their tiers in the order of art 4, zero-hit tiers included, at most `limit` hits a tier.

    Within a tier: score, then key. With `stop_early` the tiers below the first of art 4 that has hits are not shown.
    """
    states, courts = bench.ladder.states(), bench.ladder.courts()
    members: dict[Tier, list[Hit]] = {tier: [] for tier in Tier}
    for hit in hits:
        members[hit.tier].append(hit)
    groups, stopped = [], False
    for tier in Tier:
        if tiers and tier not in tiers:
            continue
        state, own = states[tier], in_order(members[tier])
        if stopped and tier not in _ALWAYS and state is TierState.SEARCHED:
            state, own = TierState.STOPPED, []
        stopped = stopped or (stop_early and bool(own) and tier not in _ALWAYS)
        groups.append(TierGroup(tier, state, tuple(own[:limit]), len(own), courts.get(tier, ())))
    return tuple(groups)


def flat(hits: Iterable[Hit], limit: int) -> tuple[TierGroup, ...]:
    """Put hits into one group, whatever their tier, which each keeps."""
    ordered = in_order(hits)
    return (TierGroup(Tier.COUNTRY, TierState.SEARCHED, tuple(ordered[:limit]), len(ordered)),)


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Order hits by score; equal ones by key and id, which say nothing about the case."""
    return sorted(hits, key=lambda hit: (-hit.score, hit.card.key, hit.card.id))


def mapped(groups: Iterable[TierGroup], change: Callable[[Hit], Hit]) -> tuple[TierGroup, ...]:
    """Change every hit that is shown."""
    return tuple(replace(group, hits=tuple(map(change, group.hits))) for group in groups)
