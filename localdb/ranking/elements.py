"""Elements of the facts, side by side: what a draft and a case share, and where they differ decisively.

Belongs here: likening elements, and what the user's corrections make of them. Does not: reading them from a text (text
room), the table of groups (reference), scores (axes.py).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from localdb.model.graph import Corrections, Element, Said
from localdb.ranking.features import Ids, word_id
from localdb.reference.elements import BETWEEN, Elements, Group

Named = tuple[str, str]  # group and name of an element


class Difference(NamedTuple):
    """Hold what a draft has of a group, and what a case has instead."""

    group: str
    own: tuple[str, ...]
    other: tuple[str, ...]


def element_term(element: Element) -> str:
    """Return the word by which an element is known in features: 盗窃方式/入户盗窃."""
    return _term((element.group, element.name))


def elements_by_id(table: Elements) -> dict[int, Named]:
    """Return group and name of every element of the table by its id, in the order of the table."""
    return {word_id(_term(named)): named for named in table.names}


def named_elements(ids: Ids, known: Mapping[int, Named]) -> tuple[Named, ...]:
    """Return the elements with these ids; `known` as of elements_by_id. What another table had is left out."""
    return tuple(known[ident] for ident in ids.tolist() if ident in known)


def corrected(elements: Sequence[Element], corrections: Corrections, table: Elements) -> tuple[Element, ...]:
    """Return the elements as the user corrected them: what he said of one wins over what was read.

    What is said to be there takes the place of its denial, and a denial that of what it denies. What is said not to be
    there is denied, where the table has a word for that, unless it is itself a denial.
    """
    said, denials = corrections.said, table.denials
    there = {named for named, what in said.items() if what is Said.THERE}
    gone = {named for named, what in said.items() if what is Said.NOT_THERE}
    gone |= {named for named, denial in denials.items() if (named[0], denial) in there} - there
    there |= {(named[0], denials[named]) for named in gone if named in denials}
    denied = {(named[0], denials[named]) for named in there if named in denials}
    kept = [each for each in elements if (each.group, each.name) not in gone | denied]
    read = {(each.group, each.name) for each in kept}
    return (*kept, *(Element(*named) for named in sorted(there - read - gone - denied)))


def shared(own: Iterable[Named], other: Collection[Named], table: Elements) -> tuple[Named, ...]:
    """Return the elements that a draft and a case both have: those of groups of the fewest kinds of matter first.

    What either tells together with its denial (劳动合同 that one side says was made) is disputed there, and not shared.
    What the table has not told is left out.
    """
    own = _told(own, table)
    both = [named for named in own if named in other and not _disputed(named, {*own, *other}, table)]
    return tuple(sorted(both, key=lambda named: _common(table.by_name.get(named[0]))))


def decisive_differences(own: Iterable[Named], other: Iterable[Named], table: Elements) -> tuple[Difference, ...]:
    """Return where draft and case have other members of an exclusive group, or one has what the other denies.

    Both must tell of the group: silence is no difference. Members of which one is the other told less precisely (轻伤,
    轻伤二级) do not differ. What the table has not told is left out.
    """
    ours, theirs = _by_group(_told(own, table)), _by_group(_told(other, table))
    found: list[Difference] = []
    for name in ours:
        if group := table.by_name.get(name):
            found += _differences(group, ours[name], theirs.get(name, ()))
    return tuple(found)


def element_words(named: Named, table: Elements) -> str:
    """Return an element as it is told by itself; a figure with what it is the figure of."""
    group, name = named
    known = table.by_name.get(group)
    return f"{group}{name}" if known and known.scale else name


def difference_words(difference: Difference, table: Elements) -> str:
    """Return a difference, the draft's side first: 入户盗窃 / 扒窃."""
    own, other = difference.own, difference.other
    return f"{'、'.join(element_words((difference.group, name), table) for name in own)} / {'、'.join(other)}"


def _told(elements: Iterable[Named], table: Elements) -> tuple[Named, ...]:
    return tuple(named for named in dict.fromkeys(elements) if named not in table.untold)


def _disputed(named: Named, told: Collection[Named], table: Elements) -> bool:
    group, name = named
    known = table.by_name.get(group)
    pairs = {(member.name, member.denied) for member in known.members if member.denied} if known else set()
    return any(name in pair and (group, pair[0]) in told and (group, pair[1]) in told for pair in pairs)


def _differences(group: Group, own: Sequence[str], other: Sequence[str]) -> Iterable[Difference]:
    denials = {member.name: member.denied for member in group.members if member.denied}
    if group.exclusive:
        mine, its = ([each for each in some if each not in denials.values()] for some in (own, other))
        if mine and its and not any(_alike(one, another) for one in mine for another in its):
            yield Difference(group.name, tuple(mine), tuple(its))
            return
    for name, denial in denials.items():
        if name in own and denial in other and name not in other and denial not in own:
            yield Difference(group.name, (name,), (denial,))
        elif denial in own and name in other and denial not in other and name not in own:
            yield Difference(group.name, (denial,), (name,))


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _common(group: Group | None) -> bool:
    return group is None or not group.causes


def _by_group(elements: Iterable[Named]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for group, name in elements:
        groups.setdefault(group, []).append(name)
    return groups


def _term(named: Named) -> str:
    return BETWEEN.join(named)
