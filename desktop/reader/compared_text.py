"""One side of the comparison: its text with what the other side shares set off, and the rest in pale ink.

Belongs here: marking. Does not: finding what is shared (likeness), the dialog (comparison).
"""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.looks import current, fonts
from desktop.looks.theme import GRID
from desktop.reader.composing import line_height
from desktop.reader.likeness import SideBySide, lonely
from desktop.reader.matches import find_words
from desktop.reader.parts import units

_SIZE = 15
_LINE = 30  # characters on a line of half the dialog, about


def height_for(characters: int) -> int:
    """Return a height in pixels for a text of this length: all of it, up to nine lines or so."""
    lines = min(9, max(2, characters // _LINE + 1))
    return round(lines * fonts.LINE_HEIGHT * fonts.serif(_SIZE).pixelSize()) + 4 * GRID


def compared_text(text: str, side: SideBySide | None, name: str, height: int) -> QTextEdit:
    """Show one side of an axis; without `side` the text only says that there is none."""
    view = QTextEdit()
    view.setReadOnly(True)
    view.setProperty("role", "case")
    view.setAccessibleName(name)
    view.setTabChangesFocus(True)
    view.setFixedHeight(height)
    view.document().setDefaultFont(fonts.serif(_SIZE))
    view.setPlainText(text)
    cursor = QTextCursor(view.document())
    cursor.select(QTextCursor.SelectionType.Document)
    block = cursor.blockFormat()
    block.setLineHeight(line_height(fonts.serif(_SIZE)), 1)
    cursor.setBlockFormat(block)
    if side is not None:
        marks = _marks(view, text, side)
        view.setExtraSelections(marks)
        shared = [mark.cursor.selectionStart() for mark in marks if mark.format.fontUnderline()]
        cursor.setPosition(min(shared, default=0))
        view.setTextCursor(cursor)
    else:
        view.setEnabled(False)
    return view


def _marks(view: QTextEdit, text: str, side: SideBySide) -> list[QTextEdit.ExtraSelection]:
    pale, shared = QTextCharFormat(), QTextCharFormat()
    pale.setForeground(QColor(current().muted))
    shared.setForeground(QColor(current().axis_ink(side.axis)))
    shared.setBackground(QColor(current().axis_tint(side.axis)))
    shared.setFontUnderline(True)
    spans = [(start, end, pale) for start, end in lonely(text, side.words)] if side.words else []
    spans += [(start, end, shared) for start, end in find_words(text, side.words)]
    return [_selection(view, text, start, end, kind) for start, end, kind in spans]


def _selection(view: QTextEdit, text: str, start: int, end: int, kind: QTextCharFormat) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(view.document())
    cursor.setPosition(units(text[:start]))
    cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, kind
    return mark
