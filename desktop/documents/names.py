"""What an exported document is called. Belongs here: file names. Does not: choosing folders."""

import re

from localdb.model.matter import Matter

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def file_name(matter: Matter, kind: str, suffix: str = ".docx") -> str:
    """Name the file of a document by its kind and case number, legal on every file system."""
    parts = [str(kind), matter.case_no or (f"案件{matter.number}" if matter.number else "")]
    return _FORBIDDEN.sub("", " ".join(part for part in parts if part)).strip(" .")[:80] + suffix
