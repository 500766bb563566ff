"""tantivy: a field of text for each of ours, cut at blanks, and fast fields to filter by."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from .corpus import Document
from .questions import TOP, WEIGHTS, Asked, Filter, Kind
from .real_cases import FIELDS

_CUTTER = "blanks"
_HEAP = 200_000_000


class Tantivy:
    """See engines.Engine."""

    kinds = frozenset(Kind)

    def __init__(self) -> None:
        builder = tantivy.SchemaBuilder()
        for body in FIELDS:
            builder.add_text_field(body, tokenizer_name=_CUTTER)
        for name in ("level", "case_type"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("day", indexed=True, fast=True)
        builder.add_unsigned_field("number", fast=True)
        self._schema = builder.build()
        self._searcher: Any = None

    def write(self, folder: Path, batches: Iterable[Sequence[Document]]) -> None:
        """See Engine: one thread, merges as tantivy sees fit."""
        writer = self._index(folder).writer(_HEAP, num_threads=1)
        for batch in batches:
            for document in batch:
                made = tantivy.Document()
                for body, words in document.words.items():
                    made.add_text(body, " ".join(words))
                for name in ("level", "case_type"):
                    made.add_text(name, document.columns[name])
                made.add_unsigned("day", document.columns["day"])
                made.add_unsigned("number", document.number)
                writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._searcher = self._index(folder).searcher()

    def prepare(self, asked: Asked) -> Query:
        """See Engine. Terms are joined field by field and each field weighted whole: faster than weighted terms."""
        if asked.kind is Kind.ALL:
            return _all([self._anywhere([word]) for word in asked.words])
        if asked.kind is Kind.PHRASE:
            return _any(
                Query.boost_query(Query.phrase_query(self._schema, body, list(asked.words)), weight)
                for body, weight in WEIGHTS.items()
            )
        return _all([self._anywhere(asked.words), *self._filters(asked.only)])

    def ask(self, prepared: Query) -> Any:
        """See Engine."""
        return self._searcher.search(prepared, TOP).hits

    def numbers(self, answer: Any) -> list[int]:
        """See Engine."""
        return [int(number) for number in self._searcher.fast_field_values("number", [place for _, place in answer])]

    def _anywhere(self, words: Iterable[str]) -> Query:
        return _any(
            Query.boost_query(_any(Query.term_query(self._schema, body, word, "freq") for word in words), weight)
            for body, weight in WEIGHTS.items()
        )

    def _filters(self, only: Filter) -> list[Query]:
        named = {"level": only.level, "case_type": only.case_type}
        kept = [Query.term_query(self._schema, name, value, "basic") for name, value in named.items() if value]
        if only.until:
            kept.append(Query.range_query(self._schema, "day", FieldType.Unsigned, only.since, only.until))
        return [Query.const_score_query(query, 0.0) for query in kept]

    def _index(self, folder: Path) -> Any:
        index = tantivy.Index(self._schema, path=str(folder))
        cutter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(_CUTTER, cutter)
        return index


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
