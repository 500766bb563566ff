"""The preview: A4 pages one under another, as wide as there is room.

Belongs here: painting pages of any paginated document. Does not: what is on them.
"""

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.looks import current, fonts
from desktop.looks.theme import GRID
from desktop.reports.paper import INK, LEFT, PAGE, TEXT, TOP

_GAP = 2 * GRID
_WIDEST = 1.35  # of true size


class Pages(QScrollArea):
    """Show the pages of a document and scroll through them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("报告预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)

    def show_document(self, document: QTextDocument, banner: str = "") -> None:
        """Show a document whose page size is the text area; `banner` stands at the head of each page."""
        place = self.verticalScrollBar().value()
        self._sheet.set_document(document, banner)
        self._fit()
        self.verticalScrollBar().setValue(place)
        self.setAccessibleDescription(f"共{self._sheet.pages}页。{document.toPlainText()[:2000]}")

    @property
    def page_count(self) -> int:
        """Return how many pages there are."""
        return self._sheet.pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._sheet.fit(self.viewport().width())


class _Sheet(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = QTextDocument(self)
        self._banner = ""
        self._zoom = 1.0
        self.pages = 0

    def set_document(self, document: QTextDocument, banner: str) -> None:
        document.setParent(self)
        self._document = document
        self._banner = banner
        self.pages = document.pageCount()

    def fit(self, width: int) -> None:
        self._zoom = min(_WIDEST, max(0.2, (width - 2 * _GAP) / PAGE.width()))
        self.resize(width, max(1, math.ceil(self.pages * self._step() + _GAP)))
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(current().hover))
        first = int(event.rect().top() // self._step())
        last = int(event.rect().bottom() // self._step())
        for page in range(max(0, first), min(self.pages, last + 1)):
            painter.save()
            painter.translate((self.width() - PAGE.width() * self._zoom) / 2, _GAP + page * self._step())
            painter.scale(self._zoom, self._zoom)
            self._paint_page(painter, page)
            painter.restore()

    def _step(self) -> float:
        return PAGE.height() * self._zoom + _GAP

    def _paint_page(self, painter: QPainter, page: int) -> None:
        painter.setPen(QColor(current().line))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRect(QRectF(0, 0, PAGE.width(), PAGE.height()))
        font = fonts.serif(1)
        font.setPixelSize(14)
        if self._banner:
            self._write(
                painter, font, QRectF(LEFT, TOP - 45, TEXT.width(), 20), Qt.AlignmentFlag.AlignHCenter, self._banner
            )
        side = Qt.AlignmentFlag.AlignRight if page % 2 == 0 else Qt.AlignmentFlag.AlignLeft
        number = QRectF(LEFT + 14, TOP + TEXT.height() + 20, TEXT.width() - 28, 20)
        self._write(painter, font, number, side, f"— {page + 1} —")
        painter.translate(LEFT, TOP - page * TEXT.height())
        area = QRectF(0, page * TEXT.height(), TEXT.width(), TEXT.height())
        painter.setClipRect(area)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = area
        context.palette.setColor(QPalette.ColorRole.Text, INK)
        self._document.documentLayout().draw(painter, context)

    def _write(self, painter: QPainter, font: QFont, box: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
        painter.setFont(font)
        painter.setPen(INK)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
