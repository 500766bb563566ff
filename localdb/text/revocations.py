"""Which other judgments a judgment revokes, as its own disposition or the history of its own case says.

Belongs here: reading 撤销 … 号 … 判决 and what narrows it. Does not: what that means for the effect of the other one.
What a court of first instance revokes when it joins penalties (撤销缓刑, 撤销假释) leaves the judgment standing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.text.case_numbers import CaseNo, CaseNoFound, case_numbers, parse_case_no

_DOC = r"(?:刑事|附带民事|民事|行政|国家|赔偿|执行|一审|二审|再审|部分)*(?:判决|裁定|决定|调解)书?(?:主文)?"
_JOINED = r"(?:以及|和|及|与|、|并)"
_CLAUSE = re.compile(r"[^。；;\n]+")
_VERB = re.compile("撤销|维持|核准|变更|驳回|确认")
_ALONE = re.compile(rf"(?:维持[^，,]*的)?{_DOC}")  # the whole document and nothing of it picked out
_LISTED = re.compile(rf"(?:{_DOC})?{_JOINED}.*|{_DOC}")
_NARROWED = re.compile("[，,：:（(]+(?:对|中|第|关于|的|除|宣告|缓刑)")
_COURT = re.compile(r"(?:本院|我院|[\u4e00-\u9fff]{2,30}?(?:法院|高院|中院))(?=[^院]{0,30}$)")
_BEFORE_COURT = re.compile(rf"^(?:{_DOC})?{_JOINED}?(?:撤销)?了?")
_CONDITION = re.compile("缓刑|假释")
_REVIEWS = re.compile("[终再提抗监申核复撤赔]")
_OWN = ("本院", "我院")


class Revocation(NamedTuple):
    """Hold what was revoked: the number, whether all of the judgment was, its court as named ("" where none is).

    `by` is the number of the paper that did it, in one form; "" when the case itself does.
    """

    case_no: CaseNo
    whole: bool
    court: str = ""
    by: str = ""


def revocations(case: Case) -> tuple[Revocation, ...]:
    """Return the judgments that a case says are revoked, each once; never itself.

    Read are the disposition of a court that reviews, and in the history of the case (审理经过) what a numbered ruling
    did. A judgment that the same text upholds is not revoked as a whole.
    """
    own = parse_case_no(case.case_no)
    found: dict[CaseNo, Revocation] = {}
    for each in (*_of_disposition(case, own), *_of_history(case, own)):
        if each.case_no != own and (each.case_no not in found or each.whole):
            found[each.case_no] = each
    return tuple(found.values())


def _of_disposition(case: Case, own: CaseNo | None) -> Iterator[Revocation]:
    if case.trial.startswith("一审") and not (own and _REVIEWS.search(own.type)):
        return
    text = "".join(case.sections.get(Section.DISPOSITION, "").split(" "))
    clauses = [match.group() for match in _CLAUSE.finditer(text)]
    kept = {number for clause in clauses for number in _upheld(clause)}
    for clause in clauses:
        for each in _revoked(clause, case.court):
            yield each._replace(whole=each.whole and each.case_no not in kept)


def _of_history(case: Case, own: CaseNo | None) -> Iterator[Revocation]:
    for match in _CLAUSE.finditer(case.sections.get(Section.PROCEDURE, "")):
        clause = match.group()
        before = list(case_numbers(clause, 0, max(clause.find("撤销"), 0)))
        if before and before[-1].case_no != own:
            by = before[-1].case_no
            for each in _revoked(clause, case.court):
                if each.case_no != by:  # a number of the older form without a court is mostly one of its own court
                    court = each.court or (case.court if each.case_no.old else "")
                    yield each._replace(court=court, by=by.canonical)


def _upheld(clause: str) -> Iterator[CaseNo]:
    yield from (found.case_no for found in case_numbers(clause) if _verb(clause, found) == "维持")


def _revoked(clause: str, court: str) -> list[Revocation]:
    """Read one clause; 对…部分 after the last of several judgments narrows all of them, 第…项 only the last."""
    numbers = list(case_numbers(clause))
    result: list[Revocation] = []
    narrowed = False
    for place in reversed(range(len(numbers))):
        found, last = numbers[place], place + 1 == len(numbers)
        tail = clause[found.end : len(clause) if last else numbers[place + 1].start].strip()
        if _verb(clause, found) != "撤销":
            narrowed = False
            continue
        near = tail.split("即")[0]
        whole = _is_whole(tail, last=last) and not narrowed
        narrowed = narrowed or (not whole and "对" in near)
        if whole or not _CONDITION.search(near):
            begun = numbers[place - 1].end if place else 0
            result.append(Revocation(found.case_no, whole, _court(clause[begun : found.start], court)))
    return result[::-1]


def _is_whole(tail: str, *, last: bool) -> bool:
    head = re.split("[，,：:（(]|即", tail)[0].strip()
    if _NARROWED.match(tail[len(head) :]):
        return False
    return bool((_ALONE if last else _LISTED).fullmatch(head))


def _verb(clause: str, found: CaseNoFound) -> str:
    verbs = _VERB.findall(clause, 0, found.start)
    return verbs[-1] if verbs else ""


def _court(before: str, own: str) -> str:
    """Read the court named last before a number."""
    said = _BEFORE_COURT.sub("", before[max(before.rfind("撤销"), 0) :].strip())
    match = _COURT.search(said)
    if match is None:
        return ""
    return own if match.group() in _OWN else match.group()
