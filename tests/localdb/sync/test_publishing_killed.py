"""A publisher that dies at any moment: readers see the old feed or the new one, and the next publication completes."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.court_feed import PASSPHRASE, Client, Court, as_sent, records
from fakes.files import json_lines

from localdb.model.errors import DiskTrouble
from localdb.sync import feed_folder, publisher, shards

NEW = records(*map(str, range(100, 109)))


class Death(BaseException):
    """Stand in for a power cut: nothing may catch it and tidy up."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nine cases be three shards, signed in between."""
    monkeypatch.setattr(shards, "MOST_OPERATIONS", 3)
    monkeypatch.setattr(publisher, "CHECKPOINT", 2)


def _dying(monkeypatch: pytest.MonkeyPatch, at: int, after: bool) -> Callable[[], int]:
    """Die at the `at`th file that is written, before or after it is there; return what counts the files."""
    write, count = feed_folder._write, 0

    def dies(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == at and not after:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f".{path.name}.part").write_bytes(data[: len(data) // 2])
            raise Death
        write(path, data)
        if count == at:
            raise Death

    monkeypatch.setattr(feed_folder, "_write", dies)
    return lambda: count


@pytest.mark.usefixtures("small")
def test_dying_at_each_file_in_turn(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    court.publish(records("1", "2", "3"))
    old, new = {"1", "2", "3"}, {"1", "2", "3", *(str(one["id"]) for one in NEW)}
    client = Client(court.base / "client", court.feed)
    died = 0
    for at in range(1, 8):
        for after in (False, True):
            with monkeypatch.context() as patched:
                _dying(patched, at, after)
                try:
                    court.publish(NEW)
                except Death:
                    died += 1
                else:
                    break
            assert set(client.sync()) in (old, new)
            assert set(Client(court.base / f"new-{at}-{after}", court.feed).sync()) in (old, new)
    assert died >= 4  # a publication that goes on has fewer files to write
    court.publish(NEW)
    assert set(client.sync()) == new
    assert not list(court.feed.rglob(".*.part"))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("at", range(1, 8))
def test_what_follows_a_death_is_what_would_have_been(court: Court, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    with monkeypatch.context() as patched:
        _dying(patched, at, after=bool(at % 2))
        with pytest.raises(Death):
            court.publish(NEW)
    assert set(Client(court.base / "before", court.feed).sync()) in (set(), {str(one["id"]) for one in NEW})
    summary = court.publish(NEW)
    assert summary.added + summary.unchanged == len(NEW)
    held = Client(court.base / "client", court.feed).sync()
    assert as_sent(held, NEW)


def test_killed_outright_and_again(court: Court, tmp_path: Path) -> None:
    path, passphrase = tmp_path / "many.jsonl", tmp_path / "passphrase"
    many = records(*map(str, range(400)))
    path.write_bytes(json_lines(many))
    passphrase.write_text(PASSPHRASE)
    court.publish(records("0", "1"))
    command = [sys.executable, "-m", "desktop", "publish", str(path), "--feed", str(court.feed)]
    command += ["--keys", str(court.keys), "--passphrase-file", str(passphrase)]
    client = Client(court.base / "client", court.feed)
    files = len(list(court.feed.rglob("*")))
    for seconds in (0.0, 0.3):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while running.poll() is None and time.monotonic() < deadline and len(list(court.feed.rglob("*"))) == files:
            time.sleep(0.01)
        time.sleep(seconds)
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert set(client.sync()) in ({"0", "1"}, set(map(str, range(400))))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=100)
    assert set(client.sync()) == set(map(str, range(400)))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("at", range(1, 7))
def test_a_full_disk_is_told_and_the_next_publication_completes(
    court: Court, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    sync, count = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal count
        count += 1
        if count >= at:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DiskTrouble, match="full"):
            court.publish(NEW)
    assert not list(court.feed.rglob(".*.part"))
    assert Client(court.base / "before", court.feed).sync() == {}
    court.publish(NEW)
    assert len(Client(court.base / "client", court.feed).sync()) == len(NEW)
