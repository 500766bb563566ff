"""Whether an index and a library belong together: by the mark of the index's last commit, which the library keeps.

A mark is announced to the library before the index is committed with it, and settled with the batch that it stands for;
so a kill at any moment leaves an index whose mark the library knows. One that was put back by hand, or an index beside
another library.db, has a mark that the library does not know. Belongs here: the fact in library.db. Does not: what is
done about it (index_backlog.py).
"""

from localdb.index.port import CaseIndex
from localdb.storage.library import Library

_INDEX_OF = "index"  # fact in library.db: identity of the index, version of the features, marks, the oldest first


def known_to(library: Library, index: CaseIndex, version: int) -> str | None:
    """Return None when the index is the one that this library was kept with, else why it is not.

    Why is a key of desktop/words: "damaged", "apart", or "" for one that is new or of another version of Leian.
    """
    while True:
        fact = library.get_meta(_INDEX_OF)
        identity, features, *marks = (fact or "").split() or ("", "")
        if identity == index.identity and index.mark in (marks or [""]):
            return None if features == str(version) else ""
        if library.get_meta(_INDEX_OF) == fact:  # nobody has committed meanwhile
            break
    if index.damaged:
        return "damaged"
    return "apart" if fact and index.cases else ""


def adopt(library: Library, index: CaseIndex, version: int) -> None:
    """Take down that from now on this library is kept with this index, as it is."""
    library.set_meta(_INDEX_OF, f"{index.identity} {version} {index.mark}".strip())


def announce(library: Library, mark: str) -> None:
    """Take down that the next commit of the index will have this mark."""
    with library.store.write():
        library.set_meta(_INDEX_OF, f"{library.get_meta(_INDEX_OF) or ''} {mark}".strip())


def settle(library: Library, mark: str) -> None:
    """Take down that what the commit with this mark holds is off the backlog; older marks are forgotten."""
    with library.store.write():
        identity, features, *marks = (library.get_meta(_INDEX_OF) or "").split() or ("", "")
        if mark in marks:
            library.set_meta(_INDEX_OF, " ".join((identity, features, *marks[marks.index(mark) :])))
