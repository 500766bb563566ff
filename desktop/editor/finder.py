"""The bar that finds words in the draft."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.editor.offsets import Ruler
from desktop.widgets import FindBar, places_in


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
        text, cursor = self._page.toPlainText(), self._page.textCursor()
        places, ruler = list(places_in(text, self.words)), Ruler(text)
        if not places:
            self.say("没有找到" if self.words.strip() else "")
            return False
        start, end = ruler.points(cursor.selectionStart()), ruler.points(cursor.selectionEnd())
        ahead = [place for place in places if (place[1] <= start if back else place[0] >= end)]
        first, last = (ahead or places)[-1 if back else 0]
        cursor.setPosition(ruler.units(first))
        cursor.setPosition(ruler.units(last), QTextCursor.MoveMode.KeepAnchor)
        self._page.setTextCursor(cursor)
        self.say("")
        return True
