from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from localdb.model.errors import DiskTrouble, KeyLost, KeyNeeded
from localdb.storage import secret


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def ring() -> MemoryKeyring:
    return _use(MemoryKeyring())


@pytest.fixture(autouse=True)
def _former_ring() -> object:
    former = keyring.get_keyring()
    yield
    keyring.set_keyring(former)


def _use(ring: MemoryKeyring) -> MemoryKeyring:
    keyring.set_keyring(ring)
    return ring


def test_the_keyring_keeps_one_key_a_folder(tmp_path: Path, ring: MemoryKeyring) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    key = secret.key_from_keyring(one)
    assert len(key) == secret.KEY_BYTES
    assert secret.key_from_keyring(one) == key
    assert secret.key_from_keyring(other) != key
    assert {service for service, _ in ring.held} == {"leian"}
    assert key.hex() not in (one / secret.NOTE).read_text()
    assert secret.how_kept(one) == "keyring"


def test_a_key_that_the_keyring_lost_is_never_made_anew(tmp_path: Path, ring: MemoryKeyring) -> None:
    secret.key_from_keyring(tmp_path)
    ring.held.clear()
    with pytest.raises(KeyNeeded):
        secret.key_from_keyring(tmp_path)


def test_a_database_without_a_note_gets_no_new_key(tmp_path: Path, ring: MemoryKeyring) -> None:
    (tmp_path / "work.db").write_bytes(b"x")
    with pytest.raises(KeyLost):
        secret.key_from_keyring(tmp_path)
    with pytest.raises(KeyLost):
        secret.key_from_passphrase(tmp_path, b"x")
    with pytest.raises(KeyLost):
        secret.key_beside(tmp_path)
    assert ring.held == {}
    assert secret.how_kept(tmp_path) == "", "no new note hides that the old one is gone"


@pytest.mark.parametrize("held", ["", "no key", "abcd"])
def test_an_entry_that_is_no_key_is_as_good_as_none(tmp_path: Path, ring: MemoryKeyring, held: str) -> None:
    secret.key_from_keyring(tmp_path)
    ring.held = dict.fromkeys(ring.held, held)
    with pytest.raises(KeyNeeded):
        secret.key_from_keyring(tmp_path)


def test_without_a_keyring_a_passphrase_is_needed(tmp_path: Path) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyNeeded):
        secret.key_from_keyring(tmp_path)
    with pytest.raises(KeyNeeded):
        secret.key_from_passphrase(tmp_path, b"")
    key = secret.key_from_passphrase(tmp_path, "口令".encode())
    assert key == secret.key_from_passphrase(tmp_path, "口令".encode())
    assert key != secret.key_from_passphrase(tmp_path, b"other")
    with pytest.raises(KeyNeeded):
        secret.key_from_keyring(tmp_path)


def test_a_keyring_folder_is_not_opened_by_a_passphrase(tmp_path: Path, ring: MemoryKeyring) -> None:
    assert secret.key_from_keyring(tmp_path)
    with pytest.raises(KeyNeeded):
        secret.key_from_passphrase(tmp_path, b"x")


def test_the_sample_key_lies_beside(tmp_path: Path) -> None:
    assert secret.key_beside(tmp_path) == secret.key_beside(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{", b'{"kind": "passphrase", "salt": "x"}'])
def test_a_damaged_note_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / secret.NOTE).write_bytes(content)
    with pytest.raises(DiskTrouble):
        secret.key_from_passphrase(tmp_path, b"x")
