"""New guiding and typical cases that resemble the open matter: one quiet line in the head of the page.

Belongs here: the line. Does not: which cases those are (engine), what was told (shell).
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.looks.theme import GRID
from desktop.words.syncing import announcement_words
from localdb.model.feed import Announcement


class NewsLine(QWidget):
    """Name the new case, or how many there are; a click opens it, or lists them. It moves nothing on the page."""

    chosen = Signal(object)  # Hit
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Announcement, ...] = ()
        self._line = _Line(self)
        self._line.clicked.connect(self._open)
        self._close = QPushButton("知道了", self)
        self._close.setProperty("role", "link")
        self._close.setAccessibleName("收起相近新案例的提示")
        self._close.clicked.connect(self._dismiss)
        policy = self._close.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the page beneath stays where it is
        self._close.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self._line)
        row.addWidget(self._close)
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_news(())

    @property
    def text(self) -> str:
        """Return the whole of what it says."""
        return self._line.words

    def set_news(self, told: Sequence[Announcement]) -> None:
        """Show these announcements."""
        self._told = tuple(told)
        words = [announcement_words(each) for each in self._told]
        many = f"{len(words)} 件新发布的案例与本案相近 ▾"
        self._line.say(words[0] if len(words) == 1 else many if words else "", "\n".join(words))
        for widget in (self._line, self._close):
            widget.setVisible(bool(words))

    def _open(self) -> None:
        if len(self._told) == 1:
            self._choose(self._told[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._told:
            words = announcement_words(each).replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda checked=False, each=each: self._choose(each))
        menu.popup(self._line.mapToGlobal(QPoint(0, self._line.height())))

    def _choose(self, told: Announcement) -> None:
        self.set_news([each for each in self._told if each is not told])
        self.chosen.emit(told.hit)

    def _dismiss(self) -> None:
        self.set_news(())
        self.dismissed.emit()


class _Line(QPushButton):
    """A link that is cut to its width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, tip: str) -> None:
        self.words = words
        self.setToolTip(f"{tip}\n单击打开" if tip else "")
        self.setAccessibleName(words or "相近的新案例")
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + 3 * GRID, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 2 * GRID
        self.setText(self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room).replace("&", "&&"))
