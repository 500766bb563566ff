"""The walk through the places of a case that meet the draft: which there are, and at which one the reader stands. Pure.

Belongs here: where the walk stands. Does not: finding the places (matches), scrolling to them (page).
"""

from desktop.reader.matches import Stop, best_stop, reasons_span, stops_of
from desktop.reader.parts import PageMap, Span
from localdb.model.behaviour import Attention
from localdb.model.kinds import Tier
from localdb.model.similar import Hit

_GIST = (Tier.GUIDING, Tier.ENTRY)  # what these lay down for later cases is their 裁判要点


class Walk:
    """Go from place to place, around the end; it begins at the best one."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def __len__(self) -> int:
        return len(self._stops)

    @property
    def number(self) -> int:
        """Return the number of the place where the walk stands, from 1; 0 where there is none."""
        return self._at + 1

    @property
    def current(self) -> Stop | None:
        """Return the place where the walk stands."""
        return self._stops[self._at] if 0 <= self._at < len(self._stops) else None

    def begin(self, page: PageMap, hit: Hit, attention: Attention) -> None:
        """Take the places of a case and stand at the best one."""
        self._stops = stops_of(page, hit)
        best = best_stop(self._stops, attention)
        self._at = -1 if best is None else best

    def renew(self, page: PageMap, hit: Hit, attention: Attention) -> None:
        """Take the places of the same case by another search, standing where the walk stood if that is still one."""
        before = self.current
        self.begin(page, hit, attention)
        spans = [stop.span for stop in self._stops]
        if before is not None and before.span in spans:
            self._at = spans.index(before.span)

    def clear(self) -> None:
        """Forget the case."""
        self._stops, self._at = [], -1

    def step(self, by: int) -> Stop | None:
        """Go on by so many places; None where there is none."""
        if self._stops:
            self._at = (self._at + by) % len(self._stops)
        return self.current

    def place_in(self, page: PageMap, part: int) -> Span | None:
        """Return what of a part is meant without a selection: the whole 裁判要点, of any other the best place."""
        if page.parts[part].gist:
            return Span(part, 0, len(page.parts[part].text))
        here = [stop for stop in self._stops if stop.span.part == part]
        if self.current in here:
            return self.current.span
        return max(here, key=lambda stop: stop.weight).span if here else None

    def reasons(self, page: PageMap, tier: Tier) -> Span | None:
        """Return what of the whole case may be adopted without a selection; of a guiding case the 裁判要点 first."""
        return reasons_span(page, self._stops, gist_first=tier in _GIST)
