"""Whether an index and a library belong together: by the mark of the index's last commit, which the library keeps.

A mark is announced to the library before the index is committed with it, and settled with the batch that it stands for;
so a kill at any moment leaves an index whose mark the library knows. One that was put back by hand, or an index beside
another library.db, has a mark that the library does not know. Belongs here: the fact in library.db. Does not: what is
done about it (index_backlog.py).
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from localdb.index.port import CaseIndex
from localdb.storage.library import Library

_INDEX_OF = "index"  # fact in library.db


class _Kept(NamedTuple):
    """Hold the identity of the index that a library is kept with, the version of the features, and the known marks."""

    identity: str = ""
    features: int = 0
    marks: Sequence[str] = ()  # the oldest first


def known_to(library: Library, index: CaseIndex, version: int) -> str | None:
    """Return None when the index is the one that this library was kept with, else why it is not.

    Why is a key of desktop/words: "damaged", "apart", or "" for one that is new or of another version of Leian.
    """
    while True:
        fact = library.get_meta(_INDEX_OF)
        kept = _read(fact)
        if kept.identity == index.identity and index.mark in (kept.marks or ("",)):
            return None if kept.features == version else ""
        if library.get_meta(_INDEX_OF) == fact:  # nobody has committed meanwhile
            break
    if index.damaged:
        return "damaged"
    return "apart" if fact and index.cases else ""


def adopt(library: Library, index: CaseIndex, version: int) -> None:
    """Take down that from now on this library is kept with this index, as it is."""
    _write(library, _Kept(index.identity, version, [index.mark] if index.mark else []))


def announce(library: Library, mark: str) -> None:
    """Take down that the next commit of the index will have this mark."""
    with library.store.write():
        kept = _read(library.get_meta(_INDEX_OF))
        _write(library, kept._replace(marks=[*kept.marks, mark]))


def settle(library: Library, mark: str) -> None:
    """Take down that what the commit with this mark holds is off the backlog; older marks are forgotten."""
    with library.store.write():
        kept = _read(library.get_meta(_INDEX_OF))
        if mark in kept.marks:
            _write(library, kept._replace(marks=kept.marks[kept.marks.index(mark) :]))


def _read(fact: str | None) -> _Kept:
    """Read the fact; one that cannot be read is of no index, so that it is adopted anew."""
    try:
        plain = json.loads(fact or "{}")
        return _Kept(str(plain["identity"]), int(plain["features"]), [str(mark) for mark in plain["marks"]])
    except (ValueError, TypeError, LookupError, RecursionError):
        return _Kept()


def _write(library: Library, kept: _Kept) -> None:
    library.set_meta(_INDEX_OF, json.dumps(kept._asdict()))
