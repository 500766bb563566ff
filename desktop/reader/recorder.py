"""From the page to behaviour records: when the clock is asked, and when its seconds are handed on.

Belongs here: timers, input, the switch. Does not: the rule of what counts (clock), storing (the shell hands it on).
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.reader.clock import DwellClock
from localdb.model.behaviour import Act, Behaviour
from localdb.model.kinds import Section

_TICK_MS = 1000
_BATCH_TICKS = 15
_LEAST = 1.0  # seconds: less is passing by
_INPUTS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchUpdate,
    )
)
_TURNS = frozenset((QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate))


def _moment() -> datetime:
    return datetime.now().astimezone()


class Recorder(QObject):
    """Watch a page; `dwelt` hands on seconds by section, every fifteen seconds and when the case changes."""

    dwelt = Signal(list)  # list[Behaviour]

    def __init__(
        self,
        page: QWidget,
        shares: Callable[[], Mapping[Section, float]],
        now: Callable[[], float] = time.monotonic,
        moment: Callable[[], datetime] = _moment,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._shares = shares
        self._moment = moment
        self._clock = DwellClock(now)
        self._key = ""
        self._on = True
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def on(self) -> bool:
        """Tell whether reading is recorded."""
        return self._on

    def watch(self, *widgets: QWidget) -> None:
        """Take input into these widgets as a sign that the user is reading."""
        for widget in widgets:
            widget.installEventFilter(self)

    def set_on(self, on: bool) -> None:
        """Switch recording on or off; off forgets what was not handed on."""
        self._on = on
        if not on:
            self._clock.take()
        self._run()

    def open(self, key: str) -> None:
        """Start counting for a case, after handing on what the last one got; "" for none."""
        self.flush()
        self._key = key
        self._clock.touch()
        self.look()
        self._run()

    def tick(self) -> None:
        """Look at the page; hand a batch on when it is time."""
        self.look()
        self._ticks += 1
        if self._ticks >= _BATCH_TICKS:
            self.flush()

    def look(self) -> None:
        """Tell the clock what is in view now."""
        active = self._on and bool(self._key) and self._page.isVisible() and self._page.window().isActiveWindow()
        self._clock.look(self._shares() if active else {}, active)

    def flush(self) -> None:
        """Hand on what was counted so far."""
        self._ticks = 0
        self.look()
        seconds = self._clock.take()
        if self._on and self._key:
            at = self._moment()
            batch = [
                Behaviour(at, Act.DWELL, section, self._key, seconds=round(spent, 1))
                for section, spent in seconds.items()
                if spent >= _LEAST
            ]
            if batch:
                self.dwelt.emit(batch)

    def act(self, act: Act, section: Section, characters: int) -> Behaviour | None:
        """Make the record of a copy or an adoption; None while recording is off."""
        if not self._on or not self._key:
            return None
        return Behaviour(self._moment(), act, section, self._key, characters=characters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUTS:
            self._clock.touch()
        elif event.type() in _TURNS:
            self.look()
        return False

    def _run(self) -> None:
        if self._on and self._key:
            self._timer.start()
        else:
            self._timer.stop()
