"""Shorter stretches of a judgment for a report. Belongs here: where to cut and what to choose. Pure.

Does not: what a section is (localdb/text).
"""

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）]*|\n+|$)")
_OPENING = re.compile(r"^\s*本院(?:经审查)?认为[，,:：]?\s*$")


def sentences(text: str) -> list[str]:
    """Cut a text after each full stop or semicolon; the pieces join to the text, less line breaks."""
    return [piece for match in _SENTENCE.finditer(text) if (piece := match.group().strip())]


def excerpt(text: str, limit: int) -> str:
    """Return the beginning of a text up to `limit` characters, ending with a sentence, …… where it was cut."""
    text = text.strip()
    if len(text) <= limit:
        return text
    kept = text[:limit]
    end = max(kept.rfind(mark) for mark in "。；！？\n")
    return (kept[: end + 1].rstrip() if end > limit // 2 else kept) + "……"


def key_reasoning(reasoning: str, about: Iterable[str], limit: int = 320) -> str:
    """Return the stretch of a reasoning that has most to do with `about` (issues, notes), whole sentences.

    A sentence weighs as many two-character words as it shares with `about`; the stretch of up to `limit` characters
    that weighs most wins, the earliest of equals. Nothing to go by: the beginning.
    """
    wanted = {pair for text in about for pair in _pairs(text)}
    pieces = [piece for piece in sentences(reasoning) if not _OPENING.match(piece)]
    weights = [len(wanted & _pairs(piece)) for piece in pieces]
    best, start, end = 0, 0, 0
    for first in range(len(pieces)):
        last, size = first, 0
        while last < len(pieces) and (last == first or size + len(pieces[last]) <= limit):
            size += len(pieces[last])
            last += 1
        if (weight := sum(weights[first:last])) > best:
            best, start, end = weight, first, last
    if not best:
        return excerpt(reasoning, limit)
    chosen = "".join(pieces[start:end])
    return excerpt(chosen, limit + 80)


def _pairs(text: str) -> set[str]:
    letters = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return {letters[place : place + 2] for place in range(len(letters) - 1)}
