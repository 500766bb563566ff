"""What every engine is asked to do, and which engines there are.

Belongs here: the Protocol, the list, and that an engine that is not installed is left out. Does not: any engine.

`write` and `ask` are what is timed; making words of numbers, `prepare` and `numbers` are not: where an engine wants its
question as an object of its own, it is made beforehand. That favours tantivy and Whoosh, whose queries of 2,000 terms
take milliseconds to make.
"""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from .corpus import Document
from .questions import Asked, Kind


class Engine(Protocol):
    """Index documents in a folder, then answer questions from it."""

    kinds: frozenset[Kind]  # it can answer

    def write(self, folder: Path, batches: Iterable[Sequence[Document]]) -> None:
        """Make an index of all documents, ready to be searched."""

    def open(self, folder: Path) -> None:
        """Open the index for searching."""

    def prepare(self, asked: Asked) -> Any:
        """Write a question in the engine's own way."""

    def ask(self, prepared: Any) -> Any:
        """Return the best 100 in the engine's own way."""

    def numbers(self, answer: Any) -> list[int]:
        """Return the numbers of the documents of an answer, best first."""


class Listed(NamedTuple):
    """Name an engine, where it is written, which one builds what it searches, and up to what size it runs unasked."""

    label: str
    module: str
    made: str
    built_by: str
    most: int = 1 << 40

    def load(self) -> Engine:
        """Return the engine.

        Raises:
            ImportError: its library is not installed.
        """
        engine: Engine = getattr(importlib.import_module(f".{self.module}", __package__), self.made)()
        return engine


TANTIVY = "tantivy"
ENGINES: Mapping[str, Listed] = {
    "leian": Listed("Leian, tier by tier", "engine_leian", "ByTier", "leian"),
    "leian-one": Listed("Leian, one list", "engine_leian", "OneList", "leian"),
    TANTIVY: Listed("tantivy", "engine_tantivy", "Tantivy", TANTIVY),
    "bm25s": Listed("bm25s (numba)", "engine_bm25s", "Bm25s", "bm25s", 150_000),
    "fts5": Listed("SQLite FTS5", "engine_fts5", "Fts5", "fts5", 150_000),
    "whoosh": Listed("Whoosh, stock codec", "engine_whoosh", "StockWhoosh", "whoosh", 10_000),
}
