"""What the library holds and where it is thin: counts by year, place, level and kind; what is flagged or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from localdb.model.library import Refusal

FEW = 30  # cases: nothing general can be read from fewer (localdb/insight/gaps.py)


class Thin(NamedTuple):
    """Name a gap; `kind` is a key of desktop/words, `values` its facts (localdb/insight/gaps.py says which)."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count the cases that stand (those that count as one with another are `folded`).

    `years`: year -> cases, in order, 0 for those without a day. `provinces`: every province of the table of courts, the
    Supreme People's Court under its own name, "" for courts nobody knows. `levels`, `kinds`, `authorities`: their names
    -> cases, "" for unknown. `flagged`: kind of mark -> cases; `refused`: reason and detail -> records.
    """

    cases: int = 0
    folded: int = 0
    as_of: date = date.min
    years: Mapping[int, int] = field(default_factory=dict)
    provinces: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    authorities: Mapping[str, int] = field(default_factory=dict)
    flagged: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[tuple[Refusal, str], int] = field(default_factory=dict)
    gaps: tuple[Thin, ...] = ()
