"""Nothing is believed that is not signed, new and whole; whatever is offered, what was trusted before stays."""

import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.feed import Court
from tuf.api.metadata import TargetFile

from localdb.model.errors import (
    ClockWrong,
    FeedExpired,
    FeedRefused,
    FeedUnreachable,
    FeedUnset,
    FileMissing,
    RootRefused,
)
from localdb.sync.fetching_folder import FolderFetcher
from localdb.sync.shards import Put
from localdb.sync.trust import Trust

CASE = [Put({"id": "1"})]


@pytest.fixture
def court(tmp_path: Path) -> Court:
    court = Court(tmp_path / "feed", ["110000"])
    court.publish(CASE)
    court.publish(CASE, "110000")
    return court


def trust_of(court: Court, now: Callable[[], datetime] | None = None) -> Trust:
    return Trust(court.folder.parent / "trust", FolderFetcher(court.folder), now=now)


def refreshed(court: Court, root: Path | None = None) -> Trust:
    trust = trust_of(court)
    trust.refresh(root or court.root_file)
    return trust


def names(trust: Trust) -> list[str]:
    return [offer.shard.name.path for offer in trust.offers()[0]]


def test_what_is_signed_is_offered_each_role_for_itself(court: Court) -> None:
    trust = refreshed(court)
    assert names(trust) == [
        "national/00000001-00000001.jsonl.zst",
        "110000/00000001-00000001.jsonl.zst",
    ]
    assert trust.expires == court.expires["timestamp"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere")
def test_what_is_trusted_is_for_the_user_alone(court: Court) -> None:
    trust = refreshed(court)
    assert stat.S_IMODE(trust.folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(file.stat().st_mode) & 0o077 == 0 for file in trust.metadata.glob("*.json"))


def test_rollback_is_refused(court: Court) -> None:
    old = court.file("timestamp.json").read_bytes()
    court.sign()
    refreshed(court)
    court.file("timestamp.json").write_bytes(old)
    with pytest.raises(FeedRefused, match="rollback"):
        refreshed(court)
    court.sign()
    refreshed(court)


def test_a_frozen_feed_is_told_once_it_expires(court: Court) -> None:
    refreshed(court)
    for role in ("timestamp", "snapshot", "targets"):
        day = court.expires[role]
        court.expires[role] = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
        court.sign()
        with pytest.raises(FeedExpired) as told:
            refreshed(court)
        assert (told.value.name, told.value.until) == (role, court.expires[role])
        court.expires[role] = day
    court.sign()
    refreshed(court)


def test_an_expired_root_is_told(court: Court) -> None:
    court.expires["root"] = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    court.rotate("snapshot")
    with pytest.raises(FeedExpired) as told:
        refreshed(court)
    assert (told.value.name, told.value.until) == ("root", court.expires["root"])


def test_mix_and_match_is_refused(court: Court) -> None:
    old = court.file(f"{court.versions['snapshot']}.snapshot.json").read_bytes()
    court.sign()
    court.file(f"{court.versions['snapshot']}.snapshot.json").write_bytes(old)
    with pytest.raises(FeedRefused, match="mixed"):
        refreshed(court)
    court.sign()
    refreshed(court)


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_what_was_changed_after_signing_is_refused(court: Court, role: str) -> None:
    refreshed(court)
    court.sign()
    name = "timestamp.json" if role == "timestamp" else f"{court.versions[role]}.{role}.json"
    court.forge(name, note="changed")
    with pytest.raises(FeedRefused, match="signature"):
        refreshed(court)
    court.sign()
    refreshed(court)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"signed": {}}', b"[" * 10_000])
def test_what_is_no_metadata_is_refused(court: Court, data: bytes) -> None:
    court.file("timestamp.json").write_bytes(data)
    with pytest.raises(FeedRefused, match="damaged"):
        refreshed(court)
    court.sign()
    refreshed(court)


def test_metadata_longer_than_it_may_be_is_cut_off(court: Court) -> None:
    court.file("timestamp.json").write_bytes(b" " * 20_000)
    with pytest.raises(FeedRefused, match="length"):
        refreshed(court)


def test_a_feed_that_lacks_a_file_is_told(court: Court) -> None:
    court.file("timestamp.json").unlink()
    with pytest.raises(FeedUnreachable, match="missing"):
        refreshed(court)


def test_a_mistaken_root_is_not_there_for_good(court: Court, tmp_path: Path) -> None:
    other = Court(tmp_path / "other")
    with pytest.raises(FeedRefused):
        refreshed(court, other.root_file)
    refreshed(court)


def test_afterwards_another_root_is_refused(court: Court, tmp_path: Path) -> None:
    refreshed(court)
    other = Court(tmp_path / "other")
    for fixed in (True, False):
        with pytest.raises(RootRefused, match="trusted"):
            trust_of(court).refresh(other.root_file, fixed=fixed)
    trust_of(court).refresh(None)


@pytest.mark.parametrize("data", [b"none", b"{}", b'{"signed": {"_type": "root"}}'])
def test_a_file_that_is_no_root_is_told(court: Court, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "root.json").write_bytes(data)
    with pytest.raises(RootRefused, match="none"):
        refreshed(court, tmp_path / "root.json")


def test_a_root_that_nobody_signed_is_told(court: Court, tmp_path: Path) -> None:
    said = json.loads(court.root_file.read_text())
    said["signed"]["version"] = 2
    (tmp_path / "root.json").write_text(json.dumps(said))
    with pytest.raises(RootRefused, match="none"):
        refreshed(court, tmp_path / "root.json")


def test_nobody_to_trust_is_told(court: Court, tmp_path: Path) -> None:
    with pytest.raises(FeedUnset):
        trust_of(court).refresh()
    with pytest.raises(FileMissing):
        refreshed(court, tmp_path / "none.json")


@pytest.mark.parametrize("role", ["timestamp", "targets", "root"])
def test_keys_rotated_twice_since_the_last_sync_are_followed(court: Court, role: str) -> None:
    trust = refreshed(court)
    anchor = trust.anchor
    court.rotate(role)
    court.rotate(role)
    court.publish(CASE)
    trust = refreshed(court)
    assert len(names(trust)) == 3
    assert trust.anchor == anchor


def test_a_root_rotated_by_a_stranger_is_refused(court: Court, tmp_path: Path) -> None:
    refreshed(court)
    stranger = Court(tmp_path / "stranger")
    stranger.rotate("root")
    shutil.copyfile(stranger.file("2.root.json"), court.file("2.root.json"))
    with pytest.raises(FeedRefused, match="signature"):
        refreshed(court)


def test_a_clock_that_ran_back_for_years_is_told(court: Court) -> None:
    refreshed(court)
    long_ago = datetime(2011, 1, 1, tzinfo=UTC)
    with pytest.raises(ClockWrong) as told:
        trust_of(court, lambda: long_ago).refresh()
    assert told.value.now == long_ago
    refreshed(court)


def test_a_clock_that_once_ran_ahead_is_forgotten_as_the_feed_goes_on(court: Court) -> None:
    ahead = datetime.now(UTC) + timedelta(days=30)
    trust_of(court, lambda: ahead).refresh(court.root_file)
    with pytest.raises(ClockWrong):
        refreshed(court)
    court.expires["timestamp"] = datetime.now(UTC).replace(microsecond=0) + timedelta(days=15)
    court.sign()
    with pytest.raises(ClockWrong):  # it may be that this one is old already
        refreshed(court)
    court.expires["timestamp"] = datetime.now(UTC).replace(microsecond=0) + timedelta(days=45)
    court.sign()
    refreshed(court)
    assert refreshed(court).offers()


def test_a_disk_that_knows_no_links_will_do(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*names: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "symlink", no_links)
    monkeypatch.setattr(os, "link", no_links)
    trust = refreshed(court)
    court.rotate("root")
    refreshed(court)
    assert (trust.metadata / "root.json").read_bytes() == court.file("2.root.json").read_bytes()


def test_torn_files_of_a_power_cut_are_fetched_again(court: Court) -> None:
    trust = refreshed(court)
    for name in ("timestamp.json", "snapshot.json", "targets.json"):
        (trust.metadata / name).write_bytes(b"")
    (trust.metadata / "tmp123").write_bytes(b"half")
    assert len(names(refreshed(court))) == 2
    assert not (trust.metadata / "tmp123").exists()


@pytest.mark.parametrize("rotated", [0, 1])
def test_a_root_that_a_power_cut_tore_is_asked_for_anew(court: Court, rotated: int) -> None:
    for _ in range(rotated):
        court.rotate("timestamp")
    trust = refreshed(court)
    anchor = trust.anchor
    for file in (trust.metadata / "root_history").iterdir():
        file.write_bytes(b"")
    with pytest.raises(FeedUnset, match="root"):
        trust_of(court).refresh()
    assert names(refreshed(court))
    assert trust_of(court).anchor == anchor


def test_of_torn_roots_the_one_that_the_policy_names_is_made_good(court: Court) -> None:
    court.rotate("timestamp")
    anchor = refreshed(court).anchor
    trust = trust_of(court)
    (trust.metadata / "root_history" / "1.root.json").write_bytes(b"torn")
    trust.refresh(court.root_file, fixed=True)
    assert trust.anchor == anchor


def test_names_that_are_none_are_left_out_and_the_others_stay(court: Court) -> None:
    for path in ("../../escape", "national/x", "/etc/passwd", "110000/00000002-00000002.jsonl.zst"):
        court.targets["targets"][path] = TargetFile.from_data(path, b"x", ["sha256"])
    court.sign()
    trust = refreshed(court)
    offers, troubles = trust.offers()
    assert len(offers) == 2
    assert {trouble.reason for trouble in troubles} <= {"name", "custom", "folder"}
    assert len(troubles) == 4


def test_a_province_cannot_speak_for_another_nor_for_all(court: Court) -> None:
    for role in ("national", "360000"):
        path = f"{role}/00000002-00000002.jsonl.zst"
        target = TargetFile.from_data(path, b"x", ["sha256"])
        custom = {"format": 1, "kind": "cases", "from": 2, "to": 2, "operations": 1, "raw": 1}
        target.unrecognized_fields["custom"] = custom
        court.targets["110000"][path] = target
    court.sign()
    offers, troubles = refreshed(court).offers()
    assert [offer.shard.name.first for offer in offers] == [1, 1]
    assert [trouble.reason for trouble in troubles] == ["folder", "folder"]


def test_a_province_gone_bad_is_left_out_alone(court: Court) -> None:
    court.forge(f"{court.versions['110000']}.110000.json", note="changed")
    offers, troubles = refreshed(court).offers()
    assert [offer.shard.name.folder for offer in offers] == ["national"]
    assert [(trouble.folder, trouble.reason) for trouble in troubles] == [("110000", "refused")]
    court.expires["110000"] = datetime(2024, 1, 1, tzinfo=UTC)
    court.sign()
    _, troubles = refreshed(court).offers()
    assert [(trouble.folder, trouble.reason, trouble.values) for trouble in troubles] == [
        ("110000", "expired", ("2024-01-01",))
    ]


@pytest.mark.parametrize("role", ["../../evil", "snapshots", "710", "national"])
def test_a_delegation_to_no_province_is_left_out(tmp_path: Path, role: str) -> None:
    court = Court(tmp_path / "feed", [role])
    court.publish(CASE)
    trust = refreshed(court)
    offers, troubles = trust.offers()
    assert len(offers) == 1
    assert [trouble.reason for trouble in troubles] == ["delegation"]
    assert {file.name for file in tmp_path.iterdir()} == {"feed", "trust"}
