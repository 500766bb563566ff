"""Reading Chinese court text: sections, headings, case numbers, citations, words. Pure."""

from localdb.text.case_numbers import CaseNo, parse_case_no
from localdb.text.citations import read_citations, write_citation
from localdb.text.judgment import complete, parse_judgment
from localdb.text.pieces import sentences

__all__ = [
    "CaseNo",
    "complete",
    "parse_case_no",
    "parse_judgment",
    "read_citations",
    "sentences",
    "write_citation",
]
