"""Leaving a draft, for another matter or for good: only once it is stored, or the user has said what to do.

Belongs here: what follows from each answer. Does not: the question (unsaved), saving (editor).
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.editor import EditorPanel
from desktop.shell.dialogs import Dialogs
from desktop.shell.handling import Handling
from desktop.words import sentence


class Leaving(QObject):
    """Ask where the draft on the page cannot be saved."""

    def __init__(self, editor: EditorPanel, handling: Handling, dialogs: Dialogs) -> None:
        super().__init__(editor)
        self._editor = editor
        self._handling = handling
        self._dialogs = dialogs

    def store(self, again: Callable[[], object]) -> bool:
        """Store the draft; where that fails, answer False and ask. `again` is called unless the user stays. Blocks."""
        if self._editor.store():
            return True
        self._ask(self._editor.trouble, again, lambda: None)
        return False

    def hold(self, error: Exception) -> None:
        """Ask what to do: another matter was opened, but the draft on the page cannot be saved."""
        wanted = self._handling.matter.number if self._handling.matter else 0
        self._ask(error, lambda: self._editor.open(wanted), lambda: self._handling.open(self._editor.matter))

    def _ask(self, error: Exception | None, again: Callable[[], object], stay: Callable[[], object]) -> None:
        def give_up() -> None:
            self._editor.abandon()
            again()

        reason = sentence(error) if error else "正在等待磁盘。"
        dialog = self._dialogs.unsaved(self._handling.name_of(self._editor.matter), reason)
        dialog.again_asked.connect(again)
        dialog.given_up.connect(give_up)
        dialog.rejected.connect(stay)
