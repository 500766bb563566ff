"""The dwell clock: how long the user read each section. Pure; time is handed in.

Belongs here: the rule of what counts as reading. Does not: widgets, timers, storing.

The rule: time counts only while the window is active and the user gave some input within the last thirty seconds; it
is shared among the sections in view by their share of the viewport.
"""

from collections.abc import Callable, Mapping

from localdb.model.kinds import Section

IDLE = 30.0  # seconds without input after which nothing counts


class DwellClock:
    """Add up seconds by section; `now` gives seconds that never run backwards."""

    def __init__(self, now: Callable[[], float], idle: float = IDLE) -> None:
        self._now = now
        self._idle = idle
        self._shares: dict[Section, float] = {}
        self._active = False
        self._counted = now()
        self._touched = now()
        self._seconds: dict[Section, float] = {}

    def look(self, shares: Mapping[Section, float], active: bool) -> None:
        """Say what is in view from now on, and whether the window is active. `shares` sum to at most 1."""
        self._count()
        self._shares = dict(shares)
        self._active = active

    def touch(self) -> None:
        """Say that the user gave input."""
        self._count()
        self._touched = self._now()

    def take(self) -> dict[Section, float]:
        """Return the seconds by section since the last taking, and start from nothing."""
        self._count()
        taken, self._seconds = self._seconds, {}
        return taken

    def _count(self) -> None:
        now = self._now()
        until = min(now, self._touched + self._idle)
        gone = until - self._counted
        self._counted = now
        if not self._active or gone <= 0:
            return
        for section, share in self._shares.items():
            self._seconds[section] = self._seconds.get(section, 0.0) + gone * share
