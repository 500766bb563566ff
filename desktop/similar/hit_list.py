"""The list itself: keys, folding, the hover card from the keyboard, and a refresh under which nothing moves.

Belongs here: how the view behaves. Does not: what the rows say or look like, and what is asked of the library.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from desktop.looks import notifier
from desktop.similar.delegate import HitDelegate
from desktop.similar.model import HitModel
from desktop.similar.rows import EmptyRow, HitRow, Row
from desktop.words import citation_line
from localdb.model.kinds import Tier

_UP = (QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePrevious)
_DOWN = (QAbstractItemView.CursorAction.MoveDown, QAbstractItemView.CursorAction.MoveNext)
_HELP = "↑↓ 选择案例，回车阅读，空格显示列出理由，←→ 折叠或展开层级"


class HitList(QListView):
    """List hits by tier. ↑↓ move, Enter or a click reads, Space shows the hover card, ← → fold and unfold a tier."""

    hit_chosen = Signal(object)  # Hit
    fold_asked = Signal(object, bool)  # Tier, folded
    copied = Signal(str)  # the citation of the hit
    heights_changed = Signal()  # another width or size of type makes rows higher or lower

    def __init__(self, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self._painter = HitDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setProperty("role", "bare")
        self.setAccessibleName("类案列表")
        self.setAccessibleDescription(_HELP)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumWidth(320)
        self.clicked.connect(self._clicked)
        notifier().changed.connect(self._renew)

    @property
    def delegate(self) -> HitDelegate:
        """Return the painter of the rows."""
        return self._painter

    def refresh(self, rows: Sequence[Row]) -> None:
        """Show these rows; what the eye rests on stays where it is on the screen."""
        anchor, place = self._anchor(rows)
        self._hits.set_rows(rows)
        if not anchor:
            return
        moved = self.visualRect(self._hits.index_of(anchor)).top() - place
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + moved)

    def height_of_rows(self) -> int:
        """Return the height that all rows together take, in pixels."""
        return sum(self.sizeHintForRow(place) for place in range(len(self._hits.rows)))

    def step(self, by: int) -> None:
        """Move to the next hit (1) or the one before (-1)."""
        place = self._next(self.currentIndex().row(), by)
        if place is not None:
            self.setCurrentIndex(self._hits.index(place, 0))

    def go_to_first(self) -> None:
        """Make the first hit of the result the current row, seen from the top; none is current without any."""
        first = next((row for row in self._hits.rows if isinstance(row, HitRow) and not row.gone), None)
        index = self._hits.index_of(first.key if first else "")
        self.setCurrentIndex(index)
        self.scrollToTop()
        if first is not None and not self.viewport().rect().contains(self.visualRect(index)):
            header = self._hits.index_of(f"tier:{first.hit.tier.value}")
            self.scrollTo(header, QAbstractItemView.ScrollHint.PositionAtTop)

    def copy(self) -> None:
        """Copy the citation of the current hit."""
        row = self._hits.row_at(self.currentIndex())
        if isinstance(row, HitRow):
            QGuiApplication.clipboard().setText(citation_line(row.hit.card))
            self.copied.emit(citation_line(row.hit.card))

    def event(self, event: QEvent) -> bool:
        over = event.type() == QEvent.Type.ShortcutOverride
        if over and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()  # the window's own 复制 would find no text here
            return True
        return super().event(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action in _UP or action in _DOWN:
            place = self._next(self.currentIndex().row(), -1 if action in _UP else 1)
            return self._hits.index(place, 0) if place is not None else self.currentIndex()
        found = super().moveCursor(action, modifiers)
        if self._stops_at(found.row()):
            return found
        near = self._next(found.row(), 1)
        near = near if near is not None else self._next(found.row(), -1)
        return self._hits.index(near, 0) if near is not None else found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._hits.row_at(self.currentIndex())
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(row)
        elif key == Qt.Key.Key_Space:
            self._show_card() if isinstance(row, HitRow) else self._act(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(row, key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        current, before = self.currentIndex(), event.oldSize()
        seen = self.visualRect(current).bottom() <= before.height() and self.visualRect(current).top() >= 0
        super().resizeEvent(event)
        if seen and current.isValid() and event.size().height() < before.height():
            self.scrollTo(current)  # the row that the eye rests on stays in view
        if self._painter.set_width(self.viewport().width()):
            self.scheduleDelayedItemsLayout()
            self.heights_changed.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().update()
        super().leaveEvent(event)

    def _anchor(self, rows: Sequence[Row]) -> tuple[str, int]:
        """Choose the row that must not move and where it stands: read, else current, else the topmost that remains."""
        bar = self.verticalScrollBar()
        port = self.viewport().rect()
        kept = {row.key for row in rows}
        current = self._hits.row_at(self.currentIndex())
        for key in (self._hits.reading, current.key if current else ""):
            box = self.visualRect(self._hits.index_of(key))
            if key in kept and box.isValid() and box.intersects(port):
                return key, box.top()
        if bar.value() == bar.minimum():
            return "", 0
        place = max(0, self.indexAt(QPoint(port.center().x(), 1)).row())
        for row in list(self._hits.rows)[place:]:
            if row.key in kept:
                return row.key, self.visualRect(self._hits.index_of(row.key)).top()
        return "", 0

    def _next(self, place: int, by: int) -> int | None:
        place += by
        while 0 <= place < len(self._hits.rows):
            if self._stops_at(place):
                return place
            place += by
        return None

    def _stops_at(self, place: int) -> bool:
        if not 0 <= place < len(self._hits.rows):
            return False
        row = self._hits.rows[place]
        return isinstance(row, HitRow) or row.folded

    def _clicked(self, index: QModelIndex) -> None:
        if (row := self._hits.row_at(index)) is not None:
            self._act(row)

    def _act(self, row: Row) -> None:
        if isinstance(row, HitRow):
            self.hit_chosen.emit(row.hit)
        elif not isinstance(row, EmptyRow) and row.shown:
            self.fold_asked.emit(row.tier, not row.folded)

    def _fold(self, row: Row, folded: bool) -> None:
        if not isinstance(row, EmptyRow):
            tier: Tier = row.hit.tier if isinstance(row, HitRow) else row.tier
            self.fold_asked.emit(tier, folded)

    def _show_card(self) -> None:
        index = self.currentIndex()
        box = self.visualRect(index)
        corner = self.viewport().mapToGlobal(box.bottomLeft())
        QToolTip.showText(corner, str(index.data(Qt.ItemDataRole.ToolTipRole)), self.viewport(), box)

    def _renew(self) -> None:
        self._painter.renew()
        self.scheduleDelayedItemsLayout()
        self.heights_changed.emit()
        self.viewport().update()
