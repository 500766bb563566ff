"""How closely the first of the found cases follow the wording of what was asked, out of their texts.

Belongs here: how many are read. Does not: the measure (ranking/closeness.py), what it is worth to a search.
"""

from collections.abc import Mapping

from localdb.engine.known_cases import KnownCases
from localdb.ranking.closeness import closeness

_READ = 60  # of all tiers together; with 50, 100, 200 or 300, or 20 more of each tier, known items are found alike


def close_reading(known: KnownCases, text: str, scores: Mapping[str, float]) -> dict[str, float]:
    """Return how closely the cases with the highest of these scores, by key, follow a text, 0..1."""
    first = known.cases(sorted(scores, key=lambda key: (-scores[key], key))[:_READ])
    return dict(zip(first, closeness(text, [case.full_text for case in first.values()]), strict=True))
