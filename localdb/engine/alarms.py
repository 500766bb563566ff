"""Cases that a matter uses and that a court has taken back, or whose text it has replaced since.

Belongs here: which uses count, and from when on a replacement does. Does not: what the judge should make of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from localdb.engine import matters
from localdb.engine.workspace import Workspace
from localdb.model.feed import Alarm, Tombstone, Use, folder_of
from localdb.model.kinds import Verdict
from localdb.model.library import Changes
from localdb.storage.alarm_notes import notice_of
from localdb.text.case_numbers import case_numbers, parse_case_no

_Uses = dict[str, dict[Use, datetime | None]]  # key of a case -> how it is used, and since when


def alarms(ws: Workspace, matter: int) -> tuple[Alarm, ...]:
    """Return the alarms of one matter, those at rest last, before them those of adopted passages first.

    Raises:
        MatterMissing: there is no such matter.
    """
    uses = _uses(ws, matter)
    found = [*_withdrawn(ws, matter, uses), *_elsewhere(ws, matter, uses), *_replaced(ws, matter, uses)]
    noted = ws.work.alarm_notes.of(matter) if found else {}
    read = {notice: notice in noted for notice in map(notice_of, found)}
    told = [replace(each, told=read[notice_of(each)], settled=noted.get(notice_of(each), "")) for each in found]
    order = list(Use)
    return tuple(sorted(told, key=lambda alarm: (bool(alarm.settled), order.index(alarm.uses[0]))))


def note_alarm(ws: Workspace, alarm: Alarm, reason: str = "") -> Changes:
    """Take down that the judge has read an alarm; with a reason it is at rest, and the reason stays beside it."""
    ws.work.alarm_notes.put(alarm, reason, datetime.now().astimezone())
    return Changes()


def all_alarms(ws: Workspace) -> dict[int, tuple[Alarm, ...]]:
    """Return matter -> alarms for every matter that is not closed; those without any are left out."""
    if not ws.work_begun:
        return {}
    found = {matter.number: alarms(ws, matter.number) for matter in matters.list_matters(ws) if not matter.closed}
    return {number: some for number, some in found.items() if some}


def _uses(ws: Workspace, matter: int) -> _Uses:
    draft, uses = matters.load_draft(ws, matter), _Uses()
    for adoption in matters.adoptions(ws, matter):
        if not adoption.removed:
            uses.setdefault(adoption.case_key, {})[Use.ADOPTED] = adoption.at
    for judged in matters.judged_hits(ws, matter):
        if judged.verdict is Verdict.SIMILAR:
            uses.setdefault(judged.case_key, {})[Use.JUDGED] = judged.at
    submitted = "\n".join(case.citation for case in matters.submitted_cases(ws, matter))
    stones = ws.library.withdrawn.all() if submitted or draft.text else []
    for use, text in ((Use.SUBMITTED, submitted), (Use.CITED, draft.text)):
        for key in _named(text, stones):
            uses.setdefault(key, {})[use] = None
    return uses


def _named(text: str, stones: list[Tombstone]) -> Iterator[str]:
    """Yield the keys of withdrawn cases whose 案号, or else whose id of a submitted case, stands in a text."""
    numbers = {found.case_no.canonical for found in case_numbers(text)}
    lines = set(text.splitlines())
    for stone in stones:
        own = parse_case_no(stone.case_no)
        if (own is not None and own.canonical in numbers) or {stone.id, stone.title} & (lines - {""}):
            yield stone.key


def _withdrawn(ws: Workspace, matter: int, uses: _Uses) -> Iterator[Alarm]:
    for key, how in uses.items():
        stone = None if ws.library.resolve(key) else ws.library.withdrawn.find(key)
        if stone is not None:
            by = _successor(ws, stone.by)
            told = (stone.title, stone.case_no, tuple(how), stone.status, stone.since, by, stone.why)
            yield Alarm(matter, stone.key, *told)


def _elsewhere(ws: Workspace, matter: int, uses: _Uses) -> Iterator[Alarm]:
    """Yield alarms of cases that stand, but that another court of the feed took back (FEED.md)."""
    keys = {key: held for key in uses if (held := ws.library.resolve(key))}
    stones = ws.library.withdrawn.elsewhere(list(dict.fromkeys(keys.values())))
    cards = ws.library.cards(list(stones))
    for key, held in keys.items():
        if held in stones and held in cards:
            stone, card = stones[held], cards[held]
            told = (stone.status, stone.since, _successor(ws, stone.by), stone.why, folder_of(stone.key))
            yield Alarm(matter, held, card.title, card.case_no, tuple(uses[key]), *told)


def _successor(ws: Workspace, by: str) -> str:
    """Return the number, else the title, of what replaced a case; "" where nobody could tell it by its id."""
    key = ws.library.resolve(by) if by else None
    card = ws.library.cards([key]).get(key) if key else None
    if card is not None:
        return card.case_no or card.title
    number = by.rpartition(":")[2]
    return number if parse_case_no(number) else ""


def _replaced(ws: Workspace, matter: int, uses: _Uses) -> Iterator[Alarm]:
    keys = {key: held for key in uses if (held := ws.library.resolve(key))}
    at = ws.library.feed.replaced(list(keys.values()))
    cards = ws.library.cards(list(at))
    for key, held in keys.items():
        since = at.get(held)
        before = tuple(use for use, used in uses[key].items() if since and used and used.astimezone() < since)
        if since is not None and before and held in cards:
            card = cards[held]
            yield Alarm(matter, held, card.title, card.case_no, before, None, since.astimezone().date())
