"""What is asked of a search and what comes back: request, hit, tier group, result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from localdb.model.case import CaseCard
from localdb.model.graph import Corrections
from localdb.model.kinds import Axis, CaseType, Method, Section, Stage, Tier, TierState


@dataclass(frozen=True, slots=True)
class SimilarRequest:
    """Ask for the similar cases of a draft or of any text.

    `court` is the user's court by full name ("" = no tiers above country can be told). `causes` are confirmed by the
    judge and win over predicted ones. `issues` are the numbered issues of the matter. `pool` restricts to these ids or
    keys, each ranked once; `exclude` leaves these out (ids, keys or aliases). `section_weights` come from the profile
    (mean 1; empty = all alike). `facts_date` is the day of the facts of the matter: a law repealed since may govern.
    `corrections` say what the judge made of the elements read from the text: they win.
    `stage` is told for the record alone: 法发〔2020〕24号 ranks alike at every stage.
    """

    text: str
    court: str = ""
    as_of: date | None = None  # None = today
    causes: tuple[str, ...] = ()
    case_type: CaseType | None = None
    issues: tuple[str, ...] = ()
    stage: Stage | None = None
    limit: int = 100
    recent_only: bool = False  # the last three years, guiding cases exempt
    stop_early: bool = False  # art 4: do not go below a tier that had hits
    tiers: tuple[Tier, ...] = ()  # empty = all
    flat: bool = False
    pool: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    section_weights: Mapping[Section, float] = field(default_factory=dict)
    facts_date: date | None = None
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Ask by words: terms, "phrases", AND OR NOT, 案号, 法条:, 案由:, 法院: (interfaces.md)."""

    words: str
    court: str = ""
    as_of: date | None = None
    limit: int = 100
    recent_only: bool = False
    tiers: tuple[Tier, ...] = ()
    since: date | None = None
    until: date | None = None
    case_type: CaseType | None = None
    facts_date: date | None = None  # as in SimilarRequest


class Passage(NamedTuple):
    """Point at a stretch of a section: code-point offsets into the section's text, and the words that met there."""

    axis: Axis
    section: Section
    start: int
    end: int
    text: str
    words: tuple[str, ...] = ()


class Reason(NamedTuple):
    """Say why a hit is there; `kind` is a key of desktop/words, `values` its facts."""

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one similar case: its card, its score and why.

    `score` orders hits within a tier (weights in ranking/weights.py). `axes` run 0..1; an axis is absent when the draft
    or the case has nothing on it. `adopted` counts this user's adoptions.
    """

    card: CaseCard
    tier: Tier
    score: float
    axes: Mapping[Axis, float] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()
    recent: bool = False
    adopted: int = 0


@dataclass(frozen=True, slots=True)
class TierGroup:
    """Hold the hits of one tier, best first, as many as the limit allows.

    `found` counts the cases of the tier that were weighed and may count: of a very large library the few hundred that
    the index ranks highest.
    """

    tier: Tier
    state: TierState
    hits: tuple[Hit, ...] = ()
    found: int = 0
    courts: tuple[str, ...] = ()  # the courts that make up this tier, for showing


class CauseGuess(NamedTuple):
    """Offer a likely cause or charge; probability 0..1."""

    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class SimilarResult:
    """Hold the answer to one search, tier by tier, zero-hit tiers included."""

    method: Method
    query: str  # the words actually searched, for the log
    groups: tuple[TierGroup, ...] = ()
    causes: tuple[CauseGuess, ...] = ()
    library_version: int = 0
    library_cases: int = 0
    indexed_cases: int = 0  # less than library_cases while the index catches up
    as_of: date | None = None
    ms: float = 0.0
    added: tuple[str, ...] = ()  # synonyms and articles of another number that were looked for beside the words typed
    untold: bool = False  # the text told nothing of a case: formalities alone, or not a Chinese word

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Return all hits in the order of showing."""
        return tuple(hit for group in self.groups for hit in group.hits)
