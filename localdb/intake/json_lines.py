"""JSON Lines, plain or compressed by zstd: one case record a line, read as a stream whatever its length."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

from localdb.intake.encoding import decode_line
from localdb.intake.raw import Raw, Reading, Refused, Unreadable
from localdb.model.errors import BadRecord
from localdb.model.library import Refusal
from localdb.model.record import case_from_record

LONGEST_LINE = 32 * 2**20  # bytes
LARGEST_WINDOW = 2**27  # bytes of memory that a zstd frame may ask for
MOST_SWOLLEN = 200  # times the compressed size: beyond that it is a bomb (judgments: 8)
SMALL = 64 * 2**20  # bytes of output before swelling is judged
DEEPEST = 200  # levels of nesting
_BRACKET = re.compile(rb"[\[\]{}]")
_CHUNK = 2048  # bytes fed to zstd at a time: a block of 128 KiB needs 4 bytes, so this bounds what comes out at once
_PLAIN_CHUNK = 2**20
_STRANGE = re.compile(rb"\\u(?:[dD][89a-fA-F]|00[0189])")  # escapes that may stand for surrogates or controls
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_json_lines(path: Path) -> Reading:
    """Yield the records of a `.jsonl` or `.jsonl.zst` file, and a refusal for every line that is none.

    A file that ends in the middle, or cannot be unpacked, gives what can be read of it and a refusal with line 0.
    """
    try:
        with path.open("rb") as stream:
            yield from _records(stream, compressed=path.suffix.lower() == ".zst")
    except OSError:
        yield Refused(0, Refusal.UNREADABLE, "io")


def _records(stream: BinaryIO, *, compressed: bool) -> Reading:
    chunks = _unpacked(stream) if compressed else iter(lambda: stream.read(_PLAIN_CHUNK), b"")
    seen = False
    try:
        for number, line in _lines(chunks):
            seen = True
            if number == 1 and line is not None and line.startswith(_UTF16):
                raise Unreadable(Refusal.ENCODING)
            yield _record(number, line, stream.tell())
    except Unreadable as error:
        yield error.refused._replace(at=stream.tell())
    else:
        if not seen:
            yield Refused(0, Refusal.EMPTY, at=stream.tell())


def _lines(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Number the lines from 1, blank ones left out; None stands for a line that is too long."""
    number, waiting, too_long = 1, bytearray(), False
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            waiting += piece
            if too_long or len(waiting) > LONGEST_LINE:
                yield number, None
            elif waiting.strip():
                yield number, bytes(waiting)
            number, waiting, too_long = number + 1, bytearray(), False
        waiting += rest
        if len(waiting) > LONGEST_LINE:
            waiting, too_long = bytearray(), True
    if too_long:
        yield number, None
    elif waiting.strip():
        yield number, bytes(waiting)


def _record(number: int, line: bytes | None, at: int) -> Raw | Refused:
    if line is None:
        return Refused(number, Refusal.TOO_LARGE, at=at)
    line = line.removeprefix(_BOM).strip()
    if _too_deep(line):
        return Refused(number, Refusal.NOT_JSON, "nested", at)
    try:
        record = json.loads(decode_line(line))
        if not isinstance(record, dict):
            return Refused(number, Refusal.NOT_JSON, "object", at)
        if _STRANGE.search(line):
            record = {_clean(key): _cleaned(value) for key, value in record.items()}
        case = case_from_record(record)
    except Unreadable as error:
        return error.refused._replace(line=number, at=at)
    except BadRecord as error:
        refusal = Refusal.NO_ID if error.key == "id" else Refusal.BAD_FIELD
        return Refused(number, refusal, error.key, at)
    except (ValueError, RecursionError):
        return Refused(number, Refusal.NOT_JSON, at=at)
    return Raw(number, case, "", hashlib.blake2b(line, digest_size=16).digest(), at)


def _too_deep(line: bytes) -> bool:
    """Tell of nesting that no record has and that json writes back only so far; brackets in texts count as well."""
    if line.count(b"[") + line.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for mark in _BRACKET.finditer(line):
        depth += 1 if mark[0] in b"[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _cleaned(item) for key, item in value.items()}
    return value


def _clean(text: str) -> str:
    return _DROPPED.sub("", text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _unpacked(stream: BinaryIO) -> Iterator[bytes]:
    expander = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW)
    frame = expander.decompressobj()
    done, begun = 0, False
    try:
        while data := stream.read(_CHUNK):
            while data:
                begun = True
                piece = frame.decompress(data)
                done += len(piece)
                if done > SMALL and done > MOST_SWOLLEN * stream.tell():
                    raise Unreadable(Refusal.TOO_LARGE, "bomb")
                yield piece
                data = frame.unused_data if frame.eof else b""
                if frame.eof:
                    frame, begun = expander.decompressobj(), False
    except zstandard.ZstdError as error:
        raise Unreadable(Refusal.UNREADABLE, "zstd") from error
    if begun:
        raise Unreadable(Refusal.UNREADABLE, "truncated")
