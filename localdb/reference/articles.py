"""The correspondences of articles: which number of an older act or version is which of today's, and the other way.

Belongs here: facts of numbers. Does not: reading or writing citations (text/citations.py), or what a counterpart is
worth. That a rule went on under another number does not say that it stayed the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from localdb.model.case import Citation


class Edition(NamedTuple):
    """Hold one numbering of an act and the days it was that of the act; None = no bound."""

    law: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Say whether the act was numbered so on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Counterpart(NamedTuple):
    """Hold an article that has the rule of another one, and the days on which citing it so means this article.

    `newer`: it is the later of the two, `older`: the earlier one; neither: both went into one later article.
    """

    citation: Citation
    since: date | None = None
    until: date | None = None
    newer: bool = False
    older: bool = False

    def cited(self, on: date | None) -> bool:
        """Say whether a text of that day (None: nobody knows, then not where it matters) means this article."""
        return Edition("", self.since, self.until).holds(on) if on else (self.since, self.until) == (None, None)


_Place = tuple[str, int, int]  # edition, article, sub


@dataclass(frozen=True, slots=True)
class Articles:
    """Hold the table of correspondences."""

    _editions: Mapping[str, Edition]
    _of_law: Mapping[str, tuple[str, ...]]  # names of the editions of a law
    _later: Mapping[_Place, tuple[_Place, ...]]
    _earlier: Mapping[_Place, tuple[_Place, ...]]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Articles":
        """Build the table from decoded facts.

        Raises:
            KeyError, ValueError: an entry names no edition or no article, or has a date that is none.
        """
        editions = {row["name"]: _edition(row) for row in facts["editions"]}
        of_law: dict[str, list[str]] = {}
        for name, edition in editions.items():
            of_law.setdefault(edition.law, []).append(name)
        later = {
            _place(old, editions): tuple(_place(one, editions) for one in new) for old, new in facts["articles"].items()
        }
        earlier: dict[_Place, list[_Place]] = {}
        for old, new in later.items():
            for one in new:
                earlier.setdefault(one, []).append(old)
        return cls(
            editions,
            {law: tuple(names) for law, names in of_law.items()},
            later,
            {new: tuple(old) for new, old in earlier.items()},
        )

    def counterparts(self, citation: Citation, on: date | None = None) -> tuple[Counterpart, ...]:
        """Return the articles that have the rule of this one under another number, later ones first.

        `on` is the day of the text that cites it; without it an act that was renumbered is read in each of its
        numberings. Paragraphs do not matter and are not told.
        """
        place = (citation.law, citation.article, citation.sub)
        found: dict[Counterpart, None] = {}
        for name in self._of_law.get(citation.law, ()):
            if on is None or self._editions[name].holds(on):
                found |= dict.fromkeys(self._counterparts((name, *place[1:])))
        return tuple(one for one in found if one.citation[:3] != place)

    def elsewhere(self, citation: Citation) -> tuple[Citation, ...]:
        """Return the counterparts in other acts, later ones first: those that need no day to be understood."""
        found = self.counterparts(citation)
        return tuple(dict.fromkeys(one.citation for one in found if one.citation.law != citation.law))

    def _counterparts(self, place: _Place) -> Iterator[Counterpart]:
        later = self._later.get(place, ())
        yield from (self._counterpart(one, newer=True) for one in later)
        yield from (self._counterpart(one, older=True) for one in self._earlier.get(place, ()))
        beside = dict.fromkeys(old for one in later for old in self._earlier[one] if old != place)
        yield from map(self._counterpart, beside)

    def _counterpart(self, place: _Place, newer: bool = False, older: bool = False) -> Counterpart:
        edition = self._editions[place[0]]
        citation = Citation(edition.law, place[1], place[2])
        return Counterpart(citation, edition.since, edition.until, newer, older)


def _edition(row: Mapping[str, Any]) -> Edition:
    since, until = row.get("since", ""), row.get("until", "")
    return Edition(
        row["law"], date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None
    )


def _place(written: str, editions: Mapping[str, Edition]) -> _Place:
    """Read 合同法#107 or 刑法1997#133.1."""
    name, _, number = written.partition("#")
    article, _, sub = number.partition(".")
    if name not in editions:
        raise ValueError(written)
    return name, int(article), int(sub or 0)
