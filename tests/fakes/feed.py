"""A court that signs a feed into a folder, and can be made to sign badly."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Key,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.feed import FeedSettings, SyncSummary
from localdb.sync.shards import Operation, Packed, Shard, ShardName, pack

YEAR = timedelta(days=365)
TOP = ("root", "timestamp", "snapshot", "targets")


class Court:
    """Sign shards into `folder` as FEED.md has it; every call of `sign` is a new consistent snapshot."""

    def __init__(self, folder: Path, provinces: Sequence[str] = ()) -> None:
        self.folder = folder
        self.keys = {role: CryptoSigner.generate_ed25519() for role in (*TOP, *provinces)}
        self.expires = {role: datetime.now(UTC).replace(microsecond=0) + YEAR for role in self.keys}
        self.targets: dict[str, dict[str, TargetFile]] = {role: {} for role in ("targets", *provinces)}
        self.versions = dict.fromkeys(self.keys, 0)
        self.root = Root(expires=self.expires["root"], consistent_snapshot=True)
        for role in TOP:
            self.root.add_key(self.keys[role].public_key, role)
        self._sign_root(self.keys["root"])
        self.sign()

    @property
    def root_file(self) -> Path:
        """Return the first root, as IT staff hand it out."""
        return self.folder / "metadata" / "1.root.json"

    def publish(
        self,
        operations: Sequence[Operation] = (),
        role: str = "targets",
        kind: str = "cases",
        *,
        packed: Packed | None = None,
        first: int = 0,
        last: int = 0,
        **custom: object,
    ) -> str:
        """Write one shard under the next number of a role, or those given; `custom` lies about it. Return its file."""
        packed = packed or next(pack(operations), Packed(b"", 0, 0))
        folder = "national" if role == "targets" else role
        names = [ShardName.of(path) for path in self.targets[role]]
        first = first or max((name.last for name in names), default=0) + 1
        shard = Shard(ShardName(folder, first, last or first), kind, packed.operations, packed.raw)
        target = TargetFile.from_data(shard.name.path, packed.data, ["sha256"])
        target.unrecognized_fields["custom"] = {**shard.custom, **custom}
        self.targets[role][shard.name.path] = target
        file = self.folder / "targets" / target.get_prefixed_paths()[0]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed.data)
        self.sign()
        return str(file.relative_to(self.folder))

    def sign(self) -> None:
        """Sign targets, provinces, snapshot and timestamp anew."""
        provinces = [role for role in self.keys if role not in TOP]
        for role in provinces:
            self._put(role, Targets(self._next(role), expires=self.expires[role], targets=self.targets[role]))
        self._put("targets", self._national(provinces))
        meta = {f"{role}.json": MetaFile(self.versions[role]) for role in ("targets", *provinces)}
        self._put("snapshot", Snapshot(self._next("snapshot"), expires=self.expires["snapshot"], meta=meta))
        newest = MetaFile(self.versions["snapshot"])
        self._put(
            "timestamp", Timestamp(self._next("timestamp"), expires=self.expires["timestamp"], snapshot_meta=newest)
        )

    def rotate(self, role: str) -> None:
        """Give a top role another key; the root is signed by the former root key too."""
        old = self.keys["root"]
        self.root.revoke_key(self.keys[role].public_key.keyid, role)
        self.keys[role] = CryptoSigner.generate_ed25519()
        self.root.add_key(self.keys[role].public_key, role)
        self._sign_root(old, self.keys["root"])
        self.sign()

    def file(self, name: str) -> Path:
        """Return a metadata file of this feed by its name."""
        return self.folder / "metadata" / name

    def forge(self, name: str, **changes: object) -> None:
        """Change what a metadata file says, and leave the signature as it is."""
        said = json.loads(self.file(name).read_text())
        said["signed"] |= changes
        self.file(name).write_text(json.dumps(said))

    def _national(self, provinces: Sequence[str]) -> Targets:
        national = Targets(self._next("targets"), expires=self.expires["targets"], targets=self.targets["targets"])
        if provinces:
            keys: dict[str, Key] = {self.keys[role].public_key.keyid: self.keys[role].public_key for role in provinces}
            roles = {
                role: DelegatedRole(role, [self.keys[role].public_key.keyid], 1, True, [f"{role}/*"])
                for role in provinces
            }
            national.delegations = Delegations(keys, roles)
        return national

    def _sign_root(self, *signers: CryptoSigner) -> None:
        self.root.version = self._next("root")
        self.root.expires = self.expires["root"]
        signed = Metadata(self.root)
        for signer in signers:
            signed.sign(signer, append=True)
        self._write(f"{self.root.version}.root.json", signed)

    def _put(self, role: str, signed: Any) -> None:
        metadata = Metadata(signed)
        metadata.sign(self.keys[role])
        self._write("timestamp.json" if role == "timestamp" else f"{signed.version}.{quote(role, '')}.json", metadata)

    def _next(self, role: str) -> int:
        self.versions[role] += 1
        return self.versions[role]

    def _write(self, name: str, metadata: Metadata[Any]) -> None:
        self.file(name).parent.mkdir(parents=True, exist_ok=True)
        metadata.to_file(str(self.file(name)))


def published(ws: Workspace, court: Court, *operations: Operation, role: str = "targets") -> SyncSummary:
    """Let the court publish these, and a workspace take them in; return what that brought."""
    court.publish(operations, role)
    return sync_library(ws, FeedSettings(str(court.folder), court.root_file))[0]
