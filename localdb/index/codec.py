"""The codec: what Whoosh sees of the arrays.

Belongs here: the seam to Whoosh (a codec, its terms, its matchers), so that the table of contents, segments, columns
and lengths are Whoosh's own, and whatever Whoosh can search by (wildcards, fuzzy words) it can search here. Does not:
the arrays themselves (postings.py), nor how Leian searches (snapshot.py), which asks no matcher.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from localdb.index.postings import FieldPostings, Found, SegmentPostings, hash_of
from localdb.index.scoring import LENGTHS

Term = tuple[str, bytes]


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Keep postings as arrays; columns and lengths as W3Codec does."""

    def field_writer(self, storage: Any, segment: Any) -> "NoFieldWriter":
        """Return nothing that could be written to: postings are written by writer.ArrayWriter."""
        return NoFieldWriter()

    def terms_reader(self, storage: Any, segment: Any) -> "ArrayTermsReader":
        """Open the postings of a segment for Whoosh."""
        path = Path(storage.folder) / segment.segment_id()
        return ArrayTermsReader(SegmentPostings(path, segment.doc_count_all()))


class NoFieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Stand where Whoosh wants a writer of postings."""

    is_closed = True
    start_field = start_term = add = finish_term = None


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """Hand the terms of a segment to Whoosh, in the order of their bytes."""

    def __init__(self, postings: SegmentPostings) -> None:
        self._postings = postings

    @cached_property
    def _sorted(self) -> list[Term]:
        return sorted((name, word) for name in self._postings.names for word in self._postings.field(name).words())

    def __contains__(self, term: Term) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        return list(self._postings.names)

    def terms(self) -> Iterator[Term]:
        """Yield every term."""
        return iter(self._sorted)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield every term from this one on, those of later fields too."""
        return iter(self._sorted[bisect_left(self._sorted, (fieldname, prefix)) :])

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield every term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self._sorted)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield every term from this one on with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> "ArrayCursor":
        """Return a cursor over the terms of a field."""
        return ArrayCursor(self, [word for name, word in self._sorted if name == fieldname], fieldname, fieldobj)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return in how many documents a term stands."""
        number = self._number(fieldname, text)
        return int(self._field(fieldname).documents[number]) if number >= 0 else 0

    def frequency(self, fieldname: str, text: bytes) -> int:
        """Return how often a term stands in all documents."""
        number = self._number(fieldname, text)
        return int(self._field(fieldname).totals[number]) if number >= 0 else 0

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term.

        Raises:
            TermNotFound: it is not there.
        """
        return self._told(self._read(fieldname, text))

    def _told(self, found: Found) -> TermInfo:
        return TermInfo(
            weight=float(found.counts.sum()),
            df=len(found.ids),
            minlength=1,  # Whoosh asks for bounds only, and these hold for any document
            maxlength=int(LENGTHS[-1]),
            maxweight=float(found.counts.max()),
            minid=int(found.ids[0]),
            maxid=int(found.ids[-1]),
        )

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Return a matcher over the postings of a term."""
        found = self._read(fieldname, text)
        weights = found.counts.astype(np.float32).tolist()
        return ListMatcher(
            found.ids.tolist(),
            weights,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self._told(found),
        )

    def _number(self, fieldname: str, text: bytes) -> int:
        return int(self._field(fieldname).find(np.array([hash_of(text)], np.uint64))[0])

    def _read(self, fieldname: str, text: bytes) -> Found:
        number = self._number(fieldname, text)
        if number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return self._field(fieldname).read(number)

    def _field(self, fieldname: str) -> FieldPostings:
        return self._postings.field(fieldname)


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walk over the terms of a field, as Whoosh's automata do."""

    def __init__(self, reader: ArrayTermsReader, words: list[bytes], fieldname: str, fieldobj: Any) -> None:
        self._reader, self._words = reader, words
        self._fieldname, self._fieldobj = fieldname, fieldobj
        self._at = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> Any:
        """Go to the first term that is not before this one."""
        wanted = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._at = bisect_left(self._words, wanted)
        return self.text()

    def next(self) -> Any:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """Return the term, None after the last one."""
        return self._fieldobj.from_bytes(self._words[self._at]) if self.is_valid() else None

    def term_info(self) -> Any:
        """Return what is known of the term."""
        return self._reader.term_info(self._fieldname, self._words[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Say whether there is a term here."""
        return self._at < len(self._words)
