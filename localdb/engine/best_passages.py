"""The best-matching passage of each hit on each axis, out of the text of the case.

Belongs here: which section answers for which axis, and reading the texts. Does not: choosing the stretch (ranking).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from localdb.engine.known_cases import KnownCases
from localdb.engine.tier_groups import Bench, mapped
from localdb.model.case import Case
from localdb.model.errors import Cancelled
from localdb.model.kinds import Axis, Section
from localdb.model.similar import Hit, Passage, TierGroup
from localdb.ranking.passages import best_passage

# The sections in which an axis is looked for: the first that holds any of the words answers for it.
_SECTIONS: Mapping[Axis, tuple[Section, ...]] = {
    Axis.FACTS: (Section.FACTS, Section.CLAIMS, Section.PRIOR, Section.EVIDENCE),
    Axis.ISSUES: (Section.ISSUES, Section.REASONING),
    Axis.LAW: (Section.REASONING, Section.STATUTES, Section.DISPOSITION),
}
WordsOf = Callable[[Hit, Axis], Mapping[str, float]]


def with_passages(
    known: KnownCases,
    bench: Bench,
    groups: Iterable[TierGroup],
    words_of: WordsOf,
    most: int,
    cancelled: Callable[[], bool],
) -> tuple[TierGroup, ...]:
    """Give the first `most` hits of each group their passages, and the marks of the day of the search.

    Raises:
        Cancelled: `cancelled` answered True.
    """
    groups = tuple(groups)
    shown = [hit.card.key for group in groups for hit in group.hits[:most]]
    wanted, cases = set(shown), known.cases(shown)

    def dressed(hit: Hit) -> Hit:
        if cancelled():
            raise Cancelled
        case = cases.get(hit.card.key) if hit.card.key in wanted else None
        if case is None:
            return hit
        return replace(hit, card=bench.marked(hit.card, case), passages=passages_of(case, hit, words_of))

    return mapped(groups, dressed)


def passages_of(case: Case, hit: Hit, words_of: WordsOf) -> tuple[Passage, ...]:
    """Return the best passage of each axis that the hit has."""
    found = (_passage(case, axis, words_of(hit, axis)) for axis in Axis)
    return tuple(passage for passage in found if passage is not None)


def _passage(case: Case, axis: Axis, words: Mapping[str, float]) -> Passage | None:
    if not words:
        return None
    for section in _SECTIONS[axis]:
        passage = best_passage(axis, section, case.sections.get(section, ""), words)
        if passage is not None:
            return passage
    return None
