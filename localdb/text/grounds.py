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
    r"裁定|决定|调解|通知)书.*|(?:上诉|再审|抗诉|管辖权异议|支持起诉|再审检察建议|检察监督|系列|申请|执行复议)*一?案(?:.*)?)$"
)
_ACT = re.compile(r"号《?([一-龥、]{3,16}?)(?:决定|通知)")
_LONGEST = 32
_GIVEN_UP = 14


def charges(text: str, reference: Reference) -> tuple[str, ...]:
    """Return the charges that a text convicts of, by their names of today; 撤销 clauses only where nothing else is."""
    kept: list[str] = []
    withdrawn: list[str] = []
    for clause in _CLAUSE.split(text):
        named = _convictions(clause, reference)
        (withdrawn if _WITHDRAWN.match(clause) else kept).extend(named)
    return tuple(dict.fromkeys(kept or withdrawn))


def cause(words: str, reference: Reference) -> str:
    """Return the cause or charge that a title, or the words before 一案, end with.

    It is the longest known ending; failing that, words after it are given up one by one (…合同标书延误赔偿纠纷 is a
    case of …合同), for names of four characters and more.
    """
    words = "".join(_TITLE_END.sub("", words.strip()).split())[-_LONGEST:].replace("侵犯", "侵害")
    bare = words.removesuffix("纠纷")
    for ending in dict.fromkeys((words, bare)):
        if name := _ending(ending, reference, 2):
            return name
    for end in range(len(bare) - 1, max(len(bare) - _GIVEN_UP, 3), -1):
        if name := _ending(bare[:end], reference, 4):
            return name
    return ""


def _ending(words: str, reference: Reference, shortest: int) -> str:
    for start in range(len(words) - shortest + 1):
        if name := reference.causes.normalise(words[start:]):
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


def cause_of_act(text: str, reference: Reference) -> str:
    """Return the cause that the decision of an authority makes, read after its number: 〔2020〕12号行政处罚决定."""
    acts = (match[1] for match in _ACT.finditer(text))
    return next((name for act in acts if (name := reference.causes.normalise(act))), "")


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
