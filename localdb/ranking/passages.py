"""The passage of a case that answers to the draft best, axis by axis.

Belongs here: finding words in a text and choosing the stretch where the weightiest meet. Does not: segmentation; words
are looked for as they stand, which is a hundred times faster and finds the same passages.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from localdb.model.kinds import Axis, Section
from localdb.model.similar import Passage

MOST_WORDS = 40  # the weightiest shared words; more do not change which stretch wins
_MOST_PLACES = 30  # of one word
_LONGEST = 140  # code points of a passage
_TEXTS = 600  # sections remembered: the hits of a draft that is typed on are mostly those of a moment ago
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]*[”’）]?")
_CLAUSE = re.compile(rf"[^，、：]{{1,{_LONGEST}}}[，、：]*|[，、：]+")
_EDGE = " \u3000\t\n，、；。：）)”"


def best_passage(axis: Axis, section: Section, text: str, words: Mapping[str, float]) -> Passage | None:
    """Return the stretch of a section, at most about 140 characters, where the weightiest words meet.

    A stretch is a run of whole sentences, or of clauses of a long one. Each word counts once; the earliest wins among
    equals. None when no word stands in the text.
    """
    places = _places(text, words)
    if not places:
        return None
    pieces = _pieces(text)
    starts = [start for start, _ in pieces]
    held: dict[int, dict[str, None]] = {}
    for at, word in places:
        held.setdefault(bisect_right(starts, at) - 1, {})[word] = None
    most, best, best_end, shared = -1.0, 0, 0, tuple[str, ...]()
    for first in held:
        end, met = _stretch(pieces, held, first)
        weight = sum(words[word] for word in met)
        if weight > most + 1e-9:
            most, best, best_end, shared = weight, first, end, tuple(met)
    start, end = _trimmed(text, pieces[best][0], best_end)
    return Passage(axis, section, start, end, text[start:end], shared)


def _places(text: str, words: Mapping[str, float]) -> list[tuple[int, str]]:
    """Return where the weightiest words stand, in order."""
    weightiest = sorted(words, key=lambda word: (-words[word], word))[:MOST_WORDS]
    plain = _plain(text)
    places: list[tuple[int, str]] = []
    for word in weightiest:
        at = plain.find(word)
        left = _MOST_PLACES
        while at >= 0 and left:
            places.append((at, word))
            at = plain.find(word, at + len(word))
            left -= 1
    places.sort()
    return places


@lru_cache(maxsize=_TEXTS)
def _plain(text: str) -> str:
    plain = text.lower()
    return plain if len(plain) == len(text) else text  # a letter that lower() makes longer: offsets would drift


@lru_cache(maxsize=_TEXTS)
def _pieces(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text as (start, end), those too long for a passage clause by clause."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if end - start <= _LONGEST:
            if end > start:
                yield start, end
        else:
            yield from (clause.span() for clause in _CLAUSE.finditer(text, start, end))


def _stretch(
    pieces: Sequence[tuple[int, int]], held: Mapping[int, Mapping[str, None]], first: int
) -> tuple[int, dict[str, None]]:
    """Return where the run of pieces from `first` ends, at one that holds words, and the words that it holds."""
    start, end = pieces[first]
    met = dict(held[first])
    for place in range(first + 1, len(pieces)):
        if pieces[place][1] - start > _LONGEST:
            break
        if place in held:
            met |= held[place]
            end = pieces[place][1]
    return end, met


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in " \u3000\t\n，、：":
        end -= 1
    return start, end
