"""A parsed search: the tree of what was asked, and the terms under which numbers and statutes are indexed.

Belongs here: plain values. Does not: reading what the user typed (search_words.py), finding (search.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from localdb.model.case import Citation
from localdb.text.case_numbers import parse_case_no

_BRACKETS = str.maketrans("", "", "（）()〔〕[]［］【】{}《》 \u3000\t号第")


class Synonym(NamedTuple):
    """Hold what may stand in the place of `word` in a term: `text`. Both are cut too: into `own` and `words`."""

    word: str
    own: tuple[str, ...]
    text: str
    words: tuple[str, ...]


class Elsewhere(NamedTuple):
    """Hold an article that has the rule of another one, for the cases of some days (proleptic ordinals; 0 = all).

    `newer` and `older` are those of `reference.Counterpart`.
    """

    law: str
    article: int
    sub: int = 0
    since: int = 0
    until: int = 0
    newer: bool = False
    older: bool = False

    def cited(self, day: int) -> bool:
        """Say whether a case of that day (0 = nobody knows) that cites the number means this article."""
        return not (self.since or self.until) or (self.since <= day <= (self.until or day) and day > 0)


@dataclass(frozen=True, slots=True)
class Term:
    """Ask for words that all stand in the case; `words` are the content words of `text`, perhaps none.

    `also` may stand there instead (see widening.py) and counts less.
    """

    text: str
    words: tuple[str, ...] = ()
    also: tuple[Synonym, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Ask for words that stand in the case exactly so; found by `words`, then verified in the text."""

    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Ask for the case with this 案号, 入库编号 or number of a guiding case, as `plain_number` writes it."""

    number: str


@dataclass(frozen=True, slots=True)
class Statute:
    """Ask for cases that cite a law (article 0) or an article, whatever its paragraph.

    `year` is that of the version as typed (公司法（2018年修正）), 0 = not said. `also` may be cited instead (see
    widening.py) and counts less.
    """

    law: str
    article: int = 0
    sub: int = 0
    year: int = 0
    also: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Ask for cases whose cause or charge contains these words."""

    name: str


@dataclass(frozen=True, slots=True)
class Court:
    """Ask for cases of courts whose name contains these words."""

    name: str


@dataclass(frozen=True, slots=True)
class Days:
    """Ask for cases of these days (see port.Entry), both included, as proleptic ordinals."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Ask for cases with a word like this, where * stands for any characters."""

    text: str


@dataclass(frozen=True, slots=True)
class And:
    """Ask for all of these; `written` says that the user wrote AND between some of them."""

    parts: tuple["Question", ...]
    written: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Ask for any of these, or for at least so many of them; the more, the better."""

    parts: tuple["Question", ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Not:
    """Ask for cases without this."""

    part: "Question"


Question = Term | Phrase | Pattern | Number | Statute | Cause | Court | Days | And | Or | Not


def leaves(question: Question, asked: bool = True) -> Iterator[tuple[Question, bool]]:
    """Yield the parts that are neither And, Or nor Not, each with whether it is asked for (False: excluded)."""
    match question:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, asked)
        case Not(part):
            yield from leaves(part, not asked)
        case _:
            yield question, asked


def plain_number(written: str) -> str:
    """Write a case number or other number so that brackets, blanks, width, 第 and 号 do not matter."""
    parsed = parse_case_no(written)
    plain = (parsed.canonical if parsed else written).translate(_BRACKETS).upper()
    return plain.replace("指导性案例", "指导案例")


def statute_terms(citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """Return the index terms of citations: each law, and each article of it."""
    terms: dict[str, None] = {}
    for citation in citations:
        terms[statute_term(Statute(citation.law))] = None
        terms[statute_term(Statute(citation.law, citation.article, citation.sub))] = None
    return tuple(terms)


def statute_term(statute: Statute | Elsewhere) -> str:
    """Return the index term of a law or an article: 中华人民共和国刑法#133.1."""
    if not statute.article:
        return statute.law
    return f"{statute.law}#{statute.article}" + (f".{statute.sub}" if statute.sub else "")
