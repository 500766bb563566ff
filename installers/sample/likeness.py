"""How alike two texts are: Jaccard of their 8-character shingles, digits and party names made one."""

import re
from dataclasses import dataclass, field

_WIDTH = 8
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PERSON = re.compile(r"[\u4e00-\u9fff]某[某甲乙丙]?")
_COMPANY = re.compile(r"[\u4e00-\u9fff]{2,3}公司")


def shingles(text: str) -> frozenset[str]:
    """Return the shingles of a text once blanks are gone and names and numbers stand for themselves no more."""
    plain = re.sub(r"\s", "", text)
    plain = _COMPANY.sub("公司", _PERSON.sub("某", _NUMBER.sub("0", plain)))
    return frozenset(plain[at : at + _WIDTH] for at in range(max(1, len(plain) - _WIDTH + 1)))


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of shingles two texts have in common."""
    if not first or not second:
        return 0.0
    common = len(first & second)
    return common / (len(first) + len(second) - common)


@dataclass(slots=True)
class Likeness:
    """Remember texts and say how near the nearest is."""

    _texts: list[frozenset[str]] = field(default_factory=list)

    def nearest(self, text: str) -> float:
        """Return the likeness of the nearest remembered text, 0 where there is none."""
        mine = shingles(text)
        return max((jaccard(mine, other) for other in self._texts), default=0.0)

    def add(self, text: str) -> None:
        """Remember a text."""
        self._texts.append(shingles(text))
