"""Use case: the graph of the matter in hand, read from its draft, with all that it takes to show and to correct it.

Belongs here: where in the draft each element stands, and which elements may be added. Does not: reading the graph.
"""

from collections.abc import Iterator, Mapping, Sequence

from localdb.engine.workspace import Workspace
from localdb.model.graph import CaseGraph, Element, MatterGraph
from localdb.model.kinds import CaseType, Section
from localdb.text.citations import read_citations
from localdb.text.elements import read_elements
from localdb.text.judgment import parse_judgment

_CONTEXT = (40, 8, 0)  # characters on either side by which words are found again, the surest first


def matter_graph(ws: Workspace, text: str, kind: CaseType | None, causes: Sequence[str]) -> MatterGraph:
    """Read the graph of a matter of this kind and of these confirmed causes from its draft; any text gives one."""
    sections = parse_judgment(text, ws.reference).sections or {Section.FACTS: text}
    table = ws.reference.elements
    graph = CaseGraph(
        elements=read_elements(sections, kind, causes, table), citations=read_citations(text, ws.reference)
    )
    known = tuple(key for group in table.fitting(kind, causes) for key in table.names if key[0] == group.name)
    return MatterGraph(graph, text, dict(_places(text, sections, graph.elements)), known)


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
