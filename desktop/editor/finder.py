"""The bar that finds words in the draft."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop.widgets import FindBar


class Finder(FindBar):
    """Find forwards and backwards, round the end; closing gives the focus back to the page."""

    def __init__(self, page: QTextEdit) -> None:
        super().__init__("在草稿中查找")
        self._page = page
        self.stepped.connect(self.seek)
        self.typed.connect(lambda: self.say(""))
        self.left.connect(lambda: page.setFocus(Qt.FocusReason.OtherFocusReason))

    def begin(self) -> None:
        """Open the bar, with what is selected as words."""
        chosen = self._page.textCursor().selectedText()
        self.open("" if "\u2029" in chosen else chosen)

    def seek(self, back: bool) -> bool:
        """Go to the next or the last place; tell whether there is one."""
        words = self.words
        flag = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        found = bool(words) and (self._page.find(words, flag) or self._wrap(words, flag, back))
        self.say("" if found or not words else "没有找到")
        return found

    def _wrap(self, words: str, flag: QTextDocument.FindFlag, back: bool) -> bool:
        kept = self._page.textCursor()
        edge = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
        self._page.moveCursor(edge)
        if self._page.find(words, flag):
            return True
        self._page.setTextCursor(kept)
        return False
