"""What the last syncs did, in words, to be read again: kept beside the settings in the data folder.

Belongs here: from a summary to an entry, the file. Does not: showing it (sync_report). New cases are kept by their keys
alone, and named from the library when they are shown: of a case that is 不公开 since, whoever synced, no name is left.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from desktop.settings.writing import write_whole
from desktop.words import feed_rejection_words, feed_trouble_words, refusal_words, sync_words
from desktop.words.syncing import failure_words, trouble_head
from localdb.model.errors import LeianError
from localdb.model.feed import SyncSummary

FILE = "sync-log.json"
_KEPT = 30
_LISTED = 300  # refusals of one sync that are listed one by one


@dataclass(frozen=True, slots=True)
class SyncEntry:
    """Hold what one sync did, in sentences; `news` are keys of cases."""

    at: str  # ISO, with zone
    words: str
    failed: bool = False  # nothing came of it
    cancelled: bool = False
    news: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    rejections: tuple[str, ...] = ()

    @property
    def moment(self) -> datetime:
        """Return when it ended."""
        return datetime.fromisoformat(self.at)

    @property
    def unwell(self) -> bool:
        """Tell whether something of the feed was left out."""
        return self.failed or bool(self.troubles)


def entry_of(summary: SyncSummary, at: datetime) -> SyncEntry:
    """Put a summary into words."""
    troubles = tuple(feed_trouble_words(trouble) for trouble in summary.troubles)
    words = sync_words(summary)
    if summary.troubles and not summary.cancelled:
        head = trouble_head([trouble.folder for trouble in summary.troubles])
        words = f"{words}{head}" if summary.shards else head
    if summary.trouble:
        words += failure_words(summary.trouble)
        troubles += (failure_words(summary.trouble),)
    reasons = sorted(summary.reasons.items(), key=lambda pair: -pair[1])
    return SyncEntry(
        at.isoformat(),
        words,
        cancelled=summary.cancelled,
        news=tuple(card.key for card in summary.news),
        troubles=troubles,
        reasons=tuple(f"{refusal_words(refusal)}：{count:,} 件" for refusal, count in reasons),
        rejections=tuple(feed_rejection_words(each) for each in summary.rejections[:_LISTED]),
    )


def entry_of_failure(error: LeianError, at: datetime) -> SyncEntry:
    """Put what stood in the way of a sync into words."""
    return SyncEntry(at.isoformat(), failure_words(error), failed=True)


class SyncLog:
    """Keep the entries, the latest first. A file that cannot be read or written costs the log, never a sync."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._entries = _read(self._file)

    @property
    def entries(self) -> tuple[SyncEntry, ...]:
        """Return the entries, the latest first."""
        return self._entries

    def add(self, entry: SyncEntry) -> None:
        """Put an entry on top; the oldest are forgotten."""
        self._entries = (entry, *self._entries)[:_KEPT]
        body = json.dumps([asdict(each) for each in self._entries], ensure_ascii=False, indent=1)
        try:
            write_whole(self._file, body.encode("utf-8"), private=True)
        except OSError:
            return  # it is shown until the window closes


def _read(file: Path) -> tuple[SyncEntry, ...]:
    try:
        return tuple(_entry(each) for each in json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()


def _entry(told: Mapping[str, object]) -> SyncEntry:
    lists = {name: tuple(_strings(told[name])) for name in ("news", "troubles", "reasons", "rejections")}
    entry = SyncEntry(str(told["at"]), str(told["words"]), bool(told["failed"]), bool(told["cancelled"]), **lists)
    _ = entry.moment  # one without is none
    return entry


def _strings(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError
    return value
