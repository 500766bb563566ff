"""How similar a case is to a query on the three axes of 法发〔2020〕24号 art 1, from its features.

Belongs here: scoring one case. Does not: weights (weights.py), reasons in words (reasons.py).
An axis is the share of the query's weighted words that the case has, by BM25 within the part, made readable; the axis
of law also counts shared articles and an agreeing confirmed cause.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from localdb.model.kinds import Axis, Section
from localdb.ranking import weights
from localdb.ranking.features import Features, Part, WordCounts, word_id
from localdb.ranking.query import Query

ARTICLES = "statutes"  # the name under which a corpus counts articles
# What of a case an axis of the query is held against: the first group of parts that the case has, best one wins.
_AGAINST: Mapping[Axis, tuple[tuple[Part, ...], ...]] = {
    Axis.FACTS: ((Part.FACTS,), (Part.GIST,)),
    Axis.ISSUES: ((Part.ISSUES, Part.GIST), (Part.REASONING,)),
    Axis.LAW: ((Part.REASONING, Part.GIST), (Part.FACTS,)),
}


Gained = NDArray[np.float64]
_Key = tuple[Axis | None, Part | None]  # neither: the whole case
_LOW = 0xFFFF  # the bits of an id that tell most words apart
# What a plain text is held against, all at once, and the axis by which the user's attention weighs it.
_PLAIN = (
    (Axis.FACTS, Part.FACTS),
    (Axis.FACTS, Part.ISSUES),
    (Axis.FACTS, Part.REST),
    (Axis.LAW, Part.REASONING),
    (Axis.LAW, Part.GIST),
)


class Corpus(NamedTuple):
    """Hold what is known of the library's words: cases, mean lengths of parts, in how many cases a word stands.

    `telling` says how much a word tells about the cause (nats); empty when the library cannot say.
    """

    cases: int
    mean_length: Mapping[str, float]
    frequency: Mapping[str, Mapping[str, int]]
    telling: Mapping[str, float] = {}


class Similarity(NamedTuple):
    """Hold how similar a case is: `value` 0..1 over all axes without cause, and the axes that both sides have.

    `lift` is what the user's attention has added to the value, or taken from it.
    """

    value: float
    axes: Mapping[Axis, float]
    lift: float = 0.0

    @property
    def neutral(self) -> float:
        """Return the value as it is to a reader of all sections alike."""
        return self.value - self.lift


@dataclass(frozen=True)
class _Words:
    """Hold the words of an axis weighted for one part, ascending by id."""

    words: tuple[str, ...]
    ids: NDArray[np.uint32]
    weights: NDArray[np.float64]
    most: float  # the sum a case cannot pass
    mean_length: float

    def counted(self, parts: Sequence[WordCounts]) -> Gained:
        """Return how often each word stands in each of these parts: a row a part, a column a word."""
        counted = np.zeros((len(parts), len(self.ids)))
        if not counted.size:
            return counted
        ids = np.concatenate([part.ids for part in parts])
        likely = np.flatnonzero(self.marked[ids & _LOW])  # most words of a case are none of the query's
        at = np.minimum(np.searchsorted(self.ids, ids[likely]), len(self.ids) - 1)
        there = self.ids[at] == ids[likely]
        at, found = at[there], likely[there]
        rows = np.repeat(np.arange(len(parts)), [len(part.ids) for part in parts])[found]
        counted[rows, at] = np.concatenate([part.counts for part in parts])[found]
        return counted

    def gained(self, counted: Gained, lengths: Gained, mean_length: float) -> Gained:
        """Return what each word brings by standing so often in parts of these lengths (BM25)."""
        norm = weights.K1 * (1 - weights.B + weights.B * lengths / mean_length)
        return self.weights * (weights.K1 + 1) * counted / (counted + norm[:, None])

    @cached_property
    def marked(self) -> NDArray[np.bool_]:
        """Return which ends of ids any of the words has."""
        marked = np.zeros(_LOW + 1, np.bool_)
        marked[self.ids & _LOW] = True
        return marked

    def shared(self, part: WordCounts) -> list[tuple[float, str]]:
        """Return the words that a part has, each with its weight."""
        _, there = self._found(part)
        return [(float(self.weights[place]), self.words[place]) for place in np.flatnonzero(there)]

    def _found(self, part: WordCounts) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        places = np.minimum(np.searchsorted(part.ids, self.ids), len(part.ids) - 1)
        return places, part.ids[places] == self.ids


@dataclass(slots=True)
class _Sums:
    """Hold a case, and what the words of an axis bring by standing in one of its parts.

    For a plain text `best` is what its words bring where each brings most, in a part or the whole; `parts` so in parts
    alone, and `turned` so under the user's attention.
    """

    features: Features
    gained: dict[tuple[Axis, Part], float] = field(default_factory=dict)
    best: float = 0.0
    parts: float = 0.0
    turned: float = 0.0


class _Whole:
    """Put the parts of cases together into one, as a short query wants them: what it asks for may stand anywhere."""

    def __init__(self, cases: int) -> None:
        self._cases = cases
        self._words: _Words | None = None
        self._counted = np.zeros((cases, 0))
        self._lengths = np.zeros(cases)
        self._mean = 0.0

    def add(self, having: list[int], counted: Gained, lengths: Gained, words: _Words) -> None:
        """Add a part of the cases at these places; the words are the same for all parts of a plain text."""
        if self._words is None:
            self._words, self._counted = words, np.zeros((self._cases, len(words.ids)))
        self._counted[having] += counted
        self._lengths[having] += lengths
        self._mean += words.mean_length

    def gained(self) -> Gained:
        """Return what each word brings by standing in the case; of a longer text, which tells more, less."""
        if self._words is None:
            return self._counted
        unsure = 1.0 - weights.sureness(len(self._words.ids))
        return unsure * self._words.gained(self._counted, self._lengths, self._mean)


class Scorer:
    """Score cases against one query. `attention` weighs sections as the user's reading does (mean 1)."""

    def __init__(self, query: Query, corpus: Corpus, attention: Mapping[Section, float]) -> None:
        self._attention = attention
        self._weights = weights.axis_weights(attention)
        self._plain = query.plain
        against = {(axis, part) for axis, groups in _AGAINST.items() for group in groups for part in group}
        self._words = {
            (axis, part): _weighted(query.words[axis], part, corpus, tuple(Part) if query.plain else (part,))
            for axis, part in sorted(against.union(_PLAIN if query.plain else ()))
            if axis in query.words
        }
        self._articles = _article_weights(query, corpus)
        self._beside = {
            article_terms([own])[0]: {word_id(term) for term in article_terms(others)}
            for own, others in query.beside.items()
        }
        self._causes = {word_id(cause) for cause in query.causes}
        self._axes = [axis for axis in Axis if axis in query.words or (axis is Axis.LAW and self._has_law)]

    @cached_property
    def _turn(self) -> Mapping[Axis, float]:
        """Return how the user's attention weighs the axes of a plain text against each other, mean 1."""
        own = {axis: weights.attention(self._attention, axis) for axis in (Axis.FACTS, Axis.LAW)}
        return {axis: weight * len(own) / sum(own.values()) for axis, weight in own.items()}

    @property
    def _has_law(self) -> bool:
        return bool(self._articles or self._causes)

    def score(self, features: Features) -> Similarity:
        """Score one case."""
        return self.score_all([features])[0]

    def score_all(self, cases: Sequence[Features]) -> list[Similarity]:
        """Score cases; many at once cost a fraction of one by one."""
        sums = [_Sums(case) for case in cases]
        plain: dict[_Key, tuple[list[int], Gained]] = {}
        whole = _Whole(len(cases))
        for key, words in self._words.items():
            having = [place for place, case in enumerate(cases) if key[1] in case.parts]
            parts = [cases[place].parts[key[1]] for place in having]
            counted, lengths = words.counted(parts), np.array([part.length for part in parts], np.float64)
            gained = words.gained(counted, lengths, words.mean_length)
            for place, own in zip(having, gained.sum(axis=1).tolist(), strict=True):
                sums[place].gained[key] = own
            if self._plain and key in _PLAIN:
                plain[key] = having, gained
                whole.add(having, counted, lengths, words)
        if plain:
            self._sum_plainly(sums, plain, whole.gained())
        return [self._one(one) for one in sums]

    def _sum_plainly(
        self, sums: Sequence[_Sums], plain: Mapping[_Key, tuple[list[int], Gained]], whole: Gained
    ) -> None:
        anywhere = {**plain, (None, None): (list(range(len(sums))), whole)}
        best = _best(len(sums), anywhere, {})
        parts, turned = (_best(len(sums), plain, turn) if self._attention else best for turn in ({}, self._turn))
        for one, *found in zip(sums, best, parts, turned, strict=True):
            one.best, one.parts, one.turned = found

    def _one(self, sums: _Sums) -> Similarity:
        axes = {axis: value for axis in self._axes if (value := self._axis(axis, sums)) is not None}
        if not axes:
            return Similarity(0.0, axes)
        if self._plain:
            return self._plainly(axes, sums)
        neutral = _mean(self._axes, axes, weights.AXES)
        value = _mean(self._axes, axes, self._weights) if self._attention else neutral
        return Similarity(value, axes, value - neutral)

    def favoured(self, likeness: Similarity) -> tuple[Section, ...]:
        """Return the sections by which the user's attention lifts a case, the weightiest first."""
        if likeness.lift < weights.LIFTED:
            return ()
        lifting = [axis for axis in likeness.axes if self._weights[axis] > weights.AXES[axis]]
        favoured = [one for axis in lifting for one in weights.AXIS_SECTIONS[axis] if self._attention.get(one, 1.0) > 1]
        return tuple(sorted(favoured, key=lambda section: -self._attention[section]))

    def _plainly(self, axes: Mapping[Axis, float], sums: _Sums) -> Similarity:
        """Score a plain text: each word counts where it brings most, in a part or the whole; law shows where better."""
        keys = [key for key in _PLAIN if key in sums.gained]
        most, count = (self._words[keys[0]].most, len(self._words[keys[0]].ids)) if keys else (0.0, 0)
        neutral = value = weights.readable(sums.best / most, count) if most else 0.0
        if self._attention and most:  # it moves weight between parts
            value += weights.readable(sums.turned / most, count) - weights.readable(sums.parts / most, count)
            value = min(max(value, 0.0), 1.0)
        is_law = axes.get(Axis.LAW, 0.0) > axes.get(Axis.FACTS, 0.0)
        shown = {axis: value for axis, value in axes.items() if axis is not Axis.LAW or is_law}
        return Similarity(value, shown, value - neutral)

    def _likened(self, key: tuple[Axis, Part], sums: _Sums) -> float:
        """Return how like the words of an axis a part is, 0..1."""
        words = self._words[key]
        least = 1 if key[0] is Axis.ISSUES else weights.CURVE_WORDS
        return weights.readable(sums.gained[key] / words.most, len(words.ids), least) if words.most else 0.0

    def shared_words(self, axis: Axis, features: Features, most: int) -> list[str]:
        """Return the words an axis shares with a case, weightiest first."""
        found: dict[str, float] = {}
        for part in self._parts(axis, features):
            for weight, word in self._words[axis, part].shared(features.parts[part]):
                found[word] = max(weight, found.get(word, 0.0))
        return sorted(found, key=lambda word: (-found[word], word))[:most]

    def word_weights(self, axis: Axis) -> dict[str, float]:
        """Return the words of an axis with their weights in the part they are first held against."""
        part = _AGAINST[axis][0][0]
        words = self._words.get((axis, part))
        return dict(zip(words.words, words.weights.tolist(), strict=True)) if words else {}

    def shared_articles(self, features: Features) -> list[str]:
        """Return the article terms that query and case both cite, weightiest first."""
        shared = self._cited(features)
        return sorted(shared, key=lambda term: (-shared[term] * self._articles[term], term))

    def _cited(self, features: Features) -> dict[str, float]:
        """Return the articles of the query that a case cites: 1, or less where it cites what another act has of it."""
        own = set(features.articles.tolist())
        beside = {term: weights.BESIDE for term, others in self._beside.items() if not own.isdisjoint(others)}
        return beside | {term: 1.0 for term in self._articles if word_id(term) in own}

    def _axis(self, axis: Axis, sums: _Sums) -> float | None:
        likened = [self._likened((axis, part), sums) for part in self._parts(axis, sums.features)]
        words = max(likened) if likened else None
        return self._law(words, sums.features) if axis is Axis.LAW else words

    def _parts(self, axis: Axis, features: Features) -> list[Part]:
        for group in _AGAINST[axis]:
            there = [part for part in group if part in features.parts and (axis, part) in self._words]
            if there:
                return there
        return []

    def _law(self, words: float | None, features: Features) -> float | None:
        """Join the words of the reasoning, shared articles and the confirmed cause, as far as both sides have them."""
        found = []
        if words is not None:
            found.append((weights.LAW_WORDS, words))
        if self._articles and len(features.articles):
            shared = sum(worth * self._articles[term] for term, worth in self._cited(features).items())
            found.append((weights.LAW_ARTICLES, shared / sum(self._articles.values())))
        if self._causes and len(features.causes):
            agree = not self._causes.isdisjoint(features.causes.tolist())
            found.append((weights.LAW_CAUSE, float(agree)))
        whole = sum(weight for weight, _ in found)
        return sum(weight * value for weight, value in found) / whole if found else None


def cause_agreement(likely: Mapping[int, float], features: Features) -> float:
    """Return how likely the case has the draft's cause: the probabilities of its causes, by id, at most 1 together.

    Of a case without a cause nothing is known; it counts what a case drawn by those probabilities would.
    """
    if not len(features.causes):
        return sum(probability * probability for probability in likely.values())
    return min(1.0, sum(likely.get(cause, 0.0) for cause in features.causes.tolist()))


def joined(value: float, agreement: float, kinship: float = 0.0, close: float = 0.0) -> float:
    """Join similarity, agreement of cause, kinship in law and closeness of wording, each 0..1, into what orders hits.

    They are added as shares of words: a text found almost whole (a holding, a near-copy) is not moved by what it is
    about, one of many that are somewhat alike is. Kinship is that of label_model.py, closeness that of closeness.py.
    """
    share = weights.share_of(value) + weights.CAUSE * agreement + weights.KINSHIP * kinship
    share += weights.CLOSE * max(0.0, close - weights.CLOSE_FROM)
    return round(weights.standing(share), 6)  # beyond, processors do not agree


def _mean(asked: Iterable[Axis], axes: Mapping[Axis, float], weighed: Mapping[Axis, float]) -> float:
    whole = {axis: weighed[axis] for axis in asked}
    gained = sum(weight * axes.get(axis, weights.ABSENT) for axis, weight in whole.items())
    return gained / sum(whole.values())


def _best(cases: int, plain: Mapping[_Key, tuple[list[int], Gained]], turn: Mapping[Axis, float]) -> list[float]:
    """Sum up for each case what each word brings in the part where it brings most; `turn` weighs axes."""
    best = np.zeros((cases, max(gained.shape[1] for _, gained in plain.values())))
    for (axis, _), (having, gained) in plain.items():
        best[having] = np.maximum(best[having], gained * turn[axis] if turn and axis else gained)
    sums: list[float] = best.sum(axis=1).tolist()
    return sums


def rarity(cases: int, frequency: int) -> float:
    """Return the weight of a word that stands in `frequency` of `cases`: ln(N / (df + 1)) + 1, at least .1."""
    return max(0.1, math.log(max(cases, 1) / (frequency + 1)) + 1)


def _weighted(words: Mapping[str, float], part: Part, corpus: Corpus, counted: tuple[Part, ...]) -> _Words:
    """Weigh words for a part by how often they stand in the parts `counted`; those that stand nowhere fall away."""
    frequency = {word: max(corpus.frequency.get(one, {}).get(word, 0) for one in counted) for word in words}
    known = sorted((word_id(word), word) for word in words if frequency[word] > 0)
    sure = weights.sureness(len(words))
    own = [words[word] * _weight(word, frequency[word], corpus, sure) for _, word in known]
    ids = np.fromiter((ident for ident, _ in known), np.uint32, len(known))
    most = (weights.K1 + 1) * sum(own)
    named = tuple(word for _, word in known)
    return _Words(named, ids, np.array(own, np.float64), most, max(corpus.mean_length.get(part, 1.0), 1.0))


def _weight(word: str, frequency: int, corpus: Corpus, sure: float) -> float:
    telling = corpus.telling.get(word, weights.USUAL_TELLING) if corpus.telling else None
    return weights.word_weight(rarity(corpus.cases, frequency), telling, sure)


def _article_weights(query: Query, corpus: Corpus) -> dict[str, float]:
    frequency = corpus.frequency.get(ARTICLES, {})
    return {term: rarity(corpus.cases, frequency.get(term, 0)) for term in article_terms(query.citations)}


def article_terms(citations: Iterable[tuple[str, int, int, int, int]]) -> tuple[str, ...]:
    """Return the terms by which articles are compared, whatever their paragraph: 中华人民共和国刑法#133.1."""
    terms = (f"{law}#{article}" + (f".{sub}" if sub else "") for law, article, sub, _, _ in citations)
    return tuple(dict.fromkeys(terms))
