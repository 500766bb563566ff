"""What a matter and a case have in common, axis by axis: the plain facts under the comparison view. Pure.

Belongs here: texts to lay side by side, shared words, elements of one side only. Does not: judging likeness.
"""

import re
from dataclasses import dataclass

from desktop.words import section_name
from localdb.model.case import Case
from localdb.model.kinds import Axis, Section
from localdb.model.matter import Matter
from localdb.model.similar import Hit

_SECTIONS = {
    Axis.FACTS: (Section.FACTS, Section.CLAIMS),
    Axis.ISSUES: (Section.ISSUES, Section.CLAIMS),
    Axis.LAW: (Section.REASONING, Section.STATUTES),
}
_TELLING = (Section.FACTS, Section.CLAIMS, Section.REASONING)
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?”?")


@dataclass(frozen=True, slots=True)
class Elements:
    """Hold causes or statutes: of both, of the matter alone, of the case alone."""

    both: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Hold one axis of the comparison; `words` met in both texts, `elements` are causes (facts) or statutes (law)."""

    axis: Axis
    ours: str
    theirs: str
    words: tuple[str, ...]
    elements: Elements


def compare(hit: Hit, case: Case, own: Case | None, matter: Matter | None) -> tuple[SideBySide, ...]:
    """Lay the matter (its draft as read, its issues) beside a case on the three axes."""
    return tuple(_side(axis, hit, case, own, matter) for axis in Axis)


def lonely(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the sentences of a text in which no shared word stands, start and end."""
    return [match.span() for match in _SENTENCE.finditer(text) if not any(word in match.group() for word in words)]


def _side(axis: Axis, hit: Hit, case: Case, own: Case | None, matter: Matter | None) -> SideBySide:
    ours, theirs = _ours(axis, own, matter), _theirs(axis, hit, case)
    return SideBySide(axis, ours, theirs, _shared(hit, axis, ours, theirs), _elements(axis, case, own, matter))


def _ours(axis: Axis, own: Case | None, matter: Matter | None) -> str:
    if axis is Axis.ISSUES and matter is not None and matter.issues:
        return "\n".join(f"{number}．{issue}" for number, issue in enumerate(matter.issues, 1))
    return _text(axis, own) if own is not None else ""


def _theirs(axis: Axis, hit: Hit, case: Case) -> str:
    """Return what stands on the side of the case: the sections of the axis, and what was scored though it is elsewhere.

    Many judgments have no part of their own for the issues: those are told, and were met, within 本院认为.
    """
    shown = _sections(axis, case)
    scored = [passage for passage in hit.passages if passage.axis is axis and passage.section not in shown]
    told = [_from(passage.section, passage.text) for passage in scored if passage.text.strip()]
    if told and axis is not Axis.LAW and _SECTIONS[axis][0] not in shown:
        return "\n".join(told)
    return "\n".join(part for part in (_text(axis, case), *told) if part)


def _text(axis: Axis, case: Case) -> str:
    """Return the sections of the axis; one that stands in for the section itself is named.

    A text without sections, as a draft is that has only begun, is taken for facts; so does the search.
    """
    first, shown = _SECTIONS[axis][0], _sections(axis, case)
    if axis is Axis.FACTS and not any(case.sections.get(section, "").strip() for section in _TELLING):
        return case.full_text.strip()
    if axis is Axis.LAW or first in shown:
        return "\n".join(case.sections[section] for section in shown)
    return "\n".join(_from(section, case.sections[section]) for section in shown)


def _sections(axis: Axis, case: Case) -> tuple[Section, ...]:
    there = tuple(section for section in _SECTIONS[axis] if case.sections.get(section, "").strip())
    return there if axis is Axis.LAW else there[:1]


def _from(section: Section, text: str) -> str:
    return f"{text.strip()}（摘自{section_name(section)}）"


def _shared(hit: Hit, axis: Axis, ours: str, theirs: str) -> tuple[str, ...]:
    """Choose the words of this axis that stand on both sides; those of other axes help where the axis has none."""
    met = [word for passage in hit.passages if passage.axis is axis for word in passage.words]
    met += [word for passage in hit.passages if passage.axis is not axis for word in passage.words]
    return tuple(dict.fromkeys(word for word in met if word in ours and word in theirs))


def _elements(axis: Axis, case: Case, own: Case | None, matter: Matter | None) -> Elements:
    if axis is Axis.LAW:
        return _split(own.statutes if own else (), case.statutes)
    if axis is Axis.FACTS:
        confirmed = matter.causes if matter else ()
        return _split(confirmed or (own.causes + own.charges if own else ()), case.causes + case.charges)
    return Elements((), (), ())


def _split(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Elements:
    return Elements(
        tuple(item for item in dict.fromkeys(ours) if item in theirs),
        tuple(item for item in dict.fromkeys(ours) if item not in theirs),
        tuple(item for item in dict.fromkeys(theirs) if item not in ours),
    )
