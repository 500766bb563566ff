"""A feed in a folder is read within that folder, whatever a path says."""

import os
import sys
from pathlib import Path

import pytest
from tuf.api.exceptions import DownloadHTTPError

from localdb.model.errors import FeedRefused, FeedUnreachable
from localdb.sync.fetching_folder import FolderFetcher


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    folder = tmp_path / "feed"
    (folder / "metadata").mkdir(parents=True)
    (folder / "metadata" / "a.json").write_bytes(b"0123456789")
    (tmp_path / "secret").write_text("secret")
    return folder


def read(feed: Path, path: str, start: int = 0) -> bytes:
    return b"".join(FolderFetcher(feed).pieces(path, start))


def test_a_file_is_read_from_any_place_of_it(feed: Path) -> None:
    assert (read(feed, "metadata/a.json"), read(feed, "metadata/a.json", 7)) == (b"0123456789", b"789")


@pytest.mark.parametrize("path", ["metadata/b.json", "metadata", "none/a.json"])
def test_what_is_not_there_is_told_as_a_server_does(feed: Path, path: str) -> None:
    with pytest.raises(DownloadHTTPError) as told:
        read(feed, path)
    assert told.value.status_code == 404


@pytest.mark.parametrize(
    "path", ["../secret", "metadata/../../secret", "/etc/passwd", "", "C:/x", "..\\secret", "a\0b"]
)
def test_nothing_outside_is_read(feed: Path, path: str) -> None:
    with pytest.raises(FeedRefused, match="path"):
        read(feed, path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_that_lead_out_are_refused_and_others_followed(feed: Path, tmp_path: Path) -> None:
    (feed / "out").symlink_to(tmp_path / "secret")
    (feed / "folder").symlink_to(tmp_path)
    (feed / "in").symlink_to(feed / "metadata" / "a.json")
    for path in ("out", "folder/secret"):
        with pytest.raises(FeedRefused, match="path"):
            read(feed, path)
    assert read(feed, "in") == b"0123456789"


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_that_would_never_end_is_no_file(feed: Path) -> None:
    os.mkfifo(feed / "pipe")
    with pytest.raises(DownloadHTTPError):
        read(feed, "pipe")


def test_a_stick_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FeedUnreachable, match="folder"):
        read(tmp_path / "stick", "metadata/a.json")
