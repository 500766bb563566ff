"""The right half of the window: the draft of the open matter with its head, its page and the list of sources."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.alarms import AlarmBar
from desktop.editor.autosave import Autosave
from desktop.editor.finder import Finder
from desktop.editor.findings import FindingList
from desktop.editor.gutter import Gutter
from desktop.editor.margin import Mark, marks_of
from desktop.editor.news import NewsLine
from desktop.editor.offsets import Ruler, find_again
from desktop.editor.page import DraftPage
from desktop.editor.sources import Place, Sources
from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.widgets import EmptyState, set_role
from desktop.words.syncing import alarm_head
from localdb.model.feed import Alarm
from localdb.model.kinds import Section
from localdb.model.matter import Adoption, Draft

PAUSE_MS = 90  # new hits are to stand there 300 ms after the last key; an answer that is overtaken is dropped
_SOURCES_SHOWN = 6
_ROUNDS = 3  # a save under way, what was typed meanwhile, and an adoption that failed before


class EditorPanel(QWidget):
    """Write the draft of a matter. Everything typed is stored within about a second."""

    text_edited = Signal(str)  # the draft, after a short pause in typing
    source_chosen = Signal(str)  # case key
    adopted = Signal(object)  # Adoption, stored
    opened = Signal(int)  # matter: its draft is on the page
    held = Signal(object)  # Exception: another matter was asked for, but the draft of this one cannot be saved
    matter_asked = Signal()  # the user wants to make a matter

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matter = 0
        self._next: int | None = None  # the matter asked for while the draft of this one is being saved
        self.page = DraftPage(self)
        self._sources = Sources(self.page.document())
        self._alarmed: tuple[Alarm, ...] = ()
        self._gutter = Gutter(self.page, self._margin)
        self.alarms = AlarmBar(self)
        self.news = NewsLine(self)
        self.finder = Finder(self.page)
        self.findings = FindingList(self.page)
        self._saving = Autosave(desk, self.page.text, self._sources.placed, self)
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

    @property
    def trouble(self) -> Exception | None:
        """Return why the last save failed; None where it did not."""
        return self._saving.trouble

    def open(self, matter: int) -> None:
        """Show the draft of a matter once what the one before has unsaved is stored; `held` where it cannot be."""
        self._next = matter
        self.page.setEnabled(False)
        self.flush()
        if not self._saving.unsaved:
            self._turn()

    def adopt(self, case_key: str, section: Section, text: str, citation: str) -> None:
        """Insert a passage at the cursor, mark its source in the margin, store both."""
        if not self._matter or not text or not self.page.isEnabled():
            return
        passage = text.strip("\n")
        start, end = self.page.insert_passage(passage)
        now = datetime.now().astimezone()
        adoption = Adoption(self._matter, case_key, section, passage, citation, start, end, now)
        self._sources.add(adoption, start, end)
        self._gutter.update()
        self._saving.adopt(adoption)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_in(self, text: str) -> int:
        """Insert a document at the cursor, to be undone at one stroke; return its paragraphs, 0 where none may come."""
        if not self._matter or not self.page.isEnabled():
            return 0
        self._leave_passage()
        count = self.page.insert_paragraphs(text)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        return count

    def adoptions(self) -> tuple[Adoption, ...]:
        """Return the adopted passages that stand in the draft, at the offsets they have now."""
        return self._sources.standing()

    def retract(self, adoption: Adoption) -> None:
        """Take an adopted passage out again, by the number of its adoption; what was typed since stays."""
        for place in self._sources.places():
            if place.adoption.number == adoption.number:
                cursor = QTextCursor(self.page.document())
                cursor.setPosition(place.start)
                cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                return

    def show_words(self, text: str, start: int, end: int) -> bool:
        """Select words of the draft as it was when it read `text`, in code points; tell whether they still stand."""
        now = self.page.toPlainText()
        place = find_again(text, now, start, end)
        if place is None:
            return False
        ruler = Ruler(now)
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(ruler.units(place[0]))
        cursor.setPosition(ruler.units(place[1]), QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)
        self.page.ensureCursorVisible()
        return True

    def set_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Say which cases that this matter uses were taken back or corrected: over the page and beside the words."""
        self._alarmed = tuple(alarms)
        awake = [alarm for alarm in alarms if not alarm.settled]
        self.alarms.set_alarms(alarms)
        self._alarm.setVisible(bool(awake))
        self._alarm.setText(f"{len(awake)} 件所用案例有变" if awake else "")
        words = alarm_head(awake) if awake else ""
        self._alarm.setToolTip(words)
        self._alarm.setAccessibleName(words or "所用案例的变动")
        self._gutter.update()

    def flush(self) -> None:
        """Store now whatever is unsaved: text and places of sources."""
        self._saving.flush()
        if not self._saving.unsaved:  # else the places follow the text
            self._store_places()

    def store(self) -> bool:
        """Store whatever is unsaved and wait for it; tell whether it is stored. Blocks."""
        for _ in range(_ROUNDS):
            self.flush()
            self._desk.settle()
            if not self._saving.unsaved:
                return True
        return False

    def abandon(self) -> None:
        """Give up what is unsaved of the draft."""
        self._saving.begin(Draft(0))

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
        self._alarm = QToolButton(self)
        set_role(self._alarm, "alarm")
        self._alarm.clicked.connect(lambda: self.alarms.setVisible(not self.alarms.isVisible()))
        policy = self._alarm.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the page beneath stays where it is
        self._alarm.setSizePolicy(policy)
        self._alarm.hide()
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        head.setSpacing(2 * GRID)
        head.addWidget(self._title)
        head.addWidget(self.news, 1)
        head.addWidget(self._alarm)
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
        column.addWidget(self.alarms)
        column.addWidget(self.finder)
        column.addWidget(self.page, 1)
        column.addWidget(self._list)
        column.addWidget(self.findings)
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
        self._saving.sent.connect(self._store_places)
        self._saving.adopted.connect(self._adopted)
        self._saving.stored.connect(self._turn)
        self._saving.failed.connect(self._hold)
        self._gutter.chosen.connect(self.source_chosen)
        self.alarms.case_chosen.connect(self.source_chosen)
        self._list.itemActivated.connect(lambda item: self.source_chosen.emit(item.data(Qt.ItemDataRole.UserRole)))

    def _turn(self) -> None:
        if self._next is None:
            return
        self._matter, self._next = self._next, None
        self.set_alarms(())
        self.news.set_news(())
        self.findings.leave()
        self._stack.setCurrentIndex(1 if self._matter else 0)
        self._loading = True
        self._saving.begin(Draft(0))
        if self._matter:
            self._desk.load_draft(self._matter, self._show)

    def _hold(self, error: Exception) -> None:
        if self._next is not None:
            self._next = None
            self.page.setEnabled(True)
            self.held.emit(error)

    def _show(self, draft: Draft) -> None:
        if draft.matter != self._matter or self._next is not None:
            return
        self._loading = True
        self.page.load(draft.text)
        self._sources.load(())
        self._saving.begin(draft)
        self._counted()
        self._desk.adoptions(draft.matter, partial(self._take_sources, draft.matter))

    def _take_sources(self, matter: int, adoptions: tuple[Adoption, ...]) -> None:
        if matter != self._matter or self._next is not None:
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

    def _margin(self) -> list[Mark]:
        """Return what stands in the margin; the draft is read for alarms only while there are any."""
        if not self._alarmed:
            return marks_of(self._sources.places(), (), "")
        return marks_of(self._sources.places(), self._alarmed, self.page.toPlainText())

    def _leave_passage(self) -> None:
        """Move the cursor out of an adopted passage to its end: what comes next did not come with it."""
        cursor = self.page.textCursor()
        ends = [place.end for place in self._sources.places() if place.start < cursor.position() < place.end]
        if ends:
            cursor.setPosition(max(ends))
            self.page.setTextCursor(cursor)

    def _counted(self) -> None:
        count = len("".join(self.page.text().split()))
        self._count.setText(f"字数 {count:,}")

    def _tell(self, words: str, bad: bool) -> None:
        self._state.setText(words)
        self._state.setProperty("role", "bad" if bad else "muted")
        self._state.style().polish(self._state)

    def _store_places(self) -> None:
        moved = self._sources.moved() if self._matter and not self._loading else ()
        if moved:
            self._desk.move_adoptions(moved)

    def _adopted(self, adoption: Adoption) -> None:
        if adoption.matter == self._matter:
            self._sources.stored(adoption)
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
