"""The main window: puts the panes into their places and joins their signals. Every decision is made next door."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import ActionBook, When
from desktop.editor import EditorPanel
from desktop.jobs import Desk
from desktop.matters import Page
from desktop.picture import PicturePanel
from desktop.preferences import FirstStart
from desktop.preferences import Page as PreferencesPage
from desktop.reader import ReaderPanel
from desktop.settings import Settings
from desktop.shell import layout
from desktop.shell.bars import StatusLine, TopBar
from desktop.shell.dialogs import Dialogs
from desktop.shell.editing import bind_editing
from desktop.shell.handling import Handling
from desktop.shell.importing import ImportBar, Importing, dropped_files
from desktop.shell.leaving import Leaving
from desktop.shell.obeying import Obeying
from desktop.shell.panes import Panes
from desktop.shell.papers import Papers
from desktop.shell.picturing import Picturing
from desktop.shell.reading import Reading
from desktop.shell.searching import Searching
from desktop.shell.sync_bar import SyncBar
from desktop.shell.syncing import Syncing
from desktop.shell.watching import Watching
from desktop.similar import SimilarPanel
from desktop.widgets import Toast
from desktop.words import import_words, sentence
from desktop.words.health import unreadable_words
from desktop.words.syncing import SAMPLE
from localdb.model.errors import KeyNeeded, LeianError, WrongKey
from localdb.model.kinds import Verdict
from localdb.model.library import Changes, ImportSummary, LibraryState
from localdb.model.matter import Matter
from localdb.model.report import Element

_MEND = {
    Element.ISSUES: Page.ISSUES,
    Element.ANSWER: Page.SUBMITTED,
    Element.USE: Page.ANALYSIS,
    Element.WHO: Page.BASICS,
}


class MainWindow(QMainWindow):
    """Show one data folder: its library at the left, the draft of the open matter at the right."""

    switch_asked = Signal()  # between the user's data and the sample
    closing = Signal()

    def __init__(self, desk: Desk, settings: Settings, data: Path, *, sample: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._settings = settings
        self._data = data
        self._sample = sample
        self._library = LibraryState()
        self.setWindowTitle("类案（演示数据）" if sample else "类案")
        self.setAccessibleName("类案")
        self.setAcceptDrops(True)
        self.similar = SimilarPanel(self)
        self.reader = ReaderPanel(self)
        self.picture = PicturePanel(self)
        self.editor = EditorPanel(desk, self)
        self.status = StatusLine(self)  # Tab goes in the order of making: list, case, picture, draft, status, search
        self.top = TopBar(self)
        self.toast = Toast(self)
        self.import_bar = ImportBar(self)
        self.sync_bar = SyncBar(self)
        self.book = ActionBook(self, settings.key_of)
        self.searching = Searching(desk, settings, self.similar, self.top.search, self.editor)
        self.reading = Reading(desk, settings, (self.similar, self.reader, self.editor), self.searching)
        self.picturing = Picturing(desk, self.picture, self.editor, self.searching)
        self.handling = Handling(desk, settings, self)
        self.importing = Importing(desk, self.import_bar, self)
        self.syncing = Syncing(desk, settings, self.importing, (self.sync_bar, self.top.sync), data)
        self.watching = Watching(desk, settings, self.editor)
        self.dialogs = Dialogs(desk, settings, self.book, self.syncing.log, self)
        self.obeying = Obeying(settings, self.book, (self.similar, self.reader, self.status), self.searching)
        self.papers = Papers(desk, self.handling, self.editor, self.book, self)
        self._leaving = Leaving(self.editor, self.handling, self.dialogs)
        self._build()
        self._bind()
        self._join()
        self.obeying.begin()
        self._enable()

    def begin(self) -> None:
        """Show what there is: the library, the matters, the last one open; or the questions of the first start."""
        self.obeying.say_damage()
        self._desk.library_state(self._first_library)
        if self._settings.truth("start.done") or self._sample:
            self._begin_work()
        else:
            self._show_first_start()

    def settle(self, again: Callable[[], object]) -> bool:
        """Store what is unsaved, before the window goes. Blocks.

        Where that fails, answer False and ask the user; `again` is called when they try again or give the words up.
        """
        self.reading.flush()
        return self._desk.closed or self._leaving.store(again)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.settle(self.close):
            event.ignore()
            return
        self._arrangement.remember(self._settings)
        if self.handling.matter is not None:
            self._settings.set("start.matter", self.handling.matter.number)
        self.closing.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event):
            event.acceptProposedAction()
            self.importing.start(files)

    # building

    def _build(self) -> None:
        self.setMenuWidget(self.top)
        self.setStatusBar(self.status)
        self._centre = QStackedWidget(self)
        self._centre.addWidget(self.editor)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._centre, 1)
        column.addWidget(self.import_bar)
        column.addWidget(self.sync_bar)
        self.setCentralWidget(right)
        self._similar_dock = layout.make_dock(self, "similar", "类案", self.similar)
        self._reader_dock = layout.make_dock(self, "reader", "阅读", self.reader)
        self._picture_dock = layout.make_dock(self, "picture", "案情图", self.picture)
        self._docks = (self._similar_dock, self._reader_dock, self._picture_dock)
        places = self.book.build_menus(self.top.menus)
        for dock in self._docks:
            places["view.docks"].addAction(dock.toggleViewAction())
        self._panes = Panes(
            [
                (self.top.search, lambda: self.top.search.focus_taker),
                (self.similar, lambda: self.similar.focus_taker),
                (self.reader, lambda: self.reader.focus_taker),
                (self.picture, lambda: self.picture.focus_taker),
                (self.editor, lambda: self.editor.page),
            ]
        )
        self._arrangement = layout.Arrangement(self, *self._docks)
        self._arrangement.restore(self._settings)

    def _bind(self) -> None:
        calls = {
            "matter.new": self.handling.make,
            "matter.open": self.handling.choose,
            "matter.properties": self.handling.edit,
            "matter.delete": self.handling.delete,
            "matter.export": self._export_matter,
            "matter.import": self.handling.take_in,
            "library.import_files": self.importing.choose_files,
            "library.import_folder": self.importing.choose_folder,
            "library.sync": self.syncing.start,
            "library.sync_folder": self.syncing.choose_folder,
            "library.sync_report": self.dialogs.sync_report,
            "library.coverage": self.dialogs.coverage,
            "report.make": self._make_report,
            "app.switch": self.switch_asked.emit,
            "app.preferences": self.dialogs.preferences,
            "app.quit": self.close,
            "edit.find": self._find_words,
            "edit.sources": self.editor.show_sources,
            "search.focus": self.top.search.take_focus,
            "similar.find": self.searching.find,
            "similar.cancel": self.searching.cancel,
            "similar.confirm_cause": self.similar.confirm_cause,
            "similar.causes": self.similar.offer_causes,
            "case.copy": self.reader.copy_cited,
            "case.adopt": self.reader.adopt,
            "case.compare": self.reading.compare,
            "case.similar": lambda: self.reader.judge(Verdict.SIMILAR),
            "case.different": lambda: self.reader.judge(Verdict.DIFFERENT),
            "view.picture": self.picturing.show,
            "view.next_pane": lambda: self._panes.step(1),
            "view.previous_pane": lambda: self._panes.step(-1),
            "view.larger": lambda: self.obeying.scale(1),
            "view.smaller": lambda: self.obeying.scale(-1),
            "view.normal": lambda: self.obeying.scale(0),
            "view.reset_docks": self._arrangement.reset,
            "help.guide": self.dialogs.guide,
            "help.keys": self.dialogs.keys,
            "help.folder": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data))),
            "help.about": self.dialogs.about,
        }
        for ident, call in calls.items():
            self.book.bind(ident, call)
        bind_editing(self.book)

    def _join(self) -> None:
        self.handling.listed.connect(self.top.chooser.set_matters)
        self.handling.opened.connect(self._matter_opened)
        self.handling.deleting.connect(self.editor.flush)
        self.handling.undo_offered.connect(self.toast.say)
        self.reading.undo_offered.connect(self.toast.say)
        self.picturing.undo_offered.connect(self.toast.say)
        self.top.chooser.matter_chosen.connect(self.handling.open)
        self.top.chooser.new_asked.connect(self.handling.make)
        self.top.chooser.all_asked.connect(self.handling.choose)
        self.editor.matter_asked.connect(self.handling.make)
        self.editor.opened.connect(self._draft_opened)
        self.editor.held.connect(self._leaving.hold)
        self.similar.cause_confirmed.connect(self.handling.confirm_cause)
        self.similar.cause_dropped.connect(self.handling.drop_causes)
        self.similar.cause_change_asked.connect(lambda: self.handling.edit())
        self.similar.import_asked.connect(self.importing.choose_files)
        self.similar.sample_asked.connect(self.switch_asked)
        self.reading.coming.connect(self._case_coming)
        self.reading.shown.connect(self._case_shown)
        self._picture_dock.visibilityChanged.connect(self.picturing.set_seen)
        self.similar.hit_pointed.connect(self.picturing.compare)
        self.reading.attention_changed.connect(self.obeying.show_attention)
        self.status.profile_asked.connect(lambda: self.dialogs.preferences(PreferencesPage.RECORDED))
        self.status.library_asked.connect(self.importing.choose_files)
        self.importing.finished.connect(self._imported)
        self.importing.indexed.connect(self.searching.refresh)
        self._join_feed()
        speakers = (self.searching, self.reading, self.importing, self.handling, self.dialogs, self.obeying)
        self.watching.said.connect(self.toast.also)
        self.obeying.warned.connect(lambda words: self.toast.also(words, warn=True))
        for speaker in (*speakers, self.papers, self.syncing, self.picturing):
            speaker.said.connect(lambda words, bad: self.toast.say(words, warn=bad))
        self.dialogs.unlocked.connect(self._begin_work)
        self.dialogs.mend_asked.connect(self._mend)
        self._desk.changed.connect(self._changed)
        self._desk.troubled.connect(self._troubled)
        self._desk.broke.connect(lambda error: self.similar.set_busy(False))

    def _join_feed(self) -> None:
        self.syncing.barred = SAMPLE if self._sample else ""
        self.importing.held_up = lambda: self.syncing.running
        self.syncing.offered.connect(self.toast.offer)
        self.syncing.changed.connect(self.watching.refresh)
        self.syncing.changed.connect(self.searching.refresh)
        self.syncing.setting_asked.connect(lambda: self.dialogs.preferences(PreferencesPage.FEED))
        self.syncing.report_asked.connect(self.dialogs.sync_report)
        self.similar.sync_asked.connect(self.syncing.start)
        self.dialogs.case_chosen.connect(self.reading.open_source)
        self.dialogs.sync_asked.connect(self.syncing.start)
        self.watching.case_chosen.connect(self.reading.open)
        self.watching.marked.connect(self.top.chooser.set_marks)
        self.watching.marked.connect(self.handling.set_marks)
        self.reading.gone.connect(self._case_gone)
        self.handling.listed.connect(self.watching.begin)

    # what happens

    def _begin_work(self) -> None:
        self._centre.setCurrentIndex(0)
        self.top.show()
        self.handling.begin(self._troubled)
        if not self._sample:
            self.syncing.begin()

    def _show_first_start(self) -> None:
        page = FirstStart(self._desk, self._settings, self)
        page.files_asked.connect(self.importing.choose_files)
        page.folder_asked.connect(self.importing.choose_folder)
        page.sample_asked.connect(self.switch_asked)
        page.sync_asked.connect(self.syncing.start)
        page.done.connect(self._first_start_done)
        self._centre.addWidget(page)
        self._centre.setCurrentWidget(page)
        self.top.hide()
        for dock in self._docks:
            dock.hide()
        page.setFocus()

    def _first_start_done(self) -> None:
        self._settings.set("start.done", True)
        self._arrangement.reset()
        self._begin_work()

    def _matter_opened(self, matter: Matter | None) -> None:
        number = matter.number if matter else 0
        self.top.chooser.set_open(number)
        self.searching.set_matter(matter)
        self.reading.set_matter(matter)
        self.picturing.set_matter(matter)
        self.watching.set_matter(matter)
        if self.editor.matter != number or not number:
            self.editor.open(number)
        else:
            self.searching.refresh()
        self._enable()
        self.reading.refresh_attention()

    def _draft_opened(self, number: int) -> None:
        self.editor.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.searching.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.library or changes.index:
            self._desk.library_state(self._show_library)
        if changes.matters:
            self.handling.refresh()
        if changes.behaviour:
            self.reading.refresh_attention()
        self.watching.follow(changes)

    def _troubled(self, error: LeianError) -> None:
        if isinstance(error, (KeyNeeded, WrongKey)):
            self.dialogs.passphrase()
        else:
            self.toast.say(sentence(error), warn=True)

    def _imported(self, summary: ImportSummary) -> None:
        if summary.rejected or summary.cancelled:
            self.dialogs.summary(summary)
        else:
            self.toast.say(import_words(summary))

    def _first_library(self, state: LibraryState) -> None:
        self._show_library(state)
        if state.unreadable:
            self.toast.say(unreadable_words(state.unreadable), warn=True)
        if state.cases and not self.importing.running:
            self.importing.drain()  # the index may be of another kind than this version builds

    def _show_library(self, state: LibraryState) -> None:
        self._library = state
        self.status.set_library(state)
        self._desk.unread_tables(self.obeying.show_unread)
        self.similar.set_library(state)
        self._enable()
        if state.indexed < state.cases and not (self.importing.running or self.syncing.running):
            self.importing.drain()

    def _case_coming(self) -> None:
        layout.bring_forward(self._reader_dock)  # whoever opens a case wants to see it
        self._arrangement.set_reading(True)

    def _case_shown(self) -> None:
        self._arrangement.set_reading(self.reader.hit is not None)
        if self.reader.hit is not None:
            self.picturing.compare(self.reader.hit)
        self._enable()

    def _case_gone(self) -> None:
        self._reader_dock.show()
        self._arrangement.set_reading(True)

    def _find_words(self) -> None:
        """Look for words where the user is: in the case when the focus is at the left, else in the draft."""
        focus = QApplication.focusWidget() or self.focusWidget()
        left = any(dock.isAncestorOf(focus) for dock in self._docks) if focus else False
        if self.reader.hit is not None and (left or self.handling.matter is None):
            self._reader_dock.show()
            self.reader.find_words()
        elif self.handling.matter is not None:
            self.editor.finder.begin()
        else:
            self.toast.say("打开一件在办案件或者一个案例后，即可在其中查找。")

    def _export_matter(self) -> None:
        self.editor.flush()
        self.handling.export()

    def _make_report(self) -> None:
        if self.handling.matter is not None:
            self.editor.flush()
            self.dialogs.report(self.handling.matter.number)

    def _mend(self, element: Element, report: QDialog) -> None:
        if element in _MEND:
            self.handling.edit(_MEND[element], report)  # which stays open beneath and takes over what is stored
            return
        report.accept()
        key = QKeySequence(self.book.key("report.make")).toString(QKeySequence.SequenceFormat.NativeText)
        self.toast.say(f"补齐后按 {key} 回到检索报告。" if key else "补齐后可从菜单回到检索报告。")
        if element in (Element.GIST, Element.RESULT, Element.EFFECT):
            self.similar.focus_taker.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.searching.find()

    def _enable(self) -> None:
        there = When.ALWAYS
        there |= When.MATTER if self.handling.matter is not None else When.ALWAYS
        there |= When.HIT if self.reader.hit is not None else When.ALWAYS
        there |= When.LIBRARY if self._library.cases else When.ALWAYS
        self.book.enable(there)
