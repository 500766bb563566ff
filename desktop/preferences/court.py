"""The field for the user's court: completed from the table of courts; says at once when the table does not know it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.settings import Settings
from desktop.widgets.names import NameEdit
from desktop.words.syncing import FIXED

_KEY = "user.court"


class CourtField(QWidget):
    """Write a court; any name that texts use becomes its full name."""

    settled = Signal(str)  # full name, "" when unknown or empty

    def __init__(self, desk: Desk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._line = NameEdit("所在法院", "输入其中几个字即可选择，如 朝阳区", self)
        self._answer = QLabel(self)
        self._answer.setProperty("role", "muted")
        self._answer.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._line)
        column.addWidget(self._answer)
        self._line.setText(settings.text(_KEY))
        self._line.setEnabled(not settings.fixed(_KEY))
        self._say(f"{FIXED}，不能更改。" if settings.fixed(_KEY) else "", "muted")
        self._line.editingFinished.connect(self.settle)
        self.setFocusProxy(self._line)
        desk.court_names(self._line.set_names)

    def text(self) -> str:
        """Return what is written."""
        return self._line.text().strip()

    def settle(self) -> None:
        """Store what is written at once, for the page may be closed next; then its full name, or say it is unknown."""
        if self._settings.fixed(_KEY):
            return
        written = self.text()
        self._settings.set(_KEY, written)
        if written:
            self._desk.find_court(written, partial(self._take, written))
        else:
            self._say("", "muted")

    def _take(self, written: str, name: str) -> None:
        if written != self.text():
            return
        if name:
            self._line.setText(name)
            self._settings.set(_KEY, name)
        unknown = "法院名录中没有这个名称，无法确定上级法院；请核对全称。"
        self._say("" if name else unknown, "muted" if name else "warn")
        self.settled.emit(name)

    def _say(self, words: str, role: str) -> None:
        self._answer.setText(words)
        self._answer.setVisible(bool(words))
        self._answer.setProperty("role", role)
        self._answer.style().polish(self._answer)
