"""Whether a judgment has taken legal effect, since when, and whether it is recent (law.md, "Effective").

Belongs here: what follows from metadata, court, instance and the closing words. Does not: whether a case may count,
which its card says, or asking the judge to confirm.
Final by nature: judgments of the Supreme People's Court (民诉法 158), second instance (182), small claims (165),
special procedure (185); 刑诉法 259.
"""

import re
from datetime import date

from localdb.model.case import Case, CaseCard
from localdb.model.kinds import Authority, Effect, Section, Status

_CLOSING = 1500  # characters at the end of a text where finality and the right to appeal are told
_FINAL = re.compile(r"本(?:判决|裁定|决定)书?[为系是]终审|(?:^|[。；\s])终审(?:判决|裁定|决定)|实行一审终审")
_AT_ONCE = re.compile(r"(?:送达|宣告|作出|签收)[^。；]{0,12}?(?:即|后|之日起)[^。；]{0,8}?(?:发生|具有)法律效力")
_APPEALABLE = re.compile(r"如?不服本(?:判决|裁定|决定)|提出上诉|递交上诉状|上诉于|可以?(?:向.{2,30}?)?申请复议")
_TO_BE_APPROVED = re.compile(r"(?:报请|报送|报|呈报)最高人民法院(?:依法)?核准")
_FINAL_TRIALS = re.compile(
    "二审|终审|死刑复核|再审审查|申请再审|申诉审查|特别程序|督促|公示催告|小额|刑罚变更|赔偿委员会"
)
# 类型代字 of matters that end with the document: 终, 申, 核, 特, 督, 催, 复 (执行复议), 委赔, 减刑 and 假释 (更).
_FINAL_NUMBERS = re.compile(
    r"(?:刑|民|行|商|知|海|赔|经|环)[^0-9]{0,3}(?:终|申)|刑[^0-9]{0,2}(?:核|更|复)|[民刑行](?:特|督|催)|[0-9民](?:特|督|催)(?=[0-9字])|执复|委赔"
)
_PUBLISHED = frozenset(Authority) - {Authority.JUDGMENT}


def settle_effect(case: Case, authority: Authority = Authority.JUDGMENT) -> Effect:
    """Say whether a case has taken effect: as its source says, else by nature, else by its closing words.

    A first-instance judgment of which nothing is said is 待核, for 99 % of them print the right to appeal.
    """
    if case.status is Status.CHANGED:
        return Effect.OVERTURNED
    if case.effect is not None:
        return case.effect
    if authority in _PUBLISHED or case.effective_since is not None:
        return Effect.EFFECTIVE
    closing = _closing(case)
    if "最高人民法院" in case.court:
        return Effect.EFFECTIVE
    if _TO_BE_APPROVED.search(closing):
        return Effect.UNVERIFIED
    if _FINAL_TRIALS.search(case.trial) or _FINAL.search(closing) or _FINAL_NUMBERS.search(case.case_no):
        return Effect.EFFECTIVE
    return _by_kind(case, closing)


def effective_day(case: Case) -> date | None:
    """Return the day of effect, else of judgment, else of publication (law.md, "Last three years")."""
    return case.effective_since or case.date or case.published


def recent_since(as_of: date, years: int) -> date:
    """Return the first day of the last years, counted back from the day of the search."""
    try:
        return as_of.replace(year=as_of.year - years)
    except ValueError:  # 29 February
        return as_of.replace(year=as_of.year - years, day=28)


def is_recent(card: CaseCard, since: date) -> bool:
    """Tell whether a case is of the last years, which begin with `since`.

    That guiding cases are exempt from a search of the last years makes none of them recent (Bench.narrowing).
    """
    return card.since is not None and card.since >= since


def _closing(case: Case) -> str:
    told = (case.sections.get(section, "") for section in (Section.DISPOSITION, Section.TAIL))
    return case.full_text[-_CLOSING:] + "\n" + "\n".join(text[-_CLOSING:] for text in told)


def _by_kind(case: Case, closing: str) -> Effect:
    """Judge what is neither final by nature nor said to be: rulings and decisions mostly take effect when served."""
    appealable = _APPEALABLE.search(closing)
    if case.doc_type.endswith("调解书") or _AT_ONCE.search(closing):
        return Effect.PRESUMED
    if case.doc_type.endswith(("裁定书", "决定书", "支付令")) and closing.strip() and not appealable:
        return Effect.PRESUMED
    if "再审" in case.trial and closing.strip() and not appealable:
        return Effect.PRESUMED
    return Effect.UNVERIFIED
