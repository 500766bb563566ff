"""Bringing cases in from the window: choosing, dropping, progress with a way to stop, and what became of it all.

Belongs here: the bar and the summary. Does not: reading files (engine).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs import Desk, Job
from desktop.looks.theme import GRID
from desktop.widgets import WorkBar
from desktop.words import import_words, progress_words, refusal_words, rejection_words, sentence
from desktop.words.health import rebuilt_words
from desktop.words.syncing import SYNCING
from localdb.model.errors import LeianError
from localdb.model.library import Changes, ImportProgress, ImportSummary

_KINDS = "裁判文书 (*.jsonl *.zst *.docx *.txt *.html *.htm *.pdf);;所有文件 (*)"
_QUIET_MS = 400  # small backlogs are indexed without a word


class ImportBar(WorkBar):
    """Show how far an import or the index is, and let it be stopped."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        words = QLabel()
        words.setMinimumWidth(0)
        super().__init__(words, parent)
        self._words = words
        self._stop = self.add_button("停止", "停止导入", self.stop_asked)

    @property
    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def say(self, words: str, share: float | None, *, can_stop: bool = True) -> None:
        """Say how far it is; `share` 0..1, None when it cannot be known."""
        self._words.setText(words)
        self._stop.setVisible(can_stop)
        self.set_share(share)
        self.show()


class SummaryDialog(QDialog):
    """Say what an import did: counts, then reasons, then the files refused."""

    def __init__(self, summary: ImportSummary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入结果")
        self.setAccessibleName("导入结果")
        self.resize(80 * GRID, 48 * GRID)
        head = QLabel(import_words(summary), self)
        head.setWordWrap(True)
        head.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addWidget(head)
        for refusal, count in sorted(summary.reasons.items(), key=lambda pair: -pair[1]):
            column.addWidget(QLabel(f"{refusal_words(refusal)}：{count:,} 件", self))
        listing = QListWidget(self)
        listing.setAccessibleName("未收录的文件和记录")
        listing.addItems([rejection_words(rejection) for rejection in summary.rejections])
        listing.setVisible(bool(summary.rejections))
        column.addWidget(listing, 1)
        close = QPushButton("知道了", self)
        close.setAccessibleName("关闭导入结果")
        close.setProperty("role", "primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        column.addLayout(row)


class Importing(QObject):
    """Run imports, one at a time, then bring the index up to date."""

    said = Signal(str, bool)
    finished = Signal(object)  # ImportSummary
    indexed = Signal()

    def __init__(self, desk: Desk, bar: ImportBar, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._bar = bar
        self._window = window
        self._job: Job | None = None
        self.held_up: Callable[[], bool] = lambda: False  # asked whether the library is being written otherwise
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._backlog: tuple[int, int] = (0, 0)
        self._quiet.timeout.connect(self._show_backlog)
        bar.stop_asked.connect(self.stop)

    @property
    def running(self) -> bool:
        """Tell whether an import or the index is under way."""
        return self._job is not None

    def choose_files(self) -> None:
        """Let the user choose files."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "导入文书", str(Path.home()), _KINDS)
        self.start([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Let the user choose a folder."""
        name = QFileDialog.getExistingDirectory(self._window, "导入文件夹", str(Path.home()))
        self.start([Path(name)] if name else [])

    def start(self, paths: Sequence[Path]) -> None:
        """Import files and folders; nothing while another import runs."""
        if not paths:
            return
        if self._job is not None:
            self.said.emit("正在导入或者建立索引，请等它完成，或者先停止。", False)
            return
        if self.held_up():
            self.said.emit(SYNCING, False)
            return
        self._bar.say("正在准备导入……", None)
        self._job = self._desk.import_cases(paths, self._progress, self._done, self._failed)
        self._job.broken = self._broke

    def drain(self) -> None:
        """Bring the index up to the library."""
        self._backlog = (0, 0)
        self._job = self._desk.drain_index(self._index_progress, self._drained, self._failed)
        self._job.broken = self._broke
        self._quiet.start()

    def stop(self) -> None:
        """Stop what runs; what was committed stays."""
        if self._job is not None:
            self._job.cancel()
            self._bar.say("正在停止……", None, can_stop=False)
            if not self._job.keep:  # a cancelled index run brings no answer
                self._end()

    def _progress(self, state: ImportProgress) -> None:
        if self._job is not None and not self._job.cancelled():
            share = state.bytes_done / state.total_bytes if state.total_bytes else None
            self._bar.say(progress_words(state), share)

    def _done(self, summary: ImportSummary) -> None:
        self._end()
        self.finished.emit(summary)
        if summary.admitted or summary.replaced or not summary.cancelled:
            self.drain()

    def _index_progress(self, count: int, total: int) -> None:
        self._backlog = (count, total)
        if self._bar.isVisible():
            self._show_backlog()

    def _show_backlog(self) -> None:
        count, total = self._backlog
        if self._job is not None:
            words = f"正在建立索引：{count:,} / {total:,} 案" if total else "正在建立索引……"
            self._bar.say(words, count / total if total else None)

    def _drained(self, changes: Changes) -> None:
        self._end()
        if changes.rebuilt:
            self.said.emit(rebuilt_words(changes.rebuilt), True)
        self.indexed.emit()

    def _failed(self, error: LeianError) -> None:
        self._end()
        self.said.emit(sentence(error), True)

    def _broke(self, error: Exception) -> None:
        self._end()  # the apology is made elsewhere

    def _end(self) -> None:
        self._quiet.stop()
        self._job = None
        self._bar.hide()


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the local files and folders of a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
