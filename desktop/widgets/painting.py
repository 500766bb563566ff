"""Small things drawn by hand in delegates and labels: badges and bars.

Whoever draws one says it in words too: colour is never the only sign.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from desktop.looks import current

_PAD = 6


def badge_width(font: QFont, text: str) -> int:
    """Return how wide a badge with this text will be, in pixels."""
    return QFontMetrics(font).horizontalAdvance(text) + 2 * _PAD


def paint_badge(
    painter: QPainter, x: int, y: int, text: str, *, ink: str = "", ground: str = "", height: int = 18
) -> int:
    """Draw a badge with its top left corner at (x, y) in the painter's font; return its width.

    Without `ground` the badge is an outline in `ink` (default: muted).
    """
    theme = current()
    ink = ink or theme.muted
    box = QRect(x, y, badge_width(painter.font(), text), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(ground or ink))
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box.width()


def paint_bar(painter: QPainter, box: QRect, value: float, ink: str, ground: str = "") -> None:
    """Draw a level bar: `value` 0..1 of the box filled with `ink` over `ground` (default: the line colour)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = min(box.height() / 2, 2)
    painter.setBrush(QColor(ground or current().line))
    painter.drawRoundedRect(QRectF(box), radius, radius)
    filled = QRectF(box)
    filled.setWidth(box.width() * min(1.0, max(0.0, value)))
    painter.setBrush(QColor(ink))
    painter.drawRoundedRect(filled, radius, radius)
    painter.restore()
