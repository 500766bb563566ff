"""Signing the roles of a feed, and settling it: one snapshot of the newest versions, and the timestamp last.

What readers see changes with the timestamp alone, so that whoever reads the folder at any moment, or after a publisher
died at any moment, finds the old feed or the new one. Each role is signed by whoever holds its key: what cannot be
signed here is named as awaited, and the holder settles it later.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from securesystemslib.signer import Key
from tuf.api.metadata import DelegatedRole, Delegations, Metadata, MetaFile, Root, Signed, Snapshot, Targets, Timestamp

from localdb.model.errors import PublishFault
from localdb.model.publishing import FeedNote, Settled
from localdb.sync.feed_folder import SNAPSHOT, TARGETS, TIMESTAMP, TOP, Delegator, FeedFolder, vouched
from localdb.sync.key_files import KeyRing
from localdb.sync.sequence import entries_of
from localdb.sync.terms import expiry, is_due, is_offline


class Placing(NamedTuple):
    """Hold what is signed and not yet placed, in the order of placing, and whose signature is awaited."""

    new: Mapping[str, Metadata[Any]]
    waiting: tuple[str, ...] = ()
    notes: tuple[FeedNote, ...] = ()


class Signing:
    """Sign the roles of a feed with the keys at hand, as of `now` (UTC).

    `root` is the root under which everything must hold, by default the feed's newest; `former` the one that it takes
    the place of: what is signed meanwhile holds under both wherever the old keys are still at hand.
    """

    def __init__(
        self,
        feed: FeedFolder,
        ring: KeyRing,
        now: datetime,
        offline: bool | None = None,
        root: Metadata[Root] | None = None,
        former: Metadata[Root] | None = None,
    ) -> None:
        self.feed = feed
        self.ring = ring
        self.now = now
        found = root or feed.root()
        self.root = found.signed if found else None
        self.former = former.signed if former else None
        self.offline = is_offline(self.root) if offline is None else offline
        self.written: list[tuple[str, int]] = []  # roles and versions that were placed
        self._found: dict[str, Metadata[Any] | None] = {}  # to verify a large one takes a while

    def newest(self, role: str) -> Metadata[Any] | None:
        """Return the newest version of a role that holds, whether readers see it already or not."""
        if role not in self._found:
            delegator = self.delegator(role)
            self._found[role] = self.feed.newest(role, delegator) if delegator is not None else None
        return self._found[role]

    def issue(self, role: str, signed: Signed) -> Metadata[Any] | None:
        """Number, date and sign the next version of a role; None when nobody here may. Nothing is placed."""
        delegator = self.delegator(role)
        if delegator is None or not self.may_sign(role):
            return None
        signed.version = self.feed.next_version(role)
        signed.expires = expiry(role, self.now, self.offline)
        metadata: Metadata[Any] = Metadata(signed)
        for authority in (delegator, self.former if role in TOP else None):
            if authority is None:
                continue
            for keyid in authority.get_delegated_role(role).keyids:
                if keyid in self.ring and not vouched(authority, role, metadata):
                    metadata.sign(self.ring.signer(keyid), append=True)
        return metadata if vouched(delegator, role, metadata) else None

    def place(self, role: str, signed: Signed) -> Metadata[Any]:
        """Issue and place the next version of a role.

        Raises:
            PublishFault: "no_root" (a feed without a root), "key_missing" (no key at hand may sign this role).
        """
        if self.root is None and role in TOP:
            raise PublishFault("no_root", str(self.feed.path))
        metadata = self.issue(role, signed)
        if metadata is None:
            raise PublishFault("key_missing", role)
        self.lay(role, metadata)
        return metadata

    def may_sign(self, role: str) -> bool:
        """Say whether the keys at hand are enough for a role."""
        delegator = self.delegator(role)
        if delegator is None:
            return False
        wanted = delegator.get_delegated_role(role)
        return sum(keyid in self.ring for keyid in set(wanted.keyids)) >= wanted.threshold

    def unlock(self, *roles: str) -> None:
        """Ask now for the passphrases that signing these roles will take, rather than after long work.

        Raises:
            PublishFault: "passphrase_wrong", "key_damaged".
        """
        for role in filter(self.may_sign, roles):
            delegator = self.delegator(role)
            held = [keyid for keyid in delegator.get_delegated_role(role).keyids if keyid in self.ring]  # type: ignore[union-attr]
            self.ring.signer(held[0])

    def settle(self, fresh: Iterable[str] = ()) -> Settled:
        """Bring before the readers the newest version of every role; the roles in `fresh` get new dates whatever.

        Raises:
            PublishFault: "behind" (a role would go back), "unsigned_role" (nobody vouches for what readers have seen).
        """
        placing = self.prepare(fresh)
        for role, metadata in placing.new.items():
            self.lay(role, metadata)
        return Settled(tuple(self.written), placing.waiting, placing.notes)

    def prepare(self, fresh: Iterable[str] = ()) -> "Placing":
        """Sign what `settle` places, and place nothing."""
        if self.root is None:
            return Placing({}, (SNAPSHOT, TIMESTAMP))
        old = self.shown()
        meta, notes = self._meta(old)
        new: dict[str, Metadata[Any]] = {}
        snapshot = self.newest(SNAPSHOT)
        if snapshot is None or snapshot.signed.meta != meta or self._due(SNAPSHOT, snapshot, fresh):
            snapshot = self.issue(SNAPSHOT, Snapshot(meta=meta))
            if snapshot is None:
                return Placing(new, (SNAPSHOT, TIMESTAMP), notes)
            new[SNAPSHOT] = snapshot
        version = snapshot.signed.version
        data = snapshot.to_bytes() if SNAPSHOT in new else self.feed.bytes_of(SNAPSHOT, version)
        told, held = _meta_file(version, data), self.newest(TIMESTAMP)
        if held is None or held.signed.snapshot_meta != told or self._due(TIMESTAMP, held, fresh):
            timestamp = self.issue(TIMESTAMP, Timestamp(snapshot_meta=told))
            if timestamp is None:
                return Placing(new, (TIMESTAMP,), notes)
            new[TIMESTAMP] = timestamp
        return Placing(new, (), notes)

    def roles(self) -> list[str]:
        """Return the provinces that the newest targets delegate to, in order."""
        targets = self.newest(TARGETS)
        return sorted(delegated(targets.signed)) if targets else []

    def shown(self) -> Mapping[str, MetaFile]:
        """Return what readers see now: the versions in the snapshot that the timestamp names."""
        stamp = self.feed.load(TIMESTAMP)
        snapshot = self.feed.load(SNAPSHOT, stamp.signed.snapshot_meta.version) if stamp else None
        return snapshot.signed.meta if snapshot else {}

    def lay(self, role: str, metadata: Metadata[Any]) -> None:
        """Place what is signed already."""
        self._found.clear()
        self.feed.place(role, metadata)
        self.written.append((role, metadata.signed.version))

    def _meta(self, old: Mapping[str, MetaFile]) -> tuple[dict[str, MetaFile], tuple[FeedNote, ...]]:
        meta, notes = dict(old), []
        for role in (TARGETS, *self.roles()):
            name, found = f"{role}.json", self.newest(role)
            if found is None:
                if name in old:
                    raise PublishFault("unsigned_role", role)
                notes.append(FeedNote("not_yet", (role,)))
            elif name in old and found.signed.version < old[name].version:
                raise PublishFault("behind", role, str(old[name].version), str(found.signed.version))
            elif note := self._unfit(role, found, old):
                notes.append(note)
            else:
                meta[name] = _meta_file(found.signed.version, self.feed.bytes_of(role, found.signed.version))
        return meta, tuple(notes)

    def _unfit(self, role: str, found: Metadata[Any], old: Mapping[str, MetaFile]) -> FeedNote | None:
        """Say why a version that was handed in must wait: shards are missing or are not what was signed."""
        seen = old.get(f"{role}.json")
        if seen is not None and seen.version == found.signed.version:
            return None
        before = self.feed.load(role, seen.version) if seen else None
        known = before.signed.targets if before else {}
        try:
            entries = entries_of(role, found.signed)
        except PublishFault as error:
            return FeedNote("bad_sequence", error.values)
        for entry in entries:
            if known.get(entry.target.path) != entry.target and not self.feed.holds(entry.target):
                return FeedNote("incomplete", (role, entry.target.path))
        return None

    def _due(self, role: str, metadata: Metadata[Any], fresh: Iterable[str]) -> bool:
        return role in fresh or is_due(role, metadata.signed.expires, self.now, self.offline)

    def delegator(self, role: str) -> Delegator | None:
        """Return who says whose keys sign a role; for a province that nobody knows yet, its own key at hand."""
        if role in TOP:
            return self.root
        targets = self.newest(TARGETS)
        if targets is not None and role in delegated(targets.signed):
            found: Targets = targets.signed
            return found
        keys = self.ring.called(role)
        if not keys:
            return None
        return Targets(delegations=Delegations({key.keyid: key for key in keys}, {role: delegation(role, keys)}))


def delegated(targets: Targets) -> Mapping[str, DelegatedRole]:
    """Return the provinces that targets metadata delegates to."""
    return (targets.delegations.roles if targets.delegations else None) or {}


def delegation(role: str, keys: Sequence[Key]) -> DelegatedRole:
    """Return the words by which a province gets its own folder and nothing else; any one of the keys signs."""
    return DelegatedRole(role, [key.keyid for key in keys], 1, terminating=True, paths=[f"{role}/*"])


def _meta_file(version: int, data: bytes) -> MetaFile:
    return MetaFile.from_data(version, data, ["sha256"])
