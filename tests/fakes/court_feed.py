"""A court that publishes, in a folder of a test: real keys, real signatures, and python-tuf's own client to read it.

Belongs here: a whole feed in a few lines. Does not: anything that stands in for signing or verifying.
"""

import io
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlparse

from fakes.files import json_lines, record
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from localdb.engine import feed_keys
from localdb.engine.publish import Publication, publish
from localdb.model.publishing import PublishSummary, Settled
from localdb.reference import Reference
from localdb.sync import key_files
from localdb.sync.sequence import entries_of, folder_of
from localdb.sync.shards import Model, Put, Table, Withdraw, read

PASSPHRASE = "一个足够长的口令"
ROOTS = ("root-1", "root-2", "root-3")
DAILY = ("targets", "snapshot", "timestamp")
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def ask(*_: object) -> str:
    """Answer every question for a passphrase."""
    return PASSPHRASE


class Folder(FetcherInterface):
    """Fetch from a folder, as a client without a network does."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = Path(unquote(urlparse(url).path))
        if not path.is_file():
            raise DownloadHTTPError("no such file", 404)
        yield path.read_bytes()


class Court:
    """Keep a feed in `base`: each root key in a folder of its own, the daily keys in `keys`."""

    def __init__(self, base: Path, reference: Reference) -> None:
        self.base = base
        self.feed = base / "feed"
        self.keys = base / "keys"
        self._reference = reference
        self._number = 0

    def begin(self, offline: bool = False) -> "Court":
        """Make keys, have two of three holders sign the first root, and put it into force."""
        for name in ROOTS:
            self.make(name, self.base / name)
        for name in DAILY:
            self.make(name)
        roles = {"root": [self.public(name, self.base / name) for name in ROOTS]}
        roles |= {name: [self.public(name)] for name in DAILY}
        self.change_root(roles, ROOTS[:2], offline=offline)
        return self

    def make(self, name: str, folder: Path | None = None) -> Path:
        """Make a key; return its public part."""
        feed_keys.make_keys(folder or self.keys, [name], ask)
        return self.public(name, folder)

    def public(self, name: str, folder: Path | None = None) -> Path:
        """Return where the public part of a key lies."""
        return (folder or self.keys) / f"{name}.pub"

    def change_root(
        self,
        roles: Mapping[str, Sequence[Path]],
        holders: Sequence[str],
        offline: bool | None = None,
        keys: Path | None = None,
    ) -> Settled:
        """Draw up the next root, have the holders sign it in turns, and put it into force."""
        self._number += 1
        draft = self.base / f"draft-{self._number}.json"
        feed_keys.draw_root(self.feed, draft, roles, offline=offline)
        for holder in holders:
            feed_keys.sign_root(draft, [self.base / holder], ask)
        return feed_keys.publish_root(self.feed, [draft], [keys or self.keys], ask)

    def publish(self, records: Sequence[Mapping[str, object]] = (), **wanted: object) -> PublishSummary:
        """Publish records, or whatever else a Publication may want."""
        paths: tuple[Path, ...] = ()
        if records:
            self._number += 1
            path = self.base / f"records-{self._number}.jsonl"
            path.write_bytes(json_lines(records))
            paths = (path,)
        told: dict[str, object] = {"feed": self.feed, "places": (self.keys,), "paths": paths, **wanted}
        return publish(Publication(**told), self._reference, RESOURCES, ask)  # type: ignore[arg-type]

    def renew(self, *roles: str) -> Settled:
        """Renew what the daily keys sign."""
        return feed_keys.renew(self.feed, [self.keys], ask, roles)


class Client:
    """Read a feed with python-tuf's own client; `trusted` is the root that it was installed with."""

    def __init__(self, folder: Path, feed: Path, trusted: int = 1) -> None:
        self._folder = folder
        self.feed = feed
        (folder / "metadata").mkdir(parents=True, exist_ok=True)
        (folder / "targets").mkdir(exist_ok=True)
        self._bootstrap: bytes | None = (feed / "metadata" / f"{trusted}.root.json").read_bytes()

    def updater(self) -> Updater:
        """Return an updater that has refreshed."""
        updater = Updater(
            str(self._folder / "metadata"),
            self.feed.as_uri() + "/metadata/",
            str(self._folder / "targets"),
            self.feed.as_uri() + "/targets/",
            fetcher=Folder(),
            bootstrap=self._bootstrap,
        )
        self._bootstrap = None  # from now on it trusts what it has seen
        updater.refresh()
        return updater

    def sync(self, role: str = "targets", after: int = 0, state: dict[str, object] | None = None) -> dict[str, object]:
        """Apply the operations of a role after a sequence number, as FEED.md says, to a state of id -> content."""
        updater, held = self.updater(), state if state is not None else {}
        # The first question for a target of the province makes the client load and verify its metadata.
        updater.get_targetinfo(f"{folder_of(role)}/none")
        for entry in entries_of(role, updater._trusted_set[role]):  # type: ignore[arg-type]
            if entry.shard.name.last <= after:
                continue
            info = updater.get_targetinfo(entry.target.path)
            assert info is not None
            data = Path(updater.download_target(info)).read_bytes()
            for line in read(io.BytesIO(data), entry.shard):
                match line.operation:
                    case Put(case):
                        held[str(case["id"])] = case
                    case Withdraw() as withdraw:
                        held.pop(withdraw.id, None)
                    case Table(name, rows):
                        held[f"table {name}"] = rows
                    case Model(name, content):
                        held[f"model {name}"] = content
        return held


def as_sent(held: dict[str, object], sent: Iterable[Mapping[str, object]]) -> bool:
    """Say whether a feed holds just these records, whatever more was read out of their texts."""
    wanted = {str(one["id"]): one for one in sent}
    whole = {ident: {**one, **wanted.get(ident, {})} for ident, one in held.items() if isinstance(one, Mapping)}
    return held.keys() == wanted.keys() and whole == held


def records(*idents: str, text: str = "") -> list[dict[str, object]]:
    """Make case records that admission takes, as they come back out of a feed."""
    made = [record(ident, text) for ident in idents]
    return [{**one, "full_text": str(one["full_text"]).strip()} for one in made]


def cheap(monkeypatch: object) -> None:
    """Make passphrases cheap to try: a test signs a hundred times."""
    monkeypatch.setitem(key_files._COSTS, "time_cost", 1)  # type: ignore[attr-defined]
    monkeypatch.setitem(key_files._COSTS, "memory_cost", 64)  # type: ignore[attr-defined]


def copied(folder: Path, to: Path) -> Path:
    """Carry a folder somewhere, as an administrator does with a stick."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return to
