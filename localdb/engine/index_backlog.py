"""Bring the index up to the store: drain the backlog in batches, and keep what each case contributes to ranking.

Belongs here: from a stored case to an index entry and its features, and the one decision to build the index again: when
a file of it is damaged, or when it is another than the store knows (index_marks.py). Does not: searching. Each batch is
committed to the index and only then struck off the backlog, so that a kill at any moment loses nothing and repeats at
most one batch.
"""

import logging
import struct
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from typing import TypeVar

from localdb.engine.index_marks import adopt, announce, known_to, settle
from localdb.engine.tables import refresh_cards
from localdb.engine.workspace import Workspace
from localdb.index.port import Body, Entry, IndexDamaged
from localdb.index.question import plain_number, statute_terms
from localdb.index.search import name_pairs
from localdb.model.case import Case, CaseCard, Citation
from localdb.model.errors import Cancelled, DiskTrouble, LibraryBusy
from localdb.model.kinds import Authority, Section
from localdb.model.library import Changes
from localdb.ranking.axes import article_terms
from localdb.ranking.causes import causes_of
from localdb.ranking.features import VERSION, Features, Part, features_of, pack, part_words
from localdb.reference import Reference
from localdb.storage.backlog import Todo
from localdb.text.citations import read_citations
from localdb.text.segmentation import Segmenter

_LOG = logging.getLogger("leian.index")
Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]  # cases done, cases to do in all
BATCH = 2_000  # a segment each; some 10 s of work, and what a kill costs at most
_PIECE = 100  # cases held in memory at once
_WHY = "index built again"  # fact in library.db: why it is, a key of desktop/words, "" when that is told already
_REST = (Section.PRIOR, Section.EVIDENCE, Section.PROCEDURE, Section.DISPOSITION)
_LONGEST = 40_000


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


def index_entry(case: Case, card: CaseCard, segmenter: Segmenter, reference: Reference) -> tuple[Entry, bytes]:
    """Return what the index keeps of a case, and the blob of its features."""
    citations = citations_of(case, reference)
    causes = causes_of(case, reference.causes.normalise)
    words = part_words(case, segmenter.words)
    bags = {part: Counter(some) for part, some in words.items()}
    court = reference.courts.find(card.court)
    entry = Entry(
        key=card.key,
        bodies=_bodies(case, words, segmenter),
        court=court.name if court else card.court,
        level=court.level if court else "",
        province=court.province if court else "",
        city=court.city if court else "",
        authority=card.authority,
        case_type=card.case_type or "",
        effect=card.effect,
        day=card.since.toordinal() if card.since else 0,
        causes=tuple(dict.fromkeys((*causes, *card.causes))),
        statutes=statute_terms(citations),
        numbers=_numbers(case, card),
    )
    return entry, pack(features_of(bags, article_terms(citations), causes))


def citations_of(case: Case, reference: Reference) -> tuple[Citation, ...]:
    """Return the articles a case cites, as its record names them, else as its reasoning does."""
    text = "、".join(case.statutes) or case.sections.get(Section.STATUTES) or case.sections.get(Section.REASONING, "")
    return read_citations(text, reference)


def _bodies(case: Case, parts: Mapping[Part, Sequence[str]], segmenter: Segmenter) -> dict[Body, Sequence[str]]:
    bodies: dict[Body, Sequence[str]] = {Body(part.value): words for part, words in parts.items()}
    title = " ".join(filter(None, (case.title, case.case_name)))
    words = segmenter.words(" ".join((title, *case.causes, *case.charges)))
    bodies[Body.TITLE] = words + name_pairs(title)
    rest = "\n".join(case.sections.get(section, "") for section in _REST)
    bodies[Body.REST] = segmenter.words(rest[:_LONGEST])
    return bodies


def _numbers(case: Case, card: CaseCard) -> tuple[str, ...]:
    issued = f"检例{case.guiding_no}" if card.authority is Authority.PROCURATORIAL and case.guiding_no else ""
    guiding = f"指导案例{card.guiding_no}号" if card.guiding_no else ""
    written = [card.case_no, case.case_no, card.entry_no, guiding, issued]
    return tuple(dict.fromkeys(plain for number in written if number and (plain := plain_number(number))))


def _tell(progress: Progress | None, whole: int, before: int, more: int) -> None:
    if progress is not None:
        progress(min(before + more, whole), whole)


def _never() -> bool:
    return False
