"""The shards of one role as its metadata names them: in order, without a gap (FEED.md). Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tuf.api.metadata import TargetFile, Targets

from localdb.model.errors import PublishFault, ShardDamaged
from localdb.model.feed import NATIONAL
from localdb.sync.feed_folder import TARGETS
from localdb.sync.shards import Packed, Shard, ShardName


class Entry(NamedTuple):
    """Hold one shard with what is signed about it."""

    shard: Shard
    target: TargetFile


def folder_of(role: str) -> str:
    """Return the folder of a role's shards."""
    return NATIONAL if role == TARGETS else role


def entries_of(role: str, targets: Targets) -> list[Entry]:
    """Return the shards that a role names, in order.

    Raises:
        PublishFault: "sequence"; a number is missing or stands twice, or a target is no shard of this role.
    """
    try:
        entries = [Entry(Shard.of(path, target.custom), target) for path, target in targets.targets.items()]
    except ShardDamaged as error:
        raise PublishFault("sequence", role, error.path) from error
    entries.sort(key=lambda entry: entry.shard.name.first)
    due = 1
    for entry in entries:
        if entry.shard.name.folder != folder_of(role) or entry.shard.name.first != due:
            raise PublishFault("sequence", role, entry.target.path)
        due = entry.shard.name.last + 1
    return entries


def last_of(entries: Sequence[Entry]) -> int:
    """Return the newest sequence number, 0 before the first."""
    return entries[-1].shard.name.last if entries else 0


def entry_of(role: str, first: int, last: int, kind: str, packed: Packed) -> Entry:
    """Return what is to be signed about a shard."""
    shard = Shard(ShardName(folder_of(role), first, last), kind, packed.operations, packed.raw)
    target = TargetFile.from_data(shard.name.path, packed.data, ["sha256"])
    target.unrecognized_fields["custom"] = shard.custom
    return Entry(shard, target)


def targets_of(entries: Sequence[Entry]) -> Mapping[str, TargetFile]:
    """Return the shards as metadata has them."""
    return {entry.target.path: entry.target for entry in entries}
