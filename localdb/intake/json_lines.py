"""JSON Lines, plain or compressed by zstd: one case record a line, read as a stream whatever its length."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import zstandard

from localdb.intake.encoding import decode_line
from localdb.intake.raw import Raw, Reading, Refused, Unreadable
from localdb.model.errors import BadRecord
from localdb.model.json_object import NotAnObject, json_object
from localdb.model.library import Refusal
from localdb.model.record import case_from_record

LONGEST_LINE = 32 * 2**20  # bytes
LARGEST_WINDOW = 2**27  # bytes of memory that a zstd frame may ask for
MOST_SWOLLEN = 200  # times the compressed size: beyond that it is a bomb (judgments: 8)
SMALL = 64 * 2**20  # bytes of output before swelling is judged
_CHUNK = 2048  # bytes fed to zstd at a time: a block of 128 KiB needs 4 bytes, so this bounds what comes out at once
_PLAIN_CHUNK = 2**20
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


def read_record(record: Mapping[str, object], number: int, digest: bytes, at: int = 0) -> Raw | Refused:
    """Return a decoded case record as read, or why it is none; `digest` tells this very input from any other."""
    try:
        return Raw(number, case_from_record(record), "", digest, at)
    except BadRecord as error:
        refusal = Refusal.NO_ID if error.key == "id" else Refusal.BAD_FIELD
        return Refused(number, refusal, error.key, at)
    except ValueError:  # a value beyond all measure
        return Refused(number, Refusal.NOT_JSON, at=at)


def _record(number: int, line: bytes | None, at: int) -> Raw | Refused:
    if line is None:
        return Refused(number, Refusal.TOO_LARGE, at=at)
    line = line.removeprefix(_BOM).strip()
    try:
        record = json_object(decode_line(line))
    except Unreadable as error:
        return error.refused._replace(line=number, at=at)
    except NotAnObject as error:
        return Refused(number, Refusal.NOT_JSON, error.reason, at)
    return read_record(record, number, hashlib.blake2b(line, digest_size=16).digest(), at)


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
