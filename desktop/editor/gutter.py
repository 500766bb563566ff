"""The margin at the right of the page: a line along each marked passage and, beside it, what is to be said of it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from desktop.editor.margin import Mark
from desktop.looks import current, fonts
from desktop.looks.theme import GRID

_LINES = 4


class Gutter(QWidget):
    """Draw the marks; a click asks for the case. The keyboard's way to them is the list of sources."""

    chosen = Signal(str)  # case key

    def __init__(self, page: QTextEdit, marks: Callable[[], Iterable[Mark]]) -> None:
        super().__init__(page)
        self._page = page
        self._marks = marks
        self._boxes: list[tuple[QRect, Mark]] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("采用段落的来源")
        self.setMouseTracking(True)
        page.verticalScrollBar().valueChanged.connect(self.update)
        page.document().documentLayout().documentSizeChanged.connect(lambda size: self.update())

    def boxes(self) -> list[tuple[QRect, Mark]]:
        """Return where each visible mark stands in the margin, in its own pixels."""
        found = []
        floor = 0
        for mark in self._marks():
            top, bottom = self._line_of(mark.start).top(), self._line_of(max(mark.start, mark.end - 1)).bottom()
            box = QRect(0, max(top, floor), self.width(), max(bottom - max(top, floor), 2 * GRID))
            if bottom > 0 and top < self.height():
                found.append((box, mark))
                floor = box.bottom() + GRID // 2
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setFont(fonts.sans(11))
        self._boxes = self.boxes()
        metrics = QFontMetrics(painter.font())
        for box, mark in self._boxes:
            ink = theme.bad if mark.alarm else theme.tint_ink(mark.section)
            painter.fillRect(QRect(GRID, box.top(), 2, box.height()), QColor(ink))
            painter.setPen(QColor(theme.bad if mark.alarm else theme.muted))
            room = QRect(2 * GRID, box.top(), self.width() - 3 * GRID, max(box.height(), metrics.height()))
            painter.drawText(room, _WRAP, _shortened(mark.words, metrics, room))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (mark := self._at(event.position().toPoint())) is not None:
            self.chosen.emit(mark.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._at(event.pos())
            text = f"{mark.tip}\n单击打开该案例" if mark else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _at(self, point: QPoint) -> Mark | None:
        return next((mark for box, mark in self._boxes if box.contains(point)), None)

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
