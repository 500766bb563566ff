"""What Whoosh alone searches by finds in our arrays what it finds in its own files."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from fakes.corpus import KEYS, OFTEN, WORDS, own_word, random_entry
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, query
from whoosh.filedb.filestore import RamStorage
from whoosh.index import open_dir
from whoosh.scoring import BM25F

from localdb.index import schema
from localdb.index.port import Body, Entry
from localdb.index.whoosh_index import open_index

FIELDS = (*map(str, Body), *schema.TERMS)
FIELD = st.sampled_from(FIELDS)
WORD = st.sampled_from([*WORDS, OFTEN, own_word(KEYS[7]), "盗窃罪", "2018赣1刑初1", "刑法#264"])
PREFIX = st.sampled_from(["", "词", "词1", "独", "𠮷", "盗窃", "2018", "刑法#", "无此"])
PATTERN = st.sampled_from(["*", "词?", "词1*", "*1", "独案?7", "?", "*罪", "刑法#26?*", "𠮷*", "[词独]*"])
QUERIES = st.one_of(
    st.builds(query.Prefix, FIELD, PREFIX),
    st.builds(query.Wildcard, FIELD, PATTERN),
    st.builds(query.FuzzyTerm, FIELD, WORD, maxdist=st.integers(1, 2), prefixlength=st.integers(0, 1)),
    st.builds(query.TermRange, FIELD, WORD, WORD),
    st.builds(query.Regex, FIELD, st.sampled_from(["词[0-3]", "独.*[13]", ".*罪$"])),
    st.builds(query.Every, FIELD),
    st.builds(query.Term, FIELD, WORD),
)
TREES = st.recursive(
    QUERIES,
    lambda parts: st.one_of(*(st.lists(parts, min_size=1, max_size=3).map(join) for join in (query.And, query.Or))),
    max_leaves=4,
) | st.builds(query.AndNot, QUERIES, QUERIES)  # within another query Whoosh itself fails on it
Searchers = tuple[Any, Any]


@pytest.fixture(scope="module")
def searchers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searchers]:
    """Open searchers over the same segments with the same deletions, ours and stock Whoosh's."""
    dice = random.Random(5)
    batches = [[random_entry(dice, key) for key in KEYS[start : start + 30]] for start in (0, 30, 60)]
    gone = [KEYS[3], KEYS[31], KEYS[69]]
    with ExitStack() as opened:
        yield (
            opened.enter_context(ours(tmp_path_factory.mktemp("index"), batches, gone)),
            opened.enter_context(stock(batches, gone)),
        )


@contextmanager
def ours(folder: Path, batches: list[list[Entry]], gone: list[str]) -> Iterator[Any]:
    index = open_index(folder, "words")
    for batch in batches:
        index.update(batch)
    index.update([], gone)
    index.close()
    with open_dir(str(folder), "MAIN", schema=schema.schema()).searcher(weighting=BM25F()) as searcher:
        assert len(searcher.reader().leaf_readers()) >= len(batches)
        yield searcher


@contextmanager
def stock(batches: list[list[Entry]], gone: list[str]) -> Iterator[Any]:
    kinds = {name: fields.KEYWORD(commas=True, scorable=schema.is_body(name)) for name in FIELDS}
    index = RamStorage().create_index(fields.Schema(key=fields.ID(sortable=True), **kinds))
    for batch in batches:
        writer = index.writer()
        for entry in batch:
            words = {name: ",".join(some) for name, some in schema.words_of(entry) if some}
            writer.add_document(key=entry.key, **words)
        writer.commit(merge=False)
    writer = index.writer()
    for key in gone:
        writer.delete_by_term("key", key)
    writer.commit(merge=False)
    with index.searcher(weighting=BM25F()) as searcher:
        yield searcher


@settings(deadline=None, max_examples=100)
@given(asked=TREES)
def test_finds_and_scores_alike(searchers: Searchers, asked: query.Query) -> None:
    mine, theirs = (answer(searcher, asked) for searcher in searchers)
    assert mine == pytest.approx(theirs)


@pytest.mark.parametrize("name", FIELDS)
def test_every_term_is_known_alike(searchers: Searchers, name: str) -> None:
    mine, theirs = (searcher.reader() for searcher in searchers)
    assert list(mine.lexicon(name)) == list(theirs.lexicon(name))
    for word in theirs.lexicon(name):
        assert mine.doc_frequency(name, word) == theirs.doc_frequency(name, word)
        assert mine.frequency(name, word) == theirs.frequency(name, word)
        known, stock_knows = mine.term_info(name, word), theirs.term_info(name, word)
        assert known.max_weight() == stock_knows.max_weight()
        if schema.is_body(name):  # these are bounds
            assert known.min_length() <= stock_knows.min_length() <= stock_knows.max_length() <= known.max_length()
        assert (known.min_id(), known.max_id()) == (stock_knows.min_id(), stock_knows.max_id())


def answer(searcher: Any, asked: query.Query) -> dict[str, float]:
    keys: list[str] = []
    for reader, _ in searcher.reader().leaf_readers():
        keys += [bytes_or_text(key) for key in reader.column_reader("key", translate=False)]
    return {keys[hit.docnum]: hit.score for hit in searcher.search(asked, limit=None)}


def bytes_or_text(key: str | bytes) -> str:
    return key.decode() if isinstance(key, bytes) else key
