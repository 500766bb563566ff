"""bm25s: an index for each field, the scores of all documents summed with the weights; it knows no filter or phrase."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import bm25s
import numba  # noqa: F401  (without it bm25s is several times slower: better not measured)
import numpy as np

from localdb.index.port import Body

from .corpus import Document
from .questions import TOP, WEIGHTS, Asked, Kind
from .real_cases import FIELDS


class Bm25s:
    """See engines.Engine."""

    kinds = frozenset({Kind.DRAFT, Kind.LONG, Kind.ANY})

    def __init__(self) -> None:
        self._fields: dict[Body, Any] = {}

    def write(self, folder: Path, batches: Iterable[Sequence[Document]]) -> None:
        """See Engine."""
        words: dict[Body, list[list[str]]] = {body: [] for body in FIELDS}
        for batch in batches:
            for document in batch:
                for body in FIELDS:
                    words[body].append(document.words.get(body, []))
        for body in FIELDS:
            index = bm25s.BM25(k1=1.2, b=0.75, backend="numba")
            index.index(words.pop(body), show_progress=False)
            index.save(folder / body, show_progress=False)

    def open(self, folder: Path) -> None:
        """See Engine."""
        for body in FIELDS:
            self._fields[body] = bm25s.BM25.load(folder / body, mmap=True)
            self._fields[body].activate_numba_scorer()

    def prepare(self, asked: Asked) -> list[str]:
        """See Engine."""
        return list(asked.words)

    def ask(self, prepared: list[str]) -> Any:
        """See Engine."""
        scores: Any = 0.0
        for body, index in self._fields.items():
            known = [word for word in prepared if word in index.vocab_dict]
            if known:
                scores = scores + index.get_scores(known) * np.float32(WEIGHTS[body])
        best = np.argpartition(scores, -TOP)[-TOP:]
        return best[np.argsort(-scores[best])]

    def numbers(self, answer: Any) -> list[int]:
        """See Engine."""
        found: list[int] = answer.tolist()
        return found
