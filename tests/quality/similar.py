"""Measure similar cases on expert labels and known items: `python -m tests.quality.similar [--data DIR] [--part P]`.

DIR is a data folder of Leian for this alone (default: a temporary one). What it lacks is imported into it, so that a
second run is quick; known items get a library of their own under it, which holds nothing but the fields that may be
indexed. Evaluation data is found through LEIAN_EVAL_DATA, by default ../shared/data, whose README says how to read the
figures: *pool* ranks all candidates of a query, *labelled* only the judged ones, *whole* the whole corpus; `own_doc` is
dropped, NDCG has linear gain. Beside ours stands a reference ranker on the same
queries, which never changes with the product.
"""

import argparse
import json
import math
import os
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import rjieba
import zstandard
from numpy.typing import NDArray

from localdb.engine.find_similar import find_similar
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.kinds import Section
from localdb.model.record import case_from_record
from localdb.model.similar import SimilarRequest, SimilarResult
from localdb.text.judgment import complete

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LEIAN_EVAL_DATA", ROOT.parent / "shared" / "data"))
LECARD = DATA / "lecard"
CUTS = (10, 20, 30)
AS_OF = date(2026, 11, 1)
KNOWN = {"guiding_cases": (), "gazette_cases": ("body",), "spp_guiding": ()}
Query = Mapping[str, Any]
Ranker = Callable[[Query, Sequence[str] | None], list[str]]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a .jsonl or .jsonl.zst file."""
    opened = zstandard.open(path, "rt", encoding="utf-8") if path.suffix == ".zst" else path.open(encoding="utf-8")
    with opened as lines:
        yield from map(json.loads, lines)


def ndcg(order: Sequence[str], grades: Mapping[str, int], cut: int) -> float:
    """Return NDCG with linear gain and log2 discount, ideal over all judged documents."""
    ideal = sum(grade / math.log2(place + 2) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:cut]))
    got = sum(grades.get(name, 0) / math.log2(place + 2) for place, name in enumerate(order[:cut]))
    return got / ideal if ideal else 0.0


class WordsOnce:
    """Rank by plain BM25 over stock jieba words of two characters or more, each word of the query counted once.

    No legal dictionary, no stop words, k1 1.2, b .75, Whoosh's idf; `repeated` counts words as often as they occur.
    """

    def __init__(self, documents: Mapping[str, str]) -> None:
        self.ids = list(documents)
        self._cutter = rjieba.Jieba()
        postings: dict[str, list[tuple[int, int]]] = {}
        lengths = []
        for number, text in enumerate(documents.values()):
            counts = Counter(self._words(text))
            lengths.append(sum(counts.values()))
            for word, count in counts.items():
                postings.setdefault(word, []).append((number, count))
        self._postings = {word: np.array(pairs, np.int32) for word, pairs in postings.items()}
        size = np.array(lengths, np.float64)
        self._norms = 1.2 * (0.25 + 0.75 * size / size.mean())

    def scores(self, text: str, repeated: bool = False) -> dict[str, float]:
        """Return the score of every document."""
        scores: NDArray[np.float64] = np.zeros(len(self.ids))
        for word, times in Counter(self._words(text)).items():
            pairs = self._postings.get(word)
            if pairs is not None:
                idf = math.log(len(self.ids) / (len(pairs) + 1)) + 1
                places, counts = pairs[:, 0], pairs[:, 1]
                scores[places] += (times if repeated else 1) * idf * counts * 2.2 / (counts + self._norms[places])
        return dict(zip(self.ids, scores.tolist(), strict=True))

    def _words(self, text: str) -> list[str]:
        return [word for word in self._cutter.cut(text, False) if len(word) > 1]


class Labels:
    """Hold the labelled queries of LeCaRD, each without its own document."""

    def __init__(self) -> None:
        self.queries: list[Query] = list(records(LECARD / "queries.jsonl"))
        self.pools: dict[str, list[str]] = json.loads((LECARD / "pools.json").read_text())
        self.grades: dict[str, dict[str, int]] = defaultdict(dict)
        for line in (LECARD / "qrels.trec").read_text().splitlines():
            qid, _, name, grade = line.split()
            self.grades[qid][name] = int(grade)
        for query in self.queries:
            self.grades[query["qid"]].pop(query["own_doc"], None)
            self.pools[query["qid"]] = [name for name in self.pools[query["qid"]] if name != query["own_doc"]]

    def candidates(self, protocol: str, query: Query) -> list[str] | None:
        """Return which documents a protocol ranks; None for all."""
        return {"pool": self.pools[query["qid"]], "labelled": sorted(self.grades[query["qid"]])}.get(protocol)

    def measure(self, ranker: Ranker, protocol: str) -> np.ndarray[Any, Any]:
        """Return NDCG at the cuts for every query."""
        orders = [(query, ranker(query, self.candidates(protocol, query))) for query in self.queries]
        return np.array([[ndcg(order, self.grades[query["qid"]], cut) for cut in CUTS] for query, order in orders])


class Leian:
    """Rank with the product, and remember how long it took and which causes it offered."""

    def __init__(self, ws: Workspace, confirmed: bool) -> None:
        self.ws = ws
        self.confirmed = confirmed
        self.ms: list[float] = []
        self.offered: list[tuple[Query, SimilarResult]] = []

    def __call__(self, query: Query, pool: Sequence[str] | None) -> list[str]:
        """Return ids, most similar first."""
        request = SimilarRequest(
            query["text"],
            as_of=AS_OF,
            causes=tuple(query["charge"]) if self.confirmed else (),
            exclude=(query["own_doc"],) if query["own_doc"] else (),
            limit=200,
            flat=True,
            pool=tuple(pool) if pool is not None else None,
        )
        begun = time.perf_counter()
        result = find_similar(self.ws, request)
        self.ms.append((time.perf_counter() - begun) * 1000)
        self.offered.append((query, result))
        return [hit.card.id for hit in result.hits if hit.card.id != query["own_doc"]]

    def right_causes(self) -> tuple[float, float]:
        """Return how often a true charge is offered first, and among the five."""
        first = five = 0
        for query, result in self.offered:
            true = {self.ws.reference.causes.normalise(charge) or charge for charge in query["charge"]}
            names = [guess.name for guess in result.causes]
            first += bool(true & set(names[:1]))
            five += bool(true & set(names))
        return first / len(self.offered), five / len(self.offered)


def library(folder: Path) -> Workspace:
    """Open the library of the corpus, importing what it lacks."""
    ws = Workspace.open(folder, ROOT / "resources")
    if ws.library.resolve("lecard-8") is None:
        import_cases(ws, [LECARD / "corpus.jsonl.zst", DATA / "authority"])
    drain_index(ws)
    return ws


def known_library(folder: Path) -> Workspace:
    """Open a library of published cases that holds only the fields a holding may be found by."""
    ws = Workspace.open(folder, ROOT / "resources")
    if ws.library.count() == 0:
        for corpus, whole in KNOWN.items():
            allowed = {query["doc"]: query["index_fields"] for query in known_queries() if query["corpus"] == corpus}
            some: Sequence[str] = next(iter(allowed.values()), [])
            cases = []
            for record in records(DATA / "authority" / f"{corpus}.jsonl.zst"):
                fields = allowed.get(record["id"], some)
                kept = {name: record[name] for name in fields if name not in whole and record.get(name)}
                text = "\n".join(str(record[name]) for name in fields if record.get(name)) or record["full_text"]
                case = case_from_record({"id": record["id"], "source": corpus, "full_text": text, **kept})
                case = complete(case, ws.reference)
                cases.append(replace(case, gist="", keywords=(), title=record["id"]))
            ws.library.add([entry_of(case, ws.reference) for case in cases])
    drain_index(ws)
    return ws


def known_queries() -> list[Query]:
    """Return the holdings with the case each was written for."""
    return [query for path in sorted((DATA / "known_item").glob("*.jsonl")) for query in records(path)]


def gain(ours: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> str:
    """Return the mean gain with its 95 % paired bootstrap interval."""
    drawn = np.random.default_rng(7).integers(0, len(ours), (5000, len(ours)))
    means = (ours - theirs)[drawn].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{(ours - theirs).mean():+.3f} [{low:+.3f}, {high:+.3f}]"


def similar_cases(folder: Path) -> None:
    """Print NDCG of the reference and of ours by protocol."""
    labels, ws = Labels(), library(folder)
    once = WordsOnce({record["id"]: str(record.get("facts") or "") for record in records(LECARD / "corpus.jsonl.zst")})
    known = set(once.ids)

    def reference(repeated: bool) -> Ranker:
        def rank(query: Query, pool: Sequence[str] | None) -> list[str]:
            scores = once.scores(query["text"], repeated)
            names = known if pool is None else known.intersection(pool)
            return sorted(names - {query["own_doc"]}, key=lambda name: (-scores[name], name))

        return rank

    rows: dict[str, Ranker] = {
        "BM25, words once (reference)": reference(False),
        "BM25, words as they occur": reference(True),
        "Leian, charge not given": Leian(ws, confirmed=False),
        "Leian, charge confirmed": Leian(ws, confirmed=True),
    }
    print(f"{len(labels.queries)} queries, NDCG@10/20/30, gain @10 over the reference [95 %]")
    for protocol in ("pool", "labelled", "whole"):
        base = np.empty(0)
        for name, ranker in rows.items():
            figures = labels.measure(ranker, protocol)
            base = base if len(base) else figures
            means = "/".join(f"{mean:.3f}" for mean in figures.mean(axis=0))
            print(f"{protocol:9} {name:30} {means}  {gain(figures[:, 0], base[:, 0])}")
    for name, ranker in rows.items():
        if isinstance(ranker, Leian):
            print(f"{name}: ms p50/p95 {np.percentile(ranker.ms, 50):.0f}/{np.percentile(ranker.ms, 95):.0f}")
            if not ranker.confirmed:
                first, five = ranker.right_causes()
                print(f"true charge first {first:.2f}, among the five offered {five:.2f}")


def known_items(folder: Path) -> None:
    """Print the mean reciprocal rank of the case that a holding was written for."""
    ws, queries = known_library(folder / "known"), known_queries()
    kept = (Section.FACTS, Section.CLAIMS, Section.PRIOR, Section.EVIDENCE, Section.REASONING, Section.DISPOSITION)
    once = WordsOnce({case.id: "".join(case.sections.get(part, "") for part in kept) for case in ws.library.each()})
    print(f"{len(queries)} holdings over {ws.library.count()} published cases, MRR")
    for size in (0, 12, 6):
        chance = random.Random(size)
        ours, theirs = [], []
        for query in queries:
            words = list(dict.fromkeys(ws.segmenter.words(query["text"])))
            text = " ".join(chance.sample(words, min(size, len(words)))) if size else query["text"]
            result = find_similar(ws, SimilarRequest(text, as_of=AS_OF, limit=200, flat=True))
            ours.append(_reciprocal([hit.card.id for hit in result.hits], query["doc"]))
            scores = once.scores(text)
            theirs.append(_reciprocal(sorted(scores, key=lambda name: (-scores[name], name)), query["doc"]))
        words_named = f"{size} words" if size else "full"
        print(f"{words_named:9} Leian {np.mean(ours):.3f}  BM25 words once, whole text {np.mean(theirs):.3f}")


def _reciprocal(order: Sequence[str], wanted: str) -> float:
    return 1.0 / (order.index(wanted) + 1) if wanted in order else 0.0


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--part", choices=("similar", "known"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.data or Path(temporary)
        if options.part != "known":
            similar_cases(folder)
        if options.part != "similar":
            known_items(folder)


if __name__ == "__main__":
    main()
