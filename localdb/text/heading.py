"""What a court document says of itself before its parties and after its judges: court, kind, number, instance, date.

Belongs here: reading the heading and the tail. Does not: finding where they are (sections.py).
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from localdb.model.kinds import CaseType
from localdb.reference import Reference
from localdb.text.case_numbers import CaseNo, case_numbers, parse_case_no
from localdb.text.dates import dates

_COURT = r"[一-龥（）○]{2,36}?(?:法院|赔偿委员会)"
_KIND = (
    r"(?:刑\s*事附带?民\s*事公?益?诉?讼?|刑\s*事|民\s*事|行\s*政(?:附带民事|赔偿)?|国\s*家\s*赔\s*偿|"
    r"赔\s*偿|执\s*行|知识产权|再\s*审|强\s*制\s*医\s*疗|减\s*刑|假\s*释|公益诉讼)?"
)
_FORM = r"(?:判\s*决|裁\s*判|裁\s*定|决\s*定|调\s*解|通\s*知|支\s*付|令\s*|复\s*核|驳回申诉通\s*知)\s*书"
_DOCUMENT = re.compile(rf"(?P<kind>{_KIND})\s*(?P<form>{_FORM})")
_SENTENCE = re.compile(r"(?<=\S)。")
_DOCUMENT_LINE = re.compile(rf"(?:{_COURT})?{_KIND}{_FORM}")
_TITLE_TRIAL = re.compile(
    r"(一审|二审|再审审查与审判监督|申请再审|再审|死刑复核|复核|首次执行|执行异议|执行复议|执行|申诉|"
    r"国家赔偿)[^\n。]{0,14}$"
)
_OWN_COURT = re.compile(rf"(?:^|[\s书号])({_COURT})\s{{0,12}}(?=[^\n。]{{0,24}}?{_FORM})", re.MULTILINE)
_FIRST_COURT = re.compile(rf"(?:^|[\s书号])({_COURT})(?=[\s（(]|$)", re.MULTILINE)
_NAMED_COURT = re.compile(
    r"((?:中华人民共和国)?[一-龥]{2,30}?(?:人民法院|海事法院|知识产权法院|金融法院|互联网法院|法院))"
)
_WORN = re.compile(r"((?:19|20)\d{2})\s?[）)\]〕]?\s?([一-龥][^，。（(\s]{2,16}\d{1,7}号)")
_SEIZED = re.compile(r"(?:向|由|经)((?:中华人民共和国)?[一-龥]{2,30}?法院)(?:提起|起诉|上诉|提出)")
_MADE = re.compile(r"作出|做出|以$|以第?$")
_SIGNED = re.compile(r"审\s{0,3}判\s{0,3}[长员]|陪\s{0,3}审\s{0,3}员")
_DECIDED = re.compile(r"([12]\d{3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[^。；\n]{0,12}?(?:作出|做出|以|裁定|判决|决定)")

_TRIAL_WORDS = {
    "一审": "一审",
    "二审": "二审",
    "再审审查与审判监督": "再审审查",
    "申请再审": "再审审查",
    "申诉": "再审审查",
    "再审": "再审",
    "死刑复核": "死刑复核",
    "复核": "死刑复核",
    "执行异议": "执行异议",
    "执行复议": "执行复议",
    "首次执行": "执行",
    "执行": "执行",
    "国家赔偿": "国家赔偿",
}
# endings of the 类型代字, first match wins
_TRIAL_TYPES = (
    ("非诉执行审查", re.compile(r"行审复?$")),
    ("国家赔偿", re.compile(r"委赔|法赔|司赔|赔监|赔$")),
    ("再审", re.compile(r"再(?:初|终)?$|提$|抗$|抗再$|再重$")),
    ("再审审查", re.compile(r"[申监]$|民监|刑监")),
    ("执行异议", re.compile(r"执异$")),
    ("执行复议", re.compile(r"执复$")),
    ("执行", re.compile(r"执[恢保他监]?$")),
    ("死刑复核", re.compile(r"[核复]$")),
    ("二审", re.compile(r"终$")),
    ("一审", re.compile(r"[初重特]$|刑$|民$|行$|破$|催$|督$")),
)
_KIND_WORDS = (
    (CaseType.COMPENSATION, re.compile(r"国家赔偿|赔偿决定书|委赔|法赔|赔偿委员会")),
    (CaseType.CRIMINAL, re.compile(r"刑")),
    (CaseType.ADMINISTRATIVE, re.compile(r"行政|行[初终再申赔]")),
    (CaseType.ENFORCEMENT, re.compile(r"执行裁定|执行决定|执[异复监恢保他]?$|^执行$")),
    (CaseType.CIVIL, re.compile(r"民|商|知|经|海|破|仲")),
)
_PARTY_WORDS = (
    (CaseType.COMPENSATION, re.compile(r"赔偿请求人|赔偿义务机关|国家赔偿")),
    (CaseType.CRIMINAL, re.compile(r"公诉机关|被告人|自诉人|提起公诉|罪犯|犯罪")),
    (
        CaseType.ADMINISTRATIVE,
        re.compile(
            r"行政诉讼|行政复议|被诉行政行为|具体行政行为|行政处罚|行政机关|被告[^。\n]{2,30}(?:局|政府|"
            r"委员会)[。，（]"
        ),
    ),
    (CaseType.ENFORCEMENT, re.compile(r"被执行人|申请执行人|执行异议|执行复议")),
    (CaseType.CIVIL, re.compile(r"原告|上诉人|再审申请人|纠纷|申请人")),
)
# A court that no table has: a place and 人民法院, with none of the words that a stretch of a sentence would hold.
_COURT_LIKE = re.compile(
    r"(?!.*(?:[向被将由应经对于即但且或据该从按使的为在不则]|请求|申请|参照|体现|符合|属于|妨害|可以|决定|要求|骗取|监督|[一二]审|^年))"
    r"(?=.*(?:[省市县区州盟旗]|兵团|铁路|海事|知识产权|金融|互联网|军事))[\u4e00-\u9fff〇]{2,24}法院"
)


class Heading(NamedTuple):
    """Hold what the heading says; "" and None for what it does not say."""

    title: str = ""
    court: str = ""
    doc_type: str = ""
    case_no: CaseNo | None = None
    trial: str = ""
    case_type: CaseType | None = None


def read_heading(text: str, end: int, reference: Reference) -> Heading:
    """Read the heading, which ends at `end`; a document without a heading (a narrative) gives an empty one."""
    stretch = text[: min(max(end, 0), 1500)]
    said = _SENTENCE.search(stretch)  # a document is named before anything is said
    documents = list(_DOCUMENT.finditer(stretch, 0, said.start() if said else len(stretch)))[:3]
    if not documents:
        return Heading()
    document, title = documents[-1], stretch[: documents[-2].end()].strip() if len(documents) > 1 else ""
    after = documents[-2].end() if title else 0
    doc_type = "".join(document.group().split())
    number = heading_number(stretch[after:])
    case_type = _case_type(doc_type, number)
    told = _TITLE_TRIAL.search(title[: documents[-2].start("form")]) if title else None
    return Heading(
        title="".join(title.split()),
        court=_court(stretch, after, document.start(), reference),
        doc_type=_full_type(doc_type, case_type),
        case_no=number,
        trial=(_TRIAL_WORDS.get(told[1], "") if told else "") or trial_of(number),
        case_type=case_type,
    )


def tells(head: str) -> bool:
    """Say whether a head holds a sentence; a mark that some export left at its very start is none."""
    return _SENTENCE.search(head) is not None


def names_document(head: str) -> bool:
    """Say whether a line of a head is the name of a court's document, alone or with its court before it."""
    lines = ("".join(line.split()) for line in head.splitlines())
    return any(_DOCUMENT_LINE.fullmatch(line) for line in lines)


def heading_number(heading: str) -> CaseNo | None:
    """Read the case number of a heading, one that lost a bracket of its year included."""
    found = next((found.case_no for found in case_numbers(heading)), None)
    worn = None if found else _WORN.search(heading)
    return parse_case_no(f"（{worn[1]}）{worn[2]}") if worn else found


def court_name(words: str, reference: Reference) -> str:
    """Return the full name of a court where it is known, else the words without blanks and 中华人民共和国."""
    words = "".join(words.split()).removeprefix("中华人民共和国").removesuffix("赔偿委员会")
    found = reference.courts.find(words)
    return found.name if found else words


def names_court(words: str, reference: Reference) -> bool:
    """Tell a court's name from a stretch of a sentence that ends in 人民法院, as some sources give it."""
    name = court_name(words, reference)
    return reference.courts.find(name) is not None or bool(_COURT_LIKE.fullmatch(name))


def trial_of(number: CaseNo | None) -> str:
    """Return the instance that a case number tells: 一审, 二审, 再审, 再审审查, 死刑复核, 执行 …"""
    kind = number.type if number else ""
    return next((trial for trial, pattern in _TRIAL_TYPES if kind and pattern.search(kind)), "")


def case_type_of(words: str) -> CaseType | None:
    """Return the kind of case that a document type, a 类型代字 or a title tells."""
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(words)), None)


def judgment_date(text: str, tail: int, end: int) -> date | None:
    """Return the date under the judges' names; where none is, the last full date between `tail` and `end`."""
    found = dates(text, tail, end)
    signed = _SIGNED.search(text, tail, end)
    under = [each.day for each in found if signed and each.start > signed.start()]
    if under:
        return under[0]
    return found[-1].day if found else None


def decided(text: str, start: int, end: int, reference: Reference) -> tuple[str, CaseNo | None, date | None]:
    """Read the last decision a narrative tells between two offsets: its court, number and date."""
    stretch = text[start:end]
    days = list(_DECIDED.finditer(stretch))
    numbers = list(case_numbers(stretch))
    courts = [match for match in _NAMED_COURT.finditer(stretch) if names_court(match[1], reference)]
    at = days[-1].start() if days else len(stretch)
    before = [match for match in courts if match.start() <= at] or courts
    after = [found for found in numbers if found.start >= at]
    day = dates(days[-1][1]) if days else []
    return (
        court_name(before[-1][1], reference) if before else "",
        after[0].case_no if after else None,
        day[0].day if day else None,
    )


def told(
    text: str, start: int, end: int, day: date | None, reference: Reference
) -> tuple[str, CaseNo | None, date | None]:
    """Read court, number and date of a narrative's last decision from its reasoning and basis, `start` to `end`."""
    closing = max(start, end - 200)
    court = _NAMED_COURT.match(text, start, min(end, start + 40)) or _last(_NAMED_COURT.finditer(text, closing, end))
    if court is None:
        court = _last(_SEIZED.finditer(text, 0, start))
    numbers = [found for found in case_numbers(text, closing, end) if _MADE.search(text, found.start - 6, found.start)]
    number = numbers[-1].case_no if numbers else None
    days = [found.day for found in dates(text, closing, end)]
    named = court_name(court[1], reference) if court and names_court(court[1], reference) else ""
    return named, number, days[-1] if days else day


def _last(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    found = list(matches)
    return found[-1] if found else None


def case_type_by_words(words: str) -> CaseType | None:
    """Return the kind of case that parties and procedure tell."""
    return next((kind for kind, pattern in _PARTY_WORDS if pattern.search(words)), None)


def same_number(one: str, other: str) -> bool | None:
    """Tell whether two strings name the same case; None where one is no case number."""
    first, second = parse_case_no(one), parse_case_no(other)
    return first == second if first and second else None


def _court(stretch: str, start: int, document: int, reference: Reference) -> str:
    before = stretch[max(0, start - 1) : document]
    own = list(_OWN_COURT.finditer(stretch, max(0, start - 1), document + 12)) or list(_FIRST_COURT.finditer(before))
    if own:
        return court_name(own[-1][1], reference)
    named = list(_NAMED_COURT.finditer(before))
    return court_name(named[-1][1], reference) if named else ""


def _case_type(doc_type: str, number: CaseNo | None) -> CaseType | None:
    found = case_type_of(doc_type)
    told = case_type_of(number.type) if number else None
    return told if found is None or (told is CaseType.ENFORCEMENT and found is CaseType.CIVIL) else found


def _full_type(doc_type: str, case_type: CaseType | None) -> str:
    """Complete 裁定书 by the kind of case: 民事裁定书; 再审决定书 becomes 刑事决定书."""
    bare = doc_type.removeprefix("再审")
    prefix = (
        {CaseType.ENFORCEMENT: "执行", CaseType.COMPENSATION: "国家赔偿"}.get(case_type, str(case_type))
        if case_type
        else ""
    )
    return prefix + bare if bare in ("判决书", "裁定书", "决定书", "调解书", "通知书") else doc_type
