"""Bring the index up to the store: drain the backlog in batches, and keep what each case contributes to ranking.

Belongs here: what is taken in, in which order (index_entry.py says what of a case), and the one decision to build the
index again: when a file of it is damaged, or when it is another than the store knows (index_marks.py). Does not:
searching. Each batch is committed to the index and only then struck off the backlog, so that a kill at any moment loses
nothing and repeats at most one batch.
"""

import logging
import struct
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from typing import TypeVar

from localdb.engine.erasing import erase
from localdb.engine.index_entry import index_entry
from localdb.engine.index_marks import adopt, announce, known_to, settle
from localdb.engine.tables import refresh_cards
from localdb.engine.workspace import Workspace
from localdb.index.port import Entry, IndexDamaged
from localdb.model.case import Case, CaseCard
from localdb.model.errors import Cancelled, DiskTrouble, LibraryBusy
from localdb.model.library import Changes
from localdb.ranking.features import VERSION, Features, pack
from localdb.storage.backlog import Todo

_LOG = logging.getLogger("leian.index")
Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]  # cases done, cases to do in all
BATCH = 2_000  # a segment each; some 10 s of work, and what a kill costs at most
_PIECE = 100  # cases held in memory at once
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
    state = ws.library.state()
    done, whole = 0, state.cases - state.indexed
    while todos := ws.library.backlog(BATCH):
        _take_in(ws, todos, cancelled, partial(_tell, progress, whole, done))
        done += len(todos)
    with suppress(LibraryBusy):  # who writes now tidies up after
        if mark := ws.index.tidy(partial(announce, ws.library), cancelled):
            settle(ws.library, mark)
    return done


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


def _take_in(ws: Workspace, todos: Sequence[Todo], cancelled: Callable[[], bool], tell: Callable[[int], None]) -> None:
    gone = [todo.key for todo in todos if todo.kind == "delete"]
    keys = [todo.key for todo in todos if todo.kind != "delete"]
    index = ws.index
    entries: list[Entry] = []
    features: dict[str, bytes] = {}
    for start in range(0, len(keys), _PIECE):
        if cancelled():
            raise Cancelled
        piece = keys[start : start + _PIECE]
        cases, cards = ws.library.get_many(piece), ws.library.cards(piece)
        for key in piece:
            if key in cases and key in cards:
                entry, features[key] = _entry(ws, cases[key], cards[key])
                entries.append(entry)
            else:
                entries.append(Entry(key, {}))  # it cannot be read any more (storage/cases.py)
        tell(start + len(piece))
    ws.library.put_features(features)
    mark = index.update(entries, gone, partial(announce, ws.library))
    with ws.library.store.write():
        ws.library.done(todos)
        settle(ws.library, mark)


def _entry(ws: Workspace, case: Case, card: CaseCard) -> tuple[Entry, bytes]:
    """Return what the index keeps of a case; one that no rule foresees is kept bare, so that it holds up no other."""
    try:
        return index_entry(case, card, ws.segmenter, ws.reference)
    except (ValueError, ArithmeticError, LookupError, struct.error) as error:
        _LOG.warning("%s is in the index without its words: %s", card.key, type(error).__name__)
        return Entry(card.key, {}), pack(Features())


def _tell(progress: Progress | None, whole: int, before: int, more: int) -> None:
    if progress is not None:
        progress(min(before + more, whole), whole)


def _never() -> bool:
    return False
