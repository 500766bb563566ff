"""Search by words: 关键词检索 and 法条关联案件检索 of 法发〔2020〕24号 art 5.

Belongs here: from typed words to tiers of hits, phrases verified in the text of what was found. Does not: the syntax
(index/search_words.py), finding (the index).
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from localdb.engine.best_passages import with_passages
from localdb.engine.close_reading import close_reading
from localdb.engine.index_backlog import on_whole_index
from localdb.engine.tier_groups import Bench, grouped, mapped
from localdb.engine.whole_case import SHARE, whole_case
from localdb.engine.workspace import Workspace
from localdb.index.port import Found
from localdb.index.question import (
    And,
    Cause,
    Court,
    Elsewhere,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Question,
    Statute,
    Synonym,
    Term,
    leaves,
    statute_term,
)
from localdb.index.search_words import method_of, read_question
from localdb.model.case import Case, CaseCard, Citation
from localdb.model.errors import BadQuery, Cancelled
from localdb.model.kinds import Axis, CaseType
from localdb.model.similar import Hit, Reason, SearchRequest, SimilarResult, TierGroup
from localdb.ranking.features import word_id
from localdb.ranking.twins import without_twins
from localdb.ranking.weights import order_score
from localdb.text.case_numbers import parse_case_no
from localdb.text.citations import write_beside, write_citation

_CANDIDATES = 300  # of each tier
_FURTHER = 4  # how much further down a tier is looked, when too few of them may be shown
_TEXTS = 100  # held in memory at once
_DECIMALS = 6  # beyond, processors do not agree
_WITH_PASSAGES = 40
_EVERY_WORD = 4  # so many words are a description: the cases that have half of them answer, best first


class _Asked(NamedTuple):
    """Hold a parsed search and on what bench it is asked."""

    ws: Workspace
    request: SearchRequest
    bench: Bench
    question: Question
    cancelled: Callable[[], bool]


def search(ws: Workspace, request: SearchRequest, cancelled: Callable[[], bool] | None = None) -> SimilarResult:
    """Search by words, 案号, 法条:, 案由: or 法院:, tier by tier.

    A search for a number finds the case whatever its effect; any other leaves out what is overturned or not in effect.

    Raises:
        BadQuery: the words cannot be understood (see index/search_words.py), or ask for a law that no table has and no
            case was found to cite ("law_unknown").
        CourtUnknown: the user's court is not in the table.
        Cancelled: `cancelled` answered True.
    """
    begun = time.perf_counter()
    request = replace(request, words=request.words.encode(errors="replace").decode())  # half characters
    question = ws.widening(read_question(request.words, ws.segmenter.words, ws.reference.laws.canonical))
    bench = Bench(ws.reference, request.court, request.as_of, facts_date=request.facts_date)
    asked = _Asked(ws, request, bench, question, cancelled or _never)
    hits = on_whole_index(ws, lambda: _hits(asked))
    if not hits:
        _check_laws(asked)
    groups = grouped(bench, without_twins(hits), request.tiers, _shown(request))
    return SimilarResult(
        method=method_of(question),
        query=" ".join(request.words.split()),
        added=_added(question),
        groups=_dressed(asked, groups),
        library_version=ws.library.version(),
        library_cases=ws.library.count(),
        indexed_cases=ws.index.cases,
        as_of=bench.as_of,
        ms=(time.perf_counter() - begun) * 1000,
    )


def _hits(asked: _Asked) -> list[Hit]:
    question = _described(asked.question)
    found = _found(asked, question)
    if not found and _is_number(question):
        found = _folded(asked)
    if not found and (loose := _loosened(question)) is not None:
        found = _found(asked, loose)
    relevance = _relevance(asked, found)
    adopted = asked.ws.adoption_counts([card.key for _, card in found])
    return [_hit(asked.bench, relevance[card.key], card, adopted.get(card.key, 0)) for _, card in found]


def _relevance(asked: _Asked, found: Sequence[tuple[Found, CaseCard]]) -> Mapping[str, float]:
    """Return how well each case answers, 0..1.

    By the index; where words are asked for also by the case as a whole, and half by how closely it follows the words
    (keywords of 174 civil guiding cases find them at an MRR of .79, .71 without; 6 words of a holding .69 and .65).
    """
    best = max((one.score for one, _ in found), default=1.0)
    own = {card.key: one.score / best for one, card in found}
    terms = [leaf for leaf, wanted in leaves(asked.question) if wanted and isinstance(leaf, Term) and leaf.words]
    if not terms or not (whole := whole_case(asked.ws, terms, list(own))):
        return own
    mixed = {key: (1 - SHARE) * score + SHARE * whole.get(key, 0.0) for key, score in own.items()}
    close = close_reading(asked.ws.known, " ".join(term.text for term in terms), mixed)
    return {key: round((score + close.get(key, 0.0)) / 2, _DECIMALS) for key, score in mixed.items()}


def _folded(asked: _Asked) -> list[tuple[Found, CaseCard]]:
    """Return the case into which the one of this number is folded: that one is in no index."""
    number = parse_case_no(asked.request.words)
    key = asked.ws.library.numbered(number.canonical) if number else None
    return [(Found(key, 1.0, 0), card) for card in asked.ws.library.cards([key]).values()] if key else []


def _check_laws(asked: _Asked) -> None:
    """Refuse what found nothing because it names a law that is none; one of a place may stand in no table."""
    laws = [leaf.law for leaf, wanted in leaves(asked.question) if wanted and isinstance(leaf, Statute)]
    unknown = next((law for law in laws if not asked.ws.reference.laws.known(law)), "")
    if unknown:
        raise BadQuery("law_unknown", unknown[:40])


def _found(asked: _Asked, question: Question) -> list[tuple[Found, CaseCard]]:
    """Return what may be shown of each tier, best first: looked for further down until the tier is full or at its end.

    The index knows a phrase as words only; how many of what it finds hold the phrase is seen in the texts.
    """
    request = asked.request
    narrowing = asked.bench.narrowing(request.case_type, request.recent_only, request.since, request.until)
    if _is_number(asked.question):
        narrowing = replace(narrowing, effects_out=frozenset())
    lane_of, wanted = asked.bench.lanes(request.tiers), _shown(request)
    limit, known = max(_CANDIDATES, wanted), dict[str, bool]()
    while True:
        lanes = asked.ws.index.search(question, lane_of, limit, narrowing, asked.cancelled)
        allowed = {name: _allowed(asked, lane.best, known) for name, lane in lanes.items()}
        if all(len(allowed[name]) >= wanted or len(lane.best) >= lane.matched for name, lane in lanes.items()):
            return [found for own in allowed.values() for found in own]
        limit *= _FURTHER


def _allowed(asked: _Asked, found: Sequence[Found], known: dict[str, bool]) -> list[tuple[Found, CaseCard]]:
    """Return what may be shown, with its cards; where a phrase is asked for, its text must hold it."""
    cards = asked.ws.known.cards([one.key for one in found])
    shown = [(one, cards[one.key]) for one in found if one.key in cards]
    if not _is_number(asked.question):
        shown = [(one, card) for one, card in shown if card.may_count]
    if not any(isinstance(leaf, Phrase) for leaf, _ in leaves(asked.question)):
        return shown
    _verify(asked, [card.key for _, card in shown], known)
    return [(one, card) for one, card in shown if known[card.key]]


def _verify(asked: _Asked, keys: Sequence[str], known: dict[str, bool]) -> None:
    """Note for each key whether its text satisfies the question; those that are known are not read again."""
    new = [key for key in keys if key not in known]
    for start in range(0, len(new), _TEXTS):
        if asked.cancelled():
            raise Cancelled
        piece = new[start : start + _TEXTS]
        cases = asked.ws.library.get_many(piece)
        known.update((key, key in cases and _true(asked.question, _plain(_all_text(cases[key])))) for key in piece)


def _true(question: Question, text: str) -> bool:
    """Say whether a text satisfies the phrases of a question; columns were settled by the index."""
    match question:
        case And(parts):
            return all(_true(part, text) for part in parts)
        case Or(parts):
            return any(_true(part, text) for part in parts)
        case Not(part) if any(isinstance(leaf, Term | Phrase) for leaf, _ in leaves(part)):
            return not _true(part, text)
        case Phrase(phrase):
            return _plain(phrase) in text
        case Term(term, words):
            return all(_stands(question, word, text) for word in words) if words else _plain(term) in text
        case _:
            return True


def _stands(term: Term, word: str, text: str) -> bool:
    return word in text or any(word in one.own and _plain(one.text) in text for one in term.also)


def _described(question: Question) -> Question:
    """Return a description as any half of its words; what is no description as it is.

    A case rarely has every word by which somebody describes it. Where AND is written out, every word is asked for.
    """
    terms = _plain_terms(question)
    return _half(terms) if len(_content(terms)) >= _EVERY_WORD else question


def _loosened(question: Question) -> Question | None:
    """Return what to ask when no case has every word: half of them, without terms that no index knows; else None."""
    terms = _plain_terms(question)
    telling = tuple(term for term in terms if term.words)
    if len(_content(telling)) > 2:
        return _half(telling)
    return And(telling) if 0 < len(telling) < len(terms) else None


def _plain_terms(question: Question) -> tuple[Term, ...]:
    """Return the terms of a question that is nothing but terms side by side, else ()."""
    parts = question.parts if isinstance(question, And) and not question.written else (question,)
    terms = tuple(part for part in parts if isinstance(part, Term))
    return terms if len(terms) == len(parts) else ()


def _content(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for term in terms for word in term.words))


def _half(terms: Sequence[Term]) -> Or:
    words, also = _content(terms), tuple(dict.fromkeys(one for term in terms for one in term.also))
    any_of = tuple(Term(word, (word,), tuple(one for one in also if word in one.own)) for word in words)
    return Or(any_of, (len(words) + 1) // 2)


def _hit(bench: Bench, relevance: float, card: CaseCard, adopted: int) -> Hit:
    score = order_score(relevance, adopted, card.since, bench.as_of)
    placed = bench.place(card)
    return Hit(placed, bench.ladder.place(card), score, recent=bench.recent(card), adopted=adopted)


def _dressed(asked: _Asked, groups: tuple[TierGroup, ...]) -> tuple[TierGroup, ...]:
    """Give hits the reasons that the question itself is, and the passage where its words meet."""
    phrases = {leaf.text: 20.0 for leaf, wanted in leaves(asked.question) if wanted and isinstance(leaf, Phrase)}
    words = {word: float(len(word)) for word in _words(asked.question)} | phrases
    words_of = partial(_on_axis, words)
    groups = with_passages(asked.ws.known, asked.bench, groups, words_of, _WITH_PASSAGES, asked.cancelled)
    there = _There(asked, groups)
    return mapped(groups, lambda hit: replace(hit, reasons=_reasons(asked.question, hit.card, there)))


def _on_axis(words: Mapping[str, float], _: Hit, axis: Axis) -> Mapping[str, float]:
    return words if axis is not Axis.ISSUES else {}


def _words(question: Question) -> list[str]:
    asked = [leaf for leaf, wanted in leaves(question) if wanted and isinstance(leaf, Term | Phrase)]
    words = [word for leaf in asked for word in (leaf.words or (leaf.text,))]
    return list(dict.fromkeys((*words, *(one.text for one in _synonyms(question)))))


def _synonyms(question: Question) -> list[Synonym]:
    asked = (leaf for leaf, wanted in leaves(question) if wanted and isinstance(leaf, Term))
    return list(dict.fromkeys(one for leaf in asked for one in leaf.also))


def _added(question: Question) -> tuple[str, ...]:
    """Return what was looked for beside what was typed: synonyms, and articles of another number."""
    asked = [leaf for leaf, wanted in leaves(question) if wanted and isinstance(leaf, Statute)]
    articles = (write_citation(Citation(one.law, one.article, one.sub)) for leaf in asked for one in leaf.also)
    return tuple(dict.fromkeys((*(one.text for one in _synonyms(question)), *articles)))


class _There:
    """Tell what stands in the cases found, as far as it was read: words of those shown, articles of all."""

    def __init__(self, asked: _Asked, groups: Sequence[TierGroup]) -> None:
        keys = [hit.card.key for group in groups for hit in group.hits]
        read = [hit.card.key for group in groups for hit in group.hits[:_WITH_PASSAGES]]
        statutes = any(isinstance(leaf, Statute) and leaf.also for leaf, _ in leaves(asked.question))
        terms = any(isinstance(leaf, Term) for leaf, _ in leaves(asked.question))
        features = asked.ws.known.features(keys) if statutes else {}
        self._articles = {key: frozenset(one.articles.tolist()) for key, one in features.items()}
        cases = asked.ws.known.cases(read) if terms else {}
        self._texts = {key: _plain(_all_text(case)) for key, case in cases.items()}

    def word(self, card: CaseCard, word: str) -> bool:
        """Say whether a word stands in a case; of a text that was not read it is taken to."""
        text = self._texts.get(card.key)
        return text is None or _plain(word) in text

    def article(self, card: CaseCard, statute: Statute | Elsewhere) -> bool:
        """Say whether a case cites an article."""
        return word_id(statute_term(statute)) in self._articles.get(card.key, ())


def _reasons(question: Question, card: CaseCard, there: _There) -> tuple[Reason, ...]:
    asked = [leaf for leaf, wanted in leaves(question) if wanted]
    statutes = [told for leaf in asked if isinstance(leaf, Statute) for told in _told(leaf, card, there)]
    named = [leaf.name for leaf in asked if isinstance(leaf, Cause)]
    causes = [cause for cause in card.causes if any(name in cause for name in named)]
    courts = [card.court for leaf in asked if isinstance(leaf, Court) and card.court]
    phrases = [leaf.text for leaf in asked if isinstance(leaf, Phrase)]
    terms = dict.fromkeys(word for leaf in asked if isinstance(leaf, Term) for word in (leaf.words or (leaf.text,)))
    terms = {term: None for term in terms if there.word(card, term)}
    terms |= {leaf.text: None for leaf in asked if isinstance(leaf, Pattern)}
    synonyms = [one.text for one in _synonyms(question) if one.word not in terms and there.word(card, one.text)]
    kind = "charge" if card.case_type is CaseType.CRIMINAL else "cause"
    reasons = [
        Reason("number", (card.case_no or card.entry_no or card.title,)) if _is_number(question) else None,
        Reason("statutes", tuple(statutes)) if statutes else None,
        Reason(kind, tuple(causes)) if causes else None,
        Reason("court", tuple(courts[:1])) if courts else None,
        Reason("phrase", tuple(phrases)) if phrases else None,
        Reason("term", tuple(terms)) if terms else None,
        Reason("synonym", tuple(dict.fromkeys(synonyms))) if synonyms else None,
    ]
    return tuple(reason for reason in reasons if reason is not None)


def _told(statute: Statute, card: CaseCard, there: _There) -> list[str]:
    """Write which number a case cites: the one asked for, or a counterpart with it."""
    if not statute.also or there.article(card, statute):
        return [_written(statute)]
    asked, day = Citation(statute.law, statute.article, statute.sub), card.since.toordinal() if card.since else 0
    cited = [one for one in statute.also if one.cited(day) and there.article(card, one)]
    told = (write_beside(Citation(one.law, one.article, one.sub), asked, one.newer, one.older) for one in cited)
    return list(dict.fromkeys(told))


def _written(statute: Statute) -> str:
    if statute.article:
        return write_citation(Citation(statute.law, statute.article, statute.sub))
    return f"《{statute.law}》"


def _shown(request: SearchRequest) -> int:
    """Return how many hits a tier shows."""
    return max(10, request.limit // 3)


def _is_number(question: Question) -> bool:
    return isinstance(question, Number)


def _all_text(case: Case) -> str:
    parts: Iterable[str] = (case.title, case.case_name, case.gist, *case.keywords, *case.causes, *case.charges)
    return "\n".join((*parts, *case.sections.values(), case.full_text))


def _plain(text: str) -> str:
    return "".join(text.lower().split())


def _never() -> bool:
    return False
