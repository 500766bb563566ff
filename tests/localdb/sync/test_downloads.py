"""A shard is fetched once: resumed where it broke, verified, kept until it is applied, and never believed unseen."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes.feed import Court
from fakes.feed_server import FeedServer, serving

from localdb.model.errors import Cancelled, DiskTrouble, FeedRefused, FeedUnreachable
from localdb.model.feed import FeedSettings
from localdb.sync.downloads import Downloads
from localdb.sync.fetching import Flow
from localdb.sync.fetching_http import HttpFetcher
from localdb.sync.shards import Packed
from localdb.sync.trust import Offer, Trust

if sys.platform != "win32":
    import resource

DATA = os.urandom(400_000)
END = "jsonl.zst"


@pytest.fixture
def court(tmp_path: Path) -> Court:
    court = Court(tmp_path / "feed")
    court.publish(packed=Packed(DATA, 1, 10))
    return court


@pytest.fixture
def server(court: Court) -> Iterator[FeedServer]:
    with serving(court.folder) as server:
        yield server


class Sync:
    """Hold what one sync fetches with."""

    def __init__(self, folder: Path, server: FeedServer, root: Path, flow: Flow | None = None) -> None:
        self.fetcher = HttpFetcher(FeedSettings(server.address), flow, seconds=2.0)
        trust = Trust(folder / "trust", self.fetcher)
        trust.refresh(root)
        (self.offer,), _ = trust.offers()
        self.downloads = Downloads(folder / "trust" / "shards", self.fetcher, pause=0.0)

    def fetch(self) -> bytes:
        return self.downloads.fetch(self.offer).read_bytes()


@pytest.fixture
def sync(tmp_path: Path, server: FeedServer, court: Court) -> Iterator[Sync]:
    sync = Sync(tmp_path, server, court.root_file)
    yield sync
    sync.fetcher.close()


def test_a_shard_is_fetched_once_until_it_is_dropped(sync: Sync, server: FeedServer) -> None:
    assert sync.fetch() == sync.fetch() == DATA
    assert server.sent(END) == len(DATA)
    sync.downloads.drop(sync.offer)
    assert list(sync.downloads.folder.iterdir()) == []


def test_a_server_gone_in_mid_file_is_taken_up_where_it_broke(sync: Sync, server: FeedServer) -> None:
    server.faults.cut[END] = [65_536, 1, 100_000]
    assert sync.fetch() == DATA
    assert server.sent(END) == len(DATA)


def test_a_server_gone_for_good_leaves_what_came_to_the_next_sync(sync: Sync, server: FeedServer) -> None:
    server.faults.cut[END] = [100_000, 0, 0, 0, 0]
    with pytest.raises(FeedUnreachable, match="cut"):
        sync.fetch()
    assert sync.fetch() == DATA
    assert server.sent(END) == len(DATA)


def test_a_server_that_gives_a_few_bytes_a_time_is_left(sync: Sync, server: FeedServer) -> None:
    server.faults.cut[END] = [10] * 20
    with pytest.raises(FeedUnreachable, match="cut"):
        sync.fetch()
    assert len(server.faults.cut[END]) == 16


def test_a_server_without_ranges_still_completes(sync: Sync, server: FeedServer) -> None:
    server.faults.cut[END], server.faults.no_range = [100_000], True
    assert sync.fetch() == DATA


def test_what_was_tampered_with_is_refused_and_gone_and_the_true_one_comes(
    sync: Sync, court: Court, server: FeedServer
) -> None:
    (file,) = court.folder.rglob("*.zst")
    file.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(FeedRefused, match="length"):
        sync.fetch()
    assert list(sync.downloads.folder.iterdir()) == []
    file.write_bytes(DATA)
    assert sync.fetch() == DATA


@pytest.mark.parametrize("more", [b"more", b""])
def test_a_file_of_another_length_is_refused(sync: Sync, court: Court, more: bytes) -> None:
    (file,) = court.folder.rglob("*.zst")
    file.write_bytes(DATA + more if more else DATA[:1000])
    with pytest.raises(FeedRefused, match="length"):
        sync.fetch()


def test_endless_data_is_cut_off(sync: Sync, server: FeedServer) -> None:
    server.faults.endless.add(END)
    with pytest.raises(FeedRefused, match="length"):
        sync.fetch()
    assert sync.fetcher.flow.count < 2 * len(DATA)


def test_a_part_of_something_else_does_no_harm(sync: Sync) -> None:
    part = sync.downloads.folder / f"{sync.offer.digest}.part"
    for wrong in (b"x" * 1000, b"x" * len(DATA), b"x" * (len(DATA) + 9)):
        part.write_bytes(wrong)
        assert sync.fetch() == DATA
        sync.downloads.drop(sync.offer)


def test_a_whole_shard_that_a_worn_disk_spoilt_is_fetched_again(sync: Sync) -> None:
    sync.downloads.fetch(sync.offer).write_bytes(b"spoilt")
    assert sync.fetch() == DATA


def test_a_pause_in_mid_file_goes_on_where_it_was(tmp_path: Path, server: FeedServer, court: Court) -> None:
    server.faults.piece, server.faults.pause = 50_000, 0.005
    flow, looks = Flow(sleep=lambda seconds: None), iter([True] * 3)
    flow.paused = lambda: flow.count > 200_000 and next(looks, False)
    sync = Sync(tmp_path, server, court.root_file, flow)
    assert sync.fetch() == DATA
    starts = [each.start for each in server.log if each.path.endswith(END)]
    assert len(starts) == 2
    assert 0 == starts[0] < starts[1]
    sync.fetcher.close()


def test_a_cancelled_download_is_taken_up(tmp_path: Path, server: FeedServer, court: Court) -> None:
    server.faults.piece, server.faults.pause = 50_000, 0.005
    flow = Flow()
    sync = Sync(tmp_path, server, court.root_file, flow)
    flow.cancelled = lambda: flow.count > 200_000
    with pytest.raises(Cancelled):
        sync.fetch()
    flow.cancelled = lambda: False
    assert sync.fetch() == DATA
    starts = [each.start for each in server.log if each.path.endswith(END)]
    assert 0 == min(starts) < max(starts)  # the server tells of the one that was left when it notices
    sync.fetcher.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_full_disk_is_told_and_what_came_is_taken_up(sync: Sync, server: FeedServer) -> None:
    with _room_for(100_000), pytest.raises(DiskTrouble) as told:
        sync.fetch()
    assert told.value.reason == "too_big"
    assert sync.fetch() == DATA
    assert min(each.start for each in server.log if each.path.endswith(END) and each.start) >= 1


def test_what_is_no_longer_offered_is_let_go_of(sync: Sync) -> None:
    sync.fetch()
    (sync.downloads.folder / "old.part").write_bytes(b"x")
    sync.downloads.tidy([sync.offer])
    assert [file.name for file in sync.downloads.folder.iterdir()] == [sync.offer.digest]
    sync.downloads.tidy(list[Offer]())
    assert list(sync.downloads.folder.iterdir()) == []


@contextmanager
def _room_for(size: int) -> Iterator[None]:
    """Let this process write no file beyond so many bytes, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
