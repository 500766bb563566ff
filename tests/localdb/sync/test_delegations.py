"""Provinces: a high court signs its own folder, is read once the centre takes it in, and speaks for nobody else."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes.court_feed import PASSPHRASE, Client, Court, ask, copied, records
from tuf.api.exceptions import RepositoryError

from localdb.engine import feed_keys
from localdb.engine.publish import withdrawals_of
from localdb.model.errors import PublishFault
from localdb.model.feed import Withdrawal
from localdb.model.publishing import PublishSummary
from localdb.sync.feed_folder import FeedFolder
from localdb.sync.key_files import KeyRing
from localdb.sync.sequence import entry_of
from localdb.sync.shards import Put, pack

BEIJING, TIANJIN = "110000", "120000"


class Province:
    """A high court with a folder of its own, which it hands to the centre."""

    def __init__(self, court: Court, role: str = BEIJING) -> None:
        self.court, self.role = court, role
        self.feed, self.keys = court.base / f"feed-{role}", court.base / f"keys-{role}"
        self.public = court.make(role, self.keys)

    def publish(self, *idents: str, **wanted: object) -> PublishSummary:
        return self.court.publish(records(*idents), feed=self.feed, places=(self.keys,), role=self.role, **wanted)

    def hand_over(self) -> None:
        copied(self.feed, self.court.feed)

    def delegate(self) -> None:
        feed_keys.delegate(self.court.feed, self.role, [self.public], [self.court.keys], ask)


@pytest.fixture
def province(court: Court) -> Province:
    """Return a high court whose first cases the readers see."""
    province = Province(court)
    province.publish("京1")
    province.hand_over()
    province.delegate()
    return province


def _client(court: Court, name: str = "client") -> Client:
    return Client(court.base / name, court.feed)


def test_a_province_publishes_with_its_own_key_alone(court: Court, province: Province) -> None:
    client = _client(court)
    assert set(client.sync(BEIJING)) == {"京1"}
    province.publish("京2")
    province.hand_over()
    assert set(client.sync(BEIJING)) == {"京1"}  # nobody has renewed the snapshot yet
    assert dict(court.renew().written).keys() == {"snapshot", "timestamp"}
    assert set(client.sync(BEIJING)) == {"京1", "京2"}
    assert set(client.sync()) == set()


def test_a_high_court_can_look_at_its_own_folder(court: Court, province: Province) -> None:
    (fact,) = feed_keys.look(province.feed).roles
    assert (fact.name, fact.version, fact.shards, fact.operations) == (BEIJING, 1, 1, 1)
    assert [note.kind for note in feed_keys.look(province.feed).notes] == ["own_folder"]


def test_what_a_high_court_hides_leaves_its_own_folder_and_that_of_the_centre(court: Court, province: Province) -> None:
    hidden = withdrawals_of(["京1"], Withdrawal.HIDDEN, date(2026, 11, 1))
    assert province.publish("京2", withdrawals=hidden, keep=0, grace=0).removed
    kept = [path.name.split(".")[1] for path in (province.feed / "targets" / BEIJING).iterdir()]
    assert kept == ["00000001-00000003"]
    province.hand_over()
    court.renew()
    court.publish(grace=0)
    assert list((court.feed / "targets" / BEIJING).iterdir()) == [
        court.feed / path.relative_to(province.feed) for path in (province.feed / "targets" / BEIJING).iterdir()
    ]
    assert set(_client(court).sync(BEIJING)) == {"京2"}
    assert province.publish("京3").added == 1


def test_publishing_in_the_folder_of_the_feed_waits_for_the_snapshot(court: Court, province: Province) -> None:
    summary = court.publish(records("京2"), places=(province.keys,), role=BEIJING)
    assert summary.settled.waiting == ("snapshot", "timestamp")
    assert [note.kind for note in feed_keys.look(court.feed).notes] == ["unseen"]
    court.renew()
    assert set(_client(court).sync(BEIJING)) == {"京1", "京2"}


def test_a_province_that_is_delegated_and_silent_disturbs_nobody(court: Court) -> None:
    Province(court, TIANJIN).delegate()
    summary = court.publish(records("1"))
    assert [(note.kind, note.values) for note in summary.settled.notes] == [("not_yet", (TIANJIN,))]
    assert set(_client(court).sync()) == {"1"}


def test_a_province_cannot_sign_for_another(court: Court, province: Province) -> None:
    other = Province(court, TIANJIN)
    other.delegate()
    with pytest.raises(PublishFault, match="key_missing"):
        court.publish(records("津1"), places=(province.keys,), role=TIANJIN)
    # Its key under the other's name is still not the key that the centre knows.
    shutil.copy(province.keys / f"{BEIJING}.key", court.base / f"{TIANJIN}.key")
    court.publish(records("津1"), feed=court.base / "forged", places=(court.base / f"{TIANJIN}.key",), role=TIANJIN)
    copied(court.base / "forged", court.feed)
    court.renew()
    with pytest.raises(RepositoryError):
        _client(court).sync(TIANJIN)


@pytest.mark.parametrize("folder", [TIANJIN, "targets"])
def test_a_province_cannot_put_shards_into_anothers_folder(court: Court, province: Province, folder: str) -> None:
    feed = FeedFolder(court.feed)
    signed = feed.load(BEIJING, 1)
    assert signed is not None
    (packed,) = pack([Put({"id": "假"})])
    entry = entry_of(folder, 1, 1, "cases", packed)
    signed.signed.targets[entry.target.path] = entry.target
    signed.signed.version = 2
    ring = KeyRing([province.keys], lambda *_: PASSPHRASE)
    (key,) = ring.called(BEIJING)
    signed.sign(ring.signer(key.keyid))
    feed.place(BEIJING, signed)
    feed.place_target(entry.target, packed.data)
    settled = court.renew()
    assert [note.kind for note in settled.notes] == ["bad_sequence"]
    client = _client(court)
    assert set(client.sync(BEIJING)) == {"京1"}
    assert client.updater().get_targetinfo(entry.target.path) is None


def test_what_is_handed_over_without_its_shards_waits(court: Court, province: Province) -> None:
    province.publish("京2")
    copied(province.feed / "metadata", court.feed / "metadata")
    settled = court.renew()
    assert [(note.kind, note.values[0]) for note in settled.notes] == [("incomplete", BEIJING)]
    assert set(_client(court).sync(BEIJING)) == {"京1"}
    province.hand_over()
    assert court.renew().notes == ()
    assert set(_client(court, "later").sync(BEIJING)) == {"京1", "京2"}


def test_a_province_changes_its_key_and_is_never_without_one(court: Court, province: Province) -> None:
    client = _client(court)
    client.sync(BEIJING)
    new = court.base / "new"
    public = court.make(BEIJING, new)
    with pytest.raises(PublishFault, match="not_resigned"):
        feed_keys.delegate(court.feed, BEIJING, [public], [court.keys], ask)
    assert set(client.sync(BEIJING)) == {"京1"}
    feed_keys.renew(province.feed, [new], ask, [BEIJING])
    province.hand_over()
    feed_keys.delegate(court.feed, BEIJING, [public], [court.keys], ask)
    assert set(client.sync(BEIJING)) == {"京1"}
    province.keys = new
    province.publish("京2")
    province.hand_over()
    court.renew()
    assert set(client.sync(BEIJING)) == {"京1", "京2"}


def test_a_province_that_is_revoked_is_read_no_more(court: Court, province: Province) -> None:
    client = _client(court)
    client.sync(BEIJING)
    feed_keys.revoke(court.feed, BEIJING, [court.keys], ask)
    assert client.updater().get_targetinfo(f"{BEIJING}/00000001-00000001.jsonl.zst") is None
    with pytest.raises(PublishFault, match="not_delegated"):
        feed_keys.revoke(court.feed, BEIJING, [court.keys], ask)
    court.publish(records("1"))
    assert set(client.sync()) == {"1"}


@pytest.mark.parametrize("code", ["", "11", "110105", "770000", "beijing", "../000", "national"])
def test_a_province_is_named_by_its_code(court: Court, code: str) -> None:
    with pytest.raises(PublishFault, match="province"):
        feed_keys.delegate(court.feed, code, [court.public("targets")], [court.keys], ask)


@pytest.mark.parametrize("what", ["tables", "models"])
def test_a_province_gives_neither_tables_nor_models(
    court: Court, province: Province, tmp_path: Path, what: str
) -> None:
    wanted: dict[str, Any] = {what: (tmp_path,)}
    with pytest.raises(PublishFault, match=f"{what}_national"):
        court.publish(feed=province.feed, places=(province.keys,), role=BEIJING, **wanted)


def test_metadata_that_cannot_be_read_is_passed_over(court: Court, province: Province) -> None:
    (court.feed / "metadata" / f"2.{BEIJING}.json").write_bytes(b'{"signed": ')
    (court.feed / "metadata" / f"3.{BEIJING}.json").write_text(json.dumps({"signatures": [], "signed": {}}))
    court.renew()
    assert set(_client(court).sync(BEIJING)) == {"京1"}
