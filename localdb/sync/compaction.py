"""Compaction: old shards of a role folded into ranges that hold what still counts (FEED.md).

The last operation of an id stays, withdrawals included, so that a reader who stopped anywhere goes on with the range
that holds the next number and comes to the same state. A case that was replaced or withdrawn since is left out of
every range: the text of one that is 不公开 so leaves the feed. Shards are never split, so what was folded once is not
shuffled again. The newest ones stay as they are: who syncs every day fetches a day, not a range.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from localdb.model.errors import DiskTrouble, PublishFault, ShardDamaged, disk_reason
from localdb.model.publishing import FOLD_AT, KEEP_APART, FeedNote
from localdb.sync.feed_folder import FeedFolder
from localdb.sync.published import key_of
from localdb.sync.sequence import Entry, entry_of
from localdb.sync.shards import MOST_OPERATIONS, MOST_RAW, Operation, line_of, pack_lines, read


class Folded(NamedTuple):
    """Hold the shards of a role after compaction, and how many of the former ones are gone."""

    entries: list[Entry]
    gone: int


class _Place(NamedTuple):
    """Say where the last operation of an id stands: number of the shard, of the line, bytes of the line."""

    shard: int
    line: int
    size: int


_Last = Mapping[tuple[str, str], _Place]  # kind and id


class _Rest(NamedTuple):
    """Say of a shard how much of it still counts; `raw` in bytes of text."""

    operations: int
    raw: int


def crowded(role: str, entries: Sequence[Entry]) -> FeedNote | None:
    """Say by how many shards fewer readers would load the names where that is many; by what is signed about them."""
    old = entries[:-KEEP_APART]
    groups = _groups(old, [_Rest(entry.shard.operations, entry.shard.raw) for entry in old])
    spared = len(old) - sum(1 for _ in groups)
    return FeedNote("crowded", (role, str(spared))) if spared >= FOLD_AT else None


def fold(role: str, entries: Sequence[Entry], feed: FeedFolder, keep: int | None = None) -> Folded:
    """Fold all shards but the `keep` newest, write the ranges beside them, and return what the role is to name.

    `keep` None: KEEP_APART.

    Raises:
        PublishFault: "shard_lost"; a shard is not there, or not what was signed.
        DiskTrouble: a range cannot be written.
    """
    keep = KEEP_APART if keep is None else keep
    old, new = (list(entries[:-keep]), list(entries[-keep:])) if keep else (list(entries), [])
    last = _last(entries, feed)
    rests = _rests(old, last)
    folded: list[Entry] = []
    for group in _groups(old, rests):
        if len(group) == 1 and rests[group[0]].operations == old[group[0]].shard.operations:
            folded.append(old[group[0]])
        else:
            folded.append(_joined(role, group, old, feed, last))
    result = folded + new
    return Folded(result, len({e.target.path for e in entries} - {e.target.path for e in result}))


def _last(entries: Iterable[Entry], feed: FeedFolder) -> _Last:
    last: dict[tuple[str, str], _Place] = {}
    for number, entry in enumerate(entries):
        for at, operation in _operations(entry, feed):
            last[key_of(operation)[:2]] = _Place(number, at, len(line_of(operation)))
    return last


def _rests(entries: Sequence[Entry], last: _Last) -> list[_Rest]:
    """Return how much of each shard still counts; one of an unknown kind counts whole."""
    operations, raw = [0] * len(entries), [0] * len(entries)
    for place in last.values():
        if place.shard < len(entries):
            operations[place.shard] += 1
            raw[place.shard] += place.size
    return [
        _Rest(operations[number], raw[number]) if entry.shard.known else _Rest(entry.shard.operations, entry.shard.raw)
        for number, entry in enumerate(entries)
    ]


def _groups(entries: Sequence[Entry], rests: Sequence[_Rest]) -> Iterator[list[int]]:
    """Put neighbours together as long as they fit into one shard; one with nothing left goes with any neighbour."""
    group: list[int] = []
    operations = raw = 0
    kind = ""
    for number, (entry, rest) in enumerate(zip(entries, rests, strict=True)):
        # An empty shard takes on the kind of its neighbours; an unknown kind stays alone.
        its_kind = entry.shard.kind if rest.operations else ""
        fits = operations + rest.operations <= MOST_OPERATIONS and raw + rest.raw <= MOST_RAW
        if group and (not fits or not entry.shard.known or (kind and its_kind and kind != its_kind)):
            yield group
            group, operations, raw, kind = [], 0, 0, ""
        group.append(number)
        operations, raw, kind = operations + rest.operations, raw + rest.raw, kind or its_kind
        if not entry.shard.known:
            yield group
            group, operations, raw, kind = [], 0, 0, ""
    if group:
        yield group


def _joined(
    role: str,
    group: Sequence[int],
    entries: Sequence[Entry],
    feed: FeedFolder,
    last: _Last,
) -> Entry:
    lines: list[bytes] = []
    kind = ""
    for number in group:
        for operation in _living(number, entries[number], feed, last):
            kind = entries[number].shard.kind
            lines.append(line_of(operation))
    packed = pack_lines(lines)
    first, until = entries[group[0]].shard.name.first, entries[group[-1]].shard.name.last
    entry = entry_of(role, first, until, kind or entries[group[0]].shard.kind, packed)
    feed.place_target(entry.target, packed.data)
    return entry


def _living(number: int, entry: Entry, feed: FeedFolder, last: _Last) -> Iterator[Operation]:
    for at, operation in _operations(entry, feed):
        if last[key_of(operation)[:2]][:2] == (number, at):
            yield operation


def _operations(entry: Entry, feed: FeedFolder) -> Iterator[tuple[int, Operation]]:
    """Yield the operations of a shard with their line numbers; of a kind that a later version defines, none."""
    if not entry.shard.known:
        return
    path = feed.target(entry.target)
    try:
        with path.open("rb") as stream:
            for line in read(stream, entry.shard):
                if line.operation is not None:
                    yield line.number, line.operation
    except (FileNotFoundError, ShardDamaged) as error:
        raise PublishFault("shard_lost", str(path)) from error
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error)) from error
