"""Use case: read judgments without storing them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from localdb.engine.read_words import read_words
from localdb.intake import Refused
from localdb.intake.json_lines import read_json_lines
from localdb.model.case import Case
from localdb.model.errors import FileMissing, FileUnreadable
from localdb.model.library import Rejection
from localdb.reference import Reference
from localdb.text.judgment import complete, parse_judgment


class Unparsed(NamedTuple):
    """Stand in the output for a line that is no case record."""

    rejection: Rejection


def parse_text(reference: Reference, text: str) -> Case:
    """Read one judgment into a Case with an empty id; any text gives one."""
    return parse_judgment(text, reference)


def parse_path(reference: Reference, path: Path) -> Case:
    """Read the judgment in a document into a Case with an empty id.

    Raises:
        FileMissing, FileUnreadable: no such file; it cannot be read, or is of a kind that is not.
    """
    return parse_judgment(read_words(path), reference)


def parse_records(reference: Reference, path: Path) -> Iterator[Case | Unparsed]:
    """Complete each record of a JSON Lines file from its full text; one comes out for each line, in order.

    Raises:
        FileMissing, FileUnreadable: no such file; it is a folder, a pipe or a device.
    """
    if not path.is_file():
        raise FileUnreadable(path, "not_a_file") if path.exists() else FileMissing(path)
    for item in read_json_lines(path):
        if isinstance(item, Refused):
            yield Unparsed(Rejection(path.name, item.line, item.refusal, item.detail))
        elif item.case is not None:
            yield complete(item.case, reference)
