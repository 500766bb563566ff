"""The commands alive: one QAction for each line of the table, with its key, enabled by what is there."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.actions.precedence import Precedence
from desktop.actions.table import ACTIONS, MENUS, PLACES, Action, When


class ActionBook(QObject):
    """Hold the actions of one window; `key_of(id)` gives the user's own key, or None for the table's."""

    keys_changed = Signal()

    def __init__(self, window: QWidget, key_of: Callable[[str], str | None] = lambda action: None) -> None:
        super().__init__(window)
        self._key_of = key_of
        self._actions = {action.id: self._make(action, window) for action in ACTIONS.values()}
        self._precedence = Precedence(self._actions.values(), self)

    def __getitem__(self, ident: str) -> QAction:
        return self._actions[ident]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def bind(self, ident: str, call: Callable[[], object]) -> None:
        """Say what a command does."""
        self._actions[ident].triggered.connect(lambda checked=False: call())

    def bind_switch(self, ident: str, call: Callable[[bool], object]) -> None:
        """Say what a command does that is on or off."""
        self._actions[ident].toggled.connect(call)

    def enable(self, there: When) -> None:
        """Enable what makes sense now: commands whose conditions are all there."""
        for ident, action in self._actions.items():
            action.setEnabled(ACTIONS[ident].when & there == ACTIONS[ident].when)

    def refresh_keys(self) -> None:
        """Take the keys over again after the user changed them."""
        for ident, action in self._actions.items():
            action.setShortcut(QKeySequence(self.key(ident), QKeySequence.SequenceFormat.PortableText))
        self.keys_changed.emit()

    def key(self, ident: str) -> str:
        """Return the key in force as portable text."""
        own = self._key_of(ident)
        return ACTIONS[ident].key if own is None else own

    def build_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Fill a menu bar from the table; return an empty submenu for each of the shell's places."""
        places: dict[str, QMenu] = {}
        for words, entries in MENUS:
            menu = bar.addMenu(words)
            menu.setAccessibleName(plain(words))
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                elif entry in PLACES:
                    places[entry] = menu.addMenu("窗格(&W)")
                else:
                    menu.addAction(self._actions[entry])
        return places

    def _make(self, action: Action, window: QWidget) -> QAction:
        made = QAction(action.words, window)
        made.setObjectName(action.id)
        made.setCheckable(action.checkable)
        made.setShortcut(QKeySequence(self.key(action.id), QKeySequence.SequenceFormat.PortableText))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setToolTip(plain(action.words))
        window.addAction(made)
        return made


def plain(words: str) -> str:
    """Return the words of a command without mnemonic and dots."""
    head, _, tail = words.partition("(&")
    return (head + tail.partition(")")[2]).rstrip("…")
