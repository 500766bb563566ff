"""What the check before export found, under the page: each finding is one click away in the draft.

Belongs here: the list, and following its places through edits. Does not: the check (engine), writing the file (shell).
"""

from collections.abc import Sequence
from itertools import cycle

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from desktop.editor.offsets import Ruler
from desktop.editor.page import DraftPage
from desktop.looks.theme import GRID
from desktop.words import finding_source, finding_words
from localdb.model.review import Finding

_SHOWN = 6


class FindingList(QFrame):
    """List the findings; going to one selects its words in the draft, going there again the next place of it."""

    again_asked = Signal()  # check once more
    export_asked = Signal()  # export as it is

    def __init__(self, page: DraftPage) -> None:
        super().__init__()
        self._page = page
        self._places: list[cycle[QTextCursor]] = []
        self.setProperty("role", "banner")
        self.setAccessibleName("导出前的核对")
        self._head = QLabel(self)
        self._head.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setAccessibleName("需要核对的内容")
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._go)
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        for words, act, role in (
            ("重新核对", self.again_asked.emit, "primary"),
            ("仍然导出…", self.export_asked.emit, ""),
            ("关闭", self.leave, ""),
        ):
            button = QPushButton(words, self)
            button.setAccessibleName("关闭核对" if words == "关闭" else words.rstrip("…"))
            button.setProperty("role", role)
            button.clicked.connect(lambda checked=False, act=act: act())
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._list)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found in the draft that is on the page."""
        ruler = Ruler(self._page.toPlainText())
        self._places = [cycle([self._cursor(ruler, *place) for place in each.places]) for each in findings]
        self._list.clear()
        for number, finding in enumerate(findings):
            item = QListWidgetItem(finding_words(finding), self._list)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setToolTip("\n".join(filter(None, (finding_words(finding), finding_source(finding)))))
        self._head.setText(f"导出前请核对：有{len(findings)}处内容可能不属于本案文书。单击可到草稿中的位置。")
        row = max(1, self._list.sizeHintForRow(0))
        self._list.setFixedHeight(row * min(_SHOWN, len(findings)) + GRID)
        self.show()
        self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the list."""
        if self.isVisible():
            self.hide()
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.clear()
        self._places = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.hasFocus():
            self._go(self._list.currentItem())  # not itemActivated: some styles activate on a click as well
        else:
            super().keyPressEvent(event)

    def _cursor(self, ruler: Ruler, start: int, end: int) -> QTextCursor:
        """Select a place of the draft; the cursor follows it through edits."""
        last = self._page.document().characterCount() - 1
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(min(ruler.units(start), last))
        cursor.setPosition(min(ruler.units(end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _go(self, item: QListWidgetItem) -> None:
        self._page.setTextCursor(next(self._places[item.data(Qt.ItemDataRole.UserRole)]))
        self._page.ensureCursorVisible()
