"""Use case: read judgments without storing them."""

from collections.abc import Iterable, Iterator

from localdb.model.case import Case
from localdb.reference import Reference
from localdb.text.judgment import complete, parse_judgment


def parse_text(reference: Reference, text: str) -> Case:
    """Read one judgment into a Case with an empty id; any text gives one."""
    return parse_judgment(text, reference)


def parse_many(reference: Reference, cases: Iterable[Case]) -> Iterator[Case]:
    """Complete each record from its full text, in order."""
    for case in cases:
        yield complete(case, reference)
