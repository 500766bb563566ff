"""Adopted passages as the checks see them, and the names by which their source case calls people and places.

Belongs here: what identifies a case. Does not: whether that belongs to the matter (checks.py).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localdb.model.case import Case
from localdb.model.kinds import Section

_ROLE = (
    r"(?:原审|一审|二审|再审|复议|反诉|本诉|执行)*(?:被上诉人|上诉人|被申请人|申请执行人|申请人|被执行人|申诉人|异议人|案外人|"
    r"利害关系人|赔偿请求人|赔偿义务机关|公诉机关|抗诉机关|自诉人|附带民事诉讼原告人|附带民事诉讼被告人|原告人?|被告人|被告单位|"
    r"被告|第三人|罪犯|被害人|法定代表人|法定代理人|负责人|代表人|经营者|(?:委托)?(?:诉讼)?代理人|辩护人|证人)"
)
_NAME = r"(?P<name>[\u4e00-\u9fff·〇][^，,。；;：:（(）)\s、及“”《》]{1,39})"
_INTRODUCED = re.compile(
    rf"(?:^|(?<=[\s。；])){_ROLE}(?:[（(][^（）()\n]{{0,30}}[）)])?[：:、\s]*{_NAME}(?=[，,。；;（(\s]|$)"
)
_TOLD = re.compile(  # 上诉人某公司因与被上诉人某厂买卖合同纠纷一案
    rf"{_ROLE}(?:[（(][^（）()\n]{{0,30}}[）)])?(?P<name>(?![不提向到均已未及的应在经有对同系以])[\u4e00-\u9fff·〇]{{2,24}}?)"
    r"(?=因|与|和|及|诉|犯|不服|一案|[，。、；（(\s])"
)
_MARK = re.compile(r"[，,、。；;：:（(\s]")  # after the name of a party that no role introduces
_PROCEDURE = 1500  # characters
_SHORT = re.compile(
    r"(?:以下|下)?(?:均|统一)?简称(?:为|：|:)?[“\"‘「]?(?P<name>[^，。；（）()“”\"《》\s]{2,16})[”\"’」]?[）)]"
)
_BODY = re.compile(
    r"(?:公司|厂|集团|银行|支行|分行|合作社|商行|商店|事务所|医院|学校|大学|中心|局|政府|委员会|管委会|村委会|"
    r"[^法]院|队|店)$"
)
_SIDES = re.compile(r"^(?P<one>[^诉]{2,40}?)诉(?P<other>.{2,80})$")
_TIED = re.compile(r"[、，,]|与|等")
_ENOUGH = 2


class Taken(NamedTuple):
    """Hold an adopted passage that stands in the draft at `start` to `end`, and what its source case is known by.

    `names` are its parties and courts, `case_no` its number, `internal` says that it was never published.
    """

    start: int
    end: int
    citation: str = ""
    names: tuple[str, ...] = ()
    case_no: str = ""
    internal: bool = False


def names_of(case: Case) -> tuple[str, ...]:
    """Return the names of the parties of a case, of those who speak for them, and of its court; longest first."""
    found = {name for name in _names(case) if len(name) >= _ENOUGH and not re.fullmatch(_ROLE, name)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def introduced(text: str) -> Iterator[str]:
    """Yield the names of those whom a text introduces by their role: 原告：张三，…"""
    return (match["name"] for match in _INTRODUCED.finditer(text))


def _names(case: Case) -> Iterator[str]:
    yield case.court
    for words in (*case.parties, case.sections.get(Section.PARTIES, "")):
        yield from introduced(words)
    yield from (_MARK.split(words.strip(), 1)[0] for words in case.parties if not re.match(_ROLE, words.strip()))
    yield from _told(case)
    yield from (match["name"] for match in _SHORT.finditer(case.full_text) if _BODY.search(match["name"]))
    yield from _sides(case)


def _told(case: Case) -> Iterator[str]:
    """Read the names out of the sentence that tells how the case came here, its causes left out."""
    words = case.sections.get(Section.PROCEDURE, "")[:_PROCEDURE]
    for cause in (*case.causes, *case.charges):
        words = words.replace(cause, "，")
    yield from (match["name"] for match in _TOLD.finditer(words))


def _sides(case: Case) -> Iterator[str]:
    """Read the names out of a title: 某公司诉陶某居间合同纠纷案."""
    sides = _SIDES.match(case.case_name or case.title)
    cause = next((cause.removesuffix("纠纷") for cause in case.causes), "")
    if sides is None or not cause or cause not in sides["other"]:
        return
    for side in (sides["one"], sides["other"].partition(cause)[0]):
        yield from _TIED.split(side)
