"""What a published case is worth: which guiding cases are no longer followed, which to check, and the tier of a kind.

Belongs here: the tables behind the rules, for a court to correct. Does not: the rules themselves (ranking).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from localdb.model.kinds import Authority, Tier

_MOST_YEARS = 100  # that a calendar can be counted back


class NotFollowed(NamedTuple):
    """Name a guiding case that courts need no longer follow, since when and by what."""

    number: int
    since: date
    by: str


@dataclass(frozen=True, slots=True)
class AuthorityTable:
    """Hold the tables of authority."""

    not_followed: Mapping[int, NotFollowed]
    to_check: Mapping[int, tuple[str, ...]]  # number of a guiding case -> laws it rests on that have changed since
    kinds: tuple[tuple[tuple[str, ...], Authority], ...]
    not_supreme: tuple[str, ...]
    tiers: Mapping[Authority, Tier]
    recent_years: int

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "AuthorityTable":
        """Build the tables from decoded facts.

        Raises:
            KeyError, ValueError, TypeError: an entry lacks something, or has a date, a kind or a tier that is none.
        """
        years = facts["rules"]["recent_years"]
        if not 0 < years <= _MOST_YEARS:
            raise ValueError("recent_years")
        dropped = [
            NotFollowed(entry["number"], date.fromisoformat(entry["since"]), entry.get("by", ""))
            for entry in facts["not_followed"]
        ]
        return cls(
            {entry.number: entry for entry in dropped},
            {entry["number"]: tuple(entry["laws"]) for entry in facts["to_check"]},
            tuple((tuple(entry["words"]), Authority(entry["authority"])) for entry in facts["kinds"]),
            tuple(facts["not_supreme"]),
            {Authority(kind): Tier(tier) for kind, tier in facts["tiers"].items()},
            years,
        )

    def read(self, text: str) -> Authority | None:
        """Tell which kind of published case a doc_type or source names; None for an ordinary judgment."""
        return next((kind for words, kind in self.kinds if any(word in text for word in words)), None)

    def followed(self, number: int | None, on: date | None = None) -> bool:
        """Tell whether a guiding case is to be followed on a day (today when None)."""
        entry = self.not_followed.get(number or 0)
        return entry is None or (on or date.today()) < entry.since
