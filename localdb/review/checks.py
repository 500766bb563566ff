"""The checks on a draft before its export (law.md, "Citing", "Secrecy"): they warn and never refuse.

Belongs here: what is looked for and what belongs to the matter. Does not: gathering the texts (engine), wording.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from localdb.model.kinds import Section
from localdb.model.review import Finding, FindingKind
from localdb.review.taken import Taken, introduced
from localdb.text.amounts import amounts
from localdb.text.case_numbers import CaseNo, case_numbers, parse_case_no
from localdb.text.dates import dates
from localdb.text.pieces import Piece
from localdb.text.pleadings import cut_draft, part

_NO_FAMILY = "与对及的是为在将被给诉因经按取均"  # no family names
_NO_NAME = f"{_NO_FAMILY}和向由从自"  # no name of a firm begins with these
_COUNTED = "甲乙丙丁戊0-9０-９"
_HIDDEN = rf"[某×ＸX]{{1,3}}[{_COUNTED}]?(?:公司|厂|银行|村|局)"
_VEILED = re.compile(  # 某公司, 张某 (never the end of a role: 原告某), 某甲, 某建材公司
    rf"{_HIDDEN}|(?![{_NO_FAMILY}告人者员犯]|[{_NO_NAME}]某[{_COUNTED}])[\u4e00-\u9fff](?!{_HIDDEN})"
    rf"某(?![种些个类项])[某{_COUNTED}]{{0,3}}|某[{_COUNTED}]{{1,3}}"
    rf"|某(?![种些个类项])(?:(?![{_NO_NAME}])[\u4e00-\u9fff]){{1,6}}?公司"
)
_FIRM = re.compile(
    rf"(?:(?!原告|被告|上诉人|第三人|申请人|[{_NO_NAME}])[\u4e00-\u9fff（）]){{2,24}}"
    r"(?:有限责任公司|股份有限公司|有限公司|合作社)"
)
_LAWS_OWN = re.compile(r"(?:起|之日起)?\s?(?:施行|实施|公布|发布|修正|修订)")  # 2021年1月1日起施行: the day of a law
_BOUND = re.compile(r"以上|以下|以内")  # 三千元以上: a measure of the law
_CASES = re.compile(
    r"(?:最高人民法院)?(?:第\d{1,3}号)?(?:指导性?案例|典型案例|参考性?案例|公报案例|入库(?:参考)?案例|检例)(?:第?\d{1,4}号)?"
    r"|\d{4}-\d{2}-\d-\d{3}-\d{3}"
)
_OF_THE_MATTER = frozenset({Section.HEADING, Section.PARTIES, Section.PROCEDURE, Section.PRIOR})


class _Word(NamedTuple):
    """Hold something met in a text: what it is once read, and where it stands."""

    value: object
    start: int
    end: int


def check_draft(
    draft: str,
    taken: Sequence[Taken],
    own: str,
    case_no: str = "",
    known: Collection[CaseNo] = (),
) -> tuple[Finding, ...]:
    """Return what may not belong into the judgment, in the order of the draft.

    `own` is what else is known of the matter (title, court, issues, dates); what stands in the draft outside the
    adopted passages belongs to the matter as well. `case_no` is the matter's, `known` are numbers of other cases.
    """
    own = "\n".join((_outside(draft, taken), own))
    names = frozenset((*introduced(own), *(match.group() for match in _VEILED.finditer(own))))
    found = [finding for each in taken for finding in _of_passage(draft, each, own, names)]
    ours, pleaded = part(draft)
    found += [_whole(draft, *stretch) for stretch in pleaded]
    pieces = cut_draft(draft, ours, pleaded)
    told = [piece for piece in pieces if piece.section in _OF_THE_MATTER]
    found += _numbers(draft, taken, parse_case_no(case_no), known, told)
    for piece in pieces:
        if piece.section is Section.STATUTES:
            cases = _CASES.finditer(draft, piece.start, piece.end)
            found += [Finding(FindingKind.BASIS, match.group(), (match.span(),)) for match in cases]
    return tuple(sorted(found, key=lambda finding: finding.places[0]))


def _outside(draft: str, taken: Sequence[Taken]) -> str:
    kept, at = [], 0
    for each in sorted(taken, key=lambda each: each.start):
        kept.append(draft[at : max(at, each.start)])
        at = max(at, each.end)
    return "\n".join((*kept, draft[at:]))


def _whole(draft: str, start: int, end: int) -> Finding:
    """Tell of a pleading by its title."""
    return Finding(FindingKind.PLEADING, draft[start:end].split("\n", 1)[0].strip(), ((start, end),))


def _of_passage(draft: str, taken: Taken, own: str, owners: Collection[str]) -> Iterator[Finding]:
    """Look for names, sums and days that came in with one passage."""
    text = draft[taken.start : taken.end]
    named = list(_named(text, taken.names))
    shown = [word for word in named if taken.internal and "某" not in str(word.value)]
    yield from _gathered(FindingKind.INTERNAL, shown, draft, taken)
    met = [word for word in (*named, *_patterned(text, named)) if word not in shown]
    names = [word for word in met if not _belongs(str(word.value), own, owners)]
    yield from _gathered(FindingKind.NAME, names, draft, taken)
    for kind, finder in ((FindingKind.AMOUNT, _sums), (FindingKind.DATE, _days)):
        there = {word.value for word in finder(own)}
        yield from _gathered(kind, [word for word in finder(text) if word.value not in there], draft, taken)


def _belongs(name: str, own: str, owners: Collection[str]) -> bool:
    """Tell whether a name is the matter's own, and not just part of the name of one of its `owners`: 张三 in 张三丰."""
    for longer in owners:
        if name in longer and name != longer:
            own = own.replace(longer, "\n")
    return name in own


def _gathered(kind: FindingKind, words: Iterable[_Word], draft: str, taken: Taken) -> Iterator[Finding]:
    """Make one finding of all the places at which the same words stand in a passage."""
    places: dict[str, list[tuple[int, int]]] = {}
    for word in sorted(words, key=lambda word: word.start):
        start, end = word.start + taken.start, word.end + taken.start
        places.setdefault(draft[start:end], []).append((start, end))
    return (Finding(kind, text, tuple(at), taken.citation) for text, at in places.items())


def _named(text: str, names: Sequence[str]) -> Iterator[_Word]:
    """Find the names of the source case; of two that overlap, the longer (`names` come longest first)."""
    if names:
        for match in re.finditer("|".join(map(re.escape, names)), text):
            yield _Word(match.group(), *match.span())


def _patterned(text: str, named: Sequence[_Word]) -> Iterator[_Word]:
    """Find what looks like a name, known or not: 张某, 某公司, …有限公司."""
    met = list(named)
    for pattern in (_FIRM, _VEILED):
        for match in pattern.finditer(text):
            if not any(word.start < match.end() and match.start() < word.end for word in met):
                met.append(_Word(match.group(), *match.span()))
    yield from met[len(named) :]


def _sums(text: str) -> Iterator[_Word]:
    for amount in amounts(text):
        if not _BOUND.match(text, amount.end):
            yield _Word((amount.value, amount.coin), amount.start, amount.end)


def _days(text: str) -> Iterator[_Word]:
    for found in dates(text):
        if not _LAWS_OWN.match(text, found.end):
            yield _Word(found.day, found.start, found.end)


def _numbers(
    draft: str, taken: Sequence[Taken], own: CaseNo | None, known: Collection[CaseNo], told: Sequence[Piece]
) -> Iterator[Finding]:
    """Look for numbers of other cases; in the pieces `told` the judgment tells of its own earlier instances."""
    others = {*known, *(number for each in taken if (number := parse_case_no(each.case_no)))}
    met: dict[tuple[CaseNo, str], list[tuple[int, int]]] = {}
    for number, start, end in case_numbers(draft):
        passage = next((each for each in taken if each.start <= start < each.end), None)
        if number == own or (passage is None and number not in others):
            continue
        if passage or not any(piece.start <= start < piece.end for piece in told):
            met.setdefault((number, passage.citation if passage else ""), []).append((start, end))
    for (_, source), places in met.items():
        yield Finding(FindingKind.CASE_NO, draft[slice(*places[0])], tuple(places), source)
