"""Find near copies of a text among documents: leaks, for whoever ranks a copy first has understood nothing.

A text is the set of its clauses of ten characters or more; a document that has half of them, and at least four, is a
near copy. Names and sums that were changed spoil only their own clauses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SHARE, LEAST, CLAUSE = 0.5, 4, 10
_ENDS = re.compile(r"[，。；：、！？,;:“”\"（）()\s]+")


class Copy(NamedTuple):
    """Name a document and the share of the text's clauses that it has."""

    name: str
    share: float


def clauses(text: str) -> set[str]:
    """Return the clauses by which texts are compared."""
    return {clause for clause in _ENDS.split(text) if len(clause) >= CLAUSE}


def near_copies(texts: Mapping[str, str], documents: Iterable[tuple[str, str]]) -> dict[str, list[Copy]]:
    """Return for each text that has any its near copies among documents (name, text), the closest first."""
    own = {name: clauses(text) for name, text in texts.items()}
    having: dict[str, list[str]] = defaultdict(list)
    for name, some in own.items():
        for clause in some:
            having[clause].append(name)
    found: dict[str, list[Copy]] = defaultdict(list)
    for document, text in documents:
        shared = Counter(name for clause in set(_ENDS.split(text)) for name in having.get(clause, ()))
        for name, count in shared.items():
            if count >= LEAST and count >= SHARE * len(own[name]):
                found[name].append(Copy(document, count / len(own[name])))
    return {name: sorted(copies, key=lambda copy: (-copy.share, copy.name)) for name, copies in found.items()}
