"""Find the similar cases of a draft: 案例关联检索 of 法发〔2020〕24号 art 5.

Draft, query, candidates of each tier from the index, features, axes and cause, order, reasons, passages. Belongs here:
the order of these steps. Does not: the rule of any of them.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from localdb.engine.best_passages import with_passages
from localdb.engine.case_graph import draft_elements
from localdb.engine.close_reading import close_reading
from localdb.engine.draft_causes import cause_names, causes_read, facts_reading, named_causes, named_likely
from localdb.engine.index_backlog import on_whole_index
from localdb.engine.tier_groups import Bench, flat, grouped, mapped, one_lane
from localdb.engine.workspace import Workspace
from localdb.index.port import Body, LaneOf, Narrowing
from localdb.model.case import Case, CaseCard
from localdb.model.errors import Cancelled
from localdb.model.kinds import Axis, CaseType, Method
from localdb.model.similar import CauseGuess, Hit, Reason, SimilarRequest, SimilarResult, TierGroup
from localdb.ranking.axes import ARTICLES, Corpus, Scorer, Similarity, article_terms, cause_agreement, joined
from localdb.ranking.causes import blended, confirmed_causes, likely_causes, offered, with_named
from localdb.ranking.elements import (
    Named,
    corrected,
    decisive_differences,
    difference_words,
    element_words,
    elements_by_id,
    named_elements,
    shared,
)
from localdb.ranking.features import Features, Part, word_id
from localdb.ranking.kinship import akin, draft_of
from localdb.ranking.label_model import Reading
from localdb.ranking.passages import MOST_WORDS
from localdb.ranking.query import Query, build_query
from localdb.ranking.reasons import reasons_of
from localdb.ranking.twins import without_twins
from localdb.ranking.weights import floor_of_few, order_score, sureness
from localdb.text.citations import read_citations, write_citation
from localdb.text.judgment import parse_judgment

CANDIDATES = 150  # of each tier, and as many of its last three years
FLAT_CANDIDATES = 500
LOOKED_FOR = 300  # words of an axis that candidates are found by, the weightiest; all of them count in the ranking
NEIGHBOURS = 100  # nearest cases of the whole library, who vote on the cause
WITH_PASSAGES = 40  # hits of a group; the reader finds those of the others when they are opened
_TOGETHER = 500  # cases scored at once
_TOLD = 12  # words of the query that the log names
# Which bodies the words of an axis look into to find candidates, and with what weight.
_LOOKED_INTO: dict[Axis, dict[Body, float]] = {
    Axis.FACTS: {Body.FACTS: 1.0, Body.GIST: 0.3},
    Axis.ISSUES: {Body.ISSUES: 0.5, Body.GIST: 0.5, Body.REASONING: 0.5},
    Axis.LAW: {Body.REASONING: 0.5, Body.GIST: 0.5},
}
_ANYWHERE = {Body.ISSUES: 0.5, Body.REST: 0.5}


class _Candidate(NamedTuple):
    """Hold a case with what was worked out about it; `similarity` has the agreement of cause in it."""

    card: CaseCard
    features: Features
    likeness: Similarity
    similarity: float


def find_similar(ws: Workspace, request: SimilarRequest, cancelled: Callable[[], bool] | None = None) -> SimilarResult:
    """Find the similar cases of a draft or any text, tier by tier, each with its reasons.

    `request.limit` is the length of a flat list; by tiers each shows a third of it, at least ten. Cases that are
    overturned or without effect are left out, and by tiers those that resemble the draft no more than any other would,
    and what tells a guiding case once more. A flat list is by similarity alone.
    A pool ranks all its ids that the library knows, whatever their effect, each once and under the name it was given.

    Raises:
        Cancelled: `cancelled` answered True.
        CourtUnknown: the user's court is not in the table.
    """
    return on_whole_index(ws, lambda: _answered(ws, request, cancelled or _never))


def _answered(ws: Workspace, request: SimilarRequest, cancelled: Callable[[], bool]) -> SimilarResult:
    begun = time.perf_counter()
    search = _Search(ws, request, cancelled)
    groups = search.groups()
    return SimilarResult(
        method=Method.CASE,
        query=search.told(),
        groups=groups,
        causes=search.causes(),
        library_version=ws.library.version(),
        library_cases=ws.library.count(),
        indexed_cases=ws.index.cases,
        as_of=search.bench.as_of,
        ms=(time.perf_counter() - begun) * 1000,
        untold=search.query.empty,
    )


class _Search:
    """Carry one search from its draft to its groups."""

    def __init__(self, ws: Workspace, request: SimilarRequest, cancelled: Callable[[], bool]) -> None:
        self.ws = ws
        self.request = request
        self.cancelled = cancelled
        self._model = ws.label_model  # one for the whole search: another may be trained meanwhile
        self.confirmed = tuple(ws.reference.causes.normalise(cause) or cause for cause in request.causes)
        cause = next(iter(self.confirmed), "")
        self.bench = Bench(ws.reference, request.court, request.as_of, cause, request.facts_date)
        draft = parse_judgment(request.text, ws.reference)
        self.draft = draft_of(request.text, draft, self.confirmed, request.case_type, ws.reference)
        self.as_case = draft
        self.query = self._query(draft)
        self._check()
        self.scorer = Scorer(self.query, self._corpus(), request.section_weights)
        self._scored: dict[str, tuple[Features, Similarity]] = {}
        self._excluded = set(ws.library.resolve_many(request.exclude).values())

    def groups(self) -> tuple[TierGroup, ...]:
        """Return the hits: of the pool, flat, or tier by tier."""
        request = self.request
        if request.pool is not None:
            return self._dressed(flat(self._hits(self._pool(request.pool)), len(request.pool)))
        if self.query.empty:
            return self._dressed(grouped(self.bench, (), request.tiers, 0))
        if request.flat:
            found = self._found(one_lane, max(FLAT_CANDIDATES, request.limit), case_type=request.case_type)
            return self._dressed(flat(self._hits(self._allowed(found)), request.limit))
        limit = max(10, request.limit // 3)
        since = self.bench.since.toordinal()
        lanes, most = self.bench.lanes(request.tiers), max(CANDIDATES, limit)
        found = self._found(lanes, most, since, request.case_type)
        if self.draft.kind and not request.case_type:
            found += self._found(lanes, most, since, self.draft.kind)
        candidates = self._allowed(found)
        least = self._least(candidates)
        hits = without_twins(hit for hit in self._hits(candidates) if self._resembles(hit, least))
        return self._dressed(grouped(self.bench, hits, request.tiers, limit, request.stop_early))

    def causes(self) -> tuple[CauseGuess, ...]:
        """Return the likeliest causes, whether or not one was confirmed."""
        return offered(self._guessed, self._voted, self._cause_names, self._sure)

    def told(self) -> str:
        """Return the weightiest words that were searched for, for the log."""
        weights: dict[str, float] = {}
        for axis in self.query.words:
            weights |= self.scorer.word_weights(axis)
        return " ".join(sorted(weights, key=lambda word: (-weights[word], word))[:_TOLD])

    @cached_property
    def likely(self) -> Mapping[int, float]:
        """Return the probability of each cause by id; confirmed ones win."""
        return confirmed_causes(self.confirmed) or self._guessed

    @property
    def _sure(self) -> float:
        return sureness(max(map(len, self.query.words.values()), default=0))

    @cached_property
    def _read(self) -> Reading | None:
        """Return what the model makes of the facts of the draft."""
        return facts_reading(self._model, self.query)

    @cached_property
    def _guessed(self) -> Mapping[int, float]:
        if self.query.empty:
            return {}
        names, causes = self._cause_names, self.ws.reference.causes
        read = causes_read(self._read, names, self.draft.kind, causes)
        named = named_causes(self.request.text, self.as_case, causes, frozenset(names.values()))
        return with_named(blended(self._voted, read), map(word_id, named))

    @cached_property
    def _voted(self) -> Mapping[int, float]:
        if self.query.empty:
            return {}
        found = self._found(one_lane, NEIGHBOURS, case_type=self.draft.kind, everything=True)
        nearest = self._score(key for key in found if key not in self._excluded)
        alike = {key: likeness.neutral for key, (_, likeness) in nearest.items()}
        if few := 1.0 - self._sure:  # of a question or a few words the case that says them knows the cause
            close = close_reading(self.ws.known, self.request.text, alike)
            alike = {key: value + few * close.get(key, 0.0) for key, value in alike.items()}
        return likely_causes((alike[key], features) for key, (features, _) in nearest.items())

    @cached_property
    def _cause_names(self) -> Mapping[int, str]:
        return cause_names(self.ws.reference.causes)

    @cached_property
    def _element_names(self) -> Mapping[int, Named]:
        return elements_by_id(self.ws.reference.elements)

    @cached_property
    def elements(self) -> tuple[Named, ...]:
        """Return the elements of the draft; what the user corrected wins over what was read."""
        reference, request = self.ws.reference, self.request
        likely = named_likely(self._guessed, self._cause_names)
        read = draft_elements(request.text, self.as_case, self.draft.kind, self.confirmed, likely, reference)
        return tuple((each.group, each.name) for each in corrected(read, request.corrections, reference.elements))

    def _query(self, draft: Case) -> Query:
        text, reference = self.request.text, self.ws.reference
        citations = read_citations(text, reference)
        cut = self.ws.segmenter.words
        query = build_query(text, draft, self.request.issues, self.confirmed, citations, cut)
        beside = {citation: reference.counterparts(citation) for citation in query.citations}
        return replace(query, beside={own: others for own, others in beside.items() if others})

    def _corpus(self) -> Corpus:
        words = {word for axis in self.query.words.values() for word in axis}
        terms: dict[str, Iterable[str]] = {part.value: words for part in Part}
        terms[ARTICLES] = article_terms(self.query.citations)
        known = self.ws.index.statistics({name: list(some) for name, some in terms.items()})
        return Corpus(known.cases, known.mean_length, known.frequency, known.telling)

    def _found(
        self, lane_of: LaneOf, limit: int, recent: int = 0, case_type: CaseType | None = None, everything: bool = False
    ) -> list[str]:
        """Return the keys of candidates of a case type, lane by lane; `everything`: whatever their day and effect."""
        narrowing = self.bench.narrowing(case_type, self.request.recent_only)
        if everything:
            narrowing = Narrowing(case_type=case_type)
        lanes = self.ws.index.candidates(self._bodies(), lane_of, limit, narrowing, recent, self.cancelled)
        return [found.key for lane in lanes.values() for found in lane.best]

    def _bodies(self) -> dict[Body, dict[str, float]]:
        """Return the weightiest words of each axis, to be looked for in its bodies."""
        bodies: dict[Body, dict[str, float]] = {}
        for axis, words in self.query.words.items():
            weights = self.scorer.word_weights(axis)
            chosen = sorted(words, key=lambda word: (-weights.get(word, 0.0), word))[:LOOKED_FOR]
            for body, weight in self._looked_into(axis).items():
                into = bodies.setdefault(body, {})
                for word in chosen:
                    into[word] = into.get(word, 0.0) + weight * words[word]
        return bodies

    def _looked_into(self, axis: Axis) -> Mapping[Body, float]:
        """Return the bodies for the words of an axis; what a few words ask for may stand anywhere."""
        return _LOOKED_INTO[axis] | (_ANYWHERE if self.query.plain and self._sure < 1 and axis is Axis.FACTS else {})

    def _score(self, keys: Iterable[str]) -> dict[str, tuple[Features, Similarity]]:
        keys = list(dict.fromkeys(keys))
        new = [key for key in keys if key not in self._scored]
        for start in range(0, len(new), _TOGETHER):
            self._check()
            known = self.ws.known.features(new[start : start + _TOGETHER])
            scores = self.scorer.score_all(list(known.values()))
            self._scored.update(zip(known, zip(known.values(), scores, strict=True), strict=True))
        return {key: self._scored[key] for key in keys if key in self._scored}

    def _allowed(self, keys: Sequence[str]) -> list[_Candidate]:
        """Return those candidates that may be pushed at all."""
        return [found for found in self._candidates(keys) if found.card.may_count]

    def _candidates(self, keys: Sequence[str]) -> list[_Candidate]:
        cards = self.ws.known.cards([key for key in dict.fromkeys(keys) if key not in self._excluded])
        scored = self._score(cards)
        kinship, sure = self._kinship(list(cards)), self._sure

        def similarity(key: str, close: float = 0.0) -> float:
            features, likeness = scored.get(key, _UNKNOWN)
            agreement = cause_agreement(self.likely, features) * (1.0 if self.confirmed else sure)
            return joined(likeness.value, agreement, kinship.get(key, 0.0) * sure, close)

        similar = {key: similarity(key) for key in cards}
        if not self.query.empty:
            self._check()
            close = close_reading(self.ws.known, self.request.text, similar)
            similar |= {key: similarity(key, own) for key, own in close.items()}
        return [_Candidate(card, *scored.get(key, _UNKNOWN), similar[key]) for key, card in cards.items()]

    def _kinship(self, keys: Sequence[str]) -> dict[str, float]:
        """Return how akin in law each case is to the draft by the model, 0..1; nothing without one."""
        if self._model is None or self._read is None or not (found := self.ws.known.directions(keys, self._model)):
            return {}
        along = np.array(list(found.values()), np.float64) @ self._read.direction
        return dict(zip(found, np.clip(along, 0.0, 1.0).tolist(), strict=True))

    def _pool(self, names: Sequence[str]) -> list[_Candidate]:
        """Return the cases of a pool under the names by which it calls them."""
        keys = self.ws.library.resolve_many(dict.fromkeys(names))
        found = {one.card.key: one for one in self._candidates(list(keys.values()))}
        return [
            one._replace(card=replace(one.card, id=name if name != one.card.key else one.card.id))
            for name, key in keys.items()
            if (one := found.get(key)) is not None
        ]

    def _hits(self, candidates: Iterable[_Candidate]) -> list[Hit]:
        candidates = list(candidates)
        by_score = self.request.flat or self.request.pool is not None
        adopted = {} if by_score else self.ws.adoption_counts([one.card.key for one in candidates])
        return [self._hit(one, adopted.get(one.card.key, 0), by_score) for one in candidates]

    def _hit(self, one: _Candidate, adopted: int, by_score: bool) -> Hit:
        score = one.similarity
        if not by_score:
            score = order_score(one.similarity, adopted, one.card.since, self.bench.as_of)
        tier = self.bench.ladder.place(one.card)
        recent = self.bench.recent(one.card)
        return Hit(one.card, tier, score, one.likeness.axes, recent=recent, adopted=adopted)

    def _least(self, candidates: Iterable[_Candidate]) -> float:
        """Return the similarity that a case must have to be shown beside the best of these."""
        best = max((one.likeness.neutral for one in candidates), default=0.0)
        return floor_of_few(best, self._sure) if self.query.plain else 0.0

    def _resembles(self, hit: Hit, least: float) -> bool:
        features, likeness = self._scored[hit.card.key]
        if likeness.neutral < least:
            return False
        articles = self.scorer.shared_articles(features)
        return akin(self.draft, hit.card, self._named(features), likeness, articles, self.ws.reference)

    def _named(self, features: Features) -> list[str]:
        names = self._cause_names
        return [names[cause] for cause in features.causes.tolist() if cause in names]

    def _dressed(self, groups: tuple[TierGroup, ...]) -> tuple[TierGroup, ...]:
        """Give the hits that are shown their reasons and passages."""
        # Cases are known by the articles they cite: their 第（五）项 may be another.
        cited = [citation._replace(paragraph=0, item=0) for citation in self.query.citations]
        written = {article_terms([citation])[0]: write_citation(citation) for citation in cited}
        weights = {axis: self.scorer.word_weights(axis) for axis in self.query.words}

        def words_of(hit: Hit, axis: Axis) -> Mapping[str, float]:
            scored, known = self._scored.get(hit.card.key), weights.get(axis, {})
            shared = self.scorer.shared_words(axis, scored[0], MOST_WORDS) if scored and known else ()
            return {word: known[word] for word in shared if word in known}

        def told(hit: Hit) -> Hit:
            return replace(hit, card=self.bench.place(hit.card), reasons=self._reasons(hit, written))

        groups = mapped(groups, told)
        return with_passages(self.ws.known, self.bench, groups, words_of, WITH_PASSAGES, self.cancelled)

    def _reasons(self, hit: Hit, written: Mapping[str, str]) -> tuple[Reason, ...]:
        features, likeness = self._scored.get(hit.card.key, _UNKNOWN)
        causes = self._named(features) or list(hit.card.causes)
        recent = hit.card.since.isoformat() if hit.recent and hit.card.since else ""
        table, other = self.ws.reference.elements, named_elements(features.elements, self._element_names)
        return reasons_of(
            self.scorer,
            features,
            likeness,
            causes,
            self.confirmed,
            self.likely,
            written,
            hit.card.case_type,
            recent,
            [element_words(named, table) for named in shared(self.elements, other, table)],
            [difference_words(each, table) for each in decisive_differences(self.elements, other, table)],
        )

    def _check(self) -> None:
        if self.cancelled():
            raise Cancelled


_UNKNOWN = (Features(), Similarity(0.0, {}))


def _never() -> bool:
    return False
