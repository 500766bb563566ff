"""Keys of commands win in fields of one line, which on X11 keep Emacs' keys such as Ctrl+E for themselves.

Belongs here: which of the two a key goes to. Does not: the keys (table), what the commands do (shell).
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

OF_THE_FIELD = frozenset(("edit.undo", "edit.redo", "edit.cut", "edit.copy", "edit.paste"))


class Precedence(QObject):
    """Watch the field that has the focus, and no other, so that no event of the rest passes through here."""

    def __init__(self, actions: Iterable[QAction], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = tuple(action for action in actions if action.objectName() not in OF_THE_FIELD)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._means(event):
            event.ignore()
            return True
        return False

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit) and isValid(before):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit):
            now.installEventFilter(self)

    def _means(self, event: QKeyEvent) -> bool:
        """Tell whether the key is that of a command that can be given now."""
        key = QKeySequence(event.keyCombination())
        return any(action.isEnabled() and action.shortcut() == key for action in self._actions)
