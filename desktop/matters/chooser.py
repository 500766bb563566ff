"""The matter in hand in the top bar: its name, and a menu to open another."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from desktop.matters.naming import matter_line
from localdb.model.matter import Matter

_LATEST = 12
_NARROWEST = 160


class MatterChooser(QToolButton):
    """Show the open matter; the menu lists the latest ones, then new and all."""

    matter_chosen = Signal(int)
    new_asked = Signal()
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName("在办案件")
        self.setToolTip("在办案件")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)  # the text is shortened before the menus give way
        self._menu = QMenu(self)
        self._menu.setAccessibleName("在办案件")
        self.setMenu(self._menu)
        self._matters: tuple[Matter, ...] = ()
        self._marks: dict[int, str] = {}
        self._open = 0
        self._show()

    def set_matters(self, matters: Sequence[Matter]) -> None:
        """Say which matters there are, latest first."""
        self._matters = tuple(matters)
        self._show()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Say what is new about some matters, by number."""
        if dict(marks) != self._marks:
            self._marks = dict(marks)
            self._show()

    def set_open(self, number: int) -> None:
        """Say which matter is open, 0 for none."""
        self._open = number
        self._show()

    def _show(self) -> None:
        current = next((matter for matter in self._matters if matter.number == self._open), None)
        text = matter_line(current) if current else "选择案件"
        self.setText(f"在办案件　{text}  ▾")
        self.setAccessibleDescription(text)
        self._menu.clear()
        for matter in self._matters[:_LATEST]:
            mark = self._marks.get(matter.number, "")
            self._add(matter_line(matter) + (f"　【{mark}】" if mark else ""), matter.number)
        if self._matters:
            self._menu.addSeparator()
        self._menu.addAction("新建案件…").triggered.connect(lambda checked=False: self.new_asked.emit())
        self._menu.addAction("全部案件…").triggered.connect(lambda checked=False: self.all_asked.emit())

    def _add(self, words: str, number: int) -> None:
        action = QAction(words.replace("&", "&&"), self._menu)
        action.setCheckable(True)
        action.setChecked(number == self._open)
        action.triggered.connect(lambda checked=False: self.matter_chosen.emit(number))
        self._menu.addAction(action)
