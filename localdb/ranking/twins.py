"""A guiding case that the library holds more than once is shown once.

Belongs here: which hits tell the same guiding case, and which of them is shown. Does not: copies of one text, which are
settled when cases come in (storage). What is left out stays in the library and answers to its id.
"""

import re
from collections.abc import Iterable

from localdb.model.case import CaseCard
from localdb.model.kinds import Authority
from localdb.model.similar import Hit

_NUMBERED = re.compile(r"^\s*指导性?案例第?\s*\d{1,4}\s*号[：:\s]*")
_TELLING = 8  # characters: a shorter title may be that of several cases
_REPEATS = frozenset({Authority.GAZETTE, Authority.TYPICAL, Authority.ENTRY, Authority.REFERENCE})


def without_twins(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits less those that tell a guiding case among them once more.

    Of several with one guiding number (the case database holds the guiding cases too) the one that names court and
    number of its judgment stays, then the higher score. A gazette, typical or reference case with the title of a
    guiding case is that case.
    """
    hits = list(hits)
    kept: dict[int, Hit] = {}
    for hit in hits:
        number = _guiding(hit.card)
        if number is not None and (number not in kept or _rank(hit) > _rank(kept[number])):
            kept[number] = hit
    titles = {title for hit in kept.values() if len(title := _title(hit.card)) >= _TELLING}
    return [hit for hit in hits if not _repeats(hit, kept, titles)]


def _repeats(hit: Hit, kept: dict[int, Hit], titles: set[str]) -> bool:
    number = _guiding(hit.card)
    if number is not None:
        return kept[number] is not hit
    return hit.card.authority in _REPEATS and _title(hit.card) in titles


def _guiding(card: CaseCard) -> int | None:
    return card.guiding_no if card.authority is Authority.GUIDING else None


def _rank(hit: Hit) -> tuple[bool, float]:
    return bool(hit.card.court and hit.card.case_no), hit.score


def _title(card: CaseCard) -> str:
    return "".join(_NUMBERED.sub("", card.title).split())
