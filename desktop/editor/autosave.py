"""When the draft is saved: at most a second after the first unsaved key.

Saving runs off the UI thread, one save at a time, and is tried again after a failure. A passage just adopted is stored
together with the text that holds it. Belongs here: when, and what is still unsaved. Does not: where passages stand
(sources).
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs import Desk
from desktop.words import sentence
from localdb.model.errors import MatterMissing
from localdb.model.matter import Adoption, Draft

DELAY_MS = 1000
RETRY_MS = 5000


class Autosave(QObject):
    """Store the draft of one matter while it is written.

    `text` gives the draft as it stands, `placed` an adoption with its present place in that text.
    """

    told = Signal(str, bool)  # what stands beside the draft, and whether it is bad news
    sent = Signal()  # the text as it stands is on its way to the store: what belongs to it may follow
    adopted = Signal(object)  # Adoption, stored
    stored = Signal()  # everything is
    failed = Signal(object)  # Exception: what is unsaved stays so, and is tried again

    def __init__(
        self,
        desk: Desk,
        text: Callable[[], str],
        placed: Callable[[Adoption], Adoption],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = text
        self._placed = placed
        self._matter = 0
        self._revision = 0
        self._dirty = False
        self._fresh: list[Adoption] = []
        self._under_way = False
        self._again = False  # asked for while a save was under way
        self.trouble: Exception | None = None  # why the last save failed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Tell whether something is not stored yet."""
        return self._dirty or self._under_way

    def begin(self, draft: Draft) -> None:
        """Watch over another draft; whatever was unsaved of the one before is given up."""
        self._matter, self._revision = draft.matter, draft.revision
        self._drop()
        self.told.emit(_saved_at(draft.saved) if draft.saved else "", False)

    def touch(self) -> None:
        """Note that the draft was edited."""
        if not self._matter:
            return
        self._dirty = True
        if not self._timer.isActive():  # not restarted: steady typing is saved every second
            self._timer.start(DELAY_MS)

    def adopt(self, adoption: Adoption) -> None:
        """Save the text with the passage that was just adopted into it, and the source of the passage."""
        self._fresh.append(adoption)
        self._dirty = True
        self.flush()

    def flush(self) -> None:
        """Save now what is not saved."""
        if self._under_way:
            self._again = self._dirty
            return
        self._timer.stop()
        if not self._dirty:
            return
        self._dirty, self._under_way = False, True
        draft = Draft(self._matter, self._text(), self._revision)
        if self._fresh:
            fresh = self._placed(self._fresh[0])
            job = self._desk.adopt_into_draft(draft, fresh, self._adopted, partial(self._fail, draft.matter))
        else:
            job = self._desk.save_draft(draft, self._stored, partial(self._fail, draft.matter))
        job.broken = partial(self._fail, draft.matter)
        self.sent.emit()

    def _adopted(self, answer: tuple[Draft, Adoption]) -> None:
        draft, adoption = answer
        if draft.matter == self._matter:
            del self._fresh[:1]
            if self._fresh:
                self._dirty = self._again = True
        self.adopted.emit(adoption)
        self._stored(draft)

    def _stored(self, draft: Draft) -> None:
        if draft.matter != self._matter:
            return
        self._revision = draft.revision
        self._under_way, self.trouble = False, None
        self.told.emit(_saved_at(draft.saved or datetime.now().astimezone()), False)
        again, self._again = self._again, False
        if again:
            self.flush()
        if not self.unsaved:
            self.stored.emit()

    def _fail(self, matter: int, error: Exception) -> None:
        if matter != self._matter:
            return
        if isinstance(error, MatterMissing):  # deleted: there is nothing to save into
            self._matter = 0
            self._drop()
            self.stored.emit()
            return
        self._under_way, self._again, self._dirty, self.trouble = False, False, True, error
        self.told.emit(f"未能保存：{sentence(error)}", True)
        self._timer.start(RETRY_MS)
        self.failed.emit(error)

    def _drop(self) -> None:
        self._dirty = self._under_way = self._again = False
        self._fresh.clear()
        self.trouble = None
        self._timer.stop()


def _saved_at(at: datetime) -> str:
    return f"已保存 {at:%H:%M}"
