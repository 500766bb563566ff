"""Offsets in the draft: Qt counts UTF-16 units, everything else counts code points.

Rare characters of names need two units.
"""


def to_points(text: str, units: int) -> int:
    """Turn a Qt position in `text` into an offset in code points."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return min(units, len(text))
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def to_units(text: str, points: int) -> int:
    """Turn an offset in code points into a Qt position."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return min(points, len(text))
    return len(text[:points].encode("utf-16-le")) // 2
