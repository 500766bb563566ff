"""Use case: the words of a file that the user brings in (pleadings, a judgment), without storing anything."""

from pathlib import Path

from localdb.intake import DOCUMENTS, Refused, document_text
from localdb.model.errors import FileMissing, FileUnreadable


def read_words(path: Path, most: int = 0) -> str:
    """Return the text of a DOCX, TXT, HTML or PDF file; with `most` no more characters than that are taken.

    Raises:
        FileMissing, FileUnreadable: no such file; it is damaged, empty, locked by a password, without text (a scan),
            too long, or of a kind that is not read.
    """
    if not path.is_file():
        raise FileUnreadable(path, "not_a_file") if path.exists() else FileMissing(path)
    if path.suffix.lower() not in DOCUMENTS:
        raise FileUnreadable(path, "unknown_kind")
    found = document_text(path)
    if isinstance(found, Refused):
        raise FileUnreadable(path, found.detail if found.detail == "password" else found.refusal.value)
    if most and len(found.text) > most:
        raise FileUnreadable(path, "too_large")
    return found.text
