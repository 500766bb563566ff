"""Blocks of a document as a QTextDocument laid out on the text area of an A4 page, one unit a point.

Belongs here: a likeness of desktop/documents/render.py for the screen. Does not: what is said.
"""

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop.documents import Block, Grid, Line, Style
from desktop.looks import fonts

MILLIMETRE = 72 / 25.4  # points
PAGE = QSizeF(210 * MILLIMETRE, 297 * MILLIMETRE)
TEXT = QSizeF(156 * MILLIMETRE, 225 * MILLIMETRE)
LEFT, TOP = 28 * MILLIMETRE, 37 * MILLIMETRE
INK = QColor("#111111")  # paper is white in both themes: it shows what will be printed
_PITCH = 28.95
_SIZES = {Style.TITLE: 22.0, Style.CAPTION: 12.0, Style.REMARK: 12.0}
_SANS = {Style.MARK, Style.HEADING, Style.CAPTION}
_CENTRED = {Style.TITLE, Style.NUMBER, Style.CAPTION}
_INDENTED = {Style.BODY, Style.HEADING, Style.SUBHEADING}


def lay_out(blocks: tuple[Block, ...]) -> QTextDocument:
    """Return the blocks as a paginated document; its page is the text area, without the margins."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(Style.BODY))
    cursor = QTextCursor(document)
    fresh = True
    for block in blocks:
        if isinstance(block, Grid):
            _add_grid(cursor, block)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            fresh = True  # Qt leaves an empty paragraph after a table: the next line goes into it
        else:
            _add_line(cursor, block, fresh)
            fresh = False
    document.setPageSize(TEXT)
    return document


def _add_line(cursor: QTextCursor, line: Line, fresh: bool) -> None:
    layout = _layout(line.style)
    if fresh:
        cursor.setBlockFormat(layout)
    else:
        cursor.insertBlock(layout)
    look = QTextCharFormat()
    look.setFont(_font(line.style))
    look.setForeground(QBrush(INK))
    cursor.insertText(line.label + line.text, look)


def _layout(style: Style) -> QTextBlockFormat:
    layout = QTextBlockFormat()
    height = 36.0 if style is Style.TITLE else 18.0 if style in (Style.REMARK, Style.CAPTION) else _PITCH
    layout.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    layout.setAlignment(Qt.AlignmentFlag.AlignJustify)
    if style in _CENTRED:
        layout.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    if style in _INDENTED:
        layout.setTextIndent(32)
    if style is Style.NUMBER:
        layout.setBottomMargin(20)
    if style is Style.SIGN:
        layout.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setRightMargin(64)
    return layout


def _add_grid(cursor: QTextCursor, grid: Grid) -> None:
    form = QTextTableFormat()
    form.setBorder(0.6)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(INK))
    form.setBorderCollapse(True)
    form.setCellPadding(3)
    form.setHeaderRowCount(1)
    form.setWidth(QTextLength(QTextLength.Type.FixedLength, TEXT.width()))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.FixedLength, width * MILLIMETRE - 7) for width in grid.widths]
    )
    table = cursor.insertTable(len(grid.rows) + 1, len(grid.head), form)
    for row, texts in enumerate((grid.head, *grid.rows)):
        for column, text in enumerate(texts):
            centred = row == 0 or column in grid.centred
            _fill(table.cellAt(row, column).firstCursorPosition(), text, grid.dense, centred, row == 0)


def _fill(cursor: QTextCursor, text: str, dense: bool, centred: bool, head: bool) -> None:
    layout = QTextBlockFormat()
    layout.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    layout.setLineHeight(15.0 if dense else 18.0, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setBlockFormat(layout)
    look = QTextCharFormat()
    font = fonts.sans(1) if head else fonts.fangsong(1)
    font.setPixelSize(11 if dense else 12)
    look.setFont(font)
    look.setForeground(QBrush(INK))
    cursor.insertText(text, look)


def _font(style: Style) -> QFont:
    font = fonts.sans(1) if style in _SANS else fonts.serif(1) if style is Style.TITLE else fonts.fangsong(1)
    font.setPixelSize(round(_SIZES.get(style, 16.0)))
    return font
