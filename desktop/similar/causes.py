"""The cause of the matter in hand: confirmed, or guessed and offered for one key (it helps the ranking most).

Belongs here: showing and confirming. Does not: guessing, storing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from desktop.looks.theme import GRID
from localdb.model.similar import CauseGuess

_KEY = "Alt+Return"
_LEAST = 0.02  # a guess less likely than this is not worth a line in the menu


class CauseBar(QWidget):
    """Show 本案案由; a guess is confirmed by its button or Alt+Enter, another one from the menu."""

    cause_confirmed = Signal(str)
    change_asked = Signal()  # the cause shall be chosen from the whole table

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confirmed: tuple[str, ...] = ()
        self._guesses: tuple[CauseGuess, ...] = ()
        label = QLabel("案由", self)
        label.setProperty("role", "muted")
        self._cause = QLabel(self)
        self._cause.setTextFormat(Qt.TextFormat.PlainText)
        self._cause.setAccessibleName("本案案由")
        self._confirm = QPushButton(self)
        self._confirm.setAccessibleName("确认案由")
        self._confirm.clicked.connect(self.confirm_first)
        self._more = QToolButton(self)
        self._more.setProperty("role", "quiet")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName("其他案由")
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        for widget in (label, self._cause, self._confirm, self._more):
            row.addWidget(widget)
        row.addStretch()
        QShortcut(QKeySequence(_KEY), self, self.confirm_first, context=Qt.ShortcutContext.WindowShortcut)
        self._show()

    def set_guesses(self, guesses: Sequence[CauseGuess]) -> None:
        """Offer these causes, likeliest first."""
        self._guesses = tuple(guesses)
        self._show()

    def set_confirmed(self, causes: Sequence[str]) -> None:
        """Show the causes that the judge confirmed; none brings the guesses back."""
        self._confirmed = tuple(causes)
        self._show()

    def confirm_first(self) -> None:
        """Confirm the likeliest cause; nothing where one is confirmed already or none is offered."""
        if not self._confirmed and self._guesses:
            self._take(self._guesses[0].name)

    def _take(self, name: str) -> None:
        self.set_confirmed((name,))
        self.cause_confirmed.emit(name)

    def _show(self) -> None:
        asked = not self._confirmed and bool(self._guesses)
        self.setVisible(bool(self._confirmed or self._guesses))
        self._cause.setVisible(bool(self._confirmed))
        count = len(self._confirmed)
        self._cause.setText(self._confirmed[0] + (f"等 {count} 个" if count > 1 else "") if count else "")
        self._confirm.setVisible(asked)
        if asked:
            first = self._guesses[0]
            self._confirm.setText(f"{first.name}？ 确认")
            share = f"据草稿推测，可能性 {first.probability:.0%}。"
            self._confirm.setToolTip(f"{share}确认后按此案由排序（{_KEY.replace('Return', '回车')}）")
            self._confirm.setAccessibleDescription(f"{first.name}，{share}")
        self._cause.setToolTip("本案案由，检索时按此排序：" + "、".join(self._confirmed))
        self._more.setText("更改 ▾" if self._confirmed else "其他 ▾")
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        for guess in self._guesses:
            if guess.probability >= _LEAST and guess.name not in self._confirmed:
                action = QAction(f"{guess.name}　{guess.probability:.0%}", self._menu)
                action.triggered.connect(lambda _=False, name=guess.name: self._take(name))
                self._menu.addAction(action)
        self._menu.addSeparator()
        other = QAction("从案由表中选择…", self._menu)
        other.triggered.connect(self.change_asked)
        self._menu.addAction(other)
