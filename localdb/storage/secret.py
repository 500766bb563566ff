"""The key of work.db: where it is kept and how a passphrase becomes one. The key itself is written to no file of ours.

`work.key.json` beside the database says only how to come by the key: which entry of the system's keyring holds it,
or the salt and costs of argon2id.
"""

import json
import secrets
from contextlib import suppress
from pathlib import Path

import keyring
import keyring.errors
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from localdb.model.errors import DiskTrouble, KeyLost, KeyNeeded, WorkLost, disk_reason
from localdb.storage.folders import private_folder, write_private

SERVICE = "leian"
KEY_BYTES = 32
NOTE = "work.key.json"
_COSTS = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}  # argon2id, 64 MiB: 0.15 s on a court's machine
_MOST = 64  # times as much of each is damage, not a choice
_KINDS = ("keyring", "passphrase", "sample")
_MADE = "made"  # whether work.db was there once


def key_from_keyring(folder: Path) -> bytes:
    """Return the key of the data folder from the system's keyring, making one for a folder that has none.

    Raises:
        KeyNeeded: there is no keyring, it does not hold the key any more or something else in its place, or a
            passphrase guards this folder.
        KeyLost: work.db is there, but the note that says how its key is kept is gone.
    """
    note = _note(folder)
    try:
        if note is None:
            return _new_in_keyring(folder)
        if note.get("kind") != "keyring":
            raise KeyNeeded
        held = keyring.get_password(SERVICE, str(note.get("entry", "")))
    except keyring.errors.KeyringError as error:
        raise KeyNeeded from error
    if held is None:
        raise KeyNeeded
    return _key(held)


def key_from_passphrase(folder: Path, passphrase: bytes) -> bytes:
    """Return the key that a passphrase gives in this data folder; the first one sets it.

    Whether it is right shows on opening work.db (WrongKey).

    Raises:
        KeyNeeded: the passphrase is empty, or the folder's key lies in the keyring and none opens it.
        KeyLost: work.db is there, but the note with its salt is gone.
    """
    if not passphrase:
        raise KeyNeeded
    note = _note(folder)
    if note is None:
        _nothing_to_open(folder)
        note = {"kind": "passphrase", "salt": secrets.token_hex(16), **_COSTS}
        _write(folder, note)
    if note.get("kind") != "passphrase":
        raise KeyNeeded
    try:
        salt, costs = bytes.fromhex(str(note["salt"])), {name: _cost(note, name) for name in _COSTS}
        return hash_secret_raw(passphrase, salt, hash_len=KEY_BYTES, type=Type.ID, **costs)
    except (KeyError, ValueError, HashingError) as error:
        raise DiskTrouble(folder / NOTE, "damaged") from error


def key_beside(folder: Path) -> bytes:
    """Return a key kept in the folder itself, made on first use: for the sample library, which holds no secrets."""
    note = _note(folder)
    if note is None:
        _nothing_to_open(folder)
        note = {"kind": "sample", "key": secrets.token_hex(KEY_BYTES)}
        _write(folder, note)
    if note.get("kind") != "sample":
        raise KeyNeeded
    return _key(str(note.get("key", "")))


def how_kept(folder: Path) -> str:
    """Say how the folder's key is kept: keyring, passphrase, sample, or "" when there is none yet."""
    note = _note(folder)
    return "" if note is None else str(note["kind"])


def not_lost(folder: Path) -> None:
    """Make sure that a work.db that was there once is not gone or emptied: a new one would hide that.

    Raises:
        WorkLost: it is.
    """
    path = folder / "work.db"
    note = _note(folder)
    if note is not None and note.get(_MADE) and not (path.exists() and (path.is_dir() or path.stat().st_size)):
        raise WorkLost(path)


def remember(folder: Path) -> None:
    """Take down that work.db is there now. Where the disk does not take it, that is done the next time."""
    note = _note(folder)
    if note is not None and not note.get(_MADE):
        with suppress(DiskTrouble):
            _write(folder, note | {_MADE: True})


def _new_in_keyring(folder: Path) -> bytes:
    _nothing_to_open(folder)
    key = secrets.token_bytes(KEY_BYTES)
    entry = secrets.token_hex(8)
    keyring.set_password(SERVICE, entry, key.hex())
    if keyring.get_password(SERVICE, entry) != key.hex():
        raise KeyNeeded  # a keyring that forgets at once
    _write(folder, {"kind": "keyring", "entry": entry})
    return key


def _nothing_to_open(folder: Path) -> None:
    """Refuse to make a key where work.db is there without its note: the new one would not open it."""
    if (folder / "work.db").exists():
        raise KeyLost(folder / NOTE)


def _key(held: str) -> bytes:
    try:
        key = bytes.fromhex(held)
    except ValueError:
        raise KeyNeeded from None
    if len(key) != KEY_BYTES:
        raise KeyNeeded
    return key


def _note(folder: Path) -> dict[str, object] | None:
    path = folder / NOTE
    try:
        note = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error, "damaged")) from error
    except (ValueError, RecursionError) as error:
        raise DiskTrouble(path, "damaged") from error
    if not isinstance(note, dict) or note.get("kind") not in _KINDS:
        raise DiskTrouble(path, "damaged")
    return note


def _cost(note: dict[str, object], name: str) -> int:
    cost = note[name]
    if type(cost) is not int or not 0 < cost <= _MOST * _COSTS[name]:
        raise ValueError(name)
    return cost


def _write(folder: Path, note: dict[str, object]) -> None:
    private_folder(folder)
    write_private(folder / NOTE, json.dumps(note).encode())
