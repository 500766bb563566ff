"""The words of the field: dictionary for segmentation, stop words, phrases that stand in every judgment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the word lists. `boilerplate` is sorted longest first, so that a phrase is cut before its parts."""

    words: tuple[str, ...]
    stopwords: frozenset[str]
    boilerplate: tuple[str, ...]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Lexicon":
        """Build the lists from decoded facts."""
        return cls(
            tuple(facts["words"]),
            frozenset(facts["stopwords"]),
            tuple(sorted(facts["boilerplate"], key=lambda phrase: (-len(phrase), phrase))),
        )
