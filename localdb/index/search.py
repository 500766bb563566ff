"""A parsed question as array operations over a snapshot: which documents match, and how well.

Belongs here: and, or, not, terms, phrases as content words that follow each other, columns. Does not: verifying a
phrase in the text, where words that say nothing stand in between; the engine does that with the text of what was found.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from localdb.index.port import Body
from localdb.index.postings import FieldPostings, Ids, among, distinct
from localdb.index.question import (
    And,
    Cause,
    Court,
    Days,
    Elsewhere,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Question,
    Statute,
    Term,
    leaves,
    statute_term,
)
from localdb.index.scoring import Rough
from localdb.index.snapshot import Mask, Scored, Snapshot

# A hit in the title or the gist says more of what a case is about than one in the facts.
BODY_WEIGHTS = {
    Body.TITLE: 2.0,
    Body.GIST: 2.0,
    Body.ISSUES: 1.5,
    Body.REASONING: 1.2,
    Body.FACTS: 1.0,
    Body.REST: 0.5,
}
COLUMN_SCORE = 1.0
# What stands in the place of what was asked counts less than that itself.
SYNONYM = 0.5
COUNTERPART = 0.8
_MATCHED = 1e-6  # so that whatever matches scores above 0
_PLACE_BITS = 17  # a position and what may be subtracted from it
_NO_END = 10**7  # a day that no case has
NAME_MARK = "~"  # before the character pairs of titles, by which names are found that no dictionary holds


def name_pairs(text: str) -> list[str]:
    """Return the character pairs under which a name in a title is indexed."""
    plain = "".join(text.split())
    return [NAME_MARK + plain[place : place + 2].lower() for place in range(len(plain) - 1)]


class Evaluated(NamedTuple):
    """Hold which documents match, the scores of the words asked for, and what columns add to them."""

    mask: Mask
    scored: Scored
    extra: Rough


def evaluate(snapshot: Snapshot, question: Question, cancelled: Callable[[], bool] | None = None) -> Evaluated:
    """Return which documents match and their scores; a document that matches scores above 0.

    Raises:
        Cancelled: `cancelled` answered True.
        IndexDamaged: what is stored is not what was written.
    """
    mask = _mask(snapshot, question)
    words: dict[str, float] = {}
    extra = np.full(snapshot.size, _MATCHED, np.float32)
    for leaf, asked in leaves(question):
        if not asked:
            continue
        if isinstance(leaf, Term | Phrase):
            words = _beside(leaf) | words | dict.fromkeys(_words(leaf), 1.0)
        elif isinstance(leaf, Statute):
            cited, elsewhere = _cited(snapshot, leaf), _elsewhere(snapshot, leaf)
            extra += np.maximum(cited * np.float32(COLUMN_SCORE), elsewhere * np.float32(COUNTERPART))
        else:
            extra += _mask(snapshot, leaf) * np.float32(COLUMN_SCORE)
    bodies = {body: {word: own * weight for word, own in words.items()} for body, weight in BODY_WEIGHTS.items()}
    return Evaluated(mask, snapshot.score(bodies, cancelled), extra)


def _mask(snapshot: Snapshot, question: Question) -> Mask:
    match question:
        case And(parts):
            return _every([_mask(snapshot, part) for part in parts])
        case Or(parts, least):
            masks = [_mask(snapshot, part) for part in parts]
            return _any(masks) if least < 2 else np.add.reduce(masks, dtype=np.int16) >= least
        case Not(part):
            if any(isinstance(leaf, Phrase) for leaf, _ in leaves(part)):
                return np.ones(snapshot.size, np.bool_)  # words alone cannot deny what the text says
            return ~_mask(snapshot, part)
        case Term():
            return _every([_standing(snapshot, question, word) for word in _words(question)])
        case Phrase():
            return side_by_side(snapshot, _words(question))
        case _:
            return _column(snapshot, question)


def side_by_side(snapshot: Snapshot, words: Sequence[str]) -> Mask:
    """Return in which documents these words stand one after the other in some body."""
    mask = np.zeros(snapshot.size, np.bool_)
    for body in Body:
        for start, field, terms in snapshot.having_all(body, words):
            mask[start + _following(field, terms)] = True
    return mask


def _following(field: FieldPostings, terms: Sequence[int]) -> Ids:
    """Return the documents of a segment in which the terms follow each other, the rarest looked for first."""
    keys: Ids | None = None
    for place in sorted(range(len(terms)), key=lambda place: int(field.documents[terms[place]])):
        found = field.read(terms[place])
        having = found.ids if keys is None else distinct(keys >> _PLACE_BITS)
        at = np.searchsorted(found.ids, having)
        at = at[among(found.ids, having)]
        documents, positions = field.positions(found, at)
        begun = (documents << _PLACE_BITS) + positions - place
        keys = begun if keys is None else keys[among(begun, keys)]
    return distinct(keys >> _PLACE_BITS) if keys is not None else np.empty(0, np.int64)


def _column(snapshot: Snapshot, question: Number | Statute | Cause | Court | Days | Pattern) -> Mask:
    match question:
        case Days(since, until):
            between: Mask = (snapshot.days >= max(since, 1)) & (snapshot.days <= until)
            return between
        case Pattern(text):
            return _any([snapshot.matching(body, _like(snapshot, body, text)) for body in Body])
        case Number(number):
            exact = snapshot.matching("numbers", [number]) & snapshot.live
            return exact if exact.any() else snapshot.matching("numbers", _containing(snapshot, "numbers", number))
        case Statute():
            return _cited(snapshot, question) | _elsewhere(snapshot, question)
        case Cause(name):
            return snapshot.matching("causes", _containing(snapshot, "causes", name))
        case Court(name):
            courts, codes = snapshot.column("court")
            having: Mask = np.array([_plain(name) in _plain(court) for court in courts], np.bool_)[codes]
            return having


def _cited(snapshot: Snapshot, statute: Statute | Elsewhere) -> Mask:
    return snapshot.matching("statutes", [statute_term(statute)])


def _elsewhere(snapshot: Snapshot, statute: Statute) -> Mask:
    """Return which cases cite a counterpart, on a day on which its number meant that."""
    found = np.zeros(snapshot.size, np.bool_)
    for one in statute.also:
        within = _column(snapshot, Days(one.since, one.until or _NO_END)) if one.since or one.until else True
        found |= _cited(snapshot, one) & within
    return found


def _standing(snapshot: Snapshot, term: Term, word: str) -> Mask:
    """Return where a word of a term stands, or a synonym of the words to which it belongs."""
    found = _anywhere(snapshot, word)
    for one in term.also:
        if word in one.own:
            found = found | (
                side_by_side(snapshot, one.words) if len(one.words) > 1 else _anywhere(snapshot, one.words[0])
            )
    return found


def _beside(leaf: Term | Phrase) -> dict[str, float]:
    """Return the words of synonyms with what each counts: one that is cut into several counts as much as one."""
    also = leaf.also if isinstance(leaf, Term) else ()
    return {word: SYNONYM / len(one.words) for one in also for word in one.words}


def _like(snapshot: Snapshot, body: Body, pattern: str) -> list[str]:
    return [term for term in snapshot.like(body, pattern) if not term.startswith(NAME_MARK)]


def _containing(snapshot: Snapshot, field: str, part: str) -> Iterable[str]:
    return [term for term in snapshot.terms(field) if part in term]


def _anywhere(snapshot: Snapshot, word: str) -> Mask:
    return snapshot.matching(Body, [word])


def _every(masks: list[Mask]) -> Mask:
    joined: Mask = np.logical_and.reduce(masks)
    return joined


def _any(masks: list[Mask]) -> Mask:
    joined: Mask = np.logical_or.reduce(masks)
    return joined


def _words(leaf: Term | Phrase) -> tuple[str, ...]:
    return leaf.words or tuple(name_pairs(leaf.text))


def _plain(name: str) -> str:
    return name.replace("（", "(").replace("）", ")").replace(" ", "")
