"""An engine for the rooms of the window: same port as the real one, all in memory, with gates to hold answers back.

`Desk(FakeEngine())` is the desk under test; `engine.hold()` makes every read wait until `engine.release()`.
"""

import dataclasses
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from localdb.model.behaviour import Attention, Behaviour
from localdb.model.case import Case, CaseCard
from localdb.model.coverage import Coverage
from localdb.model.errors import Cancelled, CaseMissing, LeianError, MatterMissing
from localdb.model.feed import Alarm, Announcement, FeedSettings, SyncProgress, SyncStage, SyncSummary
from localdb.model.graph import Corrections, GraphLikeness, MatterGraph
from localdb.model.graph import Element as GraphElement
from localdb.model.kinds import Authority, Axis, CaseType, Effect, Method, Section, Tier, TierState
from localdb.model.library import Changes, ImportProgress, ImportSummary, LibraryState, Refusal, Rejection, UnreadTable
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase
from localdb.model.report import Element, Report, ReportKind
from localdb.model.review import Review
from localdb.model.similar import (
    CauseGuess,
    Hit,
    Passage,
    Reason,
    SearchRequest,
    SimilarRequest,
    SimilarResult,
    TierGroup,
)

Cancel = Callable[[], bool]

FACTS = "经审理查明，2021年3月5日，原告与被告签订《买卖合同》，约定被告向原告购买钢材二百吨，货款共计八十六万元。"
REASONING = (
    "本院认为，依法成立的合同，对当事人具有法律约束力。被告未按约定支付货款，应当承担继续履行、赔偿损失的违约责任。"
)
STATUTES = "依照《中华人民共和国民法典》第五百七十七条、第五百七十九条、第六百二十六条之规定，判决如下："


def make_case(number: int, *, guiding: bool = False) -> Case:
    """Make one invented judgment with the usual sections."""
    return Case(
        id=str(number),
        source="fake",
        title=f"甲公司诉乙公司买卖合同纠纷案（之{number}）",
        court="最高人民法院" if guiding else "云海省望江市中级人民法院",
        case_no=f"（2024）云01民终{1000 + number}号",
        date=date(2024, 1 + number % 12, 5),
        case_type=CaseType.CIVIL,
        doc_type="指导性案例" if guiding else "民事判决书",
        trial="二审",
        causes=("买卖合同纠纷",),
        guiding_no=33 if guiding else None,
        sections={
            Section.CLAIMS: "原告诉称，被告拖欠货款至今未付，请求判令被告支付货款及逾期利息。",
            Section.FACTS: FACTS * 4,
            Section.ISSUES: "本案争议焦点为：一、被告是否应当支付货款；二、逾期利息如何计算。",
            Section.REASONING: "\n".join([REASONING] * 6),
            Section.STATUTES: STATUTES,
            Section.DISPOSITION: "一、被告于本判决生效之日起十日内支付原告货款八十六万元；\n"
            "二、驳回原告的其他诉讼请求。",
        },
        statutes=("《中华人民共和国民法典》第五百七十七条",),
    )


def make_hit(number: int, tier: Tier, score: float) -> Hit:
    """Make a hit on the case of that number."""
    guiding = tier is Tier.GUIDING
    case = make_case(number, guiding=guiding)
    card = CaseCard(
        key=case.key,
        id=case.id,
        title=case.title,
        court=case.court,
        case_no="" if guiding else case.case_no,
        date=case.date,
        case_type=case.case_type,
        authority=Authority.GUIDING if guiding else Authority.JUDGMENT,
        effect=Effect.EFFECTIVE if number % 3 else Effect.UNVERIFIED,
        status=None,
        since=case.date,
        trial=case.trial,
        causes=case.causes,
        guiding_no=case.guiding_no,
        tier=tier,
    )
    end = len(REASONING)
    passages = (
        Passage(Axis.FACTS, Section.FACTS, 0, len(FACTS), FACTS, ("钢材", "货款")),
        Passage(Axis.ISSUES, Section.REASONING, 0, end, REASONING, ("违约责任",)),
        Passage(Axis.LAW, Section.STATUTES, 0, len(STATUTES), STATUTES, ("第五百七十七条",)),
    )
    axes = {Axis.FACTS: min(1.0, score), Axis.ISSUES: min(1.0, score * 1.1), Axis.LAW: score * 0.8}
    return Hit(card, tier, score, axes, (Reason("cause", ("买卖合同纠纷",)),), passages, True, number % 4)


def make_result(method: Method = Method.CASE, query: str = "货款 违约") -> SimilarResult:
    """Make an answer with a zero-hit tier and a few hits in the others."""
    groups = (
        TierGroup(Tier.GUIDING, TierState.SEARCHED, (make_hit(1, Tier.GUIDING, 0.91),), 1, ("最高人民法院",)),
        TierGroup(Tier.SUPREME, TierState.SEARCHED, tuple(make_hit(n, Tier.SUPREME, 0.8) for n in (2, 3)), 2),
        TierGroup(Tier.HIGH, TierState.SEARCHED, (), 0, ("云海省高级人民法院",)),
        TierGroup(Tier.PARENT, TierState.SEARCHED, tuple(make_hit(n, Tier.PARENT, 0.7) for n in range(4, 9)), 9),
    )
    causes = (CauseGuess("买卖合同纠纷", 0.82), CauseGuess("承揽合同纠纷", 0.09))
    return SimilarResult(method, query, groups, causes, 14, 300, 300, date(2026, 11, 20), 42.0)


class FakeEngine:
    """Keep everything in memory and answer at once, unless held."""

    def __init__(self) -> None:
        self.requests: list[SimilarRequest] = []
        self.searches: list[SearchRequest] = []
        self.drafts: dict[int, Draft] = {}
        self.kept: dict[int, Matter] = {}
        self.gone: dict[int, Matter] = {}
        self.adopted: dict[int, Adoption] = {}
        self.verdicts: dict[tuple[int, str], Judged] = {}
        self.logs: dict[int, SearchLog] = {}
        self.opened: list[tuple[int, Tier]] = []
        self.presented: dict[int, SubmittedCase] = {}
        self.behaviours: list[Behaviour] = []
        self.imported: list[Path] = []
        self.missing: tuple[Element, ...] = ()
        self.report: Report | None = None
        self.review = Review()
        self.result = make_result()
        self.state = LibraryState(300, 300, 14, date(2026, 11, 20), True, {"裁判文书": 280, "指导性案例": 20})
        self.unread: tuple[UnreadTable, ...] = ()
        self.error: Exception | None = None  # raised by the next read
        self.unwell: Exception | None = None  # raised by the next save of a draft
        self.always_unwell: Exception | None = None  # raised by every save of a draft
        self.closed = False
        self.synced: list[FeedSettings] = []
        self.steps = [SyncProgress(SyncStage.METADATA)]  # a sync tells these; each waits at the gate, and while paused
        self.summary = SyncSummary()
        self.unsynced: LeianError | None = None  # raised at the end of every sync
        self.root = ""
        self.raised: dict[int, tuple[Alarm, ...]] = {}
        self.news: list[Announcement] = []
        self.held = Coverage()
        self.read: list[SimilarRequest] = []  # of what the graph was asked for
        self.compared: list[tuple[str, Corrections]] = []  # cases that the graph was held against
        self.likeness = GraphLikeness()
        self.graph = MatterGraph()
        self.corrected: dict[int, Corrections] = {}
        self._gate = threading.Event()
        self._gate.set()

    def hold(self) -> None:
        """Make reads wait."""
        self._gate.clear()

    def release(self) -> None:
        """Let waiting reads go on."""
        self._gate.set()

    def similar(self, request: SimilarRequest, cancelled: Cancel) -> SimilarResult:
        self.requests.append(request)
        self._wait(cancelled)
        return self.result

    def search(self, request: SearchRequest, cancelled: Cancel) -> SimilarResult:
        self.searches.append(request)
        self._wait(cancelled)
        return dataclasses.replace(self.result, method=Method.KEYWORD, query=request.words)

    def open_case(self, key: str) -> Case:
        self._wait(lambda: False)
        number = key.rpartition(":")[2]
        if not number.isdecimal():
            raise CaseMissing(key)
        return make_case(int(number), guiding=number == "1")

    def cards(self, keys: Sequence[str]) -> Mapping[str, CaseCard]:
        return {key: make_hit(int(key.partition(":")[2]), Tier.GUIDING, 0.9).card for key in keys if key[-1] != "9"}

    def open_alone(self, key: str) -> tuple[Case, CaseCard]:
        case = self.open_case(key)
        return case, make_hit(int(case.id), Tier.COUNTRY, 0.0).card

    def parse(self, text: str) -> Case:
        return Case(id="", full_text=text, sections={Section.REASONING: text} if text else {})

    def read_words(self, path: Path, most: int) -> str:
        self._wait(lambda: False)
        return path.read_text(encoding="utf-8")

    def import_cases(
        self, paths: Sequence[Path], progress: Callable[[ImportProgress], None], cancelled: Cancel
    ) -> tuple[ImportSummary, Changes]:
        self.imported += paths
        for count in range(1, 4):
            self._wait(cancelled)
            progress(ImportProgress(str(paths[0]), count * 10, count * 8, count, count, count * 100, 300))
        refused = Rejection(str(paths[0]), 7, Refusal.EMPTY)
        summary = ImportSummary(30, 24, 0, 3, 3, {Refusal.EMPTY: 3}, (refused,))
        return summary, Changes(library=True)

    def drain_index(self, progress: Callable[[int, int], None], cancelled: Cancel) -> Changes:
        self._wait(cancelled)
        progress(24, 24)
        return Changes(index=True)

    def library_state(self) -> LibraryState:
        return self.state

    def unread_tables(self) -> tuple[UnreadTable, ...]:
        return self.unread

    def sync(
        self,
        settings: FeedSettings,
        progress: Callable[[SyncProgress], None],
        paused: Cancel,
        cancelled: Cancel,
        leaving: Cancel,
    ) -> tuple[SyncSummary, Changes]:
        self.synced.append(settings)
        for step in self.steps:
            progress(step)
            while paused() and not cancelled():
                time.sleep(0.002)
            self._wait(cancelled)
        if self.unsynced is not None:
            raise self.unsynced
        return self.summary, Changes(library=True, index=True)

    def trusted_root(self) -> str:
        return self.root

    def alarms(self, matter: int) -> Mapping[int, tuple[Alarm, ...]]:
        return {number: some for number, some in self.raised.items() if matter in (0, number)}

    def note_alarm(self, alarm: Alarm, reason: str) -> Changes:
        noted = dataclasses.replace(alarm, told=True, settled=reason)
        self.raised[alarm.matter] = tuple(
            noted if each.case_key == alarm.case_key else each for each in self.raised[alarm.matter]
        )
        return Changes()

    def announce(self, court: str, cancelled: Cancel) -> tuple[Announcement, ...]:
        return tuple(self.news)

    def told(self, matter: int, keys: Iterable[str]) -> Changes:
        self.news = [each for each in self.news if (each.matter, each.hit.card.key) not in {(matter, k) for k in keys}]
        return Changes()

    def coverage(self, court: str) -> Coverage:
        self._wait(lambda: False)
        return self.held

    def matters(self) -> tuple[Matter, ...]:
        return tuple(reversed(self.kept.values()))

    def deleted_matters(self) -> tuple[Matter, ...]:
        return tuple(reversed(self.gone.values()))

    def save_matter(self, matter: Matter) -> tuple[Matter, Changes]:
        number = matter.number or 1 + max([*self.kept, *self.gone], default=0)
        stored = dataclasses.replace(matter, number=number, updated=datetime.now())
        self.kept[number] = stored
        return stored, Changes(matters=(number,))

    def delete_matter(self, number: int) -> Changes:
        if number not in self.kept:
            raise MatterMissing(number)
        self.gone[number] = self.kept.pop(number)
        return Changes(matters=(number,))

    def restore_matter(self, number: int) -> Changes:
        self.kept[number] = self.gone.pop(number)
        return Changes(matters=(number,))

    def export_matter(self, number: int, path: Path) -> None:
        path.write_text(self.kept[number].case_no, encoding="utf-8")

    def import_matter(self, path: Path) -> tuple[Matter, Changes]:
        return self.save_matter(Matter(case_no=path.read_text(encoding="utf-8")))

    def load_draft(self, number: int) -> Draft:
        return self.drafts.get(number, Draft(number))

    def save_draft(self, draft: Draft) -> tuple[Draft, Changes]:
        unwell, self.unwell = self.unwell or self.always_unwell, None
        if unwell is not None:
            raise unwell
        older = self.drafts.get(draft.matter, draft)
        stored = dataclasses.replace(draft, revision=older.revision + 1, saved=datetime.now())
        self.drafts[draft.matter] = stored
        return stored, Changes(draft=draft.matter)

    def judge(self, judged: Judged) -> Changes:
        self.verdicts[judged.matter, judged.case_key] = judged
        return Changes(verdicts=judged.matter)

    def judged(self, matter: int) -> tuple[Judged, ...]:
        return tuple(judged for judged in self.verdicts.values() if judged.matter == matter)

    def adopt(self, adoption: Adoption) -> tuple[Adoption, Changes]:
        number = adoption.number or 1 + max(self.adopted, default=0)
        self.adopted[number] = dataclasses.replace(adoption, number=number)
        return self.adopted[number], Changes(draft=adoption.matter)

    def adopt_into_draft(self, draft: Draft, adoption: Adoption) -> tuple[tuple[Draft, Adoption], Changes]:
        stored, changes = self.save_draft(draft)
        source, more = self.adopt(adoption)
        return (stored, source), changes | more

    def move_adoptions(self, adoptions: Sequence[Adoption]) -> Changes:
        self.adopted |= {adoption.number: adoption for adoption in adoptions}
        return Changes()

    def adoptions(self, matter: int) -> tuple[Adoption, ...]:
        return tuple(adoption for adoption in self.adopted.values() if adoption.matter == matter)

    def matter_graph(self, request: SimilarRequest) -> MatterGraph:
        self.read.append(request)
        self._wait(lambda: False)
        return self.graph

    def graph_likeness(self, read: Sequence[GraphElement], made: Corrections, key: str) -> GraphLikeness:
        self.compared.append((key, made))
        return self.likeness

    def corrections(self, matter: int) -> Corrections:
        return self.corrected.get(matter, Corrections())

    def save_corrections(self, matter: int, made: Corrections) -> Changes:
        self.corrected[matter] = made
        return Changes(matters=(matter,))

    def review_draft(self, number: int, text: str, adoptions: Sequence[Adoption]) -> Review:
        self._wait(lambda: False)
        return self.review

    def log_search(self, log: SearchLog) -> tuple[int, Changes]:
        number = log.number or 1 + len(self.logs)
        self.logs[number] = dataclasses.replace(log, number=number)
        return number, Changes(log=log.matter)

    def count_opened(self, log: int, tier: Tier) -> Changes:
        self.opened.append((log, tier))
        return Changes(log=self.logs[log].matter)

    def search_logs(self, matter: int) -> tuple[SearchLog, ...]:
        return tuple(log for log in self.logs.values() if log.matter == matter)

    def submitted(self, matter: int) -> tuple[SubmittedCase, ...]:
        return tuple(case for case in self.presented.values() if case.matter == matter)

    def submit(self, case: SubmittedCase) -> tuple[SubmittedCase, Changes]:
        number = case.number or 1 + max(self.presented, default=0)
        self.presented[number] = dataclasses.replace(case, number=number)
        return self.presented[number], Changes(matters=(case.matter,))

    def withdraw_submitted(self, number: int) -> Changes:
        case = self.presented.pop(number)
        return Changes(matters=(case.matter,))

    def record(self, behaviours: Sequence[Behaviour]) -> Changes:
        self.behaviours += behaviours
        return Changes(behaviour=True)

    def attention(self) -> Attention:
        if not self.behaviours:
            return Attention()
        shares = {Section.REASONING: 0.62, Section.FACTS: 0.28, Section.STATUTES: 0.1}
        return Attention(
            shares,
            {Section.REASONING: 1.4},
            Section.REASONING,
            {Section.REASONING: 620.0, Section.FACTS: 280.0},
            {Section.REASONING: 4},
            {Section.REASONING: 2},
            len(self.behaviours),
            self.behaviours[0].at,
        )

    def erase_behaviour(self) -> Changes:
        self.behaviours.clear()
        return Changes(behaviour=True)

    def missing_elements(self, number: int) -> tuple[Element, ...]:
        return self.missing

    def assemble_report(self, number: int, kind: ReportKind) -> Report:
        if self.report is None:
            raise MatterMissing(number)
        return self.report

    def court_names(self) -> tuple[str, ...]:
        return ("云海省高级人民法院", "云海省望江市中级人民法院", "云海省望江市临川区人民法院")

    def cause_names(self) -> tuple[str, ...]:
        return ("买卖合同纠纷", "民间借贷纠纷", "盗窃罪")

    def find_court(self, name: str) -> str:
        return next((court for court in self.court_names() if name and court.endswith(name)), "")

    def court_of_number(self, case_no: str) -> str:
        return "云海省望江市临川区人民法院" if "云0103" in case_no else ""

    def has_work(self) -> bool:
        return bool(self.kept)

    def unlock(self, passphrase: str) -> None:
        self._raise()

    def close(self) -> None:
        self.closed = True

    def _wait(self, cancelled: Cancel) -> None:
        while not self._gate.wait(0.005):
            if cancelled():
                raise Cancelled
        self._raise()

    def _raise(self) -> None:
        error, self.error = self.error, None
        if error is not None:
            raise error


def fail_with(engine: FakeEngine, error: LeianError | Exception) -> None:
    """Make the next read fail."""
    engine.error = error
