"""The right half of the window: the draft of the open matter with its head, its page and the list of sources."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.autosave import Autosave
from desktop.editor.finder import Finder
from desktop.editor.gutter import Gutter
from desktop.editor.page import DraftPage
from desktop.editor.sources import Place, Sources
from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.widgets import EmptyState
from localdb.model.kinds import Section
from localdb.model.matter import Adoption, Draft

PAUSE_MS = 600
_SOURCES_SHOWN = 6


class EditorPanel(QWidget):
    """Write the draft of a matter. Everything typed is stored within about a second."""

    text_edited = Signal(str)  # the draft, after a short pause in typing
    source_chosen = Signal(str)  # case key
    adopted = Signal(object)  # Adoption, stored
    opened = Signal(int)  # matter: its draft is on the page
    matter_asked = Signal()  # the user wants to make a matter

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matter = 0
        self.page = DraftPage(self)
        self._sources = Sources(self.page.document())
        self._gutter = Gutter(self.page, self._sources.places)
        self.finder = Finder(self.page)
        self._saving = Autosave(desk, self.page.text, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._loading = False
        self._build()
        self._connect()

    @property
    def matter(self) -> int:
        """Return the number of the matter whose draft is on the page, 0 for none."""
        return self._matter

    def text(self) -> str:
        """Return the draft as committed."""
        return self.page.text()

    def places(self) -> tuple[Place, ...]:
        """Return the adopted passages that stand in the draft."""
        return tuple(self._sources.places())

    def open(self, matter: int) -> None:
        """Show the draft of a matter; what the one before has unsaved is stored first."""
        self.flush()
        self._matter = matter
        self._stack.setCurrentIndex(1 if matter else 0)
        self.page.setEnabled(False)
        if matter:
            self._desk.load_draft(matter, self._show)

    def adopt(self, case_key: str, section: Section, text: str, citation: str) -> None:
        """Insert a passage at the cursor, mark its source in the margin, store both."""
        if not self._matter or not text or not self.page.isEnabled():
            return
        passage = text.strip("\n")
        start, end = self.page.insert_passage(passage)
        adoption = Adoption(self._matter, case_key, section, passage, citation, start, end, datetime.now())
        self._sources.add(adoption, start, end)
        self._gutter.update()
        self.flush()
        self._desk.adopt(self._placed(adoption), self._stored)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def retract(self, case_key: str, text: str) -> None:
        """Take a passage out again that was adopted last from this case; what was typed since stays."""
        wanted = (case_key, text.strip("\n"))
        found = [place for place in self._sources.places() if (place.adoption.case_key, place.adoption.text) == wanted]
        if found:
            cursor = QTextCursor(self.page.document())
            cursor.setPosition(found[-1].start)
            cursor.setPosition(found[-1].end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def flush(self) -> None:
        """Store now whatever is unsaved: text and places of sources."""
        self._saving.flush()
        moved = self._sources.moved() if self._matter and not self._loading else ()
        if moved:
            self._desk.move_adoptions(moved)

    def show_sources(self) -> None:
        """Open or close the list of adopted passages."""
        self._list.setVisible(not self._list.isVisible())
        if self._list.isVisible():
            self._fill_list()
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.page and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._title = QLabel("判决书草稿", self)
        self._count = QLabel(self)
        self._state = QLabel(self)
        for label in (self._count, self._state):
            label.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        head.setSpacing(2 * GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._count)
        head.addWidget(self._state)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        self._list = QListWidget(self)
        self._list.setAccessibleName("采用的段落及来源")
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()
        written = QWidget(self)
        column = QVBoxLayout(written)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule)
        column.addWidget(self.finder)
        column.addWidget(self.page, 1)
        column.addWidget(self._list)
        empty = EmptyState("还没有打开案件", "新建或者打开一件在办案件，右侧写判决书，左侧看类案。", self)
        empty.add_button("新建案件", self.matter_asked.emit, primary=True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(written)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.page.textChanged.connect(self._edited)
        self.page.composed.connect(lambda composing: self._pause.start() if not composing else self._pause.stop())
        self.page.resized.connect(self._place_gutter)
        self.page.installEventFilter(self)
        self._pause.timeout.connect(self._paused)
        self._saving.told.connect(self._tell)
        self._gutter.chosen.connect(self.source_chosen)
        self._list.itemActivated.connect(lambda item: self.source_chosen.emit(item.data(Qt.ItemDataRole.UserRole)))

    def _show(self, draft: Draft) -> None:
        if draft.matter != self._matter:
            return
        self._loading = True
        self.page.load(draft.text)
        self._sources.load(())
        self._saving.begin(draft)
        self._counted()
        self._desk.adoptions(draft.matter, self._take_sources)

    def _take_sources(self, adoptions: tuple[Adoption, ...]) -> None:
        if any(adoption.matter != self._matter for adoption in adoptions):
            return
        self._sources.load(adoptions)
        self._loading = False
        self.page.setEnabled(True)
        self._gutter.update()
        self.opened.emit(self._matter)

    def _edited(self) -> None:
        if self._loading:
            return
        self._saving.touch()
        self._gutter.update()
        if not self.page.composing:
            self._pause.start()

    def _paused(self) -> None:
        if self.page.composing or self._loading:
            return
        self._counted()
        if self._list.isVisible():
            self._fill_list()
        self.text_edited.emit(self.page.text())

    def _counted(self) -> None:
        count = len("".join(self.page.text().split()))
        self._count.setText(f"字数 {count:,}")

    def _tell(self, words: str, bad: bool) -> None:
        self._state.setText(words)
        self._state.setProperty("role", "bad" if bad else "muted")
        self._state.style().polish(self._state)

    def _placed(self, adoption: Adoption) -> Adoption:
        found = [place.adoption for place in self._sources.places() if place.adoption.at == adoption.at]
        return found[0] if found else adoption

    def _stored(self, adoption: Adoption) -> None:
        self._sources.numbered(adoption)
        self.adopted.emit(adoption)

    def _fill_list(self) -> None:
        self._list.clear()
        for place in self._sources.places():
            head = place.adoption.text[:24].replace("\n", " ")
            item = QListWidgetItem(f"「{head}…」　来源：{place.adoption.citation}", self._list)
            item.setData(Qt.ItemDataRole.UserRole, place.adoption.case_key)
            item.setToolTip(place.adoption.citation)
        if not self._list.count():
            QListWidgetItem("草稿里还没有采用的段落", self._list).setFlags(Qt.ItemFlag.NoItemFlags)
        row = max(1, self._list.sizeHintForRow(0))
        self._list.setFixedHeight(row * min(_SOURCES_SHOWN, self._list.count()) + GRID)

    def _place_gutter(self) -> None:
        view = self.page.viewport().geometry()
        bar = self.page.verticalScrollBar()
        right = self.page.width() - (bar.width() if bar.isVisible() else 0)
        self._gutter.setGeometry(view.right() + 1, view.top(), max(0, right - view.right() - 1), view.height())
