"""Offsets in the draft: Qt counts UTF-16 units, everything else counts code points.

Rare characters of names need two units.
"""


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
