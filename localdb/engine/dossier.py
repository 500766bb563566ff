"""The dossier: everything that a report is made from, as one value, whether it comes from work.db or a matter file.

Belongs here: gathering. Does not: what must be there (report.py), the file format (matter_file.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from localdb.engine import matters
from localdb.engine.alarms import alarms
from localdb.engine.workspace import Workspace
from localdb.model.case import Case, CaseCard, Mark
from localdb.model.errors import MatterMissing
from localdb.model.feed import Alarm
from localdb.model.graph import Corrections
from localdb.model.library import LibraryState
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase

REPLACED = "replaced"  # the mark of a case whose text is another than when the judge used it


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold a matter with all that was done in it.

    `cases` and `cards` have the cases that `judged` names, by the key it names them with; a case that the library no
    longer holds is in neither.
    """

    matter: Matter
    draft: Draft
    searches: tuple[SearchLog, ...] = ()
    judged: tuple[Judged, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    submitted: tuple[SubmittedCase, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)
    cases: Mapping[str, Case] = field(default_factory=dict)
    cards: Mapping[str, CaseCard] = field(default_factory=dict)
    library: LibraryState = field(default_factory=LibraryState)


def gather(ws: Workspace, number: int) -> Dossier:
    """Read the dossier of a matter.

    Raises:
        MatterMissing: there is no such matter; where there is no work.db, none is made to find that out.
        KeyNeeded, WrongKey, LibraryBusy, DiskTrouble: a database does not open.
    """
    if not ws.work_begun:
        raise MatterMissing(number)
    matter = matters.get_matter(ws, number)
    judged = matters.judged_hits(ws, number)
    names = {each.case_key: key for each in judged if (key := ws.library.resolve(each.case_key))}
    cases, cards = ws.library.get_many(list(names.values())), ws.library.cards(list(names.values()))
    changed = {alarm.case_key: alarm for alarm in alarms(ws, number) if alarm.status is None}
    cards = {key: _marked(card, changed.get(key)) for key, card in cards.items()}
    return Dossier(
        matter=matter,
        draft=matters.load_draft(ws, number),
        searches=matters.search_logs(ws, number),
        judged=judged,
        adoptions=matters.adoptions(ws, number),
        submitted=matters.submitted_cases(ws, number),
        corrections=matters.corrections(ws, number),
        cases={name: cases[key] for name, key in names.items() if key in cases},
        cards={name: cards[key] for name, key in names.items() if key in cards},
        library=ws.library.state(),
    )


def _marked(card: CaseCard, alarm: Alarm | None) -> CaseCard:
    """Mark a case whose text the court has replaced since it was judged or adopted from."""
    if alarm is None:
        return card
    return replace(card, marks=(Mark(REPLACED, (alarm.since.isoformat(),)), *card.marks))
