"""The margin at the right of the page: a line along each adopted passage and, beside it, where it came from."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop.editor.sources import Place
from desktop.looks import current, fonts
from desktop.looks.theme import GRID

_LINES = 4


class Gutter(QWidget):
    """Draw the sources; a click asks for the case. The keyboard's way to them is the list of sources."""

    chosen = Signal(str)  # case key

    def __init__(self, page: QTextEdit, places: Callable[[], Iterable[Place]]) -> None:
        super().__init__(page)
        self._page = page
        self._places = places
        self._boxes: list[tuple[QRect, Place]] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("采用段落的来源")
        self.setMouseTracking(True)
        page.verticalScrollBar().valueChanged.connect(self.update)
        page.document().documentLayout().documentSizeChanged.connect(lambda size: self.update())

    def boxes(self) -> list[tuple[QRect, Place]]:
        """Return where each visible source stands in the margin, in its own pixels."""
        found = []
        floor = 0
        for place in self._places():
            top, bottom = self._line_of(place.start).top(), self._line_of(max(place.start, place.end - 1)).bottom()
            box = QRect(0, max(top, floor), self.width(), max(bottom - max(top, floor), 2 * GRID))
            if bottom > 0 and top < self.height():
                found.append((box, place))
                floor = box.bottom() + GRID // 2
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setFont(fonts.sans(11))
        self._boxes = self.boxes()
        metrics = QFontMetrics(painter.font())
        for box, place in self._boxes:
            painter.fillRect(QRect(GRID, box.top(), 2, box.height()), QColor(theme.tint_ink(place.adoption.section)))
            painter.setPen(QColor(theme.muted))
            room = QRect(2 * GRID, box.top(), self.width() - 3 * GRID, max(box.height(), metrics.height()))
            painter.drawText(room, _WRAP, _shortened(place.adoption.citation, metrics, room))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (place := self._at(event.position().toPoint())) is not None:
            self.chosen.emit(place.adoption.case_key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())
            text = f"来源：{place.adoption.citation}\n单击打开该案例" if place else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _at(self, point: QPoint) -> Place | None:
        return next((place for box, place in self._boxes if box.contains(point)), None)

    def _line_of(self, position: int) -> QRect:
        block = self._page.document().findBlock(position)
        box = self._page.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        shift = self._page.verticalScrollBar().value()
        if not line.isValid():
            return box.translated(0, -shift).toRect()
        return line.rect().translated(0, box.top() - shift).toRect()


_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWrapAnywhere)


def _shortened(text: str, metrics: QFontMetrics, room: QRect) -> str:
    lines = max(1, min(_LINES, room.height() // max(1, metrics.lineSpacing())))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room.width() * lines * 0.92))
