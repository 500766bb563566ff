"""One node of the picture: a button that says what it is, whence it comes and what the judge made of it.

Belongs here: its words, its look, its keys. Does not: what it asks for (panel), where it stands (tree).
"""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.looks import current, fonts
from desktop.picture.nodes import Node
from desktop.words import graph as words
from localdb.model.graph import Said
from localdb.model.kinds import Section

_PAD = 8
_SMALL, _TAG = 12, 11
_SIGN = {Said.THERE: "＋", Said.NOT_THERE: "✕"}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def row_height() -> int:
    """Return the height of every node in pixels."""
    return round(24 * fonts.scale())


def node_name(node: Node) -> str:
    """Say the whole of a node in one line, as a screen reader tells it."""
    value = f"（{node.value}）" if node.value else ""
    state = words.said_words(node.said, read=node.read) if node.element else ""
    beside = words.beside_words(node.shared, node.against)
    return words.all_of((f"{node.branch}：{node.name}{value}", state, beside))


class NodeButton(QPushButton):
    """Show a node. Enter or a click asks where it was read, Delete corrects it, arrows go to the next ones."""

    corrected = Signal()
    stepped = Signal(int, int)  # right, down
    pointed = Signal()  # the focus came here

    def __init__(self, node: Node, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self._section = section
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the picture gives one of them the place in Tab's order
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_node(node)

    @property
    def node(self) -> Node:
        """Return what it shows."""
        return self._node

    def set_node(self, node: Node) -> None:
        """Show this node."""
        self._node = node
        name = node_name(node)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which nothing of it is cut."""
        bold, small = QFontMetrics(fonts.sans(_SMALL, bold=True)), QFontMetrics(fonts.sans(_TAG))
        sign, tag = self._sign(), self._tag()
        width = bold.horizontalAdvance(f"{sign} ") if sign else 0
        width += QFontMetrics(fonts.sans(_SMALL)).horizontalAdvance(self._text())
        width += small.horizontalAdvance(tag) + _PAD // 2 if tag else 0
        return QSize(width + 2 * _PAD + 2, row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.corrected.emit()
        elif key in _ARROWS:
            self.stepped.emit(*_ARROWS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().contextMenuEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.pointed.emit()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        inner = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        if sign := self._sign():
            painter.setFont(fonts.sans(_SMALL, bold=True))
            painter.setPen(QColor(self._sign_ink()))
            inner.setLeft(inner.left() + self._draw(painter, inner, f"{sign} "))
        tag = self._cut_tag(inner.width())
        painter.setFont(fonts.sans(_TAG))
        room = painter.fontMetrics().horizontalAdvance(tag) + _PAD // 2 if tag else 0
        painter.setPen(QColor(self._sign_ink()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tag)
        self._paint_text(painter, inner.adjusted(0, 0, -room, 0))

    def _cut_tag(self, room: int) -> str:
        """Return the tag as far as it fits beside the name, which comes first."""
        metrics = QFontMetrics(fonts.sans(_TAG))
        left = room - QFontMetrics(fonts.sans(_SMALL)).horizontalAdvance(self._text()) - _PAD // 2
        least = metrics.horizontalAdvance("该案")
        return metrics.elidedText(self._tag(), Qt.TextElideMode.ElideRight, max(left, least))

    def _paint_box(self, painter: QPainter) -> None:
        theme, node = current(), self._node
        ground = theme.surface if node.said is Said.NOT_THERE else theme.tint(self._section)
        marked = self.hasFocus() or node.shared or bool(node.against)
        ink = theme.accent if self.hasFocus() else self._sign_ink() if node.said or marked else theme.line
        pen = QPen(QColor(ink), 2 if self.hasFocus() else 1)
        if node.said is not None and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.selected if self.isDown() or self.underMouse() else ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_text(self, painter: QPainter, box: QRect) -> None:
        theme, gone = current(), self._node.said is Said.NOT_THERE
        font = fonts.sans(_SMALL)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted if gone else theme.ink))
        text = painter.fontMetrics().elidedText(self._text(), Qt.TextElideMode.ElideRight, box.width() + 1)
        width = self._draw(painter, box, text)
        if gone:
            middle = box.center().y() + 1
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.left() + width, middle))

    @staticmethod
    def _draw(painter: QPainter, box: QRect, text: str) -> int:
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return painter.fontMetrics().horizontalAdvance(text)

    def _text(self) -> str:
        """Return name and value; beside what a case has instead there is room for the name alone."""
        node = self._node
        return f"{node.name} {node.value}" if node.value and not node.against else node.name

    def _sign(self) -> str:
        node = self._node
        if node.said is not None:
            return "✓" if node.read and node.there else _SIGN[node.said]
        return "＝" if node.shared else "≠" if node.against else ""

    def _sign_ink(self) -> str:
        theme, node = current(), self._node
        if node.against and node.said is None:
            return theme.warn
        return theme.muted if node.said is Said.NOT_THERE else theme.accent

    def _tag(self) -> str:
        node = self._node
        if node.said is not None:
            return words.said_short(node.said, read=node.read)
        return words.against_short(node.against) if node.against else ""
