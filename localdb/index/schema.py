"""The Whoosh schema and the codec settings of the library's index.

Belongs here: fields, columns, and the fingerprint under which an index is valid. Does not: what goes into them.
"""

import hashlib
from collections.abc import Iterator, Mapping

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec

from localdb.index.port import Body, Entry

VERSION = 2  # grows when the schema or what is put into a field changes
KEY, DAY = "key", "day"
COLUMNS = ("court", "level", "province", "city", "authority", "case_type", "effect")
TERMS = ("causes", "statutes", "numbers")


class WordBag(fields.FieldType):  # type: ignore[misc]
    """Take words that are counted already: a mapping from word to frequency, kept as the weight of the posting.

    Whoosh's own TEXT would run an analyzer and keep positions; neither is wanted, since phrases are verified in the
    store's text. Lengths are kept where the field is scored.
    """

    def __init__(self, scorable: bool) -> None:
        super().__init__(format=formats.Existence(), analyzer=None, scorable=scorable)

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, payload)."""
        for word, count in value.items():
            yield word.encode(), count, float(count), b""

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return the term as it is stored."""
        return value.encode() if isinstance(value, str) else value


class Column(fields.FieldType):  # type: ignore[misc]
    """Keep a value per document and index nothing."""

    indexed = False

    def __init__(self, column: columns.Column) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)
        self.column_type = column

    def to_column_value(self, value: str | int) -> bytes | int:
        """Return the value as the column wants it."""
        return value.encode() if isinstance(value, str) else value


def schema() -> fields.Schema:
    """Return a fresh schema."""
    made = {str(body): WordBag(scorable=True) for body in Body}
    made |= {name: WordBag(scorable=False) for name in TERMS}
    made |= {name: Column(columns.RefBytesColumn()) for name in COLUMNS}
    made[KEY] = Column(columns.VarBytesColumn())
    made[DAY] = Column(columns.NumericColumn("i"))
    return fields.Schema(**made)


def codec() -> W3Codec:
    """Return the codec: all postings of a term in one block, since they are read whole (postings.py)."""
    return W3Codec(blocklimit=1 << 30, compression=1)


def document(entry: Entry) -> dict[str, object]:
    """Return the field values of an entry."""
    values: dict[str, object] = {str(body): bag for body, bag in entry.bodies.items() if bag}
    values |= {name: dict.fromkeys(getattr(entry, name), 1) for name in TERMS if getattr(entry, name)}
    values |= {name: str(getattr(entry, name)) for name in COLUMNS}
    return values | {KEY: entry.key, DAY: entry.day}


def fingerprint(words: str) -> str:
    """Return what an index must carry to be valid: schema version and the fingerprint of the segmentation."""
    return hashlib.sha256(f"{VERSION} {words}".encode()).hexdigest()[:16]
