"""The charge or cause of a case: read from the disposition, the title or the procedure, against the tables of causes.

Belongs here: which words of a judgment name what it is about. Does not: the tables (reference), and guessing a cause
from the facts (ranking).
"""

import re

from localdb.reference import Reference

_CLAUSE = re.compile(r"[。；;\n]")
_WITHDRAWN = re.compile(r"\s?[（(]?[一二三四五六七八九十\d]{0,3}[）)、.]?\s?撤销")
_CONVICTED = re.compile(r"犯(?:有|了)?|构成(?:了)?|以(?=[一-龥、（）]{2,40}罪)")
_GUILT = "罪"
_BETWEEN = re.compile(r"(?:[、，,和及与]|以及|并犯|和犯|、犯)(?:犯)?")
_SPAN = 60
_CASE = re.compile(r"(?:一案|案件|纠纷案|案(?=[，。（\s]|$)|纠纷(?=[，。（一二再申\s]))")
_TITLE_END = re.compile(
    r"(?:(?:特殊程序|一审|二审|再审审查与审判监督|再审审查|申请再审|再审|申诉|死刑复核|复核|首次执行|"
    r"执行异议|执行复议|管辖权异议|管辖|其他|提审|"
    r"指令再审|抗诉|审判监督)*(?:刑事附带民事|刑事|民事|行政赔偿|行政|执行|国家赔偿|赔偿)?(?:判决|"
    r"裁定|决定|调解|通知)书.*|一?案(?:.*)?)$"
)
_LONGEST = 32


def charges(text: str, reference: Reference) -> tuple[str, ...]:
    """Return the charges that a text convicts of, by their names of today; 撤销 clauses only where nothing else is."""
    kept: list[str] = []
    withdrawn: list[str] = []
    for clause in _CLAUSE.split(text):
        named = _convictions(clause, reference)
        (withdrawn if _WITHDRAWN.match(clause) else kept).extend(named)
    return tuple(dict.fromkeys(kept or withdrawn))


def cause(words: str, reference: Reference) -> str:
    """Return the cause or charge at the end of a title or of the words before 一案: its longest known ending."""
    words = "".join(_TITLE_END.sub("", words.strip()).split())
    tail = words[-_LONGEST:]
    for start in range(len(tail) - 1):
        if name := reference.causes.normalise(tail[start:]):
            return name
    return ""


def cause_of_procedure(text: str, reference: Reference) -> str:
    """Return the cause that the procedure names before 一案."""
    for match in _CASE.finditer(text[:3000]):
        words = text[max(0, match.start() - _LONGEST) : match.start()]
        if match.group().startswith("纠纷"):
            words += "纠纷"
        if name := cause(words, reference):
            return name
    return ""


def _convictions(clause: str, reference: Reference) -> list[str]:
    found: list[str] = []
    at = 0
    while match := _CONVICTED.search(clause, at):
        at = match.end()
        while named := _charge_at(clause, at, reference):
            name, at = named
            found.append(name)
            between = _BETWEEN.match(clause, at)
            if not between:
                break
            at = between.end()
    return found


def _charge_at(clause: str, at: int, reference: Reference) -> tuple[str, int] | None:
    """Read the charge that starts at `at`: up to the first 罪 that makes a known name; the name and where it ends."""
    if clause[at : at + 3] in ("（单位", "(单位"):
        at = clause.find("）", at, at + 6) + 1 or at
    end = clause.find(_GUILT, at, at + _SPAN)
    while end >= 0:
        if name := reference.causes.normalise(clause[at : end + 1]):
            return name, end + 1
        end = clause.find(_GUILT, end + 1, at + _SPAN)
    return None
