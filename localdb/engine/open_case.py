"""Open one case for reading, by whatever name it is known."""

from localdb.engine.index_backlog import on_whole_index
from localdb.engine.workspace import Workspace
from localdb.index.question import plain_number
from localdb.model.case import Case
from localdb.model.errors import CaseMissing
from localdb.text.case_numbers import parse_case_no


def open_case(ws: Workspace, name: str) -> Case:
    """Return a case by its key, an alias, its id, or its 案号 in any bracket form.

    Raises:
        CaseMissing: the library does not hold it.
        CaseDamaged: it holds it, but a worn disk has spoilt it.
    """
    case = ws.library.get(name) or _by_number(ws, name)
    if case is None:
        raise CaseMissing(name)
    return case


def _by_number(ws: Workspace, name: str) -> Case | None:
    number = parse_case_no(name)
    if number is None:
        return None
    keys = on_whole_index(ws, lambda: ws.index.with_number(plain_number(name)))
    key = keys[0] if keys else ws.library.numbered(number.canonical)  # a folded case is in no index
    return ws.library.get(key) if key else None
