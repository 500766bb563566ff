"""The tier of a case, seen from the user's court: 法发〔2020〕24号 art 4 as law.md extends it. First match wins.

Belongs here: the rules that turn an authority and a deciding court into a tier, and what each tier is for this court.
Does not: which court stands above which (reference/courts.py), or whether a case may be pushed at all (effect.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from localdb.model.case import CaseCard
from localdb.model.kinds import Authority, Level, Tier, TierState
from localdb.reference import Court, Reference

_LOCAL = (Tier.HIGH, Tier.PARENT, Tier.CITY, Tier.PROVINCE)  # tiers that a court without courts above or below lacks


@dataclass(frozen=True, eq=False)
class Ladder:
    """Hold the tiers as one court sees them, for one cause on one day; it remembers what it has placed.

    `high` are the courts whose judgments are the high court's, `parent` the court directly above, "" where the tier of
    the court above holds the own court alone.
    """

    user: Court | None
    reference: Reference
    high: frozenset[str] = frozenset()
    parent: str = ""
    on: date | None = None
    _placed: dict[tuple[Authority, str], Tier] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, user: Court | None, reference: Reference, cause: str = "", on: date | None = None) -> "Ladder":
        """Work out the courts above `user` for a cause on a day (today when None)."""
        if user is None or user.level is Level.SUPREME:
            return cls(user, reference, on=on)
        above = reference.courts.above(user, cause, on)
        court = reference.courts.find(above.parent)
        parent = "" if court and court.level in (Level.SUPREME, Level.HIGH) else above.parent
        return cls(user, reference, frozenset((above.high, *above.high_too)) - {""}, parent, on)

    def place(self, card: CaseCard) -> Tier:
        """Return the tier of a case.

        A guiding case that is no longer followed is placed by the court that decided it, like any judgment.
        """
        authority = card.authority
        if authority is Authority.GUIDING and not self.reference.authority.followed(card.guiding_no, self.on):
            authority = Authority.JUDGMENT
        return self.of_origin(authority, card.court)

    def of_origin(self, authority: Authority, court: str) -> Tier:
        """Return the tier of what a court has decided and an authority has issued."""
        origin = authority, court
        if origin not in self._placed:
            self._placed[origin] = self._of_origin(authority, court)
        return self._placed[origin]

    def states(self) -> Mapping[Tier, TierState]:
        """Say of every tier whether it is searched, coincides with the one before, or is none for this court."""
        states = dict.fromkeys(Tier, TierState.SEARCHED)
        if self.user is None or self.user.level is Level.SUPREME:
            return states | dict.fromkeys(_LOCAL, TierState.NOT_APPLICABLE)
        if self.user.level is Level.HIGH:
            states[Tier.PARENT] = TierState.MERGED
        if not self._neighbours:
            states[Tier.CITY] = TierState.NOT_APPLICABLE
        return states

    def courts(self) -> Mapping[Tier, tuple[str, ...]]:
        """Name the courts of the tiers that are made up of named courts."""
        supreme = tuple(court.name for court in self.reference.courts.by_name.values() if court.level is Level.SUPREME)
        named = {Tier.SUPREME: supreme}
        if self.user is None or self.user.level is Level.SUPREME:
            return named
        named[Tier.HIGH] = tuple(sorted(self.high, key=lambda name: (len(name), name)))
        if self.user.level is not Level.HIGH:
            named[Tier.PARENT] = (self.parent, self.user.name) if self.parent else (self.user.name,)
        return named | {Tier.CITY: self._neighbours}

    def _of_origin(self, authority: Authority, court: str) -> Tier:
        if authority is Authority.REFERENCE:
            return Tier.HIGH if self._is_high(court) else Tier.COUNTRY
        by_rule = self.reference.authority.tiers.get(authority)
        return by_rule or self._of_court(self.reference.courts.find(court), court)

    def _of_court(self, court: Court | None, name: str) -> Tier:
        if court and court.level is Level.SUPREME:
            return Tier.SUPREME
        if self.user is None or self.user.level is Level.SUPREME:
            return Tier.COUNTRY
        if court is None:
            known = self.reference.courts.province_of(name)
            same = known == self.user.province != "" and not self.user.kind
            return Tier.PROVINCE if same else Tier.COUNTRY
        if court.name in self.high:
            return Tier.HIGH
        if court.name in (self.user.name, self.parent):
            return Tier.PARENT
        if self._is_neighbour(court):
            return Tier.CITY
        return Tier.PROVINCE if self._is_high(court.name) else Tier.COUNTRY

    def _is_high(self, name: str) -> bool:
        """Tell whether a court is, or stands under, the user's high court."""
        court = self.reference.courts.find(name)
        return court is not None and self.reference.courts.above(court, on=self.on).high in self.high

    def _is_neighbour(self, court: Court) -> bool:
        """Tell whether a court is under the same intermediate court; for an intermediate court, under itself.

        Where a cause has led past the ordinary intermediate court (to an IP court, say), that court is a neighbour too.
        """
        if self.user is None or self.user.level not in (Level.BASIC, Level.INTERMEDIATE):
            return False
        middle = self.user.parent if self.user.level is Level.BASIC else self.user.name
        return middle in (court.parent, court.name)

    @cached_property
    def _neighbours(self) -> tuple[str, ...]:
        own = (self.user.name, self.parent) if self.user else ()
        courts = self.reference.courts.by_name.values()
        return tuple(court.name for court in courts if self._is_neighbour(court) and court.name not in own)


@lru_cache(maxsize=16)
def ladder(user: Court | None, reference: Reference, cause: str, on: date) -> Ladder:
    """Return the ladder of a court for a cause on a day, made once."""
    return Ladder.of(user, reference, cause, on)
