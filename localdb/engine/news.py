"""New guiding and typical cases that resemble an open matter, each announced beside it once.

Belongs here: which matters are asked, and what need not be asked again. Does not: what resembles what (find_similar).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from localdb.engine import matters
from localdb.engine.find_similar import find_similar
from localdb.engine.workspace import Workspace
from localdb.model.errors import Cancelled, CourtUnknown
from localdb.model.feed import Announcement
from localdb.model.library import Changes
from localdb.model.matter import Matter
from localdb.model.similar import SimilarRequest


def announce(ws: Workspace, court: str = "", cancelled: Callable[[], bool] | None = None) -> tuple[Announcement, ...]:
    """Return the new cases that resemble open matters and were not told yet; `told` takes down that they were.

    New is what syncs of late brought (the very first sync of a library brings none). `court` is the user's, for
    matters that name none; one that nobody knows is left out.

    Raises:
        Cancelled: `cancelled` answered True.
    """
    new = ws.library.feed.news()
    state = ws.library.state()
    if not new or not ws.work_begun or state.indexed < state.cases:  # what the index has not taken in cannot be found
        return ()
    found: list[Announcement] = []
    for matter in matters.list_matters(ws):
        if cancelled is not None and cancelled():
            raise Cancelled
        if not matter.closed:
            found += _beside(ws, matter, new, court, cancelled)
    return tuple(found)


def told(ws: Workspace, matter: int, keys: Iterable[str]) -> Changes:
    """Take down that new cases were announced beside a matter."""
    ws.work.announced.add(matter, keys, datetime.now().astimezone())
    return Changes()


def _beside(
    ws: Workspace, matter: Matter, new: list[str], court: str, cancelled: Callable[[], bool] | None
) -> Iterator[Announcement]:
    fresh = set(new) - ws.work.announced.of(matter.number)
    text = matters.load_draft(ws, matter.number).text
    if not fresh or not text.strip():
        return
    request = SimilarRequest(
        text,
        court=matter.court or court,
        causes=matter.causes,
        issues=matter.issues,
        case_type=matter.case_type,
        facts_date=matter.facts_date,
        corrections=matters.corrections(ws, matter.number),
    )
    try:
        hits = find_similar(ws, request, cancelled).hits
    except CourtUnknown:
        return
    like = {hit.card.key for hit in hits} & fresh
    told(ws, matter.number, fresh - like)  # looked at for good
    yield from (Announcement(matter.number, hit) for hit in hits if hit.card.key in like)
