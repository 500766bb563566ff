"""What to mind about a case: dropped or doubtful guiding cases, repealed law, doubtful effect. Warns, never hides.

Repealed is not inapplicable: the law of the time of the facts may govern (民法典时间效力规定 2, 5), so a mark compares
with the date of the facts where it is known.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from localdb.model.case import Case, Mark
from localdb.model.kinds import Effect, Status
from localdb.reference import Law, Reference
from localdb.reference.laws import REPEALED

_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_SHORT = "中华人民共和国"
_KEPT = frozenset({"thin", "disorder", "folded"})


def marks_of(
    case: Case,
    reference: Reference,
    effect: Effect | None = None,
    number: int | None = None,
    facts_date: date | None = None,
    on: date | None = None,
) -> tuple[Mark, ...]:
    """Return the marks of a case, the gravest first.

    `effect` is the settled one, `number` that of a guiding case and None for all others, `facts_date` the day of the
    facts of the matter in hand, `on` the day of the search (today when None). Kinds and values:

    - withdrawn (status, superseded by); not_effective (effect); unverified ()
    - guiding_dropped (number, since, by); guiding_check (number, laws …)
    - repealed (law, repealed on or "", successor or ""); governs (the same), where the law was in force when the facts
      of the matter happened
    - contradiction (fields …); internal ()

    Four more are added where cards are read: revoked (case number, court) and revoked_in_part (the same) by what other
    cases of the library say (localdb/storage/revocations.py), elsewhere (status, since, folder) by what another court
    of the feed does (withdrawn.py), folded (how many count as one with it; folding.py). And two are put on a card when
    the case is admitted (localdb/admission/rules.py): thin and disorder.
    """
    return (
        *_of_standing(case, effect),
        *_of_guidance(reference, number, on),
        *_of_law(case, reference, number, facts_date, on),
        *([Mark("contradiction", case.flags)] if case.flags else []),
        *([Mark("internal")] if case.public is False else []),
    )


def with_told(marks: Sequence[Mark], stored: Sequence[Mark]) -> tuple[Mark, ...]:
    """Add to the marks of a case those of its stored card that do not hang on the day, the gravest first."""
    told = [mark for mark in stored if mark.kind.startswith(("revoked", "elsewhere"))]
    return (*told, *marks, *(mark for mark in stored if mark.kind in _KEPT))


def cited_laws(case: Case, reference: Reference) -> tuple[str, ...]:
    """Return the full names of the laws that a case cites, each once, in the order of the record."""
    found = (reference.laws.canonical(name) for statute in case.statutes for name in _NAMED.findall(statute))
    return tuple(dict.fromkeys(name for name in found if name))


def _of_standing(case: Case, effect: Effect | None) -> Iterator[Mark]:
    if case.status not in (None, Status.VALID) or case.superseded_by:
        yield Mark("withdrawn", (case.status or "", case.superseded_by))
    if effect in (Effect.PENDING, Effect.OVERTURNED):
        yield Mark("not_effective", (effect,))
    if effect is Effect.UNVERIFIED:
        yield Mark("unverified")


def _of_guidance(reference: Reference, number: int | None, on: date | None) -> Iterator[Mark]:
    dropped = reference.authority.not_followed.get(number or 0)
    if dropped and not reference.authority.followed(number, on):
        yield Mark("guiding_dropped", (str(number), dropped.since.isoformat(), dropped.by))
    if laws := reference.authority.to_check.get(number or 0):
        yield Mark("guiding_check", (str(number), *laws))


def _of_law(
    case: Case, reference: Reference, number: int | None, facts_date: date | None, on: date | None
) -> Iterator[Mark]:
    told = reference.authority.to_check.get(number or 0, ())
    for name in cited_laws(case, reference):
        law = reference.laws.find(name, on)
        if law is None or law.status != REPEALED or law.name.removeprefix(_SHORT) in told:
            continue
        day = law.repealed_on.isoformat() if law.repealed_on else ""
        yield Mark("governs" if _governs(law, facts_date) else "repealed", (law.name, day, law.successor))


def _governs(law: Law, facts_date: date | None) -> bool:
    begun = not law.versions or (facts_date is not None and law.versions[0] <= facts_date)
    return facts_date is not None and law.repealed_on is not None and begun and facts_date < law.repealed_on
