"""Postings are read as they were written, through any number of mergers with deletions."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localdb.index import merging, runs
from localdb.index.merging import Kept, PostingsWriter
from localdb.index.postings import MOST_ROW_TF, FieldPostings, Ids, SegmentPostings, hashes_of
from localdb.index.runs import MOST_PLACES, Collector, Source

Texts = list[list[str]]
Places = dict[str, dict[int, list[int]]]  # word -> document -> positions
NAME, PLAIN = "facts", "causes"  # with positions, and without
WORD = st.sampled_from([*"甲乙丙丁", "𠮷𡈽", "a", "长" * 40])
OFTEN = st.tuples(WORD, st.sampled_from([MOST_ROW_TF - 1, MOST_ROW_TF, 254, 255, 256, 300])).map(
    lambda w: [w[0]] * w[1]
)
TEXT = st.one_of(st.just([]), st.lists(WORD, max_size=12), OFTEN)
# Enough documents that some words stand in less than one of sixteen: they have a list, the others a row.
TEXTS = st.tuples(st.lists(TEXT, max_size=8), st.integers(0, 60)).map(lambda t: [*t[0], *([["甲"]] * t[1])])


@settings(deadline=None, max_examples=60)
@given(parts=st.lists(TEXTS, min_size=1, max_size=4), data=st.data())
def test_what_was_written_is_read_after_merging(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Texts], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("postings")
    with pytest.MonkeyPatch.context() as small:
        small.setattr(merging, "_PIECE", data.draw(st.sampled_from([1, 50, 10**6])))
        small.setattr(runs, "_SPILL", data.draw(st.sampled_from([1, 20, 10**6])))
        merged: Texts = []
        before: SegmentPostings | None = None
        for number, texts in enumerate(parts):
            gone = data.draw(st.sets(st.integers(0, max(len(merged) - 1, 0))))
            kept = [text for place, text in enumerate(merged) if place not in gone]
            before = written(folder / f"s{number}", texts, before, [place not in gone for place in range(len(merged))])
            merged = texts + kept  # what is new comes first, as in a commit
            assert_holds(before, merged)


def written(path: Path, texts: Texts, before: SegmentPostings | None, kept: list[bool]) -> SegmentPostings:
    """Write a segment of new texts, followed by what is kept of another."""
    collector = Collector()
    for document, words in enumerate(texts):
        if words:
            collector.add(NAME, document, words, placed=True)
            collector.add(PLAIN, document, list(dict.fromkeys(words)), placed=False)
    collected, size = collector.sources(), len(texts) + sum(kept)
    alive = np.array(kept, np.bool_)
    new: Ids = np.where(alive, len(texts) + np.cumsum(alive) - 1, -1)
    writer = PostingsWriter(path, size)
    for name in sorted((NAME, PLAIN)):
        sources: list[Source] = list(collected.get(name, []))
        if before is not None and name in before.names:
            sources += [Kept(before.field(name), rows, new) for rows in (False, True)]
        writer.write(name, [source for source in sources if len(source.hashes)], np.arange(size).astype(np.uint8))
    writer.close()
    return SegmentPostings(path, size)


def assert_holds(segment: SegmentPostings, texts: Texts) -> None:
    segment.verify()
    expected = places_of(texts)
    plain, placed = segment.field(PLAIN), segment.field(NAME)
    assert {word.decode() for word in placed.words()} == {word.decode() for word in plain.words()} == set(expected)
    assert placed.find(hashes_of(["无此词"])).tolist() == [-1]
    for word, place in zip(expected, placed.find(hashes_of(list(expected))).tolist(), strict=True):
        found = placed.read(place)
        assert dict(zip(found.ids.tolist(), found.counts.tolist(), strict=True)) == {
            document: len(places) for document, places in expected[word].items()
        }
        assert (placed.documents[place], placed.totals[place]) == (len(found.ids), found.counts.sum())
        documents, positions = placed.positions(found, np.arange(len(found.ids)))
        assert list(zip(documents.tolist(), positions.tolist(), strict=True)) == list(flat(expected[word]))
        mask = np.zeros(len(texts), np.bool_)
        placed.mark(place, mask)
        assert np.flatnonzero(mask).tolist() == found.ids.tolist()
        assert_lengths(placed, place)
    for word, place in zip(expected, plain.find(hashes_of(list(expected))).tolist(), strict=True):
        assert plain.read(place).ids.tolist() == sorted(expected[word])
        assert set(plain.read(place).counts.tolist()) == {1}


def assert_lengths(field: FieldPostings, place: int) -> None:
    """See that the code of each posting in a list carries the length byte of its document."""
    if not field.dense[place]:
        own = slice(field.starts[place], field.starts[place + 1])
        assert (field.codes[own] & 255).tolist() == (field.ids[own] % 256).tolist()


def places_of(texts: Texts) -> Places:
    places: Places = defaultdict(lambda: defaultdict(list))
    for document, words in enumerate(texts):
        for place, word in enumerate(words):
            places[word][document].append(place)
    return places


def flat(places: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    return ((document, place) for document in sorted(places) for place in places[document])


def test_words_beyond_the_last_place_all_stand_at_it(tmp_path: Path) -> None:
    words = ["前"] * MOST_PLACES + ["后", "后", "后"]
    field = written(tmp_path / "s", [words], None, []).field(NAME)
    for word, places in (("前", range(MOST_PLACES)), ("后", [MOST_PLACES] * 3)):
        found = field.read(int(field.find(hashes_of([word]))[0]))
        assert (found.ids.tolist(), found.counts.tolist()) == ([0], [len(places)])
        assert field.positions(found, np.array([0]))[1].tolist() == list(places)
