"""Reading Chinese court text: sections, headings, case numbers, citations, words. Pure."""

from localdb.text.case_numbers import CaseNo, parse_case_no
from localdb.text.citations import read_citations, write_beside, write_citation
from localdb.text.genres import genre_of, holds_several
from localdb.text.judgment import complete, laid_out, parse_judgment
from localdb.text.pieces import sentences

__all__ = [
    "CaseNo",
    "complete",
    "genre_of",
    "holds_several",
    "laid_out",
    "parse_case_no",
    "parse_judgment",
    "read_citations",
    "sentences",
    "write_beside",
    "write_citation",
]
