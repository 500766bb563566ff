"""The issues of a matter: numbered, edited in place, added, removed, moved up and down or dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.looks.theme import GRID
from desktop.matters.button_row import button_row


class _Numbered(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = f"{index.row() + 1}．{option.text}"


class IssuesEditor(QWidget):
    """Edit the issues in their order."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget(self)
        self._list.setAccessibleName("争议焦点")
        self._list.setItemDelegate(_Numbered(self._list))
        self._list.setWordWrap(True)
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._list.itemChanged.connect(lambda item: self.edited.emit())
        self._list.model().rowsMoved.connect(lambda *moved: self.edited.emit())
        acts = {"增加": self._add, "删除": self._remove, "上移": lambda: self._move(-1), "下移": lambda: self._move(1)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._list, 1)
        column.addLayout(button_row(self, "争议焦点", acts))

    def issues(self) -> tuple[str, ...]:
        """Return the issues in order, empty ones left out."""
        texts = (self._list.item(row).text().strip() for row in range(self._list.count()))
        return tuple(text for text in texts if text)

    def set_issues(self, issues: Sequence[str]) -> None:
        """Show issues."""
        self._list.clear()
        for issue in issues:
            self._append(issue)

    def _append(self, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text, self._list)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _add(self) -> None:
        item = self._append("")
        self._list.setCurrentItem(item)
        self._list.editItem(item)

    def _remove(self) -> None:
        if self._list.currentRow() >= 0:
            self._list.takeItem(self._list.currentRow())
            self.edited.emit()

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if row < 0 or not 0 <= row + by < self._list.count():
            return
        item = self._list.takeItem(row)
        self._list.insertItem(row + by, item)
        self._list.setCurrentItem(item)
        self.edited.emit()
