"""Stretches of a text and the sentences they are made of.

Belongs here: Piece, and where sentences begin and end. Does not: which section a stretch is.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from localdb.model.kinds import Section

_ENDS = re.compile(r"[。！？；!?\n]+[”’」』）)\"]*")


class Piece(NamedTuple):
    """Hold a stretch of the text and the section it belongs to; offsets are code points."""

    section: Section
    start: int
    end: int


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every sentence, its stop and closing quotes included, blanks around it left out."""
    found, start = [], 0
    for match in _ENDS.finditer(text):
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return [trimmed for each in found if (trimmed := _trim(text, *each))[0] < trimmed[1]]


def sentence_end(text: str, at: int, high: int) -> int:
    """Return where the sentence that holds `at` ends, its full stop included; `high` where it does not."""
    ends = [end + 1 for stop in "。\n" if (end := text.find(stop, at, high)) >= 0]
    return min(ends, default=high)


def join(text: str, pieces: Iterable[Piece]) -> Mapping[Section, str]:
    """Join the pieces of each section into its text, in the order of sections; each part on a line of its own."""
    parts: dict[Section, list[str]] = {}
    for piece in pieces:
        words = text[piece.start : piece.end].strip()
        if words:
            parts.setdefault(piece.section, []).append(words)
    return {section: "\n".join(parts[section]) for section in Section if section in parts}


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
