"""Expert labels: the 71 queries of LeCaRD in three protocols, the charge not given and given.

*pool* ranks all candidates of a query, *labelled* the judged ones only, *whole* all 9,088 judgments (hits of other
collections are left out). `own_doc` is dropped throughout. In the first two the reference is BM25 over the facts, each
word of the query once; in the last BM25 with the words as often as they occur, which is what finds candidates.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .evaluation_data import LECARD, Record, records
from .figures import Measure, ndcg
from .libraries import Product, court_library
from .near_copies import near_copies
from .reference_ranker import WordsOnce

CUTS: Mapping[str, tuple[int, ...]] = {"pool": (10, 30), "labelled": (10,), "whole": (30,)}
RAW = "BM25, raw counts"
Ranker = Callable[[Record, list[str] | None], list[str]]


@dataclass(frozen=True)
class Labels:
    """Hold queries, candidates and grades, each query without its own document."""

    queries: list[Record]
    pools: Mapping[str, list[str]]
    grades: Mapping[str, Mapping[str, int]]

    def candidates(self, protocol: str, query: str) -> list[str] | None:
        """Return which documents a protocol ranks; None for all."""
        return {"pool": self.pools[query], "labelled": sorted(self.grades[query])}.get(protocol)


@cache
def labels() -> Labels:
    """Read the labels."""
    queries: list[Record] = list(records(LECARD / "queries.jsonl"))
    own = {query["qid"]: query["own_doc"] for query in queries}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (LECARD / "qrels.trec").read_text("utf-8").splitlines():
        qid, _, name, grade = line.split()
        if name != own[qid]:
            grades[qid][name] = int(grade)
    pools = json.loads((LECARD / "pools.json").read_text("utf-8"))
    return Labels(queries, {qid: [name for name in pools[qid] if name != own[qid]] for qid in own}, grades)


def corpus() -> Iterator[Record]:
    """Yield the judgments."""
    return records(LECARD / "corpus.jsonl.zst")


@cache
def reference_ranker() -> WordsOnce:
    """Build the reference over the facts of all judgments."""
    return WordsOnce({record["id"]: str(record.get("facts") or "") for record in corpus()})


def measures(folder: Path) -> Iterator[Measure]:
    """Yield the lines of the table."""
    once, product = reference_ranker(), Product(court_library(folder))
    judged = set(once.ids)

    def ours(given: bool) -> Ranker:
        def rank(query: Record, pool: list[str] | None) -> list[str]:
            causes = query["charge"] if given else ()
            return [name for name in product.order(query["text"], causes, _own(query), pool) if name in judged]

        return rank

    for protocol, cuts in CUTS.items():
        raw = protocol == "whole"
        theirs = _scores(_plain(once, raw), protocol, cuts)
        for given in (False, True):
            own = _scores(ours(given), protocol, cuts)
            for cut in cuts:
                name = f"{protocol} @{cut}, charge {'given' if given else 'not given'}"
                yield Measure(name, own[cut], theirs[cut], RAW if raw else "BM25, words once")
    middle, late = np.percentile(product.ms, [50, 95])
    print(f"{len(product.ms)} searches, ms p50/p95: {middle:.0f}/{late:.0f}")


def leaks() -> Iterator[str]:
    """Yield what near copies of a query, or of its own document, there are in the corpus, and where they stand."""
    known = labels()
    documents = [(record["id"], record["full_text"]) for record in corpus()]
    own = {query["own_doc"] for query in known.queries}
    of_queries = near_copies({query["qid"]: query["text"] for query in known.queries}, documents)
    of_own = near_copies({name: text for name, text in documents if name in own}, documents)
    for query in known.queries:
        closest: dict[str, float] = {}
        for copy in (*of_queries.get(query["qid"], ()), *of_own.get(query["own_doc"], ())):
            closest[copy.name] = max(copy.share, closest.get(copy.name, 0.0))
        closest.pop(query["own_doc"], None)
        for name, share in sorted(closest.items(), key=lambda copy: (-copy[1], copy[0])):
            yield f"query {query['qid']}: {name} has {share:.2f} of its clauses ({_standing(query['qid'], name)})"


def _standing(qid: str, name: str) -> str:
    grade = labels().grades[qid].get(name)
    return "in no pool" if name not in labels().pools[qid] else "not judged" if grade is None else f"grade {grade}"


def _own(query: Record) -> tuple[str, ...]:
    return (query["own_doc"],) if query["own_doc"] else ()


def _plain(once: WordsOnce, repeated: bool) -> Ranker:
    return lambda query, pool: once.order(query["text"], _own(query), pool, repeated)


def _scores(ranker: Ranker, protocol: str, cuts: tuple[int, ...]) -> dict[int, dict[str, float]]:
    known, scores = labels(), defaultdict[int, dict[str, float]](dict)
    for query in known.queries:
        qid = query["qid"]
        order = ranker(query, known.candidates(protocol, qid))
        for cut in cuts:
            scores[cut][qid] = ndcg(order, known.grades[qid], cut)
    return scores
