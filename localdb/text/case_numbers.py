"""Case numbers (案号): reading, finding and writing them in one form.

Belongs here: 法〔2015〕137号 numbers, the older 字第 numbers, and the 专门审判代字 that both allow. Does not: which
number of a judgment is its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from localdb.text.numerals import chinese, narrow, number

_LEFT, _RIGHT = "（(〔\\[［【〈﹝", "）)〕\\]］】〉﹞"
_SUFFIX = r"(?:之[一二三四五六七八九十]{1,3}|之\d{1,2}|[-—－–]\d{1,3}|[-—－–][一二三四五六七八九十]{1,3})?"
_BODY = r"(?:[^号（）()〔〕《》，。；、：\s]|[（(][^号（）()\s]{1,4}[）)]|[ \u3000])"
_NUMBER = re.compile(
    rf"[{_LEFT}]\s?((?:19|20|１９|２０)[0-9０-９]{{2}}|[一二][〇○零Ｏ九一二三四五六七八]{{3}})\s?年?度?\s?[{_RIGHT}]"
    rf"\s?({_BODY}{{1,20}}?)\s?(?:字\s?)?第?\s?([0-9０-９]{{1,8}})(?:[、,，][0-9０-９]{{1,8}}){{0,8}}\s?({_SUFFIX})\s?号({_SUFFIX})"
)
_COURT = "|".join(
    (
        "最高法(?=[知民刑行赔执司委商])",
        "兵[0-9]{0,4}",
        "军[0-9]{0,4}",
        "[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘青蒙桂藏宁新港澳台][0-9A-Z]{0,4}",
    )
)
_NEW = re.compile(rf"({_COURT})([^0-9]{{1,12}})")
_KIND = re.compile(
    r"(?:知|商|海|环|少|未|家|消|金|破|交|劳|房|经|涉外|涉港|速)?"
    r"(?:刑附民|刑|民|商|经|行|海|知|告|立|审|执|赔|委赔|法赔|法委赔|破|督|催|特|仲|监|减|假|司|认|辖|"
    r"财|家|少|未|清|强|诉|保|速|督赔|他)"
    r"(?:[一二三四五六七八九十]|他|提)?"
    r"(?:初|终|再|申|提|抗|监|复|核|更|辖|他|异|字|恢|保|裁|撤|特|破|督|催|立|审|假|减|刑|民|赔|外|预|"
    r"管|督|调|诉前|清|商|认|协|医|强|罚|惩|救|请|确|重|和|移|委)*$"
)
_BARE = {ord(mark): None for mark in "()（）"}
_PLACES = "海金房保清商环交"  # also short names of courts
_TRANSLATE = str.maketrans("〔【［[﹝(〈〕】］]﹞)〉", "（（（（（（（）））））））")


@dataclass(frozen=True, slots=True)
class CaseNo:
    """Hold a case number; two are equal when they name the same case, however they were printed.

    `court` is the 法院代字 ("" for the Supreme People's Court's old numbers), `type` the 类型代字 with any
    专门审判代字, `suffix` the 之一 or -1 of a later document in the same case.
    """

    year: int
    court: str
    type: str
    number: int
    suffix: int = 0
    old: bool = False  # 字第
    written: str = field(default="", compare=False)  # as printed, in full-width brackets and without blanks

    @property
    def canonical(self) -> str:
        """Write the number the one way: （2018）皖1126刑初304号, （2014）烈刑初字第48号."""
        suffix = f"之{chinese(self.suffix)}" if self.suffix else ""
        middle = "字第" if self.old else ""
        return f"（{self.year}）{self.court}{self.type}{middle}{self.number}号{suffix}"


class CaseNoFound(NamedTuple):
    """Hold a case number and where it stands in the text."""

    case_no: CaseNo
    start: int
    end: int


def parse_case_no(text: str) -> CaseNo | None:
    """Read the first case number of a text; None where there is none."""
    found = next(case_numbers(text), None)
    return found.case_no if found else None


def case_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[CaseNoFound]:
    """Find the case numbers between two offsets, in order."""
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        if match[2].strip().isdecimal():
            continue  # （2018）109号: the number of some other paper
        yield CaseNoFound(_read(match), match.start(), match.end())


def _read(match: re.Match[str]) -> CaseNo:
    year, body, digits, inner, outer = match.groups()
    written = "".join(narrow(match.group()).translate(_TRANSLATE).split())
    body = "".join(narrow(body).split()).translate(_BARE)
    old = "第" in match.group()[match.start(2) - match.start() :]
    new = None if old else _NEW.fullmatch(body.removesuffix("字"))
    court, kind = new.groups() if new else _split_old(body.removesuffix("字"))
    suffix = (inner or outer).strip("之-—－–")
    return CaseNo(number(year) or 0, court, kind, int(narrow(digits)), number(suffix) or 0, old, written)


def _split_old(body: str) -> tuple[str, str]:
    """Part 烈刑初 into 烈 and 刑初: the type is the longest ending made of type characters; 海刑初 is of 海淀."""
    for start in range(len(body)):
        if _KIND.match(body, start) and not (start == 0 and body[0] in _PLACES and _KIND.match(body, 1)):
            return body[:start], body[start:]
    return "", body
