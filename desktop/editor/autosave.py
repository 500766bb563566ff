"""When the draft is saved: at most a second after the first unsaved key.

Saving runs off the UI thread and is tried again after a failure.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs import Desk
from desktop.words import sentence
from localdb.model.errors import LeianError
from localdb.model.matter import Draft

DELAY_MS = 1000
RETRY_MS = 5000


class Autosave(QObject):
    """Store the draft of one matter while it is written."""

    told = Signal(str, bool)  # what stands beside the draft, and whether it is bad news
    saved = Signal(int)  # matter

    def __init__(self, desk: Desk, text: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = text
        self._matter = 0
        self._revision = 0
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Tell whether something is not stored yet."""
        return self._dirty

    def begin(self, draft: Draft) -> None:
        """Watch over another draft."""
        self._matter, self._revision, self._dirty = draft.matter, draft.revision, False
        self._timer.stop()
        self.told.emit(_saved_at(draft.saved) if draft.saved else "", False)

    def touch(self) -> None:
        """Note that the draft was edited."""
        if not self._matter:
            return
        self._dirty = True
        if not self._timer.isActive():  # not restarted: steady typing is saved every second
            self._timer.start(DELAY_MS)

    def flush(self) -> None:
        """Save now what is not saved."""
        self._timer.stop()
        if not self._dirty:
            return
        self._dirty = False
        self._desk.save_draft(Draft(self._matter, self._text(), self._revision), self._stored, self._failed)

    def _stored(self, draft: Draft) -> None:
        if draft.matter == self._matter:
            self._revision = draft.revision
            self.told.emit(_saved_at(draft.saved or datetime.now()), False)
        self.saved.emit(draft.matter)

    def _failed(self, error: LeianError) -> None:
        self._dirty = True
        self.told.emit(f"未能保存：{sentence(error)}", True)
        if not self._timer.isActive():
            self._timer.start(RETRY_MS)


def _saved_at(at: datetime) -> str:
    return f"已保存 {at:%H:%M}"
