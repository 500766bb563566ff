"""The page: plain text in 仿宋 三号 at the measure of a judgment, 28 characters a line, with room for the margin.

Belongs here: typing, pasting, layout. Does not: saving (panel), the marks in the margin (gutter).
"""

import re

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.looks import current, fonts, notifier
from desktop.looks.theme import GRID

MEASURE = 28  # characters a line, GB/T 9704
GUTTER = 15 * GRID
_LINE = 29 * 96 / 72  # 22 lines on a page of 225 mm
_TITLE = re.compile(r"^[^，。；：]{0,40}(法院|判决书|裁定书|决定书|调解书)$")
_NUMBER = re.compile(r"^[（(]\s*\d{4}\s*[）)]\S*号$")
_TITLES_AT_MOST = 6  # lines at the head of a judgment


class DraftPage(QTextEdit):
    """Edit plain text, a paragraph a line. What an input method composes is no text until it is committed."""

    composed = Signal(bool)  # composing began or ended
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("判决书草稿")
        self.setPlaceholderText("在此起草裁判文书。停笔片刻，左侧即列出类案。")
        self.setMinimumWidth(20 * GRID)
        self._composing = False
        notifier().changed.connect(self.restyle)
        self.restyle()

    @property
    def composing(self) -> bool:
        """Tell whether an input method is composing."""
        return self._composing

    def text(self) -> str:
        """Return the draft as committed, without what is being composed."""
        return self.toPlainText()

    def load(self, text: str) -> None:
        """Show another draft; nothing of the one before can be undone or composed into it."""
        self._composing = False
        QGuiApplication.inputMethod().reset()
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._shape()
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_passage(self, text: str) -> tuple[int, int]:
        """Insert a passage at the cursor as one undo step; return where it stands, as Qt counts."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())  # a selection is not overwritten
        cursor.beginEditBlock()
        start = cursor.position()
        cursor.insertText(text.replace("\r\n", "\n"))
        end = cursor.position()
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return start, end

    def insert_paragraphs(self, text: str) -> int:
        """Insert a document at the cursor as paragraphs of its own, one undo step; return how many there are."""
        words = paragraphs(f"{text}\n").strip("\n")
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())  # a selection is not overwritten
        before = "" if cursor.atBlockStart() else "\n"
        after = "" if cursor.atBlockEnd() and cursor.block() == self.document().lastBlock() else "\n"
        cursor.beginEditBlock()
        cursor.insertText(before)
        start = cursor.position()
        cursor.insertText(words)
        inserted = QTextCursor(cursor)
        inserted.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        inserted.setBlockFormat(self._body())  # not that of a title it may stand under
        cursor.insertText(after)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return words.count("\n") + 1 if words else 0

    def restyle(self) -> None:
        """Take theme and size of type over."""
        top = self._top()
        font = fonts.fangsong()
        self.setFont(font)
        self.document().setDefaultFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(current().ink))
        self.setPalette(palette)
        self._shape()
        self._fit()
        self._scroll_to(top)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        composing = bool(event.preeditString())
        if composing != self._composing:
            self._composing = composing
            self.composed.emit(composing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Changing margins inside a resize asks for another resize: let this one end first.
        QTimer.singleShot(0, self, self._fit)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasUrls()  # files dropped here are for the window to import

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(paragraphs(source.text()))
            self.ensureCursorVisible()

    def _fit(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = MEASURE * em + 2 * round(self.document().documentMargin())
        free = self.width() - bar - GUTTER - wanted
        left = max(GRID, min(free // 2, free - 2 * GRID)) if free > 4 * GRID else GRID
        right = max(GUTTER, self.width() - bar - left - wanted)
        margins = (left, 0, right, 0)
        now = self.viewportMargins()
        if (now.left(), now.top(), now.right(), now.bottom()) != margins:
            top = self._top()
            self.setViewportMargins(*margins)
            self._scroll_to(top)
        self.resized.emit()

    def _top(self) -> int:
        return self.cursorForPosition(QPoint(0, 0)).position()

    def _scroll_to(self, position: int) -> None:
        """Bring a place back to the top, so that the page does not jump when its lines break elsewhere."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, max(0, self.document().characterCount() - 1)))
        if position:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect(cursor).top())

    def _shape(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # with a history there, one step of it: Qt knows no other way to keep the rest
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._body())
        block = self.document().begin()
        for _ in range(_TITLES_AT_MOST):
            if not block.isValid():
                break
            if (title := self._title(block.text().strip())) is not None:
                QTextCursor(block).setBlockFormat(title)
            block = block.next()
        cursor.endEditBlock()

    def _body(self) -> QTextBlockFormat:
        style = QTextBlockFormat()
        style.setLineHeight(_LINE * fonts.scale(), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        style.setTextIndent(2 * self.fontMetrics().horizontalAdvance("国"))
        return style

    def _title(self, line: str) -> QTextBlockFormat | None:
        style = self._body()
        style.setTextIndent(0)
        if _TITLE.match("".join(line.split())):
            style.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            return style
        if _NUMBER.match(line):
            style.setAlignment(Qt.AlignmentFlag.AlignRight)
            return style
        return None


def paragraphs(text: str) -> str:
    """Return pasted text with a paragraph a line: no indents made of spaces, no empty lines between."""
    if "\n" not in text and "\r" not in text:
        return text
    lines = [line.strip(" \t\u3000\xa0") for line in text.splitlines()]
    return "\n".join(line for line in lines if line)
