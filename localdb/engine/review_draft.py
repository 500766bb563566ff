"""Use case: look a draft over before it is exported as a judgment."""

from collections.abc import Iterator, Sequence

from localdb.engine.index_backlog import on_whole_index
from localdb.engine.matters import get_matter
from localdb.engine.workspace import Workspace
from localdb.index.question import plain_number
from localdb.model.case import Case
from localdb.model.errors import SecretMatter
from localdb.model.matter import Adoption, Matter
from localdb.model.review import Review
from localdb.review import Taken, check_draft, names_of
from localdb.text.case_numbers import CaseNo, case_numbers


def review_draft(ws: Workspace, number: int, text: str, adoptions: Sequence[Adoption]) -> Review:
    """Check the draft of a matter as it stands on the page, with the adopted passages at their places in it.

    Raises:
        MatterMissing: there is no such matter.
        SecretMatter: the matter is 涉密; nothing of it leaves work.db.
    """
    matter = get_matter(ws, number)
    if matter.secret:
        raise SecretMatter
    names = ws.library.resolve_many({each.case_key: None for each in adoptions})
    cases = ws.library.get_many(list(names.values()))
    taken = [_taken(each, cases.get(names.get(each.case_key, ""))) for each in adoptions if not each.removed]
    known = on_whole_index(ws, lambda: set(_known(ws, text)))
    findings = check_draft(text, taken, _told(matter), matter.case_no, known)
    return Review(findings, ws.sample)


def _taken(adoption: Adoption, case: Case | None) -> Taken:
    place = adoption.start, adoption.end, adoption.citation
    if case is None:
        return Taken(*place)
    return Taken(*place, names_of(case), case.case_no, case.public is False)


def _told(matter: Matter) -> str:
    """Return what the matter says of itself beside its draft."""
    day = matter.facts_date
    when = f"{day.year}年{day.month}月{day.day}日" if day else ""
    return "\n".join((matter.title, matter.court, matter.case_no, *matter.issues, when))


def _known(ws: Workspace, text: str) -> Iterator[CaseNo]:
    """Yield the numbers in a text that name cases of the library."""
    for found in case_numbers(text):
        if ws.index.with_number(plain_number(found.case_no.written)):
            yield found.case_no
