"""Which words and passages of a case meet the draft, and where the jumps go. Pure.

Belongs here: spans to be marked. Does not: marking them on the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from desktop.reader.parts import PageMap, Span
from localdb.model.behaviour import Attention
from localdb.model.kinds import Axis
from localdb.model.similar import Hit, Passage

_CONTEXT = 8  # characters about a passage's start that tell it again where offsets no longer fit


def passage_span(page: PageMap, passage: Passage) -> Span | None:
    """Find where a passage stands on the page; None where the case no longer has it."""
    place = page.part_of(passage.section)
    if place is None:
        return None
    text = page.parts[place].text
    if text[passage.start : passage.end] == passage.text or not passage.text:
        return Span(place, passage.start, min(passage.end, len(text))) if passage.start < len(text) else None
    start = text.find(passage.text)
    if start < 0:
        start = text.find(passage.text[:_CONTEXT])
    return Span(place, start, min(start + len(passage.text), len(text))) if start >= 0 else None


def stops_of(page: PageMap, hit: Hit) -> list[tuple[Passage, Span]]:
    """Return the passages of a hit that the page has, in reading order: where 下一处 goes."""
    found = [(passage, span) for passage in hit.passages if (span := passage_span(page, passage))]
    return sorted(found, key=lambda stop: (stop[1].part, stop[1].start))


def best_stop(stops: Sequence[tuple[Passage, Span]], hit: Hit, attention: Attention) -> int | None:
    """Choose the passage to open at: of the favourite section, else of the strongest axis; None without any."""
    if not stops:
        return None
    ranks = [(passage.section is attention.favourite, hit.axes.get(passage.axis, 0.0)) for passage, _ in stops]
    return ranks.index(max(ranks))


def words_of(hit: Hit) -> tuple[str, ...]:
    """Return the words that met, longest first, each once."""
    words = {word for passage in hit.passages for word in passage.words if word.strip()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def find_words(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, start and end, without overlaps; longer words win."""
    ordered = sorted({word for word in words if word}, key=len, reverse=True)
    if ordered:
        pattern = re.compile("|".join(re.escape(word) for word in ordered))
        for match in pattern.finditer(text):
            yield match.span()


def axis_at(stops: Sequence[tuple[Passage, Span]], part: int, offset: int) -> Axis | None:
    """Return the axis of the passage at an offset of a part; None outside of all."""
    for passage, span in stops:
        if span.part == part and span.start <= offset < span.end:
            return passage.axis
    return None
