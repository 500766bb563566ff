"""Whether two judgments are one: the same judgment published twice with small edits, or one of a series. Pure.

Belongs here: the rules, which look at what differs. Does not: finding what to compare (sketch.py), what becomes of it.
Alike in words is not alike in law: courts write judgments of other facts in the same form, so nothing is folded on the
strength of likeness alone. What is not certain stays two cases.

- *Copy*: the same court and case number, or the same court, day, dates and sums where one of them bears no number; the
  words agree, and so does what was decided, in all its sums, terms and verbs. Only where a text is damaged throughout
  may what was decided be damaged too; one sum in place of another is never damage.
- *Series* (串案): judgments of one court within three months, each with a number of its own, of which only names and
  case numbers differ. Every date, sum and quantity is the same: a sum is a fact (法发〔2020〕24号 art 1, 基本事实), and
  the spread of outcomes is counted by it, so that judgments of a series with other sums all stay.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from localdb.admission.sketch import CASE_NO, letters, own_text, shingles
from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.text.case_numbers import CaseNo, case_numbers, parse_case_no
from localdb.text.numerals import narrow


class Fold(StrEnum):
    """Name why two cases count as one."""

    COPY = "copy"
    SERIES = "series"


_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_NUMBER = re.compile(rf"\d+(?:[.．]\d+)?|(?<![第{_NUMERALS}])[{_NUMERALS}]{{2,}}(?![{_NUMERALS}条款项])")
_TERM = re.compile(rf"[\d０-９{_NUMERALS}.．]+")
_DEED = re.compile(
    "驳回|撤销|维持|变更|准许|不予|不准|不得|免予|免除|无罪|缓刑|有期徒刑|无期徒刑|死刑|拘役|管制|罚金|没收|追缴|退赔|剥夺|"
    "支付|赔偿|返还|给付|偿还|继续履行|解除|终止|终结|中止|确认|停止|有效|无效|承担|负担|发回|指令|提审|不负|连带|补充"
)
_TOLD = re.compile(f"{_DEED.pattern}|{_TERM.pattern}")
_GRAVE = re.compile(f"[不未无免]|{_DEED.pattern}")
_ADVICE = re.compile("如不服|如果不服|本判决为终审|本裁定为终审|本决定|审判长|未按本判决|未按照本判决")
_DIGITS = re.compile(rf"[{_NUMERALS}\d]")
_WEIGHTY = re.compile(rf"[不未无非否驳撤维改免减{_NUMERALS}\d]")
_CLAUSE = re.compile(r"[，。；：、！？,;:!?\s“”\"（）()]+")
_COPY, _COPY_UNNAMED = 0.4, 0.6  # share of runs of five letters: six edits in a hundred letters leave .58
_CLEAN = 0.97  # share of runs that agree: fewer, and letters are wrong throughout the text
_FIGURES = 4  # different numbers by which a case can be known
_DAYS = 92
_REST = 0.02  # share of the letters that may differ besides names
_LONGEST = 400  # letters of one difference


class Compared:
    """Hold a case with what is looked at, each worked out once."""

    def __init__(self, case: Case, court: str = "") -> None:
        self.case = case
        self.court = (court or case.court).removeprefix("中华人民共和国")

    @cached_property
    def number(self) -> CaseNo | None:
        """Return its number."""
        return parse_case_no(self.case.case_no)

    @cached_property
    def own(self) -> str:
        """Return its own text."""
        return own_text(self.case)

    @cached_property
    def numbers(self) -> Counter[str]:
        """Count the numbers of its own text, those of articles left out."""
        return Counter(narrow(found) for found in _NUMBER.findall(self.own))

    @cached_property
    def decided(self) -> str:
        """Return what was decided, without the advice on appeal."""
        return CASE_NO.sub("", _ADVICE.split(self.case.sections.get(Section.DISPOSITION, ""), maxsplit=1)[0])

    @cached_property
    def outcome(self) -> tuple[str, ...]:
        """Return its verbs, sums and terms in order."""
        return tuple(narrow(word) for word in _TOLD.findall(self.decided))

    @cached_property
    def runs(self) -> NDArray[np.uint64]:
        """Return the hashes of the runs of letters of its own text."""
        return np.unique(shingles(self.own))

    @cached_property
    def names(self) -> str:
        """Return where the parties are named."""
        sections = self.case.sections
        return sections.get(Section.HEADING, "") + sections.get(Section.PARTIES, "") + "".join(self.case.parties)


def why_one(one: Case, court: str, other: Case, others_court: str) -> Fold | None:
    """Return why two judgments count as one; None when they are two. Courts by their full names."""
    return fold_of(Compared(one, court), Compared(other, others_court))


def fold_of(one: Compared, other: Compared) -> Fold | None:
    """Return why two judgments count as one; None when they are two."""
    if not _of_one_kind(one, other) or not one.outcome or not other.outcome:
        return None
    if one.number and other.number:
        if one.number != other.number:
            return Fold.SERIES if _series(one, other) else None
        return Fold.COPY if _copy(one, other, _COPY) else None
    return Fold.COPY if _known_otherwise(one, other) and _copy(one, other, _COPY_UNNAMED) else None


def _of_one_kind(one: Compared, other: Compared) -> bool:
    """Say whether court, kind of document, kind of case and instance are the same, each as far as it is known."""
    pairs = (
        (one.court, other.court),
        (one.case.doc_type[-3:], other.case.doc_type[-3:]),
        (one.case.case_type, other.case.case_type),
        (one.number.type, other.number.type) if one.number and other.number else (one.case.trial, other.case.trial),
    )
    return all(a == b or not a or not b for a, b in pairs)


def _known_otherwise(one: Compared, other: Compared) -> bool:
    """Say whether two judgments, one of them without a number, are of one court and day and tell the same figures."""
    if not one.court or one.court != other.court or one.case.date is None or one.case.date != other.case.date:
        return False
    return len(one.numbers) >= _FIGURES and one.numbers == other.numbers


def _copy(one: Compared, other: Compared, least: float) -> bool:
    shared = len(np.intersect1d(one.runs, other.runs, assume_unique=True))
    if shared < least * (len(one.runs) + len(other.runs) - shared):
        return False
    if one.outcome == other.outcome:
        return True
    damaged = shared < _CLEAN * max(len(one.runs), len(other.runs))
    changes = _changes_within(letters(one.decided), letters(other.decided))
    return damaged and not any(_contradicts(*change) for change in changes)


def _contradicts(old: str, new: str) -> bool:
    """Say whether words of a decision were changed for others; a stain in place of a figure is mere damage."""
    if any(_GRAVE.search(each) for each in (old, new)):
        return True
    told = [bool(_DIGITS.search(each)) for each in (old, new)]
    return all(told) or (any(told) and not (old and new))


def _series(one: Compared, other: Compared) -> bool:
    """Say whether only names differ; a judgment that tells of the other is a later one in the same matter."""
    if not one.court or one.court != other.court or not one.case.date or not other.case.date:
        return False
    if abs((one.case.date - other.case.date).days) > _DAYS:
        return False
    if one.numbers != other.numbers or one.outcome != other.outcome:
        return False
    return not _tells_of(one, other) and not _tells_of(other, one) and _only_names_differ(one, other)


def _tells_of(one: Compared, other: Compared) -> bool:
    return other.number is not None and any(found.case_no == other.number for found in case_numbers(one.case.full_text))


def _only_names_differ(one: Compared, other: Compared) -> bool:
    changes = Counter[tuple[str, str]]()
    for change in _changes(_CLAUSE.split(one.own), _CLAUSE.split(other.own)):
        if max(map(len, change)) > _LONGEST:
            return False
        changes.update(_changes_within(*change))
    rest = [change for change, times in changes.items() for _ in range(times) if not _a_name(change, times, one, other)]
    if any(_WEIGHTY.search("".join(change)) for change in rest):
        return False
    return sum(max(map(len, change)) for change in rest) <= _REST * len(letters(one.own))


def _a_name(change: tuple[str, str], times: int, one: Compared, other: Compared) -> bool:
    old, new = change
    return bool(old and new) and (times > 2 or (old in one.names and new in other.names))


def _changes(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield "".join(one[a:b]), "".join(other[c:d])


def _changes_within(one: str, other: str) -> Iterator[tuple[str, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield one[a:b], other[c:d]
