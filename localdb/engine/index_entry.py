"""What the index and the ranking keep of one case. The same case, card, tables and dictionary give the same.

Belongs here: from a case and its card to an entry and a blob. Does not: which cases, and keeping either.
"""

import logging
import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from localdb.engine.spare_cores import Tools
from localdb.index.port import Body, Entry
from localdb.index.question import plain_number, statute_terms
from localdb.index.search import name_pairs
from localdb.model.case import Case, CaseCard, Citation
from localdb.model.kinds import Authority, Section
from localdb.ranking.axes import article_terms
from localdb.ranking.causes import causes_of
from localdb.ranking.elements import element_term
from localdb.ranking.features import Features, Part, features_of, pack, part_words
from localdb.reference import Reference
from localdb.storage.library import Library
from localdb.storage.packing import BodyDamaged, unpack
from localdb.text.citations import read_citations
from localdb.text.elements import read_elements
from localdb.text.segmentation import Segmenter

_LOG = logging.getLogger("leian.index")


class Stored(NamedTuple):
    """Hold a case as the store has it: its card, and its text packed."""

    card: CaseCard
    body: bytes


def stored_cases(library: Library, keys: Sequence[str]) -> list[Stored]:
    """Return what the library has of these cases; one without a text or a card is left out."""
    bodies, cards = library.bodies(keys), library.cards(keys)
    return [Stored(cards[key], bodies[key]) for key in keys if key in bodies and key in cards]


def index_entries(tools: Tools, stored: Sequence[Stored]) -> list[tuple[Entry, bytes] | None]:
    """Return what the index keeps of each case and the blob of its features: work for SpareCores.

    None for a text that cannot be read any more; one that no rule foresees is kept bare, so that it holds up no other.
    """
    return [_entry(tools, card, body) for card, body in stored]


def _entry(tools: Tools, card: CaseCard, body: bytes) -> tuple[Entry, bytes] | None:
    try:
        return index_entry(unpack(body), card, tools.segmenter, tools.reference)
    except BodyDamaged:
        return None
    except (ValueError, ArithmeticError, LookupError, struct.error) as error:
        _LOG.warning("%s is in the index without its words: %s", card.key, type(error).__name__)
        return Entry(card.key, {}), pack(Features())


def index_entry(case: Case, card: CaseCard, segmenter: Segmenter, reference: Reference) -> tuple[Entry, bytes]:
    """Return what the index keeps of a case, and the blob of its features."""
    citations = citations_of(case, reference)
    causes = causes_of(case, reference.causes.normalise)
    words = part_words(case, segmenter.words)
    bags = {part: Counter(some) for part, some in words.items()}
    court = reference.courts.find(card.court)
    entry = Entry(
        key=card.key,
        bodies=_bodies(case, words, segmenter),
        court=court.name if court else card.court,
        level=court.level if court else "",
        province=court.province if court else "",
        city=court.city if court else "",
        authority=card.authority,
        case_type=card.case_type or "",
        effect=card.effect,
        day=card.since.toordinal() if card.since else 0,
        causes=tuple(dict.fromkeys((*causes, *card.causes))),
        statutes=statute_terms(citations),
        numbers=_numbers(case, card),
    )
    elements = read_elements(case.sections, card.case_type, causes, reference.elements)
    return entry, pack(features_of(bags, article_terms(citations), causes, map(element_term, elements)))


def citations_of(case: Case, reference: Reference) -> tuple[Citation, ...]:
    """Return the articles a case cites, as its record names them, else as its reasoning does."""
    text = "、".join(case.statutes) or case.sections.get(Section.STATUTES) or case.sections.get(Section.REASONING, "")
    return read_citations(text, reference)


def _bodies(case: Case, parts: Mapping[Part, Sequence[str]], segmenter: Segmenter) -> dict[Body, Sequence[str]]:
    bodies: dict[Body, Sequence[str]] = {Body(part.value): words for part, words in parts.items()}
    title = " ".join(filter(None, (case.title, case.case_name)))
    words = segmenter.words(" ".join((title, *case.causes, *case.charges)))
    bodies[Body.TITLE] = words + name_pairs(title)
    return bodies


def _numbers(case: Case, card: CaseCard) -> tuple[str, ...]:
    issued = f"检例{case.guiding_no}" if card.authority is Authority.PROCURATORIAL and case.guiding_no else ""
    guiding = f"指导案例{card.guiding_no}号" if card.guiding_no else ""
    written = [card.case_no, case.case_no, card.entry_no, guiding, issued]
    return tuple(dict.fromkeys(plain for number in written if number and (plain := plain_number(number))))
