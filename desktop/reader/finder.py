"""Finding words in the open case: all of its parts, whatever the width or the case of the letters.

Belongs here: which places there are, at which one the user stands. Does not: marking and scrolling (page), the bar's
controls (widgets).
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.page import CasePage
from desktop.reader.parts import Part, Span
from desktop.widgets import FindBar, places_in


def places_of(parts: Sequence[Part], words: str) -> tuple[Span, ...]:
    """Return where words stand in a case, in reading order."""
    return tuple(Span(place, *span) for place, part in enumerate(parts) for span in places_in(part.text, words))


class Finder(FindBar):
    """Walk through the places of a case where words stand, round the end."""

    arrived = Signal(int)  # the part of the place that was gone to

    def __init__(self, page: CasePage, parent: QWidget | None = None) -> None:
        super().__init__("在案例中查找", parent)
        self._page = page
        self._places: tuple[Span, ...] = ()
        self._at: int | None = None
        self.typed.connect(self._look)
        self.stepped.connect(self._step)
        self.left.connect(self._leave)

    def begin(self) -> None:
        """Open the bar, with what is selected as words."""
        chosen = self._page.selected_text()
        self.open("" if "\n" in chosen else chosen)
        self._look()

    def renew(self) -> None:
        """Look for the same words in another case, which stays where it was opened."""
        if not self.isHidden():
            self._places, self._at = places_of(self._page.map.parts, self.words), None
            self._show()

    def _look(self) -> None:
        """Look for the words as they are now; go to the first place from the top of the view on."""
        self._places = places_of(self._page.map.parts, self.words)
        self._at = self._next(1) if self._places else None
        self._go()

    def _step(self, back: bool) -> None:
        if self._places:
            by = -1 if back else 1
            self._at = self._next(by) if self._at is None else (self._at + by) % len(self._places)
            self._go()

    def _next(self, by: int) -> int:
        """Return the place that follows the top of the view, or for -1 the one before it, round the end."""
        top = self._page.top() or Span(0, 0, 0)
        before = sum((span.part, span.start) < (top.part, top.start) for span in self._places)
        return (before if by > 0 else before - 1) % len(self._places)

    def _go(self) -> None:
        self._show()
        if self._at is not None:
            self._page.reveal(self._places[self._at])
            self.arrived.emit(self._places[self._at].part)

    def _show(self) -> None:
        at = None if self._at is None else self._places[self._at]
        self._page.set_found(self._places, at)
        count = len(self._places)
        if not count:
            self.say("没有找到" if self.words.strip() else "")
        else:
            self.say(f"共 {count} 处" if self._at is None else f"{self._at + 1}/{count}")

    def clear(self) -> None:
        """Close the bar along with its case; the focus stays where the user is."""
        self.hide()
        self._places, self._at = (), None
        self._page.set_found((), None)

    def _leave(self) -> None:
        self.clear()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
