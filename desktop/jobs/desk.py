"""The desk: every question the window asks, each answered on the UI thread by calling `done`.

Reads run in a small pool. Writes run one after another, one lane for each of the two databases, so that an import never
delays the saving of a draft. Similar cases and search share a channel in which the newest question wins.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from desktop.jobs.lanes import Job, Lane, Newest
from desktop.jobs.port import Engine, Progress
from desktop.jobs.runner import Done, Failed, Runner, alive
from localdb.model.behaviour import Attention, Behaviour
from localdb.model.case import Case, CaseCard
from localdb.model.coverage import Coverage
from localdb.model.errors import Cancelled
from localdb.model.feed import Alarm, Announcement, FeedSettings, SyncProgress, SyncSummary
from localdb.model.graph import Corrections, GraphLikeness, MatterGraph
from localdb.model.kinds import Tier
from localdb.model.library import Changes, ImportProgress, ImportSummary, LibraryState, UnreadTable
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase
from localdb.model.report import Element, Report, ReportKind
from localdb.model.review import Review
from localdb.model.similar import SearchRequest, SimilarRequest, SimilarResult

Value = TypeVar("Value")
_READERS = 3


class Desk(Runner):
    """Ask the engine off the UI thread. Each method returns at once with a job that can be cancelled.

    `failed` gets a foreseen error; without it the error is announced by `troubled`. `changed` tells once for every
    write what it touched.
    """

    changed = Signal(object)  # Changes

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._reads = Lane("read", _READERS)
        self._query_lane = Lane("query", 1)  # a thread remembers the cases it has read (engine/known_cases.py)
        self._work_lane = Lane("work", 1)
        self._library_lane = Lane("library", 1)
        self._queries = Newest()
        self._graphs = Newest()
        self._likenesses = Newest()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Tell whether nothing is answered any more."""
        return self._closed

    # similar cases

    def similar(self, request: SimilarRequest, done: Done[SimilarResult], failed: Failed | None = None) -> Job:
        """Find the similar cases of a text; cancels the older query."""
        job = self._queries.take(Job())
        return self.run(self._query_lane, lambda job: self._engine.similar(request, job.cancelled), done, failed, job)

    def search(self, request: SearchRequest, done: Done[SimilarResult], failed: Failed | None = None) -> Job:
        """Search by words; cancels the older query."""
        job = self._queries.take(Job())
        return self.run(self._query_lane, lambda job: self._engine.search(request, job.cancelled), done, failed, job)

    def cancel_query(self) -> None:
        """Stop the query that runs, if one does."""
        self._queries.clear()

    def open_case(self, key: str, done: Done[Case], failed: Failed | None = None) -> Job:
        """Fetch a case by the library's key or by an id of its source."""
        return self._read(lambda: self._engine.open_case(key), done, failed)

    def cards(self, keys: Sequence[str], done: Done[Mapping[str, CaseCard]], failed: Failed | None = None) -> Job:
        """Ask for the cards of those cases that the library holds."""
        return self._read(lambda: self._engine.cards(keys), done, failed)

    def open_alone(self, key: str, done: Done[tuple[Case, CaseCard]], failed: Failed | None = None) -> Job:
        """Fetch a case with its card, also one that the court took back and no search finds."""
        return self._read(lambda: self._engine.open_alone(key), done, failed)

    def place(self, request: SimilarRequest, done: Done[SimilarResult], failed: Failed | None = None) -> Job:
        """Rank the cases of a pool against a text without disturbing the query under way."""
        return self.run(self._reads, lambda job: self._engine.similar(request, job.cancelled), done, failed)

    def parse(self, text: str, done: Done[Case]) -> Job:
        """Read a draft into its sections."""
        return self._read(lambda: self._engine.parse(text), done, None)

    def read_words(self, path: Path, most: int, done: Done[str], failed: Failed | None = None) -> Job:
        """Read the words of a document into memory, no more characters than `most`; nothing is stored."""
        return self._read(lambda: self._engine.read_words(path, most), done, failed)

    # the library

    def import_cases(
        self,
        paths: Sequence[Path],
        progress: Callable[[ImportProgress], object],
        done: Done[ImportSummary],
        failed: Failed | None = None,
    ) -> Job:
        """Bring files and folders in; `progress` is called on the UI thread. Cancelling keeps what was committed."""

        def work(job: Job) -> tuple[ImportSummary, Changes]:
            try:
                return self._engine.import_cases(paths, self._tells(progress), job.cancelled)
            except Cancelled:
                return ImportSummary(cancelled=True), Changes(library=True, index=True)

        return self.run(self._library_lane, work, self._changing(done), failed, Job(keep=True))

    def drain_index(
        self,
        progress: Callable[[int, int], object] | None = None,
        done: Done[Changes] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Bring the index up to the library; `progress(done, total)` is called on the UI thread."""

        def report(count: int, total: int) -> None:
            if progress is not None:
                self.tell(lambda: progress(count, total))

        def finished(changes: Changes) -> None:
            self.changed.emit(changes)
            if done is not None:
                done(changes)

        return self.run(
            self._library_lane, lambda job: self._engine.drain_index(report, job.cancelled), finished, failed
        )

    def sync(
        self,
        settings: FeedSettings,
        progress: Callable[[SyncProgress], object],
        done: Done[SyncSummary],
        failed: Failed | None = None,
    ) -> Job:
        """Bring the library up to date from the court's feed; `progress` is called on the UI thread.

        Cancelling keeps what was applied; pausing the job holds up what is being fetched.
        """

        def tell(at: SyncProgress) -> None:
            self.tell(lambda: progress(at))

        def work(job: Job) -> tuple[SyncSummary, Changes]:
            try:
                return self._engine.sync(settings, tell, job.paused, job.cancelled, lambda: self._closed)
            except Cancelled:
                return SyncSummary(cancelled=True), Changes(library=True, index=True)

        return self.run(self._library_lane, work, self._changing(done), failed, Job(keep=True))

    def trusted_root(self, done: Done[str], failed: Failed | None = None) -> Job:
        """Ask for the fingerprint of the root that is trusted here, "" for none."""
        return self._read(self._engine.trusted_root, done, failed)

    def alarms(self, done: Done[Mapping[int, tuple[Alarm, ...]]], failed: Failed | None = None, matter: int = 0) -> Job:
        """Ask which cases were taken back or corrected that a matter uses, or any matter that is not closed."""
        lane = self._work_lane if matter else self._reads  # one matter: after its draft is saved
        return self.run(lane, lambda job: self._engine.alarms(matter), done, failed)

    def note_alarm(self, alarm: Alarm, reason: str, done: Done[None] | None = None) -> Job:
        """Take down that an alarm was read, or with a reason that it is at rest."""
        return self._write(lambda: (None, self._engine.note_alarm(alarm, reason)), done, None)

    def announce(self, court: str, done: Done[tuple[Announcement, ...]], failed: Failed | None = None) -> Job:
        """Ask which new cases resemble the open matters, after all that changes the library is done."""
        return self.run(self._library_lane, lambda job: self._engine.announce(court, job.cancelled), done, failed)

    def told(self, matter: int, keys: Iterable[str]) -> Job:
        """Take down that new cases were announced beside a matter."""
        kept = tuple(keys)
        return self._write(lambda: (None, self._engine.told(matter, kept)), None, None)

    def library_state(self, done: Done[LibraryState], failed: Failed | None = None) -> Job:
        """Ask how large and how old the library is."""
        return self._read(self._engine.library_state, done, failed)

    def unread_tables(self, done: Done[tuple[UnreadTable, ...]], failed: Failed | None = None) -> Job:
        """Ask which corrections of the tables cannot be read."""
        return self._read(self._engine.unread_tables, done, failed)

    def coverage(self, court: str, done: Done[Coverage], failed: Failed | None = None) -> Job:
        """Count what the library holds, with the gaps nearest to the user's court."""
        return self._read(lambda: self._engine.coverage(court), done, failed)

    # matters and drafts

    def matters(self, done: Done[tuple[Matter, ...]], failed: Failed | None = None) -> Job:
        """List the matters, newest first, after all saves that are under way: what is edited next is what is stored."""
        return self.run(self._work_lane, lambda job: self._engine.matters(), done, failed)

    def deleted_matters(self, done: Done[tuple[Matter, ...]], failed: Failed | None = None) -> Job:
        """List the matters that can be restored."""
        return self._read(self._engine.deleted_matters, done, failed)

    def save_matter(self, matter: Matter, done: Done[Matter] | None = None, failed: Failed | None = None) -> Job:
        """Store a matter; number 0 makes a new one."""
        return self._write(lambda: self._engine.save_matter(matter), done, failed)

    def delete_matter(self, number: int, done: Done[None] | None = None, failed: Failed | None = None) -> Job:
        """Delete a matter with its draft and log; it can be restored."""
        return self._write(lambda: (None, self._engine.delete_matter(number)), done, failed)

    def restore_matter(self, number: int, done: Done[None] | None = None, failed: Failed | None = None) -> Job:
        """Bring a deleted matter back."""
        return self._write(lambda: (None, self._engine.restore_matter(number)), done, failed)

    def export_matter(self, number: int, path: Path, done: Done[None], failed: Failed | None = None) -> Job:
        """Write a matter to a file, without its draft."""
        return self.run(self._work_lane, lambda job: self._engine.export_matter(number, path), done, failed)

    def import_matter(self, path: Path, done: Done[Matter], failed: Failed | None = None) -> Job:
        """Take an exported matter in as a new one."""
        return self._write(lambda: self._engine.import_matter(path), done, failed)

    def load_draft(self, number: int, done: Done[Draft], failed: Failed | None = None) -> Job:
        """Fetch the draft of a matter, after all saves that are under way."""
        return self.run(self._work_lane, lambda job: self._engine.load_draft(number), done, failed)

    def save_draft(self, draft: Draft, done: Done[Draft] | None = None, failed: Failed | None = None) -> Job:
        """Store a draft."""
        return self._write(lambda: self._engine.save_draft(draft), done, failed)

    def adopt(self, adoption: Adoption, done: Done[Adoption] | None = None, failed: Failed | None = None) -> Job:
        """Store where an adopted passage came from."""
        return self._write(lambda: self._engine.adopt(adoption), done, failed)

    def adopt_into_draft(
        self,
        draft: Draft,
        adoption: Adoption,
        done: Done[tuple[Draft, Adoption]] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Store a draft together with the source of the passage just adopted into it: both or neither."""
        return self._write(lambda: self._engine.adopt_into_draft(draft, adoption), done, failed)

    def move_adoptions(self, adoptions: Sequence[Adoption], failed: Failed | None = None) -> Job:
        """Store where adopted passages stand now in the draft."""
        return self._write(lambda: (None, self._engine.move_adoptions(adoptions)), None, failed)

    def adoptions(self, matter: int, done: Done[tuple[Adoption, ...]], failed: Failed | None = None) -> Job:
        """List the adopted passages of a matter."""
        return self.run(self._work_lane, lambda job: self._engine.adoptions(matter), done, failed)

    def review_draft(
        self, number: int, text: str, adoptions: Sequence[Adoption], done: Done[Review], failed: Failed | None = None
    ) -> Job:
        """Look a draft over before it is exported, with the adopted passages at their places in it."""
        return self._read(lambda: self._engine.review_draft(number, text, adoptions), done, failed)

    # the graph of a matter

    def matter_graph(self, request: SimilarRequest, done: Done[MatterGraph]) -> Job:
        """Read the graph of the matter that a request is about; cancels the older reading."""
        job = self._graphs.take(Job())
        return self.run(self._reads, lambda job: self._engine.matter_graph(request), done, None, job)

    def graph_likeness(
        self, read: MatterGraph, made: Corrections, key: str, done: Done[GraphLikeness], failed: Failed
    ) -> Job:
        """Hold the graph of the matter, as corrected, against a case; cancels the older comparison."""
        job, elements = self._likenesses.take(Job()), read.graph.elements
        return self.run(self._reads, lambda job: self._engine.graph_likeness(elements, made, key), done, failed, job)

    def corrections(self, matter: int, done: Done[Corrections]) -> Job:
        """Fetch what the judge corrected of the graph of a matter, after all that is being stored."""
        return self.run(self._work_lane, lambda job: self._engine.corrections(matter), done)

    def save_corrections(self, matter: int, made: Corrections) -> Job:
        """Store what the judge corrected of the graph of a matter, over all that was corrected before."""
        return self._write(lambda: (None, self._engine.save_corrections(matter, made)), None, None)

    # verdicts, log, submitted cases

    def judge(self, judged: Judged, done: Done[None] | None = None, failed: Failed | None = None) -> Job:
        """Store the judge's verdict on a hit."""
        return self._write(lambda: (None, self._engine.judge(judged)), done, failed)

    def judged(self, matter: int, done: Done[tuple[Judged, ...]], failed: Failed | None = None) -> Job:
        """List the verdicts of a matter, after all that are being stored."""
        return self.run(self._work_lane, lambda job: self._engine.judged(matter), done, failed)

    def log_search(self, log: SearchLog, done: Done[int] | None = None, failed: Failed | None = None) -> Job:
        """Store a search (art 3); `done` gets the number of its log entry."""
        return self._write(lambda: self._engine.log_search(log), done, failed)

    def count_opened(self, log: int, tier: Tier) -> Job:
        """Count a hit of a logged search as read."""
        return self._write(lambda: (None, self._engine.count_opened(log, tier)), None, None)

    def search_logs(self, matter: int, done: Done[tuple[SearchLog, ...]], failed: Failed | None = None) -> Job:
        """List the searches of a matter."""
        return self._read(lambda: self._engine.search_logs(matter), done, failed)

    def submitted(self, matter: int, done: Done[tuple[SubmittedCase, ...]], failed: Failed | None = None) -> Job:
        """List the cases that the parties submitted (art 10)."""
        return self._read(lambda: self._engine.submitted(matter), done, failed)

    def submit(self, case: SubmittedCase, done: Done[SubmittedCase] | None = None, failed: Failed | None = None) -> Job:
        """Store a submitted case and the answer to it."""
        return self._write(lambda: self._engine.submit(case), done, failed)

    def withdraw_submitted(self, number: int, done: Done[None] | None = None) -> Job:
        """Take a submitted case off the register."""
        return self._write(lambda: (None, self._engine.withdraw_submitted(number)), done, None)

    # behaviour

    def record(self, behaviours: Sequence[Behaviour]) -> Job | None:
        """Store what the user read and copied; nothing for an empty list."""
        if not behaviours:
            return None
        return self._write(lambda: (None, self._engine.record(behaviours)), None, None)

    def attention(self, done: Done[Attention], failed: Failed | None = None) -> Job:
        """Ask where the user's attention goes."""
        return self._read(self._engine.attention, done, failed)

    def erase_behaviour(self, done: Done[None] | None = None, failed: Failed | None = None) -> Job:
        """Erase everything recorded of the user's reading."""
        return self._write(lambda: (None, self._engine.erase_behaviour()), done, failed)

    # the report

    def missing_elements(self, number: int, done: Done[tuple[Element, ...]], failed: Failed | None = None) -> Job:
        """Ask which elements of art 8 a matter still lacks."""
        return self._read(lambda: self._engine.missing_elements(number), done, failed)

    def assemble_report(self, number: int, kind: ReportKind, done: Done[Report], failed: Failed | None = None) -> Job:
        """Gather the facts of the report."""
        return self._read(lambda: self._engine.assemble_report(number, kind), done, failed)

    def compute(self, work: Callable[[], Value], done: Done[Value], failed: Failed | None = None) -> Job:
        """Run any other slow thing off the UI thread, such as writing a document."""
        return self._read(work, done, failed)

    # lists to choose from

    def court_names(self, done: Done[tuple[str, ...]]) -> Job:
        """List the courts by full name."""
        return self._read(self._engine.court_names, done, None)

    def cause_names(self, done: Done[tuple[str, ...]]) -> Job:
        """List the causes and charges."""
        return self._read(self._engine.cause_names, done, None)

    def find_court(self, name: str, done: Done[str]) -> Job:
        """Look a court up by any name texts use; `done` gets its full name, "" when the table does not know it."""
        return self._read(lambda: self._engine.find_court(name), done, None)

    def court_of_number(self, case_no: str, done: Done[str]) -> Job:
        """Name the court that the 法院代字 of a case number stands for; `done` gets "" when that is not known."""
        return self._read(lambda: self._engine.court_of_number(case_no), done, None)

    def has_work(self, done: Done[bool]) -> Job:
        """Ask whether there is a work.db already, so that its passphrase exists."""
        return self._read(self._engine.has_work, done, None)

    def unlock(self, passphrase: str, done: Done[None], failed: Failed) -> Job:
        """Open work.db with a passphrase."""
        return self.run(self._work_lane, lambda job: self._engine.unlock(passphrase), done, failed)

    def settle(self) -> None:
        """Wait until the writes to work.db that are queued are done and answered. Blocks."""
        self._work_lane.settle()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Stop what can be stopped, finish the writes that are queued, close the databases. Blocks."""
        if self._closed:
            return
        self._closed = True
        self.cancel_all()
        self._reads.close(drain=False)
        self._query_lane.close(drain=False)
        self._library_lane.close(drain=False)
        self._work_lane.close(drain=True)
        self._engine.close()

    def _read(self, work: Callable[[], Value], done: Done[Value], failed: Failed | None) -> Job:
        return self.run(self._reads, lambda job: work(), done, failed)

    def _write(
        self,
        work: Callable[[], tuple[Value, Changes]],
        done: Done[Value] | None,
        failed: Failed | None,
    ) -> Job:
        return self.run(self._work_lane, lambda job: work(), self._changing(done), failed, Job(keep=True))

    def _changing(self, done: Done[Value] | None) -> Done[tuple[Value, Changes]]:
        def finished(answer: tuple[Value, Changes]) -> None:
            value, changes = answer
            if done is not None and alive(done):
                done(value)
            self.changed.emit(changes)

        return finished

    def _tells(self, progress: Callable[[ImportProgress], object]) -> Progress:
        return lambda state: self.tell(lambda: progress(state))
