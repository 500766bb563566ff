"""A question made wider before it is asked: synonyms beside words, counterparts beside articles.

Belongs here: what is put beside what was asked. Does not: the tables (reference/), what it counts (search.py). What
stands in quotation marks stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from localdb.index.question import And, Elsewhere, Not, Or, Question, Statute, Synonym, Term
from localdb.model.case import Citation
from localdb.reference import Articles, Synonyms

_LONGEST = 6  # words of a synonym that is cut into several, with the plain words that a legal word is made of
_TELLING = re.compile("[一-龥A-Za-z0-9]")
Cutter = Callable[[str], list[str]]


class _Cut(NamedTuple):
    text: str
    words: tuple[str, ...]


class Widening:
    """Widen questions; cutting the synonyms takes some milliseconds, so keep one for the tables at hand."""

    def __init__(self, articles: Articles, synonyms: Synonyms, cut: Cutter) -> None:
        self._articles = articles
        words = {word: own for word in synonyms if _whole(word, own := tuple(cut(word)))}
        self._beside: dict[tuple[str, ...], tuple[str, tuple[_Cut, ...]]] = {}
        for word, own in words.items():
            others = tuple(_Cut(other, words[other]) for other in synonyms.of(word) if words.get(other, own) != own)
            self._beside[own] = word, others

    def __call__(self, question: Question) -> Question:
        """Return the question with synonyms and counterparts beside what it asks."""
        match question:
            case And(parts):
                return replace(question, parts=tuple(map(self, parts)))
            case Or(parts):
                return replace(question, parts=tuple(map(self, parts)))
            case Not(part):
                return Not(self(part))
            case Term():
                return replace(question, also=tuple(self._synonyms(question.words)))
            case Statute() if question.article:
                return replace(question, also=tuple(dict.fromkeys(self._elsewhere(question))))
            case _:
                return question

    def _synonyms(self, words: tuple[str, ...]) -> Iterator[Synonym]:
        """Yield the synonyms of runs of words, the longest run first; what a longer run took is not looked at again."""
        place = 0
        while place < len(words):
            for length in range(min(_LONGEST, len(words) - place), 0, -1):
                if found := self._beside.get(words[place : place + length]):
                    own = words[place : place + length]
                    yield from (Synonym(found[0], own, text, other) for text, other in found[1])
                    place += length - 1
                    break
            place += 1

    def _elsewhere(self, asked: Statute) -> Iterator[Elsewhere]:
        on = date(asked.year, 12, 31) if asked.year else None
        for one in self._articles.counterparts(Citation(asked.law, asked.article, asked.sub), on):
            since = one.since.toordinal() if one.since else 0
            until = one.until.toordinal() if one.until else 0
            yield Elsewhere(
                one.citation.law, one.citation.article, one.citation.sub, since, until, one.newer, one.older
            )


def _whole(text: str, words: tuple[str, ...]) -> bool:
    """Say whether the words hold all of a text: 未取得资格 without its 未 would mean the contrary."""
    for word in sorted(words, key=len, reverse=True):
        text = text.lower().replace(word, "")
    return bool(words) and not _TELLING.search(text)
