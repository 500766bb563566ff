"""A bar that tells how far a long work is: its words, buttons, and a thin line under them. No content here."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.looks.theme import GRID
from desktop.widgets.progress import ThinProgress


class WorkBar(QFrame):
    """Lay out what says how far the work is, buttons beside it, and the line; hidden at first."""

    def __init__(self, words: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._line = ThinProgress(self)
        self._row = QHBoxLayout()
        self._row.addWidget(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(self._row)
        column.addWidget(self._line)
        self.hide()

    def add_button(self, words: str, name: str, act: object) -> QPushButton:
        """Add a button at the right; `name` is for those who do not see it, `act` is what a press does."""
        button = QPushButton(words, self)
        button.setAccessibleName(name)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button

    def set_share(self, share: float | None) -> None:
        """Show how much is done, 0..1; None when it cannot be known."""
        if share is None:
            self._line.set_busy(True)
        else:
            self._line.set_share(share)

    def rest(self) -> None:
        """Let the line rest."""
        self._line.set_busy(False)
