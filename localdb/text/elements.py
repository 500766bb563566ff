"""The elements of a case or of a draft: what of the table of elements its text says is there, or denies.

Belongs here: finding a member's words, and whose words they stand in. What counsel or a party asserts is an element
only where the court takes it up, what the prosecution charges unless the court rejects it; a rule of law, its title, or
a question that is put is none. Does not: the table (reference), likening elements (ranking).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from localdb.model.graph import Element
from localdb.model.kinds import CaseType, Section
from localdb.reference.elements import Elements, Group, Member, Scale, regex
from localdb.text.amounts import amounts

_LONGEST = 40_000  # characters of a section that are read
_SHORT_FACTS = 400  # characters: below, the facts lean on what a court before found
_REACH = 200  # characters of a sentence that are looked at on either side of a word
_QUOTE = 300  # characters of a quotation before a word
_VERDICT_REACH = 160  # characters after a party's words within which the court answers them
_OFTEN = 4  # times that the word of a cause stands in a text that is about it
_MOST = 12  # places of a word that are looked at; one that is found earlier ends the search
_UNSAID = re.compile(  # before a word, in its clause
    r"(?:不(?![仅但法特顾满服久得正]|足部分)|未(?!成年|遂|婚|来|签订?(?:书面)?劳动合同)|没有?(?!收)|无(?![法视证故业期论异正牌机驾])|非(?![法但国常机隔制军])|否认|难以认定)"
    r"[^，。；：、]{0,8}(?:、[^，。；：、具有系并且能]{1,6}){0,3}$|(?:不[能应予宜]|不足以|未)认定[^，。；]{0,30}$"
)
_DENYING = re.compile("并[不非无未]|不(?:存在|是|属|构成|具)|没有|均无|尚?未(?!成年|遂)")  # among words that were found
_TURNED_DOWN = re.compile(  # after a word, in its clause
    r"[^，。；]{0,18}?(?:不(?:能|予|应|宜)(?:成立|认定|支持|采纳|采信)|不成立|不属实|不符|(?:证据|依据)不足|无据)"
)
_TITLE = re.compile(r"《[^》]*$")
_RULES = re.compile(r"(?:规定|条[^，。；]{0,4}|关于)[：:，]?\s?$")  # before a quotation: it is of law
_GENERAL = re.compile(
    "规定|第[一二三四五六七八九十百零\\d]{1,7}条|是指|制度|立法|通常|一般|除非|只要|行为人|人民(?:法院|检察院)(?:应当|可以|办理)|应当依法|办理[^，。]{0,12}案件"
)
_PARTICULAR = re.compile("本案|[涉案]案|原告|被告|上诉人|申请[人再]|第三人|双方|当事人均|某|[×xX]{2}|抗诉")
_QUESTION = re.compile("[是能应可]否|有无")
_RULE = re.compile(r"[^，。；]{0,20}[”\"]?的[”\"]?，(?:是|系|应|可以|处|视为|属于|以)|[^，。；]{0,12}是指")
_ASKED = re.compile(
    r"(?:是否|能否|应否|可否|有无|如(?![实此期约上下何今数意])|倘若|即使|若(?!干)|规定为)[^，。；]{0,24}$|的，[^，。；]{0,6}$"
)
_ASSERTED = re.compile(  # after a word: somebody says so
    r"[^，。；]{0,16}?(?:为由|的(?:主张|请求|诉请|上诉理由|理由|抗辩|辩解|[^，。；]{0,4}意见))"
)
_VOICE = re.compile(
    r"(?P<own>(?:本院|法院|合议庭)(?:[^，。；]{0,8}认[为定])?|经查|查明|予以?(?:采纳|采信|支持))"
    r"|(?P<accuser>公诉机关|检察院|指控)"
    r"|(?P<party>辩护|辩称|辩解|提出|主张|[人方告司者][^，。；]{0,4}认为|[诉述抗自声]称)"
)
_TELLER = re.compile(
    r"证言|供称|(?:供述|陈述)[，：:、]|证实|证明|笔录|我(?![国院])|主张|自称|申请仲裁|(?:请求|诉请|要求)(?:法院|判令|确认|判决|依法)|"
    r"(?<!法院)(?<!本院)(?<!议庭)(?<!机关)(?<!察院)(?<!审理)认为(?!定)"
)  # in findings, until the sentence ends
_TURN = re.compile(  # in findings, until the next turn
    r"(?=[查经上以公检辩辨答述诉提申再])(?:(?P<own>查明|经审理|[上以][述上][^，。；]{0,6}事实|(?:公诉机关|检察院)(?:[^，。；]{0,8}指控|认为))|"
    r"(?P<party>辩护|[辩辨]称|辩解|[诉述]称|申请再审称|再审称|上诉称|提出(?:[^，。；]{0,8}意见|[：:])))"
)
_ASIDE = re.compile(
    r"(?:本[宗起]|没收|扣押|罚|退|赔|抵押|注册资本|查封|我(?![国院]))[^，。；]{0,24}$"
)  # of something else
_UNTAKEN = re.compile(r"不予?采纳[^。；]{0,12}(?:辩|被告|上诉|其|关于|该|原告)")
_VERDICT = re.compile(
    r"(?P<no>不(?:予|能|应予?|宜)?以?(?:采纳|采信|支持|认定|成立|确认)|不(?:符合|构成|属于|属实|当)|"
    r"与[^，。；]{0,16}(?:不符|相悖|矛盾)|(?:无|没有|缺乏)(?:据|事实|法律|证据|依据)|(?:依据|证据|理由)不(?:足|充分)|"
    r"难以(?:成立|采纳|支持|认定))|(?P<yes>采纳|采信|支持|成立|属实|有理|有据|相符)"
)
_ANSWERED = (Section.REASONING, Section.PRIOR)  # where a court answers what it is told


class _Said(Enum):
    THERE = 1
    DENIED = 2
    OPEN = 3  # somebody's words, a rule, a question


class _Text:
    """Hold a section as it is read."""

    def __init__(self, section: Section, text: str, table: Elements) -> None:
        self.section = section
        self.text = text
        self._table = table

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of the table that stand in it, and few that do not."""
        return self._table.sieve.among(self.text)

    @cached_property
    def turns(self) -> tuple[tuple[int, str], ...]:
        """Return where in findings somebody begins to speak, with who does."""
        return tuple((match.start(), match.lastgroup or "") for match in _TURN.finditer(self.text))


def read_elements(
    sections: Mapping[Section, str], kind: CaseType | None, causes: Sequence[str], table: Elements
) -> tuple[Element, ...]:
    """Return the elements of a case in the order of the table, each once, with where it is told best."""
    texts = {section: _Text(section, text[:_LONGEST], table) for section, text in sections.items() if text}
    found: list[Element] = []
    for group in table.fitting(kind, causes):
        if not causes and not _about(group, kind, texts):
            continue
        read = _read(group, texts)
        if group.scale is None:
            found += _members(group, read)
        elif not group.scale.money or all(group.fits(kind, [cause]) for cause in causes):
            found += _scaled(group, group.scale, read)  # with other causes there are sums of other things
    return tuple(found)


def _about(group: Group, kind: CaseType | None, texts: Mapping[Section, _Text]) -> bool:
    """Tell whether a text whose cause is not known may have a group; many disputes mention what they are not about."""
    if not group.causes or kind in (CaseType.CRIMINAL, None):
        return True
    return any(sum(each.text.count(part) for each in texts.values()) >= _OFTEN for part in group.causes)


def _read(group: Group, texts: Mapping[Section, _Text]) -> list[_Text]:
    """Return the sections of a matter that a group is read in, most trusted first."""
    order = list(group.read)
    facts = texts.get(Section.FACTS)
    if Section.FACTS in order and (facts is None or len(facts.text) < _SHORT_FACTS):
        order.append(Section.PRIOR)
    if not any(section in texts for section in order if section is not Section.STATUTES):
        order += [Section.FACTS, Section.PRIOR, Section.CLAIMS]
    return [texts[section] for section in dict.fromkeys(order) if section in texts]


def _members(group: Group, read: Sequence[_Text]) -> Iterator[Element]:
    """Yield the members that are told: each by the first section that tells it, exclusive ones all by the same."""
    if group.exclusive:
        told = ([one for member in group.members for one in _told(group, member, each)] for each in read)
        yield from next(filter(None, told), ())
        return
    for member in group.members:
        yield from next(filter(None, (_told(group, member, each) for each in read)), ())


def _told(group: Group, member: Member, each: _Text) -> list[Element]:
    """Return the member, its denial, both or neither, as one section tells of it."""
    if each.section is Section.STATUTES:
        match = regex(member.statutes).search(each.text) if member.statutes else None
        return [Element(group.name, member.name, "", each.section, *match.span())] if match else []
    if each.words.isdisjoint(member.words):
        return []
    told: dict[str, Element] = {}
    for start, end in _places(member, each):
        said = _said(each, start, end)
        if said is _Said.THERE and not member.denies and _DENYING.search(each.text, start, end):
            said = _Said.DENIED
        name = member.name if said is _Said.THERE else member.denied if said is _Said.DENIED else ""
        if name and name not in told:
            told[name] = Element(group.name, name, "", each.section, start, end)
        if member.name in told:
            break
    return list(told.values())


def _places(member: Member, each: _Text) -> Iterator[tuple[int, int]]:
    text, pattern = each.text, member.pattern
    for word in filter(each.words.__contains__, member.words):
        at = text.find(word)
        for _ in range(_MOST):
            if at < 0:
                break
            end = at + len(word)
            if not pattern:
                yield at, end
            else:
                start, stop = _sentence(text, at)
                if match := regex(pattern).search(text, start, stop):
                    yield match.span()
                end = stop
            at = text.find(word, end)


def _said(each: _Text, start: int, end: int) -> _Said:
    """Judge what a section says by a word that stands in it."""
    text = each.text
    low, high = _sentence(text, start)
    before = text[low:start]
    if _ASKED.search(before) or _QUESTION.search(text, start, end) or _of_law(text, start, end):
        return _Said.OPEN
    denied = bool(_UNSAID.search(before) or _TURNED_DOWN.match(text, end, high))
    voice = _voice(each, before, start)
    if voice in ("", "own") and each.section in _ANSWERED and _ASSERTED.match(text, end, high):
        voice = "party"
    if voice in ("", "own"):
        return _Said.DENIED if denied else _Said.THERE
    return _answered(text, before, end, denied, voice) if each.section in _ANSWERED else _Said.OPEN


def _of_law(text: str, start: int, end: int) -> bool:
    """Tell whether words state the law, not this matter: a title, a quotation, a rule, a sentence without parties."""
    low, high = _sentence(text, start)
    if _TITLE.search(text, low, start) or _RULE.match(text, end, high):
        return True
    opened = max(text.rfind(mark, max(0, start - _QUOTE), start) for mark in '“"')
    if (
        opened >= 0
        and not any(mark in text[opened + 1 : start] for mark in '”"')
        and _RULES.search(text[max(0, opened - 8) : opened])
    ):
        return True
    return bool(_GENERAL.search(text, low, high)) and not _PARTICULAR.search(text, low, high)


def _answered(text: str, before: str, end: int, denied: bool, voice: str) -> _Said:
    """Judge another's words by the court's answer to them."""
    verdict = _VERDICT.search(text, end, end + _VERDICT_REACH)
    refused = (verdict is not None and verdict["no"]) or _UNTAKEN.search(before)
    if denied:
        taken = verdict is not None and not refused and voice == "party"
        return _Said.DENIED if taken or _TURNED_DOWN.match(text, end) else _Said.OPEN
    if refused:
        return _Said.DENIED
    return _Said.THERE if verdict is not None or voice == "accuser" else _Said.OPEN


def _voice(each: _Text, before: str, at: int) -> str:
    """Return whose words stand at a place: "own", "accuser", "party", or "" where nobody is named."""
    if each.section is Section.FACTS:
        return "party" if _TELLER.search(before) else _turn(each, at)
    last = ""
    if each.section in _ANSWERED:
        for match in _VOICE.finditer(before):
            last = match.lastgroup or ""
    return last


def _turn(each: _Text, at: int) -> str:
    """Return whose turn it is at a place of findings."""
    turn = bisect_right(each.turns, at, key=lambda turn: turn[0]) if each.section is Section.FACTS else 0
    return each.turns[turn - 1][1] if turn else "own"


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Return the sentence around a place, no more of it than _REACH either way."""
    low, high = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max(low, text.rfind("。", low, at) + 1, text.rfind("\n", low, at) + 1)
    stop, line = text.find("。", at, high), text.find("\n", at, high)
    return start, min(stop if stop >= 0 else high, line if line >= 0 else high)


def _scaled(group: Group, scale: Scale, read: Sequence[_Text]) -> Iterator[Element]:
    for each in read:
        figures = list(_figures(scale, each))
        if figures:
            value, start, end = max(figures, key=lambda figure: (figure[0], -figure[1]))
            step = scale.steps[sum(edge <= value for edge in scale.edges)]
            yield Element(group.name, step, each.text[start:end], each.section, start, end)
            return


def _figures(scale: Scale, each: _Text) -> Iterator[tuple[float, int, int]]:
    text = each.text
    for word in filter(each.words.__contains__, scale.words):
        at = text.find(word)
        while at >= 0:
            low, high = _sentence(text, at)
            for match in regex(scale.pattern).finditer(text, low, high):
                start = match.start("value")
                figure = _figure(scale, match)
                if figure is not None and not _ASIDE.search(text, low, start) and not _alleged(each, low, start):
                    yield figure, start, match.end()
            at = text.find(word, high)


def _alleged(each: _Text, low: int, at: int) -> bool:
    """Tell whether a sum is another's word: a party's in findings, anybody's in reasons."""
    if each.section in _ANSWERED:
        return _voice(each, each.text[low:at], at) in ("accuser", "party")
    return _turn(each, at) == "party"


def _figure(scale: Scale, match: re.Match[str]) -> float | None:
    if scale.money:
        return next((float(amount.value) for amount in amounts(match.group()) if amount.coin == "元"), None)
    try:
        value = float(match["value"].replace(",", ""))
    except ValueError:
        return None
    return value * scale.units.get(match.groupdict().get("unit") or "", 1.0)
