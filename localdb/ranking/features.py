"""What one library case contributes to ranking, worked out when it is indexed and kept as one blob.

Belongs here: which sections make up a part, and the form of the blob. Does not: scoring (axes.py).

The blob is little-endian: a version byte; for each part its length in words (uint32), how many distinct words
(uint16), their ids ascending (uint32 each) and counts (uint8 each, 255 = that or more); then how many articles are
cited (uint16) with their ids, how many causes (uint8) with theirs, and how many elements of the facts (uint16) with
theirs ("group/name" is the word). An id is the CRC-32 of the UTF-8 word: two of
200,000 words share one about five times in all, which no ranking notices.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.text.remembered import Remembered

VERSION = 5  # grows when the blob, or the rule of what goes into it, changes; cases are then worked out anew
Ids = NDArray[np.uint32]
Bag = Mapping[str, int]
_REST = (Section.PRIOR, Section.EVIDENCE, Section.PROCEDURE, Section.DISPOSITION)
_SHORT_FACTS = 400  # characters: below, the facts lean on what was found or claimed before
_LONGEST = 40_000  # characters of a part that are read; 1 in 300 judgments has longer facts
_MOST_WORDS = 0xFFFF
# What the blob can count; real cases have 100 articles, 10 causes and 50 elements.
_MOST_ARTICLES, _MOST_CAUSES, _MOST_ELEMENTS = 0xFFFF, 0xFF, 0xFFFF
_MOST_KNOWN = 300_000  # words whose ids are remembered
_EMPTY = np.empty(0, np.uint32)


class Part(StrEnum):
    """Name a part of a case that is compared; the values are those of the index's bodies."""

    FACTS = "facts"
    ISSUES = "issues"
    REASONING = "reasoning"
    GIST = "gist"
    REST = "rest"


class WordCounts(NamedTuple):
    """Hold the words of a part: ids ascending, how often each occurs, and the length of the part in words."""

    ids: Ids
    counts: NDArray[np.uint8]
    length: int


@dataclass(frozen=True, slots=True)
class Features:
    """Hold what a case contributes; parts that it lacks are absent."""

    parts: Mapping[Part, WordCounts] = field(default_factory=dict)
    articles: Ids = field(default_factory=lambda: _EMPTY)
    causes: Ids = field(default_factory=lambda: _EMPTY)
    elements: Ids = field(default_factory=lambda: _EMPTY)


def word_id(word: str) -> int:
    """Return the id of a word, an article term or a cause."""
    return _KNOWN[word]


_KNOWN = Remembered(lambda word: zlib.crc32(word.encode(errors="replace")), _MOST_KNOWN)


def ids_of(words: Iterable[str], most: int) -> Ids:
    """Return the distinct ids of the first `most` distinct words, ascending."""
    return np.unique(np.fromiter(map(_KNOWN.__getitem__, islice(dict.fromkeys(words), most)), np.uint32))


def part_texts(case: Case) -> dict[Part, str]:
    """Return the text of each part of a case, or of a draft read as a case; parts without text are absent."""
    sections = case.sections
    facts = [Section.FACTS, Section.CLAIMS]
    if len(sections.get(Section.FACTS, "")) < _SHORT_FACTS:
        facts.append(Section.PRIOR)
    if not any(map(sections.get, facts)):
        facts.append(Section.EVIDENCE)
    texts = {
        Part.FACTS: _joined(case, facts),
        Part.ISSUES: sections.get(Section.ISSUES, ""),
        Part.REASONING: sections.get(Section.REASONING, ""),
        Part.GIST: "\n".join((case.gist, *case.keywords)).strip(),
        Part.REST: _joined(case, [section for section in _REST if section not in facts]),
    }
    if not texts[Part.FACTS] and not texts[Part.REASONING]:
        texts[Part.FACTS] = case.full_text
    return {part: text[:_LONGEST] for part, text in texts.items() if text}


def part_words(case: Case, cut: Callable[[str], list[str]]) -> dict[Part, list[str]]:
    """Return the words of each part in order; `cut` gives content words."""
    return {part: cut(text) for part, text in part_texts(case).items()}


def _joined(case: Case, sections: Iterable[Section]) -> str:
    return "\n".join(filter(None, (case.sections.get(section, "") for section in sections)))


def features_of(
    bags: Mapping[Part, Bag], articles: Iterable[str], causes: Iterable[str], elements: Iterable[str] = ()
) -> Features:
    """Turn counted words, article terms, causes and elements ("group/name") into features.

    Of the rest only the words that stand in no other part are kept: the others bring more there, and they are most.
    """
    elsewhere = {word for part, bag in bags.items() if part is not Part.REST for word in bag}
    rest = {word: count for word, count in bags.get(Part.REST, {}).items() if word not in elsewhere}
    kept = {**bags, Part.REST: rest}
    parts = {part: _counts(kept[part], sum(bag.values())) for part, bag in bags.items() if bag}
    named = ids_of(articles, _MOST_ARTICLES), ids_of(causes, _MOST_CAUSES), ids_of(elements, _MOST_ELEMENTS)
    return Features(parts, *named)


def pack(features: Features) -> bytes:
    """Write features as a blob."""
    blob = [bytes([VERSION])]
    for part in Part:
        words = features.parts.get(part, _NO_WORDS)
        blob += [struct.pack("<IH", words.length, len(words.ids)), words.ids.tobytes(), words.counts.tobytes()]
    blob += [struct.pack("<H", len(features.articles)), features.articles.tobytes()]
    blob += [struct.pack("<B", len(features.causes)), features.causes.tobytes()]
    blob += [struct.pack("<H", len(features.elements)), features.elements.tobytes()]
    return b"".join(blob)


def unpack(blob: bytes) -> Features:
    """Read a blob; one of another version, or damaged, gives empty features."""
    try:
        return _read(blob) if blob[:1] == bytes([VERSION]) else Features()
    except (struct.error, ValueError, IndexError):
        return Features()


def _read(blob: bytes) -> Features:
    parts, place = {}, 1
    for part in Part:
        length, size = struct.unpack_from("<IH", blob, place)
        ids = np.frombuffer(blob, "<u4", size, place + 6)
        counts = np.frombuffer(blob, np.uint8, size, place + 6 + 4 * size)
        place += 6 + 5 * size
        if size:
            parts[part] = WordCounts(ids, counts, length)
    (size,) = struct.unpack_from("<H", blob, place)
    articles = np.frombuffer(blob, "<u4", size, place + 2)
    place += 2 + 4 * size
    causes = np.frombuffer(blob, "<u4", blob[place], place + 1)
    place += 1 + 4 * len(causes)
    (size,) = struct.unpack_from("<H", blob, place)
    return Features(parts, articles, causes, np.frombuffer(blob, "<u4", size, place + 2))


def _counts(bag: Bag, length: int) -> WordCounts:
    ids = np.fromiter(map(_KNOWN.__getitem__, bag), np.uint32, len(bag))
    counts = np.minimum(np.fromiter(bag.values(), np.int64, len(bag)), 255).astype(np.uint8)
    order = np.argsort(ids, kind="stable")[:_MOST_WORDS]
    return WordCounts(ids[order], counts[order], length)


_NO_WORDS = WordCounts(_EMPTY, np.empty(0, np.uint8), 0)
