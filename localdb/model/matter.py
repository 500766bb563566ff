"""The matter in hand and what the judge makes of it: draft, verdicts, adoptions, log, submitted cases."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from localdb.model.kinds import CaseType, Method, Section, Stage, Tier, TierState, Trigger, Verdict


@dataclass(frozen=True, slots=True)
class Matter:
    """Hold one matter (在办案件); `number` is its row in work.db, 0 before it is stored."""

    number: int = 0
    case_no: str = ""
    title: str = ""
    court: str = ""
    tribunal: str = ""
    case_type: CaseType | None = None
    causes: tuple[str, ...] = ()  # confirmed by the judge
    stage: Stage = Stage.TRIAL
    triggers: tuple[Trigger, ...] = ()
    issues: tuple[str, ...] = ()  # numbered, editable
    facts_date: date | None = None  # when the facts happened: which law governs
    secret: bool = False  # 涉密: no report
    searcher: str = ""  # 检索主体: who searched
    analysis: str = ""  # 结果运用情况 (art 8)
    closed: bool = False
    created: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold the draft judgment of a matter as plain text, a paragraph a line; `revision` grows with every save."""

    matter: int
    text: str = ""
    revision: int = 0
    saved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """Keep the source of an adopted passage beside the draft; `start`, `end` are offsets in the draft text."""

    matter: int
    case_key: str
    section: Section
    text: str
    citation: str
    start: int
    end: int
    at: datetime | None = None
    number: int = 0
    removed: bool = False  # its words are no longer in the draft


@dataclass(frozen=True, slots=True)
class Judged:
    """Keep the judge's verdict on a hit, the note under it, and where the hit stood."""

    matter: int
    case_key: str
    verdict: Verdict
    tier: Tier
    note: str = ""  # how the case bears on the matter
    facts: str = ""  # comparison, axis by axis, in the judge's words
    issues: str = ""
    law: str = ""
    followed: bool | None = None  # 参照/参考 or not; None = not said
    confirmed_effective: bool = False  # the one confirmation a 待核 judgment needs
    at: datetime | None = None


class TierCount(NamedTuple):
    """Count one tier of one search: 返回 / 实读 / 认定."""

    tier: Tier
    state: TierState
    returned: int
    opened: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class SearchLog:
    """Keep one search (art 3): who, when, library version, method, query, tiers."""

    matter: int
    at: datetime
    who: str
    court: str
    method: Method
    query: str
    library_version: int
    library_cases: int
    tiers: tuple[TierCount, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class SubmittedCase:
    """Keep a case submitted by a party (art 10) and the court's answer to it."""

    matter: int
    party: str
    citation: str
    answer: str = ""
    binding: bool = False  # a guiding case or 入库案例: must be answered in the reasoning
    number: int = 0
