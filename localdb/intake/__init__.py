"""Files in: JSON Lines, DOCX, TXT, HTML, PDF become case records. Refuses by name, never with a traceback."""

from localdb.intake.documents import LOCAL, read_document, titled
from localdb.intake.folders import files_in, size_of
from localdb.intake.json_lines import read_record
from localdb.intake.raw import Raw, Refused
from localdb.intake.reading import DOCUMENTS, RECORDS, document_text, read_file

__all__ = [
    "DOCUMENTS",
    "LOCAL",
    "RECORDS",
    "Raw",
    "Refused",
    "document_text",
    "files_in",
    "read_document",
    "read_file",
    "read_record",
    "size_of",
    "titled",
]
