"""Syncing from the window: by hand or by itself, with pause and stop; what came of it goes into the log.

Belongs here: when a sync begins and what is said of it. Does not: the sync (engine), its widgets (sync_bar), what
follows for the matters (watching).
"""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.jobs import Desk, Job
from desktop.settings import FeedChoices, Settings
from desktop.settings.choices import moment_of
from desktop.shell.importing import Importing
from desktop.shell.line import Line
from desktop.shell.schedule import due
from desktop.shell.sync_bar import SyncBar, SyncButton
from desktop.shell.sync_log import SyncEntry, SyncLog, entry_of, entry_of_failure
from desktop.words.syncing import (
    IMPORTING,
    METERED,
    METERED_PAUSE,
    UNSET,
    day_short,
    failure_words,
    last_words,
    share_of,
    state_words,
)
from localdb.model.errors import FeedUnset, LeianError
from localdb.model.feed import FeedSettings, SyncProgress, SyncStage, SyncSummary

_TICK_MS = 60_000
_AGAIN_SECONDS = 1800  # after one that failed
_LAST = "sync.last"


class Syncing(QObject):
    """Run one sync at a time."""

    said = Signal(str, bool)
    offered = Signal(str, object, str, bool)  # a sentence, the call of its button, the button's words, whether it warns
    changed = Signal()  # the library may be another one
    ended = Signal(object)  # SyncEntry: a sync came to an end, whatever became of it
    setting_asked = Signal()  # the user is to say where the feed is
    report_asked = Signal()

    def __init__(
        self, desk: Desk, settings: Settings, importing: Importing, widgets: tuple[SyncBar, SyncButton], data: Path
    ) -> None:
        self.bar, self.button = widgets
        super().__init__(self.bar)
        self._desk = desk
        self._settings = settings
        self._importing = importing
        self.choices = FeedChoices(settings)
        self.log = SyncLog(data)
        self.line = Line(self)
        self.barred = ""  # why there is no syncing at all
        self._job: Job | None = None
        self._at = SyncProgress(SyncStage.METADATA)
        self._by_itself = False
        self._held = False  # paused because the line became metered, not by the user
        self._waits = ""  # why one that is due waits
        self._asked = False  # whether it was said that the line is metered
        self._failed_at: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.bar.stop_asked.connect(self.stop)
        self.bar.pause_asked.connect(self.pause)
        self.bar.hide_asked.connect(self.bar.hide)
        self.button.clicked.connect(self.press)
        self.line.changed.connect(self._line_changed)
        self._show()

    @property
    def running(self) -> bool:
        """Tell whether a sync is under way."""
        return self._job is not None

    @property
    def paused(self) -> bool:
        """Tell whether the sync under way rests."""
        return self._job is not None and self._job.paused()

    def begin(self) -> None:
        """Look from now on whether one is due by itself."""
        self._timer.start()
        self._show()

    def tick(self, now: datetime | None = None) -> None:
        """Begin a sync if one is due by itself."""
        at = now or datetime.now().astimezone()
        if self._job is None and self._due(at):
            self._start_by_itself()
        self._show()

    def press(self) -> None:
        """Begin a sync, or show how far the one is that runs."""
        if self._job is not None:
            self.bar.setVisible(not self.bar.isVisible())
        else:
            self.start()

    def choose_folder(self) -> None:
        """Let the user sync from a folder, as from a stick."""
        parent = self.bar.window()
        name = QFileDialog.getExistingDirectory(parent, "从文件夹同步", str(Path.home()))
        if name:
            self.start(name)

    def start(self, address: str = "", *, metered: bool = False) -> None:
        """Sync now, from the folder `address` if one is given; `metered`: though it is paid by the byte."""
        if self.barred:
            self.said.emit(self.barred, False)
        elif self._job is not None:
            self.bar.show()
        elif self._importing.running:
            self.said.emit(IMPORTING, False)
        elif (feed := self._feed(address)) is not None:
            if not metered and _over_the_line(feed) and self.line.metered():
                words = "当前网络按流量计费。仍要现在同步吗？"
                self.offered.emit(words, lambda: self.start(address, metered=True), "仍要同步", False)
            else:
                self._run(feed, by_itself=False)

    def pause(self, on: bool) -> None:
        """Let the sync rest after what it has in hand, or go on."""
        if self._job is not None:
            self._held = False
            self._job.pause(on)
            self._show()

    def stop(self) -> None:
        """Stop the sync; what was applied stays."""
        if self._job is not None:
            self._job.cancel()
            self.bar.stopping()

    # by itself

    def _due(self, now: datetime) -> bool:
        failed = self._failed_at
        if self._importing.running or (failed and 0 <= (now - failed).total_seconds() < _AGAIN_SECONDS):
            return False
        try:
            return due(now, self._last(), self.choices.spans()) and bool(self.choices.feed().address)
        except LeianError:
            return False  # said where the user asks for a sync

    def _start_by_itself(self) -> None:
        feed = self._feed("", quiet=True)
        if feed is None:
            return
        if _over_the_line(feed) and self.line.metered():
            self._waits = METERED
            if not self._asked:
                self._asked = True
                self.offered.emit(METERED, lambda: self.start(metered=True), "现在同步", False)
            return
        self._run(feed, by_itself=True)

    def _line_changed(self, metered: bool) -> None:
        if self._job is not None and self._by_itself and metered and not self.paused:
            self.pause(True)
            self._held = True
            self.said.emit(METERED_PAUSE, False)
        elif self._job is not None and self._held and not metered:
            self.pause(False)
        elif not metered:
            self._waits = ""
        self._show()

    # a sync

    def _feed(self, address: str, *, quiet: bool = False) -> FeedSettings | None:
        try:
            feed = self.choices.feed(address)
        except LeianError as error:
            if not quiet:
                self._end(entry_of_failure(error, _now()), tell=True)
            return None
        if not feed.address and not quiet:
            self.offered.emit(UNSET, self.setting_asked.emit, "去设定", False)
        return feed if feed.address else None

    def _run(self, feed: FeedSettings, *, by_itself: bool) -> None:
        self._by_itself, self._held, self._waits = by_itself, False, ""
        self._at = SyncProgress(SyncStage.METADATA)
        self._job = self._desk.sync(feed, self._progress, self._done, self._failed)
        self._job.broken = self._broke
        self.bar.setVisible(not by_itself)  # what begins by itself moves nothing under the hand
        self._show()

    def _progress(self, at: SyncProgress) -> None:
        self._at = at
        self._show()

    def _done(self, summary: SyncSummary) -> None:
        if summary.trouble:
            self._failed_at = _now()
        elif not summary.cancelled:
            self._settings.set(_LAST, _now().isoformat())
            self._failed_at = None
        self._end(entry_of(summary, _now()), tell=not self._by_itself or summary.changes)

    def _failed(self, error: LeianError) -> None:
        self._failed_at = _now()
        entry, by_itself = entry_of_failure(error, _now()), self._by_itself
        if isinstance(error, FeedUnset) and not by_itself:
            self._finish()
            self.offered.emit(failure_words(error), self.setting_asked.emit, "去设定", True)
        else:
            self._end(entry, tell=not by_itself)

    def _broke(self, error: Exception) -> None:
        self._failed_at = _now()
        self._finish()  # the apology is made elsewhere

    def _end(self, entry: SyncEntry, *, tell: bool) -> None:
        self.log.add(entry)
        self._finish()
        if tell:
            if entry.news or entry.unwell or entry.rejections:
                self.offered.emit(entry.words, self.report_asked.emit, "查看", entry.unwell)
            else:
                self.said.emit(entry.words, False)
        if not entry.failed:
            self.changed.emit()
        self.ended.emit(entry)

    def _finish(self) -> None:
        self._job = None
        self.bar.end()
        self._show()

    def _last(self) -> datetime | None:
        return moment_of(self._settings.text(_LAST))

    def _show(self) -> None:
        """Say in bar and button how things stand."""
        at, last = self._at, self._last()
        latest = self.log.entries[0] if self.log.entries else None
        if self._job is not None:
            share, words = share_of(at), state_words(at, paused=self.paused)
            if not self._job.cancelled():
                self.bar.say(words, share, paused=self.paused, can_pause=at.stage is not SyncStage.INDEX)
            elif at.stage is SyncStage.INDEX:
                self.bar.ending(words, share)
            short = "已暂停" if self.paused else f"{share:.0%}" if share is not None else "…"
            self.button.say(f"{'索引' if at.stage is SyncStage.INDEX else '同步'} {short}", words)
        elif self._waits:
            self.button.say("同步 待网络", self._waits)
        elif latest is not None and latest.unwell:
            self.button.say("同步 未完成", f"{latest.words}\n{last_words(last)}", bad=True)
        else:
            day = day_short(last, _now().date())
            self.button.say(f"同步 ✓ {day}" if day else "同步", last_words(last))


def _over_the_line(feed: FeedSettings) -> bool:
    return feed.address.lower().startswith(("http://", "https://"))


def _now() -> datetime:
    return datetime.now().astimezone()
