"""What the court's side of the feed did and found: counts, keys, roles, days. Facts only, no case text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from localdb.model.library import Refusal, Rejection

KEEP_APART = 30  # newest publications that compaction leaves as they are
FOLD_AT = 60  # shards that compaction would spare a role: from then on a publication folds by itself
GRACE_DAYS = 30  # before cleaning takes away what no reader needs any more


class KeyFact(NamedTuple):
    """Name a key: what its maker called it, and its id, a SHA-256 in hexadecimal digits."""

    name: str
    keyid: str


class RoleFact(NamedTuple):
    """Describe one role of a feed.

    `version` 0: it has published nothing yet. `expires` None: likewise. `shown` is the version that readers see, which
    is lower while somebody's signature is awaited. `last` is the newest sequence number of its shards.
    """

    name: str
    version: int
    shown: int
    expires: datetime | None
    threshold: int
    keys: tuple[KeyFact, ...]
    shards: int = 0
    operations: int = 0
    last: int = 0
    bytes: int = 0


class FeedNote(NamedTuple):
    """Point at something an administrator should see to; `kind` is a key of desktop/words."""

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """Describe a feed from its folder alone."""

    offline: bool
    roles: tuple[RoleFact, ...]  # root, targets, snapshot, timestamp, then provinces by code
    notes: tuple[FeedNote, ...] = ()


@dataclass(frozen=True, slots=True)
class RootDraft:
    """Describe the next root before it counts: what changes, who has signed, how many signatures are missing."""

    version: int
    expires: datetime
    offline: bool
    keys: Mapping[str, tuple[KeyFact, ...]]  # role -> all its keys
    added: Mapping[str, tuple[KeyFact, ...]]  # those of them that are new
    removed: Mapping[str, tuple[KeyFact, ...]]
    threshold: int
    signed: tuple[KeyFact, ...]
    missing: int  # signatures, of the former root's keys or of the new one's

    @property
    def complete(self) -> bool:
        """Say whether it may be published."""
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class Settled:
    """Say which roles got a new version, and whose signature is still awaited before readers see everything."""

    written: tuple[tuple[str, int], ...] = ()
    waiting: tuple[str, ...] = ()
    notes: tuple[FeedNote, ...] = ()


class PublishProgress(NamedTuple):
    """Tell how far a publication is; `total_bytes` 0 when unknown."""

    file: str
    read: int
    put: int
    rejected: int
    bytes_done: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class PublishSummary:
    """Count what a publication did; read = added + replaced + unchanged + held + rejected."""

    role: str = ""
    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    held: int = 0  # withdrawn before, so not published again unasked
    rejected: int = 0
    withdrawn: int = 0
    tables: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    reasons: Mapping[Refusal, int] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()  # the first thousand
    kept_back: tuple[str, ...] = ()  # ids of `held`, the first thousand
    shards: tuple[str, ...] = ()  # new ones
    bytes: int = 0  # of them
    folded: int = 0  # shards that compaction replaced
    removed: int = 0  # files that cleaning took away
    freed: int = 0  # bytes of them
    settled: Settled = field(default_factory=Settled)
