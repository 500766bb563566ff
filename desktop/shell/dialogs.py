"""The dialogs the window opens, one at a time in front: settings, report, passphrase, result of an import, help.

Belongs here: making and showing them. Does not: what follows from them (window).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.actions import ActionBook
from desktop.insights import CoverageDialog
from desktop.jobs import Desk
from desktop.preferences import Page as PreferencesPage
from desktop.preferences import PreferencesDialog
from desktop.settings import Settings
from desktop.shell import about
from desktop.shell.importing import SummaryDialog
from desktop.shell.passphrase import PassphraseDialog
from desktop.shell.sync_log import SyncEntry, SyncLog
from desktop.shell.sync_report import SyncReportDialog
from desktop.shell.unsaved import UnsavedDialog
from localdb.model.case import CaseCard
from localdb.model.library import ImportSummary

if TYPE_CHECKING:
    from desktop.reports import ReportDialog


class Dialogs(QObject):
    """Make dialogs over a window and keep the one in front."""

    said = Signal(str, bool)
    unlocked = Signal()
    case_chosen = Signal(str)  # key of a case named in a report of a sync
    sync_asked = Signal()
    mend_asked = Signal(object, object)  # Element that the report lacks, and the dialog of the report: still open

    def __init__(self, desk: Desk, settings: Settings, book: ActionBook, log: SyncLog, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._book = book
        self._log = log
        self._window = window
        self._front: QDialog | None = None

    @property
    def front(self) -> QDialog | None:
        """Return the dialog that is open."""
        return self._front

    def preferences(self, page: PreferencesPage = PreferencesPage.USER) -> None:
        """Show the settings."""
        dialog = PreferencesDialog(self._desk, self._settings, page, self._window)
        dialog.keys.changed.connect(self._book.refresh_keys)
        dialog.feed.report_asked.connect(self.sync_report)
        self._open(dialog)

    def sync_report(self) -> None:
        """Show what the last syncs did."""
        entries = self._log.entries
        keys = dict.fromkeys(key for entry in entries for key in entry.news)
        self._desk.cards(list(keys), partial(self._show_syncs, entries), lambda error: self._show_syncs(entries, None))

    def _show_syncs(self, entries: Sequence[SyncEntry], cards: Mapping[str, CaseCard] | None) -> None:
        dialog = SyncReportDialog(entries, cards, self._window)
        dialog.case_chosen.connect(self.case_chosen)
        dialog.sync_asked.connect(self.sync_asked)
        self._open(dialog)

    def report(self, matter: int) -> None:
        """Show the report of a matter."""
        # Loaded when first needed: the writer of documents takes longer to load than the window to appear.
        dialog: ReportDialog = import_module("desktop.reports").ReportDialog(self._desk, matter, self._window)
        dialog.mend_asked.connect(lambda element: self.mend_asked.emit(element, dialog))
        dialog.exported.connect(lambda path: self.said.emit(f"已导出：{path}", False))
        self._open(dialog)

    def coverage(self) -> None:
        """Show what the library holds and where it is thin."""
        self._open(CoverageDialog(self._desk, self._settings.text("user.court"), self._window))

    def summary(self, summary: ImportSummary) -> None:
        """Show what became of an import."""
        self._open(SummaryDialog(summary, self._window))

    def passphrase(self) -> None:
        """Ask for the passphrase of work.db, unless that is being asked already."""
        if not isinstance(self._front, PassphraseDialog):
            self._desk.has_work(self._ask_passphrase)

    def unsaved(self, name: str, reason: str) -> UnsavedDialog:
        """Ask what to do with a draft that cannot be saved."""
        dialog = UnsavedDialog(name, reason, self._window)
        self._open(dialog)
        return dialog

    def guide(self) -> None:
        """Show how to use it."""
        self._open(about.guide_dialog(self._window))

    def keys(self) -> None:
        """Show the keys in force."""
        self._open(about.keys_dialog(self._book, self._window))

    def about(self) -> None:
        """Show what this is."""
        self._open(about.about_dialog(self._window))

    def _ask_passphrase(self, there: bool) -> None:
        if isinstance(self._front, PassphraseDialog):
            return
        dialog = PassphraseDialog(self._desk, not there, self._window)
        dialog.unlocked.connect(self.unlocked)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._front = dialog
        dialog.finished.connect(lambda result: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        if self._front is dialog:
            self._front = None
