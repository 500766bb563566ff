"""Import: read, complete, judge and store cases in batches; every batch is committed whole.

Killed or cancelled, an import loses nothing that was committed, and running it again takes up the rest.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from localdb.engine.fold_waiting import fold_waiting
from localdb.engine.spare_cores import SpareCores
from localdb.engine.tables import refresh_cards
from localdb.engine.taking import Taking
from localdb.engine.workspace import Workspace
from localdb.intake import Raw, Refused, files_in, read_file, size_of
from localdb.model.library import Changes, ImportProgress, ImportSummary, Refusal, Rejection
from localdb.storage.library import Entry
from localdb.storage.lock import sole_writer

BATCH = 200  # records a transaction
BATCH_CHARACTERS = 4_000_000
_FIRST = 1000  # rejections that are listed one by one
_NOTED = 100_000  # rejections of one file that are kept to be counted
_PAUSE = 0.1  # seconds between two reports of progress
Progress = Callable[[ImportProgress], object]


def import_cases(
    ws: Workspace,
    paths: Iterable[Path],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ImportSummary, Changes]:
    """Bring files and folders into the library; return what became of every record, and what was touched.

    When `cancelled` answers True the import stops between two records, commits what it has, and says so in the summary.

    Raises:
        FileMissing: a path is not there; nothing was read.
        LibraryBusy: another import is running.
        DiskTrouble: writing failed; batches committed before stay.
    """
    files = files_in(paths)
    with sole_writer(ws.lock):
        if ws.library.count() == 0:
            refresh_cards(ws)  # takes down by which tables the first cards are made
        folded = fold_waiting(ws, cancelled)
        with SpareCores(ws) as spare:
            run = _Import(ws, files, spare, progress, cancelled or (lambda: False))
            run.run()
        run.changed = run.changed or folded
    summary = run.summary()
    return summary, Changes(library=run.changed, index=run.changed)


class _Import:
    """Carry one import from file to file."""

    def __init__(
        self,
        ws: Workspace,
        files: Sequence[Path],
        spare: SpareCores,
        progress: Progress | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._library = ws.library
        self._spare = spare
        self._taking = Taking(ws, spare)
        self._files = files
        self._progress = progress
        self._cancelled = cancelled
        self._stopped = False
        self._file = ""
        self._bytes = 0
        self._total = size_of(files)
        self._told = 0.0
        self._waiting: list[tuple[str, Raw]] = []
        self._characters = 0
        self._read = self._admitted = self._replaced = self._duplicates = 0
        self._reasons: Counter[Refusal] = Counter()
        self._rejections: list[Rejection] = []
        self._folded = 0
        self._refused: dict[str, list[tuple[int, Refusal, str]]] = {}
        self.changed = False

    def run(self) -> None:
        """Take all files, as far as nobody cancels."""
        for file in self._files:
            begun, self._file = self._bytes, str(file)
            self._refused[self._file] = []
            for item in read_file(file):
                if self._stop():
                    break
                self._bytes = begun + item.at
                self._take(item)
            self._bytes = begun + size_of([file])
            if self._stopped:
                break
        self._flush()
        with self._library.store.write():
            self._library.refused.put({str(Path(file).resolve()): told for file, told in self._refused.items()})
        self._tell(at_once=True)

    def summary(self) -> ImportSummary:
        """Count up."""
        return ImportSummary(
            read=self._read,
            admitted=self._admitted,
            replaced=self._replaced,
            duplicates=self._duplicates,
            folded=self._folded,
            rejected=self._reasons.total(),
            reasons=dict(self._reasons),
            rejections=tuple(self._rejections),
            cancelled=self._stopped,
        )

    def _stop(self) -> bool:
        self._stopped = self._stopped or self._cancelled()
        return self._stopped

    def _take(self, item: Raw | Refused) -> None:
        if isinstance(item, Refused):
            self._reject(self._file, item)
        else:
            self._waiting.append((self._file, item))
            self._characters += len(item.text) or (len(item.case.full_text) if item.case else 0)
        if len(self._waiting) >= BATCH or self._characters >= BATCH_CHARACTERS:
            self._flush()
        self._tell()

    def _reject(self, file: str, refused: Refused) -> None:
        self._read += 1
        self._reasons[refused.refusal] += 1
        if len(noted := self._refused[file]) < _NOTED:
            noted.append((refused.line or refused.at, refused.refusal, refused.detail))
        if len(self._rejections) < _FIRST:
            self._rejections.append(Rejection(file, refused.line, refused.refusal, refused.detail))

    def _flush(self) -> None:
        """Read, judge and store what waits, in one transaction; what a cancelled import left is not counted."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        keys = [raw.case.key for _, raw in waiting if raw.case]
        known = self._library.origins(keys)
        fresh: list[tuple[str, Raw, bytes]] = []
        for file, raw in waiting:
            if self._stop():
                break
            origin = self._taking.origin(raw.digest)
            if raw.case and known.get(raw.case.key) == origin:
                self._read += 1
                self._duplicates += 1
            else:
                fresh.append((file, raw, origin))
        self._store(self._not_taken_back(list(self._judged(fresh))))

    def _judged(self, fresh: Sequence[tuple[str, Raw, bytes]]) -> Iterator[tuple[str, Raw, Entry]]:
        self._spare.expect(self._read)  # where so many were, there are as many more, as a rule
        answers = self._taking.judged((raw, origin) for _, raw, origin in fresh)
        for file, raw, _ in fresh:
            if self._stop():
                break
            judged = next(answers)
            if isinstance(judged, Refused):
                self._reject(file, judged)
            else:
                yield file, raw, judged
            self._tell()

    def _not_taken_back(self, entries: Sequence[tuple[str, Raw, Entry]]) -> list[Entry]:
        """Refuse what the court took back, whoever brings it (FEED.md, "The same case elsewhere")."""
        barred = self._library.barred([entry for _, _, entry in entries])
        for file, raw, entry in entries:
            if status := barred.get(entry.case.key):
                self._reject(file, Refused(raw.line, Refusal.TAKEN_BACK, status, raw.at))
        return [entry for _, _, entry in entries if entry.case.key not in barred]

    def _store(self, entries: list[Entry]) -> None:
        if not entries:
            return
        old = self._library.superseded([entry.case.key for entry in entries])
        added = self._library.add(entry for entry in entries if (entry.case.key, entry.origin) not in old)
        self._read += len(entries)
        self._admitted += added.admitted
        self._replaced += added.replaced
        self._duplicates += len(entries) - added.admitted - added.replaced
        self._folded += added.folded
        self.changed = self.changed or added.changes

    def _tell(self, *, at_once: bool = False) -> None:
        now = time.monotonic()
        if self._progress is None or (now - self._told < _PAUSE and not at_once):
            return
        self._told = now
        self._progress(
            ImportProgress(
                self._file,
                self._read,
                self._admitted,
                self._duplicates,
                self._reasons.total(),
                self._bytes,
                self._total,
            )
        )
