"""A sentence at the foot of the window that tells what was done and, where it can be undone, offers that."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.looks.theme import GRID

_STAY_MS = 8000
_WARN_MS = 20000
_LIFT = 12 * GRID  # clear of the buttons and bars at the foot of the window


class Toast(QFrame):
    """Float a sentence over the bottom of its parent for some seconds; with `undo` a button 撤销."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setProperty("role", "banner")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self)
        self._button.setProperty("role", "link")
        self._button.setAccessibleName("撤销")
        self._button.clicked.connect(self._act)
        self._close = QPushButton("知道了", self)
        self._close.setProperty("role", "link")
        self._close.setAccessibleName("关闭提示")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence that is shown."""
        return self._label.text()

    def say(
        self, text: str, undo: Callable[[], object] | None = None, words: str = "撤销", *, warn: bool = False
    ) -> None:
        """Show a sentence; `undo` is called once when its button is pressed. A warning stays longer."""
        self._label.setText(text)
        self._label.setProperty("role", "bad" if warn else "")
        self._label.style().polish(self._label)
        self._action = undo
        self._button.setVisible(undo is not None)
        self._button.setText(words)
        self._button.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_WARN_MS if warn else _STAY_MS)

    def offer(self, text: str, call: Callable[[], object], words: str, warn: bool) -> None:
        """Show a sentence with a button that does something about it."""
        self.say(text, call, words, warn=warn)

    def also(self, text: str, *, warn: bool = False) -> None:
        """Add a sentence to the one that is shown, whose button stays; show it alone where there is none."""
        if self.isHidden():
            self.say(text, warn=warn)
            return
        self._label.setText(f"{self._label.text()}\n{text}")
        self._place()
        self._timer.start(self._timer.interval())

    def undo(self) -> None:
        """Press the button, if one is offered."""
        if self.isVisible() and self._action is not None:
            self._act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        action, self._action = self._action, None
        self.hide()
        if action is not None:
            action()

    def _place(self) -> None:
        measure = self._label.fontMetrics()
        words = max(measure.horizontalAdvance(line) for line in self._label.text().split("\n"))
        beside = self._close.sizeHint().width() + self._button.sizeHint().width() * (not self._button.isHidden())
        width = min(self._host.width() - 4 * GRID, 100 * GRID, words + beside + 7 * GRID)
        row = self.layout()
        self.setFixedSize(width, max(self.minimumSizeHint().height(), row.heightForWidth(width)) if row else 0)
        self.move((self._host.width() - width) // 2, self._host.height() - self.height() - _LIFT)
