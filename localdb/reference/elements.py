"""Elements of the facts that courts decide by, as a table: groups for kinds of matter, and what tells a member.

Belongs here: the table, and which groups a matter has. Does not: finding elements in a text (text/elements.py),
likening them (ranking).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from localdb.model.kinds import CaseType, Section
from localdb.reference.sieve import Sieve

BETWEEN = "/"  # a member is named by its group and itself: 盗窃方式/入户盗窃
_FACTS = ("facts", "reasoning")
_MOST_FITTED = 2_000


class Member(NamedTuple):
    """Hold a member of a group.

    One of `words` must stand in a sentence, and `pattern`, where it has one, must be found in that sentence; else the
    word is what was found. `denied` names the member that a denial makes (无借条), "" where a denial says nothing.
    `statutes` is looked for in the clause of statutes, where nothing else tells of the member. One that is not
    `told` is read too unsurely for a reason or a difference.
    """

    name: str
    words: tuple[str, ...]
    pattern: str = ""
    denied: str = ""
    statutes: str = ""
    told: bool = True

    @property
    def denies(self) -> bool:
        """Tell whether the member is itself that something is not there: 无证驾驶."""
        return any(mark in self.pattern + self.name for mark in "不未无没非")


class Scale(NamedTuple):
    """Hold how a figure is read and told: the largest that `pattern` finds as `value`, in the step it lies in.

    `edges` ascend; a step holds its lower edge, and there is one step more than edges. `units` are factors by what the
    pattern finds as `unit`; `money`: the value is a sum of money, in 元.
    """

    words: tuple[str, ...]
    pattern: str
    edges: tuple[float, ...]
    steps: tuple[str, ...]
    units: Mapping[str, float]
    money: bool


@dataclass(frozen=True)
class Group:
    """Hold a group: for which matters, in which sections it is read (most trusted first), and its members or scale.

    `causes` are parts of names of causes and charges; none: any of its kinds; with "-" before it, a part that the name
    must not have. `exclusive`: cases with other members differ decisively. Of one that is not `told` no member is.
    """

    name: str
    kinds: frozenset[CaseType]
    causes: tuple[str, ...]
    read: tuple[Section, ...]
    exclusive: bool
    members: tuple[Member, ...]
    scale: Scale | None = None
    told: bool = True

    def fits(self, kind: CaseType | None, causes: Sequence[str]) -> bool:
        """Tell whether a matter of this kind and of these causes may have the group; what is unknown may."""
        if kind is not None and self.kinds and kind not in self.kinds:
            return False
        return not self.causes or not causes or any(map(self._named, causes))

    def _named(self, cause: str) -> bool:
        parts = [part for part in self.causes if (part[1:] if part.startswith("-") else part) in cause]
        return bool(parts) and not any(part.startswith("-") for part in parts)


@dataclass(frozen=True)
class Elements:
    """Hold the table of groups, in its order."""

    groups: tuple[Group, ...]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Elements":
        """Build the table from decoded facts.

        Raises:
            KeyError, ValueError, TypeError: an entry lacks something or names no group.
        """
        groups = {row["name"]: row for row in facts["groups"]}
        members: dict[str, list[Member]] = {name: [] for name in groups}
        for row in facts["members"]:
            group, _, name = row["name"].partition(BETWEEN)
            if group not in members or not name:
                raise ValueError(row["name"])
            members[group].append(_member(name, row))
        scales = {row["name"]: _scale(row) for row in facts.get("scales", ())}
        return cls(tuple(_group(row, members[name], scales.get(name)) for name, row in groups.items()))

    @classmethod
    def checked(cls, facts: Mapping[str, Any]) -> "Elements":
        """Build the table from facts that hold corrections: read every pattern, which takes a tenth of a second.

        Raises:
            KeyError, ValueError, TypeError: as `of`, or a pattern is none.
        """
        table = cls.of(facts)
        for row in (*facts["members"], *facts.get("scales", ())):
            try:
                named = {**regex(row.get("pattern", "")).groupindex, **regex(row.get("statutes", "")).groupindex}
            except re.error as error:
                raise ValueError(f"{row['name']}: {error}") from None
            if "edges" in row and "value" not in named:
                raise ValueError(row["name"])
        return table

    @cached_property
    def sieve(self) -> Sieve:
        """Return what tells which words of members and scales may stand in a text."""
        members = (word for group in self.groups for member in group.members for word in member.words)
        scales = (word for group in self.groups if group.scale for word in group.scale.words)
        return Sieve((*members, *scales))

    @cached_property
    def by_name(self) -> Mapping[str, Group]:
        """Return the groups by name."""
        return {group.name: group for group in self.groups}

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Return group and name of every element that a text may have, denials and steps of scales included."""
        return tuple(dict.fromkeys((group.name, name) for group in self.groups for name in _names_of(group)))

    @cached_property
    def denials(self) -> Mapping[tuple[str, str], str]:
        """Return what denies a member, by group and name: 有借条 by 无借条."""
        told = ((group.name, member) for group in self.groups for member in group.members if member.denied)
        return {(group, member.name): member.denied for group, member in told}

    @cached_property
    def untold(self) -> frozenset[tuple[str, str]]:
        """Return group and name of what is read too unsurely to be told as a reason or a difference.

        What a court decides, rather than finds, was read wrongly in every second reason of civil and administrative
        hits that was held against the judgments: what a party asserts of it stands in the same words.
        """
        groups = ((group.name, name) for group in self.groups if not group.told for name in _names_of(group))
        told = ((group.name, member) for group in self.groups for member in group.members if not member.told)
        members = ((group, name) for group, member in told for name in (member.name, member.denied) if name)
        return frozenset((*groups, *members))

    def fitting(self, kind: CaseType | None, causes: Sequence[str]) -> tuple[Group, ...]:
        """Return the groups that a matter may have."""
        asked = (kind, *causes)
        found = self._fitted.get(asked)
        if found is None:
            if len(self._fitted) >= _MOST_FITTED:
                self._fitted.clear()
            found = self._fitted[asked] = tuple(group for group in self.groups if group.fits(kind, causes))
        return found

    @cached_property
    def _fitted(self) -> dict[tuple[str | None, ...], tuple[Group, ...]]:
        return {}  # most cases are of a few causes


def _names_of(group: Group) -> Iterable[str]:
    for member in group.members:
        yield member.name
        if member.denied:
            yield member.denied
    yield from group.scale.steps if group.scale else ()


def _group(row: Mapping[str, Any], members: Sequence[Member], scale: Scale | None) -> Group:
    return Group(
        row["name"],
        frozenset(map(CaseType, row.get("kinds", ()))),
        tuple(row.get("causes", ())),
        tuple(map(Section, row.get("read", _FACTS))),
        bool(row.get("exclusive")),
        tuple(members),
        scale,
        bool(row.get("told", True)),
    )


def _member(name: str, row: Mapping[str, Any]) -> Member:
    told = (row.get("pattern", ""), row.get("denied", ""), row.get("statutes", ""))
    return Member(name, tuple(row["words"]), *told, bool(row.get("told", True)))


def _scale(row: Mapping[str, Any]) -> Scale:
    edges, steps = tuple(row["edges"]), tuple(row["steps"])
    if len(steps) != len(edges) + 1:
        raise ValueError(row["name"])
    return Scale(tuple(row["words"]), row["pattern"], edges, steps, row.get("units", {}), bool(row.get("money")))


@cache
def regex(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the table ready for use; it is made so when it is first needed.

    Raises:
        re.error: it is none.
    """
    return re.compile(pattern)
