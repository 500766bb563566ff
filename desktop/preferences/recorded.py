"""What is recorded of the user's reading: a table by section, the switch, and the button that erases it all."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.preferences.controls import control
from desktop.settings import Settings
from desktop.words import section_name
from localdb.model.behaviour import Attention
from localdb.model.kinds import Section

_HEADS = ("部分", "阅读时长", "复制次数", "采用次数", "关注占比")
_ABOUT = (
    "记录的内容只有：在案例的哪一部分停留多久、复制和采用了多少次，以及是哪一个案例。"
    "据此让常看的部分在排序中占更大的比重，并在阅读时突出显示。"
    "这些记录加密保存在本机，不同步、不上传、不进入检索报告，任何人不得用于考核。"
)


class RecordedPage(QWidget):
    """Show, switch off and erase the record of reading."""

    def __init__(self, desk: Desk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ask: Callable[[str, str], bool] = self._ask
        about = QLabel(_ABOUT, self)
        about.setWordWrap(True)
        about.setProperty("role", "muted")
        self._table = QTableWidget(0, len(_HEADS), self)
        self._table.setAccessibleName("阅读记录")
        self._table.setHorizontalHeaderLabels(_HEADS)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._since = QLabel(self)
        self._since.setProperty("role", "muted")
        self._erase = QPushButton("清除全部阅读记录…", self)
        self._erase.setAccessibleName("清除全部阅读记录")
        self._erase.setProperty("role", "danger")
        self._erase.setAutoDefault(False)
        self._erase.clicked.connect(self._erase_all)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addWidget(control(settings, "behaviour.record", self))
        column.addWidget(about)
        column.addWidget(self._table, 1)
        column.addWidget(self._since)
        column.addWidget(self._erase, 0, Qt.AlignmentFlag.AlignLeft)
        self._events = 0
        self.refresh()

    def refresh(self) -> None:
        """Ask again what is recorded."""
        self._desk.attention(self._show)

    def _show(self, attention: Attention) -> None:
        sections = [
            section
            for section in Section
            if section in attention.seconds or section in attention.copies or section in attention.adoptions
        ]
        self._table.setRowCount(len(sections))
        for row, section in enumerate(sections):
            cells = (
                section_name(section),
                duration(attention.seconds.get(section, 0)),
                f"{attention.copies.get(section, 0)} 次",
                f"{attention.adoptions.get(section, 0)} 次",
                f"{attention.shares.get(section, 0):.0%}",
            )
            for column, text in enumerate(cells):
                self._table.setItem(row, column, QTableWidgetItem(text))
        self._events = attention.events
        since = f"自 {attention.since:%Y-%m-%d} 起，" if attention.since else ""
        self._since.setText(f"{since}共 {attention.events} 条记录。" if attention.events else "目前没有任何记录。")
        self._erase.setEnabled(bool(attention.events))

    def _erase_all(self) -> None:
        if self.ask(
            "清除全部阅读记录？",
            f"将清除 {self._events} 条阅读、复制和采用记录，不能恢复。案件、草稿和检索日志不受影响。",
        ):
            self._desk.erase_behaviour(lambda nothing: self.refresh())

    def _ask(self, question: str, detail: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "清除阅读记录", question, parent=self)
        box.setInformativeText(detail)
        yes = box.addButton("清除", QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton("保留", QMessageBox.ButtonRole.RejectRole)
        for button in (yes, no):
            button.setAccessibleName(button.text())
        box.setDefaultButton(no)
        box.exec()
        return box.clickedButton() is yes


def duration(seconds: float) -> str:
    """Say how long in hours and minutes."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
