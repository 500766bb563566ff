"""Zero-hit tiers that follow one another, on as few lines as they take: badge and short name each, then why.

Belongs here: where each tier stands in the row, and drawing it. Does not: which tiers are joined (rows), the words.
"""

from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from desktop.looks import current
from desktop.looks.theme import GRID
from desktop.similar.card import count_words
from desktop.similar.rows import EmptyRow, HeaderRow
from desktop.widgets import badge_width, paint_badge
from desktop.words import tier_number, tier_short

_APART = 2 * GRID  # between two tiers
_BEFORE_NAME = 6


class Line(NamedTuple):
    """Hold one line: each tier with its left edge, and what became of them where the line ends a group, else ""."""

    tiers: tuple[tuple[int, HeaderRow], ...]
    words: str


def lines_of(row: EmptyRow, font: QFont, width: int) -> list[Line]:
    """Lay the tiers out on lines of so many pixels; what became of different ways never shares a line."""
    lines: list[Line] = []
    metrics = QFontMetrics(font)
    for words, group in groupby(row.tiers, key=count_words):
        lines += _group(list(group), words, font, width - metrics.horizontalAdvance(words) - _APART)
    return lines


def paint_lines(painter: QPainter, box: QRect, lines: list[Line], height: int, badge: int) -> None:
    """Draw lines of this height, badges of that, into a box, in the painter's font."""
    theme, metrics = current(), painter.fontMetrics()
    top = box.top() + (box.height() - height * len(lines)) // 2
    for place, line in enumerate(lines):
        level = QRect(box.left(), top + place * height, box.width(), height)
        painter.setPen(QColor(theme.muted))
        painter.drawText(level, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.words)
        end = box.left()
        for left, tier in line.tiers:
            x = box.left() + left
            y = level.center().y() - badge // 2 + 1
            x += paint_badge(painter, x, y, tier_number(tier.tier), height=badge) + _BEFORE_NAME
            end = x + metrics.horizontalAdvance(tier_short(tier.tier))
            name = QRect(x, level.top(), box.right() - x, height)
            painter.setPen(QColor(theme.muted))
            painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tier_short(tier.tier))
        right = box.right() - metrics.horizontalAdvance(line.words) - 12
        if line.words and right > end + 12:
            painter.setPen(QColor(theme.line))
            painter.drawLine(end + 12, level.center().y() + 1, right, level.center().y() + 1)


def _group(tiers: list[HeaderRow], words: str, font: QFont, width: int) -> list[Line]:
    lines: list[list[tuple[int, HeaderRow]]] = [[]]
    left = 0
    for tier in tiers:
        wide = badge_width(font, tier_number(tier.tier)) + _BEFORE_NAME
        wide += QFontMetrics(font).horizontalAdvance(tier_short(tier.tier))
        if lines[-1] and left + wide > width:
            lines.append([])
            left = 0
        lines[-1].append((left, tier))
        left += wide + _APART
    return [Line(tuple(line), words if line is lines[-1] else "") for line in lines]
