"""Keys as files: for their holder alone, opened by the passphrase alone, and never written over."""

import json
import stat
from pathlib import Path

import pytest
from fakes.court_feed import PASSPHRASE, ask, cheap

from localdb.model.errors import FileMissing, PublishFault
from localdb.sync.key_files import KeyRing, fact_of, make_key, read_public


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch)


def test_a_key_is_for_its_holder_alone_and_its_public_part_for_all(tmp_path: Path) -> None:
    fact = make_key(tmp_path / "stick", "甲院-1", PASSPHRASE)
    private, public = tmp_path / "stick" / "甲院-1.key", tmp_path / "stick" / "甲院-1.pub"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert b"ENCRYPTED PRIVATE KEY" in private.read_bytes()
    assert PASSPHRASE.encode() not in private.read_bytes() + public.read_bytes()
    assert fact_of(read_public(public)) == fact_of(read_public(private)) == fact
    assert fact.name == "甲院-1"


def test_what_a_key_signs_its_public_part_verifies(tmp_path: Path) -> None:
    fact = make_key(tmp_path, "targets", PASSPHRASE)
    signature = KeyRing([tmp_path], ask).signer(fact.keyid).sign(b"data")
    read_public(tmp_path / "targets.pub").verify_signature(signature, b"data")


def test_another_passphrase_does_not_open_it(tmp_path: Path) -> None:
    fact = make_key(tmp_path, "targets", PASSPHRASE)
    with pytest.raises(PublishFault, match="passphrase_wrong"):
        KeyRing([tmp_path], lambda name, path: "another one").signer(fact.keyid)


def test_no_key_is_written_over(tmp_path: Path) -> None:
    make_key(tmp_path, "targets", PASSPHRASE)
    before = (tmp_path / "targets.key").read_bytes()
    with pytest.raises(PublishFault, match="key_exists"):
        make_key(tmp_path, "targets", PASSPHRASE)
    assert (tmp_path / "targets.key").read_bytes() == before


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a b", "x.key", ".", "a" * 65, "\n"])
def test_a_name_is_one_of_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishFault, match="key_name"):
        make_key(tmp_path, name, PASSPHRASE)
    assert not list(tmp_path.iterdir())


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishFault, match="passphrase_short"):
        make_key(tmp_path, "targets", "1234567")


def test_a_public_part_cannot_claim_the_id_of_another_key(tmp_path: Path) -> None:
    one, other = make_key(tmp_path, "one", PASSPHRASE), make_key(tmp_path, "other", PASSPHRASE)
    told = json.loads((tmp_path / "one.pub").read_text())
    (tmp_path / "one.pub").write_text(json.dumps({**told, "keyid": other.keyid}))
    assert read_public(tmp_path / "one.pub").keyid == one.keyid


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"[" * 5000, b"Leian-Key: {}\n", b"x" * 10**6])
def test_what_is_no_key_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.key").write_bytes(data)
    with pytest.raises(PublishFault, match="key_damaged"):
        KeyRing([tmp_path], ask)


@pytest.mark.parametrize("cost", [10**9, 0, -1, "3", None])
def test_costs_beyond_measure_are_damage(tmp_path: Path, cost: object) -> None:
    fact = make_key(tmp_path, "targets", PASSPHRASE)
    head, _, rest = (tmp_path / "targets.key").read_bytes().partition(b"\n")
    told = json.loads(head.removeprefix(b"Leian-Key: "))
    told["argon2id"]["memory_cost"] = cost
    (tmp_path / "targets.key").write_bytes(b"Leian-Key: " + json.dumps(told).encode() + b"\n" + rest)
    with pytest.raises(PublishFault, match="key_damaged"):
        KeyRing([tmp_path], ask).signer(fact.keyid)


def test_a_private_key_of_another_pair_does_not_pass(tmp_path: Path) -> None:
    one = make_key(tmp_path, "one", PASSPHRASE)
    make_key(tmp_path, "other", PASSPHRASE)
    data = {name: (tmp_path / f"{name}.key").read_bytes() for name in ("one", "other")}
    told, costs = (json.loads(data[name].split(b"\n", 1)[0].removeprefix(b"Leian-Key: ")) for name in ("one", "other"))
    told["argon2id"] = costs["argon2id"]
    forged = b"Leian-Key: " + json.dumps(told).encode() + b"\n" + data["other"].split(b"\n", 1)[1]
    (tmp_path / "one.key").write_bytes(forged)
    with pytest.raises(PublishFault, match="passphrase_wrong"):
        KeyRing([tmp_path / "one.key"], ask).signer(one.keyid)


def test_a_place_without_keys_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishFault, match="no_keys"):
        KeyRing([tmp_path], ask)
    with pytest.raises(FileMissing):
        KeyRing([tmp_path / "none"], ask)
