"""The bar that finds words in the draft."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from desktop.looks.theme import GRID


class Finder(QWidget):
    """Find forwards and backwards, round the end; Escape closes and gives the focus back to the page."""

    def __init__(self, page: QTextEdit) -> None:
        super().__init__()
        self._page = page
        self._words = QLineEdit(self)
        self._words.setPlaceholderText("在草稿中查找")
        self._words.setAccessibleName("在草稿中查找")
        self._words.setClearButtonEnabled(True)
        self._answer = QLabel(self)
        self._answer.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        row.addWidget(self._words, 1)
        row.addWidget(self._answer)
        for words, back in (("上一个", True), ("下一个", False)):
            button = QPushButton(words, self)
            button.setAccessibleName(words)
            button.clicked.connect(lambda checked=False, back=back: self.seek(back))
            row.addWidget(button)
        close = QPushButton("关闭", self)
        close.setAccessibleName("关闭查找")
        close.clicked.connect(self.leave)
        row.addWidget(close)
        self._words.returnPressed.connect(lambda: self.seek(False))
        self.hide()

    def open(self) -> None:
        """Show the bar, with what is selected as words."""
        chosen = self._page.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self._words.setText(chosen)
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def leave(self) -> None:
        """Close the bar."""
        self.hide()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self, back: bool) -> bool:
        """Go to the next or the last place; tell whether there is one."""
        words = self._words.text()
        flag = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        found = bool(words) and (self._page.find(words, flag) or self._wrap(words, flag, back))
        self._answer.setText("" if found or not words else "没有找到")
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _wrap(self, words: str, flag: QTextDocument.FindFlag, back: bool) -> bool:
        kept = self._page.textCursor()
        edge = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
        self._page.moveCursor(edge)
        if self._page.find(words, flag):
            return True
        self._page.setTextCursor(kept)
        return False
