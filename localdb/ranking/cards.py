"""The card of a case: its authority, its settled effect, its day, its marks. What lists show."""

import re

from localdb.admission import flags_of
from localdb.model.case import Case, CaseCard
from localdb.model.kinds import Authority
from localdb.ranking.effect import effective_day, settle_effect
from localdb.ranking.marks import marks_of
from localdb.reference import Reference
from localdb.text.decisions import named_by

_GUIDING = re.compile(r"指导性?案例第?\s*(\d{1,4})\s*号")
_SPP = re.compile(r"检例第?\s*\d{1,4}\s*号")
_DOCUMENT = re.compile("书$|支付令$|笔录$")  # 判决书, 裁定书, 决定书, 调解书 …: not a published case
_HEAD = 200


def card_of(case: Case, reference: Reference) -> CaseCard:
    """Return the card of a case; it is placed in no tier yet."""
    authority = authority_of(case, reference)
    number = guiding_number(case) if authority is Authority.GUIDING else None
    effect = settle_effect(case, authority)
    names = case.charges or case.causes
    court, case_no = _named_by(case, authority, reference)
    return CaseCard(
        key=case.key,
        id=case.id,
        title=case.title or case.case_name or case.case_no or case.id,
        court=court,
        case_no=case_no,
        date=case.date,
        case_type=case.case_type,
        authority=authority,
        effect=effect,
        status=case.status,
        since=effective_day(case),
        trial=case.trial,
        causes=tuple(dict.fromkeys(reference.causes.normalise(name) or name for name in names)),
        guiding_no=number,
        entry_no=case.entry_no,
        public=case.public,
        marks=(*marks_of(case, reference, effect, number), *flags_of(case)),
    )


def _named_by(case: Case, authority: Authority, reference: Reference) -> tuple[str, str]:
    """Return court and number of the case, one belonging to the other where several instances are told.

    A known court comes under its full name, however the source writes it.
    """
    name, number = case.court, case.case_no
    if authority is not Authority.JUDGMENT:
        name, number = named_by(case, reference, guiding=authority is Authority.GUIDING)
    found = reference.courts.find(name)
    return found.name if found else name, number


def authority_of(case: Case, reference: Reference) -> Authority:
    """Tell what kind of authority a case carries, by its doc_type, number and title.

    The case database holds the guiding cases too, so a guiding number in the title goes before the database. A typical
    case issued by another than the Supreme People's Court is a judgment of the court that decided it.
    """
    table = reference.authority
    if _DOCUMENT.search(case.doc_type) and case.guiding_no is None and not case.entry_no:
        return Authority.JUDGMENT
    said = table.read(case.doc_type)
    if said is Authority.PROCURATORIAL or (said is None and _SPP.search(case.title + case.full_text[:_HEAD])):
        return Authority.PROCURATORIAL
    if said is Authority.GUIDING or guiding_number(case) is not None:
        return Authority.GUIDING
    if case.entry_no:
        return Authority.ENTRY
    said = said or table.read(case.told_source) or Authority.JUDGMENT
    issued = case.doc_type + case.told_source
    if said is Authority.TYPICAL and any(word in issued for word in table.not_supreme):
        return Authority.JUDGMENT
    return said


def guiding_number(case: Case) -> int | None:
    """Return the number of a guiding case, given or read from its title."""
    if case.guiding_no is not None:
        return case.guiding_no
    match = _GUIDING.match(case.title.strip())
    return int(match[1]) if match else None
