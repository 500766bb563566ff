"""Keys of the feed as files: `NAME.key`, encrypted, for its holder alone, and `NAME.pub`, to be handed on.

A key file is a line of JSON (who made it, its public part, the salt) and an encrypted PKCS8 key in PEM. PKCS8 itself
counts to two thousand only, so the passphrase is first drawn out by argon2id: a stick that is lost must not open to
guessing. Does not belong here: which key may sign what.
"""

import base64
import json
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, cast

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from localdb.model.errors import DiskTrouble, FileMissing, PublishFault, disk_reason
from localdb.model.publishing import KeyFact
from localdb.storage.folders import private_folder, write_private

PRIVATE, PUBLIC = ".key", ".pub"
SHORTEST = 8  # characters of a passphrase
_COSTS = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}  # 64 MiB: 0.15 s
_MOST = 8  # times as much of each is damage, not a choice
NAME = "x-leian-name"  # beside a key in the metadata, so that people know whose it is
_HEAD = b"Leian-Key: "
_LARGEST = 64 * 2**10  # bytes of a key file
_FILE_NAME = re.compile(r"\w[\w.-]{0,63}")
Ask = Callable[[str, Path], str]  # name and file of a key -> its passphrase


def make_key(folder: Path, name: str, passphrase: str) -> KeyFact:
    """Make an ed25519 key in two files of `folder`, 0600 the private one; nothing is written over.

    Raises:
        PublishFault: "key_name" (no name for a file), "key_exists", "passphrase_short".
        DiskTrouble: the files cannot be written.
    """
    if not _FILE_NAME.fullmatch(name) or name.endswith((".", PRIVATE, PUBLIC)):
        raise PublishFault("key_name", name)
    if len(passphrase) < SHORTEST:
        raise PublishFault("passphrase_short", str(SHORTEST))
    private_folder(folder)
    for path in (folder / (name + PRIVATE), folder / (name + PUBLIC)):
        if path.exists():
            raise PublishFault("key_exists", str(path))
    private = Ed25519PrivateKey.generate()
    key = _key(private.public_key(), name)
    costs = {"salt": secrets.token_hex(16), **_COSTS}
    head = {"format": 1, "argon2id": costs, **_told(key)}
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_drawn_out(passphrase, costs)),
    )
    write_private(folder / (name + PRIVATE), _HEAD + json.dumps(head, ensure_ascii=False).encode() + b"\n" + pem)
    write_private(folder / (name + PUBLIC), json.dumps(_told(key), ensure_ascii=False, indent=1).encode() + b"\n")
    with suppress(OSError):
        (folder / (name + PUBLIC)).chmod(0o644)
    return fact_of(key)


def read_public(path: Path) -> Key:
    """Return the key whose public part lies in a `.pub` file, or stands at the head of a `.key` file.

    The id is worked out from the key itself, whatever the file says.

    Raises:
        FileMissing, DiskTrouble: it is not there, or cannot be read.
        PublishFault: "key_damaged"; it is no key of ours.
    """
    data = _read(path)
    head = data.removeprefix(_HEAD).split(b"\n", 1)[0] if data.startswith(_HEAD) else data
    try:
        told = json.loads(head)
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["public"]))
        return _key(public, str(told["name"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PublishFault("key_damaged", str(path)) from error


def fact_of(key: Key) -> KeyFact:
    """Return what people call a key."""
    return KeyFact(str(key.unrecognized_fields.get(NAME, "")), key.keyid)


class KeyRing:
    """Hold the keys that lie in folders, or are named as files; a passphrase is asked for when a key first signs.

    Raises:
        FileMissing: a place is not there.
        PublishFault: "no_keys" (a folder without any), "key_damaged".
    """

    def __init__(self, places: Sequence[Path], ask: Ask) -> None:
        self._ask = ask
        self._files: dict[str, _KeyFile] = {}
        self._signers: dict[str, CryptoSigner] = {}
        for place in places:
            if not place.exists():
                raise FileMissing(place)
            found = sorted(place.glob(f"*{PRIVATE}")) if place.is_dir() else [place]
            if not found:
                raise PublishFault("no_keys", str(place))
            for path in found:
                key = read_public(path)
                self._files.setdefault(key.keyid, _KeyFile(path, key))

    def __contains__(self, keyid: str) -> bool:
        return keyid in self._files

    def called(self, name: str) -> tuple[Key, ...]:
        """Return the keys whose file has this name."""
        return tuple(file.key for file in self._files.values() if file.path.stem == name)

    def signer(self, keyid: str) -> CryptoSigner:
        """Return what signs with a key that is held.

        Raises:
            PublishFault: "passphrase_wrong", "key_damaged".
        """
        if keyid not in self._signers:
            file = self._files[keyid]
            self._signers[keyid] = _open(file, self._ask(file.path.stem, file.path))
        return self._signers[keyid]


class _KeyFile(NamedTuple):
    path: Path
    key: Key


def _open(file: _KeyFile, passphrase: str) -> CryptoSigner:
    head, _, pem = _read(file.path).removeprefix(_HEAD).partition(b"\n")
    try:
        secret = _drawn_out(passphrase, json.loads(head)["argon2id"])
    except (ValueError, KeyError, TypeError, AttributeError, HashingError) as error:
        raise PublishFault("key_damaged", str(file.path)) from error
    try:
        private = serialization.load_pem_private_key(pem, secret)
        return CryptoSigner(private, cast(SSlibKey, file.key))  # complains where the two are no pair
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PublishFault("passphrase_wrong", str(file.path)) from error


def _drawn_out(passphrase: str, costs: Mapping[str, Any]) -> bytes:
    time, memory, lanes = (costs[name] for name in _COSTS)
    if not all(
        type(cost) is int and 1 <= cost <= _MOST * _COSTS[name] for name, cost in costs.items() if name in _COSTS
    ):
        raise ValueError
    given = passphrase.encode("utf-8", "surrogateescape")
    secret = hash_secret_raw(given, bytes.fromhex(costs["salt"]), time, memory, lanes, hash_len=32, type=Type.ID)
    return base64.b64encode(secret)


def _key(public: Ed25519PublicKey, name: str) -> SSlibKey:
    key = SSlibKey.from_crypto(public)
    key.unrecognized_fields[NAME] = name
    return key


def _told(key: SSlibKey) -> Mapping[str, Any]:
    return {"name": key.unrecognized_fields[NAME], "keyid": key.keyid, "public": key.keyval["public"]}


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise FileMissing(path) from None
    except OSError as error:
        raise DiskTrouble(path, disk_reason(error)) from error
    if len(data) > _LARGEST:
        raise PublishFault("key_damaged", str(path))
    return data
