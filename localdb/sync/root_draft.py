"""The next root before it counts: drawn up, carried from holder to holder, signed in turns (FEED-ADMIN.md).

A draft is a file of its own, outside the feed: it holds the root that it follows and the next one, so that a holder on
a machine without the feed sees what changes before signing. Nobody else's signature is needed to read it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from securesystemslib.signer import Key
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Role, Root, RootVerificationResult, Targets
from tuf.api.serialization import DeserializationError

from localdb.model.errors import DiskTrouble, FileMissing, PublishFault, disk_reason
from localdb.model.publishing import KeyFact, RootDraft, Settled
from localdb.storage.folders import write_private
from localdb.sync.feed_folder import ROOT, TARGETS, TIMESTAMP, TOP, FeedFolder, follows, vouched
from localdb.sync.key_files import KeyRing, fact_of
from localdb.sync.signing import Signing
from localdb.sync.terms import expiry, is_offline, set_offline

_FORMAT = "leian root draft"


class Draft:
    """Hold the next root, and the one it follows (None for the first)."""

    def __init__(self, current: Metadata[Root] | None, following: Metadata[Root]) -> None:
        self.current = current
        self.next = following

    @classmethod
    def drawn_up(
        cls,
        current: Metadata[Root] | None,
        keys: Mapping[str, Sequence[Key]],
        now: datetime,
        threshold: int | None = None,
        offline: bool | None = None,
    ) -> "Draft":
        """Draw up the root after `current`: `keys` names the roles whose keys change, the others stay as they are.

        Raises:
            PublishFault: "role_keys" (a role would have none), "threshold" (out of reach, or none), "shared_key" (a
                root key must do nothing else).
        """
        old = current.signed if current else None
        named = {role: list(keys.get(role) or _keys_of(old, role)) for role in TOP}
        for role, found in named.items():
            if not found:
                raise PublishFault("role_keys", role)
        wanted = threshold or (old.roles[ROOT].threshold if old else 2)
        if not 1 <= wanted <= len({key.keyid for key in named[ROOT]}):
            raise PublishFault("threshold", str(wanted), str(len(named[ROOT])))
        _apart(named)
        version = old.version + 1 if old else 1
        root = Root(version=version, keys={key.keyid: key for found in named.values() for key in found})
        for role, found in named.items():
            root.roles[role] = Role([key.keyid for key in found], wanted if role == ROOT else 1)
        set_offline(root, is_offline(old) if offline is None else offline)
        root.expires = expiry(ROOT, now, is_offline(root))
        return cls(current, Metadata(root))

    @classmethod
    def read(cls, path: Path) -> "Draft":
        """Read a draft.

        Raises:
            FileMissing, DiskTrouble: it is not there, or cannot be read.
            PublishFault: "draft_damaged"; it is no draft, or follows no root that its own holders signed.
        """
        try:
            told: Any = json.loads(path.read_bytes())
            if told["format"] != _FORMAT:
                raise ValueError
            current = _metadata(told["current"]) if told["current"] else None
            draft = cls(current, _metadata(told["next"]))
        except FileNotFoundError:
            raise FileMissing(path) from None
        except OSError as error:
            raise DiskTrouble(path, disk_reason(error)) from error
        except (ValueError, KeyError, TypeError, RecursionError, DeserializationError, RepositoryError) as error:
            raise PublishFault("draft_damaged", str(path)) from error
        due = current.signed.version + 1 if current else 1
        if draft.next.signed.version != due or (current and not follows(current, None)):
            raise PublishFault("draft_damaged", str(path))
        return draft

    def write(self, path: Path) -> None:
        """Write the draft, whole or not at all."""
        told = {
            "format": _FORMAT,
            "current": self.current.to_dict() if self.current else None,
            "next": self.next.to_dict(),
        }
        write_private(path, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")

    def sign(self, ring: KeyRing) -> list[KeyFact]:
        """Sign with every key at hand that counts and has not signed yet; return those.

        Raises:
            PublishFault: "not_a_holder"; none of the keys at hand counts for this root.
        """
        wanted = {keyid: key for root in self._roots() for keyid, key in _root_keys(root).items() if keyid in ring}
        if not wanted:
            raise PublishFault("not_a_holder")
        unsigned = self._result().unsigned
        fresh = [key for keyid, key in wanted.items() if keyid in unsigned]
        for key in fresh:
            self.next.sign(ring.signer(key.keyid), append=True)
        return [fact_of(key) for key in fresh]

    def join(self, other: "Draft") -> None:
        """Take over the signatures of another copy of the same draft.

        Raises:
            PublishFault: "draft_other"; it is a draft of something else.
        """
        if other.next.signed_bytes != self.next.signed_bytes:
            raise PublishFault("draft_other", str(other.next.signed.version))
        for keyid in other._result().signed:  # what does not verify is left behind
            self.next.signatures[keyid] = other.next.signatures[keyid]

    @property
    def complete(self) -> bool:
        """Say whether enough holders have signed."""
        return follows(self.next, self.current)

    def facts(self) -> RootDraft:
        """Return what it says and who has signed."""
        result = self._result()
        old = self.current.signed if self.current else None
        # One signature may count for both roots: the missing ones are those of the root that lacks more.
        return RootDraft(
            self.next.signed.version,
            self.next.signed.expires,
            is_offline(self.next.signed),
            {role: _facts(_keys_of(self.next.signed, role)) for role in TOP},
            {role: _beyond(self.next.signed, old, role) for role in TOP},
            {role: _beyond(old, self.next.signed, role) for role in TOP},
            self.next.signed.roles[ROOT].threshold,
            _facts(result.signed.values()),
            max(result.first.missing, result.second.missing),
        )

    def _roots(self) -> list[Root]:
        return [root.signed for root in (self.current, self.next) if root is not None]

    def _result(self) -> RootVerificationResult:
        old = self.current.signed if self.current else None
        return self.next.signed.get_root_verification_result(old, self.next.signed_bytes, self.next.signatures)


def publish(draft: Draft, feed: FeedFolder, ring: KeyRing, now: datetime) -> Settled:
    """Put a root that enough holders have signed into force, with everything that must be signed anew under it.

    Where the former keys are at hand too, what is signed holds under both roots and readers meet no moment at which
    nothing holds. Where they are lost, that moment lasts from one rename to the next.

    Raises:
        PublishFault: "signatures_missing", "draft_stale" (the feed's root is another than the draft follows),
            "key_missing" (a role must be signed anew and its new key is not at hand).
    """
    if not draft.complete:
        raise PublishFault("signatures_missing", str(draft.facts().missing))
    held = feed.root()
    if (held.signed_bytes if held else b"") != (draft.current.signed_bytes if draft.current else b""):
        raise PublishFault("draft_stale", str(draft.next.signed.version))
    signing = Signing(feed, ring, now, root=draft.next, former=held)
    if signing.newest(TARGETS) is None:
        before = feed.newest(TARGETS, held.signed) if held else None
        signing.place(TARGETS, before.signed if before else Targets())
    placing = signing.prepare()
    if placing.waiting:
        raise PublishFault("key_missing", placing.waiting[0])
    for role in _order(placing.new, held):
        signing.lay(role, draft.next if role == ROOT else placing.new[role])
    return Settled(tuple(signing.written), (), placing.notes)


def _order(new: Mapping[str, Metadata[Any]], held: Metadata[Root] | None) -> list[str]:
    """Return in what order roles are placed: the root last where all the rest holds under the former root as well."""
    both = held is not None and all(vouched(held.signed, role, metadata) for role, metadata in new.items())
    rest = [role for role in new if role != TIMESTAMP]
    last = [role for role in new if role == TIMESTAMP]
    return [*rest, *last, ROOT] if both else [*rest, ROOT, *last]


def _metadata(told: Any) -> Metadata[Root]:
    found: Metadata[Any] = Metadata.from_dict(told)
    if not isinstance(found.signed, Root):
        raise ValueError
    return found


def _root_keys(root: Root) -> Mapping[str, Key]:
    return {keyid: root.keys[keyid] for keyid in root.roles[ROOT].keyids}


def _keys_of(root: Root | None, role: str) -> list[Key]:
    return [root.keys[keyid] for keyid in root.roles[role].keyids] if root else []


def _beyond(root: Root | None, other: Root | None, role: str) -> tuple[KeyFact, ...]:
    """Return the keys of a role that `other` does not have in it."""
    known = {key.keyid for key in _keys_of(other, role)}
    return _facts(key for key in _keys_of(root, role) if key.keyid not in known)


def _facts(keys: Iterable[Key]) -> tuple[KeyFact, ...]:
    return tuple(fact_of(key) for key in keys)


def _apart(named: Mapping[str, Sequence[Key]]) -> None:
    """See that no root key does daily work: it must stay in its holder's safe."""
    daily = {key.keyid for role in TOP if role != ROOT for key in named[role]}
    for key in named[ROOT]:
        if key.keyid in daily:
            raise PublishFault("shared_key", fact_of(key).name)
