"""The seal of a commit: its mark, and the size and digest of each file that it is made of.

Whoosh takes a column that is not there for one of defaults, and reads on in a file that was cut or turned. A seal is
written before the table of contents that it belongs to, so that whoever sees the one finds the other. Arrays have
checksums of their own (array_file.py): of those the size is enough. Belongs here: writing and comparing. Does not: the
files themselves.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from localdb.index.port import IndexDamaged
from localdb.storage.folders import write_private

_DIGESTED = ".col"  # ending of the files that nothing else vouches for


class Seal(NamedTuple):
    """Hold a mark, and file name -> (size in bytes, digest or ""); empty for a commit of a Leian that made no seals."""

    mark: str = ""
    files: Mapping[str, tuple[int, str]] = {}


def seal_files(folder: Path, segments: Iterable[str], mark: str, before: Seal) -> Seal:
    """Return the seal of these segments; files never change, so that those of the seal before are not read again."""
    names = {path.name for path in folder.iterdir() if _segment(path.name) in set(segments)}
    return Seal(mark, {name: before.files.get(name) or _measured(folder / name) for name in sorted(names)})


def seal_name(index: str, generation: int) -> str:
    """Return the name of the file that the seal of a commit stands in."""
    return f"_{index}_{generation}.seal"


def write_seal(path: Path, seal: Seal) -> None:
    """Write a seal whole or not at all.

    Raises:
        DiskTrouble: the disk does not take it.
    """
    write_private(path, json.dumps(seal._asdict()).encode())


def read_seal(path: Path) -> Seal:
    """Read a seal; an empty one where there is none.

    Raises:
        IndexDamaged: the file is not a seal.
    """
    try:
        plain = json.loads(path.read_bytes())
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in plain["files"].items()}
        return Seal(str(plain["mark"]), files)
    except FileNotFoundError:
        return Seal()
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise IndexDamaged(path.name) from error


def compare_sizes(folder: Path, seal: Seal) -> None:
    """Make sure that every file is there, as long as it was written.

    Raises:
        IndexDamaged: one is not.
        OSError: the machine does not let it be asked.
    """
    for name, (size, _) in seal.files.items():
        if (folder / name).stat().st_size != size:
            raise IndexDamaged(name)


def compare_digests(folder: Path, seal: Seal, open_already: Collection[str]) -> None:
    """Make sure that every digested file is what was written, but for those of segments that are open already.

    Raises:
        IndexDamaged: one is not.
        OSError: the machine does not let it be read.
    """
    for name, known in seal.files.items():
        new = name.endswith(_DIGESTED) and _segment(name) not in open_already
        if new and _measured(folder / name) != known:
            raise IndexDamaged(name)


def _segment(name: str) -> str:
    return name.split(".")[0]


def _measured(path: Path) -> tuple[int, str]:
    data = path.read_bytes() if path.name.endswith(_DIGESTED) else b""
    return path.stat().st_size, hashlib.blake2b(data, digest_size=16).hexdigest() if data else ""
