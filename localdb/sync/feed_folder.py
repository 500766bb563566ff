"""The folder of a feed as its publisher has it: versions found, read and placed (FEED.md).

Nothing here is ever written over but timestamp.json: a version that a reader may have seen stays as it was. Every file
comes by a rename. Does not belong here: who may sign, what goes into a version.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from localdb.model.errors import DiskTrouble, PublishFault, disk_reason

ROOT, TARGETS, SNAPSHOT, TIMESTAMP = Root.type, Targets.type, Snapshot.type, Timestamp.type
TOP = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)
Delegator = Root | Targets
_VERSION = re.compile(r"([1-9][0-9]{0,8})\.([a-z0-9]+)\.json")
_PART = ".part"
_PIECE = 2**20


class FeedFolder:
    """Hold the folder of a feed. It need not be there before something is placed in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.metadata = path / "metadata"
        self.targets = path / "targets"

    def versions(self, role: str) -> list[int]:
        """Return the numbers of the versions of a role that lie here, newest first, good or bad."""
        found = (_VERSION.fullmatch(name) for name in self._names())
        return sorted((int(match[1]) for match in found if match and match[2] == role), reverse=True)

    def file(self, role: str, version: int) -> Path:
        """Return where a version of a role lies."""
        return self.metadata / (f"{role}.json" if role == TIMESTAMP else f"{version}.{role}.json")

    def load(self, role: str, version: int = 0) -> Metadata[Any] | None:
        """Return one version of a role, unverified; None when it is not there or is none."""
        if not self.file(role, version).exists():
            return None
        try:
            found: Metadata[Any] = Metadata.from_bytes(self.bytes_of(role, version))
        except (DeserializationError, RecursionError):
            return None
        right = found.signed.type == (role if role in TOP else TARGETS)
        return found if right and version in (0, found.signed.version) else None

    def bytes_of(self, role: str, version: int) -> bytes:
        """Return a version of a role as it lies here.

        Raises:
            DiskTrouble: it cannot be read.
        """
        try:
            return self.file(role, version).read_bytes()
        except OSError as error:
            raise DiskTrouble(self.file(role, version), disk_reason(error)) from error

    def root(self) -> Metadata[Root] | None:
        """Return the newest root, each version signed by the one before; None in a folder without any.

        Raises:
            PublishFault: "root_damaged"; a version is not what the one before it signed.
        """
        last: Metadata[Root] | None = None
        for version in reversed(self.versions(ROOT)):
            found = self.load(ROOT, version)
            if found is None or not follows(found, last):
                raise PublishFault("root_damaged", self.file(ROOT, version).name)
            last = found
        return last

    def newest(self, role: str, delegator: Delegator) -> Metadata[Any] | None:
        """Return the newest version of a role that `delegator` vouches for; None when there is none."""
        for version in [0] if role == TIMESTAMP else self.versions(role):
            found = self.load(role, version)
            if found is not None and vouched(delegator, role, found):
                return found
        return None

    def next_version(self, role: str) -> int:
        """Return the number that no file of this role has had."""
        if role == TIMESTAMP:
            found = self.load(TIMESTAMP)
            if found is None and self.file(TIMESTAMP, 0).exists():
                raise PublishFault("timestamp_damaged", str(self.file(TIMESTAMP, 0)))
            return found.signed.version + 1 if found else 1
        return max(self.versions(role), default=0) + 1

    def place(self, role: str, signed: Metadata[Any]) -> None:
        """Write a version of a role, whole or not at all."""
        _write(self.file(role, signed.signed.version), signed.to_bytes())

    def place_target(self, target: TargetFile, data: bytes) -> None:
        """Write a target under its digest; one that is there already has these very bytes."""
        path = self.target(target)
        if not self.holds(target):
            _write(path, data)

    def target(self, target: TargetFile) -> Path:
        """Return where a target lies."""
        return self.targets / target.get_prefixed_paths()[0]

    def holds(self, target: TargetFile) -> bool:
        """Say whether a target lies here and is what was signed."""
        path, digest = self.target(target), hashlib.sha256()
        try:
            if path.stat().st_size != target.length:
                return False
            with path.open("rb") as stream:
                while piece := stream.read(_PIECE):
                    digest.update(piece)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise DiskTrouble(path, disk_reason(error)) from error
        return digest.hexdigest() == target.hashes.get("sha256")

    def tidy(self) -> None:
        """Take away what a publisher that was killed left half-written. Call it as the only writer."""
        for folder in (self.metadata, self.targets):
            for path in folder.rglob(f".*{_PART}"):
                with suppress(OSError):
                    path.unlink()

    def _names(self) -> Iterator[str]:
        try:
            yield from (entry.name for entry in os.scandir(self.metadata))
        except FileNotFoundError:
            return
        except OSError as error:
            raise DiskTrouble(self.metadata, disk_reason(error)) from error


def vouched(delegator: Delegator, role: str, metadata: Metadata[Any]) -> bool:
    """Say whether the keys that `delegator` names for a role have signed this."""
    try:
        delegator.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
    except (UnsignedMetadataError, RepositoryError, ValueError):
        return False
    return True


def follows(root: Metadata[Root], former: Metadata[Root] | None) -> bool:
    """Say whether a root may take the place of `former`: signed by enough keys of both, and the next number."""
    if former is not None and root.signed.version != former.signed.version + 1:
        return False
    return bool(
        root.signed.get_root_verification_result(former.signed if former else None, root.signed_bytes, root.signatures)
    )


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}{_PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        _settle(path.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise DiskTrouble(path, disk_reason(error)) from error


def _settle(folder: Path) -> None:
    """Bring a rename onto the disk; Windows knows no such thing of a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # such as a share that has no such call
        pass
    finally:
        os.close(handle)
