"""Matters and what belongs to them: draft, adoptions, verdicts, search log, submitted cases, corrections."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from localdb.engine.workspace import Workspace
from localdb.model.graph import Corrections
from localdb.model.kinds import Tier
from localdb.model.library import Changes
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase, TierCount


def list_matters(ws: Workspace, *, deleted: bool = False) -> tuple[Matter, ...]:
    """Return the matters, last touched first; with `deleted` those that can be restored."""
    return tuple(ws.work.matters.all(deleted=deleted))


def get_matter(ws: Workspace, number: int) -> Matter:
    """Return one matter.

    Raises:
        MatterMissing: there is none of this number, or it is deleted.
    """
    return ws.work.matters.get(number)


def create_matter(ws: Workspace, matter: Matter) -> tuple[Matter, Changes]:
    """Store a new matter; return it with its number."""
    at = _now()
    number = ws.work.matters.add(replace(matter, created=at, updated=at))
    return get_matter(ws, number), Changes(matters=(number,))


def update_matter(ws: Workspace, matter: Matter) -> tuple[Matter, Changes]:
    """Replace what is stored of a matter.

    Raises:
        MatterMissing: there is none of this number, or it is deleted.
    """
    ws.work.matters.update(replace(matter, updated=_now()))
    return get_matter(ws, matter.number), Changes(matters=(matter.number,))


def save_matter(ws: Workspace, matter: Matter) -> tuple[Matter, Changes]:
    """Store a matter: a new one when its number is 0.

    Raises:
        MatterMissing: there is none of this number, or it is deleted.
    """
    return update_matter(ws, matter) if matter.number else create_matter(ws, matter)


def delete_matter(ws: Workspace, number: int) -> Changes:
    """Delete a matter with all that belongs to it; `restore_matter` brings everything back.

    Raises:
        MatterMissing: there is none of this number.
    """
    ws.work.matters.delete(number, _now())
    return Changes(matters=(number,))


def restore_matter(ws: Workspace, number: int) -> Changes:
    """Bring a deleted matter back.

    Raises:
        MatterMissing: no matter of this number is deleted.
    """
    ws.work.matters.restore(number)
    return Changes(matters=(number,))


def load_draft(ws: Workspace, number: int) -> Draft:
    """Return the draft of a matter as last saved, an empty one if there is none yet.

    Raises:
        MatterMissing: there is no such matter.
    """
    get_matter(ws, number)
    return ws.work.drafts.get(number)


def save_draft(ws: Workspace, draft: Draft) -> tuple[Draft, Changes]:
    """Store a draft; once this returns, the text survives a crash and a power cut.

    Raises:
        MatterMissing: there is no such matter.
    """
    return ws.work.drafts.save(draft.matter, draft.text, _now()), Changes(draft=draft.matter)


def judge_hit(ws: Workspace, judged: Judged) -> Changes:
    """Store the judge's verdict on a hit over an earlier one.

    Raises:
        MatterMissing: there is no such matter.
    """
    get_matter(ws, judged.matter)
    ws.work.verdicts.put(judged if judged.at else replace(judged, at=_now()))
    return Changes(verdicts=judged.matter)


def judged_hits(ws: Workspace, matter: int) -> tuple[Judged, ...]:
    """Return the verdicts of a matter, the earliest first."""
    return tuple(ws.work.verdicts.of(matter))


def adopt(ws: Workspace, adoption: Adoption) -> tuple[Adoption, Changes]:
    """Store the source of an adopted passage; return it with its number.

    Raises:
        MatterMissing: there is no such matter.
    """
    get_matter(ws, adoption.matter)
    stored = ws.work.adoptions.add(adoption if adoption.at else replace(adoption, at=_now()))
    return stored, Changes(draft=adoption.matter)


def adopt_into_draft(ws: Workspace, draft: Draft, adoption: Adoption) -> tuple[tuple[Draft, Adoption], Changes]:
    """Store a draft with a passage just adopted into it, and the source of the passage: both or neither.

    `adoption.start` and `end` are places in `draft.text`.

    Raises:
        MatterMissing: there is no such matter.
    """
    with ws.work.store.write():
        stored, changes = save_draft(ws, draft)
        source, more = adopt(ws, adoption)
    return (stored, source), changes | more


def move_adoptions(ws: Workspace, adoptions: Sequence[Adoption]) -> Changes:
    """Store where adopted passages stand now in the draft, or that they are gone from it."""
    with ws.work.store.write():
        for adoption in adoptions:
            ws.work.adoptions.update(adoption)
    return Changes(draft=adoptions[0].matter if adoptions else 0)


def adoptions(ws: Workspace, matter: int) -> tuple[Adoption, ...]:
    """Return the adoptions of a matter in the order in which they were made."""
    return tuple(ws.work.adoptions.of(matter))


def log_search(ws: Workspace, log: SearchLog) -> tuple[int, Changes]:
    """Store a search; return the number of its entry. With a number, it takes the place of the entry it continues.

    What was read in an entry stays counted when it is continued.

    Raises:
        MatterMissing: there is no such matter.
    """
    get_matter(ws, log.matter)
    with ws.work.store.write():
        before = ws.work.searches.get(log.number)
        if before is None:
            return ws.work.searches.add(log).number, Changes(log=log.matter)
        ws.work.searches.update(replace(log, tiers=_continued(before.tiers, log.tiers)))
    return log.number, Changes(log=log.matter)


def _continued(before: Sequence[TierCount], now: Sequence[TierCount]) -> tuple[TierCount, ...]:
    counted = {count.tier: count for count in before}
    there = {count.tier for count in now}
    kept = [
        count._replace(opened=counted[count.tier].opened, kept=counted[count.tier].kept)
        if count.tier in counted
        else count
        for count in now
    ]
    return (*kept, *(count for count in before if count.opened and count.tier not in there))


def count_opened(ws: Workspace, number: int, tier: Tier) -> Changes:
    """Count one more hit of a tier of a logged search as read; an unknown entry is left alone."""
    with ws.work.store.write():
        log = ws.work.searches.get(number)
        if log is None:
            return Changes()
        tiers = tuple(count._replace(opened=count.opened + 1) if count.tier == tier else count for count in log.tiers)
        ws.work.searches.set_tiers(number, tiers)
    return Changes(log=log.matter)


def search_logs(ws: Workspace, matter: int) -> tuple[SearchLog, ...]:
    """Return the searches of a matter, the earliest first."""
    return tuple(ws.work.searches.of(matter))


def submit_case(ws: Workspace, case: SubmittedCase) -> tuple[SubmittedCase, Changes]:
    """Store a case submitted by a party (number 0: a new one); return it with its number.

    Raises:
        MatterMissing: there is no such matter.
    """
    get_matter(ws, case.matter)
    return ws.work.submitted.put(case), Changes(matters=(case.matter,))


def withdraw_submitted(ws: Workspace, number: int) -> Changes:
    """Take a submitted case off the register."""
    matter = ws.work.submitted.remove(number)
    return Changes(matters=(matter,) if matter else ())


def submitted_cases(ws: Workspace, matter: int) -> tuple[SubmittedCase, ...]:
    """Return the cases submitted in a matter in the order of entry."""
    return tuple(ws.work.submitted.of(matter))


def corrections(ws: Workspace, matter: int) -> Corrections:
    """Return what the judge corrected of the graph of a matter."""
    return ws.work.corrections.of(matter)


def save_corrections(ws: Workspace, matter: int, made: Corrections) -> Changes:
    """Store what the judge corrected of the graph of a matter, over all that was corrected before.

    Raises:
        MatterMissing: there is no such matter.
    """
    get_matter(ws, matter)
    ws.work.corrections.put(matter, made)
    return Changes(matters=(matter,))


def _now() -> datetime:
    return datetime.now().astimezone()
