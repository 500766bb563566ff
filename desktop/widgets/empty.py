"""What stands where there is nothing yet: a sentence, what to do, and the buttons that do it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.looks.theme import GRID


class EmptyState(QWidget):
    """Teach: a heading, a text that wraps, and up to three buttons."""

    def __init__(self, heading: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(heading, self)
        self._heading.setProperty("role", "heading")
        self._text = QLabel(text, self)
        self._text.setProperty("role", "muted")
        for label in (self._heading, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(56 * GRID)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        column.addWidget(self._heading)
        row = QHBoxLayout()
        row.addWidget(self._text)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addLayout(self._buttons)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch(3)

    def say(self, heading: str, text: str = "") -> None:
        """Replace the sentence and the text."""
        self._heading.setText(heading)
        self._text.setText(text)

    def add_button(self, words: str, clicked: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Add a button that does what the text advises."""
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: clicked())
        self._buttons.addWidget(button)
        return button
