"""Files that Leian itself wrote: told from cases before anybody reads them, for they quote cases at length.

Belongs here: the marks by which they are known. Does not: reports that came out of another program (text/genres.py).
"""

import zipfile
import zlib
from pathlib import Path

_MATTER = b'"leian-matter"'  # stands first in a matter file (engine/matter_file.py)
_FIRST = 200  # bytes in which it stands
_APPLICATION = b"<Application>Leian</Application>"  # docProps/app.xml (desktop/documents); gone once Word has saved it
_LARGEST = 64 * 1024  # bytes of properties
_TITLES = (("类案检索报告", "own_report"), ("检索说明", "own_note"))
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, RuntimeError, ValueError)


def own_kind(path: Path) -> str:
    """Return what a file of Leian's own is: own_matter, own_report, own_note, own_judgment; "" for any other file.

    Raises nothing: what cannot be read is for its reader to refuse.
    """
    try:
        with path.open("rb") as stream:
            if _MATTER in stream.read(_FIRST):
                return "own_matter"
        return _own_document(path) if path.suffix.lower() == ".docx" else ""
    except _BROKEN:
        return ""


def _own_document(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        if _APPLICATION not in _properties(parts, "docProps/app.xml"):
            return ""
        core = _properties(parts, "docProps/core.xml").decode("utf-8", "replace")
    return next((kind for title, kind in _TITLES if title in core), "own_judgment")


def _properties(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(_LARGEST)
