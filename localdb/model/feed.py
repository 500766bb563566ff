"""The court's feed as the reader sees it: how far a sync is, what it brought, what it took away. Facts only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from localdb.model.case import CaseCard
from localdb.model.errors import LeianError
from localdb.model.library import Refusal
from localdb.model.similar import Hit

FEED_SOURCE = "feed/"  # stands before the folder of a role in the source of every case of the feed
NATIONAL = "national"  # the folder of the role `targets`, the centre


def folder_of(key: str) -> str:
    """Return the folder of the role that gave a case of the feed, "" for a case that came otherwise."""
    return key.removeprefix(FEED_SOURCE).partition(":")[0] if key.startswith(FEED_SOURCE) else ""


class Withdrawal(StrEnum):
    """Name why the court took a case back (FEED.md, "Operations")."""

    OUT = "出库"
    CHANGED = "改判"
    HIDDEN = "不公开"  # its text goes too
    REPLACED = "更正"  # never said by a feed: the court gave another text, which this library does not admit

    @property
    def keeps_text(self) -> bool:
        """Say whether who cites the case may still read it."""
        return self in (Withdrawal.OUT, Withdrawal.CHANGED)


SAID = (Withdrawal.OUT, Withdrawal.CHANGED, Withdrawal.HIDDEN)  # by a feed


class SyncStage(StrEnum):
    """Name what a sync is doing."""

    METADATA = "metadata"
    DOWNLOAD = "download"
    APPLY = "apply"
    INDEX = "index"


class SyncProgress(NamedTuple):
    """Tell how far a sync is: `folder` of the shard in hand, shards and bytes of all that are due, records so far.

    In the stage INDEX `records` counts the cases taken in, of `total` that wait.
    """

    stage: SyncStage
    folder: str = ""
    shard: int = 0  # 1-based
    shards: int = 0
    bytes_done: int = 0
    total_bytes: int = 0
    records: int = 0
    total: int = 0


class FeedRejection(NamedTuple):
    """Say which operation of the feed was refused and why; `line` is 1-based; no case text.

    `removed`: the text that it was to replace is out of the library too.
    """

    shard: str
    line: int
    refusal: Refusal
    detail: str = ""
    removed: bool = False


class FeedTrouble(NamedTuple):
    """Say what part of the feed was left as it was, and why: `reason` is a key of desktop/words.

    "gap" (values: last number applied, next number offered); "kind" or "format" (of a later version); "name", "custom",
    "folder" (what is signed about a shard breaks the rules; its path); "delegation" (a province named wrongly);
    "expired" (until when), "refused" (why): the metadata of a province; "shard" (its path, why): it is not there, or
    not what was signed.
    """

    folder: str
    reason: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """Count what a sync did: read = added + replaced + duplicates + rejected; withdrawals, tables, models apart."""

    read: int = 0
    added: int = 0  # 新增
    replaced: int = 0  # 替换
    withdrawn: int = 0  # 撤回
    duplicates: int = 0
    rejected: int = 0
    reasons: Mapping[Refusal, int] = field(default_factory=dict)
    rejections: tuple[FeedRejection, ...] = ()  # the first thousand
    news: tuple[CaseCard, ...] = ()  # new guiding and typical cases, guiding first, the first hundred
    tables: tuple[str, ...] = ()  # corrected by the feed
    models: tuple[str, ...] = ()  # that the feed gave
    troubles: tuple[FeedTrouble, ...] = ()
    shards: int = 0  # applied
    fetched: int = 0  # bytes downloaded
    expires: datetime | None = None  # when the feed's metadata does
    cancelled: bool = False
    trouble: LeianError | None = None  # what ended it before its time, after something was applied

    @property
    def changes(self) -> bool:
        """Say whether searches may answer otherwise than before."""
        return bool(self.added or self.replaced or self.withdrawn or self.tables or self.models)


class Tombstone(NamedTuple):
    """Keep what remains to be said of a case that the court took back."""

    key: str
    id: str
    title: str
    court: str
    case_no: str
    status: Withdrawal
    since: date
    by: str = ""
    why: str = ""


class Use(StrEnum):
    """Name how a matter uses a case."""

    ADOPTED = "adopted"  # a passage of it stands in the draft
    JUDGED = "judged"  # it was judged to be a 类案
    SUBMITTED = "submitted"  # a party submitted it
    CITED = "cited"  # the draft names its 案号


@dataclass(frozen=True, slots=True)
class Alarm:
    """Warn of a case that a matter uses and that the court has taken back, or whose text it has replaced since.

    `status` is None where the text was replaced; `since` is the day from which on. `by` is the number or title of
    what replaced the case, and `why` what the court says of it. `elsewhere` is the folder of the role that took the
    same case back, where that is not the one that gave it: the case still stands. `told` says that the judge has read
    the alarm, `settled` why it is at rest.
    """

    matter: int
    case_key: str
    title: str
    case_no: str
    uses: tuple[Use, ...]
    status: Withdrawal | None
    since: date
    by: str = ""
    why: str = ""
    elsewhere: str = ""
    told: bool = False
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Tell of a new guiding or typical case that resembles an open matter."""

    matter: int
    hit: Hit


class Span(NamedTuple):
    """Name a time of day during which a sync may run by itself; one that ends before it begins goes over midnight."""

    begin: time
    end: time

    def holds(self, at: time) -> bool:
        """Say whether a time of day lies in it; the end does not."""
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """Say where the feed is, whom to trust, and how to get there.

    `root` is asked for only while the data folder trusts nobody, but one that the policy names (`root_fixed`) must be
    of those it trusts. `bandwidth` is in KB a second, 0 for no cap. `schedule` is empty where any time will do.
    """

    address: str = ""  # http://…, https://… or a folder
    root: Path | None = None
    root_fixed: bool = False
    ca: Path | None = None  # of the court, in place of the system's
    client_certificate: Path | None = None
    client_key: Path | None = None
    proxy: str = ""
    bandwidth: int = 0
    schedule: tuple[Span, ...] = ()
