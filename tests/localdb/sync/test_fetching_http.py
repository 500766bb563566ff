"""A feed behind a web server: by the court's own CA and proxy, never off the host, and cut off where it must be."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.feed_server import FeedServer, authority, papers, server_context, serving
from tuf.api.exceptions import DownloadHTTPError, DownloadLengthMismatchError

from localdb.model.errors import Cancelled, FeedUnreachable, FileMissing, FileUnreadable
from localdb.model.feed import FeedSettings
from localdb.sync import fetching
from localdb.sync.fetching import Flow
from localdb.sync.fetching_http import HttpFetcher

DATA = bytes(range(256)) * 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.json").write_bytes(DATA)
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[FeedServer]:
    with serving(folder) as server:
        yield server


def fetched(settings: FeedSettings, start: int = 0, flow: Flow | None = None, seconds: float = 5.0) -> bytes:
    fetcher = HttpFetcher(settings, flow, seconds)
    try:
        return b"".join(fetcher.watched("a.json", fetcher.pieces("a.json", start)))
    finally:
        fetcher.close()


@pytest.mark.parametrize("no_range", [False, True])
def test_a_file_is_read_from_any_place_of_it(server: FeedServer, no_range: bool) -> None:
    server.faults.no_range = no_range
    settings = FeedSettings(server.address)
    assert (fetched(settings), fetched(settings, 70_000)) == (DATA, DATA[70_000:])
    assert fetched(FeedSettings(server.address + "/"), len(DATA)) == b""


@pytest.mark.parametrize("status", [403, 404])
def test_what_is_not_there_is_told_to_the_updater(server: FeedServer, status: int) -> None:
    server.faults.status["a.json"] = status
    with pytest.raises(DownloadHTTPError) as told:
        fetched(FeedSettings(server.address))
    assert told.value.status_code == status


def test_a_server_that_is_unwell_is_told(server: FeedServer) -> None:
    server.faults.status["a.json"] = 503
    with pytest.raises(FeedUnreachable, match="503"):
        fetched(FeedSettings(server.address))


def test_a_server_gone_in_mid_file_is_told(server: FeedServer) -> None:
    server.faults.cut["a.json"] = [1000]
    with pytest.raises(FeedUnreachable, match="cut"):
        fetched(FeedSettings(server.address))


def test_a_silent_server_is_left(server: FeedServer) -> None:
    server.faults.silent.add("a.json")
    with pytest.raises(FeedUnreachable, match="timeout"):
        fetched(FeedSettings(server.address), seconds=0.2)


def test_a_server_that_drips_is_cut_off(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SLOW_SECONDS", 0.2)
    server.faults.pause, server.faults.piece = 0.02, 1
    with pytest.raises(FeedUnreachable, match="slow"):
        fetched(FeedSettings(server.address))


def test_a_server_that_drips_its_head_is_cut_off(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "FIRST_SECONDS", 0.2)
    server.faults.dripping.add("a.json")
    with pytest.raises(FeedUnreachable, match="slow"):
        fetched(FeedSettings(server.address))


def test_endless_metadata_is_cut_off(server: FeedServer) -> None:
    server.faults.endless.add("a.json")
    fetcher = HttpFetcher(FeedSettings(server.address))
    with pytest.raises(DownloadLengthMismatchError):
        fetcher.download_bytes("/a.json", 300_000)
    fetcher.close()
    assert fetcher.flow.count < 600_000


def test_redirects_are_followed_on_the_host_and_not_off_it(server: FeedServer, folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "c").write_bytes(b"moved")
    server.faults.redirect["a.json"] = "/b/c"
    assert fetched(FeedSettings(server.address)) == b"moved"
    with serving(folder) as other:
        server.faults.redirect["a.json"] = f"{other.address}/a.json"
        with pytest.raises(FeedUnreachable, match="redirect"):
            fetched(FeedSettings(server.address))
        assert other.log == []
    server.faults.redirect["a.json"] = "/a.json"
    with pytest.raises(FeedUnreachable, match="redirect"):
        fetched(FeedSettings(server.address))


def test_a_server_nobody_knows_is_told() -> None:
    with pytest.raises(FeedUnreachable, match=r"dns|refused"):
        fetched(FeedSettings("http://feed.invalid"))
    with pytest.raises(FeedUnreachable, match="refused"):
        fetched(FeedSettings("http://127.0.0.1:1"))


def test_the_courts_own_ca_is_asked_for_and_enough(folder: Path, tmp_path: Path) -> None:
    ca = authority(tmp_path / "ca")
    with serving(folder, server_context(papers(tmp_path / "ca", ca))) as server:
        assert fetched(FeedSettings(server.address, ca=ca.certificate)) == DATA
        for other in (None, authority(tmp_path / "another").certificate):
            with pytest.raises(FeedUnreachable, match="tls"):
                fetched(FeedSettings(server.address, ca=other))


def test_a_server_that_wants_a_certificate_gets_it(folder: Path, tmp_path: Path) -> None:
    ca = authority(tmp_path / "ca")
    own, judge = papers(tmp_path / "ca", ca), papers(tmp_path / "ca", ca, "法官")
    with serving(folder, server_context(own, ca.certificate)) as server:
        known = FeedSettings(
            server.address, ca=ca.certificate, client_certificate=judge.certificate, client_key=judge.key
        )
        assert fetched(known) == DATA
        with pytest.raises(FeedUnreachable, match=r"tls|cut"):
            fetched(FeedSettings(server.address, ca=ca.certificate))


def test_the_proxy_is_asked(server: FeedServer) -> None:
    assert fetched(FeedSettings("http://feed.invalid", proxy=server.address)) == DATA
    with pytest.raises(FeedUnreachable, match=r"proxy|refused"):
        fetched(FeedSettings("http://feed.invalid", proxy="http://127.0.0.1:1"))


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pem"
    bad.write_text("none")
    for settings in (FeedSettings("https://x", ca=bad), FeedSettings("https://x", client_certificate=bad)):
        with pytest.raises(FileUnreadable, match="certificate"):
            HttpFetcher(settings)
    with pytest.raises(FileMissing):
        HttpFetcher(FeedSettings("https://x", ca=tmp_path / "none.pem"))


def test_cancelling_stops_in_mid_file(server: FeedServer) -> None:
    server.faults.piece, server.faults.pause = 1000, 0.001
    stop = threading.Event()
    flow = Flow(cancelled=stop.is_set)
    fetcher = HttpFetcher(FeedSettings(server.address), flow)
    pieces = fetcher.watched("a.json", fetcher.pieces("a.json"))
    next(pieces)
    stop.set()
    with pytest.raises(Cancelled):
        list(pieces)
    fetcher.close()


def test_cancelling_waits_for_no_server(server: FeedServer) -> None:
    server.faults.silent.add("a.json")
    asked = threading.Event()
    server.faults.before = lambda path: asked.set()
    fetcher = HttpFetcher(FeedSettings(server.address), Flow(cancelled=asked.is_set))
    with pytest.raises(Cancelled):  # and not what becomes of the connection in the end
        list(fetcher.watched("a.json", fetcher.pieces("a.json")))
    fetcher.close()


def test_a_cap_lets_bytes_come_no_faster() -> None:
    passed = [0.0]

    def sleep(seconds: float) -> None:
        passed[0] += seconds

    flow = Flow(1000, clock=lambda: passed[0], sleep=sleep)
    for _ in range(10):
        flow.came(500)
    assert passed[0] == pytest.approx(5.0)
    assert flow.count == 5000
