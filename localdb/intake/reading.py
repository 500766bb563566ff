"""From a file's name to its reader, with the limits that hold for all."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from localdb.intake.encoding import decode
from localdb.intake.json_lines import read_json_lines
from localdb.intake.markup import html_text
from localdb.intake.own import own_kind
from localdb.intake.pdf import pdf_text
from localdb.intake.raw import Raw, Reading, Refused, Unreadable
from localdb.intake.word import docx_text
from localdb.model.library import Refusal

LARGEST_DOCUMENT = 64 * 2**20  # bytes
LONGEST_TEXT = 5_000_000  # characters: the longest judgments have half a million
RECORDS = (".jsonl", ".jsonl.zst")
DOCUMENTS: Mapping[str, Callable[[bytes], str]] = {
    ".docx": docx_text,
    ".txt": decode,
    ".html": html_text,
    ".htm": html_text,
    ".pdf": pdf_text,
}


def read_file(path: Path) -> Reading:
    """Yield what a file holds: records of JSON Lines, or the one text of a document. Raises nothing over bad files."""
    name = path.name.lower()
    if not _is_file(path):  # gone meanwhile, or a device that would never end
        yield Refused(0, Refusal.UNREADABLE, "folder" if _is_folder(path) else "io")
    elif own := own_kind(path):
        yield Refused(0, Refusal.OWN, own)
    elif name.endswith(RECORDS):
        yield from read_json_lines(path)
    elif path.suffix.lower() not in DOCUMENTS:
        yield Refused(0, Refusal.UNKNOWN_KIND)
    else:
        yield document_text(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # within a folder that may be listed, but not entered
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def document_text(path: Path) -> Raw | Refused:
    """Return the text of a document, or why there is none."""
    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            return Refused(0, Refusal.TOO_LARGE)
        data = path.read_bytes()
        if not data.strip():
            return Refused(0, Refusal.EMPTY)
        text = DOCUMENTS[path.suffix.lower()](data).strip()
    except OSError:
        return Refused(0, Refusal.UNREADABLE, "io")
    except Unreadable as error:
        return error.refused
    if not text:
        return Refused(0, Refusal.NO_TEXT, at=len(data))
    if len(text) > LONGEST_TEXT:
        return Refused(0, Refusal.TOO_LARGE, at=len(data))
    return Raw(0, None, text, hashlib.blake2b(data, digest_size=16).digest(), len(data))
