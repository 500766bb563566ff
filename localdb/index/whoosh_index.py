"""The library's index on disk: a Whoosh index in a folder of its own that only the user may enter.

Belongs here: opening, committing, sweeping, and handing questions to the snapshot. Does not: filling it from the store
(engine/index_backlog.py). Opening unpickles files, so none may come from elsewhere: the folder is made here, 0700, and
nothing else in Leian writes into it.

A kill at any moment leaves the last commit: Whoosh writes new files beside the old and renames the table of contents
last. What a killed writer left lying is swept by the next one, and by whoever tidies up.
"""

import json
import os
import re
import shutil
import stat
import sys
import threading
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, FileIndex

from localdb.index import schema as layout
from localdb.index.errors import DAMAGE, unwell
from localdb.index.lanes import best_of_lanes
from localdb.index.port import (
    Announce,
    Body,
    Entry,
    IndexDamaged,
    IndexOutdated,
    Lane,
    LaneOf,
    Narrowing,
    Statistics,
    Words,
)
from localdb.index.question import Question
from localdb.index.seal import Seal, compare_digests, compare_sizes, read_seal, seal_name
from localdb.index.search import evaluate
from localdb.index.segment import OpenFiles, open_segment
from localdb.index.segments import Policy, anew, gather, keep_few, scattered
from localdb.index.snapshot import Snapshot
from localdb.index.writer import ArrayWriter
from localdb.model.errors import DiskTrouble
from localdb.storage.folders import private_folder, write_private
from localdb.storage.lock import sole_writer

_NAME = "MAIN"
_STAMP, _LOCK = "stamp.json", "writer.lock"
_OURS = re.compile(rf"_?{_NAME}_|{_NAME}\.tmp$|{re.escape(_STAMP)}|{re.escape(_LOCK)}")
_ALIVE = frozenset({_STAMP, _LOCK})
Answer = TypeVar("Answer")


class _Folder(FileStorage):  # type: ignore[misc]
    def temp_storage(self, name: str | None = None) -> RamStorage:
        return RamStorage()  # for the pool that writer.py does without; a folder would outlive a kill


class WhooshIndex:
    """Be the CaseIndex of port.py: a Whoosh index with a codec of arrays. See `open_index`."""

    def __init__(self, folder: Path, identity: str, words: str, damaged: bool = False) -> None:
        self.folder = folder
        self.identity = identity  # new for every index built anew: whoever fills it can tell that it is empty
        self.words = words  # fingerprint of the segmentation by which it is filled
        self.damaged = damaged  # it replaces one that could not be read
        self._storage = _Folder(str(folder))
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._held: Snapshot | None = None
        self._seal = Seal()
        self.checked = False  # every file was read to its end since this was opened
        self._newest()

    @classmethod
    def create(cls, folder: Path, words: str, damaged: bool = False) -> Self:
        """Make an empty index, dropping whatever is in the folder; `words` is the fingerprint of the segmentation.

        Raises:
            LibraryBusy: another Leian is writing this index.
            DiskTrouble: the folder cannot be made, or it is another user's, who could plant files to be unpickled.
        """
        _make_ours(private_folder(folder))
        with sole_writer(folder / _LOCK):
            _sweep(folder, frozenset({_LOCK}))
            TOC.create(FileStorage(str(folder)), layout.schema(), _NAME)
            identity = uuid.uuid4().hex
            _write_stamp(folder, identity, words)
        return cls(folder, identity, words, damaged)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the index that is there.

        Raises:
            IndexOutdated: there is none, it was built under another schema, or others may write into it.
            IndexDamaged: it cannot be read.
            DiskTrouble: the machine does not let it be read.
        """
        if not _is_ours(folder):
            raise IndexOutdated(str(folder))
        stamp = _stamp(folder)
        if stamp.get("version") != layout.VERSION:
            raise IndexOutdated(str(folder))
        if not stamp.get("identity"):
            raise IndexDamaged(_STAMP)
        return cls(folder, str(stamp["identity"]), str(stamp.get("words", "")))

    @property
    def cases(self) -> int:
        """Return how many cases can be found."""
        return self._current().cases

    @property
    def mark(self) -> str:
        """See CaseIndex."""
        self._newest()
        return self._seal.mark

    def check(self) -> None:
        """See CaseIndex; columns were read whole when they were opened."""
        for segment in self._newest().segments:
            segment.postings.verify()
        self.checked = True

    def keys(self) -> list[str]:
        """Return the keys of all cases that can be found."""
        return self._newest().keys()

    def with_number(self, number: str) -> list[str]:
        """See CaseIndex."""
        return self._asked(lambda snapshot: _with_number(snapshot, number))

    def statistics(self, terms: Mapping[str, Collection[str]]) -> Statistics:
        """See CaseIndex."""
        return self._asked(lambda snapshot: snapshot.statistics(terms))

    def candidates(
        self,
        words: Mapping[Body, Words],
        lane_of: LaneOf,
        limit: int,
        narrowing: Narrowing | None = None,
        recent: int = 0,
        cancelled: Callable[[], bool] | None = None,
    ) -> Mapping[str, Lane]:
        """See CaseIndex."""

        def ask(snapshot: Snapshot) -> Mapping[str, Lane]:
            scored = snapshot.score(words, cancelled)
            mask = snapshot.narrowed(narrowing) & (scored.rough > 0)
            return best_of_lanes(snapshot, scored, mask, lane_of, limit, recent)

        return self._asked(ask)

    def search(
        self,
        question: Question,
        lane_of: LaneOf,
        limit: int,
        narrowing: Narrowing | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Mapping[str, Lane]:
        """See CaseIndex."""

        def ask(snapshot: Snapshot) -> Mapping[str, Lane]:
            mask, scored, extra = evaluate(snapshot, question, cancelled)
            return best_of_lanes(snapshot, scored, mask & snapshot.narrowed(narrowing), lane_of, limit, extra=extra)

        return self._asked(ask)

    def update(self, entries: Sequence[Entry], gone: Collection[str] = (), announce: Announce | None = None) -> str:
        """See CaseIndex.

        Raises:
            LibraryBusy: another Leian is writing this index.
            DiskTrouble: the disk is full or takes nothing; the last commit stays.
        """
        with sole_writer(self.folder / _LOCK):
            snapshot = self._newest()
            last = {entry.key: entry for entry in entries}
            old = [number for key in {*last, *gone} if (number := snapshot.number(key)) is not None]
            mark = self._write(list(last.values()), old, keep_few, announce)
        self._newest()
        return mark

    def tidy(self, announce: Announce | None = None, cancelled: Callable[[], bool] | None = None) -> str | None:
        """See CaseIndex.

        Raises:
            LibraryBusy: another Leian is writing this index.
            DiskTrouble: the disk is full or takes nothing; the last commit stays.
        """
        with sole_writer(self.folder / _LOCK):
            stored = self._stored()
            self._sweep_but(stored.segments, stored.generation)
            if not scattered(stored.segments):
                return None
            mark = self._write([], [], gather, announce, cancelled)
        self._newest()
        return mark

    def purge(
        self, keys: Collection[str], announce: Announce | None = None, cancelled: Callable[[], bool] | None = None
    ) -> str | None:
        """See CaseIndex; a segment at a time, so that none grows.

        Raises:
            LibraryBusy: another Leian is writing this index.
            DiskTrouble: the disk is full or takes nothing; the last commit stays.
        """
        mark = None
        with sole_writer(self.folder / _LOCK):
            for name in self._newest().with_dropped(keys):
                mark = self._write([], [], anew(name), announce, cancelled)
        self._newest()
        if mark is not None:  # what this process had open (Windows) is let go of by now
            with sole_writer(self.folder / _LOCK):
                stored = self._stored()
                self._sweep_but(stored.segments, stored.generation)
        return mark

    @contextmanager
    def held(self) -> Iterator[None]:
        """See CaseIndex."""
        held = self._newest()
        held.load()
        self._held = held
        try:
            yield
        finally:
            self._held = None

    def take_words(self, words: str) -> None:
        """See CaseIndex."""
        with sole_writer(self.folder / _LOCK):
            _write_stamp(self.folder, self.identity, words)
        self.words = words

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for segment in self._snapshot.segments if self._snapshot else ():
                segment.close()
            self._snapshot = self._held = None

    def _write(
        self,
        entries: Sequence[Entry],
        old: Sequence[int],
        policy: Policy,
        announce: Announce | None,
        cancelled: Callable[[], bool] | None = None,
    ) -> str:
        """Commit entries and drop documents; return the mark of the commit."""
        mark = uuid.uuid4().hex
        try:
            index = FileIndex(self._storage, indexname=_NAME)
            with closing(ArrayWriter(index, mark, self._seal, cancelled)) as writer:
                self._sweep_but([writer.newsegment, *writer.segments], writer.generation - 1)
                for number in old:
                    writer.delete_document(number)
                for entry in entries:
                    writer.add_entry(entry)
                if announce is not None:
                    announce(mark)
                writer.commit(mergetype=policy)
        except DAMAGE as error:
            raise unwell(error, self.folder) from error
        return mark

    def _sweep_but(self, segments: Sequence[Any], generation: int) -> None:
        alive = {segment.segment_id() for segment in segments}
        _sweep(self.folder, _ALIVE | {_toc(generation), seal_name(_NAME, generation)}, alive)

    def _stored(self) -> Any:
        """Return the contents of the last commit."""
        files = OpenFiles(self.folder)
        try:
            return TOC.read(files, _NAME)
        except DAMAGE as error:
            raise unwell(error, self.folder) from error
        finally:
            files.close_files()

    def _asked(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        """Put a question to the snapshot of now; to the next one where the files of this one were merged away."""
        snapshot = self._current()
        try:
            return ask(snapshot)
        except IndexDamaged:
            if (newest := self._newest()).generation == snapshot.generation:
                raise
            return ask(newest)

    def _current(self) -> Snapshot:
        """Return the snapshot that questions are put to."""
        return self._held or self._newest()

    def _newest(self) -> Snapshot:
        """Return the snapshot of the last commit, opened again when another commit was made.

        A writer may merge segments away between the reading of the contents and the opening of the files: a fault is
        damage only when no other commit was made meanwhile.
        """
        with self._lock:
            generation = self._generation()
            while self._snapshot is None or self._snapshot.generation != generation:
                tried = generation
                try:
                    self._snapshot = self._open()
                except IndexDamaged:
                    if (generation := self._generation()) == tried:
                        raise
                else:
                    generation = self._snapshot.generation
            return self._snapshot

    def _generation(self) -> int:
        try:
            return int(TOC._latest_generation(self._storage, _NAME))
        except OSError as error:
            raise unwell(error, self.folder) from error

    def _open(self) -> Snapshot:
        files = OpenFiles(self.folder)
        try:
            toc = TOC.read(files, _NAME)
            seal = read_seal(self.folder / seal_name(_NAME, toc.generation))
            if not seal.mark and toc.generation != self._generation():
                raise IndexDamaged("seal")  # swept meanwhile: opened again
            compare_sizes(self.folder, seal)
            opened = {segment.name: segment for segment in self._snapshot.segments} if self._snapshot else {}
            compare_digests(self.folder, seal, opened)
            segments = [
                opened.get(segment.segment_id()) or open_segment(self.folder, segment) for segment in toc.segments
            ]
            snapshot = Snapshot(toc.generation, segments, [list(segment.deleted_docs()) for segment in toc.segments])
            self._seal = seal
            return snapshot
        except DAMAGE as error:
            raise unwell(error, self.folder) from error
        finally:
            files.close_files()


def _with_number(snapshot: Snapshot, number: str) -> list[str]:
    found = np.flatnonzero(snapshot.matching("numbers", [number]) & snapshot.live)
    return sorted(snapshot.keys_of(found))


def open_index(folder: Path, words: str) -> WhooshIndex:
    """Open the index of a library, or begin an empty one where there is none, or it is outdated or damaged.

    `words` is the fingerprint of the segmentation that a new one is filled by; that of the one that is there may be
    another. Compare `identity` with what the store remembers to see whether it has to be filled.
    """
    try:
        return WhooshIndex.load(folder)
    except IndexOutdated:
        return WhooshIndex.create(folder, words)
    except IndexDamaged:
        return WhooshIndex.create(folder, words, damaged=True)


def _is_ours(folder: Path) -> bool:
    """Say whether the folder, and the link that leads to it if it is one, is this user's and nobody else may enter it.

    Windows keeps rights elsewhere: there the folder inherits those of the user's own data folder.
    """
    if not folder.is_dir():
        return False
    if sys.platform == "win32":
        return True
    there = folder.stat()
    owners = {there.st_uid, folder.lstat().st_uid}
    return owners == {os.getuid()} and not stat.S_IMODE(there.st_mode) & 0o077


def _make_ours(folder: Path) -> None:
    with suppress(OSError):  # what this does not mend is refused next
        folder.chmod(0o700)
    if not _is_ours(folder):
        raise DiskTrouble(folder, "denied")


def _write_stamp(folder: Path, identity: str, words: str) -> None:
    stamp = {"version": layout.VERSION, "identity": identity, "words": words}
    write_private(folder / _STAMP, json.dumps(stamp).encode())


def _stamp(folder: Path) -> dict[str, Any]:
    try:
        stamp = json.loads((folder / _STAMP).read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise unwell(error, folder, _STAMP) from error
    return stamp if isinstance(stamp, dict) else {}


def _toc(generation: int) -> str:
    return f"_{_NAME}_{generation}.toc"


def _sweep(folder: Path, names: Collection[str], segments: Collection[str] = ()) -> None:
    """Remove what a killed writer left: the index's own files but these and those of these segments.

    What somebody else laid into the folder stays: only names that Whoosh and this room give are touched.
    """
    for path in folder.iterdir():
        if path.name in names or path.name.split(".")[0] in segments or not _OURS.match(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):  # another process still reads it (Windows); the next writer will try again
                path.unlink(missing_ok=True)
