"""The page of a case as a document: headings, paragraphs, the type of each section.

Belongs here: block and character formats. Does not: bands, highlights and scrolling (page), words.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop.looks import current, fonts
from desktop.looks.theme import GRID
from desktop.reader.parts import PageMap, Part, pieces_of
from localdb.model.behaviour import Attention
from localdb.model.kinds import Section

_FAVOURITE = 1  # pixels that the favourite section's type is larger
_CENTRED = frozenset((Section.HEADING,))
_RIGHT = frozenset((Section.TAIL,))


@dataclass(frozen=True, slots=True)
class Band:
    """Hold the blocks of one part: its heading and its text, as block numbers, the last one included."""

    part: int
    section: Section
    first: int
    last: int


def compose(document: QTextDocument, parts: tuple[Part, ...], attention: Attention) -> tuple[PageMap, tuple[Band, ...]]:
    """Fill a document with a case; return the map of its text and the band of each part."""
    document.clear()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(fonts.serif())
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    placed, bands, started = [], [], False
    pieces = pieces_of(parts)
    for place, part in enumerate(parts):
        favourite = part.section is attention.favourite and not part.gist
        first = document.blockCount() - 1 + started
        _add(
            cursor,
            _heading(part, attention, favourite),
            _heading_block(started),
            _heading_type(part, favourite),
            started,
        )
        started = True
        block, kind = _body_block(part.section, favourite), _body_type(favourite)
        for piece in (piece for piece in pieces if piece.part == place):
            shape = QTextBlockFormat(block)
            if not piece.first or part.section in _CENTRED | _RIGHT:
                shape.setTextIndent(0)
            at = _add(cursor, part.text[piece.start : piece.end], shape, kind, True)
            placed.append((piece, at))
        bands.append(Band(place, part.section, first, document.blockCount() - 1))
    cursor.endEditBlock()
    document.setModified(False)
    return PageMap(parts, placed), tuple(bands)


def line_height(font: QFont) -> float:
    """Return the height of a line in per cent of the font's own, so that lines stand 1.75 times the size apart."""
    return 100 * fonts.LINE_HEIGHT * font.pixelSize() / QFontMetrics(font).height()


def _add(cursor: QTextCursor, text: str, block: QTextBlockFormat, kind: QTextCharFormat, new: bool) -> int:
    if new:
        cursor.insertBlock(block, kind)
    else:
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(kind)
    at = cursor.position()
    cursor.insertText(text, kind)
    return at


def _heading(part: Part, attention: Attention, favourite: bool) -> str:
    if not favourite:
        return part.name
    share = attention.shares.get(part.section, 0.0)
    return f"{part.name}　您最常阅读此部分" + (f"（{share:.0%}）" if share else "")


def _heading_block(started: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(3 * GRID if started else GRID)
    block.setBottomMargin(GRID // 2)
    return block


def _heading_type(part: Part, favourite: bool) -> QTextCharFormat:
    kind = QTextCharFormat()
    kind.setFont(fonts.sans(fonts.SIZE, bold=True))
    kind.setForeground(QColor(current().accent if part.gist else current().tint_ink(part.section)))
    if favourite:
        kind.setFontUnderline(True)
    return kind


def _body_block(section: Section, favourite: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    font = _body_font(favourite)
    block.setLineHeight(line_height(font), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setTextIndent(2 * font.pixelSize())
    block.setAlignment(Qt.AlignmentFlag.AlignJustify)
    if section in _CENTRED:
        block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    elif section in _RIGHT:
        block.setAlignment(Qt.AlignmentFlag.AlignRight)
    return block


def _body_font(favourite: bool) -> QFont:
    return fonts.serif(fonts.CASE_SIZE + (_FAVOURITE if favourite else 0))


def _body_type(favourite: bool) -> QTextCharFormat:
    kind = QTextCharFormat()
    font = _body_font(favourite)
    if favourite:
        font.setWeight(QFont.Weight.Medium)
    kind.setFont(font)
    kind.setForeground(QColor(current().ink))
    return kind
