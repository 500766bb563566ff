"""The thin line that shows that something runs.

It takes its two pixels whether it runs or not, so that nothing moves.
"""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.looks import current

_STEP_MS = 40
_LENGTH = 0.25  # of the width


class ThinProgress(QWidget):
    """Show a line two pixels high: at rest nothing, busy a slow glide, or a share of the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("进度")
        self._at = 0.0
        self._share: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)

    def set_busy(self, busy: bool) -> None:
        """Start or stop the glide."""
        self._share = None
        if busy and not self._timer.isActive():
            self._at = 0.0
            self._timer.start()
        elif not busy:
            self._timer.stop()
        self.update()

    def set_share(self, share: float) -> None:
        """Show how much is done, 0..1."""
        self._timer.stop()
        self._share = min(1.0, max(0.0, share))
        self.update()

    @property
    def busy(self) -> bool:
        """Tell whether it glides or shows a share."""
        return self._timer.isActive() or self._share is not None

    def sizeHint(self) -> QSize:
        return QSize(120, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.busy:
            return
        painter = QPainter(self)
        start, length = (0.0, self._share) if self._share is not None else (self._at, _LENGTH)
        painter.fillRect(QRectF(self.width() * start, 0, self.width() * length, 2), QColor(current().accent))

    def _step(self) -> None:
        self._at = -_LENGTH if self._at > 1 else self._at + 0.015
        self.update()
