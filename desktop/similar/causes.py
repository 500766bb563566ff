"""The cause of the matter in hand: confirmed, or guessed and offered for one key (it helps the ranking most).

Belongs here: showing and confirming. Does not: guessing, storing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from desktop.actions import ACTIONS
from desktop.looks.theme import GRID
from localdb.model.similar import CauseGuess

_OFFERED = 5


class CauseBar(QWidget):
    """Show 本案案由; the first guess is confirmed by its button or one key, each of five by its number in the menu."""

    cause_confirmed = Signal(str)
    cause_dropped = Signal()  # nothing is confirmed any more
    change_asked = Signal()  # the cause shall be chosen from the whole table

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confirmed: tuple[str, ...] = ()
        self._guesses: tuple[CauseGuess, ...] = ()
        self._label = QLabel(self)
        self._label.setProperty("role", "muted")
        self._cause = QLabel(self)
        self._cause.setTextFormat(Qt.TextFormat.PlainText)
        self._cause.setAccessibleName("本案案由")
        self._confirm = QPushButton(self)
        self._confirm.setAccessibleName("确认案由")
        self._confirm.clicked.connect(self.confirm_first)
        self._more = QToolButton(self)
        self._more.setProperty("role", "quiet")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName("候选案由")
        self._menu = QMenu(self)
        self._menu.setAccessibleName("候选案由")
        self._menu.aboutToShow.connect(self._begin_menu)
        self._more.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        row.setSpacing(GRID // 2)
        for widget in (self._label, self._cause, self._confirm, self._more):
            row.addWidget(widget)
        row.addStretch()
        self._show()

    def set_guesses(self, guesses: Sequence[CauseGuess]) -> None:
        """Offer these causes, likeliest first; an open menu keeps its order under the hand."""
        self._guesses = tuple(guesses)[:_OFFERED]
        self._show()

    def set_confirmed(self, causes: Sequence[str]) -> None:
        """Show the causes that the judge confirmed; none brings the guesses back."""
        self._confirmed = tuple(causes)
        self._show()

    def confirm_first(self) -> None:
        """Confirm the likeliest cause; nothing where one is confirmed already or none is offered."""
        if not self._confirmed and self._guesses:
            self._take(self._guesses[0].name)

    def offer(self) -> None:
        """Open the menu of causes: a number takes one, Enter the first."""
        if self.isVisible():
            self._more.showMenu()

    def _take(self, name: str) -> None:
        self.set_confirmed((name,))
        self.cause_confirmed.emit(name)

    def _drop(self) -> None:
        self.set_confirmed(())
        self.cause_dropped.emit()

    def _show(self) -> None:
        asked = not self._confirmed and bool(self._guesses)
        self.setVisible(bool(self._confirmed or self._guesses))
        self._label.setText("案由（推测）" if asked else "案由")
        self._cause.setVisible(bool(self._confirmed))
        count = len(self._confirmed)
        more = f"等 {count} 个" if count > 1 else ""
        self._cause.setText(f"{self._confirmed[0]}{more} ✓ 已确认" if count else "")
        self._cause.setToolTip("已由法官确认，检索时以此为准：" + "、".join(self._confirmed))
        self._cause.setAccessibleDescription(self._cause.toolTip())
        self._confirm.setVisible(asked)
        if asked:
            self._offer_first(self._guesses[0])
        self._more.setText("更改 ▾" if self._confirmed else "其他 ▾")
        key = _native("similar.causes")
        self._more.setToolTip(f"候选案由及其可能性（{key}）：按数字选定，回车选第一项")
        if not self._menu.isVisible():
            self._fill()

    def _offer_first(self, first: CauseGuess) -> None:
        self._confirm.setText(f"{first.name} {share_words(first.probability)}　确认")
        told = f"据草稿推测，可能性 {share_words(first.probability)}。"
        self._confirm.setToolTip(f"{told}确认后以此为准检索（{_native('similar.confirm_cause')}）")
        self._confirm.setAccessibleDescription(f"{first.name}，{told}")

    def _begin_menu(self) -> None:
        self._fill()
        if self._menu.actions():
            self._menu.setActiveAction(self._menu.actions()[0])

    def _fill(self) -> None:
        """List the five causes under their numbers, the confirmed one with its mark, then the other ways."""
        self._menu.clear()
        for number, guess in enumerate(self._guesses, 1):
            mark = "　✓ 已确认" if guess.name in self._confirmed else ""
            action = QAction(f"&{number}　{guess.name}\t{share_words(guess.probability)}{mark}", self._menu)
            action.triggered.connect(lambda _=False, name=guess.name: self._take(name))
            self._menu.addAction(action)
        self._menu.addSeparator()
        if self._confirmed:
            back = QAction("&0　撤回确认，仍按推测检索", self._menu)
            back.triggered.connect(self._drop)
            self._menu.addAction(back)
        other = QAction("从案由表中选择(&T)…", self._menu)
        other.triggered.connect(self.change_asked)
        self._menu.addAction(other)


def share_words(probability: float) -> str:
    """Say a probability as a share of a hundred; what is less than one is said to be so."""
    return f"{probability:.0%}" if probability >= 0.01 else "不足 1%"


def _native(action: str) -> str:
    return QKeySequence(ACTIONS[action].key).toString(QKeySequence.SequenceFormat.NativeText)
