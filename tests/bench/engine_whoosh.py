"""Whoosh as it comes, with the codec that it comes with."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, scoring
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import create_in, open_dir
from whoosh.query import And, NumericRange, Or, Phrase, Query, Term

from .corpus import Document
from .questions import TOP, WEIGHTS, Asked, Filter, Kind
from .real_cases import FIELDS

_MEMORY_MB = 512


class StockWhoosh:
    """See engines.Engine."""

    kinds = frozenset(Kind)

    def __init__(self) -> None:
        self._searcher: Any = None

    def write(self, folder: Path, batches: Iterable[Sequence[Document]]) -> None:
        """See Engine."""
        made = {str(body): fields.TEXT(SpaceSeparatedTokenizer(), phrase=True) for body in FIELDS}
        made |= {"level": fields.ID(), "case_type": fields.ID(), "day": fields.NUMERIC(bits=32, signed=False)}
        made["number"] = fields.STORED()
        writer = create_in(str(folder), fields.Schema(**made)).writer(limitmb=_MEMORY_MB)
        for batch in batches:
            for document in batch:
                columns = {name: document.columns[name] for name in ("level", "case_type", "day")}
                words = {str(body): " ".join(some) for body, some in document.words.items()}
                writer.add_document(number=document.number, **columns, **words)
        writer.commit()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._searcher = open_dir(str(folder)).searcher(weighting=scoring.BM25F(B=0.75, K1=1.2))

    def prepare(self, asked: Asked) -> tuple[Query, Query | None]:
        """See Engine: what is looked for, and what it is filtered by."""
        if asked.kind is Kind.ALL:
            return And([_anywhere([word]) for word in asked.words]), None
        if asked.kind is Kind.PHRASE:
            words = list(asked.words)
            return Or([Phrase(str(body), words, boost=weight) for body, weight in WEIGHTS.items()]), None
        return _anywhere(asked.words), _filter(asked.only)

    def ask(self, prepared: tuple[Query, Query | None]) -> Any:
        """See Engine."""
        query, kept = prepared
        return self._searcher.search(query, limit=TOP, filter=kept)

    def numbers(self, answer: Any) -> list[int]:
        """See Engine."""
        return [hit["number"] for hit in answer]


def _anywhere(words: Iterable[str]) -> Query:
    return Or([Term(str(body), word, boost=weight) for body, weight in WEIGHTS.items() for word in words])


def _filter(only: Filter) -> Query | None:
    named = {"level": only.level, "case_type": only.case_type}
    kept = [Term(name, value) for name, value in named.items() if value]
    if only.until:
        kept.append(NumericRange("day", only.since, only.until))
    return And(kept) if kept else None
