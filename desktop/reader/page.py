"""The page: one judgment in a serif face, its sections banded, matches marked only where they are in view.

Belongs here: showing, scrolling, marking, selecting. Does not: what is copied or adopted from it (panel), formats.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.looks import current, fonts, notifier
from desktop.looks.theme import GRID
from desktop.reader.composing import Band, compose
from desktop.reader.matches import find_words, passage_span, stacked
from desktop.reader.parts import PageMap, Part, Span, section_shares
from desktop.words.hits import axis_short
from localdb.model.behaviour import Attention
from localdb.model.kinds import Axis, Section
from localdb.model.similar import Passage

_LABEL = 11  # pixels: the type of the labels in the margin
_HEADING = 60  # positions: more than any heading takes
_MEASURE = 42  # characters a line at most
_LEFT, _RIGHT = 3 * GRID, 2 * GRID + 2  # least margins; at the right the label of an axis comes on top


class CasePage(QTextEdit):
    """Show a case. `copy_asked` and `menu_asked` leave copying to the panel, which adds the citation."""

    copy_asked = Signal()
    menu_asked = Signal(QPoint)
    moved = Signal()  # what is in view changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = PageMap((), ())
        self._bands: tuple[Band, ...] = ()
        self._attention = Attention()
        self._passages: tuple[tuple[Passage, Span], ...] = ()
        self._words: tuple[str, ...] = ()
        self._found: tuple[Span, ...] = ()
        self._found_at: Span | None = None
        self._take: Callable[[], str] = lambda: self.selected_text()
        self.setReadOnly(True)
        self.setProperty("role", "case")
        self.setAccessibleName("裁判文书")
        self.setAccessibleDescription("数字键跳到各部分，N 下一处相近内容，P 上一处")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.viewport().setMouseTracking(True)
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.setInterval(0)
        self._marking.timeout.connect(self._mark)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        notifier().changed.connect(self._renew)

    @property
    def map(self) -> PageMap:
        """Return the map between the page and the stored text."""
        return self._map

    def show_parts(self, parts: tuple[Part, ...], attention: Attention) -> None:
        """Lay a case out from its top."""
        self._attention = attention
        self._passages, self._words = (), ()
        self._found, self._found_at = (), None
        self._map, self._bands = compose(self.document(), parts, attention)
        self._set_margins()
        self.verticalScrollBar().setValue(0)
        self._marking.start()

    def set_attention(self, attention: Attention) -> None:
        """Let another section stand out, staying where the reader is."""
        if attention.favourite is not self._attention.favourite:
            self._attention = attention
            self._renew()
        self._attention = attention

    def set_matches(self, passages: tuple[Passage, ...], words: tuple[str, ...]) -> None:
        """Mark these passages and words wherever they come into view."""
        found = ((passage, passage_span(self._map, passage)) for passage in passages)
        self._passages = tuple((passage, span) for passage, span in found if span)
        self._words = words
        self._marking.start()

    def set_found(self, spans: tuple[Span, ...], at: Span | None) -> None:
        """Mark words that were looked for wherever they come into view, the one the user stands at most strongly."""
        self._found, self._found_at = spans, at
        self._marking.start()

    def set_taker(self, take: Callable[[], str]) -> None:
        """Let this function write what copying and dragging take out of the page."""
        self._take = take

    def selected_spans(self) -> list[Span]:
        """Return what is selected, one span a part."""
        cursor = self.textCursor()
        return self._map.spans(cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else []

    def selected_text(self) -> str:
        """Return the stored text that is selected, without headings."""
        return self._map.text(self.selected_spans())

    def go_to_part(self, part: int) -> None:
        """Bring the heading of a part to the top."""
        for band in self._bands:
            if band.part == part:
                self._scroll_to(self.document().findBlockByNumber(band.first).position(), GRID)

    def go_to(self, span: Span) -> None:
        """Bring a span into the upper third and put the cursor there without selecting."""
        at = self._map.position(span.part, span.start)
        cursor = self.textCursor()
        cursor.setPosition(at)
        self.setTextCursor(cursor)
        self._scroll_to(at, self.viewport().height() // 4)
        self.moved.emit()

    def reveal(self, span: Span) -> None:
        """Bring a span into view, without moving the page where it is in view already."""
        if not self.sees(span):
            self.go_to(span)

    def sees(self, span: Span) -> bool:
        """Tell whether the first line of a span is in view."""
        cursor = self.textCursor()
        cursor.setPosition(self._map.position(span.part, span.start))
        line = self.cursorRect(cursor)
        return line.top() >= 0 and line.bottom() <= self.viewport().height()

    def top(self) -> Span | None:
        """Return the text at the top of the view; under a heading, the text that it heads."""
        at = self.cursorForPosition(QPoint(0, 0)).position()
        return next(iter(self._map.spans(at, at + _HEADING)), None)

    def part_in_view(self) -> int:
        """Return the part at the upper third of the view."""
        block = self.cursorForPosition(QPoint(self.viewport().width() // 2, self.viewport().height() // 4)).block()
        number = block.blockNumber()
        return next((band.part for band in self._bands if band.first <= number <= band.last), 0)

    def shares(self) -> dict[Section, float]:
        """Return the sections in view and how they share it; sums to 1, or empty with nothing shown."""
        heights: dict[Section, float] = {}
        port = QRectF(self.viewport().rect())
        for band in self._bands:
            seen = self._box(band).intersected(port)
            if seen.height() > 0:
                heights[band.section] = heights.get(band.section, 0.0) + seen.height()
        return section_shares(heights)

    def copy(self) -> None:
        """Ask for a copy, with the citation."""
        self.copy_asked.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._take())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.verticalScrollBar().setValue(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._page(1)
        elif event.key() == Qt.Key.Key_Space:
            self._page(-1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        held = self.top()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_margins()
            if held is not None and self.verticalScrollBar().value():
                self._scroll_to(self._map.position(held.part, held.start), 0)
        self._marking.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        port = QRectF(self.viewport().rect())
        for band in self._bands:
            box = self._box(band)
            if box.top() > port.bottom():
                break
            if box.intersects(port):
                self._paint_band(painter, band, box)
        self._paint_labels(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_band(self, painter: QPainter, band: Band, box: QRectF) -> None:
        theme = current()
        favourite = band.section is self._attention.favourite and not self._map.parts[band.part].gist
        if band.section not in theme.tints and not favourite:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if favourite:
            painter.setBrush(QColor(theme.tint(band.section)))
            painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(QColor(theme.tint_ink(band.section)))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), 4 if favourite else 2, box.height()), 1, 1)

    def _paint_labels(self, painter: QPainter) -> None:
        """Name the axis of each passage in the margin, since colour alone says nothing."""
        painter.setFont(fonts.sans(_LABEL))
        frame = self.document().rootFrame().frameFormat()
        left = self.viewport().width() - round(frame.rightMargin()) + 2 * GRID + 2
        height = painter.fontMetrics().height()
        for axis, top in self._labels(height):
            painter.setPen(QColor(current().axis_ink(axis)))
            box = QRect(left, top, round(frame.rightMargin()), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, axis_short(axis))

    def _labels(self, height: int) -> list[tuple[Axis, int]]:
        """Return the labels in view and their tops: beside the first line of each passage, below one another."""
        lines = []
        for passage, span in self._passages:
            cursor = self.textCursor()
            cursor.setPosition(self._map.position(span.part, span.start))
            line = self.cursorRect(cursor)
            if -line.height() < line.top() < self.viewport().height():
                lines.append((line.center().y() - height // 2, passage.axis))
        return stacked(lines, height)

    def _box(self, band: Band) -> QRectF:
        layout, document = self.document().documentLayout(), self.document()
        top = layout.blockBoundingRect(document.findBlockByNumber(band.first)).top()
        bottom = layout.blockBoundingRect(document.findBlockByNumber(band.last)).bottom()
        frame = document.rootFrame().frameFormat()
        left = frame.leftMargin() - 2 * GRID
        width = self.viewport().width() - left - frame.rightMargin() + 2 * GRID
        inset = 0 if band.first == 0 else GRID
        shift = self.verticalScrollBar().value()
        return QRectF(left, top - shift + inset, width, bottom - top + GRID - inset)

    def _set_margins(self) -> None:
        size = fonts.serif().pixelSize()
        spare = self.viewport().width() - _MEASURE * size
        right = _RIGHT + QFontMetrics(fonts.sans(_LABEL)).horizontalAdvance("事实")
        form = self.document().rootFrame().frameFormat()
        form.setLeftMargin(max(_LEFT, (spare - right + _LEFT) // 2))
        form.setRightMargin(max(right, spare - form.leftMargin()))
        form.setTopMargin(GRID)
        form.setBottomMargin(6 * GRID)
        self.document().rootFrame().setFrameFormat(form)
        self.document().setModified(False)

    def _scroll_to(self, position: int, below: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - below)

    def _page(self, by: int) -> None:
        bar = self.verticalScrollBar()
        line = fonts.LINE_HEIGHT * fonts.serif().pixelSize()
        bar.setValue(bar.value() + by * round(self.viewport().height() - line))

    def _scrolled(self) -> None:
        self._marking.start()
        self.moved.emit()

    def _mark(self) -> None:
        """Set marks for what is in view and for nothing else: marking a whole judgment takes a tenth of a second."""
        port = self.viewport().rect()
        start = self.cursorForPosition(port.topLeft()).position()
        end = self.cursorForPosition(port.bottomRight()).position()
        marks = []
        for seen in self._map.spans(start, end):
            inside = [
                (passage.axis, Span(span.part, max(span.start, seen.start), min(span.end, seen.end)))
                for passage, span in self._passages
                if span.part == seen.part and span.start < seen.end and seen.start < span.end
            ]
            marks += [mark for axis, span in inside for mark in self._select(span, _passage_type(axis))]
            marks += self._word_marks(seen, [span for _, span in inside])
            marks += self._found_marks(seen)
        self.setExtraSelections(marks)

    def _word_marks(self, seen: Span, inside: list[Span]) -> list[QTextEdit.ExtraSelection]:
        text = self._map.parts[seen.part].text[seen.start : seen.end]
        marks = []
        for start, end in find_words(text, self._words):
            word = Span(seen.part, seen.start + start, seen.start + end)
            strong = any(span.start <= word.start and word.end <= span.end for span in inside)
            marks += self._select(word, _word_type(strong))
        return marks

    def _found_marks(self, seen: Span) -> list[QTextEdit.ExtraSelection]:
        return [
            mark
            for span in self._found
            if span.part == seen.part and span.start < seen.end and seen.start < span.end
            for mark in self._select(span, _found_type(span == self._found_at))
        ]

    def _select(self, span: Span, kind: QTextCharFormat) -> list[QTextEdit.ExtraSelection]:
        found = []
        for start, end in self._map.positions(span):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, kind
            found.append(mark)
        return found

    def _renew(self) -> None:
        """Compose anew after theme, font size or favourite changed, holding the place."""
        held = self.top() if self.verticalScrollBar().value() else None
        self._map, self._bands = compose(self.document(), self._map.parts, self._attention)
        self._set_margins()
        if held is not None:
            self._scroll_to(self._map.position(held.part, held.start), 0)
        self._marking.start()


def _passage_type(axis: Axis) -> QTextCharFormat:
    kind = QTextCharFormat()
    kind.setBackground(QColor(current().axis_tint(axis)))
    kind.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    kind.setUnderlineColor(QColor(current().axis_ink(axis)))
    return kind


def _found_type(at: bool) -> QTextCharFormat:
    kind = QTextCharFormat()
    kind.setBackground(QColor(current().accent if at else current().found))
    kind.setForeground(QColor(current().on_accent if at else current().ink))
    return kind


def _word_type(strong: bool) -> QTextCharFormat:
    kind = QTextCharFormat()
    line = QTextCharFormat.UnderlineStyle
    kind.setUnderlineStyle(line.SingleUnderline if strong else line.DotLine)
    kind.setUnderlineColor(QColor(current().accent if strong else current().muted))
    if strong:
        kind.setForeground(QColor(current().accent))
    return kind
