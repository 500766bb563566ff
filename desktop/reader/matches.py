"""Which words and passages of a case meet the draft, and where the jumps go. Pure.

Belongs here: spans to be marked. Does not: marking them on the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.reader.parts import PageMap, Span
from localdb.model.behaviour import Attention
from localdb.model.kinds import Axis, Section
from localdb.model.similar import Hit, Passage

_WORDY = frozenset(("facts", "issues", "law", "words", "term", "phrase"))  # reasons whose values stand in the text
_TELLING = (Section.FACTS, Section.ISSUES, Section.REASONING)
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


class Stop(NamedTuple):
    """Hold one place where 下一处 goes; `weight` is the strength of its axis."""

    section: Section
    span: Span
    weight: float


def stops_of(page: PageMap, hit: Hit) -> list[Stop]:
    """Return where the case meets the draft, in reading order: passages, else the first shared words of a part.

    A stretch that is the passage of several axes is one place, of the strongest of them.
    """
    found: dict[Span, Stop] = {}
    for passage in hit.passages:
        if (span := passage_span(page, passage)) is not None:
            weight = hit.axes.get(passage.axis, 0.0)
            before = found.get(span)
            found[span] = Stop(passage.section, span, max(weight, before.weight if before else 0.0))
    stops = list(found.values()) or list(_first_words(page, words_of(hit)))
    return sorted(stops, key=lambda stop: (stop.span.part, stop.span.start))


def best_stop(stops: Sequence[Stop], attention: Attention) -> int | None:
    """Choose the place to open at: in the favourite section, else of the strongest axis; None without any."""
    if not stops:
        return None
    ranks = [(stop.section is attention.favourite, stop.weight) for stop in stops]
    return ranks.index(max(ranks))


def reasons_span(page: PageMap, stops: Sequence[Stop], gist_first: bool) -> Span | None:
    """Choose what may go into a draft unselected: the strongest passage of 本院认为, or the 裁判要点; None without."""
    told = max(
        (stop for stop in stops if stop.section is Section.REASONING), key=lambda stop: stop.weight, default=None
    )
    gist = next((Span(place, 0, len(part.text)) for place, part in enumerate(page.parts) if part.gist), None)
    if told is None or (gist_first and gist is not None):
        return gist
    return told.span


def stacked(wanted: Iterable[tuple[int, Axis]], height: int) -> list[tuple[Axis, int]]:
    """Place labels of this height, each at its wanted top or, where another stands there, right below it."""
    placed: list[tuple[Axis, int]] = []
    for top, axis in sorted(wanted, key=lambda label: (label[0], list(Axis).index(label[1]))):
        placed.append((axis, max(top, placed[-1][1] + height) if placed else top))
    return placed


def words_of(hit: Hit) -> tuple[str, ...]:
    """Return the words that met, longest first, each once: those of the passages, else those of the reasons."""
    words = {word for passage in hit.passages for word in passage.words if word.strip()}
    words = words or {word for reason in hit.reasons if reason.kind in _WORDY for word in reason.values if word.strip()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _first_words(page: PageMap, words: tuple[str, ...]) -> Iterator[Stop]:
    for place, part in enumerate(page.parts):
        if part.section in _TELLING and (first := next(find_words(part.text, words), None)):
            yield Stop(part.section, Span(place, *first), 1.0 if part.section is Section.REASONING else 0.0)


def find_words(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, start and end, without overlaps; longer words win."""
    ordered = sorted({word for word in words if word}, key=len, reverse=True)
    if ordered:
        pattern = re.compile("|".join(re.escape(word) for word in ordered))
        for match in pattern.finditer(text):
            yield match.span()
