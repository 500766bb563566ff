"""From a record as read to an entry of the library: complete, judge, and make its card. What import and sync share.

Belongs here: what becomes of one record. Does not: where records come from, and storing them.
"""

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from localdb.admission import content_hash, refusal_of
from localdb.admission.sketch import near_keys
from localdb.engine.spare_cores import SpareCores, Tools
from localdb.engine.workspace import Workspace
from localdb.intake import Raw, Refused, read_document, titled
from localdb.model.case import TOLD_SOURCE, Case
from localdb.model.kinds import Authority
from localdb.model.library import Refusal
from localdb.ranking.cards import card_of
from localdb.reference import Reference
from localdb.storage.library import Entry
from localdb.storage.packing import packed
from localdb.text import complete

_PIECE, _PIECE_CHARACTERS = 20, 400_000  # what is judged together
_LOG = logging.getLogger("leian.taking")
# What a text that no rule foresees can make of reading it: one such record must not hold up the others.
_UNFORESEEN = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)


class Piece(NamedTuple):
    """Hold some records to judge, each with the digest of its input."""

    records: Sequence[tuple[Raw, bytes]]
    source: str
    sample: bool


class Taking:
    """Judge records for the library of a workspace, by its tables as they are now."""

    def __init__(self, ws: Workspace, spare: SpareCores) -> None:
        self._spare = spare
        self._sample = ws.sample
        self._reader = own_version().encode()

    def origin(self, digest: bytes) -> bytes:
        """Return the digest of an input together with who reads it: a newer Leian may read it better, and does."""
        return hashlib.blake2b(digest + self._reader, digest_size=16).digest()

    def judged(self, records: Iterable[tuple[Raw, bytes]], source: str = "") -> Iterator[Entry | Refused]:
        """Yield each record as the library takes it, or why it does not; a record comes with its `origin`.

        With `source` a case is of that source whatever it says; what it said is kept beside it. Records are drawn some
        way ahead.
        """
        for answers in self._spare.answers(judge, self._pieces(records, source)):
            yield from answers

    def _pieces(self, records: Iterable[tuple[Raw, bytes]], source: str) -> Iterator[Piece]:
        piece: list[tuple[Raw, bytes]] = []
        characters = 0
        for raw, origin in records:
            piece.append((raw, origin))
            characters += len(raw.text) or (len(raw.case.full_text) if raw.case else 0)
            if len(piece) == _PIECE or characters > _PIECE_CHARACTERS:
                yield Piece(piece, source, self._sample)
                piece, characters = [], 0
        if piece:
            yield Piece(piece, source, self._sample)


def judge(tools: Tools, piece: Piece) -> list[Entry | Refused]:
    """Return each record as the library takes it, or why it does not: work for SpareCores."""
    return [_judged(tools.reference, raw, origin, piece.source, piece.sample) for raw, origin in piece.records]


def _judged(reference: Reference, raw: Raw, origin: bytes, source: str, sample: bool) -> Entry | Refused:
    case = read_case(raw, reference, sample=sample)
    if isinstance(case, Refused):
        return case
    try:
        return entry_of(_from(source, case) if source else case, reference, origin)
    except _UNFORESEEN as error:
        return _unread(raw, error)


def read_case(raw: Raw, reference: Reference, *, sample: bool) -> Case | Refused:
    """Return the case of a record, completed from its text, or why a library of this kind does not take it."""
    try:
        case = _completed(raw.case, raw.whole, reference) if raw.case else read_document(raw.text, reference)
        refusal = refusal_of(case, sample=sample, document=raw.case is None or _bare(raw.case))
    except _UNFORESEEN as error:
        return _unread(raw, error)
    return case if refusal is None else Refused(raw.line, *refusal, at=raw.at)


def _completed(case: Case, whole: bool, reference: Reference) -> Case:
    return case if whole else titled(complete(case, reference))


def entry_of(case: Case, reference: Reference, origin: bytes = b"") -> Entry:
    """Return a completed case as the store takes it."""
    card = card_of(case, reference)
    near = near_keys(case, card.court) if card.authority is Authority.JUDGMENT else ()
    return Entry(case, card, content_hash(case), origin, packed(case), near)


def _from(source: str, case: Case) -> Case:
    told = {TOLD_SOURCE: case.source} if case.source else {}
    return replace(case, source=source, extra={**case.extra, **told})


def _unread(raw: Raw, error: Exception) -> Refused:
    _LOG.warning("a record cannot be read: %s", type(error).__name__)
    return Refused(raw.line, Refusal.UNREADABLE, "parser", raw.at)


def _bare(case: Case) -> bool:
    """Say whether a record brings its text alone, so that it says no more of itself than a document does."""
    return not (case.doc_type or case.case_no or case.gist or case.guiding_no or case.entry_no or case.sections)


@cache
def own_version() -> str:
    """Return the version of this Leian, "" where it is not installed."""
    try:
        return version("leian")
    except PackageNotFoundError:
        return ""


def reads_as_well(other: str) -> bool:
    """Say whether a Leian of another version reads judgments at least as well as this one: it is no older."""
    own = own_version()
    return bool(other and own) and _numbers(other) >= _numbers(own)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", version)]
