"""The search log of the open matter (法发〔2020〕24号 art 3): which search has an entry, when a hit counts as read.

Every search is logged. One that the user starts has an entry of its own. Those that run by themselves while the draft
is written are folded into one entry for each sitting (from opening the matter until another is opened or the window
closes): it holds the last of them, and everything that was read in the sitting. An entry for each pause in typing would
bury the searches that the report is about; none before a hit is read would leave out searches that were made.

Belongs here: the entries. Does not: searching (searching), storing (engine).
"""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.jobs import Desk
from localdb.model.errors import LeianError
from localdb.model.kinds import Method, Tier
from localdb.model.matter import Matter, SearchLog, TierCount
from localdb.model.similar import Hit, SimilarResult


class _Entry:
    def __init__(self) -> None:
        self.number = 0
        self.log: SearchLog | None = None  # still to be stored
        self.under_way = False
        self.read: set[str] = set()  # case keys
        self.uncounted: list[Tier] = []  # of hits read before the entry had its number


class LogKeeping(QObject):
    """Keep the entries of a sitting."""

    logged = Signal(int)  # number of the entry
    failed = Signal(object)  # LeianError

    def __init__(self, desk: Desk, who: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._who = who
        self._matter: Matter | None = None
        self._shown: _Entry | None = None  # of the result in the list
        self._sitting: _Entry | None = None

    def set_matter(self, matter: Matter | None) -> None:
        """Say whose log is kept; another matter begins another sitting."""
        if (matter.number if matter else 0) != (self._matter.number if self._matter else 0):
            self._shown = self._sitting = None
        self._matter = matter

    def note(self, result: SimilarResult, court: str, *, asked: bool) -> None:
        """Log a search whose result is shown from now on; `asked` tells whether the user started it.

        A draft that tells nothing yet was not searched with: an entry would say that each tier was, without a hit.
        """
        if self._matter is None:
            return
        if result.untold:
            self._shown = None
            return
        if asked:
            entry = _Entry()
        else:
            entry = self._sitting = self._sitting or _Entry()
        entry.log = search_log(result, self._matter, self._who(), court)
        self._shown = entry
        self._store(entry)

    def count_read(self, hit: Hit) -> None:
        """Count a hit of the shown result as read, each case once for an entry."""
        entry = self._shown
        if entry is None or hit.card.key in entry.read:
            return
        entry.read.add(hit.card.key)
        entry.uncounted.append(hit.tier)
        self._count(entry)

    def _store(self, entry: _Entry) -> None:
        if entry.under_way or entry.log is None:
            return
        log, entry.log = dataclasses.replace(entry.log, number=entry.number), None
        entry.under_way = True
        job = self._desk.log_search(log, partial(self._stored, entry), partial(self._not_stored, entry))
        job.broken = lambda error: self._end(entry)

    def _stored(self, entry: _Entry, number: int) -> None:
        entry.number = number
        self._end(entry)
        self._count(entry)
        self.logged.emit(number)

    def _not_stored(self, entry: _Entry, error: LeianError) -> None:
        self._end(entry)
        self.failed.emit(error)

    def _end(self, entry: _Entry) -> None:
        entry.under_way = False
        self._store(entry)

    def _count(self, entry: _Entry) -> None:
        while entry.number and entry.uncounted:
            self._desk.count_opened(entry.number, entry.uncounted.pop(0))


def search_log(result: SimilarResult, matter: Matter, who: str, court: str) -> SearchLog:
    """Write the entry of a search: zero-hit tiers are in it too (art 3, 4).

    Its `library_cases` are those that could be found: fewer than the library holds while the index is being built.
    """
    tiers = tuple(TierCount(group.tier, group.state, len(group.hits)) for group in result.groups if group.tier in Tier)
    return SearchLog(
        matter=matter.number,
        at=datetime.now().astimezone(),
        who=matter.searcher or who,
        court=court,
        method=Method(result.method),
        query=result.query,
        library_version=result.library_version,
        library_cases=min(result.indexed_cases, result.library_cases),
        tiers=tiers,
    )
