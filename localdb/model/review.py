"""What the check of a draft before its export found: things to look at once more, never reasons to refuse."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """Name what may not belong into the judgment (law.md, "Citing" and "Secrecy")."""

    PLEADING = "pleading"  # a party's paper that was brought in to draft from
    INTERNAL = "internal"  # a passage of an unpublished judgment still names somebody
    BASIS = "basis"  # a case stands among the 裁判依据
    CASE_NO = "case_no"  # the number of another case
    NAME = "name"  # came in with an adopted passage, as do the next two
    AMOUNT = "amount"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one finding: the words, every place they stand at (offsets in the draft), and the case they came from."""

    kind: FindingKind
    text: str
    places: tuple[tuple[int, int], ...]
    source: str = ""  # citation, "" where it came from no passage


@dataclass(frozen=True, slots=True)
class Review:
    """Hold what is to be known before a draft goes out; `sample`: it was made with the sample library."""

    findings: tuple[Finding, ...] = ()
    sample: bool = False
