"""A thin bar to find words in what stands over it.

Belongs here: its controls, and where words stand in a text. Does not: marking, scrolling.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop.looks.theme import GRID

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}  # one for one: offsets stay


def places_in(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of where words stand in a text; full and half width, capitals and small are one."""
    if words.strip():
        pattern = re.compile(re.escape(words.strip().translate(_NARROW)), re.IGNORECASE)
        yield from (match.span() for match in pattern.finditer(text.translate(_NARROW)))


class FindBar(QWidget):
    """Ask for words: Enter goes on, Shift+Enter back, Escape closes. `name` says where is looked: 在草稿中查找."""

    typed = Signal(str)  # the words, as they change
    stepped = Signal(bool)  # to the next place, or backwards
    left = Signal()  # the bar was closed

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(name)
        self._line.setAccessibleName(name)
        self._line.textChanged.connect(self.typed)
        self._answer = QLabel(self)
        self._answer.setProperty("role", "muted")
        self._answer.setAccessibleName("查找结果")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        row.addWidget(self._line, 1)
        row.addSpacing(GRID // 2)
        row.addWidget(self._answer)
        row.addSpacing(GRID // 2)
        for words, key, back in (("上一个", "Shift+回车", True), ("下一个", "回车", False)):
            row.addWidget(self._button(words, key, partial(self.stepped.emit, back)))
        row.addWidget(self._button("关闭", "Esc", self.leave))
        self.hide()

    @property
    def words(self) -> str:
        """Return the words asked for."""
        return self._line.text()

    def open(self, words: str = "") -> None:
        """Show the bar with these words, else with the last ones."""
        self.show()
        if words:
            self._line.setText(words)
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def say(self, answer: str) -> None:
        """Say what was found: 3/12, or that nothing was."""
        self._answer.setText(answer)
        self._answer.setAccessibleDescription(answer)

    def leave(self) -> None:
        """Close the bar."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._line.hasFocus():
            self.stepped.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _button(self, words: str, key: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "quiet")
        button.setAccessibleName(f"{words}（查找）")
        button.setToolTip(f"{words}（{key}）")
        button.clicked.connect(lambda: call())
        return button
