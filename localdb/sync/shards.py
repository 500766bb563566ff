"""One shard of the feed: its name, what is signed about it, and its operations, written and read (FEED.md).

Reading is bounded whatever lies in the file: a shard never unpacks to more than was signed. Does not belong here:
who may sign a shard, where it lies, what an operation does to the library.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO, NamedTuple, Self

import zstandard

from localdb.model.errors import ShardDamaged
from localdb.model.feed import NATIONAL, SAID, Withdrawal
from localdb.model.json_object import NotAnObject, json_object

FORMAT = 1
CASES, TABLES, MODELS = KINDS = "cases", "tables", "models"
LEVEL = 10  # of zstandard
MOST_OPERATIONS = 10_000
MOST_RAW = 64 * 2**20  # bytes of text
LONGEST_LINE = 32 * 2**20  # bytes, as an import reads them
_WINDOW = 2**27  # bytes of memory that a frame may ask for
_CHUNK = 2**18
_NAME = re.compile(rf"({NATIONAL}|[1-6][0-9]{{5}})/([0-9]{{8}})-([0-9]{{8}})\.jsonl\.zst")
_PLAIN = re.compile(r"[a-z][a-z_]{0,31}")  # the name of a table or a model


class ShardName(NamedTuple):
    """Name a shard by its folder and by the sequence numbers it holds, both ends included, from 1."""

    folder: str
    first: int
    last: int

    @property
    def path(self) -> str:
        """Return the name of the target, such as `national/00000012-00000012.jsonl.zst`."""
        return f"{self.folder}/{self.first:08d}-{self.last:08d}.jsonl.zst"

    @classmethod
    def of(cls, path: str) -> Self:
        """Read the name of a target.

        Raises:
            ShardDamaged: "name"; it is no shard of FEED.md.
        """
        found = _NAME.fullmatch(path)
        if found is None or not 1 <= int(found[2]) <= int(found[3]):
            raise ShardDamaged(path, "name")
        return cls(found[1], int(found[2]), int(found[3]))


class Shard(NamedTuple):
    """Say of a shard what is signed about it: `raw` is the length of its text in bytes."""

    name: ShardName
    kind: str
    operations: int
    raw: int
    format: int = FORMAT

    @property
    def known(self) -> bool:
        """Say whether this Leian can read it; a reader leaves other kinds and formats alone."""
        return self.format == FORMAT and self.kind in KINDS

    @property
    def custom(self) -> dict[str, Any]:
        """Return what is signed beside length and digest."""
        return {
            "format": self.format,
            "kind": self.kind,
            "from": self.name.first,
            "to": self.name.last,
            "operations": self.operations,
            "raw": self.raw,
        }

    @classmethod
    def of(cls, path: str, custom: Mapping[str, Any] | None) -> Self:
        """Read what is signed about the target `path`.

        Raises:
            ShardDamaged: "name" or "custom"; it says nothing that FEED.md knows, or contradicts the name.
        """
        name, told = ShardName.of(path), custom or {}
        numbers = [told.get(key) for key in ("format", "operations", "raw", "from", "to")]
        if not all(type(number) is int and number >= 0 for number in numbers) or not isinstance(told.get("kind"), str):
            raise ShardDamaged(path, "custom")
        shard = cls(name, told["kind"], told["operations"], told["raw"], told["format"])
        bounded = shard.operations <= MOST_OPERATIONS and shard.raw <= MOST_RAW
        if (told["from"], told["to"]) != (name.first, name.last) or (shard.known and not bounded):
            raise ShardDamaged(path, "custom")
        return shard


class Put(NamedTuple):
    """Add a case, or replace the one of that id in this role; `case` is a case record as JSON has it.

    `read` is the version of the Leian that has read its text into the record, "" where none has; `parties` is then the
    text of the parties, which a record has as a list only.
    """

    case: Mapping[str, object]
    read: str = ""
    parties: str = ""


class Withdraw(NamedTuple):
    """Take a case of this role out of search; `by` is what replaced it, `why` is for the reader."""

    id: str
    status: Withdrawal
    since: date
    by: str = ""
    why: str = ""


class Table(NamedTuple):
    """Correct a table of `resources/`: `rows` is what a file of corrections holds, whole; the latest counts."""

    name: str
    rows: Mapping[str, object]


class Model(NamedTuple):
    """Give a model: `name` is that of the file that `leian train` writes, without its ending; the latest counts."""

    name: str
    content: bytes


Operation = Put | Withdraw | Table | Model


class Line(NamedTuple):
    """Hold one line of a shard: its operation, or None and the `reason` why it is none, a key of desktop/words.

    `number` is 1-based; `digest` tells this very line from any other.
    """

    number: int
    operation: Operation | None
    reason: str = ""
    digest: bytes = b""


class Packed(NamedTuple):
    """Hold the bytes of one shard with what is to be signed about them."""

    data: bytes
    operations: int
    raw: int


def pack(operations: Iterable[Operation]) -> Iterator[Packed]:
    """Write operations, in order, as one shard or as many as the limits demand.

    Raises:
        ShardDamaged: "line"; an operation alone is longer than a line may be. Its `line` counts operations from 1.
    """
    waiting: list[bytes] = []
    size = 0
    for number, operation in enumerate(operations, 1):
        line = line_of(operation)
        if len(line) > LONGEST_LINE:
            raise ShardDamaged("", "line", number)
        if waiting and (len(waiting) == MOST_OPERATIONS or size + len(line) > MOST_RAW):
            yield pack_lines(waiting)
            waiting, size = [], 0
        waiting.append(line)
        size += len(line)
    if waiting:
        yield pack_lines(waiting)


def read(stream: BinaryIO, shard: Shard) -> Iterator[Line]:
    """Yield the lines of a shard in order; one that is no operation is named, and the rest goes on.

    Raises:
        ShardDamaged: "zstd", "bomb" (it holds more than was signed), "short" or "operations" (it holds another number).
            What was yielded before must then be undone.
    """
    count = 0
    for count, line in _lines(_text(stream, shard)):  # the last number is the count
        if count > shard.operations:
            break
        yield _line(count, line)
    if count != shard.operations:
        raise ShardDamaged(shard.name.path, "operations", count)


def pack_lines(lines: Sequence[bytes]) -> Packed:
    """Write lines as `line_of` gives them as one shard, with nothing in it where there are none."""
    text = b"".join(lines)
    return Packed(zstandard.ZstdCompressor(level=LEVEL).compress(text), len(lines), len(text))


def line_of(operation: Operation) -> bytes:
    """Return the line of an operation with its line break; the digest of a `Line` is over what stands before that."""
    match operation:
        case Put(case, read, parties):
            told: dict[str, object] = {"op": "put", "case": case}
            told |= {name: text for name, text in (("read", read), ("parties", parties)) if text}
        case Withdraw():
            told = {"op": "withdraw", **operation._asdict(), "since": operation.since.isoformat()}
        case Table():
            told = {"op": "table", **operation._asdict()}
        case Model(name, content):
            told = {"op": "model", "name": name, "content": base64.b64encode(content).decode()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _text(stream: BinaryIO, shard: Shard) -> Iterator[bytes]:
    """Yield the text of the first frame in pieces, never more of it than was signed."""
    path, left = shard.name.path, shard.raw
    try:
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(stream, closefd=False) as reader:
            while piece := reader.read(min(_CHUNK, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise ShardDamaged(path, "bomb")
                yield piece
    except zstandard.ZstdError as error:
        raise ShardDamaged(path, "zstd") from error
    if left:
        raise ShardDamaged(path, "short")


def _lines(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines from 1; None stands for one that is too long. The text is bounded, and so is what waits."""
    number, waiting = 0, bytearray()
    for piece in pieces:
        *whole, rest = piece.split(b"\n")
        for part in whole:
            number += 1
            waiting += part
            yield number, bytes(waiting) if len(waiting) <= LONGEST_LINE else None
            waiting.clear()
        waiting += rest
    if waiting:
        yield number + 1, bytes(waiting) if len(waiting) <= LONGEST_LINE else None


def _line(number: int, line: bytes | None) -> Line:
    if line is None:
        return Line(number, None, "line")
    try:
        operation = operation_of(json_object(line.decode("utf-8")))
    except UnicodeDecodeError:
        return Line(number, None, "encoding")
    except NotAnObject as error:
        return Line(number, None, error.reason or "json")
    if operation is None:
        return Line(number, None, "operation")
    return Line(number, operation, "", hashlib.blake2b(line, digest_size=16).digest())


def operation_of(told: Mapping[str, object]) -> Operation | None:
    """Return what the object of a line asks for; None when it is no operation."""
    match told:
        case {"op": "put", "case": dict(case)}:
            read, parties = told.get("read"), told.get("parties")
            return Put(case, read if isinstance(read, str) else "", parties if isinstance(parties, str) else "")
        case {"op": "withdraw", "id": str(ident), "status": str(status), "since": str(since)} if _sound(ident):
            return _withdraw(told, ident.strip(), status, since)
        case {"op": "table", "name": str(name), "rows": dict(rows)} if _PLAIN.fullmatch(name):
            return Table(name, rows)
        case {"op": "model", "name": str(name), "content": str(content)} if _PLAIN.fullmatch(name):
            return _model(name, content)
    return None


def _model(name: str, content: str) -> Model | None:
    try:
        return Model(name, base64.b64decode(content, validate=True))
    except ValueError:
        return None


def _sound(ident: str) -> bool:
    """Say whether an id says something, in whole characters."""
    return bool(ident.strip()) and not re.search("[\ud800-\udfff\ufffd]", ident)


def _withdraw(told: Mapping[str, object], ident: str, status: str, since: str) -> Withdraw | None:
    by, why = told.get("by") or "", told.get("why") or ""
    try:
        day, kind = date.fromisoformat(since), Withdrawal(status)
    except ValueError:
        return None
    fit = kind in SAID and isinstance(by, str) and isinstance(why, str)
    return Withdraw(ident, kind, day, str(by), str(why)) if fit else None
