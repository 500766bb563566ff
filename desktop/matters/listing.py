"""All matters in one list, with a filter: open one, make one, delete one, bring a deleted one back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.looks.theme import GRID
from desktop.matters.naming import matter_line
from localdb.model.matter import Matter

_NUMBER = Qt.ItemDataRole.UserRole


class MatterList(QDialog):
    """Choose among all matters."""

    matter_chosen = Signal(int)
    new_asked = Signal()
    delete_asked = Signal(int)
    restore_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("全部案件")
        self.setAccessibleName("全部案件")
        self.resize(88 * GRID, 56 * GRID)
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText("按案号、案由、名称筛选")
        self._filter.setAccessibleName("筛选案件")
        self._filter.setClearButtonEnabled(True)
        self._matters: tuple[Matter, ...] = ()
        self._deleted: tuple[Matter, ...] = ()
        self._marks: dict[int, str] = {}
        self._bin = QCheckBox("只看已删除的案件", self)
        self._bin.setAccessibleName("只看已删除的案件")
        self._list = QListWidget(self)
        self._list.setAccessibleName("案件列表")
        self._list.setUniformItemSizes(True)
        self._open = QPushButton("打开", self)
        self._open.setProperty("role", "primary")
        self._new = QPushButton("新建…", self)
        self._delete = QPushButton("删除", self)
        self._delete.setProperty("role", "danger")
        self._restore = QPushButton("恢复", self)
        row = QHBoxLayout()
        row.addWidget(self._new)
        row.addWidget(self._delete)
        row.addWidget(self._restore)
        row.addStretch()
        row.addWidget(self._open)
        for button in (self._open, self._new, self._delete, self._restore):
            button.setAccessibleName(button.text().rstrip("…") + "案件")
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addWidget(self._filter)
        column.addWidget(self._bin)
        column.addWidget(self._list, 1)
        column.addLayout(row)
        self._filter.textChanged.connect(self._sift)
        self._filter.returnPressed.connect(self._choose)
        self._list.itemActivated.connect(lambda item: self._choose())
        self._list.itemSelectionChanged.connect(self._enable)
        self._open.clicked.connect(self._choose)
        self._new.clicked.connect(self._make)
        self._bin.toggled.connect(self._fill)
        self._delete.clicked.connect(lambda: self.delete_asked.emit(self._current()))
        self._restore.clicked.connect(lambda: self.restore_asked.emit(self._current()))
        self._enable()

    def set_matters(self, matters: Sequence[Matter]) -> None:
        """Show these matters, keeping the selection."""
        self._matters = tuple(matters)
        self._fill()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Say what is new about some matters, by number."""
        self._marks = dict(marks)
        self._fill()

    def set_deleted(self, matters: Sequence[Matter]) -> None:
        """Show these as the matters that can be brought back."""
        self._deleted = tuple(matters)
        self._fill()

    def _fill(self) -> None:
        kept = self._current()
        self._list.clear()
        for matter in self._deleted if self._bin.isChecked() else self._matters:
            stamp = f"{matter.updated:%Y-%m-%d}" if matter.updated else ""
            item = QListWidgetItem(_line(matter, stamp, self._marks.get(matter.number, "")), self._list)
            item.setData(_NUMBER, matter.number)
            item.setToolTip(matter.title or matter.court)
            if matter.number == kept:
                self._list.setCurrentItem(item)
        if self._list.currentItem() is None and self._list.count():
            self._list.setCurrentRow(0)
        self._sift(self._filter.text())
        self._enable()

    def _current(self) -> int:
        item = self._list.currentItem()
        return int(item.data(_NUMBER)) if item is not None else 0

    def _sift(self, words: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(any(word not in item.text() for word in words.split()))
        shown = [row for row in range(self._list.count()) if not self._list.item(row).isHidden()]
        if shown and self._list.currentRow() not in shown:
            self._list.setCurrentRow(shown[0])

    def _enable(self) -> None:
        gone = self._bin.isChecked()
        for button in (self._open, self._delete, self._restore):
            button.setEnabled(bool(self._current()))
        for button in (self._open, self._delete):
            button.setHidden(gone)
        self._restore.setVisible(gone)

    def _choose(self) -> None:
        if (number := self._current()) and not self._bin.isChecked():
            self.accept()
            self.matter_chosen.emit(number)

    def _make(self) -> None:
        self.accept()
        self.new_asked.emit()


def _line(matter: Matter, stamp: str, mark: str) -> str:
    return "　".join(part for part in (matter_line(matter), mark and f"【{mark}】", stamp) if part)
