"""What a court or its feed added to the tables: where it cannot be read, what it last held stands in.

Belongs here: whose file may be bad without stopping anything, and the copies that stand in. Does not: laying tables
over one another (reference), or telling (desktop/words). There are copies because cards, features and index are worked
out by the tables: to do without a file for a day would have every case worked out anew, and again when it is mended.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from localdb.model.errors import DiskTrouble, FileUnreadable
from localdb.model.library import UnreadTable
from localdb.reference import Reference
from localdb.storage.folders import private_folder, write_private

KEPT = "reference.kept"  # folder of the copies, in the data folder


class Tables(NamedTuple):
    """Hold the tables, and what of the corrections in the data folder could not be read."""

    reference: Reference
    unread: tuple[UnreadTable, ...] = ()


def read_tables(data: Path, feeds: Path, folders: Sequence[Path]) -> Tables:
    """Read the tables of the first folder with the corrections of the others laid over them.

    A correction in the data folder, where `feeds` are those of the feed, is no error where it cannot be read: its copy
    is read, or it is left out.

    Raises:
        FileMissing, FileUnreadable: a file that comes with Leian is not there, or damaged.
    """
    kept, unread = data / KEPT, dict[Path, UnreadTable]()

    def otherwise(error: FileUnreadable) -> Path | None:
        if not error.path.is_relative_to(data):
            raise error
        if error.path.is_relative_to(kept):  # it was of use to another version of Leian
            original = data / error.path.relative_to(kept)
            unread[original] = unread[original]._replace(kept=False)
            return None
        copy, fed = kept / error.path.relative_to(data), error.path.parent == feeds
        unread[error.path] = UnreadTable(error.path, error.reason, error.line, copy.is_file(), fed)
        return copy if copy.is_file() else None

    return Tables(Reference.load(*folders, otherwise=otherwise), tuple(unread.values()))


def keep_corrections(data: Path, reference: Reference) -> None:
    """Copy the corrections in the data folder as these tables have them; other copies go.

    Called where something is about to be worked out by them. Nothing is lost today where no copy can be written.
    """
    kept = data / KEPT
    used = {
        path if path.is_relative_to(kept) else kept / path.relative_to(data): content
        for path, content in reference.corrections.items()
        if path.is_relative_to(data)
    }
    with suppress(OSError, DiskTrouble):
        for path, content in used.items():
            if not path.is_file() or path.read_bytes() != content:
                write_private(private_folder(path.parent) / path.name, content)
        for path in set(kept.rglob("*.json")) - used.keys():
            path.unlink()
