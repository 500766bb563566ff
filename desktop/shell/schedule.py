"""When a sync is due by itself: at most once in every span that the court or the user set."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from localdb.model.feed import Span


def due(now: datetime, last: datetime | None, spans: Iterable[Span]) -> bool:
    """Tell whether `now` lies in a span that has seen no sync; a `last` in the future is a clock that was wrong."""
    known = last is not None and last <= now
    return any(
        span.holds(now.time()) and not (known and last is not None and last >= _begun(span, now)) for span in spans
    )


def _begun(span: Span, now: datetime) -> datetime:
    """Return when the span began that holds `now`, on the day before where it goes over midnight."""
    begun = now.replace(hour=span.begin.hour, minute=span.begin.minute, second=0, microsecond=0)
    return begun if begun <= now else begun - timedelta(days=1)
