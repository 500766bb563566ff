"""The questions that every engine is asked, drawn from the corpus with a fixed seed.

Belongs here: what is asked, as plain words, so that each engine writes it in its own way. Does not: how.

draft: the distinct words of 300-3,000 characters, all fields, weighted; any of them. long: LONG such words. any, all:
2-5 words. phrase: 2-4 words that follow each other. filtered: as any, among courts of a level, years, or a case type.
"""

import random
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from localdb.index.port import Body
from localdb.index.search import BODY_WEIGHTS

from .corpus import Corpus, Document
from .real_cases import FIELDS

WEIGHTS: Mapping[Body, float] = {body: BODY_WEIGHTS[body] for body in FIELDS}
TOP = 100
DRAFTS, SHORT = 30, 40  # questions of a kind
FEWEST, MOST = 300, 3_000  # characters of a draft
LONG = 460  # distinct words of a long draft, such as the first measurements of the index were made with
_CHARACTERS_A_WORD = 5.0  # of the original text, words that say nothing included
_SEED = 4_711
_COMMON = 0.1  # of the documents: nobody searches for words that stand in more


class Kind(StrEnum):
    """Name the kinds of questions."""

    DRAFT = "draft"
    LONG = "long"
    ANY = "any"
    ALL = "all"
    PHRASE = "phrase"
    FILTERED = "filtered"


class Filter(NamedTuple):
    """Keep courts of a level, days from `since` to `until`, a case type; empty: every one."""

    level: str = ""
    since: int = 0
    until: int = 0
    case_type: str = ""


class Asked(NamedTuple):
    """Hold a question."""

    kind: Kind
    words: tuple[str, ...]
    only: Filter = Filter()


def questions(corpus: Corpus) -> dict[Kind, list[Asked]]:
    """Draw the questions of each kind."""
    chance = random.Random(f"{_SEED} {corpus.size}")
    rare = _rare(corpus)
    drawn: dict[Kind, list[Asked]] = {kind: [] for kind in Kind}
    for _ in range(DRAFTS):
        most = int(chance.uniform(FEWEST, MOST) / _CHARACTERS_A_WORD)
        drawn[Kind.DRAFT].append(Asked(Kind.DRAFT, tuple(dict.fromkeys(_written(corpus, chance, most)[:most]))))
        many: dict[str, None] = {}
        while len(many) < LONG:
            many |= dict.fromkeys(_written(corpus, chance, LONG))
        drawn[Kind.LONG].append(Asked(Kind.LONG, tuple(many)[:LONG]))
    filters = _filters(corpus, chance)
    while len(drawn[Kind.FILTERED]) < SHORT:
        words = _some(_document(corpus, chance), chance, rare)
        run = _run(_document(corpus, chance), chance, rare)
        if words and run:
            drawn[Kind.ANY].append(Asked(Kind.ANY, words))
            drawn[Kind.ALL].append(Asked(Kind.ALL, words))
            drawn[Kind.PHRASE].append(Asked(Kind.PHRASE, run))
            only = filters[len(drawn[Kind.FILTERED]) % len(filters)]
            drawn[Kind.FILTERED].append(Asked(Kind.FILTERED, words, only))
    return drawn


def _written(corpus: Corpus, chance: random.Random, least: int) -> list[str]:
    """Return at least so many words: facts of one document and reasoning, then another's, a draft that is nobody's."""
    words: list[str] = []
    while len(words) < least:
        document = _document(corpus, chance)
        words += document.words.get(Body.FACTS, [])[: least * 3 // 4] + document.words.get(Body.REASONING, [])[:least]
    return words


def _some(document: Document, chance: random.Random, rare: Callable[[str], bool]) -> tuple[str, ...]:
    words = list(dict.fromkeys(word for word in document.words.get(Body.FACTS, ()) if rare(word)))
    return tuple(chance.sample(words, chance.randint(2, 5))) if len(words) >= 5 else ()


def _run(document: Document, chance: random.Random, rare: Callable[[str], bool]) -> tuple[str, ...]:
    words = document.words.get(Body.REASONING, [])
    size = chance.randint(2, 4)
    first = chance.randint(0, max(0, len(words) - size))
    run = tuple(words[first : first + size])
    return run if len(run) == size and any(map(rare, run)) else ()


def _filters(corpus: Corpus, chance: random.Random) -> list[Filter]:
    day = _document(corpus, chance).columns["day"] or 735_600
    since, until = day - 400, day + 400
    return [
        Filter(level="中级"),
        Filter(since=since, until=until),
        Filter(case_type="刑事"),
        Filter("中级", since, until, "刑事"),
    ]


def _document(corpus: Corpus, chance: random.Random) -> Document:
    number = chance.randrange(corpus.size)
    return corpus.documents(number, number + 1)[0]


def _rare(corpus: Corpus) -> Callable[[str], bool]:
    """Return whether a word stands in few enough facts of a sample of the documents."""
    counts = np.zeros(len(corpus.vocabulary), np.int64)
    step = max(1, corpus.size // 1_000)
    sample = range(0, corpus.size, step)
    for number in sample:
        counts[np.unique(corpus.words(Body.FACTS, number, number + 1)[0])] += 1
    common = set(corpus.vocabulary[counts > _COMMON * len(sample)].tolist())
    return lambda word: word not in common and not word.startswith("~")
