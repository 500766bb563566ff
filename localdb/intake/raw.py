"""What a file gives: raw records and refusals. Nothing of parsing or storing."""

from collections.abc import Iterator
from typing import NamedTuple

from localdb.model.case import Case
from localdb.model.library import Refusal


class Raw(NamedTuple):
    """Hold one record as read: a case of a JSON line, or the text of a document (then `case` is None).

    `line` is 1-based, 0 for a document; `at` is how many bytes of the file are read by now; `digest` tells this very
    input from any other. `whole`: the case says all that its text does, so that nobody need read that again.
    """

    line: int
    case: Case | None
    text: str
    digest: bytes
    at: int
    whole: bool = False


class Refused(NamedTuple):
    """Say why one record, or with `line` 0 the whole file, cannot be taken; `detail` is a key, never case text."""

    line: int
    refusal: Refusal
    detail: str = ""
    at: int = 0


Reading = Iterator[Raw | Refused]


class Unreadable(Exception):
    """Stop reading a document; `Refused` says why. Raised and caught inside this room."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(refusal, detail)
        self.refused = Refused(0, refusal, detail)
