"""Bars drawn by hand: columns for years, rows for places and kinds. Each says its numbers in words too."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.looks import current, fonts, notifier
from desktop.looks.theme import GRID
from desktop.widgets import paint_bar

_HEIGHT = 13 * GRID
_STEP = 5  # years between two labels


class Bar(NamedTuple):
    """Name a count; a thin one is drawn in the colour of warnings."""

    name: str
    cases: int
    thin: bool = False


class Columns(QWidget):
    """Draw a column a year, from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        notifier().changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these."""
        self._bars = bars
        self.setAccessibleName(_spoken("各年件数", bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60 * GRID, _HEIGHT + QFontMetrics(fonts.sans(12)).height() + GRID)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and (bar := self._at(event.pos().x())):
            QToolTip.showText(event.globalPos(), f"{bar.name}年　{bar.cases:,} 件", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter, theme = QPainter(self), current()
        painter.setFont(fonts.sans(12))
        line = painter.fontMetrics().height()
        top, base = line, self.height() - line - GRID // 2
        most = max(bar.cases for bar in self._bars)
        for place, bar in enumerate(self._bars):
            left, width = self._span(place)
            tall = max(2, round((base - top) * bar.cases / most)) if bar.cases else 0
            painter.fillRect(QRect(left, base - tall, width, tall), QColor(theme.warn if bar.thin else theme.accent))
            if int(bar.name) % _STEP == 0:
                self._label(painter, left + width // 2, self.height() - line, bar.name, theme.muted)
            if bar.cases == most:
                self._label(painter, left + width // 2, base - tall - line, f"{bar.cases:,}", theme.ink)
        painter.setPen(QColor(theme.line))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))

    def _label(self, painter: QPainter, middle: int, top: int, text: str, ink: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(text)
        left = max(0, min(self.width() - width, middle - width // 2))
        painter.setPen(QColor(ink))
        painter.drawText(QRect(left, top, width + 1, painter.fontMetrics().height()), Qt.AlignmentFlag.AlignLeft, text)

    def _span(self, place: int) -> tuple[int, int]:
        step = self.width() / len(self._bars)
        gap = 1 if step < GRID else 2
        return round(place * step), max(1, round(step) - gap)

    def _at(self, x: int) -> Bar | None:
        place = x * len(self._bars) // max(1, self.width())
        return self._bars[place] if 0 <= place < len(self._bars) else None


class Rows(QWidget):
    """Draw a row a name: name, bar, count; in several columns where there is room."""

    def __init__(self, title: str, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._columns = columns
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        notifier().changed.connect(self._renew)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these."""
        self._bars = bars
        self.setAccessibleName(_spoken(self._title, bars))
        self._renew()

    def sizeHint(self) -> QSize:
        return QSize(24 * GRID * self._columns, self._lines * self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter, theme = QPainter(self), current()
        painter.setFont(fonts.sans(13))
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        name = max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + GRID
        number = max(metrics.horizontalAdvance(f"{bar.cases:,}") for bar in self._bars) + GRID
        most = max(1, *(bar.cases for bar in self._bars))
        wide = (self.width() - 2 * GRID * (self._columns - 1)) // self._columns
        for place, bar in enumerate(self._bars):
            left = place // self._lines * (wide + 2 * GRID)
            top, tall = place % self._lines * self._line, self._line
            painter.setPen(QColor(theme.warn if bar.thin else theme.ink))
            painter.drawText(QRect(left, top, name, tall), middle, bar.name)
            box = QRect(left + name, top + tall // 2 - 4, max(GRID, wide - name - number), 8)
            paint_bar(painter, box, bar.cases / most, theme.warn if bar.thin else theme.accent)
            right = QRect(left + wide - number, top, number, tall)
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, f"{bar.cases:,}")

    @property
    def _lines(self) -> int:
        return -(-len(self._bars) // self._columns)

    @property
    def _line(self) -> int:
        return QFontMetrics(fonts.sans(13)).height() + 4

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


def _spoken(title: str, bars: Sequence[Bar]) -> str:
    return f"{title}：" + "，".join(f"{bar.name} {bar.cases} 件" for bar in bars)
