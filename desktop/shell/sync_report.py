"""What syncs did, to be read again: new guiding and typical cases first, then what was left out and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.looks import current
from desktop.looks.theme import GRID
from desktop.shell.sync_log import SyncEntry
from desktop.widgets import set_role
from desktop.words import moment_words
from desktop.words.syncing import news_line
from localdb.model.case import CaseCard

_KEY = Qt.ItemDataRole.UserRole


class SyncReportDialog(QDialog):
    """Show the entries of the log, the latest first; a new case opens at a click or Enter.

    `cards` has the new cases that the library holds by their keys; None where it cannot be asked.
    """

    case_chosen = Signal(str)  # key
    sync_asked = Signal()

    def __init__(
        self, entries: Sequence[SyncEntry], cards: Mapping[str, CaseCard] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("同步情况")
        self.setAccessibleName("同步情况")
        self.resize(88 * GRID, 60 * GRID)
        self._entries = tuple(entries)
        self._cards = cards
        self._which = QComboBox(self)
        self._which.setAccessibleName("哪一次同步")
        for entry in self._entries:
            self._which.addItem(moment_words(entry.moment.astimezone()) + _kind(entry))
        self._head = QLabel(self)
        self._head.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setAccessibleName("同步的内容")
        self._list.setWordWrap(True)
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        top = QHBoxLayout()
        self._label = QLabel("同步时间", self)
        top.addWidget(self._label)
        top.addWidget(self._which)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(top)
        column.addWidget(self._head)
        column.addWidget(self._list, 1)
        column.addStretch()
        column.addLayout(self._foot())
        self._which.currentIndexChanged.connect(self._show)
        self._show(0)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for words, act, role in (("立即同步", self._again, ""), ("关闭", self.accept, "primary")):
            button = QPushButton(words, self)
            button.setAccessibleName("关闭同步情况" if words == "关闭" else words)
            button.setAutoDefault(False)
            button.setProperty("role", role)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _show(self, place: int) -> None:
        self._list.clear()
        for widget in (self._label, self._which):
            widget.setVisible(bool(self._entries))
        if not self._entries:
            self._head.setText("尚未同步过。同步后，新增、替换、撤回的案例和没有更新的部分都记在这里。")
            self._list.hide()
            return
        entry = self._entries[place]
        self._head.setText(entry.words)
        set_role(self._head, "bad" if entry.unwell else "heading")
        for title, lines in (
            ("新增的指导性案例、典型案例", self._news(entry)),
            ("没有更新的部分", entry.troubles),
            ("未收录的记录（按原因）", entry.reasons),
            ("未收录的记录", entry.rejections),
        ):
            if lines:
                self._section(title, lines)
        self._list.setVisible(bool(self._list.count()))

    def _news(self, entry: SyncEntry) -> Sequence[str | tuple[str, str]]:
        """Name the new cases that the library still holds, and count those that it does not."""
        if self._cards is None:
            return ()
        there = [(key, news_line(self._cards[key])) for key in entry.news if key in self._cards]
        gone = len(entry.news) - len(there)
        return [*there, f"另有 {gone} 件已不在案例库中（撤回或者合并）"] if gone else there

    def _section(self, title: str, lines: Sequence[str | tuple[str, str]]) -> None:
        head = QListWidgetItem(title, self._list)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        for line in lines:
            key, words = line if isinstance(line, tuple) else ("", line)
            item = QListWidgetItem(words, self._list)
            item.setData(_KEY, key)
            item.setToolTip("打开该案例" if key else words)
            if key:
                item.setForeground(QColor(current().accent))

    def _choose(self, item: QListWidgetItem) -> None:
        if key := item.data(_KEY):
            self.accept()
            self.case_chosen.emit(str(key))

    def _again(self) -> None:
        self.accept()
        self.sync_asked.emit()


def _kind(entry: SyncEntry) -> str:
    if entry.failed:
        return "　未能同步"
    if entry.cancelled:
        return "　已停止"
    return "　部分未更新" if entry.troubles else ""
