"""The field with which an element is put into the graph: chosen, by a part of its name, from those a matter may have.

Belongs here: choosing. Does not: what follows from it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.names import NameEdit

_BETWEEN = " · "
_WIDTH = 168


class ElementEdit(NameEdit):
    """Choose an element by any part of its name or of its group; Enter takes the first that fits."""

    chosen = Signal(object)  # group and name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("补充要素", "＋ 补充要素", parent)
        self._known: dict[str, tuple[str, str]] = {}
        self.setMaximumWidth(_WIDTH)
        self.setToolTip("输入名称的一部分，如“自首”，从列出的要素中选择（回车取第一项）")
        self._finder.activated.connect(self._take)

    def set_known(self, known: Sequence[tuple[str, str]]) -> None:
        """Offer these elements, group and name."""
        lines = {f"{name}{_BETWEEN}{group}": (group, name) for group, name in known}
        if lines != self._known:
            self._known = lines
            self.set_names(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_first()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _take_first(self) -> None:
        written = self.text().strip()
        line = next((line for line in self._known if written and written in line), "")
        if line:
            self._take(line)

    def _take(self, line: str) -> None:
        popup = self._finder.popup()
        if popup is not None:
            popup.hide()
        QTimer.singleShot(0, self, self.clear)  # the completer writes the line after it told of it
        if line in self._known:
            self.chosen.emit(self._known[line])
