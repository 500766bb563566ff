"""The Whoosh schema of the library's index, and what of an entry goes into which field.

Belongs here: fields and columns. Does not: how they are kept (codec.py).
"""

from collections.abc import Iterator, Sequence

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import LENGTHS_COLUMN

from localdb.index.codec import ArrayCodec
from localdb.index.port import Body, Entry

VERSION = 3  # grows when the schema, what is put into a field, or FORMAT.md changes: the index is then built anew
KEY, DAY = "key", "day"
COLUMNS = ("court", "level", "province", "city", "authority", "case_type", "effect")
TERMS = ("causes", "statutes", "numbers")
_BODIES = frozenset(str(body) for body in Body)


class Words(fields.FieldType):  # type: ignore[misc]
    """Name a field of words that are cut already; lengths are kept where it is scored."""

    def __init__(self, scorable: bool) -> None:
        super().__init__(format=formats.Frequency(), analyzer=None, scorable=scorable)

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return the term as it is stored."""
        return value.encode() if isinstance(value, str) else value


class Column(fields.FieldType):  # type: ignore[misc]
    """Keep a value per document and index nothing."""

    indexed = False

    def __init__(self, column: columns.Column) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)
        self.column_type = column


def schema() -> fields.Schema:
    """Return a fresh schema."""
    made = {str(body): Words(scorable=True) for body in Body}
    made |= {name: Words(scorable=False) for name in TERMS}
    made |= {name: Column(column) for name, column in _KINDS.items()}
    return fields.Schema(**made)


def codec() -> ArrayCodec:
    """Return the codec."""
    return ArrayCodec()


def is_body(name: str) -> bool:
    """Say whether a field is a body: scored, with positions."""
    return name in _BODIES


def words_of(entry: Entry) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each field of terms with its words in order."""
    for body, words in entry.bodies.items():
        yield str(body), words
    for name in TERMS:
        yield name, tuple(dict.fromkeys(getattr(entry, name)))


def columns_of(entry: Entry) -> Iterator[tuple[str, columns.Column, bytes | int]]:
    """Yield each column with its value as Whoosh wants it."""
    for name in COLUMNS:
        yield name, _KINDS[name], str(getattr(entry, name)).encode(errors="replace")
    yield KEY, _KINDS[KEY], entry.key.encode()
    yield DAY, _KINDS[DAY], entry.day


def columns_kept() -> Iterator[tuple[str, columns.Column]]:
    """Yield every column that a segment may have, those of lengths included."""
    yield from _KINDS.items()
    for body in Body:
        yield f"_{body}_len", LENGTHS_COLUMN


_KINDS: dict[str, columns.Column] = {name: columns.RefBytesColumn() for name in COLUMNS}
_KINDS |= {KEY: columns.VarBytesColumn(), DAY: columns.NumericColumn("i")}
