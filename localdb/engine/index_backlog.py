"""Bring the index up to the store: drain the backlog in batches, and keep what each case contributes to ranking.

Belongs here: what is taken in, in which order (index_entry.py says what of a case), and the one decision to build the
index again: when a file of it is damaged, or when it is another than the store knows (index_marks.py). Does not:
searching. Each batch is committed to the index and only then struck off the backlog, so that a kill at any moment loses
nothing and repeats at most one batch.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from typing import TypeVar

from localdb.engine.erasing import erase
from localdb.engine.index_entry import Stored, index_entries, stored_cases
from localdb.engine.index_marks import adopt, announce, known_to, settle
from localdb.engine.spare_cores import SpareCores
from localdb.engine.tables import refresh_cards
from localdb.engine.workspace import Workspace
from localdb.index.port import Entry, IndexDamaged
from localdb.model.errors import Cancelled, DiskTrouble, LibraryBusy
from localdb.model.library import Changes
from localdb.ranking.features import VERSION
from localdb.storage.backlog import Todo

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]  # cases done, cases to do in all
BATCH = 2_000  # a segment each; some 10 s of work, and what a kill costs at most
_PIECE = 50  # cases that are worked out together
_WHY = "index built again"  # fact in library.db: why it is, a key of desktop/words, "" when that is told already


def drain_index(
    ws: Workspace,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    thorough: bool = False,
    at_once: bool = False,
) -> Changes:
    """Take every waiting case into the index and drop every deleted one; `thorough`: read it to its end first.

    With `at_once` searches answer from what was there until all is in; an index with nothing in it fills by and by.

    `rebuilt` of the answer says why the index had to be built again: "damaged", or "apart" from this library.

    Raises:
        Cancelled: `cancelled` answered True; what was committed stays.
        LibraryBusy: another Leian is writing the index.
        DiskTrouble: the disk is full, or does not let the index be read or written; what was committed stays.
    """
    refresh_cards(ws, cancelled)
    return on_whole_index(ws, lambda: _drain(ws, progress, cancelled or _never, thorough, at_once))


def on_whole_index(ws: Workspace, ask: Callable[[], Answer]) -> Answer:
    """Ask the index; when a file of it turns out damaged begin it anew and ask again.

    The second answer comes from an empty index: its `indexed_cases` says so, and all cases wait for `drain_index`.

    Raises:
        DiskTrouble: the new index is damaged as well.
    """
    index = ws.index
    try:
        return ask()
    except IndexDamaged:
        renewed = ws.renew_index(index)
    try:
        if renewed:
            with suppress(LibraryBusy):  # whoever writes now drains next, and begins so
                _begin(ws)
        return ask()
    except IndexDamaged as error:
        raise DiskTrouble(ws.index_folder, "again") from error


def _drain(
    ws: Workspace, progress: Progress | None, cancelled: Callable[[], bool], thorough: bool, at_once: bool
) -> Changes:
    if thorough and not ws.index.checked:
        ws.index.check()
    with ws.index.held() if at_once and ws.index.cases else nullcontext():
        _begin(ws)
        done = _catch_up(ws, progress, cancelled)
    erase(ws, cancelled)
    why = ws.library.get_meta(_WHY) or ""
    if why:
        ws.library.set_meta(_WHY, "")
    return Changes(index=done > 0, rebuilt=why)


def _catch_up(ws: Workspace, progress: Progress | None, cancelled: Callable[[], bool]) -> int:
    """Empty the backlog, then tidy up; return how many cases were in it."""
    state, done = ws.library.state(), 0
    whole = state.cases - state.indexed
    with SpareCores(ws) as spare:
        spare.expect(whole)
        done = _take_all(ws, spare, partial(_tell, progress, whole), cancelled)
    with suppress(LibraryBusy):  # who writes now tidies up after
        if mark := ws.index.tidy(partial(announce, ws.library), cancelled):
            settle(ws.library, mark)
    return done


def _take_all(ws: Workspace, spare: SpareCores, tell: Callable[[int], None], cancelled: Callable[[], bool]) -> int:
    asked: deque[list[Todo]] = deque()
    batch, done = _Batch(ws), 0
    for made in spare.answers(index_entries, _waiting(ws, asked)):
        if cancelled():
            raise Cancelled
        batch.take(todos := asked.popleft(), made)
        done += len(todos)
        tell(done)
        if len(batch) >= BATCH:
            batch.commit()
    if batch:
        batch.commit()
    return done


def _waiting(ws: Workspace, asked: deque[list[Todo]]) -> Iterator[list[Stored]]:
    """Yield what the store has of the cases that wait, by pieces, and put down which were asked for."""
    last = 0
    while todos := ws.library.backlog(min(BATCH, _PIECE), last):
        last = todos[-1].number
        asked.append(todos)
        yield stored_cases(ws.library, [todo.key for todo in todos if todo.kind != "delete"])


def _begin(ws: Workspace) -> None:
    """Fill the backlog when the index is another than the one it was kept for, or words are cut by another dictionary.

    An index that is not of this library goes on answering meanwhile: its cases are taken in again one by one, and those
    that the library does not hold are dropped.
    """
    index = ws.index
    why, words = known_to(ws.library, index, VERSION), ws.segmenter.fingerprint
    if why is None and index.words == words:
        return
    with ws.library.store.write():
        ws.library.refill_backlog(index.keys())
        adopt(ws.library, index, VERSION)
        if why:
            ws.library.set_meta(_WHY, why)
    index.take_words(words)


class _Batch:
    """Gather what is committed together; of a case that came in twice meanwhile, the last word counts."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._todos: list[Todo] = []
        self._entries: dict[str, Entry] = {}
        self._features: dict[str, bytes] = {}

    def __len__(self) -> int:
        """Count cases to take in or to drop."""
        return len(self._todos)

    def take(self, todos: Sequence[Todo], made: Sequence[tuple[Entry, bytes] | None]) -> None:
        """Add some; one of which nothing was made is kept bare: it cannot be read any more (storage/cases.py)."""
        found = {entry.key: (entry, blob) for entry, blob in filter(None, made)}
        for todo in todos:
            self._entries.pop(todo.key, None)
            self._features.pop(todo.key, None)
            if todo.kind == "delete":
                continue
            if todo.key in found:
                self._entries[todo.key], self._features[todo.key] = found[todo.key]
            else:
                self._ws.library.get_many([todo.key])  # which takes down that it is so
                self._entries[todo.key] = Entry(todo.key, {})
        self._todos += todos

    def commit(self) -> None:
        """Bring all of it into the index, then off the backlog; begin anew."""
        ws, gone = self._ws, [todo.key for todo in self._todos if todo.kind == "delete"]
        ws.library.put_features(self._features)
        mark = ws.index.update(list(self._entries.values()), gone, partial(announce, ws.library))
        with ws.library.store.write():
            ws.library.done(self._todos)
            settle(ws.library, mark)
        self._todos, self._entries, self._features = [], {}, {}


def _tell(progress: Progress | None, whole: int, done: int) -> None:
    if progress is not None:
        progress(min(done, whole), whole)


def _never() -> bool:
    return False
