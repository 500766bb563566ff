"""The decisions that a published case tells of, and the one pair of court and case number it is named by.

Belongs here: which court made which number. A guiding or gazette case tells of several instances, and its record may
join the court of one to the number of another. Does not: court documents, which have one court and one number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localdb.model.case import Case
from localdb.model.kinds import CaseType, Level, Section
from localdb.reference import Court, Reference
from localdb.text.case_numbers import CaseNo, case_numbers, parse_case_no
from localdb.text.heading import case_type_of, trial_of

_HEAD = 90  # characters before a number in which its court is named
_SAME = 300  # characters before 该院 in which its name stands
_NAME = re.compile(r"[一-龥（）○]{2,30}?(?:法院|[高中]院)")
_MADE = re.compile(r"(?:作出|做出|以|第)\s*$")
_GIVEN = re.compile(r"(?:作出|做出|以|第|作出的|做出的|(?:法院|[高中]院)的?)\s*$")
_THAT = re.compile(r"(?:该|我|本)院(?=[^院]*$)|^\s*(?:并|又|遂|后)?于")  # the court named before
_OVER = re.compile("撤销|维持|变更|改判|不服")
_DISMISSED = re.compile(r"[^。；]{0,30}(?:驳回|不予受理)[^。；]{0,60}(?:申请|申诉)")
_OFFICE = re.compile("检|仲裁|劳仲|行复")
_SHORTEST = 4  # characters of a court's name: 四川高院


class Decision(NamedTuple):
    """Hold a decision that a text tells of: its court, its number, whether here it is made, and where the number ends.

    One that is only spoken of (撤销某法院（2010）…号判决) is not made here.
    """

    court: Court
    case_no: CaseNo
    made: bool
    end: int


def told_decisions(text: str, reference: Reference) -> Iterator[Decision]:
    """Find the decisions that a text names with their court, in order: 某某法院于…年…月…日作出（2010）…号判决."""
    for number in case_numbers(text):
        floor = max(0, number.start - _HEAD)
        head = text[floor : number.start]
        head = head[max(head.rfind(mark) for mark in "。；\n") + 1 :]
        court = _named(head, reference) if _GIVEN.search(head) else None
        if court is None and _MADE.search(head) and _THAT.search(head):
            court = _named(text[max(0, number.start - _SAME) : number.start], reference)
        if court is not None:
            made = _MADE.search(head) is not None and not _OVER.search(head)
            yield Decision(court, number.case_no, made, number.end)


def named_by(case: Case, reference: Reference, *, guiding: bool) -> tuple[str, str]:
    """Return court and case number by which a published case is named; "" for a number that no court of it can bear.

    A guiding case goes by the last judgment that its 裁判结果 tells of, any other by the number of its record, of which
    the court is told by its 法院代字 (法〔2015〕137号), else by the text. A number from another province than the court
    of the record is of another case that the text speaks of.
    """
    number, given = parse_case_no(case.case_no), _court(case.court, reference)
    last = _last(case, reference) if guiding else None
    if last is not None:
        same = given is not None and given.name == last.court.name and _owner(case, number, reference) == given
        return last.court.name, case.case_no if same else last.case_no.written
    own = number is not None and not _of_another(case, number)
    owner = _owner(case, number, reference) if own else None
    if given is None:
        return (owner.name if owner else case.court), case.case_no if own else ""
    if owner is None or (given.level is not Level.SUPREME and owner.province != given.province):
        return given.name, ""
    return owner.name, case.case_no


def _last(case: Case, reference: Reference) -> Decision | None:
    """Return the last decision of the disposition that a case may be named by.

    A ruling that only turns down a further application leaves the judgment before it standing; it names the case where
    the reasoning is its own, and the judgment another court's.
    """
    text = case.sections.get(Section.DISPOSITION, "")
    opening = case.sections.get(Section.REASONING, "")[:40]
    told = [_coded(each, reference) for each in told_decisions(text, reference) if each.made]
    while len(told) > 1 and _turns_down(text, told[-1]):
        if told[-1].court.name in opening and told[-2].court != told[-1].court:
            break
        told.pop()
    return told[-1] if told else None


def _turns_down(text: str, decision: Decision) -> bool:
    return decision.case_no.type.endswith(("申", "监")) and _DISMISSED.match(text, decision.end) is not None


def _coded(decision: Decision, reference: Reference) -> Decision:
    return decision._replace(court=_by_code(decision.case_no, reference) or decision.court)


def _by_code(number: CaseNo, reference: Reference) -> Court | None:
    """Return the court of a 法院代字; an older one (宁刑初字) may be that of several courts and names none."""
    return reference.courts.by_code(number.court) if number.court and not number.old else None


def _owner(case: Case, number: CaseNo | None, reference: Reference) -> Court | None:
    """Return the court that a number belongs to: by its code, by what the text says, else the court of the record."""
    if number is None:
        return None
    if coded := _by_code(number, reference):
        return coded
    told = [each.court for each in told_decisions(case.full_text, reference) if each.case_no == number]
    if told:
        return max(told, key=told.count)
    given = _court(case.court, reference)
    return given if given and _may_bear(given, number, reference) else _by_letters(case.full_text, number, reference)


def _may_bear(court: Court, number: CaseNo, reference: Reference) -> bool:
    """Tell whether an older number can be of a court: the Supreme Court has no 代字, a basic court no appeals.

    A 代字 of one letter that is the high court's of the same province is no intermediate court's.
    """
    if court.level is Level.SUPREME:
        return not number.court
    if court.level is Level.BASIC and trial_of(number) == "二审":
        return False
    coded = reference.courts.by_code(number.court) if len(number.court) == 1 else None
    return coded is None or coded.level is court.level or coded.province != court.province


def _by_letters(text: str, number: CaseNo, reference: Reference) -> Court | None:
    """Return the one court a text names whose name has the letters of an older 代字 (渝五中法), of a fitting level."""
    coded = reference.courts.by_code(number.court)
    if coded and coded.level is Level.HIGH and len(number.court) == 1 and coded.name in text:
        return coded
    names = {match.group() for match in _NAME.finditer(text)}
    courts = {found.name: found for name in names if (found := _court(name, reference))}
    fit = [court for court in courts.values() if _has_letters(court, number)]
    return fit[0] if len(fit) == 1 else None


def _has_letters(court: Court, number: CaseNo) -> bool:
    letters = number.court.rstrip("法区")
    if court.level is Level.SUPREME or not letters or (court.level is Level.BASIC and trial_of(number) == "二审"):
        return False
    rest = iter(court.name)
    return all(letter in rest for letter in letters)


def _named(head: str, reference: Reference) -> Court | None:
    """Return the court named last in some words."""
    names = _NAME.findall(head)
    return _court(names[-1], reference) if names else None


def _court(words: str, reference: Reference) -> Court | None:
    """Return the court that words end with: 撤销广州市天河区人民法院."""
    for start in range(max(len(words) - _SHORTEST, 0) + 1):
        if found := reference.courts.find(words[start:]):
            return found
    return None


def _of_another(case: Case, number: CaseNo) -> bool:
    """Tell a number that is not the case's: another authority's (〔2010〕苏行复第148号), or of a crime beside it."""
    if not number.type or _OFFICE.search(number.court + number.type):
        return True
    criminal = case_type_of(number.type) is CaseType.CRIMINAL
    return criminal and case.case_type not in (None, CaseType.CRIMINAL)
