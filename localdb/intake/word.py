"""DOCX to plain text by mammoth: paragraphs, line breaks, tables cell by cell, notes; never what was deleted."""

import io
import zipfile
import zlib
from struct import error as StructError
from xml.parsers.expat import ExpatError

import mammoth

from localdb.intake.markup import markup_text
from localdb.intake.raw import Unreadable
from localdb.model.library import Refusal

LARGEST_PARTS = 128 * 2**20  # bytes of XML once unpacked
# What zipfile, expat and mammoth raise over files that are damaged, encrypted or no DOCX at all.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    StructError,
    ExpatError,
    OSError,
    EOFError,
    RuntimeError,  # encrypted; also RecursionError and NotImplementedError
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)


def docx_text(data: bytes) -> str:
    """Return the text of a DOCX file.

    Raises:
        Unreadable: TOO_LARGE for what swells up on unpacking, else UNREADABLE.
    """
    try:
        _weigh(data)
        html = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        ).value
    except _BROKEN as error:
        raise Unreadable(Refusal.UNREADABLE, "docx") from error
    return markup_text(html)


def _weigh(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        # zipfile reads no more of a part than its entry says, so the entries can be believed.
        weight = sum(part.file_size for part in parts.infolist() if part.filename.endswith((".xml", ".rels")))
    if weight > LARGEST_PARTS:
        raise Unreadable(Refusal.TOO_LARGE, "bomb")
