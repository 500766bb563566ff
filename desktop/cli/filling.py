"""Before an answer: the index is brought up to the library, and what was mended or is left out is said on stderr."""

from desktop.cli.printing import Progress, complain
from desktop.words.health import empty_words, rebuilt_words, unreadable_words
from localdb.engine.index_backlog import drain_index
from localdb.engine.workspace import Workspace


def fill_index(workspace: Workspace) -> None:
    """Bring the index up to the library, with progress on a terminal.

    Raises:
        LibraryBusy, DiskTrouble: as for `drain_index`.
    """
    with Progress() as progress:
        changes = drain_index(workspace, lambda done, total: progress.show(f"正在建立索引：{done}/{total}"))
    if changes.rebuilt:
        complain(rebuilt_words(changes.rebuilt))
    if count := workspace.library.state().unreadable:
        complain(unreadable_words(count))


def mind_empty(workspace: Workspace) -> None:
    """Say on stderr that the library is empty: that it gave no hits says nothing."""
    if not workspace.library.count():
        complain(empty_words(workspace.data / "library.db"))
