"""Offsets in the draft: Qt counts UTF-16 units, everything else counts code points.

Rare characters of names need two units.
"""

from collections.abc import Iterator


class Ruler:
    """Turn positions of one text into offsets and back. Looked through once; cheap where no character is rare."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._length = len(text)
        self._wide = bool(text) and max(text) > "\uffff"

    def points(self, units: int) -> int:
        """Turn a Qt position into an offset in code points."""
        if not self._wide:
            return min(units, self._length)
        return len(self._text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))

    def units(self, points: int) -> int:
        """Turn an offset in code points into a Qt position."""
        if not self._wide:
            return min(points, self._length)
        return len(self._text[:points].encode("utf-16-le")) // 2


_CONTEXT = (24, 8, 3, 0)  # characters on either side by which words are known again, the surest first


def find_again(before: str, now: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where words of an earlier text stand now, in code points; None where they were changed.

    Of several places that look alike the one nearest to the old place is meant.
    """
    for reach in _CONTEXT:
        left = max(0, start - reach)
        piece = before[left : end + reach]
        places = list(_places(now, piece)) if piece else []
        if places:
            found = min(places, key=lambda place: abs(place - left)) + start - left
            return found, found + end - start
    return None


def _places(text: str, piece: str) -> Iterator[int]:
    place = text.find(piece)
    while place >= 0:
        yield place
        place = text.find(piece, place + 1)
