"""What a case is made of, as a small graph: who, what is asked, the elements of the facts, issues, articles, outcome.

Belongs here: the records. Does not: reading them from text (text/elements.py), likening them (ranking).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from localdb.model.case import Citation
from localdb.model.kinds import Section


class Element(NamedTuple):
    """Hold one element of the facts: a member of a group, as 入户 of 盗窃方式, with its value where it has one.

    `start`, `end` are code-point offsets into the text of `section`; `section` is None where the user put it in.
    """

    group: str
    name: str
    value: str = ""  # as written: 一万二千元, 轻伤二级
    section: Section | None = None
    start: int = 0
    end: int = 0


class Party(NamedTuple):
    """Hold a party and its role: 被告人, 原告, 上诉人."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class CaseGraph:
    """Hold the graph of a case or of the matter in hand; what was not found is empty."""

    parties: tuple[Party, ...] = ()
    claims: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    issues: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    outcome: tuple[str, ...] = ()


class Said(StrEnum):
    """Say what the user made of an element: it is there, or it is not."""

    THERE = "there"
    NOT_THERE = "not there"


@dataclass(frozen=True, slots=True)
class Corrections:
    """Hold what the user corrected of the graph of a matter: elements, by group and name, that are there or not."""

    said: dict[tuple[str, str], Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatterGraph:
    """Hold the graph of the matter in hand as read from its draft, and what it takes to show and to correct it.

    `text` is the draft as it was read; `places` are the code-point offsets in it where elements were read, by group and
    name. `known` are the elements, by group and name, that a matter of this kind may have; `opposites` has those that
    cannot be there beside one: 有借条 and 无借条.
    """

    graph: CaseGraph = field(default_factory=CaseGraph)
    text: str = ""
    places: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    known: tuple[tuple[str, str], ...] = ()
    opposites: Mapping[tuple[str, str], frozenset[tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphLikeness:
    """Hold how the matter and a case stand to one another, by group and name of the elements of the matter.

    `shared` are those that both have; `against` has, for those that differ decisively, what the case has instead.
    """

    shared: frozenset[tuple[str, str]] = frozenset()
    against: Mapping[tuple[str, str], str] = field(default_factory=dict)
