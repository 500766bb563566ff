"""The panes of the window and the key that walks through them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class Panes:
    """Walk through panes in their order, skipping those where nobody would see the focus: hidden, or empty.

    Each is (what holds it, what says which of its widgets takes focus now).
    """

    def __init__(self, panes: Sequence[tuple[QWidget, Callable[[], QWidget]]]) -> None:
        self._panes = tuple(panes)

    def step(self, by: int) -> None:
        """Give the focus to the next pane, or the one before for -1."""
        shown = [(holder, taker()) for holder, taker in self._panes if _shows_focus(taker())]
        if not shown:
            return
        at = self._place(QApplication.focusWidget(), [holder for holder, _ in shown])
        start = -1 if at is None and by > 0 else 0 if at is None else at
        _, taker = shown[(start + by) % len(shown)]
        taker.setFocus(Qt.FocusReason.TabFocusReason)

    @staticmethod
    def _place(focus: QWidget | None, holders: Sequence[QWidget]) -> int | None:
        if focus is None:
            return None
        return next(
            (number for number, holder in enumerate(holders) if holder is focus or holder.isAncestorOf(focus)), None
        )


def _shows_focus(taker: QWidget) -> bool:
    while (proxy := taker.focusProxy()) is not None:
        taker = proxy
    return taker.isVisible() and taker.isEnabled() and taker.focusPolicy() != Qt.FocusPolicy.NoFocus
