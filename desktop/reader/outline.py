"""The outline: one button a part, full names where there is room and two characters where there is not,
set close together where even those are many.

Belongs here: the row of buttons. Does not: scrolling, what parts there are.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.reader.parts import Part

_FAVOURITE = "●"


class Outline(QWidget):
    """Jump to a part; the part being read is the one pressed in. ← → move between the buttons."""

    chosen = Signal(int)  # place of the part

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("文书结构")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons: list[tuple[int, Part, QToolButton]] = []
        self._favourite = -1
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(2)
        self._row.addStretch()

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Offer the parts worth jumping to."""
        for _, _, button in self._buttons:
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, part in enumerate(parts):
            if part.tab and not (place and parts[place - 1].tab == part.tab):
                self._buttons.append((place, part, self._make(place, part)))
        self._name()

    def set_favourite(self, place: int) -> None:
        """Set the part apart that the user reads most; -1 for none."""
        self._favourite = place
        self._name()

    def set_current(self, place: int) -> None:
        """Press the button of the part at this place, or of the last one before it."""
        for at, _, button in reversed(self._buttons):
            if at <= place:
                button.setChecked(True)
                return

    def choose(self, number: int) -> None:
        """Jump as if the button with this number, from 0, had been pressed."""
        if 0 <= number < len(self._buttons):
            self._buttons[number][2].click()

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """Return the buttons in their order."""
        return tuple(button for _, _, button in self._buttons)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the words on the buttons."""
        return tuple(button.text() for _, _, button in self._buttons)

    @property
    def current(self) -> int:
        """Return the place of the part that is pressed in; -1 for none."""
        return next((place for place, _, button in self._buttons if button.isChecked()), -1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    def _make(self, place: int, part: Part) -> QToolButton:
        number = len(self._buttons) + 1
        button = QToolButton(self)
        button.setCheckable(True)
        button.setProperty("role", "quiet")
        button.setAccessibleName(part.name)
        button.setToolTip(f"{part.name}（{number}）" if number < 10 else part.name)
        button.clicked.connect(lambda: self.chosen.emit(place))
        button.ensurePolished()
        self._group.addButton(button)
        self._row.insertWidget(len(self._buttons), button)
        return button

    def _name(self) -> None:
        """Use full names if all of them fit, else short ones; where those do not fit either, without room around."""
        self._write(short=False, tight=False)
        if self._too_wide():
            self._write(short=True, tight=False)
        if self._too_wide():
            self._write(short=True, tight=True)

    def _too_wide(self) -> bool:
        return sum(button.sizeHint().width() + self._row.spacing() for _, _, button in self._buttons) > self.width()

    def _write(self, short: bool, tight: bool) -> None:
        for place, part, button in self._buttons:
            words = part.short if short else part.tab
            if button.property("tight") is not tight:
                button.setProperty("tight", tight)
                button.style().unpolish(button)
                button.style().polish(button)
                button.setText("")  # else a button whose words stay remembers the size that it had before
            button.setText(words + (_FAVOURITE if place == self._favourite else ""))
