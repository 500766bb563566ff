"""The real engine behind the desk: the port, answered by the use cases of localdb over one workspace.

What searches and reads files is imported where it is first asked for: a judge waits for the draft, and bringing in the
index, the segmenter and the readers of files takes as long as all the rest of the start.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from desktop.jobs.port import Cancel, Progress, Told
from localdb.engine import behaviour, matters
from localdb.engine.workspace import Workspace
from localdb.model.behaviour import Attention, Behaviour
from localdb.model.case import Case, CaseCard
from localdb.model.coverage import Coverage
from localdb.model.feed import Alarm, Announcement, FeedSettings, SyncSummary
from localdb.model.graph import Corrections, GraphLikeness, MatterGraph
from localdb.model.graph import Element as GraphElement
from localdb.model.kinds import Tier
from localdb.model.library import Changes, ImportSummary, LibraryState, UnreadTable
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase
from localdb.model.report import Element, Report, ReportKind
from localdb.model.review import Review
from localdb.model.similar import SearchRequest, SimilarRequest, SimilarResult


class LocalEngine:
    """Answer the window's questions from a data folder."""

    def __init__(self, workspace: Workspace) -> None:
        self._ws = workspace

    def similar(self, request: SimilarRequest, cancelled: Cancel) -> SimilarResult:
        from localdb.engine.find_similar import find_similar

        return find_similar(self._ws, request, cancelled)

    def search(self, request: SearchRequest, cancelled: Cancel) -> SimilarResult:
        from localdb.engine.search import search

        return search(self._ws, request, cancelled)

    def open_case(self, key: str) -> Case:
        from localdb.engine.open_case import open_case

        return open_case(self._ws, key)

    def cards(self, keys: Sequence[str]) -> Mapping[str, CaseCard]:
        return self._ws.library.cards(keys)

    def open_alone(self, key: str) -> tuple[Case, CaseCard]:
        from localdb.engine.open_case import open_alone

        return open_alone(self._ws, key)

    def parse(self, text: str) -> Case:
        from localdb.engine.parse import parse_text

        return parse_text(self._ws.reference, text)

    def read_words(self, path: Path, most: int) -> str:
        from localdb.engine.read_words import read_words

        return read_words(path, most)

    def import_cases(
        self, paths: Sequence[Path], progress: Progress, cancelled: Cancel
    ) -> tuple[ImportSummary, Changes]:
        from localdb.engine.import_cases import import_cases

        return import_cases(self._ws, paths, progress, cancelled)

    def drain_index(self, progress: Callable[[int, int], None], cancelled: Cancel) -> Changes:
        from localdb.engine.index_backlog import drain_index

        return drain_index(self._ws, progress, cancelled, thorough=True)

    def library_state(self) -> LibraryState:
        return self._ws.library.state()

    def unread_tables(self) -> tuple[UnreadTable, ...]:
        _ = self._ws.reference
        return self._ws.unread_tables

    def sync(
        self, settings: FeedSettings, progress: Told, paused: Cancel, cancelled: Cancel, leaving: Cancel
    ) -> tuple[SyncSummary, Changes]:
        from localdb.engine.sync import sync_library

        return sync_library(self._ws, settings, progress, paused, cancelled, leaving)

    def trusted_root(self) -> str:
        from localdb.engine.sync import trusted_root

        return trusted_root(self._ws)

    def alarms(self, matter: int) -> Mapping[int, tuple[Alarm, ...]]:
        from localdb.engine.alarms import alarms, all_alarms

        return {matter: alarms(self._ws, matter)} if matter else all_alarms(self._ws)

    def note_alarm(self, alarm: Alarm, reason: str) -> Changes:
        from localdb.engine.alarms import note_alarm

        return note_alarm(self._ws, alarm, reason)

    def announce(self, court: str, cancelled: Cancel) -> tuple[Announcement, ...]:
        from localdb.engine.news import announce

        return announce(self._ws, court, cancelled)

    def told(self, matter: int, keys: Iterable[str]) -> Changes:
        from localdb.engine.news import told

        return told(self._ws, matter, keys)

    def coverage(self, court: str) -> Coverage:
        from localdb.engine.coverage import coverage

        return coverage(self._ws, court)

    def matters(self) -> tuple[Matter, ...]:
        return matters.list_matters(self._ws)

    def deleted_matters(self) -> tuple[Matter, ...]:
        return matters.list_matters(self._ws, deleted=True)

    def save_matter(self, matter: Matter) -> tuple[Matter, Changes]:
        return matters.save_matter(self._ws, matter)

    def delete_matter(self, number: int) -> Changes:
        return matters.delete_matter(self._ws, number)

    def restore_matter(self, number: int) -> Changes:
        return matters.restore_matter(self._ws, number)

    def export_matter(self, number: int, path: Path) -> None:
        from localdb.engine import matter_file

        matter_file.export_matter(self._ws, number, path, _now())

    def import_matter(self, path: Path) -> tuple[Matter, Changes]:
        from localdb.engine import matter_file

        return matter_file.import_matter(self._ws, path)

    def load_draft(self, number: int) -> Draft:
        return matters.load_draft(self._ws, number)

    def save_draft(self, draft: Draft) -> tuple[Draft, Changes]:
        return matters.save_draft(self._ws, draft)

    def judge(self, judged: Judged) -> Changes:
        return matters.judge_hit(self._ws, judged)

    def judged(self, matter: int) -> tuple[Judged, ...]:
        return matters.judged_hits(self._ws, matter)

    def adopt(self, adoption: Adoption) -> tuple[Adoption, Changes]:
        return matters.adopt(self._ws, adoption)

    def adopt_into_draft(self, draft: Draft, adoption: Adoption) -> tuple[tuple[Draft, Adoption], Changes]:
        return matters.adopt_into_draft(self._ws, draft, adoption)

    def move_adoptions(self, adoptions: Sequence[Adoption]) -> Changes:
        return matters.move_adoptions(self._ws, adoptions)

    def adoptions(self, matter: int) -> tuple[Adoption, ...]:
        return matters.adoptions(self._ws, matter)

    def matter_graph(self, request: SimilarRequest) -> MatterGraph:
        from localdb.engine.matter_graph import matter_graph

        return matter_graph(self._ws, request)

    def graph_likeness(self, read: Sequence[GraphElement], made: Corrections, key: str) -> GraphLikeness:
        from localdb.engine.matter_graph import graph_likeness

        return graph_likeness(self._ws, read, made, key)

    def corrections(self, matter: int) -> Corrections:
        return matters.corrections(self._ws, matter)

    def save_corrections(self, matter: int, made: Corrections) -> Changes:
        return matters.save_corrections(self._ws, matter, made)

    def review_draft(self, number: int, text: str, adoptions: Sequence[Adoption]) -> Review:
        from localdb.engine.review_draft import review_draft

        return review_draft(self._ws, number, text, adoptions)

    def log_search(self, log: SearchLog) -> tuple[int, Changes]:
        return matters.log_search(self._ws, log)

    def count_opened(self, log: int, tier: Tier) -> Changes:
        return matters.count_opened(self._ws, log, tier)

    def search_logs(self, matter: int) -> tuple[SearchLog, ...]:
        return matters.search_logs(self._ws, matter)

    def submitted(self, matter: int) -> tuple[SubmittedCase, ...]:
        return matters.submitted_cases(self._ws, matter)

    def submit(self, case: SubmittedCase) -> tuple[SubmittedCase, Changes]:
        return matters.submit_case(self._ws, case)

    def withdraw_submitted(self, number: int) -> Changes:
        return matters.withdraw_submitted(self._ws, number)

    def record(self, behaviours: Sequence[Behaviour]) -> Changes:
        return behaviour.record_behaviour(self._ws, behaviours)

    def attention(self) -> Attention:
        return behaviour.attention(self._ws, _now())

    def erase_behaviour(self) -> Changes:
        return behaviour.erase_behaviour(self._ws)

    def missing_elements(self, number: int) -> tuple[Element, ...]:
        from localdb.engine.report import missing_elements

        return missing_elements(self._ws, number)

    def assemble_report(self, number: int, kind: ReportKind) -> Report:
        from localdb.engine.report import assemble_report

        return assemble_report(self._ws, number, kind, _now())

    def court_names(self) -> tuple[str, ...]:
        return tuple(self._ws.reference.courts.by_name)

    def cause_names(self) -> tuple[str, ...]:
        causes = self._ws.reference.causes
        return tuple(dict.fromkeys([*causes.civil, *causes.charges, *causes.administrative, *causes.compensation]))

    def find_court(self, name: str) -> str:
        court = self._ws.reference.courts.find(name)
        return court.name if court else ""

    def court_of_number(self, case_no: str) -> str:
        from localdb.text.case_numbers import parse_case_no

        number = parse_case_no(case_no)
        court = self._ws.reference.courts.by_code(number.court) if number and number.court else None
        return court.name if court else ""

    def has_work(self) -> bool:
        return (self._ws.data / "work.db").exists()

    def unlock(self, passphrase: str) -> None:
        self._ws.unlock(passphrase)

    def close(self) -> None:
        self._ws.close()


def open_local(data: Path, resources: Path, sample: bool) -> LocalEngine:
    """Open a data folder for a window: no other window may open the judge's work in it."""
    return LocalEngine(Workspace.open(data, resources, sample=sample, alone=True))


def _now() -> datetime:
    return datetime.now().astimezone()
