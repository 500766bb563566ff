"""The charge: is the true one among the five that are offered, for drafts whose charge is known.

The drafts are the 71 queries with the charge their labels give, and 300 judgments of the corpus drawn at random (fixed
seed), each left out of the vote together with its near copies. The true charges of a judgment are those that its
disposition convicts of. Its facts are the draft, without the sentences that name any 罪 (the accusation does). The
reference lets the 30 nearest by BM25 vote with their scores, each for the charges of its disposition.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.ranking.causes import OFFERED, causes_of
from localdb.reference import Reference
from localdb.reference.causes import Causes

from .evaluation_data import ROOT
from .figures import Measure
from .lecard import corpus, labels, reference_ranker
from .libraries import Product, court_library
from .near_copies import near_copies

SAMPLE, SEED = 300, 7
SHORTEST = 150  # characters of a draft without what names the charge
VOTERS = 30
_SENTENCE = re.compile(r"[^。；]*[。；]?")


class Draft(NamedTuple):
    """Hold facts, their true charges by today's names, and what must not be known."""

    qid: str
    text: str
    charges: frozenset[str]
    hidden: tuple[str, ...]


def measures(folder: Path) -> Iterator[Measure]:
    """Yield the lines of the table: how often the charge is among the five, and first."""
    ws = court_library(folder)
    product, known = Product(ws), _charges()
    groups = {"queries": queries(ws.reference.causes), "judgments": judgments()}
    for name, drafts in groups.items():
        answers = {draft.qid: product.answer(draft.text, (), draft.hidden) for draft in drafts}
        ours = {qid: [guess.name for guess in answer.causes] for qid, answer in answers.items()}
        theirs = {draft.qid: _voted(draft, known) for draft in drafts}
        for label, most in (("among five", OFFERED), ("first", 1)):
            own, others = (_right(drafts, offered, most) for offered in (ours, theirs))
            yield Measure(f"charge {label}, {name}", own, others, "BM25, vote of 30")


def held_out() -> list[str]:
    """Return the cases that a model must not have learnt from: own documents of queries, the judgments drawn here."""
    own = [query["own_doc"] for query in labels().queries if query["own_doc"]]
    return sorted({*own, *(name for draft in judgments() for name in draft.hidden)})


def queries(causes: Causes) -> list[Draft]:
    """Return the labelled queries as drafts."""
    return [
        Draft(query["qid"], query["text"], _named(query["charge"], causes), tuple(filter(None, [query["own_doc"]])))
        for query in labels().queries
    ]


@cache
def judgments() -> tuple[Draft, ...]:
    """Return judgments of the corpus as drafts."""
    texts = {record["id"]: unaccused(str(record.get("facts") or "")) for record in corpus()}
    charges = _charges()
    usable = sorted(name for name, text in texts.items() if len(text) >= SHORTEST and charges[name])
    drawn = random.Random(SEED).sample(usable, SAMPLE)
    facts = ((record["id"], str(record.get("facts") or "")) for record in corpus())
    copies = near_copies({name: texts[name] for name in drawn}, facts)
    hidden = {name: (name, *(copy.name for copy in copies.get(name, ()) if copy.name != name)) for name in drawn}
    return tuple(Draft(name, texts[name], charges[name], hidden[name]) for name in drawn)


def unaccused(facts: str) -> str:
    """Return facts without the sentences that name any 罪."""
    return "".join(sentence for sentence in _SENTENCE.findall(facts) if "罪" not in sentence)


@cache
def _charges() -> dict[str, frozenset[str]]:
    """Return the charges that the dispositions of the corpus convict of, by today's names."""
    causes = Reference.load(ROOT / "resources").causes
    return {
        record["id"]: frozenset(
            causes_of(Case("", sections={Section.DISPOSITION: str(record.get("result") or "")}), causes.normalise)
        )
        for record in corpus()
    }


def _named(charges: Sequence[str], causes: Causes) -> frozenset[str]:
    return frozenset(causes.normalise(charge) or charge for charge in charges)


def _voted(draft: Draft, known: dict[str, frozenset[str]]) -> list[str]:
    scores = reference_ranker().scores(draft.text)
    voters = sorted((name for name in scores if name not in draft.hidden), key=lambda name: (-scores[name], name))
    votes: dict[str, float] = defaultdict(float)
    for name in voters[:VOTERS]:
        for charge in known[name]:
            votes[charge] += scores[name] / len(known[name])
    return sorted(votes, key=lambda charge: (-votes[charge], charge))


def _right(drafts: Sequence[Draft], offered: dict[str, list[str]], most: int) -> dict[str, float]:
    return {draft.qid: float(not draft.charges.isdisjoint(offered[draft.qid][:most])) for draft in drafts}
