"""A publication: operations become shards of one role, and its metadata names them (FEED.md).

Shards are written first, the metadata that names them then, and readers see both once the feed is settled (signing.py).
A publisher that dies in between leaves files that nobody names; the next publication goes on after the last number
that its role has signed. Does not belong here: where operations come from, and whether a record is fit.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tuf.api.metadata import Metadata, Targets

from localdb.model.errors import PublishFault
from localdb.sync.feed_folder import FeedFolder
from localdb.sync.published import Held, Published, key_of
from localdb.sync.sequence import Entry, entries_of, entry_of, last_of, targets_of
from localdb.sync.shards import LONGEST_LINE, Operation, Packed, line_of, pack
from localdb.sync.signing import Signing

CHECKPOINT = 16  # shards after which a long publication signs what it has, unseen by readers


class Outgoing(NamedTuple):
    """Hold an operation on its way, the digest of its line, and that of the input it came from."""

    operation: Operation
    digest: bytes
    origin: bytes = b""


class Publisher:
    """Publish under one role. Use it as the only writer of the feed.

    Raises:
        PublishFault: "not_signed_by" (there are versions, and none is signed by a key that counts: to begin again at
            the first number would be damage), "sequence", "shard_lost".
    """

    def __init__(self, signing: Signing, note: Published, role: str) -> None:
        self._signing = signing
        self.feed: FeedFolder = signing.feed
        self.role = role
        found: Metadata[Any] | None = signing.newest(role)
        if found is None and signing.feed.versions(role):
            raise PublishFault("not_signed_by", role)
        self._signed: Targets = found.signed if found else Targets()
        self.entries = entries_of(role, self._signed)
        self.note = note
        self._waiting: deque[Outgoing] = deque()
        self._going: dict[tuple[str, str], Outgoing] = {}
        note.catch_up(role, self.entries, self.feed)

    def held(self, kind: str, ident: str) -> Held | None:
        """Return the last operation of an id, be it in the feed or on its way there."""
        going = self._going.get((kind, ident))
        if going is None:
            return self.note.get(self.role, kind, ident)
        return Held(key_of(going.operation)[2], going.digest, going.origin)

    def publish(self, kind: str, operations: Iterable[Outgoing]) -> list[Entry]:
        """Write operations as shards of a kind and sign them; return the new ones. Nobody sees them before `settle`.

        Raises:
            PublishFault: "key_missing"; nothing at hand may sign this role.
        """
        fresh: list[Entry] = []
        for packed in pack(self._sent(operations)):
            fresh.append(self._place(kind, packed))
            if len(fresh) % CHECKPOINT == 0:
                self.sign()
        if len(fresh) % CHECKPOINT:
            self.sign()
        return fresh

    def sign(self) -> None:
        """Sign the role as it stands now, and keep the note of it."""
        self._signed.targets = dict(targets_of(self.entries))
        self._signed = self._signing.place(self.role, self._signed).signed
        self.note.keep()

    def rewrite(self, entries: list[Entry]) -> None:
        """Put other shards in the place of those that there are; they hold the same."""
        self.entries = entries
        self.sign()
        self.note.replaced(self.role, entries)

    def _sent(self, operations: Iterable[Outgoing]) -> Iterator[Operation]:
        """Pass operations on; what is on its way is noted as held only once its shard is there."""
        for outgoing in operations:
            self._going[key_of(outgoing.operation)[:2]] = outgoing
            self._waiting.append(outgoing)
            yield outgoing.operation

    def _place(self, kind: str, packed: Packed) -> Entry:
        number = last_of(self.entries) + 1
        entry = entry_of(self.role, number, number, kind, packed)
        self.feed.place_target(entry.target, packed.data)
        self.entries.append(entry)
        for _ in range(packed.operations):
            sent = self._waiting.popleft()
            self.note.note(self.role, *sent)
            key = key_of(sent.operation)[:2]
            if self._going[key] is sent:
                del self._going[key]
        self.note.note_shard(self.role, entry)
        return entry


def digest_of(operation: Operation) -> bytes | None:
    """Return the digest that the line of an operation will have when it is read; None when the line is too long."""
    line = line_of(operation)
    if len(line) > LONGEST_LINE:
        return None
    return hashlib.blake2b(line.removesuffix(b"\n"), digest_size=16).digest()
