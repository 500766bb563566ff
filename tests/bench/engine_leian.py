"""This project's index, asked as the product asks it, and without its tiers."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from localdb.engine.index_backlog import BATCH
from localdb.engine.tier_groups import Bench, one_lane
from localdb.index.port import Body, Entry, LaneOf, Narrowing, Origin
from localdb.index.question import And, Or, Phrase, Question, Term
from localdb.index.whoosh_index import WhooshIndex, open_index
from localdb.model.kinds import CaseType
from localdb.reference import Reference

from .corpus import Document
from .questions import TOP, WEIGHTS, Asked, Filter, Kind
from .real_cases import ROOT

COURT, AS_OF = (
    "北京市朝阳区人民法院",
    date(2019, 12, 31),
)  # of the last years of the corpus: its tiers have recent cases
_WORDS = "bench"
_CHOSEN = 300  # of a single list are scored exactly


class _Ready(NamedTuple):
    """Hold what goes through the port."""

    bodies: dict[Body, dict[str, float]]  # of a draft
    question: Question | None
    lane_of: LaneOf
    narrowing: Narrowing


class ByTier:
    """Be the index behind its port: lanes are the tiers of a basic court, with the best of its last three years."""

    kinds = frozenset(Kind)

    def __init__(self) -> None:
        self._reference = Reference.load(ROOT / "resources")
        self._bench = Bench(self._reference, COURT, AS_OF)
        self._lanes = self._bench.lanes(())
        self._recent = self._bench.since.toordinal()
        self._index: WhooshIndex

    def write(self, folder: Path, batches: Iterable[Sequence[Document]]) -> None:
        """See Engine; in commits as large as those of the product, tidied up after as there."""
        index = open_index(folder, _WORDS)
        for batch in batches:
            for first in range(0, len(batch), BATCH):
                index.update([_entry(document) for document in batch[first : first + BATCH]])
        index.tidy()
        index.close()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._index = open_index(folder, _WORDS)

    def prepare(self, asked: Asked) -> _Ready:
        """See Engine."""
        bodies = {body: dict.fromkeys(asked.words, weight) for body, weight in WEIGHTS.items()}
        return _Ready(bodies, _question(asked), self._lane_of(asked.only), _narrowing(asked.only))

    def ask(self, prepared: _Ready) -> Any:
        """See Engine."""
        if prepared.question is None:
            return self._index.candidates(prepared.bodies, prepared.lane_of, TOP, prepared.narrowing, self._recent)
        return self._index.search(prepared.question, prepared.lane_of, TOP, prepared.narrowing)

    def numbers(self, answer: Any) -> list[int]:
        """See Engine: the lanes joined by score."""
        found = sorted((one for lane in answer.values() for one in lane.best), key=lambda one: (-one.score, one.key))
        return [int(one.key) for one in found[:TOP]]

    def _lane_of(self, only: Filter) -> LaneOf:
        """Return the lanes, without the courts that a filter leaves out."""
        courts = {name for name, court in self._reference.courts.by_name.items() if court.level == only.level}

        def lane(origin: Origin) -> str | None:
            return self._lanes(origin) if origin.court in courts else None

        return lane if only.level else self._lanes


class OneList(ByTier):
    """Score drafts on the snapshot alone and choose the best of all; other questions have one lane."""

    def __init__(self) -> None:
        super().__init__()
        self._lanes = one_lane

    def ask(self, prepared: _Ready) -> Any:
        """See Engine."""
        if prepared.question is not None:
            return super().ask(prepared)
        scored = self._index._current().score(prepared.bodies)
        likely = np.argpartition(scored.rough, -min(_CHOSEN, len(scored.rough)))[-_CHOSEN:]
        likely.sort()
        return likely[np.argsort(-scored.exactly(likely), kind="stable")[:TOP]]

    def numbers(self, answer: Any) -> list[int]:
        """See Engine."""
        if isinstance(answer, np.ndarray):
            snapshot = self._index._current()
            return [int(snapshot.key(number)) for number in answer.tolist()]
        return super().numbers(answer)


def _entry(document: Document) -> Entry:
    columns: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in document.columns.items()
    }
    return Entry(f"{document.number:07}", document.words, **columns)


def _question(asked: Asked) -> Question | None:
    terms = tuple(Term(word, (word,)) for word in asked.words)
    match asked.kind:
        case Kind.DRAFT | Kind.LONG:
            return None
        case Kind.ALL:
            return And(terms)
        case Kind.PHRASE:
            return Phrase("".join(asked.words), asked.words)
        case _:
            return Or(terms)


def _narrowing(only: Filter) -> Narrowing:
    return Narrowing(only.since, only.until, CaseType(only.case_type) if only.case_type else None)
