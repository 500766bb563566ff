"""Cleaning: files of the feed that no reader needs any more, taken away after a while.

A version was last before the readers' eyes when the next one came, so the time of grace counts from then. Roots stay
for ever: a reader who was away for years goes from root to root.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from localdb.model.errors import DiskTrouble, PublishFault, disk_reason
from localdb.sync.feed_folder import ROOT, SNAPSHOT, TIMESTAMP, FeedFolder


class Removed(NamedTuple):
    """Count what was taken away."""

    files: int
    bytes: int


def clean(feed: FeedFolder, shown: Mapping[str, int], before: datetime) -> Removed:
    """Take away what has not been needed since `before`. `shown`: the versions that readers see, by role.

    Raises:
        PublishFault: "version_damaged"; nobody knows what a version that still counts names. Nothing was removed.
        DiskTrouble: a file cannot be removed.
    """
    versions = {role: feed.versions(role) for role in _roles(feed)}
    kept: set[Path] = set()
    stale: list[Path] = []
    for role, numbers in versions.items():
        for newer, number in zip([None, *numbers], numbers, strict=False):
            needed = role == ROOT or newer is None or number >= shown.get(role, 0)
            if needed or _time(feed.file(role, newer or 0)) >= before.timestamp():
                kept |= _named(feed, role, number)
            else:
                stale.append(feed.file(role, number))
    orphans = [path for path in _targets(feed) if path not in kept and _time(path) < before.timestamp()]
    return _remove([*stale, *orphans])


def _roles(feed: FeedFolder) -> set[str]:
    names = (path.name.split(".") for path in feed.metadata.glob("*.*.json"))
    return {name[1] for name in names if len(name) == 3 and name[1] != TIMESTAMP}


def _named(feed: FeedFolder, role: str, number: int) -> set[Path]:
    if role in (ROOT, SNAPSHOT):
        return set()
    if (found := feed.load(role, number)) is None:
        raise PublishFault("version_damaged", feed.file(role, number).name)
    return {feed.target(target) for target in found.signed.targets.values()}


def _targets(feed: FeedFolder) -> Iterator[Path]:
    yield from (path for path in feed.targets.glob("*/*") if path.is_file() and not path.name.startswith("."))


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error)) from error


def _remove(paths: list[Path]) -> Removed:
    freed = 0
    for path in paths:
        try:
            size = path.stat().st_size
            path.unlink()
        except OSError as error:
            raise DiskTrouble(path, disk_reason(error)) from error
        freed += size
    return Removed(len(paths), freed)
