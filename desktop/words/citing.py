"""How a case is cited, and what weight its kind carries. Belongs here: wording. Does not: what may be cited where.

Guiding cases are named by number (法〔2015〕130号 art 11), 入库案例 by 入库编号 (法〔2024〕92号).
"""

import re

from localdb.model.case import CaseCard
from localdb.model.kinds import Authority, Tier

DROPPED = "guiding_dropped"  # the mark of a guiding case that is no longer followed (法〔2020〕343号)

_GUIDING_PREFIX = re.compile(
    r"^\s*(?:演示)?(?:最高人民(?:法院|检察院))?(?:发布)?(?:第[一二三四五六七八九十百\d]+批)?"
    r"(?:指导性?案例|检例)+\s*第?\s*(?P<number>[\d一二三四五六七八九十百]+)\s*号?\s*[：:、．.\s]*"
)

_ISSUED = {Authority.GAZETTE: "最高人民法院公报案例", Authority.TYPICAL: "最高人民法院典型案例"}


def plain_title(card: CaseCard) -> str:
    """Return the title without a number in front; "" where the case has no title of its own."""
    title = card.title.strip()
    return "" if title in (card.case_no, card.id) else _GUIDING_PREFIX.sub("", title).strip() or title


def citation_line(card: CaseCard) -> str:
    """Cite a case in one line: name, 案号 or 指导性案例 number (入库编号), court."""
    name, source = plain_title(card), source_line(card)
    if _number(card):
        return _joined(source, name, "：")
    return _joined(name, source) or card.id


def source_line(card: CaseCard) -> str:
    """Say where a case is to be found, without its name: number of issue or entry, court and 案号.

    A guiding case that is no longer followed stays valid as a judgment and is cited as one, with a note.
    """
    if is_dropped(card):
        return _judgment(card) + dropped_note(card)
    if number := _number(card):
        procuratorial = card.authority is Authority.PROCURATORIAL
        return f"最高人民检察院检例第{number}号" if procuratorial else f"最高人民法院指导性案例{number}号"
    if card.authority is Authority.ENTRY and card.entry_no:
        return f"人民法院案例库入库编号{card.entry_no}"
    return _joined(_ISSUED.get(card.authority, ""), _judgment(card))


def is_dropped(card: CaseCard) -> bool:
    """Tell whether a case was a guiding case and is no longer followed."""
    return any(mark.kind == DROPPED for mark in card.marks)


def dropped_note(card: CaseCard) -> str:
    """Say in brackets which guiding case it was; "" for all that were none."""
    number = next((mark.values[0] for mark in card.marks if mark.kind == DROPPED and mark.values), card.guiding_no)
    return f"（原指导性案例{number}号，不再参照）" if is_dropped(card) else ""


def binds(kind: Tier | Authority) -> bool:
    """Tell whether a case of this tier or kind 应当参照 (法发〔2020〕24号 art 9: guiding cases alone)."""
    return kind in (Tier.GUIDING, Authority.GUIDING)


def use_words(kind: Tier | Authority) -> str:
    """Say the weight of a tier or kind: 应当参照 for guiding cases, 可以参考 for the others (art 9)."""
    if binds(kind):
        return "应当参照"
    if kind in (Tier.PROCURATORIAL, Authority.PROCURATORIAL):
        return "供了解"
    return "可以参考"


def _judgment(card: CaseCard) -> str:
    court = "" if card.court == "人民法院" else card.court  # some published cases name none
    return f"{court}{card.case_no}"


def _number(card: CaseCard) -> str:
    """Return the number of a guiding case, of the record or in front of its title."""
    if card.authority not in (Authority.GUIDING, Authority.PROCURATORIAL) or is_dropped(card):
        return ""
    found = _GUIDING_PREFIX.match(card.title)
    return str(card.guiding_no or (found["number"] if found else ""))


def _joined(first: str, second: str, mark: str = "，") -> str:
    return mark.join(part for part in (first, second) if part)
