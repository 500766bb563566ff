"""Writing a commit: Whoosh's writer, with one sort in place of its pool of postings.

Belongs here: what becomes of an entry, and how segments are folded together. Does not: which ones, and when to commit
(whoosh_index.py).
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from localdb.index import schema as layout
from localdb.index.errors import DAMAGE
from localdb.index.merging import Kept, PostingsWriter
from localdb.index.port import Entry
from localdb.index.postings import Ids, SegmentPostings
from localdb.index.runs import Collector, Source
from localdb.index.seal import Seal, seal_files, seal_name, write_seal
from localdb.index.segment import numbers


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Write one commit, sealed. Its caller holds the lock: Whoosh's own would stay locked after a full disk."""

    def __init__(self, index: FileIndex, mark: str, before: Seal, cancelled: Callable[[], bool] | None = None) -> None:
        super().__init__(index, codec=layout.codec(), compound=False, _lk=False)
        self._mark, self._before = mark, before
        self._cancelled = cancelled
        self._collector = Collector()
        self._folded: list[tuple[SegmentPostings, Ids]] = []

    def add_entry(self, entry: Entry) -> None:
        """Add a case as the next document."""
        document = self.docnum
        self.perdocwriter.start_doc(document)
        for name, words in layout.words_of(entry):
            if words:
                self._collector.add(name, document, words, layout.is_body(name))
                length = len(words) if layout.is_body(name) else 0
                self.perdocwriter.add_field(name, self.schema[name], None, length)
        for name, column, value in layout.columns_of(entry):
            self.perdocwriter.add_column_value(name, column, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def fold(self, segment: Any) -> None:
        """Take the documents of a segment that are not deleted into the one that is being written.

        Raises:
            IndexDamaged: the segment is not what was written.
            Cancelled: whoever wrote was asked to stop.
        """
        postings = SegmentPostings(Path(self.storage.folder) / segment.segment_id(), segment.doc_count_all())
        postings.verify(self._cancelled)
        with closing(W3PerDocReader(self.storage, segment)) as reader:
            self._folded.append((postings, self._take_columns(reader)))
        self._added = True

    def _take_columns(self, reader: W3PerDocReader) -> Ids:
        """Take the columns of what is not deleted; return the new number of each document, -1 for a deleted one.

        Whoosh's own `write_per_doc` asks the disk for the lengths of every field of every document.
        """
        there = [each for each in layout.columns_kept() if reader.has_column(each[0])]
        kept = [(name, column, reader.column_reader(name, column)) for name, column in there]
        new = np.full(reader.doc_count_all(), -1, np.int64)
        for document in reader.all_doc_ids():
            new[document] = self.docnum
            self.perdocwriter.start_doc(self.docnum)
            for name, column, values in kept:
                self.perdocwriter.add_column_value(name, column, values[document])
            self.perdocwriter.finish_doc()
            self.docnum += 1
        return new

    def close(self) -> None:
        """Give up what was not committed; the next writer sweeps what a full disk leaves lying."""
        if not self.is_closed:
            with suppress(*DAMAGE):
                self.cancel()

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        seal = seal_files(folder, [segment.segment_id() for segment in segments], self._mark, self._before)
        write_seal(folder / seal_name(self.indexname, self.generation), seal)
        super()._commit_toc(segments)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        size, path = self.docnum, Path(self.storage.folder) / self.newsegment.segment_id()
        files = PostingsWriter(path, size, self._cancelled)
        with ExitStack() as otherwise:
            otherwise.callback(files.abandon)
            for name, sources in self._sources():
                column = path.parent / W3Codec.column_filename(self.newsegment, f"_{name}_len")
                words = files.write(name, sources, numbers(column, "u1", size))
                if layout.is_body(name):  # Whoosh adds up the lengths of what is folded as rounded
                    self.newsegment._fieldlengths[name] = words
            files.close()
            otherwise.pop_all()

    def _sources(self) -> Iterator[tuple[str, list[Source]]]:
        """Yield the sources of each field, in the order of their documents."""
        collected = self._collector.sources()
        for name in sorted({*collected, *(name for postings, _ in self._folded for name in postings.names)}):
            sources = collected.pop(name, [])
            for postings, new in self._folded:
                field = postings.field(name)
                sources += [Kept(field, rows, new) for rows in (False, True)]
            yield name, [source for source in sources if len(source.hashes)]
