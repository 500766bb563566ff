"""What the index and the ranking keep of one case. Pure: the same case, card, tables and dictionary give the same.

Belongs here: from a case and its card to an entry and a blob. Does not: which cases, and storing either.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from localdb.index.port import Body, Entry
from localdb.index.question import plain_number, statute_terms
from localdb.index.search import name_pairs
from localdb.model.case import Case, CaseCard, Citation
from localdb.model.kinds import Authority, Section
from localdb.ranking.axes import article_terms
from localdb.ranking.causes import causes_of
from localdb.ranking.features import Part, features_of, pack, part_words
from localdb.reference import Reference
from localdb.text.citations import read_citations
from localdb.text.segmentation import Segmenter

_REST = (Section.PRIOR, Section.EVIDENCE, Section.PROCEDURE, Section.DISPOSITION)
_LONGEST = 40_000


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
    return entry, pack(features_of(bags, article_terms(citations), causes))


def citations_of(case: Case, reference: Reference) -> tuple[Citation, ...]:
    """Return the articles a case cites, as its record names them, else as its reasoning does."""
    text = "、".join(case.statutes) or case.sections.get(Section.STATUTES) or case.sections.get(Section.REASONING, "")
    return read_citations(text, reference)


def _bodies(case: Case, parts: Mapping[Part, Sequence[str]], segmenter: Segmenter) -> dict[Body, Sequence[str]]:
    bodies: dict[Body, Sequence[str]] = {Body(part.value): words for part, words in parts.items()}
    title = " ".join(filter(None, (case.title, case.case_name)))
    words = segmenter.words(" ".join((title, *case.causes, *case.charges)))
    bodies[Body.TITLE] = words + name_pairs(title)
    rest = "\n".join(case.sections.get(section, "") for section in _REST)
    bodies[Body.REST] = segmenter.words(rest[:_LONGEST])
    return bodies


def _numbers(case: Case, card: CaseCard) -> tuple[str, ...]:
    issued = f"检例{case.guiding_no}" if card.authority is Authority.PROCURATORIAL and case.guiding_no else ""
    guiding = f"指导案例{card.guiding_no}号" if card.guiding_no else ""
    written = [card.case_no, case.case_no, card.entry_no, guiding, issued]
    return tuple(dict.fromkeys(plain for number in written if number and (plain := plain_number(number))))
