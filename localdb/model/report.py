"""The facts of a 类案检索报告 (法发〔2020〕24号 arts 7 to 11), gathered from a matter, its log and its judged hits."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from localdb.model.kinds import Trigger
from localdb.model.matter import Judged, Matter, SearchLog, SubmittedCase, TierCount
from localdb.model.similar import Hit


class ReportKind(StrEnum):
    """Name the form: a report of its own, or the short note for the 审理报告 (art 7)."""

    REPORT = "类案检索报告"
    NOTE = "类案检索说明"


class Element(StrEnum):
    """Name what art 8 asks for; `GIST` falls away where nothing was found."""

    WHO = "检索主体"
    WHEN = "检索时间"
    PLATFORM = "检索平台"
    METHOD = "检索方法"
    RESULT = "检索结果"
    GIST = "类案裁判要点"
    ISSUES = "待决案件争议焦点"
    USE = "结果运用情况"


@dataclass(frozen=True, slots=True)
class ReportCase:
    """Hold one similar case of the report with the judge's comparison; `gist` is its 裁判要点 or its key reasoning."""

    hit: Hit
    judged: Judged
    gist: str
    result: str
    statutes: tuple[str, ...]
    facts: str
    issues: str


@dataclass(frozen=True, slots=True)
class Report:
    """Hold a complete report; an instance exists only when every element of art 8 does."""

    kind: ReportKind
    matter: Matter
    made: datetime
    searcher: str
    platform: str
    library_version: int
    library_cases: int
    library_newest: date | None
    triggers: tuple[Trigger, ...]
    searches: tuple[SearchLog, ...]
    tiers: tuple[TierCount, ...]
    issues: tuple[str, ...]
    cases: tuple[ReportCase, ...]
    rejected: tuple[Judged, ...]
    submitted: tuple[SubmittedCase, ...]
    statutes: tuple[str, ...]  # in citation order (法释〔2009〕14号)
    analysis: str
    sample: bool = False
