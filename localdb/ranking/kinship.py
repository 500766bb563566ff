"""Whether a case that resembles a draft is of its kind at all: case type, cause, substance.

Belongs here: what keeps a case out of the tiers although its words are like the draft's. Does not: how like they are
(axes.py), effect (effect.py). Flat lists and pools rank everything and ask nothing here.

法发〔2020〕24号 art 1 calls a case similar for its basic facts, its issues and its law: facts alone do not make a civil
traffic case similar to a criminal one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from localdb.model.case import Case, CaseCard
from localdb.model.kinds import Axis, CaseType
from localdb.ranking.axes import Similarity
from localdb.ranking.weights import FLOOR, FLOOR_OF_ONE, FLOOR_OF_OTHER, STRONG
from localdb.reference import Reference

_ACCUSED = re.compile(r"被告人|公诉机关|检察院指控|自诉人")
_PLAINTIFF = re.compile(r"原告(?!人)")
_OFFICE = re.compile(
    r"(?:行政处罚|行政复议|行政行为|行政许可|行政强制|行政赔偿|工伤认定)[^。]{0,12}(?:决定|违法|撤销|不服|诉讼|行为)"
    r"|不服[^。]{0,30}(?:局|政府|委员会|支队|大队)"
)
_VENUE = re.compile(r"管辖(?:权)?(?:异议|纠纷|裁定|民事裁定|争议)|指定管辖|移送管辖")
_BARE = re.compile(r"(?:罪|纠纷)$")
_PROCEDURE = re.compile(r"诉讼法|仲裁法")


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what a draft is: its case type (None: it does not say), its confirmed causes, whether it is about venue."""

    kind: CaseType | None = None
    causes: tuple[str, ...] = ()
    venue: bool = False


def draft_of(text: str, parsed: Case, causes: Sequence[str], given: CaseType | None, reference: Reference) -> Draft:
    """Say what a draft is: a given case type wins, then confirmed causes of one kind, then plain words of the text."""
    kinds = {kind for cause in causes if (kind := reference.causes.kind(cause))}
    told = next(iter(kinds)) if len(kinds) == 1 else None if kinds else kind_of_text(text, parsed)
    return Draft(given or told, tuple(causes), "管辖" in text)


def kind_of_text(text: str, parsed: Case) -> CaseType | None:
    """Return the case type that a draft plainly is of; None where its words point two ways or nowhere."""
    if parsed.doc_type or parsed.case_no:
        return parsed.case_type
    accused, plaintiff = bool(_ACCUSED.search(text)), bool(_PLAINTIFF.search(text))
    if accused is plaintiff:
        return None
    if accused:
        return CaseType.CRIMINAL
    return CaseType.ADMINISTRATIVE if _OFFICE.search(text) else CaseType.CIVIL


def akin(
    draft: Draft,
    card: CaseCard,
    causes: Sequence[str],
    likeness: Similarity,
    articles: Iterable[str],
    reference: Reference,
) -> bool:
    """Say whether a case may stand beside a draft as similar.

    `causes` are those of the case by their names of today (none: unknown), `articles` the terms that both cite. A case
    of another type needs a shared cause or article; one whose cause differs from a confirmed one needs more than its
    facts; one that is alike on a single axis only must be much alike; a ruling on venue decides nothing of substance.
    """
    if not draft.venue and about_venue(card):
        return False
    same = any(_related(own, confirmed) for own in causes for confirmed in draft.causes)
    cited = any(not _PROCEDURE.search(term) for term in articles)
    if draft.kind and not (same or cited) and kind_of(card, causes, reference) not in (draft.kind, None):
        return False
    if same or cited:
        return likeness.neutral >= FLOOR
    strong = [axis for axis, value in likeness.axes.items() if value >= STRONG]
    differs = bool(causes and draft.causes)
    if differs and strong == [Axis.FACTS] and len(likeness.axes) > 1:
        return False
    alone = FLOOR_OF_OTHER if differs else FLOOR_OF_ONE
    return likeness.neutral >= (FLOOR if len(strong) > 1 else alone)


def kind_of(card: CaseCard, causes: Sequence[str], reference: Reference) -> CaseType | None:
    """Return the case type of a case; one said to be criminal whose causes are all of another type is of theirs."""
    kinds = [kind for cause in causes if (kind := reference.causes.kind(cause))]
    if kinds and card.case_type in (CaseType.CRIMINAL, None) and CaseType.CRIMINAL not in kinds:
        return kinds[0]
    return card.case_type or (kinds[0] if kinds else None)


def about_venue(card: CaseCard) -> bool:
    """Say whether a decision is about which court is to try a case."""
    return "辖" in card.case_no or bool(_VENUE.search(card.title))


def _related(one: str, other: str) -> bool:
    """Say whether two causes are the same or one is a kind of the other (买卖合同纠纷, 房屋买卖合同纠纷)."""
    first, second = _BARE.sub("", one), _BARE.sub("", other)
    return first in second or second in first
