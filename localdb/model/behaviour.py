"""What is recorded of how the user reads, and what follows from it for the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from localdb.model.kinds import Section


class Act(StrEnum):
    """Name what the user did in a section of a case."""

    DWELL = "dwell"
    COPY = "copy"
    ADOPT = "adopt"


class Behaviour(NamedTuple):
    """Record one act; `seconds` for dwelling, `characters` for copying and adopting."""

    at: datetime
    act: Act
    section: Section
    case_key: str
    seconds: float = 0.0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Attention:
    """Hold where the user's attention goes: shares per section (sum 1), and the weights that follow (mean 1).

    `favourite` stands out in the reader; None while too little is known.
    """

    shares: Mapping[Section, float] = field(default_factory=dict)
    weights: Mapping[Section, float] = field(default_factory=dict)
    favourite: Section | None = None
    seconds: Mapping[Section, float] = field(default_factory=dict)  # undecayed, for the page that shows what is kept
    copies: Mapping[Section, int] = field(default_factory=dict)
    adoptions: Mapping[Section, int] = field(default_factory=dict)
    events: int = 0
    since: datetime | None = None
