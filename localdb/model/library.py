"""The library as a whole: what an import did, what state it is in, what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Refusal(StrEnum):
    """Name why a file or record was not admitted."""

    UNREADABLE = "unreadable"  # damaged, not what its name says
    ENCODING = "encoding"  # neither UTF-8 nor GB18030
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    BAD_FIELD = "bad_field"
    NO_TEXT = "no_text"  # neither full_text nor facts/reasoning/result
    NO_ID = "no_id"
    NOT_A_CASE = "not_a_case"  # text in which no judgment can be recognised
    OWN = "own"  # what Leian itself wrote: a report, a note, a draft judgment, a matter file
    DISORDER = "disorder"  # garbled, or broken off, past reading
    THIN_REASONING = "thin_reasoning"  # or none, or a ruling that only moves a case along
    TAKEN_BACK = "taken_back"  # by the court that had published it: 出库, 改判, 不公开
    SAMPLE = "sample"  # 演示数据 never enters a real library, nor the reverse
    UNKNOWN_KIND = "unknown_kind"  # file name ending not handled


class Rejection(NamedTuple):
    """Say which file or record was refused and why; `line` is 1-based, 0 for a whole file; no case text."""

    file: str
    line: int
    refusal: Refusal
    detail: str = ""


class ImportProgress(NamedTuple):
    """Tell how far an import is; `total_bytes` 0 when unknown."""

    file: str
    read: int
    admitted: int
    duplicates: int
    rejected: int
    bytes_done: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Count what an import did; read = admitted + replaced + duplicates + rejected."""

    read: int = 0
    admitted: int = 0
    replaced: int = 0  # same key, new content
    duplicates: int = 0
    rejected: int = 0
    reasons: Mapping[Refusal, int] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()  # the first thousand
    cancelled: bool = False
    folded: int = 0  # those duplicates whose text is not the same, but counts as one with another


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Describe the library: `version` grows by one with every committed batch of writes."""

    cases: int = 0
    indexed: int = 0
    version: int = 0
    newest: date | None = None  # latest date of a judgment or publication
    sample: bool = False
    by_authority: Mapping[str, int] = field(default_factory=dict)
    unreadable: int = 0  # cases that a worn disk has spoilt, left out until they are imported again


class UnreadTable(NamedTuple):
    """Name a file of what a court or its feed added to the tables that cannot be read: why is as in FileUnreadable.

    `kept`: what it held when it could last be read is used; else it is left out. `fed`: it is of the feed.
    """

    path: Path
    reason: str
    line: int
    kept: bool
    fed: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Say what a write touched, so that views can decide for themselves whether to refresh."""

    library: bool = False
    index: bool = False
    matters: tuple[int, ...] = ()
    draft: int = 0  # the matter whose draft was saved
    verdicts: int = 0
    log: int = 0
    behaviour: bool = False
    rebuilt: str = ""  # why the index had to be built again: a key of desktop/words

    def __or__(self, other: "Changes") -> "Changes":
        """Join two changes into one."""
        return Changes(
            self.library or other.library,
            self.index or other.index,
            tuple(dict.fromkeys(self.matters + other.matters)),
            self.draft or other.draft,
            self.verdicts or other.verdicts,
            self.log or other.log,
            self.behaviour or other.behaviour,
            self.rebuilt or other.rebuilt,
        )
