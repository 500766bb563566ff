"""Which shards of a feed are due, and in which order (FEED.md, "Reading"). Pure: no metadata, no files."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from localdb.model.feed import NATIONAL, FeedTrouble
from localdb.sync.shards import FORMAT, Shard


class Due(NamedTuple):
    """Hold the shards to take, in order, and what stands in the way of others.

    One that is not `known` is of a kind that a later version knows: it is passed over in its turn, and taken down.
    """

    shards: list[Shard]
    troubles: list[FeedTrouble]


def due(offered: Iterable[Shard], applied: Mapping[str, int], left: Collection[str] = ()) -> Due:
    """Return what is due of all shards that are offered.

    `applied` has folder -> the last number applied, `left` the paths of shards before that which are wanted
    all the same: an earlier version passed them over, or what they brought was lost.
    """
    folders: dict[str, list[Shard]] = {}
    for shard in offered:
        folders.setdefault(shard.name.folder, []).append(shard)
    found = Due([], [])
    for folder in sorted(folders, key=lambda name: (name != NATIONAL, name)):
        shards = sorted(folders[folder], key=lambda shard: (shard.name.first, -shard.name.last))
        _of_folder(folder, shards, applied.get(folder, 0), left, found)
    return found


def _of_folder(folder: str, shards: Sequence[Shard], applied: int, left: Collection[str], found: Due) -> None:
    found.shards.extend(
        shard for shard in shards if shard.known and shard.name.path in left and shard.name.last <= applied
    )
    wanted: list[Shard] = []
    for shard in shards:
        if shard.name.last <= applied:
            continue
        if shard.name.first > applied + 1:
            found.troubles.append(FeedTrouble(folder, "gap", (str(applied), str(shard.name.first))))
            return
        wanted.append(shard)
        applied = shard.name.last
    for shard in wanted:
        if shard.format != FORMAT:  # what it changes nobody knows, so that nothing after it may be applied either
            found.troubles.append(FeedTrouble(folder, "format", (shard.name.path,)))
            return
        found.shards.append(shard)
        if not shard.known:
            found.troubles.append(FeedTrouble(folder, "kind", (shard.kind,)))
