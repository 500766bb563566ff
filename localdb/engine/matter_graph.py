"""Use case: the graph of the matter in hand with all that it takes to show and to correct it, and a case beside it.

Belongs here: where in the draft each element stands, which may be added, what a case shares. Does not: reading a graph
(case_graph).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from localdb.engine.case_graph import draft_sections, graph_of_case, graph_of_text
from localdb.engine.workspace import Workspace
from localdb.model.graph import Corrections, Element, GraphLikeness, MatterGraph
from localdb.model.kinds import Section
from localdb.model.similar import SimilarRequest
from localdb.ranking.elements import Named, corrected, decisive_differences, shared
from localdb.ranking.kinship import draft_of
from localdb.text.judgment import parse_judgment

_CONTEXT = (40, 8, 0)  # characters on either side by which words are found again, the surest first


def matter_graph(ws: Workspace, request: SimilarRequest) -> MatterGraph:
    """Read the graph of the matter that a request is about, as its draft has it: without the corrections."""
    reference, text = ws.reference, request.text
    read = graph_of_text(ws, replace(request, corrections=Corrections()))
    draft = parse_judgment(text, reference)
    kind = draft_of(text, draft, request.causes, request.case_type, reference).kind
    groups = {group.name for group in reference.elements.fitting(kind, request.causes)}
    known = tuple(named for named in reference.elements.names if named[0] in groups)
    places = dict(_places(text, draft_sections(text, draft), read.elements))
    return MatterGraph(read, text, places, known, _opposites(reference.elements.denials))


def _opposites(denials: Mapping[Named, str]) -> dict[Named, frozenset[Named]]:
    """Return for each member its denial, and for each denial the members that it denies."""
    found: dict[Named, set[Named]] = {}
    for named, denial in denials.items():
        denied = (named[0], denial)
        found.setdefault(named, set()).add(denied)
        found.setdefault(denied, set()).add(named)
    return {named: frozenset(others) for named, others in found.items()}


def graph_likeness(ws: Workspace, read: Sequence[Element], made: Corrections, key: str) -> GraphLikeness:
    """Hold the elements of the matter, as read and corrected, against those of a case of the library.

    Raises:
        CaseMissing, CaseWithdrawn, CaseDamaged: as for `open_case`.
    """
    table = ws.reference.elements
    own = [(each.group, each.name) for each in corrected(read, made, table)]
    other = [(each.group, each.name) for each in graph_of_case(ws, key).elements]
    against = {
        (difference.group, name): "、".join(difference.other)
        for difference in decisive_differences(own, other, table)
        for name in difference.own
    }
    return GraphLikeness(frozenset(shared(own, other, table)), against)


def _places(
    text: str, sections: Mapping[Section, str], elements: Sequence[Element]
) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    """Yield group and name of each element with its place in the whole text, of which a section is made of pieces."""
    for each in elements:
        told = sections.get(each.section, "") if each.section else ""
        for reach in _CONTEXT:
            left = max(0, each.start - reach)
            at = text.find(told[left : each.end + reach]) if each.start < each.end <= len(told) else -1
            if at >= 0:
                start = at + each.start - left
                yield (each.group, each.name), (start, start + each.end - each.start)
                break
