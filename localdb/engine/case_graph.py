"""Use case: the graph of a library case or of the matter in hand: parties, claims, elements, issues, articles, outcome.

Belongs here: joining what the text room reads, and the user's corrections. Does not: reading any one part.
"""

from collections.abc import Mapping, Sequence

from localdb.engine.draft_causes import read_causes
from localdb.engine.index_entry import citations_of
from localdb.engine.open_case import open_case
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.graph import CaseGraph, Element, Party
from localdb.model.kinds import CaseType, Section
from localdb.model.similar import SimilarRequest
from localdb.ranking.causes import causes_of
from localdb.ranking.elements import corrected
from localdb.ranking.kinship import draft_of
from localdb.ranking.query import believed
from localdb.reference import Reference
from localdb.text.citations import read_citations
from localdb.text.elements import read_elements
from localdb.text.items import issue_items, read_claims, read_rulings
from localdb.text.judgment import parse_judgment
from localdb.text.parties import party_of, read_parties

_ASKING = (Section.CLAIMS, Section.PROCEDURE, Section.FACTS, Section.PRIOR)


def graph_of_case(ws: Workspace, key: str) -> CaseGraph:
    """Return the graph of a case of the library, by whatever name it is known.

    Raises:
        CaseMissing, CaseWithdrawn, CaseDamaged: as for `open_case`.
    """
    case, reference = open_case(ws, key), ws.reference
    causes = causes_of(case, reference.causes.normalise)
    return CaseGraph(
        parties=_parties(case),
        claims=_claims(case),
        elements=read_elements(case.sections, case.case_type, causes, reference.elements),
        issues=issue_items(case.sections.get(Section.ISSUES, "")),
        citations=citations_of(case, reference),
        outcome=read_rulings(case.sections.get(Section.DISPOSITION, "")),
    )


def graph_of_text(ws: Workspace, request: SimilarRequest) -> CaseGraph:
    """Return the graph of the matter that a request is about; its corrections, causes and issues win. Any text does."""
    reference = ws.reference
    draft = parse_judgment(request.text, reference)
    causes = tuple(reference.causes.normalise(cause) or cause for cause in request.causes)
    kind = draft_of(request.text, draft, causes, request.case_type, reference).kind
    likely = () if causes else read_causes(ws, request.text, draft, kind)
    read = draft_elements(request.text, draft, kind, causes, likely, reference)
    return CaseGraph(
        parties=_parties(draft),
        claims=_claims(draft),
        elements=corrected(read, request.corrections, reference.elements),
        issues=request.issues or issue_items(draft.sections.get(Section.ISSUES, "")),
        citations=read_citations(request.text, reference),
        outcome=read_rulings(draft.sections.get(Section.DISPOSITION, "")),
    )


def draft_elements(
    text: str,
    draft: Case,
    kind: CaseType | None,
    causes: Sequence[str],
    likely: Sequence[str],
    reference: Reference,
) -> tuple[Element, ...]:
    """Return the elements of a text; `draft` is the same text read as a case, `causes` those that were confirmed.

    Where nobody names a cause the elements are those of the `likely` ones: a theft has no 抢劫数额.
    """
    known = causes or (*draft.charges, *draft.causes) or likely
    return read_elements(draft_sections(text, draft), kind, known, reference.elements)


def draft_sections(text: str, draft: Case) -> Mapping[Section, str]:
    """Return the sections of a draft that elements are read in; a text that was hardly recognised tells facts."""
    return draft.sections if draft.sections and believed(draft, text) else {Section.FACTS: text}


def _parties(case: Case) -> tuple[Party, ...]:
    told = case.parties or read_parties(case.sections.get(Section.PARTIES, ""))
    return tuple(dict.fromkeys(party for words in told if (party := party_of(words)).name))


def _claims(case: Case) -> tuple[str, ...]:
    return read_claims(text for section in _ASKING if (text := case.sections.get(section)))
