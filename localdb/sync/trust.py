"""What this data folder trusts of a feed: The Update Framework, through python-tuf, decides, and nothing of ours.

Belongs here: whom to begin with, where the metadata is kept, what python-tuf's refusals mean, which shards are signed.
Does not: fetching, what is due, what becomes of a shard.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tuf.api import exceptions as tuf
from tuf.api.metadata import DelegatedRole, Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.ngclient import Updater

from localdb.model.errors import (
    ClockWrong,
    DiskTrouble,
    FeedExpired,
    FeedRefused,
    FeedUnreachable,
    FeedUnset,
    FileMissing,
    RootRefused,
    ShardDamaged,
    disk_reason,
)
from localdb.model.feed import NATIONAL, FeedTrouble
from localdb.storage.folders import private_folder, write_private
from localdb.sync.fetching import Fetcher
from localdb.sync.shards import Shard

_PREFIX = "metadata"
_SEEN = "seen"  # the newest time at which this data folder used a feed
_LENIENT = timedelta(days=1)  # by which clocks may run back
_LARGEST_ROOT = 512_000  # bytes, as python-tuf has it
_PROVINCE = re.compile(r"[1-6][0-9]{5}")
_VERSION = re.compile(r"([1-9][0-9]{0,8})\.root\.json")
_TOP = (Root.type, Timestamp.type, Snapshot.type, Targets.type)
_TORN = (DeserializationError, ValueError, RecursionError)


class Offer(NamedTuple):
    """Hold a shard with the length and the digests that were signed for it."""

    shard: Shard
    target: TargetFile

    @property
    def path(self) -> str:
        """Return where it lies in the feed: its digest stands before its name."""
        return f"targets/{self.target.get_prefixed_paths()[0]}"

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its bytes."""
        return self.target.hashes["sha256"]


class _Updater(Updater):
    """Lay the newest root beside the others as a file: FAT, exFAT and many shares know no links."""

    def _update_root_symlink(self) -> None:
        root = self._trusted_set.root.version
        write_private(Path(self._dir, "root.json"), Path(self._dir, "root_history", f"{root}.root.json").read_bytes())


class Trust:
    """Keep the metadata of the feed that `fetcher` fetches, in the folder `trust/` of the data folder."""

    def __init__(
        self,
        folder: Path,
        fetcher: Fetcher,
        prefix: str = _PREFIX,
        now: Callable[[], datetime] | None = None,
        metadata: Path | None = None,
    ) -> None:
        self.folder = private_folder(folder)
        self.metadata = metadata or folder / "metadata"
        self._fetcher = fetcher
        self._prefix = prefix
        self._now = now or _now
        self._updater: Updater | None = None

    @property
    def anchor(self) -> str:
        """Return the digest of the earliest root that is trusted here: another feed has another; "" before any."""
        known = self._roots()
        return hashlib.sha256(known[min(known)]).hexdigest() if known else ""

    @property
    def expires(self) -> datetime:
        """Return until when the metadata is good that `refresh` found."""
        until: datetime = min(self._signed(role).expires for role in _TOP)
        return until

    def refresh(self, root: Path | None = None, *, fixed: bool = False) -> None:
        """Bring the metadata up to date, each step verified from the root on.

        `root` is the file of a root: one that the policy names (`fixed`) holds, else it counts while nobody is trusted.
        Nobody is trusted before all metadata has proved right once.

        Raises:
            FeedUnset: "root"; there is none to begin with. FileMissing: the file of the root is not there.
            RootRefused: it is no root, or another than this folder trusts.
            ClockWrong: this machine's clock runs behind what it was, and the feed does not say which of both is wrong.
            FeedExpired, FeedRefused: what the feed offers is too old, or not to be trusted.
            FeedUnreachable: it cannot be had. DiskTrouble: the metadata cannot be kept.
        """
        now = self._now()
        latest = self._latest(now)
        known = self._roots()
        begin = _chosen(known, root, fixed=fixed)
        with self._told(now):
            if not known:
                self._try(begin, root, latest)
            before = self._newest()
            updater = self._updated(self.metadata, begin, latest)
        if latest > now and known and self._newest() <= before:
            raise ClockWrong(now, latest)
        self._updater = updater
        write_private(self.folder / _SEEN, now.isoformat().encode())

    def _newest(self) -> int:
        """Return the version of the timestamp that lies here, 0 before any."""
        with suppress(DiskTrouble, FeedRefused):
            return int(self._signed(Timestamp.type).version)
        return 0

    def offers(self) -> tuple[list[Offer], list[FeedTrouble]]:
        """Return every shard that is signed, and what of the feed is left out because it breaks the rules of FEED.md.

        A province whose metadata is not to be trusted is left out alone; the others go on.

        Raises:
            FeedRefused, FeedExpired, FeedUnreachable, DiskTrouble: as for `refresh`.
        """
        found: tuple[list[Offer], list[FeedTrouble]] = ([], [])
        targets: Targets = self._signed(Targets.type)
        self._read(NATIONAL, targets, found)
        for role in _provinces(targets):
            if f"{role.name}.json" in self._signed(Snapshot.type).meta:
                self._read_province(role, found)
        return found

    def _read_province(self, role: DelegatedRole, found: tuple[list[Offer], list[FeedTrouble]]) -> None:
        name = role.name
        if not _PROVINCE.fullmatch(name) or role.paths != [f"{name}/*"] or not role.terminating:
            found[1].append(FeedTrouble(name, "delegation"))
            return
        try:
            self.target(f"{name}/.")  # loads the role
            self._read(name, self._signed(name), found)
        except FeedExpired as error:
            found[1].append(FeedTrouble(name, "expired", (error.until.date().isoformat(),)))
        except FeedRefused as error:
            found[1].append(FeedTrouble(name, "refused", (error.reason,)))

    def _read(self, folder: str, targets: Targets, found: tuple[list[Offer], list[FeedTrouble]]) -> None:
        for path, told in targets.targets.items():
            try:
                shard = Shard.of(path, told.custom)
            except ShardDamaged as error:
                found[1].append(FeedTrouble(folder, error.reason, (path,)))
                continue
            target = self.target(path) if shard.name.folder == folder else None
            if target is None or "sha256" not in target.hashes:
                found[1].append(FeedTrouble(folder, "folder" if target is None else "custom", (path,)))
            else:
                found[0].append(Offer(shard, target))

    def target(self, path: str) -> TargetFile | None:
        """Return what is signed about a target by whoever may speak for its path; None when nobody signed it.

        Raises:
            FeedRefused, FeedExpired, FeedUnreachable, DiskTrouble: as for `refresh`, which comes first.
        """
        if self._updater is None:
            raise FeedUnset(("root",))
        with self._told(self._now()):
            return self._updater.get_targetinfo(path)

    def _try(self, begin: bytes, root: Path | None, latest: datetime) -> None:
        """Verify everything beside, and only then trust it: a mistaken root must not be there for good."""
        aside = self.folder / "metadata.new"
        shutil.rmtree(aside, ignore_errors=True)
        try:
            self._updated(private_folder(aside), begin, latest)
        except tuf.RepositoryError as error:
            if root is not None and not any(aside.rglob("*.root.json")):  # not even signed by itself
                raise RootRefused(root, "none") from error
            raise
        shutil.rmtree(self.metadata, ignore_errors=True)
        aside.replace(self.metadata)

    def _updated(self, folder: Path, begin: bytes, latest: datetime) -> Updater:
        for left in folder.glob("tmp*"):  # by a sync that was killed
            left.unlink(missing_ok=True)
        updater = _Updater(str(folder), f"{self._prefix}/", fetcher=self._fetcher, bootstrap=begin)
        if latest > self._now():  # else python-tuf's own clock is the one
            updater._trusted_set.reference_time = latest
        updater.refresh()
        return updater

    def _signed(self, role: str) -> Any:
        """Return the metadata of a role as it lies here; it was verified when it was put there."""
        file = self.metadata / f"{role}.json"
        try:
            return Metadata.from_bytes(file.read_bytes()).signed
        except OSError as error:
            raise DiskTrouble(file, disk_reason(error, "io")) from error
        except _TORN as error:
            raise FeedRefused(file.name, "damaged") from error

    def _roots(self) -> dict[int, bytes]:
        """Return version -> the roots that were trusted here; what a power cut left of one is none."""
        files = (self.metadata / "root_history").glob("*.root.json")
        held = {int(match[1]): file.read_bytes() for file in files if (match := _VERSION.fullmatch(file.name))}
        return {version: data for version, data in held.items() if _root(data) is not None}

    def _latest(self, now: datetime) -> datetime:
        """Return the time at which metadata must still be good: the latest that was seen, where the clock ran back.

        It is wrong now, or it was then. Where the feed has signed anew since, and for longer than that time, it was
        then: so a clock that once ran ahead is forgotten as the feed goes on, while old metadata, on which a clock that
        was set back would throw no doubt, is not believed again.
        """
        with suppress(OSError, ValueError):
            seen = datetime.fromisoformat((self.folder / _SEEN).read_text())
            if seen.tzinfo is not None and now < seen - _LENIENT:
                return seen
        return now

    @contextmanager
    def _told(self, now: datetime) -> Iterator[None]:
        """Tell what python-tuf tells as errors that Leian foresees."""
        fetcher = self._fetcher
        try:
            yield
        except tuf.ExpiredMetadataError as error:
            expired, latest = self._expired(now), self._latest(now)
            if latest > now and expired.until >= now:  # it is good by the clock of now
                raise ClockWrong(now, latest) from error
            raise expired from error
        except tuf.DownloadHTTPError as error:
            raise FeedUnreachable(fetcher.where(fetcher.last), "missing") from error
        except tuf.DownloadLengthMismatchError as error:
            raise FeedRefused(fetcher.last, "length") from error
        except tuf.DownloadError as error:
            raise FeedUnreachable(fetcher.where(fetcher.last), "other") from error
        except tuf.RepositoryError as error:
            raise FeedRefused(fetcher.last, _reason(error, fetcher.last)) from error
        except OSError as error:
            raise DiskTrouble(self.metadata, disk_reason(error)) from error

    def _expired(self, now: datetime) -> FeedExpired:
        """Find which metadata is too old: python-tuf says so in words only."""
        files = sorted(self.folder.rglob("*.root.json"), key=lambda file: (len(file.name), file.name))[-1:]
        files += [self.metadata / f"{role}.json" for role in (Timestamp.type, Snapshot.type, Targets.type)]
        held = [file.read_bytes() for file in files if file.exists()]
        for data in (*held, *reversed(self._fetcher.received.values())):
            with suppress(*_TORN):
                signed = Metadata.from_bytes(data).signed
                if signed.is_expired(now):
                    return FeedExpired(signed.type, signed.expires, now)
        return FeedExpired(self._fetcher.last, now, now)


def _chosen(known: dict[int, bytes], root: Path | None, *, fixed: bool) -> bytes:
    """Return the root to begin with, if the one that is named is not another than this data folder trusts."""
    if root is None:
        if not known:
            raise FeedUnset(("root",))
        return known[min(known)]
    given = _root_of(root)
    metadata = _root(given)
    if metadata is None:
        raise RootRefused(root, "none")
    version = metadata.signed.version
    held = _root(known[version]) if version in known else None
    if held is not None and held.signed_bytes == metadata.signed_bytes:
        return given if fixed else known[min(known)]
    if known and (held is not None or not fixed):
        raise RootRefused(root, "trusted")
    return given


def _root_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST_ROOT)
    except FileNotFoundError:
        raise FileMissing(path) from None
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error, "io")) from error


def _root(data: bytes) -> Metadata[Root] | None:
    with suppress(*_TORN):
        found: Metadata[Any] = Metadata.from_bytes(data)
        return found if found.signed.type == Root.type else None
    return None


def _provinces(targets: Targets) -> list[DelegatedRole]:
    roles = targets.delegations.roles if targets.delegations else None
    return list(roles.values()) if roles else []


def _reason(error: tuf.RepositoryError, name: str) -> str:
    if isinstance(error, tuf.UnsignedMetadataError):
        return "signature"
    if isinstance(error, tuf.BadVersionNumberError):
        return "rollback" if name.endswith(("timestamp.json", "root.json")) else "mixed"
    if isinstance(error, tuf.LengthOrHashMismatchError):
        return "length"
    return "damaged" if isinstance(error, DeserializationError) else "mixed"


def _now() -> datetime:
    return datetime.now(UTC)
