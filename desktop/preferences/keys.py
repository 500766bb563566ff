"""The page of keys: every command with its key, each of which can be changed.

A key that is taken is refused, naming who has it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import ACTIONS
from desktop.actions.book import plain
from desktop.looks.theme import GRID
from desktop.settings import Settings

_PORTABLE = QKeySequence.SequenceFormat.PortableText


class KeysPage(QWidget):
    """Give commands other keys."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._table = QTableWidget(len(ACTIONS), 2, self)
        self._table.setAccessibleName("命令和快捷键")
        self._table.setHorizontalHeaderLabels(("命令", "快捷键"))
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._edit = QKeySequenceEdit(self)
        self._edit.setAccessibleName("新的快捷键")
        self._edit.setMaximumSequenceLength(1)
        if (line := self._edit.findChild(QLineEdit)) is not None:
            line.setPlaceholderText("按下新的快捷键")
        self._answer = QLabel(self)
        self._answer.setProperty("role", "warn")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._edit, 1)
        for words, act in (("设为此键", self._set), ("不用快捷键", self._clear), ("恢复默认", self._restore)):
            button = QPushButton(words, self)
            button.setAccessibleName(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda checked=False, act=act: act())
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addWidget(self._table, 1)
        column.addLayout(row)
        column.addWidget(self._answer)
        self._fill()
        self._table.selectRow(0)

    def give(self, ident: str, key: str) -> bool:
        """Give a command a key unless another has it; tell whether it was given."""
        taken = next((other for other in ACTIONS if other != ident and key and self._key(other) == key), None)
        if taken is not None:
            self._answer.setText(f"{key} 已用于“{plain(ACTIONS[taken].words)}”。")
            return False
        self._answer.setText("")
        self._settings.set_key(ident, None if key == ACTIONS[ident].key else key)
        self._fill()
        self.changed.emit()
        return True

    def _key(self, ident: str) -> str:
        own = self._settings.key_of(ident)
        return ACTIONS[ident].key if own is None else own

    def _fill(self) -> None:
        for row, action in enumerate(ACTIONS.values()):
            name = QTableWidgetItem(plain(action.words))
            name.setData(Qt.ItemDataRole.UserRole, action.id)
            self._table.setItem(row, 0, name)
            self._table.setItem(row, 1, QTableWidgetItem(self._key(action.id)))

    def _current(self) -> str:
        item = self._table.item(max(0, self._table.currentRow()), 0)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _set(self) -> None:
        if not self._edit.keySequence().isEmpty():
            self.give(self._current(), self._edit.keySequence().toString(_PORTABLE))
            self._edit.clear()

    def _clear(self) -> None:
        self.give(self._current(), "")

    def _restore(self) -> None:
        self.give(self._current(), ACTIONS[self._current()].key)
