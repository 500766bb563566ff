"""Two bars on one line where there is room, on two where there is not.

Belongs here: that one decision. Does not: what the bars hold.
"""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget


class TwoBars(QWidget):
    """Hold a first bar at the left and a second at the right, or the second under the first."""

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = (first, second)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(first, 1)
        self._box.addWidget(second)

    def minimumSizeHint(self) -> QSize:
        """Leave the width free, so that a pane can be made narrow."""
        widest = max(bar.minimumSizeHint().width() for bar in self._bars)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        wanted = sum(bar.sizeHint().width() for bar in self._bars if not bar.isHidden())
        direction = QBoxLayout.Direction
        chosen = direction.LeftToRight if wanted <= self.width() else direction.TopToBottom
        if chosen is not self._box.direction():
            self._box.setDirection(chosen)
