"""The sync as it is seen while one works: a word in the top bar, and a line with pause and stop.

Belongs here: the two widgets. Does not: the sync (syncing).
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.looks.theme import GRID
from desktop.widgets import Elided, WorkBar, set_role

_WIDEST = "同步 未完成"


class SyncButton(QToolButton):
    """Say in a word how the library stands to the feed; a press syncs, or shows how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName("同步案例库")
        self.say("同步", "")

    def say(self, words: str, tip: str, *, bad: bool = False) -> None:
        """Show a word, the whole of it in the tip."""
        self.setText(words)
        self.setMinimumWidth(
            self.fontMetrics().horizontalAdvance(_WIDEST) + 2 * GRID + 2
        )  # what is beside it stays put
        self.setToolTip(tip or "同步案例库")
        self.setAccessibleDescription("，".join(filter(None, (words, tip))))
        set_role(self, "alarm" if bad else "quiet")


class SyncBar(WorkBar):
    """Show how far a sync is; let it rest, go on, and be stopped."""

    stop_asked = Signal()
    pause_asked = Signal(bool)
    hide_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        words = Elided("", "同步进度")
        super().__init__(words, parent)
        self._words = words
        self.setAccessibleName("同步进度")
        self._paused = False
        self._pause = self.add_button("暂停", "暂停同步", lambda: self.pause_asked.emit(not self._paused))
        self._stop = self.add_button("停止", "停止同步", self.stop_asked.emit)
        self._hide = self.add_button("收起", "收起同步进度", self.hide_asked.emit)
        self._hide.setToolTip("同步在后台继续，进度见右上角")
        set_role(self._hide, "link")

    @property
    def text(self) -> str:
        """Return what it says."""
        return self._words.words

    def say(self, words: str, share: float | None, *, paused: bool = False, can_pause: bool = True) -> None:
        """Say how far it is; `share` 0..1, None when it cannot be known."""
        self._words.say(words)
        self._paused = paused
        self._pause.setText("继续" if paused else "暂停")
        self._pause.setAccessibleName("继续同步" if paused else "暂停同步")
        self._pause.setEnabled(can_pause)
        self._stop.setEnabled(True)
        self.set_share((share or 0.0) if paused else share)

    def stopping(self) -> None:
        """Say that it is coming to its end."""
        self._words.say("正在停止，已完成的部分保留……")
        self._pause.setEnabled(False)
        self._stop.setEnabled(False)

    def ending(self, words: str, share: float | None) -> None:
        """Say how far what was applied before it was stopped has reached the index."""
        self._words.say(f"已停止接收，{words}")
        self.set_share(share)

    def end(self) -> None:
        """Go away."""
        self.rest()
        self.hide()
