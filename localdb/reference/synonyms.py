"""Legal synonyms: words that a judge takes for the same when looking for cases.

Belongs here: groups of words. Does not: names of causes and charges of former times (causes.py), cutting words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Hold the groups; `of` a word is what stands beside it in any of them."""

    _beside: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, facts: Mapping[str, Any]) -> "Synonyms":
        """Build the groups from decoded facts; a group is its name and its words."""
        beside: dict[str, dict[str, None]] = {}
        for row in facts["groups"]:
            words = dict.fromkeys((row["name"], *row.get("words", ())))
            for word in words:
                beside.setdefault(word, {}).update(words)
        return cls({word: tuple(one for one in found if one != word) for word, found in beside.items()})

    def of(self, word: str) -> tuple[str, ...]:
        """Return the synonyms of a word, () when it has none."""
        return self._beside.get(word, ())

    def __iter__(self) -> Iterator[str]:
        """Yield every word that has synonyms."""
        return (word for word, found in self._beside.items() if found)
