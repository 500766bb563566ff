"""What the picture shows: branches and nodes, from graph, the judge's corrections and a case beside it. Pure.

Belongs here: which nodes there are, in which order, in which state. Does not: where they stand (tree), drawing (node).
"""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.words import graph as words
from localdb.model.graph import CaseGraph, Corrections, Element, GraphLikeness, MatterGraph, Said
from localdb.model.kinds import Section

_MOST = 8  # nodes of a branch that is no group of elements


class Node(NamedTuple):
    """Hold one node; `said` is what the judge made of it, `read` tells whether the draft says it.

    `against` is what the case beside it has instead; only an `element` can be corrected.
    """

    branch: str
    name: str
    value: str = ""
    element: bool = False
    read: bool = True
    said: Said | None = None
    shared: bool = False
    against: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return by what the node is known: group and name."""
        return self.branch, self.name

    @property
    def there(self) -> bool:
        """Tell whether the matter has it, by the draft and by the judge, whose word counts."""
        return self.said is not Said.NOT_THERE


class Branch(NamedTuple):
    """Hold the nodes of one group; `section` lends its tint."""

    name: str
    section: Section
    nodes: tuple[Node, ...]


def branches_of(read: MatterGraph, made: Corrections, likeness: GraphLikeness | None = None) -> tuple[Branch, ...]:
    """Return the branches in the order of a judgment: parties, claims, facts, issues, law, outcome."""
    graph = read.graph
    before = (
        _plain(words.PARTIES, Section.PARTIES, [f"{party.role} {party.name}".strip() for party in graph.parties]),
        _plain(words.CLAIMS, Section.PARTIES, graph.claims),
    )
    after = (
        _plain(words.ISSUES, Section.ISSUES, graph.issues),
        _plain(words.STATUTES, Section.STATUTES, [words.statute_words(each) for each in graph.citations]),
        _plain(words.OUTCOME, Section.REASONING, graph.outcome),
    )
    facts = _groups(_elements(graph, made, likeness or GraphLikeness()), read.known)
    return tuple(branch for branch in (*before, *facts, *after) if branch.nodes)


def _plain(name: str, section: Section, texts: Sequence[str]) -> Branch:
    told = tuple(dict.fromkeys(text for text in texts if text))
    nodes = [Node(name, text) for text in told[:_MOST]]
    if len(told) > _MOST:
        nodes.append(Node(name, f"等共 {len(told)} 项"))
    return Branch(name, section, tuple(nodes))


def _elements(graph: CaseGraph, made: Corrections, likeness: GraphLikeness) -> list[Node]:
    """Return the elements that were read, each once, and after them those that the judge put in."""
    read: dict[tuple[str, str], Element] = {}
    for element in graph.elements:
        read.setdefault((element.group, element.name), element)
    return [
        Node(
            *key,
            value=read[key].value if key in read else "",
            element=True,
            read=key in read,
            said=made.said.get(key),
            shared=key in likeness.shared and made.said.get(key) is not Said.NOT_THERE,
            against=likeness.against.get(key, ""),
        )
        for key in dict.fromkeys([*read, *made.said])
    ]


def _groups(nodes: Sequence[Node], known: Sequence[tuple[str, str]]) -> list[Branch]:
    """Return the groups in the order of the table; those that it does not have come last."""
    order = {group: place for place, group in enumerate(dict.fromkeys(group for group, _ in known))}
    names = sorted(dict.fromkeys(node.branch for node in nodes), key=lambda name: order.get(name, len(order)))
    return [Branch(name, Section.FACTS, tuple(node for node in nodes if node.branch == name)) for name in names]
