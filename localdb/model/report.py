"""The facts of a 类案检索报告 (法发〔2020〕24号 arts 7 to 11), gathered from a matter, its log and its judged hits."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from localdb.model.kinds import Section, Trigger
from localdb.model.matter import Judged, Matter, SearchLog, SubmittedCase, TierCount
from localdb.model.similar import Hit


class ReportKind(StrEnum):
    """Name the form: a report of its own, or the short note for the 审理报告 (art 7)."""

    REPORT = "类案检索报告"
    NOTE = "类案检索说明"


class Element(StrEnum):
    """Name what art 8 asks for; `GIST` falls away where nothing was found.

    `EFFECT` (art 1: only judgments in force) and `ANSWER` (art 10: a submitted binding case must be answered) are
    missing only where a case stands in the way.
    """

    WHO = "检索主体"
    WHEN = "检索时间"
    PLATFORM = "检索平台"
    METHOD = "检索方法"
    RESULT = "检索结果"
    GIST = "类案裁判要点"
    ISSUES = "待决案件争议焦点"
    USE = "结果运用情况"
    EFFECT = "类案生效情况"
    ANSWER = "对提交案例的回应"


@dataclass(frozen=True, slots=True)
class ReportCase:
    """Hold one similar case of the report with the judge's comparison; `gist` is its 裁判要点 or its key reasoning.

    `issues` come from the section `issues_from`; `matter_facts` are the facts of the matter nearest to this case.
    """

    hit: Hit
    judged: Judged
    gist: str
    result: str
    statutes: tuple[str, ...]
    facts: str
    issues: str
    committee: bool = False  # the judgment says that the 审判委员会 discussed it (art 11)
    issues_from: Section = Section.ISSUES
    matter_facts: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Hold a complete report; an instance exists only when every element of art 8 does.

    `searches` are the distinct searches, the latest run of each; `runs` says how often each was made and `began` when
    the first was. `tiers` adds the searches up. `matter_facts` and `matter_statutes` are the findings and the articles
    that the draft holds, for the comparison tables; never its ruling.
    """

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
    began: datetime | None = None
    runs: tuple[int, ...] = ()
    matter_facts: str = ""
    matter_statutes: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()  # full names, without 《》, of the laws named here that no longer stand
