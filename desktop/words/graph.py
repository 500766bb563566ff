"""Words of the graph of a matter (案情图): its branches, what became of an element, what it shares with a case.

Belongs here: wording. Does not: which elements there are (engine), how they are drawn (picture).
"""

from collections.abc import Iterable, Sequence

from desktop.words.days import numeral
from localdb.model.case import Citation
from localdb.model.graph import Said

PARTIES, CLAIMS, ISSUES, STATUTES, OUTCOME = "当事人", "诉讼请求", "争议焦点", "援引法条", "裁判结果"
NO_MATTER = ("案情图", "打开一件在办案件后，这里以图列出从草稿中读出的当事人、诉求、要素、焦点和法条，并可逐项更正。")
NOTHING_READ = ("还没有读出案情", "在草稿中写明案情，或者在上方补充要素；所列要素用于查找类案。")
HOW = "单击或者按回车查看读出之处，按 Delete 更正；方向键在各项之间移动。"
GONE = "读出该要素的文字已经改动，稍候即按现在的草稿重新读出。"
_AROUND = 12  # characters of the draft shown on either side of the words of an element
_SAID = {Said.THERE: "法官补充", Said.NOT_THERE: "法官认定非此情形"}
_SHORT = {Said.THERE: "补充", Said.NOT_THERE: "非"}


def said_words(said: Said | None, *, read: bool) -> str:
    """Say where an element comes from: read from the draft, or from the judge."""
    if said is Said.THERE and read:
        return "法官确认"
    return _SAID[said] if said else "从草稿读出"


def said_short(said: Said, *, read: bool) -> str:
    """Say in a word what the judge made of an element."""
    return "确认" if said is Said.THERE and read else _SHORT[said]


def corrected_words(group: str, name: str, said: Said | None) -> str:
    """Say what was just done to an element."""
    which = f"“{group}：{name}”"
    if said is None:
        return f"已撤回对{which}的更正，类案随之重新检索。"
    return f"已{'补充' if said is Said.THERE else '排除'}{which}，类案随之重新检索。"


def guessed_words(causes: Sequence[str]) -> str:
    """Name the likeliest cause as a guess."""
    return f"{causes[0]}（推测）" if causes else ""


def counted_words(elements: int, corrected: int) -> str:
    """Count the elements and the corrections in one line."""
    more = f"，其中更正 {corrected} 项" if corrected else ""
    return f"要素 {elements} 项{more}" if elements or corrected else ""


def likened_words(shared: int, different: int) -> str:
    """Say how the matter and the selected case stand to one another."""
    parts = [f"相同 {shared} 项" if shared else "", f"不同 {different} 项" if different else ""]
    return "与所选案例：" + ("，".join(part for part in parts if part) or "没有读出相同的要素")


def statute_words(citation: Citation) -> str:
    """Name a cited article in few words: 刑法第二百六十四条."""
    sub = f"之{numeral(citation.sub)}" if citation.sub else ""
    return f"{citation.law.removeprefix('中华人民共和国')}第{numeral(citation.article)}条{sub}"


def beside_words(shared: bool, against: str) -> str:
    """Say how an element stands to the selected case."""
    if against:
        return f"与所选案例不同：该案为{against}"
    return "与所选案例相同" if shared else ""


def against_short(against: str) -> str:
    """Say in a word what the selected case has instead."""
    return f"该案{against}"


def all_of(parts: Iterable[str]) -> str:
    """Join what there is."""
    return "，".join(part for part in parts if part)


def quoted(text: str, start: int, end: int) -> str:
    """Quote the words of the draft in which an element was read."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return f"「…{before}{text[start:end]}{after}…」"


def nowhere_words(name: str) -> str:
    """Say that an element does not stand in the draft."""
    return f"草稿中没有写明“{name}”，系法官补充。"
