"""A case cut into the parts that the reader shows, and the map between a part's text and the page.

Belongs here: order of parts, the splitting of giant paragraphs for layout, offsets. Does not: Qt.

Offsets within a part are code points of its text as stored; positions on the page are UTF-16 units, as Qt counts. What
is copied is always cut out of the stored text, so splitting for layout changes nothing that leaves the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.words import section_name, section_short
from localdb.model.case import Case
from localdb.model.kinds import Section

GIST = "裁判要点"
_LONGEST = 700  # characters of a paragraph laid out in one piece: one giant paragraph makes every move slow
_STOP = re.compile(r"[。；！？]”?")
_INDENT = " \t\u3000\xa0"
_TABS = {
    Section.PARTIES: "首部",
    Section.PROCEDURE: "经过",
    Section.PRIOR: "原审",
    Section.CLAIMS: "诉辩",
    Section.EVIDENCE: "证据",
    Section.FACTS: "案情",
    Section.DISPOSITION: "主文",
    Section.APPENDIX: "附录",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one part: a section, or the 裁判要点, which counts as reasoning."""

    section: Section
    text: str
    gist: bool = False

    @property
    def name(self) -> str:
        """Return the heading of the part."""
        return GIST if self.gist else section_name(self.section)

    @property
    def tab(self) -> str:
        """Return the short name for the outline; "" for parts too small to jump to."""
        if self.section is Section.TAIL:
            return ""
        return GIST if self.gist else _TABS.get(self.section, section_name(self.section))

    @property
    def short(self) -> str:
        """Return two characters for an outline without room."""
        return "要点" if self.gist else section_short(self.section)


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of a part that is one block of the page; `first` where a paragraph of the text begins."""

    part: int
    start: int
    end: int
    first: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """Point at a stretch of one part by code points."""

    part: int
    start: int
    end: int


def parts_of(case: Case) -> tuple[Part, ...]:
    """Return the parts of a case in reading order; a case without sections shows its whole text as one."""
    gist = (Part(Section.REASONING, case.gist, gist=True),) if case.gist.strip() else ()
    sections = tuple(Part(section, case.sections[section]) for section in Section if case.sections.get(section))
    if not sections and case.full_text:
        sections = (Part(Section.FACTS, case.full_text),)
    return gist + sections


def pieces_of(parts: Sequence[Part]) -> list[Piece]:
    """Cut parts into pieces for layout: paragraphs without their indent, long ones at the ends of sentences."""
    return [piece for place, part in enumerate(parts) for piece in _cut(place, part.text)]


def _cut(place: int, text: str) -> Iterator[Piece]:
    start = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        begin = start + len(line) - len(line.lstrip())
        start += len(line)
        if body:
            yield from _split(place, text, begin, begin + len(body))


def _split(place: int, text: str, start: int, end: int) -> Iterator[Piece]:
    first = True
    while end - start > _LONGEST:
        stops = [match.end() for match in _STOP.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        cut = stops[-1] if stops else start + _LONGEST
        yield Piece(place, start, cut, first)
        start, first = cut, False
    if start < end:
        yield Piece(place, start, end, first)


class PageMap:
    """Translate between spans of parts and positions on the page."""

    def __init__(self, parts: Sequence[Part], placed: Sequence[tuple[Piece, int]]) -> None:
        """Take the pieces with the page position of each, in order."""
        self.parts = tuple(parts)
        self._pieces = [piece for piece, _ in placed]
        self._at = [at for _, at in placed]

    def positions(self, span: Span) -> list[tuple[int, int]]:
        """Return the stretches of the page, start and end, that show a span: one a piece."""
        found = []
        for piece, at in zip(self._pieces, self._at, strict=True):
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if piece.part == span.part and start < end:
                text = self.parts[piece.part].text
                found.append((at + units(text[piece.start : start]), at + units(text[piece.start : end])))
        return found

    def position(self, part: int, offset: int) -> int:
        """Return the page position of an offset in a part, or of the nearest piece after it."""
        for piece, at in zip(self._pieces, self._at, strict=True):
            if piece.part == part and offset < piece.end:
                return at + units(self.parts[part].text[piece.start : max(piece.start, offset)])
        return self._at[-1] if self._at else 0

    def spans(self, start: int, end: int) -> list[Span]:
        """Return what a stretch of the page shows, one span a part, headings left out."""
        found: dict[int, Span] = {}
        for place in range(max(0, bisect_right(self._at, start) - 1), len(self._pieces)):
            piece, at = self._pieces[place], self._at[place]
            if at >= end:
                break
            text = self.parts[piece.part].text[piece.start : piece.end]
            first, last = piece.start + points(text, start - at), piece.start + points(text, end - at)
            if first < last:
                before = found.get(piece.part)
                found[piece.part] = Span(piece.part, before.start if before else first, last)
        return list(found.values())

    def text(self, spans: Sequence[Span]) -> str:
        """Return the stored text of spans, a line break between parts."""
        return "\n".join(self.parts[span.part].text[span.start : span.end].strip(_INDENT + "\n") for span in spans)

    def part_of(self, section: Section) -> int | None:
        """Return the place of the part that is this section itself; None where the case lacks it."""
        for place, part in enumerate(self.parts):
            if part.section is section and not part.gist:
                return place
        return None


def units(text: str) -> int:
    """Count UTF-16 units; rare characters of names take two."""
    return len(text) if text.isascii() or max(text, default="") <= "\uffff" else len(text.encode("utf-16-le")) // 2


def points(text: str, count: int) -> int:
    """Return how many code points of `text` the first `count` UTF-16 units make; held within the text."""
    if count <= 0:
        return 0
    if max(text, default="") <= "\uffff":
        return min(count, len(text))
    return len(text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore"))


def section_shares(heights: Mapping[Section, float]) -> dict[Section, float]:
    """Share attention among what is visible: slivers under a tenth of the whole are left out; sums to 1 or is empty."""
    whole = sum(heights.values())
    seen = {section: height for section, height in heights.items() if whole > 0 and height / whole >= 0.1}
    total = sum(seen.values())
    return {section: height / total for section, height in seen.items()}
