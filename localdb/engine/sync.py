"""Bring the library up to date from the court's signed feed: trust, fetch, apply, hand to the index.

Belongs here: the order of these steps, so that a kill between any two loses nothing. Does not: the rule of any of them.
Every shard is verified before it is applied and dropped after, so that it is fetched once.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from localdb.engine.applying import Applying
from localdb.engine.feed_models import lost, that_bring_models
from localdb.engine.feed_tables import settle_tables
from localdb.engine.fold_waiting import fold_waiting
from localdb.engine.index_backlog import drain_index
from localdb.engine.spare_cores import SpareCores
from localdb.engine.workspace import Workspace
from localdb.model.errors import (
    Cancelled,
    FeedRefused,
    FeedUnreachable,
    FeedUnset,
    LeianError,
    LibraryBusy,
    ShardDamaged,
    SyncBusy,
)
from localdb.model.feed import FeedSettings, FeedTrouble, SyncProgress, SyncStage, SyncSummary
from localdb.model.library import Changes
from localdb.storage.folders import private_folder
from localdb.storage.lock import Lock, sole_writer
from localdb.sync.downloads import Downloads
from localdb.sync.due import due
from localdb.sync.fetching import Fetcher, Flow
from localdb.sync.fetching_folder import FolderFetcher
from localdb.sync.fetching_http import HttpFetcher
from localdb.sync.trust import Offer, Trust

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # one letter is a drive
_KILO = 1024
_MISSING = "missing"  # reason of FeedUnreachable: the feed has no such file
_TELL = 0.1  # seconds between two reports of progress
Progress = Callable[[SyncProgress], object]
Asked = Callable[[], bool]


def sync_library(
    ws: Workspace,
    settings: FeedSettings,
    progress: Progress | None = None,
    paused: Asked | None = None,
    cancelled: Asked | None = None,
    leaving: Asked | None = None,
) -> tuple[SyncSummary, Changes]:
    """Bring the library and its index up to date; return what that changed.

    Searches go on meanwhile from what was there. Where `cancelled` answers True, what was applied stays, and the next
    sync takes up the rest; a kill at any moment does no more harm. What was applied reaches the index all the same,
    unless `leaving` answers True too (None: as `cancelled`): then the next drain does that.

    Raises:
        FeedUnset: there is no address, or nobody to trust. RootRefused: another root than is trusted.
        SyncBusy: another sync of this data folder is running. LibraryBusy: an import is.
        FeedUnreachable, FeedRefused, FeedExpired, ClockWrong: the feed cannot be had or trusted. A shard that is not
            there, or not what was signed, is no error: its role waits, and the summary says so.
        DiskTrouble: something cannot be written.
        These are raised where nothing was applied yet; else the summary tells what was, and names the `trouble`.
    """
    if not settings.address:
        trusted = settings.root or any((ws.trust / "metadata").glob("root.json"))
        raise FeedUnset(("feed",) if trusted else ("feed", "root"))
    flow = Flow(settings.bandwidth * _KILO, cancelled, paused)
    with (
        _alone(private_folder(ws.trust) / "sync.lock"),
        closing(fetcher_of(settings, flow)) as fetcher,
        SpareCores(ws) as spare,
    ):
        sync = _Sync(ws, settings, fetcher, progress, spare)
        stopped, trouble = False, None
        try:
            sync.run()
        except Cancelled:
            stopped = True
        except LeianError as error:
            if not sync.applied:
                raise
            trouble = error
    return sync.finish(stopped, trouble, leaving or flow.cancelled)


def trusted_root(ws: Workspace) -> str:
    """Return the SHA-256 of the earliest root file that this data folder trusts, "" while it trusts nobody."""
    if not ws.trust.is_dir():
        return ""
    return Trust(ws.trust, FolderFetcher(ws.trust)).anchor


def fetcher_of(settings: FeedSettings, flow: Flow) -> Fetcher:
    """Return the fetcher for an address.

    Raises:
        FeedUnreachable: "address"; it is neither HTTP, HTTPS nor a folder. Else as for HttpFetcher.
    """
    scheme = _SCHEME.match(settings.address)
    if scheme is None:
        return FolderFetcher(Path(settings.address).expanduser(), flow)
    if scheme[1].lower() not in ("http", "https"):
        raise FeedUnreachable(settings.address, "address")
    return HttpFetcher(settings, flow)


class _Sync:
    """Carry one sync from its metadata to the index."""

    def __init__(
        self,
        ws: Workspace,
        settings: FeedSettings,
        fetcher: Fetcher,
        progress: Progress | None,
        spare: SpareCores,
    ) -> None:
        self._ws = ws
        self._settings = settings
        self._fetcher = fetcher
        self._flow = fetcher.flow
        self._spare = spare
        self._progress = progress
        self._told = 0.0
        self._trust = Trust(ws.trust, fetcher)
        self._downloads = Downloads(ws.trust / "shards", fetcher)
        self._applying: Applying | None = None
        self._troubles: list[FeedTrouble] = []
        self._blocked: set[str] = set()
        self._folded = False  # cases of an older version were
        self._at = SyncProgress(SyncStage.METADATA)

    def run(self) -> None:
        """Apply every shard that is due, in order; each is there for good before the next is fetched."""
        self._tell(self._at)
        self._trust.refresh(self._settings.root, fixed=self._settings.root_fixed)
        offers, self._troubles = self._trust.offers()
        self._begin()
        lacking = lost(self._ws)
        wanted = self._wanted(offers, again=bool(lacking))
        self._downloads.tidy(wanted)
        self._spare.expect(sum(offer.shard.operations for offer in wanted if offer.shard.known))
        self._at = self._at._replace(
            shards=len(wanted), total_bytes=sum(offer.target.length for offer in wanted if offer.shard.known)
        )
        for number, offer in enumerate(wanted, 1):
            folder = offer.shard.name.folder
            self._at = self._at._replace(folder=folder, shard=number)
            if folder not in self._blocked:
                self._try(offer, folder)
        if lacking and not self._blocked and (gone := lost(self._ws)):
            self._forget(gone)

    def _try(self, offer: Offer, folder: str) -> None:
        """Take or leave a shard; what is wrong with one holds up its own role alone, whose numbers it breaks."""
        try:
            (self._take if offer.shard.known else self._leave)(offer)
        except ShardDamaged as error:
            self._block(folder, error.path, error.reason)
        except FeedRefused as error:
            self._block(folder, error.name, error.reason)
        except FeedUnreachable as error:
            if error.reason != _MISSING:  # else the server answers, and may have the others
                raise
            self._block(folder, offer.path, error.reason)

    def _block(self, folder: str, path: str, reason: str) -> None:
        self._blocked.add(folder)
        self._troubles.append(FeedTrouble(folder, "shard", (path, reason)))

    @property
    def applied(self) -> bool:
        """Say whether anything of the feed is in the library by now."""
        return self._folded or (self._applying is not None and self._applying.tally.shards > 0)

    def finish(self, stopped: bool, trouble: LeianError | None, leaving: Asked) -> tuple[SyncSummary, Changes]:
        """Hand what came to the index, and count up."""
        tally = self._applying.tally if self._applying else None
        left = tuple(self._troubles)
        summary = SyncSummary(fetched=self._flow.count, troubles=left, cancelled=stopped, trouble=trouble)
        if not stopped and trouble is None:
            summary = replace(summary, expires=self._trust.expires)
        if tally is not None:
            summary = replace(
                summary,
                read=tally.read,
                added=tally.added,
                replaced=tally.replaced,
                withdrawn=tally.withdrawn,
                duplicates=tally.duplicates,
                rejected=tally.reasons.total(),
                reasons=dict(tally.reasons),
                rejections=tuple(tally.rejections),
                news=tally.told_news,
                tables=tuple(tally.tables),
                models=tuple(tally.models),
                shards=tally.shards,
            )
        changes = summary.changes or self._folded
        return summary, Changes(library=changes, index=changes) | self._drain(leaving)

    def _begin(self) -> None:
        """Settle what a sync that was killed left, and whose feed the numbers in the library count."""
        library = self._ws.library
        with sole_writer(self._ws.lock):
            with library.store.write():
                library.feed.begin(self._trust.anchor)
            settle_tables(self._ws)
            self._folded = fold_waiting(self._ws, self._flow.cancelled)

    def _wanted(self, offers: list[Offer], again: bool) -> list[Offer]:
        """Return what is due; `again`: and what brings models."""
        feed = self._ws.library.feed
        shards = [offer.shard for offer in offers]
        found = due(shards, feed.applied(), feed.left() | (that_bring_models(shards) if again else set()))
        self._troubles += found.troubles
        by_name = {offer.shard.name: offer for offer in offers}
        return [by_name[shard.name] for shard in found.shards]

    def _forget(self, models: list[str]) -> None:
        """Look no more for models that the feed has not, or has in no form that this version reads."""
        library = self._ws.library
        with sole_writer(self._ws.lock), library.store.write():
            library.feed.forget_models(models)

    def _leave(self, offer: Offer) -> None:
        """Pass over a shard of an unknown kind, and remember it for the version that knows it."""
        library, name = self._ws.library, offer.shard.name
        with sole_writer(self._ws.lock), library.store.write():
            library.feed.leave(name.path)
            library.feed.apply(name.folder, name.last)

    def _take(self, offer: Offer) -> None:
        before = self._at.bytes_done
        self._tell(self._at._replace(stage=SyncStage.DOWNLOAD))
        file = self._downloads.fetch(
            offer, lambda here: self._tell(self._at._replace(stage=SyncStage.DOWNLOAD, bytes_done=before + here))
        )
        self._at = self._at._replace(bytes_done=before + offer.target.length)
        with sole_writer(self._ws.lock):
            if self._applying is None:
                self._applying = Applying(self._ws, self._spare)
            done = self._applying.apply(offer.shard, file, self._tell_records, self._flow.cancelled)
        if not done:
            raise Cancelled
        self._at = self._at._replace(records=self._applying.tally.read)
        self._downloads.drop(offer)

    def _drain(self, leaving: Asked) -> Changes:
        try:
            return drain_index(self._ws, self._tell_index, leaving, at_once=True)
        except (LibraryBusy, Cancelled):  # whoever writes the index now, or the next search, takes in the rest
            return Changes()

    def _tell_records(self, count: int) -> None:
        self._tell(self._at._replace(stage=SyncStage.APPLY, records=self._at.records + count))

    def _tell_index(self, done: int, total: int) -> None:
        self._tell(SyncProgress(SyncStage.INDEX, records=done, total=total))

    def _tell(self, at: SyncProgress) -> None:
        now = time.monotonic()
        if self._progress is not None and (now - self._told >= _TELL or at.stage is not self._at.stage):
            self._told = now
            self._progress(at)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    try:
        lock = Lock(path)
    except LibraryBusy as error:
        raise SyncBusy(path) from error
    with closing(lock):
        yield
