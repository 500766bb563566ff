"""Open one case for reading, by whatever name it is known."""

from localdb.engine.index_backlog import on_whole_index
from localdb.engine.workspace import Workspace
from localdb.index.question import plain_number
from localdb.model.case import Case, CaseCard
from localdb.model.errors import CaseMissing, CaseWithdrawn
from localdb.model.feed import Tombstone
from localdb.ranking.cards import card_of
from localdb.text.case_numbers import parse_case_no


def open_case(ws: Workspace, name: str) -> Case:
    """Return a case by its key, an alias, its id, or its 案号 in any bracket form.

    One that the court took back is still read, with its state, by whoever names it.

    Raises:
        CaseMissing: the library does not hold it.
        CaseWithdrawn: the court took it back, and its text is not to be kept.
        CaseDamaged: it holds it, but a worn disk has spoilt it.
    """
    case = ws.library.get(name) or _by_number(ws, name) or _taken_back(ws, name)
    if case is None:
        raise CaseMissing(name)
    return case


def open_alone(ws: Workspace, name: str) -> tuple[Case, CaseCard]:
    """Return a case with its card, also one that no search finds any more.

    Raises:
        CaseMissing, CaseWithdrawn, CaseDamaged: as for `open_case`.
    """
    case = open_case(ws, name)
    return case, card_of(case, ws.reference)


def _taken_back(ws: Workspace, name: str) -> Case | None:
    stone = ws.library.withdrawn.find(name) or _stone_of(ws, name)
    if stone is None:
        return None
    case = ws.library.withdrawn.case(stone.key)
    if case is None:
        raise CaseWithdrawn(stone.title, stone.case_no, stone.status, stone.since, stone.why)
    return case


def _stone_of(ws: Workspace, name: str) -> Tombstone | None:
    number = parse_case_no(name)
    if number is None:
        return None
    stones = ((parse_case_no(stone.case_no), stone) for stone in ws.library.withdrawn.all())
    return next((stone for own, stone in stones if own is not None and own.canonical == number.canonical), None)


def _by_number(ws: Workspace, name: str) -> Case | None:
    number = parse_case_no(name)
    if number is None:
        return None
    keys = on_whole_index(ws, lambda: ws.index.with_number(plain_number(name)))
    key = keys[0] if keys else ws.library.numbered(number.canonical)  # a folded case is in no index
    return ws.library.get(key) if key else None
