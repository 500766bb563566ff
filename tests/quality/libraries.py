"""The libraries that are searched, and the product as a ranker over them.

`court_library` holds all real data, imported as a court would import it; `own_library` just the cases it is given. Both
stay in the folder given, so that a second run is quick.
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from localdb.engine.find_similar import find_similar
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.similar import SimilarRequest, SimilarResult

from .evaluation_data import AUTHORITY, LECARD, ROOT

AS_OF = date(2026, 11, 1)
LIMIT = 300


@lru_cache(maxsize=1)
def court_library(folder: Path) -> Workspace:
    """Open the library of all real data, importing what it lacks."""
    ws = Workspace.open(folder, ROOT / "resources")
    if ws.library.resolve("lecard-8") is None:
        import_cases(ws, [LECARD / "corpus.jsonl.zst", AUTHORITY])
    drain_index(ws)
    return ws


def own_library(folder: Path, cases: Iterable[Case]) -> Workspace:
    """Open a library of just these cases, which are read only where it is empty."""
    ws = Workspace.open(folder, ROOT / "resources")
    if ws.library.count() == 0:
        ws.library.add([entry_of(case, ws.reference) for case in cases])
    drain_index(ws)
    return ws


@dataclass
class Product:
    """Rank with the product, flat, and remember how long it took."""

    ws: Workspace
    ms: list[float] = field(default_factory=list)

    def answer(
        self,
        text: str,
        causes: Sequence[str] = (),
        without: Collection[str] = (),
        pool: Sequence[str] | None = None,
    ) -> SimilarResult:
        """Search; `without` is left out of hits and of the vote on the cause."""
        request = SimilarRequest(
            text,
            as_of=AS_OF,
            causes=tuple(causes),
            exclude=tuple(without),
            limit=LIMIT,
            flat=True,
            pool=None if pool is None else tuple(pool),
        )
        begun = time.perf_counter()
        result = find_similar(self.ws, request)
        self.ms.append((time.perf_counter() - begun) * 1000)
        return result

    def order(
        self,
        text: str,
        causes: Sequence[str] = (),
        without: Collection[str] = (),
        pool: Sequence[str] | None = None,
    ) -> list[str]:
        """Return ids, most similar first."""
        hits = self.answer(text, causes, without, pool).hits
        return [hit.card.id for hit in hits if hit.card.id not in without]
