"""Report, note and judgment as documents: what they say, and how that becomes DOCX. Qt-free.

Belongs here: the order and the wording of a document, its layout by GB/T 9704, its file. Does not: gathering the facts
(localdb/engine/report.py), showing them in a window.
"""

from desktop.documents.blocks import Block, Grid, Line, Style
from desktop.documents.content import report_blocks
from desktop.documents.judgment import judgment_blocks, kind_of, write_judgment
from desktop.documents.layout import SAMPLE_BANNER
from desktop.documents.names import file_name
from desktop.documents.render import document_bytes, write_report

__all__ = [
    "SAMPLE_BANNER",
    "Block",
    "Grid",
    "Line",
    "Style",
    "document_bytes",
    "file_name",
    "judgment_blocks",
    "kind_of",
    "report_blocks",
    "write_judgment",
    "write_report",
]
