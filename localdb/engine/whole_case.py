"""How well the words of a description stand in cases as a whole: BM25 over all parts together.

Belongs here: ordering what the index found by its words. The index scores each part of a case by itself, which puts a
long case that has the words here and there above the short one that is about them. Does not: finding.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from localdb.engine.workspace import Workspace
from localdb.index.question import Term
from localdb.index.search import SYNONYM
from localdb.ranking.features import Features, Ids, Part, word_id

SHARE = 0.5  # of the relevance; the rest is the index's. Known items of 6 and 12 words: .3 to .7 are alike
_K1, _B = 1.2, 0.75


class _Word(NamedTuple):
    own: int
    beside: frozenset[int]  # synonyms
    weight: float


def whole_case(ws: Workspace, terms: Sequence[Term], keys: Sequence[str]) -> Mapping[str, float]:
    """Return the score of each case, 0..1, the best of them 1; {} when none has any of the words."""
    features = ws.known.features(keys)
    words = _words(ws, terms)
    lengths = {key: sum(part.length for part in one.parts.values()) for key, one in features.items()}
    mean = max(1.0, sum(lengths.values()) / max(1, len(lengths)))
    wanted = np.unique(np.array([one for word in words for one in (word.own, *word.beside)], np.uint32))
    scores = {key: _score(one, words, wanted, lengths[key] / mean) for key, one in features.items()}
    best = max(scores.values(), default=0.0)
    return {key: score / best for key, score in scores.items()} if best else {}


def _words(ws: Workspace, terms: Sequence[Term]) -> list[_Word]:
    asked = list(dict.fromkeys(word for term in terms for word in term.words))
    counted = ws.index.statistics(dict.fromkeys((part.value for part in Part), asked))
    often = {word: max(counted.frequency[part.value].get(word, 0) for part in Part) for word in asked}
    beside: dict[str, set[int]] = {word: set() for word in asked}
    for one in (one for term in terms for one in term.also if len(one.words) == 1):
        for word in one.own:
            beside[word].add(word_id(one.words[0]))
    rare = {word: math.log(1 + (counted.cases - count + 0.5) / (count + 0.5)) for word, count in often.items()}
    return [_Word(word_id(word), frozenset(beside[word] - {word_id(word)}), rare[word]) for word in asked]


def _score(features: Features, words: Sequence[_Word], wanted: Ids, length: float) -> float:
    often = np.zeros(len(wanted))
    for part in features.parts.values():
        places = np.minimum(np.searchsorted(part.ids, wanted), len(part.ids) - 1)
        often += np.where(part.ids[places] == wanted, part.counts[places], 0)
    counts = dict(zip(wanted.tolist(), often.tolist(), strict=True))
    norm, score = _K1 * (1 - _B + _B * length), 0.0
    for word in words:
        count = counts[word.own] + SYNONYM * sum(counts[one] for one in word.beside)
        score += word.weight * count * (_K1 + 1) / (count + norm)
    return score
